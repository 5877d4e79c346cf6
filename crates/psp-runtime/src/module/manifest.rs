//! Manifests: `.psd1` files, whose text is a hash table.

use super::{Version, errors};
use crate::{pipeline::Out, session::Session};
use psp_value::{BlockCall, Interrupt, Result, Str, Value, convert};

/// The members that a manifest may have, as messages list them.
pub(super) const MEMBERS: [&str; 31] = [
    "ModuleToProcess",
    "NestedModules",
    "GUID",
    "Author",
    "CompanyName",
    "Copyright",
    "ModuleVersion",
    "Description",
    "PowerShellVersion",
    "PowerShellHostName",
    "PowerShellHostVersion",
    "CLRVersion",
    "DotNetFrameworkVersion",
    "ProcessorArchitecture",
    "RequiredModules",
    "TypesToProcess",
    "FormatsToProcess",
    "ScriptsToProcess",
    "PrivateData",
    "RequiredAssemblies",
    "ModuleList",
    "FileList",
    "FunctionsToExport",
    "VariablesToExport",
    "AliasesToExport",
    "CmdletsToExport",
    "DscResourcesToExport",
    "CompatiblePSEditions",
    "HelpInfoURI",
    "RootModule",
    "DefaultCommandPrefix",
];

/// What a manifest says.
#[derive(Clone, Default)]
pub struct Manifest {
    /// `RootModule` or `ModuleToProcess`; empty for none.
    pub root: Str,
    /// `ModuleVersion`
    pub version: Option<Version>,
    /// `GUID`
    pub guid: Str,
    /// `Author`
    pub author: Str,
    /// `CompanyName`
    pub company: Str,
    /// `Copyright`
    pub copyright: Str,
    /// `Description`
    pub description: Str,
    /// `PowerShellVersion`
    pub shell_version: Option<Version>,
    /// `HelpInfoURI`
    pub help: Str,
    /// `NestedModules`
    pub nested: Vec<Wanted>,
    /// `RequiredModules`
    pub required: Vec<Wanted>,
    /// `ScriptsToProcess`
    pub scripts: Vec<Str>,
    /// `FunctionsToExport`; `None` when it was left out.
    pub functions: Option<Vec<String>>,
    /// `CmdletsToExport`
    pub cmdlets: Option<Vec<String>>,
    /// `AliasesToExport`
    pub aliases: Option<Vec<String>>,
    /// `VariablesToExport`
    pub variables: Option<Vec<String>>,
    /// `CompatiblePSEditions`
    pub editions: Vec<Str>,
    /// `FileList`
    pub files: Vec<Str>,
    /// `RequiredAssemblies`
    pub assemblies: Vec<Str>,
    /// `DefaultCommandPrefix`
    pub prefix: Str,
    /// `PrivateData`
    pub private_data: Value,
}

/// A module that a manifest names, with what its version must be.
#[derive(Clone, Default)]
pub struct Wanted {
    /// Name or path.
    pub name: String,
    /// Least version.
    pub minimum: Option<Version>,
    /// Greatest version.
    pub maximum: Option<Version>,
    /// The version.
    pub exact: Option<Version>,
}

impl Wanted {
    /// A name, or a table with `ModuleName`, `ModuleVersion`, `MaximumVersion`, `RequiredVersion`.
    pub fn read(session: &mut Session, value: &Value) -> Result<Self> {
        if value.as_table().is_none() {
            let name = convert::to_text(session, value)?.text().into_owned();
            return Ok(Self { name, ..Self::default() });
        }
        let text = |session: &mut Session, key: &str| text_of(session, value, key);
        let name = text(session, "ModuleName")?;
        let minimum = text(session, "ModuleVersion")?;
        let maximum = text(session, "MaximumVersion")?;
        let exact = text(session, "RequiredVersion")?;
        Ok(Self {
            name: name.text().into_owned(),
            minimum: Version::read(&minimum.text()),
            maximum: Version::read_maximum(&maximum.text()),
            exact: Version::read(&exact.text()),
        })
    }
}

fn entry(table: &Value, key: &str) -> Option<Value> {
    table.as_table()?.with(|it| it.get(&key.into()).cloned())
}

fn text_of(session: &mut Session, table: &Value, key: &str) -> Result<Str> {
    entry(table, key).map_or_else(|| Ok(Str::default()), |it| convert::to_text(session, &it))
}

fn items_of(table: &Value, key: &str) -> Option<Vec<Value>> {
    let value = entry(table, key)?;
    Some(value.as_elements().unwrap_or_else(|| if value.is_null() { Vec::new() } else { vec![value] }))
}

fn texts_of(session: &mut Session, table: &Value, key: &str) -> Result<Option<Vec<Str>>> {
    let Some(items) = items_of(table, key) else { return Ok(None) };
    let texts: Vec<Str> = items.iter().map(|it| convert::to_text(session, it)).collect::<Result<_>>()?;
    Ok(Some(texts.into_iter().filter(|it| !it.is_empty()).collect()))
}

fn names_of(session: &mut Session, table: &Value, key: &str) -> Result<Option<Vec<String>>> {
    let texts = texts_of(session, table, key)?;
    Ok(texts.map(|it| it.iter().map(|it| it.text().into_owned()).collect()))
}

impl Session {
    /// The table of a data file: its text is one expression.
    pub fn data_file(&mut self, path: &str) -> Result<Value> {
        let code = self.compile_file(path)?;
        let block = self.block_value(code, 0);
        let Some(object) = Self::block_object(&block).cloned() else { return Ok(Value::NULL) };
        self.capture(|session| {
            let evaluator = session.engine().evaluator;
            evaluator.run_block(session, &object, BlockCall::default(), Out::CAPTURE)
        })
    }
}

impl Manifest {
    /// Reads and checks a manifest.
    ///
    /// # Errors
    /// Names that manifests do not have, no version, values of the wrong type.
    pub fn read(session: &mut Session, path: &str) -> Result<Self> {
        let table = session.data_file(path)?;
        let Some(keys) = table.as_table().map(|it| it.with(|it| it.keys().cloned().collect::<Vec<_>>()))
        else {
            return Err(errors::invalid_value(path, "Manifest", "it is not a hash table").into());
        };
        let mut wrong = Vec::new();
        for key in keys {
            let key = convert::to_text(session, &key)?.text().into_owned();
            if !MEMBERS.iter().any(|it| it.eq_ignore_ascii_case(&key)) {
                wrong.push(key);
            }
        }
        if !wrong.is_empty() {
            return Err(errors::invalid_members(path, &wrong).into());
        }
        Self::of_table(session, path, &table)
    }

    fn of_table(session: &mut Session, path: &str, table: &Value) -> Result<Self> {
        let Some(version) = version_of(session, path, table, "ModuleVersion")? else {
            return Err(errors::no_version(path).into());
        };
        let root = match text_of(session, table, "RootModule")? {
            root if root.is_empty() => text_of(session, table, "ModuleToProcess")?,
            root => root,
        };
        let mut wanted = |key: &str| -> Result<Vec<Wanted>> {
            let items = items_of(table, key).unwrap_or_default();
            items.iter().map(|it| Wanted::read(session, it)).collect()
        };
        let (nested, required) = (wanted("NestedModules")?, wanted("RequiredModules")?);
        let shell_version = version_of(session, path, table, "PowerShellVersion")?;
        Ok(Self {
            root,
            version: Some(version),
            guid: text_of(session, table, "GUID")?,
            author: text_of(session, table, "Author")?,
            company: text_of(session, table, "CompanyName")?,
            copyright: text_of(session, table, "Copyright")?,
            description: text_of(session, table, "Description")?,
            shell_version,
            help: text_of(session, table, "HelpInfoURI")?,
            nested,
            required,
            scripts: texts_of(session, table, "ScriptsToProcess")?.unwrap_or_default(),
            functions: names_of(session, table, "FunctionsToExport")?,
            cmdlets: names_of(session, table, "CmdletsToExport")?,
            aliases: names_of(session, table, "AliasesToExport")?,
            variables: names_of(session, table, "VariablesToExport")?,
            editions: texts_of(session, table, "CompatiblePSEditions")?.unwrap_or_default(),
            files: texts_of(session, table, "FileList")?.unwrap_or_default(),
            assemblies: texts_of(session, table, "RequiredAssemblies")?.unwrap_or_default(),
            prefix: text_of(session, table, "DefaultCommandPrefix")?,
            private_data: entry(table, "PrivateData").unwrap_or_default(),
        })
    }

    /// `PrivateData.PSData.…`
    pub fn gallery(&self, name: &str) -> Value {
        entry(&self.private_data, "PSData").and_then(|it| entry(&it, name)).unwrap_or_default()
    }
}

fn version_of(session: &mut Session, path: &str, table: &Value, key: &str) -> Result<Option<Version>> {
    let text = text_of(session, table, key)?;
    if text.is_empty() {
        return Ok(None);
    }
    let read = Version::read(&text.text());
    let wrong = || -> Interrupt {
        let reason = format!("Cannot convert value \"{text}\" to type \"System.Version\"");
        errors::invalid_value(path, key, &reason).into()
    };
    read.map(Some).ok_or_else(wrong)
}
