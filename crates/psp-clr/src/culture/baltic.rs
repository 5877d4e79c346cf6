//! Finnish, Estonian, Latvian and Lithuanian.

use super::base::{SPACE_NUMBER, names};
use super::{Culture, DateInfo, NumberInfo, WeekRule};

/// The tables of this file.
pub(super) static ALL: &[&Culture] = &[&FI_FI, &FI, &ET_EE, &ET, &LV_LV, &LV, &LT_LT, &LT];

static FI_FI: Culture = Culture {
    name: "fi-FI",
    english_name: "Finnish (Finland)",
    native_name: "suomi (Suomi)",
    two_letter: "fi",
    three_letter: "fin",
    lcid: 0x040b,
    parent: "fi",
    list_separator: ";",
    turkic: false,
    number: NumberInfo {
        negative_sign: "\u{2212}",
        nan: "epäluku",
        negative_infinity: "\u{2212}∞",
        ..SPACE_NUMBER
    },
    date: DateInfo {
        days: names("sunnuntai|maanantai|tiistai|keskiviikko|torstai|perjantai|lauantai"),
        short_days: names("su|ma|ti|ke|to|pe|la"),
        shortest_days: names("S|M|T|K|T|P|L"),
        months: names(
            "tammikuu|helmikuu|maaliskuu|huhtikuu|toukokuu|kesäkuu|heinäkuu|elokuu|syyskuu|lokakuu|marraskuu|joulukuu",
        ),
        short_months: names("tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu"),
        genitive_months: names(
            "tammikuuta|helmikuuta|maaliskuuta|huhtikuuta|toukokuuta|kesäkuuta|heinäkuuta|elokuuta|syyskuuta|lokakuuta|marraskuuta|joulukuuta",
        ),
        short_genitive_months: names(
            "tammik.|helmik.|maalisk.|huhtik.|toukok.|kesäk.|heinäk.|elok.|syysk.|lokak.|marrask.|jouluk.",
        ),
        am: "ap.",
        pm: "ip.",
        date_separator: ".",
        time_separator: ".",
        short_date: "d.M.yyyy",
        long_date: "dddd d. MMMM yyyy",
        short_time: "H.mm",
        long_time: "H.mm.ss",
        month_day: "d. MMMM",
        year_month: "MMMM yyyy",
        era: "jKr.",
        first_day: 1,
        week_rule: WeekRule::FirstFourDayWeek,
    },
};

static FI: Culture = Culture {
    name: "fi",
    english_name: "Finnish",
    native_name: "suomi",
    lcid: 0x000b,
    parent: "",
    number: NumberInfo { currency_symbol: "¤", ..FI_FI.number },
    ..FI_FI
};

static ET_EE: Culture = Culture {
    name: "et-EE",
    english_name: "Estonian (Estonia)",
    native_name: "eesti (Eesti)",
    two_letter: "et",
    three_letter: "est",
    lcid: 0x0425,
    parent: "et",
    list_separator: ";",
    turkic: false,
    number: NumberInfo {
        negative_sign: "\u{2212}",
        percent_positive_pattern: 1,
        percent_negative_pattern: 1,
        negative_infinity: "\u{2212}∞",
        ..SPACE_NUMBER
    },
    date: DateInfo {
        days: names("pühapäev|esmaspäev|teisipäev|kolmapäev|neljapäev|reede|laupäev"),
        short_days: names("P|E|T|K|N|R|L"),
        shortest_days: names("P|E|T|K|N|R|L"),
        months: names(
            "jaanuar|veebruar|märts|aprill|mai|juuni|juuli|august|september|oktoober|november|detsember",
        ),
        short_months: names("jaan|veebr|märts|apr|mai|juuni|juuli|aug|sept|okt|nov|dets"),
        genitive_months: names(
            "jaanuar|veebruar|märts|aprill|mai|juuni|juuli|august|september|oktoober|november|detsember",
        ),
        short_genitive_months: names("jaan|veebr|märts|apr|mai|juuni|juuli|aug|sept|okt|nov|dets"),
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
        era: "pKr",
        first_day: 1,
        week_rule: WeekRule::FirstFourDayWeek,
    },
};

static ET: Culture = Culture {
    name: "et",
    english_name: "Estonian",
    native_name: "eesti",
    lcid: 0x0025,
    parent: "",
    number: NumberInfo { currency_symbol: "¤", ..ET_EE.number },
    ..ET_EE
};

static LV_LV: Culture = Culture {
    name: "lv-LV",
    english_name: "Latvian (Latvia)",
    native_name: "latviešu (Latvija)",
    two_letter: "lv",
    three_letter: "lav",
    lcid: 0x0426,
    parent: "lv",
    list_separator: ";",
    turkic: false,
    number: NumberInfo {
        percent_positive_pattern: 1,
        percent_negative_pattern: 1,
        nan: "NS",
        ..SPACE_NUMBER
    },
    date: DateInfo {
        days: names("Svētdiena|Pirmdiena|Otrdiena|Trešdiena|Ceturtdiena|Piektdiena|Sestdiena"),
        short_days: names("Svētd.|Pirmd.|Otrd.|Trešd.|Ceturtd.|Piektd.|Sestd."),
        shortest_days: names("S|P|O|T|C|P|S"),
        months: names(
            "janvāris|februāris|marts|aprīlis|maijs|jūnijs|jūlijs|augusts|septembris|oktobris|novembris|decembris",
        ),
        short_months: names("janv.|febr.|marts|apr.|maijs|jūn.|jūl.|aug.|sept.|okt.|nov.|dec."),
        genitive_months: names(
            "janvāris|februāris|marts|aprīlis|maijs|jūnijs|jūlijs|augusts|septembris|oktobris|novembris|decembris",
        ),
        short_genitive_months: names("janv.|febr.|marts|apr.|maijs|jūn.|jūl.|aug.|sept.|okt.|nov.|dec."),
        am: "priekšp.",
        pm: "pēcp.",
        date_separator: ".",
        time_separator: ":",
        short_date: "dd.MM.yyyy",
        long_date: "dddd, yyyy. 'gada' d. MMMM",
        short_time: "HH:mm",
        long_time: "HH:mm:ss",
        month_day: "d. MMMM",
        year_month: "yyyy. 'g'. MMMM",
        era: "m.ē.",
        first_day: 1,
        week_rule: WeekRule::FirstDay,
    },
};

static LV: Culture = Culture {
    name: "lv",
    english_name: "Latvian",
    native_name: "latviešu",
    lcid: 0x0026,
    parent: "",
    number: NumberInfo { currency_symbol: "¤", ..LV_LV.number },
    ..LV_LV
};

static LT_LT: Culture = Culture {
    name: "lt-LT",
    english_name: "Lithuanian (Lithuania)",
    native_name: "lietuvių (Lietuva)",
    two_letter: "lt",
    three_letter: "lit",
    lcid: 0x0427,
    parent: "lt",
    list_separator: ";",
    turkic: false,
    number: NumberInfo { negative_sign: "\u{2212}", negative_infinity: "\u{2212}∞", ..SPACE_NUMBER },
    date: DateInfo {
        days: names(
            "sekmadienis|pirmadienis|antradienis|trečiadienis|ketvirtadienis|penktadienis|šeštadienis",
        ),
        short_days: names("sk|pr|an|tr|kt|pn|št"),
        shortest_days: names("S|P|A|T|K|P|Š"),
        months: names(
            "sausis|vasaris|kovas|balandis|gegužė|birželis|liepa|rugpjūtis|rugsėjis|spalis|lapkritis|gruodis",
        ),
        short_months: names("saus.|vas.|kov.|bal.|geg.|birž.|liep.|rugp.|rugs.|spal.|lapkr.|gruod."),
        genitive_months: names(
            "sausio|vasario|kovo|balandžio|gegužės|birželio|liepos|rugpjūčio|rugsėjo|spalio|lapkričio|gruodžio",
        ),
        short_genitive_months: names("saus.|vas.|kov.|bal.|geg.|birž.|liep.|rugp.|rugs.|spal.|lapkr.|gruod."),
        am: "priešpiet",
        pm: "popiet",
        date_separator: "-",
        time_separator: ":",
        short_date: "yyyy-MM-dd",
        long_date: "yyyy 'm'. MMMM d 'd'., dddd",
        short_time: "HH:mm",
        long_time: "HH:mm:ss",
        month_day: "MMMM d 'd'.",
        year_month: "yyyy 'm'. MMMM",
        era: "po Kr.",
        first_day: 1,
        week_rule: WeekRule::FirstFourDayWeek,
    },
};

static LT: Culture = Culture {
    name: "lt",
    english_name: "Lithuanian",
    native_name: "lietuvių",
    lcid: 0x0027,
    parent: "",
    number: NumberInfo { currency_symbol: "¤", ..LT_LT.number },
    ..LT_LT
};
