//! Enum values as text and back.

use super::errors;
use psp_value::{Fault, Result, Type, enums};

/// Names and numbers in the order of the numbers, taken as unsigned.
pub fn sorted(ty: Type) -> Vec<(&'static str, i64)> {
    let mut all: Vec<_> = enums::info(ty).values.iter().map(|(name, number)| (&**name, *number)).collect();
    all.sort_by_key(|(_, number)| *number as u64);
    all
}

/// `ToString(format)`: G, F, D or X.
pub fn format(ty: Type, number: i64, format: &str) -> Result<String> {
    match format {
        "" | "G" | "g" => Ok(general(ty, number)),
        "F" | "f" => Ok(names(ty, number).unwrap_or_else(|| number.to_string())),
        "D" | "d" => Ok(number.to_string()),
        "X" | "x" => Ok(hexadecimal(ty, number)),
        _ => {
            let message =
                "Format string can be only \"G\", \"g\", \"X\", \"x\", \"F\", \"f\", \"D\" or \"d\".";
            Err(errors::format(message))
        }
    }
}

/// The name, the names of flags, or the number.
pub fn general(ty: Type, number: i64) -> String {
    let flags = enums::info(ty).flags;
    let named = || enums::name_of(ty, number).map(str::to_owned);
    let several = || if flags { names(ty, number) } else { None };
    named().or_else(several).unwrap_or_else(|| number.to_string())
}

/// The names of all flags, the largest numbers first matched; `None` when bits are left over.
fn names(ty: Type, number: i64) -> Option<String> {
    if let Some(name) = enums::name_of(ty, number) {
        return Some(name.to_owned());
    }
    let (mut rest, mut found) = (number as u64, Vec::new());
    for (name, value) in sorted(ty).into_iter().rev() {
        let value = value as u64;
        if value != 0 && rest & value == value {
            rest &= !value;
            found.push(name);
        }
    }
    if rest != 0 || found.is_empty() {
        return None;
    }
    found.reverse();
    Some(found.join(", "))
}

fn hexadecimal(ty: Type, number: i64) -> String {
    match enums::info(ty).underlying.name {
        "System.Byte" | "System.SByte" => format!("{:02X}", number as u8),
        "System.Int16" | "System.UInt16" => format!("{:04X}", number as u16),
        "System.Int64" | "System.UInt64" => format!("{number:016X}"),
        _ => format!("{:08X}", number as u32),
    }
}

/// `Enum.Parse`: names with commas between them, or a number.
pub fn parse(ty: Type, text: &str, ignore_case: bool) -> Result<i64> {
    let text = text.trim();
    if text.is_empty() {
        let message = "Must specify valid information for parsing in the string.";
        return Err(Fault::argument(message, "value").into());
    }
    if let Ok(number) = text.parse::<i64>() {
        return Ok(number);
    }
    let mut result = 0;
    for name in text.split(',').map(str::trim) {
        let same = |known: &str| if ignore_case { known.eq_ignore_ascii_case(name) } else { known == name };
        let found = enums::info(ty).values.iter().find(|(known, _)| same(known));
        let Some((_, number)) = found else {
            return Err(Fault::new(
                "System.ArgumentException",
                format!("Requested value '{text}' was not found."),
            )
            .into());
        };
        result |= number;
    }
    Ok(result)
}
