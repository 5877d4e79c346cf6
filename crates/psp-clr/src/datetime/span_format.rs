//! `TimeSpan` as text: `c`, `g`, `G` and custom formats.

use std::fmt::Write as _;

use super::TimeSpan;
use super::format::DateFormatError;
use crate::culture::Culture;

/// The parts of a span without its sign; the shortest span has no positive counterpart.
struct Parts {
    days: u64,
    hours: u64,
    minutes: u64,
    seconds: u64,
    ticks: u64,
}

impl Parts {
    fn of(span: TimeSpan) -> Self {
        let total = span.0.unsigned_abs();
        let seconds = total / 10_000_000;
        Self {
            days: seconds / 86_400,
            hours: seconds / 3600 % 24,
            minutes: seconds / 60 % 60,
            seconds: seconds % 60,
            ticks: total % 10_000_000,
        }
    }
}

impl std::fmt::Display for TimeSpan {
    /// `ToString()`, the `c` format: `[-][d.]hh:mm:ss[.fffffff]`.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let parts = Parts::of(*self);
        if self.0 < 0 {
            out.write_str("-")?;
        }
        if parts.days != 0 {
            write!(out, "{}.", parts.days)?;
        }
        write!(out, "{:02}:{:02}:{:02}", parts.hours, parts.minutes, parts.seconds)?;
        if parts.ticks != 0 {
            write!(out, ".{:07}", parts.ticks)?;
        }
        Ok(())
    }
}

impl TimeSpan {
    /// `ToString(format, culture)`; an empty format is `c`.
    pub fn format(self, format: &str, culture: &Culture) -> Result<String, DateFormatError> {
        match format {
            "" | "c" | "t" | "T" => Ok(self.to_string()),
            "g" => Ok(self.general(false, culture)),
            "G" => Ok(self.general(true, culture)),
            _ if format.chars().count() == 1 => Err(DateFormatError::BadFormat),
            _ => self.custom(&format.chars().collect::<Vec<_>>()),
        }
    }

    fn general(self, long: bool, culture: &Culture) -> String {
        let parts = Parts::of(self);
        let mut out = String::new();
        if self.0 < 0 {
            out.push_str(culture.number.negative_sign);
        }
        if long || parts.days != 0 {
            let _ = write!(out, "{}:", parts.days);
        }
        let hours = if long { format!("{:02}", parts.hours) } else { parts.hours.to_string() };
        let _ = write!(out, "{hours}:{:02}:{:02}", parts.minutes, parts.seconds);
        let fraction = format!("{:07}", parts.ticks);
        let fraction = if long { &fraction } else { fraction.trim_end_matches('0') };
        if !fraction.is_empty() {
            out.push_str(culture.number.decimal_separator);
            out.push_str(fraction);
        }
        out
    }

    fn custom(self, format: &[char]) -> Result<String, DateFormatError> {
        let mut out = String::new();
        self.custom_into(format, &mut out)?;
        Ok(out)
    }

    fn custom_into(self, format: &[char], out: &mut String) -> Result<(), DateFormatError> {
        let parts = Parts::of(self);
        let mut at = 0;
        while let Some(&letter) = format.get(at) {
            let run = format[at..].iter().take_while(|it| **it == letter).count();
            at += match letter {
                'h' | 'm' | 's' if run <= 2 => {
                    let value = match letter {
                        'h' => parts.hours,
                        'm' => parts.minutes,
                        _ => parts.seconds,
                    };
                    let _ = write!(out, "{value:0run$}");
                    run
                }
                'd' if run <= 8 => {
                    let _ = write!(out, "{:0run$}", parts.days);
                    run
                }
                'f' | 'F' if run <= 7 => {
                    let digits = &format!("{:07}", parts.ticks)[..run];
                    out.push_str(if letter == 'f' { digits } else { digits.trim_end_matches('0') });
                    run
                }
                '\'' | '"' => copy_quoted(&format[at..], out)?,
                '%' => match format.get(at + 1) {
                    None | Some('%') => return Err(DateFormatError::BadFormat),
                    Some(_) => {
                        self.custom_into(&format[at + 1..at + 2], out)?;
                        2
                    }
                },
                '\\' => {
                    out.push(*format.get(at + 1).ok_or(DateFormatError::BadFormat)?);
                    2
                }
                _ => return Err(DateFormatError::BadFormat),
            };
        }
        Ok(())
    }
}

/// Copies a quotation and returns its length.
fn copy_quoted(format: &[char], out: &mut String) -> Result<usize, DateFormatError> {
    let quote = format[0];
    let end = format.iter().skip(1).position(|it| *it == quote).ok_or(DateFormatError::BadQuote(quote))?;
    out.extend(&format[1..=end]);
    Ok(end + 2)
}
