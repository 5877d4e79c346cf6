//! English and German.

use super::base::{EURO_NUMBER, ICU_NUMBER, INVARIANT_DATE};
use super::{Culture, DateInfo, NumberInfo, WeekRule};

/// The tables of this file.
pub(super) static ALL: &[&Culture] = &[&EN_US, &EN, &EN_GB, &EN_CA, &EN_AU, &DE_DE, &DE, &DE_AT, &DE_CH];

const EN_US_DATE: DateInfo = DateInfo {
    short_days: INVARIANT_DATE.short_days,
    shortest_days: ["S", "M", "T", "W", "T", "F", "S"],
    short_date: "M/d/yyyy",
    long_date: "dddd, MMMM d, yyyy",
    short_time: "h:mm\u{202f}tt",
    long_time: "h:mm:ss\u{202f}tt",
    month_day: "MMMM d",
    year_month: "MMMM yyyy",
    era: "AD",
    ..INVARIANT_DATE
};

/// American English.
pub(super) static EN_US: Culture = Culture {
    name: "en-US",
    english_name: "English (United States)",
    native_name: "English (United States)",
    two_letter: "en",
    three_letter: "eng",
    lcid: 0x0409,
    parent: "en",
    list_separator: ",",
    turkic: false,
    number: ICU_NUMBER,
    date: EN_US_DATE,
};

static EN: Culture = Culture {
    name: "en",
    english_name: "English",
    native_name: "English",
    lcid: 0x0009,
    parent: "",
    number: NumberInfo { currency_symbol: "¤", ..ICU_NUMBER },
    ..EN_US
};

const EN_GB_DATE: DateInfo = DateInfo {
    short_months: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"],
    short_genitive_months: [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec",
    ],
    am: "am",
    pm: "pm",
    short_date: "dd/MM/yyyy",
    long_date: "dddd d MMMM yyyy",
    short_time: "HH:mm",
    long_time: "HH:mm:ss",
    month_day: "d MMMM",
    first_day: 1,
    week_rule: WeekRule::FirstFourDayWeek,
    ..EN_US_DATE
};

static EN_GB: Culture = Culture {
    name: "en-GB",
    english_name: "English (United Kingdom)",
    native_name: "English (United Kingdom)",
    lcid: 0x0809,
    number: NumberInfo { currency_symbol: "£", ..ICU_NUMBER },
    date: EN_GB_DATE,
    ..EN_US
};

static EN_CA: Culture = Culture {
    name: "en-CA",
    english_name: "English (Canada)",
    native_name: "English (Canada)",
    lcid: 0x1009,
    date: DateInfo { am: "a.m.", pm: "p.m.", date_separator: "-", short_date: "yyyy-MM-dd", ..EN_US_DATE },
    ..EN_US
};

static EN_AU: Culture = Culture {
    name: "en-AU",
    english_name: "English (Australia)",
    native_name: "English (Australia)",
    lcid: 0x0c09,
    date: DateInfo {
        short_date: "d/MM/yyyy",
        long_date: "dddd, d MMMM yyyy",
        short_time: "h:mm\u{202f}tt",
        long_time: "h:mm:ss\u{202f}tt",
        week_rule: WeekRule::FirstDay,
        ..EN_GB_DATE
    },
    ..EN_US
};

const GERMAN_MONTHS: [&str; 12] = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];

const DE_DATE: DateInfo = DateInfo {
    days: ["Sonntag", "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag"],
    short_days: ["So", "Mo", "Di", "Mi", "Do", "Fr", "Sa"],
    shortest_days: ["S", "M", "D", "M", "D", "F", "S"],
    months: GERMAN_MONTHS,
    short_months: ["Jan", "Feb", "Mär", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dez"],
    genitive_months: GERMAN_MONTHS,
    short_genitive_months: [
        "Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez.",
    ],
    date_separator: ".",
    short_date: "dd.MM.yyyy",
    long_date: "dddd, d. MMMM yyyy",
    short_time: "HH:mm",
    long_time: "HH:mm:ss",
    month_day: "d. MMMM",
    year_month: "MMMM yyyy",
    era: "n. Chr.",
    first_day: 1,
    week_rule: WeekRule::FirstFourDayWeek,
    ..INVARIANT_DATE
};

static DE_DE: Culture = Culture {
    name: "de-DE",
    english_name: "German (Germany)",
    native_name: "Deutsch (Deutschland)",
    two_letter: "de",
    three_letter: "deu",
    lcid: 0x0407,
    parent: "de",
    list_separator: ";",
    turkic: false,
    number: EURO_NUMBER,
    date: DE_DATE,
};

static DE: Culture = Culture {
    name: "de",
    english_name: "German",
    native_name: "Deutsch",
    lcid: 0x0007,
    parent: "",
    number: NumberInfo { currency_symbol: "¤", ..EURO_NUMBER },
    ..DE_DE
};

static DE_AT: Culture = Culture {
    name: "de-AT",
    english_name: "German (Austria)",
    native_name: "Deutsch (Österreich)",
    lcid: 0x0c07,
    number: NumberInfo {
        group_separator: "\u{a0}",
        currency_positive_pattern: 2,
        currency_negative_pattern: 9,
        ..EURO_NUMBER
    },
    date: DateInfo { months: AUSTRIAN_MONTHS, genitive_months: AUSTRIAN_MONTHS, ..DE_DATE },
    ..DE_DE
};

const AUSTRIAN_MONTHS: [&str; 12] = [
    "Jänner",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];

static DE_CH: Culture = Culture {
    name: "de-CH",
    english_name: "German (Switzerland)",
    native_name: "Deutsch (Schweiz)",
    lcid: 0x0807,
    number: NumberInfo {
        group_separator: "’",
        currency_group_separator: "’",
        currency_symbol: "CHF",
        currency_positive_pattern: 2,
        currency_negative_pattern: 2,
        ..ICU_NUMBER
    },
    ..DE_DE
};
