//! Objects from the pipeline: by value before by property name, without conversion before with it.

use super::{
    Binder, Binding, Fast, ParameterSink,
    failure::{self, Failure, Kind, message_of},
    one::{Mode, block_of},
};
use crate::{
    session::Session,
    signature::{Parameter, SetPlace},
};
use psp_value::{BlockCall, Context, Interrupt, Result, Str, Value, member};

/// Where a parameter's value comes from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Source {
    Value,
    Name,
}

/// In this order parameters are tried with an object.
const STEPS: [(Source, Mode); 4] = [
    (Source::Value, Mode::Exact),
    (Source::Name, Mode::Exact),
    (Source::Value, Mode::Coerce),
    (Source::Name, Mode::Coerce),
];

impl Binding {
    pub(super) fn bind_object_slowly(
        &mut self,
        session: &mut Session,
        object: &Value,
        sink: &mut dyn ParameterSink,
    ) -> Result<bool> {
        let signature = self.signature.clone();
        if !signature.advanced {
            return Ok(false);
        }
        let mut binder = Binder { session, signature, sink, binding: self };
        binder.bind_object(object).map(|()| true).map_err(|error| failure::with_target(error, object))
    }

    /// The next object of the same sort can be bound at once, when this one was all for one parameter.
    fn remember_fast(&mut self, object: &Value) {
        self.fast = None;
        let [index] = self.from_input.as_slice() else { return };
        let (param, plan) =
            (&self.signature.params[*index as usize], &self.signature.plan.params[*index as usize]);
        if !self.delayed.is_empty()
            || self.first_sets != 0
            || !param.checks.is_empty()
            || param.type_name.is_some()
        {
            return;
        }
        let by_value = param.places(self.possible_sets).any(|it| it.pipeline);
        let plain = param.transforms.is_empty() && param.obsolete.is_none();
        let others = self.signature.params.iter().enumerate().any(|(at, it)| {
            at != *index as usize && it.takes_input(self.sets_before_input) && !self.is_bound(at as u16)
        });
        let ty = match param.ty {
            None => None,
            Some(ty) if object.as_object().is_none() && object.ty() == Some(ty) && !plan.mandatory => {
                Some(ty)
            }
            Some(_) => return,
        };
        let place = self.bound.iter().position(|it| it.0 == *index);
        if let (true, true, false, Some(place)) = (by_value, plain, others, place) {
            self.fast = Some(Fast { index: *index, place: place as u32, ty });
        }
    }
}

impl Binder<'_> {
    fn bind_object(&mut self, object: &Value) -> Result<()> {
        self.forget_object()?;
        let ran = self.run_delayed(object)?;
        self.binding.possible_sets = self.binding.sets_before_input;
        let bound = self.bind_steps(object)?;
        if !bound && !ran {
            let message = "The input object cannot be bound to any parameters for the command either because the command does not take pipeline input or the input and its properties do not match any of the parameters that take pipeline input.";
            return Err(Failure::new(&self.signature, "InputObjectNotBound", message).into());
        }
        self.validate_sets(false, true)?;
        if !self.binding.defaults_used {
            self.bind_defaults()?;
        }
        self.refuse_missing()?;
        self.binding.remember_fast(object);
        Ok(())
    }

    /// What the last object gave is taken back.
    fn forget_object(&mut self) -> Result<()> {
        for index in std::mem::take(&mut self.binding.from_input) {
            self.binding.bound.retain(|it| it.0 != index);
            match self.binding.before_input.iter().find(|it| it.0 == index) {
                Some((_, value)) => self.sink.assign(self.session, index as usize, value.clone())?,
                None => self.sink.reset(self.session, index as usize)?,
            }
        }
        Ok(())
    }

    fn bind_steps(&mut self, object: &Value) -> Result<bool> {
        let first = self.binding.first_sets;
        if first != 0 {
            let bound = self.bind_rounds(object, first, false)?;
            if self.binding.possible_sets == first {
                return Ok(bound);
            }
            let others = self.binding.possible_sets & !first;
            return Ok(self.bind_rounds(object, others, true)? || bound);
        }
        let possible = self.binding.possible_sets;
        self.bind_rounds(object, possible, true)
    }

    fn bind_rounds(&mut self, object: &Value, sets: u32, validates: bool) -> Result<bool> {
        let (mut sets, mut bound) = (sets, false);
        for (source, mode) in STEPS {
            if self.bind_step(object, source, mode, sets)? {
                bound = true;
                if validates {
                    self.validate_sets(true, true)?;
                    sets = self.binding.possible_sets;
                }
            }
        }
        Ok(bound)
    }

    fn bind_step(&mut self, object: &Value, source: Source, mode: Mode, sets: u32) -> Result<bool> {
        let default = self.signature.plan.default_set;
        if default != 0 && sets & default != 0 {
            if self.bind_in_sets(object, source, mode, default)? {
                return Ok(true);
            }
            return self.bind_in_sets(object, source, mode, sets & !default);
        }
        self.bind_in_sets(object, source, mode, sets)
    }

    fn bind_in_sets(&mut self, object: &Value, source: Source, mode: Mode, sets: u32) -> Result<bool> {
        let signature = self.signature.clone();
        let mut any = false;
        for (index, param) in signature.params.iter().enumerate().rev() {
            let plan = &signature.plan.params[index];
            if !plan.pipeline || !plan.in_all && plan.sets & sets == 0 || self.binding.is_bound(index as u16)
            {
                continue;
            }
            let takes = |it: &SetPlace| if source == Source::Value { it.pipeline } else { it.by_name };
            if param.places(sets).any(takes) {
                any |= self.bind_from(object, index as u16, param, source, mode)?;
            }
        }
        Ok(any)
    }

    fn bind_from(
        &mut self,
        object: &Value,
        index: u16,
        param: &Parameter,
        source: Source,
        mode: Mode,
    ) -> Result<bool> {
        let value = match source {
            Source::Value => Some(object.clone()),
            Source::Name if object.is_null() => None,
            Source::Name => property(self.session, object, param)?,
        };
        let Some(value) = value.filter(|it| !it.is_nothing()) else { return Ok(false) };
        if !self.binding.before_input.iter().any(|it| it.0 == index)
            && let Some(before) = self.sink.current(self.session, index as usize)
        {
            self.binding.before_input.push((index, before));
        }
        match self.bind_one(index, &value, None, mode) {
            Ok(true) => {
                self.binding.from_input.push(index);
                Ok(true)
            }
            Ok(false) => Ok(false),
            Err(error) if passes_by(&error, source, mode) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Runs the script blocks that were given for parameters; true when there were any.
    fn run_delayed(&mut self, object: &Value) -> Result<bool> {
        let delayed = self.binding.delayed.clone();
        for (index, block) in &delayed {
            let Some(block) = block_of(block) else { continue };
            let arguments = [object.clone()];
            let call = BlockCall {
                arguments: &arguments,
                under: Some(object.clone()),
                in_callers_scope: true,
                ..BlockCall::default()
            };
            let name = self.signature.params[*index as usize].name.clone();
            let output =
                self.session.call_block(block, call).map_err(|error| self.delayed_error(error, &name))?;
            if output.is_nothing() {
                let message = format!(
                    "Cannot evaluate parameter '{name}' because its argument input did not produce any output."
                );
                return Err(Failure::new(&self.signature, "ScriptBlockArgumentNoOutput", message)
                    .named(name)
                    .into());
            }
            self.binding.bound.retain(|it| it.0 != *index);
            self.bind_one(*index, &output, None, Mode::Coerce)?;
        }
        Ok(!delayed.is_empty())
    }

    fn delayed_error(&self, error: Interrupt, name: &Str) -> Interrupt {
        let Some(raised) = error.raised() else { return error };
        let message =
            format!("The input to the script block for parameter '{name}' failed. {}", message_of(raised));
        let inner = raised.with(|it| it.exception.clone());
        Failure::new(&self.signature, "ScriptBlockArgumentInvocationFailed", message)
            .named(name.clone())
            .inner(inner)
            .into()
    }

    /// The object did not give all that is mandatory.
    fn refuse_missing(&mut self) -> Result<()> {
        let count = super::sets::count_sets(self.binding.possible_sets);
        let missing = self.missing_mandatory(count, false)?;
        if missing.is_empty() {
            return Ok(());
        }
        let names = self.listed(&missing);
        let message = format!(
            "The input object cannot be bound because it did not contain the information required to bind all mandatory parameters: {names}"
        );
        Err(Failure::new(&self.signature, "InputObjectMissingMandatory", message).into())
    }
}

/// The error says only that the object is not meant for the parameter.
fn passes_by(error: &Interrupt, source: Source, mode: Mode) -> bool {
    match failure::kind(error) {
        Some(Kind::Plain) => true,
        Some(Kind::Transformation) => {
            (source == Source::Value || mode == Mode::Exact) && failure::failed_in_cast(error)
        }
        _ => false,
    }
}

/// The property of a parameter's name, or of an alias.
fn property(session: &mut Session, object: &Value, param: &Parameter) -> Result<Option<Value>> {
    for name in std::iter::once(&param.name).chain(&param.aliases) {
        if is_entry(object, name) {
            continue;
        }
        if let Some(value) = member::try_get_member(session, object, name)?
            && !is_method(&value)
        {
            return Ok(Some(value));
        }
    }
    Ok(None)
}

/// An entry of a table is no property of it.
fn is_entry(object: &Value, name: &Str) -> bool {
    object.as_table().is_some_and(|it| it.with(|it| it.contains(&name.clone().into())))
}

fn is_method(value: &Value) -> bool {
    value.ty().is_some_and(|it| it.name.starts_with("System.Management.Automation.PSMethod"))
}
