//! `System.Exception` and what the types derived from it add.

mod names;

use crate::{
    declare::{NullStr, Sequence, elements, exception_type},
    support::{values, write::add},
};
pub(crate) use names::TYPES as NAMED;
use psp_derive::ps_type;
use psp_value::{
    Context, Exception, Object, Result, Str, Table, Type, Value, convert, object::KeyComparer, well_known,
};

/// Any exception.
pub(crate) struct PsException;

/// A new exception of the constructed type.
pub(crate) fn made(
    this: &Value,
    message: Option<Str>,
    inner: Option<&Value>,
    properties: &[(&str, Value)],
) -> Value {
    let ty = this.as_type().unwrap_or(well_known::EXCEPTION.ty());
    let exception = Exception {
        message: message.unwrap_or_else(|| names::default_message(ty).into()),
        inner: inner.filter(|it| !it.is_null()).cloned(),
        hresult: names::hresult(ty),
        properties: properties.iter().map(|(name, value)| (Str::new(name), value.clone())).collect(),
        ..Exception::default()
    };
    exception.object(ty)
}

/// Reads the exception; `$null` when it is none.
pub(crate) fn read(this: &Value, f: impl FnOnce(&mut Exception) -> Value) -> Value {
    Exception::with(this, f).unwrap_or_default()
}

fn with_parameter(message: &str, parameter: &str) -> Str {
    if parameter.is_empty() { message.into() } else { format!("{message} (Parameter '{parameter}')").into() }
}

/// The text that `ToString()` gives: type, message, inner exceptions, stack.
pub(crate) fn described(this: &Value) -> String {
    let (message, inner, stack) =
        Exception::with(this, |it| (it.message.clone(), it.inner.clone(), it.stack_trace.clone()))
            .unwrap_or_default();
    let mut text = this.ty().map_or_else(String::new, Type::full_name);
    if !message.is_empty() {
        add(&mut text, format_args!(": {message}"));
    }
    if let Some(inner) = inner {
        let inner = described(&inner);
        add(&mut text, format_args!("\n ---> {inner}\n   --- End of inner exception stack trace ---"));
    }
    if let Some(stack) = stack {
        add(&mut text, format_args!("\n{stack}"));
    }
    text
}

#[ps_type("System.Exception", of = EXCEPTION)]
impl PsException {
    /// With a message and the exception that led to it.
    #[ps("new")]
    fn make_new(this: &Value) -> Value {
        made(this, None, None, &[])
    }
    #[ps("new")]
    fn with_message(this: &Value, message: NullStr) -> Value {
        made(this, message.0, None, &[])
    }
    #[ps("new")]
    fn with_inner(this: &Value, message: NullStr, inner_exception: &Value) -> Value {
        made(this, message.0, Some(inner_exception), &[])
    }

    /// The method that raised it: unknown in psp.
    #[ps(get)]
    fn target_site(this: &Value) -> Value {
        let _ = this;
        Value::NULL
    }

    /// What went wrong.
    #[ps(get)]
    fn message(this: &Value) -> Value {
        read(this, |it| it.message.clone().into())
    }

    /// Anything that a script wants to note.
    #[ps(get)]
    fn data(this: &Value) -> Value {
        let make = || Object::hashtable(Table::new(KeyComparer::Exact)).into();
        read(this, |it| it.data.get_or_insert_with(make).clone())
    }

    /// The exception that led to this one.
    #[ps(get)]
    fn inner_exception(this: &Value) -> Value {
        read(this, |it| it.inner.clone().unwrap_or_default())
    }

    /// Where help is.
    #[ps(get)]
    fn help_link(this: &Value) -> Value {
        read(this, |it| property(it, "HelpLink"))
    }
    #[ps("HResult", set)]
    fn set_hresult(this: &Value, value: i32) {
        Exception::with(this, |it| it.hresult = value);
    }

    /// The program that raised it.
    #[ps(get)]
    fn source(this: &Value) -> Value {
        read(this, |it| property(it, "Source"))
    }
    #[ps(set)]
    fn set_source(this: &Value, value: &Str) {
        Exception::with(this, |it| set_property(it, "Source", value.into()));
    }

    /// The number of the error.
    #[ps("HResult", get)]
    fn hresult(this: &Value) -> Value {
        read(this, |it| Value::int(it.hresult))
    }
    #[ps(set)]
    fn set_help_link(this: &Value, value: &Str) {
        Exception::with(this, |it| set_property(it, "HelpLink", value.into()));
    }

    /// Where it was thrown: .NET code has none in psp.
    #[ps(get)]
    fn stack_trace(this: &Value) -> Value {
        read(this, |it| it.stack_trace.clone().into())
    }

    /// The innermost exception.
    #[ps]
    fn get_base_exception(this: &Value) -> Value {
        let mut deepest = this.clone();
        while let Some(inner) = Exception::with(&deepest, |it| it.inner.clone()).flatten() {
            deepest = inner;
        }
        deepest
    }

    /// Type, message, inner exceptions and stack.
    #[ps("ToString")]
    fn text(this: &Value) -> String {
        described(this)
    }
}

pub(crate) fn property(exception: &Exception, name: &str) -> Value {
    let found = exception.properties.iter().find(|(known, _)| known.as_bytes() == name.as_bytes());
    found.map(|(_, value)| value.clone()).unwrap_or_default()
}

fn set_property(exception: &mut Exception, name: &str, value: Value) {
    exception.properties.retain(|(known, _)| known.as_bytes() != name.as_bytes());
    exception.properties.push((Str::new(name), value));
}

/// `System.ArgumentException`
pub(crate) struct ArgumentException;

#[ps_type("System.ArgumentException", exception)]
impl ArgumentException {
    /// With a message, a parameter's name, and the exception that led to it.
    #[ps("new")]
    fn make_new(this: &Value) -> Value {
        made(this, None, None, &[])
    }
    #[ps("new")]
    fn with_message(this: &Value, message: NullStr) -> Value {
        made(this, message.0, None, &[])
    }
    #[ps("new")]
    fn with_parameter(this: &Value, message: &str, param_name: &str) -> Value {
        made(this, Some(with_parameter(message, param_name)), None, &[("ParamName", param_name.into())])
    }
    #[ps("new")]
    fn with_inner(this: &Value, message: NullStr, inner_exception: &Value) -> Value {
        made(this, message.0, Some(inner_exception), &[])
    }
    #[ps("new")]
    fn with_all(this: &Value, message: &str, param_name: &str, inner_exception: &Value) -> Value {
        let properties = [("ParamName", param_name.into())];
        made(this, Some(with_parameter(message, param_name)), Some(inner_exception), &properties)
    }

    /// The parameter.
    #[ps(get)]
    fn param_name(this: &Value) -> Value {
        read(this, |it| property(it, "ParamName"))
    }
}

/// `System.ArgumentNullException`
pub(crate) struct ArgumentNullException;

#[ps_type("System.ArgumentNullException", exception)]
impl ArgumentNullException {
    /// With a parameter's name and a message.
    #[ps("new")]
    fn make_new(this: &Value) -> Value {
        made(this, None, None, &[])
    }
    #[ps("new")]
    fn of_parameter(this: &Value, param_name: &str) -> Value {
        Self::with_message(this, param_name, "Value cannot be null.")
    }
    #[ps("new")]
    fn with_message(this: &Value, param_name: &str, message: &str) -> Value {
        made(this, Some(with_parameter(message, param_name)), None, &[("ParamName", param_name.into())])
    }
    #[ps("new")]
    fn with_inner(this: &Value, message: NullStr, inner_exception: &Value) -> Value {
        made(this, message.0, Some(inner_exception), &[])
    }
}

/// `System.ArgumentOutOfRangeException`
pub(crate) struct ArgumentOutOfRangeException;

#[ps_type("System.ArgumentOutOfRangeException", exception)]
impl ArgumentOutOfRangeException {
    /// With a parameter's name, its value and a message.
    #[ps("new")]
    fn make_new(this: &Value) -> Value {
        made(this, None, None, &[])
    }
    #[ps("new")]
    fn of_parameter(this: &Value, param_name: &str) -> Value {
        Self::with_message(this, param_name, "Specified argument was out of the range of valid values.")
    }
    #[ps("new")]
    fn with_message(this: &Value, param_name: &str, message: &str) -> Value {
        made(this, Some(with_parameter(message, param_name)), None, &[("ParamName", param_name.into())])
    }
    #[ps("new")]
    fn with_value(
        context: &mut dyn Context,
        this: &Value,
        param_name: &str,
        actual_value: &Value,
        message: &str,
    ) -> Result<Value> {
        let actual = values::text(context, actual_value)?;
        let text = format!("{}\nActual value was {actual}.", with_parameter(message, param_name));
        let properties = [("ParamName", param_name.into()), ("ActualValue", actual_value.clone())];
        Ok(made(this, Some(text.into()), None, &properties))
    }

    /// The value.
    #[ps(get)]
    fn actual_value(this: &Value) -> Value {
        read(this, |it| property(it, "ActualValue"))
    }
}

/// `System.ObjectDisposedException`
pub(crate) struct ObjectDisposedException;

#[ps_type("System.ObjectDisposedException", exception)]
impl ObjectDisposedException {
    /// With an object's name and a message.
    #[ps("new")]
    fn make_new(this: &Value, object_name: &str) -> Value {
        Self::with_message(this, object_name, "Cannot access a disposed object.")
    }
    #[ps("new")]
    fn with_message(this: &Value, object_name: &str, message: &str) -> Value {
        let text = if object_name.is_empty() {
            message.to_owned()
        } else {
            format!("{message}\nObject name: '{object_name}'.")
        };
        made(this, Some(text.into()), None, &[("ObjectName", object_name.into())])
    }

    /// The object.
    #[ps(get)]
    fn object_name(this: &Value) -> Value {
        read(this, |it| property(it, "ObjectName"))
    }
}

/// `System.IO.FileNotFoundException`
pub(crate) struct FileNotFoundException;

#[ps_type("System.IO.FileNotFoundException", exception)]
impl FileNotFoundException {
    /// With a message, a file's name, and the exception that led to it.
    #[ps("new")]
    fn make_new(this: &Value) -> Value {
        made(this, None, None, &[])
    }
    #[ps("new")]
    fn with_message(this: &Value, message: NullStr) -> Value {
        made(this, message.0, None, &[])
    }
    #[ps("new")]
    fn with_file(this: &Value, message: NullStr, file_name: &str, inner_exception: Option<&Value>) -> Value {
        made(this, message.0, inner_exception, &[("FileName", file_name.into())])
    }
    #[ps("new")]
    fn with_inner(this: &Value, message: NullStr, inner_exception: &Value) -> Value {
        made(this, message.0, Some(inner_exception), &[])
    }

    /// The file.
    #[ps(get)]
    fn file_name(this: &Value) -> Value {
        read(this, |it| property(it, "FileName"))
    }
}

/// `System.AggregateException`
pub(crate) struct AggregateException;

fn aggregate(context: &mut dyn Context, this: &Value, message: &str, inner: &[Value]) -> Result<Value> {
    let mut text = message.to_owned();
    for exception in inner {
        add(&mut text, format_args!(" ({})", convert::to_text(context, &PsException::message(exception))?));
    }
    let ty =
        psp_value::types::instantiate(well_known::READ_ONLY_COLLECTION.ty(), &[well_known::EXCEPTION.ty()]);
    let all = Object::list(ty, inner.to_vec()).into();
    Ok(made(this, Some(text.into()), inner.first(), &[("InnerExceptions", all)]))
}

#[ps_type("System.AggregateException", exception)]
impl AggregateException {
    /// With a message and the exceptions that led to it.
    #[ps("new")]
    fn make_new(context: &mut dyn Context, this: &Value) -> Result<Value> {
        aggregate(context, this, "One or more errors occurred.", &[])
    }
    #[ps("new")]
    fn with_message(context: &mut dyn Context, this: &Value, message: &str) -> Result<Value> {
        aggregate(context, this, message, &[])
    }
    #[ps("new")]
    fn with_exceptions(context: &mut dyn Context, this: &Value, inner_exceptions: Sequence) -> Result<Value> {
        aggregate(context, this, "One or more errors occurred.", &inner_exceptions.0)
    }
    #[ps("new")]
    fn with_both(
        context: &mut dyn Context,
        this: &Value,
        message: &str,
        inner_exceptions: Sequence,
    ) -> Result<Value> {
        aggregate(context, this, message, &inner_exceptions.0)
    }

    /// The exceptions.
    #[ps(get)]
    fn inner_exceptions(this: &Value) -> Value {
        read(this, |it| property(it, "InnerExceptions"))
    }

    /// One exception with all exceptions of the exceptions.
    #[ps]
    fn flatten(context: &mut dyn Context, this: &Value) -> Result<Value> {
        let (mut waiting, mut flat) = (elements(&Self::inner_exceptions(this)), Vec::new());
        waiting.reverse();
        while let Some(it) = waiting.pop() {
            let inner = elements(&Self::inner_exceptions(&it));
            if inner.is_empty() {
                flat.push(it);
            } else {
                waiting.extend(inner.into_iter().rev());
            }
        }
        aggregate(
            context,
            &exception_type("System.AggregateException").into(),
            "One or more errors occurred.",
            &flat,
        )
    }
}

/// `System.Management.Automation.RuntimeException`
pub(crate) struct RuntimeException;

#[ps_type("System.Management.Automation.RuntimeException", exception)]
impl RuntimeException {
    /// With a message, the exception that led to it, and an error record.
    #[ps("new")]
    fn make_new(this: &Value) -> Value {
        made(this, None, None, &[])
    }
    #[ps("new")]
    fn with_message(this: &Value, message: NullStr) -> Value {
        made(this, message.0, None, &[])
    }
    #[ps("new")]
    fn with_inner(
        this: &Value,
        message: NullStr,
        inner_exception: &Value,
        error_record: Option<&Value>,
    ) -> Value {
        let made = made(this, message.0, Some(inner_exception), &[]);
        if let Some(record) = error_record.filter(|it| !it.is_null()) {
            Exception::with(&made, |it| it.record = Some(record.clone()));
        }
        made
    }

    /// The error record.
    #[ps(get)]
    fn error_record(this: &Value) -> Value {
        let known = read(this, |it| it.record.clone().unwrap_or_default());
        if !known.is_null() {
            return known;
        }
        let id = this.ty().map_or("RuntimeException", |it| it.name.rsplit('.').next().unwrap_or(it.name));
        let record = psp_value::ErrorRecord {
            exception: this.clone(),
            id: if id == "RuntimeException" { "RuntimeException".into() } else { id.into() },
            ..psp_value::ErrorRecord::default()
        }
        .into_value();
        Exception::with(this, |it| it.record.get_or_insert(record).clone()).unwrap_or_default()
    }

    /// Came from `throw`.
    #[ps(get)]
    fn was_thrown_from_throw_statement(this: &Value) -> bool {
        Exception::with(this, |it| it.record.is_some()).unwrap_or(false)
    }
}
