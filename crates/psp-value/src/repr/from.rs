//! What becomes a [`Value`] by `from` and `into`.

use super::{Ref, Str, Tag, Value};
use crate::{object::Object, types::Type};
use psp_clr::datetime::{DateTime, TimeSpan};

macro_rules! scalars {
    ($($rust:ty => $tag:ident, $it:ident => $bits:expr;)*) => {$(
        impl From<$rust> for Value {
            #[inline(always)]
            fn from($it: $rust) -> Self {
                Self::scalar(Tag::$tag, $bits)
            }
        }
    )*};
}

scalars! {
    bool => Bool, it => it as u64;
    i8 => SByte, it => it as u64;
    u8 => Byte, it => it as u64;
    i16 => Int16, it => it as u64;
    u16 => UInt16, it => it as u64;
    i32 => Int32, it => it as u32 as u64;
    u32 => UInt32, it => it as u64;
    i64 => Int64, it => it as u64;
    u64 => UInt64, it => it;
    f32 => Single, it => it.to_bits() as u64;
    f64 => Double, it => it.to_bits();
    DateTime => DateTime, it => it.to_binary();
    TimeSpan => TimeSpan, it => it.0 as u64;
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::string(Str::new(text))
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::string(Str::new(&text))
    }
}

impl From<Str> for Value {
    #[inline(always)]
    fn from(text: Str) -> Self {
        Self::string(text)
    }
}

impl From<&Str> for Value {
    #[inline(always)]
    fn from(text: &Str) -> Self {
        Self::string(text.clone())
    }
}

impl From<Ref<Object>> for Value {
    #[inline(always)]
    fn from(object: Ref<Object>) -> Self {
        Self::object(object)
    }
}

impl From<Object> for Value {
    fn from(object: Object) -> Self {
        Self::object(Ref::new(object))
    }
}

impl From<Type> for Value {
    fn from(ty: Type) -> Self {
        Self::from(Object::of_type(ty))
    }
}

impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(it: Option<T>) -> Self {
        it.map_or(Self::NULL, Into::into)
    }
}
