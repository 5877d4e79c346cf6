//! `Invoke-Expression` and `Measure-Command`: code that is text, and how long code takes.

use crate::block::{self, has_input};
use psp_clr::datetime::TimeSpan;
use psp_derive::Cmdlet;
use psp_runtime::{Cmdlet, Out, ScriptBlock, Session, Shell, session::complete_id};
use psp_value::{BlockCall, Interrupt, Result, Value};
use std::time::Duration;

/// Runs text as code, in the calling scope.
///
/// ```powershell
/// Invoke-Expression '1 + 2'
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Invoke-Expression")]
pub(super) struct InvokeExpression {
    /// The code.
    #[param(position = 0, mandatory, pipeline)]
    command: String,
}

/// Runs a script block, throws its output away and gives the time it took.
///
/// ```powershell
/// (Measure-Command { 1..1000 | ForEach-Object { $_ } }).TotalMilliseconds
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Measure-Command", output = "System.TimeSpan")]
pub(super) struct MeasureCommand {
    /// The object that the block sees as `$_`; it runs once for each.
    #[param(pipeline)]
    input_object: Value,
    /// The code to measure.
    #[param(position = 0, mandatory)]
    expression: Option<ScriptBlock>,

    total: Duration,
}

impl Cmdlet for InvokeExpression {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let code = shell.compile_text(&self.command).map_err(|error| {
            let Some(raised) = error.raised() else { return error };
            raised.with(|it| {
                it.invocation = Some(shell.stage.invocation.clone());
                it.activity = shell.stage.name.clone();
                complete_id(it, &shell.stage.error_source);
            });
            // A text that cannot be read ends this command, not the script around it.
            Interrupt::raise(raised.record.clone(), false)
        })?;
        let current = shell.current;
        let state = shell.frame(current).state;
        let value = shell.block_value(code, state);
        let Some(object) = Session::block_object(&value) else { return Ok(()) };
        let call = BlockCall { in_callers_scope: true, ..BlockCall::default() };
        block::run(shell, &ScriptBlock(object.clone()), call)
    }
}

impl Cmdlet for MeasureCommand {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let Some(script) = self.expression.clone() else { return Ok(()) };
        let under = has_input(shell).then(|| std::mem::take(&mut self.input_object));
        let call = BlockCall { under, in_callers_scope: true, ..BlockCall::default() };
        let evaluator = shell.engine().evaluator;
        let system = shell.engine().system.clone();
        let start = system.monotonic();
        let result =
            block::redirected(shell, |session| evaluator.run_block(session, &script.0, call, Out::NULL));
        self.total += system.monotonic().duration_since(start);
        result
    }

    fn end(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let ticks = i64::try_from(self.total.as_nanos() / 100).unwrap_or(i64::MAX);
        shell.write(Value::from(TimeSpan(ticks)))
    }
}
