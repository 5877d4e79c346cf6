//! Bytes of a file to text: byte order marks, UTF-16, UTF-8 with broken bytes replaced.

/// The text of a source file. A byte order mark decides between UTF-8 and UTF-16 and is dropped; without one it is UTF-8.
pub fn decode(bytes: &[u8]) -> String {
    match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let (pairs, odd) = bytes.as_chunks::<2>();
    let units: Vec<u16> = pairs.iter().map(|&pair| unit(pair)).collect();
    let mut text = String::from_utf16_lossy(&units);
    if !odd.is_empty() {
        text.push(char::REPLACEMENT_CHARACTER);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn byte_order_marks_decide() {
        assert_eq!(decode(b"\xef\xbb\xbfa"), "a");
        assert_eq!(decode(b"\xff\xfea\0\xe9\0"), "a\u{e9}");
        assert_eq!(decode(b"\xfe\xff\0a"), "a");
        assert_eq!(decode(b"a\xff"), "a\u{fffd}");
        assert_eq!(decode(b"\xff\xfea\0x"), "a\u{fffd}");
    }
}
