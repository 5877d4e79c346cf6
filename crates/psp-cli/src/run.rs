//! Runs what the command line asks for.

use crate::arguments::{CommandLine, Job, read};
use psp::{Argument, Ended, Program, Shell};
use psp_host::{
    Console, Environment, ExitCode, Files, Stop, System,
    os::{OsConsole, OsSystem},
};
use std::{path::Path, sync::Arc};

const HELP: &str = "\
Usage: psp run FILE [ARGUMENTS]             runs a script
       psp [-File] FILE [ARGUMENTS]         the same
       psp -Command TEXT                    runs a text; - reads statements from standard input
       psp -CommandWithArgs TEXT [WORDS]    runs a text, whose $args are the words
       psp -EncodedCommand BASE64           runs a text given as Base64 of UTF-16
       psp -Version                         tells the version

Options before them: -NonInteractive, -WorkingDirectory PATH, -NoExit; -NoProfile, -NoLogo, -Login,
-ExecutionPolicy NAME and others of pwsh are accepted.
";

/// Runs the program; its exit status.
pub(crate) fn main() -> ExitCode {
    let console: Arc<dyn Console> = Arc::new(OsConsole::new());
    let system = Arc::new(OsSystem::with_console(console.clone()));
    let words: Vec<String> =
        system.arguments().into_iter().skip(1).map(|it| it.to_string_lossy().into_owned()).collect();
    let line = read(&words);
    let code = match &line.job {
        Job::Version => say(&*console, &format!("psp {} (PowerShell 7.6.5)\n", env!("CARGO_PKG_VERSION"))),
        Job::Help => say(&*console, HELP),
        Job::Mistake(text) => {
            let _ = console.write_err(format!("{text}\n{HELP}").as_bytes());
            64
        }
        _ => execute(system, console, line),
    };
    psp_host::os::exit(code)
}

fn say(console: &dyn Console, text: &str) -> i32 {
    let _ = console.write_out(text.as_bytes());
    let _ = console.flush();
    0
}

fn execute(system: Arc<OsSystem>, console: Arc<dyn Console>, line: CommandLine) -> i32 {
    let stop = Stop::new();
    // Without signal handlers a signal ends the process, which is no reason not to run.
    let _ = system.stop_on_signals(stop.clone());
    let machine: Arc<dyn System> = system.clone();
    let mut shell = Shell::new(machine, console.clone(), stop.clone());
    shell.allow_questions(!line.is_non_interactive);
    if let Some(directory) = &line.directory
        && !shell.go_to(directory)
    {
        let message = format!("Set-Location: Cannot find path '{directory}' because it does not exist.\n");
        let _ = console.write_err(message.as_bytes());
    }
    let code = match line.job {
        Job::File(path, arguments) => {
            shell.feed_input();
            run_file(&mut shell, &system, &*console, &path, &arguments)
        }
        Job::Command(text, words) => {
            shell.feed_input();
            let arguments = words.into_iter().map(|it| Argument::positional(it.as_str())).collect();
            let program = Program { path: None, text: text.clone().into_bytes(), arguments, input: None };
            let ended = shell.run(program);
            let code = command_status(&shell, ended, &text);
            if ended.exited {
                return code;
            }
            code
        }
        _ => return statements(&mut shell, &*console, &stop),
    };
    if line.stays { statements(&mut shell, &*console, &stop) } else { code }
}

/// With `-Command` a failing last command is status 1.
fn command_status(shell: &Shell, ended: Ended, text: &str) -> i32 {
    if ended.exited || ended.failed { ended.code } else { i32::from(shell.last_failed(text)) }
}

/// Runs statements of standard input as they come. One that a line leaves open goes on to the next empty line.
fn statements(shell: &mut Shell, console: &dyn Console, stop: &Stop) -> i32 {
    let is_terminal = console.is_in_terminal();
    let mut text = String::new();
    let mut code = 0;
    loop {
        if is_terminal {
            let prompt = if text.is_empty() { shell.prompt() } else { ">> ".to_owned() };
            say(console, &prompt);
        }
        let line = console.read_line(stop).ok().flatten();
        let at_end = line.is_none();
        let line = String::from_utf8_lossy(&line.unwrap_or_default()).into_owned();
        let is_blank = line.trim().is_empty();
        let was_open = !text.is_empty();
        text.push_str(if text.is_empty() { line.trim_start_matches('\u{feff}') } else { &line });
        let is_complete = at_end || if was_open { is_blank } else { !Shell::is_incomplete(&text) };
        if is_complete && !text.trim().is_empty() {
            let ended = shell.run_text(text.trim_end());
            code = command_status(shell, ended, &text);
            if ended.exited {
                return shell.end(code);
            }
        }
        if is_complete {
            text.clear();
        }
        if at_end {
            return shell.end(code);
        }
    }
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
    let Some((name, value)) = word[1..].split_once(':') else {
        return Argument { name_text: Some(word.into()), ..Argument::switch(&word[1..]) };
    };
    let value = match value {
        "$true" => psp_value::Value::TRUE,
        "$false" => psp_value::Value::FALSE,
        text => text.into(),
    };
    Argument { name_text: Some(format!("-{name}").as_str().into()), ..Argument::named(name, value) }
}
