//! [`Reader`]: one piece of a document after the other. It is psp's own because its messages and the places in them are
//! .NET's, which no tokenizer tells.

mod doctype;
mod markup;
mod text;

use crate::{
    chars::{is_blank, is_name_char, is_name_start, is_space},
    error::{XmlError, shown},
    tree::{DocumentType, Kind, Name},
};
use std::{collections::HashMap, sync::Arc};

/// What to do with a document type declaration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dtd {
    /// It is an error.
    Prohibit,
    /// It is passed over.
    Ignore,
    /// Its entities are known afterwards. Nothing outside the document is ever read.
    Parse,
}

/// How to read.
#[derive(Debug, Clone)]
pub struct Options {
    /// Refuse characters that XML does not allow.
    pub check_characters: bool,
    /// Document type declarations.
    pub dtd: Dtd,
    /// How many characters may come out of entities; 0 is any number.
    pub max_from_entities: usize,
    /// Several elements and text may stand at the top.
    pub fragment: bool,
    /// Leave white space between elements out.
    pub ignore_whitespace: bool,
    /// Leave comments out.
    pub ignore_comments: bool,
    /// Leave processing instructions out.
    pub ignore_instructions: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            check_characters: true,
            dtd: Dtd::Parse,
            max_from_entities: 10_000_000,
            fragment: false,
            ignore_whitespace: false,
            ignore_comments: false,
            ignore_instructions: false,
        }
    }
}

/// One piece.
#[derive(Debug, Clone)]
pub struct Item {
    /// What it is.
    pub kind: Kind,
    /// Its name.
    pub name: Arc<Name>,
    /// Its text.
    pub value: String,
    /// Of an element or an XML declaration.
    pub attributes: Vec<(Arc<Name>, String)>,
    /// An element of one tag.
    pub empty: bool,
    /// How many elements are around it.
    pub depth: usize,
    /// Of a document type declaration.
    pub document_type: Option<DocumentType>,
    /// Where it starts, in bytes.
    pub at: usize,
}

/// An element that is open.
struct Open {
    name: Arc<Name>,
    /// Where its name stands.
    at: usize,
    /// How many namespace declarations are older.
    scope: usize,
    /// `xml:space="preserve"`
    preserve: bool,
}

type Found<T> = Result<T, XmlError>;

/// Reads a document piece by piece.
pub struct Reader {
    text: Arc<str>,
    at: usize,
    options: Options,
    open: Vec<Open>,
    scopes: Vec<(Box<str>, Box<str>)>,
    names: HashMap<(Box<str>, Box<str>), Arc<Name>>,
    entities: HashMap<String, String>,
    from_entities: usize,
    has_root: bool,
    has_type: bool,
    /// The element just given had one tag: its namespaces end with the next piece.
    pending_scope: Option<usize>,
}

impl Reader {
    /// At the start of a text.
    pub fn new(text: &str, options: Options) -> Self {
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        Self {
            text: text.into(),
            at: 0,
            options,
            open: Vec::new(),
            scopes: Vec::new(),
            names: HashMap::new(),
            entities: HashMap::new(),
            from_entities: 0,
            has_root: false,
            has_type: false,
            pending_scope: None,
        }
    }

    /// Makes a prefix known from outside.
    pub fn declare(&mut self, prefix: &str, namespace: &str) {
        self.scopes.push((prefix.into(), namespace.into()));
    }

    /// The namespace that a prefix means here.
    pub fn namespace(&self, prefix: &str) -> Option<&str> {
        match prefix {
            "xml" => return Some("http://www.w3.org/XML/1998/namespace"),
            "xmlns" => return Some("http://www.w3.org/2000/xmlns/"),
            _ => {}
        }
        self.scopes.iter().rev().find(|(known, _)| **known == *prefix).map(|(_, it)| &**it)
    }

    /// The line and the position of a byte.
    pub fn place(&self, at: usize) -> (u32, u32) {
        let before = self.text.get(..at.min(self.text.len())).unwrap_or(&self.text);
        let (mut line, mut position, mut after_return) = (1, 1, false);
        for it in before.chars() {
            match it {
                '\n' if after_return => {}
                '\n' | '\r' => (line, position) = (line + 1, 1),
                _ => position += it.len_utf16() as u32,
            }
            after_return = it == '\r';
        }
        (line, position)
    }

    /// The byte after the last piece.
    pub fn offset(&self) -> usize {
        self.at
    }

    /// The text that is read.
    pub fn text(&self) -> &Arc<str> {
        &self.text
    }

    /// Reading is inside an element that keeps its white space.
    pub fn preserves(&self) -> bool {
        self.open.last().is_some_and(|it| it.preserve)
    }

    /// The next piece; `None` at the end.
    #[expect(clippy::should_implement_trait, reason = "it may fail, and nothing may follow a failure")]
    pub fn next(&mut self) -> Result<Option<Item>, XmlError> {
        if let Some(scope) = self.pending_scope.take() {
            self.scopes.truncate(scope);
        }
        loop {
            let found = if self.open.is_empty() && !self.options.fragment {
                self.top_level()?
            } else {
                self.content()?
            };
            let Some(item) = found else { return Ok(None) };
            let drop = match item.kind {
                Kind::Whitespace => self.options.ignore_whitespace,
                Kind::Comment => self.options.ignore_comments,
                Kind::ProcessingInstruction => self.options.ignore_instructions,
                Kind::DocumentType => self.options.dtd == Dtd::Ignore,
                _ => false,
            };
            if !drop {
                return Ok(Some(item));
            }
        }
    }

    /// Outside the root element.
    fn top_level(&mut self) -> Found<Option<Item>> {
        let rest = self.rest();
        let Some(first) = rest.chars().next() else {
            if self.has_root {
                return Ok(None);
            }
            return Err(XmlError::new("Root element is missing."));
        };
        if first != '<' {
            let blank = rest.find(|it| !is_space(it)).unwrap_or(rest.len());
            if blank == 0 {
                return Err(self.error(self.at, "Data at the root level is invalid."));
            }
            let item = self.item(Kind::Whitespace, "", rest[..blank].replace("\r\n", "\n"));
            self.at += blank;
            return Ok(Some(item));
        }
        if rest.encode_utf16().take(4).count() < 4 {
            // .NET wants room for the shortest element.
            return Err(self.error(self.at, "Data at the root level is invalid."));
        }
        match rest.as_bytes()[1] {
            b'?' => self.instruction().map(Some),
            b'!' => self.declaration(true).map(Some),
            b'/' => Err(self.error(self.at + 1, "Unexpected end tag.")),
            _ if self.has_root => Err(self.error(self.at + 1, "There are multiple root elements.")),
            _ => self.element().map(Some),
        }
    }

    /// Inside an element, or anywhere in a fragment.
    fn content(&mut self) -> Found<Option<Item>> {
        let rest = self.rest().as_bytes();
        match (rest.first(), rest.get(1)) {
            (None, _) if self.open.is_empty() => Ok(None),
            (None, _) => Err(self.unclosed()),
            (Some(b'<'), Some(b'?')) => self.instruction().map(Some),
            (Some(b'<'), Some(b'!')) => self.declaration(false).map(Some),
            (Some(b'<'), Some(b'/')) if self.open.is_empty() => {
                Err(self.error(self.at + 1, "Unexpected end tag."))
            }
            (Some(b'<'), Some(b'/')) => self.end_tag().map(Some),
            (Some(b'<'), None) => Err(self.unclosed()),
            (Some(b'<'), _) => self.element().map(Some),
            _ => self.characters().map(Some),
        }
    }

    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn char_at(&self, at: usize) -> Option<char> {
        self.text.get(at..).and_then(|it| it.chars().next())
    }

    /// The end of white space.
    fn skip_space(&self, at: usize) -> usize {
        let rest = self.text.get(at..).unwrap_or_default();
        at + rest.find(|it| !is_space(it)).unwrap_or(rest.len())
    }

    /// The end of a name that starts here; its own start when there is none.
    fn name_end(&self, at: usize) -> usize {
        let rest = self.text.get(at..).unwrap_or_default();
        if !rest.starts_with(is_name_start) {
            return at;
        }
        at + rest.find(|it| !is_name_char(it)).unwrap_or(rest.len())
    }

    /// A name with a prefix or none.
    fn qualified_name(&mut self, at: usize) -> Found<usize> {
        let end = self.name_end(at);
        if end == at {
            return Err(self.bad_name_start(at));
        }
        if self.char_at(end) != Some(':') {
            return Ok(end);
        }
        let local = self.name_end(end + 1);
        if local == end + 1 {
            return Err(self.bad_name_start(local));
        }
        Ok(local)
    }

    fn bad_name_start(&self, at: usize) -> XmlError {
        match self.char_at(at) {
            Some(it) => {
                let (text, number) = shown(it);
                let message =
                    format!("Name cannot begin with the '{text}' character, hexadecimal value {number}.");
                self.error(at, message)
            }
            None => self.error(at, "Unexpected end of file while parsing Name has occurred."),
        }
    }

    /// A name with its prefix resolved.
    fn resolved(&mut self, qualified: &str, at: usize, is_attribute: bool) -> Found<Arc<Name>> {
        let (prefix, local) = crate::chars::split_name(qualified);
        let namespace = if prefix.is_empty() && is_attribute {
            if local == "xmlns" { "http://www.w3.org/2000/xmlns/" } else { "" }
        } else {
            match self.namespace(prefix) {
                Some(it) => it,
                None if prefix.is_empty() => "",
                None => return Err(self.error(at, format!("'{prefix}' is an undeclared prefix."))),
            }
        };
        let key = (Box::from(qualified), Box::from(namespace));
        if let Some(known) = self.names.get(&key) {
            return Ok(known.clone());
        }
        let name = Arc::new(Name::new(prefix, local, namespace));
        self.names.insert(key, name.clone());
        Ok(name)
    }

    fn item(&self, kind: Kind, name: &str, value: String) -> Item {
        Item {
            kind,
            name: Arc::new(Name::plain(name)),
            value,
            attributes: Vec::new(),
            empty: false,
            depth: self.open.len(),
            document_type: None,
            at: self.at,
        }
    }

    fn error(&self, at: usize, text: impl Into<String>) -> XmlError {
        let (line, position) = self.place(at);
        XmlError { text: text.into(), line, position }
    }

    /// The text ended while elements are open.
    fn unclosed(&self) -> XmlError {
        let end = self.text.len();
        if self.open.is_empty() {
            return self.error(end, "Unexpected end of file has occurred.");
        }
        let names: Vec<_> = self.open.iter().rev().map(|it| it.name.qualified()).collect();
        let text = format!(
            "Unexpected end of file has occurred. The following elements are not closed: {}.",
            names.join(", ")
        );
        self.error(end, text)
    }

    /// Something else was expected here.
    fn unexpected(&self, at: usize, expected: &[&str]) -> XmlError {
        let Some(token) = self.token(at) else {
            return self.error(at, "Unexpected end of file has occurred.");
        };
        let expected: Vec<_> = expected.iter().map(|it| format!("'{it}'")).collect();
        let text =
            format!("'{token}' is an unexpected token. The expected token is {}.", expected.join(" or "));
        self.error(at, text)
    }

    /// What stands here: a name or a character.
    fn token(&self, at: usize) -> Option<&str> {
        let rest = self.text.get(at..)?;
        let first = rest.chars().next()?;
        let length = if is_name_char(first) {
            rest.find(|it| !is_name_char(it)).unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        rest.get(..length)
    }

    /// The kind of a text.
    fn kind_of_text(&self, text: &str) -> Kind {
        match is_blank(text) {
            true if self.preserves() => Kind::SignificantWhitespace,
            true => Kind::Whitespace,
            false => Kind::Text,
        }
    }
}
