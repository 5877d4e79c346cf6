//! `System.IO.Stream`: `MemoryStream`, `FileStream`, and the compressing streams.

use super::enums::{FileAccess, FileMode, SeekOrigin};
use crate::{
    declare::{Bytes, Emulated, elements},
    support::{elements::copy_into, errors, files},
    system::io::compression::Direction,
};
use parking_lot::Mutex;
use psp_derive::ps_type;
use psp_host::{File, OpenOptions};
use psp_value::{Context, Fault, Native, Object, Result, Type, Value, well_known};
use std::io::{self, Read, Seek, SeekFrom, Write};

/// An open stream.
pub struct Stream(Mutex<State>);

struct State {
    source: Source,
    name: String,
    can_read: bool,
    can_write: bool,
    closed: bool,
}

enum Source {
    Memory(io::Cursor<Vec<u8>>),
    File(Box<dyn File>),
    /// Bytes to be compressed into another stream when this one is closed.
    Compressing(Vec<u8>, Value, Direction),
}

/// `System.IO.MemoryStream`
pub(crate) struct MemoryStream;
/// `System.IO.FileStream`
pub(crate) struct FileStream;

impl Native for Stream {}

impl Stream {
    fn made(ty: Type, source: Source, name: &str, can_read: bool, can_write: bool) -> Value {
        let state = State { source, name: name.to_owned(), can_read, can_write, closed: false };
        Object::native(ty, Self(Mutex::new(state))).into()
    }

    /// A stream of bytes in memory.
    pub fn memory(bytes: Vec<u8>, can_write: bool) -> Value {
        Self::made(MemoryStream::ty(), Source::Memory(io::Cursor::new(bytes)), "", true, can_write)
    }

    /// A stream that gives bytes that are there already.
    pub(crate) fn reading(ty: Type, bytes: Vec<u8>) -> Value {
        Self::made(ty, Source::Memory(io::Cursor::new(bytes)), "", true, false)
    }

    /// A stream that compresses what is written into another one.
    pub(crate) fn compressing(ty: Type, into: &Value, direction: Direction) -> Value {
        Self::made(ty, Source::Compressing(Vec::new(), into.clone(), direction), "", false, true)
    }

    /// Opens a file.
    pub fn open(context: &dyn Context, path: &str, mode: FileMode, access: FileAccess) -> Result<Value> {
        let path = files::path(context, path)?;
        let (read, write) = (access.0 & 1 != 0, access.0 & 2 != 0);
        let base = OpenOptions { read, write, ..OpenOptions::default() };
        let options = match mode.0 {
            1 => OpenOptions { create_new: true, ..base },
            2 => OpenOptions { create: true, truncate: true, ..base },
            3 => base,
            4 if write => OpenOptions { create: true, ..base },
            5 => OpenOptions { truncate: true, ..base },
            6 => OpenOptions { append: true, create: true, write: false, ..base },
            _ => base,
        };
        let file = context.system().open(&path, options).map_err(|it| files::fail(context, &it, &path))?;
        Ok(Self::made(FileStream::ty(), Source::File(file), &files::text(&path), read, write))
    }

    fn on<R>(&self, f: impl FnOnce(&mut State) -> io::Result<R>) -> Result<R> {
        let mut state = self.0.lock();
        if state.closed {
            let message = "Cannot access a closed Stream.";
            return Err(Fault::new("System.ObjectDisposedException", message).into());
        }
        f(&mut state).map_err(|it| files::io_error(psp_host::error_text(&it)))
    }

    /// Reads at most so many bytes.
    pub fn read_bytes(&self, count: usize) -> Result<Vec<u8>> {
        self.on(|state| {
            let mut bytes = vec![0; count];
            let mut filled = 0;
            while filled < count {
                let Some(rest) = bytes.get_mut(filled..) else { break };
                match state.source.read(rest)? {
                    0 => break,
                    read => filled += read,
                }
            }
            bytes.truncate(filled);
            Ok(bytes)
        })
    }

    /// Reads what is left.
    pub fn read_rest(&self) -> Result<Vec<u8>> {
        self.on(|state| {
            let mut bytes = Vec::new();
            state.source.read_to_end(&mut bytes)?;
            Ok(bytes)
        })
    }

    /// Writes bytes.
    pub fn write_bytes(&self, bytes: &[u8]) -> Result<()> {
        if !self.0.lock().can_write {
            return Err(errors::not_supported("Stream does not support writing."));
        }
        self.on(|state| state.source.write_all(bytes))
    }

    /// Closes the stream; a compressing one writes its result first.
    pub fn shut(&self) -> Result<()> {
        let pending = {
            let mut state = self.0.lock();
            if state.closed {
                return Ok(());
            }
            state.closed = true;
            match &mut state.source {
                Source::Compressing(bytes, into, direction) => {
                    Some((std::mem::take(bytes), into.clone(), *direction))
                }
                Source::File(file) => {
                    let _ = file.flush();
                    None
                }
                Source::Memory(_) => None,
            }
        };
        // The other stream has a lock of its own: this one is free again.
        match pending {
            Some((bytes, into, direction)) => match into.downcast::<Self>() {
                Some(it) => it.write_bytes(&direction.compress(&bytes)?),
                None => Ok(()),
            },
            None => Ok(()),
        }
    }
}

impl Read for Source {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Memory(it) => it.read(buffer),
            Self::File(it) => it.read(buffer),
            Self::Compressing(..) => Ok(0),
        }
    }
}

impl Write for Source {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Memory(it) => it.write(bytes),
            Self::File(it) => it.write(bytes),
            Self::Compressing(all, ..) => {
                all.extend_from_slice(bytes);
                Ok(bytes.len())
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::File(it) => it.flush(),
            _ => Ok(()),
        }
    }
}

impl Seek for Source {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        match self {
            Self::Memory(it) => it.seek(to),
            Self::File(it) => it.seek(to),
            Self::Compressing(..) => Err(io::ErrorKind::Unsupported.into()),
        }
    }
}

#[ps_type("System.IO.Stream", kind = Abstract, interfaces = [IDISPOSABLE])]
impl Stream {
    /// Can be read.
    #[ps(get)]
    fn can_read(&self) -> bool {
        let state = self.0.lock();
        state.can_read && !state.closed
    }

    /// Can be written.
    #[ps(get)]
    fn can_write(&self) -> bool {
        let state = self.0.lock();
        state.can_write && !state.closed
    }

    /// Has a position.
    #[ps(get)]
    fn can_seek(&self) -> bool {
        let state = self.0.lock();
        !matches!(state.source, Source::Compressing(..)) && !state.closed
    }

    /// How many bytes.
    #[ps(get)]
    fn length(&self) -> Result<i64> {
        self.on(|state| match &mut state.source {
            Source::Memory(it) => Ok(it.get_ref().len() as i64),
            Source::File(it) => Ok(it.metadata()?.len as i64),
            Source::Compressing(..) => Err(io::ErrorKind::Unsupported.into()),
        })
    }

    /// Where the next byte is read or written.
    #[ps(get)]
    fn position(&self) -> Result<i64> {
        self.on(|state| state.source.stream_position().map(|it| it as i64))
    }
    #[ps(set)]
    fn set_position(&self, value: i64) -> Result<()> {
        if value < 0 {
            return Err(errors::negative("value", value));
        }
        self.on(|state| state.source.seek(SeekFrom::Start(value as u64))).map(|_| ())
    }

    /// Reads bytes into an array; gives their number.
    #[ps]
    fn read(&self, buffer: &Value, offset: i32, count: i32) -> Result<i32> {
        errors::range(offset, count, elements(buffer).len())?;
        let bytes = self.read_bytes(count as usize)?;
        let items: Vec<Value> = bytes.iter().map(|&it| it.into()).collect();
        copy_into(&items, buffer, offset)?;
        Ok(bytes.len() as i32)
    }

    /// Reads a byte; -1 at the end.
    #[ps]
    fn read_byte(&self) -> Result<i32> {
        Ok(self.read_bytes(1)?.first().map_or(-1, |&it| i32::from(it)))
    }

    /// Writes bytes of an array.
    #[ps]
    fn write(&self, buffer: Bytes, offset: Option<i32>, count: Option<i32>) -> Result<()> {
        let offset = offset.unwrap_or(0);
        let count = count.unwrap_or(buffer.0.len() as i32 - offset);
        let (start, end) = errors::range(offset, count, buffer.0.len())?;
        self.write_bytes(buffer.0.get(start..end).unwrap_or_default())
    }

    /// Writes a byte.
    #[ps]
    fn write_byte(&self, value: u8) -> Result<()> {
        self.write_bytes(&[value])
    }

    /// Moves the position.
    #[ps]
    fn seek(&self, offset: i64, origin: SeekOrigin) -> Result<i64> {
        let to = match origin.0 {
            0 => SeekFrom::Start(offset.max(0) as u64),
            1 => SeekFrom::Current(offset),
            _ => SeekFrom::End(offset),
        };
        self.on(|state| state.source.seek(to)).map(|it| it as i64)
    }

    /// Cuts or extends the stream.
    #[ps]
    fn set_length(&self, value: i64) -> Result<()> {
        self.on(|state| match &mut state.source {
            Source::Memory(it) => {
                let position = it.position().min(value.max(0) as u64);
                it.get_mut().resize(value.max(0) as usize, 0);
                it.set_position(position);
                Ok(())
            }
            Source::File(it) => it.set_len(value.max(0) as u64),
            Source::Compressing(..) => Err(io::ErrorKind::Unsupported.into()),
        })
    }

    /// Writes what is left into another stream.
    #[ps]
    fn copy_to(&self, destination: &Self, buffer_size: Option<i32>) -> Result<()> {
        let _ = buffer_size;
        let bytes = self.read_rest()?;
        destination.write_bytes(&bytes)
    }

    /// Gives written bytes to the machine.
    #[ps]
    fn flush(&self, flush_to_disk: Option<bool>) -> Result<()> {
        let _ = flush_to_disk;
        self.on(|state| state.source.flush())
    }

    /// Closes the stream.
    #[ps]
    fn close(&self) -> Result<()> {
        self.shut()
    }
    #[ps]
    fn dispose(&self) -> Result<()> {
        self.shut()
    }
}

/// The type all streams derive from.
pub(crate) const fn stream_type() -> Type {
    match Stream::INFO {
        Some(it) => it.ty(),
        None => well_known::OBJECT.ty(),
    }
}

fn inner(this: &Value) -> Result<&Stream> {
    this.downcast::<Stream>().ok_or_else(|| errors::invalid_operation("This is no stream."))
}

#[ps_type("System.IO.MemoryStream", base = stream_type())]
impl MemoryStream {
    /// Empty, or of bytes.
    #[ps("new")]
    fn make_new(capacity: Option<i32>) -> Value {
        let _ = capacity;
        Stream::memory(Vec::new(), true)
    }
    #[ps("new")]
    fn from_bytes(buffer: Bytes, writable: Option<bool>) -> Value {
        Stream::memory(buffer.0, writable.unwrap_or(true))
    }
    #[ps("new")]
    fn from_part(buffer: Bytes, index: i32, count: i32) -> Result<Value> {
        let (start, end) = errors::range(index, count, buffer.0.len())?;
        Ok(Stream::memory(buffer.0.get(start..end).unwrap_or_default().to_vec(), true))
    }

    /// All bytes; also of a closed stream.
    #[ps]
    fn to_array(this: &Value) -> Result<Bytes> {
        match &inner(this)?.0.lock().source {
            Source::Memory(it) => Ok(Bytes(it.get_ref().clone())),
            _ => Ok(Bytes(Vec::new())),
        }
    }
    #[ps]
    fn get_buffer(this: &Value) -> Result<Bytes> {
        Self::to_array(this)
    }

    /// How many bytes fit without growing.
    #[ps(get)]
    fn capacity(this: &Value) -> Result<i32> {
        Ok(Self::to_array(this)?.0.capacity() as i32)
    }

    /// Writes all bytes into another stream.
    #[ps]
    fn write_to(this: &Value, stream: &Stream) -> Result<()> {
        let bytes = Self::to_array(this)?;
        stream.write_bytes(&bytes.0)
    }
}

#[ps_type("System.IO.FileStream", base = stream_type())]
impl FileStream {
    /// Opens a file.
    #[ps("new")]
    fn make_new(
        context: &mut dyn Context,
        path: &str,
        mode: FileMode,
        access: Option<FileAccess>,
        share: Option<super::enums::FileShare>,
    ) -> Result<Value> {
        let _ = share;
        let default = if mode.0 == 6 { FileAccess(2) } else { FileAccess(3) };
        Stream::open(context, path, mode, access.unwrap_or(default))
    }

    /// The path.
    #[ps(get)]
    fn name(this: &Value) -> Result<String> {
        Ok(inner(this)?.0.lock().name.clone())
    }
}
