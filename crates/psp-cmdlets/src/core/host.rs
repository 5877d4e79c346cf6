//! `Out-Host` and `Out-Default`: objects to the host, formatted on their own.

use crate::fault;
use psp_derive::Cmdlet;
use psp_format::{DEFAULT_SCREEN, Formatter};
use psp_runtime::{Cmdlet, Shell, Switch};
use psp_value::{Result, Value};

/// Shows its input on the host instead of handing it on.
///
/// ```powershell
/// 1..3 | Out-Host
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Out-Host")]
pub(super) struct OutHost {
    /// Waits after each page.
    #[param]
    paging: Switch,
    /// The object to show.
    #[param(pipeline)]
    input_object: Value,

    screen: Screen,
}

/// Shows its input where the output of a script goes by default.
///
/// ```powershell
/// 'shown' | Out-Default
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Out-Default")]
pub(super) struct OutDefault {
    /// Writes to the transcript only.
    #[param]
    transcript: Switch,
    /// The object to show.
    #[param(pipeline)]
    input_object: Value,

    screen: Screen,
}

/// The lines of one command, formatted apart from what else is shown.
#[derive(Default)]
struct Screen(Option<Formatter>);

impl Screen {
    fn push(&mut self, shell: &mut Shell<'_>, value: Value) -> Result<()> {
        if value.is_null() {
            return Ok(());
        }
        if !shell.host.is_console() {
            return shell.write_host_output(value);
        }
        let columns = shell.engine().console.size().map_or(DEFAULT_SCREEN, |it| usize::from(it.columns));
        let formatter = self.0.get_or_insert_with(|| Formatter::for_screen(columns));
        let mut text = String::new();
        let result = formatter.push(shell.session, &value, &mut |line| add(&mut text, line));
        shell.write_host_text(&text)?;
        result
    }

    fn finish(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let Some(mut formatter) = self.0.take() else { return Ok(()) };
        let mut text = String::new();
        let result = formatter.finish(shell.session, &mut |line| add(&mut text, line));
        shell.write_host_text(&text)?;
        result
    }
}

fn add(text: &mut String, line: &str) {
    text.push_str(line);
    text.push('\n');
}

impl Cmdlet for OutHost {
    fn begin(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        fault::refuse(shell, &["Paging"])
    }

    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        self.screen.push(shell, std::mem::take(&mut self.input_object))
    }

    fn end(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        self.screen.finish(shell)
    }
}

impl Cmdlet for OutDefault {
    fn begin(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        fault::refuse(shell, &["Transcript"])
    }

    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        self.screen.push(shell, std::mem::take(&mut self.input_object))
    }

    fn end(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        self.screen.finish(shell)
    }
}
