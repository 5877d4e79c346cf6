//! A node as a script sees it: a tree and a place in it.

use crate::{
    class::{FunctionDefinitionAst, ScriptBlockExpressionAst},
    declare::collection,
    extent::ScriptExtent,
    path::VariablePath,
    safe_value,
    tree::{Field, Node, NodeId, Tree},
    type_name,
};
use psp_derive::ps_type;
use psp_types::{
    declare::{Emulated, receiver},
    support::delegate::Delegate,
    system::tuple,
};
use psp_value::{Context, Native, Object, Result, Type, Value, types, well_known};
use std::sync::Arc;

/// A node of a tree.
#[derive(Clone)]
pub(crate) struct AstNode {
    pub(crate) tree: Arc<Tree>,
    pub(crate) id: NodeId,
}

impl Native for AstNode {
    fn text(&self, _: &mut dyn Context, _: Option<&str>) -> Result<Option<String>> {
        Ok(Some(self.source().to_owned()))
    }

    fn equals(&self, other: &Value) -> Option<bool> {
        let other = other.downcast::<Self>()?;
        Some(Arc::ptr_eq(&self.tree, &other.tree) && self.id == other.id)
    }

    fn hash(&self) -> Option<u64> {
        Some((Arc::as_ptr(&self.tree).addr() as u64).rotate_left(20) ^ u64::from(self.id.0))
    }
}

impl AstNode {
    /// A node of a tree.
    pub(crate) fn new(tree: Arc<Tree>, id: NodeId) -> Self {
        Self { tree, id }
    }

    /// What it is.
    pub(crate) fn node(&self) -> &Node {
        self.tree.node(self.id)
    }

    /// Another node of the same tree.
    pub(crate) fn at(&self, id: NodeId) -> Self {
        Self { tree: self.tree.clone(), id }
    }

    /// A property that is a node.
    pub(crate) fn child(&self, name: &str) -> Option<Self> {
        self.node().child(name).map(|id| self.at(id))
    }

    /// A property that is a list of nodes.
    pub(crate) fn children(&self, name: &str) -> impl Iterator<Item = Self> {
        self.node().children(name).iter().map(|&id| self.at(id))
    }

    /// The text.
    pub(crate) fn source(&self) -> &str {
        self.tree.file.slice(self.node().span)
    }

    /// As a script sees it.
    pub(crate) fn value(self) -> Value {
        let class = self.node().class;
        Object::native(class, self).into()
    }

    /// The nodes that a predicate wants, itself among them.
    fn search(
        &self,
        context: &mut dyn Context,
        predicate: &Delegate,
        nested: bool,
        only_first: bool,
    ) -> Result<Vec<Value>> {
        let mut found = Vec::new();
        let (mut id, end) = (self.id, self.node().end);
        while id < end {
            let node = self.tree.node(id);
            let value = self.at(id).value();
            if predicate.test(context, std::slice::from_ref(&value))? {
                found.push(value);
                if only_first {
                    break;
                }
            }
            let closed =
                !nested && (node.is::<FunctionDefinitionAst>() || node.is::<ScriptBlockExpressionAst>());
            id = if closed { node.end } else { NodeId(id.0 + 1) };
        }
        Ok(found)
    }
}

/// The type of a pair of nodes.
pub(crate) fn pair_type(first: Type, second: Type) -> Type {
    tuple::tuple_type(&[first, second])
}

/// Reads a property of a node by its name.
pub(crate) fn property(context: &mut dyn Context, this: &Value, name: &str) -> Result<Value> {
    let it = receiver::<AstNode>(this)?;
    let file = &it.tree.file;
    Ok(match it.node().field(name) {
        None if name == "StaticType" => safe_value::static_type(context, it).into(),
        None => Value::NULL,
        Some(Field::One(id)) => it.at(*id).value(),
        Some(Field::Many(class, ids)) => {
            collection(*class, ids.iter().map(|&id| it.at(id).value()).collect())
        }
        Some(Field::Pairs((first, second), pairs)) => {
            let ty = pair_type(*first, *second);
            let pair =
                |&(a, b): &(NodeId, NodeId)| tuple::tuple(ty, vec![it.at(a).value(), it.at(b).value()]);
            collection(ty, pairs.iter().map(pair).collect())
        }
        Some(Field::TypeName(name)) => type_name::value(file, name),
        Some(Field::TypeNames(names)) => {
            let names = names.iter().map(|it| type_name::value(file, it)).collect();
            collection(type_name::ITypeName::ty(), names)
        }
        Some(Field::Place(span)) => extent(it, *span),
        Some(Field::Path(path, written)) => VariablePath::value(path.clone(), written),
        Some(Field::Plain(value)) => value.clone(),
    })
}

fn extent(it: &AstNode, span: psp_source::Span) -> Value {
    Object::native(ScriptExtent::ty(), ScriptExtent { file: it.tree.file.clone(), span }).into()
}

#[ps_type("System.Management.Automation.Language.Ast", kind = Abstract)]
impl AstNode {
    /// The place in the text.
    #[ps("Extent", get)]
    fn place(&self) -> ScriptExtent {
        ScriptExtent { file: self.tree.file.clone(), span: self.node().span }
    }

    /// The node that this one is part of; null for the whole tree.
    #[ps(get)]
    fn parent(&self) -> Value {
        self.node().parent.map_or(Value::NULL, |id| self.at(id).value())
    }

    /// The first node below this one, or itself, that the predicate wants.
    #[ps]
    fn find(
        &self,
        context: &mut dyn Context,
        predicate: Delegate,
        search_nested_script_blocks: bool,
    ) -> Result<Value> {
        let found = self.search(context, &predicate, search_nested_script_blocks, true)?;
        Ok(found.into_iter().next().unwrap_or(Value::NULL))
    }

    /// All nodes below this one, and itself, that the predicate wants.
    #[ps]
    fn find_all(
        &self,
        context: &mut dyn Context,
        predicate: Delegate,
        search_nested_script_blocks: bool,
    ) -> Result<Object> {
        let found = self.search(context, &predicate, search_nested_script_blocks, false)?;
        Ok(Object::list(types::instantiate(well_known::LIST.ty(), &[Self::ty()]), found))
    }

    /// The value of a constant, or of a literal made of constants.
    #[ps]
    fn safe_get_value(&self, context: &mut dyn Context) -> Result<Value> {
        safe_value::evaluate(context, self)
    }
    #[ps("SafeGetValue")]
    fn safe_get_value_of(&self, context: &mut dyn Context, skip_hashtable_size_check: bool) -> Result<Value> {
        let _ = skip_hashtable_size_check;
        safe_value::evaluate(context, self)
    }

    /// The text.
    #[ps("ToString")]
    fn as_text(&self) -> &str {
        self.source()
    }
}
