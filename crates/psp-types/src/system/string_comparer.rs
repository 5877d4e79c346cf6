//! `System.StringComparer`.

use crate::support::{Provider, text::StringComparison, values};
use psp_clr::culture::Culture;
use psp_derive::ps_type;
use psp_value::{Context, Native, Object, Result, Str, Value};
use std::cmp::Ordering;

/// Compares strings one way or another.
pub(crate) struct StringComparer {
    how: StringComparison,
    /// Another culture than the current one.
    culture: Option<&'static Culture>,
}

impl Native for StringComparer {}

impl StringComparer {
    /// The comparer that ordinal dictionaries have.
    pub(crate) fn ordinal(ignore_case: bool) -> Value {
        let how = if ignore_case { StringComparison::OrdinalIgnoreCase } else { StringComparison::Ordinal };
        Object::native(<Self as crate::declare::Emulated>::ty(), Self { how, culture: None }).into()
    }

    /// Case does not matter.
    pub(crate) fn ignores_case(&self) -> bool {
        self.how.ignores_case()
    }

    /// The order of two strings.
    pub(crate) fn order(&self, context: &mut dyn Context, a: &Str, b: &Str) -> Ordering {
        Provider(self.culture).with(context, |it| self.how.order(it, a, b))
    }

    /// Two strings are the same.
    pub(crate) fn equal(&self, context: &mut dyn Context, a: &Str, b: &Str) -> bool {
        Provider(self.culture).with(context, |it| self.how.equal(it, a, b))
    }

    fn of(how: StringComparison) -> Self {
        Self { how, culture: None }
    }
}

#[ps_type("System.StringComparer", kind = Abstract, interfaces = [ICOMPARER, IEQUALITY_COMPARER])]
impl StringComparer {
    /// By the current culture.
    #[ps(get)]
    fn current_culture() -> Self {
        Self::of(StringComparison::CurrentCulture)
    }

    /// By the current culture; case does not matter.
    #[ps(get)]
    fn current_culture_ignore_case() -> Self {
        Self::of(StringComparison::CurrentCultureIgnoreCase)
    }

    /// By the invariant culture.
    #[ps(get)]
    fn invariant_culture() -> Self {
        Self::of(StringComparison::InvariantCulture)
    }

    /// By the invariant culture; case does not matter.
    #[ps(get)]
    fn invariant_culture_ignore_case() -> Self {
        Self::of(StringComparison::InvariantCultureIgnoreCase)
    }

    /// By units.
    #[ps("Ordinal", get)]
    fn by_units() -> Self {
        Self::of(StringComparison::Ordinal)
    }

    /// By units; case does not matter.
    #[ps(get)]
    fn ordinal_ignore_case() -> Self {
        Self::of(StringComparison::OrdinalIgnoreCase)
    }

    /// By a culture.
    #[ps]
    fn create(culture: Provider, ignore_case: bool) -> Self {
        Self { how: StringComparison::current(ignore_case), culture: culture.0 }
    }

    /// By one of the comparisons.
    #[ps]
    fn from_comparison(comparison_type: StringComparison) -> Self {
        Self::of(comparison_type)
    }

    /// The order of two strings.
    #[ps]
    fn compare(&self, context: &mut dyn Context, x: &Value, y: &Value) -> Result<i32> {
        match (x.as_string(), y.as_string()) {
            (Some(x), Some(y)) => Ok(values::sign(self.order(context, x, y))),
            _ => values::compare(context, x, y).map(values::sign),
        }
    }

    /// Two strings are the same.
    #[ps]
    fn equals(&self, context: &mut dyn Context, x: &Value, y: &Value) -> bool {
        match (x.as_string(), y.as_string()) {
            (Some(x), Some(y)) => self.equal(context, x, y),
            _ => values::same(x, y),
        }
    }

    /// A number that is the same for equal strings.
    #[ps]
    fn get_hash_code(&self, obj: &Value) -> i32 {
        match obj.as_string() {
            Some(text) if self.ignores_case() => text.folded_hash() as i32,
            _ => values::hash(obj),
        }
    }
}
