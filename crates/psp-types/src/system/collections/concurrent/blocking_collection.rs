//! `System.Collections.Concurrent.BlockingCollection[T]`.

use crate::{
    declare::{ArrayOf, Of, Out},
    support::{
        errors,
        gate::{Gate, limit},
    },
    system::collections::{enumerator::Enumerator, queue::give},
};
use psp_derive::ps_type;
use psp_value::{Context, Enumeration, Native, Object, Result, Value, well_known};
use std::collections::VecDeque;

/// A queue that waits: for elements, and for room.
pub(crate) struct BlockingCollection {
    gate: Gate<State>,
    bound: Option<usize>,
}

#[derive(Default)]
struct State {
    items: VecDeque<Value>,
    complete: bool,
}

impl Native for BlockingCollection {
    fn enumerate(&self, _: &Value) -> Option<Enumeration> {
        Some(Enumeration::ready(self.gate.with(|it| it.items.iter().cloned().collect())))
    }

    fn count(&self) -> Option<usize> {
        Some(self.gate.with(|it| it.items.len()))
    }
}

enum Taken {
    Item(Value),
    Complete,
}

impl BlockingCollection {
    fn put(&self, context: &dyn Context, item: &Value, milliseconds: Option<i32>) -> Result<bool> {
        let room = self.bound.unwrap_or(usize::MAX);
        let added = self.gate.wait(context, limit(milliseconds), |state| {
            if state.complete {
                return Some(false);
            }
            (state.items.len() < room).then(|| {
                state.items.push_back(item.clone());
                true
            })
        })?;
        if added == Some(false) {
            let message = "The collection has been marked as complete with regards to additions.";
            return Err(errors::invalid_operation(message));
        }
        Ok(added == Some(true))
    }

    fn get(&self, context: &dyn Context, milliseconds: Option<i32>) -> Result<Option<Taken>> {
        self.gate.wait(context, limit(milliseconds), |state| match state.items.pop_front() {
            Some(item) => Some(Taken::Item(item)),
            None => state.complete.then_some(Taken::Complete),
        })
    }
}

#[ps_type("System.Collections.Concurrent.BlockingCollection", kind = GenericDefinition, interfaces = [ICOLLECTION, GENERIC_IENUMERABLE, IDISPOSABLE])]
impl BlockingCollection {
    /// Empty, with or without a limit.
    #[ps("new")]
    fn new(bounded_capacity: Option<i32>) -> Result<Self> {
        match bounded_capacity {
            Some(bound) if bound < 1 => Err(errors::negative("boundedCapacity", bound)),
            bound => Ok(Self { gate: Gate::new(State::default()), bound: bound.map(|it| it as usize) }),
        }
    }

    /// How many elements.
    #[ps("Count", get)]
    fn number(&self) -> i32 {
        self.gate.with(|it| it.items.len()) as i32
    }

    /// The limit, -1 when there is none.
    #[ps(get)]
    fn bounded_capacity(&self) -> i32 {
        self.bound.map_or(-1, |it| it as i32)
    }

    /// Nothing is added any more.
    #[ps(get)]
    fn is_adding_completed(&self) -> bool {
        self.gate.with(|it| it.complete)
    }

    /// Nothing is added any more and nothing is left.
    #[ps(get)]
    fn is_completed(&self) -> bool {
        self.gate.with(|it| it.complete && it.items.is_empty())
    }

    /// Adds an element; waits for room.
    #[ps]
    fn add(&self, context: &mut dyn Context, item: Of<0>) -> Result<()> {
        self.put(context, &item.0, None).map(|_| ())
    }

    /// Adds an element; waits so long for room.
    #[ps]
    fn try_add(
        &self,
        context: &mut dyn Context,
        item: Of<0>,
        milliseconds_timeout: Option<i32>,
    ) -> Result<bool> {
        self.put(context, &item.0, Some(milliseconds_timeout.unwrap_or(0)))
    }

    /// Says that nothing is added any more.
    #[ps]
    fn complete_adding(&self) {
        self.gate.with(|it| it.complete = true);
    }

    /// Takes the first element out; waits for one.
    #[ps]
    fn take(&self, context: &mut dyn Context) -> Result<Of<0>> {
        if let Some(Taken::Item(item)) = self.get(context, None)? {
            return Ok(Of(item));
        }
        let message =
            "The collection argument is empty and has been marked as complete with regards to additions.";
        Err(errors::invalid_operation(message))
    }

    /// Takes the first element out; waits so long for one.
    #[ps]
    fn try_take(
        &self,
        context: &mut dyn Context,
        this: &Value,
        item: Out<Value>,
        milliseconds_timeout: Option<i32>,
    ) -> Result<bool> {
        let taken = match self.get(context, Some(milliseconds_timeout.unwrap_or(0)))? {
            Some(Taken::Item(item)) => Some(item),
            _ => None,
        };
        give(context, this, taken, &item)
    }

    /// Takes elements out until nothing is added any more.
    #[ps]
    fn get_consuming_enumerable(this: &Value) -> Value {
        Object::native(well_known::IENUMERABLE.ty(), Consumer(this.clone())).into()
    }

    /// The elements as an array.
    #[ps]
    fn to_array(&self) -> ArrayOf<0> {
        ArrayOf(self.gate.with(|it| it.items.iter().cloned().collect()))
    }

    /// An enumerator over the elements.
    #[ps]
    fn get_enumerator(this: &Value) -> Value {
        Enumerator::over(this)
    }

    /// Does nothing.
    #[ps]
    fn dispose(&self) {}
}

/// What `GetConsumingEnumerable` gives.
struct Consumer(Value);

impl Native for Consumer {
    fn enumerate(&self, _: &Value) -> Option<Enumeration> {
        let from = self.0.clone();
        Some(Enumeration::Steps(Box::new(move |context| match from.downcast::<BlockingCollection>() {
            Some(it) => Ok(match it.get(context, None)? {
                Some(Taken::Item(item)) => Some(item),
                _ => None,
            }),
            None => Ok(None),
        })))
    }
}
