//! Talking with whoever runs the session: questions, answers, and lines of standard input.

use crate::session::Session;
use psp_value::{ErrorCategory, Fault, Interrupt, Result, Value};

/// What a session may ask, and where `$input` of its script comes from.
#[derive(Default)]
pub struct Dialog {
    /// `-NonInteractive`: questions are errors.
    pub is_forbidden: bool,
    /// Standard input is `$input` of the script that the process runs.
    pub feeds_input: bool,
}

impl Session {
    /// Questions may be asked.
    pub fn may_ask(&mut self) -> bool {
        !self.extension::<Dialog>().is_forbidden && self.host.is_console() && !self.is_worker
    }

    /// Shows a question and reads the line of the answer; `None` at the end of the input.
    ///
    /// # Errors
    /// `InvalidOperation` where nobody may be asked.
    pub fn ask(&mut self, question: &str, is_hidden: bool) -> Result<Option<String>> {
        if !self.may_ask() {
            return Err(cannot_ask().into());
        }
        let host = self.host.clone();
        host.flush(self)?;
        let console = self.engine().console.clone();
        let failed = |error: std::io::Error| match error.kind() {
            std::io::ErrorKind::Interrupted | std::io::ErrorKind::BrokenPipe => Interrupt::stopped(),
            _ => Fault::new("System.IO.IOException", error.to_string()).id("ReadHost").into(),
        };
        console.write_out(question.as_bytes()).and_then(|()| console.flush()).map_err(failed)?;
        let line =
            if is_hidden { console.read_hidden_line(&self.stop) } else { console.read_line(&self.stop) };
        let line = line.map_err(failed)?.map(|it| {
            let text = String::from_utf8_lossy(&it);
            text.trim_end_matches(['\r', '\n']).to_owned()
        });
        // A terminal has shown what was typed.
        if !console.is_in_terminal() {
            let shown = line.as_deref().filter(|_| !is_hidden).unwrap_or_default();
            console.write_out(format!("{shown}\n").as_bytes()).map_err(failed)?;
        }
        Ok(line)
    }

    /// Asks for parameters of a command: name, and whether it takes a list. `None` when the input ends before all are
    /// answered.
    ///
    /// # Errors
    /// Those of [`Session::ask`].
    pub fn ask_for_parameters(
        &mut self,
        command: &str,
        wanted: &[(String, bool)],
    ) -> Result<Option<Vec<Value>>> {
        let host = self.host.clone();
        host.flush(self)?;
        let console = self.engine().console.clone();
        let head = format!(
            "\ncmdlet {command} at command pipeline position 1\nSupply values for the following parameters:\n"
        );
        console.write_out(head.as_bytes()).map_err(|_| Interrupt::stopped())?;
        let mut answers = Vec::new();
        for (name, is_list) in wanted {
            if !is_list {
                let Some(answer) = self.ask(&format!("{name}: "), false)? else { return Ok(None) };
                answers.push(answer.into());
                continue;
            }
            let mut items: Vec<Value> = Vec::new();
            loop {
                match self.ask(&format!("{name}[{}]: ", items.len()), false)? {
                    None => return Ok(None),
                    Some(item) if item.is_empty() => break,
                    Some(item) => items.push(item.into()),
                }
            }
            answers.push(Value::array(items));
        }
        Ok(Some(answers))
    }

    /// What is left of standard input, as lines, where it is the script's `$input`.
    pub(crate) fn standard_input(&mut self) -> Vec<Value> {
        let console = self.engine().console.clone();
        if !self.extension::<Dialog>().feeds_input || console.is_in_terminal() {
            return Vec::new();
        }
        let bytes = console.read_to_end(&self.stop).unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes);
        text.strip_prefix('\u{feff}').unwrap_or(&text).lines().map(Value::from).collect()
    }
}

/// The error of a question that nobody may be asked.
pub fn cannot_ask() -> Fault {
    let message = "PowerShell is in NonInteractive mode. Read and Prompt functionality is not available.";
    Fault::new("System.Management.Automation.PSInvalidOperationException", message)
        .id("InvalidOperation")
        .category(ErrorCategory::InvalidOperation)
}
