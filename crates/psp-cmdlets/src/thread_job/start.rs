//! `Start-ThreadJob`

use crate::{core::start_job, fault::refuse};
use psp_derive::Cmdlet;
use psp_ir::UsingName;
use psp_runtime::{
    Cmdlet, ScriptBlock, Shell,
    job::{Job, Kind, Work},
};
use psp_value::{ErrorCategory, Fault, Result, Str, Value};

/// Runs a script block on a thread. It gets the objects that it is given themselves, and so does who receives.
///
/// ```powershell
/// Start-ThreadJob { 6 * 7 } | Receive-Job -Wait -AutoRemoveJob    # => 42
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet(
    "Start-ThreadJob",
    class = "Microsoft.PowerShell.ThreadJob.StartThreadJobCommand",
    output = "Microsoft.PowerShell.ThreadJob.ThreadJob"
)]
pub(super) struct StartThreadJob {
    /// The block to run.
    #[param(set = "ScriptBlock", position = 0, mandatory, alias = "Command")]
    script_block: Option<ScriptBlock>,
    /// The script file to run.
    #[param(set = "FilePath", position = 0, mandatory, validate_not_null_or_empty)]
    file_path: Option<String>,
    /// The job's name.
    #[param(set = "ScriptBlock", validate_not_null_or_empty)]
    #[param(set = "FilePath")]
    name: Option<String>,
    /// Runs before the block.
    #[param(set = "ScriptBlock")]
    #[param(set = "FilePath")]
    initialization_script: Option<ScriptBlock>,
    /// What `$input` gives.
    #[param(set = "ScriptBlock", pipeline)]
    #[param(set = "FilePath", pipeline)]
    input_object: Option<Value>,
    /// The block's arguments.
    #[param(set = "ScriptBlock", alias = "Args")]
    #[param(set = "FilePath")]
    argument_list: Vec<Value>,
    /// How many of these jobs run at once from now on; 5 at first.
    #[param(set = "ScriptBlock", validate_range(1, 1_000_000))]
    #[param(set = "FilePath")]
    throttle_limit: Option<i32>,
    /// Not supported: another host to show things on.
    #[param(set = "ScriptBlock")]
    #[param(set = "FilePath")]
    streaming_host: Value,

    input: Vec<Value>,
}

impl Cmdlet for StartThreadJob {
    fn begin(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        refuse(shell, &["StreamingHost"])
    }

    fn process(&mut self, _shell: &mut Shell<'_>) -> Result<()> {
        self.input.extend(self.input_object.take());
        Ok(())
    }

    fn end(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let block = start_job::file_or_block(shell, self.file_path.as_deref(), self.script_block.as_ref())?;
        let Some(block) = block else { return Err(Fault::argument_null("ScriptBlock").into()) };
        let usings =
            shell.using_values(&block, |using, _| (!is_plain(using)).then(|| refused(using).into()))?;
        let name = self.name.take().map(|it| Str::new(&it));
        let job = Job::new(Kind::Thread, name, block.text().into());
        let work = Work {
            initialization: start_job::initialization(shell, self.initialization_script.as_ref())?,
            block: shell.session.block_alone(&block)?,
            usings,
            arguments: std::mem::take(&mut self.argument_list),
            input: std::mem::take(&mut self.input),
            under: None,
            location: shell.file_location().to_owned(),
            copies: None,
        };
        let engine = shell.engine().clone();
        let jobs = shell.session.jobs();
        jobs.add(job.value());
        let throttle = jobs.thread_jobs();
        if let Some(limit) = self.throttle_limit {
            throttle.set_limit(limit.max(1) as usize);
        }
        throttle.submit(&engine, &job, work);
        shell.write(job.value())
    }
}

/// A variable without index or member.
fn is_plain(using: &UsingName) -> bool {
    !using.key.contains(['.', '['])
}

fn refused(using: &UsingName) -> Fault {
    let text = using.expression.text();
    let message = format!(
        "Cannot get the value of the Using expression {text}.  Start-ThreadJob only supports using variable expressions."
    );
    Fault::new("System.Management.Automation.PSInvalidOperationException", message)
        .id("InvalidOperation")
        .category(ErrorCategory::InvalidOperation)
}
