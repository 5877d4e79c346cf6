//! `Out-String`: what would be shown, as text.

use psp_derive::Cmdlet;
use psp_format::{Formatter, UNLIMITED};
use psp_runtime::{Cmdlet, Session, Shell, Switch, TextFormatter};
use psp_value::{Result, Value};

/// Gives the text that objects are shown as.
///
/// ```powershell
/// [pscustomobject]@{ A = 1; B = 2 } | Out-String
/// 'a', 'b' | Out-String -Stream
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Out-String", default_set = "NoNewLineFormatting", output = "System.String")]
pub(super) struct OutString {
    /// A string for each line instead of one for all.
    #[param(set = "StreamFormatting")]
    stream: Switch,
    /// Characters in a line.
    #[param(validate_range(2, 2_147_483_647))]
    width: Option<i32>,
    /// No line ends.
    #[param(set = "NoNewLineFormatting")]
    no_newline: Switch,
    /// The object to show.
    #[param(pipeline)]
    input_object: Value,

    formatter: Option<Formatter>,
    lines: Vec<String>,
}

impl Cmdlet for OutString {
    fn begin(&mut self, _shell: &mut Shell<'_>) -> Result<()> {
        let width = self.width.and_then(|it| usize::try_from(it).ok());
        let width = width.unwrap_or(UNLIMITED);
        self.formatter = Some(Formatter::new(width));
        Ok(())
    }

    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let object = std::mem::take(&mut self.input_object);
        if object.is_null() {
            return Ok(());
        }
        let Some(formatter) = &mut self.formatter else { return Ok(()) };
        let lines = &mut self.lines;
        formatter.push(shell.session, &object, &mut |line| lines.push(line.to_owned()))?;
        self.stream(shell)
    }

    fn end(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let Some(formatter) = &mut self.formatter else { return Ok(()) };
        let lines = &mut self.lines;
        formatter.finish(shell.session, &mut |line| lines.push(line.to_owned()))?;
        self.stream(shell)?;
        if self.stream.0 {
            return Ok(());
        }
        let end = if self.no_newline.0 { "" } else { "\n" };
        let text: String = self.lines.drain(..).flat_map(|it| [it, end.to_owned()]).collect();
        shell.write(text)
    }
}

impl OutString {
    fn stream(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        if !self.stream.0 {
            return Ok(());
        }
        std::mem::take(&mut self.lines).into_iter().try_for_each(|it| shell.write(it))
    }
}

/// What shows objects as lines to a program that reads them.
pub fn text_formatter() -> Box<dyn TextFormatter> {
    Box::new(Lines(Formatter::new(UNLIMITED)))
}

struct Lines(Formatter);

impl TextFormatter for Lines {
    fn push(&mut self, session: &mut Session, value: &Value, out: &mut dyn FnMut(&str)) -> Result<()> {
        self.0.push(session, value, out)
    }

    fn finish(&mut self, session: &mut Session, out: &mut dyn FnMut(&str)) -> Result<()> {
        self.0.finish(session, out)
    }
}
