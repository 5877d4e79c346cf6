//! `System.Boolean`.

use crate::{
    declare::Out,
    support::{Provider, errors, values},
    system::enums::TypeCode,
};
use psp_derive::ps_type;
use psp_value::{Context, Fault, Result, Value, View};

/// A truth value.
pub(crate) struct Boolean;

#[ps_type("System.Boolean", of = BOOL)]
impl Boolean {
    /// `True`
    #[ps(get)]
    fn true_string() -> &'static str {
        "True"
    }

    /// `False`
    #[ps(get)]
    fn false_string() -> &'static str {
        "False"
    }

    /// False.
    #[ps("new")]
    fn make_new() -> bool {
        false
    }

    /// Reads `True` or `False`.
    #[ps]
    fn parse(value: &str) -> Result<bool> {
        read(value)
            .ok_or_else(|| errors::format(format!("String '{value}' was not recognized as a valid Boolean.")))
    }

    /// Reads `True` or `False`; false when it cannot.
    #[ps]
    fn try_parse(context: &mut dyn Context, value: &str, result: Out<bool>) -> Result<bool> {
        let found = read(value);
        result.set(context, found.unwrap_or(false))?;
        Ok(found.is_some())
    }

    /// The order of two: false comes first.
    #[ps]
    fn compare_to(this: bool, obj: &Value) -> Result<i32> {
        match obj.unboxed().view() {
            View::Bool(other) => Ok(values::sign(this.cmp(&other))),
            View::Null => Ok(1),
            _ => Err(Fault::new("System.ArgumentException", "Object must be of type Boolean.").into()),
        }
    }

    /// The other one is a truth value and the same.
    #[ps]
    fn equals(this: &Value, obj: &Value) -> bool {
        values::same(this, obj)
    }

    /// 1 or 0.
    #[ps]
    fn get_hash_code(this: bool) -> i32 {
        i32::from(this)
    }

    /// `Boolean`.
    #[ps]
    fn get_type_code(this: bool) -> TypeCode {
        let _ = this;
        TypeCode(3)
    }

    /// `True` or `False`.
    #[ps("ToString")]
    fn text(this: bool, provider: Option<Provider>) -> &'static str {
        let _ = provider;
        if this { "True" } else { "False" }
    }
}

/// `True` or `False`, of any case, with white space around.
pub(crate) fn read(text: &str) -> Option<bool> {
    let text = text.trim_matches(|it: char| it.is_whitespace() || it == '\0');
    if text.eq_ignore_ascii_case("true") {
        return Some(true);
    }
    text.eq_ignore_ascii_case("false").then_some(false)
}
