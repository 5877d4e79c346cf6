//! `System.Net.WebClient`: .NET's older way to fetch things.

use crate::{
    declare::{Bytes, Emulated},
    support::{
        files,
        http::{self, Exchange},
        values,
    },
    system::{collections::specialized::name_value_collection::NameValueCollection, io::stream::Stream},
};
use psp_derive::ps_type;
use psp_host::HttpRequest;
use psp_value::{Context, Lock, Native, Object, Result, Value, exception_message};

/// Fetches things.
pub(crate) struct WebClient {
    headers: Value,
    settings: Lock<Vec<(&'static str, Value)>>,
}

impl Native for WebClient {}

impl WebClient {
    fn fetch(
        &self,
        context: &mut dyn Context,
        method: &str,
        address: &Value,
        body: Option<Vec<u8>>,
    ) -> Result<Exchange> {
        let url = http::address(&values::text(context, address)?)?;
        let headers = self.headers.downcast::<NameValueCollection>().map(NameValueCollection::pairs);
        let request = HttpRequest {
            method: method.to_owned(),
            url: url.clone(),
            headers: headers.unwrap_or_default(),
            body,
            ..HttpRequest::default()
        };
        let (system, stop) = (context.system().clone(), context.stop().clone());
        match http::fetch(&*system, request, &stop) {
            Ok(exchange) if exchange.is_success() => Ok(exchange),
            Ok(exchange) => {
                let message = format!(
                    "The remote server returned an error: ({}) {}.",
                    exchange.status, exchange.reason
                );
                Err(http::web_exception(message, super::http::HttpResponseMessage::value(exchange)))
            }
            Err(error) => {
                let (exception, _) = http::request_exception(&error, &url)?;
                Err(http::web_exception(exception_message(&exception).text().into_owned(), Value::NULL))
            }
        }
    }

    fn setting(&self, name: &str) -> Value {
        self.settings
            .with(|it| it.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone()))
            .unwrap_or_default()
    }

    fn set(&self, name: &'static str, value: &Value) {
        self.settings.with(|it| {
            it.retain(|(known, _)| *known != name);
            it.push((name, value.clone()));
        });
    }
}

#[ps_type("System.Net.WebClient", interfaces = [IDISPOSABLE])]
impl WebClient {
    /// One without headers.
    #[ps("new")]
    fn new() -> Self {
        let headers = Object::native(NameValueCollection::ty(), NameValueCollection::default()).into();
        Self { headers, settings: Lock::default() }
    }

    /// What goes with each request.
    #[ps(get)]
    fn headers(&self) -> Value {
        self.headers.clone()
    }

    /// How texts are sent.
    #[ps(get)]
    fn encoding(&self) -> Value {
        self.setting("Encoding")
    }
    #[ps(set)]
    fn set_encoding(&self, value: &Value) {
        self.set("Encoding", value);
    }

    /// A text.
    #[ps]
    fn download_string(&self, context: &mut dyn Context, address: &Value) -> Result<String> {
        Ok(self.fetch(context, "GET", address, None)?.text())
    }

    /// Bytes.
    #[ps]
    fn download_data(&self, context: &mut dyn Context, address: &Value) -> Result<Bytes> {
        Ok(Bytes(self.fetch(context, "GET", address, None)?.body))
    }

    /// Into a file.
    #[ps]
    fn download_file(&self, context: &mut dyn Context, address: &Value, file_name: &str) -> Result<()> {
        let exchange = self.fetch(context, "GET", address, None)?;
        let path = files::path(context, file_name)?;
        let written = context.system().write(&path, &exchange.body);
        written.map_err(|error| files::fail(context, &error, &path))
    }

    /// A stream.
    #[ps]
    fn open_read(&self, context: &mut dyn Context, address: &Value) -> Result<Value> {
        Ok(Stream::memory(self.fetch(context, "GET", address, None)?.body, false))
    }

    /// Sends a text and takes one.
    #[ps]
    fn upload_string(&self, context: &mut dyn Context, address: &Value, data: &str) -> Result<String> {
        Ok(self.fetch(context, "POST", address, Some(data.as_bytes().to_vec()))?.text())
    }
    #[ps("UploadString")]
    fn upload_string_by(
        &self,
        context: &mut dyn Context,
        address: &Value,
        method: &str,
        data: &str,
    ) -> Result<String> {
        Ok(self.fetch(context, method, address, Some(data.as_bytes().to_vec()))?.text())
    }

    /// Nothing is held open.
    #[ps]
    fn dispose(&self) {
        let _ = &self.settings;
    }
}
