//! `Get-TimeZone`, `Clear-Host`, and the commands that psp does not have: they say so.

use crate::{fault::refuse, record::Record};
use psp_clr::datetime::{self as zone, DateTime, Kind};
use psp_derive::Cmdlet;
use psp_runtime::{Cmdlet, Shell, Switch};
use psp_value::{ErrorCategory, Fault, Interrupt, Result, Value};

/// Gives the time zone of the machine, or one by its name.
///
/// ```powershell
/// (Get-TimeZone).Id
/// (Get-TimeZone -Id Europe/Berlin).BaseUtcOffset.Hours     # => 1
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Get-TimeZone", default_set = "Name", alias = "gtz", output = "System.TimeZoneInfo")]
pub(super) struct GetTimeZone {
    /// Names of the IANA database.
    #[param(mandatory, by_name, set = "Id")]
    id: Vec<String>,
    /// Gives all of them.
    #[param(set = "ListAvailable")]
    list_available: Switch,
    /// Names of zones; wildcards are expanded.
    #[param(position = 0, by_name, set = "Name")]
    name: Vec<String>,
}

impl Cmdlet for GetTimeZone {
    fn begin(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        refuse(shell, &["ListAvailable", "Name"])
    }

    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        if self.id.is_empty() {
            let name = shell.engine().system.time_zone();
            let zone = time_zone(shell, &name);
            return shell.write(zone.unwrap_or_default());
        }
        for id in &self.id {
            if let Some(zone) = time_zone(shell, id) {
                shell.write(zone)?;
                continue;
            }
            let message = format!("The time zone ID '{id}' was not found on the local computer.");
            let fault = Fault::new("System.TimeZoneNotFoundException", message)
                .id("TimeZoneNotFound")
                .category(ErrorCategory::ObjectNotFound)
                .target(id.as_str());
            shell.write_error(fault.into_record())?;
        }
        Ok(())
    }
}

fn time_zone(shell: &Shell<'_>, name: &str) -> Option<Value> {
    const NAMES: &[&str] = &[
        "Id",
        "HasIanaId",
        "DisplayName",
        "StandardName",
        "DaylightName",
        "BaseUtcOffset",
        "SupportsDaylightSavingTime",
    ];
    let zone = zone::find_zone(name)?;
    let year = DateTime { ticks: shell.engine().system.ticks(), kind: Kind::Utc }.year();
    let offset = zone::base_offset(&zone, year);
    let minutes = offset.0 / 600_000_000;
    let sign = if minutes < 0 { '-' } else { '+' };
    let text = match (name, minutes) {
        ("UTC" | "Etc/UTC", _) => "(UTC) Coordinated Universal Time".to_owned(),
        _ => format!("(UTC{sign}{:02}:{:02}) {name}", minutes.abs() / 60, minutes.abs() % 60),
    };
    let standard = if name.ends_with("UTC") { "Coordinated Universal Time" } else { name };
    let values = vec![
        name.into(),
        Value::bool(true),
        text.as_str().into(),
        standard.into(),
        standard.into(),
        offset.into(),
        Value::bool(zone::supports_daylight_saving(&zone, year)),
    ];
    Some(Record::with_text("System.TimeZoneInfo", text, NAMES, values))
}

/// Empties the screen of a terminal.
///
/// ```powershell
/// Clear-Host
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Clear-Host")]
pub(super) struct ClearHost {}

impl Cmdlet for ClearHost {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        const CLEAR: &[u8] = b"\x1b[H\x1b[2J\x1b[3J";
        let console = shell.engine().console.clone();
        if console.size().is_none() {
            return Ok(());
        }
        let host = shell.session.host.clone();
        host.flush(shell.session)?;
        console.write_out(CLEAR).map_err(|_| Interrupt::stopped())
    }
}

/// The error of a command that psp does not have.
fn absent(shell: &Shell<'_>) -> Interrupt {
    Fault::not_supported(format!("the command {}", shell.stage.name)).into()
}

/// Sends packets to other machines; psp does not.
#[derive(Cmdlet, Default)]
#[cmdlet("Test-Connection", default_set = "DefaultPing")]
pub(super) struct TestConnection {
    /// The machines.
    #[param(position = 0, by_name, alias = "ComputerName")]
    target_name: Vec<String>,
    /// How many packets.
    #[param]
    count: Option<i32>,
    /// Seconds to wait for an answer.
    #[param(alias = "TimeoutSeconds")]
    timeout: Option<i32>,
    /// The port to connect to.
    #[param]
    tcp_port: Option<i32>,
    /// Only says whether there was an answer.
    #[param]
    quiet: Switch,
}

impl Cmdlet for TestConnection {
    fn begin(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        Err(absent(shell))
    }
}

/// Reads the clipboard; psp does not.
#[derive(Cmdlet, Default)]
#[cmdlet("Get-Clipboard")]
pub(super) struct GetClipboard {
    /// As one string.
    #[param]
    raw: Switch,
    /// What ends a piece.
    #[param]
    delimiter: Vec<String>,
}

impl Cmdlet for GetClipboard {
    fn begin(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        Err(absent(shell))
    }
}

/// Writes the clipboard; psp does not.
#[derive(Cmdlet, Default)]
#[cmdlet("Set-Clipboard", should_process)]
pub(super) struct SetClipboard {
    /// The text.
    #[param(position = 0, pipeline, by_name, allow_null, allow_empty_string, allow_empty_collection)]
    value: Vec<String>,
    /// Behind what is there.
    #[param]
    append: Switch,
    /// Gives the text.
    #[param]
    pass_thru: Switch,
    /// By way of the terminal.
    #[param(name = "AsOSC52", alias = "ToLocalhost")]
    as_osc52: Switch,
}

impl Cmdlet for SetClipboard {
    fn begin(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        Err(absent(shell))
    }
}

/// Describes the computer; psp does not.
#[derive(Cmdlet, Default)]
#[cmdlet("Get-ComputerInfo", alias = "gin")]
pub(super) struct GetComputerInfo {
    /// Names of properties.
    #[param(position = 0)]
    property: Vec<String>,
}

impl Cmdlet for GetComputerInfo {
    fn begin(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        Err(absent(shell))
    }
}

/// Changes the computer's time zone; psp does not.
#[derive(Cmdlet, Default)]
#[cmdlet("Set-TimeZone", should_process, alias = "stz")]
pub(super) struct SetTimeZone {
    /// The zone.
    #[param(position = 0)]
    name: Option<String>,
    /// The zone.
    #[param(by_name)]
    id: Option<String>,
    /// The zone.
    #[param(pipeline)]
    input_object: Value,
    /// Gives the zone.
    #[param]
    pass_thru: Switch,
}

impl Cmdlet for SetTimeZone {
    fn begin(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        Err(absent(shell))
    }
}
