//! Calculated columns of processes, drives and runspaces.

use crate::expression::{property_or_null, property_text};
use psp_clr::number::{self, Number};
use psp_value::{Context, Result, Str, Value, convert, member};

const KILO: f64 = 1024.0;
const MEGA: f64 = 1024.0 * KILO;
const GIGA: f64 = 1024.0 * MEGA;

fn number_of(context: &mut dyn Context, target: &Value, name: &str) -> Result<f64> {
    let value = property_or_null(context, target, name)?;
    convert::to_f64(context, &value)
}

/// A number as `{0:N2}`.
fn two_decimals(context: &mut dyn Context, value: f64) -> Value {
    let culture = context.culture();
    number::format(Number::Single(value as f32), "N2", culture).unwrap_or_default().into()
}

pub(super) fn npm(context: &mut dyn Context, target: &Value, _: &str) -> Result<Value> {
    Ok(Value::long((number_of(context, target, "NPM")? / KILO).round_ties_even() as i64))
}

pub(super) fn pm(context: &mut dyn Context, target: &Value, _: &str) -> Result<Value> {
    let value = number_of(context, target, "PM")? / MEGA;
    Ok(two_decimals(context, value))
}

pub(super) fn ws(context: &mut dyn Context, target: &Value, _: &str) -> Result<Value> {
    let value = number_of(context, target, "WS")? / MEGA;
    Ok(two_decimals(context, value))
}

pub(super) fn cpu(context: &mut dyn Context, target: &Value, _: &str) -> Result<Value> {
    let value = number_of(context, target, "CPU")?;
    Ok(two_decimals(context, value))
}

pub(super) fn module_size(context: &mut dyn Context, target: &Value, _: &str) -> Result<Value> {
    property_or_null(context, target, "Size")
}

pub(super) fn start_date(context: &mut dyn Context, target: &Value, _: &str) -> Result<Value> {
    let start = property_or_null(context, target, "StartTime")?;
    Ok(convert::to_string_format(context, &start, "d")?.into())
}

pub(super) fn drive_used(context: &mut dyn Context, target: &Value, _: &str) -> Result<Value> {
    drive_size(context, target, "Used")
}

pub(super) fn drive_free(context: &mut dyn Context, target: &Value, _: &str) -> Result<Value> {
    drive_size(context, target, "Free")
}

fn drive_size(context: &mut dyn Context, target: &Value, name: &str) -> Result<Value> {
    let used = property_or_null(context, target, "Used")?;
    let free = property_or_null(context, target, "Free")?;
    if !convert::is_true(&used) && !convert::is_true(&free) {
        return Ok(Value::NULL);
    }
    let size = number_of(context, target, name)? / GIGA;
    let culture = context.culture();
    Ok(number::format(Number::Double(size), "###0.00", culture).unwrap_or_default().into())
}

pub(super) fn provider_name(context: &mut dyn Context, target: &Value, _: &str) -> Result<Value> {
    let provider = property_or_null(context, target, "Provider")?;
    property_or_null(context, &provider, "Name")
}

pub(super) fn drive_root(context: &mut dyn Context, target: &Value, _: &str) -> Result<Value> {
    let shown = property_or_null(context, target, "DisplayRoot")?;
    if shown.is_null() { property_or_null(context, target, "Root") } else { Ok(shown) }
}

pub(super) fn runspace_computer(context: &mut dyn Context, target: &Value, _: &str) -> Result<Value> {
    let connection = property_or_null(context, target, "ConnectionInfo")?;
    if connection.is_null() {
        return Ok("localhost".into());
    }
    property_or_null(context, &connection, "ComputerName")
}

pub(super) fn runspace_type(context: &mut dyn Context, target: &Value, _: &str) -> Result<Value> {
    let connection = property_or_null(context, target, "ConnectionInfo")?;
    Ok(if connection.is_null() { "Local" } else { "Remote" }.into())
}

pub(super) fn runspace_state(context: &mut dyn Context, target: &Value, _: &str) -> Result<Value> {
    let state = property_or_null(context, target, "RunspaceStateInfo")?;
    Ok(property_text(context, &state, "State")?.into())
}

pub(super) fn runspace_availability(context: &mut dyn Context, target: &Value, _: &str) -> Result<Value> {
    member::get_member(context, target, &Str::new("RunspaceAvailability"))
}
