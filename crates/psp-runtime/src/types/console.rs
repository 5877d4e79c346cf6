//! `System.Console`: the process's own streams, past PowerShell's.

use super::session;
use crate::session::ConsoleEncoding;
use psp_derive::ps_type;
use psp_types::{declare::Char, support::values};
use psp_value::{Context, Fault, Interrupt, Native, Result, Str, Value, member, operators, types};
use std::io;

/// `[Console]`
pub(super) struct Console;

/// `[Console]::Out`, `[Console]::Error`
pub(super) struct ConsoleWriter {
    is_error: bool,
}

/// `[Console]::In`
pub(super) struct ConsoleReader;

impl Native for ConsoleWriter {}
impl Native for ConsoleReader {}

fn failed(error: io::Error) -> Interrupt {
    match error.kind() {
        io::ErrorKind::Interrupted | io::ErrorKind::BrokenPipe => Interrupt::stopped(),
        _ => Fault::new("System.IO.IOException", error.to_string()).into(),
    }
}

fn put(context: &mut dyn Context, is_error: bool, text: &str) -> Result<()> {
    let console = session(context)?.engine().console.clone();
    let written =
        if is_error { console.write_err(text.as_bytes()) } else { console.write_out(text.as_bytes()) };
    written.map_err(failed)
}

fn put_value(context: &mut dyn Context, is_error: bool, value: &Value, end: &str) -> Result<()> {
    let text = values::text(context, value)?;
    put(context, is_error, &format!("{text}{end}"))
}

fn put_format(
    context: &mut dyn Context,
    is_error: bool,
    format: &Str,
    arguments: Vec<Value>,
    end: &str,
) -> Result<()> {
    let text = operators::format_net(context, &format.into(), &arguments)?;
    put_value(context, is_error, &text, end)
}

fn put_chars(context: &mut dyn Context, is_error: bool, chars: &[Char], end: &str) -> Result<()> {
    let text = Str::from_utf16(chars.iter().map(|it| it.0));
    put(context, is_error, &format!("{text}{end}"))
}

/// A line of standard input without its end; null when there is none.
fn line(context: &mut dyn Context) -> Result<Value> {
    let session = session(context)?;
    let console = session.engine().console.clone();
    console.flush().map_err(failed)?;
    let line = console.read_line(session.stop()).map_err(failed)?;
    Ok(line.map_or(Value::NULL, |it| {
        String::from_utf8_lossy(&it).trim_end_matches('\n').trim_end_matches('\r').into()
    }))
}

fn rest(context: &mut dyn Context) -> Result<Value> {
    let session = session(context)?;
    let console = session.engine().console.clone();
    let bytes = console.read_to_end(session.stop()).map_err(failed)?;
    Ok(String::from_utf8_lossy(&bytes).as_ref().into())
}

/// What a static property of a type holds.
fn shared(context: &mut dyn Context, ty: &str, name: &str) -> Result<Value> {
    match types::find(ty) {
        Some(ty) => member::get_static(context, ty, &Str::new(name)),
        None => Ok(Value::NULL),
    }
}

#[ps_type("System.Console", kind = Static)]
impl Console {
    /// Writes to standard output.
    #[ps]
    fn write(context: &mut dyn Context, value: &Value) -> Result<()> {
        put_value(context, false, value, "")
    }
    #[ps("Write")]
    fn write_text(context: &mut dyn Context, value: &Str) -> Result<()> {
        put(context, false, &value.text())
    }
    #[ps("Write")]
    fn write_chars(context: &mut dyn Context, buffer: &[Char]) -> Result<()> {
        put_chars(context, false, buffer, "")
    }
    #[ps("Write")]
    fn write_format(context: &mut dyn Context, format: &Str, #[ps(params)] arg: Vec<Value>) -> Result<()> {
        put_format(context, false, format, arg, "")
    }

    /// Writes a line to standard output.
    #[ps]
    fn write_line(context: &mut dyn Context) -> Result<()> {
        put(context, false, "\n")
    }
    #[ps("WriteLine")]
    fn write_line_value(context: &mut dyn Context, value: &Value) -> Result<()> {
        put_value(context, false, value, "\n")
    }
    #[ps("WriteLine")]
    fn write_line_text(context: &mut dyn Context, value: &Str) -> Result<()> {
        put(context, false, &format!("{value}\n"))
    }
    #[ps("WriteLine")]
    fn write_line_chars(context: &mut dyn Context, buffer: &[Char]) -> Result<()> {
        put_chars(context, false, buffer, "\n")
    }
    #[ps("WriteLine")]
    fn write_line_format(
        context: &mut dyn Context,
        format: &Str,
        #[ps(params)] arg: Vec<Value>,
    ) -> Result<()> {
        put_format(context, false, format, arg, "\n")
    }

    /// The next line of standard input.
    #[ps]
    fn read_line(context: &mut dyn Context) -> Result<Value> {
        line(context)
    }

    /// A key of the terminal: there is none where input is redirected.
    #[ps]
    fn read_key(intercept: Option<bool>) -> Result<Value> {
        let _ = intercept;
        let message = "Cannot read keys when either application does not have a console or when console input has \
                       been redirected. Try Console.Read.";
        Err(Fault::new("System.InvalidOperationException", message).into())
    }

    /// Standard output as a writer.
    #[ps(get)]
    fn out() -> ConsoleWriter {
        ConsoleWriter { is_error: false }
    }

    /// Standard error as a writer.
    #[ps(get)]
    fn error() -> ConsoleWriter {
        ConsoleWriter { is_error: true }
    }

    /// Standard input as a reader.
    #[ps("In", get)]
    fn input() -> ConsoleReader {
        ConsoleReader
    }

    /// How text that programs write is read. psp itself writes UTF-8 only.
    #[ps(get)]
    fn output_encoding(context: &mut dyn Context) -> Result<Value> {
        match session(context)?.extension::<ConsoleEncoding>().output.clone() {
            none if none.is_null() => shared(context, "System.Text.Encoding", "UTF8"),
            given => Ok(given),
        }
    }
    #[ps(set)]
    fn set_output_encoding(context: &mut dyn Context, value: &Value) -> Result<()> {
        session(context)?.extension::<ConsoleEncoding>().output = value.clone();
        Ok(())
    }

    /// How bytes of standard input become text. psp itself reads UTF-8 only.
    #[ps(get)]
    fn input_encoding(context: &mut dyn Context) -> Result<Value> {
        match session(context)?.extension::<ConsoleEncoding>().input.clone() {
            none if none.is_null() => shared(context, "System.Text.Encoding", "UTF8"),
            given => Ok(given),
        }
    }
    #[ps(set)]
    fn set_input_encoding(context: &mut dyn Context, value: &Value) -> Result<()> {
        session(context)?.extension::<ConsoleEncoding>().input = value.clone();
        Ok(())
    }

    /// Standard input is no terminal.
    #[ps(get)]
    fn is_input_redirected(context: &mut dyn Context) -> Result<bool> {
        Ok(!session(context)?.engine().console.is_in_terminal())
    }

    /// Standard output is no terminal.
    #[ps(get)]
    fn is_output_redirected(context: &mut dyn Context) -> Result<bool> {
        Ok(!session(context)?.engine().console.is_out_terminal())
    }

    /// Standard error is no terminal.
    #[ps(get)]
    fn is_error_redirected(context: &mut dyn Context) -> Result<bool> {
        Ok(!session(context)?.engine().console.is_err_terminal())
    }

    /// Characters in a line of the terminal.
    #[ps(get)]
    fn window_width(context: &mut dyn Context) -> Result<i32> {
        Ok(session(context)?.engine().console.width() as i32)
    }

    /// Lines of the terminal.
    #[ps(get)]
    fn window_height(context: &mut dyn Context) -> Result<i32> {
        Ok(session(context)?.engine().console.height() as i32)
    }

    /// Characters in a line of the terminal's buffer.
    #[ps(get)]
    fn buffer_width(context: &mut dyn Context) -> Result<i32> {
        Self::window_width(context)
    }

    /// Lines of the terminal's buffer.
    #[ps(get)]
    fn buffer_height(context: &mut dyn Context) -> Result<i32> {
        Self::window_height(context)
    }

    /// The color of text: what the terminal has.
    #[ps(get)]
    fn foreground_color() -> Value {
        crate::session::enum_value("System.ConsoleColor", "Gray")
    }
    #[ps(set)]
    fn set_foreground_color(value: &Value) {
        let _ = value;
    }

    /// The color behind text: what the terminal has.
    #[ps(get)]
    fn background_color() -> Value {
        crate::session::enum_value("System.ConsoleColor", "Black")
    }
    #[ps(set)]
    fn set_background_color(value: &Value) {
        let _ = value;
    }

    /// Colors as they were at the start.
    #[ps]
    fn reset_color() {}

    /// The title of the terminal's window.
    #[ps(get)]
    fn title() -> &'static str {
        ""
    }
    #[ps(set)]
    fn set_title(value: &str) {
        let _ = value;
    }

    /// The cursor is shown.
    #[ps(get)]
    fn cursor_visible() -> bool {
        true
    }
    #[ps(set)]
    fn set_cursor_visible(value: bool) {
        let _ = value;
    }

    /// Empties the terminal's window.
    #[ps]
    fn clear(context: &mut dyn Context) -> Result<()> {
        if session(context)?.engine().console.is_out_terminal() {
            put(context, false, "\u{1b}[H\u{1b}[2J\u{1b}[3J")?;
        }
        Ok(())
    }

    /// Sounds the terminal's bell.
    #[ps]
    fn beep(context: &mut dyn Context) -> Result<()> {
        put(context, false, "\u{7}")
    }
}

#[ps_type("System.IO.TextWriter+SyncTextWriter")]
impl ConsoleWriter {
    /// Writes a text, the text of a value, or a composite format with its places filled.
    #[ps]
    fn write(&self, context: &mut dyn Context, value: &Value) -> Result<()> {
        put_value(context, self.is_error, value, "")
    }
    #[ps("Write")]
    fn write_text(&self, context: &mut dyn Context, value: &Str) -> Result<()> {
        put(context, self.is_error, &value.text())
    }
    #[ps("Write")]
    fn write_chars(&self, context: &mut dyn Context, buffer: &[Char]) -> Result<()> {
        put_chars(context, self.is_error, buffer, "")
    }
    #[ps("Write")]
    fn write_format(
        &self,
        context: &mut dyn Context,
        format: &Str,
        #[ps(params)] arg: Vec<Value>,
    ) -> Result<()> {
        put_format(context, self.is_error, format, arg, "")
    }

    /// The same, with a line end.
    #[ps]
    fn write_line(&self, context: &mut dyn Context) -> Result<()> {
        put(context, self.is_error, "\n")
    }
    #[ps("WriteLine")]
    fn write_line_value(&self, context: &mut dyn Context, value: &Value) -> Result<()> {
        put_value(context, self.is_error, value, "\n")
    }
    #[ps("WriteLine")]
    fn write_line_text(&self, context: &mut dyn Context, value: &Str) -> Result<()> {
        put(context, self.is_error, &format!("{value}\n"))
    }
    #[ps("WriteLine")]
    fn write_line_chars(&self, context: &mut dyn Context, buffer: &[Char]) -> Result<()> {
        put_chars(context, self.is_error, buffer, "\n")
    }
    #[ps("WriteLine")]
    fn write_line_format(
        &self,
        context: &mut dyn Context,
        format: &Str,
        #[ps(params)] arg: Vec<Value>,
    ) -> Result<()> {
        put_format(context, self.is_error, format, arg, "\n")
    }

    /// What ends a line.
    #[ps(get)]
    fn new_line(&self) -> &'static str {
        "\n"
    }

    /// The encoding.
    #[ps(get)]
    fn encoding(&self, context: &mut dyn Context) -> Result<Value> {
        shared(context, "System.Text.Encoding", "UTF8")
    }

    /// Writes out what is buffered.
    #[ps]
    fn flush(&self, context: &mut dyn Context) -> Result<()> {
        session(context)?.engine().console.flush().map_err(failed)
    }

    /// Does nothing: the process's streams stay open.
    #[ps]
    fn close(&self) {}

    /// Does nothing.
    #[ps]
    fn dispose(&self) {}
}

#[ps_type("System.IO.SyncTextReader")]
impl ConsoleReader {
    /// The next line; null at the end.
    #[ps]
    fn read_line(&self, context: &mut dyn Context) -> Result<Value> {
        line(context)
    }

    /// Everything that is left.
    #[ps]
    fn read_to_end(&self, context: &mut dyn Context) -> Result<Value> {
        rest(context)
    }

    /// Does nothing.
    #[ps]
    fn close(&self) {}

    /// Does nothing.
    #[ps]
    fn dispose(&self) {}
}
