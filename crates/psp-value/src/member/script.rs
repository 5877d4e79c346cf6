//! Methods of script classes: which overload a call means, and its arguments as that overload wants them.

use super::{
    error::no_overload,
    overload::{NO, argument_cost, convert_one, dereference, generality},
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
    let fitting = overloads.iter().enumerate().filter(|(_, params)| params.len() == arguments.len());
    let mut best: Option<(u32, u32, usize)> = None;
    let mut count = 0;
    for (index, params) in fitting {
        count += 1;
        let cost = params.iter().zip(arguments).map(|(param, it)| argument_cost(it, param.ty)).sum();
        let tie = params.iter().map(|it| generality(it.ty)).sum();
        if best.is_none_or(|it| (cost, tie) < (it.0, it.1)) {
            best = Some((cost, tie, index));
        }
    }
    let Some((cost, _, index)) = best else { return Err(no_overload(name, arguments.len())) };
    if cost >= NO && count > 1 {
        return Err(no_overload(name, arguments.len()));
    }
    let mut converted = Vec::with_capacity(arguments.len());
    for (param, argument) in overloads[index].iter().zip(arguments) {
        let argument = dereference(argument, param.ty);
        converted.push(convert_one(context, name, &param.name.text(), &argument, param.ty)?);
    }
    Ok((index, converted))
}
