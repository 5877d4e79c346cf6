//! Arguments without names: place by place, first without conversion, the default set first.

use super::{
    Binder,
    arguments::Given,
    failure::{self, Failure},
    one,
    one::Mode,
};
use crate::signature::Signature;
use psp_value::{Interrupt, Result};
use std::collections::{BTreeMap, VecDeque};

/// The parameters of one place: number and the set's bit (0 for all).
type Place = Vec<(u16, u32)>;

impl Binder<'_> {
    /// Binds positional arguments; gives what is left, and an error to report when nothing takes it.
    pub(super) fn bind_positional(
        &mut self,
        given: Vec<Given>,
        possible: u32,
        default: u32,
    ) -> Result<(Vec<Given>, Option<Interrupt>)> {
        if given.is_empty() {
            return Ok((given, None));
        }
        let mut places = self.places()?;
        let mut waiting: VecDeque<Given> = given.into();
        let (mut rest, mut reported, mut possible) = (Vec::new(), None, possible);
        while let Some((_, place)) = places.pop_first() {
            let place: Place = place.into_iter().filter(|it| !self.binding.is_bound(it.0)).collect();
            if place.is_empty() {
                continue;
            }
            let Some(argument) = next_positional(&mut waiting, &mut rest) else { break };
            let (bound, error) = self.bind_at(&place, &argument, possible, default)?;
            reported = error;
            if !bound {
                rest.push(argument);
                continue;
            }
            if self.signature.advanced && possible != self.binding.possible_sets {
                possible = self.binding.possible_sets;
                for place in places.values_mut() {
                    place.retain(|it| it.1 == 0 || it.1 & possible != 0);
                }
            }
        }
        rest.extend(waiting);
        Ok((rest, reported))
    }

    /// The unbound parameters by place.
    fn places(&self) -> Result<BTreeMap<i32, Place>> {
        let signature: &Signature = &self.signature;
        let mut places: BTreeMap<i32, Place> = BTreeMap::new();
        for (index, param) in signature.params.iter().enumerate() {
            let index = index as u16;
            if self.binding.is_bound(index) {
                continue;
            }
            for place in param.places(self.binding.possible_sets).filter(|it| !it.rest) {
                let Some(position) = place.position else { continue };
                let (there, flag) = (places.entry(position).or_default(), place.flag());
                if there.iter().any(|it| it.0 != index && (it.1 & flag != 0 || it.1 == flag)) {
                    let message = "Cannot bind positional parameters because no names were given.";
                    return Err(Failure::new(signature, "AmbiguousPositionalParameterNoName", message).into());
                }
                there.push((index, flag));
            }
        }
        Ok(places)
    }

    fn bind_at(
        &mut self,
        place: &Place,
        argument: &Given,
        possible: u32,
        default: u32,
    ) -> Result<(bool, Option<Interrupt>)> {
        let prefers_default = default != 0 && possible & default != 0;
        let mut reported = None;
        for mode in [Mode::Exact, Mode::Coerce] {
            if prefers_default {
                let (bound, error) = self.bind_in(place, argument, default, mode)?;
                reported = error;
                if bound {
                    return Ok((true, reported));
                }
            }
            let (bound, error) = self.bind_in(place, argument, possible, mode)?;
            reported = error.or(reported);
            if bound {
                return Ok((true, reported));
            }
        }
        Ok((false, reported))
    }

    /// Tries the parameters of a place that are in these sets; all that take the argument get it.
    fn bind_in(
        &mut self,
        place: &Place,
        argument: &Given,
        sets: u32,
        mode: Mode,
    ) -> Result<(bool, Option<Interrupt>)> {
        let (mut bound, mut reported) = (false, None);
        let value = argument.value.clone().unwrap_or_default();
        let mut last = None;
        for &(index, flag) in place {
            if flag != 0 && flag & sets == 0 || last == Some(index) {
                continue;
            }
            match self.bind_or_delay(index, &value, argument.text.as_ref(), mode, sets) {
                Ok(true) => {
                    bound = true;
                    last = Some(index);
                }
                Ok(false) => {}
                Err(error) if one::is_final(&error) => return Err(failure::at(error, argument.span)),
                Err(error) => reported = Some(failure::at(error, argument.span)),
            }
        }
        Ok((bound, reported))
    }
}

/// The next argument without a name; names that no parameter has keep the argument behind them.
fn next_positional(waiting: &mut VecDeque<Given>, rest: &mut Vec<Given>) -> Option<Given> {
    while let Some(argument) = waiting.pop_front() {
        if argument.name.is_none() {
            return Some(argument);
        }
        rest.push(argument);
        if waiting.front().is_some_and(|it| it.name.is_none()) {
            rest.extend(waiting.pop_front());
        }
    }
    None
}
