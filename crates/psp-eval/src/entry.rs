//! [`EVALUATOR`]: the entry points through which everything else runs script code.

use crate::{
    command::Resolved,
    flow::{self, Part},
    inline,
    pipeline::{self, Source},
    stage::{self, Place},
};
use psp_ir::{Block, Mode, Symbol};
use psp_runtime::{
    Argument, CallInfo, Command, Evaluator, FrameId, NAMES, Out, ScriptScope, Session,
    pipeline::{Collector, Pipeline, StageInfo, StageKind, Step},
};
use psp_source::{SourceFile, Span};
use psp_value::{BlockCall, Object, Ref, Result, Str, Type, Value};
use std::{
    any::Any,
    sync::{Arc, LazyLock},
};

/// The evaluator.
pub static EVALUATOR: &dyn Evaluator = &Machine;

struct Machine;

static NO_TEXT: LazyLock<Arc<SourceFile>> = LazyLock::new(|| Arc::new(SourceFile::new(None, "")));

impl Evaluator for Machine {
    fn run_block(
        &self,
        session: &mut Session,
        block: &Ref<Object>,
        call: BlockCall<'_>,
        out: Out,
    ) -> Result<()> {
        run_block(session, block, call, out)
    }

    fn evaluate(&self, session: &mut Session, block: &Arc<Block>) -> Result<Value> {
        let scope = session.scope();
        let state = session.frame(scope).state;
        let code = flow::load(session, block, Mode::ByName, state);
        let Some(at) = code.body.entries.end else { return Ok(Value::NULL) };
        let frame = session.enter_by_name(&code, state, scope);
        session.note_caller(frame);
        let result = crate::vm::run(session, frame, at);
        session.leave(frame);
        result
    }

    fn run_script(
        &self,
        session: &mut Session,
        block: &Arc<Block>,
        arguments: Vec<Argument>,
        input: Option<Vec<Value>>,
        scope: ScriptScope,
        out: Out,
    ) -> Result<()> {
        run_script(session, block, arguments, input, scope, out)
    }

    fn run_command(
        &self,
        session: &mut Session,
        command: &Command,
        arguments: Vec<Argument>,
        input: Option<Vec<Value>>,
        out: Out,
    ) -> Result<()> {
        let resolved =
            Resolved { command: command.clone(), invocation_name: command.name(), dotted: false, arguments };
        run_resolved(session, resolved, input, out)
    }

    fn build_pipeline(
        &self,
        session: &mut Session,
        block: &Ref<Object>,
        arguments: Vec<Value>,
        output: Collector,
    ) -> Result<Pipeline> {
        crate::stepping::build(session, block, arguments, output)
    }

    fn step(&self, session: &mut Session, pipeline: usize, step: Step) -> Result<()> {
        crate::stepping::step(session, pipeline, step)
    }

    fn begin(&self, session: &mut Session, pipeline: usize, stage: usize) -> Result<()> {
        stage::begin(session, pipeline, stage)
    }

    fn push(
        &self,
        session: &mut Session,
        info: &Arc<StageInfo>,
        kind: &mut StageKind,
        value: Value,
    ) -> Result<()> {
        stage::push(session, info, kind, value)
    }

    fn call_method(
        &self,
        session: &mut Session,
        this: &Value,
        method: &Arc<dyn Any + Send + Sync>,
        arguments: Vec<Value>,
    ) -> Result<Value> {
        crate::class::call_method(session, this, method, arguments)
    }

    fn construct(&self, session: &mut Session, ty: Type, arguments: Vec<Value>) -> Result<Value> {
        crate::class::construct(session, ty, arguments)
    }

    fn start_class(&self, session: &mut Session, ty: Type) -> Result<()> {
        crate::class::start(session, ty)
    }
}

/// Runs a command as a pipeline of one.
fn run_resolved(
    session: &mut Session,
    resolved: Resolved,
    input: Option<Vec<Value>>,
    out: Out,
) -> Result<()> {
    let p = pipeline::open(session);
    let place = Place {
        file: NO_TEXT.clone(),
        span: Span::default(),
        pipeline: p,
        number: 0,
        count: 1,
        piped: input.is_some(),
        out,
        redirects: session.redirects,
    };
    let built = stage::add(session, resolved, place);
    pipeline::finish(session, p, built.map(|()| input.map_or(Source::Command, Source::Items)))
}

/// Runs a script block; output goes to `out`.
fn run_block(session: &mut Session, block: &Ref<Object>, call: BlockCall<'_>, out: Out) -> Result<()> {
    let psp_value::Data::Block(data) = &block.data else { return Ok(()) };
    let Some(code) = psp_runtime::code::block_code(data) else { return Ok(()) };
    let plain = !code.facts.has_parameters && !code.facts.named.begin && !code.facts.named.process;
    if !plain || code.facts.named.clean || code.facts.named.dynamic_param {
        return run_full_block(session, data.as_ref().clone(), call, out);
    }
    let state = session.state_of(data);
    let frame = stage::enter(session, &code, state, call.in_callers_scope, false);
    let info = CallInfo {
        arguments: call.arguments.to_vec(),
        input: Some(call.input.unwrap_or_default()),
        ..CallInfo::default()
    };
    session.frame_mut(frame).call = Some(Box::new(info));
    session.note_caller(frame);
    let saved = call.in_callers_scope.then(|| save(session, frame, call.under.as_ref()));
    set(session, frame, NAMES.under, call.under);
    set(session, frame, NAMES.this, call.this);
    let scope = session.frame(frame).scope;
    let before = std::mem::replace(&mut session.states[state as usize].current, scope);
    let old_out = std::mem::replace(&mut session.out, out);
    let result = flow::run_part(session, frame, Part::End);
    session.out = old_out;
    session.states[state as usize].current = before;
    if let Some((scope, old)) = saved.flatten() {
        match old {
            Some(_) => set(session, frame, NAMES.under, old),
            None => _ = session.remove_variable(NAMES.under, scope),
        }
    }
    session.leave(frame);
    result
}

/// The scope in which `$_` is about to be set, and what it is there.
fn save(session: &mut Session, frame: FrameId, under: Option<&Value>) -> Option<(FrameId, Option<Value>)> {
    under?;
    let scope = session.frame(frame).scope;
    let place = session.variable_in(NAMES.under, scope);
    Some((scope, place.map(|it| session.value_in(&it))))
}

fn set(session: &mut Session, frame: FrameId, name: psp_ir::Symbol, value: Option<Value>) {
    let Some(value) = value else { return };
    if name == NAMES.under {
        inline::set_under(session, frame, value);
        return;
    }
    let scope = session.frame(frame).scope;
    let _ = session.write_variable(name, scope, value);
}

/// A block with parameters or named parts runs as a command does.
fn run_full_block(
    session: &mut Session,
    block: psp_value::Block,
    call: BlockCall<'_>,
    out: Out,
) -> Result<()> {
    let arguments = call.arguments.iter().map(|it| Argument::positional(it.clone())).collect();
    let resolved = Resolved {
        command: Command::Block(block),
        invocation_name: Str::default(),
        dotted: call.in_callers_scope,
        arguments,
    };
    // What runs for an object leaves nothing behind; a module's body does.
    let for_object = call.in_callers_scope && call.under.is_some();
    let saved = if for_object { save_all(session, &resolved.command)? } else { Vec::new() };
    let result = run_resolved_block(session, resolved, call, out);
    for (scope, name, old) in saved {
        match old {
            Some(old) => session.write_variable(name, scope, old)?,
            None => _ = session.remove_variable(name, scope),
        }
    }
    result
}

/// `$_` and the parameters of a block that is to run in its caller's scope: it leaves them as they were.
fn save_all(session: &mut Session, command: &Command) -> Result<Vec<(FrameId, Symbol, Option<Value>)>> {
    let Command::Block(block) = command else { return Ok(Vec::new()) };
    let Some(code) = psp_runtime::code::block_code(block) else { return Ok(Vec::new()) };
    let signature = session.block_signature(&code)?;
    let state = session.state_of(block);
    let scope = session.scope_of_state(state);
    let names = signature.params.iter().map(|it| it.symbol).chain([NAMES.under]);
    let saved = names.map(|name| {
        let place = session.variable_in(name, scope);
        (scope, name, place.map(|it| session.value_in(&it)))
    });
    Ok(saved.collect())
}

fn run_resolved_block(
    session: &mut Session,
    resolved: Resolved,
    call: BlockCall<'_>,
    out: Out,
) -> Result<()> {
    let p = pipeline::open(session);
    let place = Place {
        file: NO_TEXT.clone(),
        span: Span::default(),
        pipeline: p,
        number: 0,
        count: 1,
        piped: call.input.is_some(),
        out,
        redirects: session.redirects,
    };
    let built = stage::add(session, resolved, place);
    if built.is_ok()
        && let Some(StageKind::Script { frame, .. }) = session.pipelines[p].stages.first().map(|it| &it.kind)
    {
        let frame = *frame;
        set(session, frame, NAMES.under, call.under);
        set(session, frame, NAMES.this, call.this);
    }
    pipeline::finish(session, p, built.map(|()| call.input.map_or(Source::Command, Source::Items)))
}

/// Runs a script file's or text's block.
fn run_script(
    session: &mut Session,
    block: &Arc<Block>,
    arguments: Vec<Argument>,
    input: Option<Vec<Value>>,
    scope: ScriptScope,
    out: Out,
) -> Result<()> {
    match scope {
        ScriptScope::Global => stage::run_global(session, block, arguments, input.unwrap_or_default(), out),
        ScriptScope::New => {
            let path = block.file.path().map(std::string::ToString::to_string).unwrap_or_default();
            let resolved = Resolved {
                command: crate::command::script(&path, block.clone()),
                invocation_name: path.as_str().into(),
                dotted: false,
                arguments,
            };
            run_resolved(session, resolved, input, out)
        }
        ScriptScope::Caller => {
            let scope = session.scope();
            run_by_name(session, block, scope, input, out)
        }
        ScriptScope::Frame(scope) => run_by_name(session, block, scope, input, out),
    }
}

/// Runs a text in an existing scope.
fn run_by_name(
    session: &mut Session,
    block: &Arc<Block>,
    scope: FrameId,
    input: Option<Vec<Value>>,
    out: Out,
) -> Result<()> {
    let state = session.frame(scope).state;
    let code = flow::load(session, block, Mode::ByName, state);
    let frame = session.enter_by_name(&code, state, scope);
    if let Some(input) = input {
        let call = CallInfo { input: Some(input), ..CallInfo::default() };
        session.frame_mut(frame).call = Some(Box::new(call));
    }
    session.note_caller(frame);
    let current = std::mem::replace(&mut session.states[state as usize].current, scope);
    let before = std::mem::replace(&mut session.out, out);
    let mut result = Ok(());
    for part in [Part::Prologue, Part::Begin, Part::Process, Part::End, Part::Clean] {
        result = flow::run_part(session, frame, part);
        if result.is_err() {
            break;
        }
    }
    session.out = before;
    session.states[state as usize].current = current;
    session.leave(frame);
    match result {
        Err(returned) if returned.is_return() => Ok(()),
        other => other,
    }
}
