//! `System.UriBuilder`.

use super::uri::{Parts, Uri};
use psp_derive::ps_type;
use psp_value::{Context, Lock, Native, Result};

/// An address to be put together.
pub(crate) struct UriBuilder(Lock<Parts>);

impl Native for UriBuilder {
    fn text(&self, _: &mut dyn Context, _: Option<&str>) -> Result<Option<String>> {
        Ok(Some(self.written()))
    }
}

impl UriBuilder {
    fn written(&self) -> String {
        let parts = self.0.snapshot();
        let user = if parts.user.is_empty() { String::new() } else { format!("{}@", parts.user) };
        let port = if parts.port < 0 { String::new() } else { format!(":{}", parts.port) };
        format!(
            "{}://{user}{}{port}{}{}{}",
            parts.scheme, parts.host, parts.path, parts.query, parts.fragment
        )
    }

    fn read<R>(&self, read: impl FnOnce(&Parts) -> R) -> R {
        self.0.with(|it| read(it))
    }
}

#[ps_type("System.UriBuilder")]
impl UriBuilder {
    /// `http://localhost/`, or from text or parts.
    #[ps("new")]
    fn new() -> Self {
        Self::from_parts("http", "localhost", None, None)
    }
    #[ps("new")]
    fn from_text(uri: &str) -> Result<Self> {
        let text = if uri.contains("://") { uri.to_owned() } else { format!("http://{uri}") };
        Uri::read(&text, 1)?;
        Ok(Self(Lock::new(Parts::read(&text).unwrap_or_default())))
    }
    #[ps("new")]
    fn from_uri(uri: &Uri) -> Self {
        Self(Lock::new(uri.parts().cloned().unwrap_or_default()))
    }
    #[ps("new")]
    fn from_parts(scheme_name: &str, host_name: &str, port: Option<i32>, path_value: Option<String>) -> Self {
        let path = path_value.unwrap_or_default();
        let path = if path.starts_with('/') { path } else { format!("/{path}") };
        Self(Lock::new(Parts {
            scheme: scheme_name.to_lowercase(),
            host: host_name.to_owned(),
            port: port.unwrap_or(-1),
            path,
            has_authority: true,
            ..Parts::default()
        }))
    }

    /// The scheme.
    #[ps(get)]
    fn scheme(&self) -> String {
        self.read(|it| it.scheme.clone())
    }
    #[ps(set)]
    fn set_scheme(&self, value: &str) {
        self.0.with(|it| it.scheme = value.trim_end_matches("://").to_lowercase());
    }

    /// The host.
    #[ps(get)]
    fn host(&self) -> String {
        self.read(|it| it.host.clone())
    }
    #[ps(set)]
    fn set_host(&self, value: &str) {
        self.0.with(|it| value.clone_into(&mut it.host));
    }

    /// The port, -1 for the scheme's own.
    #[ps(get)]
    fn port(&self) -> i32 {
        self.read(|it| it.port)
    }
    #[ps(set)]
    fn set_port(&self, value: i32) {
        self.0.with(|it| it.port = value);
    }

    /// The path.
    #[ps(get)]
    fn path(&self) -> String {
        self.read(|it| it.path.clone())
    }
    #[ps(set)]
    fn set_path(&self, value: &str) {
        let path = super::uri::escape(value, "-_.~/:@!$&'()*+,;=%");
        self.0.with(|it| it.path = if path.starts_with('/') { path } else { format!("/{path}") });
    }

    /// The query, with its `?`.
    #[ps(get)]
    fn query(&self) -> String {
        self.read(|it| it.query.clone())
    }
    #[ps(set)]
    fn set_query(&self, value: &str) {
        self.0.with(|it| it.query = prefixed('?', value));
    }

    /// The fragment, with its `#`.
    #[ps(get)]
    fn fragment(&self) -> String {
        self.read(|it| it.fragment.clone())
    }
    #[ps(set)]
    fn set_fragment(&self, value: &str) {
        self.0.with(|it| it.fragment = prefixed('#', value));
    }

    /// The user's name.
    #[ps(get)]
    fn user_name(&self) -> String {
        self.read(|it| it.user.split(':').next().unwrap_or("").to_owned())
    }
    #[ps(set)]
    fn set_user_name(&self, value: &str) {
        let password = self.password();
        self.0.with(|it| {
            it.user = if password.is_empty() { value.to_owned() } else { format!("{value}:{password}") }
        });
    }

    /// The password.
    #[ps(get)]
    fn password(&self) -> String {
        self.read(|it| it.user.split_once(':').map_or("", |(_, it)| it).to_owned())
    }
    #[ps(set)]
    fn set_password(&self, value: &str) {
        let user = self.user_name();
        self.0.with(|it| it.user = format!("{user}:{value}"));
    }

    /// The address.
    #[ps(get)]
    fn uri(&self) -> Result<Uri> {
        Uri::read(&self.written(), 1)
    }

    /// The address as text.
    #[ps("ToString")]
    fn as_text(&self) -> String {
        self.written()
    }
}

fn prefixed(sign: char, value: &str) -> String {
    if value.is_empty() || value.starts_with(sign) { value.to_owned() } else { format!("{sign}{value}") }
}
