//! What is shown of an object: a property, properties by wildcard, or what a script block says.

use crate::text;
use psp_clr::wildcard::{Wildcard, contains_wildcards};
use psp_value::{
    Block, BlockCall, Context, Data, ExtraMemberKind, Fields, Lock, Object, Ref, Result, Str, Value, member,
    well_known,
};

/// A property or a calculation.
#[derive(Clone)]
pub enum Expression {
    /// A property by name; the name may hold wildcards.
    Property(Str),
    /// A script block, called with the object as `$_`.
    Block(Value),
}

/// What an expression gave for an object.
pub enum Outcome {
    /// There is no such property.
    Missing,
    /// A value.
    Value(Value),
    /// The error record of a property or script block that failed.
    Failed(Value),
}

impl Expression {
    /// Holds wildcards.
    pub fn has_wildcards(&self) -> bool {
        match self {
            Self::Property(name) => contains_wildcards(&name.text()),
            Self::Block(_) => false,
        }
    }

    /// What stands above or before its values when nothing else was given.
    pub fn label(&self) -> String {
        match self {
            Self::Property(name) => name.text().into_owned(),
            Self::Block(block) => block.as_block().map(Block::text).unwrap_or_default().to_owned(),
        }
    }

    /// The expressions it stands for with this object: properties that exist, as they are spelled.
    pub fn resolve(&self, context: &mut dyn Context, target: &Value) -> Result<Vec<Self>> {
        let Self::Property(name) = self else { return Ok(vec![self.clone()]) };
        let wanted = name.text();
        if let Some(set) = property_set(context, target, &wanted) {
            return Ok(set.into_iter().map(Self::Property).collect());
        }
        let names = properties(context, target)?;
        if contains_wildcards(&wanted) {
            let found = names.into_iter().filter(|it| matches(&wanted, &it.text()));
            return Ok(found.map(Self::Property).collect());
        }
        if let Some(found) = names.into_iter().find(|it| same_name(it, &wanted)) {
            return Ok(vec![Self::Property(found)]);
        }
        let hidden = catch(member::try_get_member(context, target, name))?;
        Ok(hidden.flatten().map(|_| self.clone()).into_iter().collect())
    }

    /// Its value for an object.
    pub fn value(&self, context: &mut dyn Context, target: &Value) -> Result<Outcome> {
        let value = match self {
            Self::Property(name) => {
                if let Some(value) = field(target, name) {
                    return Ok(Outcome::Value(value));
                }
                match member::try_get_member(context, target, name) {
                    Ok(None) => return Ok(Outcome::Missing),
                    Ok(Some(value)) => Ok(value),
                    Err(error) => Err(error),
                }
            }
            Self::Block(block) => match block.as_object() {
                Some(block) => call(context, block, target),
                None => Ok(Value::NULL),
            },
        };
        match value {
            Ok(value) => Ok(Outcome::Value(value)),
            Err(error) => error.record().cloned().map(Outcome::Failed).ok_or(error),
        }
    }
}

/// The fast way to a field of a custom object or an entry of a table.
fn field(target: &Value, name: &Str) -> Option<Value> {
    let fields = plain_fields(target)?;
    if let Some(value) = fields.with(|it| it.get(name).cloned()) {
        return Some(value);
    }
    let is_entry = target.ty() == Some(well_known::DICTIONARY_ENTRY.ty());
    if is_entry && same_name(name, "Name") { fields.with(|it| it.values().first().cloned()) } else { None }
}

/// The fields of a custom object or table entry that nobody gave other members.
fn plain_fields(target: &Value) -> Option<&Lock<Fields>> {
    let object = target.as_object()?;
    let Data::Fields(fields) = &object.data else { return None };
    let ty = object.ty();
    let is_plain = ty == well_known::PS_CUSTOM_OBJECT.ty() || ty == well_known::DICTIONARY_ENTRY.ty();
    (is_plain && object.read_extra(|_| ()).is_none()).then_some(fields)
}

fn call(context: &mut dyn Context, block: &Ref<Object>, target: &Value) -> Result<Value> {
    context.call_block(block, BlockCall { under: Some(target.clone()), ..BlockCall::default() })
}

/// Errors count as nothing, other interrupts go on.
pub fn catch<T>(result: Result<T>) -> Result<Option<T>> {
    match result {
        Ok(it) => Ok(Some(it)),
        Err(error) if error.is_error() => Ok(None),
        Err(other) => Err(other),
    }
}

/// The value of a property; `None` when there is none or it fails.
pub fn property(context: &mut dyn Context, target: &Value, name: &str) -> Result<Option<Value>> {
    if let Some(value) = field(target, &Str::new(name)) {
        return Ok(Some(value));
    }
    Ok(catch(member::try_get_member(context, target, &Str::new(name)))?.flatten())
}

/// The value of a property; null when there is none or it fails.
pub fn property_or_null(context: &mut dyn Context, target: &Value, name: &str) -> Result<Value> {
    Ok(property(context, target, name)?.unwrap_or_default())
}

/// The text of a property; empty when there is none or it fails.
pub fn property_text(context: &mut dyn Context, target: &Value, name: &str) -> Result<String> {
    let value = property_or_null(context, target, name)?;
    text::plain(context, &value)
}

/// Names of the properties in order, each once.
pub fn properties(context: &mut dyn Context, target: &Value) -> Result<Vec<Str>> {
    names(context, target, false)
}

/// Names of the properties that a view shows when nobody says which, each once: .NET's own come first.
pub fn shown(context: &mut dyn Context, target: &Value) -> Result<Vec<Str>> {
    names(context, target, true)
}

fn names(context: &mut dyn Context, target: &Value, is_view: bool) -> Result<Vec<Str>> {
    if let Some(fields) = plain_fields(target)
        && let Some(ty) = target.ty()
        && context.script_members(ty, None).is_empty()
    {
        let mut names = fields.with(|it| it.shape().names().to_vec());
        if ty == well_known::DICTIONARY_ENTRY.ty() {
            names.insert(if is_view { names.len() } else { 0 }, Str::new("Name"));
        }
        return Ok(names);
    }
    let of = if is_view { member::shown_property_names } else { member::property_names };
    let mut names: Vec<Str> = Vec::new();
    for name in catch(of(context, target))?.unwrap_or_default() {
        if !names.iter().any(|it| same_name(it, &name.text())) {
            names.push(name);
        }
    }
    Ok(names)
}

fn matches(pattern: &str, name: &str) -> bool {
    Wildcard::new(pattern, true).is_ok_and(|it| it.is_match(name))
}

fn same_name(a: &Str, b: &str) -> bool {
    psp_clr::compare::equals_ordinal_ignore_case(&a.text(), b)
}

/// The property that names an object: `Name`, `Id`, `Key`, or one that ends like that.
pub fn display_name(context: &mut dyn Context, target: &Value) -> Result<Option<String>> {
    if let Some(name) = crate::display_set::display_property(target) {
        return Ok(Some(name.to_owned()));
    }
    let names = properties(context, target)?;
    for pattern in ["name", "id", "key", "*key", "*name", "*id"] {
        let found = names.iter().map(Str::text).find(|it| {
            let hidden = ["PSComputerName", "PSShowComputerName", "RunspaceId", "PSSourceJobInstanceId"];
            matches(pattern, it) && !hidden.iter().any(|name| name.eq_ignore_ascii_case(it))
        });
        if let Some(found) = found {
            return Ok(Some(found.into_owned()));
        }
    }
    Ok(None)
}

/// The properties of a property set that the object or its type has under this name.
fn property_set(context: &mut dyn Context, target: &Value, name: &str) -> Option<Vec<Str>> {
    let object = target.as_object()?;
    let find = |kind: &ExtraMemberKind| match kind {
        ExtraMemberKind::PropertySet(names) => Some(names.clone()),
        _ => None,
    };
    if let Some(set) = object.read_extra(|it| it.find(name).and_then(|it| find(&it.kind))).flatten() {
        return Some(set);
    }
    if matches!(object.data, Data::Fields(_)) {
        return None;
    }
    let members = context.script_members(object.ty(), Some(target));
    members.iter().find(|it| same_name(&it.name, name)).and_then(|it| find(&it.kind))
}
