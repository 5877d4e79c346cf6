//! `Write-Progress`: how far a long command is. A terminal shows a bar, other outputs nothing.

use crate::record::Record;
use psp_derive::Cmdlet;
use psp_runtime::{Cmdlet, Shell, Switch};
use psp_value::{ErrorCategory, Fault, Result, Value};

/// Says how far a long command is: a bar on a terminal, nothing elsewhere.
///
/// ```powershell
/// 1..3 | ForEach-Object { Write-Progress -Activity 'Counting' -PercentComplete ($_ * 33) }
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Write-Progress")]
pub(super) struct WriteProgress {
    /// What is being done.
    #[param(position = 0)]
    activity: Option<String>,
    /// What is being done right now.
    #[param(position = 1, validate_not_null_or_empty)]
    status: Option<String>,
    /// Tells several bars apart.
    #[param(position = 2, validate_range(0, 2_147_483_647))]
    id: Option<i32>,
    /// From 0 to 100.
    #[param(validate_range(-1, 100))]
    percent_complete: Option<i32>,
    /// The time left.
    #[param]
    seconds_remaining: Option<i32>,
    /// A line below the bar.
    #[param]
    current_operation: Option<String>,
    /// The bar that this one belongs to.
    #[param(validate_range(-1, 2_147_483_647))]
    parent_id: Option<i32>,
    /// Takes the bar away.
    #[param]
    completed: Switch,
    /// Who reports.
    #[param]
    source_id: Option<i32>,
}

impl Cmdlet for WriteProgress {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        if self.completed.0 || self.activity.as_deref().is_some_and(|it| !it.is_empty()) {
            return shell.write_progress(self.record());
        }
        let message = "Missing value for mandatory parameter.\nSpecify a value for the parameter.";
        let fault = Fault::new("System.ArgumentException", message).id("MissingActivity");
        Err(fault.category(ErrorCategory::InvalidArgument).into())
    }
}

impl WriteProgress {
    fn record(&self) -> Value {
        let text = |it: &Option<String>, default: &str| Value::from(it.as_deref().unwrap_or(default));
        let number = |it: Option<i32>, default: i32| Value::int(it.unwrap_or(default));
        Record::value(
            "System.Management.Automation.ProgressRecord",
            &[
                "ActivityId",
                "ParentActivityId",
                "Activity",
                "StatusDescription",
                "CurrentOperation",
                "PercentComplete",
                "SecondsRemaining",
                "RecordType",
            ],
            vec![
                number(self.id, 0),
                number(self.parent_id, -1),
                text(&self.activity, ""),
                text(&self.status, "Processing"),
                text(&self.current_operation, ""),
                number(self.percent_complete, -1),
                number(self.seconds_remaining, -1),
                if self.completed.0 { "Completed" } else { "Processing" }.into(),
            ],
        )
    }
}
