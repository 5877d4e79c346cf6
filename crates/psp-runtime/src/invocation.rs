//! `$MyInvocation` and `$input` as objects.

use psp_derive::ps_type;
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

/// `$input`: an enumerator over the pipeline's objects, and how many of them were passed.
pub struct InputEnumerator(Lock<(Vec<Value>, usize)>);

/// An enumerator over values, as `$input` is one.
pub fn input_enumerator(items: Vec<Value>) -> Value {
    Object::native(InputEnumerator::ty(), InputEnumerator(Lock::new((items, 0)))).into()
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

#[ps_type("System.Collections.ArrayList+ArrayListEnumeratorSimple", interfaces = [IENUMERATOR])]
impl InputEnumerator {
    /// Goes to the next object; false when there is none.
    #[ps]
    fn move_next(&self) -> bool {
        self.0.with(|(items, next)| {
            let found = *next < items.len();
            *next = (*next + 1).min(items.len() + 1);
            found
        })
    }

    /// The object that was passed last.
    #[ps(get)]
    fn current(&self) -> Value {
        let at = |(items, next): &mut (Vec<Value>, usize)| {
            next.checked_sub(1).and_then(|at| items.get(at).cloned())
        };
        self.0.with(at).unwrap_or_default()
    }

    /// Starts again.
    #[ps]
    fn reset(&self) {
        self.0.with(|(_, next)| *next = 0);
    }
}
