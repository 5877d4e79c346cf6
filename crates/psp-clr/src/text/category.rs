//! What kind of character something is: `Char.IsLetter` and its relatives. They take a UTF-16 unit or a code point.

use unicode_general_category::{GeneralCategory, get_general_category};

/// `UnicodeCategory`, with .NET's values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Category {
    UppercaseLetter,
    LowercaseLetter,
    TitlecaseLetter,
    ModifierLetter,
    OtherLetter,
    NonSpacingMark,
    SpacingCombiningMark,
    EnclosingMark,
    DecimalDigitNumber,
    LetterNumber,
    OtherNumber,
    SpaceSeparator,
    LineSeparator,
    ParagraphSeparator,
    Control,
    Format,
    Surrogate,
    PrivateUse,
    ConnectorPunctuation,
    DashPunctuation,
    OpenPunctuation,
    ClosePunctuation,
    InitialQuotePunctuation,
    FinalQuotePunctuation,
    OtherPunctuation,
    MathSymbol,
    CurrencySymbol,
    ModifierSymbol,
    OtherSymbol,
    OtherNotAssigned,
}

/// `CharUnicodeInfo.GetUnicodeCategory`.
pub fn category(code: u32) -> Category {
    use Category as C;
    let Some(it) = char::from_u32(code) else { return C::Surrogate };
    match get_general_category(it) {
        GeneralCategory::UppercaseLetter => C::UppercaseLetter,
        GeneralCategory::LowercaseLetter => C::LowercaseLetter,
        GeneralCategory::TitlecaseLetter => C::TitlecaseLetter,
        GeneralCategory::ModifierLetter => C::ModifierLetter,
        GeneralCategory::OtherLetter => C::OtherLetter,
        GeneralCategory::NonspacingMark => C::NonSpacingMark,
        GeneralCategory::SpacingMark => C::SpacingCombiningMark,
        GeneralCategory::EnclosingMark => C::EnclosingMark,
        GeneralCategory::DecimalNumber => C::DecimalDigitNumber,
        GeneralCategory::LetterNumber => C::LetterNumber,
        GeneralCategory::OtherNumber => C::OtherNumber,
        GeneralCategory::SpaceSeparator => C::SpaceSeparator,
        GeneralCategory::LineSeparator => C::LineSeparator,
        GeneralCategory::ParagraphSeparator => C::ParagraphSeparator,
        GeneralCategory::Control => C::Control,
        GeneralCategory::Format => C::Format,
        GeneralCategory::Surrogate => C::Surrogate,
        GeneralCategory::PrivateUse => C::PrivateUse,
        GeneralCategory::ConnectorPunctuation => C::ConnectorPunctuation,
        GeneralCategory::DashPunctuation => C::DashPunctuation,
        GeneralCategory::OpenPunctuation => C::OpenPunctuation,
        GeneralCategory::ClosePunctuation => C::ClosePunctuation,
        GeneralCategory::InitialPunctuation => C::InitialQuotePunctuation,
        GeneralCategory::FinalPunctuation => C::FinalQuotePunctuation,
        GeneralCategory::OtherPunctuation => C::OtherPunctuation,
        GeneralCategory::MathSymbol => C::MathSymbol,
        GeneralCategory::CurrencySymbol => C::CurrencySymbol,
        GeneralCategory::ModifierSymbol => C::ModifierSymbol,
        GeneralCategory::OtherSymbol => C::OtherSymbol,
        _ => C::OtherNotAssigned,
    }
}

fn within(code: u32, first: u8, last: u8) -> bool {
    (first..=last).contains(&(category(code) as u8))
}

/// `Char.IsLetter`
pub fn is_letter(code: u32) -> bool {
    within(code, 0, 4)
}

/// `Char.IsDigit`: decimal digits of any script.
pub fn is_digit(code: u32) -> bool {
    category(code) == Category::DecimalDigitNumber
}

/// `Char.IsNumber`: digits, but also `½` and `Ⅷ`.
pub fn is_number(code: u32) -> bool {
    within(code, 8, 10)
}

/// `Char.IsLetterOrDigit`
pub fn is_letter_or_digit(code: u32) -> bool {
    is_letter(code) || is_digit(code)
}

/// `Char.IsUpper`
pub fn is_upper(code: u32) -> bool {
    category(code) == Category::UppercaseLetter
}

/// `Char.IsLower`
pub fn is_lower(code: u32) -> bool {
    category(code) == Category::LowercaseLetter
}

/// `Char.IsWhiteSpace`, which is also what `Trim` removes.
pub fn is_white_space(code: u32) -> bool {
    char::from_u32(code).is_some_and(char::is_whitespace)
}

/// `Char.IsPunctuation`
pub fn is_punctuation(code: u32) -> bool {
    within(code, 18, 24)
}

/// `Char.IsSymbol`
pub fn is_symbol(code: u32) -> bool {
    within(code, 25, 28)
}

/// `Char.IsControl`
pub fn is_control(code: u32) -> bool {
    category(code) == Category::Control
}

/// `Char.IsSeparator`
pub fn is_separator(code: u32) -> bool {
    within(code, 11, 13)
}

/// Zeros of scripts whose digits follow them.
const ZEROS: [u32; 22] = [
    0x30, 0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xDE6, 0xE50,
    0xED0, 0xF20, 0x1040, 0x17E0, 0x1810, 0x1946, 0xFF10,
];

/// `Char.GetNumericValue`; -1 for what is no number.
pub fn numeric_value(code: u32) -> f64 {
    if let Some(zero) = ZEROS.iter().find(|it| (**it..**it + 10).contains(&code)) {
        return f64::from(code - zero);
    }
    match code {
        0xB2 | 0xB3 => f64::from(code - 0xB0),
        0xB9 => 1.0,
        0xBC => 0.25,
        0xBD => 0.5,
        0xBE => 0.75,
        0x2070 | 0x2074..=0x2079 => f64::from(code - 0x2070),
        0x2080..=0x2089 => f64::from(code - 0x2080),
        0x2153 => 1.0 / 3.0,
        0x2154 => 2.0 / 3.0,
        0x2155..=0x2158 => f64::from(code - 0x2154) / 5.0,
        0x2159 => 1.0 / 6.0,
        0x215A => 5.0 / 6.0,
        0x215B => 0.125,
        0x215C => 0.375,
        0x215D => 0.625,
        0x215E => 0.875,
        0x2160..=0x216B => f64::from(code - 0x215F),
        0x2170..=0x217B => f64::from(code - 0x216F),
        0x2460..=0x2473 => f64::from(code - 0x245F),
        _ => -1.0,
    }
}
