//! `System.Tuple` and `System.ValueTuple`.

use crate::{declare::elements, support::values};
use psp_derive::ps_type;
use psp_value::{
    Context, Native, Object, Result, Str, Type, Value,
    member::{MemberTypes, MemberView},
    types::{self, Generic},
    well_known,
};

/// The items of a tuple.
pub(crate) struct Items(Vec<Value>);

impl Native for Items {
    fn text(&self, context: &mut dyn Context, _: Option<&str>) -> Result<Option<String>> {
        let mut texts = Vec::new();
        for item in &self.0 {
            texts.push(values::text(context, item)?.text().into_owned());
        }
        Ok(Some(format!("({})", texts.join(", "))))
    }

    fn equals(&self, other: &Value) -> Option<bool> {
        let other = other.downcast::<Self>()?;
        Some(self.0.len() == other.0.len() && self.0.iter().zip(&other.0).all(|(a, b)| values::same(a, b)))
    }

    fn hash(&self) -> Option<u64> {
        Some(
            self.0
                .iter()
                .fold(17, |hash: u64, it| hash.wrapping_mul(31).wrapping_add(values::hash(it) as u64)),
        )
    }

    fn own_members(&self) -> Option<Vec<MemberView>> {
        let object = well_known::OBJECT.ty();
        let item =
            |(at, item): (usize, &Value)| property(&format!("Item{}", at + 1), item.ty().unwrap_or(object));
        let mut views: Vec<_> = self.0.iter().enumerate().map(item).collect();
        views.push(property("Length", well_known::INT32.ty()));
        Some(views)
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
    Object::native(ty, Items(items)).into()
}

fn make(definition: Type, items: Vec<Value>) -> Value {
    let types: Vec<_> = items.iter().map(|it| it.ty().unwrap_or(well_known::OBJECT.ty())).collect();
    Object::native(types::instantiate(definition, &types), Items(items)).into()
}

fn property(name: &str, ty: Type) -> MemberView {
    let written = psp_value::convert::net_string(ty);
    MemberView {
        name: name.into(),
        kind: MemberTypes::Property,
        definition: format!("{} {name} {{get;}}", psp_value::member::type_text(ty)),
        type_name: written,
        hidden: false,
        is_static: false,
    }
}

fn item(this: &Value, at: usize) -> Value {
    this.downcast::<Items>().and_then(|it| it.0.get(at).cloned()).unwrap_or_default()
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
            fn make_new(this: &Value, #[ps(params)] items: &Value) -> Value {
                let items = elements(items);
                match this.as_type() {
                    Some(ty) if !ty.arguments.is_empty() => Object::native(ty, Items(items)).into(),
                    _ => make(<$ty as crate::declare::Emulated>::ty(), items),
                }
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
                this.downcast::<Items>().map_or(0, |it| it.0.len() as i32)
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
