//! `System.Text.StringBuilder`.
use crate::declare::This;
use psp_derive::ps_type;
use psp_value::{Context, Lock, Native, Result, Str};

/// A mutable string.
#[derive(Default)]
pub struct StringBuilder(Lock<Vec<u16>>);
impl Native for StringBuilder {}

#[ps_type("System.Text.StringBuilder")]
impl StringBuilder {
    /// Empty.
    #[ps("new")]
    fn empty() -> Self {
        Self::default()
    }
    /// Appends.
    #[ps]
    fn append(&self, text: &Str) -> This {
        self.0.with(|it| it.extend(text.utf16()));
        This
    }
    /// Length.
    #[ps(get)]
    fn length(&self) -> i32 {
        self.0.with(|it| it.len() as i32)
    }
    #[ps(set)]
    fn set_length(&self, context: &mut dyn Context, value: i32) -> Result<()> {
        let _ = context;
        self.0.with(|it| it.resize(value as usize, 0));
        Ok(())
    }
}
