//! What the declarations of `System.String` share.

use super::{edit, split::Options};
use crate::{
    declare::{Argument, Char, Sequence, elements},
    support::{
        errors,
        text::{self, StringComparison},
        values,
    },
    system::enums::StringSplitOptions,
};
use psp_clr::culture::Culture;
use psp_value::{Context, Fault, Interrupt, Result, Str, Value, operators, types::TypeSpec, well_known};

/// The arguments of a composite format; null when the array itself is.
pub(super) struct Objects(pub(super) Option<Vec<Value>>);

/// What is joined: the elements of an `IEnumerable<T>` or a list. Any other collection is one value.
pub(super) struct Joined(pub(super) Vec<Value>);

impl<'a> Argument<'a> for Joined {
    const TYPE: TypeSpec = Sequence::TYPE;
    fn from_value(context: &mut dyn Context, value: &'a Value) -> Result<Self> {
        let is_one = value.ty().is_some_and(|ty| {
            let name = ty.name.strip_prefix("System.Collections.").unwrap_or_default();
            let is_old = !name.contains('.') && !name.is_empty() || name.starts_with("Specialized.");
            is_old && !ty.is_a(well_known::ILIST.ty())
        });
        if is_one {
            Ok(Self(vec![value.clone()]))
        } else {
            Sequence::from_value(context, value).map(|it| Self(it.0))
        }
    }
}

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

pub(super) fn cased(this: &Str, culture: &Culture, change: fn(&str, &Culture) -> String) -> Str {
    match this.as_str() {
        Some(all) => change(all, culture).into(),
        None => Str::from_utf16(this.utf16().map(|unit| match char::from_u32(u32::from(unit)) {
            Some(it) => change(it.encode_utf8(&mut [0; 4]), culture).encode_utf16().next().unwrap_or(unit),
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

/// No unit has this index.
pub(super) fn no_unit() -> Interrupt {
    Fault::new("System.IndexOutOfRangeException", "Index was outside the bounds of the array.").into()
}
