//! `$PSDefaultParameterValues`: values for parameters that were not given, by names of command and parameter.

use super::{
    Binder,
    names::Target,
    one::{self, Mode, block_of},
};
use crate::names::NAMES;
use psp_value::{BlockCall, Context, Result, Str, Value, convert, operators};

impl Binder<'_> {
    /// Binds the values that `$PSDefaultParameterValues` has for unbound parameters.
    pub(super) fn bind_defaults(&mut self) -> Result<()> {
        let table = self.session.variable_value(NAMES.default_parameter_values);
        let Some(entries) = table.as_table() else { return Ok(()) };
        if entries.with(|it| it.is_empty()) {
            return Ok(());
        }
        let entries: Vec<(Value, Value)> =
            entries.with(|it| it.iter().map(|(key, value)| (key.clone(), value.clone())).collect());
        let disabled = |(key, value): &(Value, Value)| {
            key.as_string().is_some_and(|it| it.text().trim().eq_ignore_ascii_case("Disabled"))
                && convert::is_true(value)
        };
        if entries.iter().any(disabled) {
            return Ok(());
        }
        let mut found: Vec<(Target, Value, bool)> = Vec::new();
        for (key, value) in entries {
            let Some((target, is_exact)) = self.default_target(&key)? else { continue };
            match found.iter_mut().find(|it| it.0 == target) {
                Some(known) if is_exact && !known.2 => *known = (target, value, true),
                Some(_) => {}
                None => found.push((target, value, is_exact)),
            }
        }
        for (target, value, _) in found {
            self.bind_default(target, &value)?;
        }
        Ok(())
    }

    /// The unbound parameter that a key means, and whether it names the command without wildcards.
    fn default_target(&mut self, key: &Value) -> Result<Option<(Target, bool)>> {
        let Some(key) = key.as_string() else { return Ok(None) };
        let text = key.text();
        let Some((command, parameter)) = split_key(&text) else { return Ok(None) };
        let mine = self.signature.command.text().into_owned();
        if !self.matches(&mine, command)? {
            return Ok(None);
        }
        let is_exact = !command.contains(['*', '?', '[']);
        let target = if parameter.contains(['*', '?', '[']) {
            self.matching_parameter(parameter)?
        } else {
            self.find(parameter).unwrap_or_default()
        };
        Ok(target.filter(|it| !self.is_target_bound(*it) && self.is_possible(*it)).map(|it| (it, is_exact)))
    }

    /// The one parameter whose name or alias matches a pattern.
    fn matching_parameter(&mut self, pattern: &str) -> Result<Option<Target>> {
        let signature = self.signature.clone();
        let mut found = None;
        for (index, param) in signature.params.iter().enumerate() {
            let mut is_match = false;
            for name in std::iter::once(&param.name).chain(&param.aliases) {
                is_match |= self.matches(&name.text(), pattern)?;
            }
            if is_match {
                if found.is_some() {
                    return Ok(None);
                }
                found = Some(Target::Own(index as u16));
            }
        }
        Ok(found)
    }

    fn matches(&mut self, name: &str, pattern: &str) -> Result<bool> {
        if !pattern.contains(['*', '?', '[']) {
            return Ok(name.eq_ignore_ascii_case(pattern));
        }
        let op = operators::Comparison::Like;
        Ok(convert::is_true(&operators::compare(self.session, op, true, &name.into(), &pattern.into())?))
    }

    fn is_possible(&self, target: Target) -> bool {
        match target {
            Target::Own(index) => {
                let plan = &self.signature.plan.params[index as usize];
                plan.in_all || plan.sets & self.binding.possible_sets != 0
            }
            Target::Common(_) => true,
        }
    }

    /// A value that cannot be bound is left out.
    fn bind_default(&mut self, target: Target, value: &Value) -> Result<()> {
        let takes_block = match target {
            Target::Own(index) => {
                let ty = self.signature.params[index as usize].ty;
                ty == Some(psp_value::well_known::SCRIPT_BLOCK.ty())
            }
            Target::Common(_) => false,
        };
        let value = match block_of(value).filter(|_| !takes_block) {
            Some(block) => self.session.call_block(block, BlockCall::default())?,
            None => value.clone(),
        };
        let sets = self.binding.possible_sets;
        let result = match target {
            Target::Own(index) => self.bind_or_delay(index, &value, None, Mode::Coerce, sets).map(|_| ()),
            Target::Common(number) => self.bind_common(number, &value, None),
        };
        match result {
            Ok(()) => {
                self.binding.defaults_used = true;
                Ok(())
            }
            Err(error) if super::is_binding_error(&error) => self.warn(target, &value, &error),
            Err(error) => Err(error),
        }
    }

    fn warn(&mut self, target: Target, value: &Value, error: &psp_value::Interrupt) -> Result<()> {
        let Some(raised) = error.raised() else { return Ok(()) };
        let (name, shown) = (target.name(&self.signature), convert::to_string_culture(self.session, value)?);
        let why = super::failure::message_of(raised);
        let text: Str = format!("The binding of default value '{shown}' to parameter '{name}' failed: {why}")
            .as_str()
            .into();
        one::warn(self.session, &text)
    }
}

/// `Command:Parameter`, each perhaps in quotes.
fn split_key(key: &str) -> Option<(&str, &str)> {
    let (command, parameter) = key.rsplit_once(':')?;
    let bare = |text: &str| -> bool { !text.is_empty() };
    let command = command.trim().trim_matches(['\'', '"']);
    let parameter = parameter.trim().trim_matches(['\'', '"']);
    (bare(command) && bare(parameter)).then_some((command, parameter))
}
