//! Objects as JSON text, written in one go.

use crate::fault::caught;
use psp_clr::culture::INVARIANT;
use psp_runtime::Session;
use psp_value::{
    Data, ErrorCategory, ExtraMemberKind, Fault, Interrupt, Object, Result, Str, TypeCode, Value, View,
    convert, enumerate, enums, member, well_known,
};
use std::fmt::Write as _;

/// What is escaped beyond what must be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Escape {
    /// Nothing.
    #[default]
    Default,
    /// Everything that is not ASCII.
    NonAscii,
    /// `<`, `>`, `&`, `'` and `"`.
    Html,
}

/// How JSON is written.
#[derive(Clone, Copy, Default)]
pub(super) struct Style {
    /// How deep objects may be inside each other.
    pub(super) depth: u32,
    /// No blanks and line ends.
    pub(super) compress: bool,
    /// Names of enum values instead of numbers.
    pub(super) enums_as_strings: bool,
    /// What is escaped.
    pub(super) escape: Escape,
}

/// Writes JSON.
pub(super) struct Writer<'a> {
    session: &'a mut Session,
    style: Style,
    text: String,
    /// Something was too deep and became text.
    pub(super) truncated: bool,
}

impl<'a> Writer<'a> {
    /// A writer of a style.
    pub(super) fn new(session: &'a mut Session, style: Style) -> Self {
        Self { session, style, text: String::new(), truncated: false }
    }

    /// The text so far.
    pub(super) fn finish(self) -> String {
        self.text
    }

    /// Writes a value that lies `depth` objects deep.
    pub(super) fn value(&mut self, value: &Value, depth: u32) -> Result<()> {
        match value.view() {
            View::Null | View::Nothing => self.text.push_str("null"),
            View::Bool(it) => self.text.push_str(if it { "true" } else { "false" }),
            View::Str(text) => self.string(&text.text()),
            View::Char(unit) => {
                self.string(&char::from_u32(u32::from(unit)).unwrap_or('\u{fffd}').to_string());
            }
            View::Int32(it) => {
                let _ = write!(self.text, "{it}");
            }
            View::Double(it) => self.real(it, &psp_clr::number::double_round_trip(it, &INVARIANT)),
            View::Single(it) => self.real(f64::from(it), &psp_clr::number::single_round_trip(it, &INVARIANT)),
            View::DateTime(it) => {
                let text = it.format(DATE, &INVARIANT).unwrap_or_default();
                self.string(&text);
            }
            View::Enum(ty, number) => self.enumeration(value, ty, number)?,
            View::TimeSpan(_) => self.properties(value, depth)?,
            View::Object(object) => {
                let object = object.clone();
                return self.object(value, &object, depth);
            }
            _ => {
                let text = convert::to_text(self.session, value)?;
                self.text.push_str(&text.text());
            }
        }
        Ok(())
    }

    fn enumeration(&mut self, value: &Value, ty: psp_value::Type, number: i64) -> Result<()> {
        let wide = matches!(enums::info(ty).underlying.code, TypeCode::Int64 | TypeCode::UInt64);
        if self.style.enums_as_strings || wide {
            let name = convert::to_text(self.session, value)?;
            self.string(&name.text());
        } else {
            let _ = write!(self.text, "{number}");
        }
        Ok(())
    }

    fn real(&mut self, number: f64, text: &str) {
        if !number.is_finite() {
            let name = if number.is_nan() {
                "NaN"
            } else if number > 0.0 {
                "Infinity"
            } else {
                "-Infinity"
            };
            self.string(name);
            return;
        }
        self.text.push_str(text);
        if !text.contains(['.', 'E', 'e']) {
            self.text.push_str(".0");
        }
    }

    fn object(&mut self, value: &Value, object: &Object, depth: u32) -> Result<()> {
        match &object.data {
            // A switch is an object with one property.
            Data::Boxed(_) if object.ty() == well_known::SWITCH_PARAMETER.ty() => {}
            Data::Boxed(inner) => return self.boxed(inner, object, depth),
            Data::Decimal(it) => {
                let text = psp_clr::number::decimal_to_string(*it, &INVARIANT);
                self.text.push_str(&text);
                if !text.contains('.') {
                    self.text.push_str(".0");
                }
                return Ok(());
            }
            Data::BigInteger(it) => {
                let _ = write!(self.text, "{it}");
                return Ok(());
            }
            _ => {}
        }
        match object.ty().name {
            "System.Guid" => return self.as_text(value),
            "System.Uri" => {
                let text = member::try_get_member(self.session, value, &Str::new("OriginalString"))?;
                let text = convert::to_text(self.session, &text.unwrap_or_default())?;
                self.string(&text.text());
                return Ok(());
            }
            "System.DateTimeOffset" => {
                let text = convert::to_string_format(self.session, value, DATE)?;
                self.string(&text.text());
                return Ok(());
            }
            _ => {}
        }
        if depth > self.style.depth {
            self.truncated = true;
            return self.as_text(value);
        }
        if let Data::Table(table) = &object.data {
            let entries: Vec<(Value, Value)> =
                table.with(|it| it.iter().map(|(key, value)| (key.clone(), value.clone())).collect());
            return self.table(object, entries, depth);
        }
        if let Some(items) = enumerate(value) {
            let items = items.collect(self.session)?;
            return self.array(&items, depth);
        }
        self.properties(value, depth)
    }

    /// A scalar that carries members of its own.
    fn boxed(&mut self, inner: &Value, object: &Object, depth: u32) -> Result<()> {
        let notes = object.read_extra(|it| it.members.clone()).unwrap_or_default();
        if notes.is_empty() || matches!(inner.view(), View::Str(_) | View::DateTime(_)) {
            return self.value(inner, depth);
        }
        let mut entries = vec![(Str::new("value"), inner.clone())];
        for note in notes {
            if let ExtraMemberKind::Note(value) = note.kind {
                entries.push((note.name, value));
            }
        }
        self.entries(&entries, depth)
    }

    fn as_text(&mut self, value: &Value) -> Result<()> {
        let text = convert::to_text(self.session, value)?;
        self.string(&text.text());
        Ok(())
    }

    fn table(&mut self, object: &Object, entries: Vec<(Value, Value)>, depth: u32) -> Result<()> {
        let mut named = Vec::with_capacity(entries.len());
        for (key, value) in entries {
            match key.unboxed().as_string() {
                Some(name) => named.push((name.clone(), value)),
                None => return Err(no_text_key(&object.ty().full_name())),
            }
        }
        let notes = object.read_extra(|it| it.members.clone()).unwrap_or_default();
        for note in notes {
            if let ExtraMemberKind::Note(value) = note.kind {
                named.push((note.name, value));
            }
        }
        self.entries(&named, depth)
    }

    /// An object of which nothing special is known: its properties.
    fn properties(&mut self, value: &Value, depth: u32) -> Result<()> {
        if depth > self.style.depth {
            self.truncated = true;
            return self.as_text(value);
        }
        let mut entries: Vec<(Str, Value)> = Vec::new();
        let is_custom = value.ty() == Some(well_known::PS_CUSTOM_OBJECT.ty());
        if let Some(fields) = value.as_fields() {
            // Of a class instance hidden fields are written too.
            entries =
                fields.with(|it| it.iter().map(|(name, value)| (name.clone(), value.clone())).collect());
        }
        let plain = is_custom
            && value.as_object().is_some_and(|it| it.read_extra(|it| it.members.is_empty()) != Some(false));
        if !plain {
            for name in caught(member::property_names(self.session, value))?.unwrap_or_default() {
                if entries.iter().any(|it| psp_value::object::same_name(&it.0, &name)) {
                    continue;
                }
                let found = caught(member::try_get_member(self.session, value, &name))?;
                entries.push((name, found.ok().flatten().unwrap_or_default()));
            }
        }
        self.entries(&entries, depth)
    }

    fn entries(&mut self, entries: &[(Str, Value)], depth: u32) -> Result<()> {
        if entries.is_empty() {
            self.text.push_str("{}");
            return Ok(());
        }
        self.text.push('{');
        for (at, (name, value)) in entries.iter().enumerate() {
            self.separate(at, depth);
            self.string(&name.text());
            self.text.push_str(if self.style.compress { ":" } else { ": " });
            self.value(value, depth + 1)?;
        }
        self.end_line(depth);
        self.text.push('}');
        Ok(())
    }

    fn array(&mut self, items: &[Value], depth: u32) -> Result<()> {
        if items.is_empty() {
            self.text.push_str("[]");
            return Ok(());
        }
        self.text.push('[');
        for (at, item) in items.iter().enumerate() {
            self.separate(at, depth);
            self.value(item, depth + 1)?;
        }
        self.end_line(depth);
        self.text.push(']');
        Ok(())
    }

    fn separate(&mut self, at: usize, depth: u32) {
        if at > 0 {
            self.text.push(',');
        }
        self.end_line(depth + 1);
    }

    fn end_line(&mut self, depth: u32) {
        if self.style.compress {
            return;
        }
        self.text.push('\n');
        for _ in 0..depth {
            self.text.push_str("  ");
        }
    }

    fn string(&mut self, text: &str) {
        self.text.push('"');
        for it in text.chars() {
            self.character(it);
        }
        self.text.push('"');
    }

    fn character(&mut self, it: char) {
        match it {
            '"' if self.style.escape == Escape::Html => self.code(it),
            '"' => self.text.push_str("\\\""),
            '\\' => self.text.push_str("\\\\"),
            '\u{8}' => self.text.push_str("\\b"),
            '\t' => self.text.push_str("\\t"),
            '\n' => self.text.push_str("\\n"),
            '\u{c}' => self.text.push_str("\\f"),
            '\r' => self.text.push_str("\\r"),
            '\0'..='\u{1f}' | '\u{85}' | '\u{2028}' | '\u{2029}' => self.code(it),
            '<' | '>' | '&' | '\'' if self.style.escape == Escape::Html => self.code(it),
            _ if self.style.escape == Escape::NonAscii && !it.is_ascii() => self.code(it),
            _ => self.text.push(it),
        }
    }

    fn code(&mut self, it: char) {
        let mut units = [0; 2];
        for unit in it.encode_utf16(&mut units) {
            let _ = write!(self.text, "\\u{unit:04x}");
        }
    }
}

const DATE: &str = "yyyy-MM-ddTHH:mm:ss.FFFFFFFK";

fn no_text_key(ty: &str) -> Interrupt {
    let message = format!(
        "The type '{ty}' is not supported for serialization or deserialization of a dictionary. Keys must be strings."
    );
    Fault::new("System.InvalidOperationException", message)
        .id("NonStringKeyInDictionary")
        .category(ErrorCategory::InvalidOperation)
        .into()
}
