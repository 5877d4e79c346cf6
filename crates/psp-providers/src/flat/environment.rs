//! The environment variables: `Env:`.

use super::Names;
use crate::ProviderKind;
use psp_runtime::Session;
use psp_value::{Object, Ref, Result, Table, Value, convert};

pub(crate) struct Environment;

impl Names for Environment {
    const KIND: ProviderKind = ProviderKind::Environment;
    const NOUN: &'static str = "Item";

    fn all(session: &mut Session) -> Vec<String> {
        let mut names: Vec<String> = session.engine().system.variables().into_iter().map(|it| it.0).collect();
        super::variable::sort(session, &mut names);
        names
    }

    fn get(session: &mut Session, name: &str) -> Option<Value> {
        let value = session.engine().system.variable(name)?;
        let table = Ref::new(Object::hashtable(Table::default()));
        Some(psp_value::dictionary_entry(&table, name.into(), value.into()))
    }

    fn content(session: &mut Session, name: &str) -> Option<Value> {
        session.engine().system.variable(name).map(Value::from)
    }

    fn set(session: &mut Session, name: &str, value: &Value) -> Result<()> {
        let text = convert::to_text(session, value)?;
        let text = text.text();
        session.engine().system.set_variable(name, if text.is_empty() { None } else { Some(&text) });
        Ok(())
    }

    fn remove(session: &mut Session, name: &str, _: bool) -> Result<()> {
        session.engine().system.set_variable(name, None);
        Ok(())
    }
}
