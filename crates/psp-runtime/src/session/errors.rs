//! Errors on their way: places, `$Error`, preferences, the id that a command adds.

use super::{Session, StreamKind};
use crate::{
    frame::FrameId,
    names::NAMES,
    pipeline::{Action, CommonParameters, StageInfo},
};
use psp_source::{SourceFile, Span};
use psp_value::{
    Data, ErrorCategory, ErrorRecord, Exception, Fault, Interrupt, InvocationInfo, Object, Raised, Ref,
    Result, ScriptPosition, Str, Value, well_known,
};
use std::sync::Arc;

/// How deep a script stack is told.
const MAX_STACK_LINES: usize = 64;
/// How many errors `$Error` keeps.
const MAX_ERRORS: usize = 256;

/// An empty `$Error`.
pub(super) fn empty_list() -> Ref<Object> {
    Ref::new(Object::list(well_known::ARRAY_LIST.ty(), Vec::new()))
}

/// A command of a script made the call, not the engine.
fn has_place(invocation: &InvocationInfo) -> bool {
    invocation.position.as_ref().is_some_and(|it| !it.file.text().is_empty())
}

/// A call that has not ended.
pub struct CallUnderWay {
    /// Its frame.
    pub frame: FrameId,
    /// The name of the function or script; empty for a script block.
    pub name: String,
    /// The place that is executed.
    pub here: ScriptPosition,
}

impl Session {
    /// Gives an error its place, when it has none: the running code's.
    pub fn locate(&mut self, raised: &Raised, file: &Arc<SourceFile>, span: Span) {
        let needed = raised.with(|it| it.invocation.is_none() || it.script_stack.is_empty()).unwrap_or(false);
        if !needed {
            return;
        }
        let stack = self.script_stack(file, span);
        raised.with(|record| {
            if record.invocation.is_none() {
                let position = ScriptPosition { file: file.clone(), span };
                record.invocation =
                    Some(Arc::new(InvocationInfo { position: Some(position), ..InvocationInfo::default() }));
            }
            if record.script_stack.is_empty() {
                record.script_stack = stack.as_str().into();
            }
        });
    }

    /// `ScriptStackTrace`: a line a call.
    pub fn script_stack(&self, file: &Arc<SourceFile>, span: Span) -> String {
        let line = |it: &CallUnderWay| {
            let shown = if it.name.is_empty() { "<ScriptBlock>" } else { &it.name };
            let place = it.here.file.path().map_or("<No file>", |it| &**it);
            format!("at {shown}, {place}: line {}", it.here.file.position(it.here.span.start).line)
        };
        let here = ScriptPosition { file: file.clone(), span };
        self.calls_under_way(here, MAX_STACK_LINES).iter().map(line).collect::<Vec<_>>().join("\n")
    }

    /// The calls under way, the innermost first; `here` is where it stands.
    pub fn calls_under_way(&self, here: ScriptPosition, most: usize) -> Vec<CallUnderWay> {
        let mut calls = Vec::new();
        let mut at = self.current;
        let mut here = here;
        while calls.len() < most {
            for position in self.inlined_calls(at, &here) {
                let block = std::mem::replace(&mut here, position);
                calls.push(CallUnderWay { frame: at, name: String::new(), here: block });
            }
            let (name, call) = self.call_of(at);
            calls.push(CallUnderWay { frame: at, name, here });
            let Some(position) = call else { break };
            here = position;
            let caller = self.frame(at).back.frame;
            if caller == FrameId::NONE || caller == at {
                break;
            }
            at = caller;
        }
        calls
    }

    /// The commands whose blocks, compiled in place, contain a place in what a frame runs, the innermost first.
    fn inlined_calls(&self, at: FrameId, here: &ScriptPosition) -> Vec<ScriptPosition> {
        let Some(code) = &self.frame(at).code else { return Vec::new() };
        if !Arc::ptr_eq(&code.body.file, &here.file) {
            return Vec::new();
        }
        let contains = |block: Span| block.start <= here.span.start && here.span.end <= block.end;
        let around = code.body.inlined.iter().rev().filter(|it| contains(it.block));
        around.map(|it| ScriptPosition { file: here.file.clone(), span: it.command }).collect()
    }

    /// The name of what a frame runs, and where it was called; a function that was called directly is known by the
    /// instruction that called it.
    fn call_of(&self, at: FrameId) -> (String, Option<ScriptPosition>) {
        let frame = self.frame(at);
        if let Some(call) = frame.call.as_deref() {
            let position = call.invocation.as_ref().and_then(|it| it.position.clone());
            return (call.name.text().into_owned(), position);
        }
        if let Some(method) = frame.method {
            return (method.name.text().into_owned(), self.method_call(at));
        }
        match self.direct_call(at) {
            Some((name, position)) => (name, Some(position)),
            None => (String::new(), None),
        }
    }

    /// Where a script class's method was called, when a script did.
    fn method_call(&self, at: FrameId) -> Option<ScriptPosition> {
        let (body, call) = self.frame(at).back.call()?;
        Some(ScriptPosition { file: body.file.clone(), span: body.span(call) })
    }

    fn direct_call(&self, at: FrameId) -> Option<(String, ScriptPosition)> {
        let (body, call) = self.frame(at).back.call()?;
        let psp_ir::Op::Call { k, .. } = body.ops.get(call)? else { return None };
        let command = body.commands.get(*k as usize)?;
        let psp_ir::CommandName::Static(name) = &command.name else { return None };
        Some((name.to_string(), ScriptPosition { file: body.file.clone(), span: command.span }))
    }

    /// How the running function was called: what an error that it reports shows as its place. `None` at script level.
    pub fn caller_invocation(&self) -> Option<Arc<InvocationInfo>> {
        let mut at = self.current;
        for _ in 0..MAX_STACK_LINES {
            let frame = self.frame(at);
            if let Some(call) = frame.call.as_deref() {
                if call.is_script || at == FrameId::GLOBAL {
                    return None;
                }
                if let Some(invocation) = call.invocation.as_ref().filter(|it| has_place(it)) {
                    return Some(invocation.clone());
                }
            } else if let Some((name, position)) = self.direct_call(at) {
                let name = Str::from(name);
                let function = psp_ir::Symbol::find(&name.text()).and_then(|it| self.find_function(it, at));
                let command = function
                    .map(|it| crate::command_info::value(self, &crate::function::Command::Function(it)));
                return Some(Arc::new(InvocationInfo {
                    command: command.unwrap_or_default(),
                    invocation_name: name,
                    position: Some(position),
                    ..InvocationInfo::default()
                }));
            }
            let next = if frame.scope == at { frame.back.frame } else { frame.scope };
            if next == FrameId::NONE || next == at {
                return None;
            }
            at = next;
        }
        None
    }

    /// Adds an error to `$Error`, newest first; once.
    pub fn log_error(&mut self, record: &Value) {
        let fresh =
            ErrorRecord::with(record, |it| !std::mem::replace(&mut it.is_logged, true)).unwrap_or(true);
        if !fresh {
            return;
        }
        if let Data::List(list) = &self.errors.data {
            list.with(|it| {
                it.items.insert(0, record.clone());
                it.items.truncate(MAX_ERRORS);
                it.version = it.version.wrapping_add(1);
            });
        }
    }

    /// The action that a preference variable or common parameter asks for.
    pub fn action_of(&mut self, given: Option<Action>, variable: psp_ir::Symbol, default: Action) -> Action {
        if let Some(given) = given {
            return given;
        }
        let value = self.variable_value(variable);
        to_action(&value).unwrap_or(default)
    }

    /// Writes a non-terminating error of a command: its id gets the command's name, the preference decides.
    pub fn write_stage_error(&mut self, stage: &StageInfo, mut record: ErrorRecord) -> Result<()> {
        record.is_raw = false;
        stage.state.with(|it| it.failed = true);
        if record.invocation.is_none() {
            record.invocation = Some(stage.invocation.clone());
        }
        complete_id(&mut record, &stage.error_source);
        if record.activity.is_empty() {
            record.activity = stage.name.clone();
        }
        if record.script_stack.is_empty()
            && let Some(position) = &stage.invocation.position
        {
            record.script_stack = self.script_stack(&position.file.clone(), position.span).as_str().into();
        }
        self.write_error_value(record.into_value(), &stage.common, stage.redirects)
    }

    /// Writes a non-terminating error with a preference already given or to be looked up.
    pub fn write_error_value(
        &mut self,
        record: Value,
        common: &CommonParameters,
        redirects: crate::pipeline::Redirects,
    ) -> Result<()> {
        self.ok = false;
        let action = self.action_of(common.error_action, NAMES.error_action, Action::Continue);
        if action == Action::Ignore {
            return Ok(());
        }
        if action == Action::Stop || action == Action::Inquire && !self.host.is_interactive() {
            return Err(self.stop_on_error(record, common));
        }
        self.log_error(&record);
        self.add_to_variable(common.error_variable.as_ref(), &record)?;
        self.note_in_functions(&record, common.error_variable.as_ref(), |it| it.error_variable.as_ref())?;
        if action == Action::SilentlyContinue {
            return Ok(());
        }
        self.write_record(StreamKind::Error, record, redirects)
    }

    /// `-ErrorAction Stop`: the record as a terminating error.
    fn stop_on_error(&mut self, record: Value, common: &CommonParameters) -> Interrupt {
        self.log_error(&record);
        let own = common.error_variable.as_ref();
        let _ = self.add_to_variable(own, &record);
        let _ = self.note_in_functions(&record, own, |it| it.error_variable.as_ref());
        Raised { record, ends_script: true, by_preference: true }.into()
    }

    /// Appends a record to the variable that `-ErrorVariable` and its kin name.
    pub fn add_to_variable(&mut self, name: Option<&Str>, record: &Value) -> Result<()> {
        let Some(name) = name else { return Ok(()) };
        let scope = self.scope();
        self.add_in_scope(name, record, scope)
    }

    /// The variable that `-OutVariable` and its kin name: `+` stands before it, or a scope.
    pub(super) fn collecting_variable(&self, name: &str, scope: FrameId) -> (psp_ir::Symbol, FrameId) {
        let name = name.strip_prefix('+').unwrap_or(name);
        let qualified = name.split_once(':').and_then(|(qualifier, name)| {
            let scope_name = match qualifier.to_ascii_lowercase().as_str() {
                "global" => psp_ir::ScopeName::Global,
                "script" => psp_ir::ScopeName::Script,
                "local" => psp_ir::ScopeName::Local,
                "private" => psp_ir::ScopeName::Private,
                _ => return None,
            };
            Some((psp_ir::Symbol::new(name), self.qualified_scope(scope_name, scope)))
        });
        qualified.unwrap_or_else(|| (psp_ir::Symbol::new(name), scope))
    }

    /// What `-PipelineVariable` made is gone when its pipeline is over.
    pub fn forget_pipeline_variable(&mut self, stage: &StageInfo) {
        if let Some(name) = &stage.common.pipeline_variable {
            let (symbol, scope) = self.collecting_variable(&name.text(), self.scope());
            self.remove_variable(symbol, scope);
        }
    }

    fn add_in_scope(&mut self, name: &Str, record: &Value, scope: FrameId) -> Result<()> {
        let (symbol, scope) = self.collecting_variable(&name.text(), scope);
        let known = self.read_variable(symbol, scope).unwrap_or_default();
        if let Some(Data::List(list)) = known.as_object().map(|it| &it.data) {
            list.with(|it| {
                it.items.push(record.clone());
                it.version = it.version.wrapping_add(1);
            });
            return Ok(());
        }
        let list = Object::list(well_known::ARRAY_LIST.ty(), vec![record.clone()]);
        self.write_variable(symbol, scope, list.into())
    }

    /// Adds a record to the variables that running functions were told to collect it in.
    pub fn note_in_functions(
        &mut self,
        record: &Value,
        own: Option<&Str>,
        name: impl Fn(&CommonParameters) -> Option<&Str>,
    ) -> Result<()> {
        for (info, scope) in self.collectors.clone() {
            let Some(wanted) = name(&info.common) else { continue };
            if own.is_some_and(|it| std::ptr::eq(it, wanted)) {
                continue;
            }
            self.add_in_scope(wanted, record, scope)?;
        }
        Ok(())
    }

    /// An error ended the function that collected its errors: it is one of them.
    pub fn note_end(&mut self, info: &StageInfo, caller: FrameId, interrupt: &Interrupt) {
        if let (Some(name), Some(raised)) = (info.common.error_variable.as_ref(), interrupt.raised()) {
            let _ = self.add_in_scope(name, &raised.record.clone(), caller);
        }
    }

    /// Makes the variable of `-ErrorVariable` and its kin an empty list, unless its name starts with `+`.
    pub fn start_variable(&mut self, name: Option<&Str>) -> Result<()> {
        let Some(name) = name else { return Ok(()) };
        let text = name.text();
        let (symbol, scope) = self.collecting_variable(&text, self.scope());
        let appends = text.starts_with('+');
        if appends {
            let known = self.read_variable(symbol, scope).unwrap_or_default();
            if matches!(known.as_object().map(|it| &it.data), Some(Data::List(_))) {
                return Ok(());
            }
            let items =
                if known.is_null() { Vec::new() } else { known.as_elements().unwrap_or_else(|| vec![known]) };
            let list = Object::list(well_known::ARRAY_LIST.ty(), items);
            return self.write_variable(symbol, scope, list.into());
        }
        let list = Object::list(well_known::ARRAY_LIST.ty(), Vec::new());
        self.write_variable(symbol, scope, list.into())
    }

    /// A statement failed and nothing catches: the error is shown, `$?` is false, and the script goes on.
    pub fn report_failed_statement(&mut self, raised: &Raised) -> Result<()> {
        self.ok = false;
        let action = self.action_of(None, NAMES.error_action, Action::Continue);
        match action {
            Action::Stop => {
                self.log_error(&raised.record);
                let record = raised.record.clone();
                Err(Raised { record, ends_script: true, by_preference: true }.into())
            }
            Action::Ignore => Ok(()),
            Action::SilentlyContinue => {
                self.log_error(&raised.record);
                Ok(())
            }
            _ => {
                self.log_error(&raised.record);
                let redirects = self.redirects;
                self.write_record(StreamKind::Error, raised.record.clone(), redirects)
            }
        }
    }

    /// The preference says that errors, `throw` included, do not end anything.
    pub fn ignores_errors(&mut self) -> bool {
        let action = self.action_of(None, NAMES.error_action, Action::Continue);
        matches!(action, Action::SilentlyContinue | Action::Ignore)
    }

    /// The error of a name that is no command.
    pub fn command_not_found(&self, name: &str) -> Fault {
        let message = format!(
            "The term '{name}' is not recognized as a name of a cmdlet, function, script file, or executable program.\n\
             Check the spelling of the name, or if a path was included, verify that the path is correct and try again."
        );
        Fault::new("System.Management.Automation.CommandNotFoundException", message)
            .id("CommandNotFoundException")
            .category(ErrorCategory::ObjectNotFound)
            .target(name)
            .property("CommandName", name)
    }

    /// Makes an exception out of anything thrown: a record is itself, an exception is wrapped, text becomes a
    /// RuntimeException.
    pub fn thrown(&mut self, value: &Value) -> Result<Value> {
        // pwsh wraps what is thrown: the record that arrives is a copy.
        if let Some(record) = ErrorRecord::with(value, |it| it.clone()) {
            return Ok(record.into_value());
        }
        if Exception::with(value, |_| ()).is_some() {
            let carried = Exception::with(value, |it| it.record.clone()).flatten();
            if let Some(record) = carried {
                return Ok(record);
            }
            let message = Exception::with(value, |it| it.message.clone()).unwrap_or_default();
            let record = ErrorRecord {
                exception: value.clone(),
                id: message,
                category: ErrorCategory::OperationStopped,
                ..ErrorRecord::default()
            };
            return Ok(record.into_value());
        }
        let text = psp_value::convert::to_text(self, value)?;
        let text = if value.is_null() { Str::new("ScriptHalted") } else { text };
        let fault = Fault::runtime("ScriptHalted", text.text().into_owned())
            .category(ErrorCategory::OperationStopped)
            .property("WasThrownFromThrowStatement", true)
            .target(value.clone());
        let mut record = fault.into_record();
        record.id = text;
        Ok(record.into_value())
    }
}

/// Adds the command's name to an id that has none.
pub fn complete_id(record: &mut ErrorRecord, source: &Str) {
    let id = record.id.text();
    if source.is_empty() || id.ends_with(&*source.text()) && id.contains(',') {
        return;
    }
    record.id = format!("{id},{source}").as_str().into();
}

/// An action out of a preference's value.
pub fn to_action(value: &Value) -> Option<Action> {
    let number = match value.unboxed().view() {
        psp_value::View::Enum(_, number) => number,
        psp_value::View::Int32(number) => number.into(),
        psp_value::View::Str(text) => {
            const NAMES: [&str; 7] =
                ["SilentlyContinue", "Stop", "Continue", "Inquire", "Ignore", "Suspend", "Break"];
            NAMES.iter().position(|it| it.eq_ignore_ascii_case(&text.text()))? as i64
        }
        _ => return None,
    };
    Some(match number {
        0 => Action::SilentlyContinue,
        1 => Action::Stop,
        3 => Action::Inquire,
        4 => Action::Ignore,
        5 => Action::Suspend,
        6 => Action::Break,
        _ => Action::Continue,
    })
}
