//! Building text piece by piece.

use std::fmt::{Arguments, Write};

/// Appends formatted text.
pub fn add(to: &mut String, piece: Arguments<'_>) {
    // Writing to a string cannot fail.
    let _ = to.write_fmt(piece);
}

/// Bytes in hexadecimal.
pub fn hexadecimal(bytes: &[u8], upper: bool) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        if upper {
            add(&mut text, format_args!("{byte:02X}"));
        } else {
            add(&mut text, format_args!("{byte:02x}"));
        }
    }
    text
}
