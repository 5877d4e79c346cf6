//! `System.Management.Automation.WildcardPattern`.

use super::enums::WildcardOptions;
use psp_clr::wildcard::{self, Wildcard};
use psp_derive::ps_type;
use psp_value::{Fault, Native, Result};

/// A compiled pattern.
pub(crate) struct WildcardPattern(Wildcard);

impl Native for WildcardPattern {}

#[ps_type("System.Management.Automation.WildcardPattern")]
impl WildcardPattern {
    /// Compiles a pattern.
    #[ps("new")]
    fn new(pattern: &str, options: Option<WildcardOptions>) -> Result<Self> {
        Wildcard::new(pattern, options.is_some_and(|it| it.0 & 2 != 0)).map(Self).map_err(|_| {
            let message = format!("The specified wildcard character pattern is not valid: {pattern}");
            Fault::new("System.Management.Automation.WildcardPatternException", message).into()
        })
    }

    /// Compiles a pattern.
    #[ps]
    fn get(pattern: &str, options: WildcardOptions) -> Result<Self> {
        Self::new(pattern, Some(options))
    }

    /// The text with backticks before wildcards.
    #[ps]
    fn escape(pattern: &str) -> String {
        wildcard::escape(pattern)
    }

    /// The text without backticks before wildcards.
    #[ps]
    fn unescape(pattern: &str) -> String {
        wildcard::unescape(pattern)
    }

    /// There is a wildcard.
    #[ps]
    fn contains_wildcard_characters(pattern: &str) -> bool {
        wildcard::contains_wildcards(pattern)
    }

    /// The whole text matches.
    #[ps]
    fn is_match(&self, input: &str) -> bool {
        self.0.is_match(input)
    }
}
