//! The calculated columns of the views, by the names that `default.txt` gives them.

mod command;
mod process;
mod text;

use psp_value::{Context, Result, Value};

/// Calculates a column, a line or a text of an object; the last argument is the label.
pub type Function = fn(&mut dyn Context, &Value, &str) -> Result<Value>;

/// The function with a name.
pub fn function(name: &str) -> Option<Function> {
    FUNCTIONS.iter().find(|(known, _)| *known == name).map(|&(_, function)| function)
}

const FUNCTIONS: &[(&str, Function)] = &[
    ("breakpoint_script", command::breakpoint_script),
    ("command_name", command::command_name),
    ("cpu", process::cpu),
    ("date_time", text::date_time),
    ("directory", text::directory),
    ("drive_free", process::drive_free),
    ("drive_root", process::drive_root),
    ("drive_used", process::drive_used),
    ("duration", text::duration),
    ("error_details", text::error_details),
    ("error_record", text::error_record),
    ("file_time", text::file_time),
    ("information", text::information),
    ("help_text", text::help_text),
    ("line", text::line),
    ("match_info", text::match_info),
    ("message", text::message),
    ("module_aliases", command::module_aliases),
    ("module_cmdlets", command::module_cmdlets),
    ("module_commands", command::module_commands),
    ("module_directory", command::module_directory),
    ("module_edition", command::module_edition),
    ("module_functions", command::module_functions),
    ("module_prerelease", command::module_prerelease),
    ("module_size", process::module_size),
    ("module_variables", command::module_variables),
    ("npm", process::npm),
    ("overloads", command::overloads),
    ("parameter_set", command::parameter_set),
    ("pm", process::pm),
    ("provider_name", process::provider_name),
    ("runspace_availability", process::runspace_availability),
    ("runspace_computer", process::runspace_computer),
    ("runspace_state", process::runspace_state),
    ("runspace_type", process::runspace_type),
    ("script_block", text::script_block),
    ("start_date", process::start_date),
    ("style", text::style),
    ("task_result", text::task_result),
    ("web_content", text::web_content),
    ("web_raw_content", text::web_raw_content),
    ("ws", process::ws),
];
