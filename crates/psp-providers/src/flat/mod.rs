//! The drives that hold names and values: environment, variables, functions, aliases. [`Flat`] makes a provider of what
//! tells one from another.

pub(crate) mod alias;
pub(crate) mod environment;
pub(crate) mod function;
pub(crate) mod variable;

use crate::{
    Child, Copying, NewItem, Place, Provider, ProviderKind, Removal,
    content::{ItemWriter, Reader, Reading, Values, Writer, Writing},
    fault, item,
};
use psp_runtime::{Session, Shell};
use psp_value::{Result, Value};

/// Names and what they stand for.
pub(crate) trait Names: Sync {
    const KIND: ProviderKind;

    /// What messages call one.
    const NOUN: &'static str;

    /// All names, in the order of `Get-ChildItem`.
    fn all(session: &mut Session) -> Vec<String>;

    /// The object of a name.
    fn get(session: &mut Session, name: &str) -> Option<Value>;

    /// What `Get-Content` reads.
    fn content(session: &mut Session, name: &str) -> Option<Value>;

    /// Gives a name another meaning, making it when it is new.
    fn set(session: &mut Session, name: &str, value: &Value) -> Result<()>;

    /// Removes a name.
    fn remove(session: &mut Session, name: &str, force: bool) -> Result<()>;
}

/// A provider over names.
pub(crate) struct Flat<T>(pub(crate) T);

impl<T: Names> Flat<T> {
    fn found(session: &mut Session, place: &Place) -> Result<Value> {
        match T::get(session, &place.inside) {
            Some(found) => Ok(item::noted(found, place, false)),
            None => Err(fault::path_not_found(&place.shown()).into()),
        }
    }
}

impl<T: Names> Provider for Flat<T> {
    fn kind(&self) -> ProviderKind {
        T::KIND
    }

    fn exists(&self, session: &mut Session, path: &str) -> bool {
        path.is_empty() || T::get(session, path).is_some()
    }

    fn is_container(&self, _: &mut Session, path: &str) -> bool {
        path.is_empty()
    }

    fn children(&self, session: &mut Session, path: &str, _: bool) -> Result<Vec<Child>> {
        if !path.is_empty() {
            return Ok(Vec::new());
        }
        Ok(T::all(session).into_iter().map(|name| Child { name, is_container: false }).collect())
    }

    fn item(&self, session: &mut Session, place: &Place) -> Result<Value> {
        if !place.inside.is_empty() {
            return Self::found(session, place);
        }
        let mut values = Vec::new();
        for name in T::all(session) {
            values.extend(T::get(session, &name));
        }
        Ok(Value::array(values))
    }

    fn set(&self, shell: &mut Shell<'_>, place: &Place, value: &Value) -> Result<Option<Value>> {
        let shown = shell.text(value)?;
        let target = format!("Item: {} Value: {shown}", place.inside);
        if !shell.should_process(&target, &format!("Set {}", T::NOUN))? {
            return Ok(None);
        }
        T::set(shell.session, &place.inside, value)?;
        Ok(T::get(shell.session, &place.inside).map(|it| item::noted(it, place, false)))
    }

    fn clear(&self, shell: &mut Shell<'_>, place: &Place) -> Result<Option<Value>> {
        if !shell.should_process(&format!("Item: {}", place.inside), &format!("Clear {}", T::NOUN))? {
            return Ok(None);
        }
        T::set(shell.session, &place.inside, &Value::NULL)?;
        Ok(T::get(shell.session, &place.inside).map(|it| item::noted(it, place, false)))
    }

    fn make(&self, shell: &mut Shell<'_>, place: &Place, how: &NewItem) -> Result<Option<Value>> {
        if !how.force && T::get(shell.session, &place.inside).is_some() {
            return Err(fault::argument(format!("The item '{}' already exists.", place.inside)).into());
        }
        let shown = shell.text(&how.value)?;
        let target = format!("Item: {} Type: {} Value: {shown}", place.inside, how.kind);
        if !shell.should_process(&target, &format!("New {}", T::NOUN))? {
            return Ok(None);
        }
        T::set(shell.session, &place.inside, &how.value)?;
        Self::found(shell.session, place).map(Some)
    }

    fn remove(&self, shell: &mut Shell<'_>, place: &Place, how: Removal) -> Result<()> {
        if !shell.should_process(&format!("Item: {}", place.inside), &format!("Remove {}", T::NOUN))? {
            return Ok(());
        }
        T::remove(shell.session, &place.inside, how.force)
    }

    fn rename(&self, shell: &mut Shell<'_>, place: &Place, name: &str, force: bool) -> Result<Option<Place>> {
        let target = format!("Item: {} NewName: {name}", place.inside);
        if !shell.should_process(&target, &format!("Rename {}", T::NOUN))? {
            return Ok(None);
        }
        if !force && T::get(shell.session, name).is_some() {
            return Err(
                fault::argument(format!("Cannot rename the item because '{name}' already exists.")).into()
            );
        }
        let value = T::content(shell.session, &place.inside).unwrap_or_default();
        T::set(shell.session, name, &value)?;
        T::remove(shell.session, &place.inside, force)?;
        Ok(Some(Place::new(place.drive.clone(), name)))
    }

    fn copy(&self, shell: &mut Shell<'_>, from: &Place, to: &Place, _: &Copying) -> Result<Vec<Place>> {
        let to = if to.inside.is_empty() { to.child(&from.inside) } else { to.clone() };
        let target = format!("Item: {} Destination: {}", from.inside, to.inside);
        if !shell.should_process(&target, &format!("Copy {}", T::NOUN))? {
            return Ok(Vec::new());
        }
        let value = T::content(shell.session, &from.inside).unwrap_or_default();
        T::set(shell.session, &to.inside, &value)?;
        Ok(vec![to])
    }

    fn reader(&self, shell: &mut Shell<'_>, place: &Place, _: &Reading) -> Result<Box<dyn Reader>> {
        match T::content(shell.session, &place.inside) {
            Some(value) => Ok(Box::new(Values::new(vec![value]))),
            None => Err(fault::path_not_found(&place.shown()).into()),
        }
    }

    fn writer(&self, _: &mut Shell<'_>, place: &Place, how: &Writing) -> Result<Box<dyn Writer>> {
        self.item_writer(place, how)
    }

    fn item_writer(&self, place: &Place, _: &Writing) -> Result<Box<dyn Writer>> {
        Ok(Box::new(ItemWriter::new(place.clone(), T::set)))
    }

    fn clear_content(&self, shell: &mut Shell<'_>, place: &Place, _: bool) -> Result<()> {
        T::set(shell.session, &place.inside, &Value::NULL)
    }
}
