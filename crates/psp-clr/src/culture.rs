//! Cultures: how numbers and dates are written.

/// A culture's conventions. All cultures are `'static`.
#[derive(Debug)]
pub struct Culture {
    /// `en-US`; empty for the invariant culture.
    pub name: &'static str,
}

/// The invariant culture.
pub static INVARIANT: Culture = Culture { name: "" };
