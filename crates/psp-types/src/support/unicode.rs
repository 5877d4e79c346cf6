//! The general category of characters: exact for Latin, Greek and Cyrillic, near enough elsewhere.

/// The number of the `UnicodeCategory`.
pub fn category(unit: u16) -> i64 {
    if let Some(known) = latin(unit) {
        return known;
    }
    let Some(it) = char::from_u32(u32::from(unit)) else { return 16 };
    match unit {
        0x0300..=0x036f
        | 0x0483..=0x0487
        | 0x0591..=0x05bd
        | 0x064b..=0x065f
        | 0x1ab0..=0x1aff
        | 0x1dc0..=0x1dff
        | 0x20d0..=0x20f0
        | 0xfe00..=0xfe0f
        | 0xfe20..=0xfe2f => 5,
        0x2000..=0x200a | 0x202f | 0x205f | 0x3000 | 0x1680 => 11,
        0x2028 => 12,
        0x2029 => 13,
        0x200b..=0x200f | 0x202a..=0x202e | 0x2060..=0x206f | 0xfeff => 15,
        0xe000..=0xf8ff => 17,
        0x203f | 0x2040 | 0x2054 => 18,
        0x2010..=0x2015 | 0x2e3a | 0x2e3b | 0x301c | 0x3030 => 19,
        _ => signs(unit, it),
    }
}

/// Quotation marks, brackets, symbols, numbers of their own kind.
fn signs(unit: u16, it: char) -> i64 {
    match unit {
        0x2018 | 0x201b | 0x201c | 0x201f | 0x2039 => 22,
        0x2019 | 0x201d | 0x203a => 23,
        0x201a | 0x201e | 0x2045 | 0x207d | 0x208d | 0x2308 | 0x230a | 0x2329 => 20,
        0x2046 | 0x207e | 0x208e | 0x2309 | 0x230b | 0x232a => 21,
        0x3008..=0x3011 | 0x3014..=0x301b => 20 + i64::from(unit & 1),
        0x2016
        | 0x2017
        | 0x2020..=0x2027
        | 0x2030..=0x2038
        | 0x203b..=0x203e
        | 0x2041..=0x2043
        | 0x2047..=0x2051
        | 0x2053
        | 0x2055..=0x205e
        | 0x3001..=0x3003
        | 0x037e
        | 0x0387
        | 0x055a..=0x055f
        | 0x0589
        | 0x060c
        | 0x061b
        | 0x061f => 24,
        0x2044
        | 0x2052
        | 0x207a..=0x207c
        | 0x208a..=0x208c
        | 0x2190..=0x2194
        | 0x2200..=0x22ff
        | 0x27c0..=0x27e5
        | 0x2a00..=0x2aff => 25,
        0x20a0..=0x20c0 => 26,
        _ => modifiers(unit, it),
    }
}

/// Modifiers, numbers of their own kind, pictures.
fn modifiers(unit: u16, it: char) -> i64 {
    match unit {
        0x02c2..=0x02c5 | 0x02d2..=0x02df | 0x1fbd | 0x309b | 0x309c => 27,
        0x02b0..=0x02c1
        | 0x02c6..=0x02d1
        | 0x02e0..=0x02e4
        | 0x3005
        | 0x3031..=0x3035
        | 0x309d
        | 0x309e
        | 0x30fc..=0x30fe => 3,
        0x2100..=0x214f if !it.is_alphabetic() => 28,
        0x2160..=0x2188 | 0x3007 | 0x3021..=0x3029 => 9,
        0x2070..=0x2079
        | 0x2080..=0x2089
        | 0x2150..=0x215f
        | 0x2460..=0x249b
        | 0x24ea..=0x24ff
        | 0x2776..=0x2793 => 10,
        0x2195..=0x21ff
        | 0x2300..=0x23ff
        | 0x2400..=0x245f
        | 0x249c..=0x24e9
        | 0x2500..=0x2775
        | 0x2794..=0x27bf
        | 0x2800..=0x28ff
        | 0x2b00..=0x2bff
        | 0x3012
        | 0x3013
        | 0x3020 => 28,
        _ => letters(it),
    }
}

fn letters(it: char) -> i64 {
    if matches!(it, 'ǅ' | 'ǈ' | 'ǋ' | 'ǲ') {
        return 2;
    }
    if it.is_uppercase() {
        return 0;
    }
    if it.is_lowercase() {
        return 1;
    }
    if it.is_numeric() {
        return if digit_value(it).is_some() { 8 } else { 10 };
    }
    if it.is_alphabetic() { 4 } else { 29 }
}

/// ASCII and Latin-1.
fn latin(unit: u16) -> Option<i64> {
    let byte = u8::try_from(unit).ok()?;
    Some(match byte {
        0..=0x1f | 0x7f..=0x9f => 14,
        b' ' | 0xa0 => 11,
        b'0'..=b'9' => 8,
        b'A'..=b'Z' | 0xc0..=0xd6 | 0xd8..=0xde => 0,
        b'a'..=b'z' | 0xb5 | 0xdf..=0xf6 | 0xf8..=0xff => 1,
        b'_' => 18,
        b'-' => 19,
        b'(' | b'[' | b'{' => 20,
        b')' | b']' | b'}' => 21,
        0xab => 22,
        0xbb => 23,
        b'+' | b'<' | b'=' | b'>' | b'|' | b'~' | 0xac | 0xb1 | 0xd7 | 0xf7 => 25,
        b'$' | 0xa2..=0xa5 => 26,
        b'^' | b'`' | 0xa8 | 0xaf | 0xb4 | 0xb8 => 27,
        0xa6 | 0xa9 | 0xae | 0xb0 => 28,
        0xaa | 0xba => 4,
        0xad => 15,
        0xb2 | 0xb3 | 0xb9 | 0xbc..=0xbe => 10,
        _ => 24,
    })
}

/// The value of a decimal digit of any script.
fn digit_value(it: char) -> Option<u32> {
    const ZEROS: &[u32] = &[
        0x30, 0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50,
        0xed0, 0xf20, 0x1040, 0x17e0, 0x1810, 0xff10,
    ];
    ZEROS.iter().find_map(|&zero| (it as u32).checked_sub(zero).filter(|&it| it < 10))
}

/// `char.GetNumericValue`
pub fn numeric_value(unit: u16) -> f64 {
    let Some(it) = char::from_u32(u32::from(unit)) else { return -1.0 };
    match it {
        '½' => 0.5,
        '¼' => 0.25,
        '¾' => 0.75,
        '¹' => 1.0,
        '²' => 2.0,
        '³' => 3.0,
        '⅓' => 1.0 / 3.0,
        '⅔' => 2.0 / 3.0,
        'Ⅰ'..='Ⅻ' => f64::from(it as u32 - 'Ⅰ' as u32 + 1),
        '①'..='⑳' => f64::from(it as u32 - '①' as u32 + 1),
        _ => digit_value(it).map_or(-1.0, f64::from),
    }
}
