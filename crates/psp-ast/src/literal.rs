//! Numbers and strings as they stand in the text.

/// How a string was quoted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quote {
    /// No quotes: a word of a command line.
    Bare,
    /// `'…'`
    Single,
    /// `"…"`
    Double,
    /// `@'…'@`
    SingleHere,
    /// `@"…"@`
    DoubleHere,
    /// What follows `--%`.
    Verbatim,
}

/// The value of a number literal, suffix and multiplier applied.
#[derive(Debug, Clone, PartialEq)]
pub enum Number {
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
    /// `1d`: invariant text of the value, as `System.Decimal` parses it.
    Decimal(String),
    /// `1n`: decimal digits with an optional sign.
    BigInteger(String),
}
