//! Pipelines of a body: their stages are built, run and cleaned up.

use crate::{
    stage::{self, Place},
    vm::Vm,
};
use psp_ir::{InlineKind, OutputMode, Reg};
use psp_runtime::{
    Command, Out, Session, StreamKind,
    pipeline::{CommonParameters, Pipeline, Stage, StageInfo, StageKind},
};
use psp_value::{Enumeration, Interrupt, InvocationInfo, Result, Value};
use std::sync::Arc;

/// What a pipeline starts from.
pub(crate) enum Source {
    /// Its first command.
    Command,
    /// A value, enumerated.
    Value(Value),
    /// Numbers.
    Range(i32, i32),
    /// Objects that are there already.
    Items(Vec<Value>),
}

impl Vm<'_> {
    /// Runs `pipelines[k]`.
    #[inline(never)]
    pub(crate) fn pipeline(&mut self, mode: OutputMode, k: u16, dst: Reg) -> Result<()> {
        self.poll()?;
        self.collect(mode, dst, |vm, out| vm.run_stages(k, out))
    }

    /// Runs `commands[k]` as a pipeline of its own.
    pub(crate) fn pipeline_of_one(&mut self, mode: OutputMode, k: u16, dst: Reg) -> Result<()> {
        self.collect(mode, dst, |vm, out| {
            let p = open(vm.session);
            let result = vm.add_command(p, k, out, false, 0, 1);
            finish(vm.session, p, result.map(|()| Source::Command))
        })
    }

    fn collect(
        &mut self,
        mode: OutputMode,
        dst: Reg,
        run: impl FnOnce(&mut Self, Out) -> Result<()>,
    ) -> Result<()> {
        let base = self.session.captured.len();
        let out = match mode {
            OutputMode::Emit => self.session.out,
            OutputMode::Discard | OutputMode::Returned => Out::NULL,
            OutputMode::Value | OutputMode::Array => Out::CAPTURE,
        };
        let result = run(self, out);
        if let Err(interrupt) = result {
            if mode != OutputMode::Emit {
                self.session.captured.truncate(base);
            }
            return Err(interrupt);
        }
        match mode {
            OutputMode::Emit | OutputMode::Discard | OutputMode::Returned => Ok(()),
            OutputMode::Value => {
                let value = self.collected(base);
                self.put(dst, value)
            }
            OutputMode::Array => {
                let values = self.session.captured.split_off(base.min(self.session.captured.len()));
                self.put(dst, Value::array(values))
            }
        }
    }

    fn run_stages(&mut self, k: u16, out: Out) -> Result<()> {
        let code = self.code;
        let row = &code.body.pipelines[k as usize];
        let p = open(self.session);
        let built = self.build(p, row, out);
        finish(self.session, p, built)
    }

    /// Adds the stages of a pipeline; what it starts from.
    fn build(&mut self, p: usize, row: &psp_ir::Pipeline, out: Out) -> Result<Source> {
        let mut source = Source::Command;
        let count = row.stages.iter().filter(|it| !is_source(it)).count();
        let mut number = 0u16;
        for part in &row.stages {
            let next = |number: u16| {
                if number as usize + 1 == count { out } else { Out::stage(p as u32, number + 1) }
            };
            match part {
                psp_ir::Stage::Value { reg, redirections, .. } => {
                    let value = self.take(*reg)?;
                    if count == 0 {
                        return self.write_redirected(value, redirections, out);
                    }
                    source = Source::Value(value);
                }
                psp_ir::Stage::Range { from, to, .. } => source = self.range_source(*from, *to)?,
                psp_ir::Stage::Code { .. } => {}
                psp_ir::Stage::Command(k) => {
                    let piped = !matches!(source, Source::Command) || number > 0;
                    self.add_command(p, *k, next(number), piped, number, count as u16)?;
                    number += 1;
                }
                psp_ir::Stage::Inline { kind, entry, under, by_name, command } => {
                    if self.is_built_in(*command, *kind)? {
                        let under = (!by_name).then_some(*under);
                        self.add_inline(p, *kind, *entry, under, next(number), number);
                    } else {
                        self.add_command(p, *command, next(number), true, number, count as u16)?;
                    }
                    number += 1;
                }
            }
        }
        Ok(source)
    }

    /// `expression > file`: no command at all.
    fn write_redirected(&mut self, value: Value, rows: &[psp_ir::Redirection], out: Out) -> Result<Source> {
        let redirected = self.redirect(rows, out)?;
        let written = self.session.emit_to(redirected.out, value);
        let mut closed = Ok(());
        for file in redirected.files {
            closed = closed.and(self.session.close_file(file));
        }
        written.and(closed)?;
        Ok(Source::Items(Vec::new()))
    }

    fn range_source(&mut self, from: Reg, to: Reg) -> Result<Source> {
        let (from, to) = (self.fetch(from)?, self.fetch(to)?);
        if let (Some(from), Some(to)) = (from.as_int(), to.as_int()) {
            return Ok(Source::Range(from, to));
        }
        psp_value::operators::range(self.session, &from, &to).map(Source::Value)
    }

    /// The command is the one that was compiled in place.
    fn is_built_in(&mut self, k: u16, kind: InlineKind) -> Result<bool> {
        let code = self.code;
        let psp_ir::CommandName::Static(name) = &code.body.commands[k as usize].name else {
            return Ok(false);
        };
        let expected = match kind {
            InlineKind::ForEach => "ForEach-Object",
            InlineKind::Where => "Where-Object",
        };
        let command = self.named_command(k, name)?;
        Ok(matches!(command, Command::Cmdlet(def, _) if def.name == expected))
    }

    fn add_inline(
        &mut self,
        p: usize,
        kind: InlineKind,
        entry: u32,
        under: Option<Reg>,
        out: Out,
        number: u16,
    ) {
        let info = StageInfo {
            name: "ForEach-Object".into(),
            error_source: "Microsoft.PowerShell.Commands.ForEachObjectCommand".into(),
            invocation: Arc::new(InvocationInfo::default()),
            out,
            redirects: self.session.redirects,
            common: CommonParameters::default(),
            pipeline_id: self.session.pipelines[p].id,
            stage: number,
            expects_input: true,
            should_process: false,
            noted: false,
            state: psp_value::Lock::default(),
        };
        let kind = StageKind::Inline { kind, frame: self.frame, entry, under };
        self.session.pipelines[p].stages.push(Stage { info: Arc::new(info), kind, begun: false });
    }

    pub(crate) fn add_command(
        &mut self,
        p: usize,
        k: u16,
        out: Out,
        piped: bool,
        number: u16,
        count: u16,
    ) -> Result<()> {
        let code = self.code;
        let row = &code.body.commands[k as usize];
        let resolved = self.resolve(k)?;
        let redirected = self.redirect(&row.redirections, out)?;
        let place = Place {
            file: code.body.file.clone(),
            span: row.span,
            pipeline: p,
            number,
            count,
            piped,
            out: redirected.out,
            redirects: redirected.redirects,
        };
        self.session.pipelines[p].files.extend(redirected.files);
        stage::add(self.session, resolved, place)
    }
}

fn is_source(stage: &psp_ir::Stage) -> bool {
    matches!(stage, psp_ir::Stage::Value { .. } | psp_ir::Stage::Range { .. } | psp_ir::Stage::Code { .. })
}

/// Opens a pipeline without stages; its number.
pub(crate) fn open(session: &mut Session) -> usize {
    let id = session.next_pipeline;
    session.next_pipeline += 1;
    session.pipelines.push(Pipeline { id, stages: Vec::new(), stopper: None, files: Vec::new() });
    session.pipelines.len() - 1
}

/// Runs a pipeline whose stages are built, and takes it away whatever happens.
pub(crate) fn finish(session: &mut Session, p: usize, built: Result<Source>) -> Result<()> {
    let result = built.and_then(|source| execute(session, p, source));
    let result = match result {
        Err(stopped) if stopped.stops(session.pipelines[p].id) => end_after_stop(session, p),
        other => other,
    };
    let failed = close(session, p);
    if result.is_ok() {
        session.ok = !failed;
    }
    result
}

fn execute(session: &mut Session, p: usize, source: Source) -> Result<()> {
    let count = session.pipelines[p].stages.len();
    if count == 0 {
        return Ok(());
    }
    for number in 0..count {
        stage::begin(session, p, number)?;
    }
    feed(session, p as u32, source)?;
    for number in 0..count {
        stage::end(session, p, number)?;
    }
    Ok(())
}

fn feed(session: &mut Session, pipeline: u32, source: Source) -> Result<()> {
    match source {
        Source::Command => stage::process_alone(session, pipeline as usize, 0),
        Source::Items(items) => {
            for item in items {
                session.push(pipeline, 0, item)?;
            }
            Ok(())
        }
        Source::Range(from, to) => {
            let step = if to >= from { 1 } else { -1 };
            let mut at = from;
            loop {
                if session.stop.is_requested() {
                    return Err(Interrupt::stopped());
                }
                session.push(pipeline, 0, Value::int(at))?;
                if at == to {
                    return Ok(());
                }
                at += step;
            }
        }
        Source::Value(value) => feed_value(session, pipeline, value),
    }
}

fn feed_value(session: &mut Session, pipeline: u32, value: Value) -> Result<()> {
    if value.is_nothing() {
        return Ok(());
    }
    let Some(mut items) = psp_value::enumerate(&value) else {
        return session.push(pipeline, 0, value);
    };
    drop(value);
    while let Some(item) = next(session, &mut items)? {
        if !item.is_nothing() {
            session.push(pipeline, 0, item)?;
        }
    }
    Ok(())
}

fn next(session: &mut Session, items: &mut Enumeration) -> Result<Option<Value>> {
    if session.stop.is_requested() {
        return Err(Interrupt::stopped());
    }
    items.next(session)
}

/// A stage asked the ones before it to stop: the ones behind it end as usual.
pub(crate) fn end_after_stop(session: &mut Session, p: usize) -> Result<()> {
    let first = session.pipelines[p].stopper.map_or(usize::MAX, |it| it as usize + 1);
    let count = session.pipelines[p].stages.len();
    for number in first.min(count)..count {
        match stage::end(session, p, number) {
            Err(stopped) if stopped.stops(session.pipelines[p].id) => {}
            other => other?,
        }
    }
    Ok(())
}

/// Cleans all stages and removes the pipeline; true when a stage failed.
pub(crate) fn close(session: &mut Session, p: usize) -> bool {
    let count = session.pipelines[p].stages.len();
    let mut failed = false;
    for number in 0..count {
        stage::clean(session, p, number);
        let info = session.pipelines[p].stages[number].info.clone();
        failed |= info.state.with(|it| it.failed);
        session.forget_pipeline_variable(&info);
    }
    let files = std::mem::take(&mut session.pipelines[p].files);
    for file in files {
        if let Err(error) = session.close_file(file)
            && let Some(record) = error.record()
        {
            let redirects = session.redirects;
            let _ = session.write_record(StreamKind::Error, record.clone(), redirects);
        }
    }
    session.pipelines.truncate(p);
    failed
}
