//! `$MyInvocation` and `$input` as objects.

use crate::record::type_named;
use psp_types::{declare::Emulated, system::management::automation::invocation_info::PsInvocationInfo};
use psp_value::{Enumeration, InvocationInfo, Lock, Native, Object, Str, Value, well_known};
use std::sync::Arc;

/// `$MyInvocation`, and the invocation of an error record.
pub fn invocation_value(info: &Arc<InvocationInfo>) -> Value {
    Object::native(PsInvocationInfo::ty(), PsInvocationInfo(info.clone())).into()
}

<<<<<<< HEAD
impl Native for Invocation {
    fn get_member(&self, _context: &mut dyn Context, _this: &Value, name: &str) -> Option<Result<Value>> {
        let info = &self.0;
        let place = info.position.as_ref();
        let at = place.map(|it| it.file.position(it.span.start));
        let path = || place.and_then(|it| it.file.path()).map(std::string::ToString::to_string).unwrap_or_default();
        Some(Ok(match name.to_ascii_lowercase().as_str() {
            "mycommand" => info.command.clone(),
            "boundparameters" => info.bound_parameters.clone(),
            "unboundarguments" => info.unbound_arguments.clone(),
            "scriptlinenumber" => Value::int(at.map_or(0, |it| it.line as i32)),
            "offsetinline" => Value::int(at.map_or(0, |it| it.column as i32)),
            "historyid" => Value::long(1),
            "scriptname" => path().into(),
            "line" => match (place, at) {
                (Some(place), Some(at)) => place.file.line(at.line).into(),
                _ => "".into(),
            },
            "statement" => place.map_or("", |it| it.file.slice(it.span)).into(),
            "positionmessage" => {
                place.map_or_else(String::new, |it| position::position_message(&it.file, it.span)).into()
            }
            "psscriptroot" => {
                let path = path();
                path.rsplit_once('/').map_or("", |it| it.0).into()
            }
            "pscommandpath" => path().into(),
            "invocationname" => info.invocation_name.clone().into(),
            "pipelinelength" => Value::int(info.pipeline_length as i32),
            "pipelineposition" => Value::int(info.pipeline_position as i32),
            "expectinginput" => info.expecting_input.into(),
            "commandorigin" => "Internal".into(),
            "displayscriptposition" => Value::NULL,
            _ => return None,
        }))
    }

    fn member_names(&self) -> Vec<String> {
        [
            "MyCommand", "BoundParameters", "UnboundArguments", "ScriptLineNumber", "OffsetInLine", "HistoryId",
            "ScriptName", "Line", "Statement", "PositionMessage", "PSScriptRoot", "PSCommandPath", "InvocationName",
            "PipelineLength", "PipelinePosition", "ExpectingInput", "CommandOrigin", "DisplayScriptPosition",
        ]
        .map(str::to_owned)
        .into()
    }
=======
/// An invocation with what is bound to parameters, and what is not.
pub fn with_arguments(info: &InvocationInfo, bound: &[(Str, Value)], rest: &[Value]) -> Arc<InvocationInfo> {
    let list = psp_value::types::instantiate(well_known::LIST.ty(), &[well_known::OBJECT.ty()]);
    Arc::new(InvocationInfo {
        bound_parameters: crate::session::bound_table(bound),
        unbound_arguments: Object::list(list, rest.to_vec()).into(),
        ..info.clone()
    })
>>>>>>> rtypes
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
