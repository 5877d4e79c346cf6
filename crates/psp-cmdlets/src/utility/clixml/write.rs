//! Objects as CLIXML.

use super::escape::encode;
use crate::fault::caught;
use psp_clr::{culture::INVARIANT, datetime::TimeSpan};
use psp_value::{
    Context, Data, ExtraMemberKind, Object, Result, Str, Value, View, convert, enumerate, member, well_known,
};
use std::fmt::Write as _;

/// Writes a document.
pub(super) struct Writer<'a> {
    session: &'a mut dyn Context,
    text: String,
    level: usize,
    next: u32,
    /// Lists of type names written before.
    types: Vec<Vec<Str>>,
}

impl<'a> Writer<'a> {
    /// A document without objects yet.
    pub(super) fn new(session: &'a mut dyn Context) -> Self {
        let head = "<Objs Version=\"1.1.0.1\" xmlns=\"http://schemas.microsoft.com/powershell/2004/04\">";
        Self { session, text: head.to_owned(), level: 1, next: 0, types: Vec::new() }
    }

    /// The text of the document.
    pub(super) fn finish(mut self) -> String {
        self.text.push_str("\n</Objs>");
        self.text
    }

    fn line(&mut self) {
        self.text.push('\n');
        for _ in 0..self.level {
            self.text.push_str("  ");
        }
    }

    fn open(&mut self, tag: &str) {
        self.line();
        let _ = write!(self.text, "<{tag}>");
        self.level += 1;
    }

    fn close(&mut self, tag: &str) {
        self.level -= 1;
        self.line();
        let _ = write!(self.text, "</{tag}>");
    }

    fn element(&mut self, tag: &str, name: Option<&str>, text: &str) {
        self.line();
        let name = attribute(name);
        let _ = write!(self.text, "<{tag}{name}>{}</{tag}>", encode(text));
    }

    /// Writes an object that may hold others down to a depth.
    pub(super) fn object(&mut self, value: &Value, name: Option<&str>, depth: i32) -> Result<()> {
        let (tag, text) = match value.view() {
            View::Null | View::Nothing => {
                self.line();
                let name = attribute(name);
                let _ = write!(self.text, "<Nil{name} />");
                return Ok(());
            }
            View::Object(object) => {
                let object = object.clone();
                return self.complex(value, &object, name, depth);
            }
            View::Enum(_, number) if depth >= 0 => return self.enumeration(value, number, name),
            _ => match scalar(value) {
                Some(found) => found,
                None => ("S", convert::to_text(self.session, value)?.text().into_owned()),
            },
        };
        self.element(tag, name, &text);
        Ok(())
    }

    fn enumeration(&mut self, value: &Value, number: i64, name: Option<&str>) -> Result<()> {
        let text = convert::to_text(self.session, value)?;
        self.start(name);
        self.type_names(&member::type_names(value));
        self.element("ToString", None, &text.text());
        self.element("I32", None, &number.to_string());
        self.close("Obj");
        Ok(())
    }

    fn start(&mut self, name: Option<&str>) {
        let number = self.next;
        self.next += 1;
        self.line();
        let name = attribute(name);
        let _ = write!(self.text, "<Obj{name} RefId=\"{number}\">");
        self.level += 1;
    }

    fn type_names(&mut self, names: &[Str]) {
        if let Some(known) = self.types.iter().position(|it| it == names) {
            self.line();
            let _ = write!(self.text, "<TNRef RefId=\"{known}\" />");
            return;
        }
        self.open(&format!("TN RefId=\"{}\"", self.types.len()));
        self.types.push(names.to_vec());
        for name in names {
            self.element("T", None, &name.text());
        }
        self.close("TN");
    }

    fn complex(&mut self, value: &Value, object: &Object, name: Option<&str>, depth: i32) -> Result<()> {
        let notes = notes(object);
        if let Some((tag, text)) = self.known(value, object)? {
            self.element(tag, name, &text);
            return Ok(());
        }
        if let Data::Boxed(inner) = &object.data {
            if notes.is_empty() {
                return self.object(inner, name, depth);
            }
            self.start(name);
            self.object(inner, None, depth)?;
            self.members("MS", &notes, depth)?;
            self.close("Obj");
            return Ok(());
        }
        if depth < 0 {
            let text = convert::to_text(self.session, value)?;
            self.element("S", name, &text.text());
            return Ok(());
        }
        self.start(name);
        self.type_names(&member::type_names(value));
        if let Data::Table(table) = &object.data {
            let entries: Vec<(Value, Value)> =
                table.with(|it| it.iter().map(|(key, value)| (key.clone(), value.clone())).collect());
            self.table(&entries, depth)?;
            self.members("MS", &notes, depth)?;
        } else if let Some(items) = enumerate(value) {
            let items = items.collect(self.session)?;
            if items.is_empty() {
                self.line();
                self.text.push_str("<LST />");
            } else {
                self.open("LST");
                items.iter().try_for_each(|it| self.object(it, None, depth - 1))?;
                self.close("LST");
            }
            self.members("MS", &notes, depth)?;
        } else if object.ty() == well_known::PS_CUSTOM_OBJECT.ty() {
            let entries = self.properties(value)?;
            self.members("MS", &entries, depth)?;
        } else {
            let text = convert::to_text(self.session, value)?;
            self.element("ToString", None, &text.text());
            let mut entries = self.properties(value)?;
            entries.retain(|it| !notes.iter().any(|note| psp_value::object::same_name(&note.0, &it.0)));
            self.members("Props", &entries, depth)?;
            self.members("MS", &notes, depth)?;
        }
        self.close("Obj");
        Ok(())
    }

    /// Types that have an element of their own.
    fn known(&mut self, value: &Value, object: &Object) -> Result<Option<(&'static str, String)>> {
        let tag = match (&object.data, object.ty().name) {
            (Data::Decimal(it), _) => return Ok(Some(("D", it.to_string()))),
            (Data::Bytes(bytes), _) => return Ok(Some(("BA", bytes.with(|it| base64(it))))),
            (Data::Block(block), _) => return Ok(Some(("SBK", block.text().to_owned()))),
            (_, "System.Guid") => "G",
            (_, "System.Uri") => "URI",
            (_, "System.Version") => "Version",
            (_, "System.Xml.XmlDocument") => {
                let text =
                    member::try_get_member(self.session, value, &Str::new("OuterXml"))?.unwrap_or_default();
                return Ok(Some(("XD", convert::to_text(self.session, &text)?.text().into_owned())));
            }
            _ => return Ok(None),
        };
        Ok(Some((tag, convert::to_text(self.session, value)?.text().into_owned())))
    }

    fn table(&mut self, entries: &[(Value, Value)], depth: i32) -> Result<()> {
        self.open("DCT");
        for (key, value) in entries {
            self.open("En");
            self.object(key, Some("Key"), depth - 1)?;
            self.object(value, Some("Value"), depth - 1)?;
            self.close("En");
        }
        self.close("DCT");
        Ok(())
    }

    fn properties(&mut self, value: &Value) -> Result<Vec<(Str, Value)>> {
        let names = caught(member::property_names(self.session, value))?.unwrap_or_default();
        let mut entries = Vec::with_capacity(names.len());
        for name in names {
            let found = caught(member::try_get_member(self.session, value, &name))?;
            entries.push((name, found.ok().flatten().unwrap_or_default()));
        }
        Ok(entries)
    }

    fn members(&mut self, tag: &str, entries: &[(Str, Value)], depth: i32) -> Result<()> {
        if entries.is_empty() {
            return Ok(());
        }
        self.open(tag);
        for (name, value) in entries {
            self.object(value, Some(&name.text()), depth - 1)?;
        }
        self.close(tag);
        Ok(())
    }
}

fn attribute(name: Option<&str>) -> String {
    name.map(|it| format!(" N=\"{}\"", encode(it))).unwrap_or_default()
}

/// Note properties that were added to an object.
fn notes(object: &Object) -> Vec<(Str, Value)> {
    let members = object.read_extra(|it| it.members.clone()).unwrap_or_default();
    let value = |kind| match kind {
        ExtraMemberKind::Note(value) => Some(value),
        _ => None,
    };
    members.into_iter().filter_map(|it| value(it.kind).map(|value| (it.name, value))).collect()
}

/// The element of a scalar.
fn scalar(value: &Value) -> Option<(&'static str, String)> {
    Some(match value.view() {
        View::Str(text) => ("S", text.text().into_owned()),
        View::Bool(it) => ("B", it.to_string()),
        View::Char(it) => ("C", it.to_string()),
        View::SByte(it) => ("SB", it.to_string()),
        View::Byte(it) => ("By", it.to_string()),
        View::Int16(it) => ("I16", it.to_string()),
        View::UInt16(it) => ("U16", it.to_string()),
        View::Int32(it) => ("I32", it.to_string()),
        View::UInt32(it) => ("U32", it.to_string()),
        View::Int64(it) => ("I64", it.to_string()),
        View::UInt64(it) => ("U64", it.to_string()),
        View::Single(it) => ("Sg", real(f64::from(it), &psp_clr::number::single_round_trip(it, &INVARIANT))),
        View::Double(it) => ("Db", real(it, &psp_clr::number::double_round_trip(it, &INVARIANT))),
        View::DateTime(it) => {
            ("DT", it.format("yyyy-MM-ddTHH:mm:ss.FFFFFFFK", &INVARIANT).unwrap_or_default())
        }
        View::TimeSpan(it) => ("TS", duration(it)),
        _ => return None,
    })
}

fn real(number: f64, text: &str) -> String {
    match number {
        _ if number.is_nan() => "NaN".to_owned(),
        f64::INFINITY => "INF".to_owned(),
        f64::NEG_INFINITY => "-INF".to_owned(),
        _ => text.to_owned(),
    }
}

/// A span as XML writes it: `P1DT2H3M4.5S`.
fn duration(span: TimeSpan) -> String {
    if span.0 == 0 {
        return "PT0S".to_owned();
    }
    let mut text = String::from(if span.0 < 0 { "-P" } else { "P" });
    let ticks = span.0.unsigned_abs();
    let (days, rest) = (ticks / 864_000_000_000, ticks % 864_000_000_000);
    if days > 0 {
        let _ = write!(text, "{days}D");
    }
    if rest > 0 {
        text.push('T');
        let (hours, minutes) = (rest / 36_000_000_000, rest / 600_000_000 % 60);
        let seconds = rest % 600_000_000;
        if hours > 0 {
            let _ = write!(text, "{hours}H");
        }
        if minutes > 0 {
            let _ = write!(text, "{minutes}M");
        }
        if seconds > 0 {
            let fraction = format!("{:07}", seconds % 10_000_000);
            let fraction = fraction.trim_end_matches('0');
            let point = if fraction.is_empty() { "" } else { "." };
            let _ = write!(text, "{}{point}{fraction}S", seconds / 10_000_000);
        }
    }
    text
}

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

fn base64(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let word = chunk.iter().fold(0u32, |all, it| all << 8 | u32::from(*it)) << (8 * (3 - chunk.len()));
        for place in 0..4 {
            if place <= chunk.len() {
                text.push(char::from(DIGITS[(word >> (18 - 6 * place) & 63) as usize]));
            } else {
                text.push('=');
            }
        }
    }
    text
}

/// The bytes behind [`base64`]; blanks are skipped.
pub(super) fn from_base64(text: &str) -> Vec<u8> {
    let digits = text.bytes().filter_map(|it| DIGITS.iter().position(|digit| *digit == it));
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut word, mut bits) = (0u32, 0);
    for digit in digits {
        word = word << 6 | digit as u32;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((word >> bits) as u8);
        }
    }
    bytes
}

/// The span behind [`duration`].
pub(super) fn parse_duration(text: &str) -> TimeSpan {
    let (sign, text) = text.strip_prefix('-').map_or((1, text), |it| (-1, it));
    let mut ticks = 0f64;
    let mut number = String::new();
    for it in text.chars() {
        let unit = match it {
            'D' => 864_000_000_000f64,
            'H' => 36_000_000_000f64,
            'M' => 600_000_000f64,
            'S' => 10_000_000f64,
            _ => {
                if it.is_ascii_digit() || it == '.' {
                    number.push(it);
                }
                continue;
            }
        };
        ticks += number.parse::<f64>().unwrap_or(0.0) * unit;
        number.clear();
    }
    TimeSpan(sign * ticks.round() as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts() {
        assert_eq!(duration(TimeSpan(937_840_000_000)), "P1DT2H3M4S");
        assert_eq!(parse_duration("P1DT2H3M4.5S").0, 937_845_000_000);
        assert_eq!(base64(&[1, 2, 255, 0]), "AQL/AA==");
        assert_eq!(from_base64("AQL/AA=="), [1, 2, 255, 0]);
    }
}
