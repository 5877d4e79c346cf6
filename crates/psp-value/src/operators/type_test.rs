//! `-is`, `-isnot`, `-as`.

use super::error::invalid;
use crate::{
    Context, ErrorCategory, Fault, Result, Type, Value,
    convert::{convert, message_of, try_convert},
    object::Data,
    types::well_known,
};

/// `a -is b`
pub(super) fn is(context: &mut dyn Context, a: &Value, b: &Value) -> Result<bool> {
    let ty = type_operand(context, b, "-is", "IsOperatorRequiresType")?;
    Ok(is_instance(a, ty))
}

/// The type on the right: a type, or the name of one.
fn type_operand(context: &mut dyn Context, value: &Value, operator: &str, id: &str) -> Result<Type> {
    if let Some(ty) = value.as_type() {
        return Ok(ty);
    }
    let needs_type = || invalid(id, format!("The right operand of '{operator}' must be a type."));
    if value.is_null() {
        return Err(needs_type());
    }
    match convert(context, value, well_known::TYPE.ty()) {
        Ok(found) => found.as_type().ok_or_else(needs_type),
        Err(error) if error.is_error() && operator == "-is" => {
            let fault = Fault::runtime("RuntimeException", message_of(&error));
            Err(fault.category(ErrorCategory::NotSpecified).into())
        }
        Err(other) => Err(other),
    }
}

/// `value -is [ty]`
pub(super) fn is_instance(value: &Value, ty: Type) -> bool {
    if ty == well_known::PS_OBJECT.ty() || ty == well_known::PS_CUSTOM_OBJECT.ty() {
        let Some(object) = value.as_object() else { return false };
        let custom = object.ty() == well_known::PS_CUSTOM_OBJECT.ty();
        return custom || ty == well_known::PS_OBJECT.ty() && has_extra_members(object);
    }
    let ty = if ty.name == well_known::NULLABLE.name { ty.element() } else { ty };
    value.ty().is_some_and(|it| it.is_a(ty))
}

/// Scripts added something to the object: pwsh wraps such a one.
fn has_extra_members(object: &crate::Ref<crate::Object>) -> bool {
    let is_switch = object.ty() == well_known::SWITCH_PARAMETER.ty();
    matches!(object.data, Data::Boxed(_)) && !is_switch
        || object.read_extra(|it| !it.members.is_empty() || !it.type_names.is_empty()).unwrap_or_default()
}

/// `a -as b`
pub(super) fn as_type(context: &mut dyn Context, a: &Value, b: &Value) -> Result<Value> {
    let ty = type_operand(context, b, "-as", "AsOperatorRequiresType")?;
    Ok(try_convert(context, a, ty)?.unwrap_or_default())
}
