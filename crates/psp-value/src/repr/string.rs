//! [`Str`]: a string in one allocation. The bytes are WTF-8: UTF-8 that may hold lone surrogates as their three
//! bytes, since a .NET string may. Lengths and indexes that scripts see are UTF-16 units.

use super::reference::{decrement, increment};
use std::{
    alloc::{Layout, alloc, dealloc, handle_alloc_error, realloc},
    borrow::Cow,
    ptr::NonNull,
    sync::atomic::{AtomicPtr, AtomicU32, Ordering},
};

/// A counted string behind one thin pointer.
#[repr(transparent)]
pub struct Str {
    head: NonNull<Head>,
}

#[repr(C)]
struct Head {
    count: AtomicU32,
    len: u32,
    capacity: u32,
    kind: Kind,
    /// Hash of the text without regard to case; 0 when not known yet.
    folded_hash: AtomicU32,
    /// UTF-16 units + 1; 0 when not known yet.
    units: AtomicU32,
    /// Byte offset of every 64th UTF-16 unit, for text that is not ASCII; null when not known yet.
    crumbs: AtomicPtr<Vec<u32>>,
}

impl Head {
    #[inline(always)]
    fn forget_crumbs(&mut self) {
        let crumbs = std::mem::replace(self.crumbs.get_mut(), std::ptr::null_mut());
        if !crumbs.is_null() {
            // SAFETY: stored from a box by `Str::crumbs`; taken out just now.
            drop(unsafe { Box::from_raw(crumbs) });
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
enum Kind {
    Ascii,
    Utf8,
    /// Holds lone surrogates.
    Wtf8,
}

const CRUMB: u32 = 64;

// SAFETY: immutable while shared; the count follows the rules of `Ref`, the caches are atomics.
unsafe impl Send for Str {}
// SAFETY: as above.
unsafe impl Sync for Str {}

fn layout(capacity: usize) -> Layout {
    // PANIC: strings are at most u32::MAX bytes, which is far below the limit of `Layout`.
    Layout::new::<Head>()
        .extend(Layout::array::<u8>(capacity).unwrap_or(Layout::new::<()>()))
        .map_or(Layout::new::<Head>(), |(it, _)| it.pad_to_align())
}

impl Str {
    /// A copy of `text`.
    #[inline]
    pub fn new(text: &str) -> Self {
        let kind = if text.is_ascii() { Kind::Ascii } else { Kind::Utf8 };
        Self::from_parts(text.as_bytes(), text.len(), kind)
    }

    /// This text and another behind it: in place when nobody else holds it and there is room.
    pub fn followed(mut self, other: &Self) -> Self {
        let length = self.as_bytes().len() + other.as_bytes().len();
        if length > self.head().capacity as usize && length < 64
            || self.head().count.load(Ordering::Acquire) != 1
        {
            return Self::joined(&self, other);
        }
        self.push(other);
        self
    }

    /// Two strings in one, made in one allocation with some room to append more.
    pub fn joined(a: &Self, b: &Self) -> Self {
        if a.ends_high(b) {
            return Self::from_utf16(a.utf16().chain(b.utf16()));
        }
        let length = a.as_bytes().len() + b.as_bytes().len();
        let mut text = Self::from_parts(a.as_bytes(), length.next_multiple_of(16), a.head().kind);
        text.append(b.as_bytes(), b.head().kind);
        text
    }

    /// UTF-16 units, lone surrogates included.
    pub fn from_utf16(units: impl IntoIterator<Item = u16>) -> Self {
        let mut builder = StrBuilder::new();
        for unit in units {
            builder.push_unit(unit);
        }
        builder.finish()
    }

    fn from_parts(bytes: &[u8], capacity: usize, kind: Kind) -> Self {
        assert!(capacity < u32::MAX as usize, "strings are limited to 4 GiB");
        let layout = layout(capacity);
        // SAFETY: the layout is not empty, the memory is initialised before it is used as a `Head` and `len` bytes.
        unsafe {
            let Some(head) = NonNull::new(alloc(layout).cast::<Head>()) else { handle_alloc_error(layout) };
            head.write(Head {
                count: AtomicU32::new(1),
                len: bytes.len() as u32,
                capacity: capacity as u32,
                kind,
                folded_hash: AtomicU32::new(0),
                units: AtomicU32::new(0),
                crumbs: AtomicPtr::new(std::ptr::null_mut()),
            });
            let data = head.as_ptr().add(1).cast::<u8>();
            std::ptr::copy_nonoverlapping(bytes.as_ptr(), data, bytes.len());
            Self { head }
        }
    }

    #[inline(always)]
    fn head(&self) -> &Head {
        // SAFETY: allocated in `from_parts`, alive until the last owner is dropped.
        unsafe { self.head.as_ref() }
    }

    /// The WTF-8 bytes.
    #[inline(always)]
    pub fn as_bytes(&self) -> &[u8] {
        // SAFETY: `len` bytes behind the head are initialised.
        unsafe {
            std::slice::from_raw_parts(self.head.as_ptr().add(1).cast::<u8>(), self.head().len as usize)
        }
    }

    /// The text, unless it holds lone surrogates.
    #[inline(always)]
    pub fn as_str(&self) -> Option<&str> {
        if self.head().kind == Kind::Wtf8 {
            return None;
        }
        // SAFETY: the kind says that the bytes are UTF-8.
        Some(unsafe { std::str::from_utf8_unchecked(self.as_bytes()) })
    }

    /// The text; a lone surrogate becomes U+FFFD.
    #[inline]
    pub fn text(&self) -> Cow<'_, str> {
        match self.as_str() {
            Some(text) => Cow::Borrowed(text),
            None => Cow::Owned(String::from_utf16_lossy(&self.utf16().collect::<Vec<_>>())),
        }
    }

    /// Every byte is ASCII.
    #[inline(always)]
    pub fn is_ascii(&self) -> bool {
        self.head().kind == Kind::Ascii
    }

    /// No text.
    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.head().len == 0
    }

    /// Length in UTF-16 units, as `.Length` gives it.
    #[inline]
    pub fn utf16_len(&self) -> usize {
        let head = self.head();
        if head.kind == Kind::Ascii {
            return head.len as usize;
        }
        match head.units.load(Ordering::Relaxed) {
            0 => {
                let units = count_units(self.as_bytes());
                head.units.store(units as u32 + 1, Ordering::Relaxed);
                units
            }
            known => known as usize - 1,
        }
    }

    /// The UTF-16 unit at an index.
    pub fn unit_at(&self, index: usize) -> Option<u16> {
        if self.is_ascii() {
            return self.as_bytes().get(index).map(|&byte| u16::from(byte));
        }
        if index >= self.utf16_len() {
            return None;
        }
        let (offset, skip) = self.crumb(index);
        units_of(&self.as_bytes()[offset..]).nth(skip)
    }

    /// The units of the whole text.
    pub fn utf16(&self) -> impl Iterator<Item = u16> + '_ {
        units_of(self.as_bytes())
    }

    /// Units `start .. start + length`; both must lie within the text.
    pub fn slice_utf16(&self, start: usize, length: usize) -> Self {
        if self.is_ascii() {
            let bytes = &self.as_bytes()[start..start + length];
            return Self::from_parts(bytes, bytes.len(), Kind::Ascii);
        }
        let (offset, skip) = self.crumb(start);
        Self::from_utf16(units_of(&self.as_bytes()[offset..]).skip(skip).take(length))
    }

    /// The byte offset of a UTF-16 index; an index inside a surrogate pair gives the pair's start.
    pub fn byte_offset(&self, index: usize) -> usize {
        if self.is_ascii() {
            return index.min(self.as_bytes().len());
        }
        let (mut offset, mut left) = self.crumb(index);
        let bytes = self.as_bytes();
        while left > 0 && offset < bytes.len() {
            let (width, units) = width_and_units(bytes[offset]);
            if units > left {
                break;
            }
            offset += width;
            left -= units;
        }
        offset.min(bytes.len())
    }

    /// The UTF-16 index of a byte offset.
    pub fn utf16_index(&self, byte_offset: usize) -> usize {
        if self.is_ascii() {
            return byte_offset;
        }
        count_units(&self.as_bytes()[..byte_offset.min(self.as_bytes().len())])
    }

    /// The nearest remembered byte offset at or before a unit, and how many units to skip from there.
    fn crumb(&self, index: usize) -> (usize, usize) {
        if index < CRUMB as usize {
            return (0, index);
        }
        let crumbs = self.crumbs();
        let mut at = (index / CRUMB as usize).min(crumbs.len() - 1);
        while crumbs[at] == u32::MAX {
            at -= 1;
        }
        (crumbs[at] as usize, index - at * CRUMB as usize)
    }

    fn crumbs(&self) -> &[u32] {
        let known = self.head().crumbs.load(Ordering::Acquire);
        if !known.is_null() {
            // SAFETY: stored below from a box that lives until the text changes or the string is dropped.
            return unsafe { &*known };
        }
        let made = Box::into_raw(Box::new(crumbs_of(self.as_bytes())));
        let stored = self.head().crumbs.compare_exchange(
            std::ptr::null_mut(),
            made,
            Ordering::AcqRel,
            Ordering::Acquire,
        );
        match stored {
            // SAFETY: as above.
            Ok(_) => unsafe { &*made },
            Err(other) => {
                // SAFETY: made above and not stored; the other one was stored like it.
                unsafe {
                    drop(Box::from_raw(made));
                    &*other
                }
            }
        }
    }

    /// A hash that ignores case as .NET's `OrdinalIgnoreCase` does; never 0.
    #[inline]
    pub fn folded_hash(&self) -> u32 {
        let known = self.head().folded_hash.load(Ordering::Relaxed);
        if known != 0 {
            return known;
        }
        let hash = fold_hash(self.as_bytes(), self.is_ascii());
        self.head().folded_hash.store(hash, Ordering::Relaxed);
        hash
    }

    /// Appends in place when nobody else holds this string.
    pub fn push_str(&mut self, text: &str) {
        let kind = if text.is_ascii() { Kind::Ascii } else { Kind::Utf8 };
        self.append(text.as_bytes(), kind);
    }

    /// Appends in place when nobody else holds this string.
    pub fn push(&mut self, other: &Self) {
        if self.head().kind == Kind::Ascii || other.head().kind == Kind::Ascii || !self.ends_high(other) {
            return self.append(other.as_bytes(), other.head().kind);
        }
        *self = Self::from_utf16(self.utf16().chain(other.utf16()));
    }

    /// This text ends in a lone high surrogate and the other starts with a lone low one: they make a pair.
    fn ends_high(&self, other: &Self) -> bool {
        self.head().kind == Kind::Wtf8 && other.head().kind == Kind::Wtf8
    }

    fn append(&mut self, bytes: &[u8], kind: Kind) {
        let length = self.head().len as usize + bytes.len();
        assert!(length < u32::MAX as usize, "strings are limited to 4 GiB");
        let unique = self.head().count.load(Ordering::Acquire) == 1;
        if !unique {
            let mut copy =
                Self::from_parts(self.as_bytes(), length.next_power_of_two().max(32), self.head().kind);
            copy.append(bytes, kind);
            *self = copy;
            return;
        }
        if length > self.head().capacity as usize {
            self.grow(length.next_power_of_two().max(32));
        }
        // SAFETY: this is the only owner, and the capacity holds `length` bytes.
        unsafe {
            let head = self.head.as_mut();
            let end = self.head.as_ptr().add(1).cast::<u8>().add(head.len as usize);
            std::ptr::copy_nonoverlapping(bytes.as_ptr(), end, bytes.len());
            head.len = length as u32;
            head.kind = head.kind.max(kind);
            *head.folded_hash.get_mut() = 0;
            *head.units.get_mut() = 0;
            head.forget_crumbs();
        }
    }

    fn grow(&mut self, capacity: usize) {
        let (old, new) = (layout(self.head().capacity as usize), layout(capacity));
        // SAFETY: the only owner (see `append`); a `Head` may be moved bytewise.
        unsafe {
            let moved = realloc(self.head.as_ptr().cast(), old, new.size());
            let Some(head) = NonNull::new(moved.cast::<Head>()) else { handle_alloc_error(new) };
            self.head = head;
            self.head.as_mut().capacity = capacity as u32;
        }
    }

    /// An address that is unique while the string lives.
    pub fn address(&self) -> usize {
        self.head.as_ptr() as usize
    }

    #[inline(always)]
    pub(super) fn into_raw(self) -> NonNull<()> {
        let pointer = self.head.cast();
        std::mem::forget(self);
        pointer
    }

    /// # Safety
    /// As `Ref::from_raw`.
    #[inline(always)]
    pub(super) unsafe fn from_raw(pointer: NonNull<()>) -> Self {
        Self { head: pointer.cast() }
    }
}

/// A hash that ignores case as .NET's `OrdinalIgnoreCase` does, equal to [`Str::folded_hash`] of the same text.
fn fold_hash(bytes: &[u8], ascii: bool) -> u32 {
    let hash = if ascii {
        fold_hash_ascii(bytes)
    } else {
        units_of(bytes).fold(0xcbf2_9ce4_8422_2325u64, |hash, unit| {
            let folded = char::from_u32(u32::from(unit))
                .map_or(u32::from(unit), |it| psp_clr::compare::fold_char(it) as u32);
            (hash ^ u64::from(folded)).wrapping_mul(0x0000_0100_0000_01b3)
        })
    };
    ((hash ^ (hash >> 32)) as u32).max(1)
}

/// Eight bytes at a time, without the bit that tells small letters from capitals. No other character folds to one of
/// ASCII (a test): texts of the two kinds are never equal.
fn fold_hash_ascii(bytes: &[u8]) -> u64 {
    const CASE: u64 = 0xdfdf_dfdf_dfdf_dfdf;
    let mix =
        |hash: u64, word: u64| (hash.rotate_left(23) ^ (word & CASE)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let (words, rest) = bytes.as_chunks::<8>();
    let hash = words.iter().fold(bytes.len() as u64, |hash, word| mix(hash, u64::from_le_bytes(*word)));
    let rest = rest.iter().fold(0, |word, byte| word << 8 | u64::from(*byte));
    mix(hash, rest)
}

/// Byte offset of every 64th UTF-16 unit.
fn crumbs_of(bytes: &[u8]) -> Vec<u32> {
    let (mut crumbs, mut units, mut next) = (vec![0u32], 0usize, CRUMB as usize);
    let mut offset = 0;
    while offset < bytes.len() {
        if units >= next {
            // A pair may straddle the mark: remember the offset whose unit index is exact.
            crumbs.push(if units == next { offset as u32 } else { u32::MAX });
            next += CRUMB as usize;
        }
        let (width, count) = width_and_units(bytes[offset]);
        offset += width;
        units += count;
    }
    crumbs
}

/// Bytes and UTF-16 units of the character that starts with this byte.
fn width_and_units(first: u8) -> (usize, usize) {
    match first {
        0..=0x7f => (1, 1),
        0x80..=0xdf => (2, 1),
        0xe0..=0xef => (3, 1),
        _ => (4, 2),
    }
}

fn count_units(bytes: &[u8]) -> usize {
    bytes.iter().map(|&byte| usize::from(byte & 0xc0 != 0x80) + usize::from(byte >= 0xf0)).sum()
}

fn units_of(bytes: &[u8]) -> impl Iterator<Item = u16> + '_ {
    let mut offset = 0;
    let mut pending = None;
    std::iter::from_fn(move || {
        if let Some(low) = pending.take() {
            return Some(low);
        }
        let first = *bytes.get(offset)?;
        let (width, units) = width_and_units(first);
        let tail = |index: usize| u32::from(bytes.get(offset + index).copied().unwrap_or(0) & 0x3f);
        let code = match width {
            1 => u32::from(first),
            2 => (u32::from(first & 0x1f) << 6) | tail(1),
            3 => (u32::from(first & 0x0f) << 12) | (tail(1) << 6) | tail(2),
            _ => (u32::from(first & 0x07) << 18) | (tail(1) << 12) | (tail(2) << 6) | tail(3),
        };
        offset += width;
        if units == 1 {
            return Some(code as u16);
        }
        let above = code.wrapping_sub(0x1_0000);
        pending = Some(0xdc00 | (above & 0x3ff) as u16);
        Some(0xd800 | (above >> 10) as u16)
    })
}

/// Builds a string from text and UTF-16 units.
#[derive(Default)]
pub struct StrBuilder {
    bytes: Vec<u8>,
    pending_high: Option<u16>,
    lone: bool,
}

impl StrBuilder {
    /// Empty.
    pub fn new() -> Self {
        Self::default()
    }

    /// Appends text.
    pub fn push_str(&mut self, text: &str) {
        if !text.is_empty() {
            self.flush();
            self.bytes.extend_from_slice(text.as_bytes());
        }
    }

    /// Appends a string.
    pub fn push(&mut self, text: &Str) {
        match text.as_str() {
            Some(text) => self.push_str(text),
            None => text.utf16().for_each(|unit| self.push_unit(unit)),
        }
    }

    /// Appends a UTF-16 unit; halves of a pair find each other.
    pub fn push_unit(&mut self, unit: u16) {
        match (self.pending_high, unit) {
            (Some(high), 0xdc00..=0xdfff) => {
                self.pending_high = None;
                let code = 0x1_0000 + ((u32::from(high) & 0x3ff) << 10) + (u32::from(unit) & 0x3ff);
                self.push_char(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
            }
            (_, 0xd800..=0xdbff) => {
                self.flush();
                self.pending_high = Some(unit);
            }
            (_, 0xdc00..=0xdfff) => {
                self.flush();
                self.push_lone(unit);
            }
            _ => {
                self.flush();
                self.push_char(char::from_u32(u32::from(unit)).unwrap_or(char::REPLACEMENT_CHARACTER));
            }
        }
    }

    /// The string.
    pub fn finish(mut self) -> Str {
        self.flush();
        let kind = match (self.lone, self.bytes.is_ascii()) {
            (true, _) => Kind::Wtf8,
            (_, true) => Kind::Ascii,
            _ => Kind::Utf8,
        };
        Str::from_parts(&self.bytes, self.bytes.len(), kind)
    }

    fn push_char(&mut self, it: char) {
        self.bytes.extend_from_slice(it.encode_utf8(&mut [0; 4]).as_bytes());
    }

    fn push_lone(&mut self, unit: u16) {
        self.lone = true;
        self.bytes.extend([
            0xe0 | (unit >> 12) as u8,
            0x80 | ((unit >> 6) & 0x3f) as u8,
            0x80 | (unit & 0x3f) as u8,
        ]);
    }

    fn flush(&mut self) {
        if let Some(high) = self.pending_high.take() {
            self.push_lone(high);
        }
    }
}

impl Clone for Str {
    #[inline(always)]
    fn clone(&self) -> Self {
        increment(&self.head().count);
        Self { head: self.head }
    }
}

impl Drop for Str {
    #[inline(always)]
    fn drop(&mut self) {
        if decrement(&self.head().count) {
            let layout = layout(self.head().capacity as usize);
            // SAFETY: the last owner; allocated with this layout.
            unsafe {
                self.head.as_mut().forget_crumbs();
                dealloc(self.head.as_ptr().cast(), layout);
            }
        }
    }
}

impl PartialEq for Str {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        self.head == other.head || self.as_bytes() == other.as_bytes()
    }
}

impl Eq for Str {}

impl std::hash::Hash for Str {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.as_bytes().hash(state);
    }
}

impl From<&str> for Str {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl From<String> for Str {
    fn from(text: String) -> Self {
        Self::new(&text)
    }
}

impl std::fmt::Display for Str {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&self.text())
    }
}

impl std::fmt::Debug for Str {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}", self.text())
    }
}
