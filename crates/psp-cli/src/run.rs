//! Runs what the command line asks for.

use crate::arguments::{Job, read};
use psp::{Argument, Ended, Program, Shell};
use psp_host::{
    Console, Environment, ExitCode, Files, Stop, System,
    os::{OsConsole, OsSystem},
};
use std::{path::Path, sync::Arc};

const HELP: &str = "\
Usage: psp run FILE [ARGUMENTS]      runs a script
       psp [-File] FILE [ARGUMENTS]  the same
       psp -Command TEXT             runs a text; - reads it from standard input
       psp --version                 tells the version
";

/// Runs the program; its exit status.
pub(crate) fn main() -> ExitCode {
    let console: Arc<dyn Console> = Arc::new(OsConsole::new());
    let system = Arc::new(OsSystem::with_console(console.clone()));
    let words: Vec<String> =
        system.arguments().into_iter().skip(1).map(|it| it.to_string_lossy().into_owned()).collect();
    let code = match read(&words) {
        Job::Version => say(&*console, &format!("psp {} (PowerShell 7.6.5)\n", env!("CARGO_PKG_VERSION"))),
        Job::Help => say(&*console, HELP),
        Job::Mistake(text) => {
            let _ = console.write_err(format!("{text}\n{HELP}").as_bytes());
            64
        }
        job => execute(system, console, job),
    };
    psp_host::os::exit(code)
}

fn say(console: &dyn Console, text: &str) -> i32 {
    let _ = console.write_out(text.as_bytes());
    let _ = console.flush();
    0
}

fn execute(system: Arc<OsSystem>, console: Arc<dyn Console>, job: Job) -> i32 {
    let stop = Stop::new();
    // Without signal handlers a signal ends the process, which is no reason not to run.
    let _ = system.stop_on_signals(stop.clone());
    let machine: Arc<dyn System> = system.clone();
    let mut shell = Shell::new(machine, console.clone(), stop.clone());
    match job {
        Job::File(path, arguments) => run_file(&mut shell, &system, &*console, &path, &arguments),
        Job::Command(text) => {
            let ended = shell.run(Program {
                path: None,
                text: text.into_bytes(),
                arguments: Vec::new(),
                input: None,
            });
            command_status(&shell, ended)
        }
        _ => {
            let text = console.read_to_end(&stop).unwrap_or_default();
            let ended = shell.run(Program { path: None, text, arguments: Vec::new(), input: None });
            command_status(&shell, ended)
        }
    }
}

/// With `-Command` a failing last command is status 1.
fn command_status(shell: &Shell, ended: Ended) -> i32 {
    if ended.exited || ended.failed { ended.code } else { i32::from(shell.last_failed()) }
}

fn run_file(
    shell: &mut Shell,
    system: &OsSystem,
    console: &dyn Console,
    path: &str,
    words: &[String],
) -> i32 {
    let full = psp::absolute(&system.start_directory(), Path::new(path));
    let Ok(text) = system.read(Path::new(&*full)) else {
        let message = format!(
            "The argument '{path}' is not recognized as the name of a script file. Check the spelling of the name, or if a path was included, verify that the path is correct and try again.\n"
        );
        let _ = console.write_err(message.as_bytes());
        return 64;
    };
    let program = Program { path: Some(full), text, arguments: arguments(words), input: None };
    shell.run(program).code
}

/// The words behind a script's name: parameters and text.
fn arguments(words: &[String]) -> Vec<Argument> {
    words.iter().map(|word| argument(word)).collect()
}

fn argument(word: &str) -> Argument {
    let is_name = word
        .strip_prefix('-')
        .is_some_and(|it| it.starts_with(|first: char| first.is_alphabetic() || first == '_'));
    if !is_name {
        return Argument::positional(word);
    }
    match word[1..].split_once(':') {
        Some((name, "$true")) => Argument::named(name, psp_value::Value::TRUE),
        Some((name, "$false")) => Argument::named(name, psp_value::Value::FALSE),
        Some((name, value)) => Argument::named(name, value),
        None => Argument { name_text: Some(word.into()), ..Argument::switch(&word[1..]) },
    }
}
