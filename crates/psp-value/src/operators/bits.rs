//! `-band -bor -bxor -bnot -shl -shr`.

use super::{arithmetic::text_to_number, error::raw, implicit};
use crate::{
    Context, Result, Type, TypeCode, Value, View,
    convert::{Num, convert, number_of, shown, to_double},
    enums,
    object::Data,
    types::well_known,
};

/// A bit operator on two whole numbers.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum BitOp {
    And,
    Or,
    Xor,
}

impl BitOp {
    fn method(self) -> (&'static str, &'static str) {
        match self {
            Self::And => ("op_BitwiseAnd", "-band"),
            Self::Or => ("op_BitwiseOr", "-bor"),
            Self::Xor => ("op_ExclusiveOr", "-bxor"),
        }
    }

    fn apply(self, x: u64, y: u64) -> u64 {
        match self {
            Self::And => x & y,
            Self::Or => x | y,
            Self::Xor => x ^ y,
        }
    }
}

/// `-band` and its siblings.
pub(super) fn combine(context: &mut dyn Context, op: BitOp, a: &Value, b: &Value) -> Result<Value> {
    let (a, b) = (a.base(), b.base());
    if let (View::Enum(ty, x), View::Enum(other, y)) = (a.view(), b.view())
        && ty == other
    {
        return Ok(Value::enumeration(ty, op.apply(x as u64, y as u64) as i64));
    }
    let (method, sign) = op.method();
    let (left, right) = (numeric(context, a, b)?, numeric(context, b, a)?);
    let (a, b) = (&left, &right);
    let (left_has_bits, right_has_bits) = (has_bits(a), has_bits(b));
    let bare = |it: &Value| !has_bits(it) && !matches!(it.view(), View::DateTime(_));
    if is_real(a) && bare(b) || is_real(b) && bare(a) {
        return Err(raw(
            "System.NullReferenceException",
            "Object reference not set to an instance of an object.",
        ));
    }
    if !left_has_bits || !right_has_bits {
        return implicit::call(context, method, sign, a, b);
    }
    let (x, y) = (operand(context, a, b)?, operand(context, b, a)?);
    if let View::Enum(ty, _) = a.view()
        && !is_real(&y)
    {
        // The other side becomes a value of the enum type.
        let number = match number_of(&y) {
            Some(Num::Int(number)) => number,
            Some(Num::UInt(number)) => number as i64,
            _ => number_of(&convert(context, b, ty)?).map_or(0, |it| bits_of(&it) as i64),
        };
        let left = number_of(a).map_or(0, |it| bits_of(&it));
        return Ok(Value::enumeration(ty, op.apply(left, number as u64) as i64));
    }
    let from_real = is_real(&x) || is_real(&y);
    let (x, y) = if from_real {
        let through =
            if is_decimal(&x) || is_decimal(&y) { &well_known::DECIMAL } else { &well_known::DOUBLE };
        (widened(context, &x, through.ty())?, widened(context, &y, through.ty())?)
    } else {
        (x, y)
    };
    let code = match common(&x, &y) {
        TypeCode::UInt64
            if from_real && (code_of(&x) == TypeCode::Int64 || code_of(&y) == TypeCode::Int64) =>
        {
            TypeCode::Int64
        }
        code => code,
    };
    let (Some(x), Some(y)) = (number_of(&x), number_of(&y)) else {
        return implicit::call(context, method, sign, a, b);
    };
    Ok(from_bits(code, op.apply(bits_of(&x), bits_of(&y))))
}

/// Text and characters become numbers, of the other side's type where that is one.
fn numeric(context: &mut dyn Context, value: &Value, other: &Value) -> Result<Value> {
    match value.view() {
        View::Str(_) => operand(context, value, other),
        View::Char(unit) => Ok(Value::int(i32::from(unit))),
        _ => Ok(value.clone()),
    }
}

/// A whole number out of a number that becomes a real one first.
fn widened(context: &mut dyn Context, value: &Value, through: Type) -> Result<Value> {
    let real = convert(context, value, through)?;
    let negative = number_of(&real).is_some_and(|it| to_double(&it) < 0.0);
    let ty = if negative { well_known::INT64.ty() } else { well_known::UINT64.ty() };
    convert(context, &real, ty)
}

fn is_decimal(value: &Value) -> bool {
    matches!(number_of(value), Some(Num::Decimal(_)))
}

fn is_real(value: &Value) -> bool {
    matches!(number_of(value), Some(Num::Double(_) | Num::Single(_) | Num::Decimal(_)))
}

/// Numbers, text and what becomes a number: the others have operators of their own or none.
fn has_bits(value: &Value) -> bool {
    match value.view() {
        View::Object(object) => matches!(object.data, Data::Decimal(_)),
        View::DateTime(_) | View::TimeSpan(_) | View::Char(_) => false,
        _ => true,
    }
}

fn operand(context: &mut dyn Context, value: &Value, other: &Value) -> Result<Value> {
    match value.view() {
        View::Null | View::Nothing => Ok(Value::int(0)),
        View::Bool(it) => Ok(Value::int(i32::from(it))),
        View::Str(_) => {
            let counts = |it: &Type| it.code.is_number() && it.code != TypeCode::BigInteger || it.is_enum();
            let like = other.ty().filter(counts).unwrap_or(well_known::INT32.ty());
            text_to_number(context, value, like)
        }
        _ => Ok(value.clone()),
    }
}

/// Reals are rounded to the smallest whole type that holds them.
fn whole(context: &mut dyn Context, value: &Value) -> Result<Value> {
    let code = match number_of(value) {
        Some(Num::Double(_) | Num::Single(_)) => {
            let real = number_of(value).map_or(0.0, |it| crate::convert::to_double(&it));
            if (-2_147_483_648.5..2_147_483_647.5).contains(&real) {
                well_known::INT32.ty()
            } else if (-9.3e18..9.2e18).contains(&real) {
                well_known::INT64.ty()
            } else if (0.0..1.8e19).contains(&real) {
                well_known::UINT64.ty()
            } else {
                return Err(no_room(context, value, well_known::UINT64.ty()));
            }
        }
        Some(Num::Decimal(_)) => {
            return match convert(context, value, well_known::INT32.ty()) {
                Ok(int) => Ok(int),
                Err(_) => convert(context, value, well_known::INT64.ty())
                    .map_err(|_| no_room(context, value, well_known::INT32.ty())),
            };
        }
        _ => return Ok(value.clone()),
    };
    convert(context, value, code)
}

fn no_room(context: &mut dyn Context, value: &Value, to: Type) -> crate::Interrupt {
    let from = value.ty().map(Type::full_name).unwrap_or_default();
    let message = format!(
        "Cannot convert the \"{}\" value of type \"{from}\" to type \"{to}\".",
        shown(context, value)
    );
    crate::convert::cast_error("ConvertToFinalInvalidCastException", message, None)
}

fn code_of(value: &Value) -> TypeCode {
    match value.view() {
        View::Enum(ty, _) => enums::info(ty).underlying.code,
        _ => value.ty().map_or(TypeCode::Int32, |it| it.code),
    }
}

/// The type of the result: the wider one, at least `[int]`; a negative number beside `[uint32]` widens.
fn common(x: &Value, y: &Value) -> TypeCode {
    let code = code_of(x).max(code_of(y));
    let negative = |it: &Value| matches!(number_of(it), Some(Num::Int(number)) if number < 0);
    match code {
        TypeCode::UInt32 if negative(x) || negative(y) => TypeCode::Int64,
        TypeCode::UInt32 | TypeCode::Int64 | TypeCode::UInt64 => code,
        _ => TypeCode::Int32,
    }
}

fn bits_of(number: &Num) -> u64 {
    match number {
        Num::Int(it) => *it as u64,
        Num::UInt(it) => *it,
        _ => 0,
    }
}

fn from_bits(code: TypeCode, bits: u64) -> Value {
    match code {
        TypeCode::SByte => (bits as i8).into(),
        TypeCode::Byte => (bits as u8).into(),
        TypeCode::Int16 => (bits as i16).into(),
        TypeCode::UInt16 => (bits as u16).into(),
        TypeCode::UInt32 => (bits as u32).into(),
        TypeCode::Int64 => (bits as i64).into(),
        TypeCode::UInt64 => bits.into(),
        _ => (bits as i32).into(),
    }
}

/// `-bnot`
pub(super) fn not(context: &mut dyn Context, a: &Value) -> Result<Value> {
    let a = a.base();
    match a.view() {
        View::Int32(it) => return Ok(Value::int(!it)),
        View::Enum(ty, it) => return Ok(Value::enumeration(ty, !it)),
        View::Object(object) => {
            if let Data::BigInteger(it) = &object.data {
                return Ok(crate::Object::big_integer(!(**it).clone()).into());
            }
        }
        _ => {}
    }
    let number = operand(context, a, &Value::int(0))?;
    let number = whole(context, &number)?;
    Ok(match number.view() {
        View::UInt32(it) => (!it).into(),
        View::Int64(it) => Value::long(!it),
        View::UInt64(it) => (!it).into(),
        _ => Value::int(!convert(context, &number, well_known::INT32.ty())?.as_int().unwrap_or_default()),
    })
}

/// `-shl` and `-shr`.
pub(super) fn shift(context: &mut dyn Context, a: &Value, b: &Value, left: bool) -> Result<Value> {
    let (a, b) = (a.base(), b.base());
    let (method, sign) = if left { ("op_LeftShift", "-shl") } else { ("op_RightShift", "-shr") };
    if let View::Enum(ty, _) = a.view() {
        let by = operand(context, b, a)?;
        convert(context, &by, well_known::INT32.ty())?;
        let name = if left { "LeftShift" } else { "RightShift" };
        let message =
            format!("The binary operator {name} is not defined for the types '{ty}' and 'System.Int32'.");
        return Err(raw("System.InvalidOperationException", message));
    }
    if a.is_null() {
        return Ok(Value::int(0));
    }
    if !has_bits(a) || matches!(a.view(), View::Bool(_)) {
        let by = match b.view() {
            View::Str(_) if number_of(a).is_some() || a.as_bool().is_some() => {
                &operand(context, b, &Value::int(0))?
            }
            View::Object(_) | View::TimeSpan(_)
                if number_of(b).is_none() && (number_of(a).is_some() || a.as_bool().is_some()) =>
            {
                &convert(context, b, well_known::INT32.ty())?
            }
            _ => b,
        };
        return implicit::call(context, method, sign, a, by);
    }
    let by = operand(context, b, a)?;
    let text_first = matches!(a.view(), View::Str(_)) && matches!(by.view(), View::Object(_));
    let by = if text_first { convert(context, &by, well_known::INT32.ty())? } else { by };
    let x = operand(context, a, b)?;
    let by = convert(context, &by, well_known::INT32.ty())?;
    let x = whole(context, &x)?;
    let by = by.as_int().unwrap_or_default() as u32;
    Ok(match (x.view(), left) {
        (View::Int64(it), true) => Value::long(it.wrapping_shl(by & 63)),
        (View::Int64(it), false) => Value::long(it >> (by & 63)),
        (View::UInt64(it), true) => it.wrapping_shl(by & 63).into(),
        (View::UInt64(it), false) => (it >> (by & 63)).into(),
        (View::UInt32(it), true) => it.wrapping_shl(by & 31).into(),
        (View::UInt32(it), false) => (it >> (by & 31)).into(),
        _ => {
            let code = code_of(&x);
            let number = number_of(&x).map_or(0, |it| bits_of(&it)) as i32;
            let shifted = if left { number.wrapping_shl(by & 31) } else { number >> (by & 31) };
            from_bits(code, shifted as u64)
        }
    })
}
