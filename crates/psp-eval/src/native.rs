//! Programs as stages: their standard streams, lines out of bytes, how they end.

mod text;
mod words;

use crate::stage::Place;
use psp_clr::encoding::Encoding;
use psp_host::{Child, Chunk, Input, Launch, Output};
use psp_runtime::{
    Argument, NAMES, Out, OutView, Session, StreamKind, TextFormatter,
    pipeline::{CommonParameters, Sink, Stage, StageInfo, StageKind, StreamTarget},
};
use psp_value::{ErrorCategory, Fault, Interrupt, InvocationInfo, Result, Str, Value, convert};
use std::{
    path::{Path, PathBuf},
    sync::Arc,
};
use text::Lines;

/// A running program, or several that are connected directly.
struct Program {
    name: Str,
    /// The files of all programs of the chain.
    files: Vec<PathBuf>,
    /// What to start; empty once it is started, or when the next program of the pipeline starts it.
    launches: Vec<Launch>,
    /// Standard input of the first program comes from the pipeline.
    piped: bool,
    child: Option<Arc<dyn Child>>,
    out: Lines,
    err: Lines,
    /// The first line of standard error has an id of its own.
    error_seen: bool,
    /// Shows objects that are no text to the program.
    formatter: Option<Box<dyn TextFormatter>>,
    /// How text is written, and what comes before it.
    input: (Encoding, Vec<u8>),
}

/// Adds a program as the next stage of a pipeline; directly behind another program it is connected to that one.
pub(crate) fn add(
    session: &mut Session,
    path: &Str,
    arguments: Vec<Argument>,
    place: &Place,
    invocation: Arc<InvocationInfo>,
) -> Result<()> {
    let words = words::words(session, &place.file, arguments)?;
    let program = PathBuf::from(path.text().into_owned());
    let mut launch = Launch::new(program, words);
    launch.directory = Some(PathBuf::from(session.file_location()));
    launch.stderr = match place.redirects.of(StreamKind::Error) {
        StreamTarget::Host if session.host.is_direct() => Output::Inherit,
        StreamTarget::Null => Output::Null,
        _ => Output::Pipe,
    };
    let (mut piped, mut launches) = (place.piped, Vec::new());
    if place.number > 0
        && let Some(Stage { kind: StageKind::Sink(before), info, .. }) =
            session.pipelines[place.pipeline].stages.last_mut()
    {
        launches = before.hand_over();
        if !launches.is_empty() {
            piped = info.expects_input;
        }
    }
    launches.push(launch);
    let name = launches.last().map(name_of).unwrap_or_default();
    let info = StageInfo {
        name: name.clone(),
        error_source: Str::default(),
        invocation,
        out: place.out,
        redirects: place.redirects,
        common: CommonParameters::default(),
        pipeline_id: session.pipelines[place.pipeline].id,
        stage: place.number,
        expects_input: piped,
        should_process: false,
        noted: false,
        state: psp_value::Lock::default(),
    };
    let encoding = text::output_encoding(session);
    let files = launches.iter().map(|it| it.program.clone()).collect();
    let program = Program {
        name,
        files,
        launches,
        piped,
        child: None,
        out: Lines::new(encoding),
        err: Lines::new(encoding),
        error_seen: false,
        formatter: None,
        input: text::input_encoding(session)?,
    };
    let kind = StageKind::Sink(Box::new(program));
    session.pipelines[place.pipeline].stages.push(Stage { info: Arc::new(info), kind, begun: false });
    Ok(())
}

fn name_of(launch: &Launch) -> Str {
    launch.program.file_name().map(|it| it.to_string_lossy().as_ref().into()).unwrap_or_default()
}

impl Program {
    fn handle(&mut self, session: &mut Session, info: &Arc<StageInfo>, chunk: Chunk) -> Result<()> {
        match chunk {
            Chunk::Out(bytes) => {
                let merged = matches!(info.redirects.of(StreamKind::Error), StreamTarget::Merge(_));
                let taken = match info.out.view() {
                    OutView::File(file) if !merged => {
                        session.write_file_bytes(file, &bytes).map(|()| true)?
                    }
                    OutView::Stage { pipeline, stage } if !merged => {
                        session.push_bytes(pipeline, stage, &bytes)?
                    }
                    _ => false,
                };
                if taken {
                    return Ok(());
                }
                self.out.push(&bytes, |line| session.write_to(info.out, line.into()))
            }
            Chunk::Err(bytes) => {
                let mut seen = self.error_seen;
                let name = self.name.clone();
                let result = self.err.push(&bytes, |line| error_line(session, info, &name, line, &mut seen));
                self.error_seen = seen;
                result
            }
        }
    }

    /// What is there to read now.
    fn drain(&mut self, session: &mut Session, info: &Arc<StageInfo>) -> Result<()> {
        let Some(child) = self.child.clone() else { return Ok(()) };
        while let Ok(Some(chunk)) = child.try_read() {
            if session.stop.is_requested() {
                return Err(Interrupt::stopped());
            }
            self.handle(session, info, chunk)?;
        }
        Ok(())
    }

    fn write(&mut self, session: &mut Session, bytes: &[u8]) -> Result<()> {
        let Some(child) = self.child.clone() else { return Ok(()) };
        match child.write(bytes, &session.stop) {
            Ok(()) => Ok(()),
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => Err(Interrupt::stopped()),
            // The program does not read any more: that is its business.
            Err(_) => Ok(()),
        }
    }

    fn write_lines(&mut self, session: &mut Session, lines: &str) -> Result<()> {
        let mut bytes = std::mem::take(&mut self.input.1);
        bytes.extend(self.input.0.encode(lines));
        self.write(session, &bytes)
    }

    /// The text of an object for the program: lines, as `Out-String -Stream` makes them.
    fn lines_of(&mut self, session: &mut Session, value: &Value) -> Result<String> {
        if value.is_null() {
            return Ok(String::new());
        }
        if self.formatter.is_none()
            && let Some(text) = value.unboxed().as_string()
        {
            return Ok(text.text().into_owned() + "\n");
        }
        let mut text = String::new();
        let formatter = self.formatter.get_or_insert_with(session.engine().new_formatter);
        formatter.push(session, value, &mut |line| {
            text.push_str(line);
            text.push('\n');
        })?;
        Ok(text)
    }

    /// What the formatter still holds.
    fn finish_input(&mut self, session: &mut Session) -> Result<()> {
        let Some(mut formatter) = self.formatter.take() else { return Ok(()) };
        let mut text = String::new();
        formatter.finish(session, &mut |line| {
            text.push_str(line);
            text.push('\n');
        })?;
        if text.is_empty() { Ok(()) } else { self.write_lines(session, &text) }
    }

    fn start(&mut self, session: &mut Session, info: &Arc<StageInfo>) -> std::io::Result<()> {
        let direct = session.host.is_direct();
        let mut launches = std::mem::take(&mut self.launches);
        let interactive = session.engine().console.is_in_terminal();
        for launch in &mut launches {
            launch.own_group = !interactive || session.is_worker;
        }
        if let Some(first) = launches.first_mut() {
            first.stdin = match self.piped {
                true => Input::Pipe,
                false if session.is_worker => Input::Null,
                false => Input::Inherit,
            };
        }
        if let Some(last) = launches.last_mut() {
            last.stdout = match info.out {
                Out::HOST if direct => Output::Inherit,
                Out::NULL => Output::Null,
                _ => Output::Pipe,
            };
        }
        let system = session.engine().system.clone();
        self.child = Some(system.start(launches)?);
        Ok(())
    }
}

/// A line of standard error: an error record, whatever the preferences.
fn error_line(
    session: &mut Session,
    info: &Arc<StageInfo>,
    name: &Str,
    text: String,
    seen: &mut bool,
) -> Result<()> {
    if let StreamTarget::File(file) = info.redirects.of(StreamKind::Error) {
        return session.write_file_output(file, text.into());
    }
    let id = if *seen { "NativeCommandErrorMessage" } else { "NativeCommandError" };
    *seen = true;
    let mut record = Fault::new("System.Management.Automation.RemoteException", text.clone())
        .id(id)
        .category(ErrorCategory::NotSpecified)
        .target(text.as_str())
        .into_record();
    record.invocation = Some(info.invocation.clone());
    record.activity = name.clone();
    // What programs write is in `$Error` only when somebody writes it there.
    session.write_record(StreamKind::Error, record.into_value(), info.redirects)
}

impl Sink for Program {
    fn begin(&mut self, session: &mut Session, info: &Arc<StageInfo>) -> Result<()> {
        if self.launches.is_empty() {
            return Ok(());
        }
        let host = session.host.clone();
        host.flush(session)?;
        self.start(session, info).map_err(|error| failed_to_run(&self.name, info, &error))
    }

    fn push(&mut self, session: &mut Session, info: &Arc<StageInfo>, value: Value) -> Result<()> {
        if self.child.is_none() {
            return session.write_to(info.out, value);
        }
        match text::bytes_of(&value) {
            Some(bytes) => self.write(session, &bytes)?,
            None => {
                let lines = self.lines_of(session, &value)?;
                if !lines.is_empty() {
                    self.write_lines(session, &lines)?;
                }
            }
        }
        self.drain(session, info)
    }

    fn push_bytes(&mut self, session: &mut Session, bytes: &[u8]) -> Result<bool> {
        if self.child.is_none() {
            return Ok(false);
        }
        self.write(session, bytes)?;
        Ok(true)
    }

    fn hand_over(&mut self) -> Vec<Launch> {
        // What is piped has somebody else to go to.
        if self.launches.iter().any(|it| matches!(it.stderr, Output::Pipe)) {
            return Vec::new();
        }
        std::mem::take(&mut self.launches)
    }

    fn end(&mut self, session: &mut Session, info: &Arc<StageInfo>) -> Result<()> {
        let Some(child) = self.child.clone() else { return Ok(()) };
        self.finish_input(session)?;
        child.close_stdin();
        loop {
            let stop = session.stop.clone();
            match child.read(&stop) {
                Ok(Some(chunk)) => self.handle(session, info, chunk)?,
                Ok(None) => break,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {
                    return Err(Interrupt::stopped());
                }
                Err(_) => break,
            }
        }
        let mut seen = self.error_seen;
        let name = self.name.clone();
        self.out.finish(|line| session.write_to(info.out, line.into()))?;
        self.err.finish(|line| error_line(session, info, &name, line, &mut seen))?;
        let stop = session.stop.clone();
        child.wait(&stop).map_err(|_| Interrupt::stopped())?;
        self.child = None;
        let codes = child.exits().into_iter().map(|it| it.map_or(0, |it| it.code));
        for (code, file) in codes.zip(std::mem::take(&mut self.files)) {
            exited(session, info, &file, child.id(), code)?;
        }
        Ok(())
    }

    fn clean(&mut self, _session: &mut Session) {
        if let Some(child) = self.child.take() {
            child.kill();
        }
    }
}

/// The program is over: `$LASTEXITCODE`, `$?`, and the error that a preference asks for.
fn exited(session: &mut Session, info: &Arc<StageInfo>, file: &Path, id: u32, code: i32) -> Result<()> {
    session.write_variable(NAMES.last_exit_code, psp_runtime::FrameId::GLOBAL, Value::int(code))?;
    if code == 0 {
        return Ok(());
    }
    info.state.with(|it| it.failed = true);
    let wanted = session.variable_value(NAMES.native_error_action);
    if !convert::is_true(&wanted) {
        return Ok(());
    }
    let path = file.to_string_lossy();
    let name = path.rsplit('/').next().unwrap_or_default();
    let message = format!("Program \"{name}\" ended with non-zero exit code: {code} (0x{code:02X}).");
    // It has no invocation: the view shows the exception's name and, where it does not end the script, no place.
    let record = Fault::new("System.Management.Automation.NativeCommandExitException", message)
        .id("ProgramExitedWithNonZeroCode")
        .category(ErrorCategory::NotSpecified)
        .property("ExitCode", Value::int(code))
        .property("Path", path.as_ref())
        .property("ProcessId", Value::int(id as i32))
        .target(path.as_ref())
        .into_record();
    session.write_error_value(record.into_value(), &info.common, info.redirects)
}

fn failed_to_run(name: &Str, info: &Arc<StageInfo>, error: &std::io::Error) -> Interrupt {
    let reason = psp_host::error_text(error);
    let place = info.invocation.position.as_ref();
    let position =
        place.map(|it| psp_runtime::position::position_message(&it.file, it.span)).unwrap_or_default();
    let message = format!(
        "Program '{name}' failed to run: An error occurred trying to start process '{name}' with working directory. {reason}{position}."
    );
    Fault::new("System.Management.Automation.ApplicationFailedException", message)
        .id("NativeCommandFailed")
        .category(ErrorCategory::ResourceUnavailable)
        .into()
}
