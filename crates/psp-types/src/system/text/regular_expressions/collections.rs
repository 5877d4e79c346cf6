//! `MatchCollection`, `GroupCollection` and `CaptureCollection`.

use super::matching::{Capture, Found, Group, Match};
use crate::{
    declare::Emulated,
    support::{elements::copy_into, errors},
    system::collections::enumerator::Enumerator,
};
use psp_derive::ps_type;
use psp_value::{Enumeration, Native, Object, Result, Value};
use std::sync::Arc;

/// All matches in a text.
pub(crate) struct MatchCollection(pub(crate) Vec<Value>);

impl Native for MatchCollection {
    fn enumerate(&self, _: &Value) -> Option<Enumeration> {
        Some(Enumeration::ready(self.0.clone()))
    }

    fn count(&self) -> Option<usize> {
        Some(self.0.len())
    }
}

impl MatchCollection {
    /// Of matches.
    pub(crate) fn of(matches: Vec<Match>) -> Self {
        Self(matches.into_iter().map(|it| Object::native(Match::ty(), it).into()).collect())
    }
}

fn at(items: &[Value], index: i32) -> Result<Value> {
    usize::try_from(index).ok().and_then(|at| items.get(at).cloned()).ok_or_else(|| errors::index("i"))
}

#[ps_type("System.Text.RegularExpressions.MatchCollection", interfaces = [ILIST])]
impl MatchCollection {
    /// How many.
    #[ps("Count", get)]
    fn number(&self) -> i32 {
        self.0.len() as i32
    }

    /// The match at an index.
    #[ps("get_Item")]
    fn get_item(&self, i: i32) -> Result<Value> {
        at(&self.0, i)
    }

    /// Copies all matches into an array.
    #[ps]
    fn copy_to(&self, array: &Value, array_index: i32) -> Result<()> {
        copy_into(&self.0, array, array_index)
    }

    /// An enumerator over the matches.
    #[ps]
    fn get_enumerator(&self) -> Value {
        Enumerator::of(self.0.clone())
    }
}

/// A match and its groups.
pub(crate) struct GroupCollection(pub(crate) Arc<Found>);

impl Native for GroupCollection {
    fn enumerate(&self, _: &Value) -> Option<Enumeration> {
        Some(Enumeration::ready(self.all()))
    }

    fn count(&self) -> Option<usize> {
        Some(self.size())
    }
}

impl GroupCollection {
    fn size(&self) -> usize {
        // A failed match has one group, which captured nothing.
        if self.0.captures.is_some() { self.0.regex.groups().len() } else { 1 }
    }

    fn all(&self) -> Vec<Value> {
        (0..self.size()).map(|slot| self.group(slot)).collect()
    }

    fn group(&self, slot: usize) -> Value {
        Group::value_of(&self.0, slot)
    }
}

#[ps_type("System.Text.RegularExpressions.GroupCollection", interfaces = [ICOLLECTION])]
impl GroupCollection {
    /// How many groups, the match being one.
    #[ps("Count", get)]
    fn number(&self) -> i32 {
        self.size() as i32
    }

    /// The group with a number or name; one that does not exist has captured nothing.
    #[ps("get_Item")]
    fn get_item(&self, groupnum: i32) -> Value {
        let slot = self.0.regex.groups().iter().position(|it| it.number as i32 == groupnum);
        self.group(slot.unwrap_or(usize::MAX))
    }
    #[ps("get_Item")]
    fn get_named(&self, groupname: &str) -> Value {
        self.group(self.0.regex.slot(groupname).unwrap_or(usize::MAX))
    }

    /// There is a group with this name.
    #[ps]
    fn contains_key(&self, key: &str) -> bool {
        self.0.regex.slot(key).is_some()
    }

    /// The names, or numbers.
    #[ps(get)]
    fn keys(&self) -> Vec<String> {
        self.0.regex.groups().iter().map(|it| it.name.clone()).collect()
    }

    /// The groups.
    #[ps(get)]
    fn values(&self) -> Vec<Value> {
        self.all()
    }

    /// Copies all groups into an array.
    #[ps]
    fn copy_to(&self, array: &Value, array_index: i32) -> Result<()> {
        copy_into(&self.all(), array, array_index)
    }

    /// An enumerator over the groups.
    #[ps]
    fn get_enumerator(&self) -> Value {
        Enumerator::of(self.all())
    }
}

/// Everything that a group captured on the way.
pub(crate) struct CaptureCollection(Vec<Value>);

impl Native for CaptureCollection {
    fn enumerate(&self, _: &Value) -> Option<Enumeration> {
        Some(Enumeration::ready(self.0.clone()))
    }

    fn count(&self) -> Option<usize> {
        Some(self.0.len())
    }
}

impl CaptureCollection {
    /// A group's.
    pub(crate) fn of(found: &Arc<Found>, slot: usize) -> Self {
        let history = found.captures.as_ref().map(|it| found.regex.capture_history(&found.readable, it));
        let spans = history.and_then(|it| it.into_iter().nth(slot)).unwrap_or_default();
        let mut all: Vec<_> = spans.into_iter().map(|span| Capture::value_of(found, span)).collect();
        // The last one is the group itself.
        if let Some(last) = all.last_mut() {
            *last = Group::value_of(found, slot);
        }
        Self(all)
    }
}

#[ps_type("System.Text.RegularExpressions.CaptureCollection", interfaces = [ILIST])]
impl CaptureCollection {
    /// How many.
    #[ps("Count", get)]
    fn number(&self) -> i32 {
        self.0.len() as i32
    }

    /// The capture at an index.
    #[ps("get_Item")]
    fn get_item(&self, i: i32) -> Result<Value> {
        at(&self.0, i)
    }

    /// An enumerator over the captures.
    #[ps]
    fn get_enumerator(&self) -> Value {
        Enumerator::of(self.0.clone())
    }
}
