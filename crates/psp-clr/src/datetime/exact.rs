//! `ParseExact`: dates in a given format.

use super::format::standard_pattern;
use super::names;
use super::offset::DateTimeOffset;
use super::parse::fraction_ticks;
use super::resolve::{DateParseError, DateStyles, Parts, full_year};
use super::{DateTime, TICKS_PER_MINUTE, TimeSpan};
use crate::culture::{Culture, DateInfo, INVARIANT};

/// `DateTime.ParseExact(text, formats, culture, styles)`: the first format that fits.
pub fn parse_exact(
    text: &str,
    formats: &[&str],
    culture: &Culture,
    styles: DateStyles,
    today: DateTime,
) -> Result<DateTime, DateParseError> {
    first_that_fits(formats, |format| {
        let styles = if matches!(format, "o" | "O") {
            DateStyles(styles.0 | DateStyles::ROUNDTRIP_KIND.0)
        } else {
            styles
        };
        read(text, format, culture, styles)?.datetime(styles, today)
    })
}

/// `DateTimeOffset.ParseExact(text, formats, culture, styles)`.
pub fn parse_exact_offset(
    text: &str,
    formats: &[&str],
    culture: &Culture,
    styles: DateStyles,
    today: DateTime,
) -> Result<DateTimeOffset, DateParseError> {
    first_that_fits(formats, |format| {
        let mut parts = read(text, format, culture, styles)?;
        if matches!(format, "r" | "R" | "u") {
            parts.offset = Some(TimeSpan::ZERO);
        }
        parts.datetime_offset(styles, today)
    })
}

/// What the first format that fits gives.
pub(super) fn first_that_fits<T>(
    formats: &[&str],
    parse: impl Fn(&str) -> Result<T, DateParseError>,
) -> Result<T, DateParseError> {
    let mut error = DateParseError::Bad;
    for format in formats {
        match parse(format) {
            Ok(it) => return Ok(it),
            Err(it) => error = it,
        }
    }
    Err(if formats.len() > 1 { DateParseError::Bad } else { error })
}

/// The parts that a text has by a format.
pub(super) fn read(
    text: &str,
    format: &str,
    culture: &Culture,
    styles: DateStyles,
) -> Result<Parts, DateParseError> {
    let mut letters = format.chars();
    let (pattern, culture) = match (letters.next(), letters.next()) {
        (None, _) => return Err(DateParseError::BadFormat),
        (Some(letter), None) => {
            let culture =
                if matches!(letter, 'o' | 'O' | 's' | 'u' | 'r' | 'R') { &INVARIANT } else { culture };
            (standard_pattern(letter, &culture.date).ok_or(DateParseError::BadFormat)?, culture)
        }
        _ => (format.to_owned(), culture),
    };
    let mut rest = text;
    if styles.has(DateStyles::LEADING_WHITE) {
        rest = rest.trim_start();
    }
    if styles.has(DateStyles::TRAILING_WHITE) {
        rest = rest.trim_end();
    }
    let mut reader = Reader { rest, date: &culture.date, styles, parts: Parts::default() };
    reader.run(&pattern.chars().collect::<Vec<_>>())?;
    if reader.rest.is_empty() { Ok(reader.parts) } else { Err(DateParseError::Bad) }
}

struct Reader<'a> {
    rest: &'a str,
    date: &'a DateInfo,
    styles: DateStyles,
    parts: Parts,
}

/// Keeps a value, unless another one was there before.
fn set<T: PartialEq + Copy>(slot: &mut Option<T>, value: T) -> Result<(), DateParseError> {
    match slot.replace(value) {
        Some(before) if before != value => Err(DateParseError::Bad),
        _ => Ok(()),
    }
}

impl Reader<'_> {
    fn run(&mut self, format: &[char]) -> Result<(), DateParseError> {
        let mut at = 0;
        while let Some(&letter) = format.get(at) {
            if self.styles.has(DateStyles::INNER_WHITE) {
                self.rest = self.rest.trim_start();
            }
            let run = format[at..].iter().take_while(|it| **it == letter).count();
            at += match letter {
                'y' | 'M' | 'd' | 'g' => self.date_part(letter, run).map(|()| run)?,
                'h' | 'H' | 'm' | 's' | 't' => self.time_part(letter, run).map(|()| run)?,
                'f' | 'F' => self.fraction(letter, run).map(|()| run)?,
                'z' => self.offset(run).map(|()| run)?,
                'K' => self.kind().map(|()| 1)?,
                'Z' => self.zulu().map(|()| 1)?,
                '%' => match format.get(at + 1) {
                    None | Some('%') => return Err(DateParseError::BadFormat),
                    Some(_) => {
                        self.run(&format[at + 1..at + 2])?;
                        2
                    }
                },
                '\\' => {
                    let it = *format.get(at + 1).ok_or(DateParseError::BadFormat)?;
                    self.literal(it)?;
                    2
                }
                '\'' | '"' => self.quoted(&format[at..], letter)?,
                '.' if format.get(at + 1) == Some(&'F') && !self.rest.starts_with('.') => {
                    at += 1;
                    format[at..].iter().take_while(|it| **it == 'F').count()
                }
                ':' => self.separator(self.date.time_separator)?,
                '/' => self.separator(self.date.date_separator)?,
                other => self.literal(other).map(|()| 1)?,
            };
        }
        if self.styles.has(DateStyles::INNER_WHITE) {
            self.rest = self.rest.trim_start();
        }
        Ok(())
    }

    fn separator(&mut self, separator: &str) -> Result<usize, DateParseError> {
        self.rest = self.rest.strip_prefix(separator).ok_or(DateParseError::Bad)?;
        Ok(1)
    }

    fn literal(&mut self, it: char) -> Result<(), DateParseError> {
        if it.is_whitespace() && self.styles.has(DateStyles::INNER_WHITE) {
            return Ok(());
        }
        let mut rest = self.rest.chars();
        let found = rest.next().ok_or(DateParseError::Bad)?;
        if found != it && !(found == ' ' && matches!(it, '\u{a0}' | '\u{202f}')) {
            return Err(DateParseError::Bad);
        }
        self.rest = rest.as_str();
        Ok(())
    }

    fn quoted(&mut self, format: &[char], quote: char) -> Result<usize, DateParseError> {
        let mut at = 1;
        loop {
            match format.get(at) {
                None => return Err(DateParseError::BadFormat),
                Some(it) if *it == quote => return Ok(at + 1),
                Some('\\') => {
                    self.literal(*format.get(at + 1).ok_or(DateParseError::BadFormat)?)?;
                    at += 2;
                }
                Some(it) => {
                    self.literal(*it)?;
                    at += 1;
                }
            }
        }
    }

    /// Between so many and so many digits.
    fn digits(&mut self, least: usize, most: usize) -> Result<i32, DateParseError> {
        let length = self.rest.bytes().take(most).take_while(u8::is_ascii_digit).count();
        if length < least {
            return Err(DateParseError::Bad);
        }
        let (digits, rest) = self.rest.split_at(length);
        self.rest = rest;
        digits.parse().map_err(|_| DateParseError::Bad)
    }

    /// One letter stands for one or two digits, several for exactly two.
    fn two_digits(&mut self, run: usize) -> Result<i32, DateParseError> {
        self.digits(run.min(2), 2)
    }

    fn date_part(&mut self, letter: char, run: usize) -> Result<(), DateParseError> {
        match (letter, run) {
            ('y', 1 | 2) => {
                let year = full_year(self.two_digits(run)?);
                set(&mut self.parts.year, year)
            }
            ('y', _) => {
                let year = self.digits(run.min(9), run.min(9))?;
                set(&mut self.parts.year, year)
            }
            ('M', 1 | 2) => {
                let month = self.two_digits(run)?;
                set(&mut self.parts.month, month)
            }
            ('M', _) => {
                let date = self.date;
                let tables: [&[&str]; 2] = if run == 3 {
                    [&date.short_months, &date.short_genitive_months]
                } else {
                    [&date.months, &date.genitive_months]
                };
                let month = self.name(&tables)?;
                set(&mut self.parts.month, month as i32 + 1)
            }
            ('d', 1 | 2) => {
                let day = self.two_digits(run)?;
                set(&mut self.parts.day, day)
            }
            ('d', _) => {
                let date = self.date;
                let tables: [&[&str]; 1] = if run == 3 { [&date.short_days] } else { [&date.days] };
                let day = self.name(&tables)?;
                set(&mut self.parts.day_of_week, day as u8)
            }
            _ => self.name(&[&[self.date.era, "AD", "A.D."]]).map(|_| ()),
        }
    }

    /// The index of a name, and the text goes on behind it.
    fn name(&mut self, tables: &[&[&str]]) -> Result<usize, DateParseError> {
        let found = tables.iter().filter_map(|it| names::longest(self.rest, it)).min_by_key(|it| it.1.len());
        let (index, rest) = found.ok_or(DateParseError::Bad)?;
        self.rest = rest;
        Ok(index)
    }

    fn time_part(&mut self, letter: char, run: usize) -> Result<(), DateParseError> {
        if letter == 't' {
            return self.am_pm(run);
        }
        let value = self.two_digits(run)?;
        let (slot, most) = match letter {
            'h' => (&mut self.parts.hour, 12),
            'H' => (&mut self.parts.hour, 23),
            'm' => (&mut self.parts.minute, 59),
            _ => (&mut self.parts.second, 59),
        };
        if value > most {
            return Err(DateParseError::Bad);
        }
        set(slot, value)
    }

    fn am_pm(&mut self, run: usize) -> Result<(), DateParseError> {
        let pm = if run == 1 {
            let first = |it: &'static str| &it[..it.chars().next().map_or(0, char::len_utf8)];
            self.name(&[&[first(self.date.am), first(self.date.pm)]])? == 1
        } else {
            self.name(&[&[self.date.am, self.date.pm]])? == 1
        };
        set(&mut self.parts.pm, pm)
    }

    fn fraction(&mut self, letter: char, run: usize) -> Result<(), DateParseError> {
        if run > 7 {
            return Err(DateParseError::BadFormat);
        }
        let length = self.rest.bytes().take(run).take_while(u8::is_ascii_digit).count();
        if letter == 'f' && length < run {
            return Err(DateParseError::Bad);
        }
        let (digits, rest) = self.rest.split_at(length);
        self.parts.fraction = fraction_ticks(digits);
        self.rest = rest;
        Ok(())
    }

    fn offset(&mut self, run: usize) -> Result<(), DateParseError> {
        let negative = self.rest.starts_with('-');
        self.rest = self.rest.strip_prefix(['+', '-']).ok_or(DateParseError::Bad)?;
        let hours = self.digits(run.min(2), 2)?;
        let mut minutes = 0;
        if run >= 3 {
            self.rest = self.rest.strip_prefix(':').unwrap_or(self.rest);
            minutes = self.digits(2, 2)?;
        }
        if minutes > 59 {
            return Err(DateParseError::Bad);
        }
        let ticks = i64::from(hours * 60 + minutes) * TICKS_PER_MINUTE;
        set(&mut self.parts.offset, TimeSpan(if negative { -ticks } else { ticks }))
    }

    fn kind(&mut self) -> Result<(), DateParseError> {
        if self.rest.starts_with('Z') {
            return self.zulu();
        }
        if self.rest.starts_with(['+', '-']) { self.offset(3) } else { Ok(()) }
    }

    fn zulu(&mut self) -> Result<(), DateParseError> {
        self.rest = self.rest.strip_prefix('Z').ok_or(DateParseError::Bad)?;
        self.parts.utc = true;
        set(&mut self.parts.offset, TimeSpan::ZERO)
    }
}
