//! What is wrong with the meaning of a text whose syntax is right, told as PowerShell tells it at parse time. Pure
//! functions over the tree.

mod assignment;
mod attribute;
mod class;
mod data;
mod finally;
mod flow;
mod hashtable;
mod method;
mod parameter;
mod redirection;
mod splat;
mod try_statement;
mod types;
mod using;

use psp_ast::visit::{self, Visitor};
use psp_ast::{
    Attribute, Command, CommandElement, Expression, ExpressionKind, FunctionDefinition, FunctionKind,
    MethodMember, Parameter, PipelineElement, ScriptBlock, Statement, StatementKind, TypeDefinition,
};
use psp_diagnostics::Diagnostic;
use psp_source::Span;

pub use types::check_types;

/// Everything that is wrong, in the order of the text.
pub(crate) fn check(script: &ScriptBlock) -> Vec<Diagnostic> {
    let mut checker = Checker { found: Vec::new() };
    checker.script_block(script);
    checker.found
}

struct Checker {
    found: Vec<Diagnostic>,
}

impl Checker {
    fn report(&mut self, id: &'static str, message: impl Into<String>, span: Span) {
        self.found.push(Diagnostic::new(id, message, span));
    }
}

impl Visitor for Checker {
    fn statement(&mut self, it: &Statement) {
        match &it.kind {
            StatementKind::Assignment(assignment) => self.assignment(assignment),
            StatementKind::Data(data) => self.data_section(data),
            StatementKind::Pipeline(pipeline) => {
                for element in &pipeline.elements {
                    if let PipelineElement::Expression { redirections, .. } = element {
                        self.redirections(redirections);
                    }
                }
            }
            StatementKind::Try(statement) => {
                self.catches(&statement.catches);
                if let Some(block) = &statement.finally {
                    finally::check(block, &mut self.found);
                }
            }
            _ => {}
        }
        visit::walk_statement(self, it);
    }

    fn expression(&mut self, it: &Expression) {
        match &it.kind {
            ExpressionKind::Hashtable(entries) => self.hash_keys(entries),
            ExpressionKind::Unary { op, operand } => self.increment(*op, operand),
            ExpressionKind::Convert { type_name, operand } => self.conversion(it.span, type_name, operand),
            ExpressionKind::Using(operand) => return self.using_expression(operand),
            ExpressionKind::Variable { path, splatted: true } => self.stray_splat(it.span, path),
            _ => {}
        }
        visit::walk_expression(self, it);
    }

    fn command(&mut self, it: &Command) {
        self.redirections(&it.redirections);
        for element in &it.elements {
            match element {
                CommandElement::Argument(Expression {
                    kind: ExpressionKind::Variable { splatted: true, .. },
                    ..
                }) => {}
                CommandElement::Argument(expression) => self.argument(expression),
                CommandElement::Parameter { argument: Some(argument), .. } => self.argument(argument),
                CommandElement::Parameter { .. } => {}
            }
        }
        for redirection in &it.redirections {
            self.redirection(redirection);
        }
    }

    fn attribute(&mut self, it: &Attribute) {
        self.attribute_arguments(it);
        visit::walk_attribute(self, it);
    }

    fn parameter(&mut self, it: &Parameter) {
        self.parameter_types(it);
        visit::walk_parameter(self, it);
    }

    fn function(&mut self, it: &FunctionDefinition) {
        if it.kind == FunctionKind::Workflow {
            let keyword = Span::new(it.span.start, it.span.start + "workflow".len() as u32);
            let message = "Workflow is not supported in PowerShell 6+.";
            self.report("WorkflowNotSupportedInPowerShellCore", message, keyword);
        }
        self.function_parameters(it);
        visit::walk_function(self, it);
    }

    fn script_block(&mut self, it: &ScriptBlock) {
        if let Some(block) = &it.param_block {
            self.duplicate_parameters(&block.parameters);
        }
        visit::walk_script_block(self, it);
    }

    fn type_definition(&mut self, it: &TypeDefinition) {
        self.members(it);
        visit::walk_type_definition(self, it);
    }

    fn method(&mut self, it: &MethodMember) {
        self.duplicate_parameters(&it.parameters);
        visit::walk_method(self, it);
    }
}
