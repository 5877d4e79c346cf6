//! PowerShell's property expressions: names (also with wildcards), script blocks, and tables that describe a calculated
//! property. All commands with `-Property` read theirs here.

use crate::{
    fault::caught,
    wildcard::{Wildcard, has_wildcards},
};
use psp_runtime::{
    ScriptBlock, Session,
    pipeline::{Redirects, StreamTarget},
};
use psp_value::{
    BlockCall, Context, Data, ErrorCategory, ErrorRecord, ExtraMemberKind, Fault, Interrupt, Result, Str,
    Value, View, convert, member, object::same_key, well_known,
};

/// A property or a calculation.
#[derive(Clone)]
pub(crate) enum Expression {
    /// A property by name; the name may hold wildcards.
    Property(Str),
    /// A script block, called with the object as `$_`.
    Block(ScriptBlock),
}

/// What an expression gave for an object.
pub(crate) enum Outcome {
    /// There is no such property.
    Missing,
    /// A value.
    Value(Value),
    /// The error of a property or script block that failed.
    Failed(Interrupt),
}

/// An element of `-Property`.
#[derive(Clone)]
pub(crate) struct Column {
    /// What to read.
    pub(crate) expression: Expression,
    /// `Name` or `Label`
    pub(crate) name: Option<Str>,
    /// `Descending`, or the opposite of `Ascending`.
    pub(crate) descending: Option<bool>,
}

/// Which keys a table may have, beside `Expression`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keys {
    /// `Name` and `Label`.
    Named,
    /// `Ascending` and `Descending`.
    Ordered,
    /// None.
    Plain,
}

impl Keys {
    fn names(self) -> &'static [&'static str] {
        match self {
            Self::Named => &["expression", "name", "label"],
            Self::Ordered => &["expression", "ascending", "descending"],
            Self::Plain => &["expression"],
        }
    }
}

/// Reads the elements of `-Property`.
pub(crate) fn parse(session: &mut Session, arguments: &[Value], keys: Keys) -> Result<Vec<Column>> {
    arguments.iter().map(|it| parse_one(session, it, keys)).collect()
}

fn parse_one(session: &mut Session, argument: &Value, keys: Keys) -> Result<Column> {
    let plain = |expression| Column { expression, name: None, descending: None };
    if argument.as_table().is_some() {
        return described(session, argument, keys);
    }
    match expression(argument) {
        Some(Expression::Property(name)) if name.is_empty() => {
            Err(fail("ExpressionEmptyString2", "An empty string value is not allowed."))
        }
        Some(expression) => Ok(plain(expression)),
        None => match argument.unboxed().ty() {
            None => Err(fail(
                "DictionaryKeyUnknownType",
                &format!(
                    "The value of a parameter was null; one of the following types was expected: {TYPES}."
                ),
            )),
            // Anything else stands for its text: an enum's name, a number.
            Some(ty) if ty.code.is_number() || ty.is_enum() => {
                Ok(plain(Expression::Property(convert::to_text(session, argument)?)))
            }
            Some(ty) => Err(fail(
                "DictionaryKeyUnknownType",
                &format!("Cannot convert {} to one of the following types {TYPES}.", ty.full_name()),
            )),
        },
    }
}

const TYPES: &str = "{System.String, System.Management.Automation.ScriptBlock}";

fn expression(value: &Value) -> Option<Expression> {
    match value.unboxed().view() {
        View::Str(name) => Some(Expression::Property(name.clone())),
        View::Object(object) if matches!(object.data, Data::Block(_)) => {
            Some(Expression::Block(ScriptBlock(object.clone())))
        }
        _ => None,
    }
}

fn described(session: &mut Session, table: &Value, keys: Keys) -> Result<Column> {
    let entries: Vec<(Value, Value)> = match table.as_table() {
        Some(entries) => {
            entries.with(|it| it.iter().map(|(key, value)| (key.clone(), value.clone())).collect())
        }
        None => Vec::new(),
    };
    let mut column =
        Column { expression: Expression::Property(Str::default()), name: None, descending: None };
    let mut seen: Vec<&str> = Vec::new();
    for (key, value) in entries {
        let key = key_text(&key)?;
        let known = known_key(&key, keys)?;
        // `Label` is another word for `Name`.
        let known = if known == "label" { "name" } else { known };
        if seen.contains(&known) {
            let message = format!("The duplicated key \"{key}\" conflicts with \"{known}\".");
            return Err(fail("DictionaryKeyDuplicate", &message));
        }
        seen.push(known);
        set(session, &mut column, known, &key, &value)?;
    }
    if !seen.contains(&"expression") {
        return Err(fail("DictionaryKeyMandatoryEntry", "A mandatory entry for expression is missing."));
    }
    Ok(column)
}

fn key_text(key: &Value) -> Result<String> {
    match key.unboxed().view() {
        View::Str(text) => Ok(text.text().into_owned()),
        View::Null | View::Nothing => Err(fail("DictionaryKeyNull", "The value of a key cannot be null.")),
        _ => {
            let ty = key.ty().map(psp_value::Type::short_name).unwrap_or_default();
            let message = format!("The {ty} key type is not valid. The key must be a string.");
            Err(fail("DictionaryKeyNonString", &message))
        }
    }
}

/// The key that an abbreviation stands for.
fn known_key(key: &str, keys: Keys) -> Result<&'static str> {
    let is_start = |name: &str| {
        !key.is_empty() && name.get(..key.len()).is_some_and(|start| start.eq_ignore_ascii_case(key))
    };
    let mut found = keys.names().iter().filter(|name| is_start(name));
    let Some(first) = found.next() else {
        return Err(fail("DictionaryKeyIllegal", &format!("The {key} key is not valid.")));
    };
    match found.next() {
        None => Ok(first),
        Some(second) => {
            let message = format!("The {key} key is ambiguous; {first} and {second} conflict.");
            Err(fail("DictionaryKeyAmbiguous", &message))
        }
    }
}

fn set(session: &mut Session, column: &mut Column, known: &str, key: &str, value: &Value) -> Result<()> {
    if value.is_null() {
        return Err(fail("DictionaryKeyMissingValue", &format!("The {key} key has no value.")));
    }
    match known {
        "expression" => match expression(value) {
            Some(Expression::Property(name)) if name.is_empty() => {
                let message = "The \"expression\" key cannot have an empty string value.";
                return Err(fail("ExpressionEmptyString1", message));
            }
            Some(expression) => column.expression = expression,
            None => return Err(illegal(key, value, TYPES, true)),
        },
        "name" => match value.unboxed().as_string() {
            Some(name) => column.name = Some(name.clone()),
            None => return Err(illegal(key, value, "System.String", false)),
        },
        _ => {
            let flag = convert::convert(session, value, well_known::BOOL.ty())
                .map_err(|_| illegal(key, value, "System.Boolean", false))?;
            column.descending = Some(convert::is_true(&flag) == (known == "descending"));
        }
    }
    Ok(())
}

fn illegal(key: &str, value: &Value, types: &str, several: bool) -> Interrupt {
    let ty = value.ty().map(psp_value::Type::full_name).unwrap_or_default();
    let (are, id) = if several {
        ("types are", "DictionaryKeyIllegalValue1")
    } else {
        ("type is", "DictionaryKeyIllegalValue2")
    };
    fail(id, &format!("The \"{key}\" key has a type, {ty}, that is not valid; expected {are} {types}."))
}

/// A terminating error of a command about its arguments.
fn fail(id: &str, message: &str) -> Interrupt {
    let fault = Fault::new("System.NotSupportedException", "Specified method is not supported.")
        .id(id)
        .category(ErrorCategory::InvalidArgument);
    ErrorRecord { details: Some(Str::new(message)), ..fault.into_record() }.into()
}

impl Expression {
    /// Holds wildcards.
    pub(crate) fn has_wildcards(&self) -> bool {
        match self {
            Self::Property(name) => has_wildcards(&name.text()),
            Self::Block(_) => false,
        }
    }

    /// The name of its values when nothing else was given: the property's, or the block's text.
    pub(crate) fn label(&self) -> Str {
        match self {
            Self::Property(name) => name.clone(),
            Self::Block(block) => block.block().map(|it| Str::new(it.text())).unwrap_or_default(),
        }
    }

    /// The expressions it stands for with this object: properties that exist, as they are spelled.
    pub(crate) fn resolve(&self, session: &mut Session, target: &Value) -> Result<Vec<Self>> {
        let Self::Property(name) = self else { return Ok(vec![self.clone()]) };
        let wanted = name.text();
        if let Some(set) = property_set(session, target, &wanted) {
            return Ok(set.into_iter().map(Self::Property).collect());
        }
        if has_wildcards(&wanted) {
            let pattern = Wildcard::new(&wanted);
            let names = property_names(session, target)?;
            return Ok(names
                .into_iter()
                .filter(|it| pattern.matches(&it.text()))
                .map(Self::Property)
                .collect());
        }
        Ok(spelling(session, target, name)?.map(Self::Property).into_iter().collect())
    }

    /// Its value for an object; errors that a block writes are swallowed.
    pub(crate) fn value(&self, session: &mut Session, target: &Value) -> Result<Outcome> {
        let value = match self {
            Self::Property(name) => match member::try_get_member(session, target, name) {
                Ok(None) => return Ok(Outcome::Missing),
                Ok(Some(value)) => Ok(value),
                Err(error) => Err(error),
            },
            Self::Block(block) => call(session, block, target),
        };
        Ok(match caught(value)? {
            Ok(value) => Outcome::Value(value),
            Err(error) => Outcome::Failed(error),
        })
    }
}

fn call(session: &mut Session, block: &ScriptBlock, target: &Value) -> Result<Value> {
    let mut quiet: Redirects = session.redirects;
    quiet.0[0] = StreamTarget::Null;
    let before = std::mem::replace(&mut session.redirects, quiet);
    let result =
        session.call_block(&block.0, BlockCall { under: Some(target.clone()), ..BlockCall::default() });
    session.redirects = before;
    result
}

/// The property of this name as the object spells it.
fn spelling(session: &mut Session, target: &Value, name: &Str) -> Result<Option<Str>> {
    if let Some(fields) = target.as_fields()
        && let Some(found) = fields.with(|it| it.shape().find(name).map(|at| it.shape().names()[at].clone()))
    {
        return Ok(Some(found));
    }
    if let Some(table) = target.as_table() {
        let key = Value::from(name);
        let stored = table.with(|it| {
            let stored = it.keys().find(|it| same_key(it, &key, it_comparer())).cloned();
            stored.and_then(|it| it.as_string().cloned())
        });
        if stored.is_some() {
            return Ok(stored);
        }
    }
    let names = property_names(session, target)?;
    let wanted = name.text();
    if let Some(found) = names.into_iter().find(|it| same_name(&it.text(), &wanted)) {
        return Ok(Some(found));
    }
    // A hidden property is found by its full name.
    let hidden = caught(member::try_get_member(session, target, name))?.ok().flatten();
    let is_method = |it: &Value| it.ty().is_some_and(|ty| ty.name == "System.Management.Automation.PSMethod");
    Ok(hidden.filter(|it| !is_method(it)).map(|_| name.clone()))
}

fn it_comparer() -> psp_value::object::KeyComparer {
    psp_value::object::KeyComparer::IgnoreCase
}

/// Names of the properties that `*` stands for, in order, each once: the keys of a hash table, or the properties.
pub(crate) fn property_names(session: &mut Session, target: &Value) -> Result<Vec<Str>> {
    if let Some(object) = target.as_object()
        && object.ty() == well_known::HASHTABLE.ty()
        && let Data::Table(table) = &object.data
    {
        let keys: Vec<Value> = table.with(|it| it.keys().cloned().collect());
        return keys.iter().map(|it| convert::to_text(session, it)).collect();
    }
    let mut names: Vec<Str> = Vec::new();
    for name in caught(member::property_names(session, target))?.unwrap_or_default() {
        if !names.iter().any(|it| same_name(&it.text(), &name.text())) {
            names.push(name);
        }
    }
    Ok(names)
}

/// Two names of properties are the same.
pub(crate) fn same_name(a: &str, b: &str) -> bool {
    a.eq_ignore_ascii_case(b) || psp_clr::compare::equals_ordinal_ignore_case(a, b)
}

/// The properties of a property set that the object or its type has under this name.
fn property_set(session: &mut Session, target: &Value, name: &str) -> Option<Vec<Str>> {
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
    let members = session.script_members(object.ty(), Some(target));
    members.iter().find(|it| same_name(&it.name.text(), name)).and_then(|it| find(&it.kind))
}
