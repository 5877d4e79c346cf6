//! Literals of a body as values.

use psp_ir::Constant;
use psp_value::{Object, Value};

/// The value of a literal; blocks are made where they are evaluated, since they belong to a session state.
pub fn value_of(constant: &Constant) -> Value {
    match constant {
        Constant::Null | Constant::Block(_) => Value::NULL,
        Constant::Bool(it) => Value::bool(*it),
        Constant::SByte(it) => (*it).into(),
        Constant::Byte(it) => (*it).into(),
        Constant::Int16(it) => (*it).into(),
        Constant::UInt16(it) => (*it).into(),
        Constant::Int32(it) => Value::int(*it),
        Constant::UInt32(it) => (*it).into(),
        Constant::Int64(it) => Value::long(*it),
        Constant::UInt64(it) => (*it).into(),
        Constant::Double(it) => Value::double(*it),
        Constant::Decimal(text) => text.parse().map_or(Value::NULL, |it| Object::decimal(it).into()),
        Constant::BigInteger(text) => text.parse().map_or(Value::NULL, |it| Object::big_integer(it).into()),
        Constant::Text(text) => (&**text).into(),
    }
}
