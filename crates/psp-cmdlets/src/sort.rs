//! A stable merge sort whose comparison may run script code, fail, and be inconsistent, and the keys that objects are
//! sorted and grouped by.

use crate::property::{Column, Expression, Outcome};
use psp_runtime::Session;
use psp_value::{Interrupt, Result, Value, View, compare, well_known};
use std::cmp::Ordering;

/// Sorts indexes by a comparison of what they stand for; equal ones keep their order.
pub(crate) fn merge_sort(
    items: &mut Vec<u32>,
    mut order: impl FnMut(u32, u32) -> Result<Ordering>,
) -> Result<()> {
    const RUN: usize = 8;
    if items.len() <= FEW {
        return sort_few(items, order);
    }
    for run in items.chunks_mut(RUN) {
        insertion_sort(run, &mut order)?;
    }
    let mut other = items.clone();
    let mut width = RUN;
    while width < items.len() {
        for start in (0..items.len()).step_by(2 * width) {
            let middle = (start + width).min(items.len());
            let end = (start + 2 * width).min(items.len());
            merge(&items[start..middle], &items[middle..end], &mut other[start..end], &mut order)?;
        }
        std::mem::swap(items, &mut other);
        width *= 2;
    }
    Ok(())
}

/// Up to so many are sorted in .NET's own steps: an order that contradicts itself has its result.
const FEW: usize = 16;

fn sort_few(items: &mut [u32], mut order: impl FnMut(u32, u32) -> Result<Ordering>) -> Result<()> {
    let mut order = |a: u32, b: u32| Ok::<_, Interrupt>(order(a, b)?.then(a.cmp(&b)));
    if items.len() <= 3 {
        for (a, b) in [(0, 1), (0, 2), (1, 2)] {
            if b < items.len() && order(items[a], items[b])? == Ordering::Greater {
                items.swap(a, b);
            }
        }
        return Ok(());
    }
    for at in 1..items.len() {
        let mut to = at;
        while to > 0 && order(items[to], items[to - 1])? == Ordering::Less {
            items.swap(to - 1, to);
            to -= 1;
        }
    }
    Ok(())
}

fn insertion_sort(run: &mut [u32], order: &mut impl FnMut(u32, u32) -> Result<Ordering>) -> Result<()> {
    for at in 1..run.len() {
        let mut to = at;
        while to > 0 && order(run[to - 1], run[to])? == Ordering::Greater {
            run.swap(to - 1, to);
            to -= 1;
        }
    }
    Ok(())
}

fn merge(
    left: &[u32],
    right: &[u32],
    out: &mut [u32],
    order: &mut impl FnMut(u32, u32) -> Result<Ordering>,
) -> Result<()> {
    let already = match (left.last(), right.first()) {
        (Some(&a), Some(&b)) => order(a, b)? != Ordering::Greater,
        _ => true,
    };
    if already {
        out[..left.len()].copy_from_slice(left);
        out[left.len()..].copy_from_slice(right);
        return Ok(());
    }
    let (mut a, mut b) = (0, 0);
    for slot in out {
        let take_left =
            a < left.len() && (b >= right.len() || order(left[a], right[b])? != Ordering::Greater);
        if take_left {
            *slot = left[a];
            a += 1;
        } else {
            *slot = right[b];
            b += 1;
        }
    }
    Ok(())
}

/// What one object is sorted by; a property that is not there comes after all others.
pub(crate) type Key = Option<Value>;

/// The keys of all objects, one after the other, and how they are compared.
#[derive(Default)]
pub(crate) struct Keys {
    values: Vec<Key>,
    width: usize,
    descending: Vec<bool>,
    ignore_case: bool,
}

impl Keys {
    /// Keys of objects by columns; `descending` holds for columns that do not say. Without columns, an object is its own
    /// key. `failed` gets the errors of calculations.
    pub(crate) fn new(
        session: &mut Session,
        columns: &[Column],
        descending: bool,
        ignore_case: bool,
        objects: &[Value],
        mut failed: impl FnMut(&mut Session, Interrupt, &Value) -> Result<()>,
    ) -> Result<Self> {
        let mut keys =
            Self { values: Vec::new(), width: columns.len().max(1), descending: Vec::new(), ignore_case };
        keys.values.reserve(objects.len() * keys.width);
        if columns.is_empty() {
            keys.descending.push(descending);
            keys.values.extend(objects.iter().map(|it| Some(it.clone())));
            return Ok(keys);
        }
        keys.descending.extend(columns.iter().map(|it| it.descending.unwrap_or(descending)));
        for object in objects {
            for column in columns {
                let key = match column.expression.value(session, object)? {
                    Outcome::Value(value) => Some(value),
                    Outcome::Missing => None,
                    Outcome::Failed(error) => {
                        if matches!(column.expression, Expression::Block(_)) {
                            failed(session, error, object)?;
                        }
                        None
                    }
                };
                keys.values.push(key);
            }
        }
        Ok(keys)
    }

    /// The keys of an object.
    pub(crate) fn of(&self, object: u32) -> &[Key] {
        let start = object as usize * self.width;
        self.values.get(start..start + self.width).unwrap_or_default()
    }

    /// Properties that are not there count as `$null`.
    pub(crate) fn with_nulls(mut self) -> Self {
        for key in &mut self.values {
            key.get_or_insert(Value::NULL);
        }
        self
    }

    /// How many columns.
    pub(crate) fn width(&self) -> usize {
        self.width
    }

    /// The order of two objects.
    pub(crate) fn order(&self, session: &mut Session, a: u32, b: u32) -> Result<Ordering> {
        for ((a, b), descending) in self.of(a).iter().zip(self.of(b)).zip(&self.descending) {
            let order = match (a, b) {
                (Some(a), Some(b)) => {
                    let order = order_values(session, a, b, self.ignore_case)?;
                    if *descending { order.reverse() } else { order }
                }
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (None, None) => Ordering::Equal,
            };
            if order != Ordering::Equal {
                return Ok(order);
            }
        }
        Ok(Ordering::Equal)
    }

    /// The objects in order. Keys that are all numbers of one type are compared without a detour.
    pub(crate) fn sorted(&self, session: &mut Session) -> Result<Vec<u32>> {
        let mut order: Vec<u32> = (0..(self.values.len() / self.width) as u32).collect();
        if self.width == 1
            && let Some(plain) = self.plain_numbers()
        {
            // A total order, so the standard sort will do; it is stable too.
            if self.descending == [true] {
                order.sort_by(|&a, &b| plain[b as usize].total_cmp(&plain[a as usize]));
            } else {
                order.sort_by(|&a, &b| plain[a as usize].total_cmp(&plain[b as usize]));
            }
            return Ok(order);
        }
        merge_sort(&mut order, |a, b| self.order(session, a, b))?;
        Ok(order)
    }

    fn plain_numbers(&self) -> Option<Vec<f64>> {
        let plain = |key: &Key| match key.as_ref()?.view() {
            View::Int32(it) => Some(f64::from(it)),
            View::Double(it) if !it.is_nan() => Some(it + 0.0),
            _ => None,
        };
        self.values.iter().map(plain).collect()
    }
}

/// The order of two values for commands that sort and compare: custom objects have no text of their own.
pub(crate) fn order_values(
    session: &mut Session,
    a: &Value,
    b: &Value,
    ignore_case: bool,
) -> Result<Ordering> {
    match (a.view(), b.view()) {
        (View::Int32(a), View::Int32(b)) => Ok(a.cmp(&b)),
        (View::Object(_), View::Object(_)) if is_custom(a) && is_custom(b) => Ok(Ordering::Equal),
        _ => compare::sort_order(session, a, b, ignore_case),
    }
}

fn is_custom(value: &Value) -> bool {
    value.ty() == Some(well_known::PS_CUSTOM_OBJECT.ty())
}

/// Replaces columns with wildcards by the properties that any of the objects has.
pub(crate) fn expand_columns(
    session: &mut Session,
    columns: Vec<Column>,
    objects: &[Value],
) -> Result<Vec<Column>> {
    if !columns.iter().any(|it| it.expression.has_wildcards()) {
        return Ok(columns);
    }
    let mut expanded = Vec::new();
    for column in columns {
        if !column.expression.has_wildcards() {
            expanded.push(column);
            continue;
        }
        let mut seen: Vec<String> = Vec::new();
        for object in objects {
            for found in column.expression.resolve(session, object)? {
                let name = found.label().text().to_lowercase();
                if !seen.contains(&name) {
                    seen.push(name);
                    expanded.push(Column { expression: found, ..column.clone() });
                }
            }
        }
    }
    Ok(expanded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorts_stably_and_survives_nonsense() {
        let keys: Vec<u32> = (0..1000).map(|it| (it * 7919) % 101).collect();
        let mut items: Vec<u32> = (0..1000).collect();
        let sorted = merge_sort(&mut items, |a, b| Ok(keys[a as usize].cmp(&keys[b as usize])));
        assert!(sorted.is_ok());
        assert!(items.windows(2).all(|it| {
            let (a, b) = (keys[it[0] as usize], keys[it[1] as usize]);
            a < b || a == b && it[0] < it[1]
        }));
        let mut items: Vec<u32> = (0..1000).collect();
        assert!(merge_sort(&mut items, |_, _| Ok(Ordering::Greater)).is_ok());
        items.sort_unstable();
        assert_eq!(items, (0..1000).collect::<Vec<u32>>());
    }
}
