//! `Resolve-Path`, `Convert-Path`

use super::paths;
use crate::fault::refuse;
use psp_derive::Cmdlet;
use psp_providers::{NameFilter, Place, ProviderKind, place};
use psp_runtime::{Cmdlet, Shell, Switch};
use psp_value::{Result, Value};

/// Gives the existing places that paths name.
///
/// ```powershell
/// Resolve-Path /tm*
/// Set-Location /tmp; Resolve-Path /tmp -Relative
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet(
    "Resolve-Path",
    default_set = "Path",
    output = "System.String",
    output = "System.Management.Automation.PathInfo"
)]
pub(super) struct ResolvePath {
    /// Paths; wildcards are expanded.
    #[param(position = 0, mandatory, pipeline, by_name, set = "Path")]
    path: Vec<String>,
    /// Paths in which no character is a wildcard.
    #[param(set = "LiteralPath", mandatory, by_name, alias = "PSPath,LP")]
    literal_path: Vec<String>,
    /// Gives how the place is reached from the current location.
    #[param]
    relative: Switch,
    /// The location that paths count from, in place of the current one.
    #[param]
    relative_base_path: Option<String>,
    /// With hidden items.
    #[param]
    force: Switch,
    /// Another user; psp has only the one who runs it.
    #[param(by_name, ty = "System.Management.Automation.PSCredential")]
    credential: Value,
}

impl Cmdlet for ResolvePath {
    fn begin(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        refuse(shell, &["Credential"])
    }

    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let (given, literal) = paths::given(&self.path, &self.literal_path);
        let base = match &self.relative_base_path {
            Some(path) => place::locate(shell.session, path)?,
            None => place::here(shell.session),
        };
        let mut given = given.to_vec();
        if self.relative_base_path.is_some() {
            let counts = |it: &String| !it.starts_with(['/', '\\', '~']) && !it.contains(':');
            let escaped = psp_providers::filter::escape(&base.shown());
            let start = if literal { base.shown() } else { escaped };
            given = given
                .iter()
                .map(|it| if counts(it) { format!("{start}/{it}") } else { it.clone() })
                .collect();
        }
        let found = paths::resolve_with(shell, &given, literal, &NameFilter::default(), self.force.0)?;
        for place in found {
            let value = if self.relative.0 { relative(&base, &place).into() } else { paths::info(&place) };
            shell.write(value)?;
        }
        Ok(())
    }
}

/// How a place is reached from another one.
fn relative(base: &Place, place: &Place) -> String {
    if base.drive.name != place.drive.name {
        return place.shown();
    }
    let parts = |it: &Place| -> Vec<String> {
        it.inside.split('/').filter(|it| !it.is_empty()).map(str::to_owned).collect()
    };
    let (from, to) = (parts(base), parts(place));
    let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = from.len() - common;
    if up == 0 {
        let rest = to[common..].join("/");
        return if rest.is_empty() { own_name(base) } else { format!("./{rest}") };
    }
    let mut steps = vec!["..".to_owned(); up];
    steps.extend_from_slice(&to[common..]);
    steps.join("/")
}

/// The current location itself is named by way of its parent.
fn own_name(base: &Place) -> String {
    if base.inside.is_empty() { ".".to_owned() } else { format!("../{}", base.name()) }
}

/// Gives paths as the provider takes them: of files, paths of the file system without drives.
///
/// ```powershell
/// Convert-Path ~
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Convert-Path", default_set = "Path", output = "System.String")]
pub(super) struct ConvertPath {
    /// Paths; wildcards are expanded.
    #[param(position = 0, mandatory, pipeline, by_name, set = "Path")]
    path: Vec<String>,
    /// Paths in which no character is a wildcard.
    #[param(set = "LiteralPath", mandatory, by_name, alias = "PSPath,LP")]
    literal_path: Vec<String>,
    /// With hidden items.
    #[param]
    force: Switch,
}

impl Cmdlet for ConvertPath {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let (given, literal) = paths::given(&self.path, &self.literal_path);
        for place in paths::resolve_with(shell, given, literal, &NameFilter::default(), self.force.0)? {
            let path = match place.kind() {
                ProviderKind::FileSystem => place.path(),
                _ => place.inside.clone(),
            };
            shell.write(Value::from(path))?;
        }
        Ok(())
    }
}
