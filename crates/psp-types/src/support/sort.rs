//! A stable merge sort whose comparer may fail or contradict itself.

use psp_value::Result;
use std::cmp::Ordering;

/// Sorts; stops at the comparer's first error.
pub fn sort<T: Clone>(items: &mut [T], compare: &mut dyn FnMut(&T, &T) -> Result<Ordering>) -> Result<()> {
    let mut from = items.to_vec();
    let mut width = 1;
    while width < from.len() {
        let mut merged = Vec::with_capacity(from.len());
        for pair in from.chunks(width * 2) {
            let (left, right) = pair.split_at(width.min(pair.len()));
            merge(left, right, &mut merged, compare)?;
        }
        from = merged;
        width *= 2;
    }
    for (place, item) in items.iter_mut().zip(from) {
        *place = item;
    }
    Ok(())
}

fn merge<T: Clone>(
    mut left: &[T],
    mut right: &[T],
    into: &mut Vec<T>,
    compare: &mut dyn FnMut(&T, &T) -> Result<Ordering>,
) -> Result<()> {
    while let ([a, more_left @ ..], [b, more_right @ ..]) = (left, right) {
        if compare(a, b)? == Ordering::Greater {
            into.push(b.clone());
            right = more_right;
        } else {
            into.push(a.clone());
            left = more_left;
        }
    }
    into.extend_from_slice(left);
    into.extend_from_slice(right);
    Ok(())
}
