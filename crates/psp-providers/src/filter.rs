//! Names that commands take or leave out: `-Include`, `-Exclude`, `-Filter`, and wildcards in paths.

use crate::fault;
use psp_clr::wildcard::Wildcard;
pub use psp_clr::wildcard::{contains_wildcards as has_wildcards, escape, unescape};
use psp_value::Result;

/// A pattern that ignores case.
pub fn pattern(text: &str) -> Result<Wildcard> {
    Wildcard::new(text, true).map_err(|it| fault::bad_pattern(&it.pattern).into())
}

/// `-Include`, `-Exclude` and `-Filter` together.
#[derive(Clone, Debug, Default)]
pub struct NameFilter {
    include: Vec<Wildcard>,
    exclude: Vec<Wildcard>,
    filter: Option<Wildcard>,
}

impl NameFilter {
    /// Out of the parameters.
    pub fn new(include: &[String], exclude: &[String], filter: Option<&str>) -> Result<Self> {
        let all = |texts: &[String]| texts.iter().map(|it| pattern(it)).collect::<Result<Vec<_>>>();
        let filter = filter.filter(|it| !it.is_empty()).map(pattern).transpose()?;
        Ok(Self { include: all(include)?, exclude: all(exclude)?, filter })
    }

    /// Only `-Filter`.
    pub fn only_filter(&self) -> Self {
        Self { filter: self.filter.clone(), ..Self::default() }
    }

    /// `-Include` has one more pattern.
    pub fn including(mut self, text: &str) -> Result<Self> {
        self.include.push(pattern(text)?);
        Ok(self)
    }

    /// Nothing is left out.
    pub fn is_empty(&self) -> bool {
        !self.has_include_or_exclude() && self.filter.is_none()
    }

    /// `-Include` was given.
    pub fn has_include(&self) -> bool {
        !self.include.is_empty()
    }

    /// `-Include` or `-Exclude` was given.
    pub fn has_include_or_exclude(&self) -> bool {
        !self.include.is_empty() || !self.exclude.is_empty()
    }

    /// `-Include` and `-Exclude` let the name through.
    pub fn takes(&self, name: &str) -> bool {
        (self.include.is_empty() || self.include.iter().any(|it| it.is_match(name)))
            && !self.exclude.iter().any(|it| it.is_match(name))
    }

    /// `-Filter` lets the name through.
    pub fn passes(&self, name: &str) -> bool {
        self.filter.as_ref().is_none_or(|it| it.is_match(name))
    }

    /// All of them let the name through.
    pub fn allows(&self, name: &str) -> bool {
        self.takes(name) && self.passes(name)
    }
}
