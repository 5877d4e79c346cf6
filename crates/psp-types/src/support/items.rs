//! [`Items`] and [`Entries`]: the list or table behind a receiver, also of a script class that derives from one.

use super::errors;
use crate::declare::Argument;
use psp_value::{
    Context, Data, Fault, List, Object, Ref, Result, Table, Type, Value, convert, types::TypeSpec, well_known,
};

/// The list behind a receiver.
pub struct Items(Ref<Object>);

/// The table behind a receiver.
pub struct Entries(Ref<Object>);

/// The object that holds the data: the receiver, or its .NET base when it is of a script class.
fn holder(this: &Value) -> Option<Ref<Object>> {
    let object = this.unboxed().as_object()?;
    match &object.data {
        Data::Fields(_) => holder(&object.read_extra(|it| it.base.clone())??),
        _ => Some(object.clone()),
    }
}

impl<'a> Argument<'a> for Items {
    const TYPE: TypeSpec = TypeSpec::Is(|| well_known::ILIST.ty());
    fn from_value(_: &mut dyn Context, value: &'a Value) -> Result<Self> {
        match holder(value) {
            Some(it) if matches!(it.data, Data::List(_)) => Ok(Self(it)),
            _ => Err(Fault::not_supported("this list").into()),
        }
    }
}

impl<'a> Argument<'a> for Entries {
    const TYPE: TypeSpec = TypeSpec::Is(|| well_known::IDICTIONARY.ty());
    fn from_value(_: &mut dyn Context, value: &'a Value) -> Result<Self> {
        match holder(value) {
            Some(it) if matches!(it.data, Data::Table(_)) => Ok(Self(it)),
            _ => Err(Fault::not_supported("this dictionary").into()),
        }
    }
}

impl Items {
    /// Works on the list, which must not run script code.
    pub fn with<R>(&self, f: impl FnOnce(&mut List) -> R) -> R {
        match &self.0.data {
            Data::List(list) => list.with(f),
            _ => f(&mut List::default()),
        }
    }

    /// Reads the elements.
    pub fn read<R>(&self, f: impl FnOnce(&[Value]) -> R) -> R {
        self.with(|it| f(&it.items))
    }

    /// Changes the elements; enumerations under way notice.
    pub fn change<R>(&self, f: impl FnOnce(&mut Vec<Value>) -> R) -> R {
        self.with(|it| {
            it.version = it.version.wrapping_add(1);
            f(&mut it.items)
        })
    }

    /// The elements, to work on without the lock.
    pub fn snapshot(&self) -> Vec<Value> {
        self.read(<[Value]>::to_vec)
    }

    /// There are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many elements.
    pub fn len(&self) -> usize {
        self.read(<[Value]>::len)
    }

    /// The type of the elements.
    pub fn element(&self) -> Type {
        self.0.ty().element()
    }

    /// The list's own type.
    pub fn ty(&self) -> Type {
        self.0.ty()
    }

    /// The list as a value.
    pub fn value(&self) -> Value {
        Value::object(self.0.clone())
    }

    /// Values converted to the type of the elements.
    pub fn converted(&self, context: &mut dyn Context, values: Vec<Value>) -> Result<Vec<Value>> {
        convert_all(context, values, self.element())
    }

    /// An index that exists.
    pub fn index(&self, index: i32, parameter: &str) -> Result<usize> {
        if index < 0 || index as usize >= self.len() {
            Err(errors::index(parameter))
        } else {
            Ok(index as usize)
        }
    }
}

/// Values converted to a type.
pub fn convert_all(context: &mut dyn Context, values: Vec<Value>, to: Type) -> Result<Vec<Value>> {
    if to == well_known::OBJECT.ty() {
        return Ok(values);
    }
    values
        .into_iter()
        .map(|it| if it.ty() == Some(to) { Ok(it) } else { convert::convert_argument(context, &it, to) })
        .collect()
}

impl Entries {
    /// Works on the table, which must not run script code.
    pub fn with<R>(&self, f: impl FnOnce(&mut Table) -> R) -> R {
        match &self.0.data {
            Data::Table(table) => table.with(f),
            _ => f(&mut Table::default()),
        }
    }

    /// Changes the table, unless it is read-only.
    pub fn change<R>(&self, f: impl FnOnce(&mut Table) -> R) -> Result<R> {
        if self.with(|it| it.is_read_only()) {
            return Err(errors::not_supported("Collection is read-only."));
        }
        Ok(self.with(f))
    }

    /// Keys and values, to work on without the lock.
    pub fn snapshot(&self) -> Vec<(Value, Value)> {
        self.with(|it| it.iter().map(|(key, value)| (key.clone(), value.clone())).collect())
    }

    /// Keys in order.
    pub fn keys(&self) -> Vec<Value> {
        self.with(|it| it.keys().cloned().collect())
    }

    /// Values in order.
    pub fn values(&self) -> Vec<Value> {
        self.with(|it| it.values().cloned().collect())
    }

    /// The value of a key.
    pub fn get(&self, key: &Value) -> Option<Value> {
        self.with(|it| it.get(key).cloned())
    }

    /// The table's own type.
    pub fn ty(&self) -> Type {
        self.0.ty()
    }

    /// The type of keys (0) or values (1).
    pub fn argument(&self, index: usize) -> Type {
        self.0.ty().arguments.get(index).copied().unwrap_or(well_known::OBJECT.ty())
    }

    /// The object.
    pub fn object(&self) -> &Ref<Object> {
        &self.0
    }
}
