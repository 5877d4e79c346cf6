//! Dates as text: the standard formats, and the custom ones such as `yyyy-MM-dd`.

use std::fmt::Write as _;

use super::{DateTime, Kind, TICKS_PER_MINUTE, TICKS_PER_SECOND, TimeSpan, local_offset};
use crate::culture::{Culture, DateInfo, INVARIANT};

/// A format string that dates do not know: a `FormatException`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DateFormatError {
    /// Not a format.
    BadFormat,
    /// A quotation in it has no end.
    BadQuote(char),
}

impl DateFormatError {
    /// The exception's message.
    pub fn message(&self) -> String {
        match self {
            Self::BadFormat => "Input string was not in a correct format.".to_owned(),
            Self::BadQuote(quote) => {
                format!("Cannot find a matching quote character for the character '{quote}'.")
            }
        }
    }
}

impl std::fmt::Display for DateFormatError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.message())
    }
}

impl std::error::Error for DateFormatError {}

/// What a date and time is, for its formats: the moment, and an offset if it is a `DateTimeOffset`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Moment {
    pub(super) at: DateTime,
    pub(super) offset: Option<TimeSpan>,
}

impl DateTime {
    /// `ToString(format, culture)`; an empty format is `G`.
    pub fn format(self, format: &str, culture: &Culture) -> Result<String, DateFormatError> {
        Moment { at: self, offset: None }.format(if format.is_empty() { "G" } else { format }, culture)
    }

    /// As PowerShell converts it to text: invariant `G`.
    pub fn to_ps(self) -> String {
        let civil = self.civil();
        format!(
            "{:02}/{:02}/{:04} {:02}:{:02}:{:02}",
            civil.month,
            civil.day,
            civil.year,
            self.hour(),
            self.minute(),
            self.second()
        )
    }

    /// `ToString('o')`, which is also how JSON and CLIXML begin.
    pub fn to_round_trip(self) -> String {
        self.format("o", &INVARIANT).unwrap_or_default()
    }
}

/// The pattern that a standard format letter stands for.
pub(super) fn standard_pattern(letter: char, date: &DateInfo) -> Option<String> {
    Some(match letter {
        'd' => date.short_date.to_owned(),
        'D' => date.long_date.to_owned(),
        'f' => format!("{} {}", date.long_date, date.short_time),
        'F' | 'U' => date.full_date_time(),
        'g' => format!("{} {}", date.short_date, date.short_time),
        'G' => format!("{} {}", date.short_date, date.long_time),
        'm' | 'M' => date.month_day.to_owned(),
        'o' | 'O' => DateInfo::ROUND_TRIP.to_owned(),
        'r' | 'R' => DateInfo::RFC1123.to_owned(),
        's' => DateInfo::SORTABLE.to_owned(),
        't' => date.short_time.to_owned(),
        'T' => date.long_time.to_owned(),
        'u' => DateInfo::UNIVERSAL.to_owned(),
        'y' | 'Y' => date.year_month.to_owned(),
        _ => return None,
    })
}

impl Moment {
    /// Formats with a standard or custom format that is not empty.
    pub(super) fn format(self, format: &str, culture: &Culture) -> Result<String, DateFormatError> {
        let mut letters = format.chars();
        let (Some(letter), None) = (letters.next(), letters.next()) else {
            return self.custom(format, culture);
        };
        let mut moment = self;
        let mut culture = culture;
        match letter {
            'o' | 'O' | 's' => culture = &INVARIANT,
            'r' | 'R' | 'u' => {
                culture = &INVARIANT;
                moment = moment.in_utc();
            }
            'U' if self.offset.is_some() => return Err(DateFormatError::BadFormat),
            'U' => moment.at = moment.at.to_utc(),
            _ => {}
        }
        let pattern = standard_pattern(letter, &culture.date).ok_or(DateFormatError::BadFormat)?;
        moment.custom(&pattern, culture)
    }

    /// A `DateTimeOffset` on UTC's clock; a `DateTime` stays as it is.
    fn in_utc(self) -> Self {
        match self.offset {
            Some(offset) => {
                let at = self.at.sub(offset).unwrap_or(self.at);
                Self { at, offset: Some(TimeSpan::ZERO) }
            }
            None => self,
        }
    }

    /// Formats with a custom format.
    pub(super) fn custom(self, format: &str, culture: &Culture) -> Result<String, DateFormatError> {
        let format: Vec<char> = format.chars().collect();
        let mut writer =
            Writer { out: String::with_capacity(format.len() + 8), moment: self, date: &culture.date };
        writer.run(&format)?;
        Ok(writer.out)
    }

    fn utc_offset(&self) -> TimeSpan {
        match self.offset {
            Some(offset) => offset,
            None if self.at.kind == Kind::Utc => TimeSpan::ZERO,
            None => local_offset(self.at),
        }
    }
}

struct Writer<'a> {
    out: String,
    moment: Moment,
    date: &'a DateInfo,
}

impl Writer<'_> {
    fn run(&mut self, format: &[char]) -> Result<(), DateFormatError> {
        let mut at = 0;
        while let Some(&letter) = format.get(at) {
            let run = format[at..].iter().take_while(|it| **it == letter).count();
            at += match letter {
                'd' | 'M' | 'y' | 'g' => {
                    self.date_part(letter, run, format, at);
                    run
                }
                'h' | 'H' | 'm' | 's' | 't' => {
                    self.time_part(letter, run);
                    run
                }
                'f' | 'F' => {
                    self.fraction(letter, run)?;
                    run
                }
                'z' => {
                    self.offset(run);
                    run
                }
                'K' => {
                    self.kind();
                    1
                }
                ':' => self.literal(self.date.time_separator),
                '/' => self.literal(self.date.date_separator),
                '\'' | '"' => self.quoted(&format[at..], letter)?,
                '%' => match format.get(at + 1) {
                    None | Some('%') => return Err(DateFormatError::BadFormat),
                    Some(_) => {
                        self.run(&format[at + 1..at + 2])?;
                        2
                    }
                },
                '\\' => {
                    self.out.push(*format.get(at + 1).ok_or(DateFormatError::BadFormat)?);
                    2
                }
                other => {
                    self.out.push(other);
                    1
                }
            };
        }
        Ok(())
    }

    fn literal(&mut self, text: &str) -> usize {
        self.out.push_str(text);
        1
    }

    fn number(&mut self, value: i32, width: usize) {
        match u8::try_from(value) {
            Ok(it @ 0..=99) if width <= 2 => {
                if width == 2 || it > 9 {
                    self.out.push(char::from(b'0' + it / 10));
                }
                self.out.push(char::from(b'0' + it % 10));
            }
            _ => {
                let _ = write!(self.out, "{value:0width$}");
            }
        }
    }

    fn date_part(&mut self, letter: char, run: usize, format: &[char], at: usize) {
        let civil = self.moment.at.civil();
        let date = self.date;
        match (letter, run) {
            ('d', 1 | 2) => self.number(civil.day, run),
            ('d', _) => {
                let names = if run == 3 { &date.short_days } else { &date.days };
                self.out.push_str(names[usize::from(self.moment.at.day_of_week()) % 7]);
            }
            ('M', 1 | 2) => self.number(civil.month, run),
            ('M', _) => {
                let genitive = beside_day_number(format, at, run);
                let names = match (run == 3, genitive) {
                    (true, true) => &date.short_genitive_months,
                    (true, false) => &date.short_months,
                    (false, true) => &date.genitive_months,
                    (false, false) => &date.months,
                };
                self.out.push_str(names[(civil.month - 1).clamp(0, 11) as usize]);
            }
            ('y', 1 | 2) => self.number(civil.year % 100, run),
            ('y', _) => self.number(civil.year, run.min(1000)),
            _ => self.out.push_str(date.era),
        }
    }

    fn time_part(&mut self, letter: char, run: usize) {
        let at = self.moment.at;
        let value = match letter {
            'h' => (at.hour() + 11) % 12 + 1,
            'H' => at.hour(),
            'm' => at.minute(),
            's' => at.second(),
            _ => {
                let name = if at.hour() < 12 { self.date.am } else { self.date.pm };
                let length =
                    if run == 1 { name.chars().next().map_or(0, char::len_utf8) } else { name.len() };
                self.out.push_str(&name[..length]);
                return;
            }
        };
        self.number(value, run.min(2));
    }

    fn fraction(&mut self, letter: char, run: usize) -> Result<(), DateFormatError> {
        if run > 7 {
            return Err(DateFormatError::BadFormat);
        }
        let ticks = format!("{:07}", self.moment.at.ticks.rem_euclid(TICKS_PER_SECOND));
        let digits = &ticks[..run];
        if letter == 'f' {
            self.out.push_str(digits);
            return Ok(());
        }
        let digits = digits.trim_end_matches('0');
        if digits.is_empty() && self.out.ends_with('.') {
            self.out.pop();
        }
        self.out.push_str(digits);
        Ok(())
    }

    fn offset(&mut self, run: usize) {
        let offset = self.moment.utc_offset();
        let minutes = offset.0 / TICKS_PER_MINUTE;
        self.out.push(if minutes < 0 { '-' } else { '+' });
        let minutes = minutes.abs();
        match run {
            1 => self.out.push_str(&(minutes / 60).to_string()),
            2 => {
                let _ = write!(self.out, "{:02}", minutes / 60);
            }
            _ => {
                let _ = write!(self.out, "{:02}:{:02}", minutes / 60, minutes % 60);
            }
        }
    }

    fn kind(&mut self) {
        if self.moment.offset.is_some() {
            return self.offset(3);
        }
        match self.moment.at.kind {
            Kind::Utc => self.out.push('Z'),
            Kind::Local => self.offset(3),
            Kind::Unspecified => {}
        }
    }

    /// Copies a quotation and returns how long it was; a backslash in it escapes.
    fn quoted(&mut self, format: &[char], quote: char) -> Result<usize, DateFormatError> {
        let mut at = 1;
        loop {
            match format.get(at) {
                None => return Err(DateFormatError::BadQuote(quote)),
                Some(it) if *it == quote => return Ok(at + 1),
                Some('\\') => {
                    self.out.push(*format.get(at + 1).ok_or(DateFormatError::BadFormat)?);
                    at += 2;
                }
                Some(it) => {
                    self.out.push(*it);
                    at += 1;
                }
            }
        }
    }
}

/// Whether the nearest `d` on either side stands for the day of the month, so that the month is in the genitive.
fn beside_day_number(format: &[char], at: usize, run: usize) -> bool {
    let is_day = |count: usize| (1..=2).contains(&count);
    let before = format[..at].iter().rev().skip_while(|it| **it != 'd').take_while(|it| **it == 'd').count();
    let after = format[at + run..].iter().skip_while(|it| **it != 'd').take_while(|it| **it == 'd').count();
    is_day(before) || is_day(after)
}
