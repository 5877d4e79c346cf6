//! `TimeSpan.Parse` and `ParseExact`.

use super::parse::fraction_ticks;
use super::{TICKS_PER_DAY, TICKS_PER_HOUR, TICKS_PER_MINUTE, TICKS_PER_SECOND, TimeSpan};
use crate::culture::Culture;

/// Why a text is no span.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SpanParseError {
    /// A `FormatException`.
    Bad,
    /// An `OverflowException`: a part is out of range.
    Overflow,
    /// A `FormatException` about the format.
    BadFormat,
}

impl SpanParseError {
    /// The exception's message about a text.
    pub fn message(self, text: &str) -> String {
        match self {
            Self::Bad => format!("String '{text}' was not recognized as a valid TimeSpan."),
            Self::Overflow => format!(
                "The TimeSpan string '{text}' could not be parsed because at least one of the numeric components \
                 is out of range or contains too many digits."
            ),
            Self::BadFormat => "Input string was not in a correct format.".to_owned(),
        }
    }
}

/// Parts of a span, all positive.
#[derive(Default)]
struct Parts {
    days: u64,
    hours: u64,
    minutes: u64,
    seconds: u64,
    fraction: i64,
}

impl Parts {
    fn span(&self, negative: bool) -> Result<TimeSpan, SpanParseError> {
        if self.days > 10_675_199 || self.hours > 23 || self.minutes > 59 || self.seconds > 59 {
            return Err(SpanParseError::Overflow);
        }
        let total = i128::from(self.days) * i128::from(TICKS_PER_DAY)
            + i128::from(self.hours) * i128::from(TICKS_PER_HOUR)
            + i128::from(self.minutes) * i128::from(TICKS_PER_MINUTE)
            + i128::from(self.seconds) * i128::from(TICKS_PER_SECOND)
            + i128::from(self.fraction);
        let total = if negative { -total } else { total };
        i64::try_from(total).map(TimeSpan).map_err(|_| SpanParseError::Overflow)
    }
}

/// `TimeSpan.Parse(text, culture)`.
pub fn parse_span(text: &str, culture: &Culture) -> Result<TimeSpan, SpanParseError> {
    let text = text.trim();
    let (negative, body) = match text.strip_prefix('-') {
        Some(body) => (true, body),
        None => (false, text),
    };
    let (numbers, separators) = split(body, culture)?;
    let value = |index: usize| numbers.get(index).map_or(Ok(0), |it| number(it));
    let separators: String = separators.into_iter().collect();
    let mut parts = Parts::default();
    let time_at = match separators.as_str() {
        "" => {
            parts.days = value(0)?;
            return parts.span(negative);
        }
        ":" | "::" | "::." => 0,
        ".:" | ".::" | ".::." | ":::" | ":::." => {
            parts.days = value(0)?;
            1
        }
        _ => return Err(SpanParseError::Bad),
    };
    // Three numbers whose first is no hour are days, hours and minutes.
    if separators == "::" && value(0)? > 23 {
        parts = Parts { days: value(0)?, hours: value(1)?, minutes: value(2)?, ..Parts::default() };
        return parts.span(negative);
    }
    parts.hours = value(time_at)?;
    parts.minutes = value(time_at + 1)?;
    parts.seconds = value(time_at + 2)?;
    if let Some(digits) = numbers.get(time_at + 3) {
        if digits.len() > 7 {
            return Err(SpanParseError::Overflow);
        }
        parts.fraction = fraction_ticks(digits);
    }
    parts.span(negative)
}

fn number(digits: &str) -> Result<u64, SpanParseError> {
    if digits.len() > 8 && digits.trim_start_matches('0').len() > 8 {
        return Err(SpanParseError::Overflow);
    }
    digits.parse().map_err(|_| SpanParseError::Overflow)
}

/// Numbers and the separators between them; the culture's decimal separator counts as a point.
fn split<'a>(body: &'a str, culture: &Culture) -> Result<(Vec<&'a str>, Vec<char>), SpanParseError> {
    let (mut numbers, mut separators) = (Vec::new(), Vec::new());
    let mut rest = body;
    loop {
        let length = rest.bytes().take_while(u8::is_ascii_digit).count();
        if length == 0 {
            return Err(SpanParseError::Bad);
        }
        let (digits, after) = rest.split_at(length);
        numbers.push(digits);
        if after.is_empty() {
            return Ok((numbers, separators));
        }
        rest = if let Some(after) = after.strip_prefix(':') {
            separators.push(':');
            after
        } else if let Some(after) =
            after.strip_prefix('.').or_else(|| after.strip_prefix(culture.number.decimal_separator))
        {
            separators.push('.');
            after
        } else {
            return Err(SpanParseError::Bad);
        };
    }
}

/// `TimeSpan.ParseExact(text, formats, culture)`.
pub fn parse_span_exact(text: &str, formats: &[&str], culture: &Culture) -> Result<TimeSpan, SpanParseError> {
    let mut error = SpanParseError::Bad;
    for format in formats {
        match exact(text, format, culture) {
            Ok(it) => return Ok(it),
            Err(it) => error = it,
        }
    }
    Err(error)
}

fn exact(text: &str, format: &str, culture: &Culture) -> Result<TimeSpan, SpanParseError> {
    match format {
        "" => Err(SpanParseError::BadFormat),
        "c" | "t" | "T" | "g" | "G" => parse_span(text, culture),
        _ if format.chars().count() == 1 => Err(SpanParseError::BadFormat),
        _ => {
            let mut reader = Reader { rest: text, parts: Parts::default() };
            reader.run(&format.chars().collect::<Vec<_>>())?;
            if reader.rest.is_empty() { reader.parts.span(false) } else { Err(SpanParseError::Bad) }
        }
    }
}

struct Reader<'a> {
    rest: &'a str,
    parts: Parts,
}

impl<'a> Reader<'a> {
    fn run(&mut self, format: &[char]) -> Result<(), SpanParseError> {
        let mut at = 0;
        while let Some(&letter) = format.get(at) {
            let run = format[at..].iter().take_while(|it| **it == letter).count();
            at += match letter {
                'd' if run <= 8 => {
                    self.parts.days = number(self.digits(run, if run < 2 { 8 } else { run })?)?;
                    run
                }
                'h' | 'm' | 's' if run <= 2 => {
                    let value = number(self.digits(run, 2)?)?;
                    match letter {
                        'h' => self.parts.hours = value,
                        'm' => self.parts.minutes = value,
                        _ => self.parts.seconds = value,
                    }
                    run
                }
                'f' | 'F' if run <= 7 => {
                    let least = if letter == 'f' { run } else { 0 };
                    self.parts.fraction = fraction_ticks(self.digits(least, run)?);
                    run
                }
                '%' if format.get(at + 1).is_some_and(|it| *it != '%') => {
                    self.run(&format[at + 1..at + 2])?;
                    2
                }
                '\\' => {
                    self.literal(*format.get(at + 1).ok_or(SpanParseError::BadFormat)?)?;
                    2
                }
                '\'' | '"' => {
                    let inner: Vec<char> =
                        format[at + 1..].iter().copied().take_while(|it| *it != letter).collect();
                    if format.get(at + 1 + inner.len()).is_none() {
                        return Err(SpanParseError::BadFormat);
                    }
                    for it in &inner {
                        self.literal(*it)?;
                    }
                    inner.len() + 2
                }
                _ => return Err(SpanParseError::BadFormat),
            };
        }
        Ok(())
    }

    fn digits(&mut self, least: usize, most: usize) -> Result<&'a str, SpanParseError> {
        let length = self.rest.bytes().take(most).take_while(u8::is_ascii_digit).count();
        if length < least {
            return Err(SpanParseError::Bad);
        }
        let (digits, rest) = self.rest.split_at(length);
        self.rest = rest;
        Ok(digits)
    }

    fn literal(&mut self, it: char) -> Result<(), SpanParseError> {
        self.rest = self.rest.strip_prefix(it).ok_or(SpanParseError::Bad)?;
        Ok(())
    }
}
