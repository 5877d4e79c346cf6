//! `System.Numerics`.

mod big_integer;

use psp_value::types::TypeDef;

/// The types of this namespace.
pub(crate) static TYPES: &[&TypeDef] = &[big_integer::BigInteger::DEF];
