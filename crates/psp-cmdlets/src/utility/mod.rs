//! `Microsoft.PowerShell.Utility`

mod error;
mod group_object;
mod host_text;
mod measure_object;
mod output;
mod progress;
mod select_object;
mod sort_object;
mod streams;
mod variable;

use psp_runtime::BuiltinModule;

/// The module.
pub(crate) static MODULE: BuiltinModule = BuiltinModule {
    name: "Microsoft.PowerShell.Utility",
    cmdlets: &[
        error::WriteError::DEF,
        group_object::GroupObject::DEF,
        host_text::WriteHost::DEF,
        host_text::WriteInformation::DEF,
        measure_object::MeasureObject::DEF,
        output::WriteOutput::DEF,
        progress::WriteProgress::DEF,
        select_object::SelectObject::DEF,
        sort_object::SortObject::DEF,
        streams::WriteDebug::DEF,
        streams::WriteVerbose::DEF,
        streams::WriteWarning::DEF,
        variable::clear::ClearVariable::DEF,
        variable::get::GetVariable::DEF,
        variable::new::NewVariable::DEF,
        variable::remove::RemoveVariable::DEF,
        variable::set::SetVariable::DEF,
    ],
};
