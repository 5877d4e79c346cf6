//! `System.IO.Compression`: `GZipStream` and `DeflateStream`.

use super::{
    enums::{CompressionLevel, CompressionMode},
    stream::{Stream, stream_type},
};
use crate::declare::Emulated;
use flate2::{
    Compression,
    read::{DeflateDecoder, MultiGzDecoder},
    write::{DeflateEncoder, GzEncoder},
};
use psp_derive::ps_type;
use psp_value::{Fault, Result, Type, Value};
use std::io::{Read, Write};

/// How bytes are compressed.
#[derive(Clone, Copy)]
pub(crate) enum Direction {
    /// With a header and a checksum.
    Gzip,
    /// Bare.
    Deflate,
}

impl Direction {
    /// Compressed bytes.
    pub(crate) fn compress(self, bytes: &[u8]) -> Result<Vec<u8>> {
        let done = match self {
            Self::Gzip => {
                let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
                encoder.write_all(bytes).and_then(|()| encoder.finish())
            }
            Self::Deflate => {
                let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
                encoder.write_all(bytes).and_then(|()| encoder.finish())
            }
        };
        done.map_err(|it| crate::support::files::io_error(it.to_string()))
    }

    fn decompress(self, bytes: &[u8]) -> Result<Vec<u8>> {
        let mut plain = Vec::new();
        let done = match self {
            Self::Gzip => MultiGzDecoder::new(bytes).read_to_end(&mut plain),
            Self::Deflate => DeflateDecoder::new(bytes).read_to_end(&mut plain),
        };
        done.map_err(|_| {
            let message = "The archive entry was compressed using an unsupported compression method.";
            Fault::new("System.IO.InvalidDataException", message)
        })?;
        Ok(plain)
    }

    fn stream(self, ty: Type, stream: &Value, compress: bool) -> Result<Value> {
        let Some(inner) = stream.downcast::<Stream>() else {
            return Err(Fault::argument_null("stream").into());
        };
        if compress {
            return Ok(Stream::compressing(ty, stream, self));
        }
        let bytes = inner.read_rest()?;
        Ok(Stream::reading(ty, self.decompress(&bytes)?))
    }
}

/// `System.IO.Compression.GZipStream`
pub(crate) struct GZipStream;
/// `System.IO.Compression.DeflateStream`
pub(crate) struct DeflateStream;

#[ps_type("System.IO.Compression.GZipStream", base = stream_type())]
impl GZipStream {
    /// Compresses into, or decompresses out of, a stream.
    #[ps("new")]
    fn make_new(stream: &Value, mode: CompressionMode, leave_open: Option<bool>) -> Result<Value> {
        let _ = leave_open;
        Direction::Gzip.stream(Self::ty(), stream, mode.0 == 1)
    }
    #[ps("new")]
    fn with_level(
        stream: &Value,
        compression_level: CompressionLevel,
        leave_open: Option<bool>,
    ) -> Result<Value> {
        let _ = (compression_level, leave_open);
        Direction::Gzip.stream(Self::ty(), stream, true)
    }
}

#[ps_type("System.IO.Compression.DeflateStream", base = stream_type())]
impl DeflateStream {
    /// Compresses into, or decompresses out of, a stream.
    #[ps("new")]
    fn make_new(stream: &Value, mode: CompressionMode, leave_open: Option<bool>) -> Result<Value> {
        let _ = leave_open;
        Direction::Deflate.stream(Self::ty(), stream, mode.0 == 1)
    }
    #[ps("new")]
    fn with_level(
        stream: &Value,
        compression_level: CompressionLevel,
        leave_open: Option<bool>,
    ) -> Result<Value> {
        let _ = (compression_level, leave_open);
        Direction::Deflate.stream(Self::ty(), stream, true)
    }
}
