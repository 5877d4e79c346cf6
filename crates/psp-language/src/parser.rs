//! `Parser`: texts and files to trees, tokens and errors; trees of blocks that run.

use crate::{
    class::{FunctionDefinitionAst, FunctionMemberAst, ScriptBlockAst},
    error::ParseError,
    node::AstNode,
    token::{self, TokenObject},
    tree::{NodeId, Tree},
};
use parking_lot::Mutex;
use psp_derive::ps_type;
use psp_source::{SourceFile, Span};
use psp_types::{
    declare::{Emulated, NullStr, Out},
    support::files,
};
use psp_value::{Context, Object, Result, Value};
use std::{path::Path, sync::Arc};

/// `[System.Management.Automation.Language.Parser]`
pub(crate) struct Parser;

#[ps_type("System.Management.Automation.Language.Parser", kind = Static)]
impl Parser {
    /// Parses a text.
    #[ps]
    fn parse_input(
        context: &mut dyn Context,
        input: &str,
        tokens: Out<Value>,
        errors: Out<Value>,
    ) -> Result<Value> {
        parse(context, SourceFile::new(None, input), &tokens, &errors)
    }
    #[ps("ParseInput")]
    fn parse_named_input(
        context: &mut dyn Context,
        input: &str,
        file_name: NullStr,
        tokens: Out<Value>,
        errors: Out<Value>,
    ) -> Result<Value> {
        let name = file_name.0.map(|it| it.text().into()).filter(|it: &Arc<str>| !it.is_empty());
        parse(context, SourceFile::new(name, input), &tokens, &errors)
    }

    /// Parses a file.
    #[ps]
    fn parse_file(
        context: &mut dyn Context,
        file_name: &str,
        tokens: Out<Value>,
        errors: Out<Value>,
    ) -> Result<Value> {
        let path = files::path(context, file_name)?;
        let system = context.system().clone();
        let bytes = system.read(&path).map_err(|error| files::fail(context, &error, Path::new(file_name)))?;
        let name: Arc<str> = files::text(&path).into();
        parse(context, SourceFile::new(Some(name), psp_lexer::decode(&bytes)), &tokens, &errors)
    }
}

fn parse(
    context: &mut dyn Context,
    file: SourceFile,
    tokens: &Out<Value>,
    errors: &Out<Value>,
) -> Result<Value> {
    let file = Arc::new(file);
    let parse = psp_parser::parse(file.text());
    let problems = parse.diagnostics.iter().map(|it| ParseError::value(&file, it)).collect();
    let tree = Arc::new(Tree::new(file, &parse.script));
    let all = token::tokens(&tree);
    tokens.set(context, Object::array_of(TokenObject::ty(), all))?;
    errors.set(context, Object::array_of(ParseError::ty(), problems))?;
    Ok(AstNode::new(tree, Tree::ROOT).value())
}

/// The trees that were asked for last.
static TREES: Mutex<Vec<Arc<Tree>>> = Mutex::new(Vec::new());
const KEPT: usize = 4;

/// The node of a block that was compiled: `inner` is the text between the braces, `outer` has them, and the head of a
/// function. Its parents are those of the whole text.
pub fn block_tree(file: &Arc<SourceFile>, inner: Span, outer: Span) -> Value {
    let tree = tree_of(file);
    let is_block = |id: NodeId| {
        let node = tree.node(id);
        let named = node.is::<FunctionDefinitionAst>() || node.is::<FunctionMemberAst>();
        node.span == outer && (named || node.is::<ScriptBlockAst>())
    };
    let whole = inner == outer;
    let found = tree.nodes().map(|(id, _)| id).find(|&id| (whole || id != Tree::ROOT) && is_block(id));
    AstNode::new(tree.clone(), found.unwrap_or(Tree::ROOT)).value()
}

fn tree_of(file: &Arc<SourceFile>) -> Arc<Tree> {
    let mut trees = TREES.lock();
    if let Some(tree) = trees.iter().find(|it| Arc::ptr_eq(&it.file, file)) {
        return tree.clone();
    }
    let tree = Arc::new(Tree::new(file.clone(), &psp_parser::parse(file.text()).script));
    if trees.len() >= KEPT {
        trees.remove(0);
    }
    trees.push(tree.clone());
    tree
}
