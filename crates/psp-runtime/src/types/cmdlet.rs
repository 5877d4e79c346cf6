//! `PSScriptCmdlet`: `$PSCmdlet`, what an advanced function may do with its pipeline.

use super::{
    host::InternalHost, invocation_intrinsics::CommandInvocationIntrinsics, session,
    session_state::SessionState,
};
use crate::{
    frame::FrameId,
    pipeline::StageInfo,
    record::InformationRecord,
    session::{Session, StreamKind, complete_id},
};
use psp_derive::ps_type;
use psp_ir::Symbol;
use psp_types::{
    declare::{Emulated, Out},
    system::management::automation::invocation_info::PsInvocationInfo,
};
use psp_value::{
    Context, ErrorCategory, ErrorRecord, ExtraMember, ExtraMemberKind, Fault, Interrupt, InvocationInfo,
    Lock, Native, Object, Reason, Result, Str, Type, Value, well_known,
};
use std::sync::Arc;

/// `Cmdlet`: the base of all commands.
pub(super) struct CmdletBase;

/// `PSCmdlet`
pub(super) struct PsCmdlet;

/// `$PSCmdlet`
pub struct CmdletObject {
    stage: Arc<StageInfo>,
    /// The scope of the running function.
    scope: FrameId,
    /// The session's number.
    session: u64,
}

impl Native for CmdletObject {}

impl CmdletObject {
    /// The object of a stage that runs in a scope.
    pub(crate) fn value(session: &Session, stage: &Arc<StageInfo>, scope: FrameId) -> Value {
        let object = Self { stage: stage.clone(), scope, session: session.number };
        Object::native(Self::ty(), object).into()
    }

    /// The command's place in its pipeline.
    pub(crate) fn stage(&self) -> &Arc<StageInfo> {
        &self.stage
    }

    /// How the function was called, with what is bound now.
    fn invocation(&self, session: &Session) -> Arc<InvocationInfo> {
        let call = session.frames.get(self.scope.0 as usize).and_then(|it| it.call.as_deref());
        let own = call.filter(|it| it.stage.as_ref().is_some_and(|it| Arc::ptr_eq(it, &self.stage)));
        match own {
            Some(call) if self.session == session.number => {
                crate::invocation::with_arguments(&self.stage.invocation, &call.bound, &call.arguments)
            }
            _ => self.stage.invocation.clone(),
        }
    }
}

const fn type_of<T: Emulated>() -> Type {
    match T::INFO {
        Some(it) => it.ty(),
        None => well_known::OBJECT.ty(),
    }
}

/// Names that every advanced function's parameters have beside its own.
const COMMON: [&str; 12] = [
    "Verbose",
    "Debug",
    "ErrorAction",
    "WarningAction",
    "InformationAction",
    "ProgressAction",
    "ErrorVariable",
    "WarningVariable",
    "InformationVariable",
    "OutVariable",
    "OutBuffer",
    "PipelineVariable",
];

#[ps_type("System.Management.Automation.Cmdlet")]
impl CmdletBase {
    /// The names of the common parameters.
    #[ps(get)]
    fn common_parameters() -> Vec<Str> {
        COMMON.iter().map(|&it| it.into()).collect()
    }

    /// The names of the parameters that `SupportsShouldProcess` adds.
    #[ps(get)]
    fn optional_common_parameters() -> Vec<Str> {
        ["WhatIf", "Confirm", "UseTransaction"].iter().map(|&it| it.into()).collect()
    }
}

#[ps_type("System.Management.Automation.PSCmdlet", base = type_of::<CmdletBase>())]
impl PsCmdlet {}

fn record_of(record: &Value) -> Result<ErrorRecord> {
    ErrorRecord::with(record, |it| it.clone()).ok_or_else(|| Fault::argument_null("errorRecord").into())
}

fn no_prompt() -> Interrupt {
    let message = "PowerShell is in NonInteractive mode. Read and Prompt functionality is not available.";
    Fault::new("System.Management.Automation.PSInvalidOperationException", message)
        .id("InvalidOperation")
        .category(ErrorCategory::InvalidOperation)
        .into()
}

#[ps_type("System.Management.Automation.PSScriptCmdlet", base = type_of::<PsCmdlet>())]
impl CmdletObject {
    /// Writes an object as it is, or a collection element by element.
    #[ps]
    fn write_object(
        &self,
        context: &mut dyn Context,
        send_to_pipeline: &Value,
        enumerate_collection: Option<bool>,
    ) -> Result<()> {
        let session = session(context)?;
        let items = enumerate_collection
            .unwrap_or_default()
            .then(|| psp_value::enumerate(send_to_pipeline))
            .flatten();
        let Some(mut items) = items else {
            return session.write_stage_output(&self.stage, send_to_pipeline.clone());
        };
        while let Some(item) = items.next(session)? {
            session.write_stage_output(&self.stage, item)?;
        }
        Ok(())
    }

    /// Writes a non-terminating error.
    #[ps]
    fn write_error(&self, context: &mut dyn Context, error_record: &Value) -> Result<()> {
        let record = record_of(error_record)?;
        session(context)?.write_stage_error(&self.stage, record)
    }

    /// Ends the function with an error; its caller goes on with the next statement when nothing catches it.
    #[ps]
    fn throw_terminating_error(&self, context: &mut dyn Context, error_record: &Value) -> Result<()> {
        let mut record = record_of(error_record)?;
        record.is_raw = false;
        record.is_logged = false;
        record.invocation = Some(self.stage.invocation.clone());
        if record.activity.is_empty() {
            record.activity = self.stage.name.clone();
        }
        complete_id(&mut record, &self.stage.error_source);
        Err(session(context)?.end_command(&self.stage, record.into_value()))
    }

    /// Writes to the warning stream.
    #[ps]
    fn write_warning(&self, context: &mut dyn Context, text: &Str) -> Result<()> {
        session(context)?.write_stage_text(&self.stage, StreamKind::Warning, text.clone())
    }

    /// Writes to the verbose stream.
    #[ps]
    fn write_verbose(&self, context: &mut dyn Context, text: &Str) -> Result<()> {
        session(context)?.write_stage_text(&self.stage, StreamKind::Verbose, text.clone())
    }

    /// Writes to the debug stream.
    #[ps]
    fn write_debug(&self, context: &mut dyn Context, text: &Str) -> Result<()> {
        session(context)?.write_stage_text(&self.stage, StreamKind::Debug, text.clone())
    }

    /// Notes what the command does; psp keeps no such log.
    #[ps]
    fn write_command_detail(&self, text: &str) {
        let _ = text;
    }

    /// Shows how far work is.
    #[ps]
    fn write_progress(&self, context: &mut dyn Context, progress_record: &Value) -> Result<()> {
        session(context)?.write_record(StreamKind::Progress, progress_record.clone(), self.stage.redirects)
    }

    /// Writes to the information stream: a record, or any object with tags.
    #[ps]
    fn write_information(
        &self,
        context: &mut dyn Context,
        message_data: &Value,
        tags: Option<Vec<Str>>,
    ) -> Result<()> {
        let session = session(context)?;
        let record = match message_data.downcast::<InformationRecord>() {
            Some(_) => message_data.clone(),
            None => InformationRecord {
                data: message_data.clone(),
                source: self.stage.name.clone(),
                tags: Lock::new(tags.unwrap_or_default().into_iter().map(Value::from).collect()),
                time: session.now(),
                host: None,
                colors: (Value::NULL, Value::NULL),
            }
            .value(),
        };
        session.write_information(&self.stage, record, false)
    }

    /// Whether to go on: false under `-WhatIf`, which is said, and when the user says no.
    #[ps]
    fn should_process(&self, context: &mut dyn Context, target: &str, action: Option<Str>) -> Result<bool> {
        let action = action.unwrap_or_else(|| self.stage.name.clone());
        session(context)?.should_process(&self.stage, target, &action.text())
    }
    #[ps("ShouldProcess")]
    fn should_process_as_described(
        &self,
        context: &mut dyn Context,
        verbose_description: &str,
        verbose_warning: &str,
        caption: &str,
    ) -> Result<bool> {
        let _ = (verbose_warning, caption);
        session(context)?.should_process_text(&self.stage, verbose_description)
    }

    /// Asks the user, whatever the preferences.
    #[ps]
    fn should_continue(&self, query: &str, caption: &str) -> Result<bool> {
        let _ = (query, caption);
        Err(no_prompt())
    }
    #[ps("ShouldContinue")]
    fn should_continue_all(
        &self,
        query: &str,
        caption: &str,
        yes_to_all: Out<bool>,
        no_to_all: Out<bool>,
    ) -> Result<bool> {
        let _ = (query, caption);
        if psp_value::convert::is_true(&no_to_all.get()) {
            return Ok(false);
        }
        if psp_value::convert::is_true(&yes_to_all.get()) {
            return Ok(true);
        }
        Err(no_prompt())
    }

    /// The chosen parameter set.
    #[ps(get)]
    fn parameter_set_name(&self) -> Str {
        self.stage.parameter_set()
    }

    /// How the function was called.
    #[ps(get)]
    fn my_invocation(&self, context: &mut dyn Context) -> Result<PsInvocationInfo> {
        Ok(PsInvocationInfo(self.invocation(session(context)?)))
    }

    /// `-First`, `-Skip`, `-IncludeTotalCount`; null without `SupportsPaging`.
    #[ps(get)]
    fn paging_parameters(&self) -> PagingParameters {
        let common = &self.stage.common;
        PagingParameters {
            first: Lock::new(common.first.unwrap_or(u64::MAX)),
            skip: Lock::new(common.skip.unwrap_or(0)),
            include_total_count: common.include_total_count,
        }
    }

    /// The session's state.
    #[ps(get)]
    fn session_state(&self) -> SessionState {
        SessionState::RUNNING
    }

    /// Runs and finds commands.
    #[ps(get)]
    fn invoke_command(&self) -> CommandInvocationIntrinsics {
        CommandInvocationIntrinsics
    }

    /// The host.
    #[ps(get)]
    fn host(&self) -> InternalHost {
        InternalHost
    }

    /// Where it writes: the object itself.
    #[ps(get)]
    fn command_runtime(this: &Value) -> Value {
        this.clone()
    }

    /// Who called.
    #[ps(get)]
    fn command_origin(&self) -> &'static str {
        "Internal"
    }

    /// Work must end.
    #[ps(get)]
    fn stopping(&self, context: &mut dyn Context) -> bool {
        context.stop().is_requested()
    }

    /// A variable's value as the function's caller sees it, or a default.
    #[ps]
    fn get_variable_value(
        &self,
        context: &mut dyn Context,
        name: &str,
        default_value: Option<Value>,
    ) -> Result<Value> {
        let session = session(context)?;
        let scope = session.scope();
        let found = session.read_variable(Symbol::new(name), scope);
        Ok(found.or(default_value).unwrap_or_default())
    }

    /// The absolute path of a path that need not exist.
    #[ps("GetUnresolvedProviderPathFromPSPath")]
    fn unresolved_path(&self, context: &mut dyn Context, path: &str) -> Result<String> {
        Ok(session(context)?.absolute(path).display().to_string())
    }

    /// The absolute paths that a path with wildcards stands for.
    #[ps("GetResolvedProviderPathFromPSPath")]
    fn resolved_paths(&self, context: &mut dyn Context, path: &str, provider: Out<Value>) -> Result<Value> {
        let session = session(context)?;
        let (paths, found) = session.resolved_paths(path)?;
        provider.set(session, found)?;
        Ok(paths)
    }

    /// The current location.
    #[ps]
    fn current_provider_location(&self, context: &mut dyn Context, provider_id: &str) -> Result<Value> {
        let _ = provider_id;
        Ok(crate::path_info::current(session(context)?))
    }
}

impl Session {
    /// The error by which a command ends itself: its caller treats it as the failure of a statement.
    fn end_command(&mut self, stage: &Arc<StageInfo>, record: Value) -> Interrupt {
        self.ending = Some((stage.pipeline_id, stage.stage, record.clone()));
        Interrupt::raise(record, true)
    }

    /// The record is the error by which a command ended itself, and is still inside of it.
    pub fn is_ending(&self, record: &Value) -> bool {
        self.ending.as_ref().is_some_and(|it| is_same(&it.2, record))
    }

    /// An error on its way out of a command; the one by which the command ended itself is a statement's from here on.
    pub fn leave_command(&mut self, stage: &StageInfo, error: Interrupt) -> Interrupt {
        let mut raised = match error.into_reason() {
            Reason::Error(raised) => raised,
            other => return other.into(),
        };
        if let Some((pipeline, number, record)) = &self.ending
            && (*pipeline, *number) == (stage.pipeline_id, stage.stage)
            && is_same(record, &raised.record)
        {
            raised.ends_script = false;
            self.ending = None;
        }
        raised.into()
    }

    /// The file system paths that a path with wildcards stands for, as a collection, and their provider.
    pub(super) fn resolved_paths(&mut self, path: &str) -> Result<(Value, Value)> {
        let command = self.resolve_command("Resolve-Path")?;
        let arguments = vec![
            crate::signature::Argument::named("Path", path),
            crate::signature::Argument::named("ErrorAction", "Stop"),
        ];
        let found = self.capture_all(|session| {
            let evaluator = session.engine().evaluator;
            evaluator.run_command(session, &command, arguments, None, crate::pipeline::Out::CAPTURE)
        })?;
        let (mut paths, mut provider) = (Vec::new(), Value::NULL);
        for info in &found {
            paths.push(psp_value::member::get_member(self, info, &"ProviderPath".into())?);
            provider = psp_value::member::get_member(self, info, &"Provider".into())?;
        }
        let ty = psp_value::types::instantiate(well_known::COLLECTION.ty(), &[well_known::STRING.ty()]);
        Ok((Object::list(ty, paths).into(), provider))
    }
}

fn is_same(a: &Value, b: &Value) -> bool {
    match (a.as_object(), b.as_object()) {
        (Some(a), Some(b)) => psp_value::Ref::ptr_eq(a, b),
        _ => false,
    }
}

/// `$PSCmdlet.PagingParameters`
pub(super) struct PagingParameters {
    first: Lock<u64>,
    skip: Lock<u64>,
    include_total_count: bool,
}

impl Native for PagingParameters {}

#[ps_type("System.Management.Automation.PagingParameters")]
impl PagingParameters {
    /// How many objects to give.
    #[ps(get)]
    fn first(&self) -> u64 {
        self.first.with(|it| *it)
    }
    #[ps(set)]
    fn set_first(&self, value: u64) {
        self.first.with(|it| *it = value);
    }

    /// How many objects to leave out.
    #[ps(get)]
    fn skip(&self) -> u64 {
        self.skip.with(|it| *it)
    }
    #[ps(set)]
    fn set_skip(&self, value: u64) {
        self.skip.with(|it| *it = value);
    }

    /// The count is wanted as the first object.
    #[ps(get)]
    fn include_total_count(&self) -> Value {
        Value::switch(self.include_total_count)
    }

    /// The count as an object that says so.
    #[ps]
    fn new_total_count(&self, context: &mut dyn Context, total_count: u64, accuracy: f64) -> Result<Value> {
        let text = match accuracy {
            it if it >= 1.0 => "\"Total count: $($this.PSObject.BaseObject)\"",
            it if it <= 0.0 => "'Unknown total count'",
            _ => "\"Estimated total count: $($this.PSObject.BaseObject)\"",
        };
        let session = session(context)?;
        let code = session.compile_text(text)?;
        let block = session.block_value(code, 0);
        let count = Object::new(well_known::UINT64.ty(), psp_value::Data::Boxed(total_count.into()));
        count.with_extra(|it| {
            it.put(ExtraMember {
                name: "Accuracy".into(),
                kind: ExtraMemberKind::Note(Value::double(accuracy)),
                hidden: false,
            });
            it.put(ExtraMember {
                name: "ToString".into(),
                kind: ExtraMemberKind::ScriptMethod(block),
                hidden: false,
            });
        });
        Ok(count.into())
    }
}
