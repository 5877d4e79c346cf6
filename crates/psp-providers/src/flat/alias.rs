//! The aliases: `Alias:`.

use super::Names;
use crate::ProviderKind;
use psp_ir::Symbol;
use psp_runtime::{Alias, BUILTIN_ALIASES, FrameId, Session, command_info, named_type};
use psp_value::{Context, Native, Object, Result, Value, convert, well_known};
use std::sync::Arc;

pub(crate) struct Aliases;

/// `AliasInfo`
pub fn alias_value(alias: &Arc<Alias>) -> Value {
    Object::native(named_type("System.Management.Automation.AliasInfo"), AliasObject(alias.clone())).into()
}

struct AliasObject(Arc<Alias>);

impl AliasObject {
    fn resolved(&self, context: &mut dyn Context) -> Result<Value> {
        let Some(session) = Session::of(context) else { return Ok(Value::NULL) };
        match session.resolve_command(&self.0.definition.text()) {
            Ok(command) => Ok(command_info::value(session, &command)),
            Err(psp_value::Interrupt::Error(_)) => Ok(Value::NULL),
            Err(other) => Err(other),
        }
    }
}

impl Native for AliasObject {
    fn text(&self, _: &mut dyn Context, _: Option<&str>) -> Result<Option<String>> {
        Ok(Some(self.0.name.text().into_owned()))
    }

    fn get_member(&self, context: &mut dyn Context, _: &Value, name: &str) -> Option<Result<Value>> {
        let alias = &self.0;
        Some(Ok(match name.to_ascii_lowercase().as_str() {
            "name" => alias.name.clone().into(),
            "displayname" => format!("{} -> {}", alias.name, alias.definition).into(),
            "definition" => alias.definition.clone().into(),
            "description" => alias.description.clone().into(),
            "options" => Value::enumeration(well_known::SCOPED_ITEM_OPTIONS.ty(), alias.options.into()),
            "commandtype" => Value::enumeration(well_known::COMMAND_TYPES.ty(), 1),
            "source" | "modulename" => alias.module.clone().into(),
            "version" | "module" => Value::NULL,
            "referencedcommand" | "resolvedcommand" => return Some(self.resolved(context)),
            "resolvedcommandname" => {
                return Some(self.resolved(context).and_then(|it| {
                    let text = convert::to_text(context, &it)?;
                    Ok(if it.is_null() { Value::NULL } else { text.into() })
                }));
            }
            _ => return None,
        }))
    }

    fn member_names(&self) -> Vec<String> {
        [
            "CommandType",
            "Name",
            "DisplayName",
            "Definition",
            "Description",
            "Options",
            "ReferencedCommand",
            "ResolvedCommand",
            "ResolvedCommandName",
            "Source",
            "Version",
            "Module",
            "ModuleName",
        ]
        .map(str::to_owned)
        .into()
    }
}

impl Names for Aliases {
    const KIND: ProviderKind = ProviderKind::Alias;
    const NOUN: &'static str = "Alias";

    fn all(session: &mut Session) -> Vec<String> {
        let is_there = |name: &str| !session.modules.removed_aliases.contains(&Symbol::new(name));
        let mut names: Vec<String> =
            BUILTIN_ALIASES.iter().map(|it| it.0.to_owned()).filter(|it| is_there(it)).collect();
        let mut at = session.scope();
        while at != FrameId::NONE {
            let frame = session.frame(at);
            if let Some(scope) = frame.extra.as_deref() {
                names.extend(scope.aliases.values().map(|it| it.name.text().into_owned()));
            }
            at = frame.parent;
        }
        super::variable::sort(session, &mut names);
        names
    }

    fn get(session: &mut Session, name: &str) -> Option<Value> {
        let found = session.find_alias(Symbol::new(name), session.scope())?;
        Some(alias_value(&found))
    }

    fn content(session: &mut Session, name: &str) -> Option<Value> {
        session.find_alias(Symbol::new(name), session.scope()).map(|it| Value::string(it.definition.clone()))
    }

    fn set(session: &mut Session, name: &str, value: &Value) -> Result<()> {
        let definition = convert::to_text(session, value)?;
        session.set_alias(name, definition);
        Ok(())
    }

    fn remove(session: &mut Session, name: &str, _: bool) -> Result<()> {
        let symbol = Symbol::new(name);
        let mut at = session.scope();
        session.command_epoch += 1;
        while at != FrameId::NONE {
            let frame = &mut *session.frames[at.0 as usize];
            if frame.extra.as_deref_mut().is_some_and(|it| it.aliases.remove(&symbol).is_some()) {
                return Ok(());
            }
            at = frame.parent;
        }
        session.modules.removed_aliases.insert(symbol);
        Ok(())
    }
}
