//! Methods of script classes: which overload a call means, and its arguments as that overload wants them.

use super::{
    error::no_overload,
    overload::{Fit, compare, convert_one, dereference},
};
use crate::{Context, Result, Str, Type, Value};

/// A parameter of a script class's method.
pub struct ScriptParam {
    /// Its name.
    pub name: Str,
    /// Its declared type.
    pub ty: Type,
}

/// Chooses among overloads, given as lists of parameters, and converts the arguments.
///
/// # Errors
/// No overload takes so many arguments, none fits, or an argument cannot be converted.
pub fn choose_script(
    context: &mut dyn Context,
    name: &str,
    overloads: &[&[ScriptParam]],
    arguments: &[Value],
) -> Result<(usize, Vec<Value>)> {
    let mut best: Option<(Fit, usize)> = None;
    let sole = overloads.len() == 1;
    for (index, params) in overloads.iter().enumerate().filter(|(_, it)| it.len() == arguments.len()) {
        let mut fit = Fit::default();
        for (param, argument) in params.iter().zip(arguments).filter(|_| !sole) {
            fit.add(argument, param.ty);
        }
        let better = |known: &Fit| compare(&fit, known, arguments).is_gt();
        if !fit.fails() && best.as_ref().is_none_or(|(known, _)| better(known)) {
            best = Some((fit, index));
        }
    }
    let Some((_, index)) = best else { return Err(no_overload(name, arguments.len())) };
    let mut converted = Vec::with_capacity(arguments.len());
    for (param, argument) in overloads[index].iter().zip(arguments) {
        let argument = dereference(argument, param.ty);
        converted.push(convert_one(context, name, &param.name.text(), &argument, param.ty)?);
    }
    Ok((index, converted))
}
