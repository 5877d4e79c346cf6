//! [`Node`]: a node as scripts hold it. Two are the same node when they are the same place of the same tree.

use super::types::type_of;
use crate::{
    declare::{Argument, Emulated, Returned},
    system::xml::xml_node::XmlNode,
};
use parking_lot::RwLock;
use psp_value::{
    Context, Fault, Interrupt, Native, Object, Result, Type, Value, types::TypeSpec, well_known,
};
use psp_xml::{Kind, NodeId, Tree, XmlError};
use std::{
    marker::PhantomData,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

/// A document that nodes share.
#[derive(Default)]
pub(super) struct Document {
    tree: RwLock<Tree>,
    /// `PreserveWhitespace`
    pub(super) keeps_space: AtomicBool,
}

/// A node of a document.
#[derive(Clone)]
pub struct Node {
    /// The document.
    pub(super) document: Arc<Document>,
    /// The place in its tree.
    pub(super) id: NodeId,
}

impl Document {
    /// A document of a tree.
    pub(super) fn holding(tree: Tree) -> Arc<Self> {
        Arc::new(Self { tree: RwLock::new(tree), keeps_space: AtomicBool::new(false) })
    }

    /// Replaces everything.
    pub(super) fn fill(&self, tree: Tree) {
        // The old tree is dropped after the lock is given back.
        let _old = std::mem::replace(&mut *self.tree.write(), tree);
    }
}

impl Node {
    /// The document of a tree.
    pub fn document(tree: Tree) -> Self {
        Self { document: Document::holding(tree), id: Tree::ROOT }
    }

    /// The same document's node.
    pub(super) fn at(&self, id: NodeId) -> Self {
        Self { document: self.document.clone(), id }
    }

    /// Reads the tree. `f` must not reach a document again.
    pub fn read<R>(&self, f: impl FnOnce(&Tree, NodeId) -> R) -> R {
        f(&self.document.tree.read(), self.id)
    }

    /// Changes the tree. `f` must not reach a document again.
    pub(super) fn change<R>(&self, f: impl FnOnce(&mut Tree, NodeId) -> R) -> R {
        f(&mut self.document.tree.write(), self.id)
    }

    /// Another node that the tree knows.
    pub(super) fn find(&self, f: impl FnOnce(&Tree, NodeId) -> Option<NodeId>) -> Option<Self> {
        self.read(f).map(|it| self.at(it))
    }

    pub(super) fn kind(&self) -> Kind {
        self.read(Tree::kind)
    }

    pub(super) fn keeps_space(&self) -> bool {
        self.document.keeps_space.load(Ordering::Relaxed)
    }

    /// Both belong to one document.
    pub(super) fn shares_document(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.document, &other.document)
    }

    /// As a script sees it.
    pub fn value(&self) -> Value {
        Object::native(type_of(self.kind()), self.clone()).into()
    }

    /// The node in a value.
    pub fn of(value: &Value) -> Option<&Self> {
        value.downcast::<Self>()
    }
}

impl PartialEq for Node {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id && self.shares_document(other)
    }
}

impl Native for Node {
    fn equals(&self, other: &Value) -> Option<bool> {
        Some(Self::of(other).is_some_and(|it| it == self))
    }

    fn hash(&self) -> Option<u64> {
        Some((Arc::as_ptr(&self.document) as u64).wrapping_mul(31).wrapping_add(u64::from(self.id.0)))
    }

    fn get_member(&self, _: &mut dyn Context, _: &Value, name: &str) -> Option<Result<Value>> {
        super::adapter::get(self, name).map(Ok)
    }

    fn set_member(&self, context: &mut dyn Context, _: &Value, name: &str, to: &Value) -> Option<Result<()>> {
        super::adapter::set(context, self, name, to)
    }

    fn own_members(&self) -> Option<Vec<psp_value::member::MemberView>> {
        Some(super::adapter::views(self))
    }

    fn label(&self) -> Option<String> {
        Some(self.read(|tree, id| tree.name(id).local.to_string()))
    }

    fn type_suffix(&self) -> Option<String> {
        self.read(|tree, id| {
            let name = tree.name(id);
            (!name.namespace.is_empty()).then(|| format!("#{}#{}", name.namespace, name.local))
        })
    }
}

/// What .NET says of a null where a node must be.
pub(super) fn null_reference() -> Interrupt {
    Fault::new("System.NullReferenceException", "Object reference not set to an instance of an object.")
        .into()
}

/// `XmlException`
pub(super) fn xml_fault(error: &XmlError) -> Fault {
    Fault::new("System.Xml.XmlException", error.to_string())
        .property("LineNumber", error.line as i32)
        .property("LinePosition", error.position as i32)
}

/// `ArgumentException`
pub(super) fn argument(message: &str) -> Interrupt {
    Fault::new("System.ArgumentException", message).into()
}

impl<'a> Argument<'a> for Node {
    const TYPE: TypeSpec = TypeSpec::Is(XmlNode::ty);
    fn from_value(_: &mut dyn Context, value: &'a Value) -> Result<Self> {
        Self::of(value.unboxed()).cloned().ok_or_else(null_reference)
    }
}

/// A node that may be `$null`.
pub(super) struct MaybeNode(pub(super) Option<Node>);

impl<'a> Argument<'a> for MaybeNode {
    const TYPE: TypeSpec = TypeSpec::Is(XmlNode::ty);
    fn from_value(_: &mut dyn Context, value: &'a Value) -> Result<Self> {
        Ok(Self(Node::of(value.unboxed()).cloned()))
    }
}

impl Returned for Node {
    const TYPE: TypeSpec = TypeSpec::Is(XmlNode::ty);
    fn into_value(self, _: &Value) -> Result<Value> {
        Ok(self.value())
    }
}

/// A node of a type that is known: as an argument and as a result.
pub(super) struct As<T>(pub(super) Node, PhantomData<fn() -> T>);

impl<T> As<T> {
    pub(super) fn new(node: Node) -> Self {
        Self(node, PhantomData)
    }
}

impl<T: Emulated> Returned for As<T> {
    const TYPE: TypeSpec = TypeSpec::Is(T::ty);
    fn into_value(self, _: &Value) -> Result<Value> {
        Ok(self.0.value())
    }
}

impl<'a, T: Emulated> Argument<'a> for As<T> {
    const TYPE: TypeSpec = TypeSpec::Is(T::ty);
    fn from_value(context: &mut dyn Context, value: &'a Value) -> Result<Self> {
        Node::from_value(context, value).map(Self::new)
    }
}

/// The identity of a type that `#[ps_type]` declares, where only constants are allowed.
pub(super) const fn identity<T: Emulated>() -> Type {
    match T::INFO {
        Some(it) => it.ty(),
        None => well_known::OBJECT.ty(),
    }
}
