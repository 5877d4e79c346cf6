//! Text between tags, and what `&` stands for.

use super::{Found, Item, Reader};
use crate::{
    chars::{is_char, is_name_start},
    error::{XmlError, shown},
};

/// How deep entities may use each other.
const MAX_NESTING: usize = 32;

impl Reader {
    /// Text up to the next tag.
    pub(super) fn characters(&mut self) -> Found<Item> {
        let end = self.rest().find('<').map_or(self.text.len(), |it| self.at + it);
        let value = self.unescaped(self.at, end, false)?;
        let raw = &self.text[self.at..end];
        if let Some(at) = raw.find("]]>") {
            return Err(self.error(self.at + at + 2, "']]>' is not allowed in character data."));
        }
        let item = self.item(self.kind_of_text(&value), "#text", value);
        self.at = end;
        Ok(item)
    }

    /// A part of the document with entities and line ends resolved.
    pub(super) fn unescaped(&mut self, start: usize, end: usize, is_attribute: bool) -> Found<String> {
        let text = self.text.clone();
        let raw = &text[start..end];
        if self.options.check_characters
            && let Some((at, bad)) = raw.char_indices().find(|(_, it)| !is_char(*it))
        {
            return Err(self.invalid(start + at, bad));
        }
        let mut value = String::with_capacity(raw.len());
        let mut at = 0;
        while let Some(found) = raw[at..].find(['&', '\r', '\n', '\t']) {
            value.push_str(&raw[at..at + found]);
            at += found;
            match raw.as_bytes()[at] {
                b'&' => at = self.reference(start + at, &mut value, is_attribute)? - start,
                other => {
                    at += if raw[at..].starts_with("\r\n") { 2 } else { 1 };
                    value.push(match other {
                        _ if is_attribute => ' ',
                        b'\t' => '\t',
                        _ => '\n',
                    });
                }
            }
            at = at.min(raw.len());
        }
        value.push_str(&raw[at..]);
        Ok(value)
    }

    /// What stands for an `&…;`; the end of it.
    fn reference(&mut self, at: usize, value: &mut String, is_attribute: bool) -> Found<usize> {
        let name_at = at + 1;
        if self.char_at(name_at) == Some('#') {
            return self.character_reference(name_at + 1, value);
        }
        if !self.text[name_at..].starts_with(is_name_start) {
            return Err(self.error(name_at, "An error occurred while parsing EntityName."));
        }
        let end = self.name_end(name_at);
        if self.char_at(end) != Some(';') {
            return Err(self.unexpected(end, &[";"]));
        }
        let name = self.text[name_at..end].to_owned();
        self.expand(&name, name_at, value, is_attribute, 0)?;
        Ok(end + 1)
    }

    fn expand(
        &mut self,
        name: &str,
        at: usize,
        value: &mut String,
        is_attribute: bool,
        depth: usize,
    ) -> Found<()> {
        let known = match name {
            "lt" => "<",
            "gt" => ">",
            "amp" => "&",
            "quot" => "\"",
            "apos" => "'",
            _ => return self.expand_declared(name, at, value, is_attribute, depth),
        };
        value.push_str(known);
        Ok(())
    }

    fn expand_declared(
        &mut self,
        name: &str,
        at: usize,
        value: &mut String,
        is_attribute: bool,
        depth: usize,
    ) -> Found<()> {
        let Some(text) = self.entities.get(name).cloned() else {
            return Err(self.error(at, format!("Reference to undeclared entity '{name}'.")));
        };
        if depth > MAX_NESTING {
            return Err(self.error(at, format!("General entity '{name}' references itself.")));
        }
        if text.contains('<') {
            return Err(self.error(at, format!("psp does not support markup in the entity '{name}'.")));
        }
        self.from_entities += text.encode_utf16().count();
        if self.options.max_from_entities > 0 && self.from_entities > self.options.max_from_entities {
            let message =
                "The input document has exceeded a limit set by MaxCharactersFromEntities.".to_owned();
            return Err(self.error(at, message));
        }
        let mut rest = text.as_str();
        while let Some(start) = rest.find('&') {
            value.push_str(&rest[..start]);
            let Some(end) = rest[start..].find(';') else { break };
            self.expand(&rest[start + 1..start + end], at, value, is_attribute, depth + 1)?;
            rest = &rest[start + end + 1..];
        }
        value.push_str(rest);
        Ok(())
    }

    /// `&#…;`, from behind the `#`.
    fn character_reference(&mut self, at: usize, value: &mut String) -> Found<usize> {
        let (digits_at, radix, message) = match self.char_at(at) {
            Some('x') => (at + 1, 16, "Invalid syntax for a hexadecimal numeric entity reference."),
            _ => (at, 10, "Invalid syntax for a decimal numeric entity reference."),
        };
        let rest = &self.text[digits_at..];
        let length = rest.find(|it: char| !it.is_digit(radix)).unwrap_or(rest.len());
        let end = digits_at + length;
        if length == 0 || self.char_at(end) != Some(';') {
            return Err(self.error(end, message));
        }
        let number = u32::from_str_radix(&rest[..length], radix).ok();
        let Some(found) = number.and_then(char::from_u32) else {
            return Err(self.error(digits_at, "Invalid value of a character entity reference."));
        };
        if self.options.check_characters && !is_char(found) {
            return Err(self.invalid(digits_at, found));
        }
        value.push(found);
        Ok(end + 1)
    }

    pub(super) fn invalid(&self, at: usize, bad: char) -> XmlError {
        let (text, number) = shown(bad);
        self.error(at, format!("'{text}', hexadecimal value {number}, is an invalid character."))
    }
}
