//! Converters that other crates register for their types.

use crate::{Context, Result, Type, Value};
use parking_lot::RwLock;
use std::{
    collections::HashMap,
    sync::atomic::{AtomicBool, Ordering},
};

/// Converts a value to a type that another crate knows; `Ok(None)` when it has nothing to say.
pub type Converter = fn(&mut dyn Context, &Value, Type) -> Result<Option<Value>>;

static ANY: AtomicBool = AtomicBool::new(false);
static CONVERTERS: RwLock<Option<HashMap<&'static str, Vec<Converter>, foldhash::fast::FixedState>>> =
    RwLock::new(None);

/// Registers how values become a type: `[regex]`, `[xml]`, `[mailaddress]`, …. Of a generic type, every instance. It is
/// asked after the conversions that the language itself defines and before `Parse` and constructors.
pub fn register_converter(to: Type, converter: Converter) {
    let mut all = CONVERTERS.write();
    all.get_or_insert_default().entry(to.0.name).or_default().push(converter);
    ANY.store(true, Ordering::Release);
}

/// What the registered converters say.
pub(super) fn ask(context: &mut dyn Context, value: &Value, to: Type) -> Result<Option<Value>> {
    if !ANY.load(Ordering::Acquire) {
        return Ok(None);
    }
    let mut found = [None; 4];
    if let Some(all) = CONVERTERS.read().as_ref()
        && let Some(converters) = all.get(to.name)
    {
        for (slot, converter) in found.iter_mut().zip(converters) {
            *slot = Some(*converter);
        }
    }
    for converter in found.into_iter().flatten() {
        if let Some(converted) = converter(context, value, to)? {
            return Ok(Some(converted));
        }
    }
    Ok(None)
}
