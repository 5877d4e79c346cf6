//! `Get-`, `Set-`, `New-`, `Clear-` and `Remove-Variable`: variables as objects, in any scope.

pub(super) mod clear;
pub(super) mod get;
pub(super) mod new;
pub(super) mod remove;
pub(super) mod set;

use crate::wildcard::{Wildcard, has_wildcards};
use psp_ir::Symbol;
use psp_runtime::{
    Session, Shell,
    frame::FrameId,
    session::{DEFAULT_NAMES, Place},
    variable_object::VariableObject,
};
use psp_value::{ErrorCategory, Fault, Interrupt, Ref, Result, Value, Variable, View, variable::options};

/// A variable that was found.
pub(super) struct Found {
    /// Its name.
    symbol: Symbol,
    /// The scope it belongs to.
    scope: FrameId,
    /// Itself.
    variable: Ref<Variable>,
}

impl Found {
    fn value(&self) -> Value {
        VariableObject(self.variable.clone()).value()
    }

    fn is_read_only(&self) -> bool {
        self.variable.options() & options::READ_ONLY != 0
    }
}

/// The names to look for, and what is left out.
pub(super) struct Filter {
    include: Vec<Wildcard>,
    exclude: Vec<Wildcard>,
}

impl Filter {
    fn new(include: &[String], exclude: &[String]) -> Self {
        Self { include: Wildcard::all(include), exclude: Wildcard::all(exclude) }
    }

    fn takes(&self, name: &str) -> bool {
        (self.include.is_empty() || self.include.iter().any(|it| it.matches(name)))
            && !self.exclude.iter().any(|it| it.matches(name))
    }
}

/// The scope that `-Scope` names: a word, or how many scopes up.
pub(super) fn scope_of(shell: &mut Shell<'_>, scope: Option<&str>) -> Result<Option<FrameId>> {
    let Some(scope) = scope else { return Ok(None) };
    let here = shell.scope();
    let named = match scope.to_ascii_lowercase().as_str() {
        "global" => Some(FrameId::GLOBAL),
        "script" => Some(shell.frame(here).script),
        "local" | "private" => Some(here),
        _ => None,
    };
    if named.is_some() {
        return Ok(named);
    }
    let Ok(number) = scope.trim().parse::<u32>() else {
        let message = format!(
            "Cannot process argument because the value of argument \"scopeID\" is not valid: {scope}."
        );
        return Err(crate::fault::argument("Argument", message).into());
    };
    let mut at = here;
    for _ in 0..number {
        at = shell.frame(at).parent;
        if at == FrameId::NONE {
            let message = format!(
                "The scope number '{number}' exceeds the number of active scopes. (Parameter 'Scope')\nActual value was {number}."
            );
            return Err(Fault::new("System.Management.Automation.PSArgumentOutOfRangeException", message)
                .id("ArgumentOutOfRange")
                .category(ErrorCategory::InvalidArgument)
                .into());
        }
    }
    Ok(Some(at))
}

/// A name with a scope before it: `global:x`.
pub(super) fn split_scope<'a>(
    shell: &Shell<'_>,
    name: &'a str,
    scope: Option<FrameId>,
) -> (&'a str, Option<FrameId>) {
    let Some((prefix, plain)) = name.split_once(':') else { return (name, scope) };
    let here = shell.scope();
    match prefix.to_ascii_lowercase().as_str() {
        "global" => (plain, Some(FrameId::GLOBAL)),
        "script" => (plain, Some(shell.frame(here).script)),
        "local" | "private" => (plain, Some(here)),
        "variable" => (plain, scope),
        _ => (name, scope),
    }
}

/// The variables of a name or pattern: of one scope, or as the calling code sees them. Ordered by name.
pub(super) fn find(shell: &mut Shell<'_>, name: &str, scope: Option<FrameId>, filter: &Filter) -> Vec<Found> {
    let (name, scope) = split_scope(shell, name, scope);
    if !has_wildcards(name) {
        let found = find_one(shell.session, Symbol::new(name), scope);
        return found.into_iter().filter(|_| filter.takes(name)).collect();
    }
    let pattern = Wildcard::new(name);
    let mut found = Vec::new();
    let names = visible_names(shell.session, scope);
    for symbol in names {
        if pattern.matches(symbol.name())
            && filter.takes(symbol.name())
            && let Some(it) = find_one(shell.session, symbol, scope)
        {
            found.push(it);
        }
    }
    found.sort_by_key(|it| it.symbol.name().to_lowercase());
    found
}

/// A variable by name: in one scope, or the nearest one.
pub(super) fn find_one(session: &mut Session, symbol: Symbol, scope: Option<FrameId>) -> Option<Found> {
    let here = scope.unwrap_or_else(|| session.scope());
    let mut at = here;
    while at != FrameId::NONE {
        if let Some(place) = session.variable_in(symbol, at) {
            let variable = session.cell_of(symbol, &place);
            let hidden = at != here && variable.options() & options::PRIVATE != 0;
            if !hidden {
                let scope = match place {
                    Place::Slot(frame, _) => frame,
                    Place::Named(_) => at,
                };
                return Some(Found { symbol, scope, variable });
            }
        }
        if scope.is_some() && at != FrameId::GLOBAL {
            break;
        }
        if at == FrameId::GLOBAL {
            let known = session.default_variable(symbol);
            return known.map(|variable| Found { symbol, scope: FrameId::GLOBAL, variable }).or_else(|| {
                // `$?`, `$args` and their kin are computed: the object is a copy.
                let value = session.automatic_variable(symbol, here)?;
                let variable = Ref::new(Variable::new(symbol.name(), value));
                Some(Found { symbol, scope: here, variable })
            });
        }
        at = session.frame(at).parent;
    }
    None
}

fn visible_names(session: &mut Session, scope: Option<FrameId>) -> Vec<Symbol> {
    let mut names: Vec<Symbol> = Vec::new();
    let mut at = scope.unwrap_or_else(|| session.scope());
    while at != FrameId::NONE {
        for (symbol, _) in session.variables_in(at) {
            if !names.contains(&symbol) {
                names.push(symbol);
            }
        }
        if at == FrameId::GLOBAL {
            let missing = DEFAULT_NAMES.iter().map(|it| Symbol::new(it));
            let missing: Vec<Symbol> = missing.filter(|it| !names.contains(it)).collect();
            names.extend(missing);
        }
        if scope.is_some() {
            break;
        }
        at = session.frame(at).parent;
    }
    names
}

/// `ScopedItemOptions` as bits.
pub(super) fn option_bits(value: &Value) -> Option<u8> {
    match value.unboxed().view() {
        View::Enum(_, number) => u8::try_from(number & 15).ok(),
        View::Int32(number) => u8::try_from(number & 15).ok(),
        View::Str(text) => {
            let text = text.text();
            let bit = |name: &str| match name.trim().to_ascii_lowercase().as_str() {
                "readonly" => options::READ_ONLY,
                "constant" => options::CONSTANT,
                "private" => options::PRIVATE,
                "allscope" => options::ALL_SCOPE,
                _ => 0,
            };
            Some(text.split(',').map(bit).fold(0, |all, it| all | it))
        }
        _ => None,
    }
}

/// The error of a name that is no variable.
pub(super) fn not_found(name: &str) -> Fault {
    Fault::new(
        "System.Management.Automation.ItemNotFoundException",
        format!("Cannot find a variable with the name '{name}'."),
    )
    .id("VariableNotFound")
    .category(ErrorCategory::ObjectNotFound)
    .target(name)
}

/// An error about a variable that cannot be changed that way.
pub(super) fn unauthorized(id: &str, name: &str, message: String) -> Interrupt {
    Fault::new("System.Management.Automation.SessionStateUnauthorizedAccessException", message)
        .id(id)
        .category(ErrorCategory::WriteError)
        .target(name)
        .into()
}

/// Runs `f` on a variable; with `force` a read-only one is writable meanwhile.
pub(super) fn unlocked<T>(found: &Found, force: bool, f: impl FnOnce() -> Result<T>) -> Result<T> {
    let lifted = force && found.is_read_only();
    let before = found.variable.options();
    if lifted {
        found.variable.set_options(before & !options::READ_ONLY);
    }
    let result = f();
    if lifted {
        found.variable.set_options(found.variable.options() | options::READ_ONLY);
    }
    result
}
