//! `Write-Error`: a non-terminating error in the name of the calling function or script.

use psp_derive::Cmdlet;
use psp_runtime::{Cmdlet, Shell};
use psp_value::{ErrorCategory, ErrorRecord, Fault, InvocationInfo, Result, Str, Value, View};
use std::sync::Arc;

/// Writes an error; the script goes on unless `-ErrorAction` or `$ErrorActionPreference` says otherwise.
///
/// ```powershell
/// Write-Error 'No such user.' -Category ObjectNotFound -ErrorId NoUser -TargetObject 'bob'
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Write-Error", default_set = "NoException")]
pub(super) struct WriteError {
    /// The exception that the error carries.
    #[param(set = "WithException", position = 0, mandatory, ty = "System.Exception")]
    exception: Value,
    /// The text that is shown.
    #[param(
        set = "NoException",
        position = 0,
        mandatory,
        pipeline,
        alias = "Msg",
        allow_null,
        allow_empty_string
    )]
    #[param(set = "WithException")]
    message: Option<String>,
    /// An error record to write as it is.
    #[param(set = "ErrorRecord", position = 0, mandatory, ty = "System.Management.Automation.ErrorRecord")]
    error_record: Value,
    /// The sort of error.
    #[param(set = "NoException", ty = "System.Management.Automation.ErrorCategory")]
    #[param(set = "WithException")]
    category: Value,
    /// The start of `FullyQualifiedErrorId`.
    #[param(set = "NoException")]
    #[param(set = "WithException")]
    error_id: Option<String>,
    /// What could not be worked on.
    #[param(set = "NoException")]
    #[param(set = "WithException")]
    target_object: Value,
    /// What the user may do about it.
    #[param]
    recommended_action: Option<String>,
    /// What was being done.
    #[param(alias = "Activity")]
    category_activity: Option<String>,
    /// Why it failed.
    #[param(alias = "Reason")]
    category_reason: Option<String>,
    /// The name of what could not be worked on.
    #[param(alias = "TargetName")]
    category_target_name: Option<String>,
    /// The type of what could not be worked on.
    #[param(alias = "TargetType")]
    category_target_type: Option<String>,
}

impl Cmdlet for WriteError {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let mut record = match ErrorRecord::with(&self.error_record, |it| it.clone()) {
            Some(given) => copy_of(given),
            None => self.made(),
        };
        if let Some(action) = self.recommended_action.as_deref().filter(|it| !it.is_empty()) {
            if record.details.is_none() {
                record.details = Some(record.message());
            }
            record.recommended_action = Some(action.into());
        }
        let set = |field: &mut Str, given: &Option<String>| {
            if let Some(text) = given.as_deref().filter(|it| !it.is_empty()) {
                *field = text.into();
            }
        };
        set(&mut record.reason, &self.category_reason);
        set(&mut record.target_name, &self.category_target_name);
        set(&mut record.target_type, &self.category_target_type);
        record.activity = "Write-Error".into();
        set(&mut record.activity, &self.category_activity);
        attribute(shell, &mut record);
        let stage = shell.stage;
        stage.state.with(|it| it.failed = true);
        shell.session.write_error_value(record.into_value(), &stage.common, stage.redirects)
    }
}

impl WriteError {
    fn made(&self) -> ErrorRecord {
        let message = self.message.clone().unwrap_or_default();
        let given = !self.exception.is_null();
        let exception = if given {
            self.exception.clone()
        } else {
            Fault::new("Microsoft.PowerShell.Commands.WriteErrorException", message.as_str()).into_exception()
        };
        let ty = exception.ty().map(psp_value::Type::full_name).unwrap_or_default();
        let id = self.error_id.clone().filter(|it| !it.is_empty()).unwrap_or(ty);
        ErrorRecord {
            exception,
            id: id.as_str().into(),
            category: category(&self.category),
            target: self.target_object.clone(),
            details: (given && !message.is_empty()).then(|| message.as_str().into()),
            ..ErrorRecord::default()
        }
    }
}

/// A record that is written again: as new, and its id without the name of the command that wrote it first.
fn copy_of(mut record: ErrorRecord) -> ErrorRecord {
    if record.invocation.is_some()
        && let Some((id, _)) = record.id.text().rsplit_once(',')
    {
        record.id = id.into();
    }
    record.is_logged = false;
    record.invocation = None;
    record.script_stack = Str::default();
    record
}

/// The category behind an enum value.
pub(super) fn category(value: &Value) -> ErrorCategory {
    use ErrorCategory as C;
    const ALL: [ErrorCategory; 32] = [
        C::NotSpecified,
        C::OpenError,
        C::CloseError,
        C::DeviceError,
        C::DeadlockDetected,
        C::InvalidArgument,
        C::InvalidData,
        C::InvalidOperation,
        C::InvalidResult,
        C::InvalidType,
        C::MetadataError,
        C::NotImplemented,
        C::NotInstalled,
        C::ObjectNotFound,
        C::OperationStopped,
        C::OperationTimeout,
        C::SyntaxError,
        C::ParserError,
        C::PermissionDenied,
        C::ResourceBusy,
        C::ResourceExists,
        C::ResourceUnavailable,
        C::ReadError,
        C::WriteError,
        C::FromStdErr,
        C::SecurityError,
        C::ProtocolError,
        C::ConnectionError,
        C::AuthenticationError,
        C::LimitsExceeded,
        C::QuotaExceeded,
        C::NotEnabled,
    ];
    match value.unboxed().view() {
        View::Enum(_, number) => {
            usize::try_from(number).ok().and_then(|it| ALL.get(it).copied()).unwrap_or_default()
        }
        View::Str(text) => {
            let text = text.text();
            ALL.into_iter().find(|it| format!("{it:?}").eq_ignore_ascii_case(&text)).unwrap_or_default()
        }
        _ => ErrorCategory::NotSpecified,
    }
}

/// Gives the record the place and the name of the calling function or script.
fn attribute(shell: &mut Shell<'_>, record: &mut ErrorRecord) {
    let known = shell.caller_invocation();
    let script = || {
        let file = shell.stage.invocation.position.as_ref().and_then(|it| it.file.path().cloned());
        file.and_then(|it| it.rsplit('/').next().map(Str::from))
    };
    let name = known.as_ref().map_or_else(script, |it| Some(it.invocation_name.clone()));
    // A block that is called has no name of its own.
    if let Some(name) = name.filter(|it| !matches!(&*it.text(), "" | "&" | ".")) {
        record.id = format!("{},{name}", record.id).as_str().into();
    }
    if let Some(position) = shell.stage.invocation.position.clone() {
        record.script_stack = shell.script_stack(&position.file, position.span).as_str().into();
    }
    record.invocation = Some(known.unwrap_or_else(|| Arc::new(InvocationInfo::default())));
}
