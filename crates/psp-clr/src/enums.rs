//! Values of enumerations as text and back, given their names.

use crate::compare::equals_ordinal_ignore_case;

/// What an enumeration is.
#[derive(Debug, Clone, Copy)]
pub struct EnumInfo<'a> {
    /// Names and values as they were declared.
    pub members: &'a [(&'a str, i64)],
    /// Whether values combine, `[Flags]`.
    pub flags: bool,
    /// The width of the underlying type.
    pub bits: u8,
    /// Whether the underlying type has a sign.
    pub signed: bool,
}

/// The message about a format that enumerations do not know.
pub const FORMAT_MESSAGE: &str =
    "Format string can be only \"G\", \"g\", \"X\", \"x\", \"F\", \"f\", \"D\" or \"d\".";

/// Why a text is no value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EnumError {
    /// No member begins so.
    Unknown(String),
    /// Several members begin so.
    Ambiguous(String, Vec<String>),
}

impl EnumInfo<'_> {
    fn mask(&self) -> u64 {
        if self.bits >= 64 { u64::MAX } else { (1 << self.bits) - 1 }
    }

    fn raw(&self, value: i64) -> u64 {
        value as u64 & self.mask()
    }

    fn decimal(&self, value: i64) -> String {
        if self.signed { value.to_string() } else { self.raw(value).to_string() }
    }

    /// The name of exactly that value.
    pub fn name(&self, value: i64) -> Option<&str> {
        self.members.iter().find(|it| self.raw(it.1) == self.raw(value)).map(|it| it.0)
    }

    /// Names that together make the value, or nothing.
    fn combined(&self, value: i64) -> Option<String> {
        let mut left = self.raw(value);
        if left == 0 {
            return self.name(0).map(str::to_owned);
        }
        let mut members: Vec<(&str, u64)> = self.members.iter().map(|it| (it.0, self.raw(it.1))).collect();
        members.sort_by_key(|it| it.1);
        let mut names = Vec::new();
        for (name, bits) in members.iter().rev() {
            if *bits != 0 && left & bits == *bits {
                names.push(*name);
                left &= !bits;
            }
        }
        names.reverse();
        (left == 0).then(|| names.join(", "))
    }

    /// `ToString()`.
    pub fn text(&self, value: i64) -> String {
        if let Some(name) = self.name(value) {
            return name.to_owned();
        }
        let combined = if self.flags { self.combined(value) } else { None };
        combined.unwrap_or_else(|| self.decimal(value))
    }

    /// `ToString(format)`; nothing if there is no such format.
    pub fn format(&self, value: i64, format: &str) -> Option<String> {
        Some(match format {
            "" | "G" | "g" => self.text(value),
            "F" | "f" => self.combined(value).unwrap_or_else(|| self.decimal(value)),
            "D" | "d" => self.decimal(value),
            "X" | "x" => {
                let width = usize::from(self.bits) / 4;
                format!("{:0width$X}", self.raw(value))
            }
            _ => return None,
        })
    }

    /// Whether PowerShell accepts a number as a value: a member's, or for flags a combination of members'.
    pub fn is_defined(&self, value: i64) -> bool {
        if self.name(value).is_some() {
            return true;
        }
        let all = self.members.iter().fold(0, |bits, it| bits | self.raw(it.1));
        self.flags && self.raw(value) & !all == 0
    }

    fn number(&self, text: &str) -> Option<i64> {
        let styles = crate::number::NumberStyles::INTEGER;
        let value =
            crate::number::parse_integer(text, styles, self.bits, self.signed, &crate::culture::INVARIANT)
                .ok()?;
        i64::try_from(value).ok().or_else(|| u64::try_from(value).ok().map(|it| it as i64))
    }

    /// `Enum.Parse`: whole names or numbers, separated by commas.
    pub fn parse(&self, text: &str, ignore_case: bool) -> Option<i64> {
        let find = |part: &str| {
            let same =
                |name: &str| if ignore_case { equals_ordinal_ignore_case(name, part) } else { name == part };
            self.members.iter().find(|it| same(it.0)).map(|it| it.1).or_else(|| self.number(part))
        };
        text.split(',').try_fold(0, |bits, part| find(part.trim()).map(|it| bits | it))
    }

    /// PowerShell's cast: names may be cut short as long as only one begins so.
    pub fn parse_abbreviated(&self, text: &str) -> Result<i64, EnumError> {
        if let Some(value) = self.parse(text, true) {
            return Ok(value);
        }
        text.split(',').try_fold(0, |bits, part| self.abbreviated(part.trim()).map(|it| bits | it))
    }

    fn abbreviated(&self, part: &str) -> Result<i64, EnumError> {
        if let Some(value) = self.parse(part, true) {
            return Ok(value);
        }
        let begins =
            |name: &str| name.get(..part.len()).is_some_and(|start| equals_ordinal_ignore_case(start, part));
        let found: Vec<&(&str, i64)> =
            self.members.iter().filter(|it| !part.is_empty() && begins(it.0)).collect();
        match found.as_slice() {
            [] => Err(EnumError::Unknown(part.to_owned())),
            [one] => Ok(one.1),
            several => {
                Err(EnumError::Ambiguous(part.to_owned(), several.iter().map(|it| it.0.to_owned()).collect()))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ACCESS: EnumInfo<'_> = EnumInfo {
        members: &[("None", 0), ("Read", 1), ("Write", 2), ("All", 3)],
        flags: true,
        bits: 32,
        signed: true,
    };
    const DAYS: EnumInfo<'_> = EnumInfo {
        members: &[("Thursday", 4), ("Friday", 5), ("Saturday", 6), ("Sunday", 0)],
        flags: false,
        bits: 32,
        signed: true,
    };

    #[test]
    fn values_have_names() {
        assert_eq!(ACCESS.text(3), "All");
        assert_eq!(ACCESS.text(0), "None");
        assert_eq!(ACCESS.text(8), "8");
        assert_eq!(DAYS.text(9), "9");
        assert_eq!(DAYS.format(5, "x").as_deref(), Some("00000005"));
        assert_eq!(DAYS.format(5, "N"), None);
        let attributes = EnumInfo { members: &[("ReadOnly", 1), ("Hidden", 2)], ..ACCESS };
        assert_eq!(attributes.text(3), "ReadOnly, Hidden");
    }

    #[test]
    fn names_may_be_cut_short() {
        assert_eq!(DAYS.parse_abbreviated("fri"), Ok(5));
        assert_eq!(ACCESS.parse_abbreviated("read, WRITE"), Ok(3));
        assert_eq!(DAYS.parse_abbreviated("2"), Ok(2));
        assert_eq!(DAYS.parse_abbreviated("x"), Err(EnumError::Unknown("x".to_owned())));
        assert!(matches!(DAYS.parse_abbreviated("s"), Err(EnumError::Ambiguous(_, all)) if all.len() == 2));
    }
}
