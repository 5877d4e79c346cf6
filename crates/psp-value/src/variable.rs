//! A variable in a box of its own: what a slot becomes when it is typed, read-only, held by `[ref]` or `Get-Variable`.

use crate::{Context, Lock, Result, Str, Value};
use std::sync::{
    Arc,
    atomic::{AtomicU8, Ordering},
};

/// `ScopedItemOptions` as bits.
pub mod options {
    /// May not be changed without `-Force`.
    pub const READ_ONLY: u8 = 1;
    /// May never be changed.
    pub const CONSTANT: u8 = 2;
    /// Not seen by inner scopes.
    pub const PRIVATE: u8 = 4;
    /// Seen by every new scope.
    pub const ALL_SCOPE: u8 = 8;
}

/// What converts or refuses a value before a variable takes it: types and validation attributes.
pub trait Constraint: Send + Sync {
    /// The value to store, or the error.
    fn apply(&self, context: &mut dyn Context, variable: &str, value: Value) -> Result<Value>;

    /// The value that a variable gets together with the constraint.
    ///
    /// # Errors
    /// As [`apply`](Self::apply), told differently.
    fn start(&self, context: &mut dyn Context, variable: &str, value: Value) -> Result<Value> {
        self.apply(context, variable, value)
    }

    /// The attributes as scripts see them.
    fn attributes(&self) -> Vec<Value>;
}

/// A variable.
pub struct Variable {
    /// As first spelled.
    pub name: Str,
    value: Lock<Value>,
    options: AtomicU8,
    /// Types and validation.
    constraint: Lock<Option<Arc<dyn Constraint>>>,
    /// `Description`
    pub description: Lock<Str>,
    /// The name of the module that made it.
    pub module: Lock<Str>,
}

impl Variable {
    /// A variable without constraint.
    pub fn new(name: impl Into<Str>, value: Value) -> Self {
        Self {
            name: name.into(),
            value: Lock::new(value),
            options: AtomicU8::new(0),
            constraint: Lock::new(None),
            description: Lock::default(),
            module: Lock::default(),
        }
    }

    /// With options.
    pub fn with_options(self, options: u8) -> Self {
        self.options.store(options, Ordering::Relaxed);
        self
    }

    /// With a constraint, already satisfied by the value.
    pub fn with_constraint(self, constraint: Arc<dyn Constraint>) -> Self {
        self.constraint.with(|it| *it = Some(constraint));
        self
    }

    /// The value.
    pub fn get(&self) -> Value {
        self.value.snapshot()
    }

    /// Writes without checks.
    pub fn put(&self, value: Value) {
        let _old = self.value.with(|it| std::mem::replace(it, value));
    }

    /// Works on the value in place, without checks and without running script code.
    pub fn with<R>(&self, f: impl FnOnce(&mut Value) -> R) -> R {
        self.value.with(f)
    }

    /// Writes through the constraint; the caller has checked the options.
    pub fn assign(&self, context: &mut dyn Context, value: Value) -> Result<()> {
        let value = match self.constraint() {
            Some(constraint) => constraint.apply(context, &self.name.text(), value)?,
            None => value,
        };
        self.put(value);
        Ok(())
    }

    /// Types and validation.
    pub fn constraint(&self) -> Option<Arc<dyn Constraint>> {
        self.constraint.snapshot()
    }

    /// Replaces types and validation.
    pub fn set_constraint(&self, constraint: Option<Arc<dyn Constraint>>) {
        self.constraint.with(|it| *it = constraint);
    }

    /// The bits of [`options`].
    pub fn options(&self) -> u8 {
        self.options.load(Ordering::Relaxed)
    }

    /// Replaces the options.
    pub fn set_options(&self, options: u8) {
        self.options.store(options, Ordering::Relaxed);
    }

    /// May not be written.
    pub fn is_read_only(&self) -> bool {
        self.options() & (options::READ_ONLY | options::CONSTANT) != 0
    }
}
