//! `System.Text.Encoding` and the encodings derived from it.

mod codec;

use crate::{
    declare::{Bytes, Char, Emulated},
    support::{elements::copy_into, errors},
};
pub use codec::Kind;
use psp_derive::ps_type;
use psp_value::{Context, Fault, Native, Object, Result, Str, Type, Value, well_known};

/// How text becomes bytes.
pub struct Encoding {
    /// Which way.
    pub kind: Kind,
    /// The preamble is given away.
    pub bom: bool,
    /// Bad bytes are an error, not a replacement character.
    strict: bool,
}

/// `System.Text.UTF8Encoding`
pub(crate) struct Utf8Encoding;
/// `System.Text.UnicodeEncoding`
pub(crate) struct UnicodeEncoding;
/// `System.Text.UTF32Encoding`
pub(crate) struct Utf32Encoding;
/// `System.Text.ASCIIEncoding`
pub(crate) struct AsciiEncoding;

impl Native for Encoding {
    fn equals(&self, other: &Value) -> Option<bool> {
        let other = other.downcast::<Self>()?;
        Some(self.kind == other.kind && self.bom == other.bom)
    }

    fn hash(&self) -> Option<u64> {
        Some(self.kind as u64)
    }
}

impl Encoding {
    fn made(kind: Kind, bom: bool, strict: bool) -> Value {
        let ty = match kind {
            Kind::Utf8 => Utf8Encoding::ty(),
            Kind::Utf16 | Kind::Utf16Big => UnicodeEncoding::ty(),
            Kind::Utf32 => Utf32Encoding::ty(),
            Kind::Ascii => AsciiEncoding::ty(),
            Kind::Latin1 => Self::ty(),
        };
        Object::native(ty, Self { kind, bom, strict }).into()
    }

    /// An encoding as a value, as `Encoding`'s properties give it.
    pub fn value_of(kind: Kind) -> Value {
        Self::made(kind, !matches!(kind, Kind::Ascii | Kind::Latin1), false)
    }

    /// The encoding behind a value; UTF-8 without a preamble for `$null`.
    pub fn behind(value: Option<&Value>) -> (Kind, bool) {
        value.and_then(|it| it.downcast::<Self>()).map_or((Kind::Utf8, false), |it| (it.kind, it.bom))
    }

    fn decoded(&self, bytes: &[u8]) -> Result<Str> {
        if self.strict
            && self.kind == Kind::Utf8
            && let Err(error) = std::str::from_utf8(bytes)
        {
            let at = error.valid_up_to();
            let byte = bytes.get(at).copied().unwrap_or(0);
            let message = format!(
                "Unable to translate bytes [{byte:02X}] at index {at} from specified code page to Unicode."
            );
            return Err(Fault::new("System.Text.DecoderFallbackException", message).into());
        }
        Ok(self.kind.decode(bytes))
    }
}

fn text_of(chars: &[Char]) -> Str {
    Str::from_utf16(chars.iter().map(|it| it.0))
}

#[ps_type("System.Text.Encoding", kind = Abstract)]
impl Encoding {
    /// UTF-8 with a preamble.
    #[ps("UTF8", get)]
    fn utf8() -> Value {
        Self::value_of(Kind::Utf8)
    }

    /// UTF-8 without a preamble.
    #[ps("Default", get)]
    fn by_default() -> Value {
        Self::made(Kind::Utf8, false, false)
    }

    /// UTF-16, the lower byte first.
    #[ps(get)]
    fn unicode() -> Value {
        Self::value_of(Kind::Utf16)
    }

    /// UTF-16, the higher byte first.
    #[ps(get)]
    fn big_endian_unicode() -> Value {
        Self::value_of(Kind::Utf16Big)
    }

    /// UTF-32.
    #[ps("UTF32", get)]
    fn utf32() -> Value {
        Self::value_of(Kind::Utf32)
    }

    /// ASCII.
    #[ps("ASCII", get)]
    fn ascii() -> Value {
        Self::value_of(Kind::Ascii)
    }

    /// Latin-1.
    #[ps("Latin1", get)]
    fn latin1() -> Value {
        Self::value_of(Kind::Latin1)
    }

    /// The encoding with a name or number.
    #[ps]
    fn get_encoding(name: &str) -> Result<Value> {
        Kind::named(name).map(Self::value_of).ok_or_else(|| {
            let message = format!(
                "'{name}' is not a supported encoding name. For information on defining a custom encoding, see the \
                 documentation for the Encoding.RegisterProvider method."
            );
            Fault::argument(message, "name").into()
        })
    }
    #[ps("GetEncoding")]
    fn get_encoding_by_number(codepage: i32) -> Result<Value> {
        Kind::numbered(codepage).map(Self::value_of).ok_or_else(|| {
            let message = format!(
                "No data is available for encoding {codepage}. For information on defining a custom encoding, see the \
                 documentation for the Encoding.RegisterProvider method."
            );
            Fault::new("System.NotSupportedException", message).into()
        })
    }

    /// Bytes in another encoding.
    #[ps]
    fn convert(src_encoding: &Self, dst_encoding: &Self, bytes: Bytes) -> Result<Bytes> {
        Ok(Bytes(dst_encoding.kind.encode(&src_encoding.decoded(&bytes.0)?)))
    }

    /// The name in protocols.
    #[ps(get)]
    fn web_name(&self) -> &'static str {
        self.kind.web_name()
    }
    #[ps(get)]
    fn body_name(&self) -> &'static str {
        self.kind.web_name()
    }
    #[ps(get)]
    fn header_name(&self) -> &'static str {
        self.kind.web_name()
    }

    /// The name for people.
    #[ps(get)]
    fn encoding_name(&self) -> &'static str {
        self.kind.name()
    }

    /// The number.
    #[ps(get)]
    fn code_page(&self) -> i32 {
        self.kind.code_page()
    }

    /// Every character is one byte.
    #[ps(get)]
    fn is_single_byte(&self) -> bool {
        matches!(self.kind, Kind::Ascii | Kind::Latin1)
    }

    /// Cannot be changed.
    #[ps(get)]
    fn is_read_only(&self) -> bool {
        true
    }

    /// How many bytes a text becomes.
    #[ps]
    fn get_byte_count(&self, s: &Str) -> i32 {
        self.kind.encode(s).len() as i32
    }
    #[ps("GetByteCount")]
    fn get_byte_count_of(&self, chars: &[Char]) -> i32 {
        self.kind.encode(&text_of(chars)).len() as i32
    }

    /// The bytes of a text.
    #[ps]
    fn get_bytes(&self, s: &Str) -> Bytes {
        Bytes(self.kind.encode(s))
    }
    #[ps("GetBytes")]
    fn get_bytes_of(&self, chars: &[Char]) -> Bytes {
        Bytes(self.kind.encode(&text_of(chars)))
    }
    #[ps("GetBytes")]
    fn get_bytes_of_part(&self, chars: &[Char], index: i32, count: i32) -> Result<Bytes> {
        let (start, end) = errors::range(index, count, chars.len())?;
        Ok(Bytes(self.kind.encode(&text_of(chars.get(start..end).unwrap_or_default()))))
    }
    #[ps("GetBytes")]
    fn get_bytes_into(
        &self,
        s: &Str,
        char_index: i32,
        char_count: i32,
        bytes: &Value,
        byte_index: i32,
    ) -> Result<i32> {
        let (start, end) = errors::range(char_index, char_count, s.utf16_len())?;
        let encoded = self.kind.encode(&s.slice_utf16(start, end - start));
        let values: Vec<Value> = encoded.iter().map(|&it| it.into()).collect();
        copy_into(&values, bytes, byte_index)?;
        Ok(encoded.len() as i32)
    }

    /// How many characters bytes become.
    #[ps]
    fn get_char_count(&self, bytes: Bytes) -> Result<i32> {
        Ok(self.decoded(&bytes.0)?.utf16_len() as i32)
    }

    /// The characters of bytes.
    #[ps]
    fn get_chars(&self, bytes: Bytes) -> Result<Vec<Char>> {
        Ok(self.decoded(&bytes.0)?.utf16().map(Char).collect())
    }

    /// The largest number of bytes for so many characters.
    #[ps]
    fn get_max_byte_count(&self, char_count: i32) -> i32 {
        match self.kind {
            Kind::Utf8 => (char_count + 1) * 3,
            Kind::Utf16 | Kind::Utf16Big => (char_count + 1) * 2,
            Kind::Utf32 => (char_count + 1) * 4,
            Kind::Ascii | Kind::Latin1 => char_count + 1,
        }
    }

    /// The bytes that stand before a text in a file.
    #[ps]
    fn get_preamble(&self) -> Bytes {
        Bytes(if self.bom { self.kind.preamble().to_vec() } else { Vec::new() })
    }

    /// The text of bytes, or of some of them.
    #[ps]
    fn get_string(&self, bytes: Bytes, index: Option<i32>, count: Option<i32>) -> Result<Str> {
        let start = index.unwrap_or(0);
        let count = count.unwrap_or(bytes.0.len() as i32 - start);
        let (start, end) = errors::range(start, count, bytes.0.len())?;
        self.decoded(bytes.0.get(start..end).unwrap_or_default())
    }

    /// A copy.
    #[ps("Clone")]
    fn duplicate(&self) -> Value {
        Self::made(self.kind, self.bom, self.strict)
    }

    /// The type's name.
    #[ps("ToString")]
    fn as_text(this: &Value) -> String {
        this.ty().map_or_else(String::new, Type::full_name)
    }
}

const fn encoding_type() -> Type {
    match Encoding::INFO {
        Some(it) => it.ty(),
        None => well_known::OBJECT.ty(),
    }
}

#[ps_type("System.Text.UTF8Encoding", base = encoding_type())]
impl Utf8Encoding {
    /// With or without preamble; strict or not.
    #[ps("new")]
    fn make_new(
        encoder_should_emit_utf8_identifier: Option<bool>,
        throw_on_invalid_bytes: Option<bool>,
    ) -> Value {
        let bom = encoder_should_emit_utf8_identifier.unwrap_or(false);
        Encoding::made(Kind::Utf8, bom, throw_on_invalid_bytes.unwrap_or(false))
    }
}

#[ps_type("System.Text.UnicodeEncoding", base = encoding_type())]
impl UnicodeEncoding {
    /// The higher or lower byte first; with or without preamble.
    #[ps("new")]
    fn make_new(big_endian: Option<bool>, byte_order_mark: Option<bool>, throw: Option<bool>) -> Value {
        let kind = if big_endian.unwrap_or(false) { Kind::Utf16Big } else { Kind::Utf16 };
        Encoding::made(kind, byte_order_mark.unwrap_or(true), throw.unwrap_or(false))
    }
}

#[ps_type("System.Text.UTF32Encoding", base = encoding_type())]
impl Utf32Encoding {
    /// The lower byte first.
    #[ps("new")]
    fn make_new() -> Value {
        Encoding::value_of(Kind::Utf32)
    }
}

#[ps_type("System.Text.ASCIIEncoding", base = encoding_type())]
impl AsciiEncoding {
    /// What is no ASCII becomes `?`.
    #[ps("new")]
    fn make_new() -> Value {
        Encoding::value_of(Kind::Ascii)
    }
}

/// `$OutputEncoding` and `-Encoding` arguments out of a value: an encoding, a name or a number.
pub fn from_value(context: &mut dyn Context, value: &Value) -> Result<Value> {
    if value.downcast::<Encoding>().is_some() {
        return Ok(value.clone());
    }
    match value.as_int() {
        Some(number) => Encoding::get_encoding_by_number(number),
        None => Encoding::get_encoding(&psp_value::convert::to_text(context, value)?.text()),
    }
}
