//! Objects as text with separated values.

use crate::{fault::caught, property::same_name};
use psp_runtime::Session;
use psp_value::{Result, Str, Value, View, convert, member};

/// When values are put between quotes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Quotes {
    /// Never.
    Never,
    /// Always.
    #[default]
    Always,
    /// When they hold a delimiter, a quote or a line end.
    AsNeeded,
}

/// Writes rows.
#[derive(Default)]
pub(super) struct Writer {
    /// What separates values.
    pub(super) delimiter: String,
    /// When values are put between quotes.
    pub(super) quotes: Quotes,
    /// Columns that are always put between quotes.
    pub(super) quoted: Vec<String>,
    /// The columns.
    pub(super) names: Vec<Str>,
}

impl Writer {
    /// The columns of an object: keys of a table, or properties.
    pub(super) fn names_of(session: &mut Session, object: &Value) -> Result<Vec<Str>> {
        if let Some(table) = object.as_table() {
            let keys: Vec<Value> = table.with(|it| it.keys().cloned().collect());
            return keys.iter().map(|it| convert::to_text(session, it)).collect();
        }
        crate::property::property_names(session, object)
    }

    /// The line of the columns.
    pub(super) fn header(&self) -> String {
        let mut line = String::new();
        for (at, name) in self.names.iter().enumerate() {
            self.separate(&mut line, at);
            self.value(&mut line, name, Some(&name.text()));
        }
        line
    }

    /// The line of an object.
    pub(super) fn row(&self, session: &mut Session, object: &Value) -> Result<String> {
        let mut line = String::new();
        for (at, name) in self.names.iter().enumerate() {
            self.separate(&mut line, at);
            let value = match object.as_table() {
                Some(table) => {
                    let key = Value::from(name);
                    table.with(|it| it.get(&key).cloned())
                }
                None => caught(member::try_get_member(session, object, name))?.ok().flatten(),
            };
            let text = match value {
                Some(value) if !value.is_null() => Some(text(session, &value)?),
                _ => None,
            };
            self.value(&mut line, name, text.as_ref().map(Str::text).as_deref());
        }
        Ok(line)
    }

    fn separate(&self, line: &mut String, at: usize) {
        if at > 0 {
            line.push_str(&self.delimiter);
        }
    }

    fn value(&self, line: &mut String, name: &Str, text: Option<&str>) {
        let Some(text) = text else { return };
        let named = self.quoted.iter().any(|it| same_name(it, &name.text()));
        let needed = || text.contains(['"', '\n', '\r']) || text.contains(self.delimiter.as_str());
        let quoted = if self.quoted.is_empty() {
            match self.quotes {
                Quotes::Never => false,
                Quotes::Always => true,
                Quotes::AsNeeded => needed(),
            }
        } else {
            named
        };
        if !quoted {
            line.push_str(text);
            return;
        }
        line.push('"');
        line.push_str(&text.replace('"', "\"\""));
        line.push('"');
    }
}

fn text(session: &mut Session, value: &Value) -> Result<Str> {
    convert::to_string_culture(session, value)
}

/// The line that tells the type of an object.
pub(super) fn type_line(object: &Value) -> String {
    let name = member::type_names(object).first().map(|it| it.text().into_owned()).unwrap_or_default();
    format!("#TYPE {}", name.strip_prefix("CSV:").unwrap_or(&name))
}

/// `-UseQuotes`
pub(super) fn quotes_of(value: &Value) -> Quotes {
    match value.unboxed().view() {
        View::Enum(_, 0) => Quotes::Never,
        View::Enum(_, 2) => Quotes::AsNeeded,
        View::Str(name) if name.text().eq_ignore_ascii_case("Never") => Quotes::Never,
        View::Str(name) if name.text().eq_ignore_ascii_case("AsNeeded") => Quotes::AsNeeded,
        _ => Quotes::Always,
    }
}

/// `-Delimiter` or `-UseCulture`
pub(super) fn delimiter_of(session: &Session, value: &Value, use_culture: bool) -> char {
    if use_culture {
        return session.culture.list_separator.chars().next().unwrap_or(',');
    }
    match value.unboxed().view() {
        View::Char(unit) => char::from_u32(u32::from(unit)).unwrap_or(','),
        View::Str(text) => text.text().chars().next().unwrap_or(','),
        _ => ',',
    }
}
