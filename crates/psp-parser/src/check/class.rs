//! Members of classes and enums.

use super::Checker;
use super::assignment::is_named;
use super::attribute::is_constant;
use super::{flow, method};
use psp_ast::{Member, MethodMember, TypeDefinition, TypeKind, TypeName};
use std::collections::HashSet;

impl Checker {
    pub(super) fn members(&mut self, it: &TypeDefinition) {
        let mut properties = HashSet::new();
        let mut methods: Vec<(String, Vec<String>, bool)> = Vec::new();
        for member in &it.members {
            match member {
                Member::Property(property) => {
                    if !properties.insert(property.name.to_uppercase()) {
                        self.already_defined(&property.name, property.span);
                    }
                    let initial = property.initial.as_ref().filter(|_| it.kind == TypeKind::Enum);
                    if let Some(value) = initial.filter(|value| !is_constant(value)) {
                        let message = "Enumerator value must be a constant value.";
                        self.report("EnumeratorValueMustBeConstant", message, value.span);
                    }
                }
                Member::Method(method) => {
                    let signature = (method.name.to_uppercase(), parameter_types(method), method.is_static);
                    if methods.contains(&signature) {
                        self.already_defined(&method.name, method.span);
                    }
                    methods.push(signature);
                    self.method_rules(it, method);
                }
            }
        }
    }

    /// Types of one name in one block.
    pub(super) fn duplicate_types(&mut self, statements: &[psp_ast::Statement]) {
        let mut names = HashSet::new();
        for statement in statements {
            if let psp_ast::StatementKind::Type(definition) = &statement.kind
                && !names.insert(definition.name.to_uppercase())
            {
                self.already_defined(&definition.name, definition.span);
            }
        }
    }

    fn already_defined(&mut self, name: &str, span: psp_source::Span) {
        self.report("MemberAlreadyDefined", format!("The member '{name}' is already defined."), span);
    }

    fn method_rules(&mut self, class: &TypeDefinition, it: &MethodMember) {
        let is_constructor = it.name.eq_ignore_ascii_case(&class.name);
        if is_constructor && let Some(name) = &it.return_type {
            let message = "A constructor cannot specify a return type.";
            self.report("ConstructorCantHaveReturnType", message, super::assignment::around(name.span));
        }
        if is_constructor
            && it.is_static
            && let [first, ..] = it.parameters.as_slice()
        {
            let message = "A static constructor cannot have any parameters.";
            self.report("StaticConstructorCantHaveParameters", message, first.span);
        }
        for parameter in &it.parameters {
            let mut types = parameter.attributes.iter().filter_map(|attribute| match attribute {
                psp_ast::ParameterAttribute::Type(name) => Some(name),
                psp_ast::ParameterAttribute::Attribute(_) => None,
            });
            if let Some(second) = types.nth(1) {
                let message = "Multiple type constraints are not allowed on a method parameter.";
                self.report(
                    "MultipleTypeConstraintsOnMethodParam",
                    message,
                    super::assignment::around(second.span),
                );
            }
        }
        self.method_blocks(it);
        let returns_value = it.return_type.as_ref().is_some_and(|name| !is_void(name)) && !is_constructor;
        let mut found = Vec::new();
        let ends = it.body.end.as_ref().is_some_and(|block| flow::always_leaves(&block.statements));
        if returns_value && !ends {
            let message = "Not all code path returns value within method.";
            self.report("MethodHasCodePathNotReturn", message, it.name_span);
        }
        method::check(class, it, returns_value, &mut found);
        self.found.append(&mut found);
    }

    fn method_blocks(&mut self, it: &MethodMember) {
        let body = &it.body;
        if let Some(block) = &body.param_block {
            let message = "A param block is not allowed in a class method.";
            self.report("ParamBlockNotAllowedInMethod", message, block.span);
        }
        let blocks = [&body.dynamic_param, &body.begin, &body.process, &body.end, &body.clean];
        for block in blocks.into_iter().flatten().filter(|block| !block.implicit) {
            let message = "A named block is not allowed in a class method.";
            self.report("NamedBlockNotAllowedInMethod", message, block.span);
        }
    }
}

fn is_void(name: &TypeName) -> bool {
    is_named(name, &["void", "System.Void"])
}

fn parameter_types(method: &MethodMember) -> Vec<String> {
    let type_of = |parameter: &psp_ast::Parameter| {
        parameter.attributes.iter().find_map(|attribute| match attribute {
            psp_ast::ParameterAttribute::Type(name) => Some(name.to_string().to_lowercase()),
            psp_ast::ParameterAttribute::Attribute(_) => None,
        })
    };
    method
        .parameters
        .iter()
        .map(|parameter| type_of(parameter).unwrap_or_else(|| "object".to_owned()))
        .collect()
}
