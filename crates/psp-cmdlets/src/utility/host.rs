//! `Get-Host`, `Read-Host`, `Get-Runspace`: the program that shows things, and the session.

use psp_derive::Cmdlet;
use psp_runtime::{Cmdlet, Session, Shell, Switch};
use psp_value::{Context, Fault, Result, Str, Value, member, types};

/// Gives the object that stands for the program around the session.
///
/// ```powershell
/// (Get-Host).Name
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Get-Host", output = "System.Management.Automation.Host.PSHost")]
pub(super) struct GetHost {}

/// Reads a line of standard input.
///
/// ```powershell
/// 'answer' | ForEach-Object { $_ }   # Read-Host 'Your name' waits for a line
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet(
    "Read-Host",
    default_set = "AsString",
    output = "System.String",
    output = "System.Security.SecureString"
)]
pub(super) struct ReadHost {
    /// The question, shown before the line is read.
    #[param(position = 0, rest, allow_null)]
    prompt: Value,
    /// Gives a secure string, and does not show what is typed.
    #[param(set = "AsSecureString")]
    as_secure_string: Switch,
    /// Does not show what is typed.
    #[param(set = "AsString")]
    mask_input: Switch,
}

/// Gives this session as a runspace object.
///
/// ```powershell
/// (Get-Runspace).Count
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet(
    "Get-Runspace",
    default_set = "NameParameterSet",
    output = "System.Management.Automation.Runspaces.Runspace"
)]
pub(super) struct GetRunspace {
    /// Names of the runspaces wanted.
    #[param(set = "NameParameterSet", position = 0, validate_not_null_or_empty)]
    name: Vec<String>,
    /// Numbers of the runspaces wanted.
    #[param(set = "IdParameterSet", position = 0, mandatory)]
    id: Vec<i32>,
    /// Identifiers of the runspaces wanted.
    #[param(set = "InstanceIdParameterSet", position = 0, mandatory, ty = "System.Guid[]")]
    instance_id: Value,
}

impl Cmdlet for GetHost {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let host = shell.variable("Host");
        shell.write(host)
    }
}

impl Cmdlet for ReadHost {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let mut question = String::new();
        if !self.prompt.is_null() {
            let words = self.prompt.as_elements().unwrap_or_else(|| vec![self.prompt.clone()]);
            let words = words.iter().map(|it| Ok(shell.text(it)?.to_string())).collect::<Result<Vec<_>>>()?;
            question = format!("{}: ", words.join(" "));
        }
        let is_hidden = *self.as_secure_string || *self.mask_input;
        let line = shell.session.ask(&question, is_hidden)?.unwrap_or_default();
        if !*self.as_secure_string {
            return shell.write(line);
        }
        let secure = secure_string(shell.session, &line)?;
        shell.write(secure)
    }
}

/// A `SecureString` with this text.
pub(crate) fn secure_string(session: &mut Session, text: &str) -> Result<Value> {
    let Some(ty) = types::find("System.Security.SecureString") else {
        return Err(Fault::not_supported("System.Security.SecureString").into());
    };
    let secure = member::invoke_static(session, ty, &Str::new("new"), Vec::new(), &[])?;
    for unit in text.encode_utf16() {
        member::invoke(session, &secure, &Str::new("AppendChar"), vec![Value::char(unit)], &[])?;
    }
    Ok(secure)
}

impl Cmdlet for GetRunspace {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let Some(ty) = types::find("System.Management.Automation.Runspaces.Runspace") else {
            return Err(Fault::not_supported("Get-Runspace").into());
        };
        let own: Value = member::get_static(shell.session, ty, &Str::new("DefaultRunspace"))?;
        if !self.id.is_empty() {
            let id = shell.property(&own, "Id")?;
            if !id.as_int().is_some_and(|it| self.id.contains(&it)) {
                return Ok(());
            }
        }
        if !self.name.is_empty() {
            let name = shell.property(&own, "Name")?;
            let name = shell.text(&name)?;
            let patterns = crate::wildcard::Wildcard::all(&self.name);
            if !patterns.iter().any(|it| it.matches(&name.text())) {
                return Ok(());
            }
        }
        shell.write(own)
    }
}
