//! `VariablePath`: a variable's name, taken apart.

use psp_ast::VariableScope;
use psp_derive::ps_type;
use psp_types::declare::Emulated;
use psp_value::{Context, Native, Object, Result, Value};

/// A variable's name.
pub(crate) struct VariablePath {
    path: psp_ast::VariablePath,
    written: Box<str>,
}

impl VariablePath {
    /// As a script sees it.
    pub(crate) fn value(path: psp_ast::VariablePath, written: &str) -> Value {
        Object::native(Self::ty(), Self { path, written: written.into() }).into()
    }

    fn has_scope(&self, scope: VariableScope) -> bool {
        self.path.scope == Some(scope)
    }
}

/// The name in the text of a variable: without `$`, `@` and braces.
pub(crate) fn written(text: &str) -> Box<str> {
    let name = text.strip_prefix(['$', '@']).unwrap_or(text);
    let Some(inner) = name.strip_prefix('{').and_then(|it| it.strip_suffix('}')) else { return name.into() };
    let mut out = String::with_capacity(inner.len());
    let mut escaped = false;
    for c in inner.chars() {
        if c == '`' && !escaped {
            escaped = true;
        } else {
            escaped = false;
            out.push(c);
        }
    }
    out.into()
}

impl Native for VariablePath {
    fn text(&self, _: &mut dyn Context, _: Option<&str>) -> Result<Option<String>> {
        Ok(Some(self.written.to_string()))
    }
}

#[ps_type("System.Management.Automation.VariablePath")]
impl VariablePath {
    /// The name as it was written.
    #[ps(get)]
    fn user_path(&self) -> &str {
        &self.written
    }

    /// The drive, when there is one.
    #[ps(get)]
    fn drive_name(&self) -> Option<String> {
        self.path.drive.clone()
    }

    /// Written with a drive.
    #[ps(get)]
    fn is_drive_qualified(&self) -> bool {
        self.path.drive.is_some()
    }

    /// `global:`
    #[ps(get)]
    fn is_global(&self) -> bool {
        self.has_scope(VariableScope::Global)
    }

    /// `local:`
    #[ps(get)]
    fn is_local(&self) -> bool {
        self.has_scope(VariableScope::Local)
    }

    /// `private:`
    #[ps(get)]
    fn is_private(&self) -> bool {
        self.has_scope(VariableScope::Private)
    }

    /// `script:`
    #[ps(get)]
    fn is_script(&self) -> bool {
        self.has_scope(VariableScope::Script)
    }

    /// Neither scope nor drive.
    #[ps(get)]
    fn is_unqualified(&self) -> bool {
        self.path.is_unqualified()
    }

    /// A variable without a scope.
    #[ps(get)]
    fn is_unscoped_variable(&self) -> bool {
        self.path.is_unqualified()
    }

    /// A variable, not an item of another drive.
    #[ps(get)]
    fn is_variable(&self) -> bool {
        self.path.drive.is_none()
    }

    /// The name as it was written.
    #[ps("ToString")]
    fn as_text(&self) -> &str {
        &self.written
    }
}

#[cfg(test)]
mod tests {
    use super::written;

    #[test]
    fn sigil_braces_and_escapes_are_taken_off() {
        assert_eq!(&*written("$Global:x"), "Global:x");
        assert_eq!(&*written("${a `} b}"), "a } b");
        assert_eq!(&*written("@args"), "args");
    }
}
