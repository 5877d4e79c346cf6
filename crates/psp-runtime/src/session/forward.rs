//! Records of workers, as they arrive at the command that runs them.

use super::{Session, StreamKind};
use crate::{pipeline::StageInfo, record::InformationRecord};
use psp_value::{ErrorCategory, ErrorRecord, Exception, Fault, Result, Str, Value, well_known};

impl Session {
    /// Hands on a record of a worker: the command's common parameters and the caller's preferences act on it, and an error's
    /// place is the command (`invoke-parallel/error-uncaught-view`).
    /// With `own_place` an error keeps its own.
    pub fn forward_record(
        &mut self,
        stage: &StageInfo,
        kind: StreamKind,
        value: Value,
        own_place: bool,
    ) -> Result<()> {
        match kind {
            StreamKind::Error => {
                let copy = ErrorRecord::with(&value, |it| it.clone());
                let Some(mut record) = copy else { return Ok(()) };
                record.is_logged = false;
                if !own_place {
                    record.invocation = Some(stage.invocation.clone());
                    record.activity = stage.name.clone();
                    let id = record.id.text().into_owned();
                    let plain = id.rsplit_once(',').map_or(id.as_str(), |it| it.0);
                    record.id = format!("{plain},{}", stage.error_source).as_str().into();
                }
                stage.state.with(|it| it.failed = true);
                self.write_error_value(record.into_value(), &stage.common, stage.redirects)
            }
            StreamKind::Information => {
                let from_host = value.downcast::<InformationRecord>().is_some_and(|it| it.host.is_some());
                self.write_information(stage, value, from_host)
            }
            StreamKind::Progress => Ok(()),
            _ => self.write_stage_record(stage, kind, value),
        }
    }
}

/// The record of an item that an error ended: what was thrown is inside a RuntimeException.
pub(crate) fn failed_item(value: Value) -> Value {
    let copy = ErrorRecord::with(&value, |it| it.clone());
    let Some(mut record) = copy else { return value };
    let runtime = well_known::exception("System.Management.Automation.RuntimeException");
    let is_runtime = record.exception.ty().is_some_and(|it| runtime.is_some_and(|runtime| it.is_a(runtime)));
    if let (false, Some(runtime)) = (is_runtime, runtime) {
        let message = record.message();
        let inner = Some(record.exception.clone());
        record.exception = Exception { message, inner, ..Exception::default() }.object(runtime);
    }
    record.id = Str::new("ProcessingTask");
    record.category = ErrorCategory::NotSpecified;
    record.target = Value::NULL;
    record.into_value()
}

/// The record of a task of `ForEach-Object -Parallel` that an error ended: it has no place (`parallel/error-views`).
pub(crate) fn task_failure(value: Value) -> Value {
    let copy = ErrorRecord::with(&failed_item(value), |it| it.exception.clone());
    task_record(copy.unwrap_or_default()).into_value()
}

/// The record of a task that the time limit stopped.
pub(crate) fn stopped_task() -> Value {
    let fault =
        Fault::new("System.Management.Automation.PipelineStoppedException", "The pipeline has been stopped.");
    task_record(fault.into_record().exception).into_value()
}

fn task_record(exception: Value) -> ErrorRecord {
    ErrorRecord {
        exception,
        id: Str::new("PSTaskException"),
        category: ErrorCategory::InvalidOperation,
        ..ErrorRecord::default()
    }
}
