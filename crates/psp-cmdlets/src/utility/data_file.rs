//! `Import-PowerShellDataFile`: a file with one hash table of literals, which runs nothing.

mod literal;

use crate::{encoding::TextEncoding, path};
use psp_derive::Cmdlet;
use psp_runtime::{Cmdlet, Shell, Switch};
use psp_value::{ErrorCategory, Fault, Result};
use std::path::PathBuf;

/// Reads a file with a hash table of literals.
///
/// ```powershell
/// Set-Content ./config.psd1 '@{ Port = 80; Hosts = "a", "b" }'
/// (Import-PowerShellDataFile ./config.psd1).Port
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Import-PowerShellDataFile", default_set = "ByPath")]
pub(super) struct ImportPowerShellDataFile {
    /// The files; wildcards are allowed.
    #[param(set = "ByPath", position = 0, mandatory, validate_not_null_or_empty)]
    path: Vec<String>,
    /// The files; the paths are taken as they are.
    #[param(
        set = "ByLiteralPath",
        position = 0,
        mandatory,
        by_name,
        alias = "PSPath,LP",
        validate_not_null_or_empty
    )]
    literal_path: Vec<String>,
    /// Takes more than 500 keys, which psp does anyway.
    #[param]
    skip_limit_check: Switch,
}

impl Cmdlet for ImportPowerShellDataFile {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let mut files: Vec<(PathBuf, &String)> = Vec::new();
        for name in &self.path {
            files.extend(path::expand(shell.session, name).into_iter().map(|it| (it, name)));
        }
        files.extend(self.literal_path.iter().map(|it| (path::absolute(shell.session, it), it)));
        for (file, given) in files {
            let system = shell.engine().system.clone();
            let Ok(bytes) = system.read(&file) else {
                let message = format!("Cannot find path '{given}' because it does not exist.");
                let fault = Fault::new("System.ArgumentException", message).id("PathNotFound");
                let fault = fault.category(ErrorCategory::InvalidArgument).target(given.as_str());
                shell.write_error(fault.into_record())?;
                continue;
            };
            let shown = file.display().to_string();
            match literal::read(&TextEncoding::default().decode(&bytes)) {
                Ok(value) if value.as_table().is_some() => shell.write(value)?,
                Ok(_) => {
                    let id = "CouldNotParseAsPowerShellDataFileNoHashtableRoot";
                    let message =
                        format!("The file '{shown}' could not be parsed as a PowerShell Data File.");
                    shell.write_error(invalid(id, message, &shown).into_record())?;
                }
                Err(literal::Problem::Syntax) => {
                    let message =
                        format!("The file '{shown}' could not be parsed as a PowerShell Data File.");
                    shell.write_error(
                        invalid("CouldNotParseAsPowerShellDataFile", message, &shown).into_record(),
                    )?;
                }
                Err(literal::Problem::Unsafe) => {
                    let message = "Cannot generate a PowerShell object for a ScriptBlock evaluating dynamic expressions. Dynamic expression: .";
                    let fault = Fault::new("System.InvalidOperationException", message);
                    return Err(fault.id("System.InvalidOperationException").into());
                }
            }
        }
        Ok(())
    }
}

fn invalid(id: &str, message: String, file: &str) -> Fault {
    Fault::new("System.InvalidOperationException", message)
        .id(id)
        .category(ErrorCategory::InvalidData)
        .target(file)
}
