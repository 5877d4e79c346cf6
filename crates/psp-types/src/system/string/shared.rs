//! What the declarations of `System.String` share.

use super::{edit, split::Options};
use crate::{
    declare::{Argument, Char, elements},
    support::{
        errors,
        text::{self, StringComparison},
        values,
    },
    system::enums::StringSplitOptions,
};
use psp_value::{Context, Fault, Result, Str, Value, operators, types::TypeSpec, well_known};

/// The arguments of a composite format; null when the array itself is.
pub(super) struct Objects(pub(super) Option<Vec<Value>>);

impl<'a> Argument<'a> for Objects {
    const TYPE: TypeSpec = TypeSpec::Is(|| well_known::OBJECT.ty().array_of());
    fn from_value(_: &mut dyn Context, value: &'a Value) -> Result<Self> {
        Ok(Self((!value.is_null()).then(|| elements(value))))
    }
}

pub(super) fn format_with(context: &mut dyn Context, format: &Str, args: Objects) -> Result<Value> {
    let Some(args) = args.0 else { return Err(Fault::argument_null("args").into()) };
    operators::format_net(context, &format.into(), &args)
}

pub(super) fn order(context: &dyn Context, a: &Str, b: &Str, how: StringComparison) -> i32 {
    if how.is_ordinal() {
        ordinal_by(a, b, how.ignores_case())
    } else {
        values::sign(how.order(context, a, b))
    }
}

pub(super) fn ordinal(a: Option<&Str>, b: Option<&Str>) -> i32 {
    match (a, b) {
        (Some(a), Some(b)) => ordinal_by(a, b, false),
        (a, b) => i32::from(a.is_some()) - i32::from(b.is_some()),
    }
}

/// The difference of the first units that differ, or of the lengths.
pub(super) fn ordinal_by(a: &Str, b: &Str, ignore_case: bool) -> i32 {
    let (a, b) = (text::units(a, ignore_case), text::units(b, ignore_case));
    let different = a.iter().zip(&b).find(|(a, b)| a != b);
    different.map_or(a.len() as i32 - b.len() as i32, |(&a, &b)| i32::from(a) - i32::from(b))
}

pub(super) fn parts(a: &Str, index_a: i32, b: &Str, index_b: i32, length: i32) -> Result<(Str, Str)> {
    if length < 0 {
        return Err(Fault::out_of_range("Length cannot be less than zero.", "length").into());
    }
    Ok((part(a, index_a, length, "indexA")?, part(b, index_b, length, "indexB")?))
}

pub(super) fn part(text: &Str, index: i32, length: i32, parameter: &str) -> Result<Str> {
    let size = text.utf16_len();
    match usize::try_from(index) {
        Ok(index) if index <= size => Ok(text.slice_utf16(index, (length as usize).min(size - index))),
        _ => {
            let message =
                "Index was out of range. Must be non-negative and less than the size of the collection.";
            Err(Fault::out_of_range(message, parameter).into())
        }
    }
}

pub(super) fn join_range(separator: &Str, value: &[Str], start: i32, count: i32) -> Result<Str> {
    if start < 0 {
        return Err(errors::negative("startIndex", start));
    }
    if count < 0 {
        return Err(errors::negative("count", count));
    }
    let last = value.len() as i32 - count;
    if start > last {
        return Err(errors::too_large("startIndex", start, last));
    }
    Ok(edit::join_texts(separator, value.get(start as usize..(start + count) as usize).unwrap_or_default()))
}

pub(super) fn cased(this: &Str, change: fn(&str) -> String) -> Str {
    match this.as_str() {
        Some(all) => change(all).into(),
        None => Str::from_utf16(this.utf16().map(|unit| match char::from_u32(u32::from(unit)) {
            Some(it) => change(it.encode_utf8(&mut [0; 4])).encode_utf16().next().unwrap_or(unit),
            None => unit,
        })),
    }
}

pub(super) fn flags(options: Option<StringSplitOptions>) -> Options {
    Options::from_bits(options.map_or(0, |it| it.0))
}

pub(super) fn one(unit: Char) -> Str {
    Str::from_utf16([unit.0])
}

pub(super) fn raw(units: &[Char]) -> Vec<u16> {
    units.iter().map(|it| it.0).collect()
}

pub(super) fn from_units(units: &[Char]) -> Str {
    Str::from_utf16(units.iter().map(|it| it.0))
}
