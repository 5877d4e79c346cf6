//! Which overload a call means, and its arguments as that overload wants them.

use super::{
    error::{ambiguous, argument_conversion, no_overload},
    rank::{self, IDENTITY, NONE, NULL_TO_VALUE, NUMERIC_IMPLICIT, Rank, UNRELATED_ARRAYS},
};
use crate::{
    Context, Interrupt, Result, Type, Value,
    convert::convert_argument,
    object::Data,
    types::{MemberDef, MemberKind, ParamSpec, TypeSpec, well_known},
};
use smallvec::SmallVec;
use std::cmp::Ordering;

/// The methods of a type with a name.
pub(crate) fn methods(ty: Type, name: &str, is_static: bool) -> Vec<&'static MemberDef> {
    let named = ty.members_named(name).iter().copied();
    named.filter(|it| it.is_static == is_static && matches!(it.kind, MemberKind::Method { .. })).collect()
}

/// An overload that takes the number of arguments.
struct Candidate<'m> {
    member: &'m MemberDef,
    params: &'static [ParamSpec],
    /// The trailing arguments go into an array.
    expanded: bool,
    ranks: SmallVec<[Rank; 6]>,
    /// The parameters' types, one for each argument.
    types: SmallVec<[Type; 6]>,
}

/// Chooses among overloads and converts the arguments: parameters that are left out become [`Value::UNSET`], those for
/// `params` are put into an array.
pub(crate) fn choose<'m>(
    context: &mut dyn Context,
    owner: Type,
    name: &str,
    members: &[&'m MemberDef],
    arguments: &[Value],
    type_arguments: &[Type],
) -> Result<(&'m MemberDef, Vec<Value>)> {
    if let [only] = members
        && let Some(params) = only.params()
        && params.len() == arguments.len()
        && !params.iter().any(|it| it.params)
    {
        let converted = convert_all(context, owner, name, params, arguments, false, type_arguments)?;
        return Ok((*only, converted));
    }
    let mut candidates = Vec::new();
    for member in members {
        let Some(params) = member.params() else { continue };
        for expanded in [false, true] {
            candidates.extend(fit(member, owner, params, arguments, expanded, type_arguments));
        }
    }
    let sole = candidates.len() == 1 && members.len() == 1;
    candidates.retain(|it| sole || !it.ranks.contains(&NONE));
    let mut best: Option<&Candidate<'m>> = None;
    let mut several = false;
    for candidate in &candidates {
        let Some(known) = best else {
            best = Some(candidate);
            continue;
        };
        match compare(candidate, known, arguments) {
            Ordering::Greater => (best, several) = (Some(candidate), false),
            Ordering::Equal => several = true,
            Ordering::Less => {}
        }
    }
    let Some(chosen) = best else { return Err(no_overload(name, arguments.len())) };
    // Declarations may stand for several of .NET's overloads; only operators are complete.
    if several && name.starts_with("op_") {
        return Err(ambiguous(name, arguments.len()));
    }
    let converted =
        convert_all(context, owner, name, chosen.params, arguments, chosen.expanded, type_arguments)?;
    Ok((chosen.member, converted))
}

fn fit<'m>(
    member: &'m MemberDef,
    owner: Type,
    params: &'static [ParamSpec],
    arguments: &[Value],
    expanded: bool,
    type_arguments: &[Type],
) -> Option<Candidate<'m>> {
    if expanded {
        if !params.last().is_some_and(|it| it.params) || arguments.len() + 1 < params.len() {
            return None;
        }
    } else {
        let needed = params.iter().filter(|it| !it.optional).count();
        if arguments.len() > params.len() || arguments.len() < needed {
            return None;
        }
    }
    let mut candidate =
        Candidate { member, params, expanded, ranks: SmallVec::new(), types: SmallVec::new() };
    for (index, argument) in arguments.iter().enumerate() {
        let rest = expanded && index + 1 >= params.len();
        let param = if rest { params.last()? } else { params.get(index)? };
        let mut ty = resolve(param.ty, owner, type_arguments);
        if rest {
            ty = ty.element();
        }
        let is_reference = matches!(argument.as_object().map(|it| &it.data), Some(Data::Reference(_)));
        candidate.ranks.push(match (param.by_ref, is_reference) {
            (true, true) => IDENTITY,
            (true, false) => NONE,
            (false, true) if ty != well_known::PS_REFERENCE.ty() => {
                match argument.as_object().map(|it| &it.data) {
                    Some(Data::Reference(variable)) => rank::of_value(&variable.get(), ty).min(1),
                    _ => NONE,
                }
            }
            _ => rank::of_value(argument, ty),
        });
        candidate.types.push(ty);
    }
    Some(candidate)
}

/// The type of a parameter, for a receiver and the method's own type arguments.
pub(crate) fn resolve(spec: TypeSpec, owner: Type, type_arguments: &[Type]) -> Type {
    match spec {
        TypeSpec::MethodArgument(index) => {
            type_arguments.get(index).copied().unwrap_or(well_known::OBJECT.ty())
        }
        other => other.resolve(owner),
    }
}

/// Which of two overloads is better, as PowerShell weighs them: earlier arguments count more.
fn compare(a: &Candidate<'_>, b: &Candidate<'_>, arguments: &[Value]) -> Ordering {
    let better = by_ranks(a, b, arguments).cmp(&0);
    let better = better.then_with(|| by_targets(a, b).cmp(&0));
    let better = better.then_with(|| match (a.expanded, b.expanded) {
        (true, true) => a.params.len().cmp(&b.params.len()),
        (true, false) => Ordering::Less,
        (false, true) => Ordering::Greater,
        (false, false) => Ordering::Equal,
    });
    better.then_with(|| specificity(a, b)).then_with(|| b.params.len().cmp(&a.params.len()))
}

fn by_ranks(a: &Candidate<'_>, b: &Candidate<'_>, arguments: &[Value]) -> i32 {
    let mut score = 0;
    for (index, (&x, &y)) in a.ranks.iter().zip(&b.ranks).enumerate() {
        let weight = (a.ranks.len() - index) as i32;
        let order = match x.cmp(&y) {
            Ordering::Equal if x == UNRELATED_ARRAYS => {
                let element = arguments[index].ty().map_or(well_known::OBJECT.ty(), Type::element);
                rank::of_type(element, a.types[index].element())
                    .cmp(&rank::of_type(element, b.types[index].element()))
            }
            order => order,
        };
        score += weight * order as i32;
    }
    score
}

/// For equal ranks of numbers: the narrower type when both widen, the wider one when both narrow.
fn by_targets(a: &Candidate<'_>, b: &Candidate<'_>) -> i32 {
    let mut score = 0;
    for (index, (&x, &y)) in a.ranks.iter().zip(&b.ranks).enumerate() {
        if x < NULL_TO_VALUE || y < NULL_TO_VALUE || a.types[index] == b.types[index] {
            continue;
        }
        if (x >= NUMERIC_IMPLICIT) != (y >= NUMERIC_IMPLICIT) {
            continue;
        }
        let weight = (a.ranks.len() - index) as i32;
        let weight = if x >= NUMERIC_IMPLICIT { weight } else { -weight };
        let there = rank::of_type(a.types[index], b.types[index]);
        let back = rank::of_type(b.types[index], a.types[index]);
        score += weight * there.cmp(&back) as i32;
    }
    score
}

/// A type is more specific than `object` and than its base types.
fn specificity(a: &Candidate<'_>, b: &Candidate<'_>) -> Ordering {
    let mut order = Ordering::Equal;
    for (&x, &y) in a.types.iter().zip(&b.types) {
        if x == y {
            continue;
        }
        let one = match (x.is_a(y), y.is_a(x)) {
            (true, false) => Ordering::Greater,
            (false, true) => Ordering::Less,
            _ => Ordering::Equal,
        };
        order = order.then(one);
    }
    order
}

fn convert_all(
    context: &mut dyn Context,
    owner: Type,
    name: &str,
    params: &[ParamSpec],
    arguments: &[Value],
    expanded: bool,
    type_arguments: &[Type],
) -> Result<Vec<Value>> {
    let mut converted = Vec::with_capacity(params.len());
    let plain = if expanded { params.len() - 1 } else { arguments.len() };
    for (param, argument) in params.iter().zip(arguments).take(plain) {
        if param.by_ref {
            converted.push(argument.clone());
            continue;
        }
        let ty = resolve(param.ty, owner, type_arguments);
        let argument = dereference(argument, ty);
        converted.push(one(context, name, param, &argument, ty)?);
    }
    if expanded && let Some(last) = params.last() {
        let element = resolve(last.ty, owner, type_arguments).element();
        let mut rest = Vec::with_capacity(arguments.len() - plain);
        for argument in &arguments[plain..] {
            rest.push(one(context, name, last, argument, element)?);
        }
        converted.push(Value::array_of(element, rest));
    }
    converted.resize(params.len(), Value::UNSET);
    Ok(converted)
}

/// A `[ref]` for a parameter that is none gives its value.
fn dereference(argument: &Value, ty: Type) -> Value {
    match argument.as_object().map(|it| &it.data) {
        Some(Data::Reference(variable))
            if ty != well_known::PS_REFERENCE.ty() && ty != well_known::OBJECT.ty() =>
        {
            variable.get()
        }
        _ => argument.clone(),
    }
}

#[inline]
fn one(
    context: &mut dyn Context,
    name: &str,
    param: &ParamSpec,
    argument: &Value,
    ty: Type,
) -> Result<Value> {
    match convert_argument(context, argument, ty) {
        Err(error @ Interrupt::Error(_)) => {
            Err(argument_conversion(context, name, param.name, argument, ty, &error))
        }
        other => other,
    }
}
