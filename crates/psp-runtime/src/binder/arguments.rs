//! Arguments as they are bound: names with their values, named ones first, what is left at the end.

use super::{
    Binder,
    failure::{self, Failure, type_name},
    names::Target,
    one::Mode,
};
use crate::signature::Argument;
use psp_source::Span;
use psp_value::{
    Data, ExtraMember, ExtraMemberKind, Interrupt, Object, Result, Str, Value, convert, enumerate, types,
    well_known,
};

/// An argument on its way to a parameter.
pub(super) struct Given {
    pub(super) name: Option<Str>,
    pub(super) value: Option<Value>,
    /// What a `[string]` parameter gets.
    pub(super) text: Option<Str>,
    name_text: Option<Str>,
    /// Out of a splatted table.
    is_entry: bool,
    /// Where it stands: the value, or the name alone.
    pub(super) span: Span,
}

impl From<Argument> for Given {
    fn from(argument: Argument) -> Self {
        let is_entry = argument.splatted && argument.name.is_some() && argument.value.is_some();
        let Argument { name, value, text, name_text, span, .. } = argument;
        Self { name, value, text, name_text, is_entry, span }
    }
}

impl Given {
    /// The name as it was written, with its dash.
    pub(super) fn word(&self) -> Str {
        let written = || {
            let name = self.name.clone().unwrap_or_default();
            let colon = if self.value.is_some() { ":" } else { "" };
            format!("-{name}{colon}").as_str().into()
        };
        let given = self.name_text.as_ref().map(|it| it.text().trim_end().into());
        given.unwrap_or_else(written)
    }
}

/// Takes the first bare `--` out: behind it nothing is a parameter.
pub(super) fn behind_dashes(mut arguments: Vec<Argument>) -> Vec<Argument> {
    let is_dashes = |it: &Argument| {
        let as_name = it.value.is_none() && it.name.as_ref().is_some_and(|name| name.as_bytes() == b"-");
        let text = it.value.as_ref().filter(|_| it.bare && it.name.is_none()).and_then(Value::as_string);
        !it.splatted && (as_name || text.is_some_and(|it| it.as_bytes() == b"--"))
    };
    let Some(at) = arguments.iter().position(is_dashes) else { return arguments };
    arguments.remove(at);
    for argument in arguments.iter_mut().skip(at).filter(|it| it.name.is_some() && it.value.is_none()) {
        let given = Given::from(argument.clone());
        *argument = Argument { span: argument.span, bare: true, ..Argument::positional(given.word()) };
    }
    arguments
}

/// The name of the hidden member by which `$args` remembers that a word was a parameter.
const PARAMETER_NAME: &str = "<CommandParameterName>";

/// A word of `$args` that was a parameter: splatting it gives the parameter again.
pub fn parameter_word(word: &Str, name: &Str) -> Value {
    let object = Object::new(well_known::STRING.ty(), Data::Boxed(word.clone().into()));
    object.with_extra(|extra| {
        let kind = ExtraMemberKind::Note(name.clone().into());
        extra.put(ExtraMember { name: PARAMETER_NAME.into(), kind, hidden: true });
    });
    object.into()
}

/// The parameter's name, when a splatted word was one.
pub fn parameter_name_of(word: &Value) -> Option<Str> {
    let object = word.as_object()?;
    let kind = object.read_extra(|it| it.find(PARAMETER_NAME).map(|it| it.kind.clone()))??;
    match kind {
        ExtraMemberKind::Note(name) => name.as_string().cloned(),
        _ => None,
    }
}

impl Binder<'_> {
    /// Gives names the values behind them; entries of splatted tables go to the end.
    ///
    /// # Errors
    /// `AmbiguousParameter`, `MissingArgument`
    pub(super) fn pair(&self, arguments: impl IntoIterator<Item = Given>) -> Result<Vec<Given>> {
        let (entries, explicit): (Vec<Given>, Vec<Given>) = arguments.into_iter().partition(|it| it.is_entry);
        let mut waiting = explicit.into_iter().chain(entries).peekable();
        let mut paired = Vec::new();
        while let Some(mut argument) = waiting.next() {
            let (Some(name), None) = (&argument.name, &argument.value) else {
                paired.push(argument);
                continue;
            };
            let found = self.find(&name.text()).map_err(|error| failure::at(error, argument.span))?;
            let Some(target) = found else {
                paired.push(argument);
                continue;
            };
            if target.is_switch(&self.signature) {
                argument.value = Some(Value::switch(true));
                paired.push(argument);
                continue;
            }
            let missing = || failure::at(self.missing_argument(target), argument.span);
            let Some(next) = waiting.peek() else { return Err(missing()) };
            if let Some(name) = &next.name
                && (next.value.is_some() || self.find(&name.text())?.is_some())
            {
                return Err(missing());
            }
            if let Some(next) = waiting.next() {
                argument.span = next.span;
                // A name that no parameter has is taken as text.
                argument.text.clone_from(&next.text);
                argument.value = Some(if next.name.is_some() {
                    next.word().into()
                } else {
                    next.value.unwrap_or_default()
                });
            }
            paired.push(argument);
        }
        Ok(paired)
    }

    fn missing_argument(&self, target: Target) -> Interrupt {
        let signature = &*self.signature;
        let name = target.name(signature);
        let ty = match target {
            Target::Own(index) => signature.params[index as usize].ty,
            Target::Common(number) => Some(super::common::COMMON[number as usize].ty()),
        };
        let message = format!(
            "Missing an argument for parameter '{name}'. Specify a parameter of type '{}' and try again.",
            type_name(ty)
        );
        Failure::new(signature, "MissingArgument", message).named(name).into()
    }

    /// Binds the arguments with names; gives the others.
    pub(super) fn bind_named(&mut self, arguments: Vec<Given>) -> Result<Vec<Given>> {
        let mut rest = Vec::new();
        let mut explicit: Option<Vec<Target>> = None;
        for argument in arguments {
            let Some(name) = &argument.name else {
                rest.push(argument);
                continue;
            };
            let Some(target) = self.find(&name.text())? else {
                rest.push(argument);
                continue;
            };
            if argument.is_entry {
                let explicit = explicit.get_or_insert_with(|| self.bound_targets());
                if explicit.contains(&target) {
                    continue;
                }
            }
            let span = argument.span;
            if self.is_target_bound(target) {
                return Err(failure::at(self.already_bound(target), span));
            }
            let value = argument.value.unwrap_or_default();
            let bound = match target {
                Target::Own(index) => {
                    let sets = self.binding.possible_sets;
                    self.bind_or_delay(index, &value, argument.text.as_ref(), Mode::Coerce, sets).map(|_| ())
                }
                Target::Common(number) => self.bind_common(number, &value, argument.text.as_ref()),
            };
            bound.map_err(|error| failure::at(error, span))?;
        }
        Ok(rest)
    }

    fn bound_targets(&self) -> Vec<Target> {
        let own = self.binding.bound.iter().map(|it| Target::Own(it.0));
        let delayed = self.binding.delayed.iter().map(|it| Target::Own(it.0));
        own.chain(delayed).chain(self.binding.bound_common.iter().map(|it| Target::Common(it.1))).collect()
    }

    pub(super) fn is_target_bound(&self, target: Target) -> bool {
        match target {
            Target::Own(index) => self.binding.is_bound(index),
            Target::Common(number) => self.binding.bound_common.iter().any(|it| it.1 == number),
        }
    }

    fn already_bound(&self, target: Target) -> Interrupt {
        let name = target.name(&self.signature);
        let message = format!(
            "Cannot bind parameter because parameter '{name}' is specified more than once. To provide multiple values to parameters that can accept multiple values, use the array syntax. For example, \"-parameter value1,value2,value3\"."
        );
        Failure::new(&self.signature, "ParameterAlreadyBound", message).named(name).into()
    }

    /// Binds what is left to the parameter that takes remaining arguments; gives it back when there is none.
    pub(super) fn bind_rest(&mut self, rest: Vec<Given>) -> Result<Vec<Given>> {
        if rest.is_empty() {
            return Ok(rest);
        }
        let sets = self.binding.possible_sets;
        let takes = |(index, param): &(usize, &crate::signature::Parameter)| {
            param.place(sets).is_some_and(|it| it.rest) && !self.binding.is_bound(*index as u16)
        };
        let all: Vec<usize> = self.signature.params.iter().enumerate().filter(takes).map(|it| it.0).collect();
        let taker = match all.as_slice() {
            [] => return Ok(rest),
            [only] => *only,
            _ => return Err(self.ambiguous_set()),
        };
        let element = self.signature.params[taker].ty.map(psp_value::Type::element);
        let as_text = element == Some(well_known::STRING.ty());
        let mut items = Vec::new();
        for argument in &rest {
            if argument.name.is_some() {
                items.push(argument.word().into());
            }
            match (&argument.value, &argument.text) {
                (Some(_), Some(text)) if as_text => items.push(text.clone().into()),
                (Some(value), _) if !value.is_nothing() => items.push(value.clone()),
                _ => {}
            }
        }
        let only = (items.len() == 1).then(|| rest[0].value.clone()).flatten();
        let value = match only.filter(|it| enumerate(it).is_some()) {
            Some(collection) => collection,
            None => Object::list(list_of_objects(), items).into(),
        };
        self.bind_one(taker as u16, &value, None, Mode::Coerce)?;
        Ok(Vec::new())
    }

    /// The error of arguments that nothing took.
    pub(super) fn refuse_rest(&mut self, rest: &[Given], reported: Option<Interrupt>) -> Result<()> {
        let Some(first) = rest.first() else { return Ok(()) };
        if let Some(name) = &first.name {
            let message = format!("A parameter cannot be found that matches parameter name '{name}'.");
            let failure =
                Failure::new(&self.signature, "NamedParameterNotFound", message).named(name.clone());
            return Err(failure::at(failure.into(), first.span));
        }
        if let Some(reported) = reported {
            return Err(reported);
        }
        let value = first.value.clone().unwrap_or_default();
        let shown = match (&first.text, value.is_null()) {
            (Some(text), _) => text.clone(),
            (None, true) => "$null".into(),
            (None, false) => convert::to_string_culture(self.session, &value)?,
        };
        let message = format!("A positional parameter cannot be found that accepts argument '{shown}'.");
        let failure = Failure::new(&self.signature, "PositionalParameterNotFound", message);
        Err(failure::at(failure.named(shown).given(&value).into(), first.span))
    }
}

/// `List[object]`
fn list_of_objects() -> psp_value::Type {
    types::instantiate(well_known::LIST.ty(), &[well_known::OBJECT.ty()])
}

/// The error of a script block for a parameter that would be run for each object, where none come.
pub(super) fn no_input(
    signature: &crate::signature::Signature,
    parameter: &crate::signature::Parameter,
) -> Interrupt {
    let message = format!(
        "Cannot evaluate parameter '{}' because its argument is specified as a script block and there is no input. A script block cannot be evaluated without input.",
        parameter.name
    );
    let failure = Failure::new(signature, "ScriptBlockArgumentNoInput", message);
    failure.category(psp_value::ErrorCategory::MetadataError).parameter(parameter).into()
}
