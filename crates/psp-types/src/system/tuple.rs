//! `System.Tuple` and `System.ValueTuple`.

use crate::{declare::elements, support::values};
use psp_derive::ps_type;
use psp_value::{
    Context, Fault, Lock, Native, Object, Result, Str, Type, Value, convert,
    member::{MemberTypes, MemberView},
    types::{self, Generic},
    well_known,
};

/// The items of a tuple.
pub(crate) struct Items(Lock<Vec<Value>>);

impl Items {
    fn value(ty: Type, items: Vec<Value>) -> Value {
        Object::native(ty, Self(Lock::new(items))).into()
    }

    fn all(&self) -> Vec<Value> {
        self.0.snapshot()
    }
}

impl Native for Items {
    fn text(&self, context: &mut dyn Context, _: Option<&str>) -> Result<Option<String>> {
        let mut texts = Vec::new();
        for item in &self.all() {
            texts.push(values::text(context, item)?.text().into_owned());
        }
        Ok(Some(format!("({})", texts.join(", "))))
    }

    fn equals(&self, other: &Value) -> Option<bool> {
        let (own, other) = (self.all(), other.downcast::<Self>()?.all());
        Some(own.len() == other.len() && own.iter().zip(&other).all(|(a, b)| values::same(a, b)))
    }

    fn hash(&self) -> Option<u64> {
        let add = |hash: u64, it: &Value| hash.wrapping_mul(31).wrapping_add(values::hash(it) as u64);
        Some(self.all().iter().fold(17, add))
    }

    /// The items of a `ValueTuple` are fields that can be set.
    fn set_member(
        &self,
        context: &mut dyn Context,
        this: &Value,
        name: &str,
        to: &Value,
    ) -> Option<Result<()>> {
        let ty = this.ty().filter(|it| it.is_value_type())?;
        let number = name.get(..4).filter(|it| it.eq_ignore_ascii_case("item")).and(name.get(4..))?;
        let at = number.parse::<usize>().ok()?.checked_sub(1)?;
        let wanted = *ty.arguments.get(at)?;
        let set = |it: &mut Vec<Value>, to: Value| it.get_mut(at).map(|place| std::mem::replace(place, to));
        Some(convert::convert(context, to, wanted).map(|to| {
            let _old = self.0.with(|it| set(it, to));
        }))
    }

    /// As many items as this tuple has, and `Length`.
    fn own_members(&self) -> Option<Vec<MemberView>> {
        let property = |name: String, ty: Option<Type>| MemberView {
            kind: MemberTypes::Property,
            type_name: ty.map_or_else(|| "System.Object".to_owned(), Type::full_name),
            definition: format!(
                "{} {name} {{get;}}",
                ty.map_or_else(|| "System.Object".to_owned(), Type::ps_name)
            ),
            name: name.as_str().into(),
            hidden: false,
            is_static: false,
        };
        let items = self.all();
        let named = items.iter().enumerate().map(|(at, it)| property(format!("Item{}", at + 1), it.ty()));
        Some(named.chain([property("Length".to_owned(), Some(well_known::INT32.ty()))]).collect())
    }
}

/// `System.Tuple` with its type arguments.
pub(crate) struct Tuple;
/// `System.ValueTuple` with its type arguments.
pub(crate) struct ValueTuple;

/// The types of both kinds.
pub(crate) static GENERICS: &[Generic] = &{
    const TUPLE: &str = "System.Tuple";
    const VALUE_TUPLE: &str = "System.ValueTuple";
    const fn tuple(arity: usize) -> Generic {
        Generic { name: TUPLE, arity, definition: <Tuple as crate::declare::Emulated>::ty }
    }
    const fn value_tuple(arity: usize) -> Generic {
        Generic { name: VALUE_TUPLE, arity, definition: <ValueTuple as crate::declare::Emulated>::ty }
    }
    [
        tuple(1),
        tuple(2),
        tuple(3),
        tuple(4),
        tuple(5),
        tuple(6),
        tuple(7),
        tuple(8),
        value_tuple(1),
        value_tuple(2),
        value_tuple(3),
        value_tuple(4),
        value_tuple(5),
        value_tuple(6),
        value_tuple(7),
    ]
};

/// A tuple that is a value.
pub(crate) fn value_tuple(items: Vec<Value>) -> Value {
    make(<ValueTuple as crate::declare::Emulated>::ty(), items)
}

/// `System.Tuple[…]` with these arguments.
pub fn tuple_type(arguments: &[Type]) -> Type {
    types::instantiate(<Tuple as crate::declare::Emulated>::ty(), arguments)
}

/// A tuple of such a type.
pub fn tuple(ty: Type, items: Vec<Value>) -> Value {
    Items::value(ty, items)
}

fn make(definition: Type, items: Vec<Value>) -> Value {
    let types: Vec<_> = items.iter().map(|it| it.ty().unwrap_or(well_known::OBJECT.ty())).collect();
    Items::value(types::instantiate(definition, &types), items)
}

fn item(this: &Value, at: usize) -> Value {
    this.downcast::<Items>().and_then(|it| it.0.with(|it| it.get(at).cloned())).unwrap_or_default()
}

macro_rules! tuple {
    ($name:literal, $ty:ident, $kind:ident) => {
        #[ps_type($name, kind = $kind)]
        impl $ty {
            /// A tuple with so many items.
            #[ps]
            fn create(#[ps(params)] items: &[Value]) -> Value {
                make(<$ty as crate::declare::Emulated>::ty(), items.to_vec())
            }

            /// A tuple with these items.
            #[ps("new")]
            fn make_new(
                context: &mut dyn Context,
                this: &Value,
                #[ps(params)] items: &Value,
            ) -> Result<Value> {
                let mut items = elements(items);
                let Some(ty) = this.as_type().filter(|it| !it.arguments.is_empty()) else {
                    return Ok(make(<$ty as crate::declare::Emulated>::ty(), items));
                };
                for (item, wanted) in items.iter_mut().zip(ty.arguments) {
                    *item = convert::convert_argument(context, item, *wanted)?;
                }
                Ok(tuple(ty, items))
            }

            /// The item at an index.
            #[ps("get_Item")]
            fn get_item(this: &Value, index: i32) -> Result<Value> {
                let items = this.downcast::<Items>();
                let at = usize::try_from(index).ok();
                items.zip(at).and_then(|(it, at)| it.0.with(|it| it.get(at).cloned())).ok_or_else(|| {
                    let message = "Index was outside the bounds of the array.";
                    Fault::new("System.IndexOutOfRangeException", message).into()
                })
            }

            /// The first item.
            #[ps("Item1", get)]
            fn item1(this: &Value) -> Value {
                item(this, 0)
            }

            /// The second item.
            #[ps("Item2", get)]
            fn item2(this: &Value) -> Value {
                item(this, 1)
            }

            /// The third item.
            #[ps("Item3", get)]
            fn item3(this: &Value) -> Value {
                item(this, 2)
            }

            /// The fourth item.
            #[ps("Item4", get)]
            fn item4(this: &Value) -> Value {
                item(this, 3)
            }

            /// The fifth item.
            #[ps("Item5", get)]
            fn item5(this: &Value) -> Value {
                item(this, 4)
            }

            /// The sixth item.
            #[ps("Item6", get)]
            fn item6(this: &Value) -> Value {
                item(this, 5)
            }

            /// The seventh item.
            #[ps("Item7", get)]
            fn item7(this: &Value) -> Value {
                item(this, 6)
            }

            /// How many items.
            #[ps(get)]
            fn length(this: &Value) -> i32 {
                this.downcast::<Items>().map_or(0, |it| it.0.with(|it| it.len()) as i32)
            }

            /// The other one has equal items.
            #[ps]
            fn equals(this: &Value, obj: &Value) -> bool {
                values::same(this, obj)
            }

            /// A number that is the same for equal tuples.
            #[ps]
            fn get_hash_code(this: &Value) -> i32 {
                values::hash(this)
            }

            /// The items in parentheses.
            #[ps("ToString")]
            fn text(context: &mut dyn Context, this: &Value) -> Result<Str> {
                let text = match this.downcast::<Items>() {
                    Some(it) => it.text(context, None)?,
                    None => None,
                };
                Ok(text.unwrap_or_default().into())
            }
        }
    };
}

tuple!("System.Tuple", Tuple, Class);
tuple!("System.ValueTuple", ValueTuple, Struct);
