//! Number literals as values.

use psp_ast::Number;
use psp_value::{Object, Value};

/// The value of a number as the tree has it.
pub(crate) fn value(number: &Number) -> Value {
    match number {
        Number::SByte(it) => (*it).into(),
        Number::Byte(it) => (*it).into(),
        Number::Int16(it) => (*it).into(),
        Number::UInt16(it) => (*it).into(),
        Number::Int32(it) => (*it).into(),
        Number::UInt32(it) => (*it).into(),
        Number::Int64(it) => (*it).into(),
        Number::UInt64(it) => (*it).into(),
        Number::Double(it) => (*it).into(),
        Number::Decimal(text) => {
            let parsed = text.parse().or_else(|_| rust_decimal::Decimal::from_scientific(text));
            parsed.map_or(Value::NULL, |it| Object::decimal(it).into())
        }
        Number::BigInteger(text) => {
            text.parse::<num_bigint::BigInt>().map_or(Value::NULL, |it| Object::big_integer(it).into())
        }
    }
}
