//! `System.Management.Automation.SwitchParameter`.

use psp_derive::ps_type;
use psp_value::{Data, Object, Value, View, well_known};

/// A switch.
pub(crate) struct SwitchParameter;

/// A switch as a value.
fn value(on: bool) -> Value {
    Object::new(well_known::SWITCH_PARAMETER.ty(), Data::Boxed(Value::bool(on))).into()
}

fn is_on(this: &Value) -> bool {
    matches!(this.unboxed().view(), View::Bool(true))
}

#[ps_type("System.Management.Automation.SwitchParameter", of = SWITCH_PARAMETER)]
impl SwitchParameter {
    /// On or off.
    #[ps("new")]
    fn make_new(is_present: bool) -> Value {
        value(is_present)
    }

    /// On.
    #[ps(get)]
    fn present() -> Value {
        value(true)
    }

    /// It is on.
    #[ps(get)]
    fn is_present(this: &Value) -> bool {
        is_on(this)
    }

    /// It is on.
    #[ps]
    fn to_bool(this: &Value) -> bool {
        is_on(this)
    }

    /// The other one is the same.
    #[ps]
    fn equals(this: &Value, obj: &Value) -> bool {
        matches!(obj.unboxed().view(), View::Bool(it) if it == is_on(this))
    }

    /// 1 or 0.
    #[ps]
    fn get_hash_code(this: &Value) -> i32 {
        i32::from(is_on(this))
    }

    /// `True` or `False`.
    #[ps("ToString")]
    fn text(this: &Value) -> &'static str {
        if is_on(this) { "True" } else { "False" }
    }
}
