//! `NumberFormatInfo`: separators, signs, group sizes and the patterns around a number.

/// How a culture writes numbers. Patterns hold `n` for the digits, `-` for the negative sign, `$` and `%` for their symbols.
#[derive(Debug, Clone, Copy)]
pub struct NumberInfo {
    /// `NumberDecimalSeparator`, also for percentages.
    pub decimal_separator: &'static str,
    /// `NumberGroupSeparator`, also for percentages.
    pub group_separator: &'static str,
    /// `NumberGroupSizes`.
    pub group_sizes: &'static [u8],
    /// `NumberDecimalDigits`.
    pub decimal_digits: u8,
    /// `NumberNegativePattern`, by its index.
    pub negative_pattern: u8,
    /// `NegativeSign`.
    pub negative_sign: &'static str,
    /// `PositiveSign`.
    pub positive_sign: &'static str,
    /// `CurrencySymbol`.
    pub currency_symbol: &'static str,
    /// `CurrencyDecimalSeparator`.
    pub currency_decimal_separator: &'static str,
    /// `CurrencyGroupSeparator`.
    pub currency_group_separator: &'static str,
    /// `CurrencyDecimalDigits`.
    pub currency_decimal_digits: u8,
    /// `CurrencyPositivePattern`, by its index.
    pub currency_positive_pattern: u8,
    /// `CurrencyNegativePattern`, by its index.
    pub currency_negative_pattern: u8,
    /// `PercentDecimalDigits`.
    pub percent_decimal_digits: u8,
    /// `PercentPositivePattern`, by its index.
    pub percent_positive_pattern: u8,
    /// `PercentNegativePattern`, by its index.
    pub percent_negative_pattern: u8,
    /// `PercentSymbol`.
    pub percent_symbol: &'static str,
    /// `PerMilleSymbol`.
    pub per_mille_symbol: &'static str,
    /// `NaNSymbol`.
    pub nan: &'static str,
    /// `PositiveInfinitySymbol`.
    pub positive_infinity: &'static str,
    /// `NegativeInfinitySymbol`.
    pub negative_infinity: &'static str,
}

const NUMBER_NEGATIVE: [&str; 5] = ["(n)", "-n", "- n", "n-", "n -"];
const CURRENCY_POSITIVE: [&str; 4] = ["$n", "n$", "$ n", "n $"];
const CURRENCY_NEGATIVE: [&str; 17] = [
    "($n)", "-$n", "$-n", "$n-", "(n$)", "-n$", "n-$", "n$-", "-n $", "-$ n", "n $-", "$ n-", "$ -n", "n- $",
    "($ n)", "(n $)", "$- n",
];
const PERCENT_POSITIVE: [&str; 4] = ["n %", "n%", "%n", "% n"];
const PERCENT_NEGATIVE: [&str; 12] =
    ["-n %", "-n%", "-%n", "%-n", "%n-", "n-%", "n%-", "-% n", "n %-", "% n-", "% -n", "n- %"];

fn pattern(patterns: &'static [&'static str], index: u8) -> &'static str {
    patterns.get(usize::from(index)).copied().unwrap_or("n")
}

impl NumberInfo {
    /// The pattern around a number, for `N`.
    pub fn number_pattern(&self, negative: bool) -> &'static str {
        if negative { pattern(&NUMBER_NEGATIVE, self.negative_pattern) } else { "n" }
    }

    /// The pattern around an amount of money, for `C`.
    pub fn currency_pattern(&self, negative: bool) -> &'static str {
        if negative {
            pattern(&CURRENCY_NEGATIVE, self.currency_negative_pattern)
        } else {
            pattern(&CURRENCY_POSITIVE, self.currency_positive_pattern)
        }
    }

    /// The pattern around a percentage, for `P`.
    pub fn percent_pattern(&self, negative: bool) -> &'static str {
        if negative {
            pattern(&PERCENT_NEGATIVE, self.percent_negative_pattern)
        } else {
            pattern(&PERCENT_POSITIVE, self.percent_positive_pattern)
        }
    }
}
