//! `System.IO.TextReader`: `StreamReader` and `StringReader`.

use super::{
    enums::{FileAccess, FileMode},
    stream::Stream,
};
use crate::{
    declare::{Argument, elements},
    support::{elements::copy_into, errors},
    system::text::encoding::{Encoding, Kind},
};
use parking_lot::Mutex;
use psp_derive::ps_type;
use psp_value::{Context, Native, Result, Str, Type, Value, types::TypeSpec, well_known};

/// A stream argument, kept as a value.
pub(crate) struct StreamValue(pub(crate) Value);

impl<'a> Argument<'a> for StreamValue {
    const TYPE: TypeSpec = <&'a Stream as Argument<'a>>::TYPE;
    fn from_value(context: &mut dyn Context, value: &'a Value) -> Result<Self> {
        <&Stream>::from_value(context, value).map(|_| Self(value.clone()))
    }
}

/// What all readers have in common.
pub(crate) struct TextReader;

/// Reads a text out of a stream.
pub struct StreamReader {
    stream: Value,
    encoding: Option<Value>,
    state: Mutex<Option<Units>>,
}

/// Reads a text.
pub(crate) struct StringReader(Mutex<Option<Units>>);

/// The units of a text and how many of them were read.
struct Units {
    all: Vec<u16>,
    next: usize,
}

impl Native for StreamReader {}
impl Native for StringReader {}

impl Units {
    fn new(text: &Str) -> Self {
        Self { all: text.utf16().collect(), next: 0 }
    }

    fn peek(&self) -> i32 {
        self.all.get(self.next).map_or(-1, |&it| i32::from(it))
    }

    fn read(&mut self) -> i32 {
        let it = self.peek();
        self.next += usize::from(it >= 0);
        it
    }

    fn take(&mut self, count: usize) -> Vec<u16> {
        let end = (self.next + count).min(self.all.len());
        let part = self.all.get(self.next..end).unwrap_or_default().to_vec();
        self.next = end;
        part
    }

    fn line(&mut self) -> Option<Str> {
        let rest = self.all.get(self.next..).filter(|it| !it.is_empty())?;
        let length = rest.iter().position(|&it| it == 10 || it == 13).unwrap_or(rest.len());
        let line = Str::from_utf16(rest.iter().take(length).copied());
        let end = match (rest.get(length), rest.get(length + 1)) {
            (Some(13), Some(10)) => 2,
            (Some(_), _) => 1,
            _ => 0,
        };
        self.next += length + end;
        Some(line)
    }

    fn rest(&mut self) -> Str {
        let units = self.take(usize::MAX - self.next);
        Str::from_utf16(units)
    }
}

impl StreamReader {
    /// Of a file.
    pub fn from_path(context: &dyn Context, path: &str, encoding: Option<&Value>) -> Result<Self> {
        let stream = Stream::open(context, path, FileMode(3), FileAccess(1))?;
        Ok(Self { stream, encoding: encoding.cloned(), state: Mutex::new(None) })
    }

    fn on<R>(&self, f: impl FnOnce(&mut Units) -> R) -> Result<R> {
        let mut state = self.state.lock();
        if state.is_none() {
            let Some(stream) = self.stream.downcast::<Stream>() else {
                return Err(errors::disposed("StreamReader"));
            };
            let bytes = stream.read_rest()?;
            let (kind, skip) =
                Kind::detect(&bytes).unwrap_or((Encoding::behind(self.encoding.as_ref()).0, 0));
            *state = Some(Units::new(&kind.decode(bytes.get(skip..).unwrap_or_default())));
        }
        match state.as_mut() {
            Some(units) => Ok(f(units)),
            None => Err(errors::disposed("StreamReader")),
        }
    }
}

const fn reader_type() -> Type {
    match <TextReader as crate::declare::Emulated>::INFO {
        Some(it) => it.ty(),
        None => well_known::OBJECT.ty(),
    }
}

fn on<R>(this: &Value, f: impl FnOnce(&mut Units) -> R) -> Result<R> {
    if let Some(reader) = this.downcast::<StreamReader>() {
        return reader.on(f);
    }
    let Some(reader) = this.downcast::<StringReader>() else { return Err(errors::disposed("TextReader")) };
    match reader.0.lock().as_mut() {
        Some(units) => Ok(f(units)),
        None => Err(psp_value::Fault::new(
            "System.ObjectDisposedException",
            "Cannot read from a closed TextReader.",
        )
        .into()),
    }
}

#[ps_type("System.IO.TextReader", kind = Abstract, interfaces = [IDISPOSABLE])]
impl TextReader {
    /// The next unit, -1 at the end; it stays.
    #[ps]
    fn peek(this: &Value) -> Result<i32> {
        on(this, |it| it.peek())
    }

    /// Reads a unit, -1 at the end; or units into an array.
    #[ps]
    fn read(this: &Value) -> Result<i32> {
        on(this, Units::read)
    }
    #[ps("Read")]
    fn read_into(this: &Value, buffer: &Value, index: i32, count: i32) -> Result<i32> {
        errors::range(index, count, elements(buffer).len())?;
        let units = on(this, |it| it.take(count as usize))?;
        let items: Vec<Value> = units.iter().map(|&it| Value::char(it)).collect();
        copy_into(&items, buffer, index)?;
        Ok(units.len() as i32)
    }
    #[ps]
    fn read_block(this: &Value, buffer: &Value, index: i32, count: i32) -> Result<i32> {
        Self::read_into(this, buffer, index, count)
    }

    /// Reads a line, null at the end.
    #[ps]
    fn read_line(this: &Value) -> Result<Option<Str>> {
        on(this, Units::line)
    }

    /// Reads what is left.
    #[ps]
    fn read_to_end(this: &Value) -> Result<Str> {
        on(this, Units::rest)
    }

    /// Closes the reader.
    #[ps]
    fn close(this: &Value) -> Result<()> {
        if let Some(reader) = this.downcast::<StreamReader>() {
            return reader.stream.downcast::<Stream>().map_or(Ok(()), Stream::shut);
        }
        if let Some(reader) = this.downcast::<StringReader>() {
            *reader.0.lock() = None;
        }
        Ok(())
    }
    #[ps]
    fn dispose(this: &Value) -> Result<()> {
        Self::close(this)
    }
}

#[ps_type("System.IO.StreamReader", base = reader_type())]
impl StreamReader {
    /// Of a stream or a file.
    #[ps("new")]
    fn new(stream: StreamValue, encoding: Option<&Value>) -> Self {
        Self { stream: stream.0, encoding: encoding.cloned(), state: Mutex::new(None) }
    }
    #[ps("new")]
    fn of_path(context: &mut dyn Context, path: &str, encoding: Option<&Value>) -> Result<Self> {
        Self::from_path(context, path, encoding)
    }

    /// Nothing is left.
    #[ps(get)]
    fn end_of_stream(&self) -> Result<bool> {
        self.on(|it| it.peek() < 0)
    }

    /// The stream.
    #[ps(get)]
    fn base_stream(&self) -> Value {
        self.stream.clone()
    }

    /// The encoding.
    #[ps(get)]
    fn current_encoding(&self) -> Value {
        self.encoding.clone().unwrap_or_else(|| Encoding::value_of(Kind::Utf8))
    }
}

#[ps_type("System.IO.StringReader", base = reader_type())]
impl StringReader {
    /// Of a text.
    #[ps("new")]
    fn new(s: &Str) -> Self {
        Self(Mutex::new(Some(Units::new(s))))
    }
}
