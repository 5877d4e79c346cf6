//! Emulated .NET types, one file each: the path is the namespace. [`declare`] says how a type is written down.

extern crate self as psp_types;

pub mod declare;
pub mod microsoft;
pub mod support;
pub mod system;

/// Makes all types known by name. Cheap: it hands static lists over.
pub fn register() {
    system::register_all();
    psp_value::types::register(microsoft::power_shell::enums::DEFS);
    psp_value::types::register(microsoft::win32::enums::DEFS);
}
