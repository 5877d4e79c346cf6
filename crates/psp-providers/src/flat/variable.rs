//! The variables: `Variable:`.

use super::Names;
use crate::ProviderKind;
use psp_ir::Symbol;
use psp_runtime::{FrameId, Session, session::DEFAULT_NAMES, variable_object::VariableObject};
use psp_value::{Context, ErrorCategory, Fault, Ref, Result, Value, Variable, variable::options};

pub(crate) struct Variables;

/// Orders names as lists show them.
pub(super) fn sort(session: &Session, names: &mut Vec<String>) {
    let culture = Context::culture(session);
    names.sort_by(|a, b| psp_clr::compare::compare(a, b, culture, true).then_with(|| a.cmp(b)));
    names.dedup();
}

fn find(session: &mut Session, name: &str) -> Option<(Ref<Variable>, FrameId)> {
    let symbol = Symbol::new(name);
    let mut at = session.scope();
    while at != FrameId::NONE {
        if let Some(place) = session.variable_in(symbol, at) {
            return Some((session.cell_of(symbol, &place), at));
        }
        at = session.frame(at).parent;
    }
    session.default_variable(symbol).map(|it| (it, FrameId::GLOBAL))
}

impl Names for Variables {
    const KIND: ProviderKind = ProviderKind::Variable;
    const NOUN: &'static str = "Item";

    fn all(session: &mut Session) -> Vec<String> {
        let mut names: Vec<String> = DEFAULT_NAMES.iter().map(|&it| it.to_owned()).collect();
        let mut at = session.scope();
        while at != FrameId::NONE {
            names.extend(session.variables_in(at).into_iter().map(|it| it.0.name().to_owned()));
            at = session.frame(at).parent;
        }
        sort(session, &mut names);
        names.dedup_by(|a, b| a.eq_ignore_ascii_case(b));
        names
    }

    fn get(session: &mut Session, name: &str) -> Option<Value> {
        if let Some((found, _)) = find(session, name) {
            return Some(VariableObject(found).value());
        }
        let scope = session.scope();
        let value = session.automatic_variable(Symbol::new(name), scope)?;
        Some(VariableObject(Ref::new(Variable::new(name, value))).value())
    }

    fn content(session: &mut Session, name: &str) -> Option<Value> {
        let scope = session.scope();
        session.read_variable(Symbol::new(name), scope)
    }

    fn set(session: &mut Session, name: &str, value: &Value) -> Result<()> {
        if let Some((found, _)) = find(session, name) {
            return session.assign_cell(&found, value.clone());
        }
        let scope = session.scope();
        session.write_variable(Symbol::new(name), scope, value.clone())
    }

    fn remove(session: &mut Session, name: &str, force: bool) -> Result<()> {
        let Some((found, scope)) = find(session, name) else { return Ok(()) };
        let bits = found.options();
        if bits & options::CONSTANT != 0 || bits & options::READ_ONLY != 0 && !force {
            let message = format!(
                "Cannot remove variable {name} because it is constant or read-only. If the variable is read-only, try \
                 the operation again specifying the Force option."
            );
            return Err(Fault::new(
                "System.Management.Automation.SessionStateUnauthorizedAccessException",
                message,
            )
            .id("VariableNotRemovable")
            .category(ErrorCategory::WriteError)
            .target(name)
            .into());
        }
        session.remove_variable(Symbol::new(name), scope);
        Ok(())
    }
}
