//! Text to bytes and back, replacing what does not fit as .NET does.

/// An encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// `UTF8`
    Utf8,
    /// `Unicode`
    Utf16,
    /// `BigEndianUnicode`
    Utf16BigEndian,
    /// `UTF32`
    Utf32,
    /// UTF-32, the high byte first.
    Utf32BigEndian,
    /// `ASCII`
    Ascii,
    /// `Latin1`
    Latin1,
    /// Windows-1252, PowerShell's `ansi` where the system's culture is a Western one.
    Windows1252,
}

/// What Windows-1252 has from 0x80 to 0x9F.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// Stands for what cannot be decoded.
const REPLACEMENT: char = '\u{FFFD}';

impl Encoding {
    /// All encodings.
    pub const ALL: [Self; 8] = [
        Self::Utf8,
        Self::Utf16,
        Self::Utf16BigEndian,
        Self::Utf32,
        Self::Utf32BigEndian,
        Self::Ascii,
        Self::Latin1,
        Self::Windows1252,
    ];

    /// The encoding of that name, as .NET and PowerShell name them.
    pub fn find(name: &str) -> Option<Self> {
        Some(match name.to_ascii_lowercase().as_str() {
            "utf-8" | "utf8" | "unicode-1-1-utf-8" | "utf8nobom" | "utf8bom" => Self::Utf8,
            "utf-16" | "utf-16le" | "utf16" | "unicode" | "ucs-2" | "iso-10646-ucs-2" => Self::Utf16,
            "utf-16be" | "bigendianunicode" | "unicodefffe" => Self::Utf16BigEndian,
            "utf-32" | "utf-32le" | "utf32" => Self::Utf32,
            "utf-32be" | "bigendianutf32" => Self::Utf32BigEndian,
            "us-ascii" | "ascii" | "iso646-us" | "cp367" | "csascii" => Self::Ascii,
            "iso-8859-1" | "latin1" | "l1" | "iso_8859-1" | "cp819" => Self::Latin1,
            "windows-1252" | "x-ansi" | "ansi" => Self::Windows1252,
            _ => return None,
        })
    }

    /// The encoding with that number.
    pub fn find_code_page(number: i32) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code_page() == number)
    }

    /// `CodePage`
    pub fn code_page(self) -> i32 {
        match self {
            Self::Utf8 => 65001,
            Self::Utf16 => 1200,
            Self::Utf16BigEndian => 1201,
            Self::Utf32 => 12000,
            Self::Utf32BigEndian => 12001,
            Self::Ascii => 20127,
            Self::Latin1 => 28591,
            Self::Windows1252 => 1252,
        }
    }

    /// `WebName`
    pub fn web_name(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16 => "utf-16",
            Self::Utf16BigEndian => "utf-16BE",
            Self::Utf32 => "utf-32",
            Self::Utf32BigEndian => "utf-32BE",
            Self::Ascii => "us-ascii",
            Self::Latin1 => "iso-8859-1",
            Self::Windows1252 => "windows-1252",
        }
    }

    /// `EncodingName`
    pub fn encoding_name(self) -> &'static str {
        match self {
            Self::Utf8 => "Unicode (UTF-8)",
            Self::Utf16 => "Unicode",
            Self::Utf16BigEndian => "Unicode (Big-Endian)",
            Self::Utf32 => "Unicode (UTF-32)",
            Self::Utf32BigEndian => "Unicode (UTF-32 Big-Endian)",
            Self::Ascii => "US-ASCII",
            Self::Latin1 => "Western European (ISO)",
            Self::Windows1252 => "Western European (Windows)",
        }
    }

    /// `GetPreamble`: the mark that a file of this encoding may begin with.
    pub fn preamble(self) -> &'static [u8] {
        match self {
            Self::Utf8 => &[0xEF, 0xBB, 0xBF],
            Self::Utf16 => &[0xFF, 0xFE],
            Self::Utf16BigEndian => &[0xFE, 0xFF],
            Self::Utf32 => &[0xFF, 0xFE, 0, 0],
            Self::Utf32BigEndian => &[0, 0, 0xFE, 0xFF],
            Self::Ascii | Self::Latin1 | Self::Windows1252 => &[],
        }
    }

    /// The encoding that bytes say they are in, and the length of that mark.
    pub fn detect(bytes: &[u8]) -> Option<(Self, usize)> {
        // UTF-32's mark begins with UTF-16's.
        [Self::Utf32, Self::Utf32BigEndian, Self::Utf8, Self::Utf16, Self::Utf16BigEndian]
            .into_iter()
            .find(|it| bytes.starts_with(it.preamble()))
            .map(|it| (it, it.preamble().len()))
    }

    /// `GetBytes`: a question mark for what the encoding lacks.
    pub fn encode(self, text: &str) -> Vec<u8> {
        match self {
            Self::Utf8 => text.as_bytes().to_vec(),
            Self::Utf16 => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            Self::Utf16BigEndian => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            Self::Utf32 => text.chars().flat_map(|it| u32::from(it).to_le_bytes()).collect(),
            Self::Utf32BigEndian => text.chars().flat_map(|it| u32::from(it).to_be_bytes()).collect(),
            Self::Ascii | Self::Latin1 | Self::Windows1252 => {
                let mut bytes = Vec::with_capacity(text.len());
                for it in text.chars() {
                    match self.single_byte(it) {
                        Some(byte) => bytes.push(byte),
                        // One for each UTF-16 unit.
                        None => bytes.extend(std::iter::repeat_n(b'?', it.len_utf16())),
                    }
                }
                bytes
            }
        }
    }

    fn single_byte(self, it: char) -> Option<u8> {
        let limit = if self == Self::Ascii { 0x7F } else { 0xFF };
        let byte = u8::try_from(u32::from(it)).ok().filter(|it| *it <= limit);
        if self != Self::Windows1252 {
            return byte;
        }
        let special = WINDOWS_1252.iter().position(|known| *known == it).map(|at| 0x80 + at as u8);
        special.or(byte.filter(|it| !(0x80..0xA0).contains(it)))
    }

    /// `GetString`: U+FFFD for what is not valid, in ASCII a question mark.
    pub fn decode(self, bytes: &[u8]) -> String {
        match self {
            Self::Utf8 => String::from_utf8_lossy(bytes).into_owned(),
            Self::Utf16 => decode_utf16(bytes, u16::from_le_bytes),
            Self::Utf16BigEndian => decode_utf16(bytes, u16::from_be_bytes),
            Self::Utf32 => decode_utf32(bytes, u32::from_le_bytes),
            Self::Utf32BigEndian => decode_utf32(bytes, u32::from_be_bytes),
            Self::Ascii => bytes.iter().map(|it| if it.is_ascii() { char::from(*it) } else { '?' }).collect(),
            Self::Latin1 => bytes.iter().map(|it| char::from(*it)).collect(),
            Self::Windows1252 => bytes
                .iter()
                .map(|it| match it {
                    0x80..0xA0 => WINDOWS_1252[usize::from(*it - 0x80)],
                    it => char::from(*it),
                })
                .collect(),
        }
    }

    /// Where the first byte is that `decode` would replace.
    pub fn first_invalid(self, bytes: &[u8]) -> Option<usize> {
        match self {
            Self::Utf8 => std::str::from_utf8(bytes).err().map(|it| it.valid_up_to()),
            Self::Ascii => bytes.iter().position(|it| !it.is_ascii()),
            Self::Latin1 | Self::Windows1252 => None,
            Self::Utf16 | Self::Utf16BigEndian | Self::Utf32 | Self::Utf32BigEndian => {
                let width = if matches!(self, Self::Utf16 | Self::Utf16BigEndian) { 2 } else { 4 };
                let mut at = 0;
                for it in self.decode(bytes).chars() {
                    let length = if width == 2 { it.len_utf16() * 2 } else { 4 };
                    let same =
                        bytes.get(at..at + length).is_some_and(|found| found == self.encode(&it.to_string()));
                    if !same {
                        return Some(at);
                    }
                    at += length;
                }
                None
            }
        }
    }
}

fn decode_utf16(bytes: &[u8], unit: impl Fn([u8; 2]) -> u16) -> String {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let units = pairs.iter().map(|it| unit(*it));
    let mut text: String = char::decode_utf16(units).map(|it| it.unwrap_or(REPLACEMENT)).collect();
    if !rest.is_empty() {
        text.push(REPLACEMENT);
    }
    text
}

fn decode_utf32(bytes: &[u8], unit: impl Fn([u8; 4]) -> u32) -> String {
    let (fours, rest) = bytes.as_chunks::<4>();
    let mut text: String = fours.iter().map(|it| char::from_u32(unit(*it)).unwrap_or(REPLACEMENT)).collect();
    if !rest.is_empty() {
        text.push(REPLACEMENT);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_is_replaced() {
        assert_eq!(Encoding::Ascii.encode("é€A"), [63, 63, 65]);
        assert_eq!(Encoding::Ascii.decode(&[65, 200, 66]), "A?B");
        assert_eq!(Encoding::Latin1.encode("€"), [63]);
        assert_eq!(Encoding::Windows1252.encode("€é"), [0x80, 0xE9]);
        assert_eq!(Encoding::Utf8.decode(&[65, 0xFF, 0xC3, 66]), "A\u{FFFD}\u{FFFD}B");
        assert_eq!(Encoding::Utf16.decode(&[0x41, 0, 0x42]), "A\u{FFFD}");
        assert_eq!(Encoding::Utf8.first_invalid(&[0x41, 0xFF]), Some(1));
        assert_eq!(Encoding::Utf16.first_invalid(&[0x41, 0, 0x00, 0xD8]), Some(2));
    }

    proptest::proptest! {
        #[test]
        fn unicode_goes_both_ways(text in "\\PC{0,10}") {
            for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf16BigEndian, Encoding::Utf32, Encoding::Utf32BigEndian] {
                proptest::prop_assert_eq!(encoding.decode(&encoding.encode(&text)), text.clone());
                proptest::prop_assert_eq!(encoding.first_invalid(&encoding.encode(&text)), None);
            }
        }
    }
}
