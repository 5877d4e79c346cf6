//! Fields of custom objects: the names are shared between objects that got them in the same order.

use crate::{Lock, Ref, Str, Value};

/// The names of an object's fields in order; shared, and linked to the shapes that have one name more.
pub struct Shape {
    names: Vec<Str>,
    /// Index of each name by folded hash, for shapes too wide to search.
    index: hashbrown::HashTable<u32>,
    next: Lock<Vec<(Str, Ref<Shape>)>>,
}

/// Shapes up to this width are searched from left to right.
const NARROW: usize = 8;
/// A shape with more successors than this stops remembering them.
const MAX_NEXT: usize = 64;

impl Shape {
    fn with_names(names: Vec<Str>) -> Ref<Self> {
        let mut index = hashbrown::HashTable::new();
        if names.len() > NARROW {
            for (at, name) in names.iter().enumerate() {
                index.insert_unique(u64::from(name.folded_hash()), at as u32, |&it| {
                    u64::from(names[it as usize].folded_hash())
                });
            }
        }
        Ref::new(Self { names, index, next: Lock::new(Vec::new()) })
    }

    /// The names in order.
    pub fn names(&self) -> &[Str] {
        &self.names
    }

    /// Where the field with this name is; case does not matter.
    pub fn find(&self, name: &Str) -> Option<usize> {
        if self.names.len() <= NARROW {
            return self.names.iter().position(|it| same(it, name));
        }
        let hash = u64::from(name.folded_hash());
        self.index.find(hash, |&it| same(&self.names[it as usize], name)).map(|&it| it as usize)
    }

    fn extended(this: &Ref<Self>, name: &Str) -> Ref<Self> {
        let make = || {
            let mut names = this.names.clone();
            names.push(name.clone());
            Self::with_names(names)
        };
        if this.names.len() > 256 {
            return make();
        }
        this.next.with(|next| {
            if let Some((_, shape)) = next.iter().find(|(known, _)| known == name) {
                return shape.clone();
            }
            let shape = make();
            if next.len() < MAX_NEXT {
                next.push((name.clone(), shape.clone()));
            }
            shape
        })
    }
}

/// Two names of members are the same.
pub fn same(a: &Str, b: &Str) -> bool {
    a == b
        || a.folded_hash() == b.folded_hash()
            && (a.as_bytes().eq_ignore_ascii_case(b.as_bytes())
                || !(a.is_ascii() && b.is_ascii())
                    && psp_clr::compare::equals_ordinal_ignore_case(&a.text(), &b.text()))
}

/// A custom object's fields.
#[derive(Clone)]
pub struct Fields {
    shape: Ref<Shape>,
    values: Vec<Value>,
}

thread_local! {
    /// The shape without names; one a thread, since a `Ref` may not be shared before it is published.
    static EMPTY: Ref<Shape> = Shape::with_names(Vec::new());
}

impl Default for Fields {
    fn default() -> Self {
        Self { shape: EMPTY.with(Ref::clone), values: Vec::new() }
    }
}

impl Fields {
    /// Fields of a known shape; as many values as the shape has names.
    pub fn with_shape(shape: Ref<Shape>, values: Vec<Value>) -> Self {
        debug_assert_eq!(shape.names.len(), values.len());
        Self { shape, values }
    }

    /// The names.
    #[inline]
    pub fn shape(&self) -> &Ref<Shape> {
        &self.shape
    }

    /// The values in order.
    #[inline]
    pub fn values(&self) -> &[Value] {
        &self.values
    }

    /// The values in order.
    #[inline]
    pub fn values_mut(&mut self) -> &mut [Value] {
        &mut self.values
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// None.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// Names and values in order.
    pub fn iter(&self) -> impl Iterator<Item = (&Str, &Value)> {
        self.shape.names.iter().zip(&self.values)
    }

    /// The value of a field.
    pub fn get(&self, name: &Str) -> Option<&Value> {
        self.shape.find(name).and_then(|at| self.values.get(at))
    }

    /// Writes a field, adding it when there is none.
    pub fn set(&mut self, name: &Str, value: Value) {
        if let Some(at) = self.shape.find(name) {
            self.values[at] = value;
        } else {
            self.shape = Shape::extended(&self.shape, name);
            self.values.push(value);
        }
    }

    /// Removes a field; true when it was there.
    pub fn remove(&mut self, name: &Str) -> bool {
        let Some(at) = self.shape.find(name) else { return false };
        let values = std::mem::take(&mut self.values);
        let old = std::mem::replace(&mut self.shape, EMPTY.with(Ref::clone));
        for (index, (name, value)) in old.names.iter().zip(values).enumerate() {
            if index != at {
                self.set(name, value);
            }
        }
        true
    }
}
