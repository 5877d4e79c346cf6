//! The collections that `.Keys` and `.Values` of a dictionary give: copies in psp, so that a loop over them may change
//! the dictionary.

use crate::{
    declare::Emulated,
    support::{Entries, elements::position},
    system::collections::enumerator::Enumerator,
};
use psp_derive::ps_type;
use psp_value::{
    Context, Enumeration, Fault, Native, Object, Result, Str, Type, TypeCode, TypeKind, Value, types,
    well_known,
};

/// Keys or values.
pub(crate) struct KeyCollection(Vec<Value>);

impl Native for KeyCollection {
    fn enumerate(&self, _: &Value) -> Option<Enumeration> {
        Some(Enumeration::ready(self.0.clone()))
    }

    fn count(&self) -> Option<usize> {
        Some(self.0.len())
    }
}

/// All keys of a table.
pub(crate) fn keys(table: &Entries) -> Value {
    make(table, "KeyCollection", table.keys())
}

/// All values of a table.
pub(crate) fn values(table: &Entries) -> Value {
    make(table, "ValueCollection", table.values())
}

fn make(table: &Entries, kind: &str, items: Vec<Value>) -> Value {
    let owner = table.ty();
    let element = table.argument(usize::from(kind == "ValueCollection"));
    if owner.name == "System.Collections.Concurrent.ConcurrentDictionary" {
        let ty = types::instantiate(well_known::READ_ONLY_COLLECTION.ty(), &[element]);
        return Object::list(ty, items).into();
    }
    if owner == well_known::ORDERED_DICTIONARY.ty() {
        return Object::native(ordered_type(), KeyCollection(items)).into();
    }
    Object::native(nested_type(owner, kind), KeyCollection(items)).into()
}

fn ordered_type() -> Type {
    static TYPE: std::sync::OnceLock<Type> = std::sync::OnceLock::new();
    *TYPE.get_or_init(|| {
        let name = "System.Collections.Specialized.OrderedDictionary+OrderedDictionaryKeyValueCollection";
        types::define(name, TypeKind::Class, TypeCode::Object, Some(KeyCollection::ty()), &[])
    })
}

/// `Hashtable+KeyCollection`, `Dictionary'2+ValueCollection[K, V]`, ….
fn nested_type(owner: Type, kind: &str) -> Type {
    static KNOWN: parking_lot::Mutex<Vec<(Type, bool, Type)>> = parking_lot::Mutex::new(Vec::new());
    let is_values = kind == "ValueCollection";
    let mut known = KNOWN.lock();
    if let Some((_, _, ty)) = known.iter().find(|(of, values, _)| *of == owner && *values == is_values) {
        return *ty;
    }
    let name = if owner.arguments.is_empty() {
        format!("{}+{kind}", owner.name)
    } else {
        let arguments: Vec<_> = owner.arguments.iter().map(|it| it.full_name()).collect();
        format!("{}`{}+{kind}[[{}]]", owner.name, arguments.len(), arguments.join("],["))
    };
    let ty = types::define(&name, TypeKind::Class, TypeCode::Object, Some(KeyCollection::ty()), &[]);
    known.push((owner, is_values, ty));
    ty
}

#[ps_type("System.Collections.Generic.Dictionary+KeyCollection", interfaces = [ICOLLECTION])]
impl KeyCollection {
    /// How many.
    #[ps(get)]
    fn count(&self) -> i32 {
        self.0.len() as i32
    }

    /// Always false.
    #[ps(get)]
    fn is_synchronized(&self) -> bool {
        false
    }

    /// The collection itself.
    #[ps(get)]
    fn sync_root(this: &Value) -> Value {
        this.clone()
    }

    /// The element at a place; for sorted and ordered dictionaries.
    #[ps("get_Item")]
    fn get_item(&self, index: i32) -> Result<Value> {
        usize::try_from(index)
            .ok()
            .and_then(|at| self.0.get(at).cloned())
            .ok_or_else(|| crate::support::errors::index("index"))
    }

    /// Tells whether there is an equal element.
    #[ps]
    fn contains(&self, context: &mut dyn Context, item: &Value) -> Result<bool> {
        Ok(position(context, &self.0, item)?.is_some())
    }

    /// The place of an equal element, -1 when there is none.
    #[ps]
    fn index_of(&self, context: &mut dyn Context, item: &Value) -> Result<i32> {
        Ok(position(context, &self.0, item)?.map_or(-1, |at| at as i32))
    }

    /// Copies all elements into an array.
    #[ps]
    fn copy_to(&self, array: &Value, index: i32) -> Result<()> {
        crate::support::elements::copy_into(&self.0, array, index)
    }

    /// An enumerator over the elements.
    #[ps]
    fn get_enumerator(&self) -> Value {
        Enumerator::of(self.0.clone())
    }

    /// Refused, as .NET does.
    #[ps]
    fn add(&self, item: &Value) -> Result<()> {
        let _ = item;
        let message = "Mutating a key collection derived from a dictionary is not allowed.";
        Err(Fault::new("System.NotSupportedException", message).into())
    }

    /// The type's name.
    #[ps("ToString")]
    fn text(this: &Value) -> Str {
        this.ty().map(|it| it.full_name().into()).unwrap_or_default()
    }
}
