//! `System.Net.Http.HttpResponseMessage` and its parts.

use crate::{
    declare::Emulated,
    support::http::Exchange,
    system::{
        collections::generic::key_value_pair, io::stream::Stream, net::enums::HttpStatusCode,
        threading::Task, uri::Uri,
    },
};
use psp_derive::ps_type;
use psp_value::{Context, Enumeration, Fault, Native, Object, Result, Value, well_known};
use std::sync::Arc;

/// What a server answered.
pub struct HttpResponseMessage(Arc<Exchange>);

/// Names and values beside a body, or about it.
pub(crate) struct HttpResponseHeaders {
    exchange: Arc<Exchange>,
    of_content: bool,
}

/// A body.
pub(crate) struct HttpContent(Arc<Exchange>);

/// What was asked.
pub(crate) struct HttpRequestMessage(Arc<Exchange>);

impl HttpResponseMessage {
    /// Of an exchange.
    pub fn value(exchange: Exchange) -> Value {
        Object::native(Self::ty(), Self(Arc::new(exchange))).into()
    }

    /// The error of a status that is none of success.
    fn failure(&self) -> psp_value::Interrupt {
        let message =
            format!("Response status code does not indicate success: {} ({}).", self.0.status, self.0.reason);
        let status = HttpStatusCode(self.0.status.into()).value();
        Fault::new("System.Net.Http.HttpRequestException", message).property("StatusCode", status).into()
    }
}

impl Native for HttpResponseMessage {
    fn text(&self, _: &mut dyn Context, _: Option<&str>) -> Result<Option<String>> {
        let it = &self.0;
        let line = |(name, values): (String, Vec<String>)| {
            values.iter().map(|value| format!("  {name}: {value}\n")).collect::<Vec<_>>().concat()
        };
        let headers: String = it.grouped(false).into_iter().chain(it.grouped(true)).map(line).collect();
        Ok(Some(format!(
            "StatusCode: {}, ReasonPhrase: '{}', Version: 1.1, Content: System.Net.Http.HttpConnectionResponseContent, Headers:\n{{\n{headers}}}",
            it.status, it.reason
        )))
    }
}

#[ps_type("System.Net.Http.HttpResponseMessage", interfaces = [IDISPOSABLE])]
impl HttpResponseMessage {
    /// The status.
    #[ps(get)]
    fn status_code(&self) -> HttpStatusCode {
        HttpStatusCode(self.0.status.into())
    }

    /// The server's words for the status.
    #[ps(get)]
    fn reason_phrase(&self) -> String {
        self.0.reason.clone()
    }

    /// The status is one of success.
    #[ps(get)]
    fn is_success_status_code(&self) -> bool {
        self.0.is_success()
    }

    /// The headers that are not about the body.
    #[ps(get)]
    fn headers(&self) -> HttpResponseHeaders {
        HttpResponseHeaders { exchange: self.0.clone(), of_content: false }
    }

    /// The body.
    #[ps(get)]
    fn content(&self) -> HttpContent {
        HttpContent(self.0.clone())
    }

    /// What was asked.
    #[ps(get)]
    fn request_message(&self) -> HttpRequestMessage {
        HttpRequestMessage(self.0.clone())
    }

    /// Fails unless the status is one of success.
    #[ps]
    fn ensure_success_status_code(&self) -> Result<Value> {
        if self.0.is_success() {
            Ok(Object::native(Self::ty(), Self(self.0.clone())).into())
        } else {
            Err(self.failure())
        }
    }

    /// Nothing is held open.
    #[ps]
    fn dispose(&self) {
        let _ = &self.0;
    }
}

impl HttpResponseHeaders {
    fn values(&self, name: &str) -> Option<Vec<String>> {
        let all = self.exchange.grouped(self.of_content);
        all.into_iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, values)| values)
    }
}

impl Native for HttpResponseHeaders {
    fn text(&self, _: &mut dyn Context, _: Option<&str>) -> Result<Option<String>> {
        let line = |(name, values): (String, Vec<String>)| format!("{name}: {}\n", values.join(", "));
        Ok(Some(self.exchange.grouped(self.of_content).into_iter().map(line).collect()))
    }

    fn enumerate(&self, _: &Value) -> Option<Enumeration> {
        let values =
            psp_value::types::instantiate(well_known::GENERIC_IENUMERABLE.ty(), &[well_known::STRING.ty()]);
        let pair = |(name, all): (String, Vec<String>)| {
            key_value_pair::of(well_known::STRING.ty(), values, name.into(), Value::strings(all))
        };
        Some(Enumeration::ready(self.exchange.grouped(self.of_content).into_iter().map(pair).collect()))
    }
}

#[ps_type("System.Net.Http.Headers.HttpResponseHeaders")]
impl HttpResponseHeaders {
    /// The values of a name.
    #[ps]
    fn get_values(&self, name: &str) -> Result<Vec<String>> {
        self.values(name).ok_or_else(|| {
            Fault::new("System.InvalidOperationException", "The given header was not found.").into()
        })
    }

    /// There is such a name.
    #[ps]
    fn contains(&self, name: &str) -> bool {
        self.values(name).is_some()
    }

    /// Where the client is sent.
    #[ps(get)]
    fn location(&self) -> Result<Option<Uri>> {
        self.exchange.header("location").map(|it| Uri::read(it, 0)).transpose()
    }

    /// The kind of the body.
    #[ps(get)]
    fn content_type(&self) -> Option<String> {
        self.exchange.header("content-type").filter(|_| self.of_content).map(str::to_owned)
    }

    /// The length of the body, when it was said.
    #[ps(get)]
    fn content_length(&self) -> Option<i64> {
        self.exchange.header("content-length").filter(|_| self.of_content)?.parse().ok()
    }
}

impl Native for HttpContent {}

#[ps_type("System.Net.Http.HttpContent", interfaces = [IDISPOSABLE])]
impl HttpContent {
    /// The headers about the body.
    #[ps(get)]
    fn headers(&self) -> HttpResponseHeaders {
        HttpResponseHeaders { exchange: self.0.clone(), of_content: true }
    }

    /// The body as text.
    #[ps]
    fn read_as_string_async(&self) -> Task {
        Task::done(self.0.text().into())
    }

    /// The body.
    #[ps]
    fn read_as_byte_array_async(&self) -> Task {
        Task::done(Object::bytes(self.0.body.clone()).into())
    }

    /// The body as a stream.
    #[ps]
    fn read_as_stream_async(&self) -> Task {
        Task::done(Stream::memory(self.0.body.clone(), false))
    }

    /// Nothing is held open.
    #[ps]
    fn dispose(&self) {
        let _ = &self.0;
    }
}

impl Native for HttpRequestMessage {}

#[ps_type("System.Net.Http.HttpRequestMessage", interfaces = [IDISPOSABLE])]
impl HttpRequestMessage {
    /// The address that answered.
    #[ps(get)]
    fn request_uri(&self) -> Result<Uri> {
        Uri::read(&self.0.url, 0)
    }

    /// The method.
    #[ps(get)]
    fn method(&self) -> String {
        self.0.method.clone()
    }

    /// Nothing is held open.
    #[ps]
    fn dispose(&self) {
        let _ = &self.0;
    }
}
