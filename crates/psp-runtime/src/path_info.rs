//! `PathInfo`: what `$PWD` and `Get-Location` give.

use crate::session::Session;
use psp_value::{Context, Native, Object, Result, Value};

/// A location on a drive.
pub struct PathInfo {
    /// `Path`
    pub path: String,
    /// `ProviderPath`; empty when it is the path.
    pub provider_path: String,
    /// The drive's name; empty for the file system's root drive.
    pub drive: String,
    /// The provider's name.
    pub provider: &'static str,
    /// `Drive` and `Provider`, when somebody who knows more than their names made the object.
    pub objects: Option<(Value, Value)>,
}

impl PathInfo {
    /// As a value.
    pub fn value(self) -> Value {
        Object::native(crate::record::type_named("System.Management.Automation.PathInfo"), self).into()
    }
}

impl Native for PathInfo {
    fn text(&self, _context: &mut dyn Context, _format: Option<&str>) -> Result<Option<String>> {
        Ok(Some(self.path.clone()))
    }

    fn get_member(&self, _context: &mut dyn Context, _this: &Value, name: &str) -> Option<Result<Value>> {
        let provider = || {
            crate::session::record_object(
                "System.Management.Automation.ProviderInfo",
                vec![("Name", self.provider.into())],
            )
        };
        Some(Ok(match name.to_ascii_lowercase().as_str() {
            "path" => self.path.as_str().into(),
            "providerpath" if self.provider_path.is_empty() => self.path.as_str().into(),
            "providerpath" => self.provider_path.as_str().into(),
            "provider" | "drive" if self.objects.is_some() => {
                let (drive, provider) = self.objects.clone().unwrap_or_default();
                if name.eq_ignore_ascii_case("drive") { drive } else { provider }
            }
            "provider" => provider(),
            "drive" => crate::session::record_object(
                "System.Management.Automation.PSDriveInfo",
                vec![("Name", self.drive.as_str().into()), ("Provider", provider()), ("Root", "/".into())],
            ),
            _ => return None,
        }))
    }

    fn member_names(&self) -> Vec<String> {
        ["Drive", "Provider", "ProviderPath", "Path"].map(str::to_owned).into()
    }
}

/// The current location.
pub fn current(session: &Session) -> Value {
    let path = session.shown_location();
    match session.drive_location() {
        None => {
            let provider_path = String::new();
            PathInfo { path, provider_path, drive: "/".to_owned(), provider: "FileSystem", objects: None }
                .value()
        }
        Some((drive, _)) => {
            let provider = match drive.to_ascii_lowercase().as_str() {
                "env" => "Environment",
                "function" => "Function",
                "variable" => "Variable",
                "alias" => "Alias",
                _ => "FileSystem",
            };
            let provider_path = match provider {
                "FileSystem" => session.file_location().to_owned(),
                _ => String::new(),
            };
            PathInfo { path, provider_path, drive: drive.to_owned(), provider, objects: None }.value()
        }
    }
}
