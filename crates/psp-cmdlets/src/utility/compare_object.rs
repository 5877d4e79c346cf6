//! `Compare-Object`: what is on one side only.

use crate::{
    fault::{around, exception_of},
    property::{self, Column, Keys as ColumnKeys},
    sort::Keys,
};
use psp_derive::Cmdlet;
use psp_runtime::{Cmdlet, Shell, Switch};
use psp_value::{ErrorCategory, ExtraMember, ExtraMemberKind, Fields, Object, Result, Str, Value, member};
use std::cmp::Ordering;

/// Compares two sets of objects and tells which are on one side only.
///
/// ```powershell
/// Compare-Object (1, 2, 3) (2, 3, 4)
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Compare-Object")]
pub(super) struct CompareObject {
    /// The objects on the left side: `<=`.
    #[param(position = 0, mandatory, allow_empty_collection)]
    reference_object: Vec<Value>,
    /// The objects on the right side: `=>`.
    #[param(position = 1, mandatory, pipeline, allow_empty_collection)]
    difference_object: Vec<Value>,
    /// How far apart equal objects may be; any distance unless given.
    #[param(validate_range(0, 2_147_483_647))]
    sync_window: Option<i32>,
    /// What to compare by: names, script blocks, or tables with `Expression`.
    #[param]
    property: Vec<Value>,
    /// Leaves out objects on one side only.
    #[param]
    exclude_different: Switch,
    /// Gives objects on both sides too: `==`.
    #[param]
    include_equal: Switch,
    /// Gives the objects themselves, with the property `SideIndicator`.
    #[param]
    pass_thru: Switch,
    /// The culture whose comparison of text is used.
    #[param]
    culture: Option<String>,
    /// Tells upper from lower case.
    #[param]
    case_sensitive: Switch,

    has_run: bool,
    differences: Vec<Value>,
    columns: Vec<Column>,
}

/// Objects that wait for an equal one on the other side.
struct Sides {
    keys: Keys,
    window: usize,
    reference: Vec<u32>,
    difference: Vec<u32>,
}

impl Cmdlet for CompareObject {
    fn process(&mut self, _shell: &mut Shell<'_>) -> Result<()> {
        self.differences.append(&mut self.difference_object);
        self.has_run = true;
        Ok(())
    }

    fn end(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        if !self.has_run {
            return Ok(());
        }
        if self.exclude_different.0 && !shell.is_bound("IncludeEqual") {
            self.include_equal = Switch(true);
        }
        self.columns = property::parse(shell.session, &self.property, ColumnKeys::Plain)?;
        let mut objects = std::mem::take(&mut self.reference_object);
        let references = objects.len() as u32;
        objects.append(&mut self.differences);
        let stage = shell.stage;
        let ignore_case = !self.case_sensitive.0;
        let keys = Keys::new(
            shell.session,
            &self.columns,
            false,
            ignore_case,
            &objects,
            |session, error, object| {
                let category = ErrorCategory::InvalidResult;
                session.write_stage_error(
                    stage,
                    around(exception_of(&error), "ExpressionEvaluation", category, object.clone()),
                )
            },
        )?;
        let window = self.sync_window.map_or(usize::MAX, |it| usize::try_from(it).unwrap_or(0));
        let mut sides = Sides { keys, window, reference: Vec::new(), difference: Vec::new() };
        let total = objects.len() as u32;
        let rounds = references.max(total - references);
        for round in 0..rounds {
            let reference = (round < references).then_some(round);
            let difference = (references + round < total).then_some(references + round);
            self.step(shell, &mut sides, &objects, reference, difference)?;
        }
        for at in std::mem::take(&mut sides.difference) {
            self.emit(shell, &sides, &objects, at, "=>")?;
        }
        for at in std::mem::take(&mut sides.reference) {
            self.emit(shell, &sides, &objects, at, "<=")?;
        }
        Ok(())
    }
}

impl Sides {
    fn same(&self, shell: &mut Shell<'_>, a: u32, b: u32) -> Result<bool> {
        Ok(self.keys.order(shell.session, a, b)? == Ordering::Equal)
    }

    /// Takes an equal object out of those that wait.
    fn matching(&self, shell: &mut Shell<'_>, at: u32, waiting: &[u32]) -> Result<Option<usize>> {
        for (place, &other) in waiting.iter().enumerate() {
            if self.same(shell, at, other)? {
                return Ok(Some(place));
            }
        }
        Ok(None)
    }
}

impl CompareObject {
    /// The next object of each side.
    fn step(
        &self,
        shell: &mut Shell<'_>,
        sides: &mut Sides,
        objects: &[Value],
        reference: Option<u32>,
        difference: Option<u32>,
    ) -> Result<()> {
        if let (Some(reference), Some(difference)) = (reference, difference)
            && sides.same(shell, reference, difference)?
        {
            return self.emit(shell, sides, objects, reference, "==");
        }
        let (mut reference, mut difference) = (reference, difference);
        if let Some(at) = difference
            && let Some(place) = sides.matching(shell, at, &sides.reference)?
        {
            let found = sides.reference.remove(place);
            self.emit(shell, sides, objects, found, "==")?;
            difference = None;
        }
        if let Some(at) = reference
            && let Some(place) = sides.matching(shell, at, &sides.difference)?
        {
            sides.difference.remove(place);
            self.emit(shell, sides, objects, at, "==")?;
            reference = None;
        }
        if let Some(at) = difference {
            while sides.window > 0 && sides.difference.len() >= sides.window {
                let oldest = sides.difference.remove(0);
                self.emit(shell, sides, objects, oldest, "=>")?;
            }
            if sides.window > 0 {
                sides.difference.push(at);
            } else {
                self.emit(shell, sides, objects, at, "=>")?;
            }
        }
        if let Some(at) = reference {
            while sides.window > 0 && sides.reference.len() >= sides.window {
                let oldest = sides.reference.remove(0);
                self.emit(shell, sides, objects, oldest, "<=")?;
            }
            if sides.window > 0 {
                sides.reference.push(at);
            } else {
                self.emit(shell, sides, objects, at, "<=")?;
            }
        }
        Ok(())
    }

    fn emit(
        &self,
        shell: &mut Shell<'_>,
        sides: &Sides,
        objects: &[Value],
        at: u32,
        side: &str,
    ) -> Result<()> {
        let wanted = if side == "==" { self.include_equal.0 } else { !self.exclude_different.0 };
        if !wanted {
            return Ok(());
        }
        let object = &objects[at as usize];
        if self.pass_thru.0 {
            let target = member::boxed(object);
            let kind = ExtraMemberKind::Note(side.into());
            member::add_member(&target, ExtraMember { name: Str::new("SideIndicator"), kind, hidden: false });
            return shell.write(target);
        }
        let mut fields = Fields::default();
        if self.columns.is_empty() {
            fields.set(&Str::new("InputObject"), object.clone());
        }
        for (column, key) in self.columns.iter().zip(sides.keys.of(at)) {
            fields.set(&column.expression.label(), key.clone().unwrap_or_default());
        }
        fields.set(&Str::new("SideIndicator"), side.into());
        shell.write(Object::custom(fields))
    }
}
