//! Blocks: facts of a script block now, its body when it is first needed.

use crate::{builder::Builder, definition, scan};
use psp_ast::{ExpressionKind, Parameter, ScriptBlock, Statement, TypeName, TypeNameKind, Using, UsingKind};
use psp_ir::{Block, BlockFacts, Body, Compile, Mode, NamedBlocks, Parameters, TypeRef};
use psp_source::{SourceFile, Span};
use std::{any::Any, sync::Arc};

/// What all blocks of a text share.
#[derive(Clone)]
pub(crate) struct Unit {
    /// The text.
    pub(crate) file: Arc<SourceFile>,
    /// `using namespace` names.
    pub(crate) namespaces: Arc<[Box<str>]>,
    /// `$?` stands somewhere in the text.
    pub(crate) asks_question: bool,
    /// Variables may be removed: a declared type does not stay with a slot.
    pub(crate) removes_variables: bool,
}

/// A block that waits to be lowered.
pub(crate) struct Source {
    pub(crate) unit: Unit,
    pub(crate) tree: Arc<ScriptBlock>,
    /// Parameters in parentheses behind a function's name.
    pub(crate) head: Option<Arc<[Parameter]>>,
    /// What the block is.
    pub(crate) role: Role,
}

/// What a block is.
#[derive(Clone, PartialEq)]
pub(crate) enum Role {
    /// A function, a script, a literal block.
    Block,
    /// A filter: its statements are the process block.
    Filter,
    /// A method: only `return` gives a value.
    Method(Returns),
}

/// What a method returns.
#[derive(Clone, PartialEq)]
pub(crate) enum Returns {
    /// `[void]`
    Nothing,
    /// What `return` has, as it is.
    Anything,
    /// What `return` has, converted.
    Converted(TypeRef),
}

impl Source {
    /// Its statements are the process block.
    pub(crate) fn is_filter(&self) -> bool {
        self.role == Role::Filter
    }

    /// The parameters, wherever they were written.
    pub(crate) fn params(&self) -> &[Parameter] {
        match (&self.head, &self.tree.param_block) {
            (Some(head), block) if block.is_none() || !head.is_empty() => head,
            (_, Some(block)) => &block.parameters,
            _ => &[],
        }
    }
}

impl Compile for Source {
    fn compile(&self, _block: &Block, mode: Mode) -> Body {
        let body = Builder::new(&self.unit, mode, false).build(self);
        // PANIC-free: without relative jumps none can be too long.
        body.or_else(|| Builder::new(&self.unit, mode, true).build(self))
            .unwrap_or_else(|| Builder::empty(&self.unit))
    }

    fn parameters(&self) -> Parameters {
        definition::parameters(self)
    }

    fn tree(&self) -> &dyn Any {
        &self.tree
    }
}

/// The block of a whole text.
pub(crate) fn script(file: Arc<SourceFile>, tree: Arc<ScriptBlock>) -> Arc<Block> {
    let namespaces = tree.usings.iter().filter_map(namespace).collect();
    let asks_question = file.text().contains("$?");
    let removes_variables = removes_variables(file.text());
    let unit = Unit { file, namespaces, asks_question, removes_variables };
    let span = tree.inner;
    make(Source { unit, tree, head: None, role: Role::Block }, span, span)
}

fn removes_variables(text: &str) -> bool {
    ["remove-variable", "rv ", "variable:"].iter().any(|it| psp_source::contains_ignoring_case(text, it))
}

fn namespace(using: &Using) -> Option<Box<str>> {
    match &using.kind {
        UsingKind::Namespace(name) => Some(name.as_str().into()),
        _ => None,
    }
}

/// A block with its facts.
pub(crate) fn make(source: Source, inner: Span, outer: Span) -> Arc<Block> {
    let facts = facts(&source);
    Arc::new(Block::new(source.unit.file.clone(), inner, outer, facts, Box::new(source)))
}

/// A literal `{ … }`.
pub(crate) fn literal(unit: &Unit, tree: &ScriptBlock) -> Arc<Block> {
    let (inner, outer) = (tree.inner, tree.span);
    let source = Source { unit: unit.clone(), tree: Arc::new(tree.clone()), head: None, role: Role::Block };
    make(source, inner, outer)
}

/// A block that evaluates one expression.
pub(crate) fn of_statement(unit: &Unit, statement: Statement) -> Arc<Block> {
    let span = statement.span;
    let end = psp_ast::NamedBlock { span, implicit: true, statements: vec![statement] };
    let tree = ScriptBlock { span, inner: span, end: Some(end), ..ScriptBlock::default() };
    // Nobody can ask for `$?` in between, and the value is given back rather than written.
    let unit = Unit { asks_question: false, ..unit.clone() };
    make(Source { unit, tree: Arc::new(tree), head: None, role: Role::Block }, span, span)
}

/// A block of one statement for a job; where its variables stand is among the facts, as if each were a `$using:`.
pub(crate) fn in_background(unit: &Unit, statement: Statement) -> Arc<Block> {
    let variables = scan::variables(unit, &statement);
    let mut block = of_statement(unit, statement);
    if let Some(block) = Arc::get_mut(&mut block) {
        block.facts.usings = variables;
    }
    block
}

fn facts(source: &Source) -> BlockFacts {
    let tree = &source.tree;
    let named = NamedBlocks {
        begin: tree.begin.is_some(),
        process: tree.process.is_some() || source.is_filter(),
        end: tree.end.is_some() && !source.is_filter(),
        clean: tree.clean.is_some(),
        dynamic_param: tree.dynamic_param.is_some(),
    };
    let using_modules = tree.usings.iter().filter_map(|it| match &it.kind {
        UsingKind::Module(name) => match &name.kind {
            ExpressionKind::String { value, .. } => Some(value.as_str().into()),
            _ => Some(source.unit.file.slice(name.span).into()),
        },
        _ => None,
    });
    BlockFacts {
        named,
        usings: scan::usings(&source.unit, tree),
        implicit: tree.end.as_ref().is_some_and(|it| it.implicit),
        has_parameters: !source.params().is_empty(),
        namespaces: source.unit.namespaces.clone(),
        requires: tree.requires.iter().map(|it| it.text.as_str().into()).collect(),
        using_modules: using_modules.collect(),
    }
}

/// A type's name in normal form.
pub(crate) fn type_ref(name: &TypeName) -> TypeRef {
    TypeRef { name: name.to_string().into(), span: name.span }
}

/// The plain name of a type, lower-case; empty for generic and array types.
pub(crate) fn plain_type(name: &TypeName) -> String {
    match &name.kind {
        TypeNameKind::Plain(name) => name.to_ascii_lowercase(),
        _ => String::new(),
    }
}
