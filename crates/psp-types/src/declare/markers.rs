//! Marker types: parameters and results that plain Rust types cannot say.

use super::{Argument, Returned, elements};
use psp_value::{
    Context, Data, Enumeration, Fault, Object as HeapObject, Ref, Result, Str, Value, Variable, View,
    types::TypeSpec, well_known,
};
use std::marker::PhantomData;

/// A `[char]`: one UTF-16 unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Char(pub u16);

impl<'a> Argument<'a> for Char {
    const TYPE: TypeSpec = TypeSpec::Is(|| well_known::CHAR.ty());
    fn from_value(_: &mut dyn Context, value: &'a Value) -> Result<Self> {
        match value.unboxed().view() {
            View::Char(unit) => Ok(Self(unit)),
            View::Str(text) => Ok(Self(text.unit_at(0).unwrap_or(0))),
            _ => Ok(Self(0)),
        }
    }
}

impl Returned for Char {
    const TYPE: TypeSpec = TypeSpec::Is(|| well_known::CHAR.ty());
    fn into_value(self, _: &Value) -> Result<Value> {
        Ok(Value::char(self.0))
    }
}

/// A `[string]` that may be `$null`.
#[derive(Debug, Clone)]
pub struct NullStr(pub Option<Str>);

impl<'a> Argument<'a> for NullStr {
    const TYPE: TypeSpec = TypeSpec::Is(|| well_known::STRING.ty());
    fn from_value(context: &mut dyn Context, value: &'a Value) -> Result<Self> {
        if value.is_null() {
            Ok(Self(None))
        } else {
            Str::from_value(context, value).map(|it| Self(Some(it)))
        }
    }
}

/// A `[byte[]]`.
#[derive(Debug, Clone, Default)]
pub struct Bytes(pub Vec<u8>);

impl<'a> Argument<'a> for Bytes {
    const TYPE: TypeSpec = TypeSpec::Is(|| well_known::BYTE.ty().array_of());
    fn from_value(_: &mut dyn Context, value: &'a Value) -> Result<Self> {
        if value.is_null() {
            return Err(Fault::argument_null("bytes").into());
        }
        if let Some(Data::Bytes(bytes)) = value.unboxed().as_object().map(|it| &it.data) {
            return Ok(Self(bytes.snapshot()));
        }
        let byte = |it: &Value| match it.view() {
            View::Byte(byte) => byte,
            _ => 0,
        };
        Ok(Self(elements(value).iter().map(byte).collect()))
    }
}

impl Returned for Bytes {
    const TYPE: TypeSpec = TypeSpec::Is(|| well_known::BYTE.ty().array_of());
    fn into_value(self, _: &Value) -> Result<Value> {
        Ok(HeapObject::bytes(self.0).into())
    }
}

/// A value of the receiver's type argument.
#[derive(Debug, Clone)]
pub struct Of<const N: usize>(pub Value);

impl<'a, const N: usize> Argument<'a> for Of<N> {
    const TYPE: TypeSpec = TypeSpec::Argument(N);
    fn from_value(_: &mut dyn Context, value: &'a Value) -> Result<Self> {
        Ok(Self(value.clone()))
    }
}

impl<const N: usize> Returned for Of<N> {
    const TYPE: TypeSpec = TypeSpec::Argument(N);
    fn into_value(self, _: &Value) -> Result<Value> {
        Ok(self.0)
    }
}

/// An array of the receiver's type argument.
#[derive(Debug, Clone)]
pub struct ArrayOf<const N: usize>(pub Vec<Value>);

impl<'a, const N: usize> Argument<'a> for ArrayOf<N> {
    const TYPE: TypeSpec = TypeSpec::ArrayOf(N);
    fn from_value(_: &mut dyn Context, value: &'a Value) -> Result<Self> {
        Ok(Self(elements(value)))
    }
}

impl<const N: usize> Returned for ArrayOf<N> {
    const TYPE: TypeSpec = TypeSpec::ArrayOf(N);
    fn into_value(self, this: &Value) -> Result<Value> {
        let element =
            this.ty().and_then(|it| it.arguments.get(N).copied()).unwrap_or(well_known::OBJECT.ty());
        Ok(HeapObject::array_of(element, self.0).into())
    }
}

/// A sequence of the receiver's type argument, enumerated; the elements are not converted yet.
#[derive(Debug, Clone)]
pub struct SequenceOf<const N: usize>(pub Vec<Value>);

impl<'a, const N: usize> Argument<'a> for SequenceOf<N> {
    const TYPE: TypeSpec = TypeSpec::SequenceOf(N);
    fn from_value(context: &mut dyn Context, value: &'a Value) -> Result<Self> {
        Ok(Self(Sequence::from_value(context, value)?.0))
    }
}

/// An `IEnumerable`, enumerated.
#[derive(Debug, Clone)]
pub struct Sequence(pub Vec<Value>);

impl<'a> Argument<'a> for Sequence {
    const TYPE: TypeSpec = TypeSpec::Is(|| well_known::IENUMERABLE.ty());
    fn from_value(context: &mut dyn Context, value: &'a Value) -> Result<Self> {
        if value.is_null() {
            return Err(Fault::argument_null("collection").into());
        }
        if let View::Str(text) = value.unboxed().view() {
            return Ok(Self(text.utf16().map(Value::char).collect()));
        }
        match psp_value::enumerate(value).or_else(|| entries(value)) {
            Some(all) => Ok(Self(all.collect(context)?)),
            None => Ok(Self(vec![value.clone()])),
        }
    }
}

/// The entries of a table, which a pipeline does not enumerate.
pub fn entries(value: &Value) -> Option<Enumeration> {
    let table = value.as_object()?;
    let version = value.as_table()?.with(|it| it.version());
    Some(Enumeration::Table { table: table.clone(), next: 0, version })
}

/// A `[ref]` that the function writes a `T` to.
pub struct Out<T>(Option<Ref<Variable>>, PhantomData<fn() -> T>);

impl<'a, T: for<'b> Argument<'b>> Argument<'a> for Out<T> {
    const TYPE: TypeSpec = <T as Argument<'a>>::TYPE;
    const BY_REF: bool = true;
    fn from_value(_: &mut dyn Context, value: &'a Value) -> Result<Self> {
        let variable = match value.as_object().map(|it| &it.data) {
            Some(Data::Reference(variable)) => Some(variable.clone()),
            _ => None,
        };
        Ok(Self(variable, PhantomData))
    }
}

impl<T> Out<T> {
    /// Writes the variable.
    pub fn set(&self, context: &mut dyn Context, value: impl Into<Value>) -> Result<()> {
        self.0.as_ref().map_or(Ok(()), |it| it.assign(context, value.into()))
    }

    /// The variable's value.
    pub fn get(&self) -> Value {
        self.0.as_ref().map(|it| it.get()).unwrap_or_default()
    }

    /// Works on the variable in place, without running script code.
    pub fn with<R>(&self, f: impl FnOnce(&mut Value) -> R) -> R {
        match &self.0 {
            Some(it) => it.with(f),
            None => f(&mut Value::default()),
        }
    }
}

/// As a result: the receiver itself.
#[derive(Debug, Clone, Copy)]
pub struct This;

impl Returned for This {
    const TYPE: TypeSpec = TypeSpec::Receiver;
    fn into_value(self, this: &Value) -> Result<Value> {
        Ok(this.clone())
    }
}
