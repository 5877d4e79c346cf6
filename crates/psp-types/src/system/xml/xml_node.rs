//! `System.Xml.XmlNode`: what all nodes have.

use super::{
    attributes::XmlAttributeCollection,
    document::XmlDocument,
    edit,
    element::XmlElement,
    enums::XmlNodeType,
    lists::NodeList,
    namespaces::Manager,
    node::{As, MaybeNode, Node, identity, null_reference},
    query,
    writer::XmlWriter,
};
use crate::{declare::Returned, system::collections::enumerator::Enumerator};
use psp_derive::ps_type;
use psp_value::{Context, Fault, Result, Value};
use psp_xml::{Format, Kind, Style, Tree, Writer};

/// Any node.
pub(super) struct XmlNode;

/// A node that has siblings.
pub(super) struct XmlLinkedNode;

#[ps_type("System.Xml.XmlLinkedNode", kind = Abstract, base = identity::<XmlNode>())]
impl XmlLinkedNode {}

/// The text of a node with its tags or without, in one line.
pub(super) fn markup(node: &Node, outer: bool) -> String {
    let mut writer = Writer::new(Format::new(Style::Classic, false));
    node.read(|tree, id| {
        if outer {
            psp_xml::write_node(tree, id, &mut writer);
        } else {
            psp_xml::write_content(tree, id, &mut writer);
        }
    });
    writer.take().unwrap_or_default()
}

#[ps_type("System.Xml.XmlNode", kind = Abstract, interfaces = [IENUMERABLE, ICLONEABLE])]
impl XmlNode {
    /// What sort of node.
    #[ps(get)]
    fn node_type(this: Node) -> XmlNodeType {
        XmlNodeType(this.kind() as i64)
    }

    /// The name with its prefix.
    #[ps(get)]
    fn name(this: Node) -> String {
        this.read(|tree, id| tree.name(id).qualified())
    }

    /// The name without its prefix.
    #[ps(get)]
    fn local_name(this: Node) -> String {
        this.read(|tree, id| tree.name(id).local.to_string())
    }

    /// The prefix.
    #[ps(get)]
    fn prefix(this: Node) -> String {
        this.read(|tree, id| tree.name(id).prefix.to_string())
    }
    #[ps(set)]
    fn set_prefix(this: Node, value: &str) {
        this.change(|tree, id| {
            let name = tree.name(id).clone();
            tree.rename(id, psp_xml::Name::new(value, &name.local, &name.namespace));
        });
    }

    /// The namespace's name.
    #[ps("NamespaceURI", get)]
    fn namespace_uri(this: Node) -> String {
        this.read(|tree, id| tree.name(id).namespace.to_string())
    }

    /// Where the node came from; psp does not remember it.
    #[ps("BaseURI", get)]
    fn base_uri(this: Node) -> &'static str {
        let _ = this;
        ""
    }

    /// The text of a node that has one.
    #[ps(get)]
    fn value(this: Node) -> Option<String> {
        this.read(|tree, id| match tree.kind(id) {
            Kind::Element | Kind::Document | Kind::DocumentFragment | Kind::DocumentType => None,
            _ => Some(tree.value(id).to_owned()),
        })
    }
    #[ps(set)]
    fn set_value(this: Node, value: &str) -> Result<()> {
        let kind = this.kind();
        if kind.is_container() || kind == Kind::DocumentType {
            let name = super::types::type_of(kind).short_name().replacen("Xml", "", 1);
            let message = format!("Cannot set a value on node type '{name}'.");
            return Err(Fault::new("System.InvalidOperationException", message).into());
        }
        this.change(|tree, id| tree.set_value(id, value));
        Ok(())
    }

    /// All text in the node.
    #[ps(get)]
    fn inner_text(this: Node) -> String {
        this.read(Tree::inner_text)
    }
    #[ps(set)]
    fn set_inner_text(this: Node, value: &str) -> Result<()> {
        if this.kind() == Kind::Document {
            let message = "The 'InnerText' of a 'Document' node is read-only and cannot be set.";
            return Err(Fault::new("System.InvalidOperationException", message).into());
        }
        this.change(|tree, id| tree.set_inner_text(id, value));
        Ok(())
    }

    /// The markup in the node.
    #[ps(get)]
    fn inner_xml(this: Node) -> String {
        markup(&this, false)
    }
    #[ps(set)]
    fn set_inner_xml(this: Node, value: &str) -> Result<()> {
        edit::set_inner_xml(&this, value)
    }

    /// The markup of the node.
    #[ps(get)]
    fn outer_xml(this: Node) -> String {
        markup(&this, true)
    }

    /// The node above; an attribute has none.
    #[ps(get)]
    fn parent_node(this: Node) -> Option<Node> {
        this.find(|tree, id| if tree.kind(id) == Kind::Attribute { None } else { tree.parent(id) })
    }

    /// The document.
    #[ps(get)]
    fn owner_document(this: Node) -> Option<As<XmlDocument>> {
        (this.kind() != Kind::Document).then(|| As::new(this.at(Tree::ROOT)))
    }

    /// The children, as they are whenever one looks.
    #[ps(get)]
    fn child_nodes(this: Node) -> NodeList {
        NodeList::children(this)
    }

    /// There are children.
    #[ps(get)]
    fn has_child_nodes(this: Node) -> bool {
        this.read(|tree, id| tree.first_child(id).is_some())
    }

    /// The first child.
    #[ps(get)]
    fn first_child(this: Node) -> Option<Node> {
        this.find(Tree::first_child)
    }

    /// The last child.
    #[ps(get)]
    fn last_child(this: Node) -> Option<Node> {
        this.find(Tree::last_child)
    }

    /// The node after it.
    #[ps(get)]
    fn next_sibling(this: Node) -> Option<Node> {
        this.find(Tree::next)
    }

    /// The node before it.
    #[ps(get)]
    fn previous_sibling(this: Node) -> Option<Node> {
        this.find(Tree::previous)
    }

    /// The text before it.
    #[ps(get)]
    fn previous_text(this: Node) -> Option<Node> {
        this.find(|tree, id| tree.previous(id).filter(|it| tree.kind(*it).is_text()))
    }

    /// The attributes of an element.
    #[ps(get)]
    fn attributes(this: Node) -> Option<XmlAttributeCollection> {
        (this.kind() == Kind::Element).then_some(XmlAttributeCollection(this))
    }

    /// Nothing is.
    #[ps(get)]
    fn is_read_only(this: Node) -> bool {
        let _ = this;
        false
    }

    /// The first child element with a name.
    #[ps("get_Item")]
    fn get_item(this: Node, name: &str) -> Option<As<XmlElement>> {
        this.find(|tree, id| {
            let is = |it: &_| tree.kind(*it) == Kind::Element && tree.name(*it).is_qualified(name);
            tree.children(id).find(is)
        })
        .map(As::new)
    }
    #[ps("get_Item")]
    fn get_item_in(this: Node, localname: &str, ns: &str) -> Option<As<XmlElement>> {
        this.find(|tree, id| {
            let is = |it: &_| {
                let name = tree.name(*it);
                tree.kind(*it) == Kind::Element && *name.local == *localname && *name.namespace == *ns
            };
            tree.children(id).find(is)
        })
        .map(As::new)
    }

    /// Puts a node at the end of the children.
    #[ps]
    fn append_child(this: Node, new_child: Node) -> Result<Node> {
        edit::insert(&this, new_child, None)
    }

    /// Puts a node before all children.
    #[ps]
    fn prepend_child(this: Node, new_child: Node) -> Result<Node> {
        let first = this.find(Tree::first_child);
        edit::insert(&this, new_child, first)
    }

    /// Puts a node before a child.
    #[ps]
    fn insert_before(this: Node, new_child: Node, ref_child: MaybeNode) -> Result<Node> {
        edit::insert(&this, new_child, ref_child.0)
    }

    /// Puts a node after a child.
    #[ps]
    fn insert_after(this: Node, new_child: Node, ref_child: MaybeNode) -> Result<Node> {
        edit::insert_after(&this, new_child, ref_child.0)
    }

    /// Takes a child out.
    #[ps]
    fn remove_child(this: Node, old_child: Node) -> Result<Node> {
        edit::remove(&this, old_child)
    }

    /// Puts a node in the place of a child.
    #[ps]
    fn replace_child(this: Node, new_child: Node, old_child: Node) -> Result<Node> {
        edit::replace(&this, new_child, old_child)
    }

    /// Takes everything out.
    #[ps]
    fn remove_all(this: Node) {
        this.change(|tree, id| {
            tree.clear(id);
            for it in tree.attributes(id).to_vec() {
                tree.detach(it);
            }
        });
    }

    /// A copy that is nowhere yet.
    #[ps]
    fn clone_node(this: Node, deep: bool) -> Node {
        edit::duplicate(&this, deep)
    }
    #[ps("Clone")]
    fn cloned(this: Node) -> Node {
        edit::duplicate(&this, true)
    }

    /// Joins texts.
    #[ps]
    fn normalize(this: Node) {
        this.change(Tree::normalize);
    }

    /// The nodes that an XPath expression finds.
    #[ps]
    fn select_nodes(this: Node, xpath: &str, nsmgr: Option<Manager<'_>>) -> Result<NodeList> {
        query::select(&this, xpath, nsmgr.and_then(|it| it.0)).map(|it| NodeList::found(&this, it))
    }

    /// The first of them.
    #[ps]
    fn select_single_node(this: Node, xpath: &str, nsmgr: Option<Manager<'_>>) -> Result<Option<Node>> {
        let found = query::select(&this, xpath, nsmgr.and_then(|it| it.0))?;
        Ok(found.first().map(|it| this.at(*it)))
    }

    /// What a prefix means here.
    #[ps]
    fn get_namespace_of_prefix(this: Node, prefix: &str) -> String {
        this.read(|tree, id| tree.namespace_of(id, prefix)).unwrap_or_default()
    }

    /// The prefix that means a namespace here.
    #[ps]
    fn get_prefix_of_namespace(this: Node, namespace_uri: &str) -> String {
        this.read(|tree, id| tree.prefix_of(id, namespace_uri)).unwrap_or_default()
    }

    /// The children, one after the other.
    #[ps]
    fn get_enumerator(this: &Value) -> Result<Value> {
        let Some(node) = Node::of(this) else { return Err(null_reference()) };
        Ok(Enumerator::over(&NodeList::children(node.clone()).into_value(&Value::NULL)?))
    }

    /// Nothing but XML 1.0.
    #[ps]
    fn supports(this: Node, feature: &str, version: &str) -> bool {
        let _ = this;
        feature.eq_ignore_ascii_case("xml") && matches!(version, "" | "1.0" | "2.0")
    }

    /// Writes the node.
    #[ps]
    fn write_to(context: &mut dyn Context, this: Node, w: &XmlWriter) -> Result<()> {
        w.node(context, &this, true)
    }

    /// Writes what is in the node.
    #[ps]
    fn write_content_to(context: &mut dyn Context, this: Node, w: &XmlWriter) -> Result<()> {
        w.node(context, &this, false)
    }

    /// PowerShell's `ToString`.
    #[ps("ToString")]
    fn as_text(this: Node) -> String {
        Self::local_name(this)
    }
}
