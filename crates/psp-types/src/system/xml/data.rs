//! The nodes without children: texts, comments, instructions, declarations; and fragments.

use super::{
    node::{Node, argument, identity},
    xml_node::{XmlLinkedNode, XmlNode},
};
use crate::declare::NullStr;
use psp_derive::ps_type;
use psp_value::{Fault, Result, Str};
use psp_xml::{DocumentType, Tree};

macro_rules! kinds {
    ($($name:ident = $full:literal, $base:ident;)*) => {$(
        #[doc = concat!("`", $full, "`")]
        pub(super) struct $name;
        #[ps_type($full, base = identity::<$base>())]
        impl $name {}
    )*};
}

kinds! {
    XmlText = "System.Xml.XmlText", XmlCharacterData;
    XmlCDataSection = "System.Xml.XmlCDataSection", XmlCharacterData;
    XmlComment = "System.Xml.XmlComment", XmlCharacterData;
    XmlWhitespace = "System.Xml.XmlWhitespace", XmlCharacterData;
    XmlSignificantWhitespace = "System.Xml.XmlSignificantWhitespace", XmlCharacterData;
    XmlDocumentFragment = "System.Xml.XmlDocumentFragment", XmlNode;
    XmlEntityReference = "System.Xml.XmlEntityReference", XmlLinkedNode;
}

/// A node that is a text.
pub(super) struct XmlCharacterData;

fn edit(this: &Node, f: impl FnOnce(&mut Vec<u16>) -> Option<()>) -> Result<()> {
    let mut units: Vec<u16> = this.read(|tree, id| tree.value(id).encode_utf16().collect());
    if f(&mut units).is_none() {
        let message =
            "Index was out of range. Must be non-negative and less than the size of the collection.";
        return Err(Fault::out_of_range(message, "offset").into());
    }
    let text = String::from_utf16_lossy(&units);
    this.change(|tree, id| tree.set_value(id, &text));
    Ok(())
}

#[ps_type("System.Xml.XmlCharacterData", kind = Abstract, base = identity::<XmlLinkedNode>())]
impl XmlCharacterData {
    /// The text.
    #[ps(get)]
    fn data(this: Node) -> String {
        this.read(|tree, id| tree.value(id).to_owned())
    }
    #[ps(set)]
    fn set_data(this: Node, value: &str) {
        this.change(|tree, id| tree.set_value(id, value));
    }

    /// How many UTF-16 units.
    #[ps(get)]
    fn length(this: Node) -> i32 {
        this.read(|tree, id| tree.value(id).encode_utf16().count()) as i32
    }

    /// Puts a text at the end.
    #[ps]
    fn append_data(this: Node, str_data: &str) {
        this.change(|tree, id| {
            let text = format!("{}{str_data}", tree.value(id));
            tree.set_value(id, &text);
        });
    }

    /// Puts a text somewhere.
    #[ps]
    fn insert_data(this: Node, offset: i32, str_data: &str) -> Result<()> {
        edit(&this, |units| {
            let at = usize::try_from(offset).ok().filter(|it| *it <= units.len())?;
            units.splice(at..at, str_data.encode_utf16());
            Some(())
        })
    }

    /// Takes a part out.
    #[ps]
    fn delete_data(this: Node, offset: i32, count: i32) -> Result<()> {
        edit(&this, |units| {
            let at = usize::try_from(offset).ok().filter(|it| *it <= units.len())?;
            let end = (at + usize::try_from(count).ok()?).min(units.len());
            units.drain(at..end);
            Some(())
        })
    }

    /// A part.
    #[ps]
    fn substring(this: Node, offset: i32, count: i32) -> Str {
        let units: Vec<u16> = this.read(|tree, id| tree.value(id).encode_utf16().collect());
        let (skip, take) = (offset.max(0) as usize, count.max(0) as usize);
        Str::from_utf16(units.into_iter().skip(skip).take(take))
    }
}

/// `<?name text?>`
pub(super) struct XmlProcessingInstruction;

#[ps_type("System.Xml.XmlProcessingInstruction", base = identity::<XmlLinkedNode>())]
impl XmlProcessingInstruction {
    /// The name.
    #[ps(get)]
    fn target(this: Node) -> String {
        this.read(|tree, id| tree.name(id).local.to_string())
    }

    /// The text.
    #[ps(get)]
    fn data(this: Node) -> String {
        this.read(|tree, id| tree.value(id).to_owned())
    }
    #[ps(set)]
    fn set_data(this: Node, value: &str) {
        this.change(|tree, id| tree.set_value(id, value));
    }
}

/// `<?xml version="1.0"?>`
pub(super) struct XmlDeclaration;

/// The text of a declaration.
pub(super) fn declaration_text(version: &str, encoding: Option<&str>, standalone: Option<&str>) -> String {
    let part = |name: &str, value: Option<&str>| {
        value.filter(|it| !it.is_empty()).map(|it| format!(" {name}=\"{it}\"")).unwrap_or_default()
    };
    format!("version=\"{version}\"{}{}", part("encoding", encoding), part("standalone", standalone))
}

fn declared(this: &Node, name: &str) -> String {
    this.read(|tree, id| psp_xml::pseudo_attribute(tree.value(id), name)).unwrap_or_default()
}

#[ps_type("System.Xml.XmlDeclaration", base = identity::<XmlLinkedNode>())]
impl XmlDeclaration {
    /// The version of XML.
    #[ps(get)]
    fn version(this: Node) -> String {
        declared(&this, "version")
    }

    /// The encoding; empty when it is not said.
    #[ps(get)]
    fn encoding(this: Node) -> String {
        declared(&this, "encoding")
    }
    #[ps(set)]
    fn set_encoding(this: Node, value: NullStr) {
        let value = value.0.unwrap_or_default();
        let text = declaration_text(
            &declared(&this, "version"),
            Some(&value.text()),
            Some(&declared(&this, "standalone")),
        );
        this.change(|tree, id| tree.set_value(id, &text));
    }

    /// `yes`, `no` or empty.
    #[ps(get)]
    fn standalone(this: Node) -> String {
        declared(&this, "standalone")
    }
    #[ps(set)]
    fn set_standalone(this: Node, value: NullStr) -> Result<()> {
        let value = value.0.unwrap_or_default();
        if !matches!(&*value.text(), "" | "yes" | "no") {
            return Err(argument(&format!(
                "Wrong value for the XML declaration standalone attribute of '{value}'."
            )));
        }
        let text = declaration_text(
            &declared(&this, "version"),
            Some(&declared(&this, "encoding")),
            Some(&value.text()),
        );
        this.change(|tree, id| tree.set_value(id, &text));
        Ok(())
    }
}

/// `<!DOCTYPE name>`
pub(super) struct XmlDocumentType;

fn said(this: &Node, f: impl FnOnce(&DocumentType) -> Option<String>) -> Option<String> {
    this.read(|tree: &Tree, id| tree.document_type(id).and_then(f))
}

#[ps_type("System.Xml.XmlDocumentType", base = identity::<XmlLinkedNode>())]
impl XmlDocumentType {
    /// `PUBLIC`
    #[ps(get)]
    fn public_id(this: Node) -> Option<String> {
        said(&this, |it| it.public.clone())
    }

    /// `SYSTEM`
    #[ps(get)]
    fn system_id(this: Node) -> Option<String> {
        said(&this, |it| it.system.clone())
    }

    /// Between the brackets.
    #[ps(get)]
    fn internal_subset(this: Node) -> Option<String> {
        said(&this, |it| Some(it.subset.clone()))
    }
}
