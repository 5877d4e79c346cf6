//! `ScriptBlock`: texts become code, code is called, closures keep the variables around them.

use super::{collection, failed_call, session, steppable::SteppablePipeline};
use crate::{code::block_code, session::Session};
use psp_derive::ps_type;
use psp_source::Span;
use psp_types::system::management::automation::ps_token::PsToken;
use psp_value::{
    Block, BlockCall, Context, Fault, Object, Ref, Result, ScriptPosition, Str, Value, convert, well_known,
};
use std::sync::{Arc, OnceLock};

/// `{ … }`
pub(super) struct PsScriptBlock;

/// Makes the syntax tree of a block: with its text, its place in it and whether the block is the whole of the text.
pub type TreeMaker = fn(&mut Session, &Arc<psp_ir::Block>) -> Result<Value>;

static TREES: OnceLock<TreeMaker> = OnceLock::new();

/// Registers what `Ast` gives; the first call counts.
pub fn register_trees(maker: TreeMaker) {
    let _ = TREES.set(maker);
}

/// The block behind a receiver, which may carry members of its own.
fn object_of(this: &Value) -> Result<&Ref<Object>> {
    let inner = this.unboxed();
    match inner.as_object() {
        Some(object) if inner.as_block().is_some() => Ok(object),
        _ => Err(Fault::argument_null("scriptBlock").into()),
    }
}

fn block_of(this: &Value) -> Result<&Block> {
    this.unboxed().as_block().ok_or_else(|| Fault::argument_null("scriptBlock").into())
}

fn code_of(this: &Value) -> Result<Arc<psp_ir::Block>> {
    block_code(block_of(this)?).ok_or_else(|| Fault::not_supported("this kind of script block").into())
}

/// All that a block writes, without being opened.
fn output_of(context: &mut dyn Context, block: &Ref<Object>, arguments: &[Value]) -> Result<Vec<Value>> {
    let session = session(context)?;
    let call = BlockCall { arguments, ..BlockCall::default() };
    session.capture_all(|session| {
        let evaluator = session.engine().evaluator;
        evaluator.run_block(session, block, call, crate::pipeline::Out::CAPTURE)
    })
}

#[ps_type("System.Management.Automation.ScriptBlock", of = SCRIPT_BLOCK)]
impl PsScriptBlock {
    /// The script block of a text.
    #[ps]
    fn create(context: &mut dyn Context, script: &str) -> Result<Value> {
        let session = session(context)?;
        let code = session.compile_text(script).map_err(|error| failed_call(error, "Create", 1))?;
        let state = session.frame(session.current).state;
        Ok(session.block_value(code, state))
    }

    /// Runs the block in a scope of its own.
    #[ps]
    fn invoke(context: &mut dyn Context, this: &Value, #[ps] args: Vec<Value>) -> Result<Value> {
        let block = object_of(this)?;
        let output = output_of(context, block, &args);
        output.map(collection).map_err(|error| failed_call(error, "Invoke", args.len()))
    }

    /// Runs the block; one object is itself, nothing is null.
    #[ps]
    fn invoke_return_as_is(context: &mut dyn Context, this: &Value, #[ps] args: Vec<Value>) -> Result<Value> {
        let block = object_of(this)?;
        let output = output_of(context, block, &args);
        output.map(Value::from_output).map_err(|error| failed_call(error, "InvokeReturnAsIs", args.len()))
    }

    /// Runs the block with functions and variables of its own.
    #[ps]
    fn invoke_with_context(
        context: &mut dyn Context,
        this: &Value,
        functions_to_define: &Value,
        variables_to_define: &Value,
        #[ps] args: Vec<Value>,
    ) -> Result<Value> {
        let block = object_of(this)?;
        let session = session(context)?;
        let functions = functions_of(session, functions_to_define)?;
        let variables = variables_of(session, variables_to_define)?;
        let output = session.call_with(block, functions, variables, &args);
        output.map(collection).map_err(|error| failed_call(error, "InvokeWithContext", 2 + args.len()))
    }

    /// The same code with a copy of the variables of the current scope.
    #[ps]
    fn get_new_closure(context: &mut dyn Context, this: &Value) -> Result<Value> {
        let code = code_of(this)?;
        Ok(session(context)?.new_closure(code))
    }

    /// A pipeline that is run step by step.
    #[ps]
    fn get_steppable_pipeline(
        context: &mut dyn Context,
        this: &Value,
        command_origin: Option<Value>,
        args: Option<Vec<Value>>,
    ) -> Result<SteppablePipeline> {
        let _ = command_origin;
        SteppablePipeline::of_block(session(context)?, object_of(this)?, args.unwrap_or_default())
    }

    /// The syntax tree.
    #[ps(get)]
    fn ast(context: &mut dyn Context, this: &Value) -> Result<Value> {
        let code = code_of(this)?;
        match TREES.get() {
            Some(maker) => maker(session(context)?, &code),
            None => Err(Fault::not_supported("a syntax tree").into()),
        }
    }

    /// The file it was read from.
    #[ps(get)]
    fn file(this: &Value) -> Result<Option<Str>> {
        Ok(block_of(this)?.code.source().0.path().map(|it| Str::new(it)))
    }

    /// The module it belongs to.
    #[ps(get)]
    fn module(context: &mut dyn Context, this: &Value) -> Result<Value> {
        let block = block_of(this)?;
        let session = session(context)?;
        let state = session.state_of(block);
        Ok(session.state_module(state))
    }

    /// Attributes before its parameters: by name only.
    #[ps(get)]
    fn attributes(this: &Value) -> Result<Value> {
        let code = code_of(this)?;
        let attributes = code.parameters().attributes.iter().map(|it| Value::from(&*it.ty.name));
        let list = psp_value::types::instantiate(well_known::LIST.ty(), &[well_known::OBJECT.ty()]);
        Ok(Object::list(list, attributes.collect()).into())
    }

    /// Was made by `filter`.
    #[ps(get)]
    fn is_filter(this: &Value) -> bool {
        let _ = this;
        false
    }

    /// Was made by `configuration`.
    #[ps(get)]
    fn is_configuration(this: &Value) -> bool {
        let _ = this;
        false
    }

    /// Hidden from the debugger, which psp does not have.
    #[ps(get)]
    fn debugger_hidden(this: &Value) -> bool {
        let _ = this;
        false
    }
    #[ps(set)]
    fn set_debugger_hidden(this: &Value, value: bool) {
        let _ = (this, value);
    }

    /// Tells its code from all other code.
    #[ps(get)]
    fn id(context: &mut dyn Context, this: &Value) -> Result<Value> {
        let code = code_of(this)?;
        let address = Arc::as_ptr(&code).addr() as u64;
        let id = uuid::Builder::from_random_bytes(spread(address, code.outer).to_le_bytes()).into_uuid();
        convert::convert(context, &id.to_string().into(), well_known::GUID.ty())
    }

    /// Where it starts in its text.
    #[ps(get)]
    fn start_position(this: &Value) -> Result<PsToken> {
        let code = code_of(this)?;
        Ok(PsToken::at(ScriptPosition { file: code.file.clone(), span: code.outer }))
    }

    /// The text between the braces.
    #[ps("ToString")]
    fn text(this: &Value) -> Result<Str> {
        Ok(block_of(this)?.text().into())
    }
}

/// Bits that differ for each block of a process.
fn spread(address: u64, span: Span) -> u128 {
    let place = u64::from(span.start) << 32 | u64::from(span.end);
    let mix = |it: u64| (it ^ (it >> 29)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    u128::from(mix(address ^ place)) << 64 | u128::from(mix(address.rotate_left(17)))
}

/// Names and blocks of a table.
fn functions_of(session: &mut Session, table: &Value) -> Result<Vec<(Str, Arc<psp_ir::Block>)>> {
    let Some(entries) = table.as_table() else { return Ok(Vec::new()) };
    let entries: Vec<_> =
        entries.with(|it| it.iter().map(|(key, block)| (key.clone(), block.clone())).collect());
    let mut functions = Vec::new();
    for (key, block) in entries {
        let name = convert::to_text(session, &key)?;
        let block = convert::convert(session, &block, well_known::SCRIPT_BLOCK.ty())?;
        functions.push((name, code_of(&block)?));
    }
    Ok(functions)
}

/// The variables of a list of `PSVariable`, or of one.
fn variables_of(session: &mut Session, list: &Value) -> Result<Vec<Ref<psp_value::Variable>>> {
    let items = match psp_value::enumerate(list) {
        Some(items) => items.collect(session)?,
        None if list.is_null() => Vec::new(),
        None => vec![list.clone()],
    };
    let variable = |(at, item): (usize, &Value)| {
        item.downcast::<crate::variable_object::VariableObject>().map(|it| it.0.clone()).ok_or_else(|| {
            let message = format!(
                "The entry at index {at} in the list of variables to define is null or is not a PSVariable."
            );
            Fault::new("System.Management.Automation.PSInvalidOperationException", message)
                .id("NullEntryInVariablesDefinitionList")
                .category(psp_value::ErrorCategory::InvalidOperation)
                .into()
        })
    };
    items.iter().enumerate().map(variable).collect()
}
