//! Classes of characters, ASCII first and a hand function for the rest.

/// Decodes the character at byte `at`; NUL at the end.
pub(crate) fn char_at(text: &str, at: usize) -> char {
    match text.as_bytes().get(at) {
        None => '\0',
        Some(&byte) if byte < 0x80 => byte as char,
        Some(_) => text.get(at..).and_then(|rest| rest.chars().next()).unwrap_or('\0'),
    }
}

/// A quote that may open or close `'…'`.
pub fn is_single_quote(c: char) -> bool {
    matches!(c, '\'' | '\u{2018}'..='\u{201b}')
}

/// A quote that may open or close `"…"`.
pub fn is_double_quote(c: char) -> bool {
    matches!(c, '"' | '\u{201c}'..='\u{201e}')
}

/// A hyphen or one of its typographic forms.
pub fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2013}'..='\u{2015}')
}

/// White space that is not a line end.
pub fn is_blank(c: char) -> bool {
    match c {
        ' ' | '\t' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{a0}' => true,
        '\0'..='\u{7f}' => false,
        _ => matches!(
            c,
            '\u{1680}' | '\u{2000}'
                ..='\u{200a}' | '\u{2028}' | '\u{2029}' | '\u{202f}' | '\u{205f}' | '\u{3000}' | '\u{feff}'
        ),
    }
}

/// A line end.
pub(crate) fn is_newline(c: char) -> bool {
    matches!(c, '\n' | '\r')
}

/// Ends every word of a command line.
pub fn ends_word(c: char) -> bool {
    matches!(c, '\0' | '\n' | '\r' | '&' | '(' | ')' | ',' | ';' | '{' | '|' | '}') || is_blank(c)
}

/// Ends a number in expression mode.
pub(crate) fn ends_number(c: char) -> bool {
    ends_word(c) || matches!(c, '!' | '#' | '%' | '*' | '+' | '-' | '.' | '/' | '<' | '=' | '>' | ']')
}

/// Begins a name.
pub fn is_name_start(c: char) -> bool {
    c.is_ascii_alphabetic() || c == '_' || (c > '\u{7f}' && c.is_alphabetic())
}

/// Goes on with a name.
pub fn is_name_part(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || (c > '\u{7f}' && c.is_alphanumeric())
}

/// Goes on with a variable's name.
pub fn is_variable_part(c: char) -> bool {
    c == '?' || is_name_part(c)
}
