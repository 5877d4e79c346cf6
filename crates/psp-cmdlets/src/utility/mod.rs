//! `Microsoft.PowerShell.Utility`

mod add_member;
mod add_type;
mod alias;
mod call_stack;
mod compare_object;
mod csv;
mod culture;
mod date;
mod error;
mod expression;
mod file_hash;
mod format;
mod get_member;
mod group_object;
mod guid;
mod host;
mod host_text;
mod join_string;
mod json;
mod last_error;
mod measure_object;
mod new_object;
mod out_file;
mod out_string;
mod output;
mod progress;
mod random;
mod select_object;
mod sort_object;
mod streams;
mod string_data;
mod type_data;
mod unique;
mod variable;
mod verb;

use psp_runtime::BuiltinModule;

/// The module.
pub(crate) static MODULE: BuiltinModule = BuiltinModule {
    name: "Microsoft.PowerShell.Utility",
    cmdlets: &[
        add_member::AddMember::DEF,
        add_type::AddType::DEF,
        alias::GetAlias::DEF,
        alias::NewAlias::DEF,
        alias::RemoveAlias::DEF,
        alias::SetAlias::DEF,
        call_stack::GetPSCallStack::DEF,
        compare_object::CompareObject::DEF,
        csv::export::ConvertToCsv::DEF,
        csv::export::ExportCsv::DEF,
        csv::import::ConvertFromCsv::DEF,
        csv::import::ImportCsv::DEF,
        culture::GetCulture::DEF,
        culture::GetUICulture::DEF,
        date::GetDate::DEF,
        date::NewTimeSpan::DEF,
        date::StartSleep::DEF,
        error::WriteError::DEF,
        expression::InvokeExpression::DEF,
        expression::MeasureCommand::DEF,
        file_hash::GetFileHash::DEF,
        file_hash::NewTemporaryFile::DEF,
        format::FormatCustom::DEF,
        format::FormatList::DEF,
        format::FormatTable::DEF,
        format::FormatWide::DEF,
        get_member::GetMember::DEF,
        group_object::GroupObject::DEF,
        guid::NewGuid::DEF,
        host::GetHost::DEF,
        host::GetRunspace::DEF,
        host::ReadHost::DEF,
        host_text::WriteHost::DEF,
        host_text::WriteInformation::DEF,
        join_string::JoinString::DEF,
        json::convert_from::ConvertFromJson::DEF,
        json::convert_from::TestJson::DEF,
        json::convert_to::ConvertToJson::DEF,
        last_error::GetError::DEF,
        measure_object::MeasureObject::DEF,
        new_object::NewObject::DEF,
        out_file::OutFile::DEF,
        out_file::TeeObject::DEF,
        out_string::OutString::DEF,
        output::WriteOutput::DEF,
        progress::WriteProgress::DEF,
        random::GetRandom::DEF,
        random::GetSecureRandom::DEF,
        select_object::SelectObject::DEF,
        sort_object::SortObject::DEF,
        streams::WriteDebug::DEF,
        streams::WriteVerbose::DEF,
        streams::WriteWarning::DEF,
        string_data::ConvertFromStringData::DEF,
        type_data::GetTypeData::DEF,
        type_data::RemoveTypeData::DEF,
        type_data::UpdateFormatData::DEF,
        type_data::UpdateTypeData::DEF,
        unique::GetUnique::DEF,
        variable::clear::ClearVariable::DEF,
        variable::get::GetVariable::DEF,
        variable::new::NewVariable::DEF,
        variable::remove::RemoveVariable::DEF,
        variable::set::SetVariable::DEF,
        verb::GetVerb::DEF,
    ],
};
