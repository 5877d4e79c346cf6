//! [`ConsoleHost`]: what a session writes, formatted to the standard streams as pwsh does it.

use crate::{progress::Progress, style};
use parking_lot::Mutex;
use psp_format::{
    Formatter,
    error::{self, ErrorStyle, StreamMessage},
};
use psp_host::{Console, File};
use psp_runtime::{Host, Session, StreamKind, record::InformationRecord};
use psp_value::{Interrupt, Result, Value, View, convert};
use std::sync::Arc;

/// Formats objects to standard output, and errors to standard error.
pub struct ConsoleHost {
    console: Arc<dyn Console>,
    formatter: Mutex<Option<Box<Formatter>>>,
    transcript: Mutex<Option<Box<dyn File>>>,
    progress: Mutex<Progress>,
}

impl ConsoleHost {
    /// A host over a console.
    pub fn new(console: Arc<dyn Console>) -> Self {
        Self {
            console,
            formatter: Mutex::new(None),
            transcript: Mutex::new(None),
            progress: Mutex::default(),
        }
    }

    fn formatter(&self) -> Box<Formatter> {
        let kept = self.formatter.lock().take();
        kept.unwrap_or_else(|| {
            let columns =
                self.console.size().map_or(psp_format::DEFAULT_SCREEN, |it| usize::from(it.columns));
            Box::new(Formatter::for_screen(columns))
        })
    }

    /// Runs the formatter over a value; text that nobody can read any more ends the script.
    fn format(
        &self,
        session: &mut Session,
        f: impl FnOnce(&mut Formatter, &mut Session, &mut dyn FnMut(&str)) -> Result<()>,
    ) -> Result<()> {
        let mut formatter = self.formatter();
        let mut broken = false;
        let result = f(&mut formatter, session, &mut |line| {
            broken |= self.line(line).is_err();
        });
        *self.formatter.lock() = Some(formatter);
        if broken { Err(Interrupt::stopped()) } else { result }
    }

    fn line(&self, line: &str) -> std::io::Result<()> {
        self.keep(line);
        self.keep("\n");
        self.progress.lock().clear(&*self.console);
        self.console.write_out(line.as_bytes())?;
        self.console.write_out(b"\n")
    }

    /// Adds to the transcript, if there is one. What cannot be written there is shown all the same.
    fn keep(&self, text: &str) {
        if let Some(file) = &mut *self.transcript.lock() {
            let _ = file.write_all(psp_format::cells::plain(text).as_bytes());
        }
    }

    fn text(&self, text: &str) -> Result<()> {
        self.keep(text);
        self.progress.lock().clear(&*self.console);
        self.console.write_out(text.as_bytes()).map_err(|_| Interrupt::stopped())
    }

    /// Writes out what the formatter still holds.
    pub fn finish(&self, session: &mut Session) {
        let open = self.formatter.lock().is_some();
        if open {
            let _ = self.format(session, |formatter, session, out| formatter.finish(session, out));
        }
        self.progress.lock().clear(&*self.console);
        let _ = self.console.flush();
    }

    /// Writes an error record to standard error.
    pub fn show_error(&self, session: &mut Session, record: &Value) {
        self.progress.lock().clear(&*self.console);
        let style = style::of(session, self.console.is_err_terminal());
        let style = ErrorStyle { style, ..ErrorStyle::default() };
        let lines = error::lines(session, record, &style).unwrap_or_default();
        for line in lines {
            let line = format!("{line}\n");
            self.keep(&line);
            let _ = self.console.write_err(line.as_bytes());
        }
    }

    fn prefixed(&self, session: &mut Session, kind: StreamMessage, value: &Value) -> Result<()> {
        let text = convert::to_text(session, value)?;
        let line = error::prefixed(kind, &text.text(), &style::of(session, self.console.is_out_terminal()));
        self.text(&format!("{line}\n"))
    }
}

impl Host for ConsoleHost {
    fn output(&self, session: &mut Session, value: Value) -> Result<()> {
        let style = match value.view() {
            // A text has no parts to colour.
            View::Str(_) => None,
            _ => Some(style::of(session, self.console.is_out_terminal())),
        };
        self.format(session, |formatter, session, out| {
            if let Some(style) = style {
                formatter.set_style(style);
            }
            formatter.push(session, &value, out)
        })
    }

    fn record(&self, session: &mut Session, kind: StreamKind, value: Value) -> Result<()> {
        match kind {
            StreamKind::Error => {
                self.show_error(session, &value);
                Ok(())
            }
            StreamKind::Warning => self.prefixed(session, StreamMessage::Warning, &value),
            StreamKind::Verbose => self.prefixed(session, StreamMessage::Verbose, &value),
            StreamKind::Debug => self.prefixed(session, StreamMessage::Debug, &value),
            StreamKind::Information => {
                let host = value.downcast::<InformationRecord>().and_then(|it| it.host.clone());
                match host {
                    Some((text, true)) => self.text(&format!("{text}\n")),
                    Some((text, false)) => self.text(&text.text()),
                    None => {
                        let text = convert::to_text(session, &value)?;
                        self.text(&format!("{text}\n"))
                    }
                }
            }
            StreamKind::Progress => {
                let max = style::progress_width(session);
                self.progress.lock().show(session, &*self.console, &value, max);
                Ok(())
            }
        }
    }

    fn flush(&self, _session: &mut Session) -> Result<()> {
        self.console.flush().map_err(|_| Interrupt::stopped())
    }

    fn is_console(&self) -> bool {
        true
    }

    fn set_transcript(&self, file: Option<Box<dyn File>>) -> Option<Box<dyn File>> {
        std::mem::replace(&mut *self.transcript.lock(), file)
    }

    fn is_direct(&self) -> bool {
        self.transcript.lock().is_none()
    }
}
