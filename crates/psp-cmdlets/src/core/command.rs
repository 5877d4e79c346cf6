//! `Get-Command`: what names of commands mean.

use crate::{
    fault,
    wildcard::{Wildcard, has_wildcards},
};
use psp_derive::Cmdlet;
use psp_ir::Symbol;
use psp_runtime::{
    Cmdlet, Command, FrameId, Shell, Switch,
    alias_object::{self, AliasObject},
    command_info,
    function::{Alias, Function},
    module::Wanted,
};
use psp_value::{Context, Result, Value, View, well_known};
use std::sync::Arc;

/// Finds commands by name: aliases, functions, built-in commands, scripts, programs.
///
/// ```powershell
/// Get-Command Get-Date
/// Get-Command *-Variable -CommandType Cmdlet
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet(
    "Get-Command",
    default_set = "CmdletSet",
    output = "System.Management.Automation.AliasInfo",
    output = "System.Management.Automation.ApplicationInfo",
    output = "System.Management.Automation.FunctionInfo",
    output = "System.Management.Automation.CmdletInfo",
    output = "System.Management.Automation.ExternalScriptInfo",
    output = "System.Management.Automation.FilterInfo",
    output = "System.String",
    output = "System.Management.Automation.PSObject"
)]
pub(super) struct GetCommand {
    /// Names; wildcards are allowed.
    #[param(set = "AllCommandSet", position = 0, pipeline, by_name, validate_not_null_or_empty)]
    name: Vec<String>,
    /// The part of the name before the dash.
    #[param(set = "CmdletSet", by_name)]
    verb: Vec<String>,
    /// The part of the name behind the dash.
    #[param(set = "CmdletSet", by_name)]
    noun: Vec<String>,
    /// Modules whose commands are wanted.
    #[param(by_name, alias = "PSSnapin")]
    module: Vec<String>,
    /// Modules whose commands are not wanted.
    #[param]
    exclude_module: Vec<String>,
    /// Tables with `ModuleName` and versions: modules whose commands are wanted.
    #[param(by_name)]
    fully_qualified_module: Vec<Value>,
    /// Kinds of commands: `Alias`, `Function`, `Cmdlet`, `ExternalScript`, `Application`.
    #[param(
        set = "AllCommandSet",
        by_name,
        alias = "Type",
        ty = "System.Management.Automation.CommandTypes"
    )]
    command_type: Value,
    /// How many commands at most.
    #[param(by_name)]
    total_count: Option<i32>,
    /// Gives the syntax instead of the command.
    #[param(by_name)]
    syntax: Switch,
    /// Not supported.
    #[param]
    show_command_info: Switch,
    /// Arguments that dynamic parameters depend on.
    #[param(position = 1, rest, alias = "Args", allow_null, allow_empty_collection)]
    argument_list: Vec<Value>,
    /// Commands too that others of the same name hide.
    #[param(by_name)]
    all: Switch,
    /// Only commands that are loaded.
    #[param(by_name)]
    list_imported: Switch,
    /// Only commands with such a parameter.
    #[param(validate_not_null_or_empty)]
    parameter_name: Vec<String>,
    /// Only commands with parameters of such types.
    #[param(validate_not_null_or_empty)]
    parameter_type: Vec<Value>,
    /// Not supported: names that are almost right.
    #[param(set = "AllCommandSet")]
    use_fuzzy_matching: Switch,
    /// Not supported.
    #[param(set = "AllCommandSet", ty = "System.UInt32")]
    fuzzy_minimum_distance: Value,
    /// Not supported.
    #[param(set = "AllCommandSet", by_name)]
    use_abbreviation_expansion: Switch,

    left: Option<usize>,
}

const ALIAS: i64 = 1;
const FUNCTION: i64 = 2;
const FILTER: i64 = 4;
const CMDLET: i64 = 8;
const SCRIPT: i64 = 16;
const APPLICATION: i64 = 32;

/// A command that was found.
struct Found {
    name: String,
    object: Value,
    command: Option<Command>,
    alias: Option<Arc<Alias>>,
}

impl Cmdlet for GetCommand {
    fn begin(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        for given in std::mem::take(&mut self.fully_qualified_module) {
            let wanted = Wanted::read(shell.session, &given)?;
            self.module.push(wanted.name);
        }
        for name in self.module.clone() {
            shell.session.load_for_listing(&name)?;
        }
        fault::refuse(
            shell,
            &["ShowCommandInfo", "UseFuzzyMatching", "FuzzyMinimumDistance", "UseAbbreviationExpansion"],
        )?;
        self.left = self.total_count.and_then(|it| usize::try_from(it).ok());
        Ok(())
    }

    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let by_parts = !self.verb.is_empty() || !self.noun.is_empty();
        let names = if self.name.is_empty() { vec!["*".to_owned()] } else { self.name.clone() };
        for name in names {
            let found =
                if has_wildcards(&name) { self.matching(shell, &name) } else { self.named(shell, &name)? };
            let mut wanted = Vec::new();
            for it in found {
                if self.is_wanted(shell, &it)? {
                    wanted.push(it);
                }
            }
            let found = wanted;
            if found.is_empty() && !has_wildcards(&name) && !by_parts {
                let fault = shell.command_not_found(&name);
                shell.write_error(fault.into_record())?;
            }
            for it in found {
                self.emit(shell, it)?;
            }
        }
        Ok(())
    }
}

impl GetCommand {
    fn kinds(&self) -> i64 {
        let default = match (self.name.is_empty(), self.module.is_empty()) {
            (true, true) => ALIAS | FUNCTION | FILTER | CMDLET,
            (true, false) => FUNCTION | FILTER | CMDLET,
            _ => -1,
        };
        match self.command_type.unboxed().view() {
            View::Enum(_, number) => number,
            View::Str(text) => {
                text.text().split(',').map(|it| kind_named(it.trim())).fold(0, |all, it| all | it)
            }
            _ => default,
        }
    }

    fn is_wanted(&self, shell: &mut Shell<'_>, found: &Found) -> Result<bool> {
        let (verb, noun) = found.name.split_once('-').unwrap_or(("", ""));
        let fits = |patterns: &[String], text: &str| {
            patterns.is_empty() || Wildcard::all(patterns).iter().any(|it| it.matches(text))
        };
        if !fits(&self.verb, verb) || !fits(&self.noun, noun) {
            return Ok(false);
        }
        let module = match &found.command {
            Some(Command::Cmdlet(_, module)) => (*module).to_owned(),
            Some(Command::Function(function)) => function.module.text().into_owned(),
            _ => found.alias.as_ref().map(|it| it.module.text().into_owned()).unwrap_or_default(),
        };
        if !fits(&self.module, &module)
            || !self.exclude_module.is_empty() && fits(&self.exclude_module, &module)
        {
            return Ok(false);
        }
        self.has_parameter(shell, found)
    }

    /// The command has a parameter as `-ParameterName` and `-ParameterType` want it.
    fn has_parameter(&self, shell: &mut Shell<'_>, found: &Found) -> Result<bool> {
        if self.parameter_name.is_empty() && self.parameter_type.is_empty() {
            return Ok(true);
        }
        let Some(command) = &found.command else { return Ok(false) };
        let Some(signature) = command_info::signature_of(shell.session, command)? else { return Ok(false) };
        let patterns = Wildcard::all(&self.parameter_name);
        let named = |name: &str| patterns.iter().any(|it| it.matches(name));
        let own = signature
            .params
            .iter()
            .any(|it| named(&it.name.text()) || it.aliases.iter().any(|it| named(&it.text())));
        let common = command_info::parameter_names(&signature);
        if !patterns.is_empty() && !own && !common.iter().any(|it| named(it)) {
            return Ok(false);
        }
        let mut types = Vec::new();
        for given in &self.parameter_type {
            let text = shell.text(given)?;
            types.extend(given.as_type().or_else(|| shell.session.find_type(&text.text())));
        }
        let typed = |ty: psp_value::Type| signature.params.iter().any(|it| it.ty == Some(ty));
        Ok(self.parameter_type.is_empty() || types.into_iter().any(typed))
    }

    /// The command, or with `-All` the commands, of a name.
    fn named(&self, shell: &mut Shell<'_>, name: &str) -> Result<Vec<Found>> {
        let name = &psp_clr::wildcard::unescape(name);
        let kinds = self.kinds();
        let scope = shell.scope();
        let mut found = Vec::new();
        let done = |found: &Vec<Found>| !self.all.0 && !found.is_empty();
        if kinds & ALIAS != 0
            && let Some(alias) = shell.find_alias(Symbol::new(name), scope)
        {
            found.push(found_alias(alias));
        }
        if !done(&found)
            && kinds & (FUNCTION | FILTER) != 0
            && let Some(function) = shell.find_function(Symbol::new(name), scope)
        {
            found.push(found_command(shell, Command::Function(function)));
        }
        if !done(&found)
            && kinds & CMDLET != 0
            && let Some(cmdlet) = shell.session.find_cmdlet(name)
        {
            found.push(found_command(shell, cmdlet));
        }
        let only_external = kinds & (FUNCTION | FILTER | CMDLET) == 0;
        if !done(&found)
            && let Some(command) =
                if only_external { shell.find_external(name)? } else { shell.find_command(name, scope)? }
        {
            let kind = kind_of(&command);
            let known = found.iter().any(|it| it.command.as_ref().is_some_and(|it| kind_of(it) == kind));
            if kinds & kind != 0 && !known {
                found.push(found_command(shell, command));
            }
        }
        if kinds & APPLICATION != 0 && (self.all.0 || only_external && kinds & ALIAS == 0) {
            let known: Vec<String> = found.iter().filter_map(Found::application).collect();
            let others = shell.engine().system.program_directories().into_iter().map(|it| it.join(name));
            for path in others.filter(|it| shell.engine().system.is_executable(it)).collect::<Vec<_>>() {
                let path = path.display().to_string();
                if !known.contains(&path) {
                    found.push(found_command(shell, Command::Application(path.as_str().into())));
                }
            }
        }
        Ok(found)
    }

    /// All commands whose names match.
    fn matching(&self, shell: &mut Shell<'_>, pattern: &str) -> Vec<Found> {
        let kinds = self.kinds();
        let pattern = Wildcard::new(pattern);
        let mut found = Vec::new();
        if kinds & ALIAS != 0 && self.verb.is_empty() && self.noun.is_empty() {
            for alias in alias_object::all(shell.session) {
                let name = alias.name.text().into_owned();
                if pattern.matches(&name) {
                    found.push(found_alias(alias));
                }
            }
        }
        if kinds & (FUNCTION | FILTER) != 0 {
            for function in functions(shell) {
                if pattern.matches(&function.name.text()) {
                    found.push(found_command(shell, Command::Function(function)));
                }
            }
        }
        if kinds & CMDLET != 0 {
            let mut defs: Vec<_> = shell.engine().commands.values().copied().collect();
            defs.retain(|it| pattern.matches(it.0.name));
            defs.sort_by_key(|it| it.0.name);
            for (def, module) in defs {
                found.push(found_command(shell, Command::Cmdlet(def, module)));
            }
        }
        if kinds & APPLICATION != 0 && !self.name.is_empty() {
            for path in programs(shell, &pattern) {
                found.push(found_command(shell, Command::Application(path.as_str().into())));
            }
        }
        found
    }

    fn emit(&mut self, shell: &mut Shell<'_>, found: Found) -> Result<()> {
        match &mut self.left {
            Some(0) => return Ok(()),
            Some(left) => *left -= 1,
            None => {}
        }
        if !self.syntax.0 {
            return shell.write(found.object);
        }
        let text = match &found.command {
            Some(command) => command_info::syntax::of_command(shell.session, command)?,
            None => match found.alias.map(|it| shell.session.resolve_command(&it.definition.text())) {
                Some(command) => command_info::syntax::of_command(shell.session, &command?)?,
                None => found.name,
            },
        };
        shell.write(text)
    }
}

fn found_command(shell: &Shell<'_>, command: Command) -> Found {
    let name = command.name().text().into_owned();
    Found { name, object: command_info::value(shell.session, &command), command: Some(command), alias: None }
}

fn found_alias(alias: Arc<Alias>) -> Found {
    let name = alias.name.text().into_owned();
    Found { name, object: AliasObject::value(alias.clone()), command: None, alias: Some(alias) }
}

impl Found {
    /// The path of a program.
    fn application(&self) -> Option<String> {
        match &self.command {
            Some(Command::Application(path)) => Some(path.text().into_owned()),
            _ => None,
        }
    }
}

fn kind_of(command: &Command) -> i64 {
    match command {
        Command::Function(function) if function.is_filter => FILTER,
        Command::Function(_) => FUNCTION,
        Command::Cmdlet(..) => CMDLET,
        Command::Script(_) => SCRIPT,
        Command::Application(_) => APPLICATION,
        Command::Block(_) => 64,
    }
}

fn kind_named(name: &str) -> i64 {
    let kinds = psp_value::enums::info(well_known::COMMAND_TYPES.ty());
    kinds.values.iter().find(|it| it.0.eq_ignore_ascii_case(name)).map_or(0, |it| it.1)
}

/// The functions that the calling code sees, ordered by name.
fn functions(shell: &Shell<'_>) -> Vec<Arc<Function>> {
    let mut found: Vec<Arc<Function>> = Vec::new();
    let mut at = shell.scope();
    while at != FrameId::NONE {
        let frame = shell.frame(at);
        for function in frame.extra.iter().flat_map(|it| it.functions.values()) {
            if !found.iter().any(|it| it.symbol == function.symbol) {
                found.push(function.clone());
            }
        }
        at = frame.parent;
    }
    found.sort_by_key(|it| it.name.text().to_lowercase());
    found
}

/// Paths of programs whose names match.
fn programs(shell: &Shell<'_>, pattern: &Wildcard) -> Vec<String> {
    let system = shell.engine().system.clone();
    let mut found = Vec::new();
    for directory in system.program_directories() {
        let mut names: Vec<_> = system.read_dir(&directory).unwrap_or_default();
        names.retain(|it| pattern.matches(&it.name.to_string_lossy()));
        names.sort_by(|a, b| a.name.cmp(&b.name));
        for entry in names {
            let path = directory.join(entry.name);
            if system.is_executable(&path) {
                found.push(path.display().to_string());
            }
        }
    }
    found
}
