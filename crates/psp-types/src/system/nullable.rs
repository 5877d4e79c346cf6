//! `System.Nullable[T]`: in a script the value itself, or `$null`.

use crate::{declare::Of, support::elements::default_of};
use psp_derive::ps_type;
use psp_value::{Type, Value, well_known};

/// A value that may be missing.
pub(crate) struct Nullable;

#[ps_type("System.Nullable", of = NULLABLE)]
impl Nullable {
    /// The value.
    #[ps("new")]
    fn make_new(value: Of<0>) -> Value {
        value.0
    }

    /// There is a value.
    #[ps(get)]
    fn has_value(this: &Value) -> bool {
        !this.is_null()
    }

    /// The value.
    #[ps("Value", get)]
    fn inner(this: &Value) -> Value {
        this.clone()
    }

    /// The value, or the default.
    #[ps]
    fn get_value_or_default(this: &Value, default_value: Option<Value>) -> Value {
        if !this.is_null() {
            return this.clone();
        }
        default_value.unwrap_or_else(|| default_of(this.ty().map_or(well_known::OBJECT.ty(), Type::element)))
    }

    /// The type that may be missing.
    #[ps]
    fn get_underlying_type(nullable_type: Type) -> Option<Type> {
        (nullable_type.name == well_known::NULLABLE.name).then(|| nullable_type.element())
    }
}
