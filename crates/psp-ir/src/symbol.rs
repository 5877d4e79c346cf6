//! Names as numbers: interned once a process, equal without regard to case.

use parking_lot::RwLock;
use std::{collections::HashMap, fmt, hash::BuildHasher};

/// An interned name. Two spellings that differ in case only are the same symbol, which keeps the first spelling.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Symbol(u32);

#[derive(Default)]
struct Interner {
    by_name: HashMap<Box<str>, u32, foldhash::fast::FixedState>,
    names: Vec<&'static str>,
}

static INTERNER: RwLock<Option<Interner>> = RwLock::new(None);

impl Symbol {
    /// The symbol of a name.
    pub fn new(name: &str) -> Self {
        let mut buffer = [0u8; 64];
        let mut owned = String::new();
        let key = fold(name, &mut buffer, &mut owned);
        if let Some(&id) = INTERNER.read().as_ref().and_then(|it| it.by_name.get(key)) {
            return Self(id);
        }
        let mut guard = INTERNER.write();
        let interner = guard.get_or_insert_default();
        if let Some(&id) = interner.by_name.get(key) {
            return Self(id);
        }
        let id = interner.names.len() as u32;
        interner.names.push(Box::leak(name.to_owned().into_boxed_str()));
        interner.by_name.insert(key.into(), id);
        Self(id)
    }

    /// The symbol of a name that was interned before; does not intern.
    pub fn find(name: &str) -> Option<Self> {
        let mut buffer = [0u8; 64];
        let mut owned = String::new();
        let key = fold(name, &mut buffer, &mut owned);
        INTERNER.read().as_ref()?.by_name.get(key).map(|&id| Self(id))
    }

    /// The first spelling.
    pub fn name(self) -> &'static str {
        INTERNER.read().as_ref().and_then(|it| it.names.get(self.0 as usize).copied()).unwrap_or_default()
    }

    /// One bit of 64, for masks of names.
    #[inline(always)]
    pub fn bit(self) -> u64 {
        1 << (self.0.wrapping_mul(0x9e37_79b1) >> 26)
    }
}

fn fold<'a>(name: &str, buffer: &'a mut [u8; 64], owned: &'a mut String) -> &'a str {
    if name.is_ascii()
        && let Some(bytes) = buffer.get_mut(..name.len())
    {
        bytes.copy_from_slice(name.as_bytes());
        bytes.make_ascii_lowercase();
        return std::str::from_utf8(bytes).unwrap_or_default();
    }
    *owned = name.chars().flat_map(char::to_uppercase).flat_map(char::to_lowercase).collect();
    owned
}

impl fmt::Debug for Symbol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Display for Symbol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A fast map keyed by symbols.
pub type SymbolMap<T> = HashMap<Symbol, T, SymbolHasher>;

/// Spreads a symbol's number.
#[derive(Clone, Copy, Default)]
pub struct SymbolHasher;

impl BuildHasher for SymbolHasher {
    type Hasher = Spread;

    fn build_hasher(&self) -> Spread {
        Spread(0)
    }
}

/// See [`SymbolHasher`].
pub struct Spread(u64);

impl std::hash::Hasher for Spread {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        }
    }

    fn write_u32(&mut self, it: u32) {
        self.0 = u64::from(it).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

#[cfg(test)]
mod tests {
    use super::Symbol;

    #[test]
    fn case_does_not_matter_and_the_first_spelling_stays() {
        let a = Symbol::new("FirstSpelling");
        assert_eq!(a, Symbol::new("firstSPELLING"));
        assert_eq!(a.name(), "FirstSpelling");
        assert_eq!(Symbol::find("FIRSTspelling"), Some(a));
        assert_eq!(Symbol::find("never interned"), None);
    }
}
