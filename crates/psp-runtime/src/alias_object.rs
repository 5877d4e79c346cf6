//! `AliasInfo`: an alias as an object.

use crate::{
    FrameId, command_info,
    function::{Alias, Command},
    session::Session,
};
use psp_value::{Context, Native, Object, Result, Value, well_known};
use std::sync::Arc;

/// An alias.
pub struct AliasObject {
    /// The alias.
    pub alias: Arc<Alias>,
}

const MEMBERS: [&str; 19] = [
    "ReferencedCommand",
    "ResolvedCommand",
    "Definition",
    "Options",
    "Description",
    "OutputType",
    "Name",
    "CommandType",
    "Source",
    "Version",
    "Visibility",
    "ModuleName",
    "Module",
    "RemotingCapability",
    "Parameters",
    "ParameterSets",
    "HelpUri",
    "ResolvedCommandName",
    "DisplayName",
];

impl AliasObject {
    /// The alias as a value; the command behind it is looked up when somebody asks.
    pub fn value(alias: Arc<Alias>) -> Value {
        Object::native(crate::named_type("System.Management.Automation.AliasInfo"), Self { alias }).into()
    }

    /// The command that it stands for in the end. To look does not load a module: a command of a built-in module that
    /// nothing has used yet is none (conformance `utility/aliases`).
    fn command(&self, context: &mut dyn Context) -> Option<Command> {
        let session = Session::of(context)?;
        let definition = session.alias_end(&self.alias.definition.text());
        match session.engine().find_cmdlet(&definition) {
            Some((_, module)) if !session.modules.counts_as_loaded(module) => None,
            _ => session.resolve_command(&definition).ok(),
        }
    }

    fn module(&self, context: &mut dyn Context) -> Option<Arc<crate::module::Module>> {
        let name = self.alias.module.text().into_owned();
        if name.is_empty() {
            return None;
        }
        Session::of(context)?.loaded_module(&name)
    }

    /// A member of the command that it stands for.
    fn of_command(&self, context: &mut dyn Context, name: &str) -> Result<Value> {
        let Some(command) = self.command(context) else { return Ok(Value::NULL) };
        let Some(session) = Session::of(context) else { return Ok(Value::NULL) };
        let object = command_info::value(session, &command);
        Ok(psp_value::member::try_get_member(context, &object, &name.into())?.unwrap_or_default())
    }
}

impl Native for AliasObject {
    fn text(&self, _context: &mut dyn Context, _format: Option<&str>) -> Result<Option<String>> {
        Ok(Some(self.alias.name.text().into_owned()))
    }

    fn get_member(&self, context: &mut dyn Context, _this: &Value, name: &str) -> Option<Result<Value>> {
        let alias = &self.alias;
        Some(Ok(match name.to_ascii_lowercase().as_str() {
            "name" => alias.name.clone().into(),
            "definition" => alias.definition.clone().into(),
            "displayname" => format!("{} -> {}", alias.name, alias.definition).into(),
            "description" => alias.description.clone().into(),
            "commandtype" => Value::enumeration(well_known::COMMAND_TYPES.ty(), 1),
            "options" => Value::enumeration(well_known::SCOPED_ITEM_OPTIONS.ty(), i64::from(alias.options)),
            "source" | "modulename" => alias.module.clone().into(),
            "version" => match self.module(context) {
                Some(module) => Session::of(context).map_or(Value::NULL, |it| module.version.value(it)),
                None => Value::NULL,
            },
            "module" => self.module(context).map_or(Value::NULL, |it| crate::module::value(&it)),
            "resolvedcommandname" => return Some(self.of_command(context, "Name")),
            "resolvedcommand" | "referencedcommand" => {
                let command = self.command(context);
                match (command, Session::of(context)) {
                    (Some(command), Some(session)) => command_info::value(session, &command),
                    _ => Value::NULL,
                }
            }
            "parameters" | "parametersets" | "outputtype" | "helpuri" => {
                return Some(self.of_command(context, name));
            }
            "visibility" => "Public".into(),
            "remotingcapability" => "PowerShell".into(),
            _ => return None,
        }))
    }

    fn member_names(&self) -> Vec<String> {
        MEMBERS.map(str::to_owned).into()
    }
}

/// Aliases that the calling code sees, ordered by name.
pub fn all(session: &Session) -> Vec<Arc<Alias>> {
    let mut found: Vec<Arc<Alias>> = Vec::new();
    let mut at = session.scope();
    while at != FrameId::NONE {
        let frame = session.frame(at);
        for alias in frame.extra.iter().flat_map(|it| it.aliases.values()) {
            if !found.iter().any(|it| it.name.text().eq_ignore_ascii_case(&alias.name.text())) {
                found.push(alias.clone());
            }
        }
        at = frame.parent;
    }
    for (name, _, _) in crate::BUILTIN_ALIASES {
        if found.iter().any(|it| it.name.text().eq_ignore_ascii_case(name)) {
            continue;
        }
        found.extend(session.find_alias(psp_ir::Symbol::new(name), FrameId::GLOBAL));
    }
    let culture = session.culture;
    found.sort_by(|a, b| psp_clr::compare::compare(&a.name.text(), &b.name.text(), culture, true));
    found
}
