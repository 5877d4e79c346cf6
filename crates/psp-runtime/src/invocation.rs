//! `$MyInvocation` and `$input` as objects.

use crate::record::type_named;
use psp_types::{declare::Emulated, system::management::automation::invocation_info::PsInvocationInfo};
use psp_value::{Enumeration, InvocationInfo, Lock, Native, Object, Str, Value, well_known};
use std::sync::Arc;

/// `$MyInvocation`, and the invocation of an error record.
pub fn invocation_value(info: &Arc<InvocationInfo>) -> Value {
    Object::native(PsInvocationInfo::ty(), PsInvocationInfo(info.clone())).into()
}

/// An invocation with what is bound to parameters, and what is not.
pub fn with_arguments(info: &InvocationInfo, bound: &[(Str, Value)], rest: &[Value]) -> Arc<InvocationInfo> {
    let list = psp_value::types::instantiate(well_known::LIST.ty(), &[well_known::OBJECT.ty()]);
    Arc::new(InvocationInfo {
        bound_parameters: crate::session::bound_table(bound),
        unbound_arguments: Object::list(list, rest.to_vec()).into(),
        ..info.clone()
    })
}

/// `$input`: an enumerator over the pipeline's objects.
pub struct InputEnumerator(Lock<(Vec<Value>, usize)>);

/// An enumerator over values, as `$input` is one.
pub fn input_enumerator(items: Vec<Value>) -> Value {
    Object::native(type_named("System.Collections.ArrayList+ArrayListEnumeratorSimple"), InputEnumerator(Lock::new((items, 0))))
        .into()
}

impl Native for InputEnumerator {
    fn enumerate(&self, _this: &Value) -> Option<Enumeration> {
        let rest = self.0.with(|(items, next)| {
            let rest = items.get(*next..).unwrap_or_default().to_vec();
            *next = items.len();
            rest
        });
        Some(Enumeration::ready(rest))
    }
}
