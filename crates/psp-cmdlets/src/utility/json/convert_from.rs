//! `ConvertFrom-Json` and `Test-Json`

use super::{
    date::{self, DateKind},
    read::{Options, Problem, Read, read},
};
use crate::{fault, path};
use psp_derive::Cmdlet;
use psp_runtime::{Cmdlet, Shell, Switch};
use psp_value::{Data, ErrorCategory, Fault, Interrupt, Result, Type, Value, View, convert, types};

/// Turns JSON text into objects.
///
/// ```powershell
/// ('{ "name": "demo", "tags": ["a", "b"] }' | ConvertFrom-Json).tags
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("ConvertFrom-Json")]
pub(crate) struct ConvertFromJson {
    /// The text; lines from the pipeline are put together.
    #[param(position = 0, mandatory, pipeline, allow_empty_string)]
    input_object: String,
    /// Hash tables instead of custom objects.
    #[param]
    as_hashtable: Switch,
    /// How deep objects may be inside each other; 1024 unless given.
    #[param]
    depth: Option<i32>,
    /// An array is one object.
    #[param]
    no_enumerate: Switch,
    /// What text that looks like a date becomes: `Default`, `Local`, `Utc`, `Offset`, `String`.
    #[param(ty = "Microsoft.PowerShell.Commands.JsonDateKind")]
    date_kind: Value,

    texts: Vec<String>,
}

/// Tells whether text is JSON.
///
/// ```powershell
/// Test-Json '{ "a": 1 }'
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Test-Json", default_set = "JsonString", output = "System.Boolean")]
pub(crate) struct TestJson {
    /// The text.
    #[param(set = "JsonString", position = 0, mandatory, pipeline)]
    #[param(set = "JsonStringWithSchemaString", position = 0, mandatory, pipeline)]
    #[param(set = "JsonStringWithSchemaFile", position = 0, mandatory, pipeline)]
    json: Option<String>,
    /// A file with the text.
    #[param(set = "JsonPath", position = 0, mandatory, by_name)]
    path: Option<String>,
    /// A file with the text; the path is taken as it is.
    #[param(set = "JsonLiteralPath", mandatory, by_name, alias = "PSPath,LP")]
    literal_path: Option<String>,
    /// Not supported: a schema.
    #[param(set = "JsonStringWithSchemaString", position = 1, mandatory)]
    schema: Option<String>,
    /// Not supported: a file with a schema.
    #[param(set = "JsonStringWithSchemaFile", mandatory)]
    schema_file: Option<String>,
    /// `IgnoreComments` and `AllowTrailingCommas`.
    #[param]
    options: Vec<String>,
}

impl Cmdlet for ConvertFromJson {
    fn process(&mut self, _shell: &mut Shell<'_>) -> Result<()> {
        self.texts.push(std::mem::take(&mut self.input_object));
        Ok(())
    }

    fn end(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let texts = std::mem::take(&mut self.texts);
        let options = Options {
            as_hashtable: self.as_hashtable.0,
            depth: usize::try_from(self.depth.unwrap_or(1024)).unwrap_or(1024),
            date_kind: date_kind(&self.date_kind),
        };
        if let [text] = &texts[..] {
            let read = read(text, options).map_err(failure)?;
            return self.emit(shell, read, options);
        }
        let Some(first) = texts.first() else { return Ok(()) };
        // The first line may be a document of its own: then each one is.
        match read(first, options) {
            Ok(read) if !read.is_open && !read.value.is_null() => self.emit(shell, read, options)?,
            _ => {
                let read = read(&texts.join("\n"), options).map_err(failure)?;
                return self.emit(shell, read, options);
            }
        }
        for text in &texts[1..] {
            let read = read(text, options).map_err(failure)?;
            self.emit(shell, read, options)?;
        }
        Ok(())
    }
}

impl ConvertFromJson {
    fn emit(&self, shell: &mut Shell<'_>, read: Read, options: Options) -> Result<()> {
        let value = match (options.date_kind, types::find("System.DateTimeOffset")) {
            (DateKind::Offset, Some(ty)) => with_offsets(shell, read.value, ty)?,
            _ => read.value,
        };
        if self.no_enumerate.0 { shell.write(value) } else { shell.write_enumerated(value) }
    }
}

/// Texts that look like dates become dates with offsets.
fn with_offsets(shell: &mut Shell<'_>, value: Value, ty: Type) -> Result<Value> {
    match value.view() {
        View::Str(text) if date::parse(&text.text()).is_some() => {
            return convert::convert(shell.session, &value, ty);
        }
        View::Object(object) => match &object.data {
            Data::Array(items) => {
                for (at, item) in items.snapshot().into_iter().enumerate() {
                    let item = with_offsets(shell, item, ty)?;
                    items.with(|it| it[at] = item);
                }
            }
            Data::Fields(fields) => {
                for (at, item) in fields.with(|it| it.values().to_vec()).into_iter().enumerate() {
                    let item = with_offsets(shell, item, ty)?;
                    fields.with(|it| it.values_mut()[at] = item);
                }
            }
            Data::Table(table) => {
                let entries: Vec<(Value, Value)> =
                    table.with(|it| it.iter().map(|(key, value)| (key.clone(), value.clone())).collect());
                for (key, item) in entries {
                    let item = with_offsets(shell, item, ty)?;
                    table.with(|it| it.insert(key, item));
                }
            }
            _ => {}
        },
        _ => {}
    }
    Ok(value)
}

fn date_kind(value: &Value) -> DateKind {
    match value.unboxed().view() {
        View::Enum(_, number) => DateKind::of(number),
        View::Str(name) => match name.text().to_ascii_lowercase().as_str() {
            "local" => DateKind::Local,
            "utc" => DateKind::Utc,
            "offset" => DateKind::Offset,
            "string" => DateKind::String,
            _ => DateKind::Default,
        },
        _ => DateKind::Default,
    }
}

fn failure(problem: Problem) -> Interrupt {
    let refused = |id: &str, message: String| {
        Fault::new("System.InvalidOperationException", message)
            .id(id)
            .category(ErrorCategory::InvalidOperation)
            .into()
    };
    match problem {
        Problem::Syntax(message) => {
            let message = format!("Conversion from JSON failed with error: {message}");
            Fault::new("System.ArgumentException", message).id("System.ArgumentException").into()
        }
        Problem::EmptyName => refused(
            "EmptyKeyInJsonString",
            "The provided JSON includes a property whose name is an empty string, this is only supported using the -AsHashTable switch.".to_owned(),
        ),
        Problem::Casing(known, other) => refused(
            "KeysWithDifferentCasingInJsonString",
            format!(
                "Cannot convert the JSON string because it contains keys with different casing. Please use the -AsHashTable switch instead. The key that was attempted to be added to the existing key '{known}' was '{other}'."
            ),
        ),
    }
}

impl Cmdlet for TestJson {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        fault::refuse(shell, &["Schema", "SchemaFile"])?;
        let text = match (&self.json, self.path.as_deref().or(self.literal_path.as_deref())) {
            (Some(text), _) => text.clone(),
            (None, Some(file)) => {
                let file = path::absolute(shell.session, file);
                let system = shell.engine().system.clone();
                let bytes = system.read(&file).map_err(|it| path::open_failure(shell.session, &file, &it))?;
                String::from_utf8_lossy(&bytes).into_owned()
            }
            (None, None) => return Ok(()),
        };
        let has = |name: &str| self.options.iter().any(|it| it.eq_ignore_ascii_case(name));
        if is_strict(&text, has("IgnoreComments"), has("AllowTrailingCommas")) {
            return shell.write(Value::TRUE);
        }
        let fault = Fault::new("System.Exception", "Cannot parse the JSON.").id("InvalidJson");
        shell.write_error(fault.category(ErrorCategory::InvalidData).target(text.as_str()).into_record())?;
        shell.write(Value::FALSE)
    }
}

/// The text is JSON by the letter.
fn is_strict(text: &str, comments: bool, commas: bool) -> bool {
    let mut plain = text.to_owned();
    if comments || commas {
        plain = without_extras(text, comments, commas);
    }
    serde_json::from_str::<serde_json::Value>(&plain).is_ok()
}

/// The text without comments, and without commas before an end.
fn without_extras(text: &str, comments: bool, commas: bool) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(it) = rest.chars().next() {
        let mut length = it.len_utf8();
        let mut kept = true;
        match it {
            '"' => length = string_length(rest),
            '/' if comments && rest.starts_with("//") => {
                length = rest.find('\n').unwrap_or(rest.len());
                kept = false;
            }
            '/' if comments && rest.starts_with("/*") => {
                length = rest.find("*/").map_or(rest.len(), |it| it + 2);
                kept = false;
            }
            ',' if commas => kept = !rest[1..].trim_start().starts_with([']', '}']),
            _ => {}
        }
        if kept {
            plain.push_str(&rest[..length]);
        }
        rest = &rest[length..];
    }
    plain
}

fn string_length(text: &str) -> usize {
    let mut escaped = true;
    for (at, it) in text.char_indices() {
        match it {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}
