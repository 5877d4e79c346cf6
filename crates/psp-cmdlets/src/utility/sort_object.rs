//! `Sort-Object`: the objects in order.

use crate::{
    fault::{around, exception_of},
    property::{self, Keys as ColumnKeys},
    sort::{Keys, expand_columns},
};
use psp_derive::Cmdlet;
use psp_runtime::{Cmdlet, Shell, Switch};
use psp_value::{ErrorCategory, Result, Value};
use std::cmp::Ordering;

/// Sorts objects by themselves or by properties; equal ones keep their order.
///
/// ```powershell
/// 'pear', 'fig', 'apple' | Sort-Object Length, { $_ }
/// 3, 1, 2 | Sort-Object -Descending
/// 5, 1, 4 | Sort-Object -Top 2
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Sort-Object", default_set = "Default")]
pub(super) struct SortObject {
    /// Keeps the order of equal objects, which psp always does.
    #[param(set = "Default")]
    stable: Switch,
    /// From the greatest to the least.
    #[param]
    descending: Switch,
    /// Leaves out objects equal to one before.
    #[param]
    unique: Switch,
    /// How many objects from the start of the sorted ones.
    #[param(set = "Top", mandatory, validate_range(1, 2_147_483_647))]
    top: Option<i32>,
    /// How many objects from the end of the sorted ones.
    #[param(set = "Bottom", mandatory, validate_range(1, 2_147_483_647))]
    bottom: Option<i32>,
    /// The object to sort.
    #[param(pipeline)]
    input_object: Value,
    /// What to sort by: names, script blocks, or tables with `Expression` and `Descending` or `Ascending`.
    #[param(position = 0)]
    property: Vec<Value>,
    /// The culture whose order of text is used.
    #[param]
    culture: Option<String>,
    /// Tells upper from lower case.
    #[param]
    case_sensitive: Switch,

    objects: Vec<Value>,
}

impl Cmdlet for SortObject {
    fn process(&mut self, _shell: &mut Shell<'_>) -> Result<()> {
        let object = std::mem::take(&mut self.input_object);
        if !object.is_nothing() && !object.is_null() {
            self.objects.push(object);
        }
        Ok(())
    }

    fn end(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let before = shell.culture;
        if let Some(found) = self.culture.as_deref().and_then(psp_clr::culture::find) {
            shell.culture = found;
        }
        let sorted = self.sorted(shell);
        shell.culture = before;
        let order = sorted?;
        let mut objects = std::mem::take(&mut self.objects);
        order.into_iter().try_for_each(|at| shell.write(std::mem::take(&mut objects[at as usize])))
    }
}

impl SortObject {
    fn sorted(&mut self, shell: &mut Shell<'_>) -> Result<Vec<u32>> {
        let columns = property::parse(shell.session, &self.property, ColumnKeys::Ordered)?;
        let columns = expand_columns(shell.session, columns, &self.objects)?;
        let (descending, ignore_case) = (self.descending.0, !self.case_sensitive.0);
        let stage = shell.stage;
        let keys = Keys::new(
            shell.session,
            &columns,
            descending,
            ignore_case,
            &self.objects,
            |session, error, object| {
                let category = ErrorCategory::InvalidResult;
                session.write_stage_error(
                    stage,
                    around(exception_of(&error), "ExpressionEvaluation", category, object.clone()),
                )
            },
        )?;
        let mut order = keys.sorted(shell.session)?;
        if self.unique.0 {
            order = unique(shell, &keys, order)?;
        }
        if let Some(top) = self.top {
            order.truncate(usize::try_from(top).unwrap_or(0));
        }
        if let Some(bottom) = self.bottom {
            let skip = order.len().saturating_sub(usize::try_from(bottom).unwrap_or(0));
            order.drain(..skip);
        }
        Ok(order)
    }
}

fn unique(shell: &mut Shell<'_>, keys: &Keys, order: Vec<u32>) -> Result<Vec<u32>> {
    let mut kept: Vec<u32> = Vec::with_capacity(order.len());
    for at in order {
        match kept.last() {
            Some(&last) if keys.order(shell.session, last, at)? == Ordering::Equal => {}
            _ => kept.push(at),
        }
    }
    Ok(kept)
}
