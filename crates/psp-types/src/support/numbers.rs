//! Formatting and parsing of numbers, with .NET's errors.

use crate::system::globalization::enums::NumberStyles as PsStyles;
use psp_clr::{
    culture::Culture,
    number::{self, FormatError, Number, NumberStyles, ParseError},
};
use psp_value::{Fault, Interrupt, Result};

/// A number as text.
pub fn format(number: Number<'_>, format: &str, culture: &Culture) -> Result<String> {
    number::format(number, format, culture).map_err(|_| super::errors::format(FormatError::MESSAGE))
}

/// The styles of an argument, or the type's own.
pub fn styles(given: Option<PsStyles>, default: NumberStyles) -> NumberStyles {
    given.map_or(default, |it| NumberStyles(it.0 as u32))
}

/// The error of a text that is no number; `bits` and `signed` describe the type.
pub fn parse_error(error: ParseError, text: &str, bits: u8, signed: bool) -> Interrupt {
    match error {
        ParseError::Format => super::errors::format(number::format_message(text)),
        ParseError::Overflow => {
            Fault::new("System.OverflowException", number::overflow_message(bits, signed)).into()
        }
    }
}

/// An integer out of a text.
pub fn integer(text: &str, styles: NumberStyles, bits: u8, signed: bool, culture: &Culture) -> Result<i128> {
    number::parse_integer(text, styles, bits, signed, culture)
        .map_err(|it| parse_error(it, text, bits, signed))
}
