//! Commands that load, list and describe modules.

pub(super) mod export;
pub(super) mod get;
pub(super) mod import;
pub(super) mod manifest;
mod manifest_text;
pub(super) mod new;
pub(super) mod remove;

use psp_runtime::{
    Session,
    module::{Module, Version},
};
use psp_value::{Result, Value, convert};
use std::sync::Arc;

/// A version out of a parameter of type `[version]`; none when it was not given.
fn version_of(session: &mut Session, value: &Value) -> Result<Option<Version>> {
    if value.is_null() {
        return Ok(None);
    }
    let text = convert::to_text(session, value)?;
    Ok(Version::read(&text.text()))
}

/// The modules behind the values of a parameter of type `[psmoduleinfo[]]`.
fn modules_of(values: &[Value]) -> Vec<Arc<Module>> {
    values.iter().filter_map(psp_runtime::module::module_of).collect()
}
