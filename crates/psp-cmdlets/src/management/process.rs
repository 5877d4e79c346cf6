//! `Get-Process`, `Stop-Process`, `Wait-Process`

use crate::{
    fault::refuse,
    wildcard::{Wildcard, has_wildcards},
};
use psp_derive::Cmdlet;
use psp_host::ProcessInfo;
use psp_runtime::{Cmdlet, Shell, Switch};
use psp_types::system::diagnostics::process::Process;
use psp_value::{ErrorCategory, Fault, Interrupt, Result, Value};
use std::time::Duration;

/// Gives the processes of the machine.
///
/// ```powershell
/// (Get-Process -Id $PID).ProcessName
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Get-Process", default_set = "Name", output = "System.Diagnostics.Process")]
pub(super) struct GetProcess {
    /// Names; wildcards are expanded.
    #[param(position = 0, by_name, set = "Name", alias = "ProcessName")]
    #[param(position = 0, by_name, set = "NameWithUserName")]
    name: Vec<String>,
    /// Numbers.
    #[param(mandatory, by_name, set = "Id", alias = "PID")]
    #[param(mandatory, by_name, set = "IdWithUserName")]
    id: Vec<i32>,
    /// Processes to look at again.
    #[param(mandatory, pipeline, set = "InputObject", ty = "System.Diagnostics.Process[]")]
    #[param(mandatory, pipeline, set = "InputObjectWithUserName")]
    input_object: Value,
    /// With the name of the user who runs each.
    #[param(mandatory, set = "NameWithUserName")]
    #[param(mandatory, set = "IdWithUserName")]
    #[param(mandatory, set = "InputObjectWithUserName")]
    include_user_name: Switch,
    /// Gives the libraries that each has loaded.
    #[param]
    module: Switch,
    /// Gives the version of each program.
    #[param(alias = "FV,FVI")]
    file_version_info: Switch,
}

impl Cmdlet for GetProcess {
    fn begin(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        refuse(shell, &["IncludeUserName", "Module", "FileVersionInfo"])
    }

    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let found = find(shell, &self.name, &self.id, &self.input_object)?;
        found.into_iter().try_for_each(|it| shell.write(it.value))
    }
}

/// A process that a command works on.
struct Found {
    id: u32,
    name: String,
    value: Value,
}

impl Found {
    fn new(info: ProcessInfo) -> Self {
        Self { id: info.id, name: info.name.clone(), value: Process::value(info) }
    }
}

/// The processes of names, numbers or objects; all of them when nothing is given.
fn find(shell: &mut Shell<'_>, names: &[String], ids: &[i32], objects: &Value) -> Result<Vec<Found>> {
    if !objects.is_null() {
        let items = objects.as_elements().unwrap_or_else(|| vec![objects.clone()]);
        let found = items.into_iter().filter_map(|value| {
            let process = value.downcast::<Process>()?;
            Some(Found { id: process.number(), name: process.short_name(), value: value.clone() })
        });
        return Ok(found.collect());
    }
    if !ids.is_empty() {
        return by_id(shell, ids);
    }
    let system = shell.engine().system.clone();
    let mut all = system.processes().unwrap_or_default();
    all.sort_by(|a, b| a.name.to_lowercase().cmp(&b.name.to_lowercase()).then(a.id.cmp(&b.id)));
    if names.is_empty() {
        return Ok(all.into_iter().map(Found::new).collect());
    }
    let mut found = Vec::new();
    for name in names {
        let wild = Wildcard::new(name);
        let before = found.len();
        found.extend(all.iter().filter(|it| wild.matches(&it.name)).cloned().map(Found::new));
        if found.len() == before && !has_wildcards(name) {
            let message = format!(
                "Cannot find a process with the name \"{name}\". Verify the process name and call the cmdlet again."
            );
            shell.write_error(failure(message, "NoProcessFoundForGivenName", name.as_str()).into_record())?;
        }
    }
    Ok(found)
}

fn by_id(shell: &mut Shell<'_>, ids: &[i32]) -> Result<Vec<Found>> {
    let mut found = Vec::new();
    for &id in ids {
        let looked_up = u32::try_from(id).ok().and_then(|it| shell.engine().system.process(it).ok());
        if let Some(info) = looked_up {
            found.push(Found::new(info));
            continue;
        }
        let message = format!("Cannot find a process with the process identifier {id}.");
        shell.write_error(failure(message, "NoProcessFoundForGivenId", id).into_record())?;
    }
    Ok(found)
}

fn failure(message: String, id: &str, target: impl Into<Value>) -> Fault {
    Fault::new("Microsoft.PowerShell.Commands.ProcessCommandException", message)
        .id(id)
        .category(ErrorCategory::ObjectNotFound)
        .target(target)
}

/// Ends processes.
///
/// ```powershell
/// $sleep = Start-Process sleep 60 -PassThru
/// Stop-Process -Id $sleep.Id
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Stop-Process", default_set = "Id", should_process, output = "System.Diagnostics.Process")]
pub(super) struct StopProcess {
    /// Numbers.
    #[param(position = 0, mandatory, by_name, set = "Id")]
    id: Vec<i32>,
    /// Names; wildcards are expanded.
    #[param(mandatory, by_name, set = "Name", alias = "ProcessName")]
    name: Vec<String>,
    /// Processes.
    #[param(position = 0, mandatory, pipeline, set = "InputObject", ty = "System.Diagnostics.Process[]")]
    input_object: Value,
    /// Gives the processes.
    #[param]
    pass_thru: Switch,
    /// Does not ask about processes of other users; psp never asks.
    #[param]
    force: Switch,
}

impl Cmdlet for StopProcess {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let found = find(shell, &self.name, &self.id, &self.input_object)?;
        for it in found {
            if !shell.should_process(&format!("{} ({})", it.name, it.id), "Stop-Process")? {
                continue;
            }
            let done = shell.engine().system.kill_process(it.id, false);
            match done {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    let reason = psp_host::error_text(&error);
                    let message = format!(
                        "Cannot stop process \"{} ({})\" because of the following error: {reason}",
                        it.name, it.id
                    );
                    let fault = failure(message, "CouldNotStopProcess", it.value.clone());
                    shell.write_error(fault.category(ErrorCategory::CloseError).into_record())?;
                }
                _ if self.pass_thru.0 => shell.write(it.value)?,
                _ => {}
            }
        }
        Ok(())
    }
}

/// Waits until processes have ended.
///
/// ```powershell
/// $sleep = Start-Process sleep 0.1 -PassThru
/// Wait-Process -Id $sleep.Id -Timeout 10
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Wait-Process", default_set = "Name", output = "System.Diagnostics.Process")]
pub(super) struct WaitProcess {
    /// Names; wildcards are expanded.
    #[param(position = 0, mandatory, by_name, set = "Name", alias = "ProcessName")]
    name: Vec<String>,
    /// Numbers.
    #[param(mandatory, by_name, set = "Id", alias = "PID,ProcessId")]
    id: Vec<i32>,
    /// Processes.
    #[param(mandatory, pipeline, set = "InputObject", ty = "System.Diagnostics.Process[]")]
    input_object: Value,
    /// How many seconds at most.
    #[param(position = 1, alias = "TimeoutSec", validate_range(0, 32767))]
    timeout: Option<i32>,
    /// Until the first of them has ended.
    #[param]
    any: Switch,
    /// Gives the processes.
    #[param]
    pass_thru: Switch,

    waiting: Vec<Found>,
}

impl Cmdlet for WaitProcess {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let found = find(shell, &self.name, &self.id, &self.input_object)?;
        self.waiting.extend(found);
        Ok(())
    }

    fn end(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        const STEP: Duration = Duration::from_millis(20);
        let system = shell.engine().system.clone();
        let stop = shell.session.stop.clone();
        let start = system.monotonic();
        let limit = self.timeout.and_then(|it| u64::try_from(it).ok()).map(Duration::from_secs);
        let mut left: Vec<&Found> = self.waiting.iter().collect();
        let total = left.len();
        loop {
            let step = if left.len() == 1 && limit.is_none() { None } else { Some(STEP) };
            if let Some(first) = left.first() {
                match system.wait_process(first.id, step, &stop) {
                    Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {
                        return Err(Interrupt::stopped());
                    }
                    Ok(false) => {}
                    _ => {
                        left.remove(0);
                    }
                }
            }
            left.retain(|it| {
                !matches!(system.wait_process(it.id, Some(Duration::ZERO), &stop), Ok(true) | Err(_))
            });
            if left.is_empty() || self.any.0 && left.len() < total {
                break;
            }
            if limit.is_some_and(|it| system.monotonic().duration_since(start) >= it) {
                break;
            }
        }
        if !self.any.0 || left.len() == total {
            for it in left {
                let message = format!(
                    "This command stopped operation of process \"{} ({})\" because process is not stopped in the specified time-out.",
                    it.name, it.id
                );
                let fault = Fault::new("System.TimeoutException", message)
                    .id("ProcessNotTerminated")
                    .category(ErrorCategory::CloseError)
                    .target(it.value.clone());
                shell.write_error(fault.into_record())?;
            }
        }
        if self.pass_thru.0 {
            for it in std::mem::take(&mut self.waiting) {
                shell.write(it.value)?;
            }
        }
        Ok(())
    }
}
