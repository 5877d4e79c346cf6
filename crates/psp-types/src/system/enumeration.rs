//! `System.Enum`.

use crate::{
    declare::Out,
    support::{Provider, enums as text, values},
    system::{array, enums::TypeCode},
};
use psp_derive::ps_type;
use psp_value::{Context, Fault, Result, Str, Type, Value, View, enums};

/// A value of an enum type.
pub(crate) struct Enum;

#[ps_type("System.Enum", of = ENUM)]
impl Enum {
    /// The text of a value in a format.
    #[ps]
    fn format(enum_type: Type, value: &Value, format: &str) -> Result<String> {
        text::format(enum_type, number_of(value)?, format)
    }

    /// The name of a value, null when there is none.
    #[ps]
    fn get_name(enum_type: Type, value: &Value) -> Result<Option<&'static str>> {
        check(enum_type)?;
        Ok(enums::name_of(enum_type, number_of(value)?))
    }

    /// All names, in the order of their numbers.
    #[ps]
    fn get_names(enum_type: Type) -> Result<Vec<&'static str>> {
        check(enum_type)?;
        Ok(text::sorted(enum_type).into_iter().map(|(name, _)| name).collect())
    }

    /// The type of the numbers.
    #[ps]
    fn get_underlying_type(enum_type: Type) -> Result<Type> {
        check(enum_type)?;
        Ok(enums::info(enum_type).underlying)
    }

    /// All values, in the order of their numbers.
    #[ps]
    fn get_values(enum_type: Type) -> Result<Value> {
        check(enum_type)?;
        let values = text::sorted(enum_type).into_iter().map(|(_, it)| Value::enumeration(enum_type, it));
        Ok(array::make(enum_type, values.collect()))
    }

    /// There is a value with this name or number.
    #[ps]
    fn is_defined(enum_type: Type, value: &Value) -> Result<bool> {
        check(enum_type)?;
        if let Some(name) = value.as_string() {
            return Ok(enums::info(enum_type).values.iter().any(|(known, _)| **known == *name.text()));
        }
        Ok(enums::name_of(enum_type, number_of(value)?).is_some())
    }

    /// Reads names or a number.
    #[ps]
    fn parse(enum_type: Type, value: &str, ignore_case: Option<bool>) -> Result<Value> {
        check(enum_type)?;
        let number = text::parse(enum_type, value, ignore_case.unwrap_or(false))?;
        Ok(Value::enumeration(enum_type, number))
    }

    /// The value with a number.
    #[ps]
    fn to_object(enum_type: Type, value: &Value) -> Result<Value> {
        check(enum_type)?;
        Ok(Value::enumeration(enum_type, number_of(value)?))
    }

    /// Reads names or a number; false when it cannot.
    #[ps]
    fn try_parse(
        context: &mut dyn Context,
        enum_type: Type,
        value: &str,
        result: Out<Value>,
    ) -> Result<bool> {
        Self::try_parse_case(context, enum_type, value, false, result)
    }
    #[ps("TryParse")]
    fn try_parse_case(
        context: &mut dyn Context,
        enum_type: Type,
        value: &str,
        ignore_case: bool,
        result: Out<Value>,
    ) -> Result<bool> {
        check(enum_type)?;
        let parsed = text::parse(enum_type, value, ignore_case);
        let found = parsed.is_ok();
        result.set(context, parsed.map_or(Value::NULL, |it| Value::enumeration(enum_type, it)))?;
        Ok(found)
    }
    #[ps("TryParse")]
    fn try_parse_like(
        context: &mut dyn Context,
        value: &str,
        ignore_case: bool,
        result: Out<Value>,
    ) -> Result<bool> {
        match result.get().ty().filter(|it| it.is_enum()) {
            Some(ty) => Self::try_parse_case(context, ty, value, ignore_case, result),
            None => Ok(false),
        }
    }

    /// The number.
    #[ps("value__", get)]
    fn number(this: &Value) -> Result<Value> {
        let number = number_of(this)?;
        Ok(i32::try_from(number).map_or(Value::long(number), Value::int))
    }

    /// The order of two values of one type.
    #[ps]
    fn compare_to(this: &Value, target: &Value) -> Result<i32> {
        match (this.unboxed().view(), target.unboxed().view()) {
            (_, View::Null) => Ok(1),
            (View::Enum(a, x), View::Enum(b, y)) if a == b => Ok(values::sign(x.cmp(&y))),
            _ => {
                let name = |it: &Value| it.ty().map_or_else(String::new, Type::full_name);
                let message = format!(
                    "Object must be the same type as the enum. The type passed in was '{}'; the enum type was '{}'.",
                    name(target),
                    name(this)
                );
                Err(Fault::new("System.ArgumentException", message).into())
            }
        }
    }

    /// The other one is of the same type and the same.
    #[ps]
    fn equals(this: &Value, obj: &Value) -> bool {
        values::same(this, obj)
    }

    /// The number.
    #[ps]
    fn get_hash_code(this: &Value) -> Result<i32> {
        number_of(this).map(|it| it as i32)
    }

    /// The number's type.
    #[ps]
    fn get_type_code(this: &Value) -> TypeCode {
        let _ = this;
        TypeCode(9)
    }

    /// All bits of another value are set.
    #[ps]
    fn has_flag(this: &Value, flag: &Value) -> Result<bool> {
        let flag = number_of(flag)?;
        Ok(number_of(this)? & flag == flag)
    }

    /// The name, the names, or the number; or the text in a format.
    #[ps("ToString")]
    fn text(this: &Value, format: Option<Str>) -> Result<String> {
        let View::Enum(ty, number) = this.unboxed().view() else { return Ok(String::new()) };
        text::format(ty, number, &format.unwrap_or_default().text())
    }
    #[ps("ToString")]
    fn text_in(this: &Value, format: &Str, provider: Provider) -> Result<String> {
        let _ = provider;
        Self::text(this, Some(format.clone()))
    }
}

fn check(ty: Type) -> Result<()> {
    if ty.is_enum() {
        return Ok(());
    }
    Err(Fault::argument("Type provided must be an Enum.", "enumType").into())
}

fn number_of(value: &Value) -> Result<i64> {
    Ok(match value.unboxed().view() {
        View::Enum(_, it) | View::Int64(it) => it,
        View::Int32(it) => i64::from(it),
        View::UInt32(it) => i64::from(it),
        View::Int16(it) => i64::from(it),
        View::UInt16(it) => i64::from(it),
        View::Byte(it) => i64::from(it),
        View::SByte(it) => i64::from(it),
        View::UInt64(it) => it as i64,
        _ => {
            let message = "The value passed in must be an enum base or an underlying type for an enum, such as an Int32.";
            return Err(Fault::argument(message, "value").into());
        }
    })
}
