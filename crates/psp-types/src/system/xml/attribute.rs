//! `System.Xml.XmlAttribute`.

use super::{
    element::XmlElement,
    node::{As, Node, identity},
    xml_node::XmlNode,
};
use psp_derive::ps_type;
use psp_xml::Tree;

/// An attribute.
pub(super) struct XmlAttribute;

#[ps_type("System.Xml.XmlAttribute", base = identity::<XmlNode>())]
impl XmlAttribute {
    /// The element.
    #[ps(get)]
    fn owner_element(this: Node) -> Option<As<XmlElement>> {
        this.find(Tree::parent).map(As::new)
    }

    /// It was not a default.
    #[ps(get)]
    fn specified(this: Node) -> bool {
        let _ = this;
        true
    }
}
