//! `System.Collections.Generic.PriorityQueue[T, P]`.

use crate::{
    declare::{Of, Out},
    support::{elements::default_of, errors, values},
};
use psp_derive::ps_type;
use psp_value::{Context, Enumeration, Lock, Native, Result, Value, well_known};

/// A queue whose element with the lowest priority comes first.
pub(crate) struct PriorityQueue {
    /// Element, priority and age; in no order.
    items: Lock<Vec<(Value, Value)>>,
    comparer: Value,
}

impl Native for PriorityQueue {
    fn enumerate(&self, _: &Value) -> Option<Enumeration> {
        None
    }

    fn count(&self) -> Option<usize> {
        Some(self.items.with(|it| it.len()))
    }
}

impl PriorityQueue {
    /// The place of the element with the lowest priority.
    fn first(&self, context: &mut dyn Context) -> Result<Option<usize>> {
        let all = self.items.snapshot();
        let mut best: Option<usize> = None;
        for (at, (_, priority)) in all.iter().enumerate() {
            let better = match best.and_then(|it| all.get(it)) {
                Some((_, known)) => {
                    values::compare_by(context, Some(&self.comparer), priority, known)?.is_lt()
                }
                None => true,
            };
            if better {
                best = Some(at);
            }
        }
        Ok(best)
    }

    fn take(&self, context: &mut dyn Context) -> Result<Option<(Value, Value)>> {
        let at = self.first(context)?;
        Ok(at.and_then(|at| self.items.with(|it| (at < it.len()).then(|| it.remove(at)))))
    }
}

fn empty() -> psp_value::Interrupt {
    errors::invalid_operation("Queue empty.")
}

#[ps_type("System.Collections.Generic.PriorityQueue", kind = GenericDefinition)]
impl PriorityQueue {
    /// Empty, with or without a comparer for the priorities.
    #[ps("new")]
    fn new(comparer: Option<&Value>) -> Self {
        let comparer = comparer.filter(|it| it.as_int().is_none()).cloned().unwrap_or_default();
        Self { items: Lock::default(), comparer }
    }

    /// How many elements.
    #[ps("Count", get)]
    fn number(&self) -> i32 {
        self.items.with(|it| it.len()) as i32
    }

    /// Adds an element.
    #[ps]
    fn enqueue(&self, element: Of<0>, priority: Of<1>) {
        self.items.with(|it| it.push((element.0, priority.0)));
    }

    /// Takes the first element out.
    #[ps]
    fn dequeue(&self, context: &mut dyn Context) -> Result<Of<0>> {
        self.take(context)?.map(|it| Of(it.0)).ok_or_else(empty)
    }

    /// The first element.
    #[ps]
    fn peek(&self, context: &mut dyn Context) -> Result<Of<0>> {
        let at = self.first(context)?;
        at.and_then(|at| self.items.with(|it| it.get(at).map(|it| Of(it.0.clone())))).ok_or_else(empty)
    }

    /// Removes everything.
    #[ps]
    fn clear(&self) {
        let _old = self.items.with(std::mem::take);
    }

    /// Takes the first element out, when there is one.
    #[ps]
    fn try_dequeue(
        &self,
        context: &mut dyn Context,
        this: &Value,
        element: Out<Value>,
        priority: Out<Value>,
    ) -> Result<bool> {
        let taken = self.take(context)?;
        give_pair(context, this, taken, &element, &priority)
    }

    /// Gives the first element, when there is one.
    #[ps]
    fn try_peek(
        &self,
        context: &mut dyn Context,
        this: &Value,
        element: Out<Value>,
        priority: Out<Value>,
    ) -> Result<bool> {
        let at = self.first(context)?;
        let found = at.and_then(|at| self.items.with(|it| it.get(at).cloned()));
        give_pair(context, this, found, &element, &priority)
    }
}

fn give_pair(
    context: &mut dyn Context,
    this: &Value,
    pair: Option<(Value, Value)>,
    element: &Out<Value>,
    priority: &Out<Value>,
) -> Result<bool> {
    let found = pair.is_some();
    let types = this.ty().map_or(&[][..], |it| it.arguments);
    let default = |at: usize| default_of(types.get(at).copied().unwrap_or(well_known::OBJECT.ty()));
    let (first, second) = pair.unwrap_or_else(|| (default(0), default(1)));
    element.set(context, first)?;
    priority.set(context, second)?;
    Ok(found)
}
