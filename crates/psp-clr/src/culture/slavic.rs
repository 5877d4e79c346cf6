//! The Slavic languages.

use super::base::{EURO_NUMBER, SPACE_NUMBER, names};
use super::{Culture, DateInfo, NumberInfo, WeekRule};

/// The tables of this file.
pub(super) static ALL: &[&Culture] =
    &[&PL_PL, &PL, &CS_CZ, &CS, &SK_SK, &SK, &SL_SI, &SL, &HR_HR, &HR, &RU_RU, &RU, &UK_UA, &UK, &BG_BG, &BG];

static PL_PL: Culture = Culture {
    name: "pl-PL",
    english_name: "Polish (Poland)",
    native_name: "polski (Polska)",
    two_letter: "pl",
    three_letter: "pol",
    lcid: 0x0415,
    parent: "pl",
    list_separator: ";",
    turkic: false,
    number: NumberInfo {
        currency_symbol: "zł",
        percent_positive_pattern: 1,
        percent_negative_pattern: 1,
        ..SPACE_NUMBER
    },
    date: DateInfo {
        days: names("niedziela|poniedziałek|wtorek|środa|czwartek|piątek|sobota"),
        short_days: names("niedz.|pon.|wt.|śr.|czw.|pt.|sob."),
        shortest_days: names("N|P|W|Ś|C|P|S"),
        months: names(
            "styczeń|luty|marzec|kwiecień|maj|czerwiec|lipiec|sierpień|wrzesień|październik|listopad|grudzień",
        ),
        short_months: names("sty|lut|mar|kwi|maj|cze|lip|sie|wrz|paź|lis|gru"),
        genitive_months: names(
            "stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|grudnia",
        ),
        short_genitive_months: names("sty|lut|mar|kwi|maj|cze|lip|sie|wrz|paź|lis|gru"),
        am: "AM",
        pm: "PM",
        date_separator: ".",
        time_separator: ":",
        short_date: "d.MM.yyyy",
        long_date: "dddd, d MMMM yyyy",
        short_time: "HH:mm",
        long_time: "HH:mm:ss",
        month_day: "d MMMM",
        year_month: "MMMM yyyy",
        era: "n.e.",
        first_day: 1,
        week_rule: WeekRule::FirstFourDayWeek,
    },
};

static PL: Culture = Culture {
    name: "pl",
    english_name: "Polish",
    native_name: "polski",
    lcid: 0x0015,
    parent: "",
    number: NumberInfo { currency_symbol: "¤", ..PL_PL.number },
    ..PL_PL
};

static CS_CZ: Culture = Culture {
    name: "cs-CZ",
    english_name: "Czech (Czechia)",
    native_name: "čeština (Česko)",
    two_letter: "cs",
    three_letter: "ces",
    lcid: 0x0405,
    parent: "cs",
    list_separator: ";",
    turkic: false,
    number: NumberInfo { currency_symbol: "Kč", ..SPACE_NUMBER },
    date: DateInfo {
        days: names("neděle|pondělí|úterý|středa|čtvrtek|pátek|sobota"),
        short_days: names("ne|po|út|st|čt|pá|so"),
        shortest_days: names("N|P|Ú|S|Č|P|S"),
        months: names("leden|únor|březen|duben|květen|červen|červenec|srpen|září|říjen|listopad|prosinec"),
        short_months: names("led|úno|bře|dub|kvě|čvn|čvc|srp|zář|říj|lis|pro"),
        genitive_months: names(
            "ledna|února|března|dubna|května|června|července|srpna|září|října|listopadu|prosince",
        ),
        short_genitive_months: names("led|úno|bře|dub|kvě|čvn|čvc|srp|zář|říj|lis|pro"),
        am: "dop.",
        pm: "odp.",
        date_separator: ".",
        time_separator: ":",
        short_date: "dd.MM.yyyy",
        long_date: "dddd d. MMMM yyyy",
        short_time: "H:mm",
        long_time: "H:mm:ss",
        month_day: "d. MMMM",
        year_month: "MMMM yyyy",
        era: "n. l.",
        first_day: 1,
        week_rule: WeekRule::FirstFourDayWeek,
    },
};

static CS: Culture = Culture {
    name: "cs",
    english_name: "Czech",
    native_name: "čeština",
    lcid: 0x0005,
    parent: "",
    number: NumberInfo { currency_symbol: "¤", ..CS_CZ.number },
    ..CS_CZ
};

static SK_SK: Culture = Culture {
    name: "sk-SK",
    english_name: "Slovak (Slovakia)",
    native_name: "slovenčina (Slovensko)",
    two_letter: "sk",
    three_letter: "slk",
    lcid: 0x041b,
    parent: "sk",
    list_separator: ";",
    turkic: false,
    number: SPACE_NUMBER,
    date: DateInfo {
        days: names("nedeľa|pondelok|utorok|streda|štvrtok|piatok|sobota"),
        short_days: names("ne|po|ut|st|št|pi|so"),
        shortest_days: names("n|p|u|s|š|p|s"),
        months: names("január|február|marec|apríl|máj|jún|júl|august|september|október|november|december"),
        short_months: names("jan|feb|mar|apr|máj|jún|júl|aug|sep|okt|nov|dec"),
        genitive_months: names(
            "januára|februára|marca|apríla|mája|júna|júla|augusta|septembra|októbra|novembra|decembra",
        ),
        short_genitive_months: names("jan|feb|mar|apr|máj|jún|júl|aug|sep|okt|nov|dec"),
        am: "AM",
        pm: "PM",
        date_separator: ". ",
        time_separator: ":",
        short_date: "d. M. yyyy",
        long_date: "dddd d. MMMM yyyy",
        short_time: "H:mm",
        long_time: "H:mm:ss",
        month_day: "d. MMMM",
        year_month: "MMMM yyyy",
        era: "po Kr.",
        first_day: 1,
        week_rule: WeekRule::FirstFourDayWeek,
    },
};

static SK: Culture = Culture {
    name: "sk",
    english_name: "Slovak",
    native_name: "slovenčina",
    lcid: 0x001b,
    parent: "",
    number: NumberInfo { currency_symbol: "¤", ..SK_SK.number },
    ..SK_SK
};

static SL_SI: Culture = Culture {
    name: "sl-SI",
    english_name: "Slovenian (Slovenia)",
    native_name: "slovenščina (Slovenija)",
    two_letter: "sl",
    three_letter: "slv",
    lcid: 0x0424,
    parent: "sl",
    list_separator: ";",
    turkic: false,
    number: NumberInfo { negative_sign: "\u{2212}", negative_infinity: "\u{2212}∞", ..EURO_NUMBER },
    date: DateInfo {
        days: names("nedelja|ponedeljek|torek|sreda|četrtek|petek|sobota"),
        short_days: names("ned.|pon.|tor.|sre.|čet.|pet.|sob."),
        shortest_days: names("n|p|t|s|č|p|s"),
        months: names(
            "januar|februar|marec|april|maj|junij|julij|avgust|september|oktober|november|december",
        ),
        short_months: names("jan.|feb.|mar.|apr.|maj|jun.|jul.|avg.|sep.|okt.|nov.|dec."),
        genitive_months: names(
            "januar|februar|marec|april|maj|junij|julij|avgust|september|oktober|november|december",
        ),
        short_genitive_months: names("jan.|feb.|mar.|apr.|maj|jun.|jul.|avg.|sep.|okt.|nov.|dec."),
        am: "dop.",
        pm: "pop.",
        date_separator: ". ",
        time_separator: ":",
        short_date: "d. MM. yyyy",
        long_date: "dddd, d. MMMM yyyy",
        short_time: "HH:mm",
        long_time: "HH:mm:ss",
        month_day: "d. MMMM",
        year_month: "MMMM yyyy",
        era: "po Kr.",
        first_day: 1,
        week_rule: WeekRule::FirstDay,
    },
};

static SL: Culture = Culture {
    name: "sl",
    english_name: "Slovenian",
    native_name: "slovenščina",
    lcid: 0x0024,
    parent: "",
    number: NumberInfo { currency_symbol: "¤", ..SL_SI.number },
    ..SL_SI
};

static HR_HR: Culture = Culture {
    name: "hr-HR",
    english_name: "Croatian (Croatia)",
    native_name: "hrvatski (Hrvatska)",
    two_letter: "hr",
    three_letter: "hrv",
    lcid: 0x041a,
    parent: "hr",
    list_separator: ";",
    turkic: false,
    number: NumberInfo { negative_sign: "\u{2212}", negative_infinity: "\u{2212}∞", ..EURO_NUMBER },
    date: DateInfo {
        days: names("nedjelja|ponedjeljak|utorak|srijeda|četvrtak|petak|subota"),
        short_days: names("ned|pon|uto|sri|čet|pet|sub"),
        shortest_days: names("n|p|u|s|č|p|s"),
        months: names(
            "siječanj|veljača|ožujak|travanj|svibanj|lipanj|srpanj|kolovoz|rujan|listopad|studeni|prosinac",
        ),
        short_months: names("sij|velj|ožu|tra|svi|lip|srp|kol|ruj|lis|stu|pro"),
        genitive_months: names(
            "siječnja|veljače|ožujka|travnja|svibnja|lipnja|srpnja|kolovoza|rujna|listopada|studenoga|prosinca",
        ),
        short_genitive_months: names("sij|velj|ožu|tra|svi|lip|srp|kol|ruj|lis|stu|pro"),
        am: "AM",
        pm: "PM",
        date_separator: ". ",
        time_separator: ":",
        short_date: "dd. MM. yyyy.",
        long_date: "dddd, d. MMMM yyyy.",
        short_time: "HH:mm",
        long_time: "HH:mm:ss",
        month_day: "d. MMMM",
        year_month: "MMMM yyyy.",
        era: "po. Kr.",
        first_day: 1,
        week_rule: WeekRule::FirstDay,
    },
};

static HR: Culture = Culture {
    name: "hr",
    english_name: "Croatian",
    native_name: "hrvatski",
    lcid: 0x001a,
    parent: "",
    number: NumberInfo { currency_symbol: "¤", ..HR_HR.number },
    ..HR_HR
};

static RU_RU: Culture = Culture {
    name: "ru-RU",
    english_name: "Russian (Russia)",
    native_name: "русский (Россия)",
    two_letter: "ru",
    three_letter: "rus",
    lcid: 0x0419,
    parent: "ru",
    list_separator: ";",
    turkic: false,
    number: NumberInfo { currency_symbol: "₽", nan: "не\u{a0}число", ..SPACE_NUMBER },
    date: DateInfo {
        days: names("воскресенье|понедельник|вторник|среда|четверг|пятница|суббота"),
        short_days: names("вс|пн|вт|ср|чт|пт|сб"),
        shortest_days: names("В|П|В|С|Ч|П|С"),
        months: names("январь|февраль|март|апрель|май|июнь|июль|август|сентябрь|октябрь|ноябрь|декабрь"),
        short_months: names("янв.|февр.|март|апр.|май|июнь|июль|авг.|сент.|окт.|нояб.|дек."),
        genitive_months: names(
            "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря",
        ),
        short_genitive_months: names("янв.|февр.|мар.|апр.|мая|июн.|июл.|авг.|сент.|окт.|нояб.|дек."),
        am: "AM",
        pm: "PM",
        date_separator: ".",
        time_separator: ":",
        short_date: "dd.MM.yyyy",
        long_date: "dddd, d MMMM yyyy\u{202f}'г'.",
        short_time: "HH:mm",
        long_time: "HH:mm:ss",
        month_day: "d MMMM",
        year_month: "MMMM yyyy\u{202f}'г'.",
        era: "н. э.",
        first_day: 1,
        week_rule: WeekRule::FirstFourDayWeek,
    },
};

static RU: Culture = Culture {
    name: "ru",
    english_name: "Russian",
    native_name: "русский",
    lcid: 0x0019,
    parent: "",
    number: NumberInfo { currency_symbol: "¤", ..RU_RU.number },
    ..RU_RU
};

static UK_UA: Culture = Culture {
    name: "uk-UA",
    english_name: "Ukrainian (Ukraine)",
    native_name: "українська (Україна)",
    two_letter: "uk",
    three_letter: "ukr",
    lcid: 0x0422,
    parent: "uk",
    list_separator: ";",
    turkic: false,
    number: NumberInfo {
        currency_symbol: "₴",
        percent_positive_pattern: 1,
        percent_negative_pattern: 1,
        ..SPACE_NUMBER
    },
    date: DateInfo {
        days: names("неділя|понеділок|вівторок|середа|четвер|пʼятниця|субота"),
        short_days: names("нд|пн|вт|ср|чт|пт|сб"),
        shortest_days: names("Н|П|В|С|Ч|П|С"),
        months: names(
            "січень|лютий|березень|квітень|травень|червень|липень|серпень|вересень|жовтень|листопад|грудень",
        ),
        short_months: names("січ|лют|бер|кві|тра|чер|лип|сер|вер|жов|лис|гру"),
        genitive_months: names(
            "січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|грудня",
        ),
        short_genitive_months: names("січ.|лют.|бер.|квіт.|трав.|черв.|лип.|серп.|вер.|жовт.|лист.|груд."),
        am: "дп",
        pm: "пп",
        date_separator: ".",
        time_separator: ":",
        short_date: "dd.MM.yyyy",
        long_date: "dddd, d MMMM yyyy\u{202f}'р'.",
        short_time: "HH:mm",
        long_time: "HH:mm:ss",
        month_day: "d MMMM",
        year_month: "MMMM yyyy\u{202f}'р'.",
        era: "н. е.",
        first_day: 1,
        week_rule: WeekRule::FirstDay,
    },
};

static UK: Culture = Culture {
    name: "uk",
    english_name: "Ukrainian",
    native_name: "українська",
    lcid: 0x0022,
    parent: "",
    number: NumberInfo { currency_symbol: "¤", ..UK_UA.number },
    ..UK_UA
};

static BG_BG: Culture = Culture {
    name: "bg-BG",
    english_name: "Bulgarian (Bulgaria)",
    native_name: "български (България)",
    two_letter: "bg",
    three_letter: "bul",
    lcid: 0x0402,
    parent: "bg",
    list_separator: ";",
    turkic: false,
    number: NumberInfo {
        currency_symbol: "лв.",
        percent_positive_pattern: 1,
        percent_negative_pattern: 1,
        ..SPACE_NUMBER
    },
    date: DateInfo {
        days: names("неделя|понеделник|вторник|сряда|четвъртък|петък|събота"),
        short_days: names("нд|пн|вт|ср|чт|пт|сб"),
        shortest_days: names("н|п|в|с|ч|п|с"),
        months: names("януари|февруари|март|април|май|юни|юли|август|септември|октомври|ноември|декември"),
        short_months: names("яну|фев|март|апр|май|юни|юли|авг|сеп|окт|ное|дек"),
        genitive_months: names(
            "януари|февруари|март|април|май|юни|юли|август|септември|октомври|ноември|декември",
        ),
        short_genitive_months: names("яну|фев|март|апр|май|юни|юли|авг|сеп|окт|ное|дек"),
        am: "am",
        pm: "pm",
        date_separator: ".",
        time_separator: ":",
        short_date: "d.MM.yyyy\u{202f}'г'.",
        long_date: "dddd, d MMMM yyyy\u{202f}'г'.",
        short_time: "H:mm 'ч'.",
        long_time: "H:mm:ss 'ч'.",
        month_day: "d MMMM",
        year_month: "MMMM yyyy\u{202f}'г'.",
        era: "сл.Хр.",
        first_day: 1,
        week_rule: WeekRule::FirstFourDayWeek,
    },
};

static BG: Culture = Culture {
    name: "bg",
    english_name: "Bulgarian",
    native_name: "български",
    lcid: 0x0002,
    parent: "",
    number: NumberInfo { currency_symbol: "¤", ..BG_BG.number },
    ..BG_BG
};
