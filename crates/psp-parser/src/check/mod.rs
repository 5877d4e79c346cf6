//! What is wrong with the meaning of a text whose syntax is right, told as PowerShell tells it at parse time. Pure
//! functions over the tree.

mod assigned;
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
    MethodMember, Parameter, PipelineElement, PropertyMember, ScriptBlock, Statement, StatementKind,
    TypeDefinition,
};
use psp_diagnostics::Diagnostic;
use psp_source::Span;

pub(crate) use splat::splatting_not_permitted;
pub use types::check_types;

/// Everything that is wrong, in the order of the text.
pub(crate) fn check(script: &ScriptBlock) -> Vec<Diagnostic> {
    let mut checker = Checker { found: Vec::new(), in_class: false };
    checker.script_block(script);
    checker.found
}

struct Checker {
    found: Vec<Diagnostic>,
    /// The attributes being looked at belong to a class or its members.
    in_class: bool,
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
            ExpressionKind::Attributed { attribute, operand } => self.attributed(attribute, operand),
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
        for block in [&it.dynamic_param, &it.begin, &it.process, &it.end, &it.clean].into_iter().flatten() {
            self.duplicate_types(&block.statements);
        }
        visit::walk_script_block(self, it);
    }

    fn type_definition(&mut self, it: &TypeDefinition) {
        self.members(it);
        self.member_attributes(it);
        visit::walk_type_definition(self, it);
    }

    fn property(&mut self, it: &PropertyMember) {
        if it.is_static
            && let Some(initial) = &it.initial
        {
            let mut this = This { found: &mut self.found };
            this.expression(initial);
        }
        visit::walk_property(self, it);
    }

    fn method(&mut self, it: &MethodMember) {
        self.duplicate_parameters(&it.parameters);
        visit::walk_method(self, it);
    }
}

/// Finds `$this` in the initial value of a static property.
struct This<'f> {
    found: &'f mut Vec<Diagnostic>,
}

impl Visitor for This<'_> {
    fn expression(&mut self, it: &Expression) {
        match &it.kind {
            ExpressionKind::Variable { path, .. } if path.name.eq_ignore_ascii_case("this") => {
                self.found.push(method::this_in_static(it.span));
            }
            _ => visit::walk_expression(self, it),
        }
    }
}
