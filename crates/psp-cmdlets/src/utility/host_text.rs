//! `Write-Host` and `Write-Information`: the information stream.

use psp_derive::Cmdlet;
use psp_runtime::{Cmdlet, Shell, Switch, record::InformationRecord};
use psp_value::{Data, Lock, Result, Str, Value, View, convert, enumerate};

/// Shows text on the host, through the information stream.
///
/// ```powershell
/// Write-Host 'Ready' -ForegroundColor Green
/// Write-Host 1, 2, 3 -Separator ', '
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Write-Host")]
pub(super) struct WriteHost {
    /// What to show; several objects are shown with the separator between them.
    #[param(position = 0, pipeline, rest, alias = "Msg,Message")]
    object: Value,
    /// Goes on in the same line.
    #[param]
    no_newline: Switch,
    /// What stands between two objects; a blank unless given.
    #[param]
    separator: Value,
    /// The colour of the text.
    #[param(ty = "System.ConsoleColor")]
    foreground_color: Value,
    /// The colour behind the text.
    #[param(ty = "System.ConsoleColor")]
    background_color: Value,
}

/// Writes a record to the information stream.
///
/// ```powershell
/// Write-Information 'Copied 5 files' -Tags copy -InformationAction Continue
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Write-Information")]
pub(super) struct WriteInformation {
    /// The text or object of the record.
    #[param(position = 0, mandatory, pipeline, alias = "Msg,Message", allow_null)]
    message_data: Value,
    /// Words to find the record by.
    #[param(position = 1)]
    tags: Vec<String>,
}

impl Cmdlet for WriteHost {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let separator =
            if shell.is_bound("Separator") { shell.text(&self.separator)? } else { Str::new(" ") };
        let mut text = String::new();
        append(shell, &self.object, &separator, &mut text)?;
        let tags = vec![Value::from("PSHOST")];
        let record = InformationRecord {
            data: Value::NULL,
            source: source(shell),
            tags: Lock::new(tags),
            time: shell.now(),
            host: Some((text.as_str().into(), !self.no_newline.0)),
            colors: (self.foreground_color.clone(), self.background_color.clone()),
        };
        let stage = shell.stage;
        shell.session.write_information(stage, record.value(), true)
    }
}

/// The text of an object; the elements of a collection with the separator between them.
fn append(shell: &mut Shell<'_>, value: &Value, separator: &Str, text: &mut String) -> Result<()> {
    if let Some(mut items) = entries(value) {
        let mut is_first = true;
        while let Some(item) = items.next(shell.session)? {
            if !std::mem::take(&mut is_first) {
                text.push_str(&separator.text());
            }
            append(shell, &item, separator, text)?;
        }
        return Ok(());
    }
    if !value.is_null() {
        text.push_str(&leaf(shell, value)?.text());
    }
    Ok(())
}

/// What is looked into: collections, and tables entry by entry.
fn entries(value: &Value) -> Option<psp_value::Enumeration> {
    let View::Object(object) = value.view() else { return None };
    match &object.data {
        Data::Table(table) => {
            let entries = table
                .with(|it| it.iter().map(|(key, value)| (key.clone(), value.clone())).collect::<Vec<_>>());
            let made =
                entries.into_iter().map(|(key, value)| psp_value::dictionary_entry(object, key, value));
            Some(psp_value::Enumeration::ready(made.collect()))
        }
        _ => enumerate(value),
    }
}

fn leaf(shell: &mut Shell<'_>, value: &Value) -> Result<Str> {
    let is_entry = value.ty().is_some_and(|it| it.name == "System.Collections.DictionaryEntry");
    if !is_entry {
        return convert::to_string_culture(shell.session, value);
    }
    let (key, value) = (shell.property(value, "Key")?, shell.property(value, "Value")?);
    let (key, value) = (leaf(shell, &key)?, leaf(shell, &value)?);
    Ok(format!("[{key}, {value}]").as_str().into())
}

/// The script, or else the command, that writes.
fn source(shell: &Shell<'_>) -> Str {
    let position = shell.stage.invocation.position.as_ref();
    match position.and_then(|it| it.file.path()) {
        Some(path) => Str::new(path),
        None => shell.stage.name.clone(),
    }
}

impl Cmdlet for WriteInformation {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let record = InformationRecord {
            data: self.message_data.clone(),
            source: source(shell),
            tags: Lock::new(self.tags.iter().map(|it| it.as_str().into()).collect()),
            time: shell.now(),
            host: None,
            colors: (Value::NULL, Value::NULL),
        };
        let stage = shell.stage;
        shell.session.write_information(stage, record.value(), false)
    }
}
