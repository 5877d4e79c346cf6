//! `$args` of simple functions: named arguments keep their names, so that `@args` hands them on.

use psp_runtime::Argument;
use psp_value::{Data, Str, Value};

/// What `@args` hands on: names that `$args` holds as text stand before their values.
pub(crate) fn named_arguments(value: &Value) -> Option<Vec<Argument>> {
    let Some(Data::Array(items)) = value.as_object().map(|it| &it.data) else { return None };
    let items = items.snapshot();
    let mut arguments = Vec::new();
    for item in items {
        match name_of(&item) {
            Some((name, text, attached)) => {
                let name_text = Some(text);
                arguments.push(Argument { name_text, attached, ..Argument::switch(name) });
            }
            None => arguments.push(Argument::positional(item)),
        }
    }
    Some(arguments)
}

/// A parameter's name among `$args`: text with a note that it was a name.
fn name_of(item: &Value) -> Option<(Str, Str, bool)> {
    let object = item.as_object()?;
    let Data::Boxed(inner) = &object.data else { return None };
    let text = inner.as_string()?.clone();
    let is_name = object.read_extra(|it| it.find("<CommandParameterName>").is_some())?;
    let plain = text.text();
    let name = plain.strip_prefix('-')?;
    let attached = name.ends_with(':');
    is_name.then(|| (Str::new(name.trim_end_matches(':')), text.clone(), attached))
}
