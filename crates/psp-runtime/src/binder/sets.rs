//! Parameter sets: which are still possible, and which one is chosen.

use super::{Binder, failure::Failure};
use crate::signature::ALL_SETS;
use psp_value::{Interrupt, Result};

/// How many sets bits stand for; "all sets" counts as one.
pub(super) fn count_sets(sets: u32) -> u32 {
    if sets == ALL_SETS { 1 } else { sets.count_ones() }
}

impl Binder<'_> {
    pub(super) fn ambiguous_set(&self) -> Interrupt {
        let message = "Parameter set cannot be resolved using the specified named parameters. One or more parameters issued cannot be used together or an insufficient number of parameters were provided.";
        Failure::new(&self.signature, "AmbiguousParameterSet", message).into()
    }

    /// Checks that the bound parameters go together; gives the number of possible sets. Several may remain when
    /// pipeline input can still decide (`before_input`); the default set is taken when `take_default` says so.
    pub(super) fn validate_sets(&mut self, before_input: bool, take_default: bool) -> Result<u32> {
        let sets = self.binding.possible_sets;
        match count_sets(sets) {
            0 => Err(self.ambiguous_set()),
            1 if sets == ALL_SETS => self.validate_all_sets(before_input, take_default),
            1 => Ok(1),
            count => self.validate_several(count, before_input, take_default),
        }
    }

    fn validate_several(&mut self, count: u32, before_input: bool, take_default: bool) -> Result<u32> {
        let default = self.signature.plan.default_set;
        if default != 0 && self.binding.possible_sets & default != 0 {
            if !take_default {
                return Ok(count);
            }
            self.binding.possible_sets = default;
            return Ok(1);
        }
        if before_input && self.some_set_takes_input() {
            return Ok(count);
        }
        self.resolve_by_mandatory()
    }

    /// Nothing has narrowed the sets.
    fn validate_all_sets(&mut self, before_input: bool, take_default: bool) -> Result<u32> {
        let count = (self.signature.sets.len() as u32).max(1);
        if before_input && self.some_set_takes_input() {
            return Ok(count);
        }
        let default = self.signature.plan.default_set;
        if default != 0 {
            if !take_default {
                return Ok(count);
            }
            self.binding.possible_sets = default;
            return Ok(1);
        }
        if count > 1 { self.resolve_by_mandatory() } else { Ok(count) }
    }

    fn some_set_takes_input(&self) -> bool {
        if !self.signature.plan.takes_pipeline {
            return false;
        }
        let sets = self.binding.possible_sets;
        let mut params = self.signature.params.iter().enumerate();
        params.any(|(index, it)| it.takes_input(sets) && !self.binding.is_bound(index as u16))
    }

    /// The one set without unbound mandatory parameters.
    fn resolve_by_mandatory(&mut self) -> Result<u32> {
        let mut remaining = self.binding.possible_sets & self.signature.plan.declared_sets;
        for (index, param) in self.signature.params.iter().enumerate() {
            if !self.binding.is_bound(index as u16) {
                remaining =
                    param.sets.iter().filter(|it| it.mandatory).fold(remaining, |all, it| all & !it.flag());
            }
        }
        if count_sets(remaining) != 1 {
            return Err(self.ambiguous_set());
        }
        self.binding.possible_sets = remaining;
        Ok(1)
    }

    /// The possible sets in which something can come from the pipeline; all, when something can in every set.
    pub(super) fn sets_taking_input(&self) -> u32 {
        let possible = self.binding.possible_sets;
        let delayed = self.binding.delayed.iter();
        let mut taking = delayed.fold(0, |all, it| all | self.signature.plan.params[it.0 as usize].sets);
        for (index, param) in self.signature.params.iter().enumerate() {
            if self.binding.is_bound(index as u16) {
                continue;
            }
            for place in param.places(possible).filter(|it| it.takes_input()) {
                if place.set.is_none() {
                    return possible;
                }
                taking |= place.flag();
            }
        }
        if taking == 0 { possible } else { possible & taking }
    }

    /// No object will come: one set is chosen now.
    pub(super) fn choose_set(&mut self) -> Result<()> {
        if self.signature.sets.len() < 2 || self.binding.possible_sets != ALL_SETS {
            return Ok(());
        }
        let default = self.signature.plan.default_set;
        if default == 0 {
            return Err(self.ambiguous_set());
        }
        self.binding.possible_sets = default;
        Ok(())
    }
}
