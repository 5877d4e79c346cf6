//! `System.Xml`, over the trees, readers and writers of psp-xml.

mod adapter;
mod attribute;
mod attributes;
mod data;
mod document;
mod edit;
mod element;
pub mod enums;
mod exception;
mod io;
mod lists;
mod namespaces;
mod node;
mod query;
mod reader;
mod text_reader;
mod text_writer;
mod types;
mod writer;
mod writer_settings;
mod xml_node;

pub use io::decoded;
pub use node::Node;

use crate::declare::Emulated;
use psp_value::{
    Context, Object, Result, Type, Value, convert,
    types::{TypeDef, register},
};
use psp_xml::{Options, Tree};

static TYPES: &[&TypeDef] = &[
    attribute::XmlAttribute::DEF,
    attributes::XmlAttributeCollection::DEF,
    data::XmlCDataSection::DEF,
    data::XmlCharacterData::DEF,
    data::XmlComment::DEF,
    data::XmlDeclaration::DEF,
    data::XmlDocumentFragment::DEF,
    data::XmlDocumentType::DEF,
    data::XmlEntityReference::DEF,
    data::XmlProcessingInstruction::DEF,
    data::XmlSignificantWhitespace::DEF,
    data::XmlText::DEF,
    data::XmlWhitespace::DEF,
    document::XmlDocument::DEF,
    element::XmlElement::DEF,
    exception::XmlException::DEF,
    lists::XPathNodeList::DEF,
    lists::XmlChildNodes::DEF,
    lists::XmlElementList::DEF,
    lists::XmlNodeList::DEF,
    namespaces::NameTable::DEF,
    namespaces::XmlNamespaceManager::DEF,
    text_reader::XmlNodeReader::DEF,
    reader::XmlReader::DEF,
    text_reader::XmlTextReader::DEF,
    text_writer::XmlTextWriter::DEF,
    writer::XmlWriter::DEF,
    writer_settings::XmlReaderSettings::DEF,
    writer_settings::XmlWriterSettings::DEF,
    xml_node::XmlLinkedNode::DEF,
    xml_node::XmlNode::DEF,
];

/// Makes the types of this namespace known, and casts to `[xml]`.
pub(crate) fn register_all() {
    register(TYPES);
    register(enums::DEFS);
    convert::register_converter(document::XmlDocument::ty(), to_document);
}

/// How documents are read that nobody vouches for: what a cast does.
fn untrusted() -> Options {
    Options {
        check_characters: false,
        max_from_entities: 1024,
        ignore_whitespace: true,
        ..Options::default()
    }
}

fn to_document(context: &mut dyn Context, value: &Value, to: Type) -> Result<Option<Value>> {
    let text = convert::to_text(context, value)?;
    match psp_xml::load(&text.text(), untrusted(), false) {
        Ok(tree) => Ok(Some(document(tree))),
        Err(error) => {
            let cause = node::xml_fault(&error);
            Err(convert::failed(context, "InvalidCastToXmlDocument", value, to, cause))
        }
    }
}

/// A document as scripts see it.
pub fn document(tree: Tree) -> Value {
    Object::native(document::XmlDocument::ty(), Node::document(tree)).into()
}

/// The nodes that an XPath expression finds below a node, with these prefixes, in document order.
pub fn select(node: &Node, xpath: &str, prefixes: Option<Vec<(String, String)>>) -> Result<Vec<Node>> {
    let manager = prefixes.map(namespaces::XmlNamespaceManager::with);
    let found = query::select(node, xpath, manager.as_ref())?;
    Ok(found.into_iter().map(|it| node.at(it)).collect())
}

/// The markup in a node in one line.
pub fn inner_xml(node: &Node) -> String {
    xml_node::markup(node, false)
}
