//! `AliasInfo`: an alias as an object.

use psp_runtime::{Session, command_info, function::Alias};
use psp_value::{Context, Native, Object, Result, Value, well_known};
use std::sync::Arc;

/// An alias.
pub(crate) struct AliasObject {
    alias: Arc<Alias>,
    /// What it stands for in the end; `None` when it was not looked up.
    command: Option<Value>,
}

const MEMBERS: [&str; 16] = [
    "DisplayName",
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
    "ResolvedCommandName",
];

impl AliasObject {
    /// The alias with the command behind it.
    pub(crate) fn resolved(session: &mut Session, alias: Arc<Alias>) -> Value {
        let definition = alias.definition.text().into_owned();
        let command = session.resolve_command(&definition).ok().map(|it| command_info::value(session, &it));
        Self::value(alias, command)
    }

    /// The alias alone.
    pub(crate) fn plain(alias: Arc<Alias>) -> Value {
        Self::value(alias, None)
    }

    fn value(alias: Arc<Alias>, command: Option<Value>) -> Value {
        Object::native(
            psp_runtime::named_type("System.Management.Automation.AliasInfo"),
            Self { alias, command },
        )
        .into()
    }

    fn command_name(&self, context: &mut dyn Context) -> Result<Value> {
        match &self.command {
            Some(command) => {
                let name = psp_value::member::try_get_member(context, command, &"Name".into())?;
                Ok(name.unwrap_or_default())
            }
            None => Ok(Value::NULL),
        }
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
            "version" | "module" => Value::NULL,
            "resolvedcommandname" => return Some(self.command_name(context)),
            "resolvedcommand" | "referencedcommand" => self.command.clone().unwrap_or_default(),
            "outputtype" => Value::array(Vec::new()),
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
pub(crate) fn all(session: &Session) -> Vec<Arc<Alias>> {
    let mut found: Vec<Arc<Alias>> = Vec::new();
    let mut at = session.scope();
    while at != psp_runtime::FrameId::NONE {
        let frame = session.frame(at);
        for alias in frame.extra.iter().flat_map(|it| it.aliases.values()) {
            if !found.iter().any(|it| it.name.text().eq_ignore_ascii_case(&alias.name.text())) {
                found.push(alias.clone());
            }
        }
        at = frame.parent;
    }
    for (name, _, _) in psp_runtime::BUILTIN_ALIASES {
        if found.iter().any(|it| it.name.text().eq_ignore_ascii_case(name)) {
            continue;
        }
        found.extend(session.find_alias(psp_ir::Symbol::new(name), psp_runtime::FrameId::GLOBAL));
    }
    let culture = session.culture;
    found.sort_by(|a, b| psp_clr::compare::compare(&a.name.text(), &b.name.text(), culture, true));
    found
}
