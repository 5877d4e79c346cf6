//! `Get-Credential`: asks for a name and a password.

use psp_derive::Cmdlet;
use psp_runtime::{Cmdlet, Shell};
use psp_value::{Fault, Result, Str, Value, member, types};

/// Asks for a user's name and password.
#[derive(Cmdlet, Default)]
#[cmdlet(
    "Get-Credential",
    default_set = "CredentialSet",
    output = "System.Management.Automation.PSCredential"
)]
pub(super) struct GetCredential {
    /// A user's name, whose password is asked for, or credentials, which are given back.
    #[param(set = "CredentialSet", position = 0, allow_null)]
    credential: Value,
    /// What is shown above the questions.
    #[param(set = "MessageSet")]
    message: Option<String>,
    /// The user's name; only the password is asked for.
    #[param(set = "MessageSet", position = 0)]
    user_name: Option<String>,
    /// The first line of what is shown.
    #[param(set = "MessageSet")]
    title: Option<String>,
}

impl Cmdlet for GetCredential {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let Some(ty) = types::find("System.Management.Automation.PSCredential") else {
            return Err(Fault::not_supported("Get-Credential").into());
        };
        if self.credential.ty() == Some(ty) {
            return shell.write(std::mem::take(&mut self.credential));
        }
        let mut name = match (&self.user_name, self.credential.is_null()) {
            (Some(name), _) => name.clone(),
            (None, true) => String::new(),
            (None, false) => shell.text(&self.credential)?.to_string(),
        };
        let title = self.title.as_deref().unwrap_or("PowerShell credential request");
        let message = self.message.as_deref().unwrap_or("Enter your credentials.");
        let mut head = format!("\n{title}\n{message}\n");
        if name.is_empty() {
            name = shell.session.ask(&(std::mem::take(&mut head) + "User: "), false)?.unwrap_or_default();
        }
        let question = format!("{head}Password for user {name}: ");
        let password = shell.session.ask(&question, true)?.unwrap_or_default();
        let secure = crate::utility::secure_string(shell.session, &password)?;
        let made =
            member::invoke_static(shell.session, ty, &Str::new("new"), vec![name.into(), secure], &[])?;
        shell.write(made)
    }
}
