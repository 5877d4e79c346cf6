//! String comparison: ordinal with .NET's simple case folding, and linguistic.

/// .NET's ordinal case folding: simple upper-casing of one character.
pub fn fold_char(it: char) -> char {
    if it.is_ascii() {
        return it.to_ascii_uppercase();
    }
    let mut upper = it.to_uppercase();
    match (upper.next(), upper.next()) {
        (Some(single), None) => single,
        _ => it,
    }
}

/// `StringComparison.OrdinalIgnoreCase` equality.
pub fn equals_ordinal_ignore_case(a: &str, b: &str) -> bool {
    a.chars().map(fold_char).eq(b.chars().map(fold_char))
}
