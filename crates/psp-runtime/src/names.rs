//! The names that the engine itself reads and writes.

use psp_ir::Symbol;
use std::sync::LazyLock;

macro_rules! names {
    ($($id:ident = $name:literal;)*) => {
        /// Symbols of names that the engine itself uses.
        pub struct Names {
            $(
                #[doc = $name]
                pub $id: Symbol,
            )*
        }

        /// The one instance.
        pub static NAMES: LazyLock<Names> = LazyLock::new(|| Names { $($id: Symbol::new($name),)* });
    };
}

names! {
    under = "_";
    ps_item = "PSItem";
    this = "this";
    input = "input";
    args = "args";
    matches = "Matches";
    error = "Error";
    question = "?";
    last_exit_code = "LASTEXITCODE";
    bound_parameters = "PSBoundParameters";
    my_invocation = "MyInvocation";
    cmdlet = "PSCmdlet";
    foreach = "foreach";
    switch = "switch";
    ofs = "OFS";
    pwd = "PWD";
    error_action = "ErrorActionPreference";
    warning_action = "WarningPreference";
    verbose_action = "VerbosePreference";
    debug_action = "DebugPreference";
    information_action = "InformationPreference";
    progress_action = "ProgressPreference";
    confirm_preference = "ConfirmPreference";
    what_if_preference = "WhatIfPreference";
    default_parameter_values = "PSDefaultParameterValues";
    native_argument_passing = "PSNativeCommandArgumentPassing";
    native_error_action = "PSNativeCommandUseErrorActionPreference";
    native_arguments = "PSNativeCommandArgumentPassing";
    maximum_error_count = "MaximumErrorCount";
    script_root = "PSScriptRoot";
    command_path = "PSCommandPath";
    ps_style = "PSStyle";
    nested_prompt_level = "NestedPromptLevel";
    stack_trace = "StackTrace";
    output_encoding = "OutputEncoding";
    format_enumeration_limit = "FormatEnumerationLimit";
    execution_context = "ExecutionContext";
    event = "Event";
    sender = "Sender";
    event_args = "EventArgs";
    module_auto_loading = "PSModuleAutoLoadingPreference";
    true_ = "true";
    false_ = "false";
    null = "null";
}
