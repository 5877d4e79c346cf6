//! Names of variables, taken apart.

use psp_ast::{Expression, ExpressionKind, VariablePath, VariableScope};
use psp_source::Span;

/// The path that the text of a variable token names, and whether it begins with `using:`.
pub(crate) fn path(token: &str) -> (VariablePath, bool) {
    let name = token.get(1..).unwrap_or_default();
    let name = match name.strip_prefix('{') {
        Some(braced) => without_backticks(braced.strip_suffix('}').unwrap_or(braced)),
        None => name.to_owned(),
    };
    let plain = |name: String| (VariablePath::plain(name), false);
    let Some((qualifier, rest)) = name.split_once(':') else { return plain(name) };
    if qualifier.is_empty() {
        return plain(rest.to_owned());
    }
    let scoped = |scope| (VariablePath { scope: Some(scope), drive: None, name: rest.to_owned() }, false);
    match qualifier.to_ascii_lowercase().as_str() {
        "global" => scoped(VariableScope::Global),
        "script" => scoped(VariableScope::Script),
        "local" => scoped(VariableScope::Local),
        "private" => scoped(VariableScope::Private),
        "workflow" => scoped(VariableScope::Workflow),
        "using" => (path(&format!("${rest}")).0, true),
        _ => (VariablePath { scope: None, drive: Some(qualifier.to_owned()), name: rest.to_owned() }, false),
    }
}

/// The expression of a variable token inside a string, where nothing can follow it.
pub(crate) fn lone(token: &str, span: Span) -> Expression {
    let (path, using) = path(token);
    let variable = Expression { span, kind: ExpressionKind::Variable { path, splatted: false } };
    if using { Expression { span, kind: ExpressionKind::Using(Box::new(variable)) } } else { variable }
}

fn without_backticks(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut chars = name.chars();
    while let Some(c) = chars.next() {
        out.extend(if c == '`' { chars.next() } else { Some(c) });
    }
    out
}
