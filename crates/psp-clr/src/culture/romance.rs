//! French, Spanish, Italian, Portuguese, Romanian and Catalan.

use super::base::{EURO_NUMBER, ICU_NUMBER, SPACE_NUMBER, names};
use super::{Culture, DateInfo, NumberInfo, WeekRule};

/// The tables of this file.
pub(super) static ALL: &[&Culture] = &[
    &FR_FR, &FR, &FR_BE, &FR_CA, &FR_CH, &ES_ES, &ES, &ES_MX, &IT_IT, &IT, &IT_CH, &PT_BR, &PT, &PT_PT,
    &RO_RO, &RO, &CA_ES, &CA,
];

static FR_FR: Culture = Culture {
    name: "fr-FR",
    english_name: "French (France)",
    native_name: "français (France)",
    two_letter: "fr",
    three_letter: "fra",
    lcid: 0x040c,
    parent: "fr",
    list_separator: ";",
    turkic: false,
    number: NumberInfo { group_separator: "\u{202f}", currency_group_separator: "\u{202f}", ..EURO_NUMBER },
    date: DateInfo {
        days: names("dimanche|lundi|mardi|mercredi|jeudi|vendredi|samedi"),
        short_days: names("dim.|lun.|mar.|mer.|jeu.|ven.|sam."),
        shortest_days: names("D|L|M|M|J|V|S"),
        months: names("janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"),
        short_months: names("janv.|févr.|mars|avr.|mai|juin|juil.|août|sept.|oct.|nov.|déc."),
        genitive_months: names(
            "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre",
        ),
        short_genitive_months: names("janv.|févr.|mars|avr.|mai|juin|juil.|août|sept.|oct.|nov.|déc."),
        am: "AM",
        pm: "PM",
        date_separator: "/",
        time_separator: ":",
        short_date: "dd/MM/yyyy",
        long_date: "dddd d MMMM yyyy",
        short_time: "HH:mm",
        long_time: "HH:mm:ss",
        month_day: "d MMMM",
        year_month: "MMMM yyyy",
        era: "ap. J.-C.",
        first_day: 1,
        week_rule: WeekRule::FirstFourDayWeek,
    },
};

static FR: Culture = Culture {
    name: "fr",
    english_name: "French",
    native_name: "français",
    lcid: 0x000c,
    parent: "",
    number: NumberInfo { currency_symbol: "¤", ..FR_FR.number },
    ..FR_FR
};

static FR_BE: Culture = Culture {
    name: "fr-BE",
    english_name: "French (Belgium)",
    native_name: "français (Belgique)",
    lcid: 0x080c,
    number: NumberInfo { group_separator: "\u{202f}", currency_group_separator: "\u{202f}", ..EURO_NUMBER },
    date: DateInfo { short_date: "d/MM/yyyy", ..FR_FR.date },
    ..FR_FR
};

static FR_CA: Culture = Culture {
    name: "fr-CA",
    english_name: "French (Canada)",
    native_name: "français (Canada)",
    lcid: 0x0c0c,
    number: NumberInfo { currency_symbol: "$", ..SPACE_NUMBER },
    date: DateInfo {
        short_months: names("janv.|févr.|mars|avr.|mai|juin|juill.|août|sept.|oct.|nov.|déc."),
        short_genitive_months: names("janv.|févr.|mars|avr.|mai|juin|juill.|août|sept.|oct.|nov.|déc."),
        am: "a.m.",
        pm: "p.m.",
        date_separator: "-",
        time_separator: " h ",
        short_date: "yyyy-MM-dd",
        short_time: "HH 'h' mm",
        long_time: "HH 'h' mm 'min' ss 's'",
        first_day: 0,
        week_rule: WeekRule::FirstDay,
        ..FR_FR.date
    },
    ..FR_FR
};

static FR_CH: Culture = Culture {
    name: "fr-CH",
    english_name: "French (Switzerland)",
    native_name: "français (Suisse)",
    lcid: 0x100c,
    number: NumberInfo {
        decimal_separator: ",",
        group_separator: "\u{202f}",
        currency_symbol: "CHF",
        currency_group_separator: "\u{202f}",
        currency_positive_pattern: 3,
        currency_negative_pattern: 8,
        ..ICU_NUMBER
    },
    date: DateInfo {
        date_separator: ".",
        short_date: "dd.MM.yyyy",
        long_date: "dddd, d MMMM yyyy",
        ..FR_FR.date
    },
    ..FR_FR
};

static ES_ES: Culture = Culture {
    name: "es-ES",
    english_name: "Spanish (Spain)",
    native_name: "español (España)",
    two_letter: "es",
    three_letter: "spa",
    lcid: 0x0c0a,
    parent: "es",
    list_separator: ";",
    turkic: false,
    number: EURO_NUMBER,
    date: DateInfo {
        days: names("domingo|lunes|martes|miércoles|jueves|viernes|sábado"),
        short_days: names("dom|lun|mar|mié|jue|vie|sáb"),
        shortest_days: names("D|L|M|X|J|V|S"),
        months: names(
            "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre",
        ),
        short_months: names("ene|feb|mar|abr|may|jun|jul|ago|sept|oct|nov|dic"),
        genitive_months: names(
            "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre",
        ),
        short_genitive_months: names("ene|feb|mar|abr|may|jun|jul|ago|sept|oct|nov|dic"),
        am: "a.\u{202f}m.",
        pm: "p.\u{202f}m.",
        date_separator: "/",
        time_separator: ":",
        short_date: "d/M/yyyy",
        long_date: "dddd, d 'de' MMMM 'de' yyyy",
        short_time: "H:mm",
        long_time: "H:mm:ss",
        month_day: "d 'de' MMMM",
        year_month: "MMMM 'de' yyyy",
        era: "d. C.",
        first_day: 1,
        week_rule: WeekRule::FirstFourDayWeek,
    },
};

static ES: Culture = Culture {
    name: "es",
    english_name: "Spanish",
    native_name: "español",
    lcid: 0x000a,
    parent: "",
    number: NumberInfo { currency_symbol: "¤", ..ES_ES.number },
    ..ES_ES
};

static ES_MX: Culture = Culture {
    name: "es-MX",
    english_name: "Spanish (Mexico)",
    native_name: "español (México)",
    lcid: 0x080a,
    list_separator: ",",
    number: ICU_NUMBER,
    date: DateInfo {
        shortest_days: names("D|L|M|M|J|V|S"),
        short_date: "dd/MM/yyyy",
        short_time: "HH:mm",
        long_time: "HH:mm:ss",
        era: "d.C.",
        first_day: 0,
        week_rule: WeekRule::FirstDay,
        ..ES_ES.date
    },
    ..ES_ES
};

static IT_IT: Culture = Culture {
    name: "it-IT",
    english_name: "Italian (Italy)",
    native_name: "italiano (Italia)",
    two_letter: "it",
    three_letter: "ita",
    lcid: 0x0410,
    parent: "it",
    list_separator: ";",
    turkic: false,
    number: NumberInfo { percent_positive_pattern: 1, percent_negative_pattern: 1, ..EURO_NUMBER },
    date: DateInfo {
        days: names("domenica|lunedì|martedì|mercoledì|giovedì|venerdì|sabato"),
        short_days: names("dom|lun|mar|mer|gio|ven|sab"),
        shortest_days: names("D|L|M|M|G|V|S"),
        months: names(
            "gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre",
        ),
        short_months: names("gen|feb|mar|apr|mag|giu|lug|ago|set|ott|nov|dic"),
        genitive_months: names(
            "gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre",
        ),
        short_genitive_months: names("gen|feb|mar|apr|mag|giu|lug|ago|set|ott|nov|dic"),
        am: "AM",
        pm: "PM",
        date_separator: "/",
        time_separator: ":",
        short_date: "dd/MM/yyyy",
        long_date: "dddd d MMMM yyyy",
        short_time: "HH:mm",
        long_time: "HH:mm:ss",
        month_day: "d MMMM",
        year_month: "MMMM yyyy",
        era: "d.C.",
        first_day: 1,
        week_rule: WeekRule::FirstFourDayWeek,
    },
};

static IT: Culture = Culture {
    name: "it",
    english_name: "Italian",
    native_name: "italiano",
    lcid: 0x0010,
    parent: "",
    number: NumberInfo { currency_symbol: "¤", ..IT_IT.number },
    ..IT_IT
};

static IT_CH: Culture = Culture {
    name: "it-CH",
    english_name: "Italian (Switzerland)",
    native_name: "italiano (Svizzera)",
    lcid: 0x0810,
    list_separator: ",",
    number: NumberInfo {
        group_separator: "\u{2019}",
        currency_symbol: "CHF",
        currency_group_separator: "\u{2019}",
        currency_positive_pattern: 2,
        currency_negative_pattern: 2,
        ..ICU_NUMBER
    },
    date: DateInfo {
        date_separator: ".",
        short_date: "dd.MM.yyyy",
        long_date: "dddd, d MMMM yyyy",
        ..IT_IT.date
    },
    ..IT_IT
};

static PT_BR: Culture = Culture {
    name: "pt-BR",
    english_name: "Portuguese (Brazil)",
    native_name: "português (Brasil)",
    two_letter: "pt",
    three_letter: "por",
    lcid: 0x0416,
    parent: "pt",
    list_separator: ";",
    turkic: false,
    number: NumberInfo {
        currency_symbol: "R$",
        currency_positive_pattern: 2,
        currency_negative_pattern: 9,
        percent_positive_pattern: 1,
        percent_negative_pattern: 1,
        ..EURO_NUMBER
    },
    date: DateInfo {
        days: names("domingo|segunda-feira|terça-feira|quarta-feira|quinta-feira|sexta-feira|sábado"),
        short_days: names("dom.|seg.|ter.|qua.|qui.|sex.|sáb."),
        shortest_days: names("D|S|T|Q|Q|S|S"),
        months: names(
            "janeiro|fevereiro|março|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro",
        ),
        short_months: names("jan.|fev.|mar.|abr.|mai.|jun.|jul.|ago.|set.|out.|nov.|dez."),
        genitive_months: names(
            "janeiro|fevereiro|março|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro",
        ),
        short_genitive_months: names("jan.|fev.|mar.|abr.|mai.|jun.|jul.|ago.|set.|out.|nov.|dez."),
        am: "AM",
        pm: "PM",
        date_separator: "/",
        time_separator: ":",
        short_date: "dd/MM/yyyy",
        long_date: "dddd, d 'de' MMMM 'de' yyyy",
        short_time: "HH:mm",
        long_time: "HH:mm:ss",
        month_day: "d 'de' MMMM",
        year_month: "MMMM 'de' yyyy",
        era: "d.C.",
        first_day: 0,
        week_rule: WeekRule::FirstDay,
    },
};

static PT: Culture = Culture {
    name: "pt",
    english_name: "Portuguese",
    native_name: "português",
    lcid: 0x0016,
    parent: "",
    number: NumberInfo { currency_symbol: "¤", ..PT_BR.number },
    ..PT_BR
};

static PT_PT: Culture = Culture {
    name: "pt-PT",
    english_name: "Portuguese (Portugal)",
    native_name: "português (Portugal)",
    lcid: 0x0816,
    number: NumberInfo { percent_positive_pattern: 1, percent_negative_pattern: 1, ..SPACE_NUMBER },
    date: DateInfo {
        short_days: names("domingo|segunda|terça|quarta|quinta|sexta|sábado"),
        am: "a.m.",
        pm: "p.m.",
        era: "E.C.",
        week_rule: WeekRule::FirstFourDayWeek,
        ..PT_BR.date
    },
    ..PT_BR
};

static RO_RO: Culture = Culture {
    name: "ro-RO",
    english_name: "Romanian (Romania)",
    native_name: "română (România)",
    two_letter: "ro",
    three_letter: "ron",
    lcid: 0x0418,
    parent: "ro",
    list_separator: ";",
    turkic: false,
    number: NumberInfo { currency_symbol: "RON", ..EURO_NUMBER },
    date: DateInfo {
        days: names("duminică|luni|marți|miercuri|joi|vineri|sâmbătă"),
        short_days: names("dum.|lun.|mar.|mie.|joi|vin.|sâm."),
        shortest_days: names("D|L|M|M|J|V|S"),
        months: names(
            "ianuarie|februarie|martie|aprilie|mai|iunie|iulie|august|septembrie|octombrie|noiembrie|decembrie",
        ),
        short_months: names("ian.|feb.|mar.|apr.|mai|iun.|iul.|aug.|sept.|oct.|nov.|dec."),
        genitive_months: names(
            "ianuarie|februarie|martie|aprilie|mai|iunie|iulie|august|septembrie|octombrie|noiembrie|decembrie",
        ),
        short_genitive_months: names("ian.|feb.|mar.|apr.|mai|iun.|iul.|aug.|sept.|oct.|nov.|dec."),
        am: "a.m.",
        pm: "p.m.",
        date_separator: ".",
        time_separator: ":",
        short_date: "dd.MM.yyyy",
        long_date: "dddd, d MMMM yyyy",
        short_time: "HH:mm",
        long_time: "HH:mm:ss",
        month_day: "d MMMM",
        year_month: "MMMM yyyy",
        era: "d.Hr.",
        first_day: 1,
        week_rule: WeekRule::FirstDay,
    },
};

static RO: Culture = Culture {
    name: "ro",
    english_name: "Romanian",
    native_name: "română",
    lcid: 0x0018,
    parent: "",
    number: NumberInfo { currency_symbol: "¤", ..RO_RO.number },
    ..RO_RO
};

static CA_ES: Culture = Culture {
    name: "ca-ES",
    english_name: "Catalan (Spain)",
    native_name: "català (Espanya)",
    two_letter: "ca",
    three_letter: "cat",
    lcid: 0x0403,
    parent: "ca",
    list_separator: ";",
    turkic: false,
    number: EURO_NUMBER,
    date: DateInfo {
        days: names("diumenge|dilluns|dimarts|dimecres|dijous|divendres|dissabte"),
        short_days: names("dg.|dl.|dt.|dc.|dj.|dv.|ds."),
        shortest_days: names("dg|dl|dt|dc|dj|dv|ds"),
        months: names("gener|febrer|març|abril|maig|juny|juliol|agost|setembre|octubre|novembre|desembre"),
        short_months: names("gen.|febr.|març|abr.|maig|juny|jul.|ag.|set.|oct.|nov.|des."),
        genitive_months: names(
            "de gener|de febrer|de març|d\u{2019}abril|de maig|de juny|de juliol|d\u{2019}agost|de setembre|d\u{2019}octubre|de novembre|de desembre",
        ),
        short_genitive_months: names(
            "de gen.|de febr.|de març|d\u{2019}abr.|de maig|de juny|de jul.|d\u{2019}ag.|de set.|d\u{2019}oct.|de nov.|de des.",
        ),
        am: "a.\u{202f}m.",
        pm: "p.\u{202f}m.",
        date_separator: "/",
        time_separator: ":",
        short_date: "d/M/yyyy",
        long_date: "dddd, d MMMM 'de' yyyy",
        short_time: "H:mm",
        long_time: "H:mm:ss",
        month_day: "d MMMM",
        year_month: "MMMM 'de' yyyy",
        era: "dC",
        first_day: 1,
        week_rule: WeekRule::FirstFourDayWeek,
    },
};

static CA: Culture = Culture {
    name: "ca",
    english_name: "Catalan",
    native_name: "català",
    lcid: 0x0003,
    parent: "",
    number: NumberInfo { currency_symbol: "¤", ..CA_ES.number },
    ..CA_ES
};
