//! `CommandInvocationIntrinsics`: runs texts, expands strings, finds commands.

use super::{collection, session, session_state::text_of};
use crate::{engine::ScriptScope, pipeline::Out, session::Session, signature::Argument};
use psp_derive::ps_type;
use psp_types::system::management::automation::enums::CommandTypes;
use psp_value::{BlockCall, Context, Native, Result, Value};

/// `$ExecutionContext.InvokeCommand`
pub(super) struct CommandInvocationIntrinsics;

impl Native for CommandInvocationIntrinsics {}

/// Runs a text; all that it writes.
fn run_text(session: &mut Session, text: &str, new_scope: bool, arguments: Vec<Value>) -> Result<Vec<Value>> {
    let code = session.compile_text(text)?;
    session.capture_all(|session| {
        let evaluator = session.engine().evaluator;
        if !new_scope && arguments.is_empty() {
            return evaluator.run_script(session, &code, Vec::new(), None, ScriptScope::Caller, Out::CAPTURE);
        }
        let state = session.frame(session.current).state;
        let block = session.block_value(code, state);
        let Some(block) = block.as_object() else { return Ok(()) };
        let call = BlockCall { arguments: &arguments, in_callers_scope: !new_scope, ..BlockCall::default() };
        evaluator.run_block(session, block, call, Out::CAPTURE)
    })
}

#[ps_type("System.Management.Automation.CommandInvocationIntrinsics")]
impl CommandInvocationIntrinsics {
    /// Replaces variables and subexpressions of a text, as in double quotes.
    #[ps]
    fn expand_string(&self, context: &mut dyn Context, source: &str) -> Result<String> {
        let session = session(context)?;
        // Quotes are plain text in a string of this form; only its own end must not stand in it.
        let quoted = source.replace("\n\"@", "\n`\"@");
        let code = session.compile_text(&format!("@\"\n{quoted}\n\"@"))?;
        let evaluator = session.engine().evaluator;
        let value = evaluator.evaluate(session, &code)?;
        text_of(session, &value)
    }

    /// Runs a text in the current scope, or a block or text with arguments.
    #[ps]
    fn invoke_script(
        &self,
        context: &mut dyn Context,
        script: &str,
        #[ps] args: Vec<Value>,
    ) -> Result<Value> {
        run_text(session(context)?, script, true, args).map(collection)
    }
    #[ps("InvokeScript")]
    fn invoke_in_scope(
        &self,
        context: &mut dyn Context,
        use_local_scope: bool,
        script_block: &Value,
        input: &Value,
        #[ps] args: Vec<Value>,
    ) -> Result<Value> {
        let session = session(context)?;
        let input = match psp_value::enumerate(input) {
            Some(items) => Some(items.collect(session)?),
            None => (!input.is_null()).then(|| vec![input.clone()]),
        };
        let Some(block) = script_block.as_object().filter(|_| script_block.as_block().is_some()) else {
            let text = text_of(session, script_block)?;
            return run_text(session, &text, use_local_scope, args).map(collection);
        };
        let call =
            BlockCall { arguments: &args, input, in_callers_scope: !use_local_scope, ..BlockCall::default() };
        let output = session.capture_all(|session| {
            let evaluator = session.engine().evaluator;
            evaluator.run_block(session, block, call, Out::CAPTURE)
        });
        output.map(collection)
    }

    /// The script block of a text.
    #[ps]
    fn new_script_block(&self, context: &mut dyn Context, script_text: &str) -> Result<Value> {
        let session = session(context)?;
        let code = session.compile_text(script_text)?;
        let state = session.frame(session.current).state;
        Ok(session.block_value(code, state))
    }

    /// The command of a name and kind; null when there is none.
    #[ps]
    fn get_command(
        &self,
        context: &mut dyn Context,
        command_name: &str,
        command_type: CommandTypes,
    ) -> Result<Option<Value>> {
        let session = session(context)?;
        let scope = session.scope();
        if command_type.0 & 1 != 0 && session.find_alias(psp_ir::Symbol::new(command_name), scope).is_some() {
            return self.named(session, command_name);
        }
        let found = session.find_command(command_name, scope)?;
        let Some(found) = found else { return Ok(None) };
        let wanted = crate::command_info::kind_of(&found) & command_type.0 != 0;
        Ok(wanted.then(|| crate::command_info::value(session, &found)))
    }

    /// The built-in command of a name; null when there is none.
    #[ps]
    fn get_cmdlet(&self, context: &mut dyn Context, command_name: &str) -> Result<Option<Value>> {
        self.get_command(context, command_name, CommandTypes(8))
    }

    /// The commands of a name or pattern.
    #[ps]
    fn get_commands(
        &self,
        context: &mut dyn Context,
        name: &str,
        command_types: CommandTypes,
        name_is_pattern: bool,
    ) -> Result<Value> {
        if !name_is_pattern {
            return Ok(collection(self.get_command(context, name, command_types)?.into_iter().collect()));
        }
        let session = session(context)?;
        let command = session.resolve_command("Get-Command")?;
        let arguments =
            vec![Argument::named("Name", name), Argument::named("CommandType", command_types.value())];
        let found = session.capture_all(|session| {
            let evaluator = session.engine().evaluator;
            evaluator.run_command(session, &command, arguments, None, Out::CAPTURE)
        });
        found.map(collection)
    }
}

impl CommandInvocationIntrinsics {
    /// What `Get-Command` gives for a name.
    fn named(&self, session: &mut Session, name: &str) -> Result<Option<Value>> {
        let _ = self;
        let command = session.resolve_command("Get-Command")?;
        let found = session.capture_all(|session| {
            let evaluator = session.engine().evaluator;
            evaluator.run_command(session, &command, vec![Argument::named("Name", name)], None, Out::CAPTURE)
        });
        Ok(found?.into_iter().next())
    }
}
