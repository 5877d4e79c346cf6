//! The zip format: entries stored or deflated, without encryption and without the extensions for more than 4 GiB.

use flate2::{Compression, Crc, read::DeflateDecoder, write::DeflateEncoder};
use psp_clr::datetime::{DateTime, Kind};
use std::io::{Read, Write};

/// A file or directory in an archive; a directory's name ends in `/`.
pub(super) struct Entry {
    /// Its path, with `/` between the parts.
    pub(super) name: String,
    /// When it was changed last, local.
    pub(super) modified: Option<DateTime>,
    /// Its bytes as they are stored.
    data: Vec<u8>,
    method: u16,
    crc: u32,
    length: u32,
    /// Unix permissions and kind; 0 when unknown.
    pub(super) mode: u32,
}

const LOCAL: u32 = 0x0403_4b50;
const CENTRAL: u32 = 0x0201_4b50;
const END: u32 = 0x0605_4b50;
const END_LENGTH: usize = 22;
const STORED: u16 = 0;
const DEFLATED: u16 = 8;
/// Names are UTF-8.
const UTF8: u16 = 0x0800;
/// Made on Unix, by version 2.0 of the format.
const MADE_BY: u16 = 0x0314;
const VERSION: u16 = 20;

impl Entry {
    /// Packs a file's bytes.
    pub(super) fn pack(
        name: String,
        modified: Option<DateTime>,
        mode: u32,
        bytes: &[u8],
        level: Compression,
    ) -> Result<Self, String> {
        let length = u32::try_from(bytes.len()).map_err(|_| format!("'{name}' is larger than 4 GiB"))?;
        let mut crc = Crc::new();
        crc.update(bytes);
        let mut encoder = DeflateEncoder::new(Vec::new(), level);
        let packed = encoder.write_all(bytes).and_then(|()| encoder.finish()).map_err(|it| it.to_string())?;
        let (method, data) =
            if packed.len() < bytes.len() { (DEFLATED, packed) } else { (STORED, bytes.to_vec()) };
        Ok(Self { name, modified, data, method, crc: crc.sum(), length, mode })
    }

    /// An entry for a directory.
    pub(super) fn directory(name: String, modified: Option<DateTime>, mode: u32) -> Self {
        Self { name, modified, data: Vec::new(), method: STORED, crc: 0, length: 0, mode }
    }

    /// Stands for a directory.
    pub(super) fn is_directory(&self) -> bool {
        self.name.ends_with('/')
    }

    /// The bytes of the file.
    pub(super) fn unpack(&self) -> Result<Vec<u8>, String> {
        let bytes = match self.method {
            STORED => self.data.clone(),
            DEFLATED => {
                let mut bytes = Vec::new();
                DeflateDecoder::new(self.data.as_slice())
                    .read_to_end(&mut bytes)
                    .map_err(|it| it.to_string())?;
                bytes
            }
            other => return Err(format!("'{}' is packed with method {other}", self.name)),
        };
        let mut crc = Crc::new();
        crc.update(&bytes);
        if crc.sum() == self.crc { Ok(bytes) } else { Err(format!("'{}' is damaged", self.name)) }
    }

    /// What the local and the central header have in common.
    fn header(&self) -> Vec<u8> {
        let (time, date) = dos_time(self.modified);
        let mut header = Vec::new();
        for number in [VERSION, UTF8, self.method, time, date] {
            header.extend(number.to_le_bytes());
        }
        for number in [self.crc, self.data.len() as u32, self.length] {
            header.extend(number.to_le_bytes());
        }
        header.extend((self.name.len() as u16).to_le_bytes());
        // No extra field.
        header.extend(0u16.to_le_bytes());
        header
    }
}

/// The bytes of an archive.
pub(super) fn write(entries: &[Entry]) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let mut central = Vec::new();
    for entry in entries {
        let offset = u32::try_from(bytes.len()).map_err(|_| "it would be larger than 4 GiB".to_owned())?;
        let header = entry.header();
        bytes.extend(LOCAL.to_le_bytes());
        bytes.extend(&header);
        bytes.extend(entry.name.as_bytes());
        bytes.extend(&entry.data);
        central.extend(CENTRAL.to_le_bytes());
        central.extend(MADE_BY.to_le_bytes());
        central.extend(&header);
        // No comment, first disk, no internal attributes.
        central.extend([0u8; 6]);
        central.extend(((entry.mode << 16) | (u32::from(entry.is_directory()) << 4)).to_le_bytes());
        central.extend(offset.to_le_bytes());
        central.extend(entry.name.as_bytes());
    }
    let count =
        u16::try_from(entries.len()).map_err(|_| "it would have more than 65535 entries".to_owned())?;
    let start = u32::try_from(bytes.len()).map_err(|_| "it would be larger than 4 GiB".to_owned())?;
    bytes.extend(&central);
    bytes.extend(END.to_le_bytes());
    bytes.extend([0u8; 4]);
    bytes.extend(count.to_le_bytes());
    bytes.extend(count.to_le_bytes());
    bytes.extend((central.len() as u32).to_le_bytes());
    bytes.extend(start.to_le_bytes());
    bytes.extend(0u16.to_le_bytes());
    Ok(bytes)
}

/// The entries of an archive.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Entry>, String> {
    let bad = || "it is no zip file, or damaged".to_owned();
    let last = bytes.len().checked_sub(END_LENGTH).ok_or_else(bad)?;
    // A comment of up to 64 KiB may follow the end record.
    let first = last.saturating_sub(usize::from(u16::MAX));
    let end = (first..=last).rev().find(|&at| u32_at(bytes, at) == Some(END)).ok_or_else(bad)?;
    let count = u16_at(bytes, end + 10).ok_or_else(bad)?;
    let mut at = u32_at(bytes, end + 16).ok_or_else(bad)? as usize;
    let mut entries = Vec::new();
    for _ in 0..count {
        if u32_at(bytes, at) != Some(CENTRAL) {
            return Err(bad());
        }
        let (entry, length) = central_entry(bytes, at).ok_or_else(bad)?;
        entries.push(entry);
        at += length;
    }
    Ok(entries)
}

/// The entry that a central header describes, and the header's length.
fn central_entry(bytes: &[u8], at: usize) -> Option<(Entry, usize)> {
    let name_length = usize::from(u16_at(bytes, at + 28)?);
    let rest = usize::from(u16_at(bytes, at + 30)?) + usize::from(u16_at(bytes, at + 32)?);
    let name = bytes.get(at + 46..at + 46 + name_length)?;
    let local = u32_at(bytes, at + 42)? as usize;
    if u32_at(bytes, local)? != LOCAL {
        return None;
    }
    let start =
        local + 30 + usize::from(u16_at(bytes, local + 26)?) + usize::from(u16_at(bytes, local + 28)?);
    let packed = u32_at(bytes, at + 20)? as usize;
    let entry = Entry {
        name: String::from_utf8_lossy(name).replace('\\', "/"),
        modified: from_dos_time(u16_at(bytes, at + 12)?, u16_at(bytes, at + 14)?),
        data: bytes.get(start..start.checked_add(packed)?)?.to_vec(),
        method: u16_at(bytes, at + 10)?,
        crc: u32_at(bytes, at + 16)?,
        length: u32_at(bytes, at + 24)?,
        mode: u32_at(bytes, at + 38)? >> 16,
    };
    Some((entry, 46 + name_length + rest))
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

/// Time and date in the manner of DOS: two seconds a step, from 1980 on.
fn dos_time(time: Option<DateTime>) -> (u16, u16) {
    const FIRST: (u16, u16) = (0, 0x21);
    let Some(it) = time.filter(|it| (1980..2108).contains(&it.year())) else { return FIRST };
    let time = (it.hour() << 11) | (it.minute() << 5) | (it.second() / 2);
    let date = ((it.year() - 1980) << 9) | (it.month() << 5) | it.day();
    (time as u16, date as u16)
}

fn from_dos_time(time: u16, date: u16) -> Option<DateTime> {
    let (time, date) = (i64::from(time), i32::from(date));
    let day = DateTime::from_ymd(1980 + (date >> 9), (date >> 5) & 15, date & 31).ok()?;
    let seconds = (time >> 11) * 3600 + ((time >> 5) & 63) * 60 + (time & 31) * 2;
    Some(DateTime { ticks: day.ticks + seconds * 10_000_000, kind: Kind::Local })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_can_be_read() {
        let time = DateTime::from_ymd(2024, 2, 29).ok();
        let text = "some text ".repeat(100);
        let file =
            Entry::pack("d/a.txt".to_owned(), time, 0o100_644, text.as_bytes(), Compression::default())
                .unwrap();
        let entries = [Entry::directory("d/".to_owned(), time, 0o040_755), file];
        let bytes = write(&entries).unwrap();
        let read = read(&bytes).unwrap();
        assert_eq!(read.iter().map(|it| it.name.as_str()).collect::<Vec<_>>(), ["d/", "d/a.txt"]);
        assert_eq!(read[1].unpack().unwrap(), text.as_bytes());
        assert_eq!(read[1].modified.map(psp_clr::datetime::DateTime::day), Some(29));
        assert!(super::read(b"no zip").is_err());
    }
}
