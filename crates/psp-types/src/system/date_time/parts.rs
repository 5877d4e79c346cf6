//! What the declarations of `System.DateTime` share.

use crate::{declare::Out, support::dates, system::enums::DateTimeKind};
use psp_clr::datetime::{self, DateTime, TimeSpan};
use psp_value::{Context, Fault, Result};

pub(super) fn text(this: DateTime, format: &str, context: &dyn Context) -> Result<String> {
    this.format(format, context.culture()).map_err(|it| dates::format(&it))
}

pub(super) fn from_parts(parts: [i32; 7], microsecond: i32, kind: Option<DateTimeKind>) -> Result<DateTime> {
    let [year, month, day, hour, minute, second, millisecond] = parts;
    let it = DateTime::from_parts(year, month, day, hour, minute, second).map_err(dates::range)?;
    if !(0..1000).contains(&millisecond) {
        return Err(dates::range(datetime::RangeError::BadMilliseconds));
    }
    if !(0..1000).contains(&microsecond) {
        let message = "Valid values are between 0 and 999, inclusive.";
        return Err(Fault::out_of_range(message, "microsecond").into());
    }
    let it = it
        .add(TimeSpan(i64::from(millisecond) * 10_000 + i64::from(microsecond) * 10))
        .map_err(dates::range)?;
    Ok(it.with_kind(dates::kind(kind.map_or(0, |it| it.0))))
}

pub(super) fn check_year(year: i32) -> Result<()> {
    if (1..=9999).contains(&year) {
        return Ok(());
    }
    Err(Fault::out_of_range("Year must be between 1 and 9999.", "year").into())
}

pub(super) fn tried(context: &mut dyn Context, result: Result<DateTime>, to: &Out<DateTime>) -> Result<bool> {
    let (found, value) = (result.is_ok(), result.unwrap_or_default());
    to.set(context, value)?;
    Ok(found)
}
