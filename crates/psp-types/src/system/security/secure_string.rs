//! `System.Security.SecureString`: on Linux .NET does not encrypt it either.

use crate::{
    declare::{Char, Emulated},
    support::errors,
};
use psp_derive::ps_type;
use psp_value::{Fault, Lock, Native, Object, Result, Str, Value};

/// A text that is not shown.
pub struct SecureString(Lock<State>);

#[derive(Clone, Default)]
struct State {
    units: Vec<u16>,
    read_only: bool,
}

impl Native for SecureString {}

impl SecureString {
    /// A text as a value that shows nothing; it does not change any more.
    pub fn hiding(text: &Str) -> Value {
        let state = State { units: text.utf16().collect(), read_only: true };
        Object::native(Self::ty(), Self(Lock::new(state))).into()
    }

    /// The text.
    pub fn shown(&self) -> Str {
        self.0.with(|it| Str::from_utf16(it.units.iter().copied()))
    }

    fn change<R>(&self, change: impl FnOnce(&mut Vec<u16>) -> Result<R>) -> Result<R> {
        self.0.with(|it| {
            if it.read_only {
                return Err(errors::invalid_operation("Instance is read-only."));
            }
            change(&mut it.units)
        })
    }
}

fn outside() -> psp_value::Interrupt {
    let message =
        "Index was out of range. Must be non-negative and less than or equal to the size of the collection.";
    Fault::out_of_range(message, "index").into()
}

#[ps_type("System.Security.SecureString")]
impl SecureString {
    /// Empty.
    #[ps("new")]
    fn new() -> Self {
        Self(Lock::default())
    }

    /// How many characters.
    #[ps(get)]
    fn length(&self) -> i32 {
        self.0.with(|it| it.units.len() as i32)
    }

    /// Adds a character at the end.
    #[ps]
    fn append_char(&self, c: Char) -> Result<()> {
        self.change(|it| {
            it.push(c.0);
            Ok(())
        })
    }

    /// Adds a character.
    #[ps]
    fn insert_at(&self, index: i32, c: Char) -> Result<()> {
        self.change(|it| match usize::try_from(index) {
            Ok(at) if at <= it.len() => {
                it.insert(at, c.0);
                Ok(())
            }
            _ => Err(outside()),
        })
    }

    /// Replaces a character.
    #[ps]
    fn set_at(&self, index: i32, c: Char) -> Result<()> {
        self.change(|it| {
            let place = usize::try_from(index).ok().and_then(|at| it.get_mut(at)).ok_or_else(outside)?;
            *place = c.0;
            Ok(())
        })
    }

    /// Removes a character.
    #[ps]
    fn remove_at(&self, index: i32) -> Result<()> {
        self.change(|it| match usize::try_from(index) {
            Ok(at) if at < it.len() => {
                it.remove(at);
                Ok(())
            }
            _ => Err(outside()),
        })
    }

    /// Removes all characters.
    #[ps]
    fn clear(&self) -> Result<()> {
        self.change(|it| {
            it.clear();
            Ok(())
        })
    }

    /// A copy that may be changed.
    #[ps]
    fn copy(&self) -> Self {
        Self(Lock::new(State { units: self.0.with(|it| it.units.clone()), read_only: false }))
    }

    /// It does not change any more.
    #[ps]
    fn is_read_only(&self) -> bool {
        self.0.with(|it| it.read_only)
    }

    /// Lets nobody change it any more.
    #[ps]
    fn make_read_only(&self) {
        self.0.with(|it| it.read_only = true);
    }

    /// Forgets the text.
    #[ps]
    fn dispose(&self) {
        self.0.with(|it| it.units.clear());
    }
}
