//! `Write-Progress`: how far a long command is. Without a terminal nobody sees it.

use psp_derive::Cmdlet;
use psp_runtime::{Cmdlet, Switch};

/// Says how far a long command is. Output that is no terminal does not show it.
///
/// ```powershell
/// 1..3 | ForEach-Object { Write-Progress -Activity 'Counting' -PercentComplete ($_ * 33) }
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Write-Progress")]
pub(super) struct WriteProgress {
    /// What is being done.
    #[param(position = 0)]
    activity: Option<String>,
    /// What is being done right now.
    #[param(position = 1, validate_not_null_or_empty)]
    status: Option<String>,
    /// Tells several bars apart.
    #[param(position = 2, validate_range(0, 2147483647))]
    id: Option<i32>,
    /// From 0 to 100.
    #[param(validate_range(-1, 100))]
    percent_complete: Option<i32>,
    /// The time left.
    #[param]
    seconds_remaining: Option<i32>,
    /// A line below the bar.
    #[param]
    current_operation: Option<String>,
    /// The bar that this one belongs to.
    #[param(validate_range(-1, 2147483647))]
    parent_id: Option<i32>,
    /// Takes the bar away.
    #[param]
    completed: Switch,
    /// Who reports.
    #[param]
    source_id: Option<i32>,
}

impl Cmdlet for WriteProgress {}
