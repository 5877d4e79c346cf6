//! `Test-Path`

use crate::fault::refuse;
use psp_clr::datetime::DateTime;
use psp_derive::Cmdlet;
use psp_providers::{NameFilter, Place, ProviderKind, glob, place};
use psp_runtime::{Cmdlet, FromArgument, Shell, Switch};
use psp_types::system::io::entry::moment;
use psp_value::{Context, ErrorCategory, Fault, Result, Type, Value, View, well_known};
use std::path::Path;

/// A moment as a parameter.
#[derive(Clone, Copy)]
pub(super) struct Moment(DateTime);

impl FromArgument for Moment {
    fn ty() -> Type {
        well_known::DATE_TIME.ty()
    }

    fn from_argument(value: Value, _: &mut dyn Context) -> Result<Self> {
        match value.unboxed().view() {
            View::DateTime(it) => Ok(Self(it)),
            _ => Err(Fault::argument_null("value").into()),
        }
    }
}

/// Says whether something has a path.
///
/// ```powershell
/// Test-Path /tmp -PathType Container
/// Test-Path Env:HOME
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Test-Path", default_set = "Path", output = "System.Boolean")]
pub(super) struct TestPath {
    /// Paths; wildcards are expanded.
    #[param(
        position = 0,
        mandatory,
        pipeline,
        by_name,
        set = "Path",
        allow_null,
        allow_empty_collection,
        allow_empty_string
    )]
    path: Vec<String>,
    /// Paths in which no character is a wildcard.
    #[param(
        set = "LiteralPath",
        mandatory,
        by_name,
        alias = "PSPath,LP",
        allow_null,
        allow_empty_collection,
        allow_empty_string
    )]
    literal_path: Vec<String>,
    /// Only names that match this pattern.
    #[param]
    filter: Option<String>,
    /// Only names that match one of these.
    #[param]
    include: Vec<String>,
    /// No names that match one of these.
    #[param]
    exclude: Vec<String>,
    /// What it has to be: `Any`, `Container` or `Leaf`.
    #[param(alias = "Type", ty = "Microsoft.PowerShell.Commands.TestPathType")]
    path_type: Value,
    /// Only asks whether the path could be one.
    #[param]
    is_valid: Switch,
    /// Another user; psp has only the one who runs it.
    #[param(by_name, ty = "System.Management.Automation.PSCredential")]
    credential: Value,
    /// The file must be older.
    #[param]
    older_than: Option<Moment>,
    /// The file must be newer.
    #[param]
    newer_than: Option<Moment>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Any,
    Container,
    Leaf,
}

impl Cmdlet for TestPath {
    fn begin(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        refuse(shell, &["Credential"])
    }

    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let literal = shell.is_bound("LiteralPath");
        let given = if literal { &self.literal_path } else { &self.path };
        if given.is_empty() {
            let message = "The provided Path argument was null or an empty collection.";
            let fault = Fault::new("System.Management.Automation.PSArgumentNullException", message)
                .id("NullPathNotPermitted")
                .category(ErrorCategory::InvalidArgument);
            return shell.write_error(fault.into_record());
        }
        let filter = NameFilter::new(&self.include, &self.exclude, self.filter.as_deref())?;
        let wanted = self.wanted(shell)?;
        for path in given {
            let found = if path.trim().is_empty() {
                false
            } else if self.is_valid.0 {
                is_valid(shell, path)
            } else {
                self.test(shell, path, literal, &filter, wanted)?
            };
            shell.write(Value::bool(found))?;
        }
        Ok(())
    }
}

impl TestPath {
    fn wanted(&self, shell: &mut Shell<'_>) -> Result<Wanted> {
        let text = shell.text(&self.path_type)?;
        Ok(match text.text().to_ascii_lowercase().as_str() {
            "container" => Wanted::Container,
            "leaf" => Wanted::Leaf,
            _ => Wanted::Any,
        })
    }

    fn test(
        &self,
        shell: &mut Shell<'_>,
        path: &str,
        literal: bool,
        filter: &NameFilter,
        wanted: Wanted,
    ) -> Result<bool> {
        let places = match glob::expand(shell.session, path, literal, false) {
            Ok(places) => places,
            Err(error) if error.is_error() => return Ok(false),
            Err(other) => return Err(other),
        };
        let fits = |it: &Place| filter.is_empty() || filter.allows(it.name());
        Ok(places.iter().filter(|it| fits(it)).any(|it| self.is_wanted(shell, it, wanted)))
    }

    fn is_wanted(&self, shell: &mut Shell<'_>, place: &Place, wanted: Wanted) -> bool {
        let path = place.path();
        let container = |shell: &mut Shell<'_>| place.kind().provider().is_container(shell.session, &path);
        let kind = match wanted {
            Wanted::Any => true,
            Wanted::Container => container(shell),
            Wanted::Leaf => !container(shell),
        };
        if !kind || self.older_than.is_none() && self.newer_than.is_none() {
            return kind;
        }
        if place.kind() != ProviderKind::FileSystem {
            return false;
        }
        let Ok(found) = shell.engine().system.metadata(Path::new(&path)) else { return false };
        self.older_than.is_none_or(|it| found.modified < moment(it.0))
            && self.newer_than.is_none_or(|it| found.modified > moment(it.0))
    }
}

/// A path could be one: its drive exists, and no character is impossible.
fn is_valid(shell: &mut Shell<'_>, path: &str) -> bool {
    let Ok((start, rest)) = place::start(shell.session, path) else { return false };
    if start.drive.kind != ProviderKind::FileSystem && rest.is_empty() {
        return false;
    }
    !rest.contains('\0')
}
