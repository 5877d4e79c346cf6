//! `System.Collections.Generic.LinkedList[T]` and its nodes.

use crate::{
    declare::{Emulated, Of, SequenceOf},
    support::{
        elements::copy_into,
        errors,
        items::convert_all,
        sequence::{Line, element_of, enumeration},
        values,
    },
    system::collections::enumerator::Enumerator,
};
use psp_derive::ps_type;
use psp_value::{Context, Enumeration, Native, Object, Ref, Result, Value, types::instantiate};

/// A list of nodes. The line holds the nodes.
pub(crate) struct LinkedList(Line);

impl Native for LinkedList {
    fn enumerate(&self, this: &Value) -> Option<Enumeration> {
        let mut nodes = enumeration::<Self>(this, |it| &it.0)?;
        Some(Enumeration::Steps(Box::new(move |context| Ok(nodes.next(context)?.map(|it| value_of(&it))))))
    }

    fn count(&self) -> Option<usize> {
        Some(self.0.len())
    }
}

/// A node.
pub(crate) struct LinkedListNode {
    value: psp_value::Lock<Value>,
    /// The list it was made for.
    list: psp_value::Lock<Value>,
}

impl Native for LinkedListNode {}

fn value_of(node: &Value) -> Value {
    node.downcast::<LinkedListNode>().map(|it| it.value.snapshot()).unwrap_or_default()
}

fn same_node(a: &Value, b: &Value) -> bool {
    matches!((a.as_object(), b.as_object()), (Some(a), Some(b)) if Ref::ptr_eq(a, b))
}

impl LinkedList {
    fn node(this: &Value, value: Value) -> Value {
        let ty = instantiate(LinkedListNode::ty(), &[element_of(this)]);
        let list = psp_value::Lock::new(this.clone());
        Object::native(ty, LinkedListNode { value: psp_value::Lock::new(value), list }).into()
    }

    fn place(&self, node: &Value) -> Result<usize> {
        self.0.read(|it| it.iter().position(|it| same_node(it, node))).ok_or_else(|| {
            errors::invalid_operation("The LinkedList node does not belong to current LinkedList.")
        })
    }

    fn find_node(&self, context: &mut dyn Context, value: &Value, last: bool) -> Result<Value> {
        let mut nodes = self.0.snapshot();
        if last {
            nodes.reverse();
        }
        for node in nodes {
            if values::equals(context, &value_of(&node), value)? {
                return Ok(node);
            }
        }
        Ok(Value::NULL)
    }

    fn values(&self) -> Vec<Value> {
        self.0.snapshot().iter().map(value_of).collect()
    }
}

fn empty() -> psp_value::Interrupt {
    errors::invalid_operation("The LinkedList is empty.")
}

#[ps_type("System.Collections.Generic.LinkedList", kind = GenericDefinition, interfaces = [ICOLLECTION, GENERIC_ICOLLECTION])]
impl LinkedList {
    /// Empty, or with the elements of a collection.
    #[ps("new")]
    fn new() -> Self {
        Self(Line::default())
    }
    #[ps("new")]
    fn from(context: &mut dyn Context, this: &Value, collection: SequenceOf<0>) -> Result<Value> {
        let items = convert_all(context, collection.0, element_of(this))?;
        let list: Value = Object::native(this.as_type().unwrap_or_else(Self::ty), Self::new()).into();
        let nodes: Vec<_> = items.into_iter().map(|it| Self::node(&list, it)).collect();
        if let Some(it) = list.downcast::<Self>() {
            it.0.change(|line| line.extend(nodes));
        }
        Ok(list)
    }

    /// How many elements.
    #[ps("Count", get)]
    fn number(&self) -> i32 {
        self.0.len() as i32
    }

    /// The first node.
    #[ps(get)]
    fn first(&self) -> Value {
        self.0.read(|it| it.front().cloned()).unwrap_or_default()
    }

    /// The last node.
    #[ps(get)]
    fn last(&self) -> Value {
        self.0.read(|it| it.back().cloned()).unwrap_or_default()
    }

    /// Adds an element at the start; gives its node.
    #[ps]
    fn add_first(&self, this: &Value, value: Of<0>) -> Value {
        let node = Self::node(this, value.0);
        let copy = node.clone();
        self.0.change(|it| it.push_front(copy));
        node
    }

    /// Adds an element at the end; gives its node.
    #[ps]
    fn add_last(&self, this: &Value, value: Of<0>) -> Value {
        let node = Self::node(this, value.0);
        let copy = node.clone();
        self.0.change(|it| it.push_back(copy));
        node
    }

    /// Adds an element before a node; gives its node.
    #[ps]
    fn add_before(&self, this: &Value, node: &Value, value: Of<0>) -> Result<Value> {
        let (at, new) = (self.place(node)?, Self::node(this, value.0));
        let copy = new.clone();
        self.0.change(|it| it.insert(at.min(it.len()), copy));
        Ok(new)
    }

    /// Adds an element behind a node; gives its node.
    #[ps]
    fn add_after(&self, this: &Value, node: &Value, value: Of<0>) -> Result<Value> {
        let (at, new) = (self.place(node)? + 1, Self::node(this, value.0));
        let copy = new.clone();
        self.0.change(|it| it.insert(at.min(it.len()), copy));
        Ok(new)
    }

    /// Removes everything.
    #[ps]
    fn clear(&self) {
        let _old = self.0.change(std::mem::take);
    }

    /// Tells whether there is an equal element.
    #[ps]
    fn contains(&self, context: &mut dyn Context, value: Of<0>) -> Result<bool> {
        Ok(!self.find_node(context, &value.0, false)?.is_null())
    }

    /// Copies all elements into an array.
    #[ps]
    fn copy_to(&self, array: &Value, index: i32) -> Result<()> {
        copy_into(&self.values(), array, index)
    }

    /// The first node with an equal element.
    #[ps]
    fn find(&self, context: &mut dyn Context, value: Of<0>) -> Result<Value> {
        self.find_node(context, &value.0, false)
    }

    /// The last node with an equal element.
    #[ps]
    fn find_last(&self, context: &mut dyn Context, value: Of<0>) -> Result<Value> {
        self.find_node(context, &value.0, true)
    }

    /// An enumerator over the elements.
    #[ps]
    fn get_enumerator(this: &Value) -> Value {
        Enumerator::over(this)
    }

    /// Removes an element, or a node; true when there was one.
    #[ps]
    fn remove(&self, context: &mut dyn Context, value: &Value) -> Result<bool> {
        let node = if value.downcast::<LinkedListNode>().is_some() {
            value.clone()
        } else {
            self.find_node(context, value, false)?
        };
        if node.is_null() {
            return Ok(false);
        }
        let at = self.place(&node)?;
        let _old = self.0.change(|it| it.remove(at));
        Ok(true)
    }

    /// Removes the first element.
    #[ps]
    fn remove_first(&self) -> Result<()> {
        self.0.change(std::collections::VecDeque::pop_front).map(|_| ()).ok_or_else(empty)
    }

    /// Removes the last element.
    #[ps]
    fn remove_last(&self) -> Result<()> {
        self.0.change(std::collections::VecDeque::pop_back).map(|_| ()).ok_or_else(empty)
    }
}

impl LinkedListNode {
    fn neighbour(&self, this: &Value, step: isize) -> Value {
        let list = self.list.snapshot();
        let Some(list) = list.downcast::<LinkedList>() else { return Value::NULL };
        let at = list.place(this).ok().and_then(|at| at.checked_add_signed(step));
        at.and_then(|at| list.0.read(|it| it.get(at).cloned())).unwrap_or_default()
    }
}

#[ps_type("System.Collections.Generic.LinkedListNode", kind = GenericDefinition)]
impl LinkedListNode {
    /// The element.
    #[ps("Value", get)]
    fn element(&self) -> Of<0> {
        Of(self.value.snapshot())
    }
    #[ps("Value", set)]
    fn set_element(&self, value: Of<0>) {
        let _old = self.value.with(|it| std::mem::replace(it, value.0));
    }

    /// The list.
    #[ps("List", get)]
    fn of_list(&self) -> Value {
        self.list.snapshot()
    }

    /// The next node.
    #[ps(get)]
    fn next(&self, this: &Value) -> Value {
        self.neighbour(this, 1)
    }

    /// The node before.
    #[ps(get)]
    fn previous(&self, this: &Value) -> Value {
        self.neighbour(this, -1)
    }
}
