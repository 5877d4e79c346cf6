//! `SteppablePipeline`: a pipeline that is given its objects one by one, as proxy functions do.

use super::{cmdlet::CmdletObject, session};
use crate::{
    pipeline::{Collector, Pipeline, Step},
    session::Session,
};
use psp_derive::ps_type;
use psp_value::{Context, Fault, Lock, Native, Object, Ref, Result, Value, convert};

/// A pipeline between two steps.
pub(super) struct SteppablePipeline {
    /// Taken out while a step runs; none after the end.
    pipeline: Lock<Option<Pipeline>>,
    /// Its number among the session's pipelines while a step runs.
    number: usize,
    /// Where its output goes.
    output: Collector,
    /// Objects come from outside.
    expects_input: Lock<bool>,
}

impl Native for SteppablePipeline {}

impl SteppablePipeline {
    /// The pipeline that a block consists of; its arguments are bound now.
    pub(super) fn of_block(
        session: &mut Session,
        block: &Ref<Object>,
        arguments: Vec<Value>,
    ) -> Result<Self> {
        let output = Collector::default();
        let number = session.pipelines.len();
        let evaluator = session.engine().evaluator;
        let pipeline = evaluator.build_pipeline(session, block, arguments, output.clone())?;
        Ok(Self { pipeline: Lock::new(Some(pipeline)), number, output, expects_input: Lock::new(true) })
    }

    /// Runs a step; gives what came out, unless that went to a command's output already.
    fn step(&self, context: &mut dyn Context, step: Step) -> Result<Value> {
        let session = session(context)?;
        let Some(pipeline) = self.pipeline.with(Option::take) else {
            let message = "The pipeline was not started or is over.";
            return Err(Fault::new("System.Management.Automation.PSInvalidOperationException", message)
                .id("InvalidOperation")
                .into());
        };
        let (pipeline, result) = session.step_pipeline(pipeline, self.number, step);
        self.pipeline.with(|it| *it = pipeline);
        result?;
        Ok(Value::array(self.output.take()))
    }
}

#[ps_type("System.Management.Automation.SteppablePipeline")]
impl SteppablePipeline {
    /// Runs the `begin` of its commands. Objects come one by one when `expectInput` is true or the command that is given
    /// has pipeline input; that command's output takes what comes out.
    #[ps]
    fn begin(&self, context: &mut dyn Context, expect_input: &Value, output: Option<Value>) -> Result<Value> {
        let _ = output;
        let expects = match expect_input.downcast::<CmdletObject>() {
            Some(command) => {
                self.output.send_to(command.stage());
                command.stage().expects_input
            }
            None => convert::is_true(expect_input),
        };
        self.expects_input.with(|it| *it = expects);
        self.step(context, Step::Begin)
    }

    /// Gives the first command an object.
    #[ps("Process")]
    fn process_object(&self, context: &mut dyn Context, input: &Value) -> Result<Value> {
        if self.expects_input.with(|it| *it) {
            self.step(context, Step::Push(input.clone()))
        } else {
            self.step(context, Step::Process)
        }
    }
    #[ps]
    fn process(&self, context: &mut dyn Context) -> Result<Value> {
        self.step(context, Step::Process)
    }

    /// Runs the `end` of its commands.
    #[ps]
    fn end(&self, context: &mut dyn Context) -> Result<Value> {
        self.step(context, Step::End)
    }

    /// Runs the `clean` of its commands.
    #[ps]
    fn clean(&self, context: &mut dyn Context) -> Result<()> {
        self.dispose(context)
    }

    /// Gives it up.
    #[ps]
    fn dispose(&self, context: &mut dyn Context) -> Result<()> {
        if self.pipeline.with(|it| it.is_some()) {
            self.step(context, Step::Clean)?;
        }
        Ok(())
    }
}
