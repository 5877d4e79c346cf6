//! Operators that types define: `op_Addition` and its siblings of script classes and .NET types.

use super::{arithmetic::recast, error::invalid};
use crate::{
    Context, ErrorRecord, Fault, Interrupt, Object, Result, ScriptMember, Tag, Type, TypeCode, Value, View,
    convert::{Num, net_full_name, number_of},
    member::overload,
    types::{Call, MemberDef, MemberKind, ParamSpec, TypeSpec, well_known},
};
use num_bigint::BigInt;
use psp_clr::datetime::{RangeError, TimeSpan};
use std::ops::{BitAnd, BitOr, BitXor};

/// What .NET counts as primitive: such a left side has no operators of its own.
fn is_primitive(value: &Value) -> bool {
    !matches!(
        value.tag(),
        Tag::Object
            | Tag::Str
            | Tag::Enum
            | Tag::DateTime
            | Tag::TimeSpan
            | Tag::Null
            | Tag::Nothing
            | Tag::Unset
            | Tag::Link
    )
}

/// Calls the operator method of the left side's type, or of the right side's when the left has none.
pub(super) fn call(
    context: &mut dyn Context,
    method: &'static str,
    sign: &str,
    a: &Value,
    b: &Value,
) -> Result<Value> {
    let owner = if a.is_null() || is_primitive(a) {
        if b.is_null() || is_primitive(b) {
            let name = |it: &Value| it.ty().map_or("$null".to_owned(), net_full_name);
            let message = format!("The operation '[{}] {sign} [{}]' is not defined.", name(a), name(b));
            return Err(invalid("NotADefinedOperationForType", message));
        }
        b
    } else {
        a
    };
    let Some(ty) = owner.ty() else { return Ok(Value::NULL) };
    let arguments = vec![a.clone(), b.clone()];
    call_on(context, ty, method, arguments)
}

fn call_on(
    context: &mut dyn Context,
    ty: Type,
    method: &'static str,
    arguments: Vec<Value>,
) -> Result<Value> {
    if ty.chain().any(|it| it.script.get().is_some())
        && let Some(ScriptMember::Method(found)) = context.script_member(ty, None, method)
    {
        return context.call_script_method(&Value::from(ty), &found, arguments);
    }
    let own: Vec<&MemberDef> = match builtin(ty) {
        Some(members) => members.iter().filter(|it| it.name == method).collect(),
        None => ty.members_named(method).to_vec(),
    };
    if own.is_empty() {
        let name = if ty == well_known::PS_CUSTOM_OBJECT.ty() {
            "System.Management.Automation.PSObject".to_owned()
        } else {
            net_full_name(ty)
        };
        let message =
            format!("Method invocation failed because [{name}] does not contain a method named '{method}'.");
        return Err(invalid("MethodNotFound", message));
    }
    let (member, converted) = overload::choose(context, ty, method, &own, &arguments, &[])?;
    let MemberKind::Method { call, .. } = member.kind else { return Ok(Value::NULL) };
    call(context, &Value::NULL, &converted).map_err(|error| wrap(error, method))
}

/// The error of an operator method.
fn wrap(error: Interrupt, method: &str) -> Interrupt {
    let Some(mut cause) = crate::convert::exception_of(&error) else { return error };
    let told = error.record().and_then(|it| ErrorRecord::with(it, |it| (it.is_raw, it.id.clone())));
    match told {
        Some((true, _)) => {}
        // What arithmetic wrapped already.
        Some((_, id)) if id.text() == "RuntimeException" => {
            let inner = crate::Exception::with(&cause, |it| it.inner.clone()).flatten();
            cause = inner.unwrap_or(cause);
        }
        _ => return error,
    }
    let why = crate::exception_message(&cause);
    let message = format!("Exception calling \"{method}\" with \"2\" argument(s): \"{why}\"");
    Fault::new("System.Management.Automation.MethodInvocationException", message)
        .id("DotNetMethodException")
        .inner(cause)
        .into()
}

const fn param(name: &'static str, ty: fn() -> Type) -> ParamSpec {
    ParamSpec { name, ty: TypeSpec::Is(ty), optional: false, params: false, by_ref: false }
}

const fn operator(
    name: &'static str,
    params: &'static [ParamSpec],
    returns: fn() -> Type,
    call: Call,
) -> MemberDef {
    let kind = MemberKind::Method { params, returns: TypeSpec::Is(returns), call };
    MemberDef { name, help: "", is_static: true, kind }
}

fn date() -> Type {
    well_known::DATE_TIME.ty()
}
fn span() -> Type {
    well_known::TIME_SPAN.ty()
}
fn double() -> Type {
    well_known::DOUBLE.ty()
}
fn big() -> Type {
    well_known::BIG_INTEGER.ty()
}
fn int() -> Type {
    well_known::INT32.ty()
}
fn decimal() -> Type {
    well_known::DECIMAL.ty()
}

static DATE_SPAN: &[ParamSpec] = &[param("0", date), param("1", span)];
static DATE_DATE: &[ParamSpec] = &[param("0", date), param("1", date)];
static SPAN_SPAN: &[ParamSpec] = &[param("0", span), param("1", span)];
static SPAN_REAL: &[ParamSpec] = &[param("0", span), param("1", double)];
static REAL_SPAN: &[ParamSpec] = &[param("0", double), param("1", span)];
static BIG_BIG: &[ParamSpec] = &[param("0", big), param("1", big)];
static BIG_INT: &[ParamSpec] = &[param("0", big), param("1", int)];
static TWO_DECIMALS: &[ParamSpec] = &[param("0", decimal), param("1", decimal)];

static DATE_OPERATORS: &[MemberDef] = &[
    operator("op_Addition", DATE_SPAN, date, |_, _, it| date_span(it, psp_clr::datetime::DateTime::add)),
    operator("op_Subtraction", DATE_DATE, span, |_, _, it| match (it[0].view(), it[1].view()) {
        (View::DateTime(a), View::DateTime(b)) => Ok(a.since(b).into()),
        _ => Ok(Value::NULL),
    }),
    operator("op_Subtraction", DATE_SPAN, date, |_, _, it| date_span(it, psp_clr::datetime::DateTime::sub)),
];

static SPAN_OPERATORS: &[MemberDef] = &[
    operator("op_Addition", SPAN_SPAN, span, |_, _, it| spans(it, TimeSpan::add)),
    operator("op_Subtraction", SPAN_SPAN, span, |_, _, it| spans(it, TimeSpan::sub)),
    operator("op_Multiply", SPAN_REAL, span, |_, _, it| {
        span_real(&it[0], &it[1], "factor", TimeSpan::multiply)
    }),
    operator("op_Multiply", REAL_SPAN, span, |_, _, it| {
        span_real(&it[1], &it[0], "factor", TimeSpan::multiply)
    }),
    operator("op_Division", SPAN_REAL, span, |_, _, it| {
        span_real(&it[0], &it[1], "divisor", TimeSpan::divide)
    }),
    operator("op_Division", SPAN_SPAN, double, |_, _, it| match (it[0].view(), it[1].view()) {
        (View::TimeSpan(a), View::TimeSpan(b)) => Ok(Value::double(a.0 as f64 / b.0 as f64)),
        _ => Ok(Value::NULL),
    }),
];

static BIG_OPERATORS: &[MemberDef] = &[
    operator("op_Addition", BIG_BIG, big, |_, _, it| bigs(it, |a, b| Some(a + b))),
    operator("op_Subtraction", BIG_BIG, big, |_, _, it| bigs(it, |a, b| Some(a - b))),
    operator("op_Multiply", BIG_BIG, big, |_, _, it| bigs(it, |a, b| Some(a * b))),
    operator("op_Division", BIG_BIG, big, |_, _, it| bigs(it, BigInt::checked_div_ref)),
    operator("op_Modulus", BIG_BIG, big, |_, _, it| bigs(it, BigInt::checked_rem_ref)),
    operator("op_BitwiseAnd", BIG_BIG, big, |_, _, it| bigs(it, |a, b| Some(a.bitand(b)))),
    operator("op_BitwiseOr", BIG_BIG, big, |_, _, it| bigs(it, |a, b| Some(a.bitor(b)))),
    operator("op_ExclusiveOr", BIG_BIG, big, |_, _, it| bigs(it, |a, b| Some(a.bitxor(b)))),
    operator("op_LeftShift", BIG_INT, big, |_, _, it| shift(it, true)),
    operator("op_RightShift", BIG_INT, big, |_, _, it| shift(it, false)),
];

macro_rules! decimal_operators {
    ($($name:literal => $op:ident),*) => {
        static DECIMAL_OPERATORS: &[MemberDef] = &[
            $(operator($name, TWO_DECIMALS, decimal, |context, _, it| super::$op(context, &it[0], &it[1]))),*
        ];
    };
}
decimal_operators! {
    "op_Addition" => add, "op_Subtraction" => subtract, "op_Multiply" => multiply, "op_Division" => divide,
    "op_Modulus" => remainder
}

/// The operators of types that are data of this crate.
fn builtin(ty: Type) -> Option<&'static [MemberDef]> {
    match ty.code {
        TypeCode::DateTime => Some(DATE_OPERATORS),
        TypeCode::TimeSpan => Some(SPAN_OPERATORS),
        TypeCode::BigInteger => Some(BIG_OPERATORS),
        TypeCode::Decimal => Some(DECIMAL_OPERATORS),
        _ => None,
    }
}

/// The error of an operator, whose operand has a name of its own in .NET.
fn range_fault(error: RangeError, operand: &str) -> Interrupt {
    match error.parameter() {
        Some(_) => Fault::out_of_range(error.message(), operand).into(),
        None if error.message().contains("Not-a-Number") => Fault::argument(error.message(), operand).into(),
        None => Fault::new("System.OverflowException", error.message()).into(),
    }
}

type DateOp =
    fn(psp_clr::datetime::DateTime, TimeSpan) -> std::result::Result<psp_clr::datetime::DateTime, RangeError>;

fn date_span(arguments: &[Value], op: DateOp) -> Result<Value> {
    match (arguments[0].view(), arguments[1].view()) {
        (View::DateTime(a), View::TimeSpan(b)) => {
            op(a, b).map(Value::from).map_err(|it| range_fault(it, "t"))
        }
        _ => Ok(Value::NULL),
    }
}

fn spans(
    arguments: &[Value],
    op: fn(TimeSpan, TimeSpan) -> std::result::Result<TimeSpan, RangeError>,
) -> Result<Value> {
    match (arguments[0].view(), arguments[1].view()) {
        (View::TimeSpan(a), View::TimeSpan(b)) => {
            op(a, b).map(Value::from).map_err(|it| range_fault(it, "ts"))
        }
        _ => Ok(Value::NULL),
    }
}

fn span_real(
    span: &Value,
    by: &Value,
    operand: &str,
    op: fn(TimeSpan, f64) -> std::result::Result<TimeSpan, RangeError>,
) -> Result<Value> {
    match (span.view(), by.as_double()) {
        (View::TimeSpan(a), Some(b)) => op(a, b).map(Value::from).map_err(|it| range_fault(it, operand)),
        _ => Ok(Value::NULL),
    }
}

fn big_of(value: &Value) -> BigInt {
    match number_of(value) {
        Some(Num::Big(it)) => it,
        Some(other) => recast(&other, TypeCode::BigInteger).as_ref().map(big_of).unwrap_or_default(),
        None => BigInt::default(),
    }
}

trait CheckedRef: Sized {
    fn checked_div_ref(&self, other: &Self) -> Option<Self>;
    fn checked_rem_ref(&self, other: &Self) -> Option<Self>;
}

impl CheckedRef for BigInt {
    fn checked_div_ref(&self, other: &Self) -> Option<Self> {
        (other.sign() != num_bigint::Sign::NoSign).then(|| self / other)
    }

    fn checked_rem_ref(&self, other: &Self) -> Option<Self> {
        (other.sign() != num_bigint::Sign::NoSign).then(|| self % other)
    }
}

fn bigs(arguments: &[Value], op: fn(&BigInt, &BigInt) -> Option<BigInt>) -> Result<Value> {
    match op(&big_of(&arguments[0]), &big_of(&arguments[1])) {
        Some(result) => Ok(Object::big_integer(result).into()),
        None => Err(Fault::new("System.DivideByZeroException", "Attempted to divide by zero.").into()),
    }
}

fn shift(arguments: &[Value], left: bool) -> Result<Value> {
    let (number, by) = (big_of(&arguments[0]), arguments[1].as_int().unwrap_or_default());
    let left = left == (by >= 0);
    let by = by.unsigned_abs() as usize;
    if left && by > 1 << 26 {
        return Err(
            Fault::new("System.OverflowException", "Arithmetic operation resulted in an overflow.").into()
        );
    }
    Ok(Object::big_integer(if left { number << by } else { number >> by }).into())
}
