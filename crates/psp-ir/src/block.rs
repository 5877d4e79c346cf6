//! A script block as code: its text and facts now, its bytecode when first needed.

use crate::{Body, FunctionInfo, Parameters};
use psp_source::{SourceFile, Span};
use std::{
    fmt,
    sync::{Arc, OnceLock},
};

/// Lowers a block; implemented by the compiler, which keeps the syntax tree.
pub trait Compile: Send + Sync {
    /// The body for a mode.
    fn compile(&self, block: &Block, mode: Mode) -> Body;

    /// The parameters and attributes.
    fn parameters(&self) -> Parameters;

    /// The syntax tree, for `.Ast`; the language crate knows its type.
    fn tree(&self) -> &dyn std::any::Any;
}

/// Which of its bodies a block runs with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// In a scope of its own: variables that it assigns are slots.
    Own,
    /// In somebody else's scope: variables are looked up by name.
    ByName,
}

/// A script block, function body or script file.
pub struct Block {
    /// The text.
    pub file: Arc<SourceFile>,
    /// The text between the braces.
    pub inner: Span,
    /// With the braces; of a function, with `function name`.
    pub outer: Span,
    /// What is known without compiling.
    pub facts: BlockFacts,
    compiler: Box<dyn Compile>,
    parameters: OnceLock<Parameters>,
    own: OnceLock<Arc<Body>>,
    by_name: OnceLock<Arc<Body>>,
    alone: OnceLock<Arc<Block>>,
}

/// What is known of a block without compiling it.
#[derive(Clone, Debug, Default)]
pub struct BlockFacts {
    /// Which named blocks it has.
    pub named: NamedBlocks,
    /// Names behind `$using:` inside, each with the span of the whole `$using:` expression.
    pub usings: Vec<UsingName>,
    /// The single unnamed block was written without keyword.
    pub implicit: bool,
    /// Has a `param` block with at least one parameter.
    pub has_parameters: bool,
    /// `using namespace` names in force.
    pub namespaces: Arc<[Box<str>]>,
    /// `#requires` comments: the text after `#requires`, of a script only.
    pub requires: Vec<Box<str>>,
    /// `using module` names, of a script only.
    pub using_modules: Vec<Box<str>>,
}

/// A `$using:` expression of a block.
#[derive(Clone, Debug)]
pub struct UsingName {
    /// The text behind `$using:`, members and indexes included; the key under which the value is carried.
    pub key: Box<str>,
    /// The expression with `$using:` taken away, to be evaluated in the caller's scope.
    pub expression: Arc<Block>,
    /// Where it stands.
    pub span: Span,
}

/// Which named blocks a script block has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NamedBlocks {
    /// `begin`
    pub begin: bool,
    /// `process`
    pub process: bool,
    /// `end`, or statements without a keyword.
    pub end: bool,
    /// `clean`
    pub clean: bool,
    /// `dynamicparam`
    pub dynamic_param: bool,
}

impl Block {
    /// A block that `compiler` can lower.
    pub fn new(
        file: Arc<SourceFile>,
        inner: Span,
        outer: Span,
        facts: BlockFacts,
        compiler: Box<dyn Compile>,
    ) -> Self {
        let (parameters, own, by_name, alone) = Default::default();
        Self { file, inner, outer, facts, compiler, parameters, own, by_name, alone }
    }

    /// The body for a mode, compiled by the first call.
    pub fn body(&self, mode: Mode) -> &Arc<Body> {
        let cell = match mode {
            Mode::Own => &self.own,
            Mode::ByName => &self.by_name,
        };
        cell.get_or_init(|| Arc::new(self.compiler.compile(self, mode)))
    }

    /// The parameters and attributes, lowered by the first call.
    pub fn parameters(&self) -> &Parameters {
        self.parameters.get_or_init(|| self.compiler.parameters())
    }

    /// The block as a text of its own, without the file around it; `compile` makes it at the first call.
    ///
    /// # Errors
    /// Those of `compile`.
    pub fn alone<E>(&self, compile: impl FnOnce(SourceFile) -> Result<Arc<Self>, E>) -> Result<Arc<Self>, E> {
        if let Some(known) = self.alone.get() {
            return Ok(known.clone());
        }
        let made = compile(SourceFile::new(None, self.text()))?;
        Ok(self.alone.get_or_init(|| made).clone())
    }

    /// The text between the braces.
    pub fn text(&self) -> &str {
        self.file.slice(self.inner)
    }

    /// The syntax tree, for `.Ast`.
    pub fn tree(&self) -> &dyn std::any::Any {
        self.compiler.tree()
    }
}

impl fmt::Debug for Block {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{{{}}}", self.text())
    }
}

/// A block, as the definition of a function carries it.
pub type FunctionDefinition = Arc<FunctionInfo>;
