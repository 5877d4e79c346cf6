//! Which .NET type a kind of node is, and the types that have no members of their own.

use super::{
    attribute::XmlAttribute,
    data::{
        XmlCDataSection, XmlComment, XmlDeclaration, XmlDocumentFragment, XmlDocumentType,
        XmlEntityReference, XmlProcessingInstruction, XmlSignificantWhitespace, XmlText, XmlWhitespace,
    },
    document::XmlDocument,
    element::XmlElement,
};
use crate::declare::Emulated;
use psp_value::Type;
use psp_xml::Kind;

/// The type of a node.
pub(super) fn type_of(kind: Kind) -> Type {
    match kind {
        Kind::Element | Kind::EndElement => XmlElement::ty(),
        Kind::Attribute => XmlAttribute::ty(),
        Kind::Text => XmlText::ty(),
        Kind::CData => XmlCDataSection::ty(),
        Kind::EntityReference => XmlEntityReference::ty(),
        Kind::ProcessingInstruction => XmlProcessingInstruction::ty(),
        Kind::Comment => XmlComment::ty(),
        Kind::Document => XmlDocument::ty(),
        Kind::DocumentType => XmlDocumentType::ty(),
        Kind::DocumentFragment => XmlDocumentFragment::ty(),
        Kind::Whitespace => XmlWhitespace::ty(),
        Kind::SignificantWhitespace => XmlSignificantWhitespace::ty(),
        Kind::XmlDeclaration => XmlDeclaration::ty(),
    }
}
