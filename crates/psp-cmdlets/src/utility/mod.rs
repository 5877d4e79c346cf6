//! `Microsoft.PowerShell.Utility`

mod add_member;
mod add_type;
mod alias;
mod breakpoint;
mod call_stack;
pub(crate) mod clixml;
mod compare_object;
mod csv;
mod culture;
mod data_file;
mod date;
mod error;
mod event;
mod expression;
mod file_hash;
mod format;
mod get_member;
mod group_object;
mod guid;
mod host;
mod host_text;
mod html;
mod join_string;
mod json;
mod last_error;
mod localized_data;
mod measure_object;
mod new_object;
mod out_file;
mod out_string;
mod output;
mod progress;
mod random;
mod select_object;
mod select_string;
mod select_xml;
mod sort_object;
mod streams;
mod string_data;
mod type_data;
mod unique;
mod update_list;
mod variable;
mod verb;
mod web;
mod xml;

pub(crate) use clixml::PsSerializer;
pub(crate) use event::run_exit_actions;
pub(crate) use host::secure_string;
use json::parse_date;
pub use out_string::text_formatter;
pub(crate) use select_string::MatchInfo;
pub(crate) use web::{ELEMENTS_TYPE, WebRequestSession, WebResponse};

use psp_runtime::BuiltinModule;

/// The module.
pub(crate) static MODULE: BuiltinModule = BuiltinModule {
    name: "Microsoft.PowerShell.Utility",
    cmdlets: &[
        breakpoint::GetFormatData::DEF,
        breakpoint::GetPsBreakpoint::DEF,
        breakpoint::RemovePsBreakpoint::DEF,
        breakpoint::SetPsBreakpoint::DEF,
        add_member::AddMember::DEF,
        add_type::AddType::DEF,
        alias::GetAlias::DEF,
        alias::NewAlias::DEF,
        alias::RemoveAlias::DEF,
        alias::SetAlias::DEF,
        call_stack::GetPSCallStack::DEF,
        clixml::ConvertFromCliXml::DEF,
        clixml::ConvertToCliXml::DEF,
        clixml::ExportClixml::DEF,
        clixml::ImportClixml::DEF,
        compare_object::CompareObject::DEF,
        csv::export::ConvertToCsv::DEF,
        csv::export::ExportCsv::DEF,
        csv::import::ConvertFromCsv::DEF,
        csv::import::ImportCsv::DEF,
        culture::GetCulture::DEF,
        culture::GetUICulture::DEF,
        data_file::ImportPowerShellDataFile::DEF,
        date::GetDate::DEF,
        date::NewTimeSpan::DEF,
        date::StartSleep::DEF,
        error::WriteError::DEF,
        event::queue::GetEvent::DEF,
        event::queue::NewEvent::DEF,
        event::queue::RemoveEvent::DEF,
        event::queue::WaitEvent::DEF,
        event::subscriber::GetEventSubscriber::DEF,
        event::subscriber::RegisterEngineEvent::DEF,
        event::subscriber::RegisterObjectEvent::DEF,
        event::subscriber::UnregisterEvent::DEF,
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
        html::ConvertToHtml::DEF,
        join_string::JoinString::DEF,
        json::convert_from::ConvertFromJson::DEF,
        json::convert_from::TestJson::DEF,
        json::convert_to::ConvertToJson::DEF,
        last_error::GetError::DEF,
        localized_data::ImportLocalizedData::DEF,
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
        select_string::SelectString::DEF,
        select_xml::SelectXml::DEF,
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
        update_list::UpdateList::DEF,
        variable::clear::ClearVariable::DEF,
        variable::get::GetVariable::DEF,
        variable::new::NewVariable::DEF,
        variable::remove::RemoveVariable::DEF,
        variable::set::SetVariable::DEF,
        verb::GetVerb::DEF,
        web::InvokeRestMethod::DEF,
        web::InvokeWebRequest::DEF,
        xml::ConvertToXml::DEF,
    ],
};
