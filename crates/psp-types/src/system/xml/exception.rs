//! `System.Xml.XmlException`.

use crate::declare::NullStr;
use psp_derive::ps_type;
use psp_value::{Exception, Value, well_known};

/// What is wrong with a document.
pub(super) struct XmlException;

fn property(this: &Value, name: &str) -> i32 {
    let found = Exception::with(this, |it| {
        it.properties.iter().find(|(known, _)| known.text() == name).map(|(_, value)| value.clone())
    });
    found.flatten().and_then(|it| it.as_int()).unwrap_or_default()
}

#[ps_type("System.Xml.XmlException", exception)]
impl XmlException {
    /// With a message, the exception that led to it, and a place.
    #[ps("new")]
    fn make_new(this: &Value, message: Option<NullStr>, inner_exception: Option<&Value>) -> Value {
        let message = message.and_then(|it| it.0);
        let exception = Exception {
            message: message.unwrap_or_else(|| "An XML error has occurred.".into()),
            inner: inner_exception.filter(|it| !it.is_null()).cloned(),
            hresult: -2_146_232_000,
            ..Exception::default()
        };
        exception.object(this.as_type().unwrap_or(well_known::EXCEPTION.ty()))
    }

    /// The line.
    #[ps(get)]
    fn line_number(this: &Value) -> i32 {
        property(this, "LineNumber")
    }

    /// The position in the line.
    #[ps(get)]
    fn line_position(this: &Value) -> i32 {
        property(this, "LinePosition")
    }
}
