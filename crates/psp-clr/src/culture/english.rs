//! English.

use super::base::{ICU_NUMBER, names};
use super::{Culture, DateInfo, NumberInfo, WeekRule};

/// The tables of this file.
pub(super) static ALL: &[&Culture] = &[&EN_US, &EN, &EN_GB, &EN_AU, &EN_CA, &EN_NZ, &EN_IE, &EN_ZA, &EN_IN];

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
    date: DateInfo {
        days: names("Sunday|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday"),
        short_days: names("Sun|Mon|Tue|Wed|Thu|Fri|Sat"),
        shortest_days: names("S|M|T|W|T|F|S"),
        months: names(
            "January|February|March|April|May|June|July|August|September|October|November|December",
        ),
        short_months: names("Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"),
        genitive_months: names(
            "January|February|March|April|May|June|July|August|September|October|November|December",
        ),
        short_genitive_months: names("Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"),
        am: "AM",
        pm: "PM",
        date_separator: "/",
        time_separator: ":",
        short_date: "M/d/yyyy",
        long_date: "dddd, MMMM d, yyyy",
        short_time: "h:mm\u{202f}tt",
        long_time: "h:mm:ss\u{202f}tt",
        month_day: "MMMM d",
        year_month: "MMMM yyyy",
        era: "AD",
        first_day: 0,
        week_rule: WeekRule::FirstDay,
    },
};

static EN: Culture = Culture {
    name: "en",
    english_name: "English",
    native_name: "English",
    lcid: 0x0009,
    parent: "",
    number: NumberInfo { currency_symbol: "¤", ..EN_US.number },
    ..EN_US
};

static EN_GB: Culture = Culture {
    name: "en-GB",
    english_name: "English (United Kingdom)",
    native_name: "English (United Kingdom)",
    lcid: 0x0809,
    number: NumberInfo { currency_symbol: "£", ..ICU_NUMBER },
    date: DateInfo {
        short_months: names("Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept|Oct|Nov|Dec"),
        short_genitive_months: names("Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept|Oct|Nov|Dec"),
        am: "am",
        pm: "pm",
        short_date: "dd/MM/yyyy",
        long_date: "dddd, d MMMM yyyy",
        short_time: "HH:mm",
        long_time: "HH:mm:ss",
        month_day: "d MMMM",
        first_day: 1,
        week_rule: WeekRule::FirstFourDayWeek,
        ..EN_US.date
    },
    ..EN_US
};

static EN_AU: Culture = Culture {
    name: "en-AU",
    english_name: "English (Australia)",
    native_name: "English (Australia)",
    lcid: 0x0c09,
    number: ICU_NUMBER,
    date: DateInfo {
        shortest_days: names("Su.|M.|Tu.|W.|Th.|F.|Sa."),
        short_months: names("Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept|Oct|Nov|Dec"),
        short_genitive_months: names("Jan|Feb|Mar|Apr|May|June|July|Aug|Sept|Oct|Nov|Dec"),
        am: "am",
        pm: "pm",
        short_date: "d/M/yyyy",
        long_date: "dddd, d MMMM yyyy",
        month_day: "d MMMM",
        first_day: 1,
        ..EN_US.date
    },
    ..EN_US
};

static EN_CA: Culture = Culture {
    name: "en-CA",
    english_name: "English (Canada)",
    native_name: "English (Canada)",
    lcid: 0x1009,
    number: ICU_NUMBER,
    date: DateInfo { am: "a.m.", pm: "p.m.", ..EN_US.date },
    ..EN_US
};

static EN_NZ: Culture = Culture {
    name: "en-NZ",
    english_name: "English (New Zealand)",
    native_name: "English (New Zealand)",
    lcid: 0x1409,
    number: ICU_NUMBER,
    date: DateInfo {
        short_months: names("Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept|Oct|Nov|Dec"),
        short_genitive_months: names("Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept|Oct|Nov|Dec"),
        am: "am",
        pm: "pm",
        short_date: "d/MM/yyyy",
        long_date: "dddd, d MMMM yyyy",
        month_day: "d MMMM",
        first_day: 1,
        ..EN_US.date
    },
    ..EN_US
};

static EN_IE: Culture = Culture {
    name: "en-IE",
    english_name: "English (Ireland)",
    native_name: "English (Ireland)",
    lcid: 0x1809,
    number: NumberInfo { currency_symbol: "€", ..ICU_NUMBER },
    date: DateInfo {
        short_months: names("Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept|Oct|Nov|Dec"),
        short_genitive_months: names("Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept|Oct|Nov|Dec"),
        am: "am",
        pm: "pm",
        short_date: "dd/MM/yyyy",
        long_date: "dddd d MMMM yyyy",
        short_time: "HH:mm",
        long_time: "HH:mm:ss",
        month_day: "d MMMM",
        first_day: 1,
        week_rule: WeekRule::FirstFourDayWeek,
        ..EN_US.date
    },
    ..EN_US
};

static EN_ZA: Culture = Culture {
    name: "en-ZA",
    english_name: "English (South Africa)",
    native_name: "English (South Africa)",
    lcid: 0x1c09,
    list_separator: ";",
    number: NumberInfo {
        decimal_separator: ",",
        group_separator: "\u{a0}",
        currency_symbol: "R",
        currency_decimal_separator: ",",
        currency_group_separator: "\u{a0}",
        ..ICU_NUMBER
    },
    date: DateInfo {
        short_months: names("Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept|Oct|Nov|Dec"),
        short_genitive_months: names("Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept|Oct|Nov|Dec"),
        am: "am",
        pm: "pm",
        short_date: "yyyy/MM/dd",
        long_date: "dddd, dd MMMM yyyy",
        short_time: "HH:mm",
        long_time: "HH:mm:ss",
        month_day: "d MMMM",
        ..EN_US.date
    },
    ..EN_US
};

static EN_IN: Culture = Culture {
    name: "en-IN",
    english_name: "English (India)",
    native_name: "English (India)",
    lcid: 0x4009,
    number: NumberInfo { currency_symbol: "₹", group_sizes: &[3, 2], ..ICU_NUMBER },
    date: DateInfo {
        short_months: names("Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept|Oct|Nov|Dec"),
        short_genitive_months: names("Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept|Oct|Nov|Dec"),
        am: "am",
        pm: "pm",
        short_date: "dd/MM/yyyy",
        long_date: "dddd, d MMMM, yyyy",
        month_day: "d MMMM",
        ..EN_US.date
    },
    ..EN_US
};
