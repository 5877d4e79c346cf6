//! Values of strings and words: quotes removed, escapes applied.

use psp_lexer::{is_double_quote, is_single_quote};

/// The value of a `'…'` token.
pub(crate) fn single_quoted(token: &str) -> String {
    let mut out = String::with_capacity(token.len());
    let mut chars = inner(token, is_single_quote).chars();
    while let Some(c) = chars.next() {
        out.push(c);
        if is_single_quote(c) {
            chars.next();
        }
    }
    out
}

/// The value of a `"…"` token without anything to expand.
pub(crate) fn double_quoted(token: &str) -> String {
    double_text(inner(token, is_double_quote))
}

/// What stands between the first and the last quote.
fn inner(token: &str, quote: impl Fn(char) -> bool) -> &str {
    let mut chars = token.chars();
    chars.next();
    let rest = chars.as_str();
    rest.strip_suffix(quote).unwrap_or(rest)
}

/// Text between double quotes: escapes, and two quotes for one.
pub(crate) fn double_text(text: &str) -> String {
    unescape(text, |c, chars| {
        if is_double_quote(c) && chars.clone().next().is_some_and(is_double_quote) {
            chars.next();
        }
    })
}

/// Text of a here-string or of a word outside quotes: escapes only.
pub(crate) fn escaped_text(text: &str) -> String {
    unescape(text, |_, _| {})
}

/// The body of a here-string token, without header and footer.
pub(crate) fn here_body(token: &str) -> &str {
    let body = token.find('\n').map_or("", |at| &token[at + 1..]);
    let body = body.strip_suffix('@').unwrap_or(body);
    let body = body.strip_suffix(|c| is_single_quote(c) || is_double_quote(c)).unwrap_or(body);
    without_line_end(body)
}

/// Text without the line end it closes with.
pub(crate) fn without_line_end(text: &str) -> &str {
    let text = text.strip_suffix('\n').unwrap_or(text);
    text.strip_suffix('\r').unwrap_or(text)
}

/// The value of a word without anything to expand: quotes inside it are removed.
pub(crate) fn word(token: &str) -> String {
    if !token.contains(|c| c == '`' || is_single_quote(c) || is_double_quote(c)) {
        return token.to_owned();
    }
    let mut out = String::with_capacity(token.len());
    let mut rest = token;
    while let Some(c) = rest.chars().next() {
        let length = if is_single_quote(c) {
            let length = quoted_length(rest, is_single_quote, false);
            out.push_str(&single_quoted(&rest[..length]));
            length
        } else if is_double_quote(c) {
            let length = quoted_length(rest, is_double_quote, true);
            out.push_str(&double_quoted(&rest[..length]));
            length
        } else {
            let at =
                rest.find(|c| is_single_quote(c) || is_double_quote(c) || c == '`').unwrap_or(rest.len());
            let length = if at == 0 { escape_length(rest) } else { at };
            out.push_str(&escaped_text(&rest[..length]));
            length
        };
        rest = &rest[length..];
    }
    out
}

/// Length of the quoted text at the beginning of `text`.
fn quoted_length(text: &str, quote: impl Fn(char) -> bool, escapes: bool) -> usize {
    let mut chars = text.char_indices().skip(1).peekable();
    while let Some((at, c)) = chars.next() {
        if c == '`' && escapes {
            chars.next();
        } else if quote(c) && chars.next_if(|&(_, next)| quote(next)).is_none() {
            return at + c.len_utf8();
        }
    }
    text.len()
}

/// Length of the escape at the beginning of `text`.
fn escape_length(text: &str) -> usize {
    let mut chars = text.chars();
    unescape_one(&mut chars, &mut String::new());
    text.len() - chars.as_str().len()
}

fn unescape(text: &str, quote: impl Fn(char, &mut std::str::Chars<'_>)) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.clone().next() {
        if c == '`' {
            unescape_one(&mut chars, &mut out);
        } else {
            chars.next();
            out.push(c);
            quote(c, &mut chars);
        }
    }
    out
}

/// Takes a backtick and what it escapes.
fn unescape_one(chars: &mut std::str::Chars<'_>, out: &mut String) {
    chars.next();
    let Some(c) = chars.next() else { return };
    out.push(match c {
        '0' => '\0',
        'a' => '\u{7}',
        'b' => '\u{8}',
        'e' => '\u{1b}',
        'f' => '\u{c}',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'v' => '\u{b}',
        'u' => match code_point(chars.as_str()) {
            Some((c, length)) => {
                *chars = chars.as_str()[length..].chars();
                c
            }
            None => 'u',
        },
        other => other,
    });
}

/// `{1F600}`: the character and the length of the text.
fn code_point(text: &str) -> Option<(char, usize)> {
    let digits = text.strip_prefix('{')?;
    let end = digits.find('}')?;
    let code = u32::from_str_radix(digits.get(..end)?, 16).ok()?;
    Some((char::from_u32(code)?, end + 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values() {
        assert_eq!(single_quoted("'a''b'"), "a'b");
        assert_eq!(double_quoted("\"a\"\"b`n`u{41}`\"\""), "a\"b\nA\"");
        assert_eq!(here_body("@'\r\na\r\nb\r\n'@"), "a\r\nb");
        assert_eq!(here_body("@'\n'@"), "");
        assert_eq!(word("a\"b c\"d`$e'f g'"), "ab cd$ef g");
    }
}
