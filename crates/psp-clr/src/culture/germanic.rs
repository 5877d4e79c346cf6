//! German, Dutch and the languages of the North.

use super::base::{EURO_NUMBER, ICU_NUMBER, SPACE_NUMBER, names};
use super::{Culture, DateInfo, NumberInfo, WeekRule};

/// The tables of this file.
pub(super) static ALL: &[&Culture] =
    &[&DE_DE, &DE, &DE_AT, &DE_CH, &NL_NL, &NL, &NL_BE, &SV_SE, &SV, &DA_DK, &DA, &NB_NO, &NB, &IS_IS, &IS];

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
    date: DateInfo {
        days: names("Sonntag|Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag"),
        short_days: names("So|Mo|Di|Mi|Do|Fr|Sa"),
        shortest_days: names("S|M|D|M|D|F|S"),
        months: names("Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"),
        short_months: names("Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez"),
        genitive_months: names(
            "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember",
        ),
        short_genitive_months: names("Jan.|Feb.|März|Apr.|Mai|Juni|Juli|Aug.|Sept.|Okt.|Nov.|Dez."),
        am: "AM",
        pm: "PM",
        date_separator: ".",
        time_separator: ":",
        short_date: "dd.MM.yyyy",
        long_date: "dddd, d. MMMM yyyy",
        short_time: "HH:mm",
        long_time: "HH:mm:ss",
        month_day: "d. MMMM",
        year_month: "MMMM yyyy",
        era: "n. Chr.",
        first_day: 1,
        week_rule: WeekRule::FirstFourDayWeek,
    },
};

static DE: Culture = Culture {
    name: "de",
    english_name: "German",
    native_name: "Deutsch",
    lcid: 0x0007,
    parent: "",
    number: NumberInfo { currency_symbol: "¤", ..DE_DE.number },
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
    date: DateInfo {
        months: names("Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"),
        short_months: names("Jän|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez"),
        genitive_months: names(
            "Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember",
        ),
        short_genitive_months: names("Jän.|Feb.|März|Apr.|Mai|Juni|Juli|Aug.|Sep.|Okt.|Nov.|Dez."),
        ..DE_DE.date
    },
    ..DE_DE
};

static DE_CH: Culture = Culture {
    name: "de-CH",
    english_name: "German (Switzerland)",
    native_name: "Deutsch (Schweiz)",
    lcid: 0x0807,
    list_separator: ",",
    number: NumberInfo {
        group_separator: "\u{2019}",
        currency_symbol: "CHF",
        currency_group_separator: "\u{2019}",
        currency_positive_pattern: 2,
        currency_negative_pattern: 2,
        ..ICU_NUMBER
    },
    date: DE_DE.date,
    ..DE_DE
};

static NL_NL: Culture = Culture {
    name: "nl-NL",
    english_name: "Dutch (Netherlands)",
    native_name: "Nederlands (Nederland)",
    two_letter: "nl",
    three_letter: "nld",
    lcid: 0x0413,
    parent: "nl",
    list_separator: ";",
    turkic: false,
    number: NumberInfo {
        currency_positive_pattern: 2,
        currency_negative_pattern: 12,
        percent_positive_pattern: 1,
        percent_negative_pattern: 1,
        ..EURO_NUMBER
    },
    date: DateInfo {
        days: names("zondag|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag"),
        short_days: names("zo|ma|di|wo|do|vr|za"),
        shortest_days: names("Z|M|D|W|D|V|Z"),
        months: names(
            "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december",
        ),
        short_months: names("jan|feb|mrt|apr|mei|jun|jul|aug|sep|okt|nov|dec"),
        genitive_months: names(
            "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december",
        ),
        short_genitive_months: names("jan|feb|mrt|apr|mei|jun|jul|aug|sep|okt|nov|dec"),
        am: "a.m.",
        pm: "p.m.",
        date_separator: "-",
        time_separator: ":",
        short_date: "dd-MM-yyyy",
        long_date: "dddd d MMMM yyyy",
        short_time: "HH:mm",
        long_time: "HH:mm:ss",
        month_day: "d MMMM",
        year_month: "MMMM yyyy",
        era: "n.Chr.",
        first_day: 1,
        week_rule: WeekRule::FirstFourDayWeek,
    },
};

static NL: Culture = Culture {
    name: "nl",
    english_name: "Dutch",
    native_name: "Nederlands",
    lcid: 0x0013,
    parent: "",
    number: NumberInfo { currency_symbol: "¤", ..NL_NL.number },
    ..NL_NL
};

static NL_BE: Culture = Culture {
    name: "nl-BE",
    english_name: "Dutch (Belgium)",
    native_name: "Nederlands (België)",
    lcid: 0x0813,
    number: NumberInfo {
        currency_positive_pattern: 2,
        currency_negative_pattern: 12,
        percent_positive_pattern: 1,
        percent_negative_pattern: 1,
        ..EURO_NUMBER
    },
    date: DateInfo { date_separator: "/", short_date: "d/MM/yyyy", ..NL_NL.date },
    ..NL_NL
};

static SV_SE: Culture = Culture {
    name: "sv-SE",
    english_name: "Swedish (Sweden)",
    native_name: "svenska (Sverige)",
    two_letter: "sv",
    three_letter: "swe",
    lcid: 0x041d,
    parent: "sv",
    list_separator: ";",
    turkic: false,
    number: NumberInfo {
        negative_sign: "\u{2212}",
        currency_symbol: "kr",
        negative_infinity: "\u{2212}∞",
        ..SPACE_NUMBER
    },
    date: DateInfo {
        days: names("söndag|måndag|tisdag|onsdag|torsdag|fredag|lördag"),
        short_days: names("sön|mån|tis|ons|tors|fre|lör"),
        shortest_days: names("S|M|T|O|T|F|L"),
        months: names(
            "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december",
        ),
        short_months: names("jan.|feb.|mars|apr.|maj|juni|juli|aug.|sep.|okt.|nov.|dec."),
        genitive_months: names(
            "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december",
        ),
        short_genitive_months: names("jan.|feb.|mars|apr.|maj|juni|juli|aug.|sep.|okt.|nov.|dec."),
        am: "fm",
        pm: "em",
        date_separator: "-",
        time_separator: ":",
        short_date: "yyyy-MM-dd",
        long_date: "dddd d MMMM yyyy",
        short_time: "HH:mm",
        long_time: "HH:mm:ss",
        month_day: "d MMMM",
        year_month: "MMMM yyyy",
        era: "e.Kr.",
        first_day: 1,
        week_rule: WeekRule::FirstFourDayWeek,
    },
};

static SV: Culture = Culture {
    name: "sv",
    english_name: "Swedish",
    native_name: "svenska",
    lcid: 0x001d,
    parent: "",
    number: NumberInfo { currency_symbol: "¤", ..SV_SE.number },
    ..SV_SE
};

static DA_DK: Culture = Culture {
    name: "da-DK",
    english_name: "Danish (Denmark)",
    native_name: "dansk (Danmark)",
    two_letter: "da",
    three_letter: "dan",
    lcid: 0x0406,
    parent: "da",
    list_separator: ";",
    turkic: false,
    number: NumberInfo { currency_symbol: "kr.", ..EURO_NUMBER },
    date: DateInfo {
        days: names("søndag|mandag|tirsdag|onsdag|torsdag|fredag|lørdag"),
        short_days: names("søn.|man.|tirs.|ons.|tors.|fre.|lør."),
        shortest_days: names("S|M|T|O|T|F|L"),
        months: names("januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december"),
        short_months: names("jan.|feb.|mar.|apr.|maj|jun.|jul.|aug.|sep.|okt.|nov.|dec."),
        genitive_months: names(
            "januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december",
        ),
        short_genitive_months: names("jan.|feb.|mar.|apr.|maj|jun.|jul.|aug.|sep.|okt.|nov.|dec."),
        am: "AM",
        pm: "PM",
        date_separator: ".",
        time_separator: ".",
        short_date: "dd.MM.yyyy",
        long_date: "dddd 'den' d. MMMM yyyy",
        short_time: "HH.mm",
        long_time: "HH.mm.ss",
        month_day: "d. MMMM",
        year_month: "MMMM yyyy",
        era: "e.Kr.",
        first_day: 1,
        week_rule: WeekRule::FirstFourDayWeek,
    },
};

static DA: Culture = Culture {
    name: "da",
    english_name: "Danish",
    native_name: "dansk",
    lcid: 0x0006,
    parent: "",
    number: NumberInfo { currency_symbol: "¤", ..DA_DK.number },
    ..DA_DK
};

static NB_NO: Culture = Culture {
    name: "nb-NO",
    english_name: "Norwegian Bokmål (Norway)",
    native_name: "norsk bokmål (Norge)",
    two_letter: "nb",
    three_letter: "nob",
    lcid: 0x0414,
    parent: "nb",
    list_separator: ";",
    turkic: false,
    number: NumberInfo {
        negative_sign: "\u{2212}",
        currency_symbol: "kr",
        currency_positive_pattern: 2,
        currency_negative_pattern: 12,
        negative_infinity: "\u{2212}∞",
        ..SPACE_NUMBER
    },
    date: DateInfo {
        days: names("søndag|mandag|tirsdag|onsdag|torsdag|fredag|lørdag"),
        short_days: names("søn.|man.|tir.|ons.|tor.|fre.|lør."),
        shortest_days: names("S|M|T|O|T|F|L"),
        months: names("januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember"),
        short_months: names("jan|feb|mar|apr|mai|jun|jul|aug|sep|okt|nov|des"),
        genitive_months: names(
            "januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember",
        ),
        short_genitive_months: names("jan.|feb.|mar.|apr.|mai|jun.|jul.|aug.|sep.|okt.|nov.|des."),
        am: "a.m.",
        pm: "p.m.",
        date_separator: ".",
        time_separator: ":",
        short_date: "dd.MM.yyyy",
        long_date: "dddd d. MMMM yyyy",
        short_time: "HH:mm",
        long_time: "HH:mm:ss",
        month_day: "d. MMMM",
        year_month: "MMMM yyyy",
        era: "e.Kr.",
        first_day: 1,
        week_rule: WeekRule::FirstFourDayWeek,
    },
};

static NB: Culture = Culture {
    name: "nb",
    english_name: "Norwegian Bokmål",
    native_name: "norsk bokmål",
    lcid: 0x7c14,
    parent: "",
    number: NumberInfo { currency_symbol: "¤", ..NB_NO.number },
    ..NB_NO
};

static IS_IS: Culture = Culture {
    name: "is-IS",
    english_name: "Icelandic (Iceland)",
    native_name: "íslenska (Ísland)",
    two_letter: "is",
    three_letter: "isl",
    lcid: 0x040f,
    parent: "is",
    list_separator: ";",
    turkic: false,
    number: NumberInfo {
        currency_symbol: "kr.",
        currency_decimal_digits: 0,
        percent_positive_pattern: 1,
        percent_negative_pattern: 1,
        ..EURO_NUMBER
    },
    date: DateInfo {
        days: names("sunnudagur|mánudagur|þriðjudagur|miðvikudagur|fimmtudagur|föstudagur|laugardagur"),
        short_days: names("sun.|mán.|þri.|mið.|fim.|fös.|lau."),
        shortest_days: names("S|M|Þ|M|F|F|L"),
        months: names("janúar|febrúar|mars|apríl|maí|júní|júlí|ágúst|september|október|nóvember|desember"),
        short_months: names("jan.|feb.|mar.|apr.|maí|jún.|júl.|ágú.|sep.|okt.|nóv.|des."),
        genitive_months: names(
            "janúar|febrúar|mars|apríl|maí|júní|júlí|ágúst|september|október|nóvember|desember",
        ),
        short_genitive_months: names("jan.|feb.|mar.|apr.|maí|jún.|júl.|ágú.|sep.|okt.|nóv.|des."),
        am: "f.h.",
        pm: "e.h.",
        date_separator: ".",
        time_separator: ":",
        short_date: "d.M.yyyy",
        long_date: "dddd, d. MMMM yyyy",
        short_time: "HH:mm",
        long_time: "HH:mm:ss",
        month_day: "d. MMMM",
        year_month: "MMMM yyyy",
        era: "e.Kr.",
        first_day: 1,
        week_rule: WeekRule::FirstFourDayWeek,
    },
};

static IS: Culture = Culture {
    name: "is",
    english_name: "Icelandic",
    native_name: "íslenska",
    lcid: 0x000f,
    parent: "",
    number: NumberInfo { currency_symbol: "¤", ..IS_IS.number },
    ..IS_IS
};
