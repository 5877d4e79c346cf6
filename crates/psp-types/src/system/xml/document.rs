//! `System.Xml.XmlDocument`.

use super::{
    attribute::XmlAttribute,
    data::{
        XmlCDataSection, XmlComment, XmlDeclaration, XmlDocumentFragment, XmlDocumentType,
        XmlProcessingInstruction, XmlSignificantWhitespace, XmlText, XmlWhitespace, declaration_text,
    },
    edit,
    element::{self, XmlElement},
    enums::XmlNodeType,
    io::{self, Like, Target},
    lists::NodeList,
    namespaces::NameTable,
    node::{As, Node, argument, identity, xml_fault},
    reader::XmlReader,
    writer::{Layout, XmlWriter},
    xml_node::XmlNode,
};
use crate::{
    declare::NullStr,
    system::io::{reader::TextReader, stream::Stream, writer::TextWriter},
};
use psp_derive::ps_type;
use psp_value::{Context, Fault, Object, Result, Value};
use psp_xml::{DocumentType, Format, Kind, Name, Style, Tree, XmlError};
use std::sync::atomic::Ordering;

/// A document.
pub(super) struct XmlDocument;

fn leaf<T>(document: &Node, kind: Kind, name: &str, text: &str) -> As<T> {
    As::new(edit::create(document, kind, Name::plain(name), text))
}

/// Saves a document; without a root element there is nothing to save.
fn save(context: &mut dyn Context, this: &Node, target: Target, declare: bool) -> Result<()> {
    let format = Format::new(Style::Classic, !this.keeps_space());
    let writer = XmlWriter::new(target, format, Layout::default());
    if declare {
        writer.document(context, this)?;
    } else {
        writer.node(context, this, false)?;
    }
    writer.finish(context)
}

fn needs_root(this: &Node) -> Result<()> {
    if this.read(|tree, _| tree.document_element()).is_some() {
        return Ok(());
    }
    let error = XmlError::new("Invalid XML document. The document does not have a root element.");
    Err(xml_fault(&error).into())
}

fn node_of(this: &Node, kind: i64, prefix: Option<&str>, name: &str, namespace: &str) -> Result<Node> {
    let qualified = || match prefix {
        Some(prefix) => edit::checked_name(prefix, name, namespace),
        None => edit::qualified_name(name, namespace),
    };
    Ok(match kind {
        1 => element::create(this, qualified()?).0,
        2 => edit::create(this, Kind::Attribute, qualified()?, ""),
        3 => edit::create(this, Kind::Text, Name::plain("#text"), ""),
        4 => edit::create(this, Kind::CData, Name::plain("#cdata-section"), ""),
        7 => edit::create(this, Kind::ProcessingInstruction, Name::plain(name), ""),
        8 => edit::create(this, Kind::Comment, Name::plain("#comment"), ""),
        9 => Node::document(Tree::default()),
        11 => edit::create(this, Kind::DocumentFragment, Name::plain("#document-fragment"), ""),
        13 => edit::create(this, Kind::Whitespace, Name::plain("#whitespace"), ""),
        14 => edit::create(this, Kind::SignificantWhitespace, Name::plain("#significant-whitespace"), ""),
        17 => edit::create(this, Kind::XmlDeclaration, Name::plain("xml"), "version=\"1.0\""),
        _ => return Err(argument("Cannot create node of this type.")),
    })
}

#[ps_type("System.Xml.XmlDocument", base = identity::<XmlNode>())]
impl XmlDocument {
    /// Empty.
    #[ps("new")]
    fn empty() -> Value {
        let document = Node::document(Tree::default());
        Object::native(identity::<Self>(), document).into()
    }
    #[ps("new")]
    fn with_table(nt: &NameTable) -> Value {
        let _ = nt;
        Self::empty()
    }

    /// The root element.
    #[ps(get)]
    fn document_element(this: Node) -> Option<As<XmlElement>> {
        this.find(|tree, _| tree.document_element()).map(As::new)
    }

    /// The document type declaration.
    #[ps(get)]
    fn document_type(this: Node) -> Option<As<XmlDocumentType>> {
        this.find(|tree, id| tree.children(id).find(|it| tree.kind(*it) == Kind::DocumentType)).map(As::new)
    }

    /// White space between elements is kept.
    #[ps(get)]
    fn preserve_whitespace(this: Node) -> bool {
        this.keeps_space()
    }
    #[ps(set)]
    fn set_preserve_whitespace(this: Node, value: bool) {
        this.document.keeps_space.store(value, Ordering::Relaxed);
    }

    /// The table of names.
    #[ps(get)]
    fn name_table(this: Node) -> NameTable {
        let _ = this;
        NameTable
    }

    /// Nothing outside a document is ever read.
    #[ps(get)]
    fn xml_resolver(this: Node) -> Value {
        let _ = this;
        Value::NULL
    }
    #[ps(set)]
    fn set_xml_resolver(this: Node, value: &Value) -> Result<()> {
        let _ = this;
        if value.is_null() { Ok(()) } else { Err(Fault::not_supported("XmlDocument.XmlResolver").into()) }
    }

    /// An element that is nowhere yet.
    #[ps]
    fn create_element(this: Node, name: &str) -> Result<As<XmlElement>> {
        Ok(element::create(&this, edit::qualified_name(name, "")?))
    }
    #[ps("CreateElement")]
    fn create_element_in(this: Node, qualified_name: &str, namespace_uri: &str) -> Result<As<XmlElement>> {
        Ok(element::create(&this, edit::qualified_name(qualified_name, namespace_uri)?))
    }
    #[ps("CreateElement")]
    fn create_element_with(
        this: Node,
        prefix: &str,
        local_name: &str,
        namespace_uri: &str,
    ) -> Result<As<XmlElement>> {
        Ok(element::create(&this, edit::checked_name(prefix, local_name, namespace_uri)?))
    }

    /// An attribute that is nowhere yet.
    #[ps]
    fn create_attribute(this: Node, name: &str) -> Result<As<XmlAttribute>> {
        let namespace =
            if name == "xmlns" || name.starts_with("xmlns:") { "http://www.w3.org/2000/xmlns/" } else { "" };
        Self::create_attribute_in(this, name, namespace)
    }
    #[ps("CreateAttribute")]
    fn create_attribute_in(
        this: Node,
        qualified_name: &str,
        namespace_uri: &str,
    ) -> Result<As<XmlAttribute>> {
        let name = edit::qualified_name(qualified_name, namespace_uri)?;
        Ok(As::new(edit::create(&this, Kind::Attribute, name, "")))
    }
    #[ps("CreateAttribute")]
    fn create_attribute_with(
        this: Node,
        prefix: &str,
        local_name: &str,
        namespace_uri: &str,
    ) -> Result<As<XmlAttribute>> {
        let name = edit::checked_name(prefix, local_name, namespace_uri)?;
        Ok(As::new(edit::create(&this, Kind::Attribute, name, "")))
    }

    /// A text that is nowhere yet.
    #[ps]
    fn create_text_node(this: Node, text: &str) -> As<XmlText> {
        leaf(&this, Kind::Text, "#text", text)
    }
    #[ps("CreateCDataSection")]
    fn create_section(this: Node, data: &str) -> As<XmlCDataSection> {
        leaf(&this, Kind::CData, "#cdata-section", data)
    }
    #[ps]
    fn create_comment(this: Node, data: &str) -> As<XmlComment> {
        leaf(&this, Kind::Comment, "#comment", data)
    }
    #[ps]
    fn create_whitespace(this: Node, text: &str) -> As<XmlWhitespace> {
        leaf(&this, Kind::Whitespace, "#whitespace", text)
    }
    #[ps]
    fn create_significant_whitespace(this: Node, text: &str) -> As<XmlSignificantWhitespace> {
        leaf(&this, Kind::SignificantWhitespace, "#significant-whitespace", text)
    }
    #[ps]
    fn create_processing_instruction(this: Node, target: &str, data: &str) -> As<XmlProcessingInstruction> {
        leaf(&this, Kind::ProcessingInstruction, target, data)
    }
    #[ps]
    fn create_document_fragment(this: Node) -> As<XmlDocumentFragment> {
        leaf(&this, Kind::DocumentFragment, "#document-fragment", "")
    }
    #[ps]
    fn create_xml_declaration(
        this: Node,
        version: &str,
        encoding: NullStr,
        standalone: NullStr,
    ) -> Result<As<XmlDeclaration>> {
        if version != "1.0" {
            return Err(argument(
                "Wrong XML version information. The XML must match production \"VersionNum ::= '1.' [0-9]+\".",
            ));
        }
        let standalone = standalone.0.unwrap_or_default();
        if !matches!(&*standalone.text(), "" | "yes" | "no") {
            return Err(argument(&format!(
                "Wrong value for the XML declaration standalone attribute of '{standalone}'."
            )));
        }
        let encoding = encoding.0.unwrap_or_default();
        let text = declaration_text(version, Some(&encoding.text()), Some(&standalone.text()));
        Ok(leaf(&this, Kind::XmlDeclaration, "xml", &text))
    }
    #[ps]
    fn create_document_type(
        this: Node,
        name: &str,
        public_id: NullStr,
        system_id: NullStr,
        internal_subset: NullStr,
    ) -> As<XmlDocumentType> {
        let text = |it: NullStr| it.0.map(|it| it.text().into_owned());
        let says = DocumentType {
            public: text(public_id),
            system: text(system_id),
            subset: text(internal_subset).unwrap_or_default(),
        };
        let made = leaf(&this, Kind::DocumentType, name, "");
        made.0.change(|tree, id| tree.set_document_type(id, says));
        made
    }
    #[ps]
    fn create_node(this: Node, r#type: XmlNodeType, name: &str, namespace_uri: &str) -> Result<Node> {
        node_of(&this, r#type.0, None, name, namespace_uri)
    }
    #[ps("CreateNode")]
    fn create_node_named(
        this: Node,
        node_type_string: &str,
        name: &str,
        namespace_uri: &str,
    ) -> Result<Node> {
        let kind = match node_type_string {
            "element" => 1,
            "attribute" => 2,
            "text" => 3,
            "cdatasection" => 4,
            "processinginstruction" => 7,
            "comment" => 8,
            "document" => 9,
            "documentfragment" => 11,
            "whitespace" => 13,
            "significantwhitespace" => 14,
            _ => {
                let message = format!("'{node_type_string}' does not represent any 'XmlNodeType'.");
                return Err(argument(&message));
            }
        };
        node_of(&this, kind, None, name, namespace_uri)
    }
    #[ps("CreateNode")]
    fn create_node_with(
        this: Node,
        r#type: XmlNodeType,
        prefix: &str,
        name: &str,
        namespace_uri: &str,
    ) -> Result<Node> {
        node_of(&this, r#type.0, Some(prefix), name, namespace_uri)
    }

    /// A copy of another document's node that is nowhere yet.
    #[ps]
    fn import_node(this: Node, node: Node, deep: bool) -> Result<Node> {
        edit::import(&this, &node, deep)
    }

    /// The element whose `xml:id` this is; without a schema no other attribute is one.
    #[ps]
    fn get_element_by_id(this: Node, element_id: &str) -> Option<As<XmlElement>> {
        let is = |tree: &Tree, it: psp_xml::NodeId| {
            tree.attribute(it, "xml:id").is_some_and(|it| tree.value(it) == element_id)
        };
        this.find(|tree, id| tree.descendants(id).find(|it| is(tree, *it))).map(As::new)
    }

    /// The elements with a name, as they are whenever one looks.
    #[ps]
    fn get_elements_by_tag_name(this: Node, name: &str) -> NodeList {
        NodeList::named(this, name, None)
    }
    #[ps("GetElementsByTagName")]
    fn get_elements_by_tag_name_in(this: Node, local_name: &str, namespace_uri: &str) -> NodeList {
        NodeList::named(this, local_name, Some(namespace_uri))
    }

    /// Reads the document.
    #[ps]
    fn load_xml(this: Node, xml: &str) -> Result<()> {
        io::load_text(&this, xml)
    }
    #[ps]
    fn load(context: &mut dyn Context, this: Node, filename: &str) -> Result<()> {
        let text = io::text_of_file(context, filename)?;
        io::load_text(&this, &text)
    }
    #[ps("Load")]
    fn load_stream(this: Node, in_stream: Like<Stream>) -> Result<()> {
        io::load_text(&this, &io::text_of_stream(&in_stream.0)?)
    }
    #[ps("Load")]
    fn load_text_reader(context: &mut dyn Context, this: Node, txt_reader: Like<TextReader>) -> Result<()> {
        let text = io::text_of_reader(context, &txt_reader.0)?;
        io::load_text(&this, &text)
    }
    #[ps("Load")]
    fn load_reader(this: Node, reader: &XmlReader) -> Result<()> {
        let tree = reader.rest(this.keeps_space())?;
        this.document.fill(tree);
        Ok(())
    }

    /// The node that a reader stands on, with all that is in it.
    #[ps]
    fn read_node(this: Node, reader: &XmlReader) -> Result<Option<Node>> {
        let Some(copy) = reader.subtree(this.keeps_space())? else { return Ok(None) };
        let made = this.change(|tree, _| tree.graft(&copy));
        Ok(Some(this.at(made)))
    }

    /// Writes the document.
    #[ps]
    fn save(context: &mut dyn Context, this: Node, filename: &str) -> Result<()> {
        needs_root(&this)?;
        let (kind, mark) = io::own_encoding(&this)?;
        let target = Target::file(context, filename, kind)?;
        if mark {
            target.put_preamble()?;
        }
        save(context, &this, target, false)
    }
    #[ps("Save")]
    fn save_stream(context: &mut dyn Context, this: Node, out_stream: Like<Stream>) -> Result<()> {
        needs_root(&this)?;
        let (kind, mark) = io::own_encoding(&this)?;
        let target = Target::Stream { stream: out_stream.0, kind, own: false };
        if mark {
            target.put_preamble()?;
        }
        save(context, &this, target, false)
    }
    #[ps("Save")]
    fn save_text(context: &mut dyn Context, this: Node, writer: Like<TextWriter>) -> Result<()> {
        save(context, &this, Target::Text(writer.0), true)
    }
    #[ps("Save")]
    fn save_writer(context: &mut dyn Context, this: Node, w: &XmlWriter) -> Result<()> {
        w.document(context, &this)?;
        w.flush_all(context)
    }
}
