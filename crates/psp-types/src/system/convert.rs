//! `System.Convert`.

use crate::{
    declare::{Bytes, Char},
    support::{Provider, base64, convert as to, errors, values, write::hexadecimal},
    system::enums::{Base64FormattingOptions, TypeCode},
};
use psp_clr::datetime::DateTime;
use psp_derive::ps_type;
use psp_value::{Context, Fault, Result, Str, Type, Value, View};
use rust_decimal::Decimal;

/// Conversions as .NET does them.
pub(crate) struct Convert;

#[ps_type("System.Convert", kind = Static)]
impl Convert {
    /// The null of databases.
    #[ps("DBNull", get)]
    fn db_null() -> Value {
        super::db_null::value()
    }

    /// A value of another type.
    #[ps]
    fn change_type(
        context: &mut dyn Context,
        value: &Value,
        conversion_type: Type,
        provider: Option<Provider>,
    ) -> Result<Value> {
        let _ = provider;
        to::change_type(context, value, conversion_type)
    }
    #[ps("ChangeType")]
    fn change_type_code(context: &mut dyn Context, value: &Value, type_code: TypeCode) -> Result<Value> {
        match to::type_of_code(type_code.0) {
            Some(ty) => to::change_type(context, value, ty),
            None => Ok(value.clone()),
        }
    }

    /// The number of a value's type.
    #[ps]
    fn get_type_code(value: &Value) -> TypeCode {
        TypeCode(to::code_of(value))
    }

    /// The null of databases.
    #[ps("IsDBNull")]
    fn is_db_null(value: &Value) -> bool {
        super::db_null::is(value)
    }

    /// Bytes out of a base 64 text.
    #[ps("FromBase64String")]
    fn from_base64_string(s: &str) -> Result<Bytes> {
        base64::decode(s).map(Bytes).ok_or_else(|| {
            errors::format(
                "The input is not a valid Base-64 string as it contains a non-base 64 character, more than two \
                 padding characters, or an illegal character among the padding characters.",
            )
        })
    }
    #[ps("FromBase64CharArray")]
    fn from_base64_char_array(in_array: &[Char], offset: i32, length: i32) -> Result<Bytes> {
        let (start, end) = errors::range(offset, length, in_array.len())?;
        let part = in_array.get(start..end).unwrap_or_default();
        Self::from_base64_string(&Str::from_utf16(part.iter().map(|it| it.0)).text())
    }

    /// A base 64 text of bytes.
    #[ps("ToBase64String")]
    fn to_base64_string(in_array: Bytes, options: Option<Base64FormattingOptions>) -> String {
        base64::encode(&in_array.0, options.is_some_and(|it| it.0 == 1))
    }
    #[ps("ToBase64String")]
    fn to_base64_part(
        in_array: Bytes,
        offset: i32,
        length: i32,
        options: Option<Base64FormattingOptions>,
    ) -> Result<String> {
        let (start, end) = errors::range(offset, length, in_array.0.len())?;
        let part = in_array.0.get(start..end).unwrap_or_default();
        Ok(base64::encode(part, options.is_some_and(|it| it.0 == 1)))
    }

    /// Bytes out of a hexadecimal text.
    #[ps]
    fn from_hex_string(s: &str) -> Result<Bytes> {
        if !s.len().is_multiple_of(2) {
            let message = "The input is not a valid hex string as its length is not a multiple of 2.";
            return Err(errors::format(message));
        }
        let byte = |at: usize| s.get(at..at + 2).and_then(|it| u8::from_str_radix(it, 16).ok());
        (0..s.len()).step_by(2).map(byte).collect::<Option<Vec<u8>>>().map(Bytes).ok_or_else(|| {
            errors::format("The input is not a valid hex string as it contains a non-hex character.")
        })
    }

    /// A hexadecimal text of bytes.
    #[ps]
    fn to_hex_string(in_array: Bytes) -> String {
        hexadecimal(&in_array.0, true)
    }
    #[ps]
    fn to_hex_string_lower(in_array: Bytes) -> String {
        hexadecimal(&in_array.0, false)
    }

    /// As a truth value.
    #[ps]
    fn to_boolean(context: &mut dyn Context, value: &Value, provider: Option<Provider>) -> Result<bool> {
        let _ = (context, provider);
        to::boolean(value)
    }

    /// As an unsigned byte; out of a text in a base.
    #[ps]
    fn to_byte(context: &mut dyn Context, value: &Value, provider: Option<Provider>) -> Result<u8> {
        Ok(to::integer(context, value, provider, 8, false)? as u8)
    }
    #[ps("ToByte")]
    fn byte_in_base(value: &str, from_base: i32) -> Result<u8> {
        Ok(to::in_base(value, from_base, 8, false)? as u8)
    }

    /// As a signed byte; out of a text in a base.
    #[ps("ToSByte")]
    fn to_sbyte(context: &mut dyn Context, value: &Value, provider: Option<Provider>) -> Result<i8> {
        Ok(to::integer(context, value, provider, 8, true)? as i8)
    }
    #[ps("ToSByte")]
    fn sbyte_in_base(value: &str, from_base: i32) -> Result<i8> {
        Ok(to::in_base(value, from_base, 8, true)? as i8)
    }

    /// As an integer; out of a text in a base.
    #[ps("ToInt16")]
    fn to_int16(context: &mut dyn Context, value: &Value, provider: Option<Provider>) -> Result<i16> {
        Ok(to::integer(context, value, provider, 16, true)? as i16)
    }
    #[ps("ToInt16")]
    fn int16_in_base(value: &str, from_base: i32) -> Result<i16> {
        Ok(to::in_base(value, from_base, 16, true)? as i16)
    }
    #[ps("ToUInt16")]
    fn to_uint16(context: &mut dyn Context, value: &Value, provider: Option<Provider>) -> Result<u16> {
        Ok(to::integer(context, value, provider, 16, false)? as u16)
    }
    #[ps("ToUInt16")]
    fn uint16_in_base(value: &str, from_base: i32) -> Result<u16> {
        Ok(to::in_base(value, from_base, 16, false)? as u16)
    }
    #[ps("ToInt32")]
    fn to_int32(context: &mut dyn Context, value: &Value, provider: Option<Provider>) -> Result<i32> {
        Ok(to::integer(context, value, provider, 32, true)? as i32)
    }
    #[ps("ToInt32")]
    fn int32_in_base(value: &str, from_base: i32) -> Result<i32> {
        Ok(to::in_base(value, from_base, 32, true)? as i32)
    }
    #[ps("ToUInt32")]
    fn to_uint32(context: &mut dyn Context, value: &Value, provider: Option<Provider>) -> Result<u32> {
        Ok(to::integer(context, value, provider, 32, false)? as u32)
    }
    #[ps("ToUInt32")]
    fn uint32_in_base(value: &str, from_base: i32) -> Result<u32> {
        Ok(to::in_base(value, from_base, 32, false)? as u32)
    }
    #[ps("ToInt64")]
    fn to_int64(context: &mut dyn Context, value: &Value, provider: Option<Provider>) -> Result<i64> {
        Ok(to::integer(context, value, provider, 64, true)? as i64)
    }
    #[ps("ToInt64")]
    fn int64_in_base(value: &str, from_base: i32) -> Result<i64> {
        Ok(to::in_base(value, from_base, 64, true)? as i64)
    }
    #[ps("ToUInt64")]
    fn to_uint64(context: &mut dyn Context, value: &Value, provider: Option<Provider>) -> Result<u64> {
        Ok(to::integer(context, value, provider, 64, false)? as u64)
    }
    #[ps("ToUInt64")]
    fn uint64_in_base(value: &str, from_base: i32) -> Result<u64> {
        Ok(to::in_base(value, from_base, 64, false)? as u64)
    }

    /// As a character.
    #[ps]
    fn to_char(context: &mut dyn Context, value: &Value) -> Result<Char> {
        match value.unboxed().view() {
            View::Char(unit) => Ok(Char(unit)),
            View::Str(text) if text.utf16_len() == 1 => Ok(Char(text.unit_at(0).unwrap_or(0))),
            View::Str(_) => Err(errors::format("String must be exactly one character long.")),
            _ => to::integer(context, value, None, 16, false).map(|it| Char(it as u16)).map_err(|_| {
                Fault::new(
                    "System.OverflowException",
                    "Value was either too large or too small for a character.",
                )
                .into()
            }),
        }
    }

    /// As a real number.
    #[ps]
    fn to_double(context: &mut dyn Context, value: &Value, provider: Option<Provider>) -> Result<f64> {
        to::real(context, value, provider, "Double")
    }
    #[ps]
    fn to_single(context: &mut dyn Context, value: &Value, provider: Option<Provider>) -> Result<f32> {
        to::real(context, value, provider, "Single").map(|it| it as f32)
    }
    #[ps]
    fn to_decimal(context: &mut dyn Context, value: &Value, provider: Option<Provider>) -> Result<Decimal> {
        to::decimal(context, value, provider)
    }

    /// As a moment.
    #[ps]
    fn to_date_time(
        context: &mut dyn Context,
        value: &Value,
        provider: Option<Provider>,
    ) -> Result<DateTime> {
        to::date(context, value, provider)
    }

    /// As text; in a base.
    #[ps("ToString")]
    fn text(context: &mut dyn Context, value: &Value) -> Result<Str> {
        values::text(context, value)
    }
    #[ps("ToString")]
    fn text_in(context: &mut dyn Context, value: &Value, provider: Provider) -> Result<Str> {
        provider.with(context, |it| values::text(it, value))
    }
    #[ps("ToString")]
    fn byte_text(value: u8, to_base: i32) -> Result<String> {
        to::text_in_base(i64::from(value), u64::from(value), to_base)
    }
    #[ps("ToString")]
    fn int16_text(value: i16, to_base: i32) -> Result<String> {
        to::text_in_base(i64::from(value), u64::from(value as u16), to_base)
    }
    #[ps("ToString")]
    fn int32_text(value: i32, to_base: i32) -> Result<String> {
        to::text_in_base(i64::from(value), u64::from(value as u32), to_base)
    }
    #[ps("ToString")]
    fn int64_text(value: i64, to_base: i32) -> Result<String> {
        to::text_in_base(value, value as u64, to_base)
    }
}
