//! `Microsoft.PowerShell.Utility`

mod add_member;
mod call_stack;
mod compare_object;
mod culture;
mod date;
mod error;
mod expression;
mod format;
mod get_member;
mod group_object;
mod guid;
mod host;
mod host_text;
mod join_string;
mod last_error;
mod measure_object;
mod new_object;
mod out_string;
mod output;
mod progress;
mod random;
mod select_object;
mod sort_object;
mod streams;
mod string_data;
mod unique;
mod variable;
mod verb;

use psp_runtime::BuiltinModule;

/// The module.
pub(crate) static MODULE: BuiltinModule = BuiltinModule {
    name: "Microsoft.PowerShell.Utility",
    cmdlets: &[
        add_member::AddMember::DEF,
        call_stack::GetPSCallStack::DEF,
        compare_object::CompareObject::DEF,
        culture::GetCulture::DEF,
        culture::GetUICulture::DEF,
        date::GetDate::DEF,
        date::NewTimeSpan::DEF,
        date::StartSleep::DEF,
        error::WriteError::DEF,
        expression::InvokeExpression::DEF,
        expression::MeasureCommand::DEF,
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
        last_error::GetError::DEF,
        measure_object::MeasureObject::DEF,
        new_object::NewObject::DEF,
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
        unique::GetUnique::DEF,
        variable::clear::ClearVariable::DEF,
        variable::get::GetVariable::DEF,
        variable::new::NewVariable::DEF,
        variable::remove::RemoveVariable::DEF,
        variable::set::SetVariable::DEF,
        verb::GetVerb::DEF,
    ],
};
