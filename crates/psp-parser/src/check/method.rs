//! Bodies of methods: which variables they may name and assign, and what they return.

use psp_ast::visit::{self, Visitor};
use psp_ast::{
    Expression, ExpressionKind, FunctionDefinition, Member, MethodMember, Statement, StatementKind,
    TypeDefinition, VariablePath,
};
use psp_diagnostics::Diagnostic;
use psp_source::Span;
use std::collections::HashMap;

/// What is wrong with the body of a method.
pub(super) fn check(
    class: &TypeDefinition,
    method: &MethodMember,
    returns: bool,
    found: &mut Vec<Diagnostic>,
) {
    let properties = class.members.iter().filter_map(|member| match member {
        Member::Property(property) => Some((property.name.to_uppercase(), property)),
        Member::Method(_) => None,
    });
    let properties = properties
        .map(|(key, property)| {
            let owner = if property.is_static { format!("[{}]::", class.name) } else { "$this.".to_owned() };
            (key, (owner, property.name.clone(), property.is_static))
        })
        .collect();
    let mut body = Body { properties, returns, is_static: method.is_static, loops: Vec::new(), found };
    body.script_block(&method.body);
    for span in super::assigned::unassigned_reads(method) {
        body.report("VariableNotLocal", "Variable is not assigned in the method.", span);
    }
    found.sort_by_key(|diagnostic| diagnostic.span.start);
}

/// `$this` where there is no object.
pub(super) fn this_in_static(span: Span) -> Diagnostic {
    let message =
        "Cannot access the non-static member 'this' in a static method or initializer of a static property.";
    Diagnostic::new("NonStaticMemberAccessInStaticMember", message, span)
}

struct Body<'f> {
    is_static: bool,
    /// By upper-case name: what to write before it, its name, whether it is static.
    properties: HashMap<String, (String, String, bool)>,
    returns: bool,
    loops: Vec<Option<String>>,
    found: &'f mut Vec<Diagnostic>,
}

impl Body<'_> {
    fn report(&mut self, id: &'static str, message: impl Into<String>, span: Span) {
        self.found.push(Diagnostic::new(id, message, span));
    }

    fn target(&mut self, it: &Expression) {
        match &it.kind {
            ExpressionKind::Variable { path, .. } if path.is_unqualified() => {
                self.assigned_name(it.span, &path.name);
            }
            ExpressionKind::Array(items) => items.iter().for_each(|item| self.target(item)),
            ExpressionKind::Convert { operand, .. } | ExpressionKind::Attributed { operand, .. } => {
                self.target(operand);
            }
            _ => {}
        }
    }

    fn assigned_name(&mut self, span: Span, name: &str) {
        if let Some((owner, property, is_static)) = self.properties.get(&name.to_uppercase()) {
            let message = format!("Cannot assign property, use '{owner}{property}'.");
            let id = if *is_static { "MissingTypeInStaticPropertyAssignment" } else { "MissingThis" };
            self.report(id, message, span);
        }
    }

    fn read(&mut self, span: Span, path: &VariablePath) {
        if self.is_static && path.is_unqualified() && path.name.eq_ignore_ascii_case("this") {
            self.found.push(this_in_static(span));
        }
    }

    fn jump(&mut self, label: Option<&Expression>) {
        let Some(Expression { kind: ExpressionKind::String { value, .. }, span }) = label else { return };
        if !self.loops.iter().flatten().any(|name| name.eq_ignore_ascii_case(value)) {
            self.report("LabelNotFound", format!("Label '{value}' not found inside the method."), *span);
        }
    }
}

impl Visitor for Body<'_> {
    fn statement(&mut self, it: &Statement) {
        let mut label = None;
        match &it.kind {
            StatementKind::Assignment(assignment) => self.target(&assignment.target),
            StatementKind::Return(Some(_)) if !self.returns => {
                self.report("VoidMethodHasReturn", "Invalid return statement within void method.", it.span);
            }
            StatementKind::Return(None) if self.returns => {
                let message = "Invalid return statement within non-void method.";
                self.report("NonVoidMethodMissingReturnValue", message, it.span);
            }
            StatementKind::Break(label) | StatementKind::Continue(label) => return self.jump(label.as_ref()),
            StatementKind::While(it) | StatementKind::DoWhile(it) | StatementKind::DoUntil(it) => {
                label.clone_from(&it.label);
            }
            StatementKind::For(it) => label.clone_from(&it.label),
            StatementKind::ForEach(it) => {
                self.target(&it.variable);
                label.clone_from(&it.label);
            }
            StatementKind::Switch(it) => label.clone_from(&it.label),
            _ => {}
        }
        self.loops.push(label);
        visit::walk_statement(self, it);
        self.loops.pop();
    }

    fn expression(&mut self, it: &Expression) {
        match &it.kind {
            ExpressionKind::Variable { path, .. } => self.read(it.span, path),
            // A block has its own scope and may run anywhere.
            ExpressionKind::ScriptBlock(_) | ExpressionKind::Using(_) => {}
            _ => visit::walk_expression(self, it),
        }
    }

    fn function(&mut self, _it: &FunctionDefinition) {}

    fn type_definition(&mut self, _it: &TypeDefinition) {}
}
