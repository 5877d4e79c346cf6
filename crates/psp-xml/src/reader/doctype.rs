//! Document type declarations: their entities are read, nothing outside the document ever is.

use super::{Dtd, Found, Item, Kind, Reader};
use crate::tree::DocumentType;

impl Reader {
    pub(super) fn document_type(&mut self) -> Found<Item> {
        if self.options.dtd == Dtd::Prohibit {
            let text = "For security reasons DTD is prohibited in this XML document. To enable DTD processing \
                        set the DtdProcessing property on XmlReaderSettings to Parse and pass the settings into \
                        XmlReader.Create method.";
            return Err(self.error(self.at + 2, text));
        }
        let name_at = self.skip_space(self.at + "<!DOCTYPE".len());
        let name_end = self.qualified_name(name_at)?;
        let name = self.text[name_at..name_end].to_owned();
        let mut says = DocumentType::default();
        let mut at = self.skip_space(name_end);
        if self.text[at..].starts_with("PUBLIC") {
            let (public, after) = self.literal(at + "PUBLIC".len())?;
            let (system, after) = self.literal(after)?;
            (says.public, says.system, at) = (Some(public), Some(system), self.skip_space(after));
        } else if self.text[at..].starts_with("SYSTEM") {
            let (system, after) = self.literal(at + "SYSTEM".len())?;
            (says.system, at) = (Some(system), self.skip_space(after));
        }
        if self.char_at(at) == Some('[') {
            let end = self.subset_end(at + 1)?;
            self.text[at + 1..end].clone_into(&mut says.subset);
            at = self.skip_space(end + 1);
        }
        match self.char_at(at) {
            Some('>') => {}
            Some(_) => return Err(self.unexpected(at, &[">"])),
            None => return Err(self.error(at, "Unexpected end of file has occurred.")),
        }
        self.declare_entities(&says.subset);
        let mut item = self.item(Kind::DocumentType, &name, String::new());
        item.document_type = Some(says);
        self.has_type = true;
        self.at = at + 1;
        Ok(item)
    }

    /// A quoted literal and its end.
    fn literal(&self, from: usize) -> Found<(String, usize)> {
        let at = self.skip_space(from);
        let Some(quote @ ('"' | '\'')) = self.char_at(at) else {
            return Err(self.unexpected(at, &["\"", "'"]));
        };
        match self.text[at + 1..].find(quote) {
            Some(length) => Ok((self.text[at + 1..at + 1 + length].to_owned(), at + length + 2)),
            None => Err(self.error(self.text.len(), "There is an unclosed literal string.")),
        }
    }

    /// The bracket that ends the internal subset.
    fn subset_end(&self, from: usize) -> Found<usize> {
        let mut at = from;
        while let Some(it) = self.char_at(at) {
            let rest = &self.text[at..];
            let skipped = match it {
                ']' => return Ok(at),
                '"' | '\'' => rest[1..].find(it).map(|it| it + 2),
                '<' if rest.starts_with("<!--") => rest[4..].find("-->").map(|it| it + 7),
                '<' if rest.starts_with("<?") => rest.find("?>").map(|it| it + 2),
                _ => Some(it.len_utf8()),
            };
            match skipped {
                Some(length) => at += length,
                None => break,
            }
        }
        Err(self.error(self.text.len(), "Unexpected end of file while parsing DTD has occurred."))
    }

    /// Remembers what entities stand for; character references in their texts are resolved at once.
    fn declare_entities(&mut self, subset: &str) {
        let mut rest = subset;
        while let Some(at) = rest.find("<!ENTITY") {
            rest = &rest[at + "<!ENTITY".len()..];
            let Some(end) = rest.find('>') else { return };
            let words = rest.trim_start();
            let Some((name, after)) = words.split_once(char::is_whitespace) else { continue };
            let after = after.trim_start();
            let Some(quote) = after.chars().next().filter(|it| matches!(it, '"' | '\'')) else {
                // An external entity or one for the declaration itself.
                rest = &rest[end..];
                continue;
            };
            let Some(length) = after[1..].find(quote) else { return };
            let value = with_characters(&after[1..=length]);
            self.entities.entry(name.to_owned()).or_insert(value);
            rest = &after[length + 2..];
        }
    }
}

/// `&#…;` resolved, other references left.
fn with_characters(text: &str) -> String {
    let mut found = String::new();
    let mut rest = text;
    while let Some(start) = rest.find("&#") {
        found.push_str(&rest[..start]);
        let Some(length) = rest[start..].find(';') else { break };
        let digits = &rest[start + 2..start + length];
        let number = match digits.strip_prefix('x') {
            Some(it) => u32::from_str_radix(it, 16).ok(),
            None => digits.parse().ok(),
        };
        match number.and_then(char::from_u32) {
            // These must not become markup.
            Some('&') => found.push_str("&amp;"),
            Some('<') => found.push_str("&lt;"),
            Some(it) => found.push(it),
            None => found.push_str(&rest[start..=start + length]),
        }
        rest = &rest[start + length + 1..];
    }
    found + rest
}
