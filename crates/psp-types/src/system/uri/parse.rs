//! The parts of an address.

use crate::support::write::add;

/// An absolute address.
#[derive(Clone, Default)]
pub(crate) struct Parts {
    pub(crate) scheme: String,
    pub(crate) user: String,
    pub(crate) host: String,
    pub(crate) port: i32,
    /// Escaped.
    pub(crate) path: String,
    /// With its `?`.
    pub(crate) query: String,
    /// With its `#`.
    pub(crate) fragment: String,
    /// `//` follows the scheme.
    pub(crate) has_authority: bool,
}

/// The port of a scheme, -1 when it has none.
pub(crate) fn default_port(scheme: &str) -> i32 {
    match scheme {
        "http" | "ws" => 80,
        "https" | "wss" => 443,
        "ftp" => 21,
        "ssh" | "sftp" => 22,
        "telnet" => 23,
        "mailto" => 25,
        "gopher" => 70,
        "ldap" => 389,
        "nntp" => 119,
        "net.tcp" => 808,
        _ => -1,
    }
}

/// A scheme's name is proper.
pub(crate) fn is_scheme(text: &str) -> bool {
    text.starts_with(|it: char| it.is_ascii_alphabetic())
        && text.chars().all(|it| it.is_ascii_alphanumeric() || matches!(it, '+' | '-' | '.'))
}

/// The number of the `UriHostNameType`.
pub(crate) fn host_kind(name: &str) -> i64 {
    let plain = name.trim_matches(['[', ']']);
    if plain.is_empty() {
        return 0;
    }
    if plain.parse::<std::net::Ipv4Addr>().is_ok() {
        return 3;
    }
    if plain.parse::<std::net::Ipv6Addr>().is_ok() {
        return 4;
    }
    let label = |it: char| it.is_alphanumeric() || matches!(it, '-' | '.' | '_');
    if name.chars().all(label) { 2 } else { 0 }
}

/// The message about a text that is no absolute address.
pub(crate) fn why_not_absolute(text: &str) -> &'static str {
    match text.split_once("://") {
        Some((scheme, rest)) if is_scheme(scheme) => {
            let authority = rest.split(['/', '?', '#']).next().unwrap_or("");
            let port = authority.rsplit_once('@').map_or(authority, |(_, it)| it).rsplit_once(':');
            if port.is_some_and(|(_, it)| !it.is_empty() && it.parse::<u16>().is_err()) {
                "Invalid URI: Invalid port specified."
            } else {
                "Invalid URI: The hostname could not be parsed."
            }
        }
        _ => "Invalid URI: The format of the URI could not be determined.",
    }
}

impl Parts {
    /// Reads an absolute address; a rooted path is that of a file.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.starts_with('/') && !text.starts_with("//") {
            let path = normalize(&escape(text, "-_.~/:@!$&'()*+,;=%"));
            return Some(Self {
                scheme: "file".into(),
                path,
                port: -1,
                has_authority: true,
                ..Self::default()
            });
        }
        let (scheme, rest) = text.split_once(':')?;
        if !is_scheme(scheme) {
            return None;
        }
        let scheme = scheme.to_ascii_lowercase();
        let port = default_port(&scheme);
        let mut parts = Self { scheme, port, ..Self::default() };
        let (rest, fragment) = split_at(rest, '#');
        let (rest, query) = split_at(rest, '?');
        parts.fragment = escape(fragment, SAFE);
        parts.query = escape(query, SAFE);
        match rest.strip_prefix("//") {
            Some(rest) => parts.read_authority(rest)?,
            None if matches!(parts.scheme.as_str(), "http" | "https" | "ftp" | "ws" | "wss") => return None,
            None => parts.path = escape(rest, SAFE),
        }
        Some(parts)
    }

    fn read_authority(&mut self, rest: &str) -> Option<()> {
        self.has_authority = true;
        let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let (user, host) = authority.rsplit_once('@').map_or(("", authority), |(user, host)| (user, host));
        user.clone_into(&mut self.user);
        let (host, port) = match host.rsplit_once(':') {
            Some((name, port)) if !port.contains(']') => (name, port),
            _ => (host, ""),
        };
        if !port.is_empty() {
            self.port = i32::from(port.parse::<u16>().ok()?);
        }
        self.host = host.to_lowercase();
        let needs_host = matches!(self.scheme.as_str(), "http" | "https" | "ftp" | "ws" | "wss");
        if needs_host && host_kind(host) == 0 {
            return None;
        }
        self.path = normalize(&escape(path, SAFE));
        if self.path.is_empty() && (needs_host || self.scheme == "file") {
            "/".clone_into(&mut self.path);
        }
        Some(())
    }

    /// Host and port.
    pub(crate) fn authority(&self) -> String {
        if self.port == default_port(&self.scheme) || self.port < 0 {
            return self.host.clone();
        }
        format!("{}:{}", self.host, self.port)
    }

    fn start(&self) -> String {
        if !self.has_authority {
            return format!("{}:", self.scheme);
        }
        let user = if self.user.is_empty() { String::new() } else { format!("{}@", self.user) };
        format!("{}://{user}{}", self.scheme, self.authority())
    }

    /// The whole address, escaped.
    pub(crate) fn whole(&self) -> String {
        format!("{}{}{}{}", self.start(), self.path, self.query, self.fragment)
    }

    /// What counts when addresses are compared.
    pub(crate) fn without_fragment(&self) -> String {
        format!("{}{}{}", self.start(), self.path, self.query)
    }

    /// The whole address without escapes that need not be.
    pub(crate) fn readable(&self) -> String {
        let readable = |text: &str| unescape_safe(text);
        format!(
            "{}{}{}{}",
            self.start(),
            readable(&self.path),
            readable(&self.query),
            readable(&self.fragment)
        )
    }

    /// The address up to scheme (0), authority (1), path (2) or query (3).
    pub(crate) fn left_part(&self, part: i64) -> String {
        match part {
            0 => format!("{}:{}", self.scheme, if self.has_authority { "//" } else { "" }),
            1 if !self.has_authority => String::new(),
            1 => self.start(),
            2 => format!("{}{}", self.start(), self.path),
            _ => format!("{}{}{}", self.start(), self.path, self.query),
        }
    }

    /// A relative address seen from this one.
    pub(crate) fn resolve(&self, relative: &str) -> String {
        if Self::read(relative).is_some_and(|it| !(it.scheme == "file" && relative.starts_with('/'))) {
            return relative.to_owned();
        }
        if relative.starts_with("//") {
            return format!("{}:{relative}", self.scheme);
        }
        if relative.is_empty() {
            return self.without_fragment();
        }
        if relative.starts_with('#') {
            return format!("{}{relative}", self.without_fragment());
        }
        if relative.starts_with('?') {
            return format!("{}{}{relative}", self.start(), self.path);
        }
        if relative.starts_with('/') {
            return format!("{}{relative}", self.start());
        }
        let directory = self.path.rfind('/').and_then(|at| self.path.get(..=at)).unwrap_or("/");
        format!("{}{directory}{relative}", self.start())
    }

    /// Another address as a relative one.
    pub(crate) fn relative(&self, other: &Self) -> String {
        if self.scheme != other.scheme || self.authority() != other.authority() {
            return other.whole();
        }
        let directories = |path: &str| -> Vec<String> {
            let mut all: Vec<String> = path.split('/').map(str::to_owned).collect();
            all.pop();
            all
        };
        let (own, their) = (directories(&self.path), directories(&other.path));
        let common = own.iter().zip(&their).take_while(|(a, b)| a == b).count();
        let mut text = "../".repeat(own.len() - common);
        for directory in their.iter().skip(common) {
            text.push_str(directory);
            text.push('/');
        }
        text.push_str(other.path.rsplit('/').next().unwrap_or(""));
        text + &other.query + &other.fragment
    }
}

const SAFE: &str = "-_.~/:@!$&'()*+,;=%?#[]";

fn split_at(text: &str, sign: char) -> (&str, &str) {
    text.split_at(text.find(sign).unwrap_or(text.len()))
}

/// A path without `.` and `..`.
fn normalize(path: &str) -> String {
    if !path.contains("/.") {
        return path.to_owned();
    }
    let mut kept: Vec<&str> = Vec::new();
    let parts: Vec<&str> = path.split('/').collect();
    for (at, part) in parts.iter().enumerate() {
        let last = at + 1 == parts.len();
        match *part {
            "." if last => kept.push(""),
            "." => {}
            ".." => {
                if kept.len() > 1 {
                    kept.pop();
                }
                if last {
                    kept.push("");
                }
            }
            part => kept.push(part),
        }
    }
    kept.join("/")
}

/// Escapes everything but letters, digits of ASCII and what is safe; `%` before two digits stays when it is safe.
pub(crate) fn escape(text: &str, safe: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for (at, it) in text.char_indices() {
        let is_escape = it == '%'
            && text.get(at + 1..at + 3).is_some_and(|it| it.bytes().all(|byte| byte.is_ascii_hexdigit()));
        if it.is_ascii_alphanumeric() || safe.contains(it) && (it != '%' || is_escape) {
            escaped.push(it);
        } else {
            for byte in it.encode_utf8(&mut [0; 4]).bytes() {
                add(&mut escaped, format_args!("%{byte:02X}"));
            }
        }
    }
    escaped
}

/// The text without escapes.
pub(crate) fn unescape(text: &str) -> String {
    unescape_if(text, |_| true)
}

/// The text without escapes of what has no meaning in an address.
fn unescape_safe(text: &str) -> String {
    unescape_if(text, |byte| {
        !matches!(
            byte,
            0..=0x1f
                | 0x7f
                | b'%'
                | b'#'
                | b'?'
                | b'/'
                | b'\\'
                | b'@'
                | b':'
                | b';'
                | b'&'
                | b'='
                | b'+'
                | b'$'
                | b','
        )
    })
}

fn unescape_if(text: &str, wanted: impl Fn(u8) -> bool) -> String {
    let bytes = text.as_bytes();
    let (mut plain, mut at) = (Vec::with_capacity(bytes.len()), 0);
    while let Some(&byte) = bytes.get(at) {
        let code = text.get(at + 1..at + 3).and_then(|it| u8::from_str_radix(it, 16).ok());
        match code {
            Some(code) if byte == b'%' && wanted(code) => {
                plain.push(code);
                at += 3;
            }
            _ => {
                plain.push(byte);
                at += 1;
            }
        }
    }
    match String::from_utf8(plain) {
        Ok(text) => text,
        Err(error) => String::from_utf8_lossy(error.as_bytes()).into_owned(),
    }
}
