//! `Select-Object`: some of the objects, and some or other properties of them.

use crate::{
    fault::{argument, around, exception_of},
    property::{self, Column, Expression, Keys, Outcome},
    sort::order_values,
    wildcard::Wildcard,
};
use psp_derive::Cmdlet;
use psp_runtime::{Cmdlet, Shell, Switch};
use psp_value::{
    Data, ErrorCategory, ErrorRecord, Fault, Fields, Interrupt, Object, Ref, Result, Shape, Str, Value,
    enumerate, member,
    object::{ExtraMember, ExtraMemberKind},
};
use std::{cmp::Ordering, collections::VecDeque};

/// Picks objects by their place and makes objects with the properties asked for.
///
/// ```powershell
/// 1..100 | Select-Object -First 3
/// Get-Item . | Select-Object Name, @{ Name = 'Upper'; Expression = { $_.Name.ToUpper() } }
/// 'b', 'a', 'b' | Select-Object -Unique
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Select-Object", default_set = "DefaultParameter")]
pub(super) struct SelectObject {
    /// The object to pick or to read.
    #[param(pipeline)]
    input_object: Value,
    /// Properties of the new object: names with or without wildcards, script blocks, or tables with `Name` and `Expression`.
    #[param(set = "DefaultParameter", position = 0)]
    #[param(set = "SkipLastParameter", position = 0)]
    property: Vec<Value>,
    /// Properties to leave out; wildcards are allowed.
    #[param(set = "DefaultParameter")]
    #[param(set = "SkipLastParameter")]
    exclude_property: Option<Vec<String>>,
    /// The property whose value, element by element, is given instead of the object.
    #[param(set = "DefaultParameter")]
    #[param(set = "SkipLastParameter")]
    expand_property: Option<String>,
    /// Leaves out objects that came before.
    #[param]
    unique: Switch,
    /// `-Unique` does not tell upper from lower case.
    #[param]
    case_insensitive: Switch,
    /// How many objects from the end.
    #[param(set = "DefaultParameter", validate_range(0, 2_147_483_647))]
    last: i32,
    /// How many objects from the start; commands before this one are stopped then.
    #[param(set = "DefaultParameter", validate_range(0, 2_147_483_647))]
    first: i32,
    /// How many objects to leave out: from the start, or with `-Last` alone from the end.
    #[param(set = "DefaultParameter", validate_range(0, 2_147_483_647))]
    #[param(set = "SkipLastParameter")]
    skip: i32,
    /// How many objects to leave out from the end.
    #[param(set = "SkipLastParameter", validate_range(0, 2_147_483_647))]
    skip_last: i32,
    /// Does not stop the commands before this one.
    #[param(set = "DefaultParameter")]
    #[param(set = "IndexParameter")]
    wait: Switch,
    /// Places of the objects wanted, from 0.
    #[param(set = "IndexParameter", validate_range(0, 2_147_483_647))]
    index: Vec<i32>,
    /// Places of the objects not wanted, from 0.
    #[param(set = "SkipIndexParameter", validate_range(0, 2_147_483_647))]
    skip_index: Vec<i32>,

    columns: Vec<Column>,
    /// `-Property` is a list of plain names.
    plain: bool,
    excluded: Option<Vec<Wildcard>>,
    counted: bool,
    queue: VecDeque<Value>,
    streamed: usize,
    left_to_skip: usize,
    indexes: Vec<i32>,
    at: i32,
    next_index: usize,
    seen: Vec<(Value, usize)>,
    reader: Option<Reader>,
}

/// How objects of one shape are read: where each property is, and the shape of the results.
struct Reader {
    from: Ref<Shape>,
    places: Vec<usize>,
    to: Ref<Shape>,
}

/// Why a property could not be expanded, or that the pipeline is over.
type Expanded = std::result::Result<(), Box<ErrorRecord>>;

impl Cmdlet for SelectObject {
    fn begin(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        self.counted = shell.is_bound("First") || shell.is_bound("Last");
        self.left_to_skip = self.skip as usize;
        self.indexes = if shell.is_bound("Index") { self.index.clone() } else { self.skip_index.clone() };
        self.indexes.sort_unstable();
        self.excluded = self.exclude_property.as_deref().map(Wildcard::all);
        if self.excluded.is_some() && self.property.is_empty() {
            self.property = vec![Value::from("*")];
        }
        self.columns = property::parse(shell.session, &self.property, Keys::Named)?;
        self.plain = self.excluded.is_none()
            && !self.unique.0
            && self.expand_property.is_none()
            && self.columns.iter().all(|it| {
                it.name.is_none()
                    && !it.expression.has_wildcards()
                    && matches!(it.expression, Expression::Property(_))
            });
        Ok(())
    }

    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let object = std::mem::take(&mut self.input_object);
        if object.is_null() {
            return Ok(());
        }
        if shell.is_bound("Index") {
            return self.pick(shell, object);
        }
        if shell.is_bound("SkipIndex") {
            return self.pass_by(shell, object);
        }
        self.enqueue(object);
        if let Some(next) = self.dequeue() {
            self.object(shell, next)?;
        }
        let first = self.first as usize;
        if self.counted && self.last == 0 && first != 0 && self.streamed >= first && !self.wait.0 {
            return self.stop(shell);
        }
        Ok(())
    }

    fn end(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        if self.skip_last == 0 && self.indexes.is_empty() {
            let keep = if self.first == 0 { self.skip as usize } else { 0 };
            while self.queue.len() > keep {
                let Some(next) = self.queue.pop_front() else { break };
                self.object(shell, next)?;
            }
            self.queue.clear();
        }
        let seen = std::mem::take(&mut self.seen);
        seen.into_iter().try_for_each(|it| shell.write(it.0))
    }
}

impl SelectObject {
    /// Nothing more is wanted: what is left is written, and the commands before this one are stopped.
    fn stop(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        Cmdlet::end(self, shell)?;
        let stage = shell.stage;
        let pipeline = shell.session.pipelines.iter_mut().rev().find(|it| it.id == stage.pipeline_id);
        if let Some(pipeline) = pipeline {
            pipeline.stopper = Some(stage.stage);
        }
        Err(Interrupt::from(psp_value::Reason::StopPipeline(stage.pipeline_id)))
    }

    fn pick(&mut self, shell: &mut Shell<'_>, object: Value) -> Result<()> {
        let at = self.at;
        self.at += 1;
        if self.indexes.get(self.next_index) == Some(&at) {
            self.object(shell, object)?;
            while self.indexes.get(self.next_index) == Some(&at) {
                self.next_index += 1;
            }
        }
        if self.next_index >= self.indexes.len() && !self.wait.0 {
            return self.stop(shell);
        }
        Ok(())
    }

    fn pass_by(&mut self, shell: &mut Shell<'_>, object: Value) -> Result<()> {
        let at = self.at;
        self.at += 1;
        if self.indexes.binary_search(&at).is_ok() { Ok(()) } else { self.object(shell, object) }
    }

    fn enqueue(&mut self, object: Value) {
        let (first, last) = (self.first, self.last as usize);
        let room = if first == 0 { last + self.left_to_skip } else { last };
        if last > 0 && self.queue.len() >= room {
            self.queue.pop_front();
        }
        self.queue.push_back(object);
    }

    /// What can be written before all objects are known.
    fn dequeue(&mut self) -> Option<Value> {
        if self.left_to_skip > 0 {
            if self.last == 0 || self.first != 0 {
                self.queue.pop_front();
                self.left_to_skip -= 1;
            }
            return None;
        }
        if self.skip_last > 0 {
            return if self.queue.len() > self.skip_last as usize { self.queue.pop_front() } else { None };
        }
        if self.streamed < self.first as usize || !self.counted {
            self.streamed += 1;
            return self.queue.pop_front();
        }
        if self.last == 0 {
            self.queue.pop_front();
        }
        None
    }

    fn object(&mut self, shell: &mut Shell<'_>, object: Value) -> Result<()> {
        if self.columns.is_empty() && self.expand_property.is_none() {
            return self.emit(shell, &object.clone(), object, 0);
        }
        if self.plain
            && let Some(made) = self.read_shape(&object)
        {
            return shell.write(made);
        }
        let mut notes: Vec<(Str, Value)> = Vec::with_capacity(self.columns.len());
        let columns = std::mem::take(&mut self.columns);
        let result = columns.iter().try_for_each(|it| self.column(shell, it, &object, &mut notes));
        self.columns = columns;
        result?;
        let Some(name) = self.expand_property.clone() else {
            let made = make(shell, &object, &notes)?;
            return self.emit(shell, &object, made, notes.len());
        };
        match self.expand(shell, &name, &object, &notes)? {
            Ok(()) => Ok(()),
            Err(record) => shell.write_error(*record),
        }
    }

    /// Plain names and a custom object of a shape seen before: values are copied place by place.
    fn read_shape(&mut self, object: &Value) -> Option<Value> {
        let inner = object.as_object()?;
        let Data::Fields(fields) = &inner.data else { return None };
        if inner.ty() != psp_value::well_known::PS_CUSTOM_OBJECT.ty()
            || inner.read_extra(|it| it.members.is_empty() && it.base.is_none()) == Some(false)
        {
            return None;
        }
        let shape = fields.with(|it| it.shape().clone());
        if !self.reader.as_ref().is_some_and(|it| Ref::ptr_eq(&it.from, &shape)) {
            self.reader = Some(self.reader_for(&shape)?);
        }
        let reader = self.reader.as_ref()?;
        let values =
            fields.with(|it| reader.places.iter().map(|&at| it.values()[at].clone()).collect::<Vec<_>>());
        let made = Object::custom(Fields::with_shape(reader.to.clone(), values));
        made.with_extra(|it| it.type_names.push(SELECTED_CUSTOM.with(Str::clone)));
        Some(made.into())
    }

    fn reader_for(&self, shape: &Ref<Shape>) -> Option<Reader> {
        let mut fields = Fields::default();
        let mut places = Vec::new();
        for column in &self.columns {
            let Expression::Property(name) = &column.expression else { return None };
            let at = shape.find(name)?;
            let before = fields.len();
            fields.set(&shape.names()[at], Value::NULL);
            if fields.len() == before {
                // A name given twice is an error for each object.
                return None;
            }
            places.push(at);
        }
        Some(Reader { from: shape.clone(), places, to: fields.shape().clone() })
    }

    fn is_excluded(&self, name: &Str) -> bool {
        self.excluded.as_ref().is_some_and(|all| all.iter().any(|it| it.matches(&name.text())))
    }

    fn column(
        &mut self,
        shell: &mut Shell<'_>,
        column: &Column,
        object: &Value,
        notes: &mut Vec<(Str, Value)>,
    ) -> Result<()> {
        let mut found: Vec<(Str, Value)> = Vec::new();
        for resolved in column.expression.resolve(shell.session, object)? {
            if self.is_excluded(&resolved.label()) {
                continue;
            }
            let value = match resolved.value(shell.session, object)? {
                Outcome::Value(value) => {
                    if value.is_nothing() {
                        Value::NULL
                    } else {
                        value
                    }
                }
                Outcome::Failed(_) => Value::NULL,
                Outcome::Missing => continue,
            };
            found.push((resolved.label(), value));
        }
        if found.is_empty() && !column.expression.has_wildcards() {
            let label = column.expression.label();
            if self.is_excluded(&label) {
                return Ok(());
            }
            found.push((label, Value::NULL));
        } else if column.name.is_some() && found.len() > 1 {
            let fault = Fault::new("System.InvalidOperationException", "Cannot rename multiple results.")
                .id("RenamingMultipleResults")
                .category(ErrorCategory::InvalidOperation);
            return shell.write_error(fault.target(object.clone()).into_record());
        }
        for (label, value) in found {
            let name = column.name.clone().unwrap_or(label);
            if name.is_empty() {
                let message = "Cannot process argument because the value of argument \"Property\" is not valid. Change the value of the \"Property\" argument and run the operation again.";
                return Err(argument("EmptyScriptBlockAndNoName", message).into());
            }
            notes.push((name, value));
        }
        Ok(())
    }

    fn expand(
        &mut self,
        shell: &mut Shell<'_>,
        name: &str,
        object: &Value,
        notes: &[(Str, Value)],
    ) -> Result<Expanded> {
        let refused = |id: &str, message: String| {
            Ok(Err(Box::new(argument(id, message).target(object.clone()).into_record())))
        };
        let found = Expression::Property(Str::new(name)).resolve(shell.session, object)?;
        let Some(first) = found.first() else {
            return refused("ExpandPropertyNotFound", format!("Property \"{name}\" cannot be found."));
        };
        if found.len() > 1 {
            return refused("MutlipleExpandProperties", "Multiple properties cannot be expanded.".to_owned());
        }
        let value = match first.value(shell.session, object)? {
            Outcome::Value(value) => value,
            Outcome::Missing => {
                return refused("ExpandPropertyNotFound", format!("Property \"{name}\" cannot be found."));
            }
            Outcome::Failed(error) => {
                let (exception, category) = (exception_of(&error), ErrorCategory::InvalidResult);
                return Ok(Err(Box::new(around(
                    exception,
                    "PropertyEvaluationExpand",
                    category,
                    object.clone(),
                ))));
            }
        };
        let Some(mut items) = enumerate(&value) else {
            if !value.is_null() {
                self.expanded(shell, value, object, notes)?;
            }
            return Ok(Ok(()));
        };
        while let Some(item) = items.next(shell.session)? {
            if !item.is_null() {
                self.expanded(shell, item, object, notes)?;
            }
        }
        Ok(Ok(()))
    }

    fn expanded(
        &mut self,
        shell: &mut Shell<'_>,
        value: Value,
        object: &Value,
        notes: &[(Str, Value)],
    ) -> Result<()> {
        let value = if notes.is_empty() { value } else { add_notes(shell, value, object, notes)? };
        self.emit(shell, object, value, notes.len())
    }

    fn emit(&mut self, shell: &mut Shell<'_>, source: &Value, value: Value, notes: usize) -> Result<()> {
        if self.unique.0 && self.was_seen(shell, &value, notes)? {
            return Ok(());
        }
        mark_selected(source, &value, notes > 0);
        if self.unique.0 {
            self.seen.push((value, notes));
            return Ok(());
        }
        shell.write(value)
    }

    fn was_seen(&mut self, shell: &mut Shell<'_>, value: &Value, notes: usize) -> Result<bool> {
        let ignore_case = self.case_insensitive.0;
        for (known, known_notes) in &self.seen {
            if notes == 0 {
                if order_values(shell.session, known, value, ignore_case)? == Ordering::Equal {
                    return Ok(true);
                }
                continue;
            }
            if *known_notes == notes && same_fields(shell, known, value, ignore_case)? {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

thread_local! {
    static SELECTED_CUSTOM: Str = Str::new("Selected.System.Management.Automation.PSCustomObject");
}

/// The new object with the properties asked for.
fn make(shell: &mut Shell<'_>, object: &Value, notes: &[(Str, Value)]) -> Result<Value> {
    let mut fields = Fields::default();
    for (name, value) in notes {
        if fields.get(name).is_some() {
            already_there(shell, name, object, "AlreadyExistingUserSpecifiedPropertyNoExpand")?;
            continue;
        }
        fields.set(name, value.clone());
    }
    Ok(Object::custom(fields).into())
}

fn same_fields(shell: &mut Shell<'_>, a: &Value, b: &Value, ignore_case: bool) -> Result<bool> {
    let names = member::property_names(shell.session, b)?;
    for name in names {
        let own = member::try_get_member(shell.session, a, &name)?;
        let other = member::try_get_member(shell.session, b, &name)?;
        let (Some(own), Some(other)) = (own, other) else { return Ok(false) };
        if order_values(shell.session, &own, &other, ignore_case)? != Ordering::Equal {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Gives a custom object the type name that says what it was made of.
fn mark_selected(source: &Value, value: &Value, is_new: bool) {
    let Some(object) = value.as_object() else { return };
    if !matches!(object.data, Data::Fields(_)) || object.ty() != psp_value::well_known::PS_CUSTOM_OBJECT.ty()
    {
        return;
    }
    let source = source.unboxed().ty().map(psp_value::Type::full_name).unwrap_or_default();
    let name = format!("Selected.{source}");
    if is_new || !member::type_names(value).iter().any(|it| *it.text() == *name) {
        member::add_type_name(value, &Str::new(&name));
    }
}

/// Adds properties to an object that was expanded: to a copy of a scalar, to the object itself otherwise.
fn add_notes(shell: &mut Shell<'_>, value: Value, object: &Value, notes: &[(Str, Value)]) -> Result<Value> {
    let target = member::boxed(&value);
    for (name, value) in notes {
        if member::try_get_member(shell.session, &target, name)?.is_some() {
            already_there(shell, name, object, "AlreadyExistingUserSpecifiedPropertyExpand")?;
            continue;
        }
        let kind = ExtraMemberKind::Note(value.clone());
        member::add_member(&target, ExtraMember { name: name.clone(), kind, hidden: false });
    }
    Ok(target)
}

fn already_there(shell: &mut Shell<'_>, name: &Str, object: &Value, id: &str) -> Result<()> {
    let message = format!("The property cannot be processed because the property \"{name}\" already exists.");
    let fault = argument(id, message).category(ErrorCategory::InvalidOperation);
    shell.write_error(fault.target(object.clone()).into_record())
}
