//! `System.IO.TextWriter`: `StreamWriter` and `StringWriter`.

use super::{
    enums::{FileAccess, FileMode},
    reader::StreamValue,
    stream::Stream,
};
use crate::{
    declare::{Char, Emulated},
    support::{errors, values},
    system::text::encoding::{Encoding, Kind},
};
use parking_lot::Mutex;
use psp_derive::ps_type;
use psp_value::{Context, Native, Object, Result, Str, StrBuilder, Type, Value, operators, well_known};

/// What all writers have in common.
pub(crate) struct TextWriter;

/// Writes text into a stream.
pub struct StreamWriter {
    stream: Value,
    kind: Kind,
    state: Mutex<Buffer>,
}

#[derive(Default)]
struct Buffer {
    bytes: Vec<u8>,
    auto_flush: bool,
    new_line: Option<Str>,
}

/// Collects text.
pub(crate) struct StringWriter {
    units: Mutex<Vec<u16>>,
    new_line: Mutex<Option<Str>>,
}

impl Native for StreamWriter {}

impl Native for StringWriter {
    fn text(&self, _: &mut dyn Context, _: Option<&str>) -> Result<Option<String>> {
        Ok(Some(self.whole().text().into_owned()))
    }
}

impl StringWriter {
    fn whole(&self) -> Str {
        Str::from_utf16(self.units.lock().iter().copied())
    }
}

impl StreamWriter {
    /// Into a file.
    pub fn to_path(
        context: &dyn Context,
        path: &str,
        append: bool,
        encoding: Option<&Value>,
    ) -> Result<Self> {
        let mode = if append { FileMode(6) } else { FileMode(2) };
        let stream = Stream::open(context, path, mode, FileAccess(2))?;
        Ok(Self::into_stream(stream, encoding))
    }

    fn into_stream(stream: Value, encoding: Option<&Value>) -> Self {
        let (kind, bom) = Encoding::behind(encoding);
        let bytes = if bom { kind.preamble().to_vec() } else { Vec::new() };
        Self { stream, kind, state: Mutex::new(Buffer { bytes, ..Buffer::default() }) }
    }

    fn put(&self, text: &Str) -> Result<()> {
        let flush = {
            let mut state = self.state.lock();
            state.bytes.extend(self.kind.encode(text));
            state.auto_flush || state.bytes.len() > 1 << 16
        };
        if flush { self.empty() } else { Ok(()) }
    }

    /// Gives what is buffered to the stream.
    fn empty(&self) -> Result<()> {
        let bytes = std::mem::take(&mut self.state.lock().bytes);
        match self.stream.downcast::<Stream>() {
            Some(stream) if !bytes.is_empty() => stream.write_bytes(&bytes),
            _ => Ok(()),
        }
    }
}

impl Drop for StreamWriter {
    fn drop(&mut self) {
        // .NET loses what nobody flushed; psp does not.
        let _ = self.empty();
    }
}

const fn writer_type() -> Type {
    match TextWriter::INFO {
        Some(it) => it.ty(),
        None => well_known::OBJECT.ty(),
    }
}

fn put(this: &Value, text: &Str) -> Result<()> {
    if let Some(writer) = this.downcast::<StreamWriter>() {
        return writer.put(text);
    }
    let Some(writer) = this.downcast::<StringWriter>() else { return Err(errors::disposed("TextWriter")) };
    writer.units.lock().extend(text.utf16());
    Ok(())
}

fn line_end(this: &Value) -> Str {
    let own = match this.downcast::<StringWriter>() {
        Some(it) => it.new_line.lock().clone(),
        None => this.downcast::<StreamWriter>().and_then(|it| it.state.lock().new_line.clone()),
    };
    own.unwrap_or_else(|| "\n".into())
}

fn formatted(context: &mut dyn Context, format: &Str, args: Vec<Value>) -> Result<Str> {
    let text = operators::format_net(context, &format.into(), &args)?;
    values::text(context, &text)
}

#[ps_type("System.IO.TextWriter", kind = Abstract, interfaces = [IDISPOSABLE])]
impl TextWriter {
    /// What ends a line.
    #[ps(get)]
    fn new_line(this: &Value) -> Str {
        line_end(this)
    }
    #[ps(set)]
    fn set_new_line(this: &Value, value: &Str) {
        if let Some(writer) = this.downcast::<StreamWriter>() {
            writer.state.lock().new_line = Some(value.clone());
        } else if let Some(writer) = this.downcast::<StringWriter>() {
            *writer.new_line.lock() = Some(value.clone());
        }
    }

    /// Writes a text, the text of a value, or a composite format with its places filled.
    #[ps]
    fn write(context: &mut dyn Context, this: &Value, value: &Value) -> Result<()> {
        let text = values::text(context, value)?;
        put(this, &text)
    }
    #[ps("Write")]
    fn write_text(this: &Value, value: &Str) -> Result<()> {
        put(this, value)
    }
    #[ps("Write")]
    fn write_chars(this: &Value, buffer: &[Char]) -> Result<()> {
        put(this, &Str::from_utf16(buffer.iter().map(|it| it.0)))
    }
    #[ps("Write")]
    fn write_format(
        context: &mut dyn Context,
        this: &Value,
        format: &Str,
        #[ps(params)] arg: Vec<Value>,
    ) -> Result<()> {
        let text = formatted(context, format, arg)?;
        put(this, &text)
    }

    /// The same, with a line end.
    #[ps]
    fn write_line(this: &Value) -> Result<()> {
        put(this, &line_end(this))
    }
    #[ps("WriteLine")]
    fn write_line_value(context: &mut dyn Context, this: &Value, value: &Value) -> Result<()> {
        let text = values::text(context, value)?;
        Self::write_line_text(this, &text)
    }
    #[ps("WriteLine")]
    fn write_line_text(this: &Value, value: &Str) -> Result<()> {
        let mut line = StrBuilder::new();
        line.push(value);
        line.push(&line_end(this));
        put(this, &line.finish())
    }
    #[ps("WriteLine")]
    fn write_line_format(
        context: &mut dyn Context,
        this: &Value,
        format: &Str,
        #[ps(params)] arg: Vec<Value>,
    ) -> Result<()> {
        let text = formatted(context, format, arg)?;
        Self::write_line_text(this, &text)
    }

    /// Gives what was written to the stream.
    #[ps]
    fn flush(this: &Value) -> Result<()> {
        this.downcast::<StreamWriter>().map_or(Ok(()), StreamWriter::empty)
    }

    /// Closes the writer and its stream.
    #[ps]
    fn close(this: &Value) -> Result<()> {
        let Some(writer) = this.downcast::<StreamWriter>() else { return Ok(()) };
        writer.empty()?;
        writer.stream.downcast::<Stream>().map_or(Ok(()), Stream::shut)
    }
    #[ps]
    fn dispose(this: &Value) -> Result<()> {
        Self::close(this)
    }
}

#[ps_type("System.IO.StreamWriter", base = writer_type())]
impl StreamWriter {
    /// Into a stream or a file.
    #[ps("new")]
    fn new(stream: StreamValue, encoding: Option<&Value>) -> Self {
        Self::into_stream(stream.0, encoding)
    }
    #[ps("new")]
    fn into_path(
        context: &mut dyn Context,
        path: &str,
        append: Option<bool>,
        encoding: Option<&Value>,
    ) -> Result<Self> {
        Self::to_path(context, path, append.unwrap_or(false), encoding)
    }

    /// Every text goes to the stream at once.
    #[ps(get)]
    fn auto_flush(&self) -> bool {
        self.state.lock().auto_flush
    }
    #[ps(set)]
    fn set_auto_flush(&self, value: bool) -> Result<()> {
        self.state.lock().auto_flush = value;
        if value { self.empty() } else { Ok(()) }
    }

    /// The stream.
    #[ps(get)]
    fn base_stream(&self) -> Value {
        self.stream.clone()
    }

    /// The encoding.
    #[ps(get)]
    fn encoding(&self) -> Value {
        Encoding::value_of(self.kind)
    }
}

#[ps_type("System.IO.StringWriter", base = writer_type())]
impl StringWriter {
    /// Empty.
    #[ps("new")]
    fn new(format_provider: Option<&Value>) -> Self {
        let _ = format_provider;
        Self { units: Mutex::default(), new_line: Mutex::default() }
    }

    /// What was written.
    #[ps("ToString")]
    fn as_text(&self) -> Str {
        self.whole()
    }
    #[ps]
    fn get_string_builder(&self) -> Value {
        Object::native(crate::system::text::builder_type(), crate::system::text::builder(&self.whole()))
            .into()
    }
}
