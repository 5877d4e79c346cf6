//! `Get-History`: the commands entered before; a script has entered none.

use psp_derive::Cmdlet;
use psp_runtime::{Cmdlet, Shell};
use psp_value::{Result, Value};

/// What a session remembers of entered commands; the REPL adds to it.
#[derive(Default)]
pub(super) struct History(pub(super) Vec<Value>);

/// Gives the commands that were entered in this session.
///
/// ```powershell
/// Get-History -Count 5
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Get-History", output = "Microsoft.PowerShell.Commands.HistoryInfo")]
pub(super) struct GetHistory {
    /// Numbers of the entries wanted.
    #[param(position = 0, pipeline, validate_range(1, 9_223_372_036_854_775_807))]
    id: Vec<i64>,
    /// How many entries at most, the newest ones.
    #[param(position = 1, validate_range(0, 32_767))]
    count: Option<i32>,
}

impl Cmdlet for GetHistory {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let all = shell.extension::<History>().0.clone();
        let wanted = |number: usize| self.id.is_empty() || self.id.contains(&(number as i64 + 1));
        let found: Vec<Value> =
            all.into_iter().enumerate().filter(|it| wanted(it.0)).map(|it| it.1).collect();
        let count = self.count.map_or(found.len(), |it| usize::try_from(it).unwrap_or(0));
        let skip = found.len().saturating_sub(count);
        found.into_iter().skip(skip).try_for_each(|it| shell.write(it))
    }
}
