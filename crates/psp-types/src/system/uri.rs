//! `System.Uri`.

mod parse;

use crate::{
    declare::{Emulated, Out},
    support::values,
    system::enums::{UriHostNameType, UriKind, UriPartial},
};
pub(crate) use parse::{Parts, escape, unescape};
use psp_derive::ps_type;
use psp_value::{Context, Fault, Native, Object, Result, Value};

/// An address.
pub struct Uri {
    original: String,
    /// `None` for a relative one.
    parts: Option<Parts>,
}

impl Native for Uri {
    fn text(&self, _: &mut dyn Context, _: Option<&str>) -> Result<Option<String>> {
        Ok(Some(self.written()))
    }

    fn equals(&self, other: &Value) -> Option<bool> {
        let other = other.downcast::<Self>()?;
        Some(match (&self.parts, &other.parts) {
            (Some(a), Some(b)) => a.without_fragment() == b.without_fragment(),
            (None, None) => self.original == other.original,
            _ => false,
        })
    }

    fn hash(&self) -> Option<u64> {
        let text = self.parts.as_ref().map_or_else(|| self.original.clone(), Parts::without_fragment);
        Some(text.bytes().fold(5381, |hash: u64, it| hash.wrapping_mul(33) ^ u64::from(it)))
    }
}

impl Uri {
    /// Reads an address, absolute or relative.
    pub(crate) fn read(text: &str, kind: i64) -> Result<Self> {
        // On Unix a rooted path is an absolute address only where one is asked for.
        let parts = Parts::read(text).filter(|_| kind != 0 || !text.starts_with('/'));
        match (&parts, kind) {
            (None, 1) => Err(invalid(if text.is_empty() {
                "Invalid URI: The URI is empty."
            } else {
                parse::why_not_absolute(text)
            })),
            (Some(_), 2) => Err(invalid(
                "A relative URI cannot be created because the 'uriString' parameter represents an absolute URI.",
            )),
            _ => Ok(Self { original: text.to_owned(), parts }),
        }
    }

    fn joined(base: &Self, relative: &str) -> Result<Self> {
        let Some(parts) = &base.parts else {
            return Err(
                Fault::argument("This operation is not supported for a relative URI.", "baseUri").into()
            );
        };
        let text = parts.resolve(relative);
        Self::read(&text, 1)
    }

    /// The parts of an absolute address.
    pub(crate) fn parts(&self) -> Option<&Parts> {
        self.parts.as_ref()
    }

    fn absolute(&self) -> Result<&Parts> {
        self.parts.as_ref().ok_or_else(|| {
            crate::support::errors::invalid_operation("This operation is not supported for a relative URI.")
        })
    }

    fn written(&self) -> String {
        self.parts.as_ref().map_or_else(|| self.original.clone(), Parts::readable)
    }
}

fn invalid(message: &str) -> psp_value::Interrupt {
    Fault::new("System.UriFormatException", message).into()
}

#[ps_type("System.Uri", of = URI)]
impl Uri {
    /// From text, or from a base and a relative address.
    #[ps("new")]
    fn new(uri_string: &str) -> Result<Self> {
        Self::read(uri_string, 1)
    }
    #[ps("new")]
    fn of_kind(uri_string: &str, uri_kind: UriKind) -> Result<Self> {
        Self::read(uri_string, uri_kind.0)
    }
    #[ps("new")]
    fn relative_to(base_uri: &Self, relative_uri: &str) -> Result<Self> {
        Self::joined(base_uri, relative_uri)
    }
    #[ps("new")]
    fn relative_uri_to(base_uri: &Self, relative_uri: &Self) -> Result<Self> {
        Self::joined(base_uri, &relative_uri.original)
    }

    /// A scheme's name.
    #[ps(get)]
    fn uri_scheme_http() -> &'static str {
        "http"
    }
    #[ps(get)]
    fn uri_scheme_https() -> &'static str {
        "https"
    }
    #[ps(get)]
    fn uri_scheme_file() -> &'static str {
        "file"
    }
    #[ps(get)]
    fn uri_scheme_ftp() -> &'static str {
        "ftp"
    }
    #[ps(get)]
    fn uri_scheme_mailto() -> &'static str {
        "mailto"
    }
    #[ps(get)]
    fn scheme_delimiter() -> &'static str {
        "://"
    }

    /// The text with everything escaped that has a meaning in an address.
    #[ps]
    fn escape_data_string(string_to_escape: &str) -> String {
        escape(string_to_escape, "-_.~")
    }

    /// The text with everything escaped that may not stand in an address.
    #[ps]
    fn escape_uri_string(string_to_escape: &str) -> String {
        escape(string_to_escape, "-_.~;/?:@&=+$,#[]!*'()%")
    }

    /// The text without escapes.
    #[ps]
    fn unescape_data_string(string_to_unescape: &str) -> String {
        unescape(string_to_unescape)
    }

    /// The text is a proper address.
    #[ps]
    fn is_well_formed_uri_string(uri_string: &str, uri_kind: UriKind) -> bool {
        let allowed = |it: char| it.is_ascii_alphanumeric() || "-_.~;/?:@&=+$,#[]!*'()%".contains(it);
        let absolute = Parts::read(uri_string).is_some() && !uri_string.starts_with('/');
        uri_string.chars().all(allowed)
            && (if uri_kind.0 == 1 { absolute } else { uri_kind.0 == 0 || !absolute })
    }

    /// A scheme's name is proper.
    #[ps]
    fn check_scheme_name(scheme_name: &str) -> bool {
        parse::is_scheme(scheme_name)
    }

    /// The kind of a host's name.
    #[ps]
    fn check_host_name(name: &str) -> UriHostNameType {
        UriHostNameType(parse::host_kind(name))
    }

    /// Reads an address; false when it cannot.
    #[ps]
    fn try_create(
        context: &mut dyn Context,
        uri_string: &str,
        uri_kind: UriKind,
        result: Out<Value>,
    ) -> Result<bool> {
        let made = Self::read(uri_string, uri_kind.0).ok();
        let found = made.is_some();
        result.set(context, made.map(|it| Object::native(Self::ty(), it)))?;
        Ok(found)
    }
    #[ps("TryCreate")]
    fn try_create_relative(
        context: &mut dyn Context,
        base_uri: &Self,
        relative_uri: &str,
        result: Out<Value>,
    ) -> Result<bool> {
        let made = Self::joined(base_uri, relative_uri).ok();
        let found = made.is_some();
        result.set(context, made.map(|it| Object::native(Self::ty(), it)))?;
        Ok(found)
    }

    /// The path.
    #[ps(get)]
    fn absolute_path(&self) -> Result<String> {
        self.absolute().map(|it| it.path.clone())
    }

    /// The whole address, escaped.
    #[ps(get)]
    fn absolute_uri(&self) -> Result<String> {
        self.absolute().map(Parts::whole)
    }

    /// The path of a file.
    #[ps(get)]
    fn local_path(&self) -> Result<String> {
        self.absolute().map(|it| unescape(&it.path))
    }

    /// Host and port.
    #[ps(get)]
    fn authority(&self) -> Result<String> {
        self.absolute().map(Parts::authority)
    }
    #[ps(get)]
    fn host_name_type(&self) -> Result<UriHostNameType> {
        self.absolute().map(|it| UriHostNameType(parse::host_kind(&it.host)))
    }

    /// The port is the scheme's own.
    #[ps(get)]
    fn is_default_port(&self) -> Result<bool> {
        self.absolute().map(|it| it.port == parse::default_port(&it.scheme))
    }

    /// The address of a file.
    #[ps(get)]
    fn is_file(&self) -> Result<bool> {
        self.absolute().map(|it| it.scheme == "file")
    }

    /// The address of this machine.
    #[ps(get)]
    fn is_loopback(&self) -> Result<bool> {
        self.absolute().map(|it| matches!(it.host.as_str(), "localhost" | "127.0.0.1" | "[::1]" | ""))
    }

    /// Path and query.
    #[ps(get)]
    fn path_and_query(&self) -> Result<String> {
        self.absolute().map(|it| format!("{}{}", it.path, it.query))
    }

    /// The parts of the path.
    #[ps(get)]
    fn segments(&self) -> Result<Vec<String>> {
        self.absolute().map(|it| it.path.split_inclusive('/').map(str::to_owned).collect())
    }

    /// A path on another machine.
    #[ps(get)]
    fn is_unc(&self) -> Result<bool> {
        self.absolute().map(|it| it.scheme == "file" && !it.host.is_empty())
    }

    /// The host.
    #[ps(get)]
    fn host(&self) -> Result<String> {
        self.absolute().map(|it| it.host.clone())
    }

    /// The port, the scheme's own when none is given.
    #[ps(get)]
    fn port(&self) -> Result<i32> {
        self.absolute().map(|it| it.port)
    }

    /// What stands behind `?`, with it.
    #[ps(get)]
    fn query(&self) -> Result<String> {
        self.absolute().map(|it| it.query.clone())
    }

    /// What stands behind `#`, with it.
    #[ps(get)]
    fn fragment(&self) -> Result<String> {
        self.absolute().map(|it| it.fragment.clone())
    }

    /// The scheme.
    #[ps(get)]
    fn scheme(&self) -> Result<String> {
        self.absolute().map(|it| it.scheme.clone())
    }

    /// As it was given.
    #[ps(get)]
    fn original_string(&self) -> String {
        self.original.clone()
    }
    #[ps(get)]
    fn dns_safe_host(&self) -> Result<String> {
        self.absolute().map(|it| it.host.trim_matches(['[', ']']).to_owned())
    }
    #[ps(get)]
    fn idn_host(&self) -> Result<String> {
        self.dns_safe_host()
    }

    /// Has a scheme.
    #[ps(get)]
    fn is_absolute_uri(&self) -> bool {
        self.parts.is_some()
    }

    /// Escapes were given.
    #[ps(get)]
    fn user_escaped(&self) -> bool {
        false
    }

    /// What stands before `@`.
    #[ps(get)]
    fn user_info(&self) -> Result<String> {
        self.absolute().map(|it| it.user.clone())
    }

    /// The address up to a part.
    #[ps]
    fn get_left_part(&self, part: UriPartial) -> Result<String> {
        self.absolute().map(|it| it.left_part(part.0))
    }

    /// The other address seen from this one.
    #[ps]
    fn make_relative_uri(&self, uri: &Self) -> Result<Self> {
        let text = self.absolute()?.relative(uri.absolute()?);
        Ok(Self { parts: Parts::read(&text), original: text })
    }

    /// The other address lies below this one.
    #[ps]
    fn is_base_of(&self, uri: &Self) -> Result<bool> {
        let (own, other) = (self.absolute()?, uri.absolute()?);
        let directory = own.path.rsplit_once('/').map_or("", |(it, _)| it);
        Ok(own.scheme == other.scheme
            && own.authority() == other.authority()
            && other.path.starts_with(directory))
    }

    /// The other one is the same address.
    #[ps("Equals")]
    fn same(&self, comparand: &Value) -> bool {
        Native::equals(self, comparand).unwrap_or(false)
    }

    /// A number that is the same for equal addresses.
    #[ps]
    fn get_hash_code(this: &Value) -> i32 {
        values::hash(this)
    }

    /// The address, without escapes that need not be.
    #[ps("ToString")]
    fn as_text(&self) -> String {
        self.written()
    }
}
