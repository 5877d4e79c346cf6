//! `System.Net.Http.HttpClient`: its tasks are done when it hands them out.

use super::HttpResponseMessage;
use crate::{
    support::{
        http::{self, Exchange},
        values,
    },
    system::{io::stream::Stream, threading::Task},
};
use psp_clr::datetime::TimeSpan;
use psp_derive::ps_type;
use psp_host::{HttpRequest, NetworkError};
use psp_value::{Context, Fault, Lock, Native, Object, Result, Value};
use std::{sync::Arc, time::Duration};

type Headers = Arc<Lock<Vec<(String, String)>>>;

/// Fetches things.
pub(crate) struct HttpClient {
    headers: Headers,
    timeout: Lock<TimeSpan>,
}

/// Names and values that go with each request.
pub(crate) struct HttpRequestHeaders(Headers);

impl Native for HttpClient {}
impl Native for HttpRequestHeaders {}

impl HttpClient {
    fn fetch(
        &self,
        context: &mut dyn Context,
        method: &str,
        uri: &Value,
    ) -> Result<std::result::Result<Exchange, Value>> {
        let url = http::address(&values::text(context, uri)?)?;
        let ticks = self.timeout.snapshot().0;
        let request = HttpRequest {
            method: method.to_owned(),
            url: url.clone(),
            headers: self.headers.snapshot(),
            limit: u64::try_from(ticks).ok().map(|it| Duration::from_nanos(it.saturating_mul(100))),
            ..HttpRequest::default()
        };
        let (system, stop) = (context.system().clone(), context.stop().clone());
        match http::fetch(&*system, request, &stop) {
            Ok(exchange) => Ok(Ok(exchange)),
            Err(NetworkError::Late) => {
                let seconds = ticks / 10_000_000;
                let message = format!(
                    "The request was canceled due to the configured HttpClient.Timeout of {seconds} seconds elapsing."
                );
                Ok(Err(Fault::new("System.Threading.Tasks.TaskCanceledException", message).into_exception()))
            }
            Err(error) => Ok(Err(http::request_exception(&error, &url)?.0)),
        }
    }

    /// The body of a success.
    fn body(
        &self,
        context: &mut dyn Context,
        uri: &Value,
        take: impl FnOnce(Exchange) -> Value,
    ) -> Result<Task> {
        Ok(match self.fetch(context, "GET", uri)? {
            Err(exception) => Task::failed(exception),
            Ok(it) if it.is_success() => Task::done(take(it)),
            Ok(it) => {
                let message =
                    format!("Response status code does not indicate success: {} ({}).", it.status, it.reason);
                Task::failed(Fault::new("System.Net.Http.HttpRequestException", message).into_exception())
            }
        })
    }
}

#[ps_type("System.Net.Http.HttpClient", interfaces = [IDISPOSABLE])]
impl HttpClient {
    /// One without headers.
    #[ps("new")]
    fn new() -> Self {
        Self { headers: Headers::default(), timeout: Lock::new(TimeSpan(1_000_000_000)) }
    }

    /// What goes with each request.
    #[ps(get)]
    fn default_request_headers(&self) -> HttpRequestHeaders {
        HttpRequestHeaders(self.headers.clone())
    }

    /// How long a response may take.
    #[ps(get)]
    fn timeout(&self) -> TimeSpan {
        self.timeout.snapshot()
    }
    #[ps(set)]
    fn set_timeout(&self, value: TimeSpan) {
        self.timeout.with(|it| *it = value);
    }

    /// A response.
    #[ps]
    fn get_async(&self, context: &mut dyn Context, request_uri: &Value) -> Result<Task> {
        let fetched = self.fetch(context, "GET", request_uri)?;
        Ok(fetched.map_or_else(Task::failed, |it| Task::done(HttpResponseMessage::value(it))))
    }
    #[ps]
    fn delete_async(&self, context: &mut dyn Context, request_uri: &Value) -> Result<Task> {
        let fetched = self.fetch(context, "DELETE", request_uri)?;
        Ok(fetched.map_or_else(Task::failed, |it| Task::done(HttpResponseMessage::value(it))))
    }

    /// A body as text.
    #[ps]
    fn get_string_async(&self, context: &mut dyn Context, request_uri: &Value) -> Result<Task> {
        self.body(context, request_uri, |it| it.text().into())
    }
    #[ps]
    fn get_byte_array_async(&self, context: &mut dyn Context, request_uri: &Value) -> Result<Task> {
        self.body(context, request_uri, |it| Object::bytes(it.body).into())
    }
    #[ps]
    fn get_stream_async(&self, context: &mut dyn Context, request_uri: &Value) -> Result<Task> {
        self.body(context, request_uri, |it| Stream::memory(it.body, false))
    }

    /// Nothing is held open.
    #[ps]
    fn dispose(&self) {
        let _ = &self.timeout;
    }
}

#[ps_type("System.Net.Http.Headers.HttpRequestHeaders")]
impl HttpRequestHeaders {
    /// One more.
    #[ps]
    fn add(&self, name: &str, value: &str) {
        self.0.with(|it| it.push((name.to_owned(), value.to_owned())));
    }
    #[ps]
    fn try_add_without_validation(&self, name: &str, value: &str) -> bool {
        self.add(name, value);
        true
    }

    /// One less.
    #[ps]
    fn remove(&self, name: &str) -> bool {
        self.0.with(|it| {
            let before = it.len();
            it.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
            it.len() < before
        })
    }

    /// None.
    #[ps]
    fn clear(&self) {
        self.0.with(Vec::clear);
    }

    /// There is such a name.
    #[ps]
    fn contains(&self, name: &str) -> bool {
        self.0.with(|it| http::header(it, name).is_some())
    }
}
