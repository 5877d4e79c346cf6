//! Values to text: PowerShell's own conversion, and `ToString()` with and without a format.

use super::{enumeration::enum_text, names::net_string};
use crate::{
    BlockCall, Context, ExtraMemberKind, Object, Ref, Result, Str, StrBuilder, Value, View, clr, enumerate,
    object::Data, types::well_known,
};

/// PowerShell's own conversion to text.
pub(super) fn to_text(context: &mut dyn Context, value: &Value) -> Result<Str> {
    if let Some(text) = scalar_text(value) {
        return Ok(text);
    }
    let View::Object(object) = value.view() else { return Ok(Str::default()) };
    if let Some(text) = own_to_string(context, value, object)? {
        return Ok(text);
    }
    match &object.data {
        Data::Boxed(inner) if object.ty() != well_known::SWITCH_PARAMETER.ty() => {
            return to_text(context, inner);
        }
        Data::Type(ty) => return Ok(ty.ps_name().into()),
        Data::Fields(_) if object.ty() == well_known::PS_CUSTOM_OBJECT.ty() => {
            return custom_text(context, value);
        }
        _ => {}
    }
    // An own ToString of a script class comes before enumerating what it inherits.
    if let Some(elements) = enumerate(value) {
        let separator = separator(context)?;
        return join(context, elements, &separator);
    }
    object_text(context, value, object, Form::Invariant)
}

/// `.ToString()`.
pub(super) fn to_string_culture(context: &mut dyn Context, value: &Value) -> Result<Str> {
    let culture = context.culture();
    match value.view() {
        View::Single(it) => return Ok(clr::single_round_trip(it, culture).into()),
        View::Double(it) => return Ok(clr::double_round_trip(it, culture).into()),
        View::DateTime(it) => return Ok(clr::date_text(it, culture).into()),
        View::Object(object) => match &object.data {
            Data::Boxed(inner) if object.ty() != well_known::SWITCH_PARAMETER.ty() => {
                if let Some(text) = own_to_string(context, value, object)? {
                    return Ok(text);
                }
                return to_string_culture(context, inner);
            }
            Data::Decimal(it) => return Ok(clr::decimal_text(it, culture).into()),
            _ => {}
        },
        _ => {}
    }
    if let Some(text) = scalar_text(value) {
        return Ok(text);
    }
    let View::Object(object) = value.view() else { return Ok(Str::default()) };
    if let Some(text) = own_to_string(context, value, object)? {
        return Ok(text);
    }
    match &object.data {
        Data::Type(ty) => Ok(net_string(*ty).into()),
        Data::Fields(_) if object.ty() == well_known::PS_CUSTOM_OBJECT.ty() => custom_text(context, value),
        _ => object_text(context, value, object, Form::Culture),
    }
}

/// A script's own `ToString`: an added method, or one of its class.
fn own_to_string(context: &mut dyn Context, value: &Value, object: &Ref<Object>) -> Result<Option<Str>> {
    if let Some(spelling) = object.read_extra(|it| it.spelling.clone()).flatten() {
        return Ok(Some(spelling));
    }
    let added = object.read_extra(|extra| match extra.find("ToString").map(|it| &it.kind) {
        Some(ExtraMemberKind::ScriptMethod(block)) => Some(block.clone()),
        _ => None,
    });
    if let Some(block) = added.flatten()
        && let Some(block) = block.as_object()
    {
        let call = BlockCall { this: Some(value.clone()), ..BlockCall::default() };
        let text = context.call_block(block, call)?;
        return to_text(context, &text).map(Some);
    }
    if object.ty().chain().any(|it| it.script.get().is_some())
        && let Some(crate::ScriptMember::Method(method)) =
            context.script_member(object.ty(), Some(value), "ToString")
        && context.script_method_takes(&method, 0)
    {
        let text = context.call_script_method(value, &method, Vec::new())?;
        return to_text(context, &text).map(Some);
    }
    own_format(context, value, "")
}

/// The text that a script's own `IFormattable` gives for a format.
pub(crate) fn own_format(context: &mut dyn Context, value: &Value, format: &str) -> Result<Option<Str>> {
    let Some(ty) = value.ty().filter(|it| it.chain().any(|it| it.script.get().is_some())) else {
        return Ok(None);
    };
    if !ty.is_a(well_known::IFORMATTABLE.ty()) {
        return Ok(None);
    }
    match context.script_member(ty, Some(value), "ToString") {
        Some(crate::ScriptMember::Method(method)) if context.script_method_takes(&method, 2) => {
            let format = if format.is_empty() { Value::NULL } else { format.into() };
            let text = context.call_script_method(value, &method, vec![format, Value::NULL])?;
            to_text(context, &text).map(Some)
        }
        _ => Ok(None),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Invariant,
    Culture,
}

fn object_text(context: &mut dyn Context, value: &Value, object: &Ref<Object>, form: Form) -> Result<Str> {
    Ok(match &object.data {
        Data::Block(block) => block.text().into(),
        Data::Decimal(it) => clr::decimal_text(it, clr::INVARIANT).into(),
        Data::BigInteger(it) => it.to_string().into(),
        Data::Boxed(inner) => return to_text(context, inner),
        Data::Exception(it) => {
            let message = it.with(|it| it.message.clone());
            format!("{}: {message}", net_string(object.ty())).into()
        }
        Data::Error(it) => return error_text(context, it),
        Data::Native(native) => {
            // PowerShell's own conversion does not follow the culture, whatever the type.
            let before = context.culture();
            if matches!(form, Form::Invariant) {
                context.set_culture(clr::INVARIANT);
            }
            let text = native.text(context, None);
            context.set_culture(before);
            text?.map_or_else(|| net_string(object.ty()).into(), Str::from)
        }
        Data::Reference(variable) => {
            let inner = variable.get().ty();
            let inner =
                inner.map_or("System.Management.Automation.LanguagePrimitives+Null".to_owned(), net_string);
            format!("System.Management.Automation.PSReference`1[{inner}]").into()
        }
        Data::Fields(_) if is_pair(object) => pair_text(context, value, form)?,
        // A script's own exception class.
        Data::Fields(_) if crate::Exception::with(value, |_| ()).is_some() => {
            format!("{}: {}", net_string(object.ty()), crate::exception_message(value)).into()
        }
        Data::Fields(_) => match object.read_extra(|it| it.base.clone()).flatten() {
            Some(base) if form == Form::Invariant => return to_text(context, &base),
            _ => net_string(object.ty()).into(),
        },
        _ => net_string(object.ty()).into(),
    })
}

fn error_text(context: &mut dyn Context, record: &crate::Lock<crate::ErrorRecord>) -> Result<Str> {
    let (details, exception) = record.with(|it| (it.details.clone(), it.exception.clone()));
    if let Some(details) = details.filter(|it| !it.is_empty()) {
        return Ok(details);
    }
    let message = crate::exception_message(&exception);
    if message.is_empty() { to_string_culture(context, &exception) } else { Ok(message) }
}

fn is_pair(object: &Object) -> bool {
    let name = object.ty().name;
    name == well_known::DICTIONARY_ENTRY.name || name == well_known::KEY_VALUE_PAIR.name
}

/// `[key, value]`
fn pair_text(context: &mut dyn Context, value: &Value, form: Form) -> Result<Str> {
    let Some(fields) = value.as_fields() else { return Ok(Str::default()) };
    let parts = fields.with(|it| it.values().to_vec());
    let mut text = StrBuilder::new();
    text.push_str("[");
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            text.push_str(", ");
        }
        let part =
            if form == Form::Culture { to_string_culture(context, part)? } else { to_text(context, part)? };
        text.push(&part);
    }
    text.push_str("]");
    Ok(text.finish())
}

/// `@{a=1; b=x}`
fn custom_text(context: &mut dyn Context, value: &Value) -> Result<Str> {
    let names = crate::member::property_names(context, value)?;
    if names.is_empty() {
        return Ok(Str::default());
    }
    let mut text = StrBuilder::new();
    text.push_str("@{");
    for (index, name) in names.iter().enumerate() {
        if index > 0 {
            text.push_str("; ");
        }
        text.push(name);
        text.push_str("=");
        let field = crate::member::try_get_member(context, value, name)?.unwrap_or_default();
        text.push(&nested_text(context, &field)?);
    }
    text.push_str("}");
    Ok(text.finish())
}

/// A value inside another: collections and custom objects are not opened.
fn nested_text(context: &mut dyn Context, value: &Value) -> Result<Str> {
    if let Some(text) = scalar_text(value) {
        return Ok(text);
    }
    let View::Object(object) = value.view() else { return Ok(Str::default()) };
    match &object.data {
        Data::Boxed(inner) => nested_text(context, inner),
        Data::Type(ty) => Ok(ty.ps_name().into()),
        Data::Fields(_) if object.ty() == well_known::PS_CUSTOM_OBJECT.ty() => {
            Ok(own_to_string(context, value, object)?.unwrap_or_default())
        }
        _ => match own_to_string(context, value, object)? {
            Some(text) => Ok(text),
            None => object_text(context, value, object, Form::Culture),
        },
    }
}

fn element_text(context: &mut dyn Context, value: &Value) -> Result<Str> {
    match value.view() {
        View::Object(object) if object.ty() == well_known::PS_CUSTOM_OBJECT.ty() => to_text(context, value),
        View::Object(object) => match own_to_string(context, value, object)? {
            Some(text) => Ok(text),
            None => nested_text(context, value),
        },
        _ => nested_text(context, value),
    }
}

/// An element for `-join`: 15 digits as in PowerShell's own conversion, but the culture's signs.
pub(crate) fn join_element(context: &mut dyn Context, value: &Value) -> Result<Str> {
    let (value, culture) = (value.base(), context.culture());
    let number = match value.view() {
        View::Single(it) => clr::format_number(&it.into(), "G7", culture),
        View::Double(it) => clr::format_number(&it.into(), "G15", culture),
        View::DateTime(_) => return to_string_culture(context, value),
        View::Object(object) if matches!(object.data, Data::Decimal(_)) => {
            return to_string_culture(context, value);
        }
        _ => None,
    };
    match number {
        Some(text) => Ok(text.into()),
        None => element_text(context, value),
    }
}

/// `$OFS`, a blank when there is none.
fn separator(context: &mut dyn Context) -> Result<Str> {
    let ofs = context.variable("OFS");
    match ofs.view() {
        View::Null | View::Nothing => Ok(Str::new(" ")),
        View::Str(text) => Ok(text.clone()),
        _ => to_text(context, &ofs),
    }
}

fn join(context: &mut dyn Context, mut elements: crate::Enumeration, separator: &Str) -> Result<Str> {
    let mut text = StrBuilder::new();
    let mut first = true;
    while let Some(element) = elements.next(context)? {
        if !first {
            text.push(separator);
        }
        first = false;
        let part = stacker::maybe_grow(64 * 1024, 1024 * 1024, || element_text(context, &element))?;
        text.push(&part);
    }
    Ok(text.finish())
}

/// The text of what needs no context: scalars and strings.
#[inline]
pub(crate) fn scalar_text(value: &Value) -> Option<Str> {
    Some(match value.view() {
        View::Str(text) => text.clone(),
        View::Null | View::Nothing => Str::default(),
        View::Bool(it) => Str::new(if it { "True" } else { "False" }),
        View::Char(unit) => Str::from_utf16([unit]),
        View::Int32(it) => int_text(i64::from(it)),
        View::SByte(it) => int_text(i64::from(it)),
        View::Byte(it) => int_text(i64::from(it)),
        View::Int16(it) => int_text(i64::from(it)),
        View::UInt16(it) => int_text(i64::from(it)),
        View::UInt32(it) => int_text(i64::from(it)),
        View::Int64(it) => int_text(it),
        View::UInt64(it) => it.to_string().into(),
        View::Single(it) => clr::single_to_ps(it).into(),
        View::Double(it) => clr::double_to_ps(it).into(),
        View::DateTime(it) => it.to_ps().into(),
        View::TimeSpan(it) => it.to_string().into(),
        View::Enum(ty, it) => enum_text(ty, it).into(),
        View::Object(_) => return None,
    })
}

/// A whole number's digits, without going through `String`.
fn int_text(number: i64) -> Str {
    let mut buffer = [0u8; 20];
    let mut at = buffer.len();
    let mut left = number.unsigned_abs();
    loop {
        at -= 1;
        buffer[at] = b'0' + (left % 10) as u8;
        left /= 10;
        if left == 0 {
            break;
        }
    }
    if number < 0 {
        at -= 1;
        buffer[at] = b'-';
    }
    Str::new(std::str::from_utf8(&buffer[at..]).unwrap_or_default())
}
