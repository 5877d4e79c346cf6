//! `Regex.Escape` and `Regex.Unescape`.

/// Puts backslashes before what has a meaning in patterns.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for it in text.chars() {
        match it {
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\x0c' => out.push_str("\\f"),
            '\\' | '*' | '+' | '?' | '|' | '{' | '[' | '(' | ')' | '^' | '$' | '.' | '#' | ' ' => {
                out.extend(['\\', it]);
            }
            _ => out.push(it),
        }
    }
    out
}

/// Takes backslashes away; an escape that is cut short stays.
pub fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(it) = rest.next() {
        if it != '\\' {
            out.push(it);
            continue;
        }
        let Some(next) = rest.next() else {
            out.push('\\');
            break;
        };
        match next {
            'a' => out.push('\x07'),
            'b' => out.push('\x08'),
            'e' => out.push('\x1b'),
            'f' => out.push('\x0c'),
            'n' => out.push('\n'),
            'r' => out.push('\r'),
            't' => out.push('\t'),
            'v' => out.push('\x0b'),
            'x' | 'u' => {
                let length = if next == 'x' { 2 } else { 4 };
                let digits: String = rest.clone().take(length).collect();
                let code = u32::from_str_radix(&digits, 16).ok().filter(|_| digits.len() == length);
                match code.and_then(char::from_u32) {
                    Some(it) => {
                        out.push(it);
                        rest.by_ref().take(length).for_each(drop);
                    }
                    None => out.extend(['\\', next]),
                }
            }
            other => out.push(other),
        }
    }
    out
}
