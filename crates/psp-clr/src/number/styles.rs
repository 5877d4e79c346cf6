//! `NumberStyles`.

/// What a parser of numbers allows: a set of flags.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NumberStyles(pub u32);

impl NumberStyles {
    /// `None`.
    pub const NONE: Self = Self(0);
    /// `AllowLeadingWhite`.
    pub const LEADING_WHITE: Self = Self(1);
    /// `AllowTrailingWhite`.
    pub const TRAILING_WHITE: Self = Self(2);
    /// `AllowLeadingSign`.
    pub const LEADING_SIGN: Self = Self(4);
    /// `AllowTrailingSign`.
    pub const TRAILING_SIGN: Self = Self(8);
    /// `AllowParentheses`.
    pub const PARENTHESES: Self = Self(16);
    /// `AllowDecimalPoint`.
    pub const DECIMAL_POINT: Self = Self(32);
    /// `AllowThousands`.
    pub const THOUSANDS: Self = Self(64);
    /// `AllowExponent`.
    pub const EXPONENT: Self = Self(128);
    /// `AllowCurrencySymbol`.
    pub const CURRENCY_SYMBOL: Self = Self(256);
    /// `AllowHexSpecifier`.
    pub const HEX: Self = Self(512);
    /// `AllowBinarySpecifier`.
    pub const BINARY: Self = Self(1024);
    /// `Integer`.
    pub const INTEGER: Self = Self(7);
    /// `HexNumber`.
    pub const HEX_NUMBER: Self = Self(515);
    /// `BinaryNumber`.
    pub const BINARY_NUMBER: Self = Self(1027);
    /// `Number`, the default of decimals.
    pub const NUMBER: Self = Self(111);
    /// `Float`.
    pub const FLOAT: Self = Self(167);
    /// `Float` and `AllowThousands`, the default of doubles.
    pub const DOUBLE: Self = Self(231);
    /// `Currency`.
    pub const CURRENCY: Self = Self(383);
    /// `Any`.
    pub const ANY: Self = Self(511);

    /// Whether all those flags are set.
    pub const fn has(self, flags: Self) -> bool {
        self.0 & flags.0 == flags.0
    }
}
