//! Which characters XML allows where.

use crate::error::shown;

/// A character that a document may hold.
pub fn is_char(it: char) -> bool {
    matches!(it, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

/// White space.
pub fn is_space(it: char) -> bool {
    matches!(it, ' ' | '\t' | '\n' | '\r')
}

/// Only white space, and some.
pub fn is_blank(text: &str) -> bool {
    !text.is_empty() && text.chars().all(is_space)
}

/// May start a name without a colon.
pub fn is_name_start(it: char) -> bool {
    it.is_ascii_alphabetic()
        || it == '_'
        || matches!(it, '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}' | '\u{370}'..='\u{37D}'
            | '\u{37F}'..='\u{1FFF}' | '\u{200C}'..='\u{200D}' | '\u{2070}'..='\u{218F}' | '\u{2C00}'..='\u{2FEF}'
            | '\u{3001}'..='\u{D7FF}' | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}')
}

/// May stand in a name without a colon.
pub fn is_name_char(it: char) -> bool {
    is_name_start(it)
        || it.is_ascii_digit()
        || matches!(it, '-' | '.' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}')
}

/// What is wrong with a name, in .NET's words; `None` when it is one. It may have one colon.
pub fn name_problem(name: &str) -> Option<String> {
    if name.is_empty() {
        return Some("The empty string '' is not a valid name.".to_owned());
    }
    let mut at_start = true;
    let mut colons = 0;
    for it in name.chars() {
        let fits = if at_start { is_name_start(it) } else { is_name_char(it) };
        let colon = it == ':' && !at_start && colons == 0;
        if colon {
            colons += 1;
            at_start = true;
            continue;
        }
        if !fits {
            let (text, number) = shown(it);
            return Some(if at_start {
                format!("Name cannot begin with the '{text}' character, hexadecimal value {number}.")
            } else {
                format!("The '{text}' character, hexadecimal value {number}, cannot be included in a name.")
            });
        }
        at_start = false;
    }
    // A colon at the end.
    at_start.then(|| "The ':' character, hexadecimal value 0x3A, cannot be included in a name.".to_owned())
}

/// A prefix and a local name.
pub fn split_name(name: &str) -> (&str, &str) {
    name.split_once(':').unwrap_or(("", name))
}
