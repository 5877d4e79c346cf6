//! One value to one parameter: conversion, validation, null and empty checks, assignment.

use super::{
    Binder, arguments, coerce, convert,
    failure::{self, Failure, Kind},
};
use crate::{
    names::NAMES,
    pipeline::Action,
    session::{Session, StreamKind, text_record},
    signature::{Collection, Parameter},
};
use psp_value::{Data, ErrorCategory, Interrupt, Result, Str, Type, Value, enumerate, member, well_known};

/// Whether a value is converted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// It must be of the type already.
    Exact,
    /// It is converted.
    Coerce,
}

impl Binder<'_> {
    /// As [`bind_one`](Self::bind_one), but a script block for a parameter that takes pipeline input waits for it.
    pub(super) fn bind_or_delay(
        &mut self,
        index: u16,
        value: &Value,
        text: Option<&Str>,
        mode: Mode,
        sets: u32,
    ) -> Result<bool> {
        let signature = self.signature.clone();
        let (param, plan) = (&signature.params[index as usize], &signature.plan.params[index as usize]);
        let delays = signature.advanced
            && plan.pipeline
            && !plan.takes_block
            && value.as_block().is_some()
            && param.takes_input(sets);
        if !delays {
            return match self.bind_one(index, value, text, mode) {
                Err(error) if mode == Mode::Exact && failure::failed_in_cast(&error) => Ok(false),
                result => result,
            };
        }
        if !self.binding.takes_input {
            return Err(arguments::no_input(&signature, param));
        }
        if !self.binding.is_bound(index) {
            self.binding.delayed.push((index, value.clone()));
        }
        self.narrow(plan.sets);
        Ok(true)
    }

    /// Binds a value; false when it is not of the type and must not be converted.
    pub(super) fn bind_one(
        &mut self,
        index: u16,
        value: &Value,
        text: Option<&Str>,
        mode: Mode,
    ) -> Result<bool> {
        let signature = self.signature.clone();
        let at = index as usize;
        let (param, plan) = (&signature.params[at], &signature.plan.params[at]);
        let fits = value.as_object().is_none() && value.ty().is_some_and(|it| Some(it.code) == plan.exact);
        let worded = text.and_then(|it| as_text(param, it));
        // `9.0` is a version with two numbers.
        let written =
            text.filter(|_| param.ty == Some(well_known::VERSION.ty())).map(|it| Value::from(it.clone()));
        let value = written.as_ref().unwrap_or(value);
        let value = match (mode, worded) {
            _ if fits && text.is_none() => value.clone(),
            (Mode::Coerce, Some(value)) => value,
            (Mode::Coerce, None) if signature.is_script => {
                convert::value(self.session, &signature, at, value)?
            }
            (Mode::Coerce, None) => coerce::value(self.session, &signature, at, value)?,
            (Mode::Exact, _) => {
                let value = if param.transforms.is_empty() {
                    value.clone()
                } else {
                    convert::without_types(self.session, &signature, at, value)?
                };
                match coerce::exact(param, &value) {
                    Some(value) => value,
                    None => return Ok(false),
                }
            }
        };
        if let Some(name) = &param.type_name {
            self.check_type_name(param, name, &value, mode)?;
        }
        self.validate(at, &value)?;
        self.sink.assign(self.session, at, value.clone())?;
        self.note_bound(index, value);
        self.narrow(plan.sets);
        Ok(true)
    }

    fn note_bound(&mut self, index: u16, value: Value) {
        match self.binding.bound.iter_mut().find(|it| it.0 == index) {
            Some(known) => known.1 = value,
            None => self.binding.bound.push((index, value)),
        }
    }

    /// Of the sets, these remain possible.
    fn narrow(&mut self, sets: u32) {
        if sets != 0 {
            self.binding.possible_sets &= sets;
        }
    }

    fn validate(&mut self, index: usize, value: &Value) -> Result<()> {
        let signature = self.signature.clone();
        let param = &signature.params[index];
        for check in param.checks.iter().rev() {
            if let Some(refusal) = check.refuses(self.session, value)? {
                let message =
                    format!("Cannot validate argument on parameter '{}'. {}", param.name, refusal.message);
                let failure =
                    Failure::new(&signature, "ParameterArgumentValidationError", message).validation();
                return Err(failure.parameter(param).given(value).inner(Some(refusal.exception)).into());
            }
        }
        if signature.plan.params[index].mandatory {
            self.refuse_empty(index, param.type_or_object(), value, true)?;
        }
        if let Some(message) = param.obsolete.as_ref().filter(|_| signature.is_script) {
            warn(
                self.session,
                &format!("Parameter '{}' is obsolete. {message}", param.name).as_str().into(),
            )?;
        }
        Ok(())
    }

    /// A mandatory parameter takes neither null nor anything empty, unless attributes allow it.
    fn refuse_empty(&mut self, index: usize, ty: Type, value: &Value, is_whole: bool) -> Result<()> {
        let signature = self.signature.clone();
        let (param, plan) = (&signature.params[index], &signature.plan.params[index]);
        if value.is_null() {
            let is_optional_bool =
                ty.name == well_known::NULLABLE.name && ty.element() == well_known::BOOL.ty();
            if plan.allows_null || is_optional_bool {
                return Ok(());
            }
            return Err(self.empty_error(param, "Null", "null", value));
        }
        if ty == well_known::STRING.ty() {
            if value.unboxed().as_string().is_some_and(Str::is_empty) && !plan.allows_empty_string {
                return Err(self.empty_error(param, "EmptyString", "an empty string", value));
            }
            return Ok(());
        }
        if !is_whole || plan.collection == Collection::None {
            return Ok(());
        }
        let element = ty.element();
        let mut any = false;
        if let Some(mut items) = enumerate(value) {
            while let Some(item) = items.next(self.session)? {
                any = true;
                if element.is_value_type() {
                    break;
                }
                self.refuse_empty(index, element, &item, false)?;
            }
        }
        if any || plan.allows_empty_collection {
            return Ok(());
        }
        Err(match plan.collection {
            Collection::Array => self.empty_error(param, "EmptyArray", "an empty array", value),
            _ => self.empty_error(param, "EmptyCollection", "an empty collection", value),
        })
    }

    fn empty_error(&self, param: &Parameter, what: &str, words: &str, value: &Value) -> Interrupt {
        let id = match what {
            "Null" => "ParameterArgumentValidationErrorNullNotAllowed",
            "EmptyString" => "ParameterArgumentValidationErrorEmptyStringNotAllowed",
            "EmptyArray" => "ParameterArgumentValidationErrorEmptyArrayNotAllowed",
            _ => "ParameterArgumentValidationErrorEmptyCollectionNotAllowed",
        };
        let message = format!("Cannot bind argument to parameter '{}' because it is {words}.", param.name);
        Failure::new(&self.signature, id, message).validation().parameter(param).given(value).into()
    }

    /// `[PSTypeName()]`: the value, or each element, has this among its type names.
    fn check_type_name(&mut self, param: &Parameter, wanted: &Str, value: &Value, mode: Mode) -> Result<()> {
        if value.is_null() {
            return Ok(());
        }
        let items = match enumerate(value) {
            Some(items) => items.collect(self.session)?,
            None => vec![value.clone()],
        };
        let has = |it: &Value| {
            it.is_null()
                || member::type_names(it).iter().any(|it| it.text().eq_ignore_ascii_case(&wanted.text()))
        };
        if items.iter().all(has) {
            return Ok(());
        }
        let message = format!(
            "Cannot bind argument to parameter '{}', because PSTypeNames of the argument do not match the PSTypeName required by the parameter: {wanted}.",
            param.name
        );
        let cast = failure::cast_exception(&message);
        let mut failed = Failure::new(&self.signature, "MismatchedPSTypeName", message);
        if mode == Mode::Coerce {
            failed = failed.transformation();
        }
        let failed = failed.category(ErrorCategory::InvalidArgument).parameter(param).given(value);
        Err(failed.inner(Some(cast)).into())
    }
}

/// What a parameter of text gets of an argument that was written in another way than its value is shown.
fn as_text(param: &Parameter, text: &Str) -> Option<Value> {
    let (ty, string) = (param.ty?, well_known::STRING.ty());
    if !param.transforms.is_empty() {
        return None;
    }
    if ty == string {
        return Some(text.clone().into());
    }
    (ty == string.array_of()).then(|| Value::strings([text.clone()]))
}

/// Writes a warning about a binding, unless warnings are off.
pub(super) fn warn(session: &mut Session, text: &Str) -> Result<()> {
    let action = session.action_of(None, NAMES.warning_action, Action::Continue);
    if matches!(action, Action::SilentlyContinue | Action::Ignore) {
        return Ok(());
    }
    let redirects = session.redirects;
    session.write_record(StreamKind::Warning, text_record(StreamKind::Warning, text), redirects)
}

/// The error ends binding; others mean that the value fits elsewhere.
pub(super) fn is_final(error: &Interrupt) -> bool {
    failure::kind(error) != Some(Kind::Plain)
}

/// The script block inside a value, as an object to call.
pub(super) fn block_of(value: &Value) -> Option<&psp_value::Ref<psp_value::Object>> {
    value.as_object().filter(|it| matches!(it.data, Data::Block(_)))
}
