//! Japanese, Chinese, Korean, Vietnamese, Indonesian and Hindi.

use super::base::{EURO_NUMBER, ICU_NUMBER, names};
use super::{Culture, DateInfo, NumberInfo, WeekRule};

/// The tables of this file.
pub(super) static ALL: &[&Culture] =
    &[&JA_JP, &JA, &ZH_CN, &ZH, &ZH_TW, &KO_KR, &KO, &VI_VN, &VI, &ID_ID, &ID, &HI_IN, &HI];

static JA_JP: Culture = Culture {
    name: "ja-JP",
    english_name: "Japanese (Japan)",
    native_name: "日本語 (日本)",
    two_letter: "ja",
    three_letter: "jpn",
    lcid: 0x0411,
    parent: "ja",
    list_separator: ",",
    turkic: false,
    number: NumberInfo { currency_symbol: "￥", currency_decimal_digits: 0, ..ICU_NUMBER },
    date: DateInfo {
        days: names("日曜日|月曜日|火曜日|水曜日|木曜日|金曜日|土曜日"),
        short_days: names("日|月|火|水|木|金|土"),
        shortest_days: names("日|月|火|水|木|金|土"),
        months: names("1月|2月|3月|4月|5月|6月|7月|8月|9月|10月|11月|12月"),
        short_months: names("1月|2月|3月|4月|5月|6月|7月|8月|9月|10月|11月|12月"),
        genitive_months: names("1月|2月|3月|4月|5月|6月|7月|8月|9月|10月|11月|12月"),
        short_genitive_months: names("1月|2月|3月|4月|5月|6月|7月|8月|9月|10月|11月|12月"),
        am: "午前",
        pm: "午後",
        date_separator: "/",
        time_separator: ":",
        short_date: "yyyy/MM/dd",
        long_date: "yyyy年M月d日dddd",
        short_time: "H:mm",
        long_time: "H:mm:ss",
        month_day: "M月d日",
        year_month: "yyyy年M月",
        era: "西暦",
        first_day: 0,
        week_rule: WeekRule::FirstDay,
    },
};

static JA: Culture = Culture {
    name: "ja",
    english_name: "Japanese",
    native_name: "日本語",
    lcid: 0x0011,
    parent: "",
    number: NumberInfo { currency_symbol: "¤", ..JA_JP.number },
    ..JA_JP
};

static ZH_CN: Culture = Culture {
    name: "zh-CN",
    english_name: "Chinese (China)",
    native_name: "中文 (中国)",
    two_letter: "zh",
    three_letter: "zho",
    lcid: 0x0804,
    parent: "zh-Hans",
    list_separator: ",",
    turkic: false,
    number: NumberInfo { currency_symbol: "¥", ..ICU_NUMBER },
    date: DateInfo {
        days: names("星期日|星期一|星期二|星期三|星期四|星期五|星期六"),
        short_days: names("周日|周一|周二|周三|周四|周五|周六"),
        shortest_days: names("日|一|二|三|四|五|六"),
        months: names("一月|二月|三月|四月|五月|六月|七月|八月|九月|十月|十一月|十二月"),
        short_months: names("1月|2月|3月|4月|5月|6月|7月|8月|9月|10月|11月|12月"),
        genitive_months: names("一月|二月|三月|四月|五月|六月|七月|八月|九月|十月|十一月|十二月"),
        short_genitive_months: names("1月|2月|3月|4月|5月|6月|7月|8月|9月|10月|11月|12月"),
        am: "上午",
        pm: "下午",
        date_separator: "/",
        time_separator: ":",
        short_date: "yyyy/M/d",
        long_date: "yyyy年M月d日dddd",
        short_time: "HH:mm",
        long_time: "HH:mm:ss",
        month_day: "M月d日",
        year_month: "yyyy年M月",
        era: "公元",
        first_day: 1,
        week_rule: WeekRule::FirstDay,
    },
};

static ZH: Culture = Culture {
    name: "zh",
    english_name: "Chinese",
    native_name: "中文",
    lcid: 0x7804,
    parent: "",
    number: NumberInfo { currency_symbol: "¤", ..ZH_CN.number },
    ..ZH_CN
};

static ZH_TW: Culture = Culture {
    name: "zh-TW",
    english_name: "Chinese (Taiwan)",
    native_name: "中文 (台灣)",
    lcid: 0x0404,
    parent: "zh-Hant",
    number: NumberInfo { nan: "非數值", ..ICU_NUMBER },
    date: DateInfo {
        short_days: names("週日|週一|週二|週三|週四|週五|週六"),
        months: names("1月|2月|3月|4月|5月|6月|7月|8月|9月|10月|11月|12月"),
        genitive_months: names("1月|2月|3月|4月|5月|6月|7月|8月|9月|10月|11月|12月"),
        long_date: "yyyy年M月d日 dddd",
        short_time: "tth:mm",
        long_time: "tth:mm:ss",
        era: "西元",
        first_day: 0,
        ..ZH_CN.date
    },
    ..ZH_CN
};

static KO_KR: Culture = Culture {
    name: "ko-KR",
    english_name: "Korean (South Korea)",
    native_name: "한국어 (대한민국)",
    two_letter: "ko",
    three_letter: "kor",
    lcid: 0x0412,
    parent: "ko",
    list_separator: ",",
    turkic: false,
    number: NumberInfo { currency_symbol: "₩", currency_decimal_digits: 0, ..ICU_NUMBER },
    date: DateInfo {
        days: names("일요일|월요일|화요일|수요일|목요일|금요일|토요일"),
        short_days: names("일|월|화|수|목|금|토"),
        shortest_days: names("일|월|화|수|목|금|토"),
        months: names("1월|2월|3월|4월|5월|6월|7월|8월|9월|10월|11월|12월"),
        short_months: names("1월|2월|3월|4월|5월|6월|7월|8월|9월|10월|11월|12월"),
        genitive_months: names("1월|2월|3월|4월|5월|6월|7월|8월|9월|10월|11월|12월"),
        short_genitive_months: names("1월|2월|3월|4월|5월|6월|7월|8월|9월|10월|11월|12월"),
        am: "AM",
        pm: "PM",
        date_separator: ". ",
        time_separator: ":",
        short_date: "yyyy. M. d.",
        long_date: "yyyy년 M월 d일 dddd",
        short_time: "tt h:mm",
        long_time: "tt h:mm:ss",
        month_day: "MMMM d일",
        year_month: "yyyy년 MMMM",
        era: "AD",
        first_day: 0,
        week_rule: WeekRule::FirstDay,
    },
};

static KO: Culture = Culture {
    name: "ko",
    english_name: "Korean",
    native_name: "한국어",
    lcid: 0x0012,
    parent: "",
    number: NumberInfo { currency_symbol: "¤", ..KO_KR.number },
    ..KO_KR
};

static VI_VN: Culture = Culture {
    name: "vi-VN",
    english_name: "Vietnamese (Vietnam)",
    native_name: "Tiếng Việt (Việt Nam)",
    two_letter: "vi",
    three_letter: "vie",
    lcid: 0x042a,
    parent: "vi",
    list_separator: ";",
    turkic: false,
    number: NumberInfo {
        currency_symbol: "₫",
        currency_decimal_digits: 0,
        percent_positive_pattern: 1,
        percent_negative_pattern: 1,
        ..EURO_NUMBER
    },
    date: DateInfo {
        days: names("Chủ Nhật|Thứ Hai|Thứ Ba|Thứ Tư|Thứ Năm|Thứ Sáu|Thứ Bảy"),
        short_days: names("CN|Th 2|Th 3|Th 4|Th 5|Th 6|Th 7"),
        shortest_days: names("CN|T2|T3|T4|T5|T6|T7"),
        months: names(
            "Tháng 1|Tháng 2|Tháng 3|Tháng 4|Tháng 5|Tháng 6|Tháng 7|Tháng 8|Tháng 9|Tháng 10|Tháng 11|Tháng 12",
        ),
        short_months: names("Thg 1|Thg 2|Thg 3|Thg 4|Thg 5|Thg 6|Thg 7|Thg 8|Thg 9|Thg 10|Thg 11|Thg 12"),
        genitive_months: names(
            "tháng 1|tháng 2|tháng 3|tháng 4|tháng 5|tháng 6|tháng 7|tháng 8|tháng 9|tháng 10|tháng 11|tháng 12",
        ),
        short_genitive_months: names(
            "thg 1|thg 2|thg 3|thg 4|thg 5|thg 6|thg 7|thg 8|thg 9|thg 10|thg 11|thg 12",
        ),
        am: "SA",
        pm: "CH",
        date_separator: "/",
        time_separator: ":",
        short_date: "dd/MM/yyyy",
        long_date: "dddd, d MMMM, yyyy",
        short_time: "HH:mm",
        long_time: "HH:mm:ss",
        month_day: "d MMMM",
        year_month: "MMMM 'năm' yyyy",
        era: "CN",
        first_day: 1,
        week_rule: WeekRule::FirstDay,
    },
};

static VI: Culture = Culture {
    name: "vi",
    english_name: "Vietnamese",
    native_name: "Tiếng Việt",
    lcid: 0x002a,
    parent: "",
    number: NumberInfo { currency_symbol: "¤", ..VI_VN.number },
    ..VI_VN
};

static ID_ID: Culture = Culture {
    name: "id-ID",
    english_name: "Indonesian (Indonesia)",
    native_name: "Indonesia (Indonesia)",
    two_letter: "id",
    three_letter: "ind",
    lcid: 0x0421,
    parent: "id",
    list_separator: ";",
    turkic: false,
    number: NumberInfo {
        decimal_separator: ",",
        group_separator: ".",
        currency_symbol: "Rp",
        currency_decimal_separator: ",",
        currency_group_separator: ".",
        ..ICU_NUMBER
    },
    date: DateInfo {
        days: names("Minggu|Senin|Selasa|Rabu|Kamis|Jumat|Sabtu"),
        short_days: names("Min|Sen|Sel|Rab|Kam|Jum|Sab"),
        shortest_days: names("M|S|S|R|K|J|S"),
        months: names(
            "Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Desember",
        ),
        short_months: names("Jan|Feb|Mar|Apr|Mei|Jun|Jul|Agu|Sep|Okt|Nov|Des"),
        genitive_months: names(
            "Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Desember",
        ),
        short_genitive_months: names("Jan|Feb|Mar|Apr|Mei|Jun|Jul|Agu|Sep|Okt|Nov|Des"),
        am: "AM",
        pm: "PM",
        date_separator: "/",
        time_separator: ".",
        short_date: "dd/MM/yyyy",
        long_date: "dddd, dd MMMM yyyy",
        short_time: "HH.mm",
        long_time: "HH.mm.ss",
        month_day: "d MMMM",
        year_month: "MMMM yyyy",
        era: "M",
        first_day: 0,
        week_rule: WeekRule::FirstDay,
    },
};

static ID: Culture = Culture {
    name: "id",
    english_name: "Indonesian",
    native_name: "Indonesia",
    lcid: 0x0021,
    parent: "",
    number: NumberInfo { currency_symbol: "¤", ..ID_ID.number },
    ..ID_ID
};

static HI_IN: Culture = Culture {
    name: "hi-IN",
    english_name: "Hindi (India)",
    native_name: "हिन्दी (भारत)",
    two_letter: "hi",
    three_letter: "hin",
    lcid: 0x0439,
    parent: "hi",
    list_separator: ",",
    turkic: false,
    number: NumberInfo { currency_symbol: "₹", group_sizes: &[3, 2], ..ICU_NUMBER },
    date: DateInfo {
        days: names("रविवार|सोमवार|मंगलवार|बुधवार|गुरुवार|शुक्रवार|शनिवार"),
        short_days: names("रवि|सोम|मंगल|बुध|गुरु|शुक्र|शनि"),
        shortest_days: names("र|सो|मं|बु|गु|शु|श"),
        months: names("जनवरी|फ़रवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त|सितंबर|अक्तूबर|नवंबर|दिसंबर"),
        short_months: names("जन॰|फ़र॰|मार्च|अप्रैल|मई|जून|जुल॰|अग॰|सित॰|अक्तू॰|नव॰|दिस॰"),
        genitive_months: names("जनवरी|फ़रवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त|सितंबर|अक्तूबर|नवंबर|दिसंबर"),
        short_genitive_months: names("जन॰|फ़र॰|मार्च|अप्रैल|मई|जून|जुल॰|अग॰|सित॰|अक्तू॰|नव॰|दिस॰"),
        am: "am",
        pm: "pm",
        date_separator: "/",
        time_separator: ":",
        short_date: "d/M/yyyy",
        long_date: "dddd, d MMMM yyyy",
        short_time: "h:mm tt",
        long_time: "h:mm:ss tt",
        month_day: "d MMMM",
        year_month: "MMMM yyyy",
        era: "ईस्वी",
        first_day: 0,
        week_rule: WeekRule::FirstDay,
    },
};

static HI: Culture = Culture {
    name: "hi",
    english_name: "Hindi",
    native_name: "हिन्दी",
    lcid: 0x0039,
    parent: "",
    number: NumberInfo { currency_symbol: "¤", ..HI_IN.number },
    ..HI_IN
};
