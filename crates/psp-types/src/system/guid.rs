//! `System.Guid`.

use crate::{
    declare::{Bytes, Emulated, Out},
    support::values,
};
use psp_derive::ps_type;
use psp_value::{Context, Fault, Native, Object, Result, Value};
use std::cmp::Ordering;
use uuid::Uuid;

/// A number that is unique in the world.
pub(crate) struct Guid(Uuid);

impl Native for Guid {
    fn text(&self, _: &mut dyn Context, format: Option<&str>) -> Result<Option<String>> {
        written(&self.0, format.unwrap_or("D")).map(Some)
    }

    fn equals(&self, other: &Value) -> Option<bool> {
        Some(other.downcast::<Self>()?.0 == self.0)
    }

    fn compare(&self, other: &Value) -> Option<Ordering> {
        Some(self.0.cmp(&other.downcast::<Self>()?.0))
    }

    fn hash(&self) -> Option<u64> {
        Some(self.0.as_u64_pair().0 ^ self.0.as_u64_pair().1)
    }
}

/// The number zero.
pub(crate) fn empty() -> Value {
    Object::native(Guid::ty(), Guid(Uuid::nil())).into()
}

#[ps_type("System.Guid", of = GUID)]
impl Guid {
    /// Zero, or from a text or bytes.
    #[ps("new")]
    fn zero() -> Self {
        Self(Uuid::nil())
    }
    #[ps("new")]
    fn from_text(g: &str) -> Result<Self> {
        Self::parse(g)
    }
    #[ps("new")]
    fn from_bytes(b: Bytes) -> Result<Self> {
        <[u8; 16]>::try_from(b.0)
            .map(|it| Self(Uuid::from_bytes_le(it)))
            .map_err(|_| Fault::argument("Byte array for Guid must be exactly 16 bytes long.", "b").into())
    }

    /// Zero.
    #[ps("Empty", get)]
    fn nil() -> Self {
        Self(Uuid::nil())
    }

    /// All bits set.
    #[ps(get)]
    fn all_bits_set() -> Self {
        Self(Uuid::max())
    }

    /// A new one.
    #[ps]
    fn new_guid() -> Self {
        Self(Uuid::new_v4())
    }

    /// A new one that starts with the time.
    #[ps("CreateVersion7")]
    fn create_version7() -> Self {
        Self(Uuid::now_v7())
    }

    /// Reads one in any format.
    #[ps]
    fn parse(input: &str) -> Result<Self> {
        read(input).map(Self).ok_or_else(|| crate::support::errors::format(message(input)))
    }

    /// Reads one in a given format.
    #[ps]
    fn parse_exact(input: &str, format: &str) -> Result<Self> {
        let it = Self::parse(input)?;
        if written(&it.0, format)?.eq_ignore_ascii_case(input.trim()) {
            return Ok(it);
        }
        Err(crate::support::errors::format(message(input)))
    }

    /// Reads one in any format; false when it cannot.
    #[ps]
    fn try_parse(context: &mut dyn Context, input: &str, result: Out<Value>) -> Result<bool> {
        let found = read(input);
        result.set(context, Object::native(Self::ty(), Self(found.unwrap_or_default())))?;
        Ok(found.is_some())
    }

    /// The order of two.
    #[ps]
    fn compare_to(&self, value: &Value) -> Result<i32> {
        if value.is_null() {
            return Ok(1);
        }
        let order = Native::compare(self, value);
        order.map(values::sign).ok_or_else(|| Fault::argument("Object must be of type GUID.", "value").into())
    }

    /// The other one is the same.
    #[ps("Equals")]
    fn same(&self, o: &Value) -> bool {
        Native::equals(self, o).unwrap_or(false)
    }

    /// A number that is the same for equal ones.
    #[ps]
    fn get_hash_code(this: &Value) -> i32 {
        values::hash(this)
    }

    /// The bytes as .NET orders them.
    #[ps]
    fn to_byte_array(&self) -> Bytes {
        Bytes(self.0.to_bytes_le().to_vec())
    }

    /// The text in a format: N, D, B, P or X.
    #[ps("ToString")]
    fn as_text(&self, format: Option<String>) -> Result<String> {
        written(&self.0, &format.unwrap_or_default())
    }

    /// The text, as PowerShell adds it.
    #[ps("Guid", get, added = "ScriptProperty")]
    fn shown(&self) -> String {
        self.0.hyphenated().to_string()
    }

    /// The kind of layout.
    #[ps(get)]
    fn variant(&self) -> i32 {
        i32::from(self.0.as_bytes()[8] >> 4)
    }

    /// The kind of number.
    #[ps(get)]
    fn version(&self) -> i32 {
        self.0.get_version_num() as i32
    }
}

fn written(it: &Uuid, format: &str) -> Result<String> {
    Ok(match format {
        "" | "D" | "d" => it.hyphenated().to_string(),
        "N" | "n" => it.simple().to_string(),
        "B" | "b" => it.braced().to_string(),
        "P" | "p" => format!("({})", it.hyphenated()),
        "X" | "x" => {
            let (a, b, c, d) = it.as_fields();
            let rest: Vec<_> = d.iter().map(|it| format!("0x{it:02x}")).collect();
            format!("{{0x{a:08x},0x{b:04x},0x{c:04x},{{{}}}}}", rest.join(","))
        }
        _ => {
            let message = "Format string can be only \"D\", \"d\", \"N\", \"n\", \"P\", \"p\", \"B\", \"b\", \"X\" or \"x\".";
            return Err(crate::support::errors::format(message));
        }
    })
}

/// Reads a number in any of the formats.
pub(crate) fn read(text: &str) -> Option<Uuid> {
    let text = text.trim();
    if let Some(inner) = text.strip_prefix('(').and_then(|it| it.strip_suffix(')')) {
        return (inner.len() == 36).then(|| Uuid::try_parse(inner).ok())?;
    }
    if text.starts_with("{0x") || text.starts_with("{0X") {
        return read_hexadecimal(text);
    }
    if text.starts_with("urn:") {
        return None;
    }
    Uuid::try_parse(text).ok()
}

fn read_hexadecimal(text: &str) -> Option<Uuid> {
    let digits: Vec<&str> = text.split(['{', '}', ',']).map(str::trim).filter(|it| !it.is_empty()).collect();
    let number = |at: usize| {
        let it = digits.get(at)?;
        u32::from_str_radix(it.strip_prefix("0x").or_else(|| it.strip_prefix("0X"))?, 16).ok()
    };
    let mut rest = [0u8; 8];
    for (at, byte) in rest.iter_mut().enumerate() {
        *byte = u8::try_from(number(at + 3)?).ok()?;
    }
    let (b, c) = (u16::try_from(number(1)?).ok()?, u16::try_from(number(2)?).ok()?);
    (digits.len() == 11).then(|| Some(Uuid::from_fields(number(0)?, b, c, &rest)))?
}

fn message(input: &str) -> &'static str {
    let digits = input.chars().filter(|it| !matches!(it, '-' | '{' | '}' | '(' | ')')).count();
    if digits != 32 || input.trim().len() < 32 {
        return "Unrecognized Guid format.";
    }
    "Guid string should only contain hexadecimal characters."
}
