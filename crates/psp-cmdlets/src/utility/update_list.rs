//! `Update-List`: elements into and out of a property that is a list.

use psp_derive::Cmdlet;
use psp_runtime::{Cmdlet, Shell};
use psp_value::{Object, Result, Str, Table, Value, member};

/// Adds elements to a list property of objects and removes some, or describes such a change.
///
/// ```powershell
/// $o = [pscustomobject]@{ Tags = [System.Collections.ArrayList]('a', 'b') }
/// ($o | Update-List -Property Tags -Add 'c' -Remove 'a').Tags
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Update-List", default_set = "AddRemoveSet")]
pub(super) struct UpdateList {
    /// Elements to add.
    #[param(set = "AddRemoveSet", validate_not_null_or_empty)]
    add: Vec<Value>,
    /// Elements to remove.
    #[param(set = "AddRemoveSet", validate_not_null_or_empty)]
    remove: Vec<Value>,
    /// The elements instead of those that are there.
    #[param(set = "ReplaceSet", mandatory, validate_not_null_or_empty)]
    replace: Vec<Value>,
    /// The object with the list.
    #[param(pipeline, validate_not_null_or_empty)]
    input_object: Value,
    /// The property.
    #[param(position = 0, validate_not_null_or_empty)]
    property: Option<String>,
}

impl Cmdlet for UpdateList {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let (Some(name), false) = (self.property.clone(), self.input_object.is_null()) else { return Ok(()) };
        let target = self.input_object.clone();
        let list = shell.property(&target, &name)?;
        let mut call = |name: &str, arguments: Vec<Value>| {
            member::invoke(shell.session, &list, &Str::new(name), arguments, &[]).map(|_| ())
        };
        if !self.replace.is_empty() {
            call("Clear", Vec::new())?;
            for item in &self.replace {
                call("Add", vec![item.clone()])?;
            }
        }
        for item in &self.add {
            call("Add", vec![item.clone()])?;
        }
        for item in &self.remove {
            call("Remove", vec![item.clone()])?;
        }
        shell.write(target)
    }

    fn end(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        if self.property.is_some() {
            return Ok(());
        }
        let mut table = Table::default();
        for (name, items) in [("Add", &self.add), ("Remove", &self.remove), ("Replace", &self.replace)] {
            if !items.is_empty() {
                table.insert(name.into(), Value::array(items.clone()));
            }
        }
        shell.write(Object::hashtable(table))
    }
}
