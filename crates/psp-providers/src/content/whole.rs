//! Contents that are read as a whole before the first piece is given.

use super::{Encoding, Reader, Reading};
use psp_runtime::Session;
use psp_value::{Result, Str, Value};

/// Pieces that are all there.
pub struct Values(std::vec::IntoIter<Value>);

impl Values {
    /// Out of the pieces.
    pub fn new(values: Vec<Value>) -> Self {
        Self(values.into_iter())
    }
}

impl Reader for Values {
    fn next(&mut self, _: &mut Session) -> Result<Option<Value>> {
        Ok(self.0.next())
    }
}

/// The text of a file's bytes; a byte order mark is heeded.
pub fn whole_text(bytes: &[u8], encoding: Option<Encoding>) -> Str {
    match Encoding::marked(bytes) {
        Some((encoding, mark)) => encoding.decode(&bytes[mark..]),
        None => encoding.unwrap_or_default().decode(bytes),
    }
}

/// The pieces of a file's bytes.
pub fn pieces(bytes: Vec<u8>, how: &Reading) -> Vec<Value> {
    if how.bytes {
        return if how.raw {
            vec![psp_value::Object::bytes(bytes).into()]
        } else {
            let skip = how.tail.map_or(0, |it| bytes.len().saturating_sub(it));
            bytes[skip..].iter().map(|&it| it.into()).collect()
        };
    }
    let text = whole_text(&bytes, how.encoding);
    if how.raw {
        return vec![Value::string(text)];
    }
    let text = text.text();
    let all = match &how.delimiter {
        Some(delimiter) => delimited(&text, delimiter),
        None => lines(&text),
    };
    let skip = how.tail.map_or(0, |it| all.len().saturating_sub(it));
    all[skip..].iter().map(|&it| Value::from(it)).collect()
}

fn delimited<'a>(text: &'a str, delimiter: &str) -> Vec<&'a str> {
    if delimiter.is_empty() {
        return lines(text);
    }
    let mut pieces: Vec<&str> = text.split(delimiter).collect();
    if pieces.last().is_some_and(|it| it.is_empty()) {
        pieces.pop();
    }
    pieces
}

/// The lines of a text: each of `\n`, `\r\n` and `\r` ends one.
pub(super) fn lines(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(end) = rest.find(['\n', '\r']) {
        found.push(&rest[..end]);
        let length = if rest[end..].starts_with("\r\n") { 2 } else { 1 };
        rest = &rest[end + length..];
    }
    if !rest.is_empty() {
        found.push(rest);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{delimited, lines};

    #[test]
    fn pieces_of_text() {
        assert_eq!(lines("a\nb\r\nc\rd"), ["a", "b", "c", "d"]);
        assert_eq!(lines("a\n\n"), ["a", ""]);
        assert_eq!(delimited("a;b;;c", ";"), ["a", "b", "", "c"]);
        assert_eq!(delimited("x\n--\ny\n--\n", "--\n"), ["x\n", "y\n"]);
    }
}
