//! [`Processes`]: starting programs, talking to them, and looking at those of others.

use crate::{File, Stop};
use std::{
    ffi::OsString,
    io,
    path::PathBuf,
    sync::Arc,
    time::{Duration, SystemTime},
};

/// Where a program's standard input comes from.
#[derive(Default)]
pub enum Input {
    /// What this process has.
    #[default]
    Inherit,
    /// Nothing.
    Null,
    /// [`Child::write`] and [`Child::close_stdin`].
    Pipe,
    /// A file, from its position on.
    File(Box<dyn File>),
    /// These bytes, then the end.
    Bytes(Vec<u8>),
}

/// Where a program's standard output or error goes.
#[derive(Default)]
pub enum Output {
    /// Where this process's goes.
    #[default]
    Inherit,
    /// Nowhere.
    Null,
    /// To [`Child::read`].
    Pipe,
    /// Into a file, from its position on.
    File(Box<dyn File>),
}

/// How to start a program.
#[derive(Default)]
pub struct Launch {
    /// The program's file; [`Processes::find_program`] finds it by name.
    pub program: PathBuf,
    /// What the program sees as its own name; the file's path when `None`.
    pub name: Option<OsString>,
    /// The words after the name.
    pub arguments: Vec<OsString>,
    /// Where it works; the start directory when `None`.
    pub directory: Option<PathBuf>,
    /// Changes to the host's variables for this child; `None` removes one.
    pub environment: Vec<(String, Option<String>)>,
    /// The child gets the variables of `environment` only.
    pub clear_environment: bool,
    /// Standard input. In a chain, that of the first program counts.
    pub stdin: Input,
    /// Standard output. In a chain, that of the last program counts.
    pub stdout: Output,
    /// Standard error.
    pub stderr: Output,
    /// A process group of its own, so that signals from a terminal do not reach it and its children end with it.
    /// Not for programs that talk to the terminal: they would be in the background there.
    pub own_group: bool,
}

impl Launch {
    /// Starts `program` with `arguments`, everything else as it is here.
    pub fn new<A: Into<OsString>>(
        program: impl Into<PathBuf>,
        arguments: impl IntoIterator<Item = A>,
    ) -> Self {
        Self {
            program: program.into(),
            arguments: arguments.into_iter().map(Into::into).collect(),
            ..Self::default()
        }
    }
}

/// How a program ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exit {
    /// The exit status; 128 and the signal's number when a signal ended it.
    pub code: i32,
    /// The signal that ended it.
    pub signal: Option<i32>,
}

/// Bytes a program wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chunk {
    /// To standard output.
    Out(Vec<u8>),
    /// To standard error.
    Err(Vec<u8>),
}

/// A started program, or a chain of them. Ends them with their children when dropped, unless [`Child::detach`]ed.
///
/// All calls may come from several threads; the ones that block let the others through.
pub trait Child: Send + Sync {
    /// The process's number; that of the last program of a chain.
    fn id(&self) -> u32;

    /// The next bytes that were written to a pipe, waiting for them; `None` when all pipes are closed. Also feeds
    /// standard input. [`io::ErrorKind::Interrupted`] when `stop` was requested; the caller then ends the child.
    fn read(&self, stop: &Stop) -> io::Result<Option<Chunk>>;

    /// The next bytes that are there already, without waiting.
    fn try_read(&self) -> io::Result<Option<Chunk>>;

    /// Gives bytes to standard input, waiting while more than 64 KiB wait to be taken. What the child writes
    /// meanwhile is kept for [`Child::read`], so that neither waits for the other. [`io::ErrorKind::BrokenPipe`]
    /// when it does not read any more, [`io::ErrorKind::Interrupted`] when `stop` was requested.
    fn write(&self, bytes: &[u8], stop: &Stop) -> io::Result<()>;

    /// Ends standard input once the bytes given are taken; later calls of [`Child::read`], [`Child::try_read`] or
    /// [`Child::wait`] go on feeding them.
    fn close_stdin(&self);

    /// Waits for the end (of all programs of a chain; the status is the last one's) and keeps what is written
    /// meanwhile for [`Child::read`]. When `stop` is requested the children end and the error is
    /// [`io::ErrorKind::Interrupted`].
    fn wait(&self, stop: &Stop) -> io::Result<Exit>;

    /// How it ended, if it did.
    fn try_wait(&self) -> io::Result<Option<Exit>>;

    /// How the programs ended that did, in the order of the chain, by their place in it.
    fn exits(&self) -> Vec<Option<Exit>>;

    /// Ends the program, its children and theirs: asks with SIGTERM, then insists with SIGKILL. Takes at most 0.2
    /// seconds and leaves no zombie.
    fn kill(&self);

    /// From now on dropping the object lets the program go on, as does the end of this process.
    fn detach(&self);
}

/// A process of this machine. What other users' processes hide is empty.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ProcessInfo {
    /// Its number.
    pub id: u32,
    /// Its parent's number.
    pub parent: u32,
    /// Its group's number.
    pub group: u32,
    /// Its session's number.
    pub session: u32,
    /// Its name, as Get-Process shows it.
    pub name: String,
    /// The program's file.
    pub path: Option<PathBuf>,
    /// The words of its command line.
    pub arguments: Vec<String>,
    /// When it started.
    pub started: Option<SystemTime>,
    /// Time spent in the program itself.
    pub user_time: Duration,
    /// Time spent in the kernel for it.
    pub system_time: Duration,
    /// Memory in use, in bytes.
    pub working_set: u64,
    /// Memory shared with nobody, in bytes.
    pub private_memory: u64,
    /// Address space, in bytes.
    pub virtual_memory: u64,
    /// Its threads.
    pub threads: u32,
    /// Its open files.
    pub handles: u32,
    /// Its niceness, -20 to 19.
    pub nice: i32,
    /// The number of the user who runs it.
    pub user: u32,
}

/// Programs.
pub trait Processes: Send + Sync {
    /// Starts a program, or several whose standard output runs straight into the next one's standard input, with
    /// not a byte changed. Either all start or none; the error is that of the one which did not.
    fn start(&self, chain: Vec<Launch>) -> io::Result<Arc<dyn Child>>;

    /// The executable files called `name` along the host's `PATH`, the first one first. A name with a `/` is looked
    /// up as a path.
    fn find_programs(&self, name: &str) -> Vec<PathBuf>;

    /// The executable file called `name` that comes first.
    fn find_program(&self, name: &str) -> Option<PathBuf> {
        self.find_programs(name).into_iter().next()
    }

    /// The directories of the host's `PATH`, in order.
    fn program_directories(&self) -> Vec<PathBuf>;

    /// This process's number.
    fn process_id(&self) -> u32;

    /// The processes of the machine, ordered by number.
    fn processes(&self) -> io::Result<Vec<ProcessInfo>>;

    /// One process; [`io::ErrorKind::NotFound`] when there is none.
    fn process(&self, id: u32) -> io::Result<ProcessInfo>;

    /// Ends a process at once (SIGKILL), with its children when `tree`.
    fn kill_process(&self, id: u32, tree: bool) -> io::Result<()>;

    /// Waits until a process, be it a child or not, has ended. True when it has, false when the time is over.
    /// [`io::ErrorKind::Interrupted`] when `stop` was requested.
    fn wait_process(&self, id: u32, limit: Option<Duration>, stop: &Stop) -> io::Result<bool>;
}
