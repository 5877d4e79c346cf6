//! The grammar as chumsky parsers: one function a production, named as in `grammar/powershell.ebnf`.

mod class;
mod command;
mod expression;
mod function;
mod kit;
mod literal;
mod pipeline;
mod script;
mod statement;
mod type_name;
mod value;

use crate::source::Source;
use chumsky::error::Cheap;
use chumsky::extra;
use chumsky::input::Stream;
use chumsky::inspector::SimpleState;
use chumsky::prelude::*;
use chumsky::recursive::Indirect;
use psp_ast::{Attribute, Expression, ParameterAttribute, ScriptBlock, Statement, StatementBlock, TypeName};
use psp_lexer::{Lexed, Token};

/// The tokens, owned: so the grammar has no lifetime and is built once a thread.
type Tokens = Stream<std::vec::IntoIter<Token>>;
type Extra = extra::Full<Cheap, SimpleState<Source>, ()>;
type Rule<T> = Boxed<'static, 'static, Tokens, T, Extra>;
type Knot<T> = Recursive<Indirect<'static, 'static, Tokens, T, Extra>>;

/// The productions that others refer to before they are defined, or more than once.
struct Rules {
    statement_list: Knot<Vec<Statement>>,
    statement: Knot<Statement>,
    statement_block: Knot<StatementBlock>,
    script_block: Knot<ScriptBlock>,
    pipeline_chain: Knot<Statement>,
    expression: Knot<Expression>,
    argument_expression: Knot<Expression>,
    unary_expression: Knot<Expression>,
    value: Knot<Expression>,
    command_argument: Knot<Expression>,
    attribute: Knot<ParameterAttribute>,
    attributes: Knot<Vec<Attribute>>,
    type_name: Knot<TypeName>,
}

impl Rules {
    fn declare() -> Self {
        Self {
            statement_list: Recursive::declare(),
            statement: Recursive::declare(),
            statement_block: Recursive::declare(),
            script_block: Recursive::declare(),
            pipeline_chain: Recursive::declare(),
            expression: Recursive::declare(),
            argument_expression: Recursive::declare(),
            unary_expression: Recursive::declare(),
            value: Recursive::declare(),
            command_argument: Recursive::declare(),
            attribute: Recursive::declare(),
            attributes: Recursive::declare(),
            type_name: Recursive::declare(),
        }
    }

    fn build() -> Rule<ScriptBlock> {
        let mut rules = Self::declare();
        let rule = script::statement_list(&rules);
        rules.statement_list.define(rule);
        let rule = statement::statement(&rules);
        rules.statement.define(rule);
        let rule = script::statement_block(&rules);
        rules.statement_block.define(rule);
        let rule = script::script_block(&rules);
        rules.script_block.define(rule);
        let rule = pipeline::pipeline_chain(&rules);
        rules.pipeline_chain.define(rule);
        let rule = expression::expression(&rules);
        rules.expression.define(rule);
        let rule = expression::argument_expression(&rules);
        rules.argument_expression.define(rule);
        let rule = expression::unary_expression(&rules);
        rules.unary_expression.define(rule);
        let rule = value::value(&rules);
        rules.value.define(rule);
        let rule = command::command_argument(&rules);
        rules.command_argument.define(rule);
        let rule = type_name::attribute(&rules);
        rules.attribute.define(rule);
        let rule = type_name::attributes(&rules);
        rules.attributes.define(rule);
        let rule = type_name::type_name(&rules);
        rules.type_name.define(rule);
        script::script(&rules)
    }
}

thread_local! {
    static SCRIPT: Rule<ScriptBlock> = Rules::build();
}

/// A text that the grammar refused.
#[derive(Debug)]
pub(crate) struct Refused {
    /// Index of the token that did not fit.
    pub(crate) token: usize,
    /// The statements before the one it stands in.
    pub(crate) script: ScriptBlock,
}

/// Builds the tree of a text.
pub(crate) fn run(text: &str, lexed: &Lexed) -> Result<ScriptBlock, Box<Refused>> {
    let mut state = SimpleState(Source::new(text, lexed));
    let tokens = Stream::from_iter(lexed.tokens.clone());
    let result = SCRIPT.with(|script| script.parse_with_state(tokens, &mut state));
    result.into_result().map_err(|errors| {
        let token = errors.first().map_or(0, |error| error.span().start);
        Box::new(Refused { token, script: state.0.into_kept() })
    })
}
