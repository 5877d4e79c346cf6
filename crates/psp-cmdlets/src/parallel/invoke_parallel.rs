//! `Invoke-Parallel`: a script block for each object, on isolated workers side by side.

use psp_derive::Cmdlet;
use psp_ir::Symbol;
use psp_providers::ProviderKind;
use psp_runtime::{
    Cmdlet, Command, Function, ScriptBlock, Shell, Switch, TableArgument,
    code::block_code,
    parallel::{Plan, Run},
};
use psp_value::{ErrorCategory, Fault, Interrupt, Result, Value, convert};
use std::{path::Path, sync::Arc, time::Duration};

const NOT_SUPPORTED: &str =
    "Passed-in script block variables are not supported, and can result in undefined behavior.";

/// Runs a script block for each object from the pipeline, on several workers at once.
///
/// Each worker is a session of its own: `$using:`, `-Variables`, `-Functions`, `-ModuleNames` and `-ModulePaths` bring things
/// in. Output arrives as it is written; within one object its order is kept.
///
/// ```powershell
/// 1..3 | Invoke-Parallel { $_ * 2 } | Sort-Object    # => 2 4 6
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet(
    "Invoke-Parallel",
    class = "PSParallelPipeline.Commands.InvokeParallelCommand",
    alias = "parallel, asparallel"
)]
pub(super) struct InvokeParallel {
    /// The block to run; `$_` is the object.
    #[param(position = 0, mandatory)]
    script_block: Option<ScriptBlock>,
    /// The objects.
    #[param(pipeline, allow_null)]
    input_object: Value,
    /// How many blocks run at once; 5 when omitted.
    #[param(alias = "tl", validate_range(1, 2_147_483_647))]
    throttle_limit: Option<i32>,
    /// Stops everything after this many seconds; 0 never does.
    #[param(alias = "to", validate_range(0, 2_147_483_647))]
    timeout_seconds: i32,
    /// Variables of each worker, by name.
    #[param(alias = "vars", validate_not_null_or_empty)]
    variables: Option<TableArgument>,
    /// Names of the caller's functions that each worker gets.
    #[param(alias = "funcs", validate_not_null_or_empty)]
    functions: Vec<String>,
    /// Modules that each worker imports, found through `$env:PSModulePath`.
    #[param(alias = "mn", validate_not_null_or_empty)]
    module_names: Vec<String>,
    /// Directories of modules that each worker imports.
    #[param(alias = "mp", validate_not_null_or_empty)]
    module_paths: Vec<String>,
    /// A new worker for each object.
    #[param(alias = "unr")]
    use_new_runspace: Switch,

    run: Option<Run>,
}

impl Cmdlet for InvokeParallel {
    fn begin(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let Some(block) = self.script_block.as_ref().and_then(ScriptBlock::block).and_then(block_code) else {
            return Err(Fault::argument_null("scriptBlock").into());
        };
        let variables = self.variables(shell)?;
        let functions = self.functions(shell)?;
        let module_paths = self.module_paths(shell)?;
        let usings = shell.using_values(&block, |_, value| {
            value.as_block().map(|_| {
                refused(
                    "A $using: variable cannot be a script block. ",
                    "UsingVariableCannotBeScriptBlock",
                    value,
                )
            })
        })?;
        let block = shell.session.block_alone(&block)?;
        let plan = Plan {
            block,
            usings,
            variables,
            functions,
            module_names: std::mem::take(&mut self.module_names),
            module_paths,
            throttle: self.throttle_limit.map_or(5, |it| it.max(1) as usize),
            timeout: (self.timeout_seconds > 0).then(|| Duration::from_secs(self.timeout_seconds as u64)),
            new_runspaces: *self.use_new_runspace,
            forgets: false,
            location: None,
        };
        self.run = Some(Run::start(shell.session, plan));
        Ok(())
    }

    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let value = std::mem::take(&mut self.input_object);
        if value.as_block().is_some() {
            return Err(refused(
                "Piped input object cannot be a script block. ",
                "InputObjectCannotBeScriptBlock",
                &value,
            ));
        }
        match &mut self.run {
            Some(run) => run.push(shell.session, shell.stage, value),
            None => Ok(()),
        }
    }

    fn end(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let Some(run) = &mut self.run else { return Ok(()) };
        run.finish(shell.session, shell.stage)?;
        if !run.timed_out() {
            return Ok(());
        }
        let fault = Fault::new("System.TimeoutException", "Timeout has been reached.")
            .id("TimeOutReached")
            .category(ErrorCategory::OperationTimeout);
        shell.write_error(fault.into_record())
    }

    fn clean(&mut self, _shell: &mut Shell<'_>) {
        if let Some(mut run) = self.run.take() {
            run.abandon();
        }
    }
}

/// The error of a script block where none may be.
fn refused(what: &str, id: &str, target: &Value) -> Interrupt {
    Fault::new("System.Management.Automation.PSArgumentException", format!("{what}{NOT_SUPPORTED}"))
        .id(id)
        .category(ErrorCategory::InvalidType)
        .target(target.clone())
        .into()
}

impl InvokeParallel {
    fn variables(&self, shell: &mut Shell<'_>) -> Result<Vec<(Symbol, Value)>> {
        let Some(table) = self.variables.as_ref().and_then(|it| it.0.as_table()) else {
            return Ok(Vec::new());
        };
        let entries: Vec<_> = table.with(|it| it.iter().map(|(k, v)| (k.clone(), v.clone())).collect());
        let mut variables = Vec::new();
        for (key, value) in entries {
            if value.as_block().is_some() {
                return Err(refused("", "PassedInVariableCannotBeScriptBlock", &value));
            }
            let name = convert::to_text(shell.session, &key)?;
            variables.push((Symbol::new(&name.text()), value));
        }
        Ok(variables)
    }

    fn functions(&self, shell: &mut Shell<'_>) -> Result<Vec<Arc<Function>>> {
        let scope = shell.scope();
        let mut found = Vec::new();
        for name in &self.functions {
            let known = Symbol::find(name).and_then(|it| shell.find_function(it, scope));
            let known = match known {
                Some(function) => Some(function),
                None => match shell.find_command(name, scope)? {
                    Some(Command::Function(function)) => Some(function),
                    _ => None,
                },
            };
            let Some(function) = known else {
                let message = format!("The function with name '{name}' could not be found.");
                return Err(Fault::new("System.Management.Automation.CommandNotFoundException", message)
                    .id("FunctionNotFound")
                    .category(ErrorCategory::ObjectNotFound)
                    .target(name.as_str())
                    .into());
            };
            found.push(function);
        }
        Ok(found)
    }

    fn module_paths(&self, shell: &mut Shell<'_>) -> Result<Vec<String>> {
        let mut found = Vec::new();
        for path in &self.module_paths {
            let place = psp_providers::locate(shell.session, path)?;
            if place.kind() != ProviderKind::FileSystem {
                let provider = place.kind().name();
                let message =
                    format!("The resolved path '{path}' is not a FileSystem path but '{provider}'.");
                return Err(Fault::new("System.NotSupportedException", message)
                    .id("NotFileSystemPath")
                    .category(ErrorCategory::InvalidArgument)
                    .target(path.as_str())
                    .into());
            }
            let full = std::path::PathBuf::from(place.path());
            if !shell.engine().system.is_directory(Path::new(&full)) {
                let shown = full.display();
                let message = format!(
                    "The specified path '{shown}' does not exist or is not a directory. The path must be a valid directory containing one or more PowerShell modules."
                );
                return Err(Fault::new("System.ArgumentException", message)
                    .id("NotDirectoryPath")
                    .category(ErrorCategory::InvalidArgument)
                    .target(full.display().to_string())
                    .into());
            }
            found.push(full.display().to_string());
        }
        Ok(found)
    }
}
