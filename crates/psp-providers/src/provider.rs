//! [`Provider`]: what the commands ask of a drive. An operation that a provider does not have is an error.

use crate::{
    Place, ProviderKind,
    content::{Reader, Reading, Writer, Writing},
    fault,
};
use psp_runtime::{Session, Shell};
use psp_value::{Result, Value};

/// An item in a container.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Child {
    /// Its name.
    pub name: String,
    /// It may have children itself.
    pub is_container: bool,
}

/// How `New-Item` makes an item.
#[derive(Clone, Debug, Default)]
pub struct NewItem {
    /// `-ItemType`
    pub kind: String,
    /// `-Value` or `-Target`
    pub value: Value,
    /// Replaces what is there, makes what is missing above.
    pub force: bool,
}

/// How `Remove-Item` removes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Removal {
    /// With what is inside.
    pub recurse: bool,
    /// Also what is read-only or hidden.
    pub force: bool,
}

/// How `Copy-Item` copies.
#[derive(Clone, Debug, Default)]
pub struct Copying {
    /// With what is inside.
    pub recurse: bool,
    /// Replaces what is read-only.
    pub force: bool,
    /// Containers are copied as containers.
    pub container: bool,
    /// `-Filter`, for what is inside.
    pub filter: crate::NameFilter,
}

/// What a drive can do. Paths are [`Place::path`]s.
pub trait Provider: Sync {
    /// Which one it is.
    fn kind(&self) -> ProviderKind;

    /// Something has this path.
    fn exists(&self, session: &mut Session, path: &str) -> bool;

    /// The item may have children.
    fn is_container(&self, session: &mut Session, path: &str) -> bool;

    /// The children in their order, hidden ones only when `hidden`.
    fn children(&self, session: &mut Session, path: &str, hidden: bool) -> Result<Vec<Child>>;

    /// The item as an object with its notes.
    fn item(&self, session: &mut Session, place: &Place) -> Result<Value>;

    /// Gives an item a value; gives the item.
    fn set(&self, _shell: &mut Shell<'_>, _place: &Place, _value: &Value) -> Result<Option<Value>> {
        Err(fault::no_operation().into())
    }

    /// Takes an item's value away.
    fn clear(&self, _shell: &mut Shell<'_>, _place: &Place) -> Result<Option<Value>> {
        Err(fault::no_operation().into())
    }

    /// Makes an item; none under `-WhatIf`.
    fn make(&self, shell: &mut Shell<'_>, place: &Place, how: &NewItem) -> Result<Option<Value>>;

    /// Removes an item.
    fn remove(&self, shell: &mut Shell<'_>, place: &Place, how: Removal) -> Result<()>;

    /// Gives an item another name; where it is then.
    fn rename(&self, shell: &mut Shell<'_>, place: &Place, name: &str, force: bool) -> Result<Option<Place>>;

    /// Copies an item; the places of the copies.
    fn copy(&self, shell: &mut Shell<'_>, from: &Place, to: &Place, how: &Copying) -> Result<Vec<Place>>;

    /// Moves an item; where it is then.
    fn move_to(
        &self,
        _shell: &mut Shell<'_>,
        _from: &Place,
        _to: &Place,
        _force: bool,
    ) -> Result<Option<Place>> {
        Err(fault::no_operation().into())
    }

    /// Reads an item's contents.
    fn reader(&self, shell: &mut Shell<'_>, place: &Place, how: &Reading) -> Result<Box<dyn Reader>>;

    /// Writes an item's contents.
    fn writer(&self, shell: &mut Shell<'_>, place: &Place, how: &Writing) -> Result<Box<dyn Writer>>;

    /// Writes the value of an item that is no file, without asking.
    fn item_writer(&self, _place: &Place, _how: &Writing) -> Result<Box<dyn Writer>> {
        Err(fault::no_operation().into())
    }

    /// Empties an item.
    fn clear_content(&self, shell: &mut Shell<'_>, place: &Place, force: bool) -> Result<()>;
}
