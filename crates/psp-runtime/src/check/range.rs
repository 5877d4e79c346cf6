//! `[ValidateRange()]`: by two limits, or by a name such as `Positive`.

use super::{Refusal, shown};
use crate::session::Session;
use psp_value::{Result, Str, Type, TypeCode, Value, compare, convert, well_known};

/// The value is outside of the limits; it is converted to their type first.
pub(super) fn refuses(
    session: &mut Session,
    value: &Value,
    min: &Value,
    max: &Value,
) -> Result<Option<Refusal>> {
    let limits = common_type(min, max);
    let mut value = value.unboxed().clone();
    if value.ty() != Some(limits) {
        let Some(converted) = convert::try_convert(session, &value, limits)? else {
            let from = value.ty().map(Type::full_name).unwrap_or_default();
            let to = limits.full_name();
            return Ok(Some(Refusal::new(format!(
                "The argument cannot be validated because its type \"{from}\" is not the same type ({to}) as the maximum and minimum limits of the parameter. Make sure the argument is of type {to} and then try the command again."
            ))));
        };
        value = converted;
    }
    if compare::order(session, &value, min, false)?.is_lt() {
        let (value, min) = (shown(session, &value)?, shown(session, min)?);
        return Ok(Some(Refusal::new(format!(
            "The {value} argument is less than the minimum allowed range of {min}. Supply an argument that is greater than or equal to {min} and then try the command again."
        ))));
    }
    if compare::order(session, &value, max, false)?.is_gt() {
        let (value, max) = (shown(session, &value)?, shown(session, max)?);
        return Ok(Some(Refusal::new(format!(
            "The {value} argument is greater than the maximum allowed range of {max}. Supply an argument that is less than or equal to {max} and then try the command again."
        ))));
    }
    Ok(None)
}

/// The type of both limits, the wider one when they differ.
fn common_type(min: &Value, max: &Value) -> Type {
    let (Some(a), Some(b)) = (min.ty(), max.ty()) else { return well_known::OBJECT.ty() };
    if a == b {
        return a;
    }
    let rank = |ty: Type| match ty.code {
        TypeCode::Double | TypeCode::Single => 3,
        TypeCode::Decimal => 2,
        TypeCode::Int64 | TypeCode::UInt64 => 1,
        _ => 0,
    };
    if rank(a) >= rank(b) { a } else { b }
}

/// The value is not of the named kind.
pub(super) fn refuses_kind(session: &mut Session, value: &Value, kind: &Str) -> Result<Option<Refusal>> {
    let sign = compare::order(session, value, &Value::int(0), false);
    let Ok(sign) = sign else {
        let from = value.ty().map(Type::full_name).unwrap_or_default();
        return Ok(Some(Refusal::new(format!(
            "The argument cannot be validated because its type \"{from}\" is not the same type (System.Int32) as the maximum and minimum limits of the parameter. Make sure the argument is of type System.Int32 and then try the command again."
        ))));
    };
    let (good, wanted) = match kind.text().to_ascii_lowercase().as_str() {
        "nonnegative" => (sign.is_ge(), "greater than or equal to zero"),
        "negative" => (sign.is_lt(), "less than zero"),
        "nonpositive" => (sign.is_le(), "less than or equal to zero"),
        _ => (sign.is_gt(), "greater than zero"),
    };
    if good {
        return Ok(None);
    }
    let value = shown(session, value)?;
    Ok(Some(Refusal::new(format!(
        "The argument \"{value}\" cannot be validated because its value is not {wanted}."
    ))))
}
