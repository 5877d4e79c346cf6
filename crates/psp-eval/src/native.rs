//! Programs as stages: their arguments, their standard streams, lines out of bytes.

use crate::stage::Place;
use psp_host::{Child, Chunk, Input, Launch, Output};
use psp_runtime::{
    Argument, NAMES, Out, OutView, Session, StreamKind,
    pipeline::{CommonParameters, Sink, Stage, StageInfo, StageKind, StreamTarget},
};
use psp_value::{ErrorCategory, Fault, Interrupt, InvocationInfo, Result, Str, Value, convert};
use std::{ffi::OsString, path::PathBuf, sync::Arc};

/// A running program, or several that are connected directly.
struct Program {
    name: Str,
    launches: Vec<Launch>,
    child: Option<Arc<dyn Child>>,
    out: Lines,
    err: Lines,
    /// The first line of standard error has an id of its own.
    error_seen: bool,
}

/// Cuts bytes into lines.
#[derive(Default)]
struct Lines(Vec<u8>);

impl Lines {
    fn push(&mut self, bytes: &[u8], mut line: impl FnMut(&[u8]) -> Result<()>) -> Result<()> {
        self.0.extend_from_slice(bytes);
        let mut start = 0;
        while let Some(at) = self.0[start..].iter().position(|&byte| byte == b'\n') {
            let end = start + at;
            let text = self.0[start..end].strip_suffix(b"\r").unwrap_or(&self.0[start..end]);
            line(text)?;
            start = end + 1;
        }
        self.0.drain(..start);
        Ok(())
    }

    fn finish(&mut self, mut line: impl FnMut(&[u8]) -> Result<()>) -> Result<()> {
        if self.0.is_empty() {
            return Ok(());
        }
        let rest = std::mem::take(&mut self.0);
        line(rest.strip_suffix(b"\r").unwrap_or(&rest))
    }
}

/// Adds a program as the next stage of a pipeline; directly behind another program it is connected to that one.
pub(crate) fn add(
    session: &mut Session,
    path: &Str,
    arguments: Vec<Argument>,
    place: &Place,
    invocation: Arc<InvocationInfo>,
) -> Result<()> {
    let words = words(session, arguments)?;
    let program = PathBuf::from(path.text().into_owned());
    let mut launch = Launch::new(program, words);
    launch.directory = Some(PathBuf::from(session.file_location()));
    let name = Str::from(path.text().rsplit('/').next().unwrap_or_default());
    let info = StageInfo {
        name: name.clone(),
        error_source: Str::default(),
        invocation,
        out: place.out,
        redirects: place.redirects,
        common: CommonParameters::default(),
        pipeline_id: session.pipelines[place.pipeline].id,
        stage: place.number,
        expects_input: place.piped,
        should_process: false,
        noted: false,
        state: psp_value::Lock::default(),
    };
    let program = Program {
        name,
        launches: vec![launch],
        child: None,
        out: Lines::default(),
        err: Lines::default(),
        error_seen: false,
    };
    let kind = StageKind::Sink(Box::new(program));
    session.pipelines[place.pipeline].stages.push(Stage { info: Arc::new(info), kind, begun: false });
    Ok(())
}

/// The arguments as a program gets them.
fn words(session: &mut Session, arguments: Vec<Argument>) -> Result<Vec<OsString>> {
    let mut words = Vec::new();
    let mut verbatim = false;
    for argument in arguments {
        if argument.bare
            && argument.value.as_ref().and_then(Value::as_string).is_some_and(|it| it.text() == "--%")
        {
            verbatim = true;
            continue;
        }
        if verbatim {
            let text = text_of(session, &argument.value.unwrap_or_default())?;
            words.extend(text.split_whitespace().map(|it| OsString::from(it.trim_matches('"'))));
            verbatim = false;
            continue;
        }
        add_words(session, argument, &mut words)?;
    }
    Ok(words)
}

fn add_words(session: &mut Session, argument: Argument, words: &mut Vec<OsString>) -> Result<()> {
    let head = argument.name_text.as_ref().map(|it| it.text().into_owned());
    let Some(value) = argument.value else {
        words.push(head.unwrap_or_default().into());
        return Ok(());
    };
    if let Some(head) = head {
        let text = text_of(session, &value)?;
        match head.strip_suffix(' ') {
            Some(head) => words.extend([OsString::from(head), OsString::from(text)]),
            None => words.push(OsString::from(head + &text)),
        }
        return Ok(());
    }
    if let Some(text) = &argument.text {
        words.push(text.text().into_owned().into());
        return Ok(());
    }
    let Some(items) = psp_value::enumerate(&value) else {
        if value.is_null() {
            return Ok(());
        }
        let text = text_of(session, &value)?;
        if argument.bare {
            let expand = session.engine().expand_word;
            if let Some(found) = expand(session, &text) {
                words.extend(found.into_iter().map(OsString::from));
                return Ok(());
            }
        }
        words.push(text.into());
        return Ok(());
    };
    for item in items.collect(session)? {
        let text = text_of(session, &item)?;
        words.push(text.into());
    }
    Ok(())
}

fn text_of(session: &mut Session, value: &Value) -> Result<String> {
    Ok(convert::to_text(session, value)?.text().into_owned())
}

impl Program {
    fn handle(&mut self, session: &mut Session, info: &Arc<StageInfo>, chunk: Chunk) -> Result<()> {
        match chunk {
            Chunk::Out(bytes) => {
                if let OutView::File(file) = info.out.view() {
                    return session.write_file_bytes(file, &bytes);
                }
                self.out.push(&bytes, |line| session.write_to(info.out, text_value(line)))
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
}

fn text_value(line: &[u8]) -> Value {
    String::from_utf8_lossy(line).into_owned().into()
}

/// A line of standard error: an error record, whatever the preferences.
fn error_line(
    session: &mut Session,
    info: &Arc<StageInfo>,
    name: &Str,
    line: &[u8],
    seen: &mut bool,
) -> Result<()> {
    let text = String::from_utf8_lossy(line).into_owned();
    if let StreamTarget::File(file) = info.redirects.of(StreamKind::Error) {
        return session.write_file_output(file, text.into());
    }
    let id = if *seen { "NativeCommandErrorMessage" } else { "NativeCommandError" };
    *seen = true;
    let record = Fault::new("System.Management.Automation.RemoteException", text.clone())
        .id(id)
        .category(ErrorCategory::NotSpecified)
        .target(text.as_str())
        .into_record();
    let mut record = record;
    record.invocation = Some(info.invocation.clone());
    record.activity = name.clone();
    let value = record.into_value();
    session.log_error(&value);
    session.write_record(StreamKind::Error, value, info.redirects)
}

impl Sink for Program {
    fn begin(&mut self, session: &mut Session, info: &Arc<StageInfo>) -> Result<()> {
        let host = session.host.clone();
        host.flush(session)?;
        let direct = host.is_console();
        let mut launches = std::mem::take(&mut self.launches);
        let interactive = session.engine().console.is_in_terminal();
        for launch in &mut launches {
            launch.own_group = !interactive || session.is_worker;
        }
        if let Some(first) = launches.first_mut() {
            first.stdin = if info.expects_input { Input::Pipe } else { Input::Inherit };
            if !info.expects_input && session.is_worker {
                first.stdin = Input::Null;
            }
        }
        if let Some(last) = launches.last_mut() {
            last.stdout = match info.out {
                Out::HOST if direct => Output::Inherit,
                Out::NULL => Output::Null,
                _ => Output::Pipe,
            };
        }
        for launch in &mut launches {
            launch.stderr = match info.redirects.of(StreamKind::Error) {
                StreamTarget::Host if direct => Output::Inherit,
                StreamTarget::Null => Output::Null,
                _ => Output::Pipe,
            };
        }
        let system = session.engine().system.clone();
        match system.start(launches) {
            Ok(child) => {
                self.child = Some(child);
                Ok(())
            }
            Err(error) => Err(failed_to_run(&self.name, info, &error)),
        }
    }

    fn push(&mut self, session: &mut Session, info: &Arc<StageInfo>, value: Value) -> Result<()> {
        let mut text = text_of(session, &value)?;
        text.push('\n');
        self.write(session, text.as_bytes())?;
        self.drain(session, info)
    }

    fn push_bytes(&mut self, session: &mut Session, bytes: &[u8]) -> Result<bool> {
        self.write(session, bytes)?;
        Ok(true)
    }

    fn end(&mut self, session: &mut Session, info: &Arc<StageInfo>) -> Result<()> {
        let Some(child) = self.child.clone() else { return Ok(()) };
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
        self.out.finish(|line| session.write_to(info.out, text_value(line)))?;
        self.err.finish(|line| error_line(session, info, &name, line, &mut seen))?;
        let stop = session.stop.clone();
        let exit = child.wait(&stop).map_err(|_| Interrupt::stopped())?;
        self.child = None;
        exited(session, info, &self.name, exit.code)
    }

    fn clean(&mut self, _session: &mut Session) {
        if let Some(child) = self.child.take() {
            child.kill();
        }
    }
}

/// The program is over: `$LASTEXITCODE`, `$?`, and the error that a preference asks for.
fn exited(session: &mut Session, info: &Arc<StageInfo>, name: &Str, code: i32) -> Result<()> {
    session.write_variable(NAMES.last_exit_code, psp_runtime::FrameId::GLOBAL, Value::int(code))?;
    if code == 0 {
        return Ok(());
    }
    info.state.with(|it| it.failed = true);
    let wanted = session.variable_value(NAMES.native_error_action);
    if !convert::is_true(&wanted) {
        return Ok(());
    }
    let message = format!("Program \"{name}\" ended with non-zero exit code: {code}.");
    let mut record = Fault::new("System.Management.Automation.NativeCommandExitException", message)
        .id("ProgramExitedWithNonZeroCode")
        .category(ErrorCategory::NotSpecified)
        .property("ExitCode", Value::int(code))
        .target(name.clone())
        .into_record();
    record.invocation = Some(info.invocation.clone());
    record.activity = name.clone();
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
