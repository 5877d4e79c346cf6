//! Values as they stand in output: numbers and dates by the culture, collections as `{1, 2, 3, 4…}`.

use crate::{cells::ELLIPSIS, expression};
use psp_clr::{
    composite::{FillError, Template},
    number::{self, Number},
};
use psp_value::{
    Context, Data, Enumeration, Fault, Object, Ref, Result, Str, TypeKind, Value, View, convert, enumerate,
    enumerate_table, member, object, well_known,
};

/// How values become text.
#[derive(Debug, Clone, Copy)]
pub struct TextRules {
    /// `$FormatEnumerationLimit`: elements of a collection that are shown; negative for all.
    pub limit: i32,
    /// In a table real numbers have as many decimals as the culture says.
    pub in_table: bool,
}

impl Default for TextRules {
    fn default() -> Self {
        Self { limit: 4, in_table: false }
    }
}

/// What a pipeline of `Format-*` and outputs sees of a value: elements of sequences, entries of tables.
pub fn elements(value: &Value) -> Option<Enumeration> {
    match value.view() {
        View::Object(object) => elements_of(object).or_else(|| enumerate(value)),
        _ => None,
    }
}

fn elements_of(object: &Ref<Object>) -> Option<Enumeration> {
    match &object.data {
        Data::Table(_) => enumerate_table(object),
        Data::Boxed(inner) => elements(inner),
        _ => None,
    }
}

/// A line of output for a value that is shown as it is.
pub fn plain(context: &mut dyn Context, value: &Value) -> Result<String> {
    let culture = context.culture();
    let real = |it: Number<'_>, format: &str| number::format(it, format, culture).unwrap_or_default();
    if let Some(spelling) = psp_value::member::spelling(value) {
        return Ok(spelling.text().into_owned());
    }
    let value = value.unboxed();
    let text = match value.view() {
        View::Null | View::Nothing => return Ok(String::new()),
        View::Str(text) => text.clone(),
        View::Double(it) => return Ok(real(Number::Double(it), "G15")),
        View::Single(it) => return Ok(real(Number::Single(it), "G7")),
        View::Object(object) => match &object.data {
            Data::Decimal(_) | Data::BigInteger(_) | Data::Type(_) => {
                convert::to_string_culture(context, value)?
            }
            Data::Native(native) if native.label().is_some() => {
                return Ok(native.label().unwrap_or_default());
            }
            _ => convert::to_text(context, value)?,
        },
        _ => convert::to_string_culture(context, value)?,
    };
    Ok(text.text().into_owned())
}

/// A value in a cell, behind a label or above a group.
pub fn smart(context: &mut dyn Context, value: &Value, rules: TextRules) -> Result<String> {
    if let Some(mut elements) = elements(value) {
        return joined(context, &mut elements, holds_wrapped(value), rules);
    }
    if rules.in_table
        && let Some(text) = fixed_point(context, value)
    {
        return Ok(text);
    }
    plain(context, value)
}

/// [`smart`], but what fails is empty.
pub fn smart_or_empty(context: &mut dyn Context, value: &Value, rules: TextRules) -> Result<String> {
    match smart(context, value, rules) {
        Err(error) if error.is_error() => Ok(String::new()),
        other => other,
    }
}

/// A real number with the culture's count of decimals.
fn fixed_point(context: &mut dyn Context, value: &Value) -> Option<String> {
    let culture = context.culture();
    let number = match value.unboxed().view() {
        View::Double(it) => Number::Double(it),
        View::Single(it) => Number::Single(it),
        View::Object(object) => match object.data {
            Data::Decimal(it) => Number::Decimal(it),
            _ => return None,
        },
        _ => return None,
    };
    number::format(number, "F", culture).ok()
}

/// A collection of anything: what a pipeline gave stands in it as PowerShell's own object, which has a text.
fn holds_wrapped(collection: &Value) -> bool {
    let Some(object) = collection.as_object() else { return false };
    let element = object.ty().element();
    matches!(object.data, Data::Array(_) | Data::List(_))
        && (element == well_known::OBJECT.ty() || element == well_known::PS_OBJECT.ty())
}

fn joined(
    context: &mut dyn Context,
    elements: &mut Enumeration,
    is_wrapped: bool,
    rules: TextRules,
) -> Result<String> {
    let mut text = String::from("{");
    let mut count = 0;
    while let Some(element) = elements.next(context)? {
        if rules.limit >= 0 && count == rules.limit {
            text.push_str(ELLIPSIS);
            break;
        }
        if count > 0 {
            text.push_str(", ");
        }
        text.push_str(&element_text(context, &element, is_wrapped)?);
        count += 1;
    }
    text.push('}');
    Ok(text)
}

/// An element of a collection: its own text when its type has one, else what looks like its name.
fn element_text(context: &mut dyn Context, value: &Value, is_wrapped: bool) -> Result<String> {
    if value.is_null() {
        return Ok("$null".to_owned());
    }
    if let Some(text) = entry_text(context, value)? {
        return Ok(text);
    }
    let is_native = matches!(value.as_object().map(|it| &it.data), Some(Data::Native(_)));
    if !(has_own_text(context, value) || is_wrapped && is_native)
        && let Some(name) = expression::display_name(context, value)?
        && let Some(found) = expression::property(context, value, &name)?
    {
        return plain(context, &found);
    }
    plain(context, value)
}

/// An entry of a table: `[key, value]`.
fn entry_text(context: &mut dyn Context, value: &Value) -> Result<Option<String>> {
    let Some(object) = value.as_object() else { return Ok(None) };
    let name = object.ty().name;
    if name != well_known::DICTIONARY_ENTRY.name && name != well_known::KEY_VALUE_PAIR.name {
        return Ok(None);
    }
    let Some(fields) = value.as_fields() else { return Ok(None) };
    let pair: Vec<Value> = fields.with(|it| it.values().to_vec());
    let [key, value] = pair.as_slice() else { return Ok(None) };
    // `DictionaryEntry.ToString()` asks its parts for theirs, so that a collection is its type's name.
    let (key, value) = (entry_part(context, key)?, entry_part(context, value)?);
    Ok(Some(format!("[{key}, {value}]")))
}

fn entry_part(context: &mut dyn Context, value: &Value) -> Result<String> {
    if value.is_null() {
        return Ok(String::new());
    }
    Ok(convert::to_string_culture(context, value)?.text().into_owned())
}

/// The type says itself how its values are written.
fn has_own_text(context: &mut dyn Context, value: &Value) -> bool {
    let Some(object) = value.as_object() else { return true };
    let ty = object.ty();
    match &object.data {
        Data::Array(_) | Data::List(_) | Data::Table(_) | Data::Bytes(_) => true,
        Data::Fields(_) if ty == well_known::PS_CUSTOM_OBJECT.ty() => true,
        Data::Fields(_) => {
            ty.script.get().is_none() || context.script_member(ty, Some(value), "ToString").is_some()
        }
        Data::Native(_) | Data::Exception(_) | Data::Error(_) => {
            ty.kind == TypeKind::Struct
                || ty
                    .members
                    .get()
                    .is_some_and(|def| def.members.iter().any(|it| it.name.eq_ignore_ascii_case("ToString")))
        }
        _ => true,
    }
}

/// A value with a format string: `N2` or `{0:N2} units`.
pub fn with_format(context: &mut dyn Context, value: &Value, format: &str) -> Result<String> {
    if value.is_null() {
        return Ok(String::new());
    }
    if !(format.contains("{0") || format.contains('}')) {
        return Ok(convert::to_string_format(context, value, format)?.text().into_owned());
    }
    let filled = Template::parse(format).fill(1, |_, format, out| {
        let text = match format {
            None | Some("") => plain(context, value)?,
            Some(format) => convert::to_string_format(context, value, format)?.text().into_owned(),
        };
        out.push_str(&text);
        Ok(())
    });
    filled.map_err(|error| match error {
        FillError::Argument(interrupt) => interrupt,
        FillError::Template(error) => Fault::new("System.FormatException", error.to_string()).into(),
    })
}

/// Is shown as a line of its own, whatever stands around it: strings, numbers, enums.
pub fn is_scalar(value: &Value) -> bool {
    if value.ty() == Some(well_known::SWITCH_PARAMETER.ty()) {
        return false;
    }
    match value.unboxed().view() {
        View::Null | View::Nothing | View::DateTime(_) | View::TimeSpan(_) => false,
        View::Object(object) => match &object.data {
            Data::Decimal(_) | Data::BigInteger(_) => true,
            _ => ["System.IntPtr", "System.Security.SecureString"].contains(&object.ty().name),
        },
        _ => true,
    }
}

/// The value is a scalar by its type names, which a script may have changed.
pub fn is_scalar_by_names(value: &Value) -> bool {
    match value.as_object() {
        Some(object) if has_type_names(object) => {
            let names = member::type_names(value);
            names.get(1).is_some_and(|it| it.as_str() == Some("System.Enum"))
                || names.first().is_some_and(is_scalar_name)
        }
        _ => is_scalar(value),
    }
}

fn has_type_names(object: &Ref<Object>) -> bool {
    object
        .read_extra(|it: &object::Extra| !it.type_names.is_empty() || it.replaced_type_names.is_some())
        .unwrap_or(false)
}

fn is_scalar_name(name: &Str) -> bool {
    const NAMES: [&str; 17] = [
        "String",
        "SByte",
        "Byte",
        "Int16",
        "UInt16",
        "Int32",
        "UInt32",
        "Int64",
        "UInt64",
        "Char",
        "Single",
        "Double",
        "Boolean",
        "Decimal",
        "IntPtr",
        "Security.SecureString",
        "Numerics.BigInteger",
    ];
    let name = name.text();
    let name = name.strip_prefix("Deserialized.").unwrap_or(&name);
    name.strip_prefix("System.").is_some_and(|rest| NAMES.iter().any(|it| it.eq_ignore_ascii_case(rest)))
}
