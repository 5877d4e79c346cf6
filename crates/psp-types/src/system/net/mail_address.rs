//! `System.Net.Mail.MailAddress`.

use crate::support::values;
use psp_derive::ps_type;
use psp_value::{Context, Fault, Native, Result, Value};

/// An address with the name of who has it.
#[derive(PartialEq, Eq)]
pub(crate) struct MailAddress {
    name: String,
    user: String,
    host: String,
}

impl Native for MailAddress {
    fn text(&self, _: &mut dyn Context, _: Option<&str>) -> Result<Option<String>> {
        Ok(Some(self.written()))
    }

    fn equals(&self, other: &Value) -> Option<bool> {
        Some(self.written().eq_ignore_ascii_case(&other.downcast::<Self>()?.written()))
    }
}

impl MailAddress {
    fn written(&self) -> String {
        let address = self.address();
        if self.name.is_empty() { address } else { format!("\"{}\" <{address}>", self.name) }
    }

    /// `user@host`, or a name before it in angle brackets.
    fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let (name, address) = match text.strip_suffix('>') {
            Some(body) => body.rsplit_once('<')?,
            None => ("", text),
        };
        let (user, host) = address.rsplit_once('@')?;
        let name = name.trim();
        let name = name.strip_prefix('"').and_then(|it| it.strip_suffix('"')).unwrap_or(name);
        let odd = |it: &str| it.chars().any(|it| it.is_whitespace() || "<>,;\"".contains(it));
        let bad = user.is_empty()
            || host.is_empty()
            || odd(user)
            || odd(host)
            || user.starts_with('.')
            || user.ends_with('.')
            || user.contains("..")
            || user.contains('@');
        (!bad).then(|| Self { name: name.to_owned(), user: user.to_owned(), host: host.to_owned() })
    }
}

#[ps_type("System.Net.Mail.MailAddress")]
impl MailAddress {
    /// Out of a text, with a name or without.
    #[ps("new")]
    fn from_text(address: &str) -> Result<Self> {
        Self::read(address).ok_or_else(|| {
            let message = "The specified string is not in the form required for an e-mail address.";
            Fault::new("System.FormatException", message).into()
        })
    }
    #[ps("new")]
    fn with_name(address: &str, display_name: &str) -> Result<Self> {
        Ok(Self { name: display_name.to_owned(), ..Self::from_text(address)? })
    }

    /// The name of who has the address.
    #[ps(get)]
    fn display_name(&self) -> &str {
        &self.name
    }

    /// What stands before the `@`.
    #[ps(get)]
    fn user(&self) -> &str {
        &self.user
    }

    /// What stands behind the `@`.
    #[ps(get)]
    fn host(&self) -> &str {
        &self.host
    }

    /// The address without a name.
    #[ps(get)]
    fn address(&self) -> String {
        format!("{}@{}", self.user, self.host)
    }

    /// The other one is the same address.
    #[ps("Equals")]
    fn same(&self, value: &Value) -> bool {
        Native::equals(self, value).unwrap_or(false)
    }

    /// A number that is the same for equal addresses.
    #[ps]
    fn get_hash_code(this: &Value) -> i32 {
        values::hash(this)
    }

    /// Name and address.
    #[ps("ToString")]
    fn as_text(&self) -> String {
        self.written()
    }
}
