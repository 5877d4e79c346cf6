//! The invariant culture, and the pieces that other tables start from.

use super::{Culture, DateInfo, NumberInfo, WeekRule};

/// `NumberFormatInfo.InvariantInfo`.
pub(super) const INVARIANT_NUMBER: NumberInfo = NumberInfo {
    decimal_separator: ".",
    group_separator: ",",
    group_sizes: &[3],
    decimal_digits: 2,
    negative_pattern: 1,
    negative_sign: "-",
    positive_sign: "+",
    currency_symbol: "¤",
    currency_decimal_separator: ".",
    currency_group_separator: ",",
    currency_decimal_digits: 2,
    currency_positive_pattern: 0,
    currency_negative_pattern: 0,
    percent_decimal_digits: 2,
    percent_positive_pattern: 0,
    percent_negative_pattern: 0,
    percent_symbol: "%",
    per_mille_symbol: "‰",
    nan: "NaN",
    positive_infinity: "Infinity",
    negative_infinity: "-Infinity",
};

/// What ICU's cultures have in common: three digits by default, `1,234.500`, `-$1.00`, `50.000%`, `∞`.
pub(super) const ICU_NUMBER: NumberInfo = NumberInfo {
    decimal_digits: 3,
    currency_symbol: "$",
    currency_negative_pattern: 1,
    percent_decimal_digits: 3,
    percent_positive_pattern: 1,
    percent_negative_pattern: 1,
    positive_infinity: "∞",
    negative_infinity: "-∞",
    ..INVARIANT_NUMBER
};

/// `1.234,500 €` and `50,000 %`: the commonest continental conventions.
pub(super) const EURO_NUMBER: NumberInfo = NumberInfo {
    decimal_separator: ",",
    group_separator: ".",
    currency_symbol: "€",
    currency_decimal_separator: ",",
    currency_group_separator: ".",
    currency_positive_pattern: 3,
    currency_negative_pattern: 8,
    percent_positive_pattern: 0,
    percent_negative_pattern: 0,
    ..ICU_NUMBER
};

/// `1 234,500 €`, with a no-break space between groups.
pub(super) const SPACE_NUMBER: NumberInfo =
    NumberInfo { group_separator: "\u{a0}", currency_group_separator: "\u{a0}", ..EURO_NUMBER };

/// Names written in one text, with `|` between them.
pub(super) const fn names<const N: usize>(text: &'static str) -> [&'static str; N] {
    let mut all = [""; N];
    let mut rest = text;
    let mut index = 0;
    while index < N {
        let bytes = rest.as_bytes();
        let mut end = 0;
        while end < bytes.len() && bytes[end] != b'|' {
            end += 1;
        }
        let (name, after) = rest.split_at(end);
        all[index] = name;
        rest = if after.is_empty() { after } else { after.split_at(1).1 };
        index += 1;
    }
    assert!(rest.is_empty(), "too many names");
    all
}

const ENGLISH_MONTHS: [&str; 12] =
    names("January|February|March|April|May|June|July|August|September|October|November|December");
const ENGLISH_SHORT_MONTHS: [&str; 12] = names("Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec");

/// `DateTimeFormatInfo.InvariantInfo`.
pub(super) const INVARIANT_DATE: DateInfo = DateInfo {
    days: names("Sunday|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday"),
    short_days: names("Sun|Mon|Tue|Wed|Thu|Fri|Sat"),
    shortest_days: ["Su", "Mo", "Tu", "We", "Th", "Fr", "Sa"],
    months: ENGLISH_MONTHS,
    short_months: ENGLISH_SHORT_MONTHS,
    genitive_months: ENGLISH_MONTHS,
    short_genitive_months: ENGLISH_SHORT_MONTHS,
    am: "AM",
    pm: "PM",
    date_separator: "/",
    time_separator: ":",
    short_date: "MM/dd/yyyy",
    long_date: "dddd, dd MMMM yyyy",
    short_time: "HH:mm",
    long_time: "HH:mm:ss",
    month_day: "MMMM dd",
    year_month: "yyyy MMMM",
    era: "A.D.",
    first_day: 0,
    week_rule: WeekRule::FirstDay,
};

/// The invariant culture.
pub static INVARIANT: Culture = Culture {
    name: "",
    english_name: "Invariant Language (Invariant Country)",
    native_name: "Invariant Language (Invariant Country)",
    two_letter: "iv",
    three_letter: "ivl",
    lcid: 127,
    parent: "",
    list_separator: ",",
    turkic: false,
    number: INVARIANT_NUMBER,
    date: INVARIANT_DATE,
};
