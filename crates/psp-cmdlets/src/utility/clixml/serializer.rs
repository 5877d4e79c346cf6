//! `[System.Management.Automation.PSSerializer]`: CLIXML for scripts.

use super::{objects, text};
use psp_derive::ps_type;
use psp_value::{Context, Result, Value};

/// Objects as CLIXML text and back.
pub(crate) struct PsSerializer;

#[ps_type("System.Management.Automation.PSSerializer", kind = Static)]
impl PsSerializer {
    /// The text of an object; what lies deeper than `depth` becomes text.
    #[ps]
    fn serialize(context: &mut dyn Context, source: &Value, depth: Option<i32>) -> Result<String> {
        text(context, std::slice::from_ref(source), depth.unwrap_or(1))
    }

    /// The object of a text, or the objects.
    #[ps]
    fn deserialize(context: &mut dyn Context, source: &str) -> Result<Value> {
        let mut all = objects(context, source)?;
        Ok(match all.len() {
            1 => all.pop().unwrap_or_default(),
            _ => Value::array(all),
        })
    }
}
