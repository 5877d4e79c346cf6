//! Numbers of groups: unnamed ones first, then those with names; a name that is a number is that number.

use std::collections::BTreeMap;

/// A group, in the order of the numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupInfo {
    /// Its number.
    pub number: usize,
    /// Its name; the number's digits if it has none.
    pub name: String,
}

/// How a group names itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum GroupKey {
    /// `(…)`
    Unnamed,
    /// `(?<3>…)`
    Number(usize),
    /// `(?<name>…)`
    Name(String),
}

/// All groups of a pattern, found by a first pass over it.
#[derive(Debug, Clone, Default)]
pub(super) struct Groups {
    /// Number and name, by slot.
    infos: Vec<GroupInfo>,
    by_name: BTreeMap<String, usize>,
}

impl Groups {
    /// Numbers the groups, given in the order of their opening parentheses.
    pub(super) fn assign(keys: &[GroupKey]) -> Self {
        let mut numbers: BTreeMap<usize, Option<String>> = BTreeMap::from([(0, None)]);
        let mut next = 1;
        for key in keys {
            match key {
                GroupKey::Unnamed => {
                    numbers.insert(next, None);
                    next += 1;
                }
                GroupKey::Number(it) => {
                    numbers.entry(*it).or_insert(None);
                }
                GroupKey::Name(_) => {}
            }
        }
        let mut by_name = BTreeMap::new();
        for key in keys {
            if let GroupKey::Name(name) = key
                && !by_name.contains_key(name)
            {
                while numbers.contains_key(&next) {
                    next += 1;
                }
                numbers.insert(next, Some(name.clone()));
                by_name.insert(name.clone(), next);
            }
        }
        let infos: Vec<GroupInfo> = numbers
            .into_iter()
            .map(|(number, name)| GroupInfo { number, name: name.unwrap_or_else(|| number.to_string()) })
            .collect();
        Self { infos, by_name }
    }

    /// The slot of a number.
    pub(super) fn slot_of_number(&self, number: usize) -> Option<usize> {
        self.infos.binary_search_by_key(&number, |it| it.number).ok()
    }

    /// The slot of a name, which may be a number's digits.
    pub(super) fn slot_of_name(&self, name: &str) -> Option<usize> {
        match self.by_name.get(name) {
            Some(number) => self.slot_of_number(*number),
            None if name.bytes().all(|it| it.is_ascii_digit()) => self.slot_of_number(name.parse().ok()?),
            None => None,
        }
    }

    /// All groups by slot; the first is the whole match.
    pub(super) fn infos(&self) -> &[GroupInfo] {
        &self.infos
    }
}
