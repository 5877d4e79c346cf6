//! `System.Net.Cookie` and `System.Net.CookieContainer`.

use crate::{declare::Emulated, support::http, system::uri::Uri};
use psp_derive::ps_type;
use psp_value::{Context, Enumeration, Lock, Native, Object, Result, Value};

/// A cookie.
#[derive(Clone, Default)]
pub(crate) struct Cookie {
    name: String,
    value: String,
    domain: String,
    path: String,
    secure: bool,
    http_only: bool,
    /// The domain was not said: only the host itself gets it.
    host_only: bool,
}

/// The cookies of a session.
#[derive(Default)]
pub struct CookieContainer(Lock<Vec<Cookie>>);

/// Some cookies.
pub(crate) struct CookieCollection(Vec<Cookie>);

impl Native for Cookie {
    fn text(&self, _: &mut dyn Context, _: Option<&str>) -> Result<Option<String>> {
        Ok(Some(format!("{}={}", self.name, self.value)))
    }
}

impl Native for CookieContainer {}

impl Native for CookieCollection {
    fn enumerate(&self, _: &Value) -> Option<Enumeration> {
        let value = |it: &Cookie| Object::native(Cookie::ty(), it.clone()).into();
        Some(Enumeration::ready(self.0.iter().map(value).collect()))
    }

    fn count(&self) -> Option<usize> {
        Some(self.0.len())
    }
}

impl Cookie {
    /// Reads a `Set-Cookie`; true when it is to be forgotten.
    fn read(text: &str, host: &str, path: &str) -> Option<(Self, bool)> {
        let mut parts = text.split(';').map(str::trim);
        let (name, value) = parts.next()?.split_once('=')?;
        let directory = path.rfind('/').filter(|it| *it > 0).map_or("/", |it| &path[..it]);
        let mut cookie = Self {
            name: name.trim().to_owned(),
            value: value.trim().to_owned(),
            domain: host.to_owned(),
            path: directory.to_owned(),
            host_only: true,
            ..Self::default()
        };
        let mut is_over = false;
        for part in parts {
            let (key, value) =
                part.split_once('=').map_or((part, ""), |(key, value)| (key.trim(), value.trim()));
            match key.to_ascii_lowercase().as_str() {
                "domain" if !value.is_empty() => {
                    value.trim_start_matches('.').clone_into(&mut cookie.domain);
                    cookie.host_only = false;
                }
                "path" if value.starts_with('/') => value.clone_into(&mut cookie.path),
                "secure" => cookie.secure = true,
                "httponly" => cookie.http_only = true,
                "max-age" => is_over = value.parse::<i64>().is_ok_and(|it| it <= 0),
                "expires" => is_over |= value.contains("1970"),
                _ => {}
            }
        }
        let is_own = cookie.host_only || belongs(host, &cookie.domain);
        (is_own && !cookie.name.is_empty()).then_some((cookie, is_over))
    }

    fn fits(&self, scheme: &str, host: &str, path: &str) -> bool {
        let is_host = if self.host_only {
            host.eq_ignore_ascii_case(&self.domain)
        } else {
            belongs(host, self.domain.trim_start_matches('.'))
        };
        let rest = path.strip_prefix(self.path.as_str());
        let is_path = rest.is_some_and(|it| self.path.ends_with('/') || it.is_empty() || it.starts_with('/'));
        is_host && (is_path || self.path.is_empty()) && (!self.secure || scheme == "https")
    }
}

fn belongs(host: &str, domain: &str) -> bool {
    let (host, domain) = (host.to_ascii_lowercase(), domain.to_ascii_lowercase());
    host.strip_suffix(domain.as_str()).is_some_and(|it| it.is_empty() || it.ends_with('.'))
}

fn split(url: &str) -> (String, String, String) {
    let (scheme, host, _) = http::place(url).unwrap_or_default();
    let rest = url.split_once("://").map_or("", |(_, it)| it);
    let path = rest.find('/').map_or("/", |it| &rest[it..]);
    (scheme, host, path.split(['?', '#']).next().unwrap_or("/").to_owned())
}

impl CookieContainer {
    fn put(&self, cookie: Cookie, is_over: bool) {
        self.0.with(|all| {
            let place = all.iter().position(|it| {
                it.name.eq_ignore_ascii_case(&cookie.name)
                    && it.domain == cookie.domain
                    && it.path == cookie.path
            });
            match (place, is_over) {
                (Some(place), true) => drop(all.remove(place)),
                (Some(place), false) => all[place] = cookie,
                (None, false) => all.push(cookie),
                (None, true) => {}
            }
        });
    }

    /// Keeps what a response sets.
    pub fn take(&self, url: &str, headers: &[(String, String)]) {
        let (_, host, path) = split(url);
        for (_, value) in headers.iter().filter(|(name, _)| name.eq_ignore_ascii_case("set-cookie")) {
            if let Some((cookie, is_over)) = Cookie::read(value, &host, &path) {
                self.put(cookie, is_over);
            }
        }
    }

    fn fitting(&self, url: &str) -> Vec<Cookie> {
        let (scheme, host, path) = split(url);
        self.0.with(|it| it.iter().filter(|it| it.fits(&scheme, &host, &path)).cloned().collect())
    }

    /// What a request to an address sends as `Cookie`.
    pub fn header(&self, url: &str) -> Option<String> {
        let pairs: Vec<String> =
            self.fitting(url).iter().map(|it| format!("{}={}", it.name, it.value)).collect();
        (!pairs.is_empty()).then(|| pairs.join("; "))
    }
}

#[ps_type("System.Net.Cookie")]
impl Cookie {
    /// With a name, a value, a path and a domain.
    #[ps("new")]
    fn new(
        name: Option<String>,
        value: Option<String>,
        path: Option<String>,
        domain: Option<String>,
    ) -> Self {
        Self {
            name: name.unwrap_or_default(),
            value: value.unwrap_or_default(),
            path: path.unwrap_or_default(),
            domain: domain.unwrap_or_default(),
            ..Self::default()
        }
    }

    /// The name.
    #[ps(get)]
    fn name(&self) -> String {
        self.name.clone()
    }
    /// The value.
    #[ps(get)]
    fn value(&self) -> String {
        self.value.clone()
    }
    /// Where it goes to.
    #[ps(get)]
    fn domain(&self) -> String {
        self.domain.clone()
    }
    /// Which paths it goes to.
    #[ps(get)]
    fn path(&self) -> String {
        self.path.clone()
    }
    /// Only over secure connections.
    #[ps(get)]
    fn secure(&self) -> bool {
        self.secure
    }
    /// Not for scripts of pages.
    #[ps(get)]
    fn http_only(&self) -> bool {
        self.http_only
    }
}

#[ps_type("System.Net.CookieContainer")]
impl CookieContainer {
    /// None yet.
    #[ps("new")]
    fn new() -> Self {
        Self::default()
    }

    /// One more.
    #[ps]
    fn add(&self, cookie: &Cookie) {
        self.put(cookie.clone(), false);
    }
    #[ps("Add")]
    fn add_for(&self, uri: &Uri, cookie: &Cookie) {
        let url = uri.parts().map(crate::system::uri::Parts::whole).unwrap_or_default();
        let mut cookie = cookie.clone();
        if cookie.domain.is_empty() {
            cookie.domain = split(&url).1;
            cookie.host_only = true;
        }
        self.put(cookie, false);
    }

    /// Those for an address.
    #[ps]
    fn get_cookies(&self, uri: &Uri) -> CookieCollection {
        CookieCollection(self.fitting(&uri.parts().map(crate::system::uri::Parts::whole).unwrap_or_default()))
    }
    /// All of them.
    #[ps]
    fn get_all_cookies(&self) -> CookieCollection {
        CookieCollection(self.0.snapshot())
    }
    /// What a request sends.
    #[ps]
    fn get_cookie_header(&self, uri: &Uri) -> String {
        let url = uri.parts().map(crate::system::uri::Parts::whole).unwrap_or_default();
        self.header(&url).unwrap_or_default()
    }

    /// How many there are.
    #[ps(get)]
    fn count(&self) -> i32 {
        self.0.with(|it| it.len()) as i32
    }
}

#[ps_type("System.Net.CookieCollection")]
impl CookieCollection {
    /// How many there are.
    #[ps("Count", get)]
    fn number(&self) -> i32 {
        self.0.len() as i32
    }

    /// One by its place or name.
    #[ps("get_Item")]
    fn item_at(&self, index: i32) -> Option<Cookie> {
        self.0.get(usize::try_from(index).ok()?).cloned()
    }
    #[ps("get_Item")]
    fn item(&self, name: &str) -> Option<Cookie> {
        self.0.iter().find(|it| it.name.eq_ignore_ascii_case(name)).cloned()
    }
}
