//! Hungarian, Greek, Turkish and Hebrew.

use super::base::{EURO_NUMBER, ICU_NUMBER, SPACE_NUMBER, names};
use super::{Culture, DateInfo, NumberInfo, WeekRule};

/// The tables of this file.
pub(super) static ALL: &[&Culture] = &[&HU_HU, &HU, &EL_GR, &EL, &TR_TR, &TR, &HE_IL, &HE];

static HU_HU: Culture = Culture {
    name: "hu-HU",
    english_name: "Hungarian (Hungary)",
    native_name: "magyar (Magyarország)",
    two_letter: "hu",
    three_letter: "hun",
    lcid: 0x040e,
    parent: "hu",
    list_separator: ";",
    turkic: false,
    number: NumberInfo {
        currency_symbol: "Ft",
        percent_positive_pattern: 1,
        percent_negative_pattern: 1,
        ..SPACE_NUMBER
    },
    date: DateInfo {
        days: names("vasárnap|hétfő|kedd|szerda|csütörtök|péntek|szombat"),
        short_days: names("V|H|K|Sze|Cs|P|Szo"),
        shortest_days: names("V|H|K|Sz|Cs|P|Sz"),
        months: names(
            "január|február|március|április|május|június|július|augusztus|szeptember|október|november|december",
        ),
        short_months: names("jan.|febr.|márc.|ápr.|máj.|jún.|júl.|aug.|szept.|okt.|nov.|dec."),
        genitive_months: names(
            "január|február|március|április|május|június|július|augusztus|szeptember|október|november|december",
        ),
        short_genitive_months: names("jan.|febr.|márc.|ápr.|máj.|jún.|júl.|aug.|szept.|okt.|nov.|dec."),
        am: "de.",
        pm: "du.",
        date_separator: ". ",
        time_separator: ":",
        short_date: "yyyy. MM. dd.",
        long_date: "yyyy. MMMM d., dddd",
        short_time: "H:mm",
        long_time: "H:mm:ss",
        month_day: "MMMM d.",
        year_month: "yyyy. MMMM",
        era: "i. sz.",
        first_day: 1,
        week_rule: WeekRule::FirstFourDayWeek,
    },
};

static HU: Culture = Culture {
    name: "hu",
    english_name: "Hungarian",
    native_name: "magyar",
    lcid: 0x000e,
    parent: "",
    number: NumberInfo { currency_symbol: "¤", ..HU_HU.number },
    ..HU_HU
};

static EL_GR: Culture = Culture {
    name: "el-GR",
    english_name: "Greek (Greece)",
    native_name: "Ελληνικά (Ελλάδα)",
    two_letter: "el",
    three_letter: "ell",
    lcid: 0x0408,
    parent: "el",
    list_separator: ";",
    turkic: false,
    number: NumberInfo { percent_positive_pattern: 1, percent_negative_pattern: 1, ..EURO_NUMBER },
    date: DateInfo {
        days: names("Κυριακή|Δευτέρα|Τρίτη|Τετάρτη|Πέμπτη|Παρασκευή|Σάββατο"),
        short_days: names("Κυρ|Δευ|Τρί|Τετ|Πέμ|Παρ|Σάβ"),
        shortest_days: names("Κ|Δ|Τ|Τ|Π|Π|Σ"),
        months: names(
            "Ιανουάριος|Φεβρουάριος|Μάρτιος|Απρίλιος|Μάιος|Ιούνιος|Ιούλιος|Αύγουστος|Σεπτέμβριος|Οκτώβριος|Νοέμβριος|Δεκέμβριος",
        ),
        short_months: names("Ιαν|Φεβ|Μάρ|Απρ|Μάι|Ιούν|Ιούλ|Αύγ|Σεπ|Οκτ|Νοέ|Δεκ"),
        genitive_months: names(
            "Ιανουαρίου|Φεβρουαρίου|Μαρτίου|Απριλίου|Μαΐου|Ιουνίου|Ιουλίου|Αυγούστου|Σεπτεμβρίου|Οκτωβρίου|Νοεμβρίου|Δεκεμβρίου",
        ),
        short_genitive_months: names("Ιαν|Φεβ|Μαρ|Απρ|Μαΐ|Ιουν|Ιουλ|Αυγ|Σεπ|Οκτ|Νοε|Δεκ"),
        am: "π.μ.",
        pm: "μ.μ.",
        date_separator: "/",
        time_separator: ":",
        short_date: "d/M/yyyy",
        long_date: "dddd d MMMM yyyy",
        short_time: "h:mm\u{202f}tt",
        long_time: "h:mm:ss\u{202f}tt",
        month_day: "d MMMM",
        year_month: "MMMM yyyy",
        era: "μ.Χ.",
        first_day: 1,
        week_rule: WeekRule::FirstFourDayWeek,
    },
};

static EL: Culture = Culture {
    name: "el",
    english_name: "Greek",
    native_name: "Ελληνικά",
    lcid: 0x0008,
    parent: "",
    number: NumberInfo { currency_symbol: "¤", ..EL_GR.number },
    ..EL_GR
};

static TR_TR: Culture = Culture {
    name: "tr-TR",
    english_name: "Turkish (Turkey)",
    native_name: "Türkçe (Türkiye)",
    two_letter: "tr",
    three_letter: "tur",
    lcid: 0x041f,
    parent: "tr",
    list_separator: ";",
    turkic: true,
    number: NumberInfo {
        currency_symbol: "₺",
        currency_positive_pattern: 0,
        currency_negative_pattern: 1,
        percent_positive_pattern: 2,
        percent_negative_pattern: 2,
        ..EURO_NUMBER
    },
    date: DateInfo {
        days: names("Pazar|Pazartesi|Salı|Çarşamba|Perşembe|Cuma|Cumartesi"),
        short_days: names("Paz|Pzt|Sal|Çar|Per|Cum|Cmt"),
        shortest_days: names("P|P|S|Ç|P|C|C"),
        months: names("Ocak|Şubat|Mart|Nisan|Mayıs|Haziran|Temmuz|Ağustos|Eylül|Ekim|Kasım|Aralık"),
        short_months: names("Oca|Şub|Mar|Nis|May|Haz|Tem|Ağu|Eyl|Eki|Kas|Ara"),
        genitive_months: names("Ocak|Şubat|Mart|Nisan|Mayıs|Haziran|Temmuz|Ağustos|Eylül|Ekim|Kasım|Aralık"),
        short_genitive_months: names("Oca|Şub|Mar|Nis|May|Haz|Tem|Ağu|Eyl|Eki|Kas|Ara"),
        am: "ÖÖ",
        pm: "ÖS",
        date_separator: ".",
        time_separator: ":",
        short_date: "d.MM.yyyy",
        long_date: "d MMMM yyyy dddd",
        short_time: "HH:mm",
        long_time: "HH:mm:ss",
        month_day: "d MMMM",
        year_month: "MMMM yyyy",
        era: "MS",
        first_day: 1,
        week_rule: WeekRule::FirstDay,
    },
};

static TR: Culture = Culture {
    name: "tr",
    english_name: "Turkish",
    native_name: "Türkçe",
    lcid: 0x001f,
    parent: "",
    number: NumberInfo { currency_symbol: "¤", ..TR_TR.number },
    ..TR_TR
};

static HE_IL: Culture = Culture {
    name: "he-IL",
    english_name: "Hebrew (Israel)",
    native_name: "עברית (ישראל)",
    two_letter: "he",
    three_letter: "heb",
    lcid: 0x040d,
    parent: "he",
    list_separator: ",",
    turkic: false,
    number: NumberInfo {
        negative_sign: "\u{200e}-",
        currency_symbol: "₪",
        currency_positive_pattern: 3,
        currency_negative_pattern: 8,
        negative_infinity: "\u{200e}-∞",
        ..ICU_NUMBER
    },
    date: DateInfo {
        days: names("יום ראשון|יום שני|יום שלישי|יום רביעי|יום חמישי|יום שישי|יום שבת"),
        short_days: names("יום א׳|יום ב׳|יום ג׳|יום ד׳|יום ה׳|יום ו׳|שבת"),
        shortest_days: names("א׳|ב׳|ג׳|ד׳|ה׳|ו׳|ש׳"),
        months: names("ינואר|פברואר|מרץ|אפריל|מאי|יוני|יולי|אוגוסט|ספטמבר|אוקטובר|נובמבר|דצמבר"),
        short_months: names("ינו׳|פבר׳|מרץ|אפר׳|מאי|יוני|יולי|אוג׳|ספט׳|אוק׳|נוב׳|דצמ׳"),
        genitive_months: names("ינואר|פברואר|מרץ|אפריל|מאי|יוני|יולי|אוגוסט|ספטמבר|אוקטובר|נובמבר|דצמבר"),
        short_genitive_months: names("ינו׳|פבר׳|מרץ|אפר׳|מאי|יוני|יולי|אוג׳|ספט׳|אוק׳|נוב׳|דצמ׳"),
        am: "לפנה״צ",
        pm: "אחה״צ",
        date_separator: ".",
        time_separator: ":",
        short_date: "d.M.yyyy",
        long_date: "dddd, d בMMMM yyyy",
        short_time: "H:mm",
        long_time: "H:mm:ss",
        month_day: "d בMMMM",
        year_month: "MMMM yyyy",
        era: "לספירה",
        first_day: 0,
        week_rule: WeekRule::FirstDay,
    },
};

static HE: Culture = Culture {
    name: "he",
    english_name: "Hebrew",
    native_name: "עברית",
    lcid: 0x000d,
    parent: "",
    number: NumberInfo { currency_symbol: "¤", ..HE_IL.number },
    ..HE_IL
};
