//! [`Tree`]: a document that can be changed. Nodes are numbers into it; a node that is taken out stays in the tree's
//! memory until the tree goes.

mod copy;
mod edit;
mod text;

use std::sync::Arc;

/// `System.Xml.XmlNodeType`, with .NET's numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
#[expect(missing_docs, reason = "named as in .NET")]
pub enum Kind {
    Element = 1,
    Attribute = 2,
    Text = 3,
    CData = 4,
    EntityReference = 5,
    ProcessingInstruction = 7,
    Comment = 8,
    Document = 9,
    DocumentType = 10,
    DocumentFragment = 11,
    Whitespace = 13,
    SignificantWhitespace = 14,
    /// Only readers have it.
    EndElement = 15,
    XmlDeclaration = 17,
}

impl Kind {
    /// Text in any form.
    pub fn is_text(self) -> bool {
        matches!(self, Self::Text | Self::CData | Self::Whitespace | Self::SignificantWhitespace)
    }

    /// Has children.
    pub fn is_container(self) -> bool {
        matches!(self, Self::Element | Self::Document | Self::DocumentFragment)
    }
}

/// A name with its namespace.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Name {
    /// Before the colon; may be empty.
    pub prefix: Box<str>,
    /// After the colon.
    pub local: Box<str>,
    /// The namespace's name; may be empty.
    pub namespace: Box<str>,
}

impl Name {
    /// From its parts.
    pub fn new(prefix: &str, local: &str, namespace: &str) -> Self {
        Self { prefix: prefix.into(), local: local.into(), namespace: namespace.into() }
    }

    /// Without a namespace.
    pub fn plain(local: &str) -> Self {
        Self::new("", local, "")
    }

    /// With the prefix.
    pub fn qualified(&self) -> String {
        if self.prefix.is_empty() {
            self.local.to_string()
        } else {
            format!("{}:{}", self.prefix, self.local)
        }
    }

    /// As [`qualified`](Self::qualified), compared without making it.
    pub fn is_qualified(&self, name: &str) -> bool {
        if self.prefix.is_empty() {
            return *self.local == *name;
        }
        name.strip_prefix(&*self.prefix).and_then(|it| it.strip_prefix(':')) == Some(&*self.local)
    }
}

/// A node of one tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId(pub u32);

/// What a document type declaration says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DocumentType {
    /// `PUBLIC`
    pub public: Option<String>,
    /// `SYSTEM`
    pub system: Option<String>,
    /// Between the brackets.
    pub subset: String,
}

#[derive(Debug, Clone)]
pub(crate) struct Node {
    pub(crate) kind: Kind,
    pub(crate) name: Arc<Name>,
    pub(crate) value: String,
    pub(crate) parent: Option<NodeId>,
    pub(crate) first: Option<NodeId>,
    pub(crate) last: Option<NodeId>,
    pub(crate) previous: Option<NodeId>,
    pub(crate) next: Option<NodeId>,
    pub(crate) attributes: Vec<NodeId>,
    pub(crate) document_type: Option<Box<DocumentType>>,
    /// Written as `<a />` while it has no children.
    pub(crate) empty: bool,
}

/// A document and all nodes made for it.
#[derive(Debug, Clone)]
pub struct Tree {
    nodes: Vec<Node>,
    /// Counts changes.
    version: u64,
}

impl Default for Tree {
    fn default() -> Self {
        let mut tree = Self { nodes: Vec::new(), version: 0 };
        tree.create(Kind::Document, Name::plain("#document"), "");
        tree
    }
}

impl Tree {
    /// The document.
    pub const ROOT: NodeId = NodeId(0);

    /// A new node that is nowhere in the document yet.
    pub fn create(&mut self, kind: Kind, name: impl Into<Arc<Name>>, value: impl Into<String>) -> NodeId {
        let id = NodeId(self.nodes.len() as u32);
        self.nodes.push(Node {
            kind,
            name: name.into(),
            value: value.into(),
            parent: None,
            first: None,
            last: None,
            previous: None,
            next: None,
            attributes: Vec::new(),
            document_type: None,
            empty: kind == Kind::Element,
        });
        id
    }

    pub(crate) fn at(&self, id: NodeId) -> &Node {
        &self.nodes[id.0 as usize]
    }

    pub(crate) fn at_mut(&mut self, id: NodeId) -> &mut Node {
        self.version += 1;
        &mut self.nodes[id.0 as usize]
    }

    /// How many nodes were ever made.
    pub fn size(&self) -> usize {
        self.nodes.len()
    }

    /// Counts changes.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// The kind.
    pub fn kind(&self, id: NodeId) -> Kind {
        self.at(id).kind
    }

    /// The name.
    pub fn name(&self, id: NodeId) -> &Arc<Name> {
        &self.at(id).name
    }

    /// The text of a text, comment, instruction or attribute.
    pub fn value(&self, id: NodeId) -> &str {
        &self.at(id).value
    }

    /// The node above; of an attribute, its element.
    pub fn parent(&self, id: NodeId) -> Option<NodeId> {
        self.at(id).parent
    }

    /// The first child.
    pub fn first_child(&self, id: NodeId) -> Option<NodeId> {
        self.at(id).first
    }

    /// The last child.
    pub fn last_child(&self, id: NodeId) -> Option<NodeId> {
        self.at(id).last
    }

    /// The node after it.
    pub fn next(&self, id: NodeId) -> Option<NodeId> {
        self.at(id).next
    }

    /// The node before it.
    pub fn previous(&self, id: NodeId) -> Option<NodeId> {
        self.at(id).previous
    }

    /// The attributes in order.
    pub fn attributes(&self, id: NodeId) -> &[NodeId] {
        &self.at(id).attributes
    }

    /// Has children or could have had: is written with an end tag.
    pub fn is_empty_tag(&self, id: NodeId) -> bool {
        self.at(id).empty && self.at(id).first.is_none()
    }

    /// What a document type declaration says.
    pub fn document_type(&self, id: NodeId) -> Option<&DocumentType> {
        self.at(id).document_type.as_deref()
    }

    /// The children in order.
    pub fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        std::iter::successors(self.at(id).first, |it| self.at(*it).next)
    }

    /// All nodes below, in document order; without attributes.
    pub fn descendants(&self, top: NodeId) -> impl Iterator<Item = NodeId> {
        std::iter::successors(self.following(top, top), move |it| self.following(*it, top))
    }

    /// The node after this one in document order, below `top`.
    pub(crate) fn following(&self, id: NodeId, top: NodeId) -> Option<NodeId> {
        if let Some(first) = self.at(id).first {
            return Some(first);
        }
        self.after(id, top)
    }

    /// The node after this one and all below it, below `top`.
    pub(crate) fn after(&self, id: NodeId, top: NodeId) -> Option<NodeId> {
        let mut at = id;
        while at != top {
            if let Some(next) = self.at(at).next {
                return Some(next);
            }
            at = self.at(at).parent?;
        }
        None
    }

    /// The nodes above, the nearest first.
    pub fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        std::iter::successors(self.at(id).parent, |it| self.at(*it).parent)
    }

    /// The root element.
    pub fn document_element(&self) -> Option<NodeId> {
        self.children(Self::ROOT).find(|it| self.kind(*it) == Kind::Element)
    }

    /// The attribute with this name, prefix included.
    pub fn attribute(&self, element: NodeId, name: &str) -> Option<NodeId> {
        self.attributes(element).iter().copied().find(|it| self.name(*it).is_qualified(name))
    }

    /// The attribute with this local name and namespace.
    pub fn attribute_in(&self, element: NodeId, local: &str, namespace: &str) -> Option<NodeId> {
        let is = |it: &NodeId| {
            let name = self.name(*it);
            *name.local == *local && *name.namespace == *namespace
        };
        self.attributes(element).iter().copied().find(is)
    }

    /// The namespace that a prefix means at a node.
    pub fn namespace_of(&self, id: NodeId, prefix: &str) -> Option<String> {
        match prefix {
            "xml" => return Some("http://www.w3.org/XML/1998/namespace".to_owned()),
            "xmlns" => return Some("http://www.w3.org/2000/xmlns/".to_owned()),
            _ => {}
        }
        for node in std::iter::once(id).chain(self.ancestors(id)) {
            let declared = self.attributes(node).iter().find(|it| self.declares(**it) == Some(prefix));
            if let Some(&found) = declared {
                return Some(self.value(found).to_owned());
            }
            let name = self.name(node);
            if self.kind(node) == Kind::Element && *name.prefix == *prefix && !name.namespace.is_empty() {
                return Some(name.namespace.to_string());
            }
        }
        None
    }

    /// The prefix that means a namespace at a node.
    pub fn prefix_of(&self, id: NodeId, namespace: &str) -> Option<String> {
        for node in std::iter::once(id).chain(self.ancestors(id)) {
            for &it in self.attributes(node) {
                if let Some(prefix) = self.declares(it)
                    && self.value(it) == namespace
                {
                    return Some(prefix.to_owned());
                }
            }
            let name = self.name(node);
            if self.kind(node) == Kind::Element && *name.namespace == *namespace {
                return Some(name.prefix.to_string());
            }
        }
        None
    }

    /// The prefix that an attribute declares; empty for `xmlns` itself.
    pub fn declares(&self, attribute: NodeId) -> Option<&str> {
        let name = self.name(attribute);
        match (&*name.prefix, &*name.local) {
            ("", "xmlns") => Some(""),
            ("xmlns", local) => Some(local),
            _ => None,
        }
    }
}
