//! Base 64 as .NET reads and writes it.

use base64::{
    Engine,
    alphabet::STANDARD as ALPHABET,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig, general_purpose::STANDARD},
};

/// The text of bytes, with line ends after 76 characters when wanted.
pub fn encode(bytes: &[u8], lines: bool) -> String {
    let text = STANDARD.encode(bytes);
    if !lines {
        return text;
    }
    let parts: Vec<_> = text.as_bytes().chunks(76).map(String::from_utf8_lossy).collect();
    parts.join("\r\n")
}

/// The bytes of a text; white space does not count.
pub fn decode(text: &str) -> Option<Vec<u8>> {
    let config = GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::RequireCanonical);
    let plain: String = text.chars().filter(|it| !matches!(it, ' ' | '\t' | '\r' | '\n')).collect();
    GeneralPurpose::new(&ALPHABET, config).decode(plain).ok()
}
