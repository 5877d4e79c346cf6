//! What must hold for every table.

use super::{all, find, find_lcid};

#[test]
fn every_culture_is_found_by_its_name() {
    for culture in all() {
        assert!(std::ptr::eq(find(&culture.name.to_uppercase()).unwrap(), culture), "{}", culture.name);
        assert!(std::ptr::eq(find_lcid(culture.lcid).unwrap(), culture), "{}", culture.name);
    }
}

#[test]
fn no_table_has_a_gap() {
    for culture in all() {
        let (number, date) = (&culture.number, &culture.date);
        let names =
            [&date.days[..], &date.short_days, &date.months, &date.short_months, &date.genitive_months]
                .concat();
        let parts =
            [number.decimal_separator, number.negative_sign, date.time_separator, date.date_separator];
        let patterns = [date.short_date, date.long_date, date.short_time, date.long_time, date.month_day];
        for it in names.iter().chain(&parts).chain(&patterns) {
            assert!(!it.is_empty(), "{}", culture.name);
        }
        assert!(
            culture.parent.is_empty() || culture.name.starts_with(culture.two_letter),
            "{}",
            culture.name
        );
    }
}
