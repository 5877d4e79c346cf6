//! Enum types: names and numbers, and the numbering that lets a value carry its type in half a word.

use crate::types::Type;
use parking_lot::RwLock;

/// The values of an enum type.
pub struct EnumInfo {
    /// Names and numbers in the order of declaration.
    pub values: Vec<(Box<str>, i64)>,
    /// `[Flags]`
    pub flags: bool,
    /// The underlying integer type.
    pub underlying: Type,
    /// The type's number: see [`id_of`].
    id: u32,
}

static NUMBERED: RwLock<Vec<Type>> = RwLock::new(Vec::new());

/// Gives an enum type its values; the first call for a type counts.
pub fn declare(ty: Type, values: Vec<(Box<str>, i64)>, flags: bool, underlying: Type) {
    ty.0.enumeration.get_or_init(|| {
        let mut numbered = NUMBERED.write();
        numbered.push(ty);
        EnumInfo { values, flags, underlying, id: numbered.len() as u32 - 1 }
    });
}

/// The values of an enum type.
pub fn info(ty: Type) -> &'static EnumInfo {
    let declared = crate::types::well_known::INT32.ty();
    ty.0.enumeration.get_or_init(|| {
        let mut numbered = NUMBERED.write();
        numbered.push(ty);
        EnumInfo { values: Vec::new(), flags: false, underlying: declared, id: numbered.len() as u32 - 1 }
    })
}

/// The number by which values name their type.
#[inline]
pub(crate) fn id_of(ty: Type) -> u32 {
    info(ty).id
}

/// The type with a number.
#[inline]
pub(crate) fn type_of(id: u32) -> Type {
    // PANIC: numbers are only made by `id_of`.
    NUMBERED.read()[id as usize]
}

/// The name of exactly this number.
pub fn name_of(ty: Type, number: i64) -> Option<&'static str> {
    info(ty).values.iter().find(|(_, it)| *it == number).map(|(name, _)| &**name)
}
