//! `DateTime.Parse`: dates in whatever order and notation people write them.

use super::names;
use super::offset::DateTimeOffset;
use super::resolve::{DateParseError, DateStyles, Parts, full_year};
use super::{DateTime, TICKS_PER_MINUTE, TimeSpan};
use crate::culture::{Culture, DateInfo};

/// `DateTime.Parse(text, culture, styles)`; today completes what the text leaves out.
pub fn parse(
    text: &str,
    culture: &Culture,
    styles: DateStyles,
    today: DateTime,
) -> Result<DateTime, DateParseError> {
    read(text, culture)?.datetime(styles, today)
}

/// `DateTimeOffset.Parse(text, culture, styles)`.
pub fn parse_offset(
    text: &str,
    culture: &Culture,
    styles: DateStyles,
    today: DateTime,
) -> Result<DateTimeOffset, DateParseError> {
    read(text, culture)?.datetime_offset(styles, today)
}

/// In which order a culture writes the parts of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    MonthDayYear,
    DayMonthYear,
    YearMonthDay,
}

impl Order {
    fn of(date: &DateInfo) -> Self {
        let first = date.short_date.chars().find(|it| matches!(it, 'd' | 'M' | 'y'));
        match first {
            Some('d') => Self::DayMonthYear,
            Some('y') => Self::YearMonthDay,
            _ => Self::MonthDayYear,
        }
    }
}

/// A number of a date and how many digits it had.
#[derive(Debug, Clone, Copy)]
struct Field {
    value: i32,
    length: usize,
}

impl Field {
    fn is_year(self) -> bool {
        self.length > 2
    }

    fn year(self) -> Result<i32, DateParseError> {
        match self.length {
            1 | 2 => Ok(full_year(self.value)),
            3 | 4 => Ok(self.value),
            _ => Err(DateParseError::Bad),
        }
    }
}

struct Reader<'a> {
    /// Everything, for the places that messages name.
    whole: &'a str,
    rest: &'a str,
    date: &'a DateInfo,
    fields: Vec<Field>,
    parts: Parts,
    /// The last thing was a time, so that `+02:00` is an offset.
    after_time: bool,
}

/// The parts that a text has.
pub(super) fn read(text: &str, culture: &Culture) -> Result<Parts, DateParseError> {
    let whole = text;
    let text = text.trim_matches(|it: char| it.is_whitespace() || it == '\0');
    if text.is_empty() {
        return Err(DateParseError::Bad);
    }
    let mut reader = Reader {
        whole,
        rest: text,
        date: &culture.date,
        fields: Vec::new(),
        parts: Parts::default(),
        after_time: false,
    };
    while !reader.rest.is_empty() {
        reader.token()?;
    }
    reader.finish(Order::of(&culture.date))
}

impl<'a> Reader<'a> {
    fn token(&mut self) -> Result<(), DateParseError> {
        let Some(first) = self.rest.chars().next() else { return Ok(()) };
        if first.is_ascii_digit() {
            return self.number();
        }
        if first.is_whitespace() {
            self.rest = self.rest.trim_start();
            return Ok(());
        }
        if matches!(first, '+' | '-') && self.after_time {
            return self.offset();
        }
        if first.is_alphabetic() {
            return self.word();
        }
        if matches!(first, '/' | '-' | '.' | ',') {
            self.after_time = false;
            self.rest = &self.rest[1..];
            // Two separators in a row, or one at the end, are no date; commas and periods are.
            let bad = matches!(first, '/' | '-')
                && !self.rest.starts_with(|it: char| it.is_alphanumeric() || it == ' ');
            return if bad || self.fields.is_empty() && matches!(first, '/' | '-') {
                Err(DateParseError::Bad)
            } else {
                Ok(())
            };
        }
        match names::strip_prefix(self.rest, self.date.date_separator) {
            Some(rest) => {
                self.rest = rest;
                Ok(())
            }
            None => Err(DateParseError::Bad),
        }
    }

    fn digits(&mut self) -> Result<Field, DateParseError> {
        let length = self.rest.bytes().take_while(u8::is_ascii_digit).count();
        let (digits, rest) = self.rest.split_at(length);
        self.rest = rest;
        if length == 0 || length > 8 {
            return Err(DateParseError::Bad);
        }
        Ok(Field { value: digits.parse().map_err(|_| DateParseError::Bad)?, length })
    }

    fn number(&mut self) -> Result<(), DateParseError> {
        let field = self.digits()?;
        if let Some(rest) = self.time_separator() {
            self.rest = rest;
            return self.time(field);
        }
        if let Some((pm, rest)) = names::am_pm(self.rest.trim_start(), self.date)
            && !rest.starts_with(char::is_alphanumeric)
            && self.parts.hour.is_none()
        {
            self.rest = rest;
            self.parts.hour = Some(field.value);
            self.parts.pm = Some(pm);
            self.after_time = true;
            return Ok(());
        }
        self.after_time = false;
        self.suffixed(field)
    }

    fn time_separator(&self) -> Option<&'a str> {
        self.rest.strip_prefix(':').or_else(|| names::strip_prefix(self.rest, self.date.time_separator))
    }

    /// Numbers with a Chinese or Japanese unit behind them.
    fn suffixed(&mut self, field: Field) -> Result<(), DateParseError> {
        let value = Some(field.value);
        let Some(unit) = self.rest.chars().next() else {
            self.fields.push(field);
            return Ok(());
        };
        match unit {
            '年' => self.parts.year = Some(field.year()?),
            '月' => self.parts.month = value,
            '日' => self.parts.day = value,
            '時' | '时' => self.parts.hour = value,
            '分' => self.parts.minute = value,
            '秒' => self.parts.second = value,
            _ => {
                self.fields.push(field);
                return Ok(());
            }
        }
        self.rest = &self.rest[unit.len_utf8()..];
        Ok(())
    }

    fn time(&mut self, hour: Field) -> Result<(), DateParseError> {
        if self.parts.hour.is_some() || hour.length > 2 {
            return Err(DateParseError::Bad);
        }
        self.parts.hour = Some(hour.value);
        self.parts.minute = Some(self.short()?);
        if let Some(rest) = self.time_separator() {
            self.rest = rest;
            self.parts.second = Some(self.short()?);
            if self.rest.starts_with(['.', ',']) && self.rest[1..].starts_with(|it: char| it.is_ascii_digit())
            {
                self.rest = &self.rest[1..];
                self.fraction();
            }
        }
        if let Some((pm, rest)) = names::am_pm(self.rest.trim_start(), self.date)
            && !rest.starts_with(char::is_alphanumeric)
        {
            self.rest = rest;
            self.parts.pm = Some(pm);
        }
        self.after_time = true;
        Ok(())
    }

    fn short(&mut self) -> Result<i32, DateParseError> {
        let field = self.digits()?;
        if field.length > 2 { Err(DateParseError::Bad) } else { Ok(field.value) }
    }

    /// Digits behind the second, rounded to ticks.
    fn fraction(&mut self) {
        let length = self.rest.bytes().take_while(u8::is_ascii_digit).count();
        let (digits, rest) = self.rest.split_at(length);
        self.rest = rest;
        self.parts.fraction = fraction_ticks(digits);
    }

    /// `+02:00`, `-0530`, `+2`.
    fn offset(&mut self) -> Result<(), DateParseError> {
        if self.parts.offset.is_some() {
            return Err(DateParseError::Bad);
        }
        let negative = self.rest.starts_with('-');
        self.rest = &self.rest[1..];
        let field = self.digits()?;
        let (hours, minutes) = match field.length {
            1 | 2 => match self.rest.strip_prefix(':') {
                Some(rest) => {
                    self.rest = rest;
                    (field.value, self.short()?)
                }
                None => (field.value, 0),
            },
            3 | 4 => (field.value / 100, field.value % 100),
            _ => return Err(DateParseError::Bad),
        };
        if minutes > 59 || hours > 99 {
            return Err(DateParseError::Bad);
        }
        let ticks = i64::from(hours * 60 + minutes) * TICKS_PER_MINUTE;
        self.parts.offset = Some(TimeSpan(if negative { -ticks } else { ticks }));
        Ok(())
    }

    fn word(&mut self) -> Result<(), DateParseError> {
        let whole = |rest: &str| !rest.starts_with(char::is_alphabetic);
        // Before the names, for there are days called T.
        if let Some(rest) = self.rest.strip_prefix(['T', 't'])
            && rest.starts_with(|it: char| it.is_ascii_digit())
            && !self.fields.is_empty()
        {
            self.rest = rest;
            return Ok(());
        }
        if let Some((month, rest)) = names::month(self.rest, self.date).filter(|it| whole(it.1)) {
            if self.parts.month.replace(month).is_some() {
                return Err(DateParseError::Bad);
            }
            self.rest = rest;
            // Where the month stands among the numbers does not matter, only how many there are.
            return Ok(());
        }
        if let Some((day, rest)) = names::day(self.rest, self.date).filter(|it| whole(it.1)) {
            if self.parts.day_of_week.replace(day).is_some() {
                return Err(DateParseError::Bad);
            }
            self.rest = rest;
            return Ok(());
        }
        if self.after_time || self.parts.hour.is_some() {
            for zone in ["GMT", "UTC", "Z"] {
                if let Some(rest) = names::strip_prefix(self.rest, zone).filter(|it| whole(it))
                    && self.parts.offset.is_none()
                {
                    self.parts.offset = Some(TimeSpan::ZERO);
                    self.parts.utc = true;
                    self.rest = rest;
                    return Ok(());
                }
            }
        }
        // The rest is a part of the whole, less what was trimmed off its end.
        let trimmed = self.whole.trim_end_matches(|it: char| it.is_whitespace() || it == '\0');
        let before = trimmed.get(..trimmed.len().saturating_sub(self.rest.len())).unwrap_or_default();
        Err(DateParseError::UnknownWord(before.encode_utf16().count()))
    }

    fn finish(mut self, order: Order) -> Result<Parts, DateParseError> {
        let named = self.parts.month.is_some();
        let fields = std::mem::take(&mut self.fields);
        let parts = &mut self.parts;
        match (named, fields.as_slice()) {
            (true, []) if parts.year.is_some() || parts.day.is_some() => {}
            (true, [one]) if one.is_year() => parts.year = Some(one.year()?),
            (true, [one]) => parts.day = Some(one.value),
            (true, [year, day]) if year.is_year() || order == Order::YearMonthDay && !day.is_year() => {
                parts.year = Some(year.year()?);
                parts.day = Some(day.value);
            }
            (true, [day, year]) => {
                parts.day = Some(day.value);
                parts.year = Some(year.year()?);
            }
            (false, [a, b]) => two(parts, *a, *b, order)?,
            (false, [a, b, c]) => three(parts, [*a, *b, *c], order)?,
            (false, []) if parts.hour.is_some() || parts.year.is_some() => {}
            _ => return Err(DateParseError::Bad),
        }
        Ok(self.parts)
    }
}

fn two(parts: &mut Parts, a: Field, b: Field, order: Order) -> Result<(), DateParseError> {
    match (a.is_year(), b.is_year()) {
        (true, true) => return Err(DateParseError::Bad),
        (true, false) => (parts.year, parts.month) = (Some(a.year()?), Some(b.value)),
        (false, true) => (parts.month, parts.year) = (Some(a.value), Some(b.year()?)),
        (false, false) if order == Order::DayMonthYear => {
            (parts.day, parts.month) = (Some(a.value), Some(b.value));
        }
        (false, false) => (parts.month, parts.day) = (Some(a.value), Some(b.value)),
    }
    Ok(())
}

fn three(parts: &mut Parts, [a, b, c]: [Field; 3], order: Order) -> Result<(), DateParseError> {
    let year_first = a.is_year() || order == Order::YearMonthDay && !c.is_year();
    if b.is_year() || a.is_year() && c.is_year() {
        return Err(DateParseError::Bad);
    }
    let (year, month, day) = if year_first {
        (a, b, c)
    } else if order == Order::DayMonthYear {
        (c, b, a)
    } else {
        (c, a, b)
    };
    parts.year = Some(year.year()?);
    parts.month = Some(month.value);
    parts.day = Some(day.value);
    Ok(())
}

/// Digits behind a point as ticks of a second, rounded.
pub(super) fn fraction_ticks(digits: &str) -> i64 {
    let value: i64 = digits.get(..digits.len().min(7)).and_then(|it| it.parse().ok()).unwrap_or(0);
    let scale = 10_i64.pow(7 - digits.len().min(7) as u32);
    let up = digits.as_bytes().get(7).is_some_and(|it| *it >= b'5');
    value * scale + i64::from(up)
}
