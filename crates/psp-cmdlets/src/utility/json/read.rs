//! JSON text as objects, read as leniently as pwsh reads it: comments, single quotes, bare names, commas before an end.

use super::date::{self, DateKind};
use crate::types::ordered_hashtable;
use psp_clr::number::BigInt;
use psp_value::{Fields, Object, Str, Table, Value, object::KeyComparer};

/// How JSON is read.
#[derive(Clone, Copy)]
pub(super) struct Options {
    /// Hash tables instead of custom objects.
    pub(super) as_hashtable: bool,
    /// How deep objects may be inside each other.
    pub(super) depth: usize,
    /// What becomes of dates.
    pub(super) date_kind: DateKind,
}

/// Why text is not taken.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Problem {
    /// It is no JSON.
    Syntax(String),
    /// A property without a name.
    EmptyName,
    /// Two names that differ in case only.
    Casing(String, String),
}

/// What was read.
pub(super) struct Read {
    /// The value.
    pub(super) value: Value,
    /// The text ended inside an array.
    pub(super) is_open: bool,
}

/// Reads a text.
pub(super) fn read(text: &str, options: Options) -> Result<Read, Problem> {
    let mut reader = Reader { text, at: 0, options, path: Vec::new(), is_open: false };
    reader.skip()?;
    if reader.peek().is_none() {
        return Ok(Read { value: Value::NULL, is_open: false });
    }
    let value = reader.value(1)?;
    reader.skip()?;
    if let Some(it) = reader.peek() {
        return Err(
            reader.wrong(&format!("Additional text encountered after finished reading JSON content: {it}."))
        );
    }
    Ok(Read { value, is_open: reader.is_open })
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    options: Options,
    path: Vec<String>,
    is_open: bool,
}

type Taken<T> = Result<T, Problem>;

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let it = self.peek()?;
        self.at += it.len_utf8();
        Some(it)
    }

    fn take(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        if found {
            self.at += wanted.len_utf8();
        }
        found
    }

    /// An error with its place.
    fn wrong(&self, message: &str) -> Problem {
        let before = &self.text[..self.at];
        let column = before.rsplit('\n').next().unwrap_or_default().encode_utf16().count();
        // Before the first token, lines are not counted yet.
        let line = if column == 0 && before.trim().is_empty() { 0 } else { before.matches('\n').count() + 1 };
        Problem::Syntax(format!("{message} Path '{}', line {line}, position {column}.", self.path.concat()))
    }

    /// Skips blanks and comments.
    fn skip(&mut self) -> Taken<()> {
        loop {
            let rest = &self.text[self.at..];
            let trimmed = rest.trim_start_matches(|it: char| it.is_whitespace() || it == '\u{feff}');
            self.at += rest.len() - trimmed.len();
            if let Some(comment) = trimmed.strip_prefix("//") {
                self.at += 2 + comment.find('\n').unwrap_or(comment.len());
            } else if let Some(comment) = trimmed.strip_prefix("/*") {
                match comment.find("*/") {
                    Some(end) => self.at += end + 4,
                    None => return Err(self.wrong("Unexpected end while parsing comment.")),
                }
            } else {
                return Ok(());
            }
        }
    }

    fn value(&mut self, depth: usize) -> Taken<Value> {
        self.skip()?;
        match self.peek() {
            Some('{') => self.nested(depth, Self::object),
            Some('[') => self.nested(depth, Self::array),
            Some(quote @ ('"' | '\'')) => {
                let text = self.string(quote)?;
                Ok(self.text_value(text))
            }
            Some('-' | '.' | '0'..='9') => self.number(),
            Some(it) if it.is_alphabetic() => self.word(),
            Some(it) => Err(self.unexpected(it)),
            None => Err(self.wrong("Unexpected end when reading JSON.")),
        }
    }

    fn unexpected(&self, it: char) -> Problem {
        self.wrong(&format!("Unexpected character encountered while parsing value: {it}."))
    }

    fn nested(&mut self, depth: usize, read: fn(&mut Self, usize) -> Taken<Value>) -> Taken<Value> {
        self.at += 1;
        if depth > self.options.depth {
            return Err(
                self.wrong(&format!("The reader's MaxDepth of {} has been exceeded.", self.options.depth))
            );
        }
        stacker::maybe_grow(64 * 1024, 1024 * 1024, || read(self, depth))
    }

    fn object(&mut self, depth: usize) -> Taken<Value> {
        let mut entries = Entries::new(self.options.as_hashtable);
        self.skip()?;
        if self.peek().is_none() {
            return Err(self.wrong("Unexpected end when reading JSON."));
        }
        loop {
            self.skip()?;
            if self.take('}') {
                return Ok(entries.value());
            }
            if self.peek().is_none() {
                return Err(self.wrong("Unexpected end when deserializing object."));
            }
            let name = self.name()?;
            let shown = if self.path.is_empty() { name.clone() } else { format!(".{name}") };
            self.path.push(shown);
            self.skip()?;
            if !self.take(':') {
                return Err(match self.peek() {
                    None => {
                        self.path.pop();
                        self.wrong("Invalid character after parsing property name. Expected ':' but got: \0.")
                    }
                    Some(it) => self.wrong(&format!(
                        "Invalid character after parsing property name. Expected ':' but got: {it}."
                    )),
                });
            }
            let value = self.value(depth + 1)?;
            entries.add(name, value)?;
            self.skip()?;
            if !self.take(',') && self.peek() != Some('}') {
                return Err(match self.peek() {
                    None => self.wrong("Unexpected end when deserializing object."),
                    Some(it) => self.wrong(&format!(
                        "After parsing a value an unexpected character was encountered: {it}."
                    )),
                });
            }
            // At the end of the text the error names the property read last.
            let blank_to_the_end = self.text[self.at..].trim().is_empty();
            if !blank_to_the_end {
                self.path.pop();
            }
        }
    }

    fn array(&mut self, depth: usize) -> Taken<Value> {
        let mut items = Vec::new();
        loop {
            self.skip()?;
            if self.take(']') {
                return Ok(Value::array(items));
            }
            match self.peek() {
                None => {
                    self.is_open = true;
                    return Ok(Value::array(items));
                }
                Some(',') => items.push(Value::NULL),
                Some(_) => {
                    self.path.push(format!("[{}]", items.len()));
                    items.push(self.value(depth + 1)?);
                    self.path.pop();
                }
            }
            self.skip()?;
            if !self.take(',')
                && let Some(it) = self.peek().filter(|it| *it != ']')
            {
                return Err(self.wrong(&format!(
                    "After parsing a value an unexpected character was encountered: {it}."
                )));
            }
        }
    }

    fn name(&mut self) -> Taken<String> {
        match self.peek() {
            Some(quote @ ('"' | '\'')) => self.string(quote),
            Some(it) if it.is_alphanumeric() || it == '_' || it == '$' => {
                let rest = &self.text[self.at..];
                let length = rest
                    .find(|it: char| !it.is_alphanumeric() && it != '_' && it != '$')
                    .unwrap_or(rest.len());
                self.at += length;
                Ok(rest[..length].to_owned())
            }
            Some(it) => Err(self.wrong(&format!("Invalid property identifier character: {it}."))),
            None => Err(self.wrong("Unexpected end when reading JSON.")),
        }
    }

    fn string(&mut self, quote: char) -> Taken<String> {
        self.at += 1;
        let mut units: Vec<u16> = Vec::new();
        let mut text = String::new();
        loop {
            let rest = &self.text[self.at..];
            let plain = rest.find([quote, '\\']).unwrap_or(rest.len());
            if plain > 0 {
                flush(&mut units, &mut text);
                text.push_str(&rest[..plain]);
                self.at += plain;
            }
            match self.next() {
                None => return Err(self.wrong(&format!("Unterminated string. Expected delimiter: {quote}."))),
                Some(it) if it == quote => {
                    flush(&mut units, &mut text);
                    return Ok(text);
                }
                Some(_) => {
                    let unit = self.escape()?;
                    units.push(unit);
                }
            }
        }
    }

    fn escape(&mut self) -> Taken<u16> {
        let it = self.next().ok_or_else(|| self.wrong("Unterminated string. Expected delimiter: \"."))?;
        Ok(match it {
            'b' => 8,
            't' => 9,
            'n' => 10,
            'f' => 12,
            'r' => 13,
            '\\' | '"' | '\'' | '/' => it as u16,
            'u' => {
                let code =
                    self.text.get(self.at..self.at + 4).and_then(|it| u16::from_str_radix(it, 16).ok());
                let code = code.ok_or_else(|| self.wrong("Could not convert Unicode digits."))?;
                self.at += 4;
                code
            }
            _ => return Err(self.wrong(&format!("Bad JSON escape sequence: \\{it}."))),
        })
    }

    fn text_value(&self, text: String) -> Value {
        if self.options.date_kind == DateKind::String {
            return text.into();
        }
        let Some(date) = date::parse(&text) else { return text.into() };
        match self.options.date_kind {
            DateKind::Local => date.to_local().into(),
            DateKind::Utc if date.kind == psp_clr::datetime::Kind::Unspecified => {
                date.with_kind(psp_clr::datetime::Kind::Utc).into()
            }
            DateKind::Utc => date.to_utc().into(),
            // The command turns this text into a date with its offset.
            DateKind::Offset => text.into(),
            DateKind::Default | DateKind::String => date.into(),
        }
    }

    fn number(&mut self) -> Taken<Value> {
        let rest = &self.text[self.at..];
        let length =
            rest.find(|it: char| !it.is_ascii_alphanumeric() && !"+-.".contains(it)).unwrap_or(rest.len());
        let word = &rest[..length];
        if let Some(special) = special_number(word) {
            self.at += length;
            return Ok(Value::double(special));
        }
        let digits = word.strip_prefix('-').unwrap_or(word);
        let sign = if digits.len() < word.len() { -1 } else { 1 };
        let radix =
            |digits: &str, radix| i64::from_str_radix(digits, radix).ok().map(|it| Value::long(sign * it));
        let value = if let Some(hex) = digits.strip_prefix("0x").or_else(|| digits.strip_prefix("0X")) {
            radix(hex, 16)
        } else if word.contains(['.', 'e', 'E']) {
            word.parse::<f64>().ok().map(Value::double)
        } else if digits.len() > 1 && digits.starts_with('0') {
            radix(digits, 8)
        } else {
            let whole = word.parse::<i64>().ok().map(Value::long);
            whole.or_else(|| word.parse::<BigInt>().ok().map(|it| Object::big_integer(it).into()))
        };
        let Some(value) = value else {
            return Err(self.wrong(&format!("Input string '{word}' is not a valid number.")));
        };
        self.at += length;
        Ok(value)
    }

    fn word(&mut self) -> Taken<Value> {
        let rest = &self.text[self.at..];
        let length = rest.find(|it: char| !it.is_alphanumeric()).unwrap_or(rest.len());
        let word = &rest[..length];
        let value = match word {
            "true" => Value::TRUE,
            "false" => Value::FALSE,
            "null" | "undefined" => Value::NULL,
            _ if length == rest.len() && WORDS.iter().any(|it| *it != word && it.starts_with(word)) => {
                self.at += length;
                return Err(self.wrong("Unexpected end when reading JSON."));
            }
            _ => {
                let first = word.chars().next().unwrap_or_default();
                Value::double(special_number(word).ok_or_else(|| self.unexpected(first))?)
            }
        };
        self.at += length;
        Ok(value)
    }
}

/// What a value may spell.
const WORDS: [&str; 6] = ["true", "false", "null", "undefined", "NaN", "Infinity"];

fn special_number(word: &str) -> Option<f64> {
    match word {
        "NaN" => Some(f64::NAN),
        "Infinity" => Some(f64::INFINITY),
        "-Infinity" => Some(f64::NEG_INFINITY),
        _ => None,
    }
}

/// Appends escaped units; halves of pairs find each other.
fn flush(units: &mut Vec<u16>, text: &mut String) {
    if !units.is_empty() {
        text.push_str(&String::from_utf16_lossy(units));
        units.clear();
    }
}

/// The properties of an object under construction.
enum Entries {
    Table(Table),
    Fields(Fields),
}

impl Entries {
    fn new(as_hashtable: bool) -> Self {
        if as_hashtable {
            Self::Table(Table::new(KeyComparer::Exact))
        } else {
            Self::Fields(Fields::default())
        }
    }

    fn add(&mut self, name: String, value: Value) -> Taken<()> {
        match self {
            Self::Table(table) => {
                table.insert(name.into(), value);
            }
            Self::Fields(_) if name.is_empty() => return Err(Problem::EmptyName),
            Self::Fields(fields) => {
                let key = Str::new(&name);
                if let Some(at) = fields.shape().find(&key) {
                    let known = fields.shape().names()[at].text().into_owned();
                    if known != name {
                        return Err(Problem::Casing(known, name));
                    }
                }
                fields.set(&key, value);
            }
        }
        Ok(())
    }

    fn value(self) -> Value {
        match self {
            Self::Table(table) => Object::table(ordered_hashtable(), table).into(),
            Self::Fields(fields) => Object::custom(fields).into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(text: &str) -> Option<Problem> {
        let options = Options { as_hashtable: false, depth: 1024, date_kind: DateKind::Default };
        read(text, options).err()
    }

    #[test]
    fn takes_what_pwsh_takes() {
        for text in [
            "[1,2",
            "{'a':1}",
            "{a:1}",
            "[1,]",
            "{\"a\":1,}",
            "01",
            "{\"a\":1,\"a\":2}",
            "// c\n5",
            "-Infinity",
        ] {
            assert_eq!(problem(text), None, "{text}");
        }
    }

    #[test]
    fn refuses_what_pwsh_refuses() {
        for text in
            ["{", "{\"a\":}", "{\"a\":1 \"b\":2}", "nonsense", "tru", "{\"a\":1} extra", "\"unterminated"]
        {
            assert!(matches!(problem(text), Some(Problem::Syntax(_))), "{text}");
        }
        assert_eq!(problem("{\"\":1}"), Some(Problem::EmptyName));
        assert_eq!(problem("{\"a\":1,\"A\":2}"), Some(Problem::Casing("a".to_owned(), "A".to_owned())));
        let expected = "Unexpected end when deserializing object. Path 'a', line 1, position 10.";
        assert_eq!(problem("{ \"a\": 1, "), Some(Problem::Syntax(expected.to_owned())));
    }
}
