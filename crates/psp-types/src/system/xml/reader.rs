//! `System.Xml.XmlReader` and its siblings.

use super::{
    enums::{ReadState, XmlNodeType},
    io::{self, Like},
    node::{Node, identity, xml_fault},
    writer_settings::{ReaderSettings, reader_defaults},
    xml_node::markup,
};
use crate::system::io::{reader::TextReader, stream::Stream};
use parking_lot::Mutex;
use psp_derive::ps_type;
use psp_value::{Context, Fault, Interrupt, Native, Object, Result, Value};
use psp_xml::{Item, Kind, Name, Options, Reader, Tree, chars};
use std::sync::Arc;

/// Reads XML piece by piece.
pub(super) struct XmlReader(Mutex<State>);

struct State {
    reader: Reader,
    options: Options,
    /// The piece it stands on.
    item: Option<Item>,
    /// The attribute it stands on.
    attribute: Option<usize>,
    /// Where the piece after this one starts, in bytes.
    end: usize,
    ended: bool,
    closed: bool,
}

impl Native for XmlReader {}

fn failed(error: &psp_xml::XmlError) -> Interrupt {
    xml_fault(error).into()
}

impl XmlReader {
    /// Of a text.
    pub(super) fn over(text: &str, options: Options) -> Self {
        let reader = Reader::new(text, options.clone());
        Self(Mutex::new(State {
            reader,
            options,
            item: None,
            attribute: None,
            end: 0,
            ended: false,
            closed: false,
        }))
    }

    fn with<R>(&self, f: impl FnOnce(&mut State) -> R) -> R {
        f(&mut self.0.lock())
    }

    /// The document from here on.
    pub(super) fn rest(&self, keep_space: bool) -> Result<Tree> {
        self.with(|it| {
            if it.item.is_some() {
                let start = it.item.as_ref().map_or(0, |it| it.at);
                let text = it.reader.text().get(start..).unwrap_or_default().to_owned();
                it.finish();
                return psp_xml::load(&text, it.options.clone(), keep_space);
            }
            let text = it.reader.text().clone();
            it.finish();
            psp_xml::load(&text, it.options.clone(), keep_space)
        })
        .map_err(|it| failed(&it))
    }

    /// The element it stands on as the second node of a tree; the reader goes behind it.
    pub(super) fn subtree(&self, keep_space: bool) -> Result<Option<Tree>> {
        let Some(text) = self.with(State::outer)? else { return Ok(None) };
        let mut tree = Tree::default();
        let top = psp_xml::fragment(&mut tree, &text, &[], keep_space).map_err(|it| failed(&it))?;
        let Some(first) = tree.first_child(top) else { return Ok(None) };
        Ok(Some(tree.extract(first, true)))
    }
}

impl State {
    fn finish(&mut self) {
        (self.item, self.attribute, self.ended) = (None, None, true);
    }

    fn next(&mut self) -> Result<bool> {
        self.attribute = None;
        if self.closed || self.ended {
            return Ok(false);
        }
        self.item = self.reader.next().map_err(|it| failed(&it))?;
        self.end = self.reader.offset();
        self.ended = self.item.is_none();
        Ok(!self.ended)
    }

    fn kind(&self) -> Option<Kind> {
        if self.attribute.is_some() {
            return Some(Kind::Attribute);
        }
        self.item.as_ref().map(|it| it.kind)
    }

    fn name(&self) -> Option<Arc<Name>> {
        let item = self.item.as_ref()?;
        if let Some(at) = self.attribute {
            return item.attributes.get(at).map(|it| it.0.clone());
        }
        match item.kind {
            Kind::Text | Kind::CData | Kind::Comment | Kind::Whitespace | Kind::SignificantWhitespace => None,
            _ => Some(item.name.clone()),
        }
    }

    fn value(&self) -> String {
        let Some(item) = &self.item else { return String::new() };
        match self.attribute {
            Some(at) => item.attributes.get(at).map(|it| it.1.clone()).unwrap_or_default(),
            None => item.value.clone(),
        }
    }

    fn attribute(&self, f: impl Fn(&Name) -> bool) -> Option<usize> {
        self.item.as_ref()?.attributes.iter().position(|it| f(&it.0))
    }

    fn attribute_value(&self, at: Option<usize>) -> Option<String> {
        self.item.as_ref()?.attributes.get(at?).map(|it| it.1.clone())
    }

    /// The markup of the element it stands on; goes behind it.
    fn outer(&mut self) -> Result<Option<String>> {
        let Some(item) = &self.item else { return Ok(None) };
        let (start, depth, kind) = (item.at, item.depth, item.kind);
        if kind == Kind::Element && !item.empty {
            loop {
                if !self.next()? {
                    break;
                }
                let ends = |it: &Item| it.kind == Kind::EndElement && it.depth == depth;
                if self.item.as_ref().is_some_and(ends) {
                    break;
                }
            }
        }
        let text = self.reader.text().get(start..self.end).unwrap_or_default().to_owned();
        self.next()?;
        Ok(Some(text))
    }

    /// The text of the element it stands on, which has nothing else; goes behind it.
    fn content(&mut self, in_element: bool) -> Result<String> {
        let mut text = String::new();
        if in_element {
            let empty = self.item.as_ref().is_some_and(|it| it.empty);
            if self.kind() != Some(Kind::Element) {
                let message = "The ReadElementContentAsString method is not supported on this node type.";
                return Err(Fault::new("System.InvalidOperationException", message).into());
            }
            self.next()?;
            if empty {
                return Ok(text);
            }
        }
        loop {
            match self.kind() {
                Some(it) if it.is_text() => text.push_str(&self.value()),
                Some(Kind::Comment | Kind::ProcessingInstruction) => {}
                Some(Kind::Element) if in_element => {
                    let message = "ReadElementContentAs() methods cannot be called on an element that has child \
                                   elements.";
                    return Err(failed(&psp_xml::XmlError::new(message)));
                }
                _ => break,
            }
            self.next()?;
        }
        if in_element && self.kind() == Some(Kind::EndElement) {
            self.next()?;
        }
        Ok(text)
    }

    /// Goes to the next content: past white space, comments and instructions.
    fn seek_content(&mut self) -> Result<Option<Kind>> {
        loop {
            match self.kind() {
                Some(Kind::Element | Kind::EndElement | Kind::Text | Kind::CData | Kind::EntityReference) => {
                    return Ok(self.kind());
                }
                Some(Kind::Attribute) => {
                    self.attribute = None;
                    return Ok(self.kind());
                }
                _ if !self.next()? => return Ok(None),
                _ => {}
            }
        }
    }
}

#[ps_type("System.Xml.XmlReader", kind = Abstract, interfaces = [IDISPOSABLE])]
impl XmlReader {
    /// Of a file, a stream or a text reader.
    #[ps]
    fn create(context: &mut dyn Context, input_uri: &str, settings: Option<ReaderSettings>) -> Result<Self> {
        let text = io::text_of_file(context, input_uri)?;
        Ok(Self::over(&text, settings.map_or_else(reader_defaults, |it| it.0)))
    }
    #[ps("Create")]
    fn create_stream(input: Like<Stream>, settings: Option<ReaderSettings>) -> Result<Self> {
        let text = io::text_of_stream(&input.0)?;
        Ok(Self::over(&text, settings.map_or_else(reader_defaults, |it| it.0)))
    }
    #[ps("Create")]
    fn create_text(
        context: &mut dyn Context,
        input: Like<TextReader>,
        settings: Option<ReaderSettings>,
    ) -> Result<Self> {
        let text = io::text_of_reader(context, &input.0)?;
        Ok(Self::over(&text, settings.map_or_else(reader_defaults, |it| it.0)))
    }

    /// Goes to the next piece; false at the end.
    #[ps]
    fn read(&self) -> Result<bool> {
        self.with(State::next)
    }

    /// What it stands on.
    #[ps(get)]
    fn node_type(&self) -> XmlNodeType {
        XmlNodeType(self.with(|it| it.kind()).map_or(0, |it| it as i64))
    }

    /// The name with its prefix.
    #[ps(get)]
    fn name(&self) -> String {
        self.with(|it| it.name()).map(|it| it.qualified()).unwrap_or_default()
    }

    /// The name without its prefix.
    #[ps(get)]
    fn local_name(&self) -> String {
        self.with(|it| it.name()).map(|it| it.local.to_string()).unwrap_or_default()
    }

    /// The prefix.
    #[ps(get)]
    fn prefix(&self) -> String {
        self.with(|it| it.name()).map(|it| it.prefix.to_string()).unwrap_or_default()
    }

    /// The namespace's name.
    #[ps("NamespaceURI", get)]
    fn namespace_uri(&self) -> String {
        self.with(|it| it.name()).map(|it| it.namespace.to_string()).unwrap_or_default()
    }

    /// The text.
    #[ps(get)]
    fn value(&self) -> String {
        self.with(|it| it.value())
    }

    /// It has a text.
    #[ps(get)]
    fn has_value(&self) -> bool {
        self.with(|it| it.kind().is_some_and(|it| !matches!(it, Kind::Element | Kind::EndElement)))
    }

    /// How many elements are around it.
    #[ps(get)]
    fn depth(&self) -> i32 {
        self.with(|it| {
            let depth = it.item.as_ref().map_or(0, |it| it.depth);
            depth + usize::from(it.attribute.is_some())
        }) as i32
    }

    /// Nothing is left.
    #[ps("EOF", get)]
    fn is_at_end(&self) -> bool {
        self.with(|it| it.ended)
    }

    /// The element has one tag.
    #[ps(get)]
    fn is_empty_element(&self) -> bool {
        self.with(|it| it.attribute.is_none() && it.item.as_ref().is_some_and(|it| it.empty))
    }

    /// There are attributes.
    #[ps(get)]
    fn has_attributes(&self) -> bool {
        self.attribute_count() > 0
    }

    /// How many attributes.
    #[ps(get)]
    fn attribute_count(&self) -> i32 {
        self.with(|it| it.item.as_ref().map_or(0, |it| it.attributes.len())) as i32
    }

    /// The state.
    #[ps(get)]
    fn read_state(&self) -> ReadState {
        ReadState(self.with(|it| match () {
            () if it.closed => 4,
            () if it.ended => 3,
            () if it.item.is_some() => 1,
            () => 0,
        }))
    }

    /// The line it stands on.
    #[ps(get)]
    fn line_number(&self) -> i32 {
        self.with(|it| it.item.as_ref().map_or(0, |item| it.reader.place(item.at).0)) as i32
    }
    #[ps(get)]
    fn line_position(&self) -> i32 {
        self.with(|it| it.item.as_ref().map_or(0, |item| it.reader.place(item.at + 1).1)) as i32
    }

    /// An attribute's text.
    #[ps]
    fn get_attribute(&self, name: &str) -> Option<String> {
        self.with(|it| it.attribute_value(it.attribute(|it| it.is_qualified(name))))
    }
    #[ps("GetAttribute")]
    fn get_attribute_in(&self, name: &str, namespace_uri: &str) -> Option<String> {
        self.with(|it| {
            it.attribute_value(it.attribute(|it| *it.local == *name && *it.namespace == *namespace_uri))
        })
    }
    #[ps("GetAttribute")]
    fn get_attribute_at(&self, i: i32) -> Option<String> {
        self.with(|it| it.attribute_value(usize::try_from(i).ok()))
    }
    #[ps("get_Item")]
    fn get_item(&self, name: &str) -> Option<String> {
        self.get_attribute(name)
    }
    #[ps("get_Item")]
    fn get_item_at(&self, i: i32) -> Option<String> {
        self.get_attribute_at(i)
    }

    /// Goes to an attribute.
    #[ps]
    fn move_to_attribute(&self, name: &str) -> bool {
        self.with(|it| {
            let found = it.attribute(|it| it.is_qualified(name));
            it.attribute = found.or(it.attribute);
            found.is_some()
        })
    }
    #[ps("MoveToAttribute")]
    fn move_to_attribute_at(&self, i: i32) {
        self.with(|it| it.attribute = usize::try_from(i).ok());
    }
    #[ps]
    fn move_to_first_attribute(&self) -> bool {
        self.with(|it| {
            let any = it.item.as_ref().is_some_and(|it| !it.attributes.is_empty());
            if any {
                it.attribute = Some(0);
            }
            any
        })
    }
    #[ps]
    fn move_to_next_attribute(&self) -> bool {
        self.with(|it| {
            let next = it.attribute.map_or(0, |it| it + 1);
            let any = it.item.as_ref().is_some_and(|it| next < it.attributes.len());
            if any {
                it.attribute = Some(next);
            }
            any
        })
    }
    #[ps]
    fn move_to_element(&self) -> bool {
        self.with(|it| it.attribute.take()).is_some()
    }
    #[ps]
    fn move_to_content(&self) -> Result<XmlNodeType> {
        let kind = self.with(State::seek_content)?;
        Ok(XmlNodeType(kind.map_or(0, |it| it as i64)))
    }

    /// It stands on an element, with a name.
    #[ps]
    fn is_start_element(&self, name: Option<String>) -> Result<bool> {
        self.with(|it| {
            let kind = it.seek_content()?;
            let fits = name.is_none_or(|name| it.name().is_some_and(|it| it.is_qualified(&name)));
            Ok(kind == Some(Kind::Element) && fits)
        })
    }

    /// Goes behind a start tag.
    #[ps]
    fn read_start_element(&self, name: Option<String>) -> Result<()> {
        let shown = name.clone().unwrap_or_default();
        if !self.is_start_element(name)? {
            let message = if shown.is_empty() {
                "The node is no start tag.".to_owned()
            } else {
                format!("Element '{shown}' was not found.")
            };
            return Err(failed(&psp_xml::XmlError::new(message)));
        }
        self.read().map(|_| ())
    }
    #[ps]
    fn read_end_element(&self) -> Result<()> {
        if self.with(State::seek_content)? != Some(Kind::EndElement) {
            let name = self.name();
            let kind =
                super::types::type_of(self.with(|it| it.kind()).unwrap_or(Kind::Document)).short_name();
            let message = format!("'{}' is an invalid XmlNodeType. {name}", kind.trim_start_matches("Xml"));
            return Err(failed(&psp_xml::XmlError::new(message.trim_end())));
        }
        self.read().map(|_| ())
    }

    /// Passes over an element.
    #[ps]
    fn skip(&self) -> Result<()> {
        self.with(State::outer).map(|_| ())
    }

    /// Goes to the next element below, beside or after this one.
    #[ps]
    fn read_to_following(&self, name: &str) -> Result<bool> {
        self.with(|it| {
            while it.next()? {
                if it.kind() == Some(Kind::Element) && it.name().is_some_and(|it| it.is_qualified(name)) {
                    return Ok(true);
                }
            }
            Ok(false)
        })
    }
    #[ps]
    fn read_to_descendant(&self, name: &str) -> Result<bool> {
        self.with(|it| {
            let Some(item) = &it.item else { return Ok(false) };
            let depth = item.depth;
            if item.empty {
                return Ok(false);
            }
            while it.next()? {
                let at = it.item.as_ref().map_or(0, |it| it.depth);
                if at <= depth {
                    return Ok(false);
                }
                if it.kind() == Some(Kind::Element) && it.name().is_some_and(|it| it.is_qualified(name)) {
                    return Ok(true);
                }
            }
            Ok(false)
        })
    }
    #[ps]
    fn read_to_next_sibling(&self, name: &str) -> Result<bool> {
        self.with(|it| {
            let Some(depth) = it.item.as_ref().map(|it| it.depth) else { return Ok(false) };
            it.outer()?;
            loop {
                let Some(item) = &it.item else { return Ok(false) };
                if item.depth < depth || item.kind == Kind::EndElement {
                    return Ok(false);
                }
                if item.kind == Kind::Element && item.name.is_qualified(name) {
                    return Ok(true);
                }
                it.outer()?;
            }
        })
    }

    /// The text of the element it stands on; goes behind it.
    #[ps]
    fn read_element_content_as_string(&self) -> Result<String> {
        self.with(|it| it.content(true))
    }
    #[ps]
    fn read_element_string(&self) -> Result<String> {
        self.with(|it| {
            it.seek_content()?;
            it.content(true)
        })
    }
    #[ps]
    fn read_element_content_as_int(&self, context: &mut dyn Context) -> Result<Value> {
        let text = self.with(|it| it.content(true))?;
        psp_value::convert::convert(context, &text.trim().into(), psp_value::well_known::INT32.ty())
    }
    #[ps]
    fn read_content_as_string(&self) -> Result<String> {
        self.with(|it| it.content(false))
    }
    #[ps]
    fn read_string(&self) -> Result<String> {
        self.with(|it| {
            if it.kind() == Some(Kind::Element) {
                if it.item.as_ref().is_some_and(|it| it.empty) {
                    return Ok(String::new());
                }
                it.next()?;
            }
            it.content(false)
        })
    }

    /// The markup of the element it stands on, or what is in it; goes behind it.
    #[ps]
    fn read_outer_xml(&self) -> Result<String> {
        let tree = self.subtree(true)?;
        Ok(tree.map(|it| shown(it, true)).unwrap_or_default())
    }
    #[ps]
    fn read_inner_xml(&self) -> Result<String> {
        let tree = self.subtree(true)?;
        Ok(tree.map(|it| shown(it, false)).unwrap_or_default())
    }

    /// A reader of the element it stands on alone.
    #[ps]
    fn read_subtree(&self) -> Result<Value> {
        let text = self.with(State::outer)?.unwrap_or_default();
        let options = self.with(|it| it.options.clone());
        Ok(Object::native(identity::<Self>(), Self::over(&text, options)).into())
    }

    /// What a prefix means here.
    #[ps]
    fn lookup_namespace(&self, prefix: &str) -> Option<String> {
        self.with(|it| it.reader.namespace(prefix).map(str::to_owned))
    }

    /// Nothing more is read.
    #[ps]
    fn close(&self) {
        self.with(|it| {
            it.finish();
            it.closed = true;
        });
    }
    #[ps]
    fn dispose(&self) {
        self.close();
    }

    /// It is a name.
    #[ps]
    fn is_name(str: &str) -> bool {
        chars::name_problem(str).is_none()
    }
}

fn shown(tree: Tree, outer: bool) -> String {
    let node = Node::document(tree);
    let first = node.find(|tree, _| (tree.size() > 1).then_some(psp_xml::NodeId(1)));
    first.map(|it| markup(&it, outer)).unwrap_or_default()
}
