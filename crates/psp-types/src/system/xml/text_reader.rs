//! `System.Xml.XmlTextReader` and `XmlNodeReader`: the readers that scripts make with `New-Object`.

use super::{
    io::{self, Like},
    node::{Node, identity},
    reader::XmlReader,
    xml_node::markup,
};
use crate::system::io::{reader::TextReader, stream::Stream};
use psp_derive::ps_type;
use psp_value::{Context, Object, Result, Value};
use psp_xml::Options;

/// The reader of old.
pub(super) struct XmlTextReader;

/// A reader of old: it takes document type declarations.
fn classic(text: &str) -> Value {
    Object::native(identity::<XmlTextReader>(), XmlReader::over(text, Options::default())).into()
}

#[ps_type("System.Xml.XmlTextReader", base = identity::<XmlReader>())]
impl XmlTextReader {
    /// Of a file, a stream or a text reader.
    #[ps("new")]
    fn of_file(context: &mut dyn Context, url: &str) -> Result<Value> {
        Ok(classic(&io::text_of_file(context, url)?))
    }
    #[ps("new")]
    fn of_stream(input: Like<Stream>) -> Result<Value> {
        Ok(classic(&io::text_of_stream(&input.0)?))
    }
    #[ps("new")]
    fn of_text(context: &mut dyn Context, input: Like<TextReader>) -> Result<Value> {
        Ok(classic(&io::text_of_reader(context, &input.0)?))
    }
}

/// Reads the nodes of a document.
pub(super) struct XmlNodeReader;

#[ps_type("System.Xml.XmlNodeReader", base = identity::<XmlReader>())]
impl XmlNodeReader {
    /// Of a node as it is now.
    #[ps("new")]
    fn of_node(node: Node) -> Value {
        let reader = XmlReader::over(&markup(&node, true), Options::default());
        Object::native(identity::<Self>(), reader).into()
    }
}
