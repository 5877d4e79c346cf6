//! `System.Decimal`.

use crate::{
    declare::{Argument, Out},
    support::{Provider, culture::culture_of, numbers, values},
    system::{
        enums::{MidpointRounding, TypeCode},
        globalization::enums::NumberStyles as PsStyles,
        math::Math,
    },
};
use psp_clr::number::{self, Number, NumberStyles, ParseError};
use psp_derive::ps_type;
use psp_value::{Context, Fault, Object, Result, Value, well_known};
use rust_decimal::{Decimal, prelude::ToPrimitive};

/// A decimal number of 28 digits.
pub(crate) struct PsDecimal;

#[ps_type("System.Decimal", of = DECIMAL)]
impl PsDecimal {
    /// The largest.
    #[ps(get)]
    fn max_value() -> Decimal {
        Decimal::MAX
    }

    /// The smallest.
    #[ps(get)]
    fn min_value() -> Decimal {
        Decimal::MIN
    }

    /// One.
    #[ps(get)]
    fn one() -> Decimal {
        Decimal::ONE
    }

    /// Minus one.
    #[ps(get)]
    fn minus_one() -> Decimal {
        Decimal::NEGATIVE_ONE
    }

    /// Zero.
    #[ps(get)]
    fn zero() -> Decimal {
        Decimal::ZERO
    }

    /// From another number, or from its parts.
    #[ps("new", each = [i32, u32, i64, u64])]
    fn from_integer<T: Into<Decimal>>(value: T) -> Decimal {
        value.into()
    }
    #[ps("new")]
    fn from_real(value: f64) -> Result<Decimal> {
        number::decimal::from_f64(value).ok_or_else(overflow)
    }
    #[ps("new")]
    fn from_bits(bits: &[i32]) -> Result<Decimal> {
        match *bits {
            [low, middle, high, flags] => Self::from_parts(low, middle, high, flags < 0, (flags >> 16) as u8),
            _ => Err(Fault::argument(
                "Decimal constructor requires an array or span of four valid decimal bytes.",
                "bits",
            )
            .into()),
        }
    }
    #[ps("new")]
    fn from_parts(lo: i32, mid: i32, hi: i32, is_negative: bool, scale: u8) -> Result<Decimal> {
        if scale > 28 {
            let message = "Decimal's scale value must be between 0 and 28, inclusive.";
            return Err(Fault::out_of_range(message, "scale").into());
        }
        Ok(Decimal::from_parts(lo as u32, mid as u32, hi as u32, is_negative, u32::from(scale)))
    }

    /// The sum.
    #[ps]
    fn add(d1: Decimal, d2: Decimal) -> Result<Decimal> {
        number::decimal::add(d1, d2).map_err(|_| overflow())
    }

    /// The difference.
    #[ps]
    fn subtract(d1: Decimal, d2: Decimal) -> Result<Decimal> {
        number::decimal::subtract(d1, d2).map_err(|_| overflow())
    }

    /// The product.
    #[ps]
    fn multiply(d1: Decimal, d2: Decimal) -> Result<Decimal> {
        number::decimal::multiply(d1, d2).map_err(|_| overflow())
    }

    /// The quotient.
    #[ps]
    fn divide(d1: Decimal, d2: Decimal) -> Result<Decimal> {
        if d2.is_zero() {
            return Err(crate::support::errors::divide_by_zero());
        }
        number::decimal::divide(d1, d2).map_err(|_| overflow())
    }

    /// The remainder.
    #[ps]
    fn remainder(d1: Decimal, d2: Decimal) -> Result<Decimal> {
        if d2.is_zero() {
            return Err(crate::support::errors::divide_by_zero());
        }
        number::decimal::remainder(d1, d2).map_err(|_| overflow())
    }

    /// The number without its sign.
    #[ps]
    fn abs(value: Decimal) -> Decimal {
        value.abs()
    }

    /// The smallest whole number that is not smaller.
    #[ps]
    fn ceiling(d: Decimal) -> Decimal {
        d.ceil()
    }

    /// The largest whole number that is not larger.
    #[ps]
    fn floor(d: Decimal) -> Decimal {
        d.floor()
    }

    /// The number without its fraction.
    #[ps]
    fn truncate(d: Decimal) -> Decimal {
        d.trunc()
    }

    /// The number with the other sign.
    #[ps]
    fn negate(d: Decimal) -> Decimal {
        -d
    }

    /// The number, rounded.
    #[ps]
    fn round(d: Decimal) -> Decimal {
        d.round()
    }
    #[ps("Round")]
    fn round_to(d: Decimal, decimals: i32) -> Result<Decimal> {
        Math::round_decimal_to(d, decimals)
    }
    #[ps("Round")]
    fn round_by(d: Decimal, mode: MidpointRounding) -> Result<Decimal> {
        Math::round_decimal_by(d, mode)
    }
    #[ps("Round")]
    fn round_to_by(d: Decimal, decimals: i32, mode: MidpointRounding) -> Result<Decimal> {
        Math::round_decimal_to_by(d, decimals, mode)
    }

    /// -1, 0 or 1.
    #[ps]
    fn sign(d: Decimal) -> i32 {
        values::sign(d.cmp(&Decimal::ZERO))
    }

    /// The order of two.
    #[ps]
    fn compare(d1: Decimal, d2: Decimal) -> i32 {
        values::sign(d1.cmp(&d2))
    }

    /// Two are the same.
    #[ps("Equals")]
    fn same(d1: Decimal, d2: Decimal) -> bool {
        d1 == d2
    }

    /// The four words of the number.
    #[ps]
    fn get_bits(d: Decimal) -> Vec<i32> {
        number::decimal::bits(d).to_vec()
    }

    /// The larger of two.
    #[ps]
    fn max(x: Decimal, y: Decimal) -> Decimal {
        x.max(y)
    }

    /// The smaller of two.
    #[ps]
    fn min(x: Decimal, y: Decimal) -> Decimal {
        x.min(y)
    }

    /// A whole number.
    #[ps]
    fn is_integer(value: Decimal) -> bool {
        value.is_integer()
    }

    /// As a double.
    #[ps]
    fn to_double(d: Decimal) -> f64 {
        number::decimal::to_f64(d)
    }

    /// As an integer, without the fraction.
    #[ps("ToInt32")]
    fn to_int32(d: Decimal) -> Result<i32> {
        d.trunc().to_i32().ok_or_else(|| too_large(32))
    }
    #[ps("ToInt64")]
    fn to_int64(d: Decimal) -> Result<i64> {
        d.trunc().to_i64().ok_or_else(|| too_large(64))
    }

    /// Reads a number.
    #[ps]
    fn parse(
        context: &mut dyn Context,
        s: &str,
        style: Option<PsStyles>,
        provider: Option<Provider>,
    ) -> Result<Decimal> {
        let styles = numbers::styles(style, NumberStyles::NUMBER);
        let culture = culture_of(provider, context);
        number::parse_decimal(s, styles, culture).map_err(|it| numbers::parse_error(it, s, 96, true))
    }
    #[ps("Parse")]
    fn parse_in(context: &mut dyn Context, s: &str, provider: Provider) -> Result<Decimal> {
        Self::parse(context, s, None, Some(provider))
    }

    /// Reads a number; false when it cannot.
    #[ps]
    fn try_parse(context: &mut dyn Context, s: &str, result: Out<Decimal>) -> Result<bool> {
        let parsed = Self::parse(context, s, None, None);
        tried(context, parsed, &result)
    }
    #[ps("TryParse")]
    fn try_parse_in(
        context: &mut dyn Context,
        s: &str,
        provider: Provider,
        result: Out<Decimal>,
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
        result: Out<Decimal>,
    ) -> Result<bool> {
        let parsed = Self::parse(context, s, Some(style), Some(provider));
        tried(context, parsed, &result)
    }

    /// The number of digits behind the point.
    #[ps(get)]
    fn scale(this: Decimal) -> u8 {
        this.scale() as u8
    }

    /// The order of two decimals.
    #[ps]
    fn compare_to(context: &mut dyn Context, this: Decimal, value: &Value) -> Result<i32> {
        if value.is_null() {
            return Ok(1);
        }
        if value.unboxed().ty() != Some(well_known::DECIMAL.ty()) {
            return Err(Fault::new("System.ArgumentException", "Object must be of type Decimal.").into());
        }
        Ok(values::sign(this.cmp(&Decimal::from_value(context, value)?)))
    }

    /// The other one is a decimal and the same.
    #[ps]
    fn equals(this: &Value, obj: &Value) -> bool {
        values::same(this, obj)
    }

    /// A number that is the same for equal decimals.
    #[ps]
    fn get_hash_code(this: &Value) -> i32 {
        values::hash(this)
    }

    /// `Decimal`.
    #[ps]
    fn get_type_code(this: Decimal) -> TypeCode {
        let _ = this;
        TypeCode(15)
    }

    /// The text in a format, in the current or another culture.
    #[ps("ToString")]
    fn text(context: &mut dyn Context, this: Decimal, format: Option<String>) -> Result<String> {
        numbers::format(Number::Decimal(this), &format.unwrap_or_default(), context.culture())
    }
    #[ps("ToString")]
    fn text_in(context: &mut dyn Context, this: Decimal, provider: Provider) -> Result<String> {
        numbers::format(Number::Decimal(this), "", provider.culture(context))
    }
    #[ps("ToString")]
    fn text_by(context: &mut dyn Context, this: Decimal, format: &str, provider: Provider) -> Result<String> {
        numbers::format(Number::Decimal(this), format, provider.culture(context))
    }
}

fn overflow() -> psp_value::Interrupt {
    numbers::parse_error(ParseError::Overflow, "", 96, true)
}

fn too_large(bits: u8) -> psp_value::Interrupt {
    numbers::parse_error(ParseError::Overflow, "", bits, true)
}

fn tried(context: &mut dyn Context, result: Result<Decimal>, to: &Out<Decimal>) -> Result<bool> {
    let (found, value) = (result.is_ok(), result.unwrap_or_default());
    to.set(context, Object::decimal(value))?;
    Ok(found)
}
