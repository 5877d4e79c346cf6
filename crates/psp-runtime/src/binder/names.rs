//! Names of parameters: exact, by alias, or by an unambiguous beginning.

use super::{
    Binder,
    common::{self, COMMON},
    failure::Failure,
};
use crate::signature::Signature;
use psp_value::{Result, Str};

/// The parameter that a name means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// A declared one.
    Own(u16),
    /// A common one.
    Common(u8),
}

impl Target {
    /// Needs no value.
    pub(super) fn is_switch(self, signature: &Signature) -> bool {
        match self {
            Self::Own(index) => signature.params[index as usize].is_switch,
            Self::Common(number) => COMMON[number as usize].is_switch(),
        }
    }

    /// The full name.
    pub(super) fn name(self, signature: &Signature) -> Str {
        match self {
            Self::Own(index) => signature.params[index as usize].name.clone(),
            Self::Common(number) => COMMON[number as usize].name.into(),
        }
    }
}

impl Binder<'_> {
    /// The parameter that a name means; `None` for an unknown one.
    ///
    /// # Errors
    /// `AmbiguousParameter`
    pub(super) fn find(&self, name: &str) -> Result<Option<Target>> {
        let signature = &*self.signature;
        let lower = name.to_lowercase();
        let lower = lower.strip_prefix(['-', '\u{2013}', '\u{2014}', '\u{2015}']).unwrap_or(&lower);
        if let Some(&index) = signature.by_name.get(lower) {
            return Ok(Some(Target::Own(index)));
        }
        let same = |it: &&common::Common| it.name.eq_ignore_ascii_case(lower) || it.alias == lower;
        if let Some(found) = common::available(signature).find(same) {
            return Ok(Some(Target::Common(common::number(found))));
        }
        if lower.is_empty() {
            return Ok(None);
        }
        let mut found: Vec<Target> = Vec::new();
        for (index, param) in signature.params.iter().enumerate() {
            let mut names = std::iter::once(&param.name).chain(&param.aliases);
            if names.any(|it| starts_with(&it.text(), lower)) {
                found.push(Target::Own(index as u16));
            }
        }
        // A declared parameter wins over common ones.
        if found.len() == 1 {
            return Ok(found.pop());
        }
        let begins = |it: &&common::Common| starts_with(it.name, lower) || starts_with(it.alias, lower);
        found
            .extend(common::available(signature).filter(begins).map(|it| Target::Common(common::number(it))));
        if found.len() > 1 {
            let names = found.iter().fold(String::new(), |all, it| all + " -" + &it.name(signature).text());
            let message = format!(
                "Parameter cannot be processed because the parameter name '{name}' is ambiguous. Possible matches include:{names}."
            );
            return Err(Failure::new(signature, "AmbiguousParameter", message).named(name).into());
        }
        Ok(found.pop())
    }
}

fn starts_with(name: &str, lower: &str) -> bool {
    match name.get(..lower.len()) {
        Some(start) if lower.is_ascii() => start.eq_ignore_ascii_case(lower),
        _ => name.to_lowercase().starts_with(lower),
    }
}
