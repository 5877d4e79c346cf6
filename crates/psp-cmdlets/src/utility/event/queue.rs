//! Events that wait, and raising one.

use super::{Queued, events, same, subscriber, text};
use crate::{
    record::Record,
    wildcard::{Wildcard, has_wildcards},
};
use psp_derive::Cmdlet;
use psp_runtime::{Cmdlet, Shell};
use psp_value::{Context, ErrorCategory, Fault, Interrupt, Result, Value};
use std::time::Duration;

/// Raises an event.
///
/// ```powershell
/// $null = New-Event -SourceIdentifier Build.Done -MessageData 'ok'
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("New-Event", output = "System.Management.Automation.PSEventArgs")]
pub(crate) struct NewEvent {
    /// The event's name.
    #[param(position = 0, mandatory)]
    source_identifier: String,
    /// Who raises it.
    #[param(position = 1)]
    sender: Value,
    /// Arguments for the action.
    #[param(position = 2)]
    event_arguments: Vec<Value>,
    /// What it tells.
    #[param(position = 3)]
    message_data: Value,
}

/// Gives the events that wait.
///
/// ```powershell
/// $null = New-Event Build.Done; (Get-Event Build.Done).SourceIdentifier
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Get-Event", default_set = "BySource", output = "System.Management.Automation.PSEventArgs")]
pub(crate) struct GetEvent {
    /// The events' name; wildcards are allowed.
    #[param(set = "BySource", position = 0, by_name, validate_not_null_or_empty)]
    source_identifier: Option<String>,
    /// The event's number.
    #[param(set = "ById", position = 0, mandatory, by_name, alias = "Id")]
    event_identifier: Option<i32>,
}

/// Waits for an event and gives it; it stays in the queue.
///
/// ```powershell
/// $null = New-Event Build.Done; (Wait-Event Build.Done -Timeout 5).SourceIdentifier
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Wait-Event", output = "System.Management.Automation.PSEventArgs")]
pub(crate) struct WaitEvent {
    /// The event's name; any event unless given.
    #[param(position = 0, by_name)]
    source_identifier: Option<String>,
    /// Gives up after so many seconds; -1 never.
    #[param(alias = "TimeoutSec", validate_range(-1, 2_147_483_647))]
    timeout: Option<i32>,
}

/// Takes events out of the queue.
///
/// ```powershell
/// $null = New-Event Build.Done; Remove-Event Build.Done
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Remove-Event", default_set = "BySource", should_process)]
pub(crate) struct RemoveEvent {
    /// The events' name.
    #[param(set = "BySource", position = 0, mandatory)]
    source_identifier: Option<String>,
    /// The event's number.
    #[param(set = "ByIdentifier", position = 0, mandatory, by_name)]
    event_identifier: Option<i32>,
}

const NAMES: &[&str] = &[
    "ComputerName",
    "RunspaceId",
    "EventIdentifier",
    "Sender",
    "SourceEventArgs",
    "SourceArgs",
    "SourceIdentifier",
    "TimeGenerated",
    "MessageData",
];

impl Cmdlet for NewEvent {
    fn end(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let events = events(shell.session);
        events.last_event += 1;
        let number = events.last_event;
        let arguments = std::mem::take(&mut self.event_arguments);
        let runspace = shell.instance_id().to_string();
        let values = vec![
            Value::NULL,
            text(&runspace),
            Value::int(number),
            self.sender.clone(),
            Value::NULL,
            Value::array(arguments.clone()),
            text(&self.source_identifier),
            shell.now(),
            self.message_data.clone(),
        ];
        let object = Record::value("System.Management.Automation.PSEventArgs", NAMES, values);
        if !subscriber::notify(shell.session, &self.source_identifier, &object, &self.sender, &arguments)? {
            let source = self.source_identifier.clone();
            super::events(shell.session).queue.push(Queued { number, source, object: object.clone() });
        }
        shell.write(object)
    }
}

fn waiting(shell: &mut Shell<'_>, source: Option<&str>, number: Option<i32>) -> Vec<Value> {
    let pattern = source.map(Wildcard::new);
    let fits = |it: &&Queued| {
        pattern.as_ref().is_none_or(|pattern| pattern.matches(&it.source))
            && number.is_none_or(|own| own == it.number)
    };
    events(shell.session).queue.iter().filter(fits).map(|it| it.object.clone()).collect()
}

fn unknown(source: Option<&str>, number: Option<i32>) -> Option<Fault> {
    let (id, message) = match (source, number) {
        (_, Some(number)) => {
            ("INVALID_EVENT_IDENTIFIER", format!("The event with identifier '{number}' does not exist."))
        }
        (Some(source), None) if !has_wildcards(source) => (
            "INVALID_SOURCE_IDENTIFIER",
            format!("The event with source identifier '{source}' does not exist."),
        ),
        _ => return None,
    };
    Some(Fault::new("System.ArgumentException", message).id(id).category(ErrorCategory::InvalidArgument))
}

impl Cmdlet for GetEvent {
    fn end(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let found = waiting(shell, self.source_identifier.as_deref(), self.event_identifier);
        if found.is_empty()
            && let Some(fault) = unknown(self.source_identifier.as_deref(), self.event_identifier)
        {
            return shell.write_error(fault.into_record());
        }
        found.into_iter().try_for_each(|it| shell.write(it))
    }
}

impl Cmdlet for WaitEvent {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let source = self.source_identifier.clone();
        let first = |shell: &mut Shell<'_>| {
            let queue = &events(shell.session).queue;
            let found =
                queue.iter().find(|it| source.as_deref().is_none_or(|wanted| same(wanted, &it.source)));
            found.map(|it| it.object.clone())
        };
        if let Some(found) = first(shell) {
            return shell.write(found);
        }
        // Nobody but this thread raises events: there is nothing to wait for but the end of the time.
        let seconds = self.timeout.filter(|it| *it >= 0).map_or(u64::from(u32::MAX), |it| it as u64);
        let system = shell.engine().system.clone();
        if system.sleep(Duration::from_secs(seconds), shell.session.stop()) {
            Err(Interrupt::stopped())
        } else {
            Ok(())
        }
    }
}

impl Cmdlet for RemoveEvent {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let source = self.source_identifier.as_deref();
        let target = source.map_or_else(|| self.event_identifier.unwrap_or(0).to_string(), str::to_owned);
        if !shell.should_process(&format!("Event '{target}'"), "Remove")? {
            return Ok(());
        }
        let (pattern, number) = (source.map(Wildcard::new), self.event_identifier);
        let queue = &mut events(shell.session).queue;
        let before = queue.len();
        queue.retain(|it| {
            let named = pattern.as_ref().is_some_and(|pattern| pattern.matches(&it.source));
            !(named || number == Some(it.number))
        });
        if queue.len() == before
            && let Some(fault) = unknown(source, number)
        {
            return shell.write_error(fault.into_record());
        }
        Ok(())
    }
}
