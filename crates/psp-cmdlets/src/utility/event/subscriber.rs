//! Who wants to know of events.

use super::{Subscriber, events, same, text};
use crate::{fault, record::Record, wildcard::Wildcard};
use psp_derive::Cmdlet;
use psp_ir::Symbol;
use psp_runtime::{Cmdlet, FrameId, Out, ScriptBlock, Session, Shell, Switch};
use psp_value::{BlockCall, ErrorCategory, Fault, Result, Value};

/// Runs a script block when an event is raised: one of `New-Event`, or `PowerShell.Exiting` at the end.
///
/// ```powershell
/// $null = Register-EngineEvent Build.Done -Action { Write-Host $event.MessageData }
/// $null = New-Event Build.Done -MessageData 'ready'
/// Unregister-Event Build.Done
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet(
    "Register-EngineEvent",
    class = "RegisterPSEventCommand",
    output = "System.Management.Automation.PSEventJob"
)]
pub(crate) struct RegisterEngineEvent {
    /// The event's name.
    #[param(position = 100, mandatory)]
    source_identifier: String,
    /// The block, which sees `$event`, `$sender`, `$eventArgs` and `$args`.
    #[param(position = 101)]
    action: Option<ScriptBlock>,
    /// What the subscription carries.
    #[param]
    message_data: Value,
    /// Hides the subscription.
    #[param]
    support_event: Switch,
    /// Not supported: events of other sessions.
    #[param]
    forward: Switch,
    /// Not supported: how often at most.
    #[param]
    max_trigger_count: Option<i32>,
}

/// Not supported: events of .NET objects.
///
/// ```powershell
/// try { Register-ObjectEvent ([timer]) Elapsed } catch { 'not supported' }
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Register-ObjectEvent", output = "System.Management.Automation.PSEventJob")]
pub(crate) struct RegisterObjectEvent {
    /// The object.
    #[param(position = 0, mandatory)]
    input_object: Value,
    /// The event.
    #[param(position = 1, mandatory)]
    event_name: Option<String>,
    /// The subscription's name.
    #[param(position = 100)]
    source_identifier: Option<String>,
    /// The block.
    #[param(position = 101)]
    action: Option<ScriptBlock>,
    /// What the subscription carries.
    #[param]
    message_data: Value,
    /// Hides the subscription.
    #[param]
    support_event: Switch,
    /// Events of other sessions.
    #[param]
    forward: Switch,
    /// How often at most.
    #[param]
    max_trigger_count: Option<i32>,
}

/// Lists the subscriptions to events.
///
/// ```powershell
/// Get-EventSubscriber
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet(
    "Get-EventSubscriber",
    default_set = "BySource",
    output = "System.Management.Automation.PSEventSubscriber"
)]
pub(crate) struct GetEventSubscriber {
    /// Names of events; wildcards are allowed.
    #[param(set = "BySource", position = 0, by_name, validate_not_null_or_empty)]
    source_identifier: Option<String>,
    /// The subscription's number.
    #[param(set = "ById", position = 0, mandatory, by_name, alias = "Id")]
    subscription_id: Option<i32>,
    /// Hidden subscriptions too.
    #[param(position = 1)]
    force: Switch,
}

/// Ends subscriptions to events.
///
/// ```powershell
/// $null = Register-EngineEvent Build.Done -Action { }; Unregister-Event Build.Done
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Unregister-Event", default_set = "BySource", should_process)]
pub(crate) struct UnregisterEvent {
    /// Names of events; wildcards are allowed.
    #[param(set = "BySource", position = 0, mandatory, by_name)]
    source_identifier: Option<String>,
    /// The subscription's number.
    #[param(set = "ById", position = 0, mandatory, by_name)]
    subscription_id: Option<i32>,
    /// Hidden subscriptions too.
    #[param]
    force: Switch,
}

/// The event at the end of a session.
const EXITING: &str = "PowerShell.Exiting";

/// Runs the actions of an event; false when nobody has one.
pub(super) fn notify(
    session: &mut Session,
    source: &str,
    event: &Value,
    sender: &Value,
    arguments: &[Value],
) -> Result<bool> {
    let wanted: Vec<Subscriber> =
        events(session).subscribers.iter().filter(|it| same(&it.source, source)).cloned().collect();
    let mut any = false;
    for subscriber in wanted {
        if let Some(action) = subscriber.action {
            any = true;
            run(session, &action, event, sender, arguments)?;
        }
    }
    Ok(any)
}

fn run(
    session: &mut Session,
    action: &ScriptBlock,
    event: &Value,
    sender: &Value,
    arguments: &[Value],
) -> Result<()> {
    let given = [("event", event.clone()), ("sender", sender.clone()), ("eventArgs", Value::NULL)];
    let names = given.each_ref().map(|it| Symbol::new(it.0));
    for (name, (_, value)) in names.iter().zip(given) {
        session.write_variable(*name, FrameId::GLOBAL, value)?;
    }
    let evaluator = session.engine().evaluator;
    let call = BlockCall { arguments, ..BlockCall::default() };
    let result = evaluator.run_block(session, &action.0, call, Out::NULL);
    for name in names {
        session.remove_variable(name, FrameId::GLOBAL);
    }
    result
}

/// Runs what was registered for the end of the session.
pub(crate) fn run_exit_actions(session: &mut Session) {
    if session.extensions.contains_key(&std::any::TypeId::of::<super::Events>()) {
        // Nobody is left who could be told of a failure.
        let _ = notify(session, EXITING, &Value::NULL, &Value::NULL, &[]);
    }
}

impl Cmdlet for RegisterEngineEvent {
    fn end(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        fault::refuse(shell, &["Forward", "MaxTriggerCount"])?;
        let events = events(shell.session);
        let source = self.source_identifier.clone();
        if !same(&source, EXITING) && events.subscribers.iter().any(|it| same(&it.source, &source)) {
            let message = format!(
                "Cannot subscribe to the specified event. A subscriber with the source identifier '{source}' already exists."
            );
            let fault = Fault::new("System.ArgumentException", message).id("SUBSCRIBER_EXISTS");
            return shell.write_error(fault.category(ErrorCategory::InvalidArgument).into_record());
        }
        events.last_subscription += 1;
        let number = events.last_subscription;
        let (action, data) = (self.action.take(), self.message_data.clone());
        let has_action = action.is_some();
        events.subscribers.push(Subscriber { number, source: source.clone(), action, data });
        if !has_action {
            return Ok(());
        }
        let values = vec![Value::int(number), text(&source), text("NotStarted"), Value::FALSE];
        shell.write(Record::value(
            "System.Management.Automation.PSEventJob",
            &["Id", "Name", "State", "HasMoreData"],
            values,
        ))
    }
}

impl Cmdlet for RegisterObjectEvent {
    fn end(&mut self, _shell: &mut Shell<'_>) -> Result<()> {
        let name = self.event_name.as_deref().unwrap_or_default();
        Err(Fault::not_supported(format!("events of .NET objects (Register-ObjectEvent {name})")).into())
    }
}

impl Cmdlet for GetEventSubscriber {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let pattern = self.source_identifier.as_deref().map(Wildcard::new);
        let all = events(shell.session).subscribers.clone();
        for it in all {
            let named = pattern.as_ref().is_none_or(|pattern| pattern.matches(&it.source));
            if !named || self.subscription_id.is_some_and(|number| number != it.number) {
                continue;
            }
            let action = it.action.map_or(Value::NULL, |it| it.value());
            let values =
                vec![Value::int(it.number), Value::NULL, Value::NULL, text(&it.source), action, it.data];
            let names =
                &["SubscriptionId", "SourceObject", "EventName", "SourceIdentifier", "Action", "MessageData"];
            shell.write(Record::value("System.Management.Automation.PSEventSubscriber", names, values))?;
        }
        Ok(())
    }
}

impl Cmdlet for UnregisterEvent {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let (pattern, number) = (self.source_identifier.as_deref().map(Wildcard::new), self.subscription_id);
        let subscribers = &mut events(shell.session).subscribers;
        let before = subscribers.len();
        subscribers.retain(|it| {
            let named = pattern.as_ref().is_some_and(|pattern| pattern.matches(&it.source));
            !(named || number == Some(it.number))
        });
        if subscribers.len() < before {
            return Ok(());
        }
        let (id, message) = match (&self.source_identifier, number) {
            (Some(source), _) => (
                "INVALID_SOURCE_IDENTIFIER",
                format!("Event subscription with source identifier '{source}' does not exist."),
            ),
            (None, number) => (
                "INVALID_SUBSCRIPTION_IDENTIFIER",
                format!("Event subscription with identifier '{}' does not exist.", number.unwrap_or(0)),
            ),
        };
        let fault =
            Fault::new("System.ArgumentException", message).id(id).category(ErrorCategory::InvalidArgument);
        shell.write_error(fault.into_record())
    }
}
