//! Parameter lists.

use super::Checker;
use super::assignment::{around, is_named};
use psp_ast::{FunctionDefinition, Parameter, ParameterAttribute};
use std::collections::HashSet;

impl Checker {
    pub(super) fn duplicate_parameters(&mut self, parameters: &[Parameter]) {
        let mut seen = HashSet::new();
        for parameter in parameters {
            if !seen.insert(parameter.name.to_uppercase()) {
                let message = format!("Duplicate parameter ${} in parameter list.", parameter.name);
                self.report("DuplicateFormalParameter", message, parameter.name_span);
            }
        }
    }

    pub(super) fn function_parameters(&mut self, it: &FunctionDefinition) {
        let Some(parameters) = &it.parameters else { return };
        self.duplicate_parameters(parameters);
        // `function f() { param($x) … }` is fine.
        if let Some(block) = &it.body.param_block
            && !parameters.is_empty()
        {
            let message =
                "The param statement cannot be used if arguments were specified in the function declaration.";
            self.report("OnlyOneParameterListAllowed", message, block.span);
        }
    }

    pub(super) fn parameter_types(&mut self, it: &Parameter) {
        let types = it.attributes.iter().filter_map(|attribute| match attribute {
            ParameterAttribute::Type(name) => Some(name),
            ParameterAttribute::Attribute(_) => None,
        });
        for name in types {
            if is_named(name, &["void", "System.Void"]) {
                let message =
                    "[void] cannot be used as a parameter type, or on the left side of an assignment.";
                self.report("VoidTypeConstraintNotAllowed", message, around(name.span));
            }
        }
    }
}
