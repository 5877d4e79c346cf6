//! Casts to enum types: numbers, names, lists of names, unambiguous beginnings of names.

use super::{
    error::{cast_error, shown, with_cause},
    names::net_string,
    number::{Num, number_of, overflow_fault},
};
use crate::{Context, Fault, Interrupt, Result, Type, TypeCode, Value, View, enums, types::well_known};

/// A value as an enum value; `Ok(None)` when this is no conversion of the language's.
pub(super) fn to_enum(context: &mut dyn Context, value: &Value, to: Type) -> Result<Option<Value>> {
    match value.view() {
        View::Str(text) => return parse(context, value, &text.text(), to).map(Some),
        View::Bool(_) | View::Char(_) | View::DateTime(_) => {
            return Err(super::error::invalid_cast(context, value, to));
        }
        View::Single(_) | View::Double(_) => {
            let text = super::to_text(context, value)?;
            return parse(context, &Value::from(&text), &text.text(), to).map(Some);
        }
        _ => {}
    }
    if let Some(elements) = value.as_elements() {
        return from_elements(context, &elements, to).map(Some);
    }
    match number_of(value) {
        Some(Num::Int(number)) => from_number(context, value, number, to).map(Some),
        Some(Num::UInt(number)) => from_number(context, value, number as i64, to).map(Some),
        Some(Num::Decimal(_)) => {
            let text = super::to_text(context, value)?;
            parse(context, &Value::from(&text), &text.text(), to).map(Some)
        }
        _ => Ok(None),
    }
}

/// `Cannot convert null to type "…" due to enumeration values that are not valid. …`
pub(super) fn from_null(to: Type) -> Interrupt {
    undefined("nullToEnumInvalidCast", "null", to)
}

#[cold]
fn undefined(id: &str, what: &str, to: Type) -> Interrupt {
    let message = format!(
        "Cannot convert {what} to type \"{}\" due to enumeration values that are not valid. Specify one of the following \
         enumeration values and try again. The possible enumeration values are \"{}\".",
        net_string(to),
        names(to, ",")
    );
    cast_error(id, message, None)
}

fn names(ty: Type, separator: &str) -> String {
    let mut values: Vec<_> = enums::info(ty).values.iter().collect();
    // As .NET lists them: by unsigned number.
    values.sort_by_key(|(_, number)| *number as u64);
    values.iter().map(|(name, _)| &**name).collect::<Vec<_>>().join(separator)
}

/// The bits of a number that the underlying type keeps.
fn truncate(number: i64, underlying: TypeCode) -> i64 {
    match underlying {
        TypeCode::SByte => i64::from(number as i8),
        TypeCode::Byte => i64::from(number as u8),
        TypeCode::Int16 => i64::from(number as i16),
        TypeCode::UInt16 => i64::from(number as u16),
        TypeCode::UInt32 => i64::from(number as u32),
        TypeCode::Int64 | TypeCode::UInt64 => number,
        _ => i64::from(number as i32),
    }
}

/// The number is a value of the type, or a combination of flags.
pub fn is_defined(ty: Type, number: i64) -> bool {
    let info = enums::info(ty);
    if info.values.iter().any(|(_, it)| *it == number) {
        return true;
    }
    let all = info.values.iter().fold(0, |all, (_, it)| all | it);
    info.flags && number & !all == 0 && number != 0
}

fn from_number(context: &mut dyn Context, value: &Value, number: i64, to: Type) -> Result<Value> {
    let number = truncate(number, enums::info(to).underlying.code);
    if is_defined(to, number) {
        return Ok(Value::enumeration(to, number));
    }
    let what = format!("value \"{}\"", shown(context, value));
    Err(undefined("UndefinedIntegerToEnum", &what, to))
}

fn from_elements(context: &mut dyn Context, elements: &[Value], to: Type) -> Result<Value> {
    let mut text = String::new();
    for (index, element) in elements.iter().enumerate() {
        if index > 0 {
            text.push(',');
        }
        if let View::Str(it) = element.unboxed().view() {
            text.push_str(&it.text());
        } else {
            let converted = super::convert(context, element, to)?;
            text.push_str(&super::to_text(context, &converted)?.text());
        }
    }
    parse(context, &Value::from(text.as_str()), &text, to)
}

fn parse(context: &mut dyn Context, value: &Value, text: &str, to: Type) -> Result<Value> {
    match net_parse(to, text, false) {
        Ok(Some(number)) => return defined(context, value, number, to),
        Ok(None) => {}
        Err(fault) => {
            return Err(with_cause(context, "CaseSensitiveEnumParseThrewAnException", value, to, fault));
        }
    }
    if let Ok(Some(number)) = net_parse(to, text, true) {
        return defined(context, value, number, to);
    }
    match disambiguate(to, text) {
        Ok(number) => defined(context, value, number, to),
        Err(message) => {
            let fault = Fault::new("System.ArgumentException", message);
            Err(with_cause(context, "SubstringDisambiguationEnumParseThrewAnException", value, to, fault))
        }
    }
}

fn defined(context: &mut dyn Context, value: &Value, number: i64, to: Type) -> Result<Value> {
    if is_defined(to, number) {
        return Ok(Value::enumeration(to, number));
    }
    let what = format!("value \"{}\"", shown(context, value));
    Err(undefined("EnumParseUndefined", &what, to))
}

/// `Enum.Parse`: a number, or names separated by commas. `Ok(None)`: not found; an error is an overflow.
pub fn net_parse(ty: Type, text: &str, ignore_case: bool) -> std::result::Result<Option<i64>, Fault> {
    let text = text.trim();
    let info = enums::info(ty);
    if text.starts_with(|it: char| it.is_ascii_digit() || it == '-' || it == '+') {
        let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
        if !digits.is_empty() && digits.bytes().all(|it| it.is_ascii_digit()) {
            let fits =
                text.parse::<i128>().ok().and_then(|it| super::number::integer_of(info.underlying.code, it));
            return match fits.as_ref().and_then(number_of) {
                Some(Num::Int(number)) => Ok(Some(number)),
                Some(Num::UInt(number)) => Ok(Some(number as i64)),
                _ => Err(overflow_fault(info.underlying.code)),
            };
        }
    }
    let mut all = 0;
    for name in text.split(',') {
        let name = name.trim();
        let found = info.values.iter().find(|(known, _)| {
            &**known == name || ignore_case && psp_clr::compare::equals_ordinal_ignore_case(known, name)
        });
        let Some((_, number)) = found else { return Ok(None) };
        all |= number;
    }
    Ok(Some(all))
}

/// The only name that starts with the text.
fn disambiguate(ty: Type, text: &str) -> std::result::Result<i64, String> {
    let info = enums::info(ty);
    let lower = text.to_lowercase();
    let matching: Vec<_> =
        info.values.iter().filter(|(name, _)| name.to_lowercase().starts_with(&lower)).collect();
    match matching[..] {
        [] => Err(format!(
            "Unable to match the identifier name {text} to a valid enumerator name. Specify one of the following \
             enumerator names and try again:\n{}",
            names(ty, ", ")
        )),
        [(_, number)] => Ok(*number),
        _ if ty.name == "System.IO.FileAttributes" => {
            // What listings show wins over the rest.
            let preferred = ["Directory", "ReadOnly", "System"];
            let found = preferred.iter().find_map(|name| matching.iter().find(|it| &*it.0 == *name));
            found.map(|it| it.1).ok_or_else(String::new)
        }
        _ => Err(format!(
            "The identifier name {text} cannot be processed because it is either too similar or identical to the \
             following enumerator names: {}. Use a more specific identifier name.",
            matching.iter().map(|(name, _)| &**name).collect::<Vec<_>>().join(", ")
        )),
    }
}

/// An enum value's text: its name, the names of its flags, or its number.
pub fn enum_text(ty: Type, number: i64) -> String {
    let info = enums::info(ty);
    if let Some(name) = enums::name_of(ty, number) {
        return name.to_owned();
    }
    if info.flags && number != 0 {
        let mut values: Vec<_> = info.values.iter().filter(|(_, it)| *it != 0).collect();
        values.sort_by_key(|(_, it)| *it as u64);
        let (mut left, mut found) = (number, Vec::new());
        for (name, bits) in values.iter().rev() {
            if left & bits == *bits {
                left &= !bits;
                found.push(&**name);
            }
        }
        if left == 0 {
            found.reverse();
            return found.join(", ");
        }
    }
    if info.underlying == well_known::UINT64.ty() { (number as u64).to_string() } else { number.to_string() }
}
