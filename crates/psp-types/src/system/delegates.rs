//! `System.Func`, `System.Action` and the other delegate types: a script block of such a type is a delegate.

use crate::{
    declare::elements,
    support::{delegate, failed_call},
};
use psp_derive::ps_type;
use psp_value::{
    BlockCall, Context, Result, Type, TypeCode, TypeKind, Value, convert, member,
    types::{Generic, MemberDef, MemberKind, ParamSpec, TypeDef, TypeInfo, TypeSpec},
    well_known,
};

/// `System.Delegate`
pub(crate) struct Delegate;

#[ps_type("System.Delegate", of = DELEGATE)]
impl Delegate {
    /// Calls the block, whatever its type.
    #[ps]
    fn dynamic_invoke(context: &mut dyn Context, this: &Value, #[ps(params)] args: &Value) -> Result<Value> {
        delegate::call(context, this, &elements(args))
    }
}

/// `MulticastDelegate`: the base of all delegates.
static MULTICAST: TypeInfo = TypeInfo::new(
    "System.MulticastDelegate",
    TypeKind::Abstract,
    TypeCode::Object,
    Some(well_known::DELEGATE.ty()),
    &[],
);

/// `arg1` and so on: the type arguments in order.
static ARGUMENTS: [ParamSpec; 16] = [
    argument("arg1", 0),
    argument("arg2", 1),
    argument("arg3", 2),
    argument("arg4", 3),
    argument("arg5", 4),
    argument("arg6", 5),
    argument("arg7", 6),
    argument("arg8", 7),
    argument("arg9", 8),
    argument("arg10", 9),
    argument("arg11", 10),
    argument("arg12", 11),
    argument("arg13", 12),
    argument("arg14", 13),
    argument("arg15", 14),
    argument("arg16", 15),
];
static ONE: [ParamSpec; 1] = [argument("obj", 0)];
static TWO_ALIKE: [ParamSpec; 2] = [argument("x", 0), argument("y", 0)];
static SENDER_EVENT: [ParamSpec; 2] = [plain("sender", object_type), argument("e", 0)];
static SENDER_ARGUMENTS: [ParamSpec; 2] = [plain("sender", object_type), plain("e", object_type)];
static STATE: [ParamSpec; 1] = [plain("state", object_type)];
static MATCH: [ParamSpec; 1] = [plain("match", object_type)];

const fn argument(name: &'static str, index: usize) -> ParamSpec {
    ParamSpec { name, ty: TypeSpec::Argument(index), optional: false, params: false, by_ref: false }
}

const fn plain(name: &'static str, ty: fn() -> Type) -> ParamSpec {
    ParamSpec { name, ty: TypeSpec::Is(ty), optional: false, params: false, by_ref: false }
}

const fn invoke(params: &'static [ParamSpec], returns: TypeSpec) -> MemberDef {
    MemberDef {
        name: "Invoke",
        help: "Calls the script block.",
        is_static: false,
        kind: MemberKind::Method { params, returns, call },
    }
}

fn object_type() -> Type {
    well_known::OBJECT.ty()
}

fn string_type() -> Type {
    well_known::STRING.ty()
}

fn bool_type() -> Type {
    well_known::BOOL.ty()
}

fn int_type() -> Type {
    well_known::INT32.ty()
}

/// Runs the block of a delegate; the result is of the type that the delegate returns.
fn call(context: &mut dyn Context, this: &Value, arguments: &[Value]) -> Result<Value> {
    let inner = this.unboxed();
    let called = match (inner.as_block(), inner.as_object()) {
        (Some(_), Some(block)) => {
            let call = BlockCall { arguments, ..BlockCall::default() };
            context.call_block(block, call).map_err(|error| failed_call(error, "Invoke", arguments.len()))
        }
        _ => member::invoke(context, inner, &"Invoke".into(), arguments.to_vec(), &[]),
    };
    let returned = this.ty().and_then(|ty| {
        let member = ty.members_named("Invoke").first()?;
        match member.kind {
            MemberKind::Method { returns: TypeSpec::Void, .. } => None,
            MemberKind::Method { returns, .. } => Some(returns.resolve(ty)),
            _ => None,
        }
    });
    match (returned, called?) {
        (Some(ty), output) => convert::convert(context, &output, ty),
        (None, _) => Ok(Value::NOTHING),
    }
}

macro_rules! generic_delegates {
    ($($name:literal, $arity:literal, $params:expr, $returns:expr;)*) => {
        /// The generic delegates by name and count of type arguments.
        pub(crate) static GENERICS: &[Generic] = &[$(Generic {
            name: $name,
            arity: $arity,
            definition: || {
                static INFO: TypeInfo = TypeInfo::new(
                    $name,
                    TypeKind::GenericDefinition,
                    TypeCode::Object,
                    Some(MULTICAST.ty()),
                    &[],
                );
                static MEMBERS: [MemberDef; 1] = [invoke($params, $returns)];
                static DEF: TypeDef = TypeDef { name: $name, ty: || INFO.ty(), members: &MEMBERS };
                let _ = INFO.members.set(&DEF);
                INFO.ty()
            },
        }),*];
    };
}

const fn first(count: usize) -> &'static [ParamSpec] {
    ARGUMENTS.split_at(count).0
}

generic_delegates! {
    "System.Func", 1, &[], TypeSpec::Argument(0);
    "System.Func", 2, first(1), TypeSpec::Argument(1);
    "System.Func", 3, first(2), TypeSpec::Argument(2);
    "System.Func", 4, first(3), TypeSpec::Argument(3);
    "System.Func", 5, first(4), TypeSpec::Argument(4);
    "System.Func", 6, first(5), TypeSpec::Argument(5);
    "System.Func", 7, first(6), TypeSpec::Argument(6);
    "System.Func", 8, first(7), TypeSpec::Argument(7);
    "System.Func", 9, first(8), TypeSpec::Argument(8);
    "System.Action", 1, first(1), TypeSpec::Void;
    "System.Action", 2, first(2), TypeSpec::Void;
    "System.Action", 3, first(3), TypeSpec::Void;
    "System.Action", 4, first(4), TypeSpec::Void;
    "System.Action", 5, first(5), TypeSpec::Void;
    "System.Action", 6, first(6), TypeSpec::Void;
    "System.Action", 7, first(7), TypeSpec::Void;
    "System.Action", 8, first(8), TypeSpec::Void;
    "System.Predicate", 1, &ONE, TypeSpec::Is(bool_type);
    "System.Comparison", 1, &TWO_ALIKE, TypeSpec::Is(int_type);
    "System.Converter", 2, &ONE, TypeSpec::Argument(1);
    "System.EventHandler", 1, &SENDER_EVENT, TypeSpec::Void;
}

macro_rules! plain_delegates {
    ($($name:literal, $params:expr, $returns:expr;)*) => {
        /// The delegates without type arguments.
        pub(crate) static TYPES: &[&TypeDef] = &[
            Delegate::DEF,
            &TypeDef { name: "System.MulticastDelegate", ty: || MULTICAST.ty(), members: &[] },
            $(&TypeDef {
                name: $name,
                ty: || {
                    static INFO: TypeInfo = TypeInfo::new(
                        $name,
                        TypeKind::Class,
                        TypeCode::Object,
                        Some(MULTICAST.ty()),
                        &[],
                    );
                    INFO.ty()
                },
                members: &[invoke($params, $returns)],
            }),*
        ];
    };
}

plain_delegates! {
    "System.Action", &[], TypeSpec::Void;
    "System.EventHandler", &SENDER_ARGUMENTS, TypeSpec::Void;
    "System.Threading.ThreadStart", &[], TypeSpec::Void;
    "System.Threading.ParameterizedThreadStart", &STATE, TypeSpec::Void;
    "System.Threading.TimerCallback", &STATE, TypeSpec::Void;
    "System.Threading.WaitCallback", &STATE, TypeSpec::Void;
    "System.Text.RegularExpressions.MatchEvaluator", &MATCH, TypeSpec::Is(string_type);
}
