//! `System.Management.Automation.PSCredential`.

use crate::system::{net::NetworkCredential, security::SecureString};
use psp_derive::ps_type;
use psp_value::{Fault, Native, Result, Str, Value};

/// A user's name and password.
pub(crate) struct PsCredential {
    user: Str,
    password: Value,
}

impl Native for PsCredential {}

#[ps_type("System.Management.Automation.PSCredential")]
impl PsCredential {
    /// Of a user.
    #[ps("new")]
    fn new(user_name: &Str, password: &Value) -> Result<Self> {
        if user_name.is_empty() {
            let message = "Cannot process argument because the value of argument \"userName\" is not valid. Change the \
                           value of the \"userName\" argument and run the operation again.";
            let ty = "System.Management.Automation.PSArgumentException";
            return Err(Fault::new(ty, message).id("Argument").into());
        }
        if password.downcast::<SecureString>().is_none() {
            let message = "Cannot find an overload for \"PSCredential\" and the argument count: \"2\".";
            let ty = "System.Management.Automation.MethodException";
            return Err(Fault::new(ty, message).id("MethodCountCouldNotFindBest").into());
        }
        Ok(Self { user: user_name.clone(), password: password.clone() })
    }

    /// Nobody's.
    #[ps("Empty", get)]
    fn nobody() -> Self {
        Self { user: Str::default(), password: Value::NULL }
    }

    /// The name, possibly with a domain before it.
    #[ps(get)]
    fn user_name(&self) -> Str {
        self.user.clone()
    }

    /// The password.
    #[ps(get)]
    fn password(&self) -> Value {
        self.password.clone()
    }

    /// Name, password and domain for programs that need them readable.
    #[ps]
    fn get_network_credential(&self) -> NetworkCredential {
        let text = self.user.text();
        let (domain, user) = match text.split_once('\\') {
            Some((domain, user)) => (domain, user),
            None => text.rsplit_once('@').map_or(("", &*text), |(user, domain)| (domain, user)),
        };
        let password = self.password.downcast::<SecureString>().map(SecureString::shown).unwrap_or_default();
        NetworkCredential::of(user.into(), password, domain.into())
    }
}
