//! `System.DBNull`.

use crate::declare::Emulated;
use psp_derive::ps_type;
use psp_value::{Context, Native, Object, Result, Value};

/// The null of databases.
pub(crate) struct DbNull;

impl Native for DbNull {
    fn text(&self, _: &mut dyn Context, _: Option<&str>) -> Result<Option<String>> {
        Ok(Some(String::new()))
    }

    fn equals(&self, other: &Value) -> Option<bool> {
        Some(is(other))
    }

    fn hash(&self) -> Option<u64> {
        Some(1)
    }
}

/// The null of databases.
pub(crate) fn value() -> Value {
    Object::native(DbNull::ty(), DbNull).into()
}

/// Tells whether a value is the null of databases.
pub(crate) fn is(value: &Value) -> bool {
    value.downcast::<DbNull>().is_some()
}

#[ps_type("System.DBNull")]
impl DbNull {
    /// The only one.
    #[ps("Value", get)]
    fn only() -> Value {
        value()
    }

    /// Empty.
    #[ps("ToString")]
    fn as_text(&self) -> &'static str {
        ""
    }
}
