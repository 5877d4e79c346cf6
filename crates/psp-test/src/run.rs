//! Runs the engine once, alone in a fresh directory and with an environment of its own.

use psp_host::{Chunk, Exit, Input, Launch, OpenOptions, Output, Stop, System, os::OsSystem};
use std::{
    io,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

/// Where the fresh directories are made. Recorded text has been wrapped for paths of this length.
const ROOT: &str = "/tmp/psp";

/// All variables a run sees.
const ENVIRONMENT: [(&str, &str); 12] = [
    ("PATH", "/usr/local/bin:/usr/bin:/bin"),
    ("HOME", "/tmp/psp/home"),
    ("TMPDIR", "/tmp/psp/tmp"),
    ("USER", "root"),
    ("LANG", "en_US.UTF-8"),
    ("TZ", "UTC"),
    ("TERM", "dumb"),
    ("NO_COLOR", "1"),
    ("COLUMNS", "120"),
    ("LINES", "40"),
    ("POWERSHELL_TELEMETRY_OPTOUT", "1"),
    ("POWERSHELL_UPDATECHECK", "Off"),
];

/// A psp binary, and how long it may take.
#[derive(Clone)]
pub struct Engine {
    program: PathBuf,
    limit: Duration,
    system: Arc<dyn System>,
}

/// What a run made of its script; the path of its directory stands as `{cwd}`, bytes that are no UTF-8 as `\xNN`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Standard output.
    pub stdout: String,
    /// Standard error.
    pub stderr: String,
    /// How it ended.
    pub end: End,
}

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// With an exit status.
    Exit(i32),
    /// By a signal.
    Signal(i32),
    /// Not within the time given.
    Timeout,
}

impl std::fmt::Display for End {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Exit(status) => write!(f, "{status}"),
            Self::Signal(signal) => write!(f, "signal {signal}"),
            Self::Timeout => write!(f, "timeout"),
        }
    }
}

impl Run {
    /// It ended as only a bug makes it end.
    pub fn crashed(&self) -> bool {
        let status = matches!(self.end, End::Signal(_) | End::Exit(101 | 134 | 139));
        status || self.stderr.contains("panicked at")
    }
}

/// A fresh directory, removed when dropped.
pub(crate) struct Folder(PathBuf);

impl Folder {
    /// Makes one.
    pub(crate) fn new(system: &dyn System) -> io::Result<Self> {
        for name in ["home", "tmp"] {
            system.create_dir_all(&Path::new(ROOT).join(name))?;
        }
        let mut number = [0; 4];
        system.random(&mut number)?;
        let path = Path::new(ROOT).join(format!("{:08x}", u32::from_ne_bytes(number)));
        system.create_dir(&path)?;
        Ok(Self(path))
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What a script has made unremovable stays behind; the next run has another directory.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

impl Engine {
    /// The binary `program`, which is given 20 seconds a run.
    pub fn new(program: impl Into<PathBuf>) -> Self {
        let program = program.into();
        let program = std::path::absolute(&program).unwrap_or(program);
        Self { program, limit: Duration::from_secs(20), system: Arc::new(OsSystem::new()) }
    }

    /// Gives a run another time.
    pub fn with_limit(self, limit: Duration) -> Self {
        Self { limit, ..self }
    }

    /// The machine the engine runs on.
    pub(crate) fn system(&self) -> &dyn System {
        self.system.as_ref()
    }

    /// Runs the engine in `folder`; standard input is a file, or empty.
    pub(crate) fn run(&self, folder: &Folder, arguments: &[String], stdin: Option<&Path>) -> io::Result<Run> {
        let stdin = match stdin {
            Some(file) => Input::File(self.system.open(file, OpenOptions::READ)?),
            None => Input::Null,
        };
        let child = self.system.start(vec![Launch {
            directory: Some(folder.path().to_owned()),
            environment: ENVIRONMENT.map(|(name, value)| (name.into(), Some(value.into()))).into(),
            clear_environment: true,
            stdin,
            stdout: Output::Pipe,
            stderr: Output::Pipe,
            own_group: true,
            ..Launch::new(&self.program, arguments)
        }])?;
        let stop = Stop::new();
        let late = stop.clone();
        let _timer = self.system.after(self.limit, Box::new(move || late.request()));
        let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
        let drained = loop {
            match child.read(&stop) {
                Ok(Some(Chunk::Out(bytes))) => stdout.extend(bytes),
                Ok(Some(Chunk::Err(bytes))) => stderr.extend(bytes),
                Ok(None) => break Ok(()),
                Err(error) => break Err(error),
            }
        };
        let end = match drained.and_then(|()| child.wait(&stop)) {
            Ok(Exit { signal: Some(signal), .. }) => End::Signal(signal),
            Ok(Exit { code, .. }) => End::Exit(code),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => End::Timeout,
            Err(error) => return Err(error),
        };
        child.kill();
        let place = folder.path().to_string_lossy();
        let text = |bytes: &[u8]| text(bytes).replace(&*place, "{cwd}");
        Ok(Run { stdout: text(&stdout), stderr: text(&stderr), end })
    }
}

/// Bytes as text; what is no UTF-8 stands as `\xNN`.
pub(crate) fn text(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|byte| format!("\\x{byte:02x}")));
    }
    text
}
