//! Which overload a call means, and its arguments as that overload wants them.

use super::{
    error::{ambiguous, argument_conversion, no_overload, not_by_reference},
    rank::{self, IDENTITY, NONE, NULL_TO_VALUE, NUMERIC_IMPLICIT, Rank, UNRELATED_ARRAYS},
};
use crate::{
    Context, Result, Type, Value,
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
    fit: Fit,
}

/// How the arguments fit the parameters of an overload.
#[derive(Default)]
pub(super) struct Fit {
    /// The trailing arguments go into an array.
    expanded: bool,
    /// How many parameters there are.
    params: usize,
    ranks: SmallVec<[Rank; 6]>,
    /// The parameters' types, one for each argument.
    types: SmallVec<[Type; 6]>,
}

impl Fit {
    /// Adds an argument and its parameter's type.
    pub(super) fn add(&mut self, argument: &Value, ty: Type) {
        let reference = match argument.as_object().map(|it| &it.data) {
            Some(Data::Reference(variable)) if ty != well_known::PS_REFERENCE.ty() => Some(variable),
            _ => None,
        };
        self.ranks.push(match reference {
            Some(variable) => rank::of_value(&variable.get(), ty).min(1),
            None => rank::of_value(argument, ty),
        });
        self.types.push(ty);
        self.params += 1;
    }

    /// An argument does not fit at all.
    pub(super) fn fails(&self) -> bool {
        self.ranks.contains(&NONE)
    }
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
    candidates.retain(|it| sole || !it.fit.fails());
    let mut best: Option<&Candidate<'m>> = None;
    let mut several = false;
    for candidate in &candidates {
        let Some(known) = best else {
            best = Some(candidate);
            continue;
        };
        match compare(&candidate.fit, &known.fit, arguments) {
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
        convert_all(context, owner, name, chosen.params, arguments, chosen.fit.expanded, type_arguments)?;
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
    let mut fit = Fit { expanded, ..Fit::default() };
    for (index, argument) in arguments.iter().enumerate() {
        let rest = expanded && index + 1 >= params.len();
        let param = if rest { params.last()? } else { params.get(index)? };
        let mut ty = resolve(param.ty, owner, type_arguments);
        if rest {
            ty = ty.element();
        }
        let is_reference = matches!(argument.as_object().map(|it| &it.data), Some(Data::Reference(_)));
        if param.by_ref {
            // Chosen when nothing else fits, for an error that says what is missing.
            fit.ranks.push(if is_reference { IDENTITY } else { rank::of_value(argument, ty).min(1) });
            fit.types.push(ty);
        } else {
            fit.add(argument, ty);
        }
    }
    fit.params = params.len();
    Some(Candidate { member, params, fit })
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
pub(super) fn compare(a: &Fit, b: &Fit, arguments: &[Value]) -> Ordering {
    let better = by_ranks(a, b, arguments).cmp(&0);
    let better = better.then_with(|| by_targets(a, b).cmp(&0));
    let better = better.then_with(|| match (a.expanded, b.expanded) {
        (true, true) => a.params.cmp(&b.params),
        (true, false) => Ordering::Less,
        (false, true) => Ordering::Greater,
        (false, false) => Ordering::Equal,
    });
    better.then_with(|| specificity(a, b)).then_with(|| b.params.cmp(&a.params))
}

fn by_ranks(a: &Fit, b: &Fit, arguments: &[Value]) -> i32 {
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
fn by_targets(a: &Fit, b: &Fit) -> i32 {
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
fn specificity(a: &Fit, b: &Fit) -> Ordering {
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
    for (index, (param, argument)) in params.iter().zip(arguments).take(plain).enumerate() {
        if param.by_ref {
            if !matches!(argument.as_object().map(|it| &it.data), Some(Data::Reference(_))) {
                return Err(not_by_reference(index + 1));
            }
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
pub(super) fn dereference(argument: &Value, ty: Type) -> Value {
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
    convert_one(context, name, param.name, argument, ty)
}

/// An argument as a parameter takes it.
#[inline]
pub(super) fn convert_one(
    context: &mut dyn Context,
    name: &str,
    param: &str,
    argument: &Value,
    ty: Type,
) -> Result<Value> {
    match convert_argument(context, argument, ty) {
        Err(error) if error.is_error() => {
            Err(argument_conversion(context, name, param, argument, ty, &error))
        }
        other => other,
    }
}
