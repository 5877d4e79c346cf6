//! Hash tables of all dictionary types: insertion order, any key, one of several ways to compare keys.

use crate::{Ref, Tag, Type, Value, View, object::Data};
use hashbrown::HashTable;
use psp_clr::compare;
use std::hash::{BuildHasher, Hasher};

/// How keys are compared.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum KeyComparer {
    /// Strings without regard to case: `@{}`.
    IgnoreCase,
    /// As .NET's `Equals`: `[hashtable]::new()`, `[Dictionary[string, int]]::new()`.
    Exact,
}

/// A dictionary's contents.
#[derive(Clone)]
pub struct Table {
    comparer: KeyComparer,
    index: HashTable<u32>,
    /// In insertion order; a removed entry leaves a hole until there are too many.
    entries: Vec<Option<Entry>>,
    live: usize,
    /// Counts additions and removals, so that an enumeration notices them.
    version: u32,
    /// Writes are refused: a `data` section, `.AsReadOnly()`.
    read_only: bool,
}

#[derive(Clone)]
struct Entry {
    hash: u64,
    key: Value,
    value: Value,
}

impl Default for Table {
    fn default() -> Self {
        Self::new(KeyComparer::IgnoreCase)
    }
}

impl Table {
    /// An empty table.
    pub fn new(comparer: KeyComparer) -> Self {
        Self { comparer, index: HashTable::new(), entries: Vec::new(), live: 0, version: 0, read_only: false }
    }

    /// How keys are compared.
    pub fn comparer(&self) -> KeyComparer {
        self.comparer
    }

    /// How many entries.
    pub fn len(&self) -> usize {
        self.live
    }

    /// None.
    pub fn is_empty(&self) -> bool {
        self.live == 0
    }

    /// Changes when an entry is added or removed.
    pub fn version(&self) -> u32 {
        self.version
    }

    /// Writes are refused.
    pub fn is_read_only(&self) -> bool {
        self.read_only
    }

    /// Makes writes be refused.
    pub fn set_read_only(&mut self) {
        self.read_only = true;
    }

    /// The value of a key.
    #[inline]
    pub fn get(&self, key: &Value) -> Option<&Value> {
        let at = self.find(key)?;
        self.entries[at].as_ref().map(|it| &it.value)
    }

    /// The value of a key, to change it.
    #[inline]
    pub fn get_mut(&mut self, key: &Value) -> Option<&mut Value> {
        let at = self.find(key)?;
        self.entries[at].as_mut().map(|it| &mut it.value)
    }

    /// The entry's key as it was added.
    pub fn stored_key(&self, key: &Value) -> Option<&Value> {
        let at = self.find(key)?;
        self.entries[at].as_ref().map(|it| &it.key)
    }

    /// There is an entry with this key.
    pub fn contains(&self, key: &Value) -> bool {
        self.find(key).is_some()
    }

    #[inline]
    fn find(&self, key: &Value) -> Option<usize> {
        if self.live == 0 {
            return None;
        }
        let hash = hash_key(key, self.comparer);
        let same = |&at: &u32| {
            self.entries[at as usize]
                .as_ref()
                .is_some_and(|it| it.hash == hash && same_key(&it.key, key, self.comparer))
        };
        self.index.find(hash, same).map(|&at| at as usize)
    }

    /// Writes an entry; gives the old value back. An entry that is there keeps its place and its key.
    pub fn insert(&mut self, key: Value, value: Value) -> Option<Value> {
        if let Some(at) = self.find(&key) {
            return self.entries[at].as_mut().map(|it| std::mem::replace(&mut it.value, value));
        }
        let hash = hash_key(&key, self.comparer);
        let at = self.entries.len() as u32;
        self.entries.push(Some(Entry { hash, key, value }));
        let entries = &self.entries;
        self.index.insert_unique(hash, at, |&it| entries[it as usize].as_ref().map_or(0, |it| it.hash));
        self.live += 1;
        self.version = self.version.wrapping_add(1);
        None
    }

    /// Writes an entry at a place in the order, 0 to `len`; the key must be new.
    pub fn insert_at(&mut self, place: usize, key: Value, value: Value) {
        let mut all = self.take_all();
        all.insert(place.min(all.len()), (key, value));
        self.extend(all);
    }

    /// Removes an entry.
    pub fn remove(&mut self, key: &Value) -> Option<Value> {
        let at = self.find(key)?;
        let hash = self.entries[at].as_ref()?.hash;
        if let Ok(found) = self.index.find_entry(hash, |&it| it as usize == at) {
            found.remove();
        }
        let entry = self.entries[at].take()?;
        self.live -= 1;
        self.version = self.version.wrapping_add(1);
        while self.entries.last().is_some_and(Option::is_none) {
            self.entries.pop();
        }
        if self.entries.len() > 32 && self.live * 2 < self.entries.len() {
            let all = self.take_all();
            self.extend(all);
        }
        Some(entry.value)
    }

    /// Removes everything.
    pub fn clear(&mut self) {
        self.index.clear();
        self.entries.clear();
        self.live = 0;
        self.version = self.version.wrapping_add(1);
    }

    /// The entry at a place in the order.
    pub fn at(&self, place: usize) -> Option<(&Value, &Value)> {
        if self.live == self.entries.len() {
            return self.entries.get(place)?.as_ref().map(|it| (&it.key, &it.value));
        }
        self.iter().nth(place)
    }

    /// Keys and values in order.
    pub fn iter(&self) -> TableIter<'_> {
        TableIter(self.entries.iter())
    }

    /// Keys in order.
    pub fn keys(&self) -> impl Iterator<Item = &Value> {
        self.iter().map(|(key, _)| key)
    }

    /// Values in order.
    pub fn values(&self) -> impl Iterator<Item = &Value> {
        self.iter().map(|(_, value)| value)
    }

    /// The raw slots from `from` on: index of the next live entry with its key and value.
    pub fn next_from(&self, from: usize) -> Option<(usize, &Value, &Value)> {
        let rest = self.entries.get(from..)?;
        let skipped = rest.iter().position(Option::is_some)?;
        rest[skipped].as_ref().map(|it| (from + skipped, &it.key, &it.value))
    }

    fn take_all(&mut self) -> Vec<(Value, Value)> {
        let entries = std::mem::take(&mut self.entries);
        self.clear();
        entries.into_iter().flatten().map(|it| (it.key, it.value)).collect()
    }

    /// Adds entries.
    pub fn extend(&mut self, entries: impl IntoIterator<Item = (Value, Value)>) {
        for (key, value) in entries {
            self.insert(key, value);
        }
    }
}

impl FromIterator<(Value, Value)> for Table {
    fn from_iter<I: IntoIterator<Item = (Value, Value)>>(entries: I) -> Self {
        let mut table = Self::default();
        table.extend(entries);
        table
    }
}

impl<'a> IntoIterator for &'a Table {
    type Item = (&'a Value, &'a Value);
    type IntoIter = TableIter<'a>;

    fn into_iter(self) -> TableIter<'a> {
        self.iter()
    }
}

/// Keys and values in order.
pub struct TableIter<'a>(std::slice::Iter<'a, Option<Entry>>);

impl<'a> Iterator for TableIter<'a> {
    type Item = (&'a Value, &'a Value);

    fn next(&mut self) -> Option<Self::Item> {
        self.0.find_map(Option::as_ref).map(|it| (&it.key, &it.value))
    }
}

/// A hash that agrees with [`same_key`].
#[inline]
pub fn hash_key(key: &Value, comparer: KeyComparer) -> u64 {
    if let View::Str(text) = key.view() {
        return spread(u64::from(text.folded_hash()));
    }
    hash_other(key, comparer)
}

/// Multiplies the bits into the high ones, where the table looks.
fn spread(hash: u64) -> u64 {
    hash.wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

fn hash_other(key: &Value, comparer: KeyComparer) -> u64 {
    let hash = match key.view() {
        View::Null | View::Nothing => 0,
        View::Bool(it) => u64::from(it) + 1,
        View::Char(it) => u64::from(it) ^ 0x1_0000,
        View::SByte(it) => it as u64,
        View::Byte(it) => u64::from(it),
        View::Int16(it) => it as u64,
        View::UInt16(it) => u64::from(it),
        View::Int32(it) => it as u64,
        View::UInt32(it) => u64::from(it),
        View::Int64(it) => it as u64,
        View::UInt64(it) => it,
        View::Single(it) => u64::from((it + 0.0).to_bits()),
        View::Double(it) => (it + 0.0).to_bits(),
        View::DateTime(it) => it.ticks as u64,
        View::TimeSpan(it) => it.0 as u64,
        View::Enum(_, it) => it as u64,
        View::Str(text) => u64::from(text.folded_hash()),
        View::Object(object) => match &object.data {
            Data::Boxed(inner) => return hash_key(inner, comparer),
            Data::Type(ty) => std::ptr::from_ref(ty.0) as u64,
            Data::Decimal(it) => {
                let mut hasher = foldhash::fast::FixedState::default().build_hasher();
                std::hash::Hash::hash(&it.normalize(), &mut hasher);
                hasher.finish()
            }
            Data::BigInteger(it) => it.iter_u64_digits().fold(0, |hash, digit| spread(hash ^ digit)),
            Data::Native(it) => it.hash().unwrap_or_else(|| Ref::address(object) as u64),
            _ => Ref::address(object) as u64,
        },
    };
    spread(hash)
}

/// Two keys are the same: .NET's `Equals`, strings by the comparer. 1 and 1L are different keys, as are 1 and '1'.
#[inline]
pub fn same_key(a: &Value, b: &Value, comparer: KeyComparer) -> bool {
    match (a.view(), b.view()) {
        (View::Str(a), View::Str(b)) => {
            a == b
                || comparer == KeyComparer::IgnoreCase
                    && (a.as_bytes().eq_ignore_ascii_case(b.as_bytes())
                        || !(a.is_ascii() && b.is_ascii())
                            && compare::equals_ordinal_ignore_case(&a.text(), &b.text()))
        }
        (View::Int32(a), View::Int32(b)) => a == b,
        _ => same_other(a, b, comparer),
    }
}

fn same_other(a: &Value, b: &Value, comparer: KeyComparer) -> bool {
    let (a, b) = (a.unboxed(), b.unboxed());
    match (a.view(), b.view()) {
        (View::Str(_), View::Str(_)) => same_key(a, b, comparer),
        (View::Double(a), View::Double(b)) => a == b || a.is_nan() && b.is_nan(),
        (View::Single(a), View::Single(b)) => a == b || a.is_nan() && b.is_nan(),
        (View::Enum(a, x), View::Enum(b, y)) => a == b && x == y,
        (View::DateTime(a), View::DateTime(b)) => a.ticks == b.ticks,
        (View::Object(a), View::Object(b)) => Ref::ptr_eq(a, b) || same_object(&a.data, &b.data, b.into()),
        _ => a.tag() == b.tag() && !matches!(a.tag(), Tag::Str | Tag::Object | Tag::Cell) && same_bits(a, b),
    }
}

fn same_object(a: &Data, b: &Data, other: Value) -> bool {
    match (a, b) {
        (Data::Type(a), Data::Type(b)) => Type::eq(a, b),
        (Data::Decimal(a), Data::Decimal(b)) => a == b,
        (Data::BigInteger(a), Data::BigInteger(b)) => a == b,
        (Data::Native(a), _) => a.equals(&other).unwrap_or(false),
        _ => false,
    }
}

fn same_bits(a: &Value, b: &Value) -> bool {
    match (a.view(), b.view()) {
        (View::Null | View::Nothing, View::Null | View::Nothing) => true,
        (View::Bool(a), View::Bool(b)) => a == b,
        (View::Char(a), View::Char(b)) => a == b,
        (View::SByte(a), View::SByte(b)) => a == b,
        (View::Byte(a), View::Byte(b)) => a == b,
        (View::Int16(a), View::Int16(b)) => a == b,
        (View::UInt16(a), View::UInt16(b)) => a == b,
        (View::Int32(a), View::Int32(b)) => a == b,
        (View::UInt32(a), View::UInt32(b)) => a == b,
        (View::Int64(a), View::Int64(b)) => a == b,
        (View::UInt64(a), View::UInt64(b)) => a == b,
        (View::TimeSpan(a), View::TimeSpan(b)) => a.0 == b.0,
        _ => false,
    }
}

impl From<&Ref<crate::Object>> for Value {
    fn from(object: &Ref<crate::Object>) -> Self {
        Self::object(object.clone())
    }
}
