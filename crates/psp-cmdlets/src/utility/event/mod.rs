//! `New-Event`, `Get-Event`, `Wait-Event`, `Remove-Event`, `Register-EngineEvent`, `Get-EventSubscriber`,
//! `Unregister-Event`, `Register-ObjectEvent`: events that scripts raise themselves.

pub(super) mod queue;
pub(super) mod subscriber;

pub(crate) use subscriber::run_exit_actions;

use psp_runtime::{ScriptBlock, Session};
use psp_value::{Str, Value};

/// The events of a session.
#[derive(Default)]
pub(super) struct Events {
    queue: Vec<Queued>,
    subscribers: Vec<Subscriber>,
    last_event: i32,
    last_subscription: i32,
}

/// An event that waits.
struct Queued {
    number: i32,
    source: String,
    object: Value,
}

/// Somebody who wants to know.
#[derive(Clone)]
struct Subscriber {
    number: i32,
    source: String,
    action: Option<ScriptBlock>,
    data: Value,
}

fn events(session: &mut Session) -> &mut Events {
    session.extension::<Events>()
}

/// The two names are the same.
fn same(a: &str, b: &str) -> bool {
    a.eq_ignore_ascii_case(b)
}

/// A name as a string that scripts hold.
fn text(it: &str) -> Value {
    Value::string(Str::new(it))
}
