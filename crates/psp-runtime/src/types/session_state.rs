//! `$ExecutionContext` and what hangs on it: `SessionState`, its variables and paths.

use super::{
    host::InternalHost, invocation_intrinsics::CommandInvocationIntrinsics, session, variable::VariableObject,
};
use crate::{frame::FrameId, session::Session};
use psp_derive::ps_type;
use psp_ir::Symbol;
use psp_types::{
    declare::{Emulated, Out},
    system::management::automation::enums::PSLanguageMode,
};
use psp_value::{Context, Native, Object, Result, Value, convert};

/// `$ExecutionContext`
pub(super) struct EngineIntrinsics;

impl Native for EngineIntrinsics {}

impl EngineIntrinsics {
    /// The object.
    pub(super) fn value() -> Value {
        Object::native(Self::ty(), Self).into()
    }
}

#[ps_type("System.Management.Automation.EngineIntrinsics")]
impl EngineIntrinsics {
    /// The session's state.
    #[ps(get)]
    fn session_state(&self) -> SessionState {
        SessionState::RUNNING
    }

    /// Runs and finds commands.
    #[ps(get)]
    fn invoke_command(&self) -> CommandInvocationIntrinsics {
        CommandInvocationIntrinsics
    }

    /// The host.
    #[ps(get)]
    fn host(&self) -> InternalHost {
        InternalHost
    }
}

/// `SessionState`: variables, paths and commands of the running code, or of a module.
pub(super) struct SessionState {
    /// The module's state; none for the running code's.
    state: Option<u32>,
}

impl Native for SessionState {}

impl SessionState {
    /// That of the running code.
    pub(super) const RUNNING: Self = Self { state: None };
}

/// The session state of a module.
pub(crate) fn of_state(state: u32) -> Value {
    Object::native(SessionState::ty(), SessionState { state: Some(state) }).into()
}

#[ps_type("System.Management.Automation.SessionState")]
impl SessionState {
    /// Variables.
    #[ps("PSVariable", get)]
    fn variables(&self) -> PsVariableIntrinsics {
        PsVariableIntrinsics { state: self.state }
    }

    /// Locations and paths.
    #[ps(get)]
    fn path(&self) -> PathIntrinsics {
        PathIntrinsics
    }

    /// Runs and finds commands.
    #[ps(get)]
    fn invoke_command(&self) -> CommandInvocationIntrinsics {
        CommandInvocationIntrinsics
    }

    /// What scripts may do: everything.
    #[ps(get)]
    fn language_mode(&self) -> PSLanguageMode {
        PSLanguageMode(0)
    }

    /// The module of the running code; null outside of modules.
    #[ps(get)]
    fn module(&self, context: &mut dyn Context) -> Result<Value> {
        let session = session(context)?;
        let state = self.state.unwrap_or_else(|| session.running_state());
        Ok(session.state_module(state))
    }
}

/// `SessionState.PSVariable`
pub(super) struct PsVariableIntrinsics {
    /// The module's state; none for the running code's.
    state: Option<u32>,
}

impl Native for PsVariableIntrinsics {}

/// The scope and name that a text like `script:x` means.
fn scoped(session: &Session, state: Option<u32>, name: &str) -> (Option<FrameId>, Symbol, FrameId) {
    let here = state.map_or_else(|| session.scope(), |it| session.scope_of_state(it));
    let plain = name.strip_prefix("variable:").unwrap_or(name);
    let scope = match plain.split_once(':') {
        Some((scope, rest)) => {
            let place = match scope.to_ascii_lowercase().as_str() {
                "global" => Some(FrameId::GLOBAL),
                "script" => Some(session.frame(here).script),
                "local" | "private" => Some(here),
                _ => None,
            };
            place.map(|it| (it, rest))
        }
        None => None,
    };
    match scope {
        Some((scope, rest)) => (Some(scope), Symbol::new(rest), here),
        None => (None, Symbol::new(plain), here),
    }
}

impl PsVariableIntrinsics {
    fn find(&self, session: &mut Session, name: &str) -> Option<Value> {
        let (scope, symbol, here) = scoped(session, self.state, name);
        if let Some(value) = session.automatic_variable(symbol, scope.unwrap_or(here)) {
            return Some(
                VariableObject(psp_value::Ref::new(psp_value::Variable::new(symbol.name(), value))).value(),
            );
        }
        let place = match scope {
            Some(scope) => session.variable_in(symbol, scope),
            None => session.find_variable(symbol, here),
        }?;
        Some(VariableObject(session.cell_of(symbol, &place)).value())
    }
}

#[ps_type("System.Management.Automation.PSVariableIntrinsics")]
impl PsVariableIntrinsics {
    /// A variable; null when there is none.
    #[ps]
    fn get(&self, context: &mut dyn Context, name: &str) -> Result<Option<Value>> {
        Ok(self.find(session(context)?, name))
    }

    /// A variable's value, or a default.
    #[ps]
    fn get_value(
        &self,
        context: &mut dyn Context,
        name: &str,
        default_value: Option<Value>,
    ) -> Result<Value> {
        let found = self.find(session(context)?, name);
        let value = found.as_ref().and_then(|it| it.downcast::<VariableObject>()).map(|it| it.0.get());
        Ok(value.or(default_value).unwrap_or_default())
    }

    /// Writes a variable of the current scope, making it when it is new.
    #[ps]
    fn set(&self, context: &mut dyn Context, name: &str, value: &Value) -> Result<()> {
        let session = session(context)?;
        let (scope, symbol, here) = scoped(session, self.state, name);
        session.write_variable(symbol, scope.unwrap_or(here), value.clone())
    }
    #[ps("Set")]
    fn set_variable(&self, context: &mut dyn Context, variable: &VariableObject) -> Result<()> {
        let session = session(context)?;
        let symbol = Symbol::new(&variable.0.name.text());
        let scope = self.state.map_or_else(|| session.scope(), |it| session.scope_of_state(it));
        session.put_variable(symbol, scope, variable.0.clone());
        Ok(())
    }

    /// Removes a variable.
    #[ps]
    fn remove(&self, context: &mut dyn Context, name: &str) -> Result<()> {
        let session = session(context)?;
        let (scope, symbol, here) = scoped(session, self.state, name);
        session.remove_variable(symbol, scope.unwrap_or(here));
        Ok(())
    }
    #[ps("Remove")]
    fn remove_variable(&self, context: &mut dyn Context, variable: &VariableObject) -> Result<()> {
        self.remove(context, &variable.0.name.text())
    }
}

/// `SessionState.Path`
pub(super) struct PathIntrinsics;

impl Native for PathIntrinsics {}

fn run(context: &mut dyn Context, command: &str, arguments: &[(&str, &str)]) -> Result<Value> {
    let session = session(context)?;
    let command = session.resolve_command(command)?;
    let arguments = arguments.iter().map(|(name, value)| crate::signature::Argument::named(*name, *value));
    let arguments = arguments.collect();
    session.capture(|session| {
        let evaluator = session.engine().evaluator;
        evaluator.run_command(session, &command, arguments, None, crate::pipeline::Out::CAPTURE)
    })
}

#[ps_type("System.Management.Automation.PathIntrinsics")]
impl PathIntrinsics {
    /// The current location.
    #[ps(get)]
    fn current_location(&self, context: &mut dyn Context) -> Result<Value> {
        Ok(crate::path_info::current(session(context)?))
    }

    /// The current location of the file system.
    #[ps(get)]
    fn current_file_system_location(&self, context: &mut dyn Context) -> Result<Value> {
        let path = session(context)?.file_location().to_owned();
        let provider_path = String::new();
        let (drive, provider, objects) = ("/".to_owned(), "FileSystem", None);
        Ok(crate::path_info::PathInfo { path, provider_path, drive, provider, objects }.value())
    }

    /// The absolute path of a path that need not exist.
    #[ps("GetUnresolvedProviderPathFromPSPath")]
    fn unresolved_path(&self, context: &mut dyn Context, path: &str) -> Result<String> {
        Ok(session(context)?.absolute(path).display().to_string())
    }

    /// The absolute paths that a path with wildcards stands for.
    #[ps("GetResolvedProviderPathFromPSPath")]
    fn resolved_paths(&self, context: &mut dyn Context, path: &str, provider: Out<Value>) -> Result<Value> {
        let session = session(context)?;
        let (paths, found) = session.resolved_paths(path)?;
        provider.set(session, found)?;
        Ok(paths)
    }

    /// The locations that a path with wildcards stands for.
    #[ps("GetResolvedPSPathFromPSPath")]
    fn resolved_locations(&self, context: &mut dyn Context, path: &str) -> Result<Value> {
        let found = run(context, "Resolve-Path", &[("Path", path)])?;
        Ok(super::collection(found.as_elements().unwrap_or_else(|| vec![found])))
    }

    /// Two pieces as one path.
    #[ps]
    fn combine(&self, context: &mut dyn Context, parent: &str, child: &str) -> Result<Value> {
        run(context, "Join-Path", &[("Path", parent), ("ChildPath", child)])
    }

    /// A path without its last part.
    #[ps]
    fn parse_parent(&self, context: &mut dyn Context, path: &str, root: &str) -> Result<Value> {
        let _ = root;
        run(context, "Split-Path", &[("Path", path)])
    }

    /// The last part of a path.
    #[ps]
    fn parse_child_name(&self, path: &str) -> String {
        path.trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_owned()
    }

    /// Names a drive.
    #[ps("IsPSAbsolute")]
    fn is_absolute(&self, path: &str, drive_name: Out<String>, context: &mut dyn Context) -> Result<bool> {
        let drive = path.split_once(':').map_or("", |it| it.0);
        drive_name.set(context, drive)?;
        Ok(!drive.is_empty() || path.starts_with('/'))
    }

    /// Names a provider.
    #[ps]
    fn is_provider_qualified(&self, path: &str) -> bool {
        path.contains("::")
    }

    /// Goes to a location.
    #[ps]
    fn set_location(&self, context: &mut dyn Context, path: &str) -> Result<Value> {
        run(context, "Set-Location", &[("Path", path)])?;
        self.current_location(context)
    }
}

/// The text of a value.
pub(super) fn text_of(context: &mut dyn Context, value: &Value) -> Result<String> {
    Ok(convert::to_text(context, value)?.text().into_owned())
}
