//! `System.Byte` to `System.UInt64`: the integers of fixed width.

use crate::{
    declare::{Argument, Out},
    support::{Provider, culture::culture_of, numbers, values},
    system::{enums::TypeCode, globalization::enums::NumberStyles as PsStyles, math, tuple},
};
use psp_clr::number::{Number, NumberStyles};
use psp_derive::ps_type;
use psp_value::{Context, Fault, Result, Value, well_known};

macro_rules! integer {
    ($name:literal, $of:ident, $ty:ident, $rust:ty, $code:literal, $signed:literal, $number:expr) => {
        #[doc = $name]
        pub(crate) struct $ty;

        #[ps_type($name, of = $of)]
        impl $ty {
            /// The largest.
            #[ps(get)]
            fn max_value() -> $rust {
                <$rust>::MAX
            }

            /// The smallest.
            #[ps(get)]
            fn min_value() -> $rust {
                <$rust>::MIN
            }

            /// Zero.
            #[ps("new")]
            fn make_new() -> $rust {
                0
            }

            /// The number without its sign.
            #[ps]
            fn abs(value: $rust) -> Result<$rust> {
                if i128::from(value) >= 0 {
                    return Ok(value);
                }
                let message = "Negating the minimum value of a twos complement number is invalid.";
                let fault = Fault::new("System.OverflowException", message);
                (0 as $rust).checked_sub(value).ok_or_else(|| fault.into())
            }

            /// The number, or the limit that it exceeds.
            #[ps]
            fn clamp(value: $rust, min: $rust, max: $rust) -> $rust {
                value.max(min).min(max)
            }

            /// The quotient and the remainder.
            #[ps]
            fn div_rem(left: $rust, right: $rust) -> Result<Value> {
                let (quotient, remainder) = math::divided(left, right)?;
                Ok(tuple::value_tuple(vec![quotient.into(), remainder.into()]))
            }

            /// Divisible by two.
            #[ps]
            fn is_even_integer(value: $rust) -> bool {
                value & 1 == 0
            }

            /// Not divisible by two.
            #[ps]
            fn is_odd_integer(value: $rust) -> bool {
                value & 1 != 0
            }

            /// Smaller than zero.
            #[ps]
            fn is_negative(value: $rust) -> bool {
                i128::from(value) < 0
            }

            /// Not smaller than zero.
            #[ps]
            fn is_positive(value: $rust) -> bool {
                i128::from(value) >= 0
            }

            /// A power of two.
            #[ps("IsPow2")]
            fn is_pow2(value: $rust) -> bool {
                i128::from(value) > 0 && value.count_ones() == 1
            }

            /// How many zero bits are in front.
            #[ps]
            fn leading_zero_count(value: $rust) -> $rust {
                value.leading_zeros() as $rust
            }

            /// The logarithm to base 2, rounded down.
            #[ps("Log2")]
            fn log2(value: $rust) -> Result<$rust> {
                value
                    .checked_ilog2()
                    .map(|it| it as $rust)
                    .ok_or_else(|| Fault::out_of_range("value must be positive.", "value").into())
            }

            /// The larger of two.
            #[ps]
            fn max(x: $rust, y: $rust) -> $rust {
                x.max(y)
            }

            /// The smaller of two.
            #[ps]
            fn min(x: $rust, y: $rust) -> $rust {
                x.min(y)
            }

            /// How many bits are set.
            #[ps]
            fn pop_count(value: $rust) -> $rust {
                value.count_ones() as $rust
            }

            /// The bits, moved round to the left.
            #[ps]
            fn rotate_left(value: $rust, rotate_amount: i32) -> $rust {
                value.rotate_left(rotate_amount.rem_euclid(<$rust>::BITS as i32) as u32)
            }

            /// The bits, moved round to the right.
            #[ps]
            fn rotate_right(value: $rust, rotate_amount: i32) -> $rust {
                value.rotate_right(rotate_amount.rem_euclid(<$rust>::BITS as i32) as u32)
            }

            /// -1, 0 or 1.
            #[ps]
            fn sign(value: $rust) -> i32 {
                i128::from(value).signum() as i32
            }

            /// How many zero bits are at the end.
            #[ps]
            fn trailing_zero_count(value: $rust) -> $rust {
                value.trailing_zeros() as $rust
            }

            /// Reads a number.
            #[ps]
            fn parse(
                context: &mut dyn Context,
                s: &str,
                style: Option<PsStyles>,
                provider: Option<Provider>,
            ) -> Result<$rust> {
                let styles = numbers::styles(style, NumberStyles::INTEGER);
                read(s, styles, culture_of(provider, context))
            }
            #[ps("Parse")]
            fn parse_in(context: &mut dyn Context, s: &str, provider: Provider) -> Result<$rust> {
                read(s, NumberStyles::INTEGER, provider.culture(context))
            }

            /// Reads a number; false when it cannot.
            #[ps]
            fn try_parse(context: &mut dyn Context, s: &str, result: Out<$rust>) -> Result<bool> {
                let culture = context.culture();
                tried(context, read(s, NumberStyles::INTEGER, culture), &result)
            }
            #[ps("TryParse")]
            fn try_parse_in(
                context: &mut dyn Context,
                s: &str,
                provider: Provider,
                result: Out<$rust>,
            ) -> Result<bool> {
                let culture = provider.culture(context);
                tried(context, read(s, NumberStyles::INTEGER, culture), &result)
            }
            #[ps("TryParse")]
            fn try_parse_by(
                context: &mut dyn Context,
                s: &str,
                style: PsStyles,
                provider: Provider,
                result: Out<$rust>,
            ) -> Result<bool> {
                let culture = provider.culture(context);
                tried(context, read(s, NumberStyles(style.0 as u32), culture), &result)
            }

            /// The order of two numbers of this type.
            #[ps]
            fn compare_to(context: &mut dyn Context, this: $rust, value: &Value) -> Result<i32> {
                if value.is_null() {
                    return Ok(1);
                }
                if value.unboxed().ty() != Some(well_known::$of.ty()) {
                    let name = well_known::$of.ty().short_name();
                    return Err(Fault::new(
                        "System.ArgumentException",
                        format!("Object must be of type {name}."),
                    )
                    .into());
                }
                let other = <$rust>::from_value(context, value)?;
                Ok(match stringify!($rust) {
                    "i8" | "u8" | "i16" | "u16" => (i128::from(this) - i128::from(other)) as i32,
                    _ => values::sign(this.cmp(&other)),
                })
            }

            /// The other one is of this type and the same.
            #[ps]
            fn equals(this: &Value, obj: &Value) -> bool {
                values::same(this, obj)
            }

            /// A number that is the same for equal numbers.
            #[ps]
            fn get_hash_code(this: &Value) -> i32 {
                values::hash(this)
            }

            /// The type's number.
            #[ps]
            fn get_type_code(this: $rust) -> TypeCode {
                let _ = this;
                TypeCode($code)
            }

            /// The text in a format, in the current or another culture.
            #[ps("ToString")]
            fn text(context: &mut dyn Context, this: $rust, format: Option<String>) -> Result<String> {
                numbers::format(($number)(this), &format.unwrap_or_default(), context.culture())
            }
            #[ps("ToString")]
            fn text_in(context: &mut dyn Context, this: $rust, provider: Provider) -> Result<String> {
                numbers::format(($number)(this), "", provider.culture(context))
            }
            #[ps("ToString")]
            fn text_by(
                context: &mut dyn Context,
                this: $rust,
                format: &str,
                provider: Provider,
            ) -> Result<String> {
                numbers::format(($number)(this), format, provider.culture(context))
            }
        }

        impl Readable for $rust {
            const BITS: u8 = <$rust>::BITS as u8;
            const SIGNED: bool = $signed;
        }
    };
}

/// An integer type, for the parser.
trait Readable: TryFrom<i128> + Default + Into<Value> {
    const BITS: u8;
    const SIGNED: bool;
}

fn read<T: Readable>(text: &str, styles: NumberStyles, culture: &psp_clr::culture::Culture) -> Result<T> {
    let number = numbers::integer(text, styles, T::BITS, T::SIGNED, culture)?;
    T::try_from(number).map_err(|_| {
        let message = psp_clr::number::overflow_message(T::BITS, T::SIGNED);
        Fault::new("System.OverflowException", message).into()
    })
}

fn tried<T: Readable>(context: &mut dyn Context, result: Result<T>, to: &Out<T>) -> Result<bool> {
    let (found, value) = (result.is_ok(), result.unwrap_or_default());
    to.set(context, value)?;
    Ok(found)
}

integer!("System.SByte", SBYTE, PsSByte, i8, 5, true, |it: i8| Number::Int(i64::from(it), 8));
integer!("System.Byte", BYTE, PsByte, u8, 6, false, |it: u8| Number::UInt(u64::from(it), 8));
integer!("System.Int16", INT16, PsInt16, i16, 7, true, |it: i16| Number::Int(i64::from(it), 16));
integer!("System.UInt16", UINT16, PsUInt16, u16, 8, false, |it: u16| Number::UInt(u64::from(it), 16));
integer!("System.Int32", INT32, PsInt32, i32, 9, true, |it: i32| Number::Int(i64::from(it), 32));
integer!("System.UInt32", UINT32, PsUInt32, u32, 10, false, |it: u32| Number::UInt(u64::from(it), 32));
integer!("System.Int64", INT64, PsInt64, i64, 11, true, |it: i64| Number::Int(it, 64));
integer!("System.UInt64", UINT64, PsUInt64, u64, 12, false, |it: u64| Number::UInt(it, 64));
