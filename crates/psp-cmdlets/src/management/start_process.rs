//! `Start-Process`, `Invoke-Item`

use super::paths;
use crate::fault::refuse;
use psp_derive::Cmdlet;
use psp_host::{Child, Input, Launch, OpenOptions, Output, ProcessInfo};
use psp_providers::{NameFilter, ProviderKind, glob};
use psp_runtime::{Cmdlet, DictionaryArgument, Shell, Switch};
use psp_types::system::diagnostics::process::Process;
use psp_value::{ErrorCategory, Fault, Interrupt, Result, Value, convert};
use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

/// Starts a program without waiting for it, unless told to.
///
/// ```powershell
/// (Start-Process sh -ArgumentList '-c "exit 3"' -Wait -PassThru).ExitCode     # => 3
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Start-Process", default_set = "Default", should_process, output = "System.Diagnostics.Process")]
pub(super) struct StartProcess {
    /// The program, by name or path.
    #[param(position = 0, mandatory, alias = "PSPath,Path")]
    file_path: String,
    /// Its arguments, joined with blanks and split again where they are not in double quotes.
    #[param(position = 1, alias = "Args")]
    argument_list: Vec<String>,
    /// Another user; psp has only the one who runs it.
    #[param(alias = "RunAs", ty = "System.Management.Automation.PSCredential")]
    credential: Value,
    /// Where it works; the current location when left out.
    #[param]
    working_directory: Option<String>,
    /// Windows' user profile.
    #[param(alias = "Lup")]
    load_user_profile: Switch,
    /// Stays at this terminal, as all programs here do.
    #[param(alias = "nnw")]
    no_new_window: Switch,
    /// Gives the process.
    #[param]
    pass_thru: Switch,
    /// The file that takes its standard error.
    #[param(alias = "RSE")]
    redirect_standard_error: Option<String>,
    /// The file of its standard input.
    #[param(alias = "RSI")]
    redirect_standard_input: Option<String>,
    /// The file that takes its standard output.
    #[param(alias = "RSO")]
    redirect_standard_output: Option<String>,
    /// What Windows does with a document.
    #[param]
    verb: Option<String>,
    /// How Windows shows its window.
    #[param(ty = "System.Diagnostics.ProcessWindowStyle")]
    window_style: Value,
    /// Waits for its end.
    #[param]
    wait: Switch,
    /// Gives it the environment that a new session would have.
    #[param]
    use_new_environment: Switch,
    /// Variables that its environment gets; null removes one.
    #[param]
    environment: DictionaryArgument,
}

impl Cmdlet for StartProcess {
    fn begin(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        refuse(shell, &["Credential", "LoadUserProfile", "Verb", "WindowStyle", "UseNewEnvironment"])
    }

    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let directory = match &self.working_directory {
            Some(path) => glob::one(shell.session, path, false)?.path(),
            None => shell.file_location().to_owned(),
        };
        if !shell.should_process(&self.file_path, "Start-Process")? {
            return Ok(());
        }
        let launch = self.launch(shell, &directory)?;
        let name = launch.program.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
        let child = start(shell, launch)
            .map_err(|error| if error.is_stopped() { error } else { self.failed(&directory, &error) })?;
        let system = shell.engine().system.clone();
        let info = system.process(child.id());
        let info = info.unwrap_or_else(|_| ProcessInfo { id: child.id(), name, ..ProcessInfo::default() });
        if self.wait.0 {
            let stop = shell.session.stop.clone();
            if let Err(error) = child.wait(&stop)
                && error.kind() == std::io::ErrorKind::Interrupted
            {
                return Err(Interrupt::stopped());
            }
        } else {
            child.detach();
        }
        if self.pass_thru.0 { shell.write(Process::started(info, child)) } else { Ok(()) }
    }
}

impl StartProcess {
    fn launch(&self, shell: &mut Shell<'_>, directory: &str) -> Result<Launch> {
        let program = find_program(shell, &self.file_path)
            .ok_or_else(|| self.failed(directory, &Fault::new("System.IO.IOException", "").into()))?;
        let arguments = split_arguments(&self.argument_list.join(" "));
        let mut launch = Launch::new(program, arguments);
        launch.directory = Some(PathBuf::from(directory));
        if let Some(path) = &self.redirect_standard_input {
            let path = glob::one(shell.session, path, false)?.path();
            launch.stdin = Input::Bytes(standard_input(shell, &path)?);
        }
        if let Some(path) = &self.redirect_standard_output {
            let path = glob::one(shell.session, path, false)?.path();
            launch.stdout = Output::File(open(shell, &path, OpenOptions::WRITE)?);
        }
        if let Some(path) = &self.redirect_standard_error {
            let path = glob::one(shell.session, path, false)?.path();
            launch.stderr = Output::File(open(shell, &path, OpenOptions::WRITE)?);
        }
        if let Some(table) = self.environment.0.as_table() {
            let entries: Vec<(Value, Value)> =
                table.with(|it| it.iter().map(|(key, value)| (key.clone(), value.clone())).collect());
            for (key, value) in entries {
                let key = convert::to_text(shell.session, &key)?.text().into_owned();
                let text = convert::to_text(shell.session, &value)?.text().into_owned();
                launch.environment.push((key, (!value.is_null()).then_some(text)));
            }
        }
        Ok(launch)
    }

    fn failed(&self, directory: &str, error: &Interrupt) -> Interrupt {
        let reason = crate::fault::message_of(error);
        let reason = if reason.is_empty() { "No such file or directory".to_owned() } else { reason };
        let message = format!(
            "This command cannot be run due to the error: An error occurred trying to start process '{}' with working directory '{directory}'. {reason}",
            self.file_path
        );
        Fault::new("System.InvalidOperationException", message)
            .id("InvalidOperationException")
            .category(ErrorCategory::InvalidOperation)
            .into()
    }
}

fn open(shell: &Shell<'_>, path: &str, how: OpenOptions) -> Result<Box<dyn psp_host::File>> {
    let system = shell.engine().system.clone();
    system.open(Path::new(path), how).map_err(|error| {
        psp_providers::fault::io(&*system, &error, path, "FileOpenFailure", ErrorCategory::OpenError).into()
    })
}

/// What a file gives as standard input: its text with one more line end, as PowerShell writes it.
fn standard_input(shell: &Shell<'_>, path: &str) -> Result<Vec<u8>> {
    let system = shell.engine().system.clone();
    let read = system.read(Path::new(path)).map_err(|error| {
        psp_providers::fault::io(&*system, &error, path, "FileOpenFailure", ErrorCategory::OpenError)
    });
    let mut bytes = read?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// The file of a program: along `PATH`, or by its path.
fn find_program(shell: &Shell<'_>, name: &str) -> Option<PathBuf> {
    let system = shell.engine().system.clone();
    if !name.contains(['/', '\\', '~', ':'])
        && let Some(found) = system.find_program(name)
    {
        return Some(found);
    }
    let place = glob::one(shell.session, name, true).ok()?;
    let path = PathBuf::from(place.path());
    system.is_executable(&path).then_some(path)
}

/// Starts a program after what was written before it.
fn start(shell: &mut Shell<'_>, launch: Launch) -> Result<Arc<dyn Child>> {
    let host = shell.session.host.clone();
    host.flush(shell.session)?;
    let started = shell.engine().system.start(vec![launch]);
    started.map_err(|error| Fault::new("System.IO.IOException", psp_host::error_text(&error)).into())
}

/// Splits a command line at blanks outside of double quotes; `\"` is a quote.
fn split_arguments(line: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut current: Option<String> = None;
    let mut quoted = false;
    let mut chars = line.chars().peekable();
    while let Some(it) = chars.next() {
        match it {
            '\\' => {
                let mut count = 1;
                while chars.next_if_eq(&'\\').is_some() {
                    count += 1;
                }
                let word = current.get_or_insert_default();
                if chars.peek() == Some(&'"') {
                    word.extend(std::iter::repeat_n('\\', count / 2));
                    if count % 2 == 1 {
                        word.push('"');
                        chars.next();
                    }
                } else {
                    word.extend(std::iter::repeat_n('\\', count));
                }
            }
            '"' if quoted && chars.peek() == Some(&'"') => {
                current.get_or_insert_default().push('"');
                chars.next();
            }
            '"' => {
                quoted = !quoted;
                current.get_or_insert_default();
            }
            ' ' | '\t' if !quoted => found.extend(current.take()),
            other => current.get_or_insert_default().push(other),
        }
    }
    found.extend(current);
    found
}

/// Runs a program file, or opens a document with the desktop's program for it.
///
/// ```powershell
/// Invoke-Item /bin/true
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Invoke-Item", default_set = "Path", should_process)]
pub(super) struct InvokeItem {
    /// Paths; wildcards are expanded.
    #[param(position = 0, mandatory, pipeline, by_name, set = "Path")]
    path: Vec<String>,
    /// Paths in which no character is a wildcard.
    #[param(set = "LiteralPath", mandatory, by_name, alias = "PSPath,LP")]
    literal_path: Vec<String>,
    /// Only names that match this pattern.
    #[param]
    filter: Option<String>,
    /// Only names that match one of these.
    #[param]
    include: Vec<String>,
    /// No names that match one of these.
    #[param]
    exclude: Vec<String>,
    /// Another user; psp has only the one who runs it.
    #[param(by_name, ty = "System.Management.Automation.PSCredential")]
    credential: Value,
}

impl Cmdlet for InvokeItem {
    fn begin(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        refuse(shell, &["Credential"])
    }

    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let (given, literal) = paths::given(&self.path, &self.literal_path);
        let filter = NameFilter::new(&self.include, &self.exclude, self.filter.as_deref())?;
        let places = paths::resolve(shell, given, literal, &filter)?;
        paths::each(shell, places, |shell, place| {
            if place.kind() != ProviderKind::FileSystem {
                return Err(psp_providers::fault::no_operation().into());
            }
            let path = place.path();
            if !shell.should_process(&format!("Item: {path}"), "Invoke Item")? {
                return Ok(());
            }
            let system = shell.engine().system.clone();
            let directory = Some(PathBuf::from(shell.file_location()));
            let (program, arguments) = if system.is_executable(Path::new(&path)) {
                (PathBuf::from(&path), Vec::new())
            } else {
                let opener = system.find_program("xdg-open");
                let opener =
                    opener.ok_or_else(|| Fault::not_supported("opening documents without xdg-open"))?;
                (opener, vec![path])
            };
            let launch = Launch { directory, ..Launch::new(program, arguments) };
            start(shell, launch)?.detach();
            Ok(())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::split_arguments;

    #[test]
    fn command_lines() {
        assert_eq!(split_arguments(r#"-c "exit 5""#), ["-c", "exit 5"]);
        assert_eq!(split_arguments(r"<%s>\n a b"), [r"<%s>\n", "a", "b"]);
        assert_eq!(split_arguments(r#"a\"b "" c"#), ["a\"b", "", "c"]);
    }
}
