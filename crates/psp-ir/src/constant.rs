//! Constants as the text gives them; a session makes values of them once.

use crate::Block;
use std::sync::Arc;

/// A literal, or something folded to one.
#[derive(Clone, Debug)]
pub enum Constant {
    /// `$null`
    Null,
    /// `$true`, `$false`
    Bool(bool),
    /// `1y`
    SByte(i8),
    /// `1uy`
    Byte(u8),
    /// `1s`
    Int16(i16),
    /// `1us`
    UInt16(u16),
    /// `1`
    Int32(i32),
    /// `1u`
    UInt32(u32),
    /// `1l`
    Int64(i64),
    /// `1ul`
    UInt64(u64),
    /// `1.0`
    Double(f64),
    /// `1d`, as invariant text.
    Decimal(Box<str>),
    /// `1n`, as decimal digits.
    BigInteger(Box<str>),
    /// Text.
    Text(Box<str>),
    /// `{ … }`
    Block(Arc<Block>),
}

impl Constant {
    /// The text of a [`Constant::Text`].
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The same constant, for sharing: blocks and decimals never are.
    pub fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Null, Self::Null) => true,
            (Self::Bool(a), Self::Bool(b)) => a == b,
            (Self::Int32(a), Self::Int32(b)) => a == b,
            (Self::Int64(a), Self::Int64(b)) => a == b,
            (Self::Double(a), Self::Double(b)) => a.to_bits() == b.to_bits(),
            (Self::Text(a), Self::Text(b)) => a == b,
            _ => false,
        }
    }
}
