//! `New-Item`

use crate::fault::refuse;
use psp_derive::Cmdlet;
use psp_providers::{NewItem as How, Place, glob, place};
use psp_runtime::{Cmdlet, Shell, Switch};
use psp_value::{Result, Value};

/// Makes files, directories, links, and items of other drives.
///
/// ```powershell
/// New-Item /tmp/psp-dir/inner -ItemType Directory -Force
/// New-Item /tmp/psp-dir/note.txt -Value 'a note' -Force
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("New-Item", default_set = "pathSet", should_process)]
pub(super) struct NewItem {
    /// Where it is made, or the container that `-Name` is made in.
    #[param(position = 0, mandatory, by_name, set = "pathSet")]
    #[param(position = 0, by_name, set = "nameSet")]
    path: Vec<String>,
    /// Its name.
    #[param(mandatory, by_name, set = "nameSet", allow_null, allow_empty_string)]
    name: Option<String>,
    /// What it is: `File`, `Directory`, `SymbolicLink`, `HardLink`.
    #[param(by_name, alias = "Type")]
    item_type: Option<String>,
    /// The text of a file, the target of a link.
    #[param(pipeline, by_name, alias = "Target")]
    value: Value,
    /// Replaces a file, keeps a directory, makes what is missing above.
    #[param]
    force: Switch,
    /// Another user; psp has only the one who runs it.
    #[param(by_name, ty = "System.Management.Automation.PSCredential")]
    credential: Value,
}

impl Cmdlet for NewItem {
    fn begin(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        refuse(shell, &["Credential"])
    }

    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let how = How {
            kind: self.item_type.clone().unwrap_or_default(),
            value: self.value.clone(),
            force: self.force.0,
        };
        let given = if self.path.is_empty() { vec![".".to_owned()] } else { self.path.clone() };
        for path in given {
            let made = self.place(shell, &path).and_then(|it| it.kind().provider().make(shell, &it, &how));
            match made {
                Ok(Some(item)) => shell.write(item)?,
                Ok(None) => {}
                Err(error) => shell.write_failure(error)?,
            }
        }
        Ok(())
    }
}

impl NewItem {
    fn place(&self, shell: &mut Shell<'_>, path: &str) -> Result<Place> {
        let above = glob::one(shell.session, path, false)?;
        let Some(name) = self.name.as_deref().filter(|it| !it.is_empty()) else { return Ok(above) };
        let parts = above.inside.split('/').filter(|it| !it.is_empty()).map(str::to_owned).collect();
        Ok(place::join(place::Start { drive: above.drive, parts }, name))
    }
}
