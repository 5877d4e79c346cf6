//! `System.Func`, `System.Action` and the other delegate types: a script block of such a type is a delegate.

use crate::{
    declare::{Emulated, elements},
    support::delegate,
};
use psp_derive::ps_type;
use psp_value::{
    Context, Result, Value,
    types::{Generic, TypeDef},
    well_known,
};

/// `System.Delegate`
pub(crate) struct Delegate;

#[ps_type("System.Delegate", of = DELEGATE)]
impl Delegate {
    /// Calls the block.
    #[ps]
    fn invoke(context: &mut dyn Context, this: &Value, #[ps(params)] args: &Value) -> Result<Value> {
        delegate::call(context, this, &elements(args))
    }
    #[ps]
    fn dynamic_invoke(context: &mut dyn Context, this: &Value, #[ps(params)] args: &Value) -> Result<Value> {
        delegate::call(context, this, &elements(args))
    }
}

macro_rules! delegates {
    ($($ty:ident $name:literal $kind:ident;)*) => {
        $(
            #[doc = $name]
            pub(crate) struct $ty;

            #[ps_type($name, kind = $kind, base = well_known::DELEGATE.ty())]
            impl $ty {}
        )*

        /// All delegate types.
        pub(crate) static TYPES: &[&TypeDef] = &[Delegate::DEF, $($ty::DEF),*];
    };
}

delegates! {
    Func "System.Func" GenericDefinition;
    GenericAction "System.Action" GenericDefinition;
    Predicate "System.Predicate" GenericDefinition;
    Comparison "System.Comparison" GenericDefinition;
    Converter "System.Converter" GenericDefinition;
    GenericEventHandler "System.EventHandler" GenericDefinition;
    Action "System.Action" Class;
    EventHandler "System.EventHandler" Class;
    MatchEvaluator "System.Text.RegularExpressions.MatchEvaluator" Class;
    ThreadStart "System.Threading.ThreadStart" Class;
    ParameterizedThreadStart "System.Threading.ParameterizedThreadStart" Class;
}

const fn generic(name: &'static str, arity: usize, definition: fn() -> psp_value::Type) -> Generic {
    Generic { name, arity, definition }
}

/// The generic ones.
pub(crate) static GENERICS: &[Generic] = &[
    generic("System.Func", 1, Func::ty),
    generic("System.Func", 2, Func::ty),
    generic("System.Func", 3, Func::ty),
    generic("System.Func", 4, Func::ty),
    generic("System.Func", 5, Func::ty),
    generic("System.Action", 1, GenericAction::ty),
    generic("System.Action", 2, GenericAction::ty),
    generic("System.Action", 3, GenericAction::ty),
    generic("System.Action", 4, GenericAction::ty),
    generic("System.Predicate", 1, Predicate::ty),
    generic("System.Comparison", 1, Comparison::ty),
    generic("System.Converter", 2, Converter::ty),
    generic("System.EventHandler", 1, GenericEventHandler::ty),
];
