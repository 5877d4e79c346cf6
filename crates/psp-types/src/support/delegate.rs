//! Script blocks where .NET takes a delegate.

use crate::declare::Argument;
use psp_value::{
    BlockCall, Context, ErrorRecord, Fault, Interrupt, Result, Value, convert, types::TypeSpec, well_known,
};

/// A delegate argument of any type: a script block.
pub struct Delegate(pub Value);

impl<'a> Argument<'a> for Delegate {
    const TYPE: TypeSpec = TypeSpec::Is(|| well_known::DELEGATE.ty());
    fn from_value(_: &mut dyn Context, value: &'a Value) -> Result<Self> {
        if value.is_null() {
            return Err(Fault::argument_null("match").into());
        }
        Ok(Self(value.clone()))
    }
}

impl Delegate {
    /// Calls it.
    pub fn call(&self, context: &mut dyn Context, arguments: &[Value]) -> Result<Value> {
        call(context, &self.0, arguments)
    }

    /// Calls it and takes the result as a truth value.
    pub fn test(&self, context: &mut dyn Context, arguments: &[Value]) -> Result<bool> {
        Ok(convert::is_true(&self.call(context, arguments)?))
    }
}

/// Calls a script block, or anything with an `Invoke` method.
pub fn call(context: &mut dyn Context, delegate: &Value, arguments: &[Value]) -> Result<Value> {
    let inner = delegate.unboxed();
    match (inner.as_block(), inner.as_object()) {
        (Some(_), Some(block)) => {
            let call = BlockCall { arguments, ..BlockCall::default() };
            context.call_block(block, call).map_err(bare)
        }
        _ => psp_value::member::invoke(context, delegate, &"Invoke".into(), arguments.to_vec(), &[]),
    }
}

/// What a script block raised as an exception of the method that called it, which fails with it.
pub(super) fn bare(error: Interrupt) -> Interrupt {
    let Some(record) = error.record() else { return error };
    let Some(cause) = ErrorRecord::with(record, |it| it.exception.clone()) else { return error };
    if cause.ty().is_some_and(|it| it.name == "System.Management.Automation.ScriptCallDepthException") {
        return error;
    }
    let id = cause.ty().map(psp_value::Type::short_name).unwrap_or_default();
    let record =
        ErrorRecord { exception: cause, id: id.as_str().into(), is_raw: true, ..ErrorRecord::default() };
    Interrupt::error(record)
}

/// What a script block raised inside of a .NET method: the failure of that method's call. Calls that are too deep pass.
pub fn failed_call(error: Interrupt, method: &str, count: usize) -> Interrupt {
    let Some(record) = error.record() else { return error };
    let Some(cause) = ErrorRecord::with(record, |it| it.exception.clone()) else { return error };
    let name = cause.ty().map_or("", |it| it.name);
    let passes = ["ScriptCallDepthException", "MethodException"];
    if passes.iter().any(|it| name == format!("System.Management.Automation.{it}")) {
        return error;
    }
    let why = psp_value::exception_message(&cause);
    let message = format!("Exception calling \"{method}\" with \"{count}\" argument(s): \"{why}\"");
    let id = cause.ty().map_or_else(String::new, psp_value::Type::short_name);
    Fault::new("System.Management.Automation.MethodInvocationException", message).id(id).inner(cause).into()
}
