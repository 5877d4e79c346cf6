//! `WebUtility.HtmlEncode` and back, and `HttpUtility.JavaScriptStringEncode`.

use std::fmt::Write as _;

use super::entities;

/// `HtmlEncode`: the five that matter, Latin-1 from the no-break space on, and what is beyond the basic plane.
pub fn html_encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for it in text.chars() {
        match it {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '&' => out.push_str("&amp;"),
            '\u{A0}'..='\u{FF}' | '\u{10000}'.. => {
                let _ = write!(out, "&#{};", u32::from(it));
            }
            _ => out.push(it),
        }
    }
    out
}

/// `HtmlDecode`: named and numbered entities; what is none stays.
pub fn html_decode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest[1..].find([';', '&']).map(|it| it + 1).filter(|it| rest[*it..].starts_with(';'));
        if let Some((it, end)) = end.and_then(|end| entity(&rest[1..end]).map(|it| (it, end))) {
            out.push(it);
            rest = &rest[end + 1..];
        } else {
            out.push('&');
            rest = &rest[1..];
        }
    }
    out.push_str(rest);
    out
}

fn entity(name: &str) -> Option<char> {
    let Some(number) = name.strip_prefix('#') else { return entities::find(name) };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => number.parse(),
    };
    char::from_u32(code.ok()?)
}

/// `JavaScriptStringEncode`.
pub fn javascript_encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for it in text.chars() {
        match it {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\x08' => out.push_str("\\b"),
            '\x0c' => out.push_str("\\f"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\0'..=' ' if it != ' ' => {
                let _ = write!(out, "\\u{:04x}", u32::from(it));
            }
            '<' | '>' | '&' | '\'' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                let _ = write!(out, "\\u{:04x}", u32::from(it));
            }
            _ => out.push(it),
        }
    }
    out
}
