//! Text to and from programs: lines out of bytes, and `$OutputEncoding` and `[Console]::OutputEncoding`.

use psp_clr::encoding::Encoding;
use psp_runtime::{NAMES, Session, session::ConsoleEncoding};
use psp_value::{Result, Str, Value, convert, member};

/// Cuts bytes of a program into lines.
pub(super) struct Lines {
    rest: Vec<u8>,
    encoding: Encoding,
}

impl Lines {
    /// Lines of text in an encoding.
    pub(super) fn new(encoding: Encoding) -> Self {
        Self { rest: Vec::new(), encoding }
    }

    /// Takes bytes; `line` gets the lines that are complete.
    pub(super) fn push(&mut self, bytes: &[u8], mut line: impl FnMut(String) -> Result<()>) -> Result<()> {
        self.rest.extend_from_slice(bytes);
        if self.is_wide() {
            return Ok(());
        }
        let mut start = 0;
        while let Some(at) = self.rest[start..].iter().position(|&byte| byte == b'\n') {
            let end = start + at;
            let text = self.rest[start..end].strip_suffix(b"\r").unwrap_or(&self.rest[start..end]);
            line(self.encoding.decode(text))?;
            start = end + 1;
        }
        self.rest.drain(..start);
        Ok(())
    }

    /// No more bytes come.
    pub(super) fn finish(&mut self, mut line: impl FnMut(String) -> Result<()>) -> Result<()> {
        if self.rest.is_empty() {
            return Ok(());
        }
        let rest = std::mem::take(&mut self.rest);
        if self.is_wide() {
            return self.encoding.decode(&rest).lines().try_for_each(|it| line(it.to_owned()));
        }
        line(self.encoding.decode(rest.strip_suffix(b"\r").unwrap_or(&rest)))
    }

    /// A line end is more than one byte.
    fn is_wide(&self) -> bool {
        matches!(
            self.encoding,
            Encoding::Utf16 | Encoding::Utf16BigEndian | Encoding::Utf32 | Encoding::Utf32BigEndian
        )
    }
}

/// How text that programs write is read: `[Console]::OutputEncoding`.
pub(super) fn output_encoding(session: &mut Session) -> Encoding {
    let value = session.extension::<ConsoleEncoding>().output.clone();
    if value.is_null() { Encoding::Utf8 } else { encoding_of(session, &value) }
}

/// How text is written to programs, and what comes before it: `$OutputEncoding`.
pub(super) fn input_encoding(session: &mut Session) -> Result<(Encoding, Vec<u8>)> {
    let value = session.variable_value(NAMES.output_encoding);
    if value.is_null() {
        return Ok((Encoding::Utf8, Vec::new()));
    }
    let encoding = encoding_of(session, &value);
    if value.as_string().is_some() {
        return Ok((encoding, Vec::new()));
    }
    let preamble = member::invoke(session, &value, &Str::new("GetPreamble"), Vec::new(), &[])?;
    Ok((encoding, bytes_of(&preamble).unwrap_or_default()))
}

/// The bytes of a byte or of a list of bytes.
pub(super) fn bytes_of(value: &Value) -> Option<Vec<u8>> {
    let value = value.unboxed();
    let byte = |it: &Value| match it.view() {
        psp_value::View::Byte(byte) => Some(byte),
        _ => None,
    };
    if let Some(byte) = byte(value) {
        return Some(vec![byte]);
    }
    let elements = value.as_elements()?;
    if elements.is_empty() {
        return None;
    }
    elements.iter().map(byte).collect()
}

fn encoding_of(session: &mut Session, value: &Value) -> Encoding {
    let name = member::try_get_member(session, value, &Str::new("WebName")).ok().flatten();
    let name = name.unwrap_or_else(|| value.clone());
    let name = convert::to_text(session, &name).unwrap_or_default();
    Encoding::find(&name.text()).unwrap_or(Encoding::Utf8)
}
