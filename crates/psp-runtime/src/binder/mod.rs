//! The one binder: arguments and pipeline objects to parameters, for cmdlets, functions and scripts alike.

use crate::{
    pipeline::CommonParameters,
    session::Session,
    signature::{Argument, Signature},
};
use psp_value::{Result, Str, Value};
use std::sync::Arc;

/// Takes the values that the binder binds: a command's fields, or a function's variables.
pub trait ParameterSink {
    /// Writes parameter number `index`; the value is converted and validated.
    fn assign(&mut self, session: &mut Session, index: usize, value: Value) -> Result<()>;

    /// Gives a parameter its default again, between two objects from the pipeline.
    fn reset(&mut self, session: &mut Session, index: usize) -> Result<()>;
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
    let mut binding = Binding {
        signature: signature.clone(),
        bound: Vec::new(),
        unbound: Vec::new(),
        common: CommonParameters::default(),
        possible_sets: u32::MAX,
        takes_input: expects_input,
    };
    for argument in arguments {
        let index = argument.name.as_ref().and_then(|name| {
            let lower = name.text().to_lowercase();
            signature.by_name.get(lower.as_str()).copied()
        });
        let next = (0..signature.params.len() as u16).find(|it| binding.bound.iter().all(|(at, _)| at != it));
        let value = argument.value.unwrap_or(Value::TRUE);
        match index.or(next) {
            Some(index) => {
                let ty = signature.params[index as usize].ty;
                let value = match ty {
                    Some(ty) => psp_value::convert::convert(session, &value, ty)?,
                    None => value,
                };
                sink.assign(session, index as usize, value.clone())?;
                binding.bound.push((index, value));
            }
            None => binding.unbound.push(value),
        }
    }
    Ok(binding)
}

impl Binding {
    /// Binds the parameters that take an object from the pipeline; false when none takes it.
    ///
    /// # Errors
    /// `InputObjectNotBound` and the errors of conversion and validation.
    pub fn bind_object(&mut self, session: &mut Session, object: &Value, sink: &mut dyn ParameterSink) -> Result<bool> {
        let signature = self.signature.clone();
        for (index, param) in signature.params.iter().enumerate() {
            if param.sets.iter().any(|it| it.pipeline) {
                sink.assign(session, index, object.clone())?;
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Checks, where no object will come, that all mandatory parameters are bound.
    ///
    /// # Errors
    /// `MissingMandatoryParameter`, `AmbiguousParameterSet`.
    pub fn finish(&mut self, _session: &mut Session) -> Result<()> {
        Ok(())
    }

    /// Names and values of the bound parameters: `$PSBoundParameters`.
    pub fn bound_names(&self) -> Vec<(Str, Value)> {
        let name = |index: u16| self.signature.params[index as usize].name.clone();
        self.bound.iter().map(|(index, value)| (name(*index), value.clone())).collect()
    }

    /// The chosen parameter set's name.
    pub fn set_name(&self) -> Str {
        Str::new("__AllParameterSets")
    }
}
