//! Types that class definitions name must exist when the text is parsed.

use psp_ast::visit::{self, Visitor};
use psp_ast::{Attribute, ScriptBlock, TypeDefinition, TypeName, TypeNameKind};
use psp_diagnostics::Diagnostic;
use std::collections::HashSet;

/// The types named inside classes that neither the script defines nor `exists` knows.
///
/// PowerShell reports these before what [`parse`](crate::parse) finds wrong with a syntactically correct text.
pub fn check_types(script: &ScriptBlock, exists: &dyn Fn(&TypeName) -> bool) -> Vec<Diagnostic> {
    let mut defined = Defined::default();
    defined.script_block(script);
    let mut checker = TypeChecker { defined: defined.names, exists, depth: 0, found: Vec::new() };
    checker.script_block(script);
    checker.found
}

/// The names of all types that a script defines.
#[derive(Default)]
struct Defined {
    names: HashSet<String>,
}

impl Visitor for Defined {
    fn type_definition(&mut self, it: &TypeDefinition) {
        self.names.insert(it.name.to_lowercase());
        visit::walk_type_definition(self, it);
    }
}

struct TypeChecker<'e> {
    defined: HashSet<String>,
    exists: &'e dyn Fn(&TypeName) -> bool,
    /// How many classes are around.
    depth: usize,
    found: Vec<Diagnostic>,
}

impl TypeChecker<'_> {
    fn check(&mut self, it: &TypeName) {
        match &it.kind {
            TypeNameKind::Array { element, .. } => self.check(element),
            TypeNameKind::Generic { arguments, .. } => {
                let before = self.found.len();
                for argument in arguments {
                    self.check(argument);
                }
                let own = arguments.iter().any(|argument| self.names_own(argument));
                if self.found.len() == before && !own && !(self.exists)(it) {
                    self.missing(it);
                }
            }
            TypeNameKind::Plain(name) => {
                if !self.defined.contains(&name.to_lowercase()) && !(self.exists)(it) {
                    self.missing(it);
                }
            }
        }
    }

    /// A type of the script itself stands in the name.
    fn names_own(&self, it: &TypeName) -> bool {
        match &it.kind {
            TypeNameKind::Plain(name) => self.defined.contains(&name.to_lowercase()),
            TypeNameKind::Array { element, .. } => self.names_own(element),
            TypeNameKind::Generic { arguments, .. } => {
                arguments.iter().any(|argument| self.names_own(argument))
            }
        }
    }

    fn missing(&mut self, it: &TypeName) {
        self.found.push(Diagnostic::new("TypeNotFound", format!("Unable to find type [{it}]."), it.span));
    }
}

impl Visitor for TypeChecker<'_> {
    fn type_definition(&mut self, it: &TypeDefinition) {
        self.depth += 1;
        visit::walk_type_definition(self, it);
        self.depth -= 1;
    }

    fn type_name(&mut self, it: &TypeName) {
        if self.depth > 0 {
            self.check(it);
        }
    }

    fn attribute(&mut self, it: &Attribute) {
        let name = &it.type_name;
        let known = |text: &str| {
            let kind = TypeNameKind::Plain(text.to_owned());
            (self.exists)(&TypeName { span: name.span, kind })
        };
        let text = name.to_string();
        if self.depth > 0
            && !self.defined.contains(&text.to_lowercase())
            && !known(&text)
            && !known(&format!("{text}Attribute"))
        {
            let message = format!(
                "Cannot find the type for custom attribute '{text}'. Make sure that the assembly that contains this type \
                is loaded."
            );
            self.found.push(Diagnostic::new("CustomAttributeTypeNotFound", message, it.span));
        }
        for argument in &it.positional {
            self.expression(argument);
        }
    }
}
