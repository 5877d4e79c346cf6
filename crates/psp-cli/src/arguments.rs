//! The command line, as pwsh reads it.

use base64::{Engine, engine::general_purpose::STANDARD};

/// What the command line asks for.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct CommandLine {
    /// What to run.
    pub(crate) job: Job,
    /// `-NonInteractive`: nobody is asked anything.
    pub(crate) is_non_interactive: bool,
    /// `-NoExit`: goes on with lines of standard input.
    pub(crate) stays: bool,
    /// `-WorkingDirectory`
    pub(crate) directory: Option<String>,
}

/// What to run.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) enum Job {
    /// A script file with its arguments.
    File(String, Vec<String>),
    /// A text, and its `$args`.
    Command(String, Vec<String>),
    /// The statements on standard input, as they come.
    #[default]
    Input,
    /// `--version`
    Version,
    /// `--help`
    Help,
    /// A mistake, told to standard error.
    Mistake(String),
}

/// An option of pwsh: its name, how much of it must be written, what else it is called, and what it does.
struct Switch {
    name: &'static str,
    shortest: usize,
    other: &'static str,
    does: Action,
}

#[derive(Clone, Copy)]
enum Action {
    /// Nothing that matters here.
    Ignore,
    /// Takes a word that does not matter here.
    IgnoreWord,
    Command,
    CommandWithArgs,
    Encoded,
    File,
    Help,
    NoExit,
    NonInteractive,
    Format,
    Unsupported,
    Version,
    WorkingDirectory,
}

const fn switch(name: &'static str, shortest: usize, other: &'static str, does: Action) -> Switch {
    Switch { name, shortest, other, does }
}

const SWITCHES: &[Switch] = &[
    switch("version", 1, "", Action::Version),
    switch("help", 1, "?", Action::Help),
    switch("login", 1, "", Action::Ignore),
    switch("noexit", 3, "", Action::NoExit),
    switch("noprofile", 3, "", Action::Ignore),
    switch("nologo", 3, "", Action::Ignore),
    switch("noninteractive", 4, "", Action::NonInteractive),
    switch("noprofileloadtime", 10, "", Action::Ignore),
    switch("interactive", 1, "", Action::Ignore),
    switch("mta", 3, "", Action::Ignore),
    switch("sta", 3, "", Action::Ignore),
    switch("socketservermode", 2, "", Action::Unsupported),
    switch("v2socketservermode", 10, "", Action::Unsupported),
    switch("servermode", 1, "", Action::Unsupported),
    switch("sshservermode", 4, "", Action::Unsupported),
    switch("namedpipeservermode", 3, "", Action::Unsupported),
    switch("configurationfile", 14, "", Action::IgnoreWord),
    switch("configurationname", 6, "", Action::IgnoreWord),
    switch("custompipename", 3, "", Action::IgnoreWord),
    switch("commandwithargs", 8, "cwa", Action::CommandWithArgs),
    switch("command", 1, "", Action::Command),
    switch("windowstyle", 1, "", Action::IgnoreWord),
    switch("file", 1, "", Action::File),
    switch("executionpolicy", 2, "ep", Action::IgnoreWord),
    switch("outputformat", 1, "of", Action::Format),
    switch("inputformat", 3, "if", Action::Format),
    switch("workingdirectory", 2, "wd", Action::WorkingDirectory),
    switch("encodedcommand", 1, "ec", Action::Encoded),
    switch("encodedarguments", 8, "ea", Action::Unsupported),
    switch("settingsfile", 8, "", Action::IgnoreWord),
    switch("removeworkingdirectorytrailingcharacter", 22, "", Action::Ignore),
];

/// Reads the words behind the program's name.
pub(crate) fn read(words: &[String]) -> CommandLine {
    let mut line = CommandLine::default();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let rest = || words[at + 1..].to_vec();
        if word == "run" && at == 0 {
            let Some((path, arguments)) = words[1..].split_first() else {
                return CommandLine { job: Job::Mistake("A script file is missing.".to_owned()), ..line };
            };
            return CommandLine { job: Job::File(path.clone(), arguments.to_vec()), ..line };
        }
        let Some(name) = word.strip_prefix("--").or_else(|| word.strip_prefix('-')) else {
            return CommandLine { job: Job::File(word.clone(), rest()), ..line };
        };
        let Some(action) = action_of(name) else {
            return CommandLine { job: not_a_file(word), ..line };
        };
        let value = words.get(at + 1).cloned();
        match (action, value) {
            (Action::Ignore, _) => at += 1,
            (Action::NoExit, _) => (line.stays, at) = (true, at + 1),
            (Action::NonInteractive, _) => (line.is_non_interactive, at) = (true, at + 1),
            (Action::WorkingDirectory, Some(path)) => (line.directory, at) = (Some(path), at + 2),
            (Action::IgnoreWord, Some(_)) => at += 2,
            (Action::Format, Some(format)) => match format_mistake(word, &format) {
                Some(mistake) => return CommandLine { job: mistake, ..line },
                None => at += 2,
            },
            (Action::Version, _) => return CommandLine { job: Job::Version, ..line },
            (Action::Help, _) => return CommandLine { job: Job::Help, ..line },
            (Action::Unsupported, _) => {
                let mistake = Job::Mistake(format!("The argument '{word}' is not supported by psp."));
                return CommandLine { job: mistake, ..line };
            }
            (action, _) => return CommandLine { job: last_job(action, word, rest()), ..line },
        }
    }
    line
}

/// What an option does; an empty name is the `-` of standard input.
fn action_of(name: &str) -> Option<Action> {
    let name = name.to_ascii_lowercase();
    let known = SWITCHES.iter().find(|it| {
        it.name.starts_with(&name) && name.len() >= it.shortest || !name.is_empty() && it.other == name
    });
    known.map(|it| it.does).or_else(|| name.is_empty().then_some(Action::Command))
}

/// An option that takes all the words behind it.
fn last_job(action: Action, word: &str, words: Vec<String>) -> Job {
    if word == "-" {
        return Job::Input;
    }
    let mut rest = words.into_iter();
    let Some(first) = rest.next() else {
        return Job::Mistake(match action {
            Action::File => "Cannot process the command because of a missing parameter. A file path must follow -File.".to_owned(),
            Action::WorkingDirectory => "Cannot process the command because -WorkingDirectory requires an argument that is a directory path.".to_owned(),
            Action::Encoded => "Cannot process the command because of a missing parameter. A command must follow -EncodedCommand.".to_owned(),
            _ => "Cannot process the command because of a missing parameter. A command must follow -Command.".to_owned(),
        });
    };
    match action {
        _ if first == "-" && rest.len() == 0 => Job::Input,
        Action::File => Job::File(first, rest.collect()),
        Action::CommandWithArgs => Job::Command(first, rest.collect()),
        Action::Encoded => match decoded(&first) {
            Some(text) => Job::Command(text, Vec::new()),
            None => Job::Mistake(format!(
                "Cannot process the command because the value specified with -EncodedCommand is not properly encoded. The value must be Base64 encoded: '{first}'."
            )),
        },
        _ => {
            let text = rest.fold(first, |all, it| all + " " + &it);
            Job::Command(text, Vec::new())
        }
    }
}

fn decoded(text: &str) -> Option<String> {
    let bytes = STANDARD.decode(text).ok()?;
    let units: Vec<u16> =
        bytes.chunks(2).map(|it| it.iter().rev().fold(0, |all, &byte| all << 8 | u16::from(byte))).collect();
    Some(String::from_utf16_lossy(&units))
}

fn not_a_file(word: &str) -> Job {
    Job::Mistake(format!(
        "The argument '{word}' is not recognized as the name of a script file. Check the spelling of the name, or if a path was included, verify that the path is correct and try again."
    ))
}

fn format_mistake(word: &str, format: &str) -> Option<Job> {
    match format.to_ascii_lowercase().as_str() {
        "text" => None,
        "xml" => Some(Job::Mistake(format!(
            "'{word} {format}' is not supported by psp: objects go between programs as text."
        ))),
        _ => Some(Job::Mistake(format!(
            "Cannot process command because the value '{format}' of the parameter '{word}' is not valid. Valid values are: Text, XML."
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn job(line: &str) -> Job {
        read(&line.split(' ').map(str::to_owned).collect::<Vec<_>>()).job
    }

    #[test]
    fn jobs() {
        assert_eq!(job("-nop -c 1 + 1"), Job::Command("1 + 1".to_owned(), Vec::new()));
        assert_eq!(job("-NoProfile -cwa $args x"), Job::Command("$args".to_owned(), vec!["x".to_owned()]));
        assert_eq!(job("-e MQA="), Job::Command("1".to_owned(), Vec::new()));
        assert_eq!(job("a.ps1 -c"), Job::File("a.ps1".to_owned(), vec!["-c".to_owned()]));
        assert_eq!(job("-Command -"), Job::Input);
        assert_eq!(job("-"), Job::Input);
        assert!(matches!(job("-nosuch"), Job::Mistake(_)));
    }

    #[test]
    fn options() {
        let words = ["-wd", "/tmp", "-noni", "-ExecutionPolicy", "Bypass", "x.ps1"].map(str::to_owned);
        let line = read(&words);
        assert!(line.is_non_interactive);
        assert_eq!(line.directory.as_deref(), Some("/tmp"));
    }
}
