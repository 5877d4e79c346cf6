//! `System.Collections.BitArray`.

use super::enumerator::Enumerator;
use crate::{
    declare::{Bytes, This},
    support::{elements::copy_into, errors},
};
use psp_derive::ps_type;
use psp_value::{Enumeration, Fault, Lock, Native, Result, Value};

/// An array of bits.
pub(crate) struct BitArray(Lock<Vec<bool>>);

impl Native for BitArray {
    fn enumerate(&self, _: &Value) -> Option<Enumeration> {
        Some(Enumeration::ready(self.all()))
    }

    fn count(&self) -> Option<usize> {
        Some(self.0.with(|it| it.len()))
    }
}

impl BitArray {
    fn all(&self) -> Vec<Value> {
        self.0.with(|it| it.iter().map(|&it| Value::bool(it)).collect())
    }

    fn combine(&self, other: &Self, f: fn(bool, bool) -> bool) -> Result<This> {
        let other = other.0.snapshot();
        self.0.with(|it| {
            if it.len() != other.len() {
                return Err(Fault::new("System.ArgumentException", "Array lengths must be the same.").into());
            }
            it.iter_mut().zip(other).for_each(|(bit, other)| *bit = f(*bit, other));
            Ok(This)
        })
    }
}

#[ps_type("System.Collections.BitArray", interfaces = [ICOLLECTION, ICLONEABLE])]
impl BitArray {
    /// Of so many bits, or from truth values, bytes or numbers.
    #[ps("new")]
    fn with_length(length: i32, default_value: Option<bool>) -> Result<Self> {
        if length < 0 {
            return Err(errors::negative("length", length));
        }
        Ok(Self(Lock::new(vec![default_value.unwrap_or(false); length as usize])))
    }
    #[ps("new")]
    fn from_bits(values: &[bool]) -> Self {
        Self(Lock::new(values.to_vec()))
    }
    #[ps("new")]
    fn from_bytes(bytes: Bytes) -> Self {
        Self(Lock::new(bytes.0.iter().flat_map(|it| (0..8).map(move |bit| it >> bit & 1 == 1)).collect()))
    }
    #[ps("new")]
    fn from_numbers(values: &[i32]) -> Self {
        Self(Lock::new(values.iter().flat_map(|it| (0..32).map(move |bit| it >> bit & 1 == 1)).collect()))
    }

    /// How many bits.
    #[ps("Count", get)]
    fn number(&self) -> i32 {
        self.0.with(|it| it.len()) as i32
    }
    #[ps(get)]
    fn length(&self) -> i32 {
        self.number()
    }
    #[ps(set)]
    fn set_length(&self, value: i32) {
        self.0.with(|it| it.resize(value.max(0) as usize, false));
    }

    /// The bit at an index.
    #[ps]
    fn get(&self, index: i32) -> Result<bool> {
        let bit = self.0.with(|it| usize::try_from(index).ok().and_then(|at| it.get(at).copied()));
        bit.ok_or_else(|| errors::index("index"))
    }
    #[ps("get_Item")]
    fn get_item(&self, index: i32) -> Result<bool> {
        self.get(index)
    }

    /// Writes the bit at an index.
    #[ps]
    fn set(&self, index: i32, value: bool) -> Result<()> {
        let write = |it: &mut Vec<bool>| {
            usize::try_from(index).ok().and_then(|at| it.get_mut(at)).map(|it| *it = value)
        };
        self.0.with(write).ok_or_else(|| errors::index("index"))
    }
    #[ps("set_Item")]
    fn set_item(&self, index: i32, value: bool) -> Result<()> {
        self.set(index, value)
    }

    /// Writes all bits.
    #[ps]
    fn set_all(&self, value: bool) {
        self.0.with(|it| it.fill(value));
    }

    /// Combines bit by bit.
    #[ps]
    fn and(&self, value: &Self) -> Result<This> {
        self.combine(value, |a, b| a && b)
    }
    #[ps]
    fn or(&self, value: &Self) -> Result<This> {
        self.combine(value, |a, b| a || b)
    }
    #[ps]
    fn xor(&self, value: &Self) -> Result<This> {
        self.combine(value, |a, b| a != b)
    }

    /// Turns all bits around.
    #[ps]
    fn not(&self) -> This {
        self.0.with(|it| it.iter_mut().for_each(|bit| *bit = !*bit));
        This
    }

    /// All bits are set.
    #[ps]
    fn has_all_set(&self) -> bool {
        self.0.with(|it| it.iter().all(|&it| it))
    }

    /// A bit is set.
    #[ps]
    fn has_any_set(&self) -> bool {
        self.0.with(|it| it.iter().any(|&it| it))
    }

    /// A copy.
    #[ps("Clone")]
    fn duplicate(&self) -> Self {
        Self(Lock::new(self.0.snapshot()))
    }

    /// Copies the bits into an array of truth values, bytes or numbers.
    #[ps]
    fn copy_to(&self, array: &Value, index: i32) -> Result<()> {
        let bits = self.0.snapshot();
        let number = |it: &[bool]| it.iter().rev().fold(0u32, |all, &bit| all << 1 | u32::from(bit));
        let items: Vec<Value> = match array.ty().map(|it| it.element().code) {
            Some(psp_value::TypeCode::Byte) => {
                bits.chunks(8).map(|it| Value::from(number(it) as u8)).collect()
            }
            Some(psp_value::TypeCode::Int32) => {
                bits.chunks(32).map(|it| Value::int(number(it) as i32)).collect()
            }
            _ => bits.iter().map(|&it| Value::bool(it)).collect(),
        };
        copy_into(&items, array, index)
    }

    /// An enumerator over the bits.
    #[ps]
    fn get_enumerator(&self) -> Value {
        Enumerator::of(self.all())
    }
}
