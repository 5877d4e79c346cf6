//! Which overload a call means, and its arguments as that overload wants them.

use super::error::{ambiguous, argument_conversion, no_overload};
use crate::{
    Context, Interrupt, Result, Tag, Type, TypeCode, Value, View,
    convert::{convert_argument, widens},
    object::Data,
    types::{MemberDef, MemberKind, ParamSpec, TypeKind, TypeSpec, well_known},
};

/// The methods of a type with a name.
pub(crate) fn methods(ty: Type, name: &str, is_static: bool) -> Vec<&'static MemberDef> {
    let named = ty.members_named(name).iter().copied();
    named.filter(|it| it.is_static == is_static && matches!(it.kind, MemberKind::Method { .. })).collect()
}

/// How well an argument fits a parameter: lower is better.
type Cost = u32;

const IDENTITY: Cost = 0;
const ASSIGNABLE: Cost = 2;
const WIDENING: Cost = 4;
const NUMERIC: Cost = 12;
const LANGUAGE: Cost = 20;
const TEXT: Cost = 30;
const PARSE: Cost = 40;
const OTHER: Cost = 60;
/// Converts only at run time, or fails then.
const ICONVERTIBLE: Cost = 90;
pub(super) const NO: Cost = 10_000;

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
    let mut best: Vec<(Cost, &'m MemberDef, bool)> = Vec::new();
    for member in members {
        let Some(params) = member.params() else { continue };
        for expanded in [false, true] {
            let Some(cost) = fit(owner, params, arguments, expanded, type_arguments) else { continue };
            match best.first().map(|it| it.0) {
                Some(known) if known < cost => {}
                Some(known) if known == cost => best.push((cost, *member, expanded)),
                _ => best = vec![(cost, *member, expanded)],
            }
        }
    }
    let is_operator = name.starts_with("op_");
    let chosen = match best[..] {
        [] => return Err(no_overload(name, arguments.len())),
        [first, _, ..] if is_operator && first.0 < NO => return Err(ambiguous(name, arguments.len())),
        [only] => only,
        _ => best
            .iter()
            .copied()
            .min_by_key(|(_, member, expanded)| specific(member, owner, *expanded))
            .unwrap_or(best[0]),
    };
    let (cost, member, expanded) = chosen;
    if cost >= NO && members.len() > 1 && !could_convert(members, arguments.len()) {
        return Err(no_overload(name, arguments.len()));
    }
    let params = member.params().unwrap_or_default();
    let converted = convert_all(context, owner, name, params, arguments, expanded, type_arguments)?;
    Ok((member, converted))
}

/// Overloads that take this number of arguments exist: the first of them says why it does not fit.
fn could_convert(members: &[&MemberDef], count: usize) -> bool {
    members.iter().filter(|it| it.params().is_some_and(|it| it.len() == count)).count() == 1
}

/// The tie breaker: the most special parameter types, no expansion, the fewest parameters.
fn specific(member: &MemberDef, owner: Type, expanded: bool) -> (bool, usize, u32) {
    let params = member.params().unwrap_or_default();
    let generality = params.iter().map(|it| generality(it.ty.resolve(owner))).sum();
    (expanded, params.len(), generality)
}

pub(super) fn generality(ty: Type) -> u32 {
    if ty == well_known::OBJECT.ty() {
        return 20;
    }
    match ty.code {
        TypeCode::Double => 3,
        TypeCode::Single => 4,
        TypeCode::Decimal => 5,
        TypeCode::Int64 => 2,
        TypeCode::Int32 => 1,
        TypeCode::String => 2,
        _ if ty.kind == TypeKind::Interface => 10,
        _ => 3,
    }
}

/// The parameter for an argument, given whether `params` is expanded.
fn param_for(params: &[ParamSpec], index: usize, expanded: bool) -> Option<&ParamSpec> {
    if expanded && index + 1 >= params.len() { params.last() } else { params.get(index) }
}

fn fit(
    owner: Type,
    params: &[ParamSpec],
    arguments: &[Value],
    expanded: bool,
    type_arguments: &[Type],
) -> Option<Cost> {
    let rest = params.last().is_some_and(|it| it.params);
    if expanded {
        if !rest || arguments.len() + 1 < params.len() {
            return None;
        }
    } else {
        let needed = params.iter().filter(|it| !it.optional).count();
        if arguments.len() > params.len() || arguments.len() < needed {
            return None;
        }
    }
    let mut total: Cost = if expanded { 3 } else { 0 };
    for (index, argument) in arguments.iter().enumerate() {
        let param = param_for(params, index, expanded)?;
        let mut ty = resolve(param.ty, owner, type_arguments);
        if expanded && index + 1 >= params.len() {
            ty = ty.element();
        }
        let is_reference = matches!(argument.as_object().map(|it| &it.data), Some(Data::Reference(_)));
        let cost = match (param.by_ref, is_reference) {
            (true, true) => IDENTITY,
            (true, false) => NO,
            (false, true) if ty != well_known::PS_REFERENCE.ty() => OTHER + 20,
            _ => argument_cost(argument, ty),
        };
        total += cost;
    }
    let left_out = params.len().saturating_sub(arguments.len()) as Cost;
    Some(total + if expanded { 0 } else { left_out })
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

/// How well one argument fits one type.
pub(super) fn argument_cost(argument: &Value, to: Type) -> Cost {
    let argument = argument.base();
    let to = if to.name == well_known::NULLABLE.name { to.element() } else { to };
    let Some(from) = argument.ty() else {
        return match to.code {
            TypeCode::String => 5,
            _ if to.code.is_number() || to.code == TypeCode::Bool || to.code == TypeCode::Char => OTHER,
            _ if to.is_value_type() => NO,
            _ => ASSIGNABLE,
        };
    };
    if from == to {
        return IDENTITY;
    }
    if to == well_known::OBJECT.ty() {
        return 10;
    }
    if from.is_a(to) {
        return ASSIGNABLE + if to.kind == TypeKind::Interface { 1 } else { distance(from, to) };
    }
    if argument.as_block().is_some() {
        return if to.chain().any(|it| it == well_known::DELEGATE.ty()) { LANGUAGE } else { NO };
    }
    if to.is_array() {
        return array_cost(argument, from, to);
    }
    scalar_cost(argument, from, to)
}

fn distance(from: Type, to: Type) -> Cost {
    from.chain().position(|it| it == to).unwrap_or(5) as Cost
}

fn array_cost(argument: &Value, from: Type, to: Type) -> Cost {
    let element = to.element();
    if matches!(argument.view(), View::Str(_)) && element == well_known::CHAR.ty() {
        return TEXT;
    }
    if from.is_array() || crate::is_enumerable(argument) {
        return match argument.as_elements() {
            Some(items) => {
                LANGUAGE + items.iter().take(8).map(|it| argument_cost(it, element)).max().unwrap_or(0) / 4
            }
            None => LANGUAGE + 5,
        };
    }
    // A single value is put into an array.
    OTHER + argument_cost(argument, element)
}

fn scalar_cost(argument: &Value, from: Type, to: Type) -> Cost {
    if crate::is_enumerable(argument) && to.code != TypeCode::String {
        let list = to.code == TypeCode::Object && !to.is_value_type();
        return if list { LANGUAGE + 15 } else { NO };
    }
    let (a, b) = (from.code, to.code);
    if b.is_integer()
        || matches!(b, TypeCode::Single | TypeCode::Double | TypeCode::Decimal | TypeCode::BigInteger)
    {
        return number_cost(argument, a, b);
    }
    match b {
        TypeCode::String => match a {
            TypeCode::Char => TEXT - 5,
            _ => TEXT + 5,
        },
        TypeCode::Char => match argument.view() {
            View::Str(text) if text.utf16_len() == 1 => TEXT,
            View::Str(_) => PARSE + 20,
            _ if a.is_integer() => NUMERIC + 10,
            _ => NO,
        },
        TypeCode::Bool => LANGUAGE + 20,
        TypeCode::Enum => match a {
            TypeCode::String => PARSE + 12,
            _ if a.is_integer() => LANGUAGE + 10,
            _ => NO,
        },
        TypeCode::DateTime | TypeCode::TimeSpan => match a {
            TypeCode::String => PARSE + 15,
            _ if a.is_integer() => PARSE + 25,
            TypeCode::Bool | TypeCode::Char | TypeCode::Enum | TypeCode::DateTime => ICONVERTIBLE,
            _ if a.is_number() => ICONVERTIBLE,
            _ if argument.as_table().is_some() => ICONVERTIBLE + 10,
            _ => NO,
        },
        TypeCode::Object if to.kind == TypeKind::Interface => NO,
        TypeCode::Object if argument.tag() == Tag::Object && !converts(to) => NO,
        _ => OTHER + 10,
    }
}

/// Something turns values into this type: a constructor or a `Parse`.
fn converts(to: Type) -> bool {
    to.script.get().is_some() || !to.members_named("new").is_empty() || !to.members_named("Parse").is_empty()
}

fn number_cost(argument: &Value, a: TypeCode, b: TypeCode) -> Cost {
    let rank = |it: TypeCode| match it {
        TypeCode::SByte | TypeCode::Byte => 1,
        TypeCode::Int16 | TypeCode::UInt16 => 2,
        TypeCode::Int32 => 3,
        TypeCode::UInt32 => 4,
        TypeCode::Int64 => 5,
        TypeCode::UInt64 => 6,
        TypeCode::Single => 8,
        TypeCode::Double => 7,
        TypeCode::Decimal => 9,
        _ => 10,
    };
    if widens(a, b) {
        return WIDENING + rank(b).max(rank(a)) - rank(a).min(rank(b)) + u32::from(b == TypeCode::Single);
    }
    let real = matches!(a, TypeCode::Single | TypeCode::Double | TypeCode::Decimal);
    match a {
        _ if a.is_number() => {
            // Reals lose something in whole types: another real comes first.
            let whole = real && b.is_integer();
            NUMERIC + rank(b) + if whole { 10 } else { 0 }
        }
        TypeCode::Enum => NUMERIC + rank(b),
        TypeCode::Bool => LANGUAGE + rank(b),
        TypeCode::DateTime => ICONVERTIBLE,
        TypeCode::Char => NUMERIC + 8 + rank(b),
        TypeCode::String => {
            let _ = argument;
            TEXT + 10 + if b == TypeCode::Int32 { 0 } else { rank(b) }
        }
        _ => NO,
    }
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
        Err(error @ Interrupt::Error(_)) => Err(argument_conversion(context, name, param, argument, ty, &error)),
        other => other,
    }
}
