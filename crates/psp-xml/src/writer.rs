//! [`Writer`]: text out of pieces, laid out as `XmlTextWriter` (documents are saved by it) or as the writers of
//! `XmlWriter.Create`, which differ in details.

mod escape;
mod nodes;

pub use nodes::{declaration_encoding, pseudo_attribute, write_content, write_node};

use crate::error::XmlError;
use escape::{escaped_attribute, escaped_text};
use std::fmt::Write as _;

/// Whose habits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// `System.Xml.XmlTextWriter`
    Classic,
    /// `System.Xml.XmlWriter.Create`
    Modern,
}

/// The layout.
#[derive(Debug, Clone)]
pub struct Format {
    /// Whose habits.
    pub style: Style,
    /// A line for each element.
    pub indent: bool,
    /// What a level is indented by.
    pub indent_chars: String,
    /// What ends a line.
    pub new_line: String,
    /// A line for each attribute.
    pub new_line_on_attributes: bool,
    /// What attributes are quoted with.
    pub quote: char,
    /// Refuse characters that XML does not allow.
    pub check_characters: bool,
}

impl Format {
    /// In one line, or indented by two blanks.
    pub fn new(style: Style, indent: bool) -> Self {
        Self {
            style,
            indent,
            indent_chars: "  ".to_owned(),
            new_line: "\n".to_owned(),
            new_line_on_attributes: false,
            quote: '"',
            check_characters: true,
        }
    }
}

/// An element that is open.
struct Frame {
    name: String,
    /// Text stands in it or around it: nothing is indented.
    mixed: bool,
    /// How many namespace declarations are older.
    scope: usize,
    /// Something stands between its tags.
    filled: bool,
}

/// Writes pieces.
pub struct Writer {
    /// How.
    pub format: Format,
    out: String,
    open: Vec<Frame>,
    scopes: Vec<(String, String)>,
    /// Declarations that the open start tag still needs.
    pending: Vec<(String, String)>,
    in_start_tag: bool,
    /// The attribute that is being written, and its text so far.
    attribute: Option<(String, String)>,
    started: bool,
    /// Text stands at the very end, so the next piece is not put into a line of its own.
    after_text: bool,
    problem: Option<XmlError>,
}

impl Writer {
    /// Without anything yet.
    pub fn new(format: Format) -> Self {
        Self {
            format,
            out: String::new(),
            open: Vec::new(),
            scopes: Vec::new(),
            pending: Vec::new(),
            in_start_tag: false,
            attribute: None,
            started: false,
            after_text: false,
            problem: None,
        }
    }

    /// What was written since the last time; an open start tag stays open.
    pub fn take(&mut self) -> Result<String, XmlError> {
        match self.problem.take() {
            Some(problem) => Err(problem),
            None => Ok(std::mem::take(&mut self.out)),
        }
    }

    /// Nothing was written yet.
    pub fn is_fresh(&self) -> bool {
        !self.started
    }

    /// How many elements are open.
    pub fn depth(&self) -> usize {
        self.open.len()
    }

    /// `WriteState`: 0 Start, 1 Prolog, 2 Element, 3 Attribute, 4 Content.
    pub fn state(&self) -> i32 {
        match () {
            () if self.attribute.is_some() => 3,
            () if self.in_start_tag => 2,
            () if !self.open.is_empty() => 4,
            () if self.started => 1,
            () => 0,
        }
    }

    /// The namespace that a prefix means here.
    pub fn namespace(&self, prefix: &str) -> Option<&str> {
        if prefix == "xml" {
            return Some("http://www.w3.org/XML/1998/namespace");
        }
        let all = self.pending.iter().rev().chain(self.scopes.iter().rev());
        all.into_iter().find(|(known, _)| known == prefix).map(|(_, it)| it.as_str())
    }

    /// The prefix that means a namespace here.
    pub fn prefix(&self, namespace: &str) -> Option<&str> {
        if namespace == "http://www.w3.org/XML/1998/namespace" {
            return Some("xml");
        }
        let all = self.pending.iter().rev().chain(self.scopes.iter().rev());
        let mut found = all.filter(|(_, it)| it == namespace).map(|(prefix, _)| prefix.as_str());
        found.find(|it| self.namespace(it) == Some(namespace))
    }

    /// The XML declaration.
    pub fn declaration(&mut self, encoding: Option<&str>, standalone: Option<bool>) {
        self.started = true;
        self.out.push_str("<?xml version=\"1.0\"");
        if let Some(encoding) = encoding {
            self.out.push_str(" encoding=\"");
            self.out.push_str(encoding);
            self.out.push('"');
        }
        if let Some(standalone) = standalone {
            self.out.push_str(if standalone { " standalone=\"yes\"" } else { " standalone=\"no\"" });
        }
        self.out.push_str("?>");
    }

    /// Opens an element. Without a prefix one that means the namespace is looked for; without a namespace there is
    /// nothing to declare.
    pub fn start_element(&mut self, prefix: Option<&str>, local: &str, namespace: Option<&str>) {
        self.piece();
        let scope = self.scopes.len();
        let prefix = match (prefix, namespace) {
            (Some(prefix), _) => prefix.to_owned(),
            (None, Some(namespace)) => self.prefix(namespace).unwrap_or_default().to_owned(),
            (None, None) => String::new(),
        };
        let name = joined(&prefix, local);
        self.out.push('<');
        self.out.push_str(&name);
        let mixed = self.open.last().is_some_and(|it| it.mixed);
        self.open.push(Frame { name, mixed, scope, filled: false });
        self.in_start_tag = true;
        if let Some(namespace) = namespace {
            self.need(&prefix, namespace);
        }
    }

    /// The open start tag must make the prefix mean the namespace.
    fn need(&mut self, prefix: &str, namespace: &str) {
        if self.namespace(prefix).unwrap_or_default() != namespace {
            self.pending.push((prefix.to_owned(), namespace.to_owned()));
        }
    }

    /// Begins an attribute; what is written up to its end is its text.
    pub fn start_attribute(&mut self, prefix: Option<&str>, local: &str, namespace: Option<&str>) {
        self.end_attribute();
        let namespace = namespace.unwrap_or_default();
        let name = match prefix {
            _ if local == "xmlns" && prefix.unwrap_or_default().is_empty() => local.to_owned(),
            Some("xmlns") => joined("xmlns", local),
            Some(prefix) if !prefix.is_empty() => {
                if !namespace.is_empty() {
                    self.need(prefix, namespace);
                }
                joined(prefix, local)
            }
            _ if namespace.is_empty() => local.to_owned(),
            _ => joined(&self.prefix_for(namespace), local),
        };
        self.attribute = Some((name, String::new()));
    }

    /// A prefix for an attribute's namespace, invented when there is none.
    fn prefix_for(&mut self, namespace: &str) -> String {
        if let Some(known) = self.prefix(namespace).filter(|it| !it.is_empty()) {
            return known.to_owned();
        }
        let made = match self.format.style {
            Style::Classic => format!("d{}p{}", self.open.len(), self.pending.len() + 1),
            Style::Modern => format!("p{}", self.open.len() + self.pending.len()),
        };
        self.pending.push((made.clone(), namespace.to_owned()));
        made
    }

    /// Ends an attribute.
    pub fn end_attribute(&mut self) {
        let Some((name, value)) = self.attribute.take() else { return };
        let declares = if name == "xmlns" { Some("") } else { name.strip_prefix("xmlns:") };
        if let Some(prefix) = declares {
            self.pending.retain(|(known, _)| known != prefix);
            self.scopes.push((prefix.to_owned(), value.clone()));
        }
        self.put_attribute(&name, &value);
    }

    fn put_attribute(&mut self, name: &str, value: &str) {
        if self.format.new_line_on_attributes && self.format.indent {
            self.line(self.open.len());
        } else {
            self.out.push(' ');
        }
        let quote = self.format.quote;
        self.out.push_str(name);
        self.out.push('=');
        self.out.push(quote);
        self.check(value);
        escaped_attribute(&mut self.out, value, &self.format);
        self.out.push(quote);
    }

    /// A whole attribute.
    pub fn attribute(&mut self, prefix: Option<&str>, local: &str, namespace: Option<&str>, value: &str) {
        self.start_attribute(prefix, local, namespace);
        self.text(value);
        self.end_attribute();
    }

    /// Text.
    pub fn text(&mut self, text: &str) {
        if let Some((_, value)) = &mut self.attribute {
            value.push_str(text);
            return;
        }
        if text.is_empty() && self.format.style == Style::Classic {
            return;
        }
        self.inside();
        self.check(text);
        escaped_text(&mut self.out, text, &self.format);
    }

    /// White space or markup as it is.
    pub fn raw(&mut self, text: &str) {
        if let Some((_, value)) = &mut self.attribute {
            value.push_str(text);
            return;
        }
        self.inside();
        self.out.push_str(text);
    }

    /// `<![CDATA[…]]>`
    pub fn section(&mut self, text: &str) {
        self.inside();
        self.out.push_str("<![CDATA[");
        self.out.push_str(&text.replace("]]>", "]]]]><![CDATA[>"));
        self.out.push_str("]]>");
    }

    /// `<!--…-->`
    pub fn comment(&mut self, text: &str) {
        self.piece();
        self.out.push_str("<!--");
        self.out.push_str(text);
        self.out.push_str("-->");
    }

    /// `<?…?>`
    pub fn instruction(&mut self, name: &str, text: &str) {
        self.piece();
        self.out.push_str("<?");
        self.out.push_str(name);
        if !text.is_empty() {
            self.out.push(' ');
            self.out.push_str(text);
        }
        self.out.push_str("?>");
    }

    /// `<!DOCTYPE …>`
    pub fn document_type(
        &mut self,
        name: &str,
        public: Option<&str>,
        system: Option<&str>,
        subset: Option<&str>,
    ) {
        self.piece();
        self.out.push_str("<!DOCTYPE ");
        self.out.push_str(name);
        match (public, system) {
            (Some(public), system) => {
                let _ = write!(self.out, " PUBLIC \"{public}\" \"{}\"", system.unwrap_or_default());
            }
            (None, Some(system)) => {
                let _ = write!(self.out, " SYSTEM \"{system}\"");
            }
            (None, None) => {}
        }
        if let Some(subset) = subset {
            let _ = write!(self.out, "[{subset}]");
        }
        self.out.push('>');
    }

    /// Closes the innermost element; `full` never makes one tag of it. False when none is open.
    pub fn end_element(&mut self, full: bool) -> bool {
        self.end_attribute();
        let Some(frame) = self.open.last() else { return false };
        let (mixed, filled, scope) = (frame.mixed, frame.filled, frame.scope);
        let depth = self.open.len() - 1;
        if self.in_start_tag && !full {
            self.finish_start_tag(" />");
        } else {
            let was_open = self.in_start_tag;
            self.finish_start_tag(">");
            let own_line = filled || was_open && self.format.style == Style::Classic;
            let right_after = self.after_text && self.format.style == Style::Modern;
            if self.format.indent && !mixed && own_line && !right_after {
                self.line(depth);
            }
            let name = self.open.last().map(|it| it.name.clone()).unwrap_or_default();
            self.out.push_str("</");
            self.out.push_str(&name);
            self.out.push('>');
        }
        self.open.pop();
        self.scopes.truncate(scope);
        self.after_text = false;
        true
    }

    /// Closes whatever is open.
    pub fn end_document(&mut self) {
        while self.end_element(false) {}
    }

    /// A piece that stands in a line of its own.
    fn piece(&mut self) {
        self.close_start_tag();
        if let Some(frame) = self.open.last_mut() {
            frame.filled = true;
        }
        let mixed = self.open.last().is_some_and(|it| it.mixed);
        if self.format.indent && !mixed && self.started && !self.after_text {
            self.line(self.open.len());
        }
        self.started = true;
        self.after_text = false;
    }

    /// Text in the innermost element.
    fn inside(&mut self) {
        self.close_start_tag();
        if let Some(frame) = self.open.last_mut() {
            (frame.mixed, frame.filled) = (true, true);
        }
        self.started = true;
        self.after_text = true;
    }

    fn close_start_tag(&mut self) {
        self.end_attribute();
        self.finish_start_tag(">");
    }

    fn finish_start_tag(&mut self, end: &str) {
        if !self.in_start_tag {
            return;
        }
        for (prefix, namespace) in std::mem::take(&mut self.pending).into_iter().rev() {
            let name = if prefix.is_empty() { "xmlns".to_owned() } else { joined("xmlns", &prefix) };
            self.put_attribute(&name, &namespace);
            self.scopes.push((prefix, namespace));
        }
        self.in_start_tag = false;
        self.out.push_str(end);
    }

    fn line(&mut self, depth: usize) {
        self.out.push_str(&self.format.new_line);
        for _ in 0..depth {
            self.out.push_str(&self.format.indent_chars);
        }
    }

    /// Remembers the first character that must not be written.
    fn check(&mut self, text: &str) {
        if self.format.style == Style::Classic || !self.format.check_characters || self.problem.is_some() {
            return;
        }
        if let Some(bad) = text.chars().find(|it| !crate::chars::is_char(*it)) {
            let (shown, number) = crate::error::shown(bad);
            let text = format!("'{shown}', hexadecimal value {number}, is an invalid character.");
            self.problem = Some(XmlError::new(text));
        }
    }
}

fn joined(prefix: &str, local: &str) -> String {
    if prefix.is_empty() { local.to_owned() } else { format!("{prefix}:{local}") }
}
