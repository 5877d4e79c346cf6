//! `Split-Path`

use super::paths;
use crate::fault::refuse;
use psp_derive::Cmdlet;
use psp_providers::{NameFilter, Place, ProviderKind, place};
use psp_runtime::{Cmdlet, Shell, Switch};
use psp_value::{ErrorCategory, Fault, Result, Value};

/// Gives a part of a path: what stands before the last part when nothing is said.
///
/// ```powershell
/// Split-Path /tmp/psp/data.txt                # => /tmp/psp
/// Split-Path /tmp/psp/data.txt -LeafBase      # => data
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Split-Path", default_set = "ParentSet", output = "System.String", output = "System.Boolean")]
pub(super) struct SplitPath {
    /// The paths.
    #[param(position = 0, mandatory, pipeline, by_name, set = "ParentSet")]
    #[param(position = 0, mandatory, pipeline, by_name, set = "LeafSet")]
    #[param(position = 0, mandatory, pipeline, by_name, set = "LeafBaseSet")]
    #[param(position = 0, mandatory, pipeline, by_name, set = "ExtensionSet")]
    #[param(position = 0, mandatory, pipeline, by_name, set = "QualifierSet")]
    #[param(position = 0, mandatory, pipeline, by_name, set = "NoQualifierSet")]
    #[param(position = 0, mandatory, pipeline, by_name, set = "IsAbsoluteSet")]
    path: Vec<String>,
    /// Paths in which no character is a wildcard.
    #[param(set = "LiteralPathSet", mandatory, by_name, alias = "PSPath,LP")]
    literal_path: Vec<String>,
    /// The drive or the provider.
    #[param(set = "QualifierSet", by_name)]
    qualifier: Switch,
    /// Everything behind the drive or the provider.
    #[param(set = "NoQualifierSet", by_name)]
    no_qualifier: Switch,
    /// What stands before the last part.
    #[param(set = "ParentSet", by_name)]
    parent: Switch,
    /// The last part.
    #[param(set = "LeafSet", by_name)]
    leaf: Switch,
    /// The last part without its extension.
    #[param(set = "LeafBaseSet", by_name)]
    leaf_base: Switch,
    /// The extension, with its dot.
    #[param(set = "ExtensionSet", by_name)]
    extension: Switch,
    /// Splits the existing paths that the path matches.
    #[param]
    resolve: Switch,
    /// Says whether the path counts from a root.
    #[param(set = "IsAbsoluteSet")]
    is_absolute: Switch,
    /// Another user; psp has only the one who runs it.
    #[param(by_name, ty = "System.Management.Automation.PSCredential")]
    credential: Value,
}

impl Cmdlet for SplitPath {
    fn begin(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        refuse(shell, &["Credential"])
    }

    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let (given, literal) = paths::given(&self.path, &self.literal_path);
        let mut given = given.to_vec();
        if self.resolve.0 {
            let found = paths::resolve(shell, &given, literal, &NameFilter::default())?;
            given = found.iter().map(Place::shown).collect();
        }
        for path in given {
            match self.part(shell, &path) {
                Ok(value) => shell.write(value)?,
                Err(error) => shell.write_failure(error)?,
            }
        }
        Ok(())
    }
}

impl SplitPath {
    fn part(&self, shell: &Shell<'_>, path: &str) -> Result<Value> {
        Ok(match () {
            () if self.qualifier.0 => qualifier(path)?.into(),
            () if self.no_qualifier.0 => without_qualifier(path).into(),
            () if self.leaf.0 => leaf(shell, path).into(),
            () if self.leaf_base.0 => split_name(&leaf(shell, path)).0.into(),
            () if self.extension.0 => split_name(&leaf(shell, path)).1.into(),
            () if self.is_absolute.0 => Value::bool(is_absolute(path)),
            () => parent(path)?.into(),
        })
    }
}

fn is_absolute(path: &str) -> bool {
    path.starts_with(place::is_separator)
        || path.find(':').is_some_and(|it| it > 0 && !path[..it].contains(['/', '\\']))
}

fn qualifier(path: &str) -> Result<String> {
    if let Some((provider, _)) = place::provider_qualified(path) {
        return Ok(format!("{provider}::"));
    }
    match path.find(':') {
        Some(at) if at > 0 => Ok(path[..=at].to_owned()),
        _ => {
            let message =
                format!("Cannot parse path because path '{path}' does not have a qualifier specified.");
            Err(Fault::new("System.FormatException", message)
                .id("ParsePathFormatError")
                .category(ErrorCategory::InvalidArgument)
                .target(path)
                .into())
        }
    }
}

fn without_qualifier(path: &str) -> String {
    if let Some((_, rest)) = place::provider_qualified(path) {
        return rest.to_owned();
    }
    match path.find(':') {
        Some(at) if at > 0 && at + 1 < path.len() => path[at + 1..].to_owned(),
        _ => path.to_owned(),
    }
}

/// The last part, after `.` and `..` are worked out.
fn leaf(shell: &Shell<'_>, path: &str) -> String {
    if let Ok(place) = place::locate(shell.session, path) {
        return place.name().to_owned();
    }
    let path = path.trim_end_matches(place::is_separator);
    path.rsplit(|it| place::is_separator(it) || it == ':').next().unwrap_or_default().to_owned()
}

/// A name and its extension.
fn split_name(name: &str) -> (String, String) {
    match name.rfind('.') {
        Some(at) if at + 1 == name.len() => (name[..at].to_owned(), String::new()),
        Some(at) => (name[..at].to_owned(), name[at..].to_owned()),
        None => (name.to_owned(), String::new()),
    }
}

fn parent(path: &str) -> Result<String> {
    let is_flat = |name: &str| ProviderKind::ALL.iter().any(|it| it.drive_name().eq_ignore_ascii_case(name));
    if place::drive_qualified(path).is_some_and(|it| is_flat(it.0)) {
        return Ok(String::new());
    }
    let path = path.replace('\\', "/");
    let trimmed = if path.len() > 1 { path.strip_suffix('/').unwrap_or(&path) } else { &path };
    if trimmed == "/" {
        let message = "Cannot process argument because the value of argument \"path\" is not valid. Change the value of the \"path\" argument and run the operation again.";
        return Err(psp_providers::fault::argument(message).into());
    }
    let Some(at) = trimmed.rfind('/') else { return Ok(String::new()) };
    let parent = &trimmed[..at];
    Ok(if parent.ends_with(':') { format!("{parent}/") } else { parent.to_owned() })
}
