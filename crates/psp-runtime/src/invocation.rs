//! `$MyInvocation`, `$PSCmdlet` and `$input` as objects.

use crate::{pipeline::StageInfo, position, record::type_named, session::Session};
use psp_value::{
    Context, Enumeration, ErrorRecord, Fault, InvocationInfo, Lock, Native, Object, Result, Str, Value,
};
use std::sync::Arc;

/// `InvocationInfo`.
pub struct Invocation(pub Arc<InvocationInfo>);

/// `$MyInvocation`, and the invocation of an error record.
pub fn object(_session: &mut Session, info: &Arc<InvocationInfo>) -> Value {
    invocation_value(info)
}

/// An `InvocationInfo` object.
pub fn invocation_value(info: &Arc<InvocationInfo>) -> Value {
    Object::native(type_named("System.Management.Automation.InvocationInfo"), Invocation(info.clone())).into()
}

impl Native for Invocation {
    fn get_member(&self, _context: &mut dyn Context, _this: &Value, name: &str) -> Option<Result<Value>> {
        let info = &self.0;
        let place = info.position.as_ref();
        let at = place.map(|it| it.file.position(it.span.start));
        let path =
            || place.and_then(|it| it.file.path()).map(std::string::ToString::to_string).unwrap_or_default();
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
            "MyCommand",
            "BoundParameters",
            "UnboundArguments",
            "ScriptLineNumber",
            "OffsetInLine",
            "HistoryId",
            "ScriptName",
            "Line",
            "Statement",
            "PositionMessage",
            "PSScriptRoot",
            "PSCommandPath",
            "InvocationName",
            "PipelineLength",
            "PipelinePosition",
            "ExpectingInput",
            "CommandOrigin",
            "DisplayScriptPosition",
        ]
        .map(str::to_owned)
        .into()
    }
}

/// `$input`: an enumerator over the pipeline's objects.
pub struct InputEnumerator(Lock<(Vec<Value>, usize)>);

/// An enumerator over values, as `$input` is one.
pub fn input_enumerator(items: Vec<Value>) -> Value {
    Object::native(
        type_named("System.Collections.ArrayList+ArrayListEnumeratorSimple"),
        InputEnumerator(Lock::new((items, 0))),
    )
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

/// `$PSCmdlet`: what an advanced function may do with its pipeline.
pub struct CmdletObject(pub Arc<StageInfo>);

/// `$PSCmdlet`.
pub fn cmdlet_object(_session: &mut Session, stage: &Arc<StageInfo>) -> Value {
    Object::native(type_named("System.Management.Automation.PSScriptCmdlet"), CmdletObject(stage.clone()))
        .into()
}

impl Native for CmdletObject {
    fn get_member(&self, _context: &mut dyn Context, _this: &Value, name: &str) -> Option<Result<Value>> {
        Some(Ok(match name.to_ascii_lowercase().as_str() {
            "parametersetname" => self.0.parameter_set().into(),
            "myinvocation" => invocation_value(&self.0.invocation),
            _ => return None,
        }))
    }

    fn member_names(&self) -> Vec<String> {
        ["ParameterSetName", "MyInvocation"].map(str::to_owned).into()
    }
}

impl CmdletObject {
    /// `WriteObject(value, enumerate)`
    pub fn write_object(&self, session: &mut Session, value: Value, enumerate: bool) -> Result<()> {
        if enumerate {
            session.emit_to(self.0.out, value)
        } else {
            session.write_stage_output(&self.0, value)
        }
    }

    /// `WriteError(record)`
    pub fn write_error(&self, session: &mut Session, record: &Value) -> Result<()> {
        let Some(record) = ErrorRecord::with(record, |it| it.clone()) else {
            return Err(Fault::argument_null("errorRecord").into());
        };
        session.write_stage_error(&self.0, record)
    }

    /// `WriteWarning`, `WriteVerbose`, `WriteDebug`
    pub fn write_text(
        &self,
        session: &mut Session,
        kind: crate::session::StreamKind,
        text: Str,
    ) -> Result<()> {
        session.write_stage_text(&self.0, kind, text)
    }
}
