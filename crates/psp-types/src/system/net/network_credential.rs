//! `System.Net.NetworkCredential`.

use crate::system::security::SecureString;
use psp_derive::ps_type;
use psp_value::{Lock, Native, Str, Value};

/// Who asks for something.
#[derive(Default)]
pub struct NetworkCredential(Lock<State>);

#[derive(Default)]
struct State {
    user: Str,
    password: Str,
    domain: Str,
}

impl Native for NetworkCredential {}

impl NetworkCredential {
    /// With all its parts.
    pub fn of(user: Str, password: Str, domain: Str) -> Self {
        Self(Lock::new(State { user, password, domain }))
    }
}

#[ps_type("System.Net.NetworkCredential")]
impl NetworkCredential {
    /// Nobody, or a user with a password.
    #[ps("new")]
    fn nobody() -> Self {
        Self::default()
    }
    #[ps("new")]
    fn with_text(user_name: &Str, password: &Str, domain: Option<Str>) -> Self {
        Self::of(user_name.clone(), password.clone(), domain.unwrap_or_default())
    }
    #[ps("new")]
    fn with_secure(user_name: &Str, password: &SecureString, domain: Option<Str>) -> Self {
        Self::of(user_name.clone(), password.shown(), domain.unwrap_or_default())
    }

    /// The user.
    #[ps(get)]
    fn user_name(&self) -> Str {
        self.0.with(|it| it.user.clone())
    }
    #[ps(set)]
    fn set_user_name(&self, value: &Str) {
        self.0.with(|it| it.user = value.clone());
    }

    /// The password, readable.
    #[ps(get)]
    fn password(&self) -> Str {
        self.0.with(|it| it.password.clone())
    }
    #[ps(set)]
    fn set_password(&self, value: &Str) {
        self.0.with(|it| it.password = value.clone());
    }

    /// The password.
    #[ps(get)]
    fn secure_password(&self) -> Value {
        SecureString::hiding(&self.password())
    }

    /// The domain.
    #[ps(get)]
    fn domain(&self) -> Str {
        self.0.with(|it| it.domain.clone())
    }
    #[ps(set)]
    fn set_domain(&self, value: &Str) {
        self.0.with(|it| it.domain = value.clone());
    }
}
