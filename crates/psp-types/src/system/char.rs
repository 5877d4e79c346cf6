//! `System.Char`: one UTF-16 unit.

use crate::{
    declare::{Char, Out},
    support::{Provider, culture_of, errors, text, unicode, values},
    system::{enums::TypeCode, globalization::enums::UnicodeCategory},
};
use psp_clr::{
    culture::Culture,
    text::{char_to_lower, char_to_upper},
};
use psp_derive::ps_type;
use psp_value::{Context, Fault, Result, Str, Value, well_known};

/// A character.
pub(crate) struct PsChar;

/// The tests of one character that also take a text and an index.
macro_rules! tests {
    ($({ $($own:tt)* })? $($(#[doc = $doc:literal])* $script:literal $one:ident $two:ident $test:expr;)*) => {
        #[ps_type("System.Char", of = CHAR)]
        impl PsChar {
            $(
                $(#[doc = $doc])*
                #[ps($script)]
                fn $one(c: Char) -> bool {
                    ($test)(c.0)
                }
                #[ps($script)]
                fn $two(s: &Str, index: i32) -> Result<bool> {
                    at(s, index).map(|it| ($test)(it.0))
                }
            )*
            $($($own)*)?
        }
    };
}

tests! {
    {
        /// The largest.
        #[ps(get)]
        fn max_value() -> Char {
            Char(u16::MAX)
        }

        /// The smallest.
        #[ps(get)]
        fn min_value() -> Char {
            Char(0)
        }

        /// The text of a code point.
        #[ps("ConvertFromUtf32")]
        fn convert_from_utf32(utf32: i32) -> Result<String> {
            let found = u32::try_from(utf32).ok().and_then(char::from_u32);
            found.map(String::from).ok_or_else(|| {
                let message = "A valid UTF32 value is between 0x000000 and 0x10ffff, inclusive, and should not include \
                               surrogate codepoint values (0x00d800 ~ 0x00dfff).";
                Fault::out_of_range(message, "utf32").into()
            })
        }

        /// The code point at an index, or of two halves.
        #[ps("ConvertToUtf32")]
        fn convert_to_utf32(s: &Str, index: i32) -> Result<i32> {
            let unit = at(s, index)?;
            match s.unit_at(index as usize + 1) {
                Some(low) if is_high(unit.0) && is_low(low) => Ok(joined(unit.0, low)),
                _ if is_high(unit.0) || is_low(unit.0) => Err(Fault::argument(
                    format!("Found a high surrogate char without a following low surrogate at index: {index}. \
                             The input may not be in this encoding, or may not contain valid Unicode (UTF-16) \
                             characters."),
                    "s",
                )
                .into()),
                _ => Ok(i32::from(unit.0)),
            }
        }
        #[ps("ConvertToUtf32")]
        fn convert_pair_to_utf32(high_surrogate: Char, low_surrogate: Char) -> i32 {
            joined(high_surrogate.0, low_surrogate.0)
        }

        /// The value of a digit, -1 for what is none.
        #[ps]
        fn get_numeric_value(c: Char) -> f64 {
            unicode::numeric_value(c.0)
        }
        #[ps("GetNumericValue")]
        fn get_numeric_value_at(s: &Str, index: i32) -> Result<f64> {
            at(s, index).map(|it| unicode::numeric_value(it.0))
        }

        /// The kind of character.
        #[ps]
        fn get_unicode_category(c: Char) -> UnicodeCategory {
            UnicodeCategory(unicode::category(c.0))
        }
        #[ps("GetUnicodeCategory")]
        fn get_unicode_category_at(s: &Str, index: i32) -> Result<UnicodeCategory> {
            at(s, index).map(|it| UnicodeCategory(unicode::category(it.0)))
        }

        /// Between two others.
        #[ps]
        fn is_between(c: Char, min_inclusive: Char, max_inclusive: Char) -> bool {
            (min_inclusive.0..=max_inclusive.0).contains(&c.0)
        }

        /// The halves of a pair.
        #[ps]
        fn is_surrogate_pair(high_surrogate: Char, low_surrogate: Char) -> bool {
            is_high(high_surrogate.0) && is_low(low_surrogate.0)
        }

        /// The only character of a text.
        #[ps]
        fn parse(s: &Str) -> Result<Char> {
            match (s.utf16_len(), s.unit_at(0)) {
                (1, Some(unit)) => Ok(Char(unit)),
                _ => Err(errors::format("String must be exactly one character long.")),
            }
        }

        /// The only character of a text; false when there are more or none.
        #[ps]
        fn try_parse(context: &mut dyn Context, s: &Str, result: Out<Char>) -> Result<bool> {
            let found = Self::parse(s).ok();
            result.set(context, Value::char(found.map_or(0, |it| it.0)))?;
            Ok(found.is_some())
        }

        /// The lower-case letter.
        #[ps]
        fn to_lower(context: &mut dyn Context, c: Char, culture: Option<Provider>) -> Char {
            let culture = named(culture_of(culture, context));
            cased(c, |it| char_to_lower(it, culture))
        }

        /// The lower-case letter.
        #[ps]
        fn to_lower_invariant(c: Char) -> Char {
            cased(c, |it| char_to_lower(it, None))
        }

        /// The upper-case letter.
        #[ps]
        fn to_upper(context: &mut dyn Context, c: Char, culture: Option<Provider>) -> Char {
            let culture = named(culture_of(culture, context));
            cased(c, |it| char_to_upper(it, culture))
        }

        /// The upper-case letter.
        #[ps]
        fn to_upper_invariant(c: Char) -> Char {
            cased(c, |it| char_to_upper(it, None))
        }

        /// The character as text.
        #[ps("ToString")]
        fn text_of(c: Char) -> Str {
            Str::from_utf16([c.0])
        }
        #[ps("ToString")]
        fn text(this: Char, provider: Option<Provider>) -> Str {
            let _ = provider;
            Str::from_utf16([this.0])
        }

        /// The difference of two characters.
        #[ps]
        fn compare_to(this: Char, value: &Value) -> Result<i32> {
            match value.unboxed().view() {
                psp_value::View::Char(other) => Ok(i32::from(this.0) - i32::from(other)),
                psp_value::View::Null => Ok(1),
                _ => Err(Fault::new("System.ArgumentException", "Object must be of type Char.").into()),
            }
        }

        /// The other one is a character and the same.
        #[ps]
        fn equals(this: &Value, obj: &Value) -> bool {
            values::same(this, obj)
        }

        /// A number that is the same for equal characters.
        #[ps]
        fn get_hash_code(this: &Value) -> i32 {
            values::hash(this)
        }

        /// `Char`.
        #[ps]
        fn get_type_code(this: Char) -> TypeCode {
            let _ = (this, well_known::CHAR.ty());
            TypeCode(4)
        }
    }
    /// Below U+0080.
    "IsAscii" is_ascii is_ascii_at |it: u16| it < 128;
    /// 0 to 9.
    "IsAsciiDigit" is_ascii_digit is_ascii_digit_at |it: u16| ascii(it).is_some_and(|it| it.is_ascii_digit());
    /// 0 to 9, a to f.
    "IsAsciiHexDigit" is_ascii_hex is_ascii_hex_at |it: u16| ascii(it).is_some_and(|it| it.is_ascii_hexdigit());
    /// a to z.
    "IsAsciiLetter" is_ascii_letter is_ascii_letter_at |it: u16| ascii(it).is_some_and(|it| it.is_ascii_alphabetic());
    /// A small letter of ASCII.
    "IsAsciiLetterLower" is_ascii_lower is_ascii_lower_at |it: u16| ascii(it).is_some_and(|it| it.is_ascii_lowercase());
    /// A capital letter of ASCII.
    "IsAsciiLetterUpper" is_ascii_upper is_ascii_upper_at |it: u16| ascii(it).is_some_and(|it| it.is_ascii_uppercase());
    /// A letter or digit of ASCII.
    "IsAsciiLetterOrDigit" is_ascii_word is_ascii_word_at |it: u16| ascii(it).is_some_and(|it| it.is_ascii_alphanumeric());
    /// A control character.
    "IsControl" is_control is_control_at |it: u16| unicode::category(it) == 14;
    /// A decimal digit of any script.
    "IsDigit" is_digit is_digit_at |it: u16| unicode::category(it) == 8;
    /// The first half of a pair.
    "IsHighSurrogate" is_high_surrogate is_high_surrogate_at is_high;
    /// The second half of a pair.
    "IsLowSurrogate" is_low_surrogate is_low_surrogate_at is_low;
    /// Half of a pair.
    "IsSurrogate" is_surrogate is_surrogate_at |it: u16| is_high(it) || is_low(it);
    /// A letter of any script.
    "IsLetter" is_letter is_letter_at |it: u16| unicode::category(it) < 5;
    /// A letter or decimal digit of any script.
    "IsLetterOrDigit" is_letter_or_digit is_letter_or_digit_at |it: u16| matches!(unicode::category(it), 0..=4 | 8);
    /// A small letter.
    "IsLower" is_lower is_lower_at |it: u16| unicode::category(it) == 1;
    /// A capital letter.
    "IsUpper" is_upper is_upper_at |it: u16| unicode::category(it) == 0;
    /// A number of any kind.
    "IsNumber" is_number is_number_at |it: u16| matches!(unicode::category(it), 8..=10);
    /// A punctuation mark.
    "IsPunctuation" is_punctuation is_punctuation_at |it: u16| matches!(unicode::category(it), 18..=24);
    /// A separator.
    "IsSeparator" is_separator is_separator_at |it: u16| matches!(unicode::category(it), 11..=13);
    /// A symbol.
    "IsSymbol" is_symbol is_symbol_at |it: u16| matches!(unicode::category(it), 25..=28);
    /// White space.
    "IsWhiteSpace" is_white_space is_white_space_at text::is_white;
}

fn ascii(unit: u16) -> Option<u8> {
    u8::try_from(unit).ok()
}

fn at(text: &Str, index: i32) -> Result<Char> {
    usize::try_from(index).ok().and_then(|it| text.unit_at(it)).map(Char).ok_or_else(|| {
        let message =
            "Index was out of range. Must be non-negative and less than the size of the collection.";
        Fault::out_of_range(message, "index").into()
    })
}

fn is_high(unit: u16) -> bool {
    (0xd800..0xdc00).contains(&unit)
}

fn is_low(unit: u16) -> bool {
    (0xdc00..0xe000).contains(&unit)
}

fn joined(high: u16, low: u16) -> i32 {
    0x1_0000 + ((i32::from(high) & 0x3ff) << 10) + (i32::from(low) & 0x3ff)
}

fn cased(unit: Char, change: impl Fn(char) -> char) -> Char {
    let changed = char::from_u32(u32::from(unit.0)).map(change);
    Char(changed.and_then(|it| u16::try_from(it as u32).ok()).unwrap_or(unit.0))
}

/// The invariant culture has rules of its own.
fn named(culture: &'static Culture) -> Option<&'static Culture> {
    (!culture.name.is_empty()).then_some(culture)
}
