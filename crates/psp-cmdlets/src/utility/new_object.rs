//! `New-Object`: an instance of a type.

use crate::fault::{self, argument, around, caught, exception_of};
use psp_derive::Cmdlet;
use psp_runtime::{Cmdlet, Shell, Switch};
use psp_value::{
    Context, ErrorCategory, Fault, Fields, Interrupt, Object, Result, Str, Type, Value, convert, member,
    well_known,
};

/// Makes an instance of a .NET type or a class, or a custom object.
///
/// ```powershell
/// New-Object System.Text.StringBuilder 'start'
/// New-Object PSObject -Property @{ Name = 'box'; Size = 3 }
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("New-Object", default_set = "Net")]
pub(super) struct NewObject {
    /// The type's name; arrays and generic types as they stand between brackets.
    #[param(set = "Net", position = 0, mandatory)]
    type_name: Option<String>,
    /// Arguments of the constructor.
    #[param(set = "Net", position = 1, alias = "Args")]
    argument_list: Vec<Value>,
    /// Not supported: COM objects.
    #[param(set = "Com")]
    strict: Switch,
    /// Properties to set, or methods to call, with their values.
    #[param(ty = "System.Collections.IDictionary")]
    property: Value,
}

impl Cmdlet for NewObject {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        fault::refuse(shell, &["Strict"])?;
        let name = self.type_name.clone().unwrap_or_default();
        let is_bag = [
            "psobject",
            "pscustomobject",
            "system.management.automation.psobject",
            "system.management.automation.pscustomobject",
        ]
        .iter()
        .any(|it| it.eq_ignore_ascii_case(&name));
        let entries = self.entries(shell)?;
        if is_bag && self.argument_list.is_empty() {
            let mut fields = Fields::default();
            for (name, value) in entries {
                fields.set(&name, value);
            }
            return shell.write(Object::custom(fields));
        }
        let Some(ty) = shell.find_type(&name) else {
            let message = format!(
                "Cannot find type [{name}]: verify that the assembly containing this type is loaded."
            );
            return Err(argument("TypeNotFound", message).category(ErrorCategory::InvalidType).into());
        };
        let object = self.construct(shell, ty)?;
        for (name, value) in entries {
            set(shell, &object, &name, value)?;
        }
        shell.write(object)
    }
}

impl NewObject {
    fn entries(&self, shell: &mut Shell<'_>) -> Result<Vec<(Str, Value)>> {
        let Some(table) = self.property.as_table() else { return Ok(Vec::new()) };
        let entries: Vec<(Value, Value)> =
            table.with(|it| it.iter().map(|(key, value)| (key.clone(), value.clone())).collect());
        entries.into_iter().map(|(key, value)| Ok((convert::to_text(shell.session, &key)?, value))).collect()
    }

    fn construct(&mut self, shell: &mut Shell<'_>, ty: Type) -> Result<Value> {
        let arguments = std::mem::take(&mut self.argument_list);
        let made = if ty.script.get().is_some() {
            shell.session.construct(ty, arguments)
        } else if ty == well_known::PS_OBJECT.ty() && arguments.len() == 1 {
            return Ok(member::boxed(&arguments[0]));
        } else {
            member::construct(shell.session, ty, arguments)
        };
        caught(made)?.map_err(|error| {
            let id = "ConstructorInvokedThrowException";
            around(exception_of(&error), id, ErrorCategory::InvalidOperation, Value::NULL).into()
        })
    }
}

/// Sets a property, or calls a method with the value.
fn set(shell: &mut Shell<'_>, object: &Value, name: &Str, value: Value) -> Result<()> {
    let known = caught(member::try_get_member(shell.session, object, name))?;
    let failed = |error: Interrupt| {
        around(
            exception_of(&error),
            "InvalidOperationException",
            ErrorCategory::InvalidOperation,
            Value::NULL,
        )
        .into()
    };
    match known {
        Ok(Some(found)) if found.ty() == Some(member::PS_METHOD.ty()) => {
            caught(member::invoke(shell.session, object, name, vec![value], &[]))?.map_err(failed)?;
            Ok(())
        }
        Ok(None) => {
            let message = format!("The member \"{name}\" was not found for the specified .NET object.");
            let fault = Fault::new("System.InvalidOperationException", message);
            Err(fault.id("InvalidOperationException").category(ErrorCategory::InvalidOperation).into())
        }
        _ => caught(member::set_member(shell.session, object, name, value))?.map_err(failed),
    }
}
