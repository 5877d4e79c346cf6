//! Objects on the heap: a type, data, and lazily the object's own extra members.

mod extra;
mod fields;
mod native;
mod table;

pub use extra::{Extra, ExtraMember, ExtraMemberKind};
pub use fields::same as same_name;
pub use fields::{Fields, Shape};
pub use native::Native;
pub use table::{KeyComparer, Table, TableIter, hash_key, same_key};

use crate::{
    Code, ErrorRecord, Exception, Lock, Ref, Str, Value,
    types::{Type, well_known},
};
use num_bigint::BigInt;
use rust_decimal::Decimal;
use std::{any::Any, sync::Arc};

/// Anything that is not a scalar or a string.
pub struct Object {
    ty: Type,
    extra: Lock<Option<Box<Extra>>>,
    /// What the object holds.
    pub data: Data,
}

/// What an object holds.
pub enum Data {
    /// A scalar or string that carries members of its own (`5 | Add-Member …`).
    Boxed(Value),
    /// An array; the element type is the type's.
    Array(Lock<Vec<Value>>),
    /// A `[byte[]]`.
    Bytes(Lock<Vec<u8>>),
    /// An array of several dimensions: `[int[,]]`.
    Grid(Lock<Grid>),
    /// `List[T]`, `ArrayList`, `Collection[T]`.
    List(Lock<List>),
    /// `Hashtable`, `OrderedDictionary`, `Dictionary[K, V]`, ….
    Table(Box<Lock<Table>>),
    /// `[pscustomobject]` and instances of script classes.
    Fields(Lock<Fields>),
    /// `{ … }`
    Block(Box<Block>),
    /// `[type]`
    Type(Type),
    /// `[decimal]`
    Decimal(Decimal),
    /// `[bigint]`
    BigInteger(Box<BigInt>),
    /// An exception.
    Exception(Box<Lock<Exception>>),
    /// `$_` in a `catch`.
    Error(Box<Lock<ErrorRecord>>),
    /// `[ref]` to a variable, or to a value of its own.
    Reference(Ref<crate::Variable>),
    /// A type emulated in Rust.
    Native(Box<dyn Native>),
}

/// The contents of a list.
#[derive(Default, Clone)]
pub struct List {
    /// The elements.
    pub items: Vec<Value>,
    /// Counts changes, so that an enumeration notices them.
    pub version: u32,
}

/// The contents of an array of several dimensions.
#[derive(Clone)]
pub struct Grid {
    /// The length of each dimension.
    pub dims: Vec<usize>,
    /// The elements, the last dimension running fastest.
    pub items: Vec<Value>,
}

/// A script block as a value.
#[derive(Clone)]
pub struct Block {
    /// The compiled code.
    pub code: Arc<dyn Code>,
    /// The session state (module) it belongs to; the runtime knows its type.
    pub state: Option<Arc<dyn Any + Send + Sync>>,
}

impl Object {
    /// An object of a type.
    pub fn new(ty: Type, data: Data) -> Self {
        Self { ty, extra: Lock::new(None), data }
    }

    /// An array of a given element type; the elements are of that type already.
    pub fn array_of(element: Type, items: Vec<Value>) -> Self {
        Self::new(element.array_of(), Data::Array(Lock::new(items)))
    }

    /// An `[object[]]`.
    pub fn array(items: Vec<Value>) -> Self {
        Self::array_of(well_known::OBJECT.ty(), items)
    }

    /// A `[byte[]]`.
    pub fn bytes(bytes: Vec<u8>) -> Self {
        Self::new(well_known::BYTE.ty().array_of(), Data::Bytes(Lock::new(bytes)))
    }

    /// An array of several dimensions; the elements are of the type already.
    pub fn grid(element: Type, dims: Vec<usize>, items: Vec<Value>) -> Self {
        Self::new(element.array_of_rank(dims.len() as u32), Data::Grid(Lock::new(Grid { dims, items })))
    }

    /// A list of a list type.
    pub fn list(ty: Type, items: Vec<Value>) -> Self {
        Self::new(ty, Data::List(Lock::new(List { items, version: 0 })))
    }

    /// A table of a dictionary type.
    pub fn table(ty: Type, table: Table) -> Self {
        Self::new(ty, Data::Table(Box::new(Lock::new(table))))
    }

    /// A `[hashtable]`, as `@{}` makes it.
    pub fn hashtable(table: Table) -> Self {
        Self::table(well_known::HASHTABLE.ty(), table)
    }

    /// An `[ordered]` table.
    pub fn ordered(table: Table) -> Self {
        Self::table(well_known::ORDERED_DICTIONARY.ty(), table)
    }

    /// A `[pscustomobject]`.
    pub fn custom(fields: Fields) -> Self {
        Self::new(well_known::PS_CUSTOM_OBJECT.ty(), Data::Fields(Lock::new(fields)))
    }

    /// A `[pscustomobject]` with note properties.
    pub fn custom_from<'a>(properties: impl IntoIterator<Item = (&'a str, Value)>) -> Self {
        let mut fields = Fields::default();
        for (name, value) in properties {
            fields.set(&Str::new(name), value);
        }
        Self::custom(fields)
    }

    /// A type as a value.
    pub fn of_type(ty: Type) -> Self {
        Self::new(well_known::RUNTIME_TYPE.ty(), Data::Type(ty))
    }

    /// A `[decimal]`.
    pub fn decimal(it: Decimal) -> Self {
        Self::new(well_known::DECIMAL.ty(), Data::Decimal(it))
    }

    /// A `[bigint]`.
    pub fn big_integer(it: BigInt) -> Self {
        Self::new(well_known::BIG_INTEGER.ty(), Data::BigInteger(Box::new(it)))
    }

    /// An emulated object.
    pub fn native(ty: Type, it: impl Native) -> Self {
        Self::new(ty, Data::Native(Box::new(it)))
    }

    /// The object's .NET type; of a boxed scalar, the scalar's.
    pub fn ty(&self) -> Type {
        self.ty
    }

    /// Works on the object's own extra members.
    pub fn with_extra<R>(&self, f: impl FnOnce(&mut Extra) -> R) -> R {
        self.extra.with(|extra| f(extra.get_or_insert_default()))
    }

    /// Reads the object's own extra members; `None` when there are none.
    pub fn read_extra<R>(&self, f: impl FnOnce(&Extra) -> R) -> Option<R> {
        self.extra.with(|extra| extra.as_deref().map(f))
    }

    /// The emulated object inside, when it is a `T`.
    pub fn downcast<T: Native>(&self) -> Option<&T> {
        match &self.data {
            Data::Native(it) => (&**it as &dyn Any).downcast_ref(),
            _ => None,
        }
    }
}

impl Value {
    /// The emulated object inside, when it is a `T`.
    pub fn downcast<T: Native>(&self) -> Option<&T> {
        self.as_object()?.downcast()
    }

    /// The value's .NET type; `$null` has none.
    pub fn ty(&self) -> Option<Type> {
        use crate::View;
        let info = match self.view() {
            View::Null | View::Nothing => return None,
            View::Bool(_) => &well_known::BOOL,
            View::Char(_) => &well_known::CHAR,
            View::SByte(_) => &well_known::SBYTE,
            View::Byte(_) => &well_known::BYTE,
            View::Int16(_) => &well_known::INT16,
            View::UInt16(_) => &well_known::UINT16,
            View::Int32(_) => &well_known::INT32,
            View::UInt32(_) => &well_known::UINT32,
            View::Int64(_) => &well_known::INT64,
            View::UInt64(_) => &well_known::UINT64,
            View::Single(_) => &well_known::SINGLE,
            View::Double(_) => &well_known::DOUBLE,
            View::DateTime(_) => &well_known::DATE_TIME,
            View::TimeSpan(_) => &well_known::TIME_SPAN,
            View::Str(_) => &well_known::STRING,
            View::Enum(ty, _) => return Some(ty),
            View::Object(it) => return Some(it.ty()),
        };
        Some(info.ty())
    }

    /// The value is of a type that values of their own hold, and no box around one.
    #[inline]
    pub fn is_scalar_of(&self, code: crate::TypeCode) -> bool {
        crate::Tag::of(code) == Some(self.tag())
    }

    /// The scalar inside a boxed one; the value itself otherwise.
    #[inline]
    pub fn unboxed(&self) -> &Self {
        match self.as_object().map(|it| &it.data) {
            Some(Data::Boxed(inner)) => inner,
            _ => self,
        }
    }

    /// The `[type]` inside.
    pub fn as_type(&self) -> Option<Type> {
        match self.as_object()?.data {
            Data::Type(ty) => Some(ty),
            _ => None,
        }
    }

    /// The script block inside.
    pub fn as_block(&self) -> Option<&Block> {
        match &self.as_object()?.data {
            Data::Block(block) => Some(block),
            _ => None,
        }
    }

    /// The table inside.
    pub fn as_table(&self) -> Option<&Lock<Table>> {
        match &self.as_object()?.data {
            Data::Table(table) => Some(table),
            _ => None,
        }
    }

    /// The fields inside: of a `[pscustomobject]` or class instance.
    pub fn as_fields(&self) -> Option<&Lock<Fields>> {
        match &self.as_object()?.data {
            Data::Fields(fields) => Some(fields),
            _ => None,
        }
    }

    /// The elements of an array (of any element type) or list, copied; `None` for anything else.
    pub fn as_elements(&self) -> Option<Vec<Self>> {
        match &self.as_object()?.data {
            Data::Array(items) => Some(items.snapshot()),
            Data::List(list) => Some(list.with(|it| it.items.clone())),
            Data::Bytes(bytes) => Some(bytes.with(|it| it.iter().map(|&byte| byte.into()).collect())),
            Data::Grid(grid) => Some(grid.with(|it| it.items.clone())),
            _ => None,
        }
    }

    /// An `[object[]]`.
    pub fn array(items: Vec<Self>) -> Self {
        Object::array(items).into()
    }

    /// What a pipeline's output is when it is assigned: nothing, the one object, or an array.
    pub fn from_output(mut items: Vec<Self>) -> Self {
        match items.len() {
            0 => Self::NOTHING,
            1 => items.pop().unwrap_or_default(),
            _ => Self::array(items),
        }
    }

    /// An array of strings.
    pub fn strings<S: Into<Self>>(items: impl IntoIterator<Item = S>) -> Self {
        Object::array_of(well_known::STRING.ty(), items.into_iter().map(Into::into).collect()).into()
    }
}
