//! The shape of number literals; their values are the parser's business.

use crate::chars::is_dash;

/// Where the number that starts at `at` ends; `None` when there is none. A sign is taken when `signed`.
///
/// What may follow a number depends on the mode and is left to the caller.
pub(crate) fn scan(text: &str, at: usize, signed: bool) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut end = at;
    if signed {
        let first = crate::chars::char_at(text, at);
        if first == '+' || is_dash(first) {
            end += first.len_utf8();
        }
    }
    end = match (bytes.get(end), bytes.get(end + 1)) {
        (Some(b'0'), Some(b'x' | b'X')) => digits(bytes, end + 2, u8::is_ascii_hexdigit).unwrap_or(end + 2),
        (Some(b'0'), Some(b'b' | b'B')) if matches!(bytes.get(end + 2), Some(b'0' | b'1')) => {
            digits(bytes, end + 2, |byte| matches!(byte, b'0' | b'1'))?
        }
        _ => real(bytes, end, end > at)?,
    };
    Some(multiplier(bytes, suffix(bytes, end)))
}

/// One or more bytes of a class.
fn digits(bytes: &[u8], at: usize, class: impl Fn(&u8) -> bool) -> Option<usize> {
    let count = bytes.get(at..)?.iter().take_while(|byte| class(byte)).count();
    (count > 0).then_some(at + count)
}

/// `1`, `1.5`, `.5`, `1.`, `1e5`; never the first dot of `1..5`.
///
/// Behind a sign a lone dot is taken for a number too, which then has no value.
fn real(bytes: &[u8], at: usize, signed: bool) -> Option<usize> {
    let whole = digits(bytes, at, u8::is_ascii_digit);
    let mut end = whole.unwrap_or(at);
    if bytes.get(end) == Some(&b'.') && bytes.get(end + 1) != Some(&b'.') {
        match digits(bytes, end + 1, u8::is_ascii_digit) {
            Some(fraction) => end = fraction,
            None if whole.is_some() || signed => end += 1,
            None => return None,
        }
    } else {
        whole?;
    }
    if matches!(bytes.get(end), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
        if let Some(exponent) = digits(bytes, end + 1 + sign, u8::is_ascii_digit) {
            end = exponent;
        }
    }
    Some(end)
}

fn suffix(bytes: &[u8], at: usize) -> usize {
    let byte = |offset: usize| bytes.get(at + offset).map_or(0, u8::to_ascii_lowercase);
    match byte(0) {
        b'u' if matches!(byte(1), b'y' | b's' | b'l') => at + 2,
        b'u' | b'y' | b's' | b'l' | b'n' | b'd' => at + 1,
        _ => at,
    }
}

fn multiplier(bytes: &[u8], at: usize) -> usize {
    match (bytes.get(at), bytes.get(at + 1)) {
        (Some(b'k' | b'K' | b'm' | b'M' | b'g' | b'G' | b't' | b'T' | b'p' | b'P'), Some(b'b' | b'B')) => {
            at + 2
        }
        _ => at,
    }
}

#[cfg(test)]
mod tests {
    use super::scan;

    #[test]
    fn shapes() {
        for (text, length) in [
            ("1..2", Some(1)),
            ("1.5e3x", Some(5)),
            (".5", Some(2)),
            (".", None),
            ("1.foo", Some(2)),
            ("0x1FL", Some(5)),
            ("0x", Some(2)),
            ("0b101", Some(5)),
            ("10ulkb", Some(6)),
            ("1e", Some(1)),
            ("12gb.", Some(4)),
        ] {
            assert_eq!(scan(text, 0, false), length, "{text}");
        }
        assert_eq!(scan("-1", 0, true), Some(2));
    }
}
