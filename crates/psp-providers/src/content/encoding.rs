//! [`Encoding`]: how text becomes bytes in a file, as PowerShell's `-Encoding` names it.

use psp_clr::encoding as clr;
use psp_runtime::FromArgument;
use psp_value::{
    Context, ErrorCategory, Fault, Interrupt, Result, Str, Type, Value, View, member, well_known,
};
use std::borrow::Cow;

/// An encoding, and whether a new file begins with its mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Encoding {
    encoding: clr::Encoding,
    marks: bool,
}

impl Default for Encoding {
    fn default() -> Self {
        Self { encoding: clr::Encoding::Utf8, marks: false }
    }
}

impl Encoding {
    /// The encoding of a name or number that `-Encoding` takes.
    pub fn by_name(name: &str) -> Option<Self> {
        let lower = name.to_ascii_lowercase();
        let encoding = match lower.as_str() {
            "default" | "oem" => clr::Encoding::Utf8,
            "string" => clr::Encoding::Utf16,
            _ => match lower.parse() {
                Ok(number) => clr::Encoding::find_code_page(number)?,
                Err(_) => clr::Encoding::find(&lower)?,
            },
        };
        let marks = if encoding == clr::Encoding::Utf8 { lower == "utf8bom" } else { true };
        Some(Self { encoding, marks })
    }

    /// What a new file begins with.
    pub fn mark(self) -> &'static [u8] {
        if self.marks { self.encoding.preamble() } else { &[] }
    }

    /// The encoding that a byte order mark says, and the mark's length.
    pub fn marked(bytes: &[u8]) -> Option<(Self, usize)> {
        let (encoding, length) = clr::Encoding::detect(bytes)?;
        Some((Self { encoding, marks: true }, length))
    }

    /// UTF-8, with a mark or without.
    pub fn is_utf8(self) -> bool {
        self.encoding == clr::Encoding::Utf8
    }

    /// A byte below 128 is that character, wherever it stands.
    pub fn is_byte_wise(self) -> bool {
        use clr::Encoding::{Ascii, Latin1, Utf8, Windows1252};
        matches!(self.encoding, Utf8 | Ascii | Latin1 | Windows1252)
    }

    /// Bytes as text.
    pub fn decode(self, bytes: &[u8]) -> Str {
        Str::new(&self.encoding.decode(bytes))
    }

    /// Text as bytes, without a mark.
    pub fn encode(self, text: &str) -> Cow<'_, [u8]> {
        if self.is_utf8() { Cow::Borrowed(text.as_bytes()) } else { Cow::Owned(self.encoding.encode(text)) }
    }
}

impl FromArgument for Encoding {
    // Any value is taken: names are not those that the .NET type itself knows.
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
    let encoding = number.as_int().and_then(clr::Encoding::find_code_page);
    let Some(encoding) = encoding else {
        return Err(unknown(&psp_value::convert::to_text(context, value)?.text()));
    };
    let preamble = member::invoke(context, value, &Str::new("GetPreamble"), Vec::new(), &[])?;
    let marks = preamble.as_elements().is_some_and(|it| !it.is_empty());
    Ok(Encoding { encoding, marks })
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
