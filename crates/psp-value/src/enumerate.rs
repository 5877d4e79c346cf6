//! What a pipeline, `foreach` and `@()` see of a value.

use crate::{
    Context, Lock, Object, Ref, Result, Str, Value, View,
    object::{Data, List, Table},
    well_known,
};

/// An enumeration under way. Containers are read step by step: one that changes meanwhile is pwsh's error.
pub enum Enumeration {
    /// Values that are there already.
    Ready(std::vec::IntoIter<Value>),
    /// An array's elements by index.
    Array {
        /// The array object.
        array: Ref<Object>,
        /// The next index.
        next: usize,
    },
    /// A list's elements by index.
    List {
        /// The list object.
        list: Ref<Object>,
        /// The next index.
        next: usize,
        /// The list's version at the start.
        version: u32,
    },
    /// The entries of a table, as `DictionaryEntry` or `KeyValuePair`.
    Table {
        /// The table object.
        table: Ref<Object>,
        /// The next raw slot.
        next: usize,
        /// The table's version at the start.
        version: u32,
    },
    /// Anything else: gives the next value, `None` at the end.
    Steps(Box<dyn FnMut(&mut dyn Context) -> Result<Option<Value>> + Send>),
}

impl Enumeration {
    /// Over values that are there already.
    pub fn ready(values: Vec<Value>) -> Self {
        Self::Ready(values.into_iter())
    }

    /// The next value, `None` at the end.
    pub fn next(&mut self, context: &mut dyn Context) -> Result<Option<Value>> {
        match self {
            Self::Ready(values) => Ok(values.next()),
            Self::Array { array, next } => {
                *next += 1;
                Ok(match &array.data {
                    Data::Array(items) => items.with(|it| it.get(*next - 1).cloned()),
                    Data::Bytes(bytes) => bytes.with(|it| it.get(*next - 1).map(|&byte| byte.into())),
                    _ => None,
                })
            }
            Self::List { list, next, version } => {
                let Data::List(list) = &list.data else { return Ok(None) };
                *next += 1;
                list.with(|it| same_version(it.version, *version).map(|()| it.items.get(*next - 1).cloned()))
            }
            Self::Table { table, next, version } => {
                let Data::Table(entries) = &table.data else { return Ok(None) };
                let found = entries.with(|it| {
                    same_version(it.version(), *version).map(|()| {
                        it.next_from(*next).map(|(at, key, value)| (at, key.clone(), value.clone()))
                    })
                })?;
                let Some((at, key, value)) = found else { return Ok(None) };
                *next = at + 1;
                Ok(Some(dictionary_entry(table, key, value)))
            }
            Self::Steps(step) => step(context),
        }
    }

    /// Everything that is left.
    pub fn collect(mut self, context: &mut dyn Context) -> Result<Vec<Value>> {
        let mut all = Vec::new();
        while let Some(value) = self.next(context)? {
            all.push(value);
        }
        Ok(all)
    }
}

fn same_version(now: u32, then: u32) -> Result<()> {
    if now == then {
        return Ok(());
    }
    let message = "Collection was modified; enumeration operation may not execute.";
    Err(crate::operators::raw_error("System.InvalidOperationException", message))
}

/// An entry of a table as scripts see it: `KeyValuePair` of generic dictionaries, else `DictionaryEntry`.
pub fn dictionary_entry(table: &Ref<Object>, key: Value, value: Value) -> Value {
    let arguments = table.ty().arguments;
    let ty = if arguments.is_empty() {
        well_known::DICTIONARY_ENTRY.ty()
    } else {
        crate::types::instantiate(well_known::KEY_VALUE_PAIR.ty(), arguments)
    };
    Value::object(Ref::new(Object::new(ty, Data::Fields(Lock::new(entry_fields(key, value))))))
}

thread_local! {
    static ENTRY_SHAPE: Ref<crate::Shape> = {
        let mut fields = crate::Fields::default();
        fields.set(&Str::new("Key"), Value::NULL);
        fields.set(&Str::new("Value"), Value::NULL);
        fields.shape().clone()
    };
}

fn entry_fields(key: Value, value: Value) -> crate::Fields {
    crate::Fields::with_shape(ENTRY_SHAPE.with(Ref::clone), vec![key, value])
}

/// What `foreach` and a pipeline enumerate: arrays, lists and other sequences, but not strings, tables and XML nodes.
pub fn enumerate(value: &Value) -> Option<Enumeration> {
    let View::Object(object) = value.view() else { return None };
    match &object.data {
        Data::Array(_) | Data::Bytes(_) => Some(Enumeration::Array { array: object.clone(), next: 0 }),
        Data::List(list) => {
            let version = list.with(|it: &mut List| it.version);
            Some(Enumeration::List { list: object.clone(), next: 0, version })
        }
        Data::Grid(grid) => Some(Enumeration::ready(grid.with(|it| it.items.clone()))),
        Data::Native(native) => native.enumerate(value),
        Data::Boxed(inner) => enumerate(inner),
        Data::Fields(_) => match object.read_extra(|it| it.base.clone()).flatten() {
            Some(base) => enumerate(&base),
            None => enumerate_instance(value, object.ty()),
        },
        _ => None,
    }
}

/// What an instance of a script class that is an enumerator or enumerable gives.
fn enumerate_instance(value: &Value, ty: crate::Type) -> Option<Enumeration> {
    if !ty.chain().any(|it| it.script.get().is_some()) {
        return None;
    }
    let mut enumerator = None;
    if ty.is_a(well_known::IENUMERATOR.ty()) {
        enumerator = Some(value.clone());
    } else if !ty.is_a(well_known::IENUMERABLE.ty()) {
        return None;
    }
    let source = value.clone();
    Some(Enumeration::Steps(Box::new(move |context| {
        let own = if let Some(own) = &enumerator {
            own.clone()
        } else {
            let made = crate::member::invoke(context, &source, &Str::new("GetEnumerator"), Vec::new(), &[])?;
            enumerator.insert(made).clone()
        };
        let moved = crate::member::invoke(context, &own, &Str::new("MoveNext"), Vec::new(), &[])?;
        if !crate::convert::is_true(&moved) {
            return Ok(None);
        }
        crate::member::get_member(context, &own, &Str::new("Current")).map(Some)
    })))
}

/// The entries of a table, as `GetEnumerator()` gives them.
pub fn enumerate_table(object: &Ref<Object>) -> Option<Enumeration> {
    let Data::Table(table) = &object.data else { return None };
    let version = table.with(|it: &mut Table| it.version());
    Some(Enumeration::Table { table: object.clone(), next: 0, version })
}

/// [`enumerate`] gives something.
#[inline(always)]
pub fn is_enumerable(value: &Value) -> bool {
    match value.view() {
        View::Object(object) => has_elements(value, object),
        _ => false,
    }
}

#[inline(never)]
fn has_elements(value: &Value, object: &Ref<Object>) -> bool {
    match &object.data {
        Data::Array(_) | Data::Bytes(_) | Data::List(_) | Data::Grid(_) => true,
        Data::Native(_) | Data::Boxed(_) | Data::Fields(_) => enumerate(value).is_some(),
        _ => false,
    }
}
