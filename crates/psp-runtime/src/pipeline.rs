//! Pipelines as push sinks: an object is pushed into a stage, whose output is pushed into the next one.

use crate::{
    binder::Binding,
    cmdlet::Instance,
    frame::FrameId,
    function::Function,
    session::{Session, StreamKind},
};
use psp_value::{Fault, InvocationInfo, Lock, Result, Str, Value};
use std::sync::Arc;

/// Where output goes: an [`OutView`] in one word, which every call and every end of one copies.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Out(u64);

/// Where output goes, for matching.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutView {
    /// To the host.
    Host,
    /// To the session's collected values.
    Capture,
    /// Into a stage of a running pipeline.
    Stage {
        /// The pipeline's number in the session.
        pipeline: u32,
        /// The stage.
        stage: u16,
    },
    /// Noted for `-OutVariable` of a stage, then to where that stage writes.
    Noted {
        /// The pipeline's number in the session.
        pipeline: u32,
        /// The stage.
        stage: u16,
    },
    /// To an open file: the number of its writer in the session.
    File(u32),
    /// Nowhere.
    Null,
}

impl Out {
    /// To the host.
    pub const HOST: Self = Self(0);
    /// To the session's collected values.
    pub const CAPTURE: Self = Self(1);
    /// Nowhere.
    pub const NULL: Self = Self(2);
    const STAGE: u64 = 3;
    const NOTED: u64 = 4;
    const FILE: u64 = 5;

    /// Into a stage of a running pipeline.
    pub fn stage(pipeline: u32, stage: u16) -> Self {
        Self(Self::STAGE | u64::from(stage) << 16 | u64::from(pipeline) << 32)
    }

    /// Noted for `-OutVariable` of a stage.
    pub fn noted(pipeline: u32, stage: u16) -> Self {
        Self(Self::NOTED | u64::from(stage) << 16 | u64::from(pipeline) << 32)
    }

    /// To an open file.
    pub fn file(file: u32) -> Self {
        Self(Self::FILE | u64::from(file) << 32)
    }

    /// As an enum to match on.
    #[inline]
    pub fn view(self) -> OutView {
        let (stage, high) = ((self.0 >> 16) as u16, (self.0 >> 32) as u32);
        match self.0 & 0xffff {
            0 => OutView::Host,
            1 => OutView::Capture,
            Self::STAGE => OutView::Stage { pipeline: high, stage },
            Self::NOTED => OutView::Noted { pipeline: high, stage },
            Self::FILE => OutView::File(high),
            _ => OutView::Null,
        }
    }
}

impl Default for Out {
    fn default() -> Self {
        Self::HOST
    }
}

impl std::fmt::Debug for Out {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.view().fmt(f)
    }
}

/// Where a stream other than the output goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum StreamTarget {
    /// To the host.
    #[default]
    Host,
    /// Among the output: `2>&1`.
    Merge(Out),
    /// To an open file.
    File(u32),
    /// Nowhere.
    Null,
}

/// Where streams 2 to 6 go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Redirects(pub [StreamTarget; 5]);

impl Redirects {
    /// All to the host.
    pub const HOST: Self = Self([StreamTarget::Host; 5]);

    /// Where a stream goes.
    pub fn of(&self, kind: StreamKind) -> StreamTarget {
        match kind {
            StreamKind::Error => self.0[0],
            StreamKind::Warning => self.0[1],
            StreamKind::Verbose => self.0[2],
            StreamKind::Debug => self.0[3],
            StreamKind::Information => self.0[4],
            StreamKind::Progress => StreamTarget::Host,
        }
    }
}

/// `ActionPreference`, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
#[repr(u8)]
#[expect(missing_docs, reason = "named as in PowerShell")]
pub enum Action {
    SilentlyContinue,
    Stop,
    #[default]
    Continue,
    Inquire,
    Ignore,
    Suspend,
    Break,
}

/// Common parameters that were given.
#[derive(Clone, Default)]
pub struct CommonParameters {
    /// `-ErrorAction`
    pub error_action: Option<Action>,
    /// `-WarningAction`
    pub warning_action: Option<Action>,
    /// `-InformationAction`
    pub information_action: Option<Action>,
    /// `-ProgressAction`
    pub progress_action: Option<Action>,
    /// `-Verbose`
    pub verbose: Option<bool>,
    /// `-Debug`
    pub debug: Option<bool>,
    /// `-ErrorVariable`, with a leading `+` to append.
    pub error_variable: Option<Str>,
    /// `-WarningVariable`
    pub warning_variable: Option<Str>,
    /// `-InformationVariable`
    pub information_variable: Option<Str>,
    /// `-OutVariable`
    pub out_variable: Option<Str>,
    /// `-PipelineVariable`
    pub pipeline_variable: Option<Str>,
    /// `-OutBuffer`
    pub out_buffer: Option<i32>,
    /// `-WhatIf`
    pub what_if: Option<bool>,
    /// `-Confirm`
    pub confirm: Option<bool>,
    /// `-First`
    pub first: Option<u64>,
    /// `-Skip`
    pub skip: Option<u64>,
    /// `-IncludeTotalCount`
    pub include_total_count: bool,
}

/// A command's place in a running pipeline, and how it was called.
pub struct StageInfo {
    /// The command's name in messages.
    pub name: Str,
    /// What error ids end in.
    pub error_source: Str,
    /// `$MyInvocation`
    pub invocation: Arc<InvocationInfo>,
    /// Where its output goes.
    pub out: Out,
    /// Where its other streams go.
    pub redirects: Redirects,
    /// The common parameters.
    pub common: CommonParameters,
    /// The pipeline's identity, for [`psp_value::Reason::StopPipeline`].
    pub pipeline_id: u64,
    /// Number of the stage in its pipeline.
    pub stage: u16,
    /// Input comes from the pipeline.
    pub expects_input: bool,
    /// `ShouldProcess` is declared.
    pub should_process: bool,
    /// A script's output is collected on its way, for `-OutVariable`.
    pub noted: bool,
    /// What is bound now.
    pub state: Lock<BoundState>,
}

/// What is bound now; changes with each object from the pipeline.
#[derive(Default)]
pub struct BoundState {
    /// Names of bound parameters.
    pub bound: Vec<Str>,
    /// The chosen parameter set's name.
    pub set: Str,
    /// What `-OutVariable` collects.
    pub out_variable: Option<Value>,
    /// An error was written.
    pub failed: bool,
    /// The script file said `exit`: nothing of it runs any more.
    pub exited: bool,
    /// "Yes to all" or "No to all" was answered to `ShouldProcess`.
    pub should_all: Option<bool>,
}

impl BoundState {
    /// A parameter is bound.
    pub fn contains(&self, name: &str) -> bool {
        self.bound.iter().any(|it| it.text().eq_ignore_ascii_case(name))
    }
}

/// A view of [`BoundState`] that can be asked.
pub struct Bound<'a>(&'a Lock<BoundState>);

impl Bound<'_> {
    /// A parameter is bound.
    pub fn contains(&self, name: &str) -> bool {
        self.0.with(|it| it.contains(name))
    }
}

impl StageInfo {
    /// The bound parameters.
    pub fn bound(&self) -> Bound<'_> {
        Bound(&self.state)
    }

    /// The chosen parameter set's name.
    pub fn parameter_set(&self) -> Str {
        self.state.with(|it| it.set.clone())
    }
}

/// A stage of a running pipeline.
pub struct Stage {
    /// Its place and how it was called.
    pub info: Arc<StageInfo>,
    /// What it runs.
    pub kind: StageKind,
    /// `begin` was run.
    pub begun: bool,
}

/// What a stage runs.
pub enum StageKind {
    /// A built-in command.
    Cmdlet {
        /// The command.
        instance: Box<dyn Instance>,
        /// Its parameters.
        binding: Box<Binding>,
    },
    /// A function, script or block: its named blocks run on one frame.
    Script {
        /// The frame.
        frame: FrameId,
        /// The function, for messages.
        function: Option<Arc<Function>>,
        /// Its parameters, when it has any that take pipeline input.
        binding: Option<Box<Binding>>,
        /// Input that waits for the `end` block: `$input`.
        input: Vec<Value>,
    },
    /// A literal block compiled into the frame around it.
    Inline {
        /// `%` or `?`
        kind: psp_ir::InlineKind,
        /// The frame around it.
        frame: FrameId,
        /// Where the block starts.
        entry: u32,
        /// The slot of `$_`; none where variables go by name.
        under: Option<psp_ir::Reg>,
    },
    /// A program or anything else that takes objects.
    Sink(Box<dyn Sink>),
    /// Being run: somebody took it out.
    Busy,
}

/// Something that takes objects, such as a program's standard input.
pub trait Sink: Send {
    /// Starts.
    fn begin(&mut self, session: &mut Session, info: &Arc<StageInfo>) -> Result<()>;
    /// Takes an object.
    fn push(&mut self, session: &mut Session, info: &Arc<StageInfo>, value: Value) -> Result<()>;
    /// No more objects come.
    fn end(&mut self, session: &mut Session, info: &Arc<StageInfo>) -> Result<()>;
    /// The pipeline is over, however it ended.
    fn clean(&mut self, session: &mut Session);
    /// Bytes instead of objects; false when it does not take bytes.
    fn push_bytes(&mut self, _session: &mut Session, _bytes: &[u8]) -> Result<bool> {
        Ok(false)
    }
    /// Programs that have not begun and can run straight into the next program; from now on this passes on what it is
    /// given.
    fn hand_over(&mut self) -> Vec<psp_host::Launch> {
        Vec::new()
    }
}

/// Takes what comes out of a pipeline that is run step by step: for the caller of a step, or for a command.
#[derive(Clone, Default)]
pub struct Collector(Arc<Lock<(Vec<Value>, Option<Arc<StageInfo>>)>>);

impl Collector {
    /// What has come out since the last time.
    pub fn take(&self) -> Vec<Value> {
        self.0.with(|(items, _)| std::mem::take(items))
    }

    /// What comes out becomes the output of a command.
    pub fn send_to(&self, stage: &Arc<StageInfo>) {
        self.0.with(|(_, target)| *target = Some(stage.clone()));
    }
}

impl Sink for Collector {
    fn begin(&mut self, _session: &mut Session, _info: &Arc<StageInfo>) -> Result<()> {
        Ok(())
    }

    fn push(&mut self, session: &mut Session, _info: &Arc<StageInfo>, value: Value) -> Result<()> {
        match self.0.with(|(_, target)| target.clone()) {
            Some(target) => session.write_stage_output(&target, value),
            None => {
                self.0.with(|(items, _)| items.push(value));
                Ok(())
            }
        }
    }

    fn end(&mut self, _session: &mut Session, _info: &Arc<StageInfo>) -> Result<()> {
        Ok(())
    }

    fn clean(&mut self, _session: &mut Session) {}
}

/// A part of the run of a pipeline that is run step by step.
pub enum Step {
    /// `begin`
    Begin,
    /// `process` for an object.
    Push(Value),
    /// `process` without input.
    Process,
    /// `end`, then `clean`.
    End,
    /// `clean`
    Clean,
}

/// A running pipeline.
pub struct Pipeline {
    /// Its identity.
    pub id: u64,
    /// Its stages; a running one is taken out.
    pub stages: Vec<Stage>,
    /// The stage that asked to stop the ones before it.
    pub stopper: Option<u16>,
    /// Open files of its redirections.
    pub files: Vec<u32>,
}

impl Session {
    /// Writes an object, as it is, to where `out` says.
    #[inline]
    pub fn write_to(&mut self, out: Out, value: Value) -> Result<()> {
        match out.view() {
            OutView::Capture => {
                if !value.is_nothing() {
                    self.captured.push(value);
                }
                Ok(())
            }
            OutView::Stage { pipeline, stage } => self.push(pipeline, stage, value),
            OutView::Null => Ok(()),
            OutView::Host => self.write_host_output(value),
            OutView::Noted { pipeline, stage } => {
                let stage =
                    self.pipelines.get(pipeline as usize).and_then(|it| it.stages.get(stage as usize));
                let Some(info) = stage.map(|it| it.info.clone()) else { return Ok(()) };
                self.note_output(&info, &value)?;
                self.write_to(info.out, value)
            }
            OutView::File(file) => self.write_file_output(file, value),
        }
    }

    /// Gives bytes of a program to a stage; false when it does not take bytes.
    pub fn push_bytes(&mut self, pipeline: u32, stage: u16, bytes: &[u8]) -> Result<bool> {
        let slot = self.pipelines.get_mut(pipeline as usize).and_then(|it| it.stages.get_mut(stage as usize));
        let Some(slot) = slot.filter(|it| it.begun && matches!(it.kind, StageKind::Sink(_))) else {
            return Ok(false);
        };
        let mut kind = std::mem::replace(&mut slot.kind, StageKind::Busy);
        let result = match &mut kind {
            StageKind::Sink(sink) => sink.push_bytes(self, bytes),
            _ => Ok(false),
        };
        let slot = self.pipelines.get_mut(pipeline as usize).and_then(|it| it.stages.get_mut(stage as usize));
        if let Some(slot) = slot {
            slot.kind = kind;
        }
        result
    }

    /// Runs a step of a pipeline that is not among the running ones: it is put where it was built, with number `at`, and
    /// taken away again, unless the step ended it.
    pub fn step_pipeline(
        &mut self,
        pipeline: Pipeline,
        at: usize,
        step: Step,
    ) -> (Option<Pipeline>, Result<()>) {
        let covered = self.pipelines.split_off(at.min(self.pipelines.len()));
        while self.pipelines.len() < at {
            self.pipelines.push(Pipeline { id: 0, stages: Vec::new(), stopper: None, files: Vec::new() });
        }
        self.pipelines.push(pipeline);
        let ends = matches!(step, Step::End | Step::Clean);
        let evaluator = self.engine().evaluator;
        let result = evaluator.step(self, at, step);
        let kept =
            if ends || self.pipelines.len() <= at { None } else { Some(self.pipelines.swap_remove(at)) };
        self.pipelines.truncate(at);
        while self.pipelines.last().is_some_and(|it| it.id == 0) {
            self.pipelines.pop();
        }
        self.pipelines.extend(covered);
        (kept, result)
    }

    /// Writes a value to where `out` says, a collection element by element.
    pub fn emit_to(&mut self, out: Out, value: Value) -> Result<()> {
        let Some(mut items) = psp_value::enumerate(&value) else {
            return if value.is_nothing() { Ok(()) } else { self.write_to(out, value) };
        };
        while let Some(item) = items.next(self)? {
            self.write_to(out, item)?;
        }
        Ok(())
    }

    /// Pushes an object into a stage of a running pipeline.
    pub fn push(&mut self, pipeline: u32, stage: u16, value: Value) -> Result<()> {
        let slot = self.pipelines.get_mut(pipeline as usize).and_then(|it| it.stages.get_mut(stage as usize));
        let Some(slot) = slot else { return Ok(()) };
        if !slot.begun {
            let evaluator = self.engine().evaluator;
            evaluator.begin(self, pipeline as usize, stage as usize)?;
            return self.push(pipeline, stage, value);
        }
        let info = slot.info.clone();
        let mut kind = std::mem::replace(&mut slot.kind, StageKind::Busy);
        let evaluator = self.engine().evaluator;
        let result = match &mut kind {
            StageKind::Busy => {
                Err(Fault::runtime("PipelineReentered", "A pipeline stage was entered twice.").into())
            }
            _ => evaluator.push(self, &info, &mut kind, value),
        };
        if let Some(slot) =
            self.pipelines.get_mut(pipeline as usize).and_then(|it| it.stages.get_mut(stage as usize))
        {
            slot.kind = kind;
        }
        result
    }
}
