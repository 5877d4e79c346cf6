//! Text for the web: HTML and form encoding.

use super::write::add;

/// Escapes what has a meaning in HTML.
pub fn html_encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for it in text.chars() {
        match it {
            '<' => encoded.push_str("&lt;"),
            '>' => encoded.push_str("&gt;"),
            '&' => encoded.push_str("&amp;"),
            '"' => encoded.push_str("&quot;"),
            '\'' => encoded.push_str("&#39;"),
            '\u{a0}'..='\u{ff}' => add(&mut encoded, format_args!("&#{};", it as u32)),
            it if it as u32 > 0xffff => add(&mut encoded, format_args!("&#{};", it as u32)),
            it => encoded.push(it),
        }
    }
    encoded
}

/// Text without HTML's escapes.
pub fn html_decode(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        decoded.push_str(before);
        let entity = after.split_once(';').and_then(|(name, tail)| entity(name).map(|it| (it, tail)));
        if let Some((it, tail)) = entity {
            decoded.push(it);
            rest = tail;
        } else {
            decoded.push('&');
            rest = after;
        }
    }
    decoded + rest
}

fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let hexadecimal = number.strip_prefix(['x', 'X']);
        let code = hexadecimal.map_or_else(|| number.parse().ok(), |it| u32::from_str_radix(it, 16).ok())?;
        return char::from_u32(code);
    }
    Some(match name {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "copy" => '©',
        "reg" => '®',
        "euro" => '€',
        "pound" => '£',
        "yen" => '¥',
        "cent" => '¢',
        "sect" => '§',
        "deg" => '°',
        "plusmn" => '±',
        "times" => '×',
        "divide" => '÷',
        "hellip" => '…',
        "mdash" => '—',
        "ndash" => '–',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        "laquo" => '«',
        "raquo" => '»',
        "auml" => 'ä',
        "ouml" => 'ö',
        "uuml" => 'ü',
        "Auml" => 'Ä',
        "Ouml" => 'Ö',
        "Uuml" => 'Ü',
        "szlig" => 'ß',
        "eacute" => 'é',
        "egrave" => 'è',
        "agrave" => 'à',
        "ccedil" => 'ç',
        "ntilde" => 'ñ',
        "trade" => '™',
        "bull" => '•',
        _ => return None,
    })
}

/// Form encoding: spaces become `+`.
pub fn url_encode(text: &str, upper: bool) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b' ' => encoded.push('+'),
            b'-' | b'_' | b'.' | b'!' | b'*' | b'(' | b')' => encoded.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => encoded.push(char::from(byte)),
            _ if upper => add(&mut encoded, format_args!("%{byte:02X}")),
            _ => add(&mut encoded, format_args!("%{byte:02x}")),
        }
    }
    encoded
}

/// Text without form encoding.
pub fn url_decode(text: &str) -> String {
    crate::system::uri::unescape(&text.replace('+', " "))
}

/// Escapes what has a meaning in a JavaScript string.
pub fn javascript_encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for it in text.chars() {
        match it {
            '"' => encoded.push_str("\\\""),
            '\\' => encoded.push_str("\\\\"),
            '\n' => encoded.push_str("\\n"),
            '\r' => encoded.push_str("\\r"),
            '\t' => encoded.push_str("\\t"),
            '\u{8}' => encoded.push_str("\\b"),
            '\u{c}' => encoded.push_str("\\f"),
            '\'' | '<' | '>' | '&' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                add(&mut encoded, format_args!("\\u{:04x}", it as u32));
            }
            it if (it as u32) < 32 => add(&mut encoded, format_args!("\\u{:04x}", it as u32)),
            it => encoded.push(it),
        }
    }
    encoded
}
