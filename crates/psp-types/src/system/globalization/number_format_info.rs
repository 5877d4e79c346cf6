//! `System.Globalization.NumberFormatInfo`.

use crate::system::globalization::{changed, culture_info::CultureInfo, leaked};
use psp_clr::culture::{Culture, INVARIANT};
use psp_derive::ps_type;
use psp_value::{Context, Lock, Native, Value};

/// How a culture writes numbers.
pub(crate) struct NumberFormatInfo(Lock<&'static Culture>);

impl Native for NumberFormatInfo {}

impl NumberFormatInfo {
    /// The culture's.
    pub(crate) fn of(culture: &'static Culture) -> Self {
        Self(Lock::new(culture))
    }

    /// A culture that writes numbers this way.
    pub(crate) fn get(&self) -> &'static Culture {
        self.0.with(|it| *it)
    }

    fn change(&self, change: impl FnOnce(&mut Culture)) {
        let new = changed(self.get(), change);
        self.0.with(|it| *it = new);
    }
}

#[ps_type("System.Globalization.NumberFormatInfo", interfaces = [IFORMAT_PROVIDER])]
impl NumberFormatInfo {
    /// As the invariant culture's.
    #[ps("new")]
    fn new() -> Self {
        Self::of(&INVARIANT)
    }

    /// The current culture's.
    #[ps(get)]
    fn current_info(context: &mut dyn Context) -> Self {
        Self::of(context.culture())
    }

    /// The invariant culture's.
    #[ps(get)]
    fn invariant_info() -> Self {
        Self::of(&INVARIANT)
    }

    /// A provider's.
    #[ps]
    fn get_instance(context: &mut dyn Context, format_provider: &Value) -> Self {
        Self::of(CultureInfo::behind(format_provider).unwrap_or(context.culture()))
    }

    /// A copy.
    #[ps("Clone")]
    fn copy(&self) -> Self {
        Self::of(self.get())
    }

    /// Its properties cannot be changed: never so in psp.
    #[ps(get)]
    fn is_read_only(&self) -> bool {
        false
    }

    /// How many digits are in each group.
    #[ps(get)]
    fn number_group_sizes(&self) -> Vec<i32> {
        self.get().number.group_sizes.iter().map(|&it| i32::from(it)).collect()
    }
    #[ps(set)]
    fn set_number_group_sizes(&self, value: &[i32]) {
        let sizes: Vec<u8> = value.iter().map(|&it| it as u8).collect();
        self.change(|it| it.number.group_sizes = Box::leak(sizes.into_boxed_slice()));
    }
    #[ps(get)]
    fn currency_group_sizes(&self) -> Vec<i32> {
        self.number_group_sizes()
    }
    #[ps(get)]
    fn percent_group_sizes(&self) -> Vec<i32> {
        self.number_group_sizes()
    }
    #[ps(get)]
    fn percent_decimal_separator(&self) -> &'static str {
        self.get().number.decimal_separator
    }
    #[ps(get)]
    fn percent_group_separator(&self) -> &'static str {
        self.get().number.group_separator
    }
    #[ps(get)]
    fn number_decimal_separator(&self) -> &'static str {
        self.get().number.decimal_separator
    }
    #[ps(set)]
    fn set_number_decimal_separator(&self, value: &str) {
        self.change(|it| it.number.decimal_separator = leaked(value));
    }
    #[ps(get)]
    fn number_group_separator(&self) -> &'static str {
        self.get().number.group_separator
    }
    #[ps(set)]
    fn set_number_group_separator(&self, value: &str) {
        self.change(|it| it.number.group_separator = leaked(value));
    }
    #[ps(get)]
    fn number_decimal_digits(&self) -> i32 {
        i32::from(self.get().number.decimal_digits)
    }
    #[ps(set)]
    fn set_number_decimal_digits(&self, value: i32) {
        self.change(|it| it.number.decimal_digits = value as u8);
    }
    #[ps(get)]
    fn number_negative_pattern(&self) -> i32 {
        i32::from(self.get().number.negative_pattern)
    }
    #[ps(set)]
    fn set_number_negative_pattern(&self, value: i32) {
        self.change(|it| it.number.negative_pattern = value as u8);
    }
    #[ps(get)]
    fn negative_sign(&self) -> &'static str {
        self.get().number.negative_sign
    }
    #[ps(set)]
    fn set_negative_sign(&self, value: &str) {
        self.change(|it| it.number.negative_sign = leaked(value));
    }
    #[ps(get)]
    fn positive_sign(&self) -> &'static str {
        self.get().number.positive_sign
    }
    #[ps(set)]
    fn set_positive_sign(&self, value: &str) {
        self.change(|it| it.number.positive_sign = leaked(value));
    }
    #[ps(get)]
    fn currency_symbol(&self) -> &'static str {
        self.get().number.currency_symbol
    }
    #[ps(set)]
    fn set_currency_symbol(&self, value: &str) {
        self.change(|it| it.number.currency_symbol = leaked(value));
    }
    #[ps(get)]
    fn currency_decimal_separator(&self) -> &'static str {
        self.get().number.currency_decimal_separator
    }
    #[ps(set)]
    fn set_currency_decimal_separator(&self, value: &str) {
        self.change(|it| it.number.currency_decimal_separator = leaked(value));
    }
    #[ps(get)]
    fn currency_group_separator(&self) -> &'static str {
        self.get().number.currency_group_separator
    }
    #[ps(set)]
    fn set_currency_group_separator(&self, value: &str) {
        self.change(|it| it.number.currency_group_separator = leaked(value));
    }
    #[ps(get)]
    fn currency_decimal_digits(&self) -> i32 {
        i32::from(self.get().number.currency_decimal_digits)
    }
    #[ps(set)]
    fn set_currency_decimal_digits(&self, value: i32) {
        self.change(|it| it.number.currency_decimal_digits = value as u8);
    }
    #[ps(get)]
    fn currency_positive_pattern(&self) -> i32 {
        i32::from(self.get().number.currency_positive_pattern)
    }
    #[ps(set)]
    fn set_currency_positive_pattern(&self, value: i32) {
        self.change(|it| it.number.currency_positive_pattern = value as u8);
    }
    #[ps(get)]
    fn currency_negative_pattern(&self) -> i32 {
        i32::from(self.get().number.currency_negative_pattern)
    }
    #[ps(set)]
    fn set_currency_negative_pattern(&self, value: i32) {
        self.change(|it| it.number.currency_negative_pattern = value as u8);
    }
    #[ps(get)]
    fn percent_decimal_digits(&self) -> i32 {
        i32::from(self.get().number.percent_decimal_digits)
    }
    #[ps(set)]
    fn set_percent_decimal_digits(&self, value: i32) {
        self.change(|it| it.number.percent_decimal_digits = value as u8);
    }
    #[ps(get)]
    fn percent_positive_pattern(&self) -> i32 {
        i32::from(self.get().number.percent_positive_pattern)
    }
    #[ps(set)]
    fn set_percent_positive_pattern(&self, value: i32) {
        self.change(|it| it.number.percent_positive_pattern = value as u8);
    }
    #[ps(get)]
    fn percent_negative_pattern(&self) -> i32 {
        i32::from(self.get().number.percent_negative_pattern)
    }
    #[ps(set)]
    fn set_percent_negative_pattern(&self, value: i32) {
        self.change(|it| it.number.percent_negative_pattern = value as u8);
    }
    #[ps(get)]
    fn percent_symbol(&self) -> &'static str {
        self.get().number.percent_symbol
    }
    #[ps(set)]
    fn set_percent_symbol(&self, value: &str) {
        self.change(|it| it.number.percent_symbol = leaked(value));
    }
    #[ps(get)]
    fn per_mille_symbol(&self) -> &'static str {
        self.get().number.per_mille_symbol
    }
    #[ps(set)]
    fn set_per_mille_symbol(&self, value: &str) {
        self.change(|it| it.number.per_mille_symbol = leaked(value));
    }
    #[ps("NaNSymbol", get)]
    fn na_nsymbol(&self) -> &'static str {
        self.get().number.nan
    }
    #[ps("NaNSymbol", set)]
    fn set_na_nsymbol(&self, value: &str) {
        self.change(|it| it.number.nan = leaked(value));
    }
    #[ps(get)]
    fn positive_infinity_symbol(&self) -> &'static str {
        self.get().number.positive_infinity
    }
    #[ps(set)]
    fn set_positive_infinity_symbol(&self, value: &str) {
        self.change(|it| it.number.positive_infinity = leaked(value));
    }
    #[ps(get)]
    fn negative_infinity_symbol(&self) -> &'static str {
        self.get().number.negative_infinity
    }
    #[ps(set)]
    fn set_negative_infinity_symbol(&self, value: &str) {
        self.change(|it| it.number.negative_infinity = leaked(value));
    }
}
