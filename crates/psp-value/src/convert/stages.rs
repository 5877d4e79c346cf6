//! What types define for casts: `Parse`, constructors, conversion operators, and what is left after those.

use super::{
    cast::refuse,
    custom,
    error::{exception_of, no_conversion, with_exception},
    number::number_of,
};
use crate::{
    Context, ErrorRecord, Interrupt, Result, ScriptMember, Type, TypeCode, Value, View,
    object::Data,
    types::{MemberDef, MemberKind, well_known},
};

/// The stages after the language's own conversions.
pub(super) fn convert(context: &mut dyn Context, value: &Value, from: Type, to: Type) -> Result<Value> {
    if let Some(found) = parse(context, value, to)? {
        return Ok(found);
    }
    if let Some(found) = uri(context, value, to)? {
        return Ok(found);
    }
    if let Some(found) = constructor(context, value, from, to)? {
        return Ok(found);
    }
    if let Some(found) = operator(context, value, from, to)? {
        return Ok(found);
    }
    if is_number(value)
        && to.code == TypeCode::Object
        && let Some(found) = through_text(context, value, to)?
    {
        return Ok(found);
    }
    if let Some(found) = from_sequence(context, value, to)? {
        return Ok(found);
    }
    let primitive =
        to.code.is_integer() || matches!(to.code, TypeCode::Single | TypeCode::Double | TypeCode::Char);
    if !primitive
        && !to.is_array()
        && let Some(found) = custom::from_properties(context, value, to)?
    {
        return Ok(found);
    }
    Err(refuse(context, value, to))
}

fn is_number(value: &Value) -> bool {
    match value.view() {
        View::Char(_) | View::Enum(..) => false,
        View::Object(object) => matches!(object.data, Data::Decimal(_)),
        _ => number_of(value).is_some(),
    }
}

/// Numbers become text, and the text the type; `Ok(None)` when text never does.
fn through_text(context: &mut dyn Context, value: &Value, to: Type) -> Result<Option<Value>> {
    let text = super::to_text(context, value)?;
    match super::convert(context, &text.into(), to) {
        Ok(found) => Ok(Some(found)),
        Err(error) if is_final(&error) => Ok(None),
        Err(error) => Err(error),
    }
}

/// The error says that there is no conversion at all.
pub(super) fn is_final(error: &Interrupt) -> bool {
    let id = error.record().and_then(|record| ErrorRecord::with(record, |it| it.id.clone()));
    id.is_some_and(|it| it.text() == "ConvertToFinalInvalidCastException")
}

/// The type's static `Parse(string)`.
fn parse(context: &mut dyn Context, value: &Value, to: Type) -> Result<Option<Value>> {
    let View::Str(text) = value.view() else { return Ok(None) };
    if to.script.get().is_some()
        && let Some(ScriptMember::Method(method)) = context.script_member(to, None, "Parse")
    {
        let found = context.call_script_method(&Value::from(to), &method, vec![text.into()]);
        return wrap(context, value, to, "InvalidCastParseTargetInvocation", found).map(Some);
    }
    for member in to.members_named("Parse") {
        let MemberKind::Method { params, call, .. } = member.kind else { continue };
        let is_text =
            |at: usize| params.get(at).is_some_and(|it| it.ty.resolve(to) == well_known::STRING.ty());
        if !member.is_static || !is_text(0) {
            continue;
        }
        let provider = params.get(1).is_some_and(|it| it.ty.resolve(to) == well_known::IFORMAT_PROVIDER.ty());
        if params.len() == 1 || provider && params.len() == 2 || params[1..].iter().all(|it| it.optional) {
            let mut arguments = vec![Value::from(text)];
            arguments.resize(params.len(), if provider { Value::NULL } else { Value::UNSET });
            let found = call(context, &Value::NULL, &arguments);
            let with_provider = provider || declares_provider(to);
            let id = if with_provider {
                "InvalidCastParseTargetInvocationWithFormatProvider"
            } else {
                "InvalidCastParseTargetInvocation"
            };
            return wrap(context, value, to, id, found).map(Some);
        }
    }
    Ok(None)
}

/// Another overload of `Parse` takes a format provider: PowerShell prefers that one.
fn declares_provider(to: Type) -> bool {
    if to == well_known::GUID.ty() {
        return true;
    }
    to.members_named("Parse").iter().any(|member| {
        let params = member.params().unwrap_or_default();
        params.len() == 2 && params[1].ty.resolve(to) == well_known::IFORMAT_PROVIDER.ty()
    })
}

/// Text as a `[uri]` may be relative.
fn uri(context: &mut dyn Context, value: &Value, to: Type) -> Result<Option<Value>> {
    if to != well_known::URI.ty() || value.as_string().is_none() {
        return Ok(None);
    }
    for member in crate::member::constructors(to) {
        if let MemberKind::Constructor { params: [text, kind], call } = member.kind
            && text.ty.resolve(to) == well_known::STRING.ty()
            && kind.ty.resolve(to).is_enum()
        {
            let either = Value::enumeration(kind.ty.resolve(to), 0);
            return call(context, &Value::from(to), &[value.clone(), either]).map(Some);
        }
    }
    Ok(None)
}

/// Errors of a method that converts, as the cast reports them.
fn wrap(context: &mut dyn Context, value: &Value, to: Type, id: &str, found: Result<Value>) -> Result<Value> {
    // A pattern is read by a conversion of its own, which has an id of its own.
    let is_pattern = to.name == "System.Text.RegularExpressions.Regex" && value.as_string().is_some();
    let id = if is_pattern { "InvalidCastFromStringToRegex" } else { id };
    match found {
        Err(error) if error.is_error() => match exception_of(&error) {
            Some(cause) => Err(with_exception(context, id, value, to, cause)),
            None => Err(error),
        },
        other => other,
    }
}

/// A constructor that takes the value as it is, or a wider number.
fn constructor(context: &mut dyn Context, value: &Value, from: Type, to: Type) -> Result<Option<Value>> {
    if let Some(constructors) = context.script_constructors(to) {
        let fits = |params: &&Vec<Type>| params.len() == 1 && takes(from, params[0]);
        if constructors.iter().any(|it| fits(&it)) {
            let found = context.construct(to, vec![value.clone()]);
            return wrap(context, value, to, "InvalidCastConstructorException", found).map(Some);
        }
        return Ok(None);
    }
    let mut constructors = crate::member::constructors(to);
    if constructors.is_empty() && to.is_a(well_known::EXCEPTION.ty()) {
        constructors = crate::member::constructors(well_known::EXCEPTION.ty());
    }
    let mut best: Option<(&MemberDef, bool)> = None;
    for member in constructors {
        let MemberKind::Constructor { params, .. } = member.kind else { continue };
        let Some(first) = params.first() else { continue };
        if first.by_ref || first.params || params.len() > 1 && !params[1..].iter().all(|it| it.optional) {
            continue;
        }
        let ty = first.ty.resolve(to);
        // `[List[int]]5` must not be a list with room for five.
        let is_collection = to.is_a(well_known::ICOLLECTION.ty());
        if is_collection && number_of(value).is_some() && first.name.eq_ignore_ascii_case("capacity") {
            continue;
        }
        // `SortedList(IDictionary d)`, which shares its place with other overloads.
        let copies = first.name == "d" && value.as_table().is_some();
        if ty == from || copies {
            best = Some((member, true));
            break;
        }
        if best.is_none() && takes(from, ty) {
            best = Some((member, false));
        }
    }
    let Some((member, exact)) = best else { return Ok(None) };
    let MemberKind::Constructor { params, call } = member.kind else { return Ok(None) };
    let argument =
        if exact { value.clone() } else { super::convert(context, value, params[0].ty.resolve(to))? };
    let mut arguments = vec![argument];
    arguments.resize(params.len(), Value::UNSET);
    let found = call(context, &Value::from(to), &arguments);
    wrap(context, value, to, "InvalidCastConstructorException", found).map(Some)
}

/// .NET's own binder: the same type, a base of it, or a wider number.
fn takes(from: Type, to: Type) -> bool {
    if from == to {
        return true;
    }
    if to == well_known::OBJECT.ty() {
        return false;
    }
    from.is_a(to) || widens(from.code, to.code)
}

/// .NET's implicit widening of primitive types.
pub(crate) fn widens(from: TypeCode, to: TypeCode) -> bool {
    use TypeCode::{Byte, Char, Double, Int16, Int32, Int64, SByte, Single, UInt16, UInt32, UInt64};
    match from {
        Char => matches!(to, UInt16 | Int32 | UInt32 | Int64 | UInt64 | Single | Double),
        SByte => matches!(to, Int16 | Int32 | Int64 | Single | Double),
        Byte => matches!(to, Char | Int16 | UInt16 | Int32 | UInt32 | Int64 | UInt64 | Single | Double),
        Int16 => matches!(to, Int32 | Int64 | Single | Double),
        UInt16 => matches!(to, Int32 | UInt32 | Int64 | UInt64 | Single | Double),
        Int32 | TypeCode::Enum => matches!(to, Int32 | Int64 | Single | Double),
        UInt32 => matches!(to, Int64 | UInt64 | Single | Double),
        Int64 | UInt64 => matches!(to, Single | Double),
        Single => to == Double,
        _ => false,
    }
}

/// `op_Implicit` or `op_Explicit` of either type.
fn operator(context: &mut dyn Context, value: &Value, from: Type, to: Type) -> Result<Option<Value>> {
    for name in ["op_Implicit", "op_Explicit"] {
        for owner in [to, from] {
            for member in owner.members_named(name) {
                let MemberKind::Method { params, returns, call } = member.kind else { continue };
                if params.len() != 1
                    || returns.resolve(owner) != to
                    || !takes(from, params[0].ty.resolve(owner))
                {
                    continue;
                }
                let argument = super::convert(context, value, params[0].ty.resolve(owner))?;
                let found = call(context, &Value::NULL, &[argument]);
                let id = format!("InvalidCastTargetInvocationException{name}");
                return wrap(context, value, to, &id, found).map(Some);
            }
        }
    }
    Ok(None)
}

/// A constructor that takes a sequence.
fn from_sequence(context: &mut dyn Context, value: &Value, to: Type) -> Result<Option<Value>> {
    let is_list = !to.arguments.is_empty() || to.is_a(well_known::ILIST.ty());
    if to.is_array() || to.code != TypeCode::Object || !is_list {
        return Ok(None);
    }
    let sequence = |ty: Type| {
        ty.name.starts_with("System.Collections.")
            && ["IEnumerable", "ICollection", "IList"].iter().any(|it| ty.name.ends_with(it))
            || ty.is_array()
    };
    let members = crate::member::constructors(to);
    let found = members.iter().find_map(|member| match member.kind {
        MemberKind::Constructor { params, call }
            if params.first().is_some_and(|it| sequence(it.ty.resolve(to)))
                && params[1..].iter().all(|it| it.optional) =>
        {
            Some((params, call))
        }
        _ => None,
    });
    let Some((params, call)) = found else { return Ok(None) };
    let items = match super::collection::elements(context, value)? {
        Some(items) => items,
        None if !to.arguments.is_empty() && matches!(value.view(), View::Str(_)) => vec![value.clone()],
        None => return Ok(None),
    };
    let element = to.arguments.first().copied().unwrap_or(well_known::OBJECT.ty());
    let mut converted = Vec::with_capacity(items.len());
    for item in &items {
        match super::convert(context, item, element) {
            Ok(item) => converted.push(item),
            Err(error) if error.is_error() => return Err(no_conversion(context, value, to)),
            Err(other) => return Err(other),
        }
    }
    let mut arguments = vec![Value::array_of(element, converted)];
    arguments.resize(params.len(), Value::UNSET);
    let made = call(context, &Value::from(to), &arguments);
    wrap(context, value, to, "InvalidCastConstructorException", made).map(Some)
}
