//! Custom numeric formats: `0 # . , % ‰ E0`, sections, literals and escapes.

use super::buffer::Digits;
use super::standard::{group_breaks, push_exponent};
use crate::culture::{Culture, NumberInfo};

/// What a first look at a section finds out.
#[derive(Default)]
struct Layout {
    digit_count: i32,
    decimal_pos: i32,
    first_digit: i32,
    last_digit: i32,
    scientific: bool,
    thousands: bool,
    scale_adjust: i32,
}

/// Formats digits with a custom format.
pub(super) fn format(digits: &mut Digits, format: &str, culture: &Culture) -> String {
    let format: Vec<char> = format.chars().take_while(|it| *it != '\0').collect();
    let wanted = if digits.ascii.is_empty() { 2 } else { usize::from(digits.negative) };
    let mut section = find_section(&format, wanted);
    let mut layout;
    loop {
        layout = Layout::of(&format[section..]);
        if digits.ascii.is_empty() {
            digits.negative &= digits.real;
            digits.scale = 0;
            break;
        }
        digits.scale = digits.scale.saturating_add(layout.scale_adjust);
        let places = if layout.scientific {
            layout.digit_count
        } else {
            digits.scale.saturating_add(layout.digit_count - layout.decimal_pos)
        };
        digits.round(places, false);
        if !digits.ascii.is_empty() {
            break;
        }
        let zero = find_section(&format, 2);
        if zero == section {
            break;
        }
        section = zero;
    }
    let mut writer = Writer::new(digits, &layout, &culture.number);
    writer.run(&format[section..]);
    let mut out = writer.out;
    if digits.negative && section == 0 && (digits.scale != 0 || !out.is_empty()) {
        out.insert_str(0, culture.number.negative_sign);
    }
    out
}

/// Where a section begins; a missing or empty one is the first.
fn find_section(format: &[char], mut wanted: usize) -> usize {
    if wanted == 0 {
        return 0;
    }
    let mut at = 0;
    while at < format.len() {
        match format[at] {
            quote @ ('\'' | '"') => at = skip_quoted(format, at + 1, quote),
            '\\' => at += 2,
            ';' => {
                at += 1;
                wanted -= 1;
                if wanted == 0 {
                    return if format.get(at).is_some_and(|it| *it != ';') { at } else { 0 };
                }
            }
            _ => at += 1,
        }
    }
    0
}

/// The index behind the closing quote, or the end.
fn skip_quoted(format: &[char], from: usize, quote: char) -> usize {
    format[from..].iter().position(|it| *it == quote).map_or(format.len(), |it| from + it + 1)
}

impl Layout {
    fn of(section: &[char]) -> Self {
        let mut it = Self { decimal_pos: -1, first_digit: i32::MAX, ..Self::default() };
        let mut thousand_pos = -1;
        let mut thousand_count = 0;
        let mut at = 0;
        while let Some(ch) = section.get(at).copied().filter(|ch| *ch != ';') {
            at += 1;
            match ch {
                '#' => it.digit_count += 1,
                '0' => {
                    it.first_digit = it.first_digit.min(it.digit_count);
                    it.digit_count += 1;
                    it.last_digit = it.digit_count;
                }
                '.' if it.decimal_pos < 0 => it.decimal_pos = it.digit_count,
                ',' if it.digit_count > 0 && it.decimal_pos < 0 => {
                    if thousand_pos == it.digit_count {
                        thousand_count += 1;
                    } else {
                        it.thousands |= thousand_pos >= 0;
                        thousand_pos = it.digit_count;
                        thousand_count = 1;
                    }
                }
                '%' => it.scale_adjust += 2,
                '\u{2030}' => it.scale_adjust += 3,
                '\'' | '"' => at = skip_quoted(section, at, ch),
                '\\' => at += 1,
                'E' | 'e' if exponent_follows(&section[at..]) => {
                    it.scientific = true;
                    at += 1;
                    at += section[at..].iter().take_while(|it| **it == '0').count();
                }
                _ => {}
            }
        }
        if it.decimal_pos < 0 {
            it.decimal_pos = it.digit_count;
        }
        if thousand_pos >= 0 {
            if thousand_pos == it.decimal_pos {
                it.scale_adjust -= thousand_count * 3;
            } else {
                it.thousands = true;
            }
        }
        it.first_digit = if it.first_digit < it.decimal_pos { it.decimal_pos - it.first_digit } else { 0 };
        it.last_digit = if it.last_digit > it.decimal_pos { it.decimal_pos - it.last_digit } else { 0 };
        it
    }
}

fn exponent_follows(rest: &[char]) -> bool {
    matches!(rest, ['0', ..] | ['+' | '-', '0', ..])
}

/// Walks a section and writes digits where it asks for them.
struct Writer<'a> {
    out: String,
    digits: &'a Digits,
    layout: &'a Layout,
    info: &'a NumberInfo,
    next_digit: usize,
    /// How many places before the decimal point the next digit stands.
    place: i32,
    /// Digits that have no place of their own (positive), or places without a digit (negative).
    adjust: i32,
    breaks: Vec<usize>,
    point_written: bool,
    scientific: bool,
}

impl<'a> Writer<'a> {
    fn new(digits: &'a Digits, layout: &'a Layout, info: &'a NumberInfo) -> Self {
        let (place, adjust) = if layout.scientific {
            (layout.decimal_pos, 0)
        } else {
            (digits.scale.max(layout.decimal_pos), digits.scale - layout.decimal_pos)
        };
        let breaks = if layout.thousands && !info.group_separator.is_empty() {
            let total = layout.first_digit.max(place + adjust.min(0));
            group_breaks(usize::try_from(total).unwrap_or(0), info.group_sizes)
        } else {
            Vec::new()
        };
        Self {
            out: String::new(),
            digits,
            layout,
            info,
            next_digit: 0,
            place,
            adjust,
            breaks,
            point_written: false,
            scientific: layout.scientific,
        }
    }

    fn run(&mut self, section: &[char]) {
        let mut at = 0;
        while let Some(ch) = section.get(at).copied().filter(|it| *it != ';') {
            at += 1;
            if matches!(ch, '#' | '0' | '.') {
                self.surplus();
            }
            match ch {
                '#' | '0' => self.digit(),
                '.' => self.point(),
                '\u{2030}' => self.out.push_str(self.info.per_mille_symbol),
                '%' => self.out.push_str(self.info.percent_symbol),
                ',' => {}
                '\'' | '"' => {
                    let end = skip_quoted(section, at, ch);
                    self.out.extend(section[at..end].iter().filter(|it| **it != ch));
                    at = end;
                }
                '\\' => {
                    self.out.extend(section.get(at));
                    at += 1;
                }
                'E' | 'e' => at = self.exponent(section, at, ch),
                _ => self.out.push(ch),
            }
        }
    }

    /// Digits before the first place.
    fn surplus(&mut self) {
        while self.adjust > 0 {
            let digit = self.digits.get(self.next_digit).unwrap_or(b'0');
            self.next_digit += 1;
            self.push(digit);
            self.place -= 1;
            self.adjust -= 1;
        }
    }

    fn push(&mut self, digit: u8) {
        self.out.push(char::from(digit));
        if self.place > 1 && self.breaks.last() == usize::try_from(self.place - 1).ok().as_ref() {
            self.out.push_str(self.info.group_separator);
            self.breaks.pop();
        }
    }

    fn digit(&mut self) {
        let digit = if self.adjust < 0 {
            self.adjust += 1;
            (self.place <= self.layout.first_digit).then_some(b'0')
        } else {
            let digit = self.digits.get(self.next_digit);
            if digit.is_some() {
                self.next_digit += 1;
            }
            digit.or_else(|| (self.place > self.layout.last_digit).then_some(b'0'))
        };
        if let Some(digit) = digit {
            self.push(digit);
        }
        self.place -= 1;
    }

    fn point(&mut self) {
        if self.place != 0 || self.point_written {
            return;
        }
        let more =
            self.layout.decimal_pos < self.layout.digit_count && self.digits.get(self.next_digit).is_some();
        if self.layout.last_digit < 0 || more {
            self.out.push_str(self.info.decimal_separator);
            self.point_written = true;
        }
    }

    /// Handles what follows an `E` and returns where the section goes on.
    fn exponent(&mut self, section: &[char], mut at: usize, letter: char) -> usize {
        let rest = &section[at..];
        if !self.scientific {
            self.out.push(letter);
            if let Some(sign @ ('+' | '-')) = rest.first() {
                self.out.push(*sign);
                at += 1;
            }
            let zeros = section[at..].iter().take_while(|it| **it == '0').count();
            self.out.extend(std::iter::repeat_n('0', zeros));
            return at + zeros;
        }
        if !exponent_follows(rest) {
            self.out.push(letter);
            return at;
        }
        let plus = rest.first() == Some(&'+');
        if rest.first() != Some(&'0') {
            at += 1;
        }
        let zeros = section[at..].iter().take_while(|it| **it == '0').count();
        let exponent =
            if self.digits.ascii.is_empty() { 0 } else { self.digits.scale - self.layout.decimal_pos };
        push_exponent(&mut self.out, exponent, letter, zeros.min(10), plus, self.info);
        self.scientific = false;
        at + zeros
    }
}
