//! Tags, comments, sections and instructions.

use super::{Found, Item, Kind, Open, Reader};
use crate::{
    chars::{is_char, is_name_char, is_space},
    error::{XmlError, shown},
    tree::Name,
};
use std::sync::Arc;

/// An attribute before its prefix is resolved.
struct Raw {
    name: String,
    at: usize,
    value: String,
}

impl Reader {
    /// `<name …>`
    pub(super) fn element(&mut self) -> Found<Item> {
        let name_at = self.at + 1;
        let name_end = self.qualified_name(name_at)?;
        match self.char_at(name_end) {
            Some('>' | '/') => {}
            Some(it) if is_space(it) => {}
            Some(it) => return Err(self.bad_name_char(name_end, it)),
            None => return Err(self.unclosed_with(name_at, name_end)),
        }
        let (raw, end, empty) = self.attributes(name_at, name_end)?;
        let scope = self.scopes.len();
        for it in &raw {
            if it.name == "xmlns" {
                self.declare("", &it.value);
            } else if let Some(prefix) = it.name.strip_prefix("xmlns:") {
                self.declare(prefix, &it.value);
            }
        }
        let qualified = self.text[name_at..name_end].to_owned();
        let name = self.resolved(&qualified, name_at, false)?;
        let mut attributes: Vec<(Arc<Name>, String)> = Vec::with_capacity(raw.len());
        for it in raw {
            let name = self.resolved(&it.name, it.at, true)?;
            let same = |(known, _): &(Arc<Name>, String)| {
                known.local == name.local && known.namespace == name.namespace
            };
            if attributes.iter().any(same) {
                return Err(self.error(it.at, format!("'{}' is a duplicate attribute name.", it.name)));
            }
            attributes.push((name, it.value));
        }
        let mut item = self.item(Kind::Element, "", String::new());
        item.name = name.clone();
        item.empty = empty;
        self.at = end;
        self.has_root = true;
        let space = attributes.iter().find(|(it, _)| it.is_qualified("xml:space"));
        let preserve = space.map_or(self.preserves(), |(_, it)| it == "preserve");
        item.attributes = attributes;
        if empty {
            self.pending_scope = Some(scope);
        } else {
            self.open.push(Open { name, at: name_at, scope, preserve });
        }
        Ok(item)
    }

    fn bad_name_char(&self, at: usize, it: char) -> XmlError {
        let (text, number) = shown(it);
        let message =
            format!("The '{text}' character, hexadecimal value {number}, cannot be included in a name.");
        self.error(at, message)
    }

    /// The text ended inside a start tag.
    fn unclosed_with(&mut self, name_at: usize, name_end: usize) -> XmlError {
        let name = Arc::new(Name::plain(&self.text[name_at..name_end.min(self.text.len())]));
        self.open.push(Open { name, at: name_at, scope: 0, preserve: false });
        self.unclosed()
    }

    /// The attributes of a tag, its end, and whether it is all of the element.
    fn attributes(&mut self, name_at: usize, name_end: usize) -> Found<(Vec<Raw>, usize, bool)> {
        let mut found = Vec::new();
        let mut at = name_end;
        loop {
            let start = self.skip_space(at);
            match self.char_at(start) {
                None => return Err(self.unclosed_with(name_at, name_end)),
                Some('>') => return Ok((found, start + 1, false)),
                Some('/') => match self.char_at(start + 1) {
                    Some('>') => return Ok((found, start + 2, true)),
                    None => return Err(self.unclosed_with(name_at, name_end)),
                    _ => return Err(self.unexpected(start + 1, &[">"])),
                },
                Some(_) => {}
            }
            let end = self.qualified_name(start)?;
            if start == at {
                let token = self.token(start).unwrap_or_default();
                let text = format!("'{token}' is an unexpected token. Expecting whitespace.");
                return Err(self.error(start, text));
            }
            let equals = self.skip_space(end);
            if self.char_at(equals) != Some('=') {
                return Err(self.unexpected(equals, &["="]));
            }
            let name = self.text[start..end].to_owned();
            let (value, after) = self.attribute_value(equals + 1)?;
            found.push(Raw { name, at: start, value });
            at = after;
        }
    }

    /// A quoted value and its end.
    fn attribute_value(&mut self, at: usize) -> Found<(String, usize)> {
        let open = self.skip_space(at);
        let Some(quote @ ('"' | '\'')) = self.char_at(open) else {
            return Err(self.unexpected(open, &["\"", "'"]));
        };
        let start = open + 1;
        let rest = &self.text[start..];
        let end = rest.find(quote).map(|it| start + it);
        if let Some(bad) = rest.find('<').map(|it| start + it).filter(|it| end.is_none_or(|end| *it < end)) {
            let text = "'<', hexadecimal value 0x3C, is an invalid attribute character.";
            return Err(self.error(bad, text));
        }
        let Some(end) = end else {
            return Err(self.error(self.text.len(), "There is an unclosed literal string."));
        };
        let value = self.unescaped(start, end, true)?;
        Ok((value, end + 1))
    }

    /// `</name>`
    pub(super) fn end_tag(&mut self) -> Found<Item> {
        let name_at = self.at + 2;
        let Some(open) = self.open.last() else {
            return Err(self.error(name_at, "Unexpected end tag."));
        };
        let wanted = open.name.qualified();
        let rest = &self.text[name_at..];
        let matches = rest.strip_prefix(wanted.as_str());
        if matches.is_none_or(|it| it.starts_with(|it| is_name_char(it) || it == ':')) {
            return Err(self.mismatch(name_at, &wanted));
        }
        let end = self.skip_space(name_at + wanted.len());
        match self.char_at(end) {
            Some('>') => {}
            None => return Err(self.unclosed()),
            Some(_) => return Err(self.unexpected(end, &[">"])),
        }
        let Some(open) = self.open.pop() else { return Err(self.unclosed()) };
        let mut item = self.item(Kind::EndElement, "", String::new());
        item.name = open.name;
        self.pending_scope = Some(open.scope);
        self.at = end + 1;
        Ok(item)
    }

    fn mismatch(&mut self, name_at: usize, wanted: &str) -> XmlError {
        let end = match self.qualified_name(name_at) {
            Ok(end) => end,
            Err(error) => return error,
        };
        let (line, position) = self.open.last().map_or((1, 1), |it| self.place(it.at));
        let found = &self.text[name_at..end];
        let text = format!(
            "The '{wanted}' start tag on line {line} position {position} does not match the end tag of '{found}'."
        );
        self.error(name_at, text)
    }

    /// `<!…`
    pub(super) fn declaration(&mut self, at_top: bool) -> Found<Item> {
        let rest = self.rest();
        if rest.starts_with("<!--") {
            return self.comment();
        }
        if let Some(section) = rest.strip_prefix("<![") {
            if at_top {
                return Err(self.error(self.at + 2, "Data at the root level is invalid."));
            }
            if section.starts_with("CDATA[") {
                return self.section();
            }
            return Err(self.unexpected(self.at + 3, &["CDATA["]));
        }
        if rest.starts_with("<!DOCTYPE") {
            if at_top && !self.has_root && !self.has_type {
                return self.document_type();
            }
            return Err(self.error(self.at + 2, "Unexpected DTD declaration."));
        }
        if rest.starts_with("<!-") {
            return Err(self.unexpected(self.at + 3, &["-"]));
        }
        let expected: &[&str] = if at_top { &["DOCTYPE"] } else { &["<!--", "<[CDATA["] };
        Err(self.unexpected(self.at + 2, expected))
    }

    fn comment(&mut self) -> Found<Item> {
        let start = self.at + 4;
        let Some(length) = self.text[start..].find("--") else {
            return Err(self.ended("Comment"));
        };
        let end = start + length;
        if !self.text[end..].starts_with("-->") {
            let text = "An XML comment cannot contain '--', and '-' cannot be the last character.";
            return Err(self.error(end, text));
        }
        let value = self.verbatim(start, end)?;
        let item = self.item(Kind::Comment, "#comment", value);
        self.at = end + 3;
        Ok(item)
    }

    fn section(&mut self) -> Found<Item> {
        let start = self.at + "<![CDATA[".len();
        let Some(length) = self.text[start..].find("]]>") else {
            return Err(self.ended("CDATA"));
        };
        let value = self.verbatim(start, start + length)?;
        let item = self.item(Kind::CData, "#cdata-section", value);
        self.at = start + length + 3;
        Ok(item)
    }

    /// `<?…?>`
    pub(super) fn instruction(&mut self) -> Found<Item> {
        let name_at = self.at + 2;
        let name_end = self.qualified_name(name_at)?;
        let name = self.text[name_at..name_end].to_owned();
        if name.eq_ignore_ascii_case("xml") {
            if name != "xml" {
                return Err(
                    self.error(name_at, format!("'{name}' is an invalid name for processing instructions."))
                );
            }
            if self.at > 0 {
                let text = "Unexpected XML declaration. The XML declaration must be the first node in the \
                            document, and no whitespace characters are allowed to appear before it.";
                return Err(self.error(name_at, text));
            }
            return self.xml_declaration(name_end);
        }
        let Some(length) = self.text[name_end..].find("?>") else {
            return Err(self.ended("PI"));
        };
        let end = name_end + length;
        let start = self.skip_space(name_end).min(end);
        if start == name_end && start != end {
            let bad = self.char_at(start).unwrap_or(' ');
            return Err(self.bad_name_char(start, bad));
        }
        let value = self.verbatim(start, end)?;
        let item = self.item(Kind::ProcessingInstruction, &name, value);
        self.at = end + 2;
        Ok(item)
    }

    fn xml_declaration(&mut self, from: usize) -> Found<Item> {
        let invalid = "Syntax for an XML declaration is invalid.";
        let mut item = self.item(Kind::XmlDeclaration, "xml", String::new());
        let mut at = from;
        for name in ["version", "encoding", "standalone"] {
            let start = self.skip_space(at);
            if !self.text[start..].starts_with(name) {
                if name == "version" {
                    return Err(self.error(start, invalid));
                }
                continue;
            }
            let equals = self.skip_space(start + name.len());
            if self.char_at(equals) != Some('=') || start == at {
                return Err(self.error(equals, invalid));
            }
            let (value, end) = self.attribute_value(equals + 1)?;
            if name == "version" && value != "1.0" {
                return Err(
                    self.error(end - value.len() - 1, format!("Version number '{value}' is invalid."))
                );
            }
            if name == "standalone" && value != "yes" && value != "no" {
                return Err(self.error(end - value.len() - 1, invalid));
            }
            item.attributes.push((Arc::new(Name::plain(name)), value));
            at = end;
        }
        let end = self.skip_space(at);
        if !self.text[end..].starts_with("?>") {
            return Err(self.unexpected(end, &["?>"]));
        }
        self.text[self.skip_space(from)..at].clone_into(&mut item.value);
        self.at = end + 2;
        Ok(item)
    }

    /// Text in which nothing stands for something else.
    fn verbatim(&self, start: usize, end: usize) -> Found<String> {
        let raw = &self.text[start..end];
        if self.options.check_characters
            && let Some((at, bad)) = raw.char_indices().find(|(_, it)| !is_char(*it))
        {
            return Err(self.invalid(start + at, bad));
        }
        Ok(raw.replace("\r\n", "\n").replace('\r', "\n"))
    }

    fn ended(&self, what: &str) -> XmlError {
        let text = format!("Unexpected end of file while parsing {what} has occurred.");
        self.error(self.text.len(), text)
    }
}
