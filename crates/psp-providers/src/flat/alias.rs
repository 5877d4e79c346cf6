//! The aliases: `Alias:`.

use super::Names;
use crate::ProviderKind;
use psp_ir::Symbol;
use psp_runtime::{BUILTIN_ALIASES, FrameId, Session, alias_object::AliasObject};
use psp_value::{Result, Value, convert};

pub(crate) struct Aliases;

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
        Some(AliasObject::value(found))
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
