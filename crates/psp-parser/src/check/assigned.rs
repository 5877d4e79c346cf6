//! Which variables of a method have a value wherever they are read: a walk in the order of execution that keeps the names
//! assigned on every way to the place.

use super::assignment::{is_named, lone_expression};
use psp_ast::visit::{self, Visitor};
use psp_ast::{
    CatchClause, Expression, ExpressionKind, FunctionDefinition, LoopStatement, MethodMember, ScriptBlock,
    Statement, StatementBlock, StatementKind, SwitchStatement, TryStatement, TypeDefinition, UnaryOperator,
    VariablePath,
};
use psp_source::Span;
use std::collections::HashSet;

/// Variables that exist without being assigned.
const AUTOMATIC: &[&str] = &[
    "_",
    "$",
    "?",
    "^",
    "args",
    "ConfirmPreference",
    "ConsoleFileName",
    "DebugPreference",
    "EnabledExperimentalFeatures",
    "Error",
    "ErrorActionPreference",
    "ErrorView",
    "Event",
    "EventArgs",
    "EventSubscriber",
    "ExecutionContext",
    "false",
    "foreach",
    "FormatEnumerationLimit",
    "HOME",
    "Host",
    "InformationPreference",
    "input",
    "IsCoreCLR",
    "IsLinux",
    "IsMacOS",
    "IsWindows",
    "LASTEXITCODE",
    "Matches",
    "MaximumHistoryCount",
    "MyInvocation",
    "NestedPromptLevel",
    "null",
    "OFS",
    "OutputEncoding",
    "PID",
    "PROFILE",
    "ProgressPreference",
    "PSBoundParameters",
    "PSCmdlet",
    "PSCommandPath",
    "PSCulture",
    "PSDebugContext",
    "PSDefaultParameterValues",
    "PSEdition",
    "PSEmailServer",
    "PSHOME",
    "PSItem",
    "PSLogUserData",
    "PSModuleAutoLoadingPreference",
    "PSNativeCommandArgumentPassing",
    "PSNativeCommandUseErrorActionPreference",
    "PSScriptRoot",
    "PSSenderInfo",
    "PSSessionApplicationName",
    "PSSessionConfigurationName",
    "PSSessionOption",
    "PSStyle",
    "PSUICulture",
    "PSVersionTable",
    "PWD",
    "Sender",
    "ShellId",
    "StackTrace",
    "switch",
    "this",
    "true",
    "VerbosePreference",
    "WarningPreference",
    "WhatIfPreference",
];

/// The places where a variable is read that may have no value.
pub(super) fn unassigned_reads(method: &MethodMember) -> Vec<Span> {
    let known = method.parameters.iter().map(|parameter| parameter.name.to_uppercase()).collect();
    let mut flow = Flow { known, reachable: true, found: Vec::new() };
    flow.script_block(&method.body);
    flow.found
}

struct Flow {
    known: HashSet<String>,
    /// False behind `return`, `throw` and other ways out.
    reachable: bool,
    found: Vec<Span>,
}

/// The names known at the end of a branch; none when it does not end.
type End = Option<HashSet<String>>;

impl Flow {
    /// Walks a branch and comes back to the state before it.
    fn branch(&mut self, walk: impl FnOnce(&mut Self)) -> End {
        let before = (self.known.clone(), self.reachable);
        walk(self);
        let known = std::mem::replace(&mut self.known, before.0);
        let ends = std::mem::replace(&mut self.reachable, before.1);
        ends.then_some(known)
    }

    /// Goes on with what all branches know.
    fn join(&mut self, ends: Vec<End>) {
        let mut ends = ends.into_iter().flatten();
        match ends.next() {
            None => self.reachable = false,
            Some(first) => {
                self.known = ends.fold(first, |all, end| all.intersection(&end).cloned().collect());
            }
        }
    }

    fn read(&mut self, span: Span, path: &VariablePath) {
        let known = !self.reachable
            || !path.is_unqualified()
            || self.known.contains(&path.name.to_uppercase())
            || AUTOMATIC.iter().any(|name| name.eq_ignore_ascii_case(&path.name));
        if !known {
            self.found.push(span);
        }
    }

    fn assign(&mut self, target: &Expression) {
        match &target.kind {
            ExpressionKind::Variable { path, .. } => {
                if path.is_unqualified() {
                    self.known.insert(path.name.to_uppercase());
                }
            }
            ExpressionKind::Array(items) => items.iter().for_each(|item| self.assign(item)),
            ExpressionKind::Convert { operand, .. } | ExpressionKind::Attributed { operand, .. } => {
                self.assign(operand);
            }
            ExpressionKind::Paren(statement) => match lone_expression(statement) {
                Some(inner) => self.assign(inner),
                None => self.statement(statement),
            },
            _ => self.expression(target),
        }
    }

    fn repeated(&mut self, it: &LoopStatement, body_first: bool) {
        if body_first {
            self.statement_block(&it.body);
            let before = self.reachable;
            self.statement(&it.condition);
            self.reachable = before;
        } else {
            self.statement(&it.condition);
            self.branch(|flow| flow.statement_block(&it.body));
        }
    }

    fn switch(&mut self, it: &SwitchStatement) {
        self.statement(&it.condition);
        for (condition, block) in &it.clauses {
            self.branch(|flow| {
                flow.expression(condition);
                flow.statement_block(block);
            });
        }
        if let Some(block) = &it.default {
            self.branch(|flow| flow.statement_block(block));
        }
    }

    fn try_statement(&mut self, it: &TryStatement) {
        let mut ends = vec![self.branch(|flow| flow.statement_block(&it.body))];
        for CatchClause { body, .. } in &it.catches {
            ends.push(self.branch(|flow| flow.statement_block(body)));
        }
        match &it.finally {
            // It runs after any part of the others.
            Some(block) => {
                let leaves = ends.iter().all(Option::is_none);
                self.statement_block(block);
                self.reachable &= !leaves;
            }
            None => self.join(ends),
        }
    }
}

impl Visitor for Flow {
    fn statement(&mut self, it: &Statement) {
        match &it.kind {
            StatementKind::Assignment(assignment) => {
                self.statement(&assignment.value);
                self.assign(&assignment.target);
            }
            StatementKind::If(it) => {
                let mut ends = Vec::new();
                for (condition, block) in &it.clauses {
                    self.statement(condition);
                    ends.push(self.branch(|flow| flow.statement_block(block)));
                }
                ends.push(
                    self.branch(|flow| it.otherwise.iter().for_each(|block| flow.statement_block(block))),
                );
                self.join(ends);
            }
            StatementKind::While(it) => self.repeated(it, false),
            StatementKind::DoWhile(it) | StatementKind::DoUntil(it) => self.repeated(it, true),
            StatementKind::For(it) => {
                for part in [&it.initializer, &it.condition].into_iter().flatten() {
                    self.statement(part);
                }
                self.branch(|flow| {
                    flow.statement_block(&it.body);
                    it.iterator.iter().for_each(|part| flow.statement(part));
                });
            }
            StatementKind::ForEach(it) => {
                self.statement(&it.collection);
                self.assign(&it.variable);
                self.branch(|flow| flow.statement_block(&it.body));
            }
            StatementKind::Switch(it) => self.switch(it),
            StatementKind::Try(it) => self.try_statement(it),
            StatementKind::Trap(clause) => drop(self.branch(|flow| flow.statement_block(&clause.body))),
            StatementKind::Data(it) => self.known.extend(it.variable.iter().map(|name| name.to_uppercase())),
            StatementKind::Return(_) | StatementKind::Throw(_) | StatementKind::Exit(_) => {
                visit::walk_statement(self, it);
                self.reachable = false;
            }
            StatementKind::Break(_) | StatementKind::Continue(_) => self.reachable = false,
            _ => visit::walk_statement(self, it),
        }
    }

    fn statement_block(&mut self, it: &StatementBlock) {
        visit::walk_statements(self, &it.statements);
    }

    fn expression(&mut self, it: &Expression) {
        match &it.kind {
            ExpressionKind::Variable { path, .. } => self.read(it.span, path),
            ExpressionKind::Convert { type_name, operand } if is_named(type_name, &["ref"]) => {
                self.assign(operand);
            }
            ExpressionKind::Unary {
                op:
                    UnaryOperator::PostIncrement
                    | UnaryOperator::PreIncrement
                    | UnaryOperator::PostDecrement
                    | UnaryOperator::PreDecrement,
                operand,
            } => self.assign(operand),
            // A block has a scope of its own and may run anywhere; what it assigns is given the benefit of the doubt.
            ExpressionKind::ScriptBlock(block) => Blocks { known: &mut self.known }.script_block(block),
            ExpressionKind::Using(_) => {}
            _ => visit::walk_expression(self, it),
        }
    }

    fn function(&mut self, _it: &FunctionDefinition) {}

    fn type_definition(&mut self, _it: &TypeDefinition) {}
}

/// Collects what blocks assign.
struct Blocks<'k> {
    known: &'k mut HashSet<String>,
}

impl Visitor for Blocks<'_> {
    fn statement(&mut self, it: &Statement) {
        if let StatementKind::Assignment(assignment) = &it.kind
            && let ExpressionKind::Variable { path, .. } = &assignment.target.kind
        {
            self.known.insert(path.name.to_uppercase());
        }
        visit::walk_statement(self, it);
    }

    fn script_block(&mut self, it: &ScriptBlock) {
        visit::walk_script_block(self, it);
    }
}
