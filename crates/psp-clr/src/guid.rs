//! `System.Guid`: its formats and its parser.

/// A GUID, its bytes in the order in which they are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Guid(pub [u8; 16]);

/// Why a text is no GUID; its text is the message of the `FormatException`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GuidError {
    /// Not at all.
    Unrecognized,
    /// With dashes, but not of that length.
    Length,
    /// Dashes elsewhere.
    Dashes,
    /// Without dashes, but not of that length.
    Digits,
    /// Something that is no digit.
    Characters,
    /// A format that GUIDs do not know.
    Format,
}

impl std::fmt::Display for GuidError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(match self {
            Self::Unrecognized => "Unrecognized Guid format.",
            Self::Length => {
                "Guid should contain 32 digits with 4 dashes (xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx)."
            }
            Self::Dashes => "Dashes are in the wrong position for GUID parsing.",
            Self::Digits => "Guid should contain only 32 digits (xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx).",
            Self::Characters => "Guid string should only contain hexadecimal characters.",
            Self::Format => {
                "Format string can be only \"D\", \"d\", \"N\", \"n\", \"P\", \"p\", \"B\", \"b\", \"X\" or \"x\"."
            }
        })
    }
}

impl std::error::Error for GuidError {}

impl std::fmt::Display for Guid {
    /// The `D` format.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (index, byte) in self.0.iter().enumerate() {
            if matches!(index, 4 | 6 | 8 | 10) {
                out.write_str("-")?;
            }
            write!(out, "{byte:02x}")?;
        }
        Ok(())
    }
}

impl Guid {
    /// `Guid.Parse`: any format, white space around it.
    pub fn parse(text: &str) -> Result<Self, GuidError> {
        let text = text.trim();
        if text.len() < 32 || !text.is_ascii() {
            return Err(GuidError::Unrecognized);
        }
        match text.as_bytes()[0] {
            b'(' => Self::dashed(
                text.strip_prefix('(').and_then(|it| it.strip_suffix(')')).ok_or(GuidError::Length)?,
            ),
            b'{' if text.as_bytes().get(9) == Some(&b'-') => Self::dashed(
                text.strip_prefix('{').and_then(|it| it.strip_suffix('}')).ok_or(GuidError::Length)?,
            ),
            b'{' => Self::braced(text),
            _ if text.contains('-') => Self::dashed(text),
            _ if text.len() != 32 => Err(GuidError::Digits),
            _ => Self::digits(text.bytes()),
        }
    }

    fn dashed(text: &str) -> Result<Self, GuidError> {
        if text.len() != 36 {
            return Err(GuidError::Length);
        }
        if [8, 13, 18, 23].iter().any(|it| text.as_bytes()[*it] != b'-') {
            return Err(GuidError::Dashes);
        }
        Self::digits(text.bytes().filter(|it| *it != b'-'))
    }

    fn digits(digits: impl Iterator<Item = u8>) -> Result<Self, GuidError> {
        let mut bytes = [0; 16];
        let mut count = 0;
        for digit in digits {
            let value = char::from(digit).to_digit(16).ok_or(GuidError::Characters)? as u8;
            let byte = bytes.get_mut(count / 2).ok_or(GuidError::Characters)?;
            *byte = *byte << 4 | value;
            count += 1;
        }
        if count == 32 { Ok(Self(bytes)) } else { Err(GuidError::Characters) }
    }

    /// `{0x01234567,0x89ab,0xcdef,{0x01,…}}`
    fn braced(text: &str) -> Result<Self, GuidError> {
        let compact: String = text.chars().filter(|it| !it.is_whitespace()).collect();
        let body =
            compact.strip_prefix('{').and_then(|it| it.strip_suffix("}}")).ok_or(GuidError::Unrecognized)?;
        let (head, tail) = body.split_once(",{").ok_or(GuidError::Unrecognized)?;
        let parts: Vec<&str> = head.split(',').chain(tail.split(',')).collect();
        if parts.len() != 11 {
            return Err(GuidError::Unrecognized);
        }
        let mut digits = String::new();
        for (part, width) in parts.iter().zip([8, 4, 4, 2, 2, 2, 2, 2, 2, 2, 2]) {
            let part =
                part.strip_prefix("0x").or_else(|| part.strip_prefix("0X")).ok_or(GuidError::Unrecognized)?;
            if part.is_empty() || part.len() > width {
                return Err(GuidError::Characters);
            }
            digits.push_str(&"0".repeat(width - part.len()));
            digits.push_str(part);
        }
        Self::digits(digits.bytes())
    }

    /// `ToString(format)`; an empty format is `D`.
    pub fn format(&self, format: &str) -> Result<String, GuidError> {
        Ok(match format {
            "" | "D" | "d" => self.to_string(),
            "N" | "n" => self.to_string().replace('-', ""),
            "B" | "b" => format!("{{{self}}}"),
            "P" | "p" => format!("({self})"),
            "X" | "x" => {
                let digits = self.to_string().replace('-', "");
                let last: Vec<String> = self.0[8..].iter().map(|it| format!("0x{it:02x}")).collect();
                format!(
                    "{{0x{},0x{},0x{},{{{}}}}}",
                    &digits[..8],
                    &digits[8..12],
                    &digits[12..16],
                    last.join(",")
                )
            }
            _ => return Err(GuidError::Format),
        })
    }

    /// `ToByteArray`: the first three parts with their bytes reversed.
    pub fn to_byte_array(&self) -> [u8; 16] {
        let mut bytes = self.0;
        bytes[..4].reverse();
        bytes[4..6].reverse();
        bytes[6..8].reverse();
        bytes
    }

    /// `new Guid(byte[])`.
    pub fn from_byte_array(bytes: [u8; 16]) -> Self {
        // The reversal is its own inverse.
        Self(Self(bytes).to_byte_array())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_formats_are_written_and_read() {
        let guid = Guid::parse("0f8fad5b-d9cb-469f-a165-70867728950e").unwrap();
        for (format, expected) in [
            ("N", "0f8fad5bd9cb469fa16570867728950e"),
            ("D", "0f8fad5b-d9cb-469f-a165-70867728950e"),
            ("B", "{0f8fad5b-d9cb-469f-a165-70867728950e}"),
            ("P", "(0f8fad5b-d9cb-469f-a165-70867728950e)"),
            ("X", "{0x0f8fad5b,0xd9cb,0x469f,{0xa1,0x65,0x70,0x86,0x77,0x28,0x95,0x0e}}"),
        ] {
            assert_eq!(guid.format(format).unwrap(), expected);
            assert_eq!(Guid::parse(&expected.to_uppercase().replace("0X", "0x")), Ok(guid));
        }
        assert_eq!(guid.format("Q"), Err(GuidError::Format));
        assert_eq!(Guid::parse("xyz"), Err(GuidError::Unrecognized));
        assert_eq!(Guid::from_byte_array(guid.to_byte_array()), guid);
    }

    proptest::proptest! {
        #[test]
        fn nothing_panics(text in "[0-9a-f{}()x,-]{30,40}") {
            let _ = Guid::parse(&text);
        }
    }
}
