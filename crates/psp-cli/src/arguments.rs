//! The command line, as pwsh reads it.

/// What to run.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Job {
    /// A script file with its arguments.
    File(String, Vec<String>),
    /// A text.
    Command(String),
    /// The text on standard input.
    Input,
    /// `--version`
    Version,
    /// `--help`
    Help,
    /// A mistake, told to standard error.
    Mistake(String),
}

/// Reads the words behind the program's name.
pub(crate) fn read(words: &[String]) -> Job {
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let rest = || words[at + 1..].to_vec();
        let name = word.trim_start_matches('-').to_ascii_lowercase();
        if word == "run" && at == 0 {
            return file(rest());
        }
        if !word.starts_with('-') {
            return Job::File(word.clone(), rest());
        }
        match name.as_str() {
            "" => return Job::Input,
            "c" | "command" | "commandwithargs" | "cwa" => return command(rest()),
            "f" | "file" => return file(rest()),
            "v" | "version" => return Job::Version,
            "h" | "help" | "?" => return Job::Help,
            "noprofile" | "nop" | "nologo" | "nol" | "noninteractive" | "noni" | "login" | "l" | "mta"
            | "sta" | "noexit" | "noe" => at += 1,
            "executionpolicy" | "ex" | "ep" | "outputformat" | "o" | "of" | "inputformat" | "inp" | "if"
            | "workingdirectory" | "wd" | "configurationname" | "config" | "windowstyle" | "w"
            | "settingsfile" | "settings" => at += 2,
            _ => return Job::Mistake(format!("The argument '{word}' is not recognized.")),
        }
    }
    Job::Input
}

fn file(words: Vec<String>) -> Job {
    let mut words = words.into_iter();
    match words.next() {
        Some(path) if path == "-" => Job::Input,
        Some(path) => Job::File(path, words.collect()),
        None => Job::Mistake("A script file is missing.".to_owned()),
    }
}

fn command(words: Vec<String>) -> Job {
    if words.is_empty() {
        return Job::Mistake(
            "Cannot process the command because of a missing parameter. A command must follow -Command."
                .to_owned(),
        );
    }
    if words.len() == 1 && words[0] == "-" {
        return Job::Input;
    }
    Job::Command(words.join(" "))
}
