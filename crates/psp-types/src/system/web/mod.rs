//! `System.Web.HttpUtility` and `System.Net.WebUtility`.

use crate::{
    declare::Bytes, support::web,
    system::collections::specialized::name_value_collection::NameValueCollection,
};
use psp_derive::ps_type;
use psp_value::{Str, Value, types::TypeDef};

/// Text for the web.
pub(crate) struct HttpUtility;
/// Text for the web.
pub(crate) struct WebUtility;

/// The types of this namespace.
pub(crate) static TYPES: &[&TypeDef] = &[HttpUtility::DEF, WebUtility::DEF];

#[ps_type("System.Web.HttpUtility")]
impl HttpUtility {
    /// Escapes what has a meaning in HTML.
    #[ps]
    fn html_encode(s: &str) -> String {
        web::html_encode(s)
    }

    /// Text without HTML's escapes.
    #[ps]
    fn html_decode(s: &str) -> String {
        web::html_decode(s)
    }

    /// Escapes what has a meaning in an attribute of HTML.
    #[ps]
    fn html_attribute_encode(s: &str) -> String {
        s.replace('&', "&amp;").replace('"', "&quot;").replace('\'', "&#39;").replace('<', "&lt;")
    }

    /// Form encoding.
    #[ps]
    fn url_encode(str: &str, e: Option<&Value>) -> String {
        let _ = e;
        web::url_encode(str, false)
    }

    /// Text without form encoding.
    #[ps]
    fn url_decode(str: &str, e: Option<&Value>) -> String {
        let _ = e;
        web::url_decode(str)
    }

    /// Escapes the path of an address.
    #[ps]
    fn url_path_encode(str: &str) -> String {
        let (path, query) = str.split_at(str.find('?').unwrap_or(str.len()));
        let escape = |it: char| {
            if it.is_ascii() && it > ' ' && it != '\u{7f}' {
                it.to_string()
            } else {
                it.encode_utf8(&mut [0; 4])
                    .bytes()
                    .map(|it| format!("%{it:02x}"))
                    .collect::<Vec<_>>()
                    .concat()
            }
        };
        path.chars().map(escape).collect::<String>() + query
    }

    /// Escapes what has a meaning in a JavaScript string.
    #[ps("JavaScriptStringEncode")]
    fn javascript_string_encode(value: &str, add_double_quotes: Option<bool>) -> String {
        let text = web::javascript_encode(value);
        if add_double_quotes == Some(true) { format!("\"{text}\"") } else { text }
    }

    /// Names and values of a query.
    #[ps]
    fn parse_query_string(query: &str, encoding: Option<&Value>) -> NameValueCollection {
        let _ = encoding;
        NameValueCollection::of_query(query)
    }
}

#[ps_type("System.Net.WebUtility", kind = Static)]
impl WebUtility {
    /// Escapes what has a meaning in HTML.
    #[ps]
    fn html_encode(value: &str) -> String {
        web::html_encode(value)
    }

    /// Text without HTML's escapes.
    #[ps]
    fn html_decode(value: &str) -> String {
        web::html_decode(value)
    }

    /// Form encoding.
    #[ps]
    fn url_encode(value: &str) -> String {
        web::url_encode(value, true)
    }

    /// Text without form encoding.
    #[ps]
    fn url_decode(encoded_value: &str) -> String {
        web::url_decode(encoded_value)
    }
    #[ps]
    fn url_encode_to_bytes(value: Bytes, offset: i32, count: i32) -> Bytes {
        let part = value.0.get(offset.max(0) as usize..(offset + count).max(0) as usize).unwrap_or_default();
        Bytes(web::url_encode(&Str::new(&String::from_utf8_lossy(part)).text(), true).into_bytes())
    }
}
