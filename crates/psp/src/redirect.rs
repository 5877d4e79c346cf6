//! Redirections to files, and words of programs that are expanded.

use psp_format::Formatter;
use psp_host::{File, OpenOptions};
use psp_runtime::{Session, session::FileWriter};
use psp_value::{ErrorCategory, Fault, Interrupt, Result, Value};

/// Opens the file of a redirection.
pub(crate) fn open(session: &mut Session, path: &str, append: bool) -> Result<Box<dyn FileWriter>> {
    let path = session.absolute(path);
    let how = if append { OpenOptions::APPEND } else { OpenOptions::WRITE };
    let file = session.engine().system.open(&path, how).map_err(|error| {
        let message = format!("Could not open '{}': {}", path.display(), psp_host::error_text(&error));
        Fault::new("System.IO.IOException", message).id("FileOpenFailure").category(ErrorCategory::OpenError)
    })?;
    Ok(Box::new(TextFile { file, formatter: Formatter::new(psp_format::UNLIMITED) }))
}

/// Writes objects as `Out-File` does.
struct TextFile {
    file: Box<dyn File>,
    formatter: Formatter,
}

impl TextFile {
    fn format(
        &mut self,
        session: &mut Session,
        f: impl FnOnce(&mut Formatter, &mut Session, &mut dyn FnMut(&str)) -> Result<()>,
    ) -> Result<()> {
        let mut text = String::new();
        f(&mut self.formatter, session, &mut |line| {
            text.push_str(line);
            text.push('\n');
        })?;
        self.write_bytes(text.as_bytes())
    }
}

impl FileWriter for TextFile {
    fn write(&mut self, session: &mut Session, value: Value) -> Result<()> {
        self.format(session, |formatter, session, out| formatter.push(session, &value, out))
    }

    fn write_bytes(&mut self, bytes: &[u8]) -> Result<()> {
        self.file.write_all(bytes).map_err(|error| {
            Interrupt::from(
                Fault::new("System.IO.IOException", error.to_string())
                    .id("FileWriteFailure")
                    .category(ErrorCategory::WriteError),
            )
        })
    }

    fn close(&mut self, session: &mut Session) -> Result<()> {
        self.format(session, |formatter, session, out| formatter.finish(session, out))
    }
}

/// Wildcards and `~` of a bare word.
pub(crate) fn expand_word(session: &mut Session, word: &str) -> Option<Vec<String>> {
    let rest = word.strip_prefix('~')?;
    (rest.is_empty() || rest.starts_with('/')).then(|| vec![session.home() + rest])
}
