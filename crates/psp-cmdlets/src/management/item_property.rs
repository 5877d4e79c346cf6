//! `Get-ItemProperty`, `Get-ItemPropertyValue`, `Set-ItemProperty`

use super::paths;
use crate::fault::refuse;
use psp_derive::Cmdlet;
use psp_providers::{NameFilter, Place, fault, filter::has_wildcards, filter::pattern};
use psp_runtime::{Cmdlet, Shell, Switch};
use psp_value::{ErrorCategory, Fault, Object, Result, Str, Value, member};

const NOTES: [&str; 5] = ["PSPath", "PSParentPath", "PSChildName", "PSDrive", "PSProvider"];

/// Gives properties of items: all of them, as the item itself, or those that are named.
///
/// ```powershell
/// Get-ItemProperty /tmp -Name Mode, LastWriteTime
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Get-ItemProperty", default_set = "Path")]
pub(super) struct GetItemProperty {
    /// Paths; wildcards are expanded.
    #[param(position = 0, mandatory, pipeline, by_name, set = "Path")]
    path: Vec<String>,
    /// Paths in which no character is a wildcard.
    #[param(set = "LiteralPath", mandatory, by_name, alias = "PSPath,LP")]
    literal_path: Vec<String>,
    /// Names of properties; wildcards are expanded.
    #[param(position = 1, alias = "PSProperty")]
    name: Vec<String>,
    /// Only names that match this pattern.
    #[param]
    filter: Option<String>,
    /// Only names that match one of these.
    #[param]
    include: Vec<String>,
    /// No names that match one of these.
    #[param]
    exclude: Vec<String>,
    /// Another user; psp has only the one who runs it.
    #[param(by_name, ty = "System.Management.Automation.PSCredential")]
    credential: Value,
}

impl Cmdlet for GetItemProperty {
    fn begin(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        refuse(shell, &["Credential"])
    }

    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let (given, literal) = paths::given(&self.path, &self.literal_path);
        let filter = NameFilter::new(&self.include, &self.exclude, self.filter.as_deref())?;
        let places = paths::resolve_with(shell, given, literal, &filter, true)?;
        paths::each(shell, places, |shell, place| {
            let item = place.kind().provider().item(shell.session, place)?;
            if self.name.is_empty() {
                return shell.write(item);
            }
            let found = named(shell, &item, &self.name)?;
            if found.is_empty() {
                return Ok(());
            }
            let mut fields: Vec<(String, Value)> = found;
            for note in NOTES {
                fields.push((note.to_owned(), shell.property(&item, note)?));
            }
            let fields = fields.iter().map(|(name, value)| (name.as_str(), value.clone()));
            shell.write(Object::custom_from(fields))
        })
    }
}

/// The properties of these names; an error is written for each that is missing.
fn named(shell: &mut Shell<'_>, item: &Value, names: &[String]) -> Result<Vec<(String, Value)>> {
    let mut found = Vec::new();
    for name in names {
        if has_wildcards(name) {
            let matcher = pattern(name)?;
            for known in member::property_names(shell.session, item)? {
                let known = known.text().into_owned();
                if matcher.is_match(&known) && !NOTES.contains(&known.as_str()) {
                    let value = shell.property(item, &known)?;
                    found.push((known, value));
                }
            }
            continue;
        }
        match member::try_get_member(shell.session, item, &Str::new(name))? {
            Some(value) => found.push((name.clone(), value)),
            None => shell
                .write_error(no_property(name, "GetValueError", ErrorCategory::ReadError).into_record())?,
        }
    }
    Ok(found)
}

fn no_property(name: &str, id: &str, category: ErrorCategory) -> Fault {
    let message = format!("The property {name} does not exist or was not found.");
    fault::words(message, id, category, name)
}

/// Gives the values of properties of items.
///
/// ```powershell
/// Get-ItemPropertyValue /tmp -Name Name
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Get-ItemPropertyValue", default_set = "Path")]
pub(super) struct GetItemPropertyValue {
    /// Paths; wildcards are expanded. The current location when left out.
    #[param(position = 0, pipeline, by_name, set = "Path")]
    path: Vec<String>,
    /// Paths in which no character is a wildcard.
    #[param(set = "LiteralPath", mandatory, by_name, alias = "PSPath,LP")]
    literal_path: Vec<String>,
    /// Names of properties.
    #[param(position = 1, mandatory, alias = "PSProperty")]
    name: Vec<String>,
    /// Only names that match this pattern.
    #[param]
    filter: Option<String>,
    /// Only names that match one of these.
    #[param]
    include: Vec<String>,
    /// No names that match one of these.
    #[param]
    exclude: Vec<String>,
    /// Another user; psp has only the one who runs it.
    #[param(by_name, ty = "System.Management.Automation.PSCredential")]
    credential: Value,
}

impl Cmdlet for GetItemPropertyValue {
    fn begin(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        refuse(shell, &["Credential"])
    }

    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let (given, literal) = paths::given(&self.path, &self.literal_path);
        let given = if given.is_empty() { vec![".".to_owned()] } else { given.to_vec() };
        let filter = NameFilter::new(&self.include, &self.exclude, self.filter.as_deref())?;
        let places = paths::resolve_with(shell, &given, literal, &filter, true)?;
        paths::each(shell, places, |shell, place| {
            let item = place.kind().provider().item(shell.session, place)?;
            named(shell, &item, &self.name)?.into_iter().try_for_each(|it| shell.write(it.1))
        })
    }
}

/// Sets a property of files: `IsReadOnly`, `LastWriteTime`, `Attributes` and their like.
///
/// ```powershell
/// Set-Content /tmp/psp-time.txt 'text'
/// Set-ItemProperty /tmp/psp-time.txt -Name LastWriteTime -Value '2024-02-29'
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Set-ItemProperty", default_set = "propertyValuePathSet", should_process)]
pub(super) struct SetItemProperty {
    /// Paths; wildcards are expanded.
    #[param(position = 0, mandatory, pipeline, by_name, set = "propertyValuePathSet")]
    #[param(position = 0, mandatory, by_name, set = "propertyPSObjectPathSet")]
    path: Vec<String>,
    /// Paths in which no character is a wildcard.
    #[param(mandatory, by_name, set = "propertyValueLiteralPathSet", alias = "PSPath,LP")]
    #[param(mandatory, by_name, set = "propertyPSObjectLiteralPathSet")]
    literal_path: Vec<String>,
    /// The property's name.
    #[param(position = 1, mandatory, by_name, set = "propertyValuePathSet", alias = "PSProperty")]
    #[param(position = 1, mandatory, by_name, set = "propertyValueLiteralPathSet")]
    name: Option<String>,
    /// The new value.
    #[param(position = 2, mandatory, by_name, set = "propertyValuePathSet", allow_null)]
    #[param(position = 2, mandatory, by_name, set = "propertyValueLiteralPathSet", allow_null)]
    value: Value,
    /// An object whose properties are set.
    #[param(mandatory, pipeline, by_name, set = "propertyPSObjectPathSet")]
    #[param(mandatory, pipeline, by_name, set = "propertyPSObjectLiteralPathSet")]
    input_object: Value,
    /// Gives what was set.
    #[param]
    pass_thru: Switch,
    /// Changes read-only items too.
    #[param]
    force: Switch,
    /// Only names that match this pattern.
    #[param]
    filter: Option<String>,
    /// Only names that match one of these.
    #[param]
    include: Vec<String>,
    /// No names that match one of these.
    #[param]
    exclude: Vec<String>,
    /// The kind of a registry value, which Linux does not have.
    #[param(by_name)]
    r#type: Option<String>,
    /// Another user; psp has only the one who runs it.
    #[param(by_name, ty = "System.Management.Automation.PSCredential")]
    credential: Value,
}

impl Cmdlet for SetItemProperty {
    fn begin(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        refuse(shell, &["Credential", "Type"])
    }

    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let (given, literal) = paths::given(&self.path, &self.literal_path);
        let filter = NameFilter::new(&self.include, &self.exclude, self.filter.as_deref())?;
        let mut values = Vec::new();
        if let Some(name) = &self.name {
            values.push((name.clone(), self.value.clone()));
        } else {
            for name in member::property_names(shell.session, &self.input_object)? {
                let name = name.text().into_owned();
                let value = shell.property(&self.input_object, &name)?;
                values.push((name, value));
            }
        }
        let places = paths::resolve_with(shell, given, literal, &filter, true)?;
        paths::each(shell, places, |shell, place| {
            values.iter().try_for_each(|(name, value)| self.set(shell, place, name, value))
        })
    }
}

impl SetItemProperty {
    fn set(&self, shell: &mut Shell<'_>, place: &Place, name: &str, value: &Value) -> Result<()> {
        let provider = place.kind().provider();
        let item = provider.item(shell.session, place)?;
        let shown = shell.text(value)?;
        let kind = if provider.is_container(shell.session, &place.path()) { "Directory" } else { "File" };
        let target = format!("Item: {} Property: {name} Value: {shown}", place.path());
        if !shell.should_process(&target, &format!("Set Property {kind}"))? {
            return Ok(());
        }
        let key = Str::new(name);
        if member::try_get_member(shell.session, &item, &key)?.is_none() {
            return Err(no_property(name, "SetPropertyError", ErrorCategory::ObjectNotFound).into());
        }
        member::set_member(shell.session, &item, &key, value.clone())?;
        if !self.pass_thru.0 {
            return Ok(());
        }
        let mut fields = vec![(name.to_owned(), value.clone())];
        for note in NOTES {
            fields.push((note.to_owned(), shell.property(&item, note)?));
        }
        let fields = fields.iter().map(|(name, value)| (name.as_str(), value.clone()));
        shell.write(Object::custom_from(fields))
    }
}
