//! [`Encoding`]: text to bytes and back, as PowerShell's `-Encoding` names them.

use psp_runtime::FromArgument;
use psp_value::{
    Context, ErrorCategory, Fault, Interrupt, Result, Str, Type, Value, View, member, well_known,
};
use std::borrow::Cow;

/// An encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8.
    Utf8 {
        /// With a byte order mark.
        mark: bool,
    },
    /// UTF-16.
    Utf16 {
        /// The high byte comes first.
        big: bool,
    },
    /// UTF-32.
    Utf32 {
        /// The high byte comes first.
        big: bool,
    },
    /// Seven bits; anything else is `?`.
    Ascii,
    /// The first 256 characters of Unicode.
    Latin1,
    /// Windows' Western European one: what `ansi` means in en-US.
    Windows1252,
}

/// What Windows-1252 has in 80 to 9F.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

impl Default for Encoding {
    fn default() -> Self {
        Self::Utf8 { mark: false }
    }
}

impl Encoding {
    /// The encoding of a name or number that `-Encoding` takes.
    pub fn by_name(name: &str) -> Option<Self> {
        Some(match name.to_ascii_lowercase().as_str() {
            "utf8" | "utf8nobom" | "utf-8" | "default" | "oem" | "65001" => Self::Utf8 { mark: false },
            "utf8bom" => Self::Utf8 { mark: true },
            "unicode" | "utf-16" | "utf-16le" | "string" | "1200" => Self::Utf16 { big: false },
            "bigendianunicode" | "utf-16be" | "1201" => Self::Utf16 { big: true },
            "utf32" | "utf-32" | "12000" => Self::Utf32 { big: false },
            "bigendianutf32" | "utf-32be" | "12001" => Self::Utf32 { big: true },
            "ascii" | "us-ascii" | "20127" => Self::Ascii,
            "latin1" | "iso-8859-1" | "28591" => Self::Latin1,
            "ansi" | "windows-1252" | "1252" => Self::Windows1252,
            _ => return None,
        })
    }

    /// The byte order mark.
    pub fn mark(self) -> &'static [u8] {
        match self {
            Self::Utf8 { mark: true } => &[0xEF, 0xBB, 0xBF],
            Self::Utf16 { big: false } => &[0xFF, 0xFE],
            Self::Utf16 { big: true } => &[0xFE, 0xFF],
            Self::Utf32 { big: false } => &[0xFF, 0xFE, 0, 0],
            Self::Utf32 { big: true } => &[0, 0, 0xFE, 0xFF],
            _ => &[],
        }
    }

    /// The encoding that a byte order mark says, and the mark's length.
    pub fn marked(bytes: &[u8]) -> Option<(Self, usize)> {
        [
            Self::Utf32 { big: false },
            Self::Utf32 { big: true },
            Self::Utf8 { mark: true },
            Self::Utf16 { big: false },
            Self::Utf16 { big: true },
        ]
        .into_iter()
        .find(|it| bytes.starts_with(it.mark()))
        .map(|it| (it, it.mark().len()))
    }

    /// A byte below 128 is that character, wherever it stands.
    pub fn is_byte_wise(self) -> bool {
        !matches!(self, Self::Utf16 { .. } | Self::Utf32 { .. })
    }

    /// Bytes as text.
    pub fn decode(self, bytes: &[u8]) -> Str {
        match self {
            Self::Utf8 { .. } => Str::new(&String::from_utf8_lossy(bytes)),
            Self::Ascii => mapped(bytes, |it| if it < 128 { char::from(it) } else { '?' }),
            Self::Latin1 => mapped(bytes, char::from),
            Self::Windows1252 => mapped(bytes, |it| match it {
                0x80..=0x9F => WINDOWS[usize::from(it - 0x80)],
                other => char::from(other),
            }),
            Self::Utf16 { big } => {
                let unit = |it: &[u8]| match (it, big) {
                    (&[a, b], true) => u16::from_be_bytes([a, b]),
                    (&[a, b], false) => u16::from_le_bytes([a, b]),
                    _ => 0xFFFD,
                };
                Str::from_utf16(bytes.chunks(2).map(unit))
            }
            Self::Utf32 { big } => {
                let character = |it: &[u8]| {
                    let number = match (it, big) {
                        (&[a, b, c, d], true) => u32::from_be_bytes([a, b, c, d]),
                        (&[a, b, c, d], false) => u32::from_le_bytes([a, b, c, d]),
                        _ => 0xFFFD,
                    };
                    char::from_u32(number).unwrap_or('\u{FFFD}')
                };
                Str::new(&bytes.chunks(4).map(character).collect::<String>())
            }
        }
    }

    /// Text as bytes, without a mark.
    pub fn encode(self, text: &str) -> Cow<'_, [u8]> {
        match self {
            Self::Utf8 { .. } => Cow::Borrowed(text.as_bytes()),
            Self::Ascii if text.is_ascii() => Cow::Borrowed(text.as_bytes()),
            Self::Ascii => narrowed(text, |it| u8::try_from(it).ok().filter(u8::is_ascii)),
            Self::Latin1 => narrowed(text, |it| u8::try_from(it).ok()),
            Self::Windows1252 => narrowed(text, |it| {
                let known = WINDOWS.iter().position(|&known| known == it).map(|at| 0x80 + at as u8);
                known.or_else(|| u8::try_from(it).ok())
            }),
            Self::Utf16 { big } => {
                let bytes = |it: u16| if big { it.to_be_bytes() } else { it.to_le_bytes() };
                text.encode_utf16().flat_map(bytes).collect()
            }
            Self::Utf32 { big } => {
                let bytes =
                    |it: char| if big { u32::from(it).to_be_bytes() } else { u32::from(it).to_le_bytes() };
                text.chars().flat_map(bytes).collect()
            }
        }
    }
}

fn mapped(bytes: &[u8], character: impl Fn(u8) -> char) -> Str {
    Str::new(&bytes.iter().map(|&it| character(it)).collect::<String>())
}

/// One byte a UTF-16 unit, `?` for what has none.
fn narrowed(text: &str, byte: impl Fn(char) -> Option<u8>) -> Cow<'static, [u8]> {
    let bytes = |it: char| (0..it.len_utf16()).map(|_| ()).map(move |()| it);
    text.chars().flat_map(bytes).map(|it| byte(it).unwrap_or(b'?')).collect()
}

impl FromArgument for Encoding {
    fn ty() -> Type {
        well_known::OBJECT.ty()
    }

    fn from_argument(value: Value, context: &mut dyn Context) -> Result<Self> {
        let text = match value.unboxed().view() {
            View::Object(_) => return of_object(context, &value),
            _ => psp_value::convert::to_text(context, &value)?,
        };
        Self::by_name(&text.text()).ok_or_else(|| unknown(&text.text()))
    }
}

/// The encoding of a `[System.Text.Encoding]`.
fn of_object(context: &mut dyn Context, value: &Value) -> Result<Encoding> {
    let number = member::try_get_member(context, value, &Str::new("CodePage"))?.unwrap_or_default();
    let number = number.as_int().unwrap_or_default();
    let found = Encoding::by_name(&number.to_string());
    if number == 65001 {
        let preamble = member::invoke(context, value, &Str::new("GetPreamble"), Vec::new(), &[])?;
        let mark = preamble.as_elements().is_some_and(|it| !it.is_empty());
        return Ok(Encoding::Utf8 { mark });
    }
    match found {
        Some(encoding) => Ok(encoding),
        None => Err(unknown(&psp_value::convert::to_text(context, value)?.text())),
    }
}

fn unknown(name: &str) -> Interrupt {
    let message = format!(
        "Cannot process argument transformation on parameter 'Encoding'. '{name}' is not a supported encoding name. \
         For information on defining a custom encoding, see the documentation for the Encoding.RegisterProvider \
         method. (Parameter 'name')"
    );
    Fault::new("System.Management.Automation.ParameterBindingArgumentTransformationException", message)
        .id("ParameterArgumentTransformationError")
        .category(ErrorCategory::InvalidData)
        .into()
}
