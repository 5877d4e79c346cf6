//! `WebRequestSession`: what requests share.

use psp_derive::ps_type;
use psp_types::{declare::Emulated, system::net::CookieContainer};
use psp_value::{
    Context, Lock, Native, Object, Result, Str, Table, Value, convert, object::KeyComparer, types, well_known,
};

/// Headers, cookies and settings of several requests.
pub(crate) struct WebRequestSession {
    headers: Value,
    cookies: Lock<Value>,
    user_agent: Lock<String>,
    maximum_redirection: Lock<i32>,
    maximum_retry_count: Lock<i32>,
    retry_interval: Lock<i32>,
    credentials: Lock<Value>,
    proxy: Lock<Value>,
}

impl Native for WebRequestSession {}

impl WebRequestSession {
    fn blank() -> Self {
        let text = well_known::STRING.ty();
        let headers = types::instantiate(well_known::DICTIONARY.ty(), &[text, text]);
        let cookies = Object::native(CookieContainer::ty(), CookieContainer::default()).into();
        Self {
            headers: Object::table(headers, Table::new(KeyComparer::IgnoreCase)).into(),
            cookies: Lock::new(cookies),
            user_agent: Lock::default(),
            maximum_redirection: Lock::new(-1),
            maximum_retry_count: Lock::new(0),
            retry_interval: Lock::new(0),
            credentials: Lock::default(),
            proxy: Lock::default(),
        }
    }

    /// A new one as a value.
    pub(super) fn value() -> Value {
        Object::native(Self::ty(), Self::blank()).into()
    }

    /// Sets a header, in place of one of that name.
    pub(super) fn set_header(&self, name: &str, value: &str) {
        if let Some(table) = self.headers.as_table() {
            table.with(|it| it.insert(name.into(), value.into()));
        }
    }

    /// The headers, in order.
    pub(super) fn pairs(&self, context: &mut dyn Context) -> Result<Vec<(String, String)>> {
        let Some(table) = self.headers.as_table() else { return Ok(Vec::new()) };
        let all: Vec<_> =
            table.with(|it| it.iter().map(|(name, value)| (name.clone(), value.clone())).collect());
        let mut pairs = Vec::with_capacity(all.len());
        for (name, value) in all {
            let name = convert::to_text(context, &name)?.text().into_owned();
            pairs.push((name, convert::to_text(context, &value)?.text().into_owned()));
        }
        Ok(pairs)
    }

    /// Works on the cookies.
    pub(super) fn with_cookies<R: Default>(&self, f: impl FnOnce(&CookieContainer) -> R) -> R {
        self.cookies.snapshot().downcast::<CookieContainer>().map(f).unwrap_or_default()
    }

    /// The agent that a script chose.
    pub(super) fn agent(&self) -> Option<String> {
        Some(self.user_agent.snapshot()).filter(|it| !it.is_empty())
    }

    /// Redirections to follow, unless any number.
    pub(super) fn redirections(&self) -> Option<i32> {
        Some(self.maximum_redirection.snapshot()).filter(|it| *it >= 0)
    }

    /// How often to try again, and the seconds before.
    pub(super) fn retries(&self) -> (i32, i32) {
        (self.maximum_retry_count.snapshot(), self.retry_interval.snapshot())
    }
}

#[ps_type("Microsoft.PowerShell.Commands.WebRequestSession", interfaces = [IDISPOSABLE])]
impl WebRequestSession {
    /// One without anything.
    #[ps("new")]
    fn new() -> Self {
        Self::blank()
    }

    /// What goes with each request.
    #[ps(get)]
    fn headers(&self) -> Value {
        self.headers.clone()
    }
    #[ps(set)]
    fn set_headers(&self, context: &mut dyn Context, value: &Value) -> Result<()> {
        let entries: Vec<(Value, Value)> = value.as_table().map_or_else(Vec::new, |it| {
            it.with(|it| it.iter().map(|(name, value)| (name.clone(), value.clone())).collect())
        });
        if let Some(table) = self.headers.as_table() {
            table.with(Table::clear);
        }
        for (name, value) in entries {
            let (name, value) = (convert::to_text(context, &name)?, convert::to_text(context, &value)?);
            self.set_header(&name.text(), &value.text());
        }
        Ok(())
    }

    /// The cookies.
    #[ps("Cookies", get)]
    fn get_cookies(&self) -> Value {
        self.cookies.snapshot()
    }
    #[ps("Cookies", set)]
    fn set_cookies(&self, value: &Value) {
        self.cookies.with(|it| *it = value.clone());
    }

    /// The name of the program that asks.
    #[ps("UserAgent", get)]
    fn get_user_agent(&self) -> String {
        self.user_agent.snapshot()
    }
    #[ps("UserAgent", set)]
    fn set_user_agent(&self, value: &Str) {
        self.user_agent.with(|it| *it = value.text().into_owned());
    }

    /// How many redirections are followed; -1 for any number.
    #[ps("MaximumRedirection", get)]
    fn get_maximum_redirection(&self) -> i32 {
        self.maximum_redirection.snapshot()
    }
    #[ps("MaximumRedirection", set)]
    fn set_maximum_redirection(&self, value: i32) {
        self.maximum_redirection.with(|it| *it = value);
    }

    /// How often a failed request is sent again.
    #[ps("MaximumRetryCount", get)]
    fn get_maximum_retry_count(&self) -> i32 {
        self.maximum_retry_count.snapshot()
    }
    #[ps("MaximumRetryCount", set)]
    fn set_maximum_retry_count(&self, value: i32) {
        self.maximum_retry_count.with(|it| *it = value);
    }

    /// Seconds between two tries.
    #[ps(get)]
    fn retry_interval_in_seconds(&self) -> i32 {
        self.retry_interval.snapshot()
    }
    #[ps(set)]
    fn set_retry_interval_in_seconds(&self, value: i32) {
        self.retry_interval.with(|it| *it = value);
    }

    /// Who asks.
    #[ps("Credentials", get)]
    fn get_credentials(&self) -> Value {
        self.credentials.snapshot()
    }
    #[ps("Credentials", set)]
    fn set_credentials(&self, value: &Value) {
        self.credentials.with(|it| *it = value.clone());
    }

    /// The proxy.
    #[ps("Proxy", get)]
    fn get_proxy(&self) -> Value {
        self.proxy.snapshot()
    }
    #[ps("Proxy", set)]
    fn set_proxy(&self, value: &Value) {
        self.proxy.with(|it| *it = value.clone());
    }

    /// Nothing is held open.
    #[ps]
    fn dispose(&self) {
        let _ = &self.headers;
    }
}
