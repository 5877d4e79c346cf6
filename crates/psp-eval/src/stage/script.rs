//! A script command becomes a stage: its frame, its parameters, and those that its `dynamicparam` block adds.

use super::Place;
use crate::{
    command::Resolved,
    flow::{self, Part},
    parameters::ScriptSink,
};
use psp_ir::{Block, Mode};
use psp_runtime::{
    Argument, CallInfo, Command, FrameId, Function, NAMES, Out, Session, Signature,
    binder::{self, Binding},
    pipeline::{Stage, StageInfo, StageKind},
    types::runtime_parameter::added_parameters,
};
use psp_source::Span;
use psp_value::{ErrorCategory, Fault, Interrupt, InvocationInfo, Result, Str, Value};
use std::sync::Arc;

/// Adds a function, script file or script block.
pub(super) fn add_script(
    session: &mut Session,
    resolved: Resolved,
    place: Place,
    invocation: &Arc<InvocationInfo>,
) -> Result<()> {
    let (block, state, signature, function) = match &resolved.command {
        Command::Function(function) => {
            let signature = session.signature_of(function)?;
            (function.block.clone(), function.state, signature, Some(function.clone()))
        }
        Command::Script(file) => {
            session.prepare_script(&file.block)?;
            (file.block.clone(), session.running_state(), session.script_signature(file)?, None)
        }
        Command::Block(block) => {
            let Some(code) = psp_runtime::code::block_code(block) else {
                return Err(Fault::not_supported("this kind of script block").into());
            };
            let signature = session.block_signature(&code)?;
            (code, session.state_of(block), signature, None)
        }
        _ => return Err(Fault::not_supported("this kind of command").into()),
    };
    let is_script = matches!(resolved.command, Command::Script(_));
    let frame = enter(session, &block, state, resolved.dotted, is_script);
    forget_params(session, frame, &signature);
    let called = Called { frame, signature: &signature, place: &place, invocation, function, is_script };
    let mut binding = match called.bind(session, &block, resolved.arguments) {
        Ok(binding) => binding,
        Err(error) => {
            session.leave(frame);
            return Err(super::with_source(error, &signature.error_source));
        }
    };
    super::start_variables(session, &binding)?;
    let unbound = std::mem::take(&mut binding.unbound);
    let info = called.note(session, &binding, unbound);
    let function = called.function;
    let kind = StageKind::Script { frame, function, binding: Some(Box::new(binding)), input: Vec::new() };
    let stage = Stage { info: info.clone(), kind, begun: false };
    session.pipelines[place.pipeline].stages.push(stage);
    super::active(session, frame, &info, |session| {
        apply_common(session, frame, &info)?;
        flow::run_part(session, frame, Part::Prologue)?;
        fill_params(session, frame, &signature)
    })
}

/// The script of `psp run`: its scope is the global one.
pub(crate) fn run_global(
    session: &mut Session,
    block: &Arc<Block>,
    arguments: Vec<Argument>,
    input: Vec<Value>,
    out: Out,
) -> Result<()> {
    session.prepare_script(block)?;
    let code = flow::load(session, block, Mode::Own, 0);
    let frame = session.enter_global(code);
    let signature = session.block_signature(block)?;
    let invocation = crate::command::script_invocation(session, block);
    let pipeline = crate::pipeline::open(session);
    let place = Place {
        file: block.file.clone(),
        span: Span::default(),
        pipeline,
        number: 0,
        count: 1,
        piped: false,
        out,
        redirects: session.redirects,
    };
    let called = Called {
        frame,
        signature: &signature,
        place: &place,
        invocation: &invocation,
        function: None,
        is_script: true,
    };
    let result = called.run_alone(session, block, arguments, input);
    crate::pipeline::close(session, pipeline);
    result
}

/// A script command that is being called.
struct Called<'a> {
    frame: FrameId,
    signature: &'a Arc<Signature>,
    place: &'a Place,
    invocation: &'a Arc<InvocationInfo>,
    function: Option<Arc<Function>>,
    is_script: bool,
}

impl Called<'_> {
    /// Tells the frame how it was called: `$PSBoundParameters`, `$PSCmdlet`, `$args`.
    fn note(&self, session: &mut Session, binding: &Binding, unbound: Vec<Value>) -> Arc<StageInfo> {
        let signature = self.signature;
        let mut info = super::info(signature, binding, self.place, self.invocation, session);
        if info.common.out_variable.is_some() || info.common.pipeline_variable.is_some() {
            info.noted = true;
        }
        let info = Arc::new(info);
        let has_name = self.is_script || self.function.is_some();
        let call = CallInfo {
            arguments: unbound,
            bound: binding.bound_names(),
            invocation: Some(self.invocation.clone()),
            stage: signature.advanced.then(|| info.clone()),
            input: (!self.place.piped).then(Vec::new),
            function: self.function.clone(),
            is_script: self.is_script,
            name: if has_name { signature.command.clone() } else { Str::default() },
        };
        session.frame_mut(self.frame).call = Some(Box::new(call));
        session.note_caller(self.frame);
        info
    }

    /// Runs all parts, without a pipeline around them: `exit` and errors go to the caller.
    fn run_alone(
        &self,
        session: &mut Session,
        block: &Block,
        arguments: Vec<Argument>,
        input: Vec<Value>,
    ) -> Result<()> {
        let bound = self.bind(session, block, arguments).and_then(|mut it| it.finish(session).map(|()| it));
        let mut binding = bound.inspect_err(|error| {
            // Who called is the command line: nothing but the script's name tells whose parameters they are.
            if let Some(raised) = error.raised() {
                let path = block.file.path().map(|it| it.rsplit('/').next().unwrap_or_default().to_owned());
                raised.with(|it| it.activity = path.unwrap_or_default().as_str().into());
            }
        })?;
        super::start_variables(session, &binding)?;
        let unbound = std::mem::take(&mut binding.unbound);
        let info = self.note(session, &binding, unbound);
        if let Some(call) = session.frame_mut(self.frame).call.as_deref_mut() {
            call.input = Some(input);
        }
        super::active(session, self.frame, &info, |session| {
            apply_common(session, self.frame, &info)?;
            let parts = [Part::Prologue, Part::Begin, Part::Process, Part::End];
            let result = parts.into_iter().try_for_each(|it| flow::run_part(session, self.frame, it));
            let cleaned = flow::run_part(session, self.frame, Part::Clean);
            result.and(cleaned)
        })
    }

    fn bind(&self, session: &mut Session, block: &Block, arguments: Vec<Argument>) -> Result<Binding> {
        if block.facts.named.dynamic_param && self.signature.advanced {
            return self.bind_dynamic(session, arguments);
        }
        let mut sink = ScriptSink { frame: self.frame, signature: self.signature.clone() };
        binder::bind(session, self.signature, arguments, &mut sink, self.place.piped)
    }

    /// Binds, and asks the `dynamicparam` block for more parameters on the way.
    fn bind_dynamic(&self, session: &mut Session, arguments: Vec<Argument>) -> Result<Binding> {
        let mut sink = ScriptSink { frame: self.frame, signature: self.signature.clone() };
        let mut dynamic = |session: &mut Session, binding: &Binding| self.ask(session, binding);
        let bound = binder::bind_dynamic(
            session,
            self.signature,
            arguments,
            &mut sink,
            self.place.piped,
            &mut dynamic,
        );
        let scope = session.frame(self.frame).scope;
        session.forget_automatic(NAMES.bound_parameters, scope);
        bound
    }

    /// Runs the `dynamicparam` block with what is bound so far; default values are not there yet.
    fn ask(&self, session: &mut Session, binding: &Binding) -> Result<Option<Arc<Signature>>> {
        let info = self.note(session, binding, Vec::new());
        if session.frame(self.frame).scope == self.frame {
            fill_params(session, self.frame, self.signature)?;
        }
        let output = session.capture_all(|session| {
            super::active(session, self.frame, &info, |session| {
                session.out = Out::CAPTURE;
                flow::run_part(session, self.frame, Part::DynamicParam)
            })
        });
        if session.frame(self.frame).scope == self.frame {
            for slot in 0..self.signature.params.len() as u16 {
                let value = session.frame_mut(self.frame).get_mut(slot);
                if !binding.is_bound(slot) && value.is_null() {
                    *value = Value::UNSET;
                }
            }
        }
        let output = output.map_err(no_dynamic_parameters)?;
        Ok(added_parameters(session, output, self.signature)?.map(Arc::new))
    }
}

fn no_dynamic_parameters(error: Interrupt) -> Interrupt {
    let raised = error.raised().filter(|_| error.is_error());
    let Some((message, cause)) = raised.and_then(|it| it.with(|it| (it.message(), it.exception.clone())))
    else {
        return error;
    };
    Fault::new(
        "System.Management.Automation.ParameterBindingException",
        format!("Cannot retrieve the dynamic parameters for the cmdlet. {message}"),
    )
    .id("GetDynamicParametersException")
    .category(ErrorCategory::InvalidArgument)
    .inner(cause)
    .into()
}

/// What runs in somebody's scope with parameters replaces the variables of their names, whether they are given or not.
fn forget_params(session: &mut Session, frame: FrameId, signature: &Signature) {
    let scope = session.frame(frame).scope;
    if scope == frame {
        return;
    }
    for param in &signature.params {
        session.remove_variable(param.symbol, scope);
    }
}

/// A parameter that nothing was given for is null, or what its type starts with: not a name to be looked up in the
/// scopes above.
fn fill_params(session: &mut Session, frame: FrameId, signature: &Signature) -> Result<()> {
    let owner = session.frame(frame);
    let scope = owner.scope;
    if scope != frame {
        for param in signature.params.iter().filter(|it| it.dynamic.is_none()) {
            if session.variable_in(param.symbol, scope).is_none() {
                let value = param.ty.map_or(Value::NULL, crate::define::default_of);
                session.write_variable(param.symbol, scope, value)?;
            }
        }
        return Ok(());
    }
    let params = owner.code.as_ref().map_or(0, |it| it.body.params);
    for slot in 0..params {
        let value = session.frame_mut(frame).get_mut(slot);
        if value.is_unset() {
            *value = Value::NULL;
        }
    }
    Ok(())
}

/// A frame for a block: with a scope of its own, or in the caller's.
pub(crate) fn enter(
    session: &mut Session,
    block: &Arc<Block>,
    state: u32,
    dotted: bool,
    is_script: bool,
) -> FrameId {
    if dotted {
        let code = flow::load(session, block, Mode::ByName, state);
        let scope = session.scope_of_state(state);
        return session.enter_by_name(&code, state, scope);
    }
    let code = flow::load(session, block, Mode::Own, state);
    let frame = session.enter(&code, state);
    // Stages of one pipeline are siblings: each is current only while it runs.
    let parent = session.frame(frame).parent;
    session.states[state as usize].current = parent;
    if is_script {
        session.frame_mut(frame).script = frame;
    }
    frame
}

/// `-Verbose`, `-ErrorAction` and their kin set the preference variables of an advanced function.
fn apply_common(session: &mut Session, frame: FrameId, info: &StageInfo) -> Result<()> {
    let common = &info.common;
    let scope = session.frame(frame).scope;
    let action = |it: psp_runtime::Action| psp_runtime::session::action(it as i64);
    let confirm = |on: bool| Value::enumeration(psp_value::well_known::CONFIRM_IMPACT.ty(), i64::from(on));
    let switch = |on: bool| psp_runtime::session::action(if on { 2 } else { 0 });
    let settings = [
        (NAMES.error_action, common.error_action.map(action)),
        (NAMES.warning_action, common.warning_action.map(action)),
        (NAMES.information_action, common.information_action.map(action)),
        (NAMES.progress_action, common.progress_action.map(action)),
        (NAMES.verbose_action, common.verbose.map(switch)),
        (NAMES.debug_action, common.debug.map(switch)),
        (NAMES.what_if_preference, common.what_if.map(Value::bool)),
        (NAMES.confirm_preference, common.confirm.map(confirm)),
    ];
    for (name, value) in settings {
        if let Some(value) = value {
            session.write_variable(name, scope, value)?;
        }
    }
    Ok(())
}
