//! Streams: where records go, preferences, redirection to files.

use super::Session;
use crate::{
    names::NAMES,
    pipeline::{Action, Out, Redirects, StageInfo, StreamTarget},
};
use psp_value::{Fault, Interrupt, Result, Str, Value};

/// A stream other than the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as the streams")]
pub enum StreamKind {
    Error,
    Warning,
    Verbose,
    Debug,
    Information,
    Progress,
}

/// `[Console]::OutputEncoding` and `InputEncoding`, as they were set; null is UTF-8.
#[derive(Default)]
pub struct ConsoleEncoding {
    /// How text that programs write is read.
    pub output: Value,
    /// How standard input is read.
    pub input: Value,
}

/// A file that a redirection writes.
pub struct OpenFile {
    /// Takes the objects; formats them as text.
    pub writer: Box<dyn FileWriter>,
}

/// Writes objects to a file as `Out-File` does.
pub trait FileWriter: Send {
    /// Writes an object.
    fn write(&mut self, session: &mut Session, value: Value) -> Result<()>;
    /// Writes raw bytes of a program.
    fn write_bytes(&mut self, bytes: &[u8]) -> Result<()>;
    /// Writes what is held back and closes.
    fn close(&mut self, session: &mut Session) -> Result<()>;
}

impl Session {
    /// Writes an object to the host.
    #[inline]
    pub fn write_host_output(&mut self, value: Value) -> Result<()> {
        if value.is_nothing() {
            return Ok(());
        }
        let host = self.host.clone();
        host.output(self, value)
    }

    /// Writes an object to an open file.
    pub fn write_file_output(&mut self, file: u32, value: Value) -> Result<()> {
        let Some(mut open) = self.files.get_mut(file as usize).and_then(Option::take) else { return Ok(()) };
        let result = open.writer.write(self, value);
        self.files[file as usize] = Some(open);
        result
    }

    /// Writes bytes of a program to an open file.
    pub fn write_file_bytes(&mut self, file: u32, bytes: &[u8]) -> Result<()> {
        match self.files.get_mut(file as usize) {
            Some(Some(open)) => open.writer.write_bytes(bytes),
            _ => Ok(()),
        }
    }

    /// Adds an open file; its number.
    pub fn add_file(&mut self, writer: Box<dyn FileWriter>) -> u32 {
        self.files.push(Some(OpenFile { writer }));
        self.files.len() as u32 - 1
    }

    /// Closes an open file.
    pub fn close_file(&mut self, file: u32) -> Result<()> {
        let taken = self.files.get_mut(file as usize).and_then(Option::take);
        while matches!(self.files.last(), Some(None)) {
            self.files.pop();
        }
        taken.map_or(Ok(()), |mut it| it.writer.close(self))
    }

    /// Writes a command's output, and collects it for `-OutVariable`.
    #[inline]
    pub fn write_stage_output(&mut self, stage: &StageInfo, value: Value) -> Result<()> {
        if stage.common.out_variable.is_some() || stage.common.pipeline_variable.is_some() {
            self.note_output(stage, &value)?;
        }
        self.write_to(stage.out, value)
    }

    /// What `-OutVariable` and `-PipelineVariable` do with an object.
    pub fn note_output(&mut self, stage: &StageInfo, value: &Value) -> Result<()> {
        self.add_to_variable(stage.common.out_variable.as_ref(), value)?;
        if let Some(name) = &stage.common.pipeline_variable {
            let (symbol, scope) = self.collecting_variable(&name.text(), self.scope());
            self.write_variable(symbol, scope, value.clone())?;
        }
        Ok(())
    }

    /// Sends a record to where a stream goes, whatever the preferences.
    pub fn write_record(&mut self, kind: StreamKind, value: Value, redirects: Redirects) -> Result<()> {
        match redirects.of(kind) {
            StreamTarget::Host => {
                let host = self.host.clone();
                host.record(self, kind, value)
            }
            // Errors that are shown after all go to where errors are shown.
            StreamTarget::Merge(Out::HOST) if kind == StreamKind::Error => {
                let host = self.host.clone();
                host.record(self, kind, value)
            }
            StreamTarget::Merge(out) => self.write_to(out, value),
            StreamTarget::File(file) => self.write_file_output(file, value),
            StreamTarget::Null => Ok(()),
        }
    }

    /// Writes a text of a command to a stream; the preference decides.
    pub fn write_stage_text(&mut self, stage: &StageInfo, kind: StreamKind, text: Str) -> Result<()> {
        let record = text_record(kind, &text);
        self.write_stage_record(stage, kind, record)
    }

    /// Writes a text record of a command to its stream; the preference decides.
    pub fn write_stage_record(&mut self, stage: &StageInfo, kind: StreamKind, record: Value) -> Result<()> {
        let action = self.text_action(stage, kind);
        if kind == StreamKind::Warning {
            self.add_to_variable(stage.common.warning_variable.as_ref(), &record)?;
            self.note_in_functions(&record, None, |it| it.warning_variable.as_ref())?;
        }
        self.act_on_text(kind, action, record, stage.redirects)
    }

    /// Writes a text that no command stands for: of a parallel worker, of a method.
    pub fn write_text(&mut self, kind: StreamKind, text: Str) -> Result<()> {
        let (variable, default) = preference(kind);
        let action = self.action_of(None, variable, default);
        let redirects = self.redirects;
        self.act_on_text(kind, action, text_record(kind, &text), redirects)
    }

    fn act_on_text(
        &mut self,
        kind: StreamKind,
        action: Action,
        record: Value,
        redirects: Redirects,
    ) -> Result<()> {
        match action {
            Action::SilentlyContinue | Action::Ignore => Ok(()),
            Action::Stop => {
                let text = psp_value::convert::to_text(self, &record)?;
                self.write_record(kind, record, redirects)?;
                Err(stopped_by_preference(kind, &text))
            }
            _ => self.write_record(kind, record, redirects),
        }
    }

    fn text_action(&mut self, stage: &StageInfo, kind: StreamKind) -> Action {
        let common = &stage.common;
        let given = match kind {
            StreamKind::Warning => common.warning_action,
            StreamKind::Verbose => common.verbose.map(switch_action),
            StreamKind::Debug => common.debug.map(switch_action),
            StreamKind::Information => common.information_action,
            StreamKind::Progress => common.progress_action,
            StreamKind::Error => common.error_action,
        };
        let (variable, default) = preference(kind);
        self.action_of(given, variable, default)
    }

    /// Writes an information record; `Write-Host`'s are always shown.
    pub fn write_information(&mut self, stage: &StageInfo, record: Value, from_host: bool) -> Result<()> {
        self.add_to_variable(stage.common.information_variable.as_ref(), &record)?;
        self.note_in_functions(&record, None, |it| it.information_variable.as_ref())?;
        let action = self.text_action(stage, StreamKind::Information);
        // What is not shown still goes where the stream is sent to.
        let is_sent =
            stage.redirects.of(StreamKind::Information) != StreamTarget::Host || !self.host.is_console();
        match (action, from_host) {
            (Action::Ignore, _) => Ok(()),
            (Action::SilentlyContinue, _) if is_sent => {
                self.write_record(StreamKind::Information, record, stage.redirects)
            }
            (Action::SilentlyContinue, false) => Ok(()),
            (Action::SilentlyContinue, true) if stage.common.information_action.is_some() => Ok(()),
            (Action::Stop, false) => {
                let text = psp_value::convert::to_text(self, &record)?;
                Err(stopped_by_preference(StreamKind::Information, &text))
            }
            _ => self.write_record(StreamKind::Information, record, stage.redirects),
        }
    }

    /// `ShouldProcess`.
    pub fn should_process(&mut self, stage: &StageInfo, target: &str, action: &str) -> Result<bool> {
        let message = format!("Performing the operation \"{action}\" on target \"{target}\".");
        self.should_process_text(stage, &message)
    }

    /// `ShouldProcess` with a text that says what is about to be done.
    pub fn should_process_text(&mut self, stage: &StageInfo, message: &str) -> Result<bool> {
        let what_if = match stage.common.what_if {
            Some(given) => given,
            None => psp_value::convert::is_true(&self.variable_value(NAMES.what_if_preference)),
        };
        if what_if {
            let text = format!("What if: {message}\n");
            self.write_host_text(&text)?;
            return Ok(false);
        }
        self.write_stage_text(stage, StreamKind::Verbose, message.into())?;
        if stage.common.confirm == Some(true) {
            let message =
                "PowerShell is in NonInteractive mode. Read and Prompt functionality is not available.";
            return Err(Fault::new("System.Management.Automation.PSInvalidOperationException", message)
                .id("InvalidOperation")
                .category(psp_value::ErrorCategory::InvalidOperation)
                .into());
        }
        Ok(true)
    }

    /// Writes text to standard output behind everything that was written before.
    pub fn write_host_text(&mut self, text: &str) -> Result<()> {
        let host = self.host.clone();
        host.flush(self)?;
        let console = self.engine().console.clone();
        console.write_out(text.as_bytes()).map_err(|_| Interrupt::stopped())
    }

    /// Runs `f` with output going elsewhere.
    pub fn with_out<R>(&mut self, out: Out, f: impl FnOnce(&mut Self) -> Result<R>) -> Result<R> {
        let before = std::mem::replace(&mut self.out, out);
        let result = f(self);
        self.out = before;
        result
    }
}

fn switch_action(on: bool) -> Action {
    if on { Action::Continue } else { Action::SilentlyContinue }
}

fn preference(kind: StreamKind) -> (psp_ir::Symbol, Action) {
    match kind {
        StreamKind::Error => (NAMES.error_action, Action::Continue),
        StreamKind::Warning => (NAMES.warning_action, Action::Continue),
        StreamKind::Verbose => (NAMES.verbose_action, Action::SilentlyContinue),
        StreamKind::Debug => (NAMES.debug_action, Action::SilentlyContinue),
        StreamKind::Information => (NAMES.information_action, Action::SilentlyContinue),
        StreamKind::Progress => (NAMES.progress_action, Action::Continue),
    }
}

/// A text as the record object of its stream: `WarningRecord`, `VerboseRecord`, `DebugRecord`.
pub fn text_record(kind: StreamKind, text: &Str) -> Value {
    let name = match kind {
        StreamKind::Warning => "System.Management.Automation.WarningRecord",
        StreamKind::Verbose => "System.Management.Automation.VerboseRecord",
        StreamKind::Debug => "System.Management.Automation.DebugRecord",
        _ => "System.Management.Automation.InformationalRecord",
    };
    crate::record::TextRecord::value(name, text.clone())
}

fn stopped_by_preference(kind: StreamKind, text: &Str) -> Interrupt {
    let variable = match kind {
        StreamKind::Warning => "WarningPreference",
        StreamKind::Verbose => "VerbosePreference",
        StreamKind::Debug => "DebugPreference",
        _ => "InformationPreference",
    };
    let message = format!(
        "The running command stopped because the preference variable \"{variable}\" or common parameter is set to Stop: {text}"
    );
    let record = Fault::new("System.Management.Automation.ActionPreferenceStopException", message)
        .id("ActionPreferenceStop")
        .category(psp_value::ErrorCategory::OperationStopped)
        .into_record();
    Interrupt::raise(record.into_value(), true)
}
