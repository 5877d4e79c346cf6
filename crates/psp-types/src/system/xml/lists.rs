//! `System.Xml.XmlNodeList` and its siblings.

use super::node::{Node, identity};
use crate::{
    declare::{Emulated, Returned},
    support::errors,
    system::collections::enumerator::Enumerator,
};
use psp_derive::ps_type;
use psp_value::{Context, Enumeration, Native, Object, Result, Type, Value, types::TypeSpec};
use psp_xml::{Kind, NodeId, Tree};

/// A list of nodes.
pub(super) struct XmlNodeList;

/// Nodes of one document, looked up whenever somebody asks.
pub(super) struct NodeList {
    node: Node,
    what: What,
}

enum What {
    Children,
    /// Elements below by name; `*` is any.
    Named {
        local: String,
        namespace: Option<String>,
    },
    Found(Vec<NodeId>),
}

impl NodeList {
    /// The children of a node.
    pub(super) fn children(node: Node) -> Self {
        Self { node, what: What::Children }
    }

    /// Nodes of a document.
    pub(super) fn found(node: &Node, all: Vec<NodeId>) -> Self {
        Self { node: node.clone(), what: What::Found(all) }
    }

    /// Elements below a node: by the whole name, or by local name and namespace.
    pub(super) fn named(node: Node, local: &str, namespace: Option<&str>) -> Self {
        let what = What::Named { local: local.to_owned(), namespace: namespace.map(str::to_owned) };
        Self { node, what }
    }

    fn with<R>(&self, f: impl FnOnce(&mut dyn Iterator<Item = NodeId>) -> R) -> R {
        self.node.read(|tree, id| match &self.what {
            What::Children => f(&mut tree.children(id)),
            What::Found(all) => f(&mut all.iter().copied()),
            What::Named { local, namespace } => {
                let fits = |it: &NodeId| is_named(tree, *it, local, namespace.as_deref());
                f(&mut tree.descendants(id).filter(fits))
            }
        })
    }

    /// The nodes there are now.
    fn all(&self) -> Vec<Node> {
        self.with(|it| it.collect::<Vec<_>>()).into_iter().map(|it| self.node.at(it)).collect()
    }

    fn nth(&self, index: i32) -> Option<Node> {
        let index = usize::try_from(index).ok()?;
        self.with(|it| it.nth(index)).map(|it| self.node.at(it))
    }

    fn type_of(&self) -> Type {
        match self.what {
            What::Children => XmlChildNodes::ty(),
            What::Named { .. } => XmlElementList::ty(),
            What::Found(_) => XPathNodeList::ty(),
        }
    }
}

fn is_named(tree: &Tree, id: NodeId, local: &str, namespace: Option<&str>) -> bool {
    if tree.kind(id) != Kind::Element {
        return false;
    }
    let name = tree.name(id);
    match namespace {
        None => local == "*" || name.is_qualified(local),
        Some(namespace) => {
            (local == "*" || *name.local == *local) && (namespace == "*" || *name.namespace == *namespace)
        }
    }
}

impl Native for NodeList {
    fn enumerate(&self, _: &Value) -> Option<Enumeration> {
        Some(Enumeration::ready(self.all().iter().map(Node::value).collect()))
    }

    fn count(&self) -> Option<usize> {
        Some(self.with(|it| it.count()))
    }
}

impl Returned for NodeList {
    const TYPE: TypeSpec = TypeSpec::Is(XmlNodeList::ty);
    fn into_value(self, _: &Value) -> Result<Value> {
        Ok(Object::native(self.type_of(), self).into())
    }
}

fn list(this: &Value) -> Result<&NodeList> {
    this.downcast::<NodeList>().ok_or_else(|| errors::invalid_operation("The value is no list of nodes."))
}

#[ps_type("System.Xml.XmlNodeList", kind = Abstract, interfaces = [IENUMERABLE, IDISPOSABLE])]
impl XmlNodeList {
    /// How many nodes.
    #[ps(get)]
    fn count(this: &Value) -> Result<i32> {
        Ok(list(this)?.with(|it| it.count()) as i32)
    }

    /// The node at an index.
    #[ps("get_Item")]
    fn get_item(this: &Value, i: i32) -> Result<Option<Node>> {
        Ok(list(this)?.nth(i))
    }
    #[ps("ItemOf")]
    fn item_of(this: &Value, i: i32) -> Result<Option<Node>> {
        Ok(list(this)?.nth(i))
    }
    #[ps]
    fn item(this: &Value, index: i32) -> Result<Option<Node>> {
        Ok(list(this)?.nth(index))
    }

    /// One after the other.
    #[ps]
    fn get_enumerator(this: &Value) -> Value {
        Enumerator::over(this)
    }
    #[ps]
    fn dispose(this: &Value) {
        let _ = this;
    }

    /// The names of the nodes, as PowerShell writes a list of nodes.
    #[ps("ToString")]
    fn as_text(context: &mut dyn Context, this: &Value) -> Result<String> {
        let _ = &context;
        let names: Vec<_> =
            list(this)?.all().iter().map(|it| it.read(|tree, id| tree.name(id).local.to_string())).collect();
        Ok(names.join(" "))
    }
}

macro_rules! lists {
    ($($name:ident = $full:literal;)*) => {$(
        #[doc = concat!("`", $full, "`")]
        pub(super) struct $name;
        #[ps_type($full, base = identity::<XmlNodeList>())]
        impl $name {}
    )*};
}

lists! {
    XmlChildNodes = "System.Xml.XmlChildNodes";
    XmlElementList = "System.Xml.XmlElementList";
    XPathNodeList = "System.Xml.XPath.XPathNodeList";
}
