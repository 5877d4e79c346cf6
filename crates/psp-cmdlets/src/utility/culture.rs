//! `Get-Culture` and `Get-UICulture`

use psp_derive::Cmdlet;
use psp_runtime::{Cmdlet, Shell, Switch};
use psp_value::{Result, Str, member, well_known};

/// Gives the culture that formats follow, or cultures by name.
///
/// ```powershell
/// (Get-Culture).Name
/// (Get-Culture de-DE).NumberFormat.NumberDecimalSeparator
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Get-Culture", default_set = "CurrentCulture", output = "System.Globalization.CultureInfo")]
pub(super) struct GetCulture {
    /// Names of cultures, such as `de-DE`.
    #[param(set = "Name", position = 0, pipeline, validate_not_null)]
    name: Vec<String>,
    /// Leaves out what the user set; psp has no such settings.
    #[param(set = "CurrentCulture")]
    #[param(set = "Name")]
    no_user_overrides: Switch,
    /// Gives all cultures.
    #[param(set = "ListAvailable")]
    list_available: Switch,
}

/// Gives the culture that messages follow.
///
/// ```powershell
/// (Get-UICulture).Name
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Get-UICulture", output = "System.Globalization.CultureInfo")]
pub(super) struct GetUICulture {}

impl Cmdlet for GetCulture {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let ty = well_known::CULTURE_INFO.ty();
        if self.list_available.0 {
            for culture in psp_clr::culture::all() {
                let name = vec![culture.name.into()];
                let made = member::construct(shell.session, ty, name)?;
                shell.write(made)?;
            }
            return Ok(());
        }
        if self.name.is_empty() && !shell.is_bound("Name") {
            let current = member::get_static(shell.session, ty, &Str::new("CurrentCulture"))?;
            return shell.write(current);
        }
        for name in std::mem::take(&mut self.name) {
            let made = member::construct(shell.session, ty, vec![name.as_str().into()])?;
            shell.write(made)?;
        }
        Ok(())
    }
}

impl Cmdlet for GetUICulture {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let current =
            member::get_static(shell.session, well_known::CULTURE_INFO.ty(), &Str::new("CurrentUICulture"))?;
        shell.write(current)
    }
}
