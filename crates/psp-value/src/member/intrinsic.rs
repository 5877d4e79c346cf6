//! `.Where()` and `.ForEach()` of everything.

use super::error::argument_conversion;
use crate::{
    BlockCall, Context, Fault, Object, Ref, Result, Str, Type, Value,
    convert::{convert, is_true, to_i32, to_text},
    enumerate,
    types::{instantiate, well_known},
};

/// The result: a `Collection[psobject]`.
fn collection(items: Vec<Value>) -> Value {
    let ty = instantiate(well_known::COLLECTION.ty(), &[well_known::PS_OBJECT.ty()]);
    Object::list(ty, items).into()
}

/// Calls `Where` or `ForEach`; `None` when the name is another.
pub(super) fn call(
    context: &mut dyn Context,
    target: &Value,
    name: &Str,
    arguments: &[Value],
) -> Option<Result<Value>> {
    let name = name.as_bytes();
    if name.eq_ignore_ascii_case(b"Where") {
        return Some(filter(context, target, arguments));
    }
    if name.eq_ignore_ascii_case(b"ForEach") {
        return Some(for_each(context, target, arguments));
    }
    None
}

/// On `$null` they see nothing.
pub(super) fn on_null(context: &mut dyn Context, name: &Str, arguments: &[Value]) -> Option<Result<Value>> {
    let _ = (context, arguments);
    let name = name.as_bytes();
    let known = name.eq_ignore_ascii_case(b"Where") || name.eq_ignore_ascii_case(b"ForEach");
    known.then(|| Ok(collection(Vec::new())))
}

fn items_of(context: &mut dyn Context, target: &Value) -> Result<Vec<Value>> {
    match enumerate(target) {
        Some(steps) => steps.collect(context),
        None => Ok(vec![target.clone()]),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    Default,
    First,
    Last,
    SkipUntil,
    Until,
    Split,
}

fn mode_of(context: &mut dyn Context, value: Option<&Value>) -> Result<Mode> {
    let Some(value) = value else { return Ok(Mode::Default) };
    let text = to_text(context, value)?.text().to_ascii_lowercase();
    Ok(match text.as_str() {
        "default" | "0" => Mode::Default,
        "first" | "1" => Mode::First,
        "last" | "2" => Mode::Last,
        "skipuntil" | "3" => Mode::SkipUntil,
        "until" | "4" => Mode::Until,
        "split" | "5" => Mode::Split,
        _ => {
            let message = format!(
                "Cannot convert value \"{text}\" to type \"System.Management.Automation.WhereOperatorSelectionMode\". \
                 Error: \"Unable to match the identifier name {text} to a valid enumerator name. Specify one of the \
                 following enumerator names and try again:\nDefault, First, Last, SkipUntil, Until, Split\""
            );
            return Err(Fault::runtime("SubstringDisambiguationEnumParseThrewAnException", message).into());
        }
    })
}

fn filter(context: &mut dyn Context, target: &Value, arguments: &[Value]) -> Result<Value> {
    let block = arguments.first().and_then(|it| it.as_object()).filter(|_| arguments[0].as_block().is_some());
    let Some(block) = block.cloned() else {
        let message = "Cannot find an overload for \"Where\" and the argument count: \"".to_owned();
        let message = format!("{message}{}\".", arguments.len());
        return Err(Fault::new("System.Management.Automation.MethodException", message)
            .id("MethodCountCouldNotFindBest")
            .into());
    };
    let mode = mode_of(context, arguments.get(1))?;
    let limit = match arguments.get(2) {
        Some(limit) => to_i32(context, limit)?.max(0) as usize,
        None => 0,
    };
    let items = items_of(context, target)?;
    let limit = match mode {
        Mode::First | Mode::Last if limit == 0 => 1,
        _ if limit == 0 => usize::MAX,
        _ => limit,
    };
    let (yes, no) = choose(context, &block, items, mode, limit)?;
    Ok(match mode {
        Mode::Split => collection(vec![collection(yes), collection(no)]),
        _ => collection(yes),
    })
}

/// The elements the mode keeps, and for `Split` the others.
fn choose(
    context: &mut dyn Context,
    block: &Ref<Object>,
    items: Vec<Value>,
    mode: Mode,
    limit: usize,
) -> Result<(Vec<Value>, Vec<Value>)> {
    let (mut yes, mut no, mut open) = (Vec::new(), Vec::new(), false);
    for item in items {
        match mode {
            Mode::Default | Mode::First if yes.len() >= limit => break,
            Mode::Default | Mode::First | Mode::Last => {
                if test(context, block, &item)? {
                    yes.push(item);
                }
            }
            Mode::SkipUntil => {
                open = open || test(context, block, &item)?;
                if open && yes.len() < limit {
                    yes.push(item);
                }
            }
            Mode::Until => {
                if yes.len() >= limit || test(context, block, &item)? {
                    break;
                }
                yes.push(item);
            }
            Mode::Split => {
                if yes.len() < limit && test(context, block, &item)? {
                    yes.push(item);
                } else {
                    no.push(item);
                }
            }
        }
    }
    if mode == Mode::Last {
        yes = yes.split_off(yes.len().saturating_sub(limit));
    }
    Ok((yes, no))
}

fn test(context: &mut dyn Context, block: &Ref<Object>, item: &Value) -> Result<bool> {
    let call = BlockCall { under: Some(item.clone()), in_callers_scope: true, ..BlockCall::default() };
    context.call_block(block, call).map(|it| is_true(&it))
}

fn for_each(context: &mut dyn Context, target: &Value, arguments: &[Value]) -> Result<Value> {
    let Some((first, rest)) = arguments.split_first() else {
        let message = "Cannot find an overload for \"ForEach\" and the argument count: \"0\".";
        return Err(Fault::new("System.Management.Automation.MethodException", message)
            .id("MethodCountCouldNotFindBest")
            .into());
    };
    let items = items_of(context, target)?;
    let mut found = Vec::with_capacity(items.len());
    if first.as_block().is_some() {
        let Some(block) = first.as_object() else { return Ok(Value::NULL) };
        for item in items {
            let call = BlockCall {
                arguments: rest,
                under: Some(item),
                in_callers_scope: true,
                ..BlockCall::default()
            };
            let output = context.call_block(block, call)?;
            gather(&mut found, output);
        }
        return Ok(collection(found));
    }
    if let Some(ty) = first.as_type() {
        return convert_each(context, &items, ty);
    }
    let name = to_text(context, first)?;
    for item in items {
        let output = member_of(context, &item, &name, rest)?;
        gather(&mut found, output);
    }
    Ok(collection(found))
}

fn gather(found: &mut Vec<Value>, output: Value) {
    match output.as_object().map(|it| &it.data) {
        Some(crate::Data::Array(items)) => found.extend(items.snapshot()),
        _ if output.is_nothing() => {}
        _ => found.push(output),
    }
}

/// A property to read or write, or a method to call.
fn member_of(context: &mut dyn Context, item: &Value, name: &Str, rest: &[Value]) -> Result<Value> {
    if item.is_null() {
        return Ok(Value::NULL);
    }
    if let Some(table) = item.as_table().filter(|_| item.ty() == Some(well_known::HASHTABLE.ty())) {
        if let [value] = rest {
            super::set_member(context, item, name, value.clone())?;
            return Ok(Value::NOTHING);
        }
        return Ok(table.with(|it| it.get(&Value::from(name)).cloned()).unwrap_or_default());
    }
    let found = super::try_get_member(context, item, name)?;
    let is_method = match &found {
        Some(found) => found.downcast::<super::method::PsMethod>().is_some(),
        None => true,
    };
    if is_method {
        return super::invoke(context, item, name, rest.to_vec(), &[]);
    }
    if let [value] = rest {
        super::set_member(context, item, name, value.clone())?;
        return Ok(Value::NOTHING);
    }
    Ok(found.unwrap_or_default())
}

/// `.ForEach([int])`: a collection of that type.
fn convert_each(context: &mut dyn Context, items: &[Value], ty: Type) -> Result<Value> {
    let mut found = Vec::with_capacity(items.len());
    for item in items {
        match convert(context, item, ty) {
            Ok(item) => found.push(item),
            Err(error) if error.is_error() => {
                return Err(argument_conversion(context, "Add", "item", item, ty, &error));
            }
            Err(other) => return Err(other),
        }
    }
    Ok(Object::list(instantiate(well_known::COLLECTION.ty(), &[ty]), found).into())
}
