//! `System.BitConverter`: numbers as bytes, the lowest first.

use crate::{
    declare::{Bytes, Char},
    support::errors,
};
use psp_derive::ps_type;
use psp_value::{Fault, Result};

/// Numbers and their bytes.
pub(crate) struct BitConverter;

#[ps_type("System.BitConverter", kind = Static)]
impl BitConverter {
    /// The lowest byte comes first.
    #[ps(get)]
    fn is_little_endian() -> bool {
        true
    }

    /// The bytes of a number.
    #[ps]
    fn get_bytes(value: bool) -> Bytes {
        Bytes(vec![u8::from(value)])
    }
    #[ps("GetBytes")]
    fn bytes_of_char(value: Char) -> Bytes {
        Bytes(value.0.to_le_bytes().to_vec())
    }
    #[ps("GetBytes", each = [i16, u16, i32, u32, i64, u64, f32, f64])]
    fn bytes_of<T: num_traits::ToBytes>(value: T) -> Bytes {
        Bytes(value.to_le_bytes().as_ref().to_vec())
    }

    /// The bits of a real number.
    #[ps("DoubleToInt64Bits")]
    fn double_bits(value: f64) -> i64 {
        value.to_bits() as i64
    }
    #[ps("DoubleToUInt64Bits")]
    fn double_unsigned_bits(value: f64) -> u64 {
        value.to_bits()
    }
    #[ps("Int64BitsToDouble")]
    fn bits_to_double(value: i64) -> f64 {
        f64::from_bits(value as u64)
    }
    #[ps("SingleToInt32Bits")]
    fn single_bits(value: f32) -> i32 {
        value.to_bits() as i32
    }
    #[ps("Int32BitsToSingle")]
    fn bits_to_single(value: i32) -> f32 {
        f32::from_bits(value as u32)
    }

    /// A number out of bytes.
    #[ps]
    fn to_boolean(value: Bytes, start_index: Option<i32>) -> Result<bool> {
        part::<1>(&value, start_index).map(|it| it != [0])
    }
    #[ps]
    fn to_char(value: Bytes, start_index: Option<i32>) -> Result<Char> {
        part(&value, start_index).map(|it| Char(u16::from_le_bytes(it)))
    }
    #[ps("ToInt16")]
    fn to_int16(value: Bytes, start_index: Option<i32>) -> Result<i16> {
        part(&value, start_index).map(i16::from_le_bytes)
    }
    #[ps("ToUInt16")]
    fn to_uint16(value: Bytes, start_index: Option<i32>) -> Result<u16> {
        part(&value, start_index).map(u16::from_le_bytes)
    }
    #[ps("ToInt32")]
    fn to_int32(value: Bytes, start_index: Option<i32>) -> Result<i32> {
        part(&value, start_index).map(i32::from_le_bytes)
    }
    #[ps("ToUInt32")]
    fn to_uint32(value: Bytes, start_index: Option<i32>) -> Result<u32> {
        part(&value, start_index).map(u32::from_le_bytes)
    }
    #[ps("ToInt64")]
    fn to_int64(value: Bytes, start_index: Option<i32>) -> Result<i64> {
        part(&value, start_index).map(i64::from_le_bytes)
    }
    #[ps("ToUInt64")]
    fn to_uint64(value: Bytes, start_index: Option<i32>) -> Result<u64> {
        part(&value, start_index).map(u64::from_le_bytes)
    }
    #[ps]
    fn to_single(value: Bytes, start_index: Option<i32>) -> Result<f32> {
        part(&value, start_index).map(f32::from_le_bytes)
    }
    #[ps]
    fn to_double(value: Bytes, start_index: Option<i32>) -> Result<f64> {
        part(&value, start_index).map(f64::from_le_bytes)
    }

    /// The bytes in hexadecimal with hyphens between them.
    #[ps("ToString")]
    fn text(value: Bytes, start_index: Option<i32>, length: Option<i32>) -> Result<String> {
        let start = start_index.unwrap_or(0);
        let length = length.unwrap_or(value.0.len() as i32 - start);
        let (start, end) = errors::range(start, length, value.0.len())?;
        let part = value.0.get(start..end).unwrap_or_default();
        Ok(part.iter().map(|it| format!("{it:02X}")).collect::<Vec<_>>().join("-"))
    }
}

fn part<const N: usize>(bytes: &Bytes, start: Option<i32>) -> Result<[u8; N]> {
    let start = start.unwrap_or(0);
    let at = usize::try_from(start).ok().filter(|&it| it < bytes.0.len());
    let Some(at) = at else {
        let message =
            "Index was out of range. Must be non-negative and less than the size of the collection.";
        return Err(Fault::out_of_range(message, "startIndex").into());
    };
    bytes.0.get(at..at + N).and_then(|it| it.try_into().ok()).ok_or_else(|| {
        let message = "Destination array is not long enough to copy all the items in the collection. Check array index \
                       and length.";
        Fault::argument(message, "value").into()
    })
}
