//! `System.Single` and `System.Double`.

use crate::{
    declare::{Argument, Out},
    support::{Provider, culture::culture_of, numbers, values},
    system::{enums::TypeCode, globalization::enums::NumberStyles as PsStyles},
};
use psp_clr::number::{Number, NumberStyles, parse_double, parse_single};
use psp_derive::ps_type;
use psp_value::{Context, Fault, Result, Value, well_known};

macro_rules! real {
    ($name:literal, $of:ident, $ty:ident, $rust:ty, $code:literal, $epsilon:expr, $number:expr, $parse:ident) => {
        #[doc = $name]
        pub(crate) struct $ty;

        #[ps_type($name, of = $of)]
        impl $ty {
            /// The largest finite number.
            #[ps(get)]
            fn max_value() -> $rust {
                <$rust>::MAX
            }

            /// The smallest finite number.
            #[ps(get)]
            fn min_value() -> $rust {
                <$rust>::MIN
            }

            /// The smallest number above zero.
            #[ps(get)]
            fn epsilon() -> $rust {
                $epsilon
            }

            /// Not a number.
            #[ps("NaN", get)]
            fn nan() -> $rust {
                <$rust>::NAN
            }

            /// Larger than all others.
            #[ps(get)]
            fn positive_infinity() -> $rust {
                <$rust>::INFINITY
            }

            /// Smaller than all others.
            #[ps(get)]
            fn negative_infinity() -> $rust {
                <$rust>::NEG_INFINITY
            }

            /// Minus zero.
            #[ps(get)]
            fn negative_zero() -> $rust {
                -0.0
            }

            /// The circumference of a circle by its diameter.
            #[ps(get)]
            fn pi() -> $rust {
                std::f64::consts::PI as $rust
            }

            /// Euler's number.
            #[ps(get)]
            fn e() -> $rust {
                std::f64::consts::E as $rust
            }

            /// Zero.
            #[ps("new")]
            fn make_new() -> $rust {
                0.0
            }

            /// The number without its sign.
            #[ps]
            fn abs(value: $rust) -> $rust {
                value.abs()
            }

            /// The number, or the limit that it exceeds.
            #[ps]
            fn clamp(value: $rust, min: $rust, max: $rust) -> $rust {
                value.max(min).min(max)
            }

            /// Neither infinite nor NaN.
            #[ps]
            fn is_finite(d: $rust) -> bool {
                d.is_finite()
            }

            /// Infinite.
            #[ps]
            fn is_infinity(d: $rust) -> bool {
                d.is_infinite()
            }

            /// A whole number.
            #[ps]
            fn is_integer(value: $rust) -> bool {
                value.is_finite() && value.fract() == 0.0
            }

            /// Not a number.
            #[ps("IsNaN")]
            fn is_nan(d: $rust) -> bool {
                d.is_nan()
            }

            /// Has a minus sign.
            #[ps]
            fn is_negative(d: $rust) -> bool {
                d.is_sign_negative()
            }

            /// Has no minus sign.
            #[ps]
            fn is_positive(value: $rust) -> bool {
                value.is_sign_positive()
            }

            /// Smaller than all others.
            #[ps]
            fn is_negative_infinity(d: $rust) -> bool {
                d == <$rust>::NEG_INFINITY
            }

            /// Larger than all others.
            #[ps]
            fn is_positive_infinity(d: $rust) -> bool {
                d == <$rust>::INFINITY
            }

            /// Has its full precision.
            #[ps]
            fn is_normal(d: $rust) -> bool {
                d.is_normal()
            }

            /// A power.
            #[ps]
            fn pow(x: $rust, y: $rust) -> $rust {
                x.powf(y)
            }

            /// The square root.
            #[ps]
            fn sqrt(x: $rust) -> $rust {
                x.sqrt()
            }

            /// The larger of two.
            #[ps]
            fn max(x: $rust, y: $rust) -> $rust {
                if x.is_nan() || y.is_nan() { <$rust>::NAN } else { x.max(y) }
            }

            /// The smaller of two.
            #[ps]
            fn min(x: $rust, y: $rust) -> $rust {
                if x.is_nan() || y.is_nan() { <$rust>::NAN } else { x.min(y) }
            }

            /// Reads a number.
            #[ps]
            fn parse(
                context: &mut dyn Context,
                s: &str,
                style: Option<PsStyles>,
                provider: Option<Provider>,
            ) -> Result<$rust> {
                let styles = numbers::styles(style, NumberStyles::DOUBLE);
                let culture = culture_of(provider, context);
                $parse(s, styles, culture).map_err(|it| numbers::parse_error(it, s, 0, true))
            }
            #[ps("Parse")]
            fn parse_in(context: &mut dyn Context, s: &str, provider: Provider) -> Result<$rust> {
                Self::parse(context, s, None, Some(provider))
            }

            /// Reads a number; false when it cannot.
            #[ps]
            fn try_parse(context: &mut dyn Context, s: &str, result: Out<$rust>) -> Result<bool> {
                let parsed = Self::parse(context, s, None, None);
                tried(context, parsed, &result)
            }
            #[ps("TryParse")]
            fn try_parse_in(
                context: &mut dyn Context,
                s: &str,
                provider: Provider,
                result: Out<$rust>,
            ) -> Result<bool> {
                let parsed = Self::parse(context, s, None, Some(provider));
                tried(context, parsed, &result)
            }
            #[ps("TryParse")]
            fn try_parse_by(
                context: &mut dyn Context,
                s: &str,
                style: PsStyles,
                provider: Provider,
                result: Out<$rust>,
            ) -> Result<bool> {
                let parsed = Self::parse(context, s, Some(style), Some(provider));
                tried(context, parsed, &result)
            }

            /// The order of two numbers of this type; NaN comes first.
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
                Ok(match this.partial_cmp(&other) {
                    Some(order) => values::sign(order),
                    None => i32::from(other.is_nan()) - i32::from(this.is_nan()),
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
                numbers::format($number(this), &format.unwrap_or_default(), context.culture())
            }
            #[ps("ToString")]
            fn text_in(context: &mut dyn Context, this: $rust, provider: Provider) -> Result<String> {
                numbers::format($number(this), "", provider.culture(context))
            }
            #[ps("ToString")]
            fn text_by(
                context: &mut dyn Context,
                this: $rust,
                format: &str,
                provider: Provider,
            ) -> Result<String> {
                numbers::format($number(this), format, provider.culture(context))
            }
        }
    };
}

fn tried<T: Default + Into<Value>>(
    context: &mut dyn Context,
    result: Result<T>,
    to: &Out<T>,
) -> Result<bool> {
    let (found, value) = (result.is_ok(), result.unwrap_or_default());
    to.set(context, value)?;
    Ok(found)
}

real!("System.Single", SINGLE, PsSingle, f32, 13, f32::from_bits(1), Number::Single, parse_single);
real!("System.Double", DOUBLE, PsDouble, f64, 14, f64::from_bits(1), Number::Double, parse_double);
