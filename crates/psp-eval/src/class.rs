//! Classes and enums of scripts.

use crate::vm::Vm;
use psp_runtime::Session;
use psp_value::{Fault, Result, ScriptMember, Type, Value};
use std::{any::Any, sync::Arc};

impl Vm<'_> {
    /// `class name { … }`, `enum name { … }`
    pub(crate) fn define_class(&mut self, _k: u16) -> Result<()> {
        Err(Fault::not_supported("classes").into())
    }
}

/// Calls a method.
pub(crate) fn call_method(
    _session: &mut Session,
    _this: &Value,
    _method: &Arc<dyn Any + Send + Sync>,
    _arguments: Vec<Value>,
) -> Result<Value> {
    Err(Fault::not_supported("classes").into())
}

/// Makes an instance.
pub(crate) fn construct(_session: &mut Session, _ty: Type, _arguments: Vec<Value>) -> Result<Value> {
    Err(Fault::not_supported("classes").into())
}

/// A member that a class declares.
pub(crate) fn script_member(
    _session: &mut Session,
    _ty: Type,
    _this: Option<&Value>,
    _name: &str,
) -> Option<ScriptMember> {
    None
}
