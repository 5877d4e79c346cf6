//! [`Value`]: a tag word and a payload word, always written and copied as two words (a tag written as a byte and read
//! back as a word stalls the processor: measured at ten times the cost of the copy).

use super::{Ref, Str};
use crate::{
    enums,
    object::Object,
    types::{Type, TypeCode},
    variable::Variable,
};
use psp_clr::datetime::{DateTime, TimeSpan};
use std::{mem::ManuallyDrop, num::NonZeroU64, ptr::NonNull, sync::atomic::AtomicU32};

/// Anything a script can hold.
#[repr(C)]
pub struct Value {
    /// The tag in the low byte; the type's number in the high half for enum values. Never 0, so that `Option<Value>` and
    /// `Result<Value>` need no room beside the value.
    meta: NonZeroU64,
    /// The bits of a scalar, or the pointer of what is on the heap. One type for both: the compiler then keeps a value in
    /// two registers.
    payload: *mut (),
}

const _: () = assert!(size_of::<Option<Value>>() == 16 && size_of::<usize>() == 8);

/// What the low byte of the first word says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Tag {
    /// A slot whose variable is not set; never seen by scripts.
    Unset = 1,
    /// An unset slot that knows where the variable of an outer scope is; never seen by scripts.
    Link,
    /// `$null`
    Null,
    /// The nothing that a command without output gives: `AutomationNull`.
    Nothing,
    /// `[bool]`
    Bool,
    /// `[char]`
    Char,
    /// `[sbyte]`
    SByte,
    /// `[byte]`
    Byte,
    /// `[int16]`
    Int16,
    /// `[uint16]`
    UInt16,
    /// `[int]`
    Int32,
    /// `[uint32]`
    UInt32,
    /// `[long]`
    Int64,
    /// `[uint64]`
    UInt64,
    /// `[float]`
    Single,
    /// `[double]`
    Double,
    /// `[datetime]`
    DateTime,
    /// `[timespan]`
    TimeSpan,
    /// A value of any enum type.
    Enum,
    /// `[string]`
    Str,
    /// Everything else.
    Object,
    /// A slot whose variable lives in a box of its own; never seen by scripts.
    Cell,
}

const INT: u64 = Tag::Int32 as u64;
const LONG: u64 = Tag::Int64 as u64;

/// The first word of a value.
#[inline(always)]
const fn meta(tag: Tag, high: u32) -> NonZeroU64 {
    // SAFETY: tags start at 1.
    unsafe { NonZeroU64::new_unchecked(tag as u64 | (high as u64) << 32) }
}

/// A scalar's bits as a payload.
#[inline(always)]
const fn bits_of(bits: u64) -> *mut () {
    std::ptr::without_provenance_mut(bits as usize)
}

impl Tag {
    /// The tag of the values of a type, for the types that most values are of; none for others.
    #[inline]
    pub fn of(code: TypeCode) -> Option<Self> {
        Some(match code {
            TypeCode::Bool => Self::Bool,
            TypeCode::Char => Self::Char,
            TypeCode::Int32 => Self::Int32,
            TypeCode::Int64 => Self::Int64,
            TypeCode::Double => Self::Double,
            TypeCode::DateTime => Self::DateTime,
            TypeCode::String => Self::Str,
            _ => return None,
        })
    }
}

/// The contents of a value, for matching.
#[derive(Clone, Copy)]
#[expect(missing_docs, reason = "each variant is the tag of the same name")]
pub enum View<'a> {
    Null,
    Nothing,
    Bool(bool),
    Char(u16),
    SByte(i8),
    Byte(u8),
    Int16(i16),
    UInt16(u16),
    Int32(i32),
    UInt32(u32),
    Int64(i64),
    UInt64(u64),
    Single(f32),
    Double(f64),
    DateTime(DateTime),
    TimeSpan(TimeSpan),
    Enum(Type, i64),
    Str(&'a Str),
    Object(&'a Ref<Object>),
}

impl Value {
    /// `$null`
    pub const NULL: Self = Self::scalar(Tag::Null, 0);
    /// The nothing that a command without output gives.
    pub const NOTHING: Self = Self::scalar(Tag::Nothing, 0);
    /// A slot whose variable is not set.
    pub const UNSET: Self = Self::scalar(Tag::Unset, 0);
    /// `$true`
    pub const TRUE: Self = Self::scalar(Tag::Bool, 1);
    /// `$false`
    pub const FALSE: Self = Self::scalar(Tag::Bool, 0);

    #[inline(always)]
    pub(super) const fn scalar(tag: Tag, bits: u64) -> Self {
        Self { meta: meta(tag, 0), payload: bits_of(bits) }
    }

    /// A `[bool]`.
    #[inline(always)]
    pub const fn bool(it: bool) -> Self {
        Self::scalar(Tag::Bool, it as u64)
    }

    /// A `[char]`, given as its UTF-16 unit.
    #[inline(always)]
    pub const fn char(unit: u16) -> Self {
        Self::scalar(Tag::Char, unit as u64)
    }

    /// An `[int]`.
    #[inline(always)]
    pub const fn int(it: i32) -> Self {
        Self::scalar(Tag::Int32, it as u32 as u64)
    }

    /// A `[long]`.
    #[inline(always)]
    pub const fn long(it: i64) -> Self {
        Self::scalar(Tag::Int64, it as u64)
    }

    /// A `[double]`.
    #[inline(always)]
    pub const fn double(it: f64) -> Self {
        Self::scalar(Tag::Double, it.to_bits())
    }

    /// A value of an enum type.
    pub fn enumeration(ty: Type, number: i64) -> Self {
        Self { meta: meta(Tag::Enum, enums::id_of(ty)), payload: bits_of(number as u64) }
    }

    /// A string.
    #[inline(always)]
    pub fn string(it: Str) -> Self {
        Self { meta: meta(Tag::Str, 0), payload: it.into_raw().as_ptr() }
    }

    /// An object.
    #[inline(always)]
    pub fn object(it: Ref<Object>) -> Self {
        Self { meta: meta(Tag::Object, 0), payload: Ref::into_raw(it).as_ptr() }
    }

    /// A slot's variable in a box of its own.
    pub fn cell(it: Ref<Variable>) -> Self {
        Self { meta: meta(Tag::Cell, 0), payload: Ref::into_raw(it).as_ptr() }
    }

    /// An unset slot with the place of an outer scope's variable, which is known to be right at an epoch.
    #[inline]
    pub fn link(place: NonNull<Self>, epoch: u32) -> Self {
        Self { meta: meta(Tag::Link, epoch), payload: place.as_ptr().cast() }
    }

    /// The place and epoch of a link.
    #[inline(always)]
    pub fn as_link(&self) -> Option<(NonNull<Self>, u32)> {
        if self.tag() != Tag::Link {
            return None;
        }
        Some((NonNull::new(self.payload.cast())?, (self.word() >> 32) as u32))
    }

    /// What the value is.
    #[inline(always)]
    pub fn tag(&self) -> Tag {
        // SAFETY: the low byte was written from a `Tag` by a constructor above.
        unsafe { std::mem::transmute::<u8, Tag>(self.word() as u8) }
    }

    /// The payload of a scalar.
    #[inline(always)]
    fn bits(&self) -> u64 {
        self.payload.addr() as u64
    }

    #[inline(always)]
    fn word(&self) -> u64 {
        self.meta.get()
    }

    #[inline(always)]
    fn is_heap(&self) -> bool {
        self.word() as u8 >= Tag::Str as u8
    }

    /// A script can see this value: it is no marker of a slot.
    #[inline(always)]
    pub fn is_plain(&self) -> bool {
        // The markers are the first tags and the last one.
        (self.word() as u8).wrapping_sub(Tag::Null as u8) < Tag::Cell as u8 - Tag::Null as u8
    }

    /// The value as an enum to match on. Slot markers look like `$null`.
    #[inline(always)]
    pub fn view(&self) -> View<'_> {
        let bits = self.bits();
        match self.tag() {
            Tag::Null | Tag::Unset | Tag::Link | Tag::Cell => View::Null,
            Tag::Nothing => View::Nothing,
            Tag::Bool => View::Bool(bits != 0),
            Tag::Char => View::Char(bits as u16),
            Tag::SByte => View::SByte(bits as i8),
            Tag::Byte => View::Byte(bits as u8),
            Tag::Int16 => View::Int16(bits as i16),
            Tag::UInt16 => View::UInt16(bits as u16),
            Tag::Int32 => View::Int32(bits as i32),
            Tag::UInt32 => View::UInt32(bits as u32),
            Tag::Int64 => View::Int64(bits as i64),
            Tag::UInt64 => View::UInt64(bits),
            Tag::Single => View::Single(f32::from_bits(bits as u32)),
            Tag::Double => View::Double(f64::from_bits(bits)),
            Tag::DateTime => View::DateTime(DateTime::from_binary(bits)),
            Tag::TimeSpan => View::TimeSpan(TimeSpan(bits as i64)),
            Tag::Enum => View::Enum(enums::type_of((self.word() >> 32) as u32), bits as i64),
            // SAFETY: with this tag the payload is the pointer of a live `Str`, which is that pointer and no more.
            Tag::Str => View::Str(unsafe { &*(&raw const self.payload).cast::<Str>() }),
            // SAFETY: as above for `Ref<Object>`.
            Tag::Object => View::Object(unsafe { &*(&raw const self.payload).cast::<Ref<Object>>() }),
        }
    }

    /// The variable behind a slot marker.
    #[inline]
    pub fn as_cell(&self) -> Option<&Ref<Variable>> {
        if self.tag() != Tag::Cell {
            return None;
        }
        // SAFETY: as in `view`.
        Some(unsafe { &*(&raw const self.payload).cast::<Ref<Variable>>() })
    }

    /// An `[int]`, unconverted.
    #[inline(always)]
    pub fn as_int(&self) -> Option<i32> {
        if self.word() == Tag::Int32 as u64 { Some(self.bits() as i32) } else { None }
    }

    /// A `[double]`, unconverted.
    #[inline(always)]
    pub fn as_double(&self) -> Option<f64> {
        if self.word() == Tag::Double as u64 { Some(f64::from_bits(self.bits())) } else { None }
    }

    /// A `[bool]`, unconverted.
    #[inline(always)]
    pub fn as_bool(&self) -> Option<bool> {
        if self.word() == Tag::Bool as u64 { Some(self.bits() != 0) } else { None }
    }

    /// An `[int]` or `[long]`, unconverted.
    #[inline(always)]
    pub fn as_integer(&self) -> Option<i64> {
        match self.word() {
            INT => Some(i64::from(self.bits() as i32)),
            LONG => Some(self.bits() as i64),
            _ => None,
        }
    }

    /// A `[long]`, unconverted.
    #[inline(always)]
    pub fn as_long(&self) -> Option<i64> {
        if self.word() == LONG { Some(self.bits() as i64) } else { None }
    }

    /// A string, unconverted.
    #[inline(always)]
    pub fn as_string(&self) -> Option<&Str> {
        if self.word() != Tag::Str as u64 {
            return None;
        }
        // SAFETY: as in `view`.
        Some(unsafe { &*(&raw const self.payload).cast::<Str>() })
    }

    /// An object.
    #[inline(always)]
    pub fn as_object(&self) -> Option<&Ref<Object>> {
        if self.word() != Tag::Object as u64 {
            return None;
        }
        // SAFETY: as in `view`.
        Some(unsafe { &*(&raw const self.payload).cast::<Ref<Object>>() })
    }

    /// The string out of this value, to append to it in place.
    #[inline(always)]
    pub fn into_string(self) -> Result<Str, Self> {
        if self.tag() != Tag::Str {
            return Err(self);
        }
        let this = ManuallyDrop::new(self);
        // SAFETY: the tag says that this is a string, and `this` does not drop it.
        Ok(unsafe { Str::from_raw(NonNull::new_unchecked(this.payload)) })
    }

    /// `$null` or nothing.
    #[inline(always)]
    pub fn is_null(&self) -> bool {
        self.word() as u8 <= Tag::Nothing as u8
    }

    /// The nothing that a command without output gives.
    #[inline(always)]
    pub fn is_nothing(&self) -> bool {
        self.word() == Tag::Nothing as u64
    }

    /// A slot whose variable is not set.
    #[inline(always)]
    pub fn is_unset(&self) -> bool {
        matches!(self.tag(), Tag::Unset | Tag::Link)
    }

    /// Overwrites with an `[int]`, word by word.
    #[inline(always)]
    pub fn set_int(&mut self, it: i32) {
        self.set_scalar(Tag::Int32, it as u32 as u64);
    }

    /// Overwrites a scalar with an `[int]`.
    #[inline(always)]
    pub fn write_int(&mut self, it: i32) {
        let done = self.try_set_int(it);
        debug_assert!(done, "only scalars are overwritten");
    }

    /// Overwrites a scalar with a `[long]`.
    #[inline(always)]
    pub fn write_long(&mut self, it: i64) {
        let done = self.try_set_long(it);
        debug_assert!(done, "only scalars are overwritten");
    }

    /// Overwrites a scalar with a `[double]`.
    #[inline(always)]
    pub fn write_double(&mut self, it: f64) {
        let done = self.try_set_double(it);
        debug_assert!(done, "only scalars are overwritten");
    }

    /// A copy, unless this is a marker of a slot.
    #[inline(always)]
    pub fn plain(&self) -> Option<Self> {
        if self.is_plain() { Some(self.clone()) } else { None }
    }

    /// Overwrites a scalar; gives the value back when something is held here that must be given up first.
    #[inline(always)]
    pub fn replace_scalar(&mut self, value: Self) -> Option<Self> {
        if self.is_heap() {
            return Some(value);
        }
        let value = ManuallyDrop::new(value);
        (self.meta, self.payload) = (value.meta, value.payload);
        None
    }

    /// Moves the value out; `$null` out of an empty place.
    #[inline(always)]
    pub fn take_set(&mut self) -> Self {
        let value = self.take();
        if value.is_unset() { Self::NULL } else { value }
    }

    /// Overwrites with an `[int]`, unless something is held that must be given up first.
    #[inline(always)]
    pub fn try_set_int(&mut self, it: i32) -> bool {
        self.try_set_scalar(Tag::Int32, it as u32 as u64)
    }

    /// Overwrites with a `[long]`, unless something is held that must be given up first.
    #[inline(always)]
    pub fn try_set_long(&mut self, it: i64) -> bool {
        self.try_set_scalar(Tag::Int64, it as u64)
    }

    /// Overwrites with a `[double]`, unless something is held that must be given up first.
    #[inline(always)]
    pub fn try_set_double(&mut self, it: f64) -> bool {
        self.try_set_scalar(Tag::Double, it.to_bits())
    }

    #[inline(always)]
    fn try_set_scalar(&mut self, tag: Tag, bits: u64) -> bool {
        if self.is_heap() {
            return false;
        }
        self.meta = meta(tag, 0);
        self.payload = bits_of(bits);
        true
    }

    /// Overwrites with a `[double]`, word by word.
    #[inline(always)]
    pub fn set_double(&mut self, it: f64) {
        self.set_scalar(Tag::Double, it.to_bits());
    }

    #[inline(always)]
    fn set_scalar(&mut self, tag: Tag, bits: u64) {
        if self.is_heap() {
            self.release();
        }
        self.meta = meta(tag, 0);
        self.payload = bits_of(bits);
    }

    /// Takes the value of another scalar of the same type; false, with nothing done, when they are not two such.
    #[inline(always)]
    pub fn copy_same(&mut self, other: &Self) -> bool {
        let same = self.word() == other.word() && !self.is_heap() && !self.is_null();
        if same {
            self.payload = other.payload;
        }
        same
    }

    /// Fills an unset place: nothing is held there that must be given up.
    #[inline(always)]
    pub fn fill(&mut self, value: Self) {
        debug_assert!(!self.is_heap(), "only empty places are filled");
        let value = ManuallyDrop::new(value);
        (self.meta, self.payload) = (value.meta, value.payload);
    }

    /// Moves the value out, leaving an unset slot.
    #[inline(always)]
    pub fn take(&mut self) -> Self {
        std::mem::replace(self, Self::UNSET)
    }

    #[inline(never)]
    fn release(&mut self) {
        let pointer = match self.tag() {
            // SAFETY: with these tags the payload is a pointer that this value owns.
            Tag::Str | Tag::Object | Tag::Cell => unsafe { NonNull::new_unchecked(self.payload) },
            _ => return,
        };
        let tag = self.tag();
        // What is dropped may be reached through this very value: leave a scalar behind first.
        self.meta = meta(Tag::Null, 0);
        // SAFETY: the pointer belongs to the type that the tag names and was owned by this value.
        unsafe {
            match tag {
                Tag::Str => drop(Str::from_raw(pointer)),
                Tag::Object => drop(Ref::<Object>::from_raw(pointer)),
                _ => drop(Ref::<Variable>::from_raw(pointer)),
            }
        }
    }
}

impl Clone for Value {
    #[inline(always)]
    fn clone(&self) -> Self {
        if self.is_heap() {
            return self.share();
        }
        Self { meta: self.meta, payload: self.payload }
    }
}

impl Value {
    #[inline(always)]
    fn share(&self) -> Self {
        // SAFETY: with the tags of the heap the payload is a pointer of a live `Str` or `Ref`, whose box starts with its
        // count (both are `repr(C)`); the count is raised for the copy.
        unsafe {
            super::reference::increment(&*self.payload.cast::<AtomicU32>());
        }
        Self { meta: self.meta, payload: self.payload }
    }
}

impl Drop for Value {
    #[inline(always)]
    fn drop(&mut self) {
        if self.is_heap() {
            self.release();
        }
    }
}

impl Default for Value {
    fn default() -> Self {
        Self::NULL
    }
}

// SAFETY: what the payload may point to (`Str`, `Ref<Object>`, `Ref<Variable>`) is Send and Sync.
unsafe impl Send for Value {}
// SAFETY: as above.
unsafe impl Sync for Value {}

impl std::fmt::Debug for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.view() {
            View::Null => f.write_str(if self.is_unset() { "unset" } else { "$null" }),
            View::Nothing => f.write_str("nothing"),
            View::Bool(it) => write!(f, "${it}"),
            View::Int32(it) => write!(f, "{it}"),
            View::Double(it) => write!(f, "{it:?}"),
            View::Str(it) => write!(f, "{it:?}"),
            View::Object(it) => write!(f, "<{}>", it.ty().full_name()),
            _ => write!(f, "<{:?} {:#x}>", self.tag(), self.bits()),
        }
    }
}
