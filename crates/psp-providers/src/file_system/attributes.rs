//! [`AttributeFilter`]: `-Attributes`, `-Directory`, `-File`, `-Hidden`, `-ReadOnly`, `-System` of `Get-ChildItem`.

use crate::fault;
use psp_value::Result;

/// Names and bits of `FileAttributes`, with the short names that `-Attributes` takes.
const NAMES: [(&str, i64); 19] = [
    ("ReadOnly", 1),
    ("Hidden", 2),
    ("System", 4),
    ("Directory", 16),
    ("Archive", 32),
    ("Device", 64),
    ("Normal", 128),
    ("Temporary", 256),
    ("SparseFile", 512),
    ("ReparsePoint", 1024),
    ("Compressed", 2048),
    ("Offline", 4096),
    ("NotContentIndexed", 8192),
    ("Encrypted", 16384),
    ("IntegrityStream", 32768),
    ("NoScrubData", 131_072),
    ("D", 16),
    ("H", 2),
    ("R", 1),
];

/// Which attributes items must have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AttributeFilter {
    /// One of these must hold: all bits set, all bits not set.
    any: Vec<(i64, i64)>,
    /// These must hold besides.
    set: i64,
    unset: i64,
}

impl AttributeFilter {
    /// Out of `-Attributes`: `,` is or, `+` is and, `!` is not.
    pub fn parse(text: &str) -> Result<Self> {
        let mut any = Vec::new();
        for alternative in text.split([',', ' ']).filter(|it| !it.is_empty()) {
            let (mut set, mut unset) = (0, 0);
            for word in alternative.split('+') {
                let word = word.trim();
                let (name, is_not) = word.strip_prefix('!').map_or((word, false), |it| (it.trim(), true));
                let bit = NAMES.iter().find(|it| it.0.eq_ignore_ascii_case(name)).map(|it| it.1);
                let bit = bit.ok_or_else(|| unknown(name))?;
                *(if is_not { &mut unset } else { &mut set }) |= bit;
            }
            any.push((set, unset));
        }
        Ok(Self { any, ..Self::default() })
    }

    /// These bits must be set.
    pub fn require(&mut self, bits: i64) {
        self.set |= bits;
    }

    /// These bits must not be set.
    pub fn refuse(&mut self, bits: i64) {
        self.unset |= bits;
    }

    /// Lets everything through.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Speaks of hidden items: they are looked at then.
    pub fn mentions_hidden(&self) -> bool {
        const HIDDEN: i64 = 2;
        (self.set | self.unset) & HIDDEN != 0 || self.any.iter().any(|it| (it.0 | it.1) & HIDDEN != 0)
    }

    /// The attributes fit.
    pub fn takes(&self, bits: i64) -> bool {
        let fits = |&(set, unset): &(i64, i64)| bits & set == set && bits & unset == 0;
        fits(&(self.set, self.unset)) && (self.any.is_empty() || self.any.iter().any(fits))
    }
}

fn unknown(name: &str) -> psp_value::Interrupt {
    let names: Vec<&str> = NAMES.iter().take(16).map(|it| it.0).collect();
    fault::argument(format!(
        "Unable to match the identifier name {name} to a valid enumerator name. Specify one of the following \
         enumerator names and try again:\n{}",
        names.join(", ")
    ))
    .into()
}

#[cfg(test)]
mod tests {
    use super::AttributeFilter;

    #[test]
    fn expressions() {
        let filter = AttributeFilter::parse("!Directory+Hidden, ReadOnly").unwrap();
        assert!(filter.takes(2) && filter.takes(1) && !filter.takes(16 | 2) && !filter.takes(128));
        assert!(filter.mentions_hidden());
        assert!(AttributeFilter::parse("Nope").is_err());
    }
}
