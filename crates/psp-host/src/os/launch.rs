//! Starts the programs of a chain and connects them.

use super::{
    OsSystem,
    child::{Member, OsChild, Sink, Source, Streams},
};
use crate::{Child, Environment, Input, Launch, Output};
use std::{
    fs, io,
    io::PipeReader,
    os::unix::process::CommandExt,
    process::{Command, Stdio},
    sync::Arc,
    time::Duration,
};

/// Starts a program. One that was written just now may be "busy" for a moment: a child that another thread starts holds
/// the file open from its fork to its exec.
fn spawn(command: &mut Command) -> io::Result<std::process::Child> {
    const TRIES: u32 = 8;
    for wait in 0..TRIES {
        match command.spawn() {
            Err(error) if error.kind() == io::ErrorKind::ExecutableFileBusy => {
                std::thread::sleep(Duration::from_millis(1 << wait));
            }
            done => return done,
        }
    }
    command.spawn()
}

impl OsSystem {
    pub(super) fn launch(&self, chain: Vec<Launch>) -> io::Result<Arc<dyn Child>> {
        if chain.is_empty() {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        if chain.iter().any(Launch::inherits) {
            self.flush();
        }
        self.reap();
        let mut streams = Streams::default();
        // Dropping it ends what has started when a later program does not start.
        let mut started = OsChild::new(self.signals.left.clone());
        let mut upstream: Option<PipeReader> = None;
        let last = chain.len() - 1;
        for (place, mut launch) in chain.into_iter().enumerate() {
            let mut command = self.command(&launch);
            match upstream.take() {
                Some(reader) => command.stdin(reader),
                None => command.stdin(input(launch.stdin, &mut streams)?),
            };
            if place == last {
                command.stdout(output(launch.stdout, Source::out, &mut streams)?);
            } else {
                let (reader, writer) = io::pipe()?;
                command.stdout(writer);
                upstream = Some(reader);
            }
            command.stderr(output(std::mem::take(&mut launch.stderr), Source::err, &mut streams)?);
            started.add(Member::new(spawn(&mut command)?, launch.own_group));
        }
        started.connect(streams);
        Ok(Arc::new(started))
    }

    fn command(&self, launch: &Launch) -> Command {
        let mut command = Command::new(&launch.program);
        if let Some(directory) = &launch.directory {
            if launch.program.is_relative() {
                // Else it would be looked up from the child's directory.
                command = Command::new(self.start_directory().join(&launch.program));
                command.arg0(&launch.program);
            }
            command.current_dir(directory);
        }
        if let Some(name) = &launch.name {
            command.arg0(name);
        }
        command.args(&launch.arguments).env_clear();
        if !launch.clear_environment {
            command.envs(self.variables.map().read().iter());
        }
        for (name, value) in &launch.environment {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        if launch.own_group {
            command.process_group(0);
        }
        command
    }

    /// Reaps the detached children that have ended.
    pub(super) fn reap(&self) {
        self.signals.left.lock().retain_mut(|child| matches!(child.try_wait(), Ok(None)));
    }
}

impl Launch {
    fn inherits(&self) -> bool {
        matches!(self.stdin, Input::Inherit)
            || matches!(self.stdout, Output::Inherit)
            || matches!(self.stderr, Output::Inherit)
    }
}

fn input(from: Input, streams: &mut Streams) -> io::Result<Stdio> {
    let pending = match from {
        Input::Inherit => return Ok(Stdio::inherit()),
        Input::Null => return Ok(Stdio::null()),
        Input::Pipe => None,
        Input::Bytes(bytes) => Some(bytes),
        Input::File(mut file) => {
            if let Some(file) = os_file(file.as_ref())? {
                return Ok(file.into());
            }
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes)?;
            Some(bytes)
        }
    };
    let (reader, writer) = io::pipe()?;
    streams.sink = Some(Sink::new(writer, pending)?);
    Ok(reader.into())
}

fn output(
    to: Output,
    source: fn(PipeReader) -> io::Result<Source>,
    streams: &mut Streams,
) -> io::Result<Stdio> {
    match to {
        Output::Inherit => Ok(Stdio::inherit()),
        Output::Null => Ok(Stdio::null()),
        Output::Pipe => {
            let (reader, writer) = io::pipe()?;
            streams.sources.push(Arc::new(source(reader)?));
            Ok(writer.into())
        }
        Output::File(file) => match os_file(file.as_ref())? {
            Some(file) => Ok(file.into()),
            None => Err(io::Error::new(io::ErrorKind::Unsupported, "a program cannot write into memory")),
        },
    }
}

fn os_file(file: &dyn crate::File) -> io::Result<Option<fs::File>> {
    file.os_file().map(fs::File::try_clone).transpose()
}
