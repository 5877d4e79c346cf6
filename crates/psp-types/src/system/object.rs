//! `System.Object` and `System.ValueType`.

use crate::support::values;
use psp_derive::ps_type;
use psp_value::{Context, Data, Lock, Object, Ref, Result, Str, Type, Value, View, well_known};

/// Anything.
pub(crate) struct PsObject;

#[ps_type("System.Object", of = OBJECT)]
impl PsObject {
    /// An object without members of its own.
    #[ps("new")]
    fn make_new() -> Value {
        Object::new(well_known::OBJECT.ty(), Data::Fields(Lock::default())).into()
    }

    /// Two objects are equal.
    #[ps("Equals")]
    fn same(context: &mut dyn Context, obj_a: &Value, obj_b: &Value) -> Result<bool> {
        values::equals(context, obj_a, obj_b)
    }

    /// Two references point to the same object.
    #[ps]
    fn reference_equals(obj_a: &Value, obj_b: &Value) -> bool {
        match (obj_a.view(), obj_b.view()) {
            (View::Null | View::Nothing, View::Null | View::Nothing) => true,
            (View::Object(a), View::Object(b)) => Ref::ptr_eq(a, b),
            (View::Str(a), View::Str(b)) => a.address() == b.address() || a.is_empty() && b.is_empty(),
            _ => false,
        }
    }

    /// The other object is equal.
    #[ps]
    fn equals(this: &Value, obj: &Value) -> bool {
        values::same(this, obj)
    }

    /// A number that is the same for equal objects.
    #[ps]
    fn get_hash_code(this: &Value) -> i32 {
        values::hash(this)
    }

    /// The object's type.
    #[ps]
    fn get_type(this: &Value) -> Type {
        this.ty().unwrap_or(well_known::OBJECT.ty())
    }

    /// The object as text.
    #[ps("ToString")]
    fn text(context: &mut dyn Context, this: &Value) -> Result<Str> {
        values::text(context, this)
    }
}

/// The type of `[NullString]::Value`.
pub(crate) struct NullString;

#[ps_type("System.Management.Automation.Language.NullString", of = NULL_STRING)]
impl NullString {
    /// A string argument that is really null.
    #[ps(get)]
    fn value() -> Value {
        Object::new(well_known::NULL_STRING.ty(), Data::Fields(Lock::default())).into()
    }
}

/// The type of `[AutomationNull]::Value`.
pub(crate) struct AutomationNull;

#[ps_type("System.Management.Automation.Internal.AutomationNull", of = AUTOMATION_NULL)]
impl AutomationNull {
    /// The nothing that a command without output gives.
    #[ps(get)]
    fn value() -> Value {
        Value::NOTHING
    }
}
