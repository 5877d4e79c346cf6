//! `System.Collections.Generic.Comparer[T]` and `EqualityComparer[T]`.

use crate::support::{Delegate, values};
use psp_derive::ps_type;
use psp_value::{Context, Native, Object, Result, Value};

/// Compares two values: by .NET's default, or by a block.
pub(crate) struct Comparer(Value);

impl Native for Comparer {}

#[ps_type("System.Collections.Generic.Comparer", kind = GenericDefinition, interfaces = [ICOMPARER])]
impl Comparer {
    /// .NET's default.
    #[ps("Default", get)]
    fn by_default() -> Self {
        Self(Value::NULL)
    }

    /// By a block.
    #[ps]
    fn create(comparison: Delegate) -> Self {
        Self(comparison.0)
    }

    /// The order of two values.
    #[ps("Compare")]
    fn order(&self, context: &mut dyn Context, x: &Value, y: &Value) -> Result<i32> {
        if self.0.is_null() {
            return values::compare(context, x, y).map(values::sign);
        }
        let result = crate::support::delegate::call(context, &self.0, &[x.clone(), y.clone()])?;
        psp_value::convert::to_i32(context, &result)
    }
}

/// Tells whether two values are equal.
pub(crate) struct EqualityComparer;

impl Native for EqualityComparer {}

#[ps_type("System.Collections.Generic.EqualityComparer", kind = GenericDefinition, interfaces = [IEQUALITY_COMPARER])]
impl EqualityComparer {
    /// .NET's default.
    #[ps("Default", get)]
    fn by_default() -> Value {
        Object::native(<Self as crate::declare::Emulated>::ty(), Self).into()
    }

    /// Two values are equal.
    #[ps("Equals")]
    fn same(&self, context: &mut dyn Context, x: &Value, y: &Value) -> Result<bool> {
        values::equals(context, x, y)
    }

    /// A number that is the same for equal values.
    #[ps]
    fn get_hash_code(&self, obj: &Value) -> i32 {
        values::hash(obj)
    }
}
