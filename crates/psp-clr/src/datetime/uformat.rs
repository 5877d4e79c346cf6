//! `Get-Date -UFormat`: the formats of Unix, as PowerShell translates them.

use super::format::DateFormatError;
use super::{DateTime, Kind, UNIX_EPOCH_TICKS};
use crate::culture::Culture;

/// Formats a date with a `%` format; a leading `+` is ignored.
pub fn format_unix(at: DateTime, format: &str, culture: &Culture) -> Result<String, DateFormatError> {
    let format = format.strip_prefix('+').unwrap_or(format);
    let mut out = String::new();
    let mut rest = format.chars();
    while let Some(it) = rest.next() {
        if it != '%' {
            out.push(it);
            continue;
        }
        let Some(letter) = rest.next() else { break };
        match custom_for(letter) {
            Some(custom) => out.push_str(&at.format(custom, culture)?),
            None => push_number(&mut out, at, letter),
        }
    }
    Ok(out)
}

/// The custom format that means the same.
fn custom_for(letter: char) -> Option<&'static str> {
    Some(match letter {
        'A' => "dddd",
        'a' => "ddd",
        'B' => "MMMM",
        'b' | 'h' => "MMM",
        'c' => "ddd dd MMM yyyy HH':'mm':'ss",
        'D' | 'x' => "MM'/'dd'/'yy",
        'd' => "dd",
        'F' => "yyyy'-'MM'-'dd",
        'H' => "HH",
        'I' => "hh",
        'M' => "mm",
        'm' => "MM",
        'p' => "tt",
        'R' => "HH':'mm",
        'r' => "hh':'mm':'ss tt",
        'S' => "ss",
        'T' | 'X' => "HH':'mm':'ss",
        'Y' => "yyyy",
        'y' => "yy",
        'Z' => "zz",
        _ => return None,
    })
}

fn push_number(out: &mut String, at: DateTime, letter: char) {
    let hour12 = (at.hour() + 11) % 12 + 1;
    let text = match letter {
        'C' => format!("{:02}", at.year() / 100),
        'e' => format!("{:2}", at.day()),
        'G' => format!("{:04}", at.iso_year()),
        'g' => format!("{:02}", at.iso_year() % 100),
        'j' => format!("{:03}", at.day_of_year()),
        'k' => format!("{:2}", at.hour()),
        'l' => format!("{hour12:2}"),
        'n' => "\n".to_owned(),
        's' => unix_seconds(at).to_string(),
        't' => "\t".to_owned(),
        'U' | 'W' => (at.day_of_year() / 7).to_string(),
        'u' => ((i32::from(at.day_of_week()) + 6) % 7 + 1).to_string(),
        'V' => format!("{:02}", at.iso_week()),
        'w' => at.day_of_week().to_string(),
        other => other.to_string(),
    };
    out.push_str(&text);
}

fn unix_seconds(at: DateTime) -> i64 {
    let utc = if at.kind == Kind::Utc { at } else { at.to_utc() };
    (utc.ticks - UNIX_EPOCH_TICKS).div_euclid(super::TICKS_PER_SECOND)
}
