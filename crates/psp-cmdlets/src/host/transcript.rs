//! `Start-Transcript`, `Stop-Transcript`: what is shown, kept in a file.

use psp_derive::Cmdlet;
use psp_host::OpenOptions;
use psp_runtime::{Cmdlet, Session, Shell, Switch, session::PS_VERSION};
use psp_value::{ErrorCategory, Fault, Result, Value, convert};
use std::path::PathBuf;

const LINE: &str = "**********************\n";

/// Keeps what the session shows from now on in a file.
///
/// ```powershell
/// Start-Transcript /tmp/transcript.txt
/// Stop-Transcript
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Start-Transcript", default_set = "ByPath", should_process, output = "System.String")]
pub(super) struct StartTranscript {
    /// The file.
    #[param(set = "ByPath", position = 0)]
    path: Option<String>,
    /// The file; no character is a wildcard.
    #[param(set = "ByLiteralPath", mandatory, alias = "PSPath,LP")]
    literal_path: Option<String>,
    /// The directory for a file whose name is made up.
    #[param(set = "ByOutputDirectory")]
    output_directory: Option<String>,
    /// Goes on behind what is in the file.
    #[param]
    append: Switch,
    /// Writes to a file that is read-only, too.
    #[param]
    force: Switch,
    /// Fails when the file exists.
    #[param(alias = "NoOverwrite")]
    no_clobber: Switch,
    /// Writes the time of each command; psp shows none.
    #[param]
    include_invocation_header: Switch,
    /// Writes a head of one line.
    #[param]
    use_minimal_header: Switch,
}

/// Ends what `Start-Transcript` began.
///
/// ```powershell
/// Start-Transcript /tmp/transcript.txt
/// Stop-Transcript
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Stop-Transcript", output = "System.String")]
pub(super) struct StopTranscript {}

/// The file of the transcript under way.
#[derive(Default)]
struct Transcript(Option<String>);

impl Cmdlet for StartTranscript {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        if shell.session.extension::<Transcript>().0.is_some() {
            let message = "Transcription has already been started. Use the Stop-Transcript command to stop transcription before trying again.";
            return Err(Fault::new("System.InvalidOperationException", message)
                .id("InvalidOperation")
                .category(ErrorCategory::InvalidOperation)
                .into());
        }
        let path = self.file(shell)?;
        let target = path.display().to_string();
        if !shell.should_process(&target, "Start-Transcript")? {
            return Ok(());
        }
        let system = shell.engine().system.clone();
        if *self.no_clobber && system.is_file(&path) {
            let message = format!("File {target} already exists and NoClobber was specified.");
            return Err(Fault::new("System.UnauthorizedAccessException", message)
                .id("NoClobber")
                .category(ErrorCategory::ResourceExists)
                .target(target)
                .into());
        }
        let append = *self.append;
        let options =
            OpenOptions { write: true, create: true, append, truncate: !append, ..OpenOptions::READ };
        let head = self.head(shell)?;
        let opened = path
            .parent()
            .map_or(Ok(()), |it| system.create_dir_all(it))
            .and_then(|()| system.open(&path, options));
        let opened = opened.and_then(|mut file| file.write_all(head.as_bytes()).map(|()| file));
        let file = opened.map_err(|error| {
            let message =
                format!("Could not start the transcript in '{target}': {}", psp_host::error_text(&error));
            Fault::new("System.IO.IOException", message)
                .id("CannotStartTranscription")
                .category(ErrorCategory::OpenError)
                .target(target.as_str())
        })?;
        let host = shell.session.host.clone();
        host.set_transcript(Some(file));
        shell.session.extension::<Transcript>().0 = Some(target.clone());
        shell.write(format!("Transcript started, output file is {}", self.shown().unwrap_or(&target)))
    }
}

impl StartTranscript {
    /// The path as it was given.
    fn shown(&self) -> Option<&str> {
        self.literal_path.as_deref().or(self.path.as_deref())
    }

    fn file(&self, shell: &mut Shell<'_>) -> Result<PathBuf> {
        if let Some(path) = self.shown() {
            return Ok(shell.session.absolute(path));
        }
        let directory = match &self.output_directory {
            Some(directory) => shell.session.absolute(directory),
            None => PathBuf::from(shell.session.home()),
        };
        let machine = shell.engine().system.host_name();
        let time = now(shell.session, "yyyyMMddHHmmss")?;
        let id = shell.engine().system.process_id();
        Ok(directory.join(format!("PowerShell_transcript.{machine}.{id:08x}.{time}.txt")))
    }

    fn head(&self, shell: &mut Shell<'_>) -> Result<String> {
        let time = now(shell.session, "yyyyMMddHHmmss")?;
        let start = format!("{LINE}PowerShell transcript start\nStart time: {time}\n");
        if *self.use_minimal_header {
            return Ok(start + LINE);
        }
        let system = shell.engine().system.clone();
        let (machine, user) = (system.host_name(), system.user_name());
        let platform = system.platform();
        let application =
            system.arguments().iter().map(|it| it.to_string_lossy().into_owned()).collect::<Vec<_>>();
        Ok(format!(
            "{start}Username: {machine}\\{user}\nRunAs User: {machine}\\{user}\nConfiguration Name: \nMachine: {machine} ({0})\nHost Application: {1}\nProcess ID: {2}\nPSVersion: {PS_VERSION}\nPSEdition: Core\nGitCommitId: {PS_VERSION}\nOS: {0}\nPlatform: Unix\nPSCompatibleVersions: 1.0, 2.0, 3.0, 4.0, 5.0, 5.1, 6.0, 7.0\nPSRemotingProtocolVersion: 2.4\nSerializationVersion: 1.1.0.1\nWSManStackVersion: 3.0\n{LINE}",
            platform.distribution,
            application.join(" "),
            system.process_id(),
        ))
    }
}

impl Cmdlet for StopTranscript {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let Some(path) = shell.session.extension::<Transcript>().0.take() else {
            let message = "An error occurred stopping transcription: The host is not currently transcribing.";
            return Err(Fault::new("System.Management.Automation.PSInvalidOperationException", message)
                .id("InvalidOperation")
                .category(ErrorCategory::InvalidOperation)
                .into());
        };
        let time = now(shell.session, "yyyyMMddHHmmss")?;
        let host = shell.session.host.clone();
        if let Some(mut file) = host.set_transcript(None) {
            let end = format!("{LINE}PowerShell transcript end\nEnd time: {time}\n{LINE}");
            // What could not be written was told when it was shown.
            let _ = file.write_all(end.as_bytes());
        }
        shell.write(format!("Transcript stopped, output file is {path}"))
    }
}

/// The local time in a format.
fn now(session: &mut Session, format: &str) -> Result<String> {
    let now: Value = session.now();
    Ok(convert::to_string_format(session, &now, format)?.text().into_owned())
}
