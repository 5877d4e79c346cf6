//! `System.Xml.XmlElement`.

use super::{
    attribute::XmlAttribute,
    edit,
    lists::NodeList,
    node::{As, Node, argument, identity},
    xml_node::XmlLinkedNode,
};
use psp_derive::ps_type;
use psp_value::Result;
use psp_xml::{Kind, NodeId, Tree};

/// An element.
pub(super) struct XmlElement;

fn drop_attribute(this: &Node, f: impl FnOnce(&Tree, NodeId) -> Option<NodeId>) -> Option<Node> {
    let found = this.find(f)?;
    this.change(|tree, _| tree.detach(found.id));
    Some(found)
}

#[ps_type("System.Xml.XmlElement", base = identity::<XmlLinkedNode>())]
impl XmlElement {
    /// There are attributes.
    #[ps(get)]
    fn has_attributes(this: Node) -> bool {
        this.read(|tree, id| !tree.attributes(id).is_empty())
    }

    /// Is written as one tag.
    #[ps(get)]
    fn is_empty(this: Node) -> bool {
        this.read(Tree::is_empty_tag)
    }
    #[ps(set)]
    fn set_is_empty(this: Node, value: bool) {
        this.change(|tree, id| tree.set_empty_tag(id, value));
    }

    /// An attribute's text; empty when there is none.
    #[ps]
    fn get_attribute(this: Node, name: &str) -> String {
        let found = this.read(|tree, id| tree.attribute(id, name).map(|it| tree.value(it).to_owned()));
        found.unwrap_or_default()
    }
    #[ps("GetAttribute")]
    fn get_attribute_in(this: Node, local_name: &str, namespace_uri: &str) -> String {
        let found = this.read(|tree, id| {
            tree.attribute_in(id, local_name, namespace_uri).map(|it| tree.value(it).to_owned())
        });
        found.unwrap_or_default()
    }

    /// An attribute.
    #[ps]
    fn get_attribute_node(this: Node, name: &str) -> Option<As<XmlAttribute>> {
        this.find(|tree, id| tree.attribute(id, name)).map(As::new)
    }
    #[ps("GetAttributeNode")]
    fn get_attribute_node_in(this: Node, local_name: &str, namespace_uri: &str) -> Option<As<XmlAttribute>> {
        this.find(|tree, id| tree.attribute_in(id, local_name, namespace_uri)).map(As::new)
    }

    /// There is such an attribute.
    #[ps]
    fn has_attribute(this: Node, name: &str) -> bool {
        this.read(|tree, id| tree.attribute(id, name).is_some())
    }
    #[ps("HasAttribute")]
    fn has_attribute_in(this: Node, local_name: &str, namespace_uri: &str) -> bool {
        this.read(|tree, id| tree.attribute_in(id, local_name, namespace_uri).is_some())
    }

    /// Sets an attribute.
    #[ps]
    fn set_attribute(this: Node, name: &str, value: &str) -> Result<()> {
        let known = this.read(|tree, id| tree.attribute(id, name));
        if let Some(known) = known {
            this.change(|tree, _| tree.set_value(known, value));
            return Ok(());
        }
        let (prefix, _) = psp_xml::chars::split_name(name);
        let namespace = this.read(|tree, id| {
            if name == "xmlns" {
                return Some("http://www.w3.org/2000/xmlns/".to_owned());
            }
            (!prefix.is_empty()).then(|| tree.namespace_of(id, prefix)).flatten()
        });
        let name = edit::qualified_name(name, &namespace.unwrap_or_default())?;
        this.change(|tree, id| tree.set_attribute(id, name, value));
        Ok(())
    }
    #[ps("SetAttribute")]
    fn set_attribute_in(this: Node, local_name: &str, namespace_uri: &str, value: &str) -> Result<String> {
        let (given, local) = psp_xml::chars::split_name(local_name);
        let known = this.read(|tree, id| tree.prefix_of(id, namespace_uri)).unwrap_or_default();
        let prefix = if given.is_empty() && !namespace_uri.is_empty() { known.as_str() } else { given };
        let name = edit::checked_name(prefix, local, namespace_uri)?;
        this.change(|tree, id| tree.set_attribute(id, name, value));
        Ok(value.to_owned())
    }

    /// Gives the element an attribute; one of that name is returned.
    #[ps]
    fn set_attribute_node(this: Node, new_attr: As<XmlAttribute>) -> Result<Option<As<XmlAttribute>>> {
        if new_attr.0.read(Tree::parent).is_some() {
            let message = "The 'Attribute' node cannot be inserted because it is already an attribute of another \
                           element.";
            return Err(psp_value::Fault::new("System.InvalidOperationException", message).into());
        }
        if !new_attr.0.shares_document(&this) {
            return Err(argument("The named node is from a different document context."));
        }
        let old = this.change(|tree, id| tree.put_attribute(id, new_attr.0.id));
        Ok(old.map(|it| As::new(this.at(it))))
    }
    #[ps("SetAttributeNode")]
    fn set_attribute_node_in(
        this: Node,
        local_name: &str,
        namespace_uri: &str,
    ) -> Result<Option<As<XmlAttribute>>> {
        let name = edit::qualified_name(local_name, namespace_uri)?;
        let made = this.change(|tree, id| tree.set_attribute(id, name, ""));
        Ok(Some(As::new(this.at(made))))
    }

    /// Takes an attribute out.
    #[ps]
    fn remove_attribute(this: Node, name: &str) {
        drop_attribute(&this, |tree, id| tree.attribute(id, name));
    }
    #[ps("RemoveAttribute")]
    fn remove_attribute_in(this: Node, local_name: &str, namespace_uri: &str) {
        drop_attribute(&this, |tree, id| tree.attribute_in(id, local_name, namespace_uri));
    }
    #[ps]
    fn remove_attribute_at(this: Node, i: i32) -> Option<Node> {
        let index = usize::try_from(i).ok()?;
        drop_attribute(&this, |tree, id| tree.attributes(id).get(index).copied())
    }
    #[ps]
    fn remove_attribute_node(this: Node, old_attr: As<XmlAttribute>) -> Option<As<XmlAttribute>> {
        let old = old_attr.0.id;
        drop_attribute(&this, |tree, id| tree.attributes(id).iter().copied().find(|it| *it == old))
            .map(As::new)
    }
    #[ps]
    fn remove_all_attributes(this: Node) {
        this.change(|tree, id| tree.attributes(id).to_vec().into_iter().for_each(|it| tree.detach(it)));
    }

    /// The elements below with a name, as they are whenever one looks.
    #[ps]
    fn get_elements_by_tag_name(this: Node, name: &str) -> NodeList {
        NodeList::named(this, name, None)
    }
    #[ps("GetElementsByTagName")]
    fn get_elements_by_tag_name_in(this: Node, local_name: &str, namespace_uri: &str) -> NodeList {
        NodeList::named(this, local_name, Some(namespace_uri))
    }
}

/// An element of a document.
pub(super) fn create(document: &Node, name: psp_xml::Name) -> As<XmlElement> {
    As::new(edit::create(document, Kind::Element, name, ""))
}
