//! A stage of a pipeline: a command is bound, begun, given objects, ended and cleaned.

mod script;

pub(crate) use script::{enter, run_global};

use crate::{
    command::{self, Resolved},
    flow::{self, Part},
    inline, native,
    parameters::{CmdletSink, ScriptSink},
};
use psp_runtime::{
    Command, FrameId, NAMES, Out, Redirects, Session, Shell, Signature,
    binder::{self, Binding},
    cmdlet::Instance,
    pipeline::{BoundState, Stage, StageInfo, StageKind},
    session::complete_id,
};
use psp_source::{SourceFile, Span};
use psp_value::{ErrorCategory, Fault, Interrupt, InvocationInfo, Result, ScriptPosition, Str, Value};
use std::sync::Arc;

/// Where a command stands, and where its streams go.
pub(crate) struct Place {
    pub(crate) file: Arc<SourceFile>,
    pub(crate) span: Span,
    pub(crate) pipeline: usize,
    pub(crate) number: u16,
    pub(crate) count: u16,
    pub(crate) piped: bool,
    pub(crate) out: Out,
    pub(crate) redirects: Redirects,
}

/// Adds a command as the next stage of a pipeline: its arguments are bound now.
pub(crate) fn add(session: &mut Session, resolved: Resolved, place: Place) -> Result<()> {
    let invocation = invocation(session, &resolved, &place);
    let name = resolved.command.name();
    let result = match &resolved.command {
        Command::Cmdlet(def, _) => {
            let signature = session.engine().signature_of(def);
            add_cmdlet(session, (def.create)(), &signature, resolved.arguments, place, &invocation)
        }
        Command::Application(path) => {
            let path = path.clone();
            native::add(session, &path, resolved.arguments, &place, invocation.clone())
        }
        _ => script::add_script(session, resolved, place, &invocation),
    };
    result.map_err(|interrupt| decorate(session, interrupt, &invocation, &name))
}

fn invocation(session: &mut Session, resolved: &Resolved, place: &Place) -> Arc<InvocationInfo> {
    Arc::new(InvocationInfo {
        command: command::info(session, &resolved.command),
        invocation_name: resolved.invocation_name.clone(),
        position: Some(ScriptPosition { file: place.file.clone(), span: place.span }),
        bound_parameters: Value::NULL,
        unbound_arguments: Value::NULL,
        pipeline_length: place.count.into(),
        pipeline_position: u32::from(place.number) + 1,
        expecting_input: place.piped,
    })
}

/// Gives an error that a command raised its invocation and id, when it is the command's own.
fn decorate(
    session: &mut Session,
    interrupt: Interrupt,
    invocation: &Arc<InvocationInfo>,
    name: &Str,
) -> Interrupt {
    let Some(raised) = interrupt.raised() else { return interrupt };
    let own = raised.with(|it| it.invocation.is_none()).unwrap_or(false);
    if own {
        let stack = invocation.position.as_ref().map(|it| session.script_stack(&it.file.clone(), it.span));
        raised.with(|record| {
            record.invocation = Some(match (record.place, &invocation.position) {
                (Some(span), Some(position)) => {
                    let position = Some(ScriptPosition { file: position.file.clone(), span });
                    Arc::new(InvocationInfo { position, ..InvocationInfo::clone(invocation) })
                }
                _ => invocation.clone(),
            });
            if record.activity.is_empty() {
                record.activity = name.clone();
            }
            record.script_stack = stack.unwrap_or_default().as_str().into();
        });
    }
    interrupt
}

fn add_cmdlet(
    session: &mut Session,
    mut instance: Box<dyn Instance>,
    signature: &Arc<Signature>,
    arguments: Vec<psp_runtime::Argument>,
    place: Place,
    invocation: &Arc<InvocationInfo>,
) -> Result<()> {
    let bound = binder::bind(session, signature, arguments, &mut CmdletSink(&mut *instance), place.piped);
    let binding = bound.map_err(|error| with_source(error, &signature.error_source))?;
    start_variables(session, &binding)?;
    let info = info(signature, &binding, &place, invocation, session);
    let kind = StageKind::Cmdlet { instance, binding: Box::new(binding) };
    session.pipelines[place.pipeline].stages.push(Stage { info: Arc::new(info), kind, begun: false });
    Ok(())
}

fn with_source(error: Interrupt, source: &Str) -> Interrupt {
    if let Some(raised) = error.raised() {
        raised.with(|record| {
            if record.invocation.is_none() {
                complete_id(record, source);
            }
        });
    }
    error
}

fn start_variables(session: &mut Session, binding: &Binding) -> Result<()> {
    let common = &binding.common;
    for name in
        [&common.error_variable, &common.warning_variable, &common.information_variable, &common.out_variable]
    {
        session.start_variable(name.as_ref())?;
    }
    Ok(())
}

fn info(
    signature: &Signature,
    binding: &Binding,
    place: &Place,
    invocation: &Arc<InvocationInfo>,
    session: &Session,
) -> StageInfo {
    let bound = binding.bound_names().into_iter().map(|(name, _)| name).collect();
    let state = BoundState { bound, set: binding.set_name(), ..BoundState::default() };
    StageInfo {
        name: signature.command.clone(),
        error_source: signature.error_source.clone(),
        invocation: invocation.clone(),
        out: place.out,
        redirects: place.redirects,
        common: binding.common.clone(),
        pipeline_id: session.pipelines[place.pipeline].id,
        stage: place.number,
        expects_input: place.piped,
        should_process: signature.should_process,
        noted: false,
        state: psp_value::Lock::new(state),
    }
}

/// Runs something with a script stage's frame as the running one and its streams in force.
fn active<R>(
    session: &mut Session,
    frame: FrameId,
    info: &Arc<StageInfo>,
    f: impl FnOnce(&mut Session) -> Result<R>,
) -> Result<R> {
    let state = session.frame(frame).state as usize;
    let scope = session.frame(frame).scope;
    let before = std::mem::replace(&mut session.states[state].current, scope);
    let out = if info.noted { noted(session, info) } else { info.out };
    let (old_out, old_redirects) = (session.out, session.redirects);
    session.out = out;
    session.redirects = info.redirects;
    let collects = info.common.error_variable.is_some()
        || info.common.warning_variable.is_some()
        || info.common.information_variable.is_some();
    let caller = session.frame(session.current).scope;
    if collects {
        session.collectors.push((info.clone(), caller));
    }
    let result = f(session);
    if collects {
        session.collectors.pop();
        if let Err(interrupt) = &result {
            session.note_end(info, caller, interrupt);
        }
    }
    session.out = old_out;
    session.redirects = old_redirects;
    session.states[state].current = before;
    result
}

/// Output that is collected for `-OutVariable` on its way.
fn noted(session: &Session, info: &StageInfo) -> Out {
    let pipeline = session.pipelines.iter().position(|it| it.id == info.pipeline_id);
    pipeline.map_or(info.out, |it| Out::noted(it as u32, info.stage))
}

/// Takes a stage's kind out to run it.
fn with_kind<R>(
    session: &mut Session,
    p: usize,
    number: usize,
    f: impl FnOnce(&mut Session, &Arc<StageInfo>, &mut StageKind) -> Result<R>,
) -> Result<R> {
    let stage = &mut session.pipelines[p].stages[number];
    let info = stage.info.clone();
    let mut kind = std::mem::replace(&mut stage.kind, StageKind::Busy);
    let result = f(session, &info, &mut kind);
    if let Some(stage) = session.pipelines.get_mut(p).and_then(|it| it.stages.get_mut(number)) {
        stage.kind = kind;
    }
    result.map_err(|error| {
        if !error.is_error() {
            return error;
        }
        let error = with_source(session.leave_command(&info, error), &info.error_source);
        decorate(session, error, &info.invocation, &info.name)
    })
}

/// The `begin` of a stage.
pub(crate) fn begin(session: &mut Session, p: usize, number: usize) -> Result<()> {
    // A stage that was given an object by the `begin` of the one before it has begun already.
    if std::mem::replace(&mut session.pipelines[p].stages[number].begun, true) {
        return Ok(());
    }
    with_kind(session, p, number, |session, info, kind| match kind {
        StageKind::Cmdlet { instance, .. } => in_cmdlet(session, info, |shell| instance.begin(shell)),
        StageKind::Script { frame, .. } => {
            let frame = *frame;
            active(session, frame, info, |session| flow::run_stage_part(session, frame, info, Part::Begin))
        }
        StageKind::Sink(sink) => sink.begin(session, info),
        StageKind::Inline { .. } | StageKind::Busy => Ok(()),
    })
}

fn in_cmdlet(
    session: &mut Session,
    info: &Arc<StageInfo>,
    f: impl FnOnce(&mut Shell<'_>) -> Result<()>,
) -> Result<()> {
    let (out, redirects) = (session.out, session.redirects);
    session.redirects = info.redirects;
    let result = f(&mut Shell { session, stage: info });
    session.out = out;
    session.redirects = redirects;
    result
}

/// The first stage without input: `process` runs once.
pub(crate) fn process_alone(session: &mut Session, p: usize, number: usize) -> Result<()> {
    with_kind(session, p, number, |session, info, kind| match kind {
        StageKind::Cmdlet { instance, binding } => {
            binding.finish(session)?;
            info.state.with(|it| it.set = binding.set_name());
            in_cmdlet(session, info, |shell| instance.process(shell))
        }
        StageKind::Script { frame, binding, .. } => {
            let frame = *frame;
            if let Some(binding) = binding {
                binding.finish(session)?;
                info.state.with(|it| it.set = binding.set_name());
            }
            active(session, frame, info, |session| flow::run_stage_part(session, frame, info, Part::Process))
        }
        _ => Ok(()),
    })
}

/// Pushes an object into a stage.
pub(crate) fn push(
    session: &mut Session,
    info: &Arc<StageInfo>,
    kind: &mut StageKind,
    value: Value,
) -> Result<()> {
    match kind {
        StageKind::Cmdlet { instance, binding } => push_cmdlet(session, info, instance, binding, &value),
        StageKind::Script { frame, binding, input, .. } => {
            let frame = *frame;
            let has_process =
                session.frame(frame).code.as_ref().is_some_and(|it| it.body.entries.process.is_some());
            let signature = binding.as_ref().map(|it| it.signature.clone());
            if signature.as_ref().is_some_and(|it| it.advanced && !takes_objects(it)) {
                return non_terminating(session, info, not_bound(&value));
            }
            if !has_process && !signature.is_some_and(|it| takes_objects(&it)) {
                input.push(value);
                return Ok(());
            }
            push_script(session, info, frame, binding.as_deref_mut(), value)
        }
        StageKind::Inline { kind, frame, entry, under } => {
            inline::push(session, info, *kind, *frame, (*entry, *under), value)
        }
        StageKind::Sink(sink) => sink.push(session, info, value),
        StageKind::Busy => Ok(()),
    }
}

/// A parameter takes objects from the pipeline.
fn takes_objects(signature: &Signature) -> bool {
    signature.params.iter().any(|it| it.sets.iter().any(|set| set.pipeline || set.by_name))
}

fn push_cmdlet(
    session: &mut Session,
    info: &Arc<StageInfo>,
    instance: &mut Box<dyn Instance>,
    binding: &mut Binding,
    value: &Value,
) -> Result<()> {
    let taken = binding.bind_object(session, value, &mut CmdletSink(&mut **instance));
    let error = match taken {
        Ok(true) => {
            let done = in_cmdlet(session, info, |shell| instance.process(shell));
            return done.map_err(|error| {
                let error = with_source(error, &info.error_source);
                decorate(session, error, &info.invocation, &info.name)
            });
        }
        Ok(false) => not_bound(value),
        Err(error) => error,
    };
    non_terminating(session, info, error)
}

fn not_bound(value: &Value) -> Interrupt {
    let message = "The input object cannot be bound to any parameters for the command either because the command does \
                   not take pipeline input or the input and its properties do not match any of the parameters that \
                   take pipeline input.";
    Fault::new("System.Management.Automation.ParameterBindingException", message)
        .id("InputObjectNotBound")
        .category(ErrorCategory::InvalidArgument)
        .target(value.clone())
        .into()
}

fn non_terminating(session: &mut Session, info: &Arc<StageInfo>, error: Interrupt) -> Result<()> {
    let Some(raised) = error.raised() else { return Err(error) };
    match raised.with(|it| it.clone()) {
        Some(record) if !raised.ends_script => session.write_stage_error(info, record),
        _ => Err(error),
    }
}

fn push_script(
    session: &mut Session,
    info: &Arc<StageInfo>,
    frame: FrameId,
    binding: Option<&mut Binding>,
    value: Value,
) -> Result<()> {
    if let Some(binding) = binding
        && binding.takes_input
    {
        let signature = binding.signature.clone();
        let mut sink = ScriptSink { frame, signature: signature.clone() };
        match binding.bind_object(session, &value, &mut sink) {
            Ok(true) => {
                let bound = binding.bound_names();
                if let Some(call) = session.frame_mut(frame).call.as_deref_mut() {
                    call.bound = bound;
                }
                let scope = session.frame(frame).scope;
                session.forget_automatic(NAMES.bound_parameters, scope);
            }
            Ok(false) if signature.advanced => return non_terminating(session, info, not_bound(&value)),
            Ok(false) => {}
            Err(error) => return non_terminating(session, info, error),
        }
    } else if session.frame(frame).call.as_deref().is_some_and(|it| it.stage.is_some()) {
        return non_terminating(session, info, not_bound(&value));
    }
    let has_process = session.frame(frame).code.as_ref().is_some_and(|it| it.body.entries.process.is_some());
    inline::set_under(session, frame, value.clone());
    if !has_process {
        return Ok(());
    }
    if let Some(call) = session.frame_mut(frame).call.as_deref_mut() {
        call.input = Some(vec![value]);
    }
    let scope = session.frame(frame).scope;
    session.forget_automatic(NAMES.input, scope);
    let result =
        active(session, frame, info, |session| flow::run_stage_part(session, frame, info, Part::Process));
    result.map_err(|error| session.leave_command(info, error))
}

/// The `end` of a stage.
pub(crate) fn end(session: &mut Session, p: usize, number: usize) -> Result<()> {
    with_kind(session, p, number, |session, info, kind| match kind {
        StageKind::Cmdlet { instance, .. } => in_cmdlet(session, info, |shell| instance.end(shell)),
        StageKind::Script { frame, input, .. } => {
            let frame = *frame;
            let items = std::mem::take(input);
            let piped = info.expects_input;
            if let Some(call) = session.frame_mut(frame).call.as_deref_mut()
                && piped
            {
                let has_items = !items.is_empty();
                if has_items || call.input.is_none() {
                    call.input = Some(items);
                }
            }
            active(session, frame, info, |session| flow::run_stage_part(session, frame, info, Part::End))
        }
        StageKind::Sink(sink) => sink.end(session, info),
        StageKind::Inline { .. } | StageKind::Busy => Ok(()),
    })
}

/// Cleans a stage, however the pipeline ended; its frame is given back.
pub(crate) fn clean(session: &mut Session, p: usize, number: usize) {
    let stop = std::mem::take(&mut session.stop);
    let begun = session.pipelines[p].stages[number].begun;
    let cleaned = with_kind(session, p, number, |session, info, kind| {
        match kind {
            StageKind::Cmdlet { instance, .. } => {
                if begun {
                    instance.clean(&mut Shell { session, stage: info });
                }
            }
            StageKind::Script { frame, .. } => {
                let frame = *frame;
                let result = if begun {
                    let out = session.out;
                    let result = active(session, frame, info, |session| {
                        session.out = Out::NULL;
                        flow::run_part(session, frame, Part::Clean)
                    });
                    session.out = out;
                    result
                } else {
                    Ok(())
                };
                session.leave(frame);
                result?;
            }
            StageKind::Sink(sink) => sink.clean(session),
            StageKind::Inline { .. } | StageKind::Busy => {}
        }
        Ok(())
    });
    session.stop = stop;
    // `clean` must not fail: its error is shown.
    if let Err(error) = cleaned
        && let Some(raised) = error.raised()
    {
        let redirects = session.redirects;
        session.log_error(&raised.record);
        let _ = session.write_record(psp_runtime::StreamKind::Error, raised.record.clone(), redirects);
    }
}
