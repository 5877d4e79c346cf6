//! Pipelines that are run step by step: the block that holds one is run up to its arguments, then the stages are built.

use crate::{pipeline, stage, vm};
use psp_ir::{Block, Body, Mode, Op, OutputMode};
use psp_runtime::{
    Loaded, NAMES, Out, Session,
    pipeline::{Collector, CommonParameters, Pipeline, Stage, StageInfo, StageKind, Step},
};
use psp_value::{ErrorCategory, Fault, Interrupt, InvocationInfo, Object, Ref, Result, Value, Variable};
use std::{collections::HashMap, sync::Arc};

/// What a block's only pipeline is.
#[derive(Clone, Copy)]
enum Target {
    Command(u16),
    Pipeline(u16),
}

/// Bodies that end where their pipeline would run, by address of the block, which is kept.
#[derive(Default)]
struct Prepared(HashMap<usize, (Arc<Block>, Ref<Loaded>, Target)>);

/// Builds the pipeline that a block consists of; see [`psp_runtime::Evaluator::build_pipeline`].
pub(crate) fn build(
    session: &mut Session,
    block: &Ref<Object>,
    arguments: Vec<Value>,
    output: Collector,
) -> Result<Pipeline> {
    let psp_value::Data::Block(data) = &block.data else { return Err(not_one_pipeline()) };
    let Some(code) = psp_runtime::code::block_code(data) else { return Err(not_one_pipeline()) };
    let (loaded, target) = prepared(session, &code)?;
    let state = session.state_of(data);
    let own = (!arguments.is_empty()).then(|| session.enter_empty(state));
    if let Some(scope) = own {
        let variable = Variable::new(NAMES.args.name(), Value::array(arguments));
        session.put_variable(NAMES.args, scope, Ref::new(variable));
    }
    let scope = own.unwrap_or_else(|| session.scope_of_state(state));
    let entry = loaded.body.entries.end.unwrap_or(0);
    let frame = session.enter_by_name(&loaded, state, scope);
    session.note_caller(frame);
    let p = pipeline::open(session);
    let built = vm::run(session, frame, entry)
        .and_then(|_| vm::in_frame(session, frame, |vm| add_stages(vm, p, target)))
        .map(|count| add_collector(session, p, count, output));
    session.leave(frame);
    if let Some(scope) = own {
        session.leave(scope);
    }
    match built {
        Ok(()) => {
            session.pipelines.truncate(p + 1);
            session.pipelines.pop().ok_or_else(not_one_pipeline)
        }
        Err(error) => {
            pipeline::finish(session, p, Err(error))?;
            Err(not_one_pipeline())
        }
    }
}

/// The body up to the pipeline, and the pipeline.
fn prepared(session: &mut Session, code: &Arc<Block>) -> Result<(Ref<Loaded>, Target)> {
    let key = Arc::as_ptr(code).addr();
    if let Some((_, loaded, target)) = session.extension::<Prepared>().0.get(&key) {
        return Ok((loaded.clone(), *target));
    }
    let body = code.body(Mode::ByName);
    let (at, target) = only_pipeline(body).ok_or_else(not_one_pipeline)?;
    let mut cut = Body::clone(body);
    if let Some(op) = cut.ops.get_mut(at) {
        *op = Op::End;
    }
    let loaded = session.load_of(&Arc::new(cut), code, 0);
    session.extension::<Prepared>().0.insert(key, (code.clone(), loaded.clone(), target));
    Ok((loaded, target))
}

/// The instruction that runs a body's only pipeline.
fn only_pipeline(body: &Body) -> Option<(usize, Target)> {
    let start = body.entries.end? as usize;
    if body.entries.begin.is_some() || body.entries.process.is_some() {
        return None;
    }
    let mut found = None;
    for (at, op) in body.ops.iter().enumerate().skip(start) {
        let target = match *op {
            Op::End => break,
            Op::Emit { .. } | Op::Return { .. } | Op::Function { .. } => return None,
            Op::Call { mode: OutputMode::Emit, k, .. } => Target::Command(k),
            Op::Pipeline { mode: OutputMode::Emit, k, .. } => Target::Pipeline(k),
            _ => continue,
        };
        if found.replace((at, target)).is_some() {
            return None;
        }
    }
    found
}

/// Adds the commands; how many there are. The first one has pipeline input.
fn add_stages(vm: &mut vm::Vm<'_>, p: usize, target: Target) -> Result<u16> {
    let code = vm.code;
    let commands: Vec<u16> = match target {
        Target::Command(k) => vec![k],
        Target::Pipeline(k) => {
            let stages = &code.body.pipelines[k as usize].stages;
            let command = |stage: &psp_ir::Stage| match stage {
                psp_ir::Stage::Command(k) | psp_ir::Stage::Inline { command: k, .. } => Ok(*k),
                _ => Err(not_one_pipeline()),
            };
            stages.iter().map(command).collect::<Result<_>>()?
        }
    };
    let count = commands.len() as u16;
    for (number, k) in (0..count).zip(commands) {
        let out = Out::stage(p as u32, number + 1);
        vm.add_command(p, k, out, true, number, count)?;
    }
    Ok(count)
}

fn add_collector(session: &mut Session, p: usize, number: u16, output: Collector) {
    let info = StageInfo {
        name: "".into(),
        error_source: "".into(),
        invocation: Arc::new(InvocationInfo::default()),
        out: Out::NULL,
        redirects: session.redirects,
        common: CommonParameters::default(),
        pipeline_id: session.pipelines[p].id,
        stage: number,
        expects_input: true,
        should_process: false,
        noted: false,
        state: psp_value::Lock::default(),
    };
    let kind = StageKind::Sink(Box::new(output));
    session.pipelines[p].stages.push(Stage { info: Arc::new(info), kind, begun: false });
}

/// Runs a step; see [`psp_runtime::Evaluator::step`].
pub(crate) fn step(session: &mut Session, p: usize, step: Step) -> Result<()> {
    let count = session.pipelines[p].stages.len();
    let (id, over) = (session.pipelines[p].id, session.pipelines[p].stopper.is_some());
    let ends = matches!(step, Step::End | Step::Clean);
    let result = match step {
        _ if over => Ok(()),
        Step::Begin => (0..count).try_for_each(|number| stage::begin(session, p, number)),
        Step::Push(value) => session.push(p as u32, 0, value),
        Step::Process => stage::process_alone(session, p, 0),
        Step::End => (0..count).try_for_each(|number| stage::end(session, p, number)),
        Step::Clean => Ok(()),
    };
    let result = match result {
        Err(stopped) if stopped.stops(id) => pipeline::end_after_stop(session, p),
        other => other,
    };
    if ends || result.is_err() {
        pipeline::close(session, p);
    }
    result
}

fn not_one_pipeline() -> Interrupt {
    let message = "Only a script block that contains exactly one pipeline or command can be converted. Expressions or control structures are not permitted. Verify that the script block contains exactly one pipeline or command.";
    let inner = Fault::new("System.Management.Automation.PSInvalidOperationException", message)
        .id("CanOnlyConvertOnePipeline")
        .category(ErrorCategory::InvalidOperation)
        .into_exception();
    let text = format!("Exception calling \"GetSteppablePipeline\" with \"0\" argument(s): \"{message}\"");
    Fault::new("System.Management.Automation.MethodInvocationException", text)
        .id("PSInvalidOperationException")
        .inner(inner)
        .into()
}
