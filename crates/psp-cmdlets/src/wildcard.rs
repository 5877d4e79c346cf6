//! Wildcard patterns as commands use them: without regard to case, and a pattern that is none matches nothing.

pub(crate) use psp_clr::wildcard::contains_wildcards as has_wildcards;

/// A pattern, ready to be matched.
#[derive(Clone, Debug)]
pub(crate) struct Wildcard(Option<psp_clr::wildcard::Wildcard>);

impl Wildcard {
    /// A pattern out of its text.
    pub(crate) fn new(text: &str) -> Self {
        Self(psp_clr::wildcard::Wildcard::new(text, true).ok())
    }

    /// Patterns out of their texts.
    pub(crate) fn all(texts: &[String]) -> Vec<Self> {
        texts.iter().map(|it| Self::new(it)).collect()
    }

    /// The whole text matches.
    pub(crate) fn matches(&self, text: &str) -> bool {
        self.0.as_ref().is_some_and(|it| it.is_match(text))
    }
}
