//! Recognises a number in a culture's notation: signs, currency, groups, point, exponent.

use super::NumberStyles;
use super::parse::is_white;
use crate::culture::NumberInfo;

/// `± digits × 10^exponent`, leading zeros removed.
#[derive(Debug, Clone)]
pub(super) struct Scanned {
    pub(super) digits: Vec<u8>,
    pub(super) exponent: i64,
    pub(super) negative: bool,
}

/// Recognises the whole text, or nothing.
pub(super) fn scan(text: &str, styles: NumberStyles, info: &NumberInfo) -> Option<Scanned> {
    let currency = styles.has(NumberStyles::CURRENCY_SYMBOL);
    let mut scanner = Scanner {
        rest: text,
        styles,
        info,
        symbol: if currency { info.currency_symbol } else { "" },
        signed: false,
        parentheses: false,
        saw_currency: false,
        out: Scanned { digits: Vec::new(), exponent: 0, negative: false },
    };
    scanner.before();
    scanner.digits()?;
    scanner.exponent();
    scanner.after();
    let complete = !scanner.parentheses && scanner.rest.bytes().all(|it| it == 0);
    complete.then_some(scanner.out)
}

struct Scanner<'a> {
    rest: &'a str,
    styles: NumberStyles,
    info: &'a NumberInfo,
    symbol: &'a str,
    signed: bool,
    parentheses: bool,
    saw_currency: bool,
    out: Scanned,
}

impl Scanner<'_> {
    /// Takes a symbol; a no-break space in it also matches a plain one.
    fn take(&mut self, symbol: &str) -> bool {
        if symbol.is_empty() {
            return false;
        }
        let mut rest = self.rest.chars();
        for expected in symbol.chars() {
            let Some(it) = rest.next() else { return false };
            if it != expected && !(it == ' ' && matches!(expected, '\u{a0}' | '\u{202f}')) {
                return false;
            }
        }
        self.rest = rest.as_str();
        true
    }

    fn take_negative(&mut self) -> bool {
        self.take(self.info.negative_sign) || (self.info.negative_sign != "-" && self.take("-"))
    }

    fn take_sign(&mut self) -> bool {
        if self.take(self.info.positive_sign) {
            return true;
        }
        let negative = self.take_negative();
        self.out.negative |= negative;
        negative
    }

    fn take_white(&mut self) -> bool {
        let trimmed = self.rest.trim_start_matches(is_white);
        let taken = trimmed.len() != self.rest.len();
        self.rest = trimmed;
        taken
    }

    fn take_symbol(&mut self) -> bool {
        let symbol = self.symbol;
        let taken = self.take(symbol);
        if taken {
            self.symbol = "";
            self.saw_currency = true;
        }
        taken
    }

    fn before(&mut self) {
        loop {
            let white_ends = self.signed && !self.saw_currency && self.info.negative_pattern != 2;
            if self.styles.has(NumberStyles::LEADING_WHITE) && !white_ends && self.take_white() {
                continue;
            }
            if !self.signed && self.styles.has(NumberStyles::LEADING_SIGN) && self.take_sign() {
                self.signed = true;
                continue;
            }
            if !self.signed && self.styles.has(NumberStyles::PARENTHESES) && self.take("(") {
                self.signed = true;
                self.parentheses = true;
                self.out.negative = true;
                continue;
            }
            if !self.take_symbol() {
                return;
            }
        }
    }

    fn digits(&mut self) -> Option<()> {
        let currency = self.styles.has(NumberStyles::CURRENCY_SYMBOL);
        let (mut seen, mut fraction) = (false, false);
        loop {
            if let Some(digit) = self.rest.bytes().next().filter(u8::is_ascii_digit) {
                seen = true;
                if digit != b'0' || !self.out.digits.is_empty() {
                    self.out.digits.push(digit);
                }
                self.out.exponent -= i64::from(fraction);
                self.rest = &self.rest[1..];
            } else if !fraction && self.styles.has(NumberStyles::DECIMAL_POINT) && self.take_point(currency) {
                fraction = true;
            } else if !(seen
                && !fraction
                && self.styles.has(NumberStyles::THOUSANDS)
                && self.take_group(currency))
            {
                return seen.then_some(());
            }
        }
    }

    fn take_point(&mut self, currency: bool) -> bool {
        (currency && self.take(self.info.currency_decimal_separator))
            || (!(currency && self.saw_currency) && self.take(self.info.decimal_separator))
    }

    fn take_group(&mut self, currency: bool) -> bool {
        (currency && self.take(self.info.currency_group_separator))
            || (!(currency && self.saw_currency) && self.take(self.info.group_separator))
    }

    fn exponent(&mut self) {
        let before = self.rest;
        if !self.styles.has(NumberStyles::EXPONENT) || !(self.take("e") || self.take("E")) {
            return;
        }
        let negative = !self.take(self.info.positive_sign) && self.take_negative();
        let length = self.rest.bytes().take_while(u8::is_ascii_digit).count();
        if length == 0 {
            self.rest = before;
            return;
        }
        let value = self.rest[..length].parse::<i64>().unwrap_or(i64::MAX).min(1_000_000_000);
        self.out.exponent += if negative { -value } else { value };
        self.rest = &self.rest[length..];
    }

    fn after(&mut self) {
        loop {
            if self.styles.has(NumberStyles::TRAILING_WHITE) && self.take_white() {
                continue;
            }
            if !self.signed && self.styles.has(NumberStyles::TRAILING_SIGN) && self.take_sign() {
                self.signed = true;
                continue;
            }
            if self.parentheses && self.take(")") {
                self.parentheses = false;
                continue;
            }
            if !self.take_symbol() {
                return;
            }
        }
    }
}
