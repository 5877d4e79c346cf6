//! Mandatory parameters that are missing. With pipeline input several sets may still be possible: this decides which
//! ones are worth waiting for.

use super::{Binder, arguments::Given, failure::Failure, sets::count_sets};
use crate::signature::{ALL_SETS, Argument};
use psp_value::{Interrupt, Result, Type};

/// What is missing in one set; `ALL_SETS` collects what is missing in all.
struct Missing {
    set: u32,
    /// The pipeline cannot give these.
    fixed: Vec<u16>,
    /// The pipeline can give some, by value, by property name.
    piped: bool,
    by_value: bool,
    by_name: bool,
}

impl Missing {
    fn is_all(&self) -> bool {
        self.set == ALL_SETS
    }

    fn concerns(&self, sets: u32) -> bool {
        self.is_all() || self.set & sets != 0
    }
}

impl Binder<'_> {
    pub(super) fn missing_error(&self, missing: &[u16]) -> Interrupt {
        let names = self.listed(missing);
        let message =
            format!("Cannot process command because of one or more missing mandatory parameters:{names}.");
        Failure::new(&self.signature, "MissingMandatoryParameter", message).named(names).into()
    }

    /// Asks for what is missing; an error where nobody may be asked.
    pub(super) fn ask_for(&mut self, missing: &[u16]) -> Result<()> {
        if !self.session.may_ask() {
            return Err(self.missing_error(missing));
        }
        let wanted: Vec<(String, bool)> = missing
            .iter()
            .map(|&it| {
                let param = &self.signature.params[it as usize];
                (param.name.text().into_owned(), param.ty.is_some_and(Type::is_array))
            })
            .collect();
        let mut command = self.signature.command.text().into_owned();
        if command.is_empty() {
            let script = self.session.script_path.as_deref().unwrap_or_default();
            script.rsplit('/').next().unwrap_or_default().clone_into(&mut command);
        }
        let Some(answers) = self.session.ask_for_parameters(&command, &wanted)? else {
            return Err(self.missing_error(missing));
        };
        let given = wanted.into_iter().zip(answers);
        let given =
            given.map(|((name, _), value)| Given::from(Argument::named(name.as_str(), value))).collect();
        self.bind_named(given)?;
        Ok(())
    }

    /// Names of parameters, each after a blank.
    pub(super) fn listed(&self, parameters: &[u16]) -> String {
        parameters
            .iter()
            .fold(String::new(), |all, &it| all + " " + &self.signature.params[it as usize].name.text())
    }

    /// The mandatory parameters that must be on the command line and are not; narrows the sets as it goes.
    pub(super) fn missing_mandatory(&mut self, count: u32, expects_input: bool) -> Result<Vec<u16>> {
        let (missing, unordered) = self.collect_missing(expects_input);
        if !expects_input || missing.is_empty() {
            return Ok(if expects_input { Vec::new() } else { unordered });
        }
        let possible = self.binding.possible_sets;
        let mut wanted = missing.iter().filter(|it| !it.is_all()).fold(0, |all, it| all | it.set) & possible;
        if wanted == 0 {
            wanted = possible;
        }
        if missing.iter().any(Missing::is_all) {
            let declared = self.signature.plan.declared_sets;
            wanted = possible & if declared == 0 { ALL_SETS } else { declared };
        }
        let default = self.signature.plan.default_set;
        let mut prefers_default = false;
        if count > 1 && default != 0 && default & wanted == 0 && default & possible != 0 {
            let other =
                |it: &Missing| !it.is_all() && it.concerns(possible) && it.set & default == 0 && it.piped;
            if !missing.iter().any(other) {
                // The sets without missing parameters remain, the default one first.
                wanted = possible & !wanted;
                self.binding.possible_sets = wanted;
                prefers_default = wanted != default;
                if prefers_default {
                    self.binding.first_sets = default;
                }
            }
        }
        match count_sets(wanted) {
            0 => Err(self.ambiguous_set()),
            1 => Ok(fixed_in(&missing, wanted)),
            _ if prefers_default => Ok(Vec::new()),
            _ => self.decide(&missing, wanted),
        }
    }

    /// What is missing by set, in the order of the parameters; and all of it without order.
    fn collect_missing(&self, expects_input: bool) -> (Vec<Missing>, Vec<u16>) {
        let (mut missing, mut unordered): (Vec<Missing>, Vec<u16>) = (Vec::new(), Vec::new());
        for (index, param) in self.signature.params.iter().enumerate() {
            let index = index as u16;
            if !self.signature.plan.params[index as usize].mandatory || self.binding.is_bound(index) {
                continue;
            }
            for place in param.places(self.binding.possible_sets).filter(|it| it.mandatory) {
                let set = if place.set.is_none() { ALL_SETS } else { place.flag() };
                let at = missing.iter().position(|it| it.set == set).unwrap_or_else(|| {
                    missing.push(Missing {
                        set,
                        fixed: Vec::new(),
                        piped: false,
                        by_value: false,
                        by_name: false,
                    });
                    missing.len() - 1
                });
                if expects_input && place.takes_input() {
                    missing[at].piped = true;
                    missing[at].by_value |= place.pipeline;
                    missing[at].by_name |= place.by_name;
                } else {
                    missing[at].fixed.push(index);
                }
                if !unordered.contains(&index) {
                    unordered.push(index);
                }
            }
        }
        (missing, unordered)
    }

    /// Several sets miss something.
    fn decide(&mut self, missing: &[Missing], wanted: u32) -> Result<Vec<u16>> {
        let default = self.signature.plan.default_set;
        if default != 0 && wanted & default != 0 && latches_on_default(missing, default) {
            self.binding.possible_sets = default;
            return Ok(fixed_in(missing, default));
        }
        let mine = || missing.iter().filter(|it| !it.is_all() && it.set & wanted != 0);
        let by_value: Vec<u32> = mine().filter(|it| it.by_value).map(|it| it.set).collect();
        let by_name: Vec<u32> = mine().filter(|it| it.by_name).map(|it| it.set).collect();
        let only = |sets: &[u32]| if let [one] = sets { *one } else { 0 };
        let (value_set, name_set) = (only(&by_value), only(&by_name));
        let unique = match (by_value.is_empty(), by_name.is_empty()) {
            (false, false) if value_set == name_set => value_set,
            (false, true) => value_set,
            (true, false) => name_set,
            _ => 0,
        };
        if unique != 0 {
            return Ok(self.latch_on(missing, unique));
        }
        if !missing.iter().any(|it| it.concerns(wanted) && !it.fixed.is_empty()) {
            return Ok(Vec::new());
        }
        if value_set != 0 {
            return Ok(self.latch_on(missing, value_set));
        }
        if by_value.len() < 2 && by_name.len() < 2 {
            return Err(self.ambiguous_set());
        }
        let hopeless = mine().filter(|it| !it.fixed.is_empty()).fold(0, |all, it| all | it.set);
        self.ignore_sets(hopeless);
        if self.binding.possible_sets == 0 { Err(self.ambiguous_set()) } else { Ok(Vec::new()) }
    }

    /// Waits for this set; sets that miss nothing stay possible when it misses nothing that the pipeline cannot give.
    fn latch_on(&mut self, missing: &[Missing], set: u32) -> Vec<u16> {
        let fixed_here = missing.iter().any(|it| !it.is_all() && it.set & set != 0 && !it.fixed.is_empty());
        if fixed_here {
            self.binding.possible_sets = set;
        } else {
            let others = missing.iter().filter(|it| !it.concerns(set)).fold(0, |all, it| all | it.set);
            self.ignore_sets(others);
            if self.binding.possible_sets != set {
                self.binding.first_sets = set;
            }
        }
        fixed_in(missing, set)
    }

    fn ignore_sets(&mut self, sets: u32) {
        if sets == 0 {
            return;
        }
        let possible = &mut self.binding.possible_sets;
        if *possible == ALL_SETS {
            *possible = self.signature.plan.declared_sets;
        }
        *possible &= !sets;
    }
}

/// What must be on the command line for these sets.
fn fixed_in(missing: &[Missing], sets: u32) -> Vec<u16> {
    missing.iter().filter(|it| it.concerns(sets)).flat_map(|it| it.fixed.iter().copied()).collect()
}

/// The default set is waited for although others miss something, too.
fn latches_on_default(missing: &[Missing], default: u32) -> bool {
    let others = || missing.iter().filter(|it| !it.is_all() && it.set & default == 0);
    let other_waits = others().any(|it| it.piped && it.fixed.is_empty());
    let other_by_name = others().any(|it| it.by_name);
    let own = missing.iter().find(|it| it.set == default);
    if own.is_some_and(|it| it.by_name && !other_by_name || it.piped && !other_waits) || !other_waits {
        return true;
    }
    missing.iter().any(|it| it.is_all() && !it.fixed.is_empty())
}
