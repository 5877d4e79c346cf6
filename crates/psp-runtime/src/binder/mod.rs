//! The one binder: arguments and pipeline objects to parameters, for cmdlets, functions and scripts alike.

mod arguments;
mod coerce;
pub(crate) mod common;
mod convert;
mod defaults;
mod failure;
mod input;
mod mandatory;
mod names;
mod one;
mod positional;
mod sets;
#[cfg(test)]
mod tests;

pub use arguments::{parameter_name_of, parameter_word};
pub use convert::{default_value, simple_value};
pub use failure::is_binding_error;

pub(crate) use convert::{refused_boolean, transform, variable_exception};

use crate::{
    pipeline::CommonParameters,
    session::Session,
    signature::{ALL_SETS, Argument, Signature},
};
use arguments::Given;
use psp_value::{Interrupt, Result, Str, Type, Value};
use smallvec::SmallVec;
use std::sync::Arc;

/// Takes the values that the binder binds: a command's fields, or a function's variables.
pub trait ParameterSink {
    /// Writes parameter number `index`; the value is converted and validated.
    fn assign(&mut self, session: &mut Session, index: usize, value: Value) -> Result<()>;

    /// A `dynamicparam` block added parameters.
    fn extend(&mut self, _signature: &Arc<Signature>) {}

    /// Gives a parameter its default again, between two objects from the pipeline.
    fn reset(&mut self, session: &mut Session, index: usize) -> Result<()>;

    /// What an unbound parameter holds: it is assigned again where the next object does not give it. None where
    /// [`reset`](Self::reset) knows the default itself.
    fn current(&mut self, _session: &mut Session, _index: usize) -> Option<Value> {
        None
    }
}

/// What is bound so far.
pub struct Binding {
    /// The parameters.
    pub signature: Arc<Signature>,
    /// Numbers and values of bound parameters in the order of binding.
    pub bound: Vec<(u16, Value)>,
    /// Arguments that no parameter took: `$args`.
    pub unbound: Vec<Value>,
    /// The common parameters.
    pub common: CommonParameters,
    /// The parameter sets that are still possible, as bits.
    pub possible_sets: u32,
    /// Takes input from the pipeline.
    pub takes_input: bool,
    /// Common parameters: how many of `bound` came before, number, value.
    bound_common: Vec<(u32, u8, Value)>,
    /// Script blocks to be run for each object, and the parameters that get the results.
    delayed: Vec<(u16, Value)>,
    /// The sets before the first object came.
    sets_before_input: u32,
    /// The sets that objects are tried with first; 0 for none.
    first_sets: u32,
    /// What the last object was bound to.
    from_input: SmallVec<[u16; 2]>,
    /// What parameters held before an object gave them.
    before_input: Vec<(u16, Value)>,
    /// How an object like the last one is bound.
    fast: Option<Fast>,
    /// `$PSDefaultParameterValues` was applied.
    defaults_used: bool,
}

/// An object is all that one parameter takes.
#[derive(Clone, Copy)]
struct Fast {
    /// The parameter.
    index: u16,
    /// Its place in `bound`.
    place: u32,
    /// Objects of this type; none for all but null.
    ty: Option<Type>,
}

/// A binding being made.
struct Binder<'a> {
    session: &'a mut Session,
    signature: Arc<Signature>,
    sink: &'a mut dyn ParameterSink,
    binding: &'a mut Binding,
}

/// Binds a command line's arguments. Mandatory parameters that only the pipeline can give are checked with each object.
///
/// # Errors
/// A ParameterBindingException with pwsh's ids and messages (`tables/binding`).
pub fn bind(
    session: &mut Session,
    signature: &Arc<Signature>,
    arguments: Vec<Argument>,
    sink: &mut dyn ParameterSink,
    expects_input: bool,
) -> Result<Binding> {
    let mut binding = Binding::new(signature, expects_input);
    let arguments = arguments::behind_dashes(arguments);
    let mut binder = Binder { session, signature: signature.clone(), sink, binding: &mut binding };
    if signature.advanced {
        binder.bind_advanced(arguments, None)?;
    } else {
        binder.bind_simple(arguments)?;
    }
    Ok(binding)
}

/// Gives the parameters that a command adds once its other ones are bound: the signature
/// [with them](Signature::with_dynamic), or none.
pub type Dynamic<'a> = dyn FnMut(&mut Session, &Binding) -> Result<Option<Arc<Signature>>> + 'a;

/// As [`bind`], for an advanced command with a `dynamicparam` block, which `dynamic` runs.
///
/// # Errors
/// As [`bind`], and those of `dynamic`.
pub fn bind_dynamic(
    session: &mut Session,
    signature: &Arc<Signature>,
    arguments: Vec<Argument>,
    sink: &mut dyn ParameterSink,
    expects_input: bool,
    dynamic: &mut Dynamic<'_>,
) -> Result<Binding> {
    let mut binding = Binding::new(signature, expects_input);
    let arguments = arguments::behind_dashes(arguments);
    let mut binder = Binder { session, signature: signature.clone(), sink, binding: &mut binding };
    binder.bind_advanced(arguments, Some(dynamic))?;
    Ok(binding)
}

/// The command line asks for help: `-?`.
pub fn wants_help(arguments: &[Argument]) -> bool {
    arguments
        .iter()
        .any(|it| it.value.is_none() && it.name.as_ref().is_some_and(|name| name.as_bytes() == b"?"))
}

impl Binder<'_> {
    /// A simple function: what no parameter takes ends up in `$args`.
    fn bind_simple(&mut self, arguments: Vec<Argument>) -> Result<()> {
        let given = if arguments.iter().all(|it| it.name.is_none()) {
            arguments.into_iter().map(Given::from).collect()
        } else {
            let paired = self.pair(arguments.into_iter().map(Given::from))?;
            self.bind_named(paired)?
        };
        let (rest, _) = self.bind_positional(given, ALL_SETS, 0)?;
        for argument in rest {
            if let Some(name) = &argument.name {
                self.binding.unbound.push(parameter_word(&argument.word(), name));
            }
            self.binding
                .unbound
                .extend(argument.value.map(|it| if it.is_nothing() { Value::NULL } else { it }));
        }
        Ok(())
    }

    fn bind_advanced(&mut self, arguments: Vec<Argument>, dynamic: Option<&mut Dynamic<'_>>) -> Result<()> {
        let (mut rest, mut reported) = self.bind_given(arguments.into_iter().map(Given::from))?;
        self.bind_defaults()?;
        self.validate_sets(true, false)?;
        if let Some(dynamic) = dynamic
            && let Some(extended) = dynamic(self.session, self.binding)?
        {
            self.sink.extend(&extended);
            self.signature = extended.clone();
            self.binding.signature = extended;
            let (left, error) = self.bind_given(rest)?;
            rest = left;
            reported = reported.or(error);
            self.bind_defaults()?;
        }
        let rest = self.bind_rest(rest)?;
        self.refuse_rest(&rest, reported)?;
        self.check_mandatory()
    }

    /// Binds arguments by name, then by place.
    fn bind_given(
        &mut self,
        given: impl IntoIterator<Item = Given>,
    ) -> Result<(Vec<Given>, Option<Interrupt>)> {
        let paired = self.pair(given)?;
        let rest = self.bind_named(paired)?;
        let (possible, default) = (self.binding.possible_sets, self.signature.plan.default_set);
        self.bind_positional(rest, possible, default)
    }

    /// Narrows the sets down as far as the command line allows, and asks for what is missing.
    fn check_mandatory(&mut self) -> Result<()> {
        let expects_input = self.binding.takes_input;
        let mut count = self.validate_sets(expects_input, !expects_input)?;
        if count == 1 && !self.binding.defaults_used {
            self.bind_defaults()?;
        }
        if count > 1 && expects_input {
            let filtered = self.sets_taking_input();
            if filtered != self.binding.possible_sets {
                self.binding.possible_sets = filtered;
                count = self.validate_sets(true, false)?;
            }
        }
        let missing = self.missing_mandatory(count, expects_input)?;
        if !missing.is_empty() {
            self.ask_for(&missing)?;
        }
        if !expects_input {
            self.choose_set()?;
        }
        self.binding.sets_before_input = self.binding.possible_sets;
        Ok(())
    }
}

impl Binding {
    fn new(signature: &Arc<Signature>, takes_input: bool) -> Self {
        Self {
            signature: signature.clone(),
            bound: Vec::new(),
            unbound: Vec::new(),
            common: CommonParameters::default(),
            possible_sets: ALL_SETS,
            takes_input,
            bound_common: Vec::new(),
            delayed: Vec::new(),
            sets_before_input: ALL_SETS,
            first_sets: 0,
            from_input: SmallVec::new(),
            before_input: Vec::new(),
            fast: None,
            defaults_used: false,
        }
    }

    /// A parameter is bound, or will be for each object.
    pub fn is_bound(&self, index: u16) -> bool {
        self.bound.iter().any(|it| it.0 == index) || self.delayed.iter().any(|it| it.0 == index)
    }

    /// Binds the parameters that take an object from the pipeline; false when the command is none that must take it: a
    /// simple function.
    ///
    /// # Errors
    /// `InputObjectNotBound` and the errors of conversion and validation, with the object as target: they
    /// [concern that object only](is_binding_error).
    #[inline]
    pub fn bind_object(
        &mut self,
        session: &mut Session,
        object: &Value,
        sink: &mut dyn ParameterSink,
    ) -> Result<bool> {
        if let Some(fast) = self.fast
            && fast.ty.map_or(!object.is_null(), |ty| object.ty() == Some(ty))
            // Nothing is bound behind an object that could not be bound.
            && let Some(bound) = self.bound.get_mut(fast.place as usize)
        {
            bound.1 = object.clone();
            sink.assign(session, fast.index as usize, object.clone())?;
            return Ok(true);
        }
        self.bind_object_slowly(session, object, sink)
    }

    /// Checks, where no object will come, that all mandatory parameters are bound: [`bind`] has done so already.
    ///
    /// # Errors
    /// `MissingMandatoryParameter`, `AmbiguousParameterSet`.
    pub fn finish(&mut self, _session: &mut Session) -> Result<()> {
        Ok(())
    }

    /// Names and values of the bound parameters, common ones included: `$PSBoundParameters`.
    pub fn bound_names(&self) -> Vec<(Str, Value)> {
        let mut names = Vec::with_capacity(self.bound.len() + self.bound_common.len());
        let mut commons = self.bound_common.iter().peekable();
        for (place, (index, value)) in self.bound.iter().enumerate() {
            while let Some((_, number, value)) = commons.next_if(|it| it.0 as usize <= place) {
                names.push((common::COMMON[*number as usize].name.into(), value.clone()));
            }
            names.push((self.signature.params[*index as usize].name.clone(), value.clone()));
        }
        names.extend(
            commons.map(|(_, number, value)| (common::COMMON[*number as usize].name.into(), value.clone())),
        );
        names
    }

    /// The chosen parameter set's name.
    pub fn set_name(&self) -> Str {
        let default = || match self.signature.default_set {
            Some(number) => self.signature.sets.get(number as usize).cloned().unwrap_or_default(),
            None => Str::new("__AllParameterSets"),
        };
        let sets = self.possible_sets;
        if sets == ALL_SETS || sets.count_ones() != 1 {
            return default();
        }
        self.signature.sets.get(sets.trailing_zeros() as usize).cloned().unwrap_or_else(default)
    }
}
