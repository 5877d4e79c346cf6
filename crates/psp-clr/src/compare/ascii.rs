//! The collator's own order for ASCII text, without the collator.

use std::cmp::Ordering;

/// All characters that count, in order; a letter stands for both cases. Other control characters are ignored.
const ORDER: &[u8] = b"\t\n\x0b\x0c\r _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$0123456789abcdefghijklmnopqrstuvwxyz";

/// Languages whose alphabets treat some ASCII letters or pairs of them in a way of their own.
pub(super) fn is_tailored(language: &str) -> bool {
    matches!(
        language,
        "cs" | "sk"
            | "hr"
            | "hu"
            | "da"
            | "nb"
            | "nn"
            | "no"
            | "et"
            | "lt"
            | "lv"
            | "cy"
            | "sq"
            | "tr"
            | "az"
            | "fi"
            | "sv"
            | "vi"
    )
}

const fn weights() -> [u8; 128] {
    let mut table = [0; 128];
    let mut index = 0;
    while index < ORDER.len() {
        let it = ORDER[index];
        table[it as usize] = index as u8 + 1;
        table[it.to_ascii_uppercase() as usize] = index as u8 + 1;
        index += 1;
    }
    table
}

/// The primary weight of each character; 0 is ignored.
static WEIGHTS: [u8; 128] = weights();

/// The order of two strings, or nothing if one of them is not ASCII.
pub(super) fn compare(a: &[u8], b: &[u8], ignore_case: bool) -> Option<Ordering> {
    if !a.is_ascii() || !b.is_ascii() {
        return None;
    }
    let same = common_prefix(a, b);
    let (a, b) = (&a[same..], &b[same..]);
    let (mut left, mut right) = (a.iter().copied(), b.iter().copied());
    let mut case = Ordering::Equal;
    loop {
        let (x, y) = (next(&mut left), next(&mut right));
        let (Some(x), Some(y)) = (x, y) else {
            return Some(x.is_some().cmp(&y.is_some()).then(case));
        };
        let primary = WEIGHTS[usize::from(x & 127)].cmp(&WEIGHTS[usize::from(y & 127)]);
        if primary.is_ne() {
            return Some(primary);
        }
        if case.is_eq() && !ignore_case {
            // Lower case comes first.
            case = y.cmp(&x);
        }
    }
}

/// How many bytes are the same at the beginning of both.
fn common_prefix(a: &[u8], b: &[u8]) -> usize {
    let (a_chunks, _) = a.as_chunks::<16>();
    let (b_chunks, _) = b.as_chunks::<16>();
    let start = a_chunks.iter().zip(b_chunks).take_while(|(a, b)| a == b).count() * 16;
    start + a[start..].iter().zip(&b[start..]).take_while(|(a, b)| a == b).count()
}

/// The next character that counts.
fn next(text: &mut impl Iterator<Item = u8>) -> Option<u8> {
    text.find(|it| WEIGHTS[usize::from(it & 127)] != 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::{CompareOptions, with_collator};
    use crate::culture;

    fn check(a: &str, b: &str) {
        for culture in culture::all().filter(|it| !is_tailored(it.two_letter)) {
            for ignore_case in [false, true] {
                let expected =
                    with_collator(culture, CompareOptions::ignore_case(ignore_case), |it| it.compare(a, b));
                let actual = compare(a.as_bytes(), b.as_bytes(), ignore_case);
                assert_eq!(actual, expected, "{a:?} {b:?} in {:?}, ignore case: {ignore_case}", culture.name);
            }
        }
    }

    #[test]
    fn every_pair_of_characters_is_ordered_as_the_collator_does() {
        for a in 0..128_u8 {
            for b in 0..128_u8 {
                check(&char::from(a).to_string(), &char::from(b).to_string());
            }
        }
    }

    proptest::proptest! {
        #[test]
        fn any_ascii_text_is_ordered_as_the_collator_does(a in "[ -~\0\t]{0,6}", b in "[a-cA-C_ \\-0]{0,6}") {
            check(&a, &b);
            check(&a.to_ascii_uppercase(), &a);
            check(&b.to_ascii_uppercase(), &b);
        }
    }
}
