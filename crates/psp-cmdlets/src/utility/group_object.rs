//! `Group-Object`: objects that agree in their keys, together.

use crate::{
    fault::{around, exception_of},
    property::{self, Column, Keys as ColumnKeys},
    record::Record,
    sort::{Key, Keys, expand_columns, merge_sort},
};
use psp_derive::Cmdlet;
use psp_runtime::{Cmdlet, Shell, Switch};
use psp_value::{
    ErrorCategory, Fault, Object, Result, Str, Table, Value, convert, enumerate, object::KeyComparer, types,
    well_known,
};
use std::cmp::Ordering;

/// Puts objects with the same value, or the same values of properties, into groups.
///
/// ```powershell
/// 'apple', 'fig', 'kiwi' | Group-Object Length
/// 1..6 | Group-Object { $_ % 2 } -AsHashTable
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet(
    "Group-Object",
    output = "System.Collections.Hashtable",
    output = "Microsoft.PowerShell.Commands.GroupInfo"
)]
pub(super) struct GroupObject {
    /// Counts the objects without keeping them.
    #[param]
    no_element: Switch,
    /// Gives one hash table from keys to objects.
    #[param(set = "HashTable", alias = "AHT")]
    as_hash_table: Switch,
    /// The keys of the hash table are text.
    #[param(set = "HashTable")]
    as_string: Switch,
    /// The object to put into a group.
    #[param(pipeline)]
    input_object: Value,
    /// What to group by: names, script blocks, or tables with `Expression`.
    #[param(position = 0)]
    property: Vec<Value>,
    /// The culture whose comparison of text is used.
    #[param]
    culture: Option<String>,
    /// Tells upper from lower case.
    #[param]
    case_sensitive: Switch,

    objects: Vec<Value>,
}

/// A group under construction.
struct Group {
    first: u32,
    members: Vec<u32>,
}

impl Cmdlet for GroupObject {
    fn process(&mut self, _shell: &mut Shell<'_>) -> Result<()> {
        let object = std::mem::take(&mut self.input_object);
        if !object.is_null() {
            self.objects.push(object);
        }
        Ok(())
    }

    fn end(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        if self.objects.is_empty() {
            return Ok(());
        }
        let columns = property::parse(shell.session, &self.property, ColumnKeys::Plain)?;
        let columns = expand_columns(shell.session, columns, &self.objects)?;
        self.check(&columns)?;
        let stage = shell.stage;
        let ignore_case = !self.case_sensitive.0;
        let keys = Keys::new(
            shell.session,
            &columns,
            false,
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
        let keys = keys.with_nulls();
        let groups = self.groups(shell, &keys)?;
        if self.as_hash_table.0 {
            return self.write_table(shell, &keys, &groups);
        }
        groups.iter().try_for_each(|it| self.write_group(shell, &keys, it))
    }
}

impl GroupObject {
    fn check(&self, columns: &[Column]) -> Result<()> {
        let refused = |message: &str| {
            let fault = Fault::new("System.ArgumentException", message).id("ArgumentException");
            Err(fault.category(ErrorCategory::InvalidArgument).into())
        };
        if self.as_string.0 && !self.as_hash_table.0 {
            return refused("The AsString parameter must be specified with the AsHashTable parameter.");
        }
        if self.as_hash_table.0 && !self.as_string.0 && columns.len() > 1 {
            return refused(
                "The AsHashTable parameter cannot be used with more than one property. To use more than one property, add the AsString parameter.",
            );
        }
        Ok(())
    }

    /// The groups. Objects whose keys are of one type are grouped in order of their keys, others in order of appearance.
    fn groups(&self, shell: &mut Shell<'_>, keys: &Keys) -> Result<Vec<Group>> {
        let buckets = self.buckets(keys);
        if mixed(keys, &buckets) {
            return merge_anywhere(shell, keys, buckets);
        }
        let mut order: Vec<u32> = (0..buckets.len() as u32).collect();
        merge_sort(&mut order, |a, b| {
            keys.order(shell.session, buckets[a as usize].first, buckets[b as usize].first)
        })?;
        let mut buckets: Vec<Option<Group>> = buckets.into_iter().map(Some).collect();
        let mut groups: Vec<Group> = Vec::new();
        for at in order {
            let Some(bucket) = buckets[at as usize].take() else { continue };
            match groups.last_mut() {
                Some(last) if keys.order(shell.session, last.first, bucket.first)? == Ordering::Equal => {
                    last.members.extend(bucket.members);
                }
                _ => groups.push(bucket),
            }
        }
        for group in &mut groups {
            group.members.sort_unstable();
        }
        Ok(groups)
    }

    /// Objects with the very same key, found by hashing: few are left to be compared.
    fn buckets(&self, keys: &Keys) -> Vec<Group> {
        let count = self.objects.len() as u32;
        if keys.width() > 1 {
            return (0..count).map(|it| Group { first: it, members: vec![it] }).collect();
        }
        let mut known = Table::new(KeyComparer::Exact);
        let mut buckets: Vec<Group> = Vec::new();
        for at in 0..count {
            let key = keys.of(at).first().cloned().flatten().unwrap_or_default();
            let key = key.unboxed().clone();
            if let Some(bucket) = known.get(&key).and_then(Value::as_int) {
                buckets[bucket as usize].members.push(at);
            } else {
                known.insert(key, Value::int(buckets.len() as i32));
                buckets.push(Group { first: at, members: vec![at] });
            }
        }
        buckets
    }

    fn write_group(&self, shell: &mut Shell<'_>, keys: &Keys, group: &Group) -> Result<()> {
        let name = name(shell, keys.of(group.first), !self.property.is_empty())?;
        let values = keys.of(group.first).iter().map(|it| it.clone().unwrap_or_default()).collect();
        let values = Value::from(Object::list(well_known::ARRAY_LIST.ty(), values));
        let count = Value::int(group.members.len() as i32);
        let (ty, members) = if self.no_element.0 {
            ("Microsoft.PowerShell.Commands.GroupInfoNoElement", Vec::new())
        } else {
            ("Microsoft.PowerShell.Commands.GroupInfo", self.members(group))
        };
        let made = Record::value(
            ty,
            &["Values", "Count", "Group", "Name"],
            vec![values, count, collection(members), name.into()],
        );
        shell.write(made)
    }

    fn members(&self, group: &Group) -> Vec<Value> {
        group.members.iter().map(|&it| self.objects[it as usize].clone()).collect()
    }

    fn write_table(&self, shell: &mut Shell<'_>, keys: &Keys, groups: &[Group]) -> Result<()> {
        let comparer = if self.case_sensitive.0 { KeyComparer::Exact } else { KeyComparer::IgnoreCase };
        let mut table = Table::new(comparer);
        for group in groups {
            let key = if self.as_string.0 {
                name(shell, keys.of(group.first), !self.property.is_empty())?.into()
            } else {
                let key = keys.of(group.first).first().cloned().flatten().unwrap_or_default();
                if key.is_null() {
                    continue;
                }
                key
            };
            table.insert(key, collection(self.members(group)));
        }
        shell.write(Object::hashtable(table))
    }
}

/// A `Collection[PSObject]`.
fn collection(members: Vec<Value>) -> Value {
    let ty = types::instantiate(well_known::COLLECTION.ty(), &[well_known::PS_OBJECT.ty()]);
    Object::list(ty, members).into()
}

/// Keys of some column are of different types.
fn mixed(keys: &Keys, buckets: &[Group]) -> bool {
    (0..keys.width()).any(|column| {
        let mut types =
            buckets.iter().filter_map(|it| keys.of(it.first).get(column)?.as_ref()?.unboxed().ty());
        types.next().is_some_and(|first| types.any(|it| it != first))
    })
}

fn merge_anywhere(shell: &mut Shell<'_>, keys: &Keys, buckets: Vec<Group>) -> Result<Vec<Group>> {
    let mut groups: Vec<Group> = Vec::new();
    'buckets: for bucket in buckets {
        for group in &mut groups {
            if keys.order(shell.session, group.first, bucket.first)? == Ordering::Equal {
                group.members.extend(bucket.members);
                continue 'buckets;
            }
        }
        groups.push(bucket);
    }
    for group in &mut groups {
        group.members.sort_unstable();
    }
    Ok(groups)
}

/// `Name`: the keys as text; a collection in a property in braces.
fn name(shell: &mut Shell<'_>, keys: &[Key], is_property: bool) -> Result<String> {
    let mut parts = Vec::with_capacity(keys.len());
    for key in keys.iter().flatten().filter(|it| !it.is_null()) {
        match enumerate(key).filter(|_| is_property) {
            None => parts.push(text(shell, key)?.to_string()),
            Some(items) => {
                let items = items.collect(shell.session)?;
                let texts =
                    items.iter().map(|it| Ok(text(shell, it)?.to_string())).collect::<Result<Vec<_>>>()?;
                parts.push(format!("{{{}}}", texts.join(", ")));
            }
        }
    }
    Ok(parts.join(", "))
}

fn text(shell: &mut Shell<'_>, value: &Value) -> Result<Str> {
    if value.ty() == Some(well_known::DATE_TIME.ty()) {
        return convert::to_string_culture(shell.session, value);
    }
    convert::to_text(shell.session, value)
}
