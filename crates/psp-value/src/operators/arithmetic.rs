//! `+ - * / %` on numbers, and the way from there to text, collections and operators that types define.

use super::{error::raw, implicit, sequence};
use crate::{
    Context, Fault, Result, Tag, Type, TypeCode, Value, View,
    convert::{Num, cast, convert, number_of, scan, to_decimal, to_double},
    enums,
    object::Data,
    types::well_known,
};
use rust_decimal::Decimal;

/// An arithmetic operator.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Op {
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
}

impl Op {
    /// The name of the method that types define.
    pub(super) fn method(self) -> &'static str {
        match self {
            Self::Add => "op_Addition",
            Self::Subtract => "op_Subtraction",
            Self::Multiply => "op_Multiply",
            Self::Divide => "op_Division",
            Self::Remainder => "op_Modulus",
        }
    }

    pub(super) fn sign(self) -> &'static str {
        match self {
            Self::Add => "+",
            Self::Subtract => "-",
            Self::Multiply => "*",
            Self::Divide => "/",
            Self::Remainder => "%",
        }
    }
}

/// The operator on anything but the pairs that the callers did themselves.
#[cold]
#[inline(never)]
pub(super) fn slowly(context: &mut dyn Context, op: Op, a: &Value, b: &Value) -> Result<Value> {
    let (a, b) = (a.base(), b.base());
    match a.view() {
        View::Null | View::Nothing => return with_null(context, op, b),
        View::Bool(it) => {
            if op == Op::Multiply {
                return implicit::call(context, op.method(), op.sign(), a, b);
            }
            return bool_first(context, op, a, it, b);
        }
        View::Char(unit) => match op {
            Op::Add => return sequence::concat(context, a, b),
            Op::Multiply => return implicit::call(context, op.method(), op.sign(), a, b),
            _ => return numeric(context, op, a, &Value::int(i32::from(unit)), b),
        },
        View::Str(_) => match op {
            Op::Add => return sequence::concat(context, a, b),
            Op::Multiply => return sequence::repeat_text(context, a, b),
            _ => {
                let counts =
                    |it: &Type| it.code.is_number() && it.code != TypeCode::BigInteger || it.is_enum();
                let like = b.ty().filter(counts).unwrap_or(well_known::INT32.ty());
                let number = text_to_number(context, a, like)?;
                let right = match b.view() {
                    View::Str(_) => &text_to_number(context, b, well_known::INT32.ty())?,
                    _ => b,
                };
                return numeric(context, op, &number, &number, right);
            }
        },
        View::Enum(..) => return numeric(context, op, a, a, b),
        View::Object(object) => match object.data {
            Data::Decimal(_) => return numeric(context, op, a, a, b),
            Data::Table(_) if op == Op::Add => return sequence::add_tables(a, b),
            _ => {}
        },
        View::DateTime(_) | View::TimeSpan(_) => {}
        _ => return numeric(context, op, a, a, b),
    }
    if op == Op::Add && crate::is_enumerable(a) {
        return sequence::append(context, a, b);
    }
    if op == Op::Multiply && crate::is_enumerable(a) {
        return sequence::repeat(context, a, b);
    }
    implicit::call(context, op.method(), op.sign(), a, b)
}

fn with_null(context: &mut dyn Context, op: Op, b: &Value) -> Result<Value> {
    match op {
        Op::Add => Ok(if b.is_null() { Value::NULL } else { b.clone() }),
        Op::Multiply => Ok(Value::NULL),
        _ => numeric(context, op, &Value::NULL, &Value::int(0), b),
    }
}

fn bool_first(context: &mut dyn Context, op: Op, a: &Value, left: bool, b: &Value) -> Result<Value> {
    if b.as_object().is_some_and(|it| matches!(it.data, Data::Decimal(_))) {
        return Err(no_coercion("System.Boolean"));
    }
    let right = match b.view() {
        // An enum value becomes a bool first.
        View::Enum(_, it) => Value::int(i32::from(it != 0)),
        _ => b.clone(),
    };
    numeric(context, op, a, &Value::int(i32::from(left)), &right)
}

fn no_coercion(from: &str) -> crate::Interrupt {
    raw(
        "System.InvalidOperationException",
        format!("No coercion operator is defined between types '{from}' and 'System.Decimal'."),
    )
}

/// A text as an operand: a literal of PowerShell's, else by the other operand's type.
pub(super) fn text_to_number(context: &mut dyn Context, text: &Value, like: Type) -> Result<Value> {
    if let View::Str(it) = text.view() {
        if it.is_empty() {
            return Ok(Value::int(0));
        }
        if let Some(number) = scan(&it.text()) {
            return Ok(number);
        }
    }
    convert(context, text, like)
}

/// `left` is the number that `a` stands for.
fn numeric(context: &mut dyn Context, op: Op, a: &Value, left: &Value, b: &Value) -> Result<Value> {
    let like = left.ty().unwrap_or(well_known::INT32.ty());
    let right = match b.view() {
        View::Null | View::Nothing => Value::int(0),
        View::Bool(it) => Value::int(i32::from(it)),
        View::Str(_) => text_to_number(context, b, like)?,
        _ => b.clone(),
    };
    let is_big = right.as_object().is_some_and(|it| matches!(it.data, Data::BigInteger(_)));
    match (number_of(left), number_of(&right)) {
        (Some(x), Some(y)) if !is_big => {
            let codes = (code_of(left), code_of(&right));
            match left.view() {
                View::Enum(ty, _) => enum_result(op, ty, codes, &x, &y),
                _ => calculate(op, codes, &x, &y),
            }
        }
        _ => {
            let left = if matches!(a.tag(), Tag::Bool | Tag::Enum) { a } else { left };
            implicit::call(context, op.method(), op.sign(), left, b)
        }
    }
}

/// The type an operand counts as.
fn code_of(value: &Value) -> TypeCode {
    match value.view() {
        View::Enum(ty, _) => enums::info(ty).underlying.code,
        _ => value.ty().map_or(TypeCode::Int32, |it| it.code),
    }
}

/// The result goes back to the enum type, when it is a whole number.
fn enum_result(op: Op, ty: Type, codes: (TypeCode, TypeCode), x: &Num, y: &Num) -> Result<Value> {
    let unable = |from: String, to: String| {
        raw("System.InvalidCastException", format!("Unable to cast object of type '{from}' to type '{to}'."))
    };
    match codes.1 {
        TypeCode::Double | TypeCode::Single => {
            return Err(unable(ty.full_name(), "System.Double".to_owned()));
        }
        TypeCode::Decimal => return Err(no_coercion(&ty.full_name())),
        _ => {}
    }
    let result = calculate(op, codes, x, y)?;
    if let (Some(Num::Int(number)), Tag::Int32) = (number_of(&result), result.tag()) {
        Ok(Value::enumeration(ty, number))
    } else {
        let from = result.ty().map(Type::full_name).unwrap_or_default();
        Err(unable(from, ty.full_name()))
    }
}

/// Two numbers, in the arithmetic of the wider type.
fn calculate(op: Op, codes: (TypeCode, TypeCode), x: &Num, y: &Num) -> Result<Value> {
    let narrow = |it: TypeCode| if it == TypeCode::Char { TypeCode::UInt16 } else { it };
    match narrow(codes.0).max(narrow(codes.1)) {
        TypeCode::Decimal => decimal(op, x, y),
        TypeCode::Single | TypeCode::Double => Ok(Value::double(real(op, to_double(x), to_double(y)))),
        code => whole(op, code, as_whole(x), as_whole(y)),
    }
}

fn as_whole(number: &Num) -> i128 {
    match number {
        Num::Int(it) => i128::from(*it),
        Num::UInt(it) => i128::from(*it),
        _ => 0,
    }
}

/// Whole numbers: what does not fit becomes a double.
fn whole(op: Op, code: TypeCode, x: i128, y: i128) -> Result<Value> {
    let negative = x < 0 || y < 0;
    let code = match code {
        TypeCode::UInt32 if negative => TypeCode::Int64,
        TypeCode::UInt64 if negative => {
            let decimal = |it: i128| Decimal::try_from_i128_with_scale(it, 0).unwrap_or_default();
            return decimal_of(op, decimal(x), decimal(y));
        }
        TypeCode::UInt32 | TypeCode::Int64 | TypeCode::UInt64 => code,
        _ => TypeCode::Int32,
    };
    if matches!(op, Op::Divide | Op::Remainder) && y == 0 {
        return Err(divide_by_zero());
    }
    let result = match op {
        Op::Add => x + y,
        Op::Subtract => x - y,
        Op::Multiply => match x.checked_mul(y) {
            Some(product) => product,
            None => return Ok(Value::double(truncated(x, y))),
        },
        Op::Divide if x % y != 0 => return Ok(Value::double(x as f64 / y as f64)),
        Op::Divide => x / y,
        Op::Remainder => x % y,
    };
    if let Some(value) = fitting(code, result) {
        return Ok(value);
    }
    if op == Op::Multiply && matches!(code, TypeCode::Int64 | TypeCode::UInt64) {
        return Ok(Value::double(truncated(x, y)));
    }
    Ok(Value::double(real(op, x as f64, y as f64)))
}

/// A product that fits no integer type: .NET makes the double out of all its digits, and cuts it off.
pub(super) fn truncated(x: i128, y: i128) -> f64 {
    let product = x.unsigned_abs().wrapping_mul(y.unsigned_abs());
    let mut real = product as f64;
    if real as u128 > product {
        real = real.next_down();
    }
    if (x < 0) == (y < 0) { real } else { -real }
}

fn fitting(code: TypeCode, number: i128) -> Option<Value> {
    Some(match code {
        TypeCode::UInt32 => u32::try_from(number).ok()?.into(),
        TypeCode::Int64 => i64::try_from(number).ok()?.into(),
        TypeCode::UInt64 => u64::try_from(number).ok()?.into(),
        _ => i32::try_from(number).ok()?.into(),
    })
}

/// On doubles; dividing by zero gives an infinity.
#[inline]
pub(super) fn real(op: Op, x: f64, y: f64) -> f64 {
    match op {
        Op::Add => x + y,
        Op::Subtract => x - y,
        Op::Multiply => x * y,
        Op::Divide => x / y,
        Op::Remainder => x % y,
    }
}

fn decimal(op: Op, x: &Num, y: &Num) -> Result<Value> {
    let too_large =
        || raw("System.OverflowException", "Value was either too large or too small for a Decimal.");
    decimal_of(op, to_decimal(x).ok_or_else(too_large)?, to_decimal(y).ok_or_else(too_large)?)
}

fn decimal_of(op: Op, x: Decimal, y: Decimal) -> Result<Value> {
    if matches!(op, Op::Divide | Op::Remainder) && y.is_zero() {
        return Err(divide_by_zero());
    }
    use psp_clr::number::decimal;
    let result = match op {
        Op::Add => decimal::add(x, y),
        Op::Subtract => decimal::subtract(x, y),
        Op::Multiply => decimal::multiply(x, y),
        Op::Divide => decimal::divide(x, y),
        Op::Remainder => decimal::remainder(x, y),
    };
    let Ok(result) = result else {
        return Err(wrapped(
            "System.OverflowException",
            "Value was either too large or too small for a Decimal.",
        ));
    };
    Ok(crate::Object::decimal(result).into())
}

/// A `RuntimeException` around one of .NET's.
#[cold]
fn wrapped(ty: &'static str, message: &str) -> crate::Interrupt {
    let inner = Fault::new(ty, message).into_exception();
    Fault::runtime("RuntimeException", message).inner(inner).into()
}

#[cold]
pub(super) fn divide_by_zero() -> crate::Interrupt {
    wrapped("System.DivideByZeroException", "Attempted to divide by zero.")
}

/// `++` and `--`: only on numbers and `$null`.
pub(super) fn step(context: &mut dyn Context, a: &Value, by: i32) -> Result<Value> {
    let value = a.base();
    match value.view() {
        View::Int32(it) => {
            return Ok(it
                .checked_add(by)
                .map_or_else(|| Value::double(f64::from(it) + f64::from(by)), Value::int));
        }
        View::Null | View::Nothing => return Ok(Value::int(by)),
        View::Bool(_) | View::Char(_) | View::Str(_) | View::DateTime(_) | View::TimeSpan(_) => {}
        View::Object(object) if !matches!(object.data, Data::Decimal(_)) => {}
        _ => return super::add(context, value, &Value::int(by)),
    }
    let name = match value.ty() {
        Some(ty) if ty == well_known::PS_CUSTOM_OBJECT.ty() => {
            "System.Management.Automation.PSObject".to_owned()
        }
        Some(ty) => crate::convert::net_string(ty),
        None => String::new(),
    };
    let operator = if by > 0 { "++" } else { "--" };
    let message = format!("The '{operator}' operator works only on numbers. The operand is a '{name}'.");
    Err(Fault::runtime("OperatorRequiresNumber", message)
        .category(crate::ErrorCategory::InvalidOperation)
        .target(operator)
        .into())
}

/// `-a` and `+a`: as `0 - a` and `0 + a`.
pub(super) fn signed(context: &mut dyn Context, op: Op, a: &Value) -> Result<Value> {
    match a.base().view() {
        View::Int32(it) if op == Op::Subtract && it != i32::MIN => return Ok(Value::int(-it)),
        View::Double(it) => return Ok(Value::double(if op == Op::Subtract { -it } else { it })),
        _ => {}
    }
    numeric(context, op, &Value::int(0), &Value::int(0), a.base()).map(|it| match it.view() {
        View::Single(real) => Value::double(f64::from(real)),
        _ => it,
    })
}

/// A number as another type's value, for operators that work on one type only.
pub(super) fn recast(number: &Num, code: TypeCode) -> Option<Value> {
    cast(number, code).ok()
}
