//! `Convert.ToBase64String` and back.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// The message of the `FormatException`.
pub const BASE64_MESSAGE: &str = "The input is not a valid Base-64 string as it contains a non-base 64 character, \
     more than two padding characters, or an illegal character among the padding characters.";

/// `Convert.ToBase64String(bytes)`.
pub fn to_base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// `Convert.ToBase64String(bytes, 'InsertLineBreaks')`: 76 characters a line.
pub fn to_base64_lines(bytes: &[u8]) -> String {
    let text = STANDARD.encode(bytes);
    let mut out = String::with_capacity(text.len() + text.len() / 38);
    for (index, it) in text.chars().enumerate() {
        if index > 0 && index % 76 == 0 {
            out.push_str("\r\n");
        }
        out.push(it);
    }
    out
}

/// `Convert.FromBase64String(text)`: white space does not count.
pub fn from_base64(text: &str) -> Option<Vec<u8>> {
    let compact: String = text.chars().filter(|it| !matches!(it, ' ' | '\t' | '\r' | '\n')).collect();
    STANDARD.decode(compact).ok()
}
