//! What `Invoke-WebRequest` writes: `BasicHtmlWebResponseObject`, and `WebResponseObject` for what is no text.

use super::html::elements;
use psp_derive::ps_type;
use psp_types::{
    declare::Emulated,
    support::http::Exchange,
    system::{io::stream::Stream, net::http::HttpResponseMessage},
};
use psp_value::{Context, Native, Object, Result, Table, Value, object::KeyComparer, types, well_known};

/// An answer.
pub(crate) struct WebResponse {
    exchange: Exchange,
    links: Vec<(String, String)>,
    out_file: Option<String>,
}

impl Native for WebResponse {
    fn text(&self, _: &mut dyn Context, _: Option<&str>) -> Result<Option<String>> {
        Ok(Some(self.exchange.text()))
    }
}

/// The kind of a body is one of text.
pub(super) fn is_text(content_type: &str) -> bool {
    let kind = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    kind.starts_with("text/") || is_json(&kind) || is_xml(&kind) || kind.ends_with("javascript")
}

/// The kind of a body is JSON.
pub(super) fn is_json(content_type: &str) -> bool {
    let kind = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    matches!(
        kind.as_str(),
        "application/json" | "application/x-javascript" | "text/x-javascript" | "text/json"
    ) || matches!(kind.as_str(), "application/javascript" | "text/javascript" | "application/x-json")
        || kind.ends_with("+json")
}

/// The kind of a body is XML.
pub(super) fn is_xml(content_type: &str) -> bool {
    let kind = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    matches!(
        kind.as_str(),
        "application/xml" | "text/xml" | "application/xml-external-parsed-entity" | "application/xml-dtd"
    ) || kind.ends_with("+xml")
}

/// All headers as a dictionary of texts' lists: first those of the response, then those of its body.
pub(super) fn header_table(exchange: &Exchange) -> Value {
    let text = well_known::STRING.ty();
    let values = types::instantiate(well_known::GENERIC_IENUMERABLE.ty(), &[text]);
    let ty = types::instantiate(well_known::DICTIONARY.ty(), &[text, values]);
    let mut table = Table::new(KeyComparer::IgnoreCase);
    for (name, values) in exchange.grouped(false).into_iter().chain(exchange.grouped(true)) {
        let values: Vec<Value> = values.into_iter().map(Value::from).collect();
        table.insert(name.into(), Object::array_of(text, values).into());
    }
    Object::table(ty, table).into()
}

impl WebResponse {
    /// As a value.
    pub(super) fn value(exchange: Exchange, links: Vec<(String, String)>, out_file: Option<String>) -> Value {
        let ty = if exchange.header("content-type").is_some_and(is_text) {
            crate::types::web_page()
        } else {
            Self::ty()
        };
        Object::native(ty, Self { exchange, links, out_file }).into()
    }

    fn page(&self) -> String {
        if self.is_text() { self.exchange.text() } else { String::new() }
    }

    fn is_text(&self) -> bool {
        self.exchange.header("content-type").is_some_and(is_text)
    }
}

#[ps_type("Microsoft.PowerShell.Commands.WebResponseObject")]
impl WebResponse {
    /// The status.
    #[ps(get)]
    fn status_code(&self) -> i32 {
        self.exchange.status.into()
    }

    /// The server's words for the status.
    #[ps(get)]
    fn status_description(&self) -> String {
        self.exchange.reason.clone()
    }

    /// The body: text, or bytes when it is none.
    #[ps(get)]
    fn content(&self) -> Value {
        if self.is_text() {
            self.exchange.text().into()
        } else {
            Object::bytes(self.exchange.body.clone()).into()
        }
    }

    /// Status, headers and body.
    #[ps(get)]
    fn raw_content(&self) -> String {
        let it = &self.exchange;
        let mut raw = format!("HTTP/1.1 {} {}\n", it.status, it.reason);
        for (name, values) in it.grouped(false).into_iter().chain(it.grouped(true)) {
            raw.extend([name.as_str(), ": ", values.join(", ").as_str(), "\n"]);
        }
        raw.push('\n');
        raw + &it.text()
    }

    /// The length of the body in bytes.
    #[ps(get)]
    fn raw_content_length(&self) -> i64 {
        self.exchange.body.len() as i64
    }

    /// The body as a stream.
    #[ps(get)]
    fn raw_content_stream(&self) -> Value {
        Stream::memory(self.exchange.body.clone(), false)
    }

    /// The headers.
    #[ps(get)]
    fn headers(&self) -> Value {
        header_table(&self.exchange)
    }

    /// Addresses by their relation, as the header `Link` says.
    #[ps(get)]
    fn relation_link(&self) -> Value {
        let text = well_known::STRING.ty();
        let ty = types::instantiate(well_known::DICTIONARY.ty(), &[text, text]);
        let mut table = Table::new(KeyComparer::IgnoreCase);
        for (name, url) in &self.links {
            table.insert(name.as_str().into(), url.as_str().into());
        }
        Object::table(ty, table).into()
    }

    /// What .NET has of the response.
    #[ps(get)]
    fn base_response(&self) -> Value {
        HttpResponseMessage::value(self.exchange.clone())
    }

    /// The file that has the body.
    #[ps(get)]
    fn out_file(&self) -> Option<String> {
        self.out_file.clone()
    }

    /// The page's links.
    #[ps(get)]
    fn links(&self) -> Value {
        elements(&self.page(), "a", true)
    }

    /// The page's images.
    #[ps(get)]
    fn images(&self) -> Value {
        elements(&self.page(), "img", false)
    }

    /// The page's input fields.
    #[ps(get)]
    fn input_fields(&self) -> Value {
        elements(&self.page(), "input", false)
    }
}
