//! `System.Xml.XmlWriter` and `XmlTextWriter`.

use super::{
    enums::WriteState,
    io::{Like, Target},
    node::Node,
    writer_settings::{Says, WriterSettings},
};
use crate::{
    declare::{Argument, Char, NullStr},
    support::errors,
    system::io::{stream::Stream, writer::TextWriter},
};
use parking_lot::Mutex;
use psp_derive::ps_type;
use psp_value::{Context, Native, Result, Value, convert, types::TypeSpec};
use psp_xml::{Format, Kind as NodeKind, Style, Writer};

/// Writes XML.
pub(super) struct XmlWriter {
    state: Mutex<State>,
    target: Target,
    layout: Layout,
}

struct State {
    writer: Writer,
    closed: bool,
    /// The declaration is written or not wanted.
    declared: bool,
}

/// What is not the text's own layout.
#[derive(Clone, Default)]
pub(super) struct Layout {
    omit_declaration: bool,
    /// Writes the declaration by itself.
    declares: bool,
    /// Text goes on at once.
    unbuffered: bool,
    encoding: Option<String>,
}

impl Native for XmlWriter {}

/// An argument that is a `StringBuilder`.
pub(super) struct Builder(Value);

impl<'a> Argument<'a> for Builder {
    const TYPE: TypeSpec = TypeSpec::Is(crate::system::text::builder_type);
    fn from_value(_: &mut dyn Context, value: &'a Value) -> Result<Self> {
        Ok(Self(value.clone()))
    }
}

impl XmlWriter {
    /// Into a target.
    pub(super) fn new(target: Target, format: Format, layout: Layout) -> Self {
        let state = State { writer: Writer::new(format), closed: false, declared: false };
        Self { state: Mutex::new(state), target, layout }
    }

    fn modern(context: &mut dyn Context, target: Target, says: &Says) -> Result<Self> {
        let encoding = Some(target.encoding(context));
        let layout = Layout {
            omit_declaration: says.omit_declaration || says.conformance != 2,
            declares: true,
            unbuffered: false,
            encoding,
        };
        if let Target::Stream { .. } = target
            && says.bytes().1
        {
            target.put_preamble()?;
        }
        Ok(Self::new(target, says.format(), layout))
    }

    /// A writer of old, which sends text on at once.
    pub(super) fn classic(target: Target, encoding: Option<String>) -> Self {
        let layout = Layout { unbuffered: true, encoding, ..Layout::default() };
        Self::new(target, Format::new(Style::Classic, false), layout)
    }

    /// Works on the layout.
    pub(super) fn format<R>(&self, f: impl FnOnce(&mut Format) -> R) -> R {
        f(&mut self.state.lock().writer.format)
    }

    /// Does something with the writer, and sends on what should not wait.
    fn act<R>(&self, context: &mut dyn Context, f: impl FnOnce(&mut Writer) -> R) -> Result<R> {
        self.declare(false, None);
        let (done, text) = {
            let mut state = self.state.lock();
            if state.closed {
                return Err(errors::invalid_operation("The Writer is closed."));
            }
            let done = f(&mut state.writer);
            let text = if self.layout.unbuffered { state.writer.take() } else { Ok(String::new()) };
            (done, text)
        };
        let text = text.map_err(|it| super::node::argument(&it.to_string()))?;
        self.target.put(context, &text)?;
        Ok(done)
    }

    /// Writes the declaration, unless it is there or not wanted. By itself only a modern writer does that.
    fn declare(&self, is_asked: bool, standalone: Option<bool>) {
        let mut state = self.state.lock();
        if state.declared || !is_asked && !self.layout.declares {
            return;
        }
        state.declared = true;
        if !self.layout.omit_declaration && state.writer.is_fresh() {
            state.writer.declaration(self.layout.encoding.as_deref(), standalone);
        }
    }

    /// Writes a node, or what is in it.
    pub(super) fn node(&self, context: &mut dyn Context, node: &Node, outer: bool) -> Result<()> {
        self.act(context, |writer| {
            node.read(|tree, id| {
                if outer {
                    psp_xml::write_node(tree, id, writer);
                } else {
                    psp_xml::write_content(tree, id, writer);
                }
            });
        })
    }

    /// Writes a document with a declaration in the writer's own encoding.
    pub(super) fn document(&self, context: &mut dyn Context, node: &Node) -> Result<()> {
        let encoding = self.target.encoding(context);
        let omit = self.layout.omit_declaration;
        let fresh = self.state.lock().writer.is_fresh();
        let standalone = node.read(|tree, id| {
            let first = tree.first_child(id).filter(|it| tree.kind(*it) == NodeKind::XmlDeclaration)?;
            psp_xml::pseudo_attribute(tree.value(first), "standalone")
        });
        if fresh && !omit {
            let mut state = self.state.lock();
            state.declared = true;
            let encoding = self.layout.encoding.clone().unwrap_or(encoding);
            state.writer.declaration(Some(&encoding), standalone.map(|it| it == "yes"));
        }
        self.act(context, |writer| {
            node.read(|tree, id| {
                for child in tree.children(id) {
                    if tree.kind(child) != NodeKind::XmlDeclaration {
                        psp_xml::write_node(tree, child, writer);
                    }
                }
            });
        })
    }

    /// Sends everything on.
    pub(super) fn flush_all(&self, context: &mut dyn Context) -> Result<()> {
        let text = self.state.lock().writer.take();
        let text = text.map_err(|it| super::node::argument(&it.to_string()))?;
        self.target.put(context, &text)
    }

    /// Closes what is open, sends everything on and closes a file.
    pub(super) fn finish(&self, context: &mut dyn Context) -> Result<()> {
        {
            let mut state = self.state.lock();
            if state.closed {
                return Ok(());
            }
            state.closed = true;
            state.writer.end_document();
        }
        self.flush_all(context)?;
        self.target.close()
    }

    fn end(&self, context: &mut dyn Context, full: bool) -> Result<()> {
        if self.act(context, |it| it.end_element(full))? {
            return Ok(());
        }
        Err(errors::invalid_operation("There was no XML start tag open."))
    }

    fn start(
        &self,
        context: &mut dyn Context,
        prefix: Option<&str>,
        local: &str,
        ns: Option<&str>,
    ) -> Result<()> {
        if local.is_empty() {
            return Err(super::node::argument("The empty string '' is not a valid local name."));
        }
        if let Some(problem) = psp_xml::chars::name_problem(local)
            && self.state.lock().writer.format.style == Style::Modern
        {
            return Err(super::node::argument(&problem));
        }
        self.act(context, |it| it.start_element(prefix, local, ns))
    }
}

/// A prefix or namespace: `$null` is none.
fn given(it: &NullStr) -> Option<String> {
    it.0.as_ref().map(|it| it.text().into_owned())
}

#[ps_type("System.Xml.XmlWriter", kind = Abstract, interfaces = [IDISPOSABLE])]
impl XmlWriter {
    /// Into a file, a stream, a text writer or a string builder.
    #[ps]
    fn create(
        context: &mut dyn Context,
        output_file_name: &str,
        settings: Option<WriterSettings>,
    ) -> Result<Self> {
        let says = settings.map(|it| it.0).unwrap_or_default();
        let target = Target::file(context, output_file_name, says.bytes().0)?;
        Self::modern(context, target, &says)
    }
    #[ps("Create")]
    fn create_stream(
        context: &mut dyn Context,
        output: Like<Stream>,
        settings: Option<WriterSettings>,
    ) -> Result<Self> {
        let says = settings.map(|it| it.0).unwrap_or_default();
        let target = Target::Stream { stream: output.0, kind: says.bytes().0, own: says.close_output };
        Self::modern(context, target, &says)
    }
    #[ps("Create")]
    fn create_text(
        context: &mut dyn Context,
        output: Like<TextWriter>,
        settings: Option<WriterSettings>,
    ) -> Result<Self> {
        Self::modern(context, Target::Text(output.0), &settings.map(|it| it.0).unwrap_or_default())
    }
    #[ps("Create")]
    fn create_builder(
        context: &mut dyn Context,
        output: Builder,
        settings: Option<WriterSettings>,
    ) -> Result<Self> {
        Self::modern(context, Target::Builder(output.0), &settings.map(|it| it.0).unwrap_or_default())
    }

    /// Where the writer is.
    #[ps(get)]
    fn write_state(&self) -> WriteState {
        let state = self.state.lock();
        WriteState(if state.closed { 5 } else { i64::from(state.writer.state()) })
    }

    /// The XML declaration.
    #[ps]
    fn write_start_document(&self, context: &mut dyn Context, standalone: Option<bool>) -> Result<()> {
        self.declare(true, standalone);
        self.act(context, |_| ())
    }

    /// Closes whatever is open.
    #[ps]
    fn write_end_document(&self, context: &mut dyn Context) -> Result<()> {
        self.act(context, Writer::end_document)
    }

    /// `<!DOCTYPE …>`
    #[ps]
    fn write_doc_type(
        &self,
        context: &mut dyn Context,
        name: &str,
        pubid: NullStr,
        sysid: NullStr,
        subset: NullStr,
    ) -> Result<()> {
        let (public, system, subset) = (given(&pubid), given(&sysid), given(&subset));
        self.act(context, |it| {
            it.document_type(name, public.as_deref(), system.as_deref(), subset.as_deref());
        })
    }

    /// Opens an element.
    #[ps]
    fn write_start_element(&self, context: &mut dyn Context, local_name: &str) -> Result<()> {
        self.start(context, Some(""), local_name, None)
    }
    #[ps("WriteStartElement")]
    fn write_start_element_in(&self, context: &mut dyn Context, local_name: &str, ns: NullStr) -> Result<()> {
        self.start(context, None, local_name, given(&ns).as_deref())
    }
    #[ps("WriteStartElement")]
    fn write_start_element_with(
        &self,
        context: &mut dyn Context,
        prefix: NullStr,
        local_name: &str,
        ns: NullStr,
    ) -> Result<()> {
        self.start(context, given(&prefix).as_deref(), local_name, given(&ns).as_deref())
    }

    /// Closes the innermost element.
    #[ps]
    fn write_end_element(&self, context: &mut dyn Context) -> Result<()> {
        self.end(context, false)
    }
    #[ps]
    fn write_full_end_element(&self, context: &mut dyn Context) -> Result<()> {
        self.end(context, true)
    }

    /// An element with a text.
    #[ps]
    fn write_element_string(
        &self,
        context: &mut dyn Context,
        local_name: &str,
        value: NullStr,
    ) -> Result<()> {
        self.start(context, Some(""), local_name, None)?;
        self.text_and_end(context, &value)
    }
    #[ps("WriteElementString")]
    fn write_element_string_in(
        &self,
        context: &mut dyn Context,
        local_name: &str,
        ns: NullStr,
        value: NullStr,
    ) -> Result<()> {
        self.start(context, None, local_name, given(&ns).as_deref())?;
        self.text_and_end(context, &value)
    }
    #[ps("WriteElementString")]
    fn write_element_string_with(
        &self,
        context: &mut dyn Context,
        prefix: NullStr,
        local_name: &str,
        ns: NullStr,
        value: NullStr,
    ) -> Result<()> {
        self.start(context, given(&prefix).as_deref(), local_name, given(&ns).as_deref())?;
        self.text_and_end(context, &value)
    }

    /// An attribute.
    #[ps]
    fn write_attribute_string(&self, context: &mut dyn Context, local_name: &str, value: &str) -> Result<()> {
        let (prefix, local) = psp_xml::chars::split_name(local_name);
        self.act(context, |it| it.attribute(Some(prefix), local, None, value))
    }
    #[ps("WriteAttributeString")]
    fn write_attribute_string_in(
        &self,
        context: &mut dyn Context,
        local_name: &str,
        ns: NullStr,
        value: &str,
    ) -> Result<()> {
        let ns = given(&ns);
        self.act(context, |it| it.attribute(None, local_name, ns.as_deref(), value))
    }
    #[ps("WriteAttributeString")]
    fn write_attribute_string_with(
        &self,
        context: &mut dyn Context,
        prefix: NullStr,
        local_name: &str,
        ns: NullStr,
        value: &str,
    ) -> Result<()> {
        let (prefix, ns) = (given(&prefix), given(&ns));
        self.act(context, |it| it.attribute(prefix.as_deref(), local_name, ns.as_deref(), value))
    }
    #[ps]
    fn write_start_attribute(
        &self,
        context: &mut dyn Context,
        local_name: &str,
        ns: Option<NullStr>,
    ) -> Result<()> {
        let ns = ns.and_then(|it| given(&it));
        self.act(context, |it| it.start_attribute(None, local_name, ns.as_deref()))
    }
    #[ps("WriteStartAttribute")]
    fn write_start_attribute_with(
        &self,
        context: &mut dyn Context,
        prefix: NullStr,
        local_name: &str,
        ns: NullStr,
    ) -> Result<()> {
        let (prefix, ns) = (given(&prefix), given(&ns));
        self.act(context, |it| it.start_attribute(prefix.as_deref(), local_name, ns.as_deref()))
    }
    #[ps]
    fn write_end_attribute(&self, context: &mut dyn Context) -> Result<()> {
        self.act(context, Writer::end_attribute)
    }

    /// Text.
    #[ps]
    fn write_string(&self, context: &mut dyn Context, text: &str) -> Result<()> {
        self.act(context, |it| it.text(text))
    }
    #[ps]
    fn write_chars(&self, context: &mut dyn Context, buffer: &[Char], index: i32, count: i32) -> Result<()> {
        let (start, end) = errors::range(index, count, buffer.len())?;
        let units: Vec<u16> = buffer.get(start..end).unwrap_or_default().iter().map(|it| it.0).collect();
        self.act(context, |it| it.text(&String::from_utf16_lossy(&units)))
    }

    /// The text of a value as XML writes it.
    #[ps]
    fn write_value(&self, context: &mut dyn Context, value: &Value) -> Result<()> {
        let text = match value.as_bool() {
            Some(it) => it.to_string(),
            None => convert::to_text(context, value)?.text().into_owned(),
        };
        self.act(context, |it| it.text(&text))
    }

    /// Markup as it is.
    #[ps]
    fn write_raw(&self, context: &mut dyn Context, data: &str) -> Result<()> {
        self.act(context, |it| it.raw(data))
    }
    #[ps]
    fn write_whitespace(&self, context: &mut dyn Context, ws: &str) -> Result<()> {
        self.act(context, |it| it.raw(ws))
    }

    /// `<![CDATA[…]]>`
    #[ps("WriteCData")]
    fn write_section(&self, context: &mut dyn Context, text: NullStr) -> Result<()> {
        let text = given(&text).unwrap_or_default();
        self.act(context, |it| it.section(&text))
    }

    /// `<!--…-->`
    #[ps]
    fn write_comment(&self, context: &mut dyn Context, text: NullStr) -> Result<()> {
        let text = given(&text).unwrap_or_default();
        self.act(context, |it| it.comment(&text))
    }

    /// `<?…?>`
    #[ps]
    fn write_processing_instruction(
        &self,
        context: &mut dyn Context,
        name: &str,
        text: NullStr,
    ) -> Result<()> {
        let text = given(&text).unwrap_or_default();
        if name == "xml" {
            self.state.lock().declared = true;
        }
        self.act(context, |it| it.instruction(name, &text))
    }

    /// `&…;`
    #[ps]
    fn write_entity_ref(&self, context: &mut dyn Context, name: &str) -> Result<()> {
        self.act(context, |it| it.raw(&format!("&{name};")))
    }

    /// The prefix that means a namespace here.
    #[ps]
    fn lookup_prefix(&self, ns: &str) -> Option<String> {
        self.state.lock().writer.prefix(ns).map(str::to_owned)
    }

    /// Sends on what was written.
    #[ps]
    fn flush(&self, context: &mut dyn Context) -> Result<()> {
        self.flush_all(context)
    }

    /// Closes whatever is open, and a file.
    #[ps]
    fn close(&self, context: &mut dyn Context) -> Result<()> {
        self.finish(context)
    }
    #[ps]
    fn dispose(&self, context: &mut dyn Context) -> Result<()> {
        self.finish(context)
    }
}

impl XmlWriter {
    fn text_and_end(&self, context: &mut dyn Context, value: &NullStr) -> Result<()> {
        let text = given(value).unwrap_or_default();
        self.act(context, |it| {
            if !text.is_empty() {
                it.text(&text);
            }
            it.end_element(false);
        })
    }
}
