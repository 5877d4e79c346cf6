//! `Runspace`: a session as an object.

use super::session;
use crate::session::Session;
use psp_derive::ps_type;
use psp_types::{
    declare::Emulated,
    system::management::automation::enums::{RunspaceAvailability, RunspaceState},
};
use psp_value::{Context, Native, Object, Result, Str, Value, convert, well_known};

/// `[runspace]::DefaultRunspace`
pub(super) struct Runspace {
    /// The session's number.
    number: u64,
    instance_id: String,
}

impl Native for Runspace {
    fn equals(&self, other: &Value) -> Option<bool> {
        other.downcast::<Self>().map(|it| it.number == self.number)
    }
}

impl Runspace {
    /// The runspace of a session.
    pub(super) fn current(session: &Session) -> Value {
        let runspace = Self { number: session.number, instance_id: session.instance_id().to_string() };
        Object::native(Self::ty(), runspace).into()
    }
}

#[ps_type("System.Management.Automation.Runspaces.Runspace")]
impl Runspace {
    /// The runspace of the running code.
    #[ps(get)]
    fn default_runspace(context: &mut dyn Context) -> Result<Value> {
        Ok(Self::current(session(context)?))
    }

    /// There is a runspace to run code in.
    #[ps(get)]
    fn can_use_default_runspace() -> bool {
        true
    }

    /// Its number in the process.
    #[ps(get)]
    fn id(&self) -> i32 {
        self.number as i32
    }

    /// Its name.
    #[ps(get)]
    fn name(&self) -> Str {
        format!("Runspace{}", self.number).as_str().into()
    }

    /// Tells it from all others.
    #[ps(get)]
    fn instance_id(&self, context: &mut dyn Context) -> Result<Value> {
        convert::convert(context, &self.instance_id.as_str().into(), well_known::GUID.ty())
    }

    /// Open, since code runs in it.
    #[ps(get)]
    fn runspace_state_info(&self) -> RunspaceStateInfo {
        RunspaceStateInfo(RunspaceState(2))
    }

    /// Busy, since code runs in it.
    #[ps(get)]
    fn runspace_availability(&self) -> RunspaceAvailability {
        RunspaceAvailability(3)
    }

    /// Runs on another machine.
    #[ps(get)]
    fn runspace_is_remote(&self) -> bool {
        false
    }

    /// The version of PowerShell.
    #[ps(get)]
    fn version(&self, context: &mut dyn Context) -> Result<Value> {
        convert::convert(context, &crate::session::PS_VERSION.into(), well_known::VERSION.ty())
    }
}

/// `Runspace.RunspaceStateInfo`
pub(super) struct RunspaceStateInfo(pub(super) RunspaceState);

impl Native for RunspaceStateInfo {
    fn text(&self, context: &mut dyn Context, _: Option<&str>) -> Result<Option<String>> {
        Ok(Some(convert::to_text(context, &self.0.value())?.text().into_owned()))
    }
}

#[ps_type("System.Management.Automation.Runspaces.RunspaceStateInfo")]
impl RunspaceStateInfo {
    /// The state.
    #[ps(get)]
    fn state(&self) -> RunspaceState {
        self.0
    }

    /// Why it is broken.
    #[ps(get)]
    fn reason(&self) -> Value {
        Value::NULL
    }
}
