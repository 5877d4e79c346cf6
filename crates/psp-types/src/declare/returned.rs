//! [`Returned`]: how a Rust result becomes a value.

use super::Emulated;
use num_bigint::BigInt;
use psp_clr::datetime::{DateTime, TimeSpan};
use psp_value::{Native, Object, Ref, Result, Str, Type, Value, types::TypeSpec, well_known};
use rust_decimal::Decimal;

/// A Rust type that a published function may return.
pub trait Returned: Sized {
    /// The script type.
    const TYPE: TypeSpec;

    /// The value; `this` is the receiver.
    fn into_value(self, this: &Value) -> Result<Value>;

    /// The value a constructor gives; `this` is the type.
    fn into_new(self, this: &Value) -> Result<Value> {
        self.into_value(this)
    }
}

/// Takes the result of a setter.
pub fn done(it: impl Returned) -> Result<()> {
    it.into_value(&Value::NULL).map(|_| ())
}

macro_rules! plain {
    ($($rust:ty, $info:ident;)*) => {$(
        impl Returned for $rust {
            const TYPE: TypeSpec = TypeSpec::Is(|| well_known::$info.ty());
            fn into_value(self, _: &Value) -> Result<Value> {
                Ok(Value::from(self))
            }
        }
    )*};
}

plain! {
    bool, BOOL;
    i8, SBYTE;
    u8, BYTE;
    i16, INT16;
    u16, UINT16;
    i32, INT32;
    u32, UINT32;
    i64, INT64;
    u64, UINT64;
    f32, SINGLE;
    f64, DOUBLE;
    DateTime, DATE_TIME;
    TimeSpan, TIME_SPAN;
    Str, STRING;
    String, STRING;
    &str, STRING;
    Type, TYPE;
    Value, OBJECT;
    Object, OBJECT;
    Ref<Object>, OBJECT;
}

impl Returned for () {
    const TYPE: TypeSpec = TypeSpec::Void;
    fn into_value(self, _: &Value) -> Result<Value> {
        Ok(Value::NOTHING)
    }
}

impl Returned for Decimal {
    const TYPE: TypeSpec = TypeSpec::Is(|| well_known::DECIMAL.ty());
    fn into_value(self, _: &Value) -> Result<Value> {
        Ok(Object::decimal(self).into())
    }
}

impl Returned for BigInt {
    const TYPE: TypeSpec = TypeSpec::Is(|| well_known::BIG_INTEGER.ty());
    fn into_value(self, _: &Value) -> Result<Value> {
        Ok(Object::big_integer(self).into())
    }
}

impl<T: Returned> Returned for Option<T> {
    const TYPE: TypeSpec = T::TYPE;
    fn into_value(self, this: &Value) -> Result<Value> {
        self.map_or(Ok(Value::NULL), |it| it.into_value(this))
    }
}

impl<T: Returned> Returned for Result<T> {
    const TYPE: TypeSpec = T::TYPE;
    fn into_value(self, this: &Value) -> Result<Value> {
        self?.into_value(this)
    }
    fn into_new(self, this: &Value) -> Result<Value> {
        self?.into_new(this)
    }
}

impl<T: Returned> Returned for Vec<T> {
    const TYPE: TypeSpec = TypeSpec::Is(array_type::<T>);
    fn into_value(self, this: &Value) -> Result<Value> {
        let element = array_type::<T>().element();
        let items = self.into_iter().map(|it| it.into_value(this)).collect::<Result<Vec<_>>>()?;
        Ok(Object::array_of(element, items).into())
    }
}

fn array_type<T: Returned>() -> Type {
    match T::TYPE {
        TypeSpec::Is(element) => element().array_of(),
        _ => well_known::OBJECT.ty().array_of(),
    }
}

impl<T: Native + Emulated> Returned for T {
    const TYPE: TypeSpec = TypeSpec::Is(T::ty);
    fn into_value(self, _: &Value) -> Result<Value> {
        Ok(Object::native(T::ty(), self).into())
    }
    fn into_new(self, this: &Value) -> Result<Value> {
        Ok(Object::native(this.as_type().unwrap_or_else(T::ty), self).into())
    }
}
