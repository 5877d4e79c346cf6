//! Text with separated values as objects.

use psp_value::{ErrorCategory, Fault, Fields, Object, Ref, Result, Shape, Str, Value, member};

/// Reads rows.
pub(super) struct Reader {
    delimiter: char,
    header: Vec<String>,
    header_given: bool,
    type_name: Option<Str>,
    shape: Option<Ref<Shape>>,
    /// Columns without a name got one.
    pub(super) named_columns: bool,
}

/// The rest of a text, record by record.
struct Records<'a> {
    rest: &'a str,
    delimiter: char,
}

impl Reader {
    /// A reader; without a header, the first record is it.
    pub(super) fn new(delimiter: char, header: Vec<String>) -> Self {
        let header_given = !header.is_empty();
        Self { delimiter, header, header_given, type_name: None, shape: None, named_columns: false }
    }

    /// Reads a text; `row` gets each object.
    pub(super) fn read(&mut self, text: &str, mut row: impl FnMut(Value) -> Result<()>) -> Result<()> {
        let mut records = Records { rest: text, delimiter: self.delimiter };
        if !self.header_given {
            self.read_type(&mut records);
        }
        while let Some(record) = records.next() {
            if matches!(&record[..], [only] if only.as_deref().unwrap_or_default().is_empty()) {
                continue;
            }
            if self.header.is_empty() {
                self.take_header(record);
                continue;
            }
            row(self.object(record)?)?;
        }
        Ok(())
    }

    /// `#TYPE name` in the first line.
    fn read_type(&mut self, records: &mut Records<'_>) {
        if !self.header.is_empty() {
            return;
        }
        while records.rest.starts_with('#') {
            let (line, rest) = records.rest.split_once('\n').unwrap_or((records.rest, ""));
            records.rest = rest;
            if let Some(name) = line.strip_prefix("#TYPE ") {
                self.type_name = Some(Str::new(&format!("CSV:{}", name.trim())));
            } else if let Some(fields) = line.strip_prefix("#Fields: ") {
                self.header = fields.split_whitespace().map(str::to_owned).collect();
            }
        }
    }

    fn take_header(&mut self, record: Vec<Option<String>>) {
        let mut number = 1;
        for name in record {
            let name = name.filter(|it| !it.is_empty()).unwrap_or_else(|| {
                self.named_columns = true;
                number += 1;
                format!("H{}", number - 1)
            });
            self.header.push(name);
        }
    }

    fn object(&mut self, record: Vec<Option<String>>) -> Result<Value> {
        let shape = match &self.shape {
            Some(shape) => shape.clone(),
            None => self.make_shape()?,
        };
        let mut values: Vec<Value> = record.into_iter().take(self.header.len()).map(Value::from).collect();
        values.resize(self.header.len(), Value::NULL);
        let made = Value::from(Object::custom(Fields::with_shape(shape, values)));
        if let Some(name) = &self.type_name {
            member::add_type_name(&made, name);
        }
        Ok(made)
    }

    fn make_shape(&mut self) -> Result<Ref<Shape>> {
        let mut fields = Fields::default();
        for (at, name) in self.header.iter().enumerate() {
            fields.set(&Str::new(name), Value::NULL);
            if fields.len() == at {
                let message = format!("The member \"{name}\" is already present.");
                return Err(Fault::new("System.Management.Automation.ExtendedTypeSystemException", message)
                    .id("AlreadyPresentPSMemberInfoInternalCollectionAdd")
                    .category(ErrorCategory::NotSpecified)
                    .into());
            }
        }
        let shape = fields.shape().clone();
        self.shape = Some(shape.clone());
        Ok(shape)
    }
}

impl Records<'_> {
    /// The next record; a value without quotes that is empty is nothing.
    fn next(&mut self) -> Option<Vec<Option<String>>> {
        if self.rest.is_empty() {
            return None;
        }
        let mut record = Vec::new();
        loop {
            let (value, more) = self.value();
            record.push(value);
            if !more {
                return Some(record);
            }
        }
    }

    /// The next value, and whether another one follows in this record.
    fn value(&mut self) -> (Option<String>, bool) {
        let blank = |it: char| (it == ' ' || it == '\t') && it != self.delimiter;
        self.rest = self.rest.trim_start_matches(blank);
        if !self.rest.starts_with('"') {
            let end = self.rest.find([self.delimiter, '\n', '\r']).unwrap_or(self.rest.len());
            let text = self.rest[..end].trim_end_matches(blank).to_owned();
            self.rest = &self.rest[end..];
            return (Some(text), self.separator());
        }
        let mut text = String::new();
        self.rest = &self.rest[1..];
        loop {
            let Some(quote) = self.rest.find('"') else {
                text.push_str(self.rest);
                self.rest = "";
                return (Some(text), false);
            };
            text.push_str(&self.rest[..quote]);
            self.rest = &self.rest[quote + 1..];
            match self.rest.strip_prefix('"') {
                Some(rest) => {
                    text.push('"');
                    self.rest = rest;
                }
                None => break,
            }
        }
        // What stands between the closing quote and the end of the value belongs to it.
        let end = self.rest.find([self.delimiter, '\n', '\r']).unwrap_or(self.rest.len());
        text.push_str(self.rest[..end].trim_end_matches(blank));
        self.rest = &self.rest[end..];
        (Some(text), self.separator())
    }

    /// Goes over what ends a value; true when it was the delimiter.
    fn separator(&mut self) -> bool {
        if let Some(rest) = self.rest.strip_prefix(self.delimiter) {
            self.rest = rest;
            return true;
        }
        let rest = self.rest.strip_prefix('\r').unwrap_or(self.rest);
        self.rest = rest.strip_prefix('\n').unwrap_or(rest);
        false
    }
}

/// The values of the first record.
pub(super) fn header(text: &str, delimiter: char) -> Vec<String> {
    let record = Records { rest: text, delimiter }.next().unwrap_or_default();
    record.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&[&str]]) {
        let mut records = Records { rest: text, delimiter: ',' };
        let mut all = Vec::new();
        while let Some(record) = records.next() {
            all.push(record.into_iter().map(Option::unwrap_or_default).collect::<Vec<_>>());
        }
        assert_eq!(all, expected);
    }

    #[test]
    fn records() {
        check("a,b\n1,2\n", &[&["a", "b"], &["1", "2"]]);
        check("a, b ,\"c \"\r\n", &[&["a", "b", "c "]]);
        check("\"x \"\"y\"\"\",\"two\nlines\"\n,\n", &[&["x \"y\"", "two\nlines"], &["", ""]]);
        check("last", &[&["last"]]);
    }
}
