//! `PSToken` and `PSParseError`: what `PSParser` makes of a text; a block's `StartPosition` is a token as well.

use super::enums::PSTokenType;
use crate::declare::Emulated;
use psp_derive::ps_type;
use psp_value::{Native, Object, ScriptPosition, Value};

/// A token: its kind, what it says, and where.
pub struct PsToken {
    place: ScriptPosition,
    /// Where it differs from the text.
    content: Option<String>,
    kind: i64,
}

impl Native for PsToken {}

impl PsToken {
    /// A place without a kind.
    pub fn at(place: ScriptPosition) -> Self {
        // `PSTokenType.Position`
        Self { place, content: None, kind: 19 }
    }

    /// A token of a kind; `content` where it is not its text.
    pub fn value(place: ScriptPosition, kind: i64, content: Option<String>) -> Value {
        Object::native(Self::ty(), Self { place, content, kind }).into()
    }

    fn text(&self) -> &str {
        self.place.file.slice(self.place.span)
    }
}

#[ps_type("System.Management.Automation.PSToken")]
impl PsToken {
    /// The text.
    #[ps(get)]
    fn content(&self) -> String {
        self.content.clone().unwrap_or_else(|| self.text().to_owned())
    }

    /// What it is.
    #[ps("Type", get)]
    fn kind(&self) -> PSTokenType {
        PSTokenType(self.kind)
    }

    /// Offset of the start.
    #[ps(get)]
    fn start(&self) -> i32 {
        let mut before = self.place.span;
        (before.start, before.end) = (0, before.start);
        self.place.file.slice(before).encode_utf16().count() as i32
    }

    /// How many units.
    #[ps(get)]
    fn length(&self) -> i32 {
        self.text().encode_utf16().count() as i32
    }

    /// First line.
    #[ps(get)]
    fn start_line(&self) -> i32 {
        self.place.file.position(self.place.span.start).line as i32
    }

    /// Column of the start, from 1.
    #[ps(get)]
    fn start_column(&self) -> i32 {
        self.place.file.position(self.place.span.start).column as i32
    }

    /// Last line.
    #[ps(get)]
    fn end_line(&self) -> i32 {
        self.place.file.position(self.place.span.end).line as i32
    }

    /// Column behind the end, from 1.
    #[ps(get)]
    fn end_column(&self) -> i32 {
        self.place.file.position(self.place.span.end).column as i32
    }
}

/// What is wrong with a text, and where.
pub struct PsParseError {
    token: Value,
    message: String,
}

impl Native for PsParseError {}

impl PsParseError {
    /// An error at a token.
    pub fn value(token: Value, message: String) -> Value {
        Object::native(Self::ty(), Self { token, message }).into()
    }
}

#[ps_type("System.Management.Automation.PSParseError")]
impl PsParseError {
    /// Where.
    #[ps(get)]
    fn token(&self) -> Value {
        self.token.clone()
    }

    /// What is wrong.
    #[ps(get)]
    fn message(&self) -> String {
        self.message.clone()
    }
}
