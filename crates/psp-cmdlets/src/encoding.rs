//! `-Encoding`: how text becomes bytes in a file.

use psp_clr::encoding::Encoding;
use psp_runtime::FromArgument;
use psp_value::{Context, ErrorCategory, Fault, Result, Str, Type, Value, View, convert, member, well_known};

/// An encoding, and whether a file begins with its mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TextEncoding {
    /// The encoding.
    pub(crate) encoding: Encoding,
    /// A new file begins with the mark.
    pub(crate) mark: bool,
}

impl Default for TextEncoding {
    fn default() -> Self {
        Self { encoding: Encoding::Utf8, mark: false }
    }
}

impl TextEncoding {
    /// The encoding of a name as `-Encoding` takes it: a name or a number.
    pub(crate) fn named(name: &str) -> Option<Self> {
        let lower = name.trim().to_ascii_lowercase();
        let encoding = match lower.as_str() {
            "default" | "oem" | "utf7" | "string" => Encoding::Utf8,
            _ => match lower.parse::<i32>() {
                Ok(number) => Encoding::find_code_page(number)?,
                Err(_) => Encoding::find(&lower)?,
            },
        };
        let mark = match encoding {
            Encoding::Utf8 => lower == "utf8bom",
            _ => !encoding.preamble().is_empty(),
        };
        Some(Self { encoding, mark })
    }

    /// The bytes that a new file begins with.
    pub(crate) fn start(self) -> &'static [u8] {
        if self.mark { self.encoding.preamble() } else { &[] }
    }

    /// The text of a file: by its mark, or in this encoding.
    pub(crate) fn decode(self, bytes: &[u8]) -> String {
        match Encoding::detect(bytes) {
            Some((found, length)) => found.decode(&bytes[length..]),
            None => self.encoding.decode(bytes),
        }
    }
}

impl FromArgument for TextEncoding {
    // Any value is taken: names are not those that the type itself knows.
    fn ty() -> Type {
        well_known::OBJECT.ty()
    }

    fn from_argument(value: Value, context: &mut dyn Context) -> Result<Self> {
        let plain = value.unboxed();
        let name = match plain.view() {
            View::Str(name) => name.clone(),
            View::Object(_) => {
                let name = member::try_get_member(context, plain, &Str::new("WebName"))?;
                let name = name.and_then(|it| it.as_string().cloned()).unwrap_or_default();
                if &*name.text() == "utf-8" {
                    let preamble = member::invoke(context, plain, &Str::new("GetPreamble"), Vec::new(), &[])?;
                    let mark = preamble.as_elements().is_some_and(|it| !it.is_empty());
                    return Ok(Self { encoding: Encoding::Utf8, mark });
                }
                name
            }
            _ => convert::to_text(context, plain)?,
        };
        Self::named(&name.text()).ok_or_else(|| refused(&name.text()))
    }
}

fn refused(name: &str) -> psp_value::Interrupt {
    let message = format!(
        "Cannot process argument transformation on parameter 'Encoding'. '{name}' is not a supported encoding name. For information on defining a custom encoding, see the documentation for the Encoding.RegisterProvider method. (Parameter 'name')"
    );
    Fault::new("System.Management.Automation.ParameterBindingArgumentTransformationException", message)
        .id("ParameterArgumentTransformationError")
        .category(ErrorCategory::InvalidData)
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        assert_eq!(TextEncoding::named("utf8"), Some(TextEncoding::default()));
        assert_eq!(TextEncoding::named("UTF8BOM").map(|it| it.start().len()), Some(3));
        assert_eq!(TextEncoding::named("unicode").map(|it| it.start().len()), Some(2));
        assert_eq!(TextEncoding::named("65001"), Some(TextEncoding::default()));
        assert_eq!(TextEncoding::named("nope"), None);
    }
}
