//! The arena that a syntax tree is lowered into: nodes in PowerShell's order of visiting, so that what lies below a node
//! directly follows it.

#[cfg(test)]
mod agreement;
mod command;
mod definition;
mod expression;
mod names;
mod script;
mod statement;

pub(crate) use names::{assignment_kind, binary_kind, unary_kind};

use psp_ast::{ScriptBlock, TypeName, VariablePath};
use psp_source::{SourceFile, Span};
use psp_types::declare::Emulated;
use psp_value::{Type, Value};
use std::sync::Arc;

/// A node's place in the arena.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct NodeId(pub(crate) u32);

/// A whole tree with its text.
pub(crate) struct Tree {
    pub(crate) file: Arc<SourceFile>,
    nodes: Vec<Node>,
}

/// A node.
pub(crate) struct Node {
    /// Its class.
    pub(crate) class: Type,
    /// Its text.
    pub(crate) span: Span,
    /// What it is part of.
    pub(crate) parent: Option<NodeId>,
    /// One past the last node below it.
    pub(crate) end: NodeId,
    fields: Vec<(&'static str, Field)>,
}

/// What a property of a node holds.
pub(crate) enum Field {
    /// A node.
    One(NodeId),
    /// Nodes, with the class of the collection's elements.
    Many(Type, Vec<NodeId>),
    /// Pairs of nodes, with their classes.
    Pairs((Type, Type), Vec<(NodeId, NodeId)>),
    /// A type's name.
    TypeName(TypeName),
    /// Names of types.
    TypeNames(Vec<TypeName>),
    /// A place of its own.
    Place(Span),
    /// A variable's name, and how it was written.
    Path(VariablePath, Box<str>),
    /// Anything else.
    Plain(Value),
}

impl Tree {
    /// Lowers a script.
    pub(crate) fn new(file: Arc<SourceFile>, script: &ScriptBlock) -> Self {
        let mut builder = Builder { text: file.text().clone(), nodes: Vec::new(), parent: None };
        builder.script_block(script);
        Self { file, nodes: builder.nodes }
    }

    /// The script itself.
    pub(crate) const ROOT: NodeId = NodeId(0);

    /// A node; ids come from this tree only, so there is one.
    pub(crate) fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.0 as usize]
    }

    /// All nodes with their ids, in order.
    pub(crate) fn nodes(&self) -> impl Iterator<Item = (NodeId, &Node)> {
        self.nodes.iter().enumerate().map(|(at, node)| (NodeId(at as u32), node))
    }
}

impl Node {
    /// Of this class or one derived from it.
    pub(crate) fn is<T: Emulated>(&self) -> bool {
        self.class.is_a(T::ty())
    }

    /// A property; none that is null or that the class does not have.
    pub(crate) fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|(known, _)| *known == name).map(|(_, field)| field)
    }

    /// A property that is a node.
    pub(crate) fn child(&self, name: &str) -> Option<NodeId> {
        match self.field(name) {
            Some(Field::One(id)) => Some(*id),
            _ => None,
        }
    }

    /// A property that is a list of nodes.
    pub(crate) fn children(&self, name: &str) -> &[NodeId] {
        match self.field(name) {
            Some(Field::Many(_, ids)) => ids,
            _ => &[],
        }
    }

    /// A property that is a value.
    pub(crate) fn plain(&self, name: &str) -> Option<&Value> {
        match self.field(name) {
            Some(Field::Plain(value)) => Some(value),
            _ => None,
        }
    }
}

type Fields = Vec<(&'static str, Field)>;

/// Fills the arena.
struct Builder {
    text: Arc<str>,
    nodes: Vec<Node>,
    parent: Option<NodeId>,
}

impl Builder {
    /// Adds a node; `fields` adds the ones below it, in the order of visiting.
    fn node<T: Emulated>(&mut self, span: Span, fields: impl FnOnce(&mut Self) -> Fields) -> NodeId {
        const RED_ZONE: usize = 64 * 1024;
        const GROWTH: usize = 2 * 1024 * 1024;
        let id = NodeId(self.nodes.len() as u32);
        let parent = self.parent.replace(id);
        self.nodes.push(Node { class: T::ty(), span, parent, end: id, fields: Vec::new() });
        let fields = stacker::maybe_grow(RED_ZONE, GROWTH, || fields(self));
        self.parent = parent;
        let end = NodeId(self.nodes.len() as u32);
        if let Some(node) = self.nodes.get_mut(id.0 as usize) {
            node.fields = fields;
            node.end = end;
        }
        id
    }

    /// A list of nodes.
    fn many<'i, T: Emulated, I: 'i>(
        &mut self,
        items: impl IntoIterator<Item = &'i I>,
        lower: impl Fn(&mut Self, &I) -> NodeId,
    ) -> Field {
        Field::Many(T::ty(), items.into_iter().map(|it| lower(self, it)).collect())
    }

    fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }
}

/// A property that is a value.
fn plain(value: impl Into<Value>) -> Field {
    Field::Plain(value.into())
}

/// A property that is a node when there is one.
fn maybe(name: &'static str, id: Option<NodeId>) -> Option<(&'static str, Field)> {
    id.map(|it| (name, Field::One(it)))
}
