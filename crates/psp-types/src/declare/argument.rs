//! [`Argument`]: how a converted argument becomes a Rust value.

use super::{Emulated, Enumeration};
use num_bigint::BigInt;
use psp_clr::datetime::{DateTime, TimeSpan};
use psp_value::{
    Context, Data, Fault, Native, Result, Str, Type, Value, View,
    types::{ParamSpec, TypeSpec},
    well_known,
};
use rust_decimal::Decimal;
use std::borrow::Cow;

/// A Rust type that a parameter may have.
pub trait Argument<'a>: Sized {
    /// The script type.
    const TYPE: TypeSpec;
    /// May be left out.
    const OPTIONAL: bool = false;
    /// Takes a `[ref]`.
    const BY_REF: bool = false;

    /// Takes the value, which member look-up has converted to [`TYPE`](Self::TYPE).
    fn from_value(context: &mut dyn Context, value: &'a Value) -> Result<Self>;
}

static UNSET: Value = Value::UNSET;

/// The argument at a place; an unset value when it was left out.
pub fn at(arguments: &[Value], index: usize) -> &Value {
    arguments.get(index).unwrap_or(&UNSET)
}

/// Describes a parameter.
pub const fn param<'a, T: Argument<'a>>(name: &'static str, params: bool) -> ParamSpec {
    ParamSpec { name, ty: T::TYPE, optional: T::OPTIONAL, params, by_ref: T::BY_REF }
}

/// The Rust struct behind a receiver.
pub fn receiver<T: Native + Emulated>(this: &Value) -> Result<&T> {
    if let Some(it) = this.unboxed().downcast::<T>() {
        return Ok(it);
    }
    let base = this.as_object().and_then(|it| it.read_extra(|extra| extra.base.clone())).flatten();
    if base.is_some() {
        // The struct lives in the base object, which the receiver keeps alive, but cannot be borrowed through a lock.
        return Err(Fault::not_supported("this member of a script class's .NET base").into());
    }
    Err(wrong_type(this, T::ty()))
}

fn wrong_type(value: &Value, wanted: Type) -> psp_value::Interrupt {
    let given = value.ty().map_or_else(|| "null".to_owned(), Type::full_name);
    let message = format!("Unable to cast object of type '{given}' to type '{}'.", wanted.full_name());
    Fault::new("System.InvalidCastException", message).into()
}

macro_rules! scalars {
    ($($rust:ty, $info:ident, $view:ident;)*) => {$(
        impl<'a> Argument<'a> for $rust {
            const TYPE: TypeSpec = TypeSpec::Is(|| well_known::$info.ty());
            fn from_value(_: &mut dyn Context, value: &'a Value) -> Result<Self> {
                match value.unboxed().view() {
                    View::$view(it) => Ok(it),
                    View::Null | View::Nothing => Ok(<$rust>::default()),
                    _ => Err(wrong_type(value, well_known::$info.ty())),
                }
            }
        }
    )*};
}

scalars! {
    bool, BOOL, Bool;
    i8, SBYTE, SByte;
    u8, BYTE, Byte;
    i16, INT16, Int16;
    u16, UINT16, UInt16;
    i32, INT32, Int32;
    u32, UINT32, UInt32;
    i64, INT64, Int64;
    u64, UINT64, UInt64;
    f32, SINGLE, Single;
    f64, DOUBLE, Double;
    DateTime, DATE_TIME, DateTime;
    TimeSpan, TIME_SPAN, TimeSpan;
}

macro_rules! heap_scalars {
    ($($rust:ty, $info:ident, $pattern:pat => $result:expr;)*) => {$(
        impl<'a> Argument<'a> for $rust {
            const TYPE: TypeSpec = TypeSpec::Is(|| well_known::$info.ty());
            fn from_value(_: &mut dyn Context, value: &'a Value) -> Result<Self> {
                match value.unboxed().as_object().map(|it| &it.data) {
                    Some($pattern) => Ok($result),
                    _ => Err(wrong_type(value, well_known::$info.ty())),
                }
            }
        }
    )*};
}

heap_scalars! {
    Decimal, DECIMAL, Data::Decimal(it) => *it;
    BigInt, BIG_INTEGER, Data::BigInteger(it) => (**it).clone();
    Type, TYPE, Data::Type(it) => *it;
}

impl<'a> Argument<'a> for Str {
    const TYPE: TypeSpec = TypeSpec::Is(|| well_known::STRING.ty());
    fn from_value(_: &mut dyn Context, value: &'a Value) -> Result<Self> {
        match value.unboxed().view() {
            View::Str(it) => Ok(it.clone()),
            View::Null | View::Nothing => Ok(Self::default()),
            _ => Err(wrong_type(value, well_known::STRING.ty())),
        }
    }
}

impl<'a> Argument<'a> for Cow<'a, str> {
    const TYPE: TypeSpec = <Str as Argument<'a>>::TYPE;
    fn from_value(_: &mut dyn Context, value: &'a Value) -> Result<Self> {
        match value.unboxed().view() {
            View::Str(it) => Ok(it.text()),
            View::Null | View::Nothing => Ok(Cow::Borrowed("")),
            _ => Err(wrong_type(value, well_known::STRING.ty())),
        }
    }
}

impl<'a> Argument<'a> for String {
    const TYPE: TypeSpec = <Str as Argument<'a>>::TYPE;
    fn from_value(context: &mut dyn Context, value: &'a Value) -> Result<Self> {
        Ok(Cow::from_value(context, value)?.into_owned())
    }
}

impl<'a> Argument<'a> for &'a Value {
    const TYPE: TypeSpec = TypeSpec::Is(|| well_known::OBJECT.ty());
    fn from_value(_: &mut dyn Context, value: &'a Value) -> Result<Self> {
        Ok(value)
    }
}

impl<'a> Argument<'a> for Value {
    const TYPE: TypeSpec = TypeSpec::Is(|| well_known::OBJECT.ty());
    fn from_value(_: &mut dyn Context, value: &'a Value) -> Result<Self> {
        Ok(value.clone())
    }
}

impl<'a, T: Argument<'a>> Argument<'a> for Option<T> {
    const TYPE: TypeSpec = T::TYPE;
    const OPTIONAL: bool = true;
    fn from_value(context: &mut dyn Context, value: &'a Value) -> Result<Self> {
        if value.is_unset() { Ok(None) } else { T::from_value(context, value).map(Some) }
    }
}

impl<'a, T: for<'b> Argument<'b>> Argument<'a> for Vec<T> {
    const TYPE: TypeSpec = TypeSpec::Is(array_type::<T>);
    fn from_value(context: &mut dyn Context, value: &'a Value) -> Result<Self> {
        elements(value).iter().map(|it| T::from_value(context, it)).collect()
    }
}

fn array_type<T: for<'b> Argument<'b>>() -> Type {
    match T::TYPE {
        TypeSpec::Is(element) => element().array_of(),
        _ => well_known::OBJECT.ty().array_of(),
    }
}

/// The elements of an array or list.
pub fn elements(value: &Value) -> Vec<Value> {
    match value.unboxed().as_object().map(|it| &it.data) {
        Some(Data::Array(items)) => items.snapshot(),
        Some(Data::Bytes(bytes)) => bytes.with(|it| it.iter().map(|&byte| byte.into()).collect()),
        Some(Data::List(list)) => list.with(|it| it.items.clone()),
        _ => Vec::new(),
    }
}

impl<'a, T: Native + Emulated> Argument<'a> for &'a T {
    const TYPE: TypeSpec = TypeSpec::Is(T::ty);
    fn from_value(_: &mut dyn Context, value: &'a Value) -> Result<Self> {
        receiver(value)
    }
}

/// The enum value in an argument.
pub fn enum_argument<T: Enumeration>(value: &Value) -> Result<T> {
    let View::Enum(_, number) = value.unboxed().view() else { return Err(wrong_type(value, T::ty())) };
    T::from_number(number).ok_or_else(|| T::undefined(number))
}

/// An enum value as a script sees it.
pub fn enum_value<T: Enumeration>(it: T) -> Value {
    Value::enumeration(T::ty(), it.number())
}
