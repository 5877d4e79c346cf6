//! Objects of the .NET classes that commands emit: a type and named properties that cannot be written.

use psp_runtime::named_type;
use psp_value::{Context, Native, Object, Result, Value};

/// An object with fixed properties.
pub(crate) struct Record {
    names: &'static [&'static str],
    values: Vec<Value>,
    text: Option<String>,
}

impl Record {
    /// An object of a type by full name; as many values as names.
    pub(crate) fn value(ty: &str, names: &'static [&'static str], values: Vec<Value>) -> Value {
        Object::native(named_type(ty), Self { names, values, text: None }).into()
    }

    /// As [`value`](Self::value), with what `ToString()` gives.
    pub(crate) fn with_text(
        ty: &str,
        text: String,
        names: &'static [&'static str],
        values: Vec<Value>,
    ) -> Value {
        Object::native(named_type(ty), Self { names, values, text: Some(text) }).into()
    }
}

impl Native for Record {
    fn text(&self, _context: &mut dyn Context, _format: Option<&str>) -> Result<Option<String>> {
        Ok(self.text.clone())
    }

    fn get_member(&self, _context: &mut dyn Context, _this: &Value, name: &str) -> Option<Result<Value>> {
        let at = self.names.iter().position(|it| it.eq_ignore_ascii_case(name))?;
        self.values.get(at).map(|it| Ok(it.clone()))
    }

    fn member_names(&self) -> Vec<String> {
        self.names.iter().map(|&it| it.to_owned()).collect()
    }
}
