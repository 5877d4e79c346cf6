//! Commands that make and move properties of items: no drive of psp has items that take them.

use psp_derive::Cmdlet;
use psp_runtime::{Cmdlet, Shell, Switch};
use psp_value::{ErrorCategory, Fault, Interrupt, Result, Value};

/// Would add a property to an item.
#[derive(Cmdlet, Default)]
#[cmdlet("New-ItemProperty", default_set = "Path", should_process)]
pub(super) struct NewItemProperty {
    /// Paths; wildcards are expanded.
    #[param(set = "Path", position = 0, mandatory)]
    path: Vec<String>,
    /// Paths in which no character is a wildcard.
    #[param(set = "LiteralPath", mandatory, by_name, alias = "PSPath,LP")]
    literal_path: Vec<String>,
    /// The property's name.
    #[param(position = 1, mandatory, by_name, alias = "PSProperty")]
    name: String,
    /// The property's type.
    #[param(by_name, alias = "Type")]
    property_type: Option<String>,
    /// The property's value.
    #[param(by_name)]
    value: Value,
    /// Hidden and read-only items, too.
    #[param]
    force: Switch,
}

/// Would rename a property of an item.
#[derive(Cmdlet, Default)]
#[cmdlet("Rename-ItemProperty", default_set = "Path", should_process)]
pub(super) struct RenameItemProperty {
    /// The path; wildcards are expanded.
    #[param(set = "Path", position = 0, mandatory, pipeline, by_name)]
    path: String,
    /// The path; no character is a wildcard.
    #[param(set = "LiteralPath", mandatory, by_name, alias = "PSPath,LP")]
    literal_path: String,
    /// The property's name.
    #[param(position = 1, mandatory, by_name, alias = "PSProperty")]
    name: String,
    /// The new name.
    #[param(position = 2, mandatory, by_name)]
    new_name: String,
}

/// The error that the file system gives.
fn refused() -> Interrupt {
    let message = "Cannot use interface. The IDynamicPropertyCmdletProvider interface is not implemented by this provider.";
    Fault::new("System.Management.Automation.PSNotSupportedException", message)
        .id("NotSupported")
        .category(ErrorCategory::NotImplemented)
        .into()
}

impl Cmdlet for NewItemProperty {
    fn process(&mut self, _: &mut Shell<'_>) -> Result<()> {
        Err(refused())
    }
}

impl Cmdlet for RenameItemProperty {
    fn process(&mut self, _: &mut Shell<'_>) -> Result<()> {
        Err(refused())
    }
}
