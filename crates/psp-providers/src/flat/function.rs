//! The functions: `Function:`.

use super::Names;
use crate::ProviderKind;
use psp_ir::Symbol;
use psp_runtime::{Command, FrameId, Function, Session, command_info};
use psp_value::{Result, Value};
use std::sync::Arc;

pub(crate) struct Functions;

fn find(session: &Session, name: &str) -> Option<Arc<Function>> {
    session.find_function(Symbol::new(name), session.scope())
}

impl Names for Functions {
    const KIND: ProviderKind = ProviderKind::Function;
    const NOUN: &'static str = "Function";

    fn all(session: &mut Session) -> Vec<String> {
        let mut names = Vec::new();
        let mut at = session.scope();
        while at != FrameId::NONE {
            let frame = session.frame(at);
            if let Some(scope) = frame.extra.as_deref() {
                names.extend(scope.functions.values().map(|it| it.name.text().into_owned()));
            }
            at = frame.parent;
        }
        super::variable::sort(session, &mut names);
        names
    }

    fn get(session: &mut Session, name: &str) -> Option<Value> {
        find(session, name).map(|it| command_info::value(session, &Command::Function(it)))
    }

    fn content(session: &mut Session, name: &str) -> Option<Value> {
        find(session, name).map(|it| session.function_block(&it))
    }

    fn set(session: &mut Session, name: &str, value: &Value) -> Result<()> {
        session.write_drive_variable("function", name, value.clone())
    }

    fn remove(session: &mut Session, name: &str, _: bool) -> Result<()> {
        let scope = session.scope();
        session.remove_function(Symbol::new(name), scope);
        Ok(())
    }
}
