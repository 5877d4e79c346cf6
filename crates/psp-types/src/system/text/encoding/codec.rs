//! The encodings themselves.

use psp_value::{Str, StrBuilder};

/// How text becomes bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// UTF-8.
    Utf8,
    /// UTF-16, the lower byte first.
    Utf16,
    /// UTF-16, the higher byte first.
    Utf16Big,
    /// UTF-32, the lower byte first.
    Utf32,
    /// ASCII.
    Ascii,
    /// Latin-1.
    Latin1,
}

impl Kind {
    /// The encoding with a name.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name.to_ascii_lowercase().as_str() {
            "utf-8"
            | "utf8"
            | "utf8bom"
            | "utf8nobom"
            | "unicode-1-1-utf-8"
            | "x-unicode-2-0-utf-8"
            | "default" => Self::Utf8,
            "utf-16" | "utf-16le" | "unicode" | "ucs-2" | "utf16" => Self::Utf16,
            "utf-16be" | "unicodefffe" | "bigendianunicode" => Self::Utf16Big,
            "utf-32" | "utf-32le" | "utf32" => Self::Utf32,
            "us-ascii" | "ascii" | "iso646-us" | "us" | "ansi_x3.4-1968" => Self::Ascii,
            "iso-8859-1" | "latin1" | "iso8859-1" | "l1" | "iso_8859-1" | "windows-1252" => Self::Latin1,
            other => return other.parse().ok().and_then(Self::numbered),
        })
    }

    /// The encoding with a number.
    pub fn numbered(code_page: i32) -> Option<Self> {
        Some(match code_page {
            0 | 65001 => Self::Utf8,
            1200 => Self::Utf16,
            1201 => Self::Utf16Big,
            12000 => Self::Utf32,
            20127 => Self::Ascii,
            28591 | 1252 => Self::Latin1,
            _ => return None,
        })
    }

    /// The number.
    pub fn code_page(self) -> i32 {
        match self {
            Self::Utf8 => 65001,
            Self::Utf16 => 1200,
            Self::Utf16Big => 1201,
            Self::Utf32 => 12000,
            Self::Ascii => 20127,
            Self::Latin1 => 28591,
        }
    }

    /// The name in protocols.
    pub fn web_name(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16 => "utf-16",
            Self::Utf16Big => "utf-16BE",
            Self::Utf32 => "utf-32",
            Self::Ascii => "us-ascii",
            Self::Latin1 => "iso-8859-1",
        }
    }

    /// The name for people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "Unicode (UTF-8)",
            Self::Utf16 => "Unicode",
            Self::Utf16Big => "Unicode (Big-Endian)",
            Self::Utf32 => "Unicode (UTF-32)",
            Self::Ascii => "US-ASCII",
            Self::Latin1 => "Western European (ISO)",
        }
    }

    /// The bytes that stand before a text in a file.
    pub fn preamble(self) -> &'static [u8] {
        match self {
            Self::Utf8 => &[0xef, 0xbb, 0xbf],
            Self::Utf16 => &[0xff, 0xfe],
            Self::Utf16Big => &[0xfe, 0xff],
            Self::Utf32 => &[0xff, 0xfe, 0, 0],
            Self::Ascii | Self::Latin1 => &[],
        }
    }

    /// The encoding that a file's first bytes name, and how many they are.
    pub fn detect(bytes: &[u8]) -> Option<(Self, usize)> {
        let all = [Self::Utf32, Self::Utf8, Self::Utf16, Self::Utf16Big];
        all.into_iter().find(|it| bytes.starts_with(it.preamble())).map(|it| (it, it.preamble().len()))
    }

    /// The bytes of a text.
    pub fn encode(self, text: &Str) -> Vec<u8> {
        match self {
            Self::Utf8 => text.text().into_owned().into_bytes(),
            Self::Utf16 => text.utf16().flat_map(u16::to_le_bytes).collect(),
            Self::Utf16Big => text.utf16().flat_map(u16::to_be_bytes).collect(),
            Self::Utf32 => text.text().chars().flat_map(|it| (it as u32).to_le_bytes()).collect(),
            Self::Ascii => {
                text.utf16().map(|it| u8::try_from(it).ok().filter(u8::is_ascii).unwrap_or(b'?')).collect()
            }
            Self::Latin1 => text.utf16().map(|it| u8::try_from(it).unwrap_or(b'?')).collect(),
        }
    }

    /// The text of bytes.
    pub fn decode(self, bytes: &[u8]) -> Str {
        match self {
            Self::Utf8 => Str::new(&String::from_utf8_lossy(bytes)),
            Self::Utf16 | Self::Utf16Big => {
                let unit = |pair: &[u8]| match (self, pair) {
                    (Self::Utf16, [low, high]) => u16::from_le_bytes([*low, *high]),
                    (_, [high, low]) => u16::from_be_bytes([*high, *low]),
                    _ => 0xfffd,
                };
                let units = char::decode_utf16(bytes.chunks(2).map(unit));
                let text: String = units.map(|it| it.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
                text.into()
            }
            Self::Utf32 => {
                let mut text = StrBuilder::new();
                for four in bytes.chunks(4) {
                    let code =
                        <[u8; 4]>::try_from(four).map(u32::from_le_bytes).ok().and_then(char::from_u32);
                    text.push_str(code.unwrap_or(char::REPLACEMENT_CHARACTER).encode_utf8(&mut [0; 4]));
                }
                text.finish()
            }
            Self::Ascii => Str::from_utf16(
                bytes.iter().map(|&it| if it < 128 { u16::from(it) } else { u16::from(b'?') }),
            ),
            Self::Latin1 => Str::from_utf16(bytes.iter().map(|&it| u16::from(it))),
        }
    }
}
