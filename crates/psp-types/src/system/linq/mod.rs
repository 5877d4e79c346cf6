//! `System.Linq.Enumerable`: what scripts use of it, at once instead of on demand.

use crate::{
    declare::Sequence,
    support::{Delegate, elements::position, errors, sort, values},
};
use psp_derive::ps_type;
use psp_value::{
    Context, Fault, Object, Result, Table, Type, Value, object::KeyComparer, operators, types::TypeDef,
    well_known,
};

/// Functions on sequences.
pub(crate) struct Enumerable;

/// The types of this namespace.
pub(crate) static TYPES: &[&TypeDef] = &[Enumerable::DEF];

fn no_elements() -> psp_value::Interrupt {
    errors::invalid_operation("Sequence contains no elements")
}

fn filtered(context: &mut dyn Context, items: Vec<Value>, test: Option<&Delegate>) -> Result<Vec<Value>> {
    let Some(test) = test else { return Ok(items) };
    let mut kept = Vec::new();
    for item in items {
        if test.test(context, std::slice::from_ref(&item))? {
            kept.push(item);
        }
    }
    Ok(kept)
}

fn distinct(items: Vec<Value>) -> Vec<Value> {
    let mut seen = Table::new(KeyComparer::Exact);
    items
        .into_iter()
        .filter(|it| !seen.contains(it) && seen.insert(it.clone(), Value::NULL).is_none())
        .collect()
}

fn set(items: &[Value]) -> Table {
    let mut table = Table::new(KeyComparer::Exact);
    table.extend(items.iter().map(|it| (it.clone(), Value::NULL)));
    table
}

/// The type that all elements share.
fn common(items: &[Value]) -> Type {
    let first = items.first().and_then(Value::ty);
    let same = first.filter(|it| items.iter().all(|item| item.ty() == Some(*it)));
    same.unwrap_or(well_known::OBJECT.ty())
}

fn array(items: Vec<Value>) -> Value {
    crate::system::array::make(common(&items), items)
}

fn sum(context: &mut dyn Context, items: &[Value]) -> Result<Value> {
    items.iter().try_fold(Value::int(0), |total, item| operators::add(context, &total, item))
}

/// What a delegate makes of each element.
fn selected(context: &mut dyn Context, items: Vec<Value>, selector: &Delegate) -> Result<Vec<Value>> {
    items.into_iter().map(|item| selector.call(context, &[item])).collect()
}

fn extreme(context: &mut dyn Context, items: Vec<Value>, wanted: std::cmp::Ordering) -> Result<Value> {
    let mut all = items.into_iter();
    let mut best = all.next().ok_or_else(no_elements)?;
    for item in all {
        if values::compare(context, &item, &best)? == wanted {
            best = item;
        }
    }
    Ok(best)
}

#[ps_type("System.Linq.Enumerable", kind = Static)]
impl Enumerable {
    /// Numbers from a start on.
    #[ps]
    fn range(start: i32, count: i32) -> Result<Vec<i32>> {
        if count < 0 {
            return Err(Fault::new(
                "System.ArgumentOutOfRangeException",
                "Specified argument was out of the range of valid values. (Parameter 'count')",
            )
            .into());
        }
        Ok((start..start.saturating_add(count)).collect())
    }

    /// The same value so many times.
    #[ps]
    fn repeat(element: &Value, count: i32) -> Value {
        array(vec![element.clone(); count.max(0) as usize])
    }

    /// Nothing.
    #[ps]
    fn empty() -> Vec<Value> {
        Vec::new()
    }

    /// An element passes the test; or there is one.
    #[ps]
    fn any(context: &mut dyn Context, source: Sequence, predicate: Option<Delegate>) -> Result<bool> {
        Ok(!filtered(context, source.0, predicate.as_ref())?.is_empty())
    }

    /// All elements pass the test.
    #[ps]
    fn all(context: &mut dyn Context, source: Sequence, predicate: Delegate) -> Result<bool> {
        let count = source.0.len();
        Ok(filtered(context, source.0, Some(&predicate))?.len() == count)
    }

    /// How many elements, or how many pass the test.
    #[ps]
    fn count(context: &mut dyn Context, source: Sequence, predicate: Option<Delegate>) -> Result<i32> {
        Ok(filtered(context, source.0, predicate.as_ref())?.len() as i32)
    }

    /// The sum.
    #[ps("Sum")]
    fn total(context: &mut dyn Context, source: Sequence) -> Result<Value> {
        sum(context, &source.0)
    }

    #[ps("Sum")]
    fn total_of(context: &mut dyn Context, source: Sequence, selector: Delegate) -> Result<Value> {
        let items = selected(context, source.0, &selector)?;
        sum(context, &items)
    }

    /// The mean.
    #[ps("Average")]
    fn average_of(context: &mut dyn Context, source: Sequence, selector: Delegate) -> Result<f64> {
        let items = selected(context, source.0, &selector)?;
        Self::average(context, Sequence(items))
    }
    #[ps]
    fn average(context: &mut dyn Context, source: Sequence) -> Result<f64> {
        if source.0.is_empty() {
            return Err(no_elements());
        }
        let total = sum(context, &source.0)?;
        Ok(psp_value::convert::to_f64(context, &total)? / source.0.len() as f64)
    }

    /// The largest element.
    #[ps]
    fn max(context: &mut dyn Context, source: Sequence) -> Result<Value> {
        extreme(context, source.0, std::cmp::Ordering::Greater)
    }

    #[ps("Max")]
    fn max_of(context: &mut dyn Context, source: Sequence, selector: Delegate) -> Result<Value> {
        let items = selected(context, source.0, &selector)?;
        extreme(context, items, std::cmp::Ordering::Greater)
    }

    /// The smallest element.
    #[ps("Min")]
    fn min_of(context: &mut dyn Context, source: Sequence, selector: Delegate) -> Result<Value> {
        let items = selected(context, source.0, &selector)?;
        extreme(context, items, std::cmp::Ordering::Less)
    }
    #[ps]
    fn min(context: &mut dyn Context, source: Sequence) -> Result<Value> {
        extreme(context, source.0, std::cmp::Ordering::Less)
    }

    /// The elements that pass the test.
    #[ps("Where")]
    fn passing(context: &mut dyn Context, source: Sequence, predicate: Delegate) -> Result<Value> {
        filtered(context, source.0, Some(&predicate)).map(array)
    }

    /// What the block makes of each element.
    #[ps]
    fn select(context: &mut dyn Context, source: Sequence, selector: Delegate) -> Result<Value> {
        let made: Result<Vec<_>> = source.0.into_iter().map(|it| selector.call(context, &[it])).collect();
        made.map(array)
    }

    /// The elements that are of a type.
    #[ps]
    fn to_list(source: Sequence) -> Value {
        let ty = psp_value::types::instantiate(well_known::LIST.ty(), &[common(&source.0)]);
        Object::list(ty, source.0).into()
    }
    #[ps]
    fn to_array(source: Sequence) -> Value {
        array(source.0)
    }

    /// The first element, or the first that passes the test.
    #[ps]
    fn first(context: &mut dyn Context, source: Sequence, predicate: Option<Delegate>) -> Result<Value> {
        let tested = predicate.is_some();
        let found = filtered(context, source.0, predicate.as_ref())?.into_iter().next();
        found.ok_or_else(|| {
            if tested {
                errors::invalid_operation("Sequence contains no matching element")
            } else {
                no_elements()
            }
        })
    }
    #[ps]
    fn first_or_default(
        context: &mut dyn Context,
        source: Sequence,
        predicate: Option<Delegate>,
    ) -> Result<Value> {
        Ok(filtered(context, source.0, predicate.as_ref())?.into_iter().next().unwrap_or_default())
    }

    /// The last element, or the last that passes the test.
    #[ps]
    fn last(context: &mut dyn Context, source: Sequence, predicate: Option<Delegate>) -> Result<Value> {
        filtered(context, source.0, predicate.as_ref())?.pop().ok_or_else(no_elements)
    }
    #[ps]
    fn last_or_default(
        context: &mut dyn Context,
        source: Sequence,
        predicate: Option<Delegate>,
    ) -> Result<Value> {
        Ok(filtered(context, source.0, predicate.as_ref())?.pop().unwrap_or_default())
    }

    /// The only element.
    #[ps]
    fn single(context: &mut dyn Context, source: Sequence, predicate: Option<Delegate>) -> Result<Value> {
        let mut all = filtered(context, source.0, predicate.as_ref())?;
        match (all.pop(), all.is_empty()) {
            (Some(it), true) => Ok(it),
            (None, _) => Err(no_elements()),
            _ => Err(errors::invalid_operation("Sequence contains more than one element")),
        }
    }

    /// The element at an index.
    #[ps]
    fn element_at(source: Sequence, index: i32) -> Result<Value> {
        usize::try_from(index)
            .ok()
            .and_then(|at| source.0.get(at).cloned())
            .ok_or_else(|| errors::index("index"))
    }

    /// There is an equal element.
    #[ps]
    fn contains(context: &mut dyn Context, source: Sequence, value: &Value) -> Result<bool> {
        Ok(position(context, &source.0, value)?.is_some())
    }

    /// Each element once.
    #[ps("Distinct")]
    fn distinct_elements(source: Sequence) -> Value {
        array(distinct(source.0))
    }

    /// The elements from the last to the first.
    #[ps]
    fn reverse(source: Sequence) -> Value {
        array(source.0.into_iter().rev().collect())
    }

    /// The elements without the first ones, or only those.
    #[ps]
    fn skip(source: Sequence, count: i32) -> Value {
        array(source.0.into_iter().skip(count.max(0) as usize).collect())
    }
    #[ps]
    fn take(source: Sequence, count: i32) -> Value {
        array(source.0.into_iter().take(count.max(0) as usize).collect())
    }

    /// The elements of both.
    #[ps]
    fn concat(first: Sequence, second: Sequence) -> Value {
        array(first.0.into_iter().chain(second.0).collect())
    }
    #[ps]
    fn union(first: Sequence, second: Sequence) -> Value {
        array(distinct(first.0.into_iter().chain(second.0).collect()))
    }
    #[ps]
    fn intersect(first: Sequence, second: Sequence) -> Value {
        let other = set(&second.0);
        array(distinct(first.0).into_iter().filter(|it| other.contains(it)).collect())
    }
    #[ps]
    fn except(first: Sequence, second: Sequence) -> Value {
        let other = set(&second.0);
        array(distinct(first.0).into_iter().filter(|it| !other.contains(it)).collect())
    }

    /// Both have equal elements in the same order.
    #[ps]
    fn sequence_equal(context: &mut dyn Context, first: Sequence, second: Sequence) -> Result<bool> {
        if first.0.len() != second.0.len() {
            return Ok(false);
        }
        for (a, b) in first.0.iter().zip(&second.0) {
            if !values::equals(context, a, b)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// The elements sorted by what the block makes of each.
    #[ps]
    fn order_by(context: &mut dyn Context, source: Sequence, key_selector: Delegate) -> Result<Value> {
        sorted(context, source.0, &key_selector, false)
    }
    #[ps]
    fn order_by_descending(
        context: &mut dyn Context,
        source: Sequence,
        key_selector: Delegate,
    ) -> Result<Value> {
        sorted(context, source.0, &key_selector, true)
    }

    /// One value out of all elements.
    #[ps]
    fn aggregate(context: &mut dyn Context, source: Sequence, func: Delegate) -> Result<Value> {
        let mut all = source.0.into_iter();
        let first = all.next().ok_or_else(no_elements)?;
        all.try_fold(first, |total, item| func.call(context, &[total, item]))
    }
}

fn sorted(context: &mut dyn Context, items: Vec<Value>, key: &Delegate, descending: bool) -> Result<Value> {
    let mut keyed = Vec::with_capacity(items.len());
    for item in items {
        keyed.push((key.call(context, std::slice::from_ref(&item))?, item));
    }
    sort::sort(&mut keyed, &mut |a, b| {
        let order = values::compare(context, &a.0, &b.0)?;
        Ok(if descending { order.reverse() } else { order })
    })?;
    Ok(array(keyed.into_iter().map(|it| it.1).collect()))
}
