//! Percent encoding: `[uri]::EscapeDataString`, `HttpUtility.UrlEncode` and the like.

use std::fmt::Write as _;

/// Encodes all bytes but those that are kept.
fn encode(text: &str, upper: bool, keep: impl Fn(u8) -> bool) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for byte in text.bytes() {
        if keep(byte) {
            out.push(char::from(byte));
        } else if upper {
            let _ = write!(out, "%{byte:02X}");
        } else {
            let _ = write!(out, "%{byte:02x}");
        }
    }
    out
}

fn is_unreserved(it: u8) -> bool {
    it.is_ascii_alphanumeric() || matches!(it, b'-' | b'_' | b'.' | b'~')
}

fn is_url_safe(it: u8) -> bool {
    it.is_ascii_alphanumeric() || matches!(it, b'-' | b'_' | b'.' | b'!' | b'*' | b'(' | b')')
}

/// `Uri.EscapeDataString`.
pub fn escape_data(text: &str) -> String {
    encode(text, true, is_unreserved)
}

/// `Uri.EscapeUriString`: what has a meaning in addresses stays.
pub fn escape_uri(text: &str) -> String {
    encode(text, true, |it| is_unreserved(it) || b":/?#[]@!$&'()*+,;=".contains(&it))
}

/// `HttpUtility.UrlEncode`: lower-case digits, a plus for a space.
pub fn url_encode_lower(text: &str) -> String {
    encode(text, false, |it| is_url_safe(it) || it == b' ').replace(' ', "+")
}

/// `WebUtility.UrlEncode`: the same with upper-case digits.
pub fn url_encode_upper(text: &str) -> String {
    encode(text, true, |it| is_url_safe(it) || it == b' ').replace(' ', "+")
}

/// `HttpUtility.UrlPathEncode`: spaces and what is not ASCII, up to the query.
pub fn url_path_encode(text: &str) -> String {
    let (path, query) = text.split_at(text.find('?').unwrap_or(text.len()));
    let path = encode(path, false, |it| (0x21..0x7F).contains(&it));
    path + query
}

/// The bytes that percent signs stand for; others stay.
fn decode(text: &str, plus: bool) -> Vec<u8> {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    let digit = |at: usize| bytes.get(at).and_then(|it| char::from(*it).to_digit(16));
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        match (byte, digit(at), digit(at + 1)) {
            (b'%', Some(high), Some(low)) => {
                out.push((high * 16 + low) as u8);
                at += 2;
            }
            (b'+', ..) if plus => out.push(b' '),
            _ => out.push(byte),
        }
    }
    out
}

/// `UrlDecode`: invalid UTF-8 is replaced.
pub fn url_decode(text: &str) -> String {
    String::from_utf8_lossy(&decode(text, true)).into_owned()
}

/// `Uri.UnescapeDataString`: what is not valid UTF-8 stays encoded.
pub fn unescape_data(text: &str) -> String {
    let decoded = decode(text, false);
    let mut out = String::with_capacity(decoded.len());
    for chunk in decoded.utf8_chunks() {
        out.push_str(chunk.valid());
        out.extend(chunk.invalid().iter().map(|it| format!("%{it:02X}")));
    }
    out
}
