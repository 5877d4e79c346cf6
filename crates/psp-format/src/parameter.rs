//! The arguments of `-Property` and `-GroupBy`: names, script blocks, and tables that describe a calculated column.

use crate::{expression::Expression, record::Align};
use psp_value::{
    Context, Data, ErrorCategory, ErrorRecord, Fault, Interrupt, Result, Str, Value, View, convert,
};
use std::sync::Arc;

/// One column, line or grouping as it was asked for.
#[derive(Clone)]
pub struct Parameter {
    /// What to show.
    pub expression: Expression,
    /// `Label` or `Name`.
    pub label: Option<String>,
    /// `FormatString`
    pub format: Option<String>,
    /// `Width`
    pub width: Option<usize>,
    /// `Alignment`
    pub align: Option<Align>,
    /// `Depth`
    pub depth: Option<usize>,
}

/// Which keys a description may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParameterKind {
    /// `Format-Table -Property`
    Table,
    /// `Format-List -Property`
    List,
    /// `Format-Wide -Property`
    Wide,
    /// `Format-Custom -Property`
    Custom,
    /// `-GroupBy`
    GroupBy,
}

impl ParameterKind {
    /// Keys with their other names; `expression` first.
    fn keys(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Table => &[
                ("expression", ""),
                ("formatString", ""),
                ("width", ""),
                ("alignment", ""),
                ("label", "name"),
            ],
            Self::List | Self::GroupBy => &[("expression", ""), ("formatString", ""), ("label", "name")],
            Self::Wide => &[("expression", ""), ("formatString", "")],
            Self::Custom => &[("expression", ""), ("depth", "")],
        }
    }
}

impl Parameter {
    /// A parameter that is only a name or block.
    pub fn plain(expression: Expression) -> Self {
        Self { expression, label: None, format: None, width: None, align: None, depth: None }
    }
}

/// Reads the elements of an argument.
pub fn parse(
    context: &mut dyn Context,
    arguments: &[Value],
    kind: ParameterKind,
) -> Result<Vec<Arc<Parameter>>> {
    arguments.iter().map(|it| parse_one(context, it.unboxed(), kind).map(Arc::new)).collect()
}

fn parse_one(context: &mut dyn Context, argument: &Value, kind: ParameterKind) -> Result<Parameter> {
    if argument.as_table().is_some() {
        return described(context, argument, kind);
    }
    if let Some(expression) = expression(argument) {
        if matches!(&expression, Expression::Property(name) if name.is_empty()) {
            return Err(fail("ExpressionEmptyString2", "An empty string value is not allowed."));
        }
        return Ok(Parameter::plain(expression));
    }
    const TYPES: &str = "{System.String, System.Management.Automation.ScriptBlock}";
    let message = match argument.ty() {
        Some(ty) => format!("Cannot convert {} to one of the following types {TYPES}.", ty.full_name()),
        None => {
            format!("The value of a parameter was null; one of the following types was expected: {TYPES}.")
        }
    };
    Err(fail("DictionaryKeyUnknownType", &message))
}

fn expression(value: &Value) -> Option<Expression> {
    match value.unboxed().view() {
        View::Str(name) => Some(Expression::Property(name.clone())),
        View::Object(object) if matches!(object.data, Data::Block(_)) => {
            Some(Expression::Block(value.clone()))
        }
        _ => None,
    }
}

fn described(context: &mut dyn Context, table: &Value, kind: ParameterKind) -> Result<Parameter> {
    let entries: Vec<(Value, Value)> = match table.as_table() {
        Some(entries) => {
            entries.with(|it| it.iter().map(|(key, value)| (key.clone(), value.clone())).collect())
        }
        None => Vec::new(),
    };
    let mut parameter = Parameter::plain(Expression::Property(Str::new("")));
    let mut seen: Vec<&str> = Vec::new();
    for (key, value) in entries {
        let key = key_text(&key)?;
        let known = known_key(&key, kind)?;
        if seen.contains(&known) {
            let message = format!("The duplicated key \"{key}\" conflicts with \"{known}\".");
            return Err(fail("DictionaryKeyDuplicate", &message));
        }
        seen.push(known);
        set(context, &mut parameter, known, &key, value.unboxed())?;
    }
    if !seen.contains(&"expression") {
        return Err(fail("DictionaryKeyMandatoryEntry", "A mandatory entry for expression is missing."));
    }
    Ok(parameter)
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
fn known_key(key: &str, kind: ParameterKind) -> Result<&'static str> {
    let is_start = |name: &str| {
        !key.is_empty() && name.get(..key.len()).is_some_and(|start| start.eq_ignore_ascii_case(key))
    };
    let mut found = kind.keys().iter().filter(|(name, other)| is_start(name) || is_start(other));
    let Some((first, _)) = found.next() else {
        return Err(fail("DictionaryKeyIllegal", &format!("The {key} key is not valid.")));
    };
    match found.next() {
        None => Ok(first),
        Some((second, _)) => {
            let message = format!("The {key} key is ambiguous; {first} and {second} conflict.");
            Err(fail("DictionaryKeyAmbiguous", &message))
        }
    }
}

fn set(
    context: &mut dyn Context,
    parameter: &mut Parameter,
    known: &str,
    key: &str,
    value: &Value,
) -> Result<()> {
    if value.is_null() {
        return Err(fail("DictionaryKeyMissingValue", &format!("The {key} key has no value.")));
    }
    match known {
        "expression" => {
            let types = "{System.String, System.Management.Automation.ScriptBlock}";
            let found = expression(value).ok_or_else(|| illegal(key, value, types, true))?;
            if matches!(&found, Expression::Property(name) if name.is_empty()) {
                let message = "The \"expression\" key cannot have an empty string value.";
                return Err(fail("ExpressionEmptyString1", message));
            }
            parameter.expression = found;
        }
        "width" => parameter.width = Some(width(key, value)?),
        "depth" => parameter.depth = Some(usize::try_from(convert::to_i32(context, value)?).unwrap_or(0)),
        "alignment" => parameter.align = Some(align(&text(key, value)?)?),
        "formatString" => {
            let format = text(key, value)?;
            if format.is_empty() {
                let message = "Cannot have an empty formatting string for key \"formatString\".";
                return Err(fail("FormatStringEmpty", message));
            }
            parameter.format = Some(format);
        }
        _ => parameter.label = Some(text(key, value)?),
    }
    Ok(())
}

fn width(key: &str, value: &Value) -> Result<usize> {
    let Some(width) = value.as_int() else { return Err(illegal(key, value, "System.Int32", false)) };
    match usize::try_from(width) {
        Ok(width) if width > 0 => Ok(width),
        _ => {
            let message = format!("The value \"{width}\" for key \"width\" should be greater than 0.");
            Err(fail("WidthOutOfRange", &message))
        }
    }
}

fn align(text: &str) -> Result<Align> {
    let values = [("left", Align::Left), ("center", Align::Center), ("right", Align::Right)];
    let is_start = |name: &str| name.get(..text.len()).is_some_and(|start| start.eq_ignore_ascii_case(text));
    if let Some(&(_, align)) = values.iter().find(|(name, _)| !text.is_empty() && is_start(name)) {
        Ok(align)
    } else {
        let message = format!(
            "The value \"{text}\" for key \"alignment\" is not valid; valid values are {{left, center, right}}."
        );
        Err(fail("AlignmentIllegalValue", &message))
    }
}

fn text(key: &str, value: &Value) -> Result<String> {
    match value.view() {
        View::Str(text) => Ok(text.text().into_owned()),
        _ => Err(illegal(key, value, "System.String", false)),
    }
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

/// A terminating error of a `Format-*` command about its arguments.
fn fail(id: &str, message: &str) -> Interrupt {
    let fault = Fault::new("System.NotSupportedException", "Specified method is not supported.")
        .id(id)
        .category(ErrorCategory::InvalidArgument);
    ErrorRecord { details: Some(Str::new(message)), ..fault.into_record() }.into()
}
