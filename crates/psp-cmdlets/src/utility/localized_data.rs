//! `Import-LocalizedData`: texts from the data file of a language.

use psp_derive::Cmdlet;
use psp_ir::Symbol;
use psp_runtime::{Cmdlet, Shell};
use psp_value::{ErrorCategory, Fault, Result};
use std::path::{Path, PathBuf};

/// Reads the data file of a language that lies beside a script, in a folder named as the culture.
///
/// ```powershell
/// Import-LocalizedData texts -FileName Texts.psd1 -UICulture de-DE
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Import-LocalizedData", class = "Microsoft.PowerShell.Commands.ImportLocalizedData")]
pub(super) struct ImportLocalizedData {
    /// The variable that gets the texts; without it they are the output.
    #[param(position = 0, alias = "Variable", validate_not_null_or_empty)]
    binding_variable: Option<String>,
    /// The culture; that of the session without it.
    #[param(position = 1, name = "UICulture")]
    culture: Option<String>,
    /// The directory with the cultures' folders; that of the script without it.
    #[param]
    base_directory: Option<String>,
    /// The file's name; the script's own without it.
    #[param]
    file_name: Option<String>,
    /// Has no effect: data files may call anything.
    #[param]
    supported_command: Vec<String>,
}

impl Cmdlet for ImportLocalizedData {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let script = shell
            .stage
            .invocation
            .position
            .as_ref()
            .and_then(|it| it.file.path())
            .map(|it| PathBuf::from(&**it));
        let base = match (&self.base_directory, &script) {
            (Some(given), _) => shell.absolute(given),
            (None, Some(script)) => script.parent().map(Path::to_owned).unwrap_or_default(),
            (None, None) => PathBuf::from(shell.file_location()),
        };
        let Some(name) = self.file_name(script.as_deref()) else {
            let message = "The FileName parameter was not specified. The FileName parameter is required when Import-LocalizedData is not called from a script file.";
            return Err(Fault::new("System.InvalidOperationException", message)
                .id("ImportLocalizedData")
                .category(ErrorCategory::NotSpecified)
                .into());
        };
        let culture = self.culture.clone().unwrap_or_else(|| shell.culture.name.to_owned());
        let Some(path) = file_of(shell, &base, &culture, &name) else {
            let directory = base.join(&culture).display().to_string();
            let message = format!(
                "Cannot find the PowerShell data file '{name}' in directory '{directory}{}', or in any parent culture directories.",
                std::path::MAIN_SEPARATOR
            );
            let fault = Fault::new("System.Management.Automation.PSInvalidOperationException", message)
                .id("ImportLocalizedData")
                .category(ErrorCategory::ObjectNotFound)
                .target(base.join(&culture).join(&name).display().to_string());
            return shell.write_error(fault.into_record());
        };
        let value = shell.session.data_file(&path.display().to_string())?;
        match &self.binding_variable {
            Some(variable) => {
                let scope = shell.scope();
                shell.session.write_variable(Symbol::new(variable), scope, value)
            }
            None => shell.write(value),
        }
    }
}

impl ImportLocalizedData {
    fn file_name(&self, script: Option<&Path>) -> Option<String> {
        let given = match &self.file_name {
            Some(given) => given.clone(),
            None => script?.file_stem()?.to_string_lossy().into_owned(),
        };
        let has_extension = given.to_ascii_lowercase().ends_with(".psd1");
        Some(if has_extension { given } else { given + ".psd1" })
    }
}

/// The file in the folder of a culture, of its parents, or in the directory itself.
fn file_of(shell: &Shell<'_>, base: &Path, culture: &str, name: &str) -> Option<PathBuf> {
    let mut folder = culture.to_owned();
    loop {
        let path = base.join(&folder).join(name);
        if shell.engine().system.is_file(&path) {
            return Some(path);
        }
        if folder.is_empty() {
            return None;
        }
        folder = folder.rsplit_once('-').map_or_else(String::new, |it| it.0.to_owned());
    }
}
