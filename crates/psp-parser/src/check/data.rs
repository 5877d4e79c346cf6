//! What a `data` section may hold: values, and no more commands than it names.

use super::Checker;
use psp_ast::visit::{self, Visitor};
use psp_ast::{
    BinaryOperator, Command, CommandElement, Comparison, DataStatement, Expression, ExpressionKind,
    FunctionDefinition, Invocation, Redirection, ScriptBlock, Statement, StatementKind, TypeDefinition,
    UnaryOperator, VariablePath,
};
use psp_diagnostics::Diagnostic;
use psp_source::Span;

const VARIABLES: &[&str] = &["PSCulture", "PSUICulture", "true", "false", "null"];

impl Checker {
    pub(super) fn data_section(&mut self, it: &DataStatement) {
        let names = it.supported_commands.iter().filter_map(|command| match &command.kind {
            ExpressionKind::String { value, .. } => Some(value.clone()),
            _ => None,
        });
        let allowed = std::iter::once("ConvertFrom-StringData".to_owned()).chain(names).collect();
        let mut section = Section { allowed, found: &mut self.found };
        section.statement_block(&it.body);
    }
}

struct Section<'f> {
    allowed: Vec<String>,
    found: &'f mut Vec<Diagnostic>,
}

impl Section<'_> {
    /// Reports `{id}NotSupportedInDataSection`.
    fn refuse(&mut self, id: &str, what: &str, span: Span) {
        let message = format!("{what} not allowed in restricted language mode or a Data section.");
        self.found.push(Diagnostic::new(format!("{id}NotSupportedInDataSection"), message, span));
    }

    fn variable(&mut self, span: Span, path: &VariablePath) {
        if path.is_unqualified() && VARIABLES.iter().any(|name| name.eq_ignore_ascii_case(&path.name)) {
            return;
        }
        let message = "A variable that cannot be referenced in restricted language mode or a Data section is being \
            referenced. Variables that can be referenced include the following: $PSCulture, $PSUICulture, $true, $false, \
            $null.";
        self.found.push(Diagnostic::new("VariableReferenceNotSupportedInDataSection", message, span));
    }

    fn operator(&mut self, text: &str, span: Span) {
        self.refuse("Operator", &format!("The '{text}' operator is"), span);
    }
}

impl Visitor for Section<'_> {
    fn statement(&mut self, it: &Statement) {
        let (id, what) = match &it.kind {
            StatementKind::Assignment(_) => ("AssignmentStatement", "Assignment statements are"),
            StatementKind::While(_) | StatementKind::DoWhile(_) | StatementKind::DoUntil(_) => {
                ("DoWhileStatement", "The Do and While statements are")
            }
            StatementKind::For(_) => ("ForWhileStatement", "For and While statements are"),
            StatementKind::ForEach(_) => ("ForeachStatement", "Foreach statements are"),
            StatementKind::Switch(_) => ("SwitchStatement", "The switch statement is"),
            StatementKind::Try(_) => ("TryStatement", "The Try statement is"),
            StatementKind::Trap(_) => ("TrapStatement", "The Trap statement is"),
            StatementKind::Return(_)
            | StatementKind::Exit(_)
            | StatementKind::Throw(_)
            | StatementKind::Break(_)
            | StatementKind::Continue(_) => (
                "FlowControlStatement",
                "Flow control statements such as Break, Continue, Return, Exit, and Throw are",
            ),
            StatementKind::Data(_) => {
                let message =
                    "The data statement is not allowed in restricted language mode or another Data section.";
                let id = "DataSectionStatementNotSupportedInDataSection";
                return self.found.push(Diagnostic::new(id, message, it.span));
            }
            _ => return visit::walk_statement(self, it),
        };
        self.refuse(id, what, it.span);
    }

    fn expression(&mut self, it: &Expression) {
        match &it.kind {
            ExpressionKind::Variable { path, .. } => return self.variable(it.span, path),
            ExpressionKind::ExpandableString { .. } => {
                self.refuse("ExpandableString", "Expandable strings are", it.span);
            }
            ExpressionKind::Member { .. } => {
                self.refuse("PropertyReference", "Property references are", it.span);
            }
            ExpressionKind::InvokeMember { .. } => self.refuse("MethodCall", "Method calls are", it.span),
            ExpressionKind::Index { .. } => self.refuse("ArrayReference", "Array references are", it.span),
            ExpressionKind::Binary { op, op_span, .. } => {
                if let Some(text) = refused(*op) {
                    self.operator(text, *op_span);
                }
            }
            ExpressionKind::Unary { op, .. } => match op {
                UnaryOperator::PreIncrement | UnaryOperator::PostIncrement => self.operator("++", it.span),
                UnaryOperator::PreDecrement | UnaryOperator::PostDecrement => self.operator("--", it.span),
                UnaryOperator::Join => self.operator("-join", it.span),
                UnaryOperator::Split => self.operator("-split", it.span),
                UnaryOperator::CaseSplit => self.operator("-csplit", it.span),
                _ => {}
            },
            _ => {}
        }
        visit::walk_expression(self, it);
    }

    fn command(&mut self, it: &Command) {
        if it.invocation == Invocation::Dot {
            self.refuse("DotSourcing", "Dot sourcing is", it.span);
        }
        if let Some(CommandElement::Argument(Expression {
            kind: ExpressionKind::String { value, .. }, ..
        })) = it.elements.first()
            && !self.allowed.iter().any(|name| name.eq_ignore_ascii_case(value))
        {
            let message = format!(
                "The command '{value}' is not allowed in restricted language mode or a Data section."
            );
            self.found.push(Diagnostic::new("CmdletNotInAllowedListForDataSection", message, it.span));
        }
        visit::walk_command(self, it);
    }

    fn script_block(&mut self, it: &ScriptBlock) {
        self.refuse("ScriptBlock", "Script block literals are", it.span);
    }

    fn function(&mut self, it: &FunctionDefinition) {
        self.refuse("FunctionDeclaration", "Function declarations are", it.span);
    }

    fn type_definition(&mut self, it: &TypeDefinition) {
        self.refuse("FunctionDeclaration", "Function declarations are", it.span);
    }

    fn redirection(&mut self, it: &Redirection) {
        self.refuse("Redirection", "Redirection is", it.span);
    }
}

/// The spelling of an operator that cannot be used.
fn refused(op: BinaryOperator) -> Option<&'static str> {
    Some(match op {
        BinaryOperator::Format => "-f",
        BinaryOperator::Range => "..",
        BinaryOperator::Join => "-join",
        BinaryOperator::As => "-as",
        BinaryOperator::Compare { op: Comparison::Split, .. } => "-split",
        BinaryOperator::Compare { op: Comparison::Replace, .. } => "-replace",
        _ => return None,
    })
}
