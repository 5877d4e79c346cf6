//! `System.IO.Path`.

use crate::{declare::Char, support::files};
use psp_derive::ps_type;
use psp_host::OpenOptions;
use psp_value::{Context, Fault, Result};
use std::path::Path;

/// Paths as text.
pub(crate) struct PsPath;

#[ps_type("System.IO.Path", kind = Static)]
impl PsPath {
    /// `/`
    #[ps(get)]
    fn directory_separator_char() -> Char {
        Char(u16::from(b'/'))
    }

    /// `/`
    #[ps(get)]
    fn alt_directory_separator_char() -> Char {
        Char(u16::from(b'/'))
    }

    /// `:`
    #[ps(get)]
    fn path_separator() -> Char {
        Char(u16::from(b':'))
    }

    /// `/`
    #[ps(get)]
    fn volume_separator_char() -> Char {
        Char(u16::from(b'/'))
    }

    /// The path with another extension.
    #[ps]
    fn change_extension(path: &str, extension: crate::declare::NullStr) -> String {
        let stem = &path[..path.len() - extension_of(path).len()];
        match extension.0 {
            None => stem.to_owned(),
            Some(it) if it.as_bytes().starts_with(b".") => format!("{stem}{it}"),
            Some(it) => format!("{stem}.{it}"),
        }
    }

    /// The paths one below the other; a rooted one starts anew.
    #[ps]
    fn combine(#[ps(params)] paths: &[String]) -> String {
        let mut whole = String::new();
        for path in paths.iter().filter(|it| !it.is_empty()) {
            if path.starts_with('/') || whole.is_empty() {
                path.clone_into(&mut whole);
            } else {
                if !whole.ends_with('/') {
                    whole.push('/');
                }
                whole.push_str(path);
            }
        }
        whole
    }

    /// The paths with separators between them.
    #[ps]
    fn join(#[ps(params)] paths: &[String]) -> String {
        let mut whole = String::new();
        for path in paths.iter().filter(|it| !it.is_empty()) {
            if !whole.is_empty() && !whole.ends_with('/') && !path.starts_with('/') {
                whole.push('/');
            }
            whole.push_str(path);
        }
        whole
    }

    /// The path ends in a separator.
    #[ps]
    fn ends_in_directory_separator(path: &str) -> bool {
        path.ends_with('/')
    }

    /// There is a file or directory.
    #[ps]
    fn exists(context: &mut dyn Context, path: &str) -> bool {
        !path.is_empty() && context.system().exists(Path::new(&files::full_path(context, path)))
    }

    /// The path without its last part; null for a root.
    #[ps]
    fn get_directory_name(path: &str) -> Option<String> {
        if path.is_empty() || path.bytes().all(|it| it == b'/') {
            return None;
        }
        let directory = path.rfind('/').map_or("", |at| &path[..at]).trim_end_matches('/');
        Some(if directory.is_empty() && path.starts_with('/') {
            "/".to_owned()
        } else {
            directory.to_owned()
        })
    }

    /// The extension, with its point.
    #[ps]
    fn get_extension(path: &str) -> String {
        let extension = extension_of(path);
        if extension == "." { String::new() } else { extension.to_owned() }
    }

    /// The last part.
    #[ps]
    fn get_file_name(path: &str) -> String {
        name_of(path).to_owned()
    }

    /// The last part without its extension.
    #[ps]
    fn get_file_name_without_extension(path: &str) -> String {
        let name = name_of(path);
        name[..name.rfind('.').unwrap_or(name.len())].to_owned()
    }

    /// The absolute path.
    #[ps]
    fn get_full_path(context: &mut dyn Context, path: &str, base_path: Option<String>) -> Result<String> {
        if path.is_empty() {
            return Err(Fault::argument("The value cannot be an empty string.", "path").into());
        }
        Ok(match base_path {
            Some(base) if !path.starts_with('/') => files::normalized(&format!("{base}/{path}")),
            _ => files::full_path(context, path),
        })
    }

    /// What may not stand in a file's name.
    #[ps]
    fn get_invalid_file_name_chars() -> Vec<Char> {
        vec![Char(0), Char(u16::from(b'/'))]
    }

    /// What may not stand in a path.
    #[ps]
    fn get_invalid_path_chars() -> Vec<Char> {
        vec![Char(0)]
    }

    /// `/`, or nothing.
    #[ps]
    fn get_path_root(path: &str) -> Option<&'static str> {
        if path.is_empty() { None } else { Some(if path.starts_with('/') { "/" } else { "" }) }
    }

    /// A name that nobody has.
    #[ps]
    fn get_random_file_name() -> String {
        let name = random_name(11);
        format!("{}.{}", &name[..8], &name[8..])
    }

    /// A path seen from another one.
    #[ps]
    fn get_relative_path(context: &mut dyn Context, relative_to: &str, path: &str) -> Result<String> {
        for (name, given) in [("relativeTo", relative_to), ("path", path)] {
            if given.is_empty() {
                return Err(Fault::argument("The value cannot be an empty string.", name).into());
            }
        }
        let (from, to) = (files::full_path(context, relative_to), files::full_path(context, path));
        let parts =
            |it: &str| it.split('/').filter(|it| !it.is_empty()).map(str::to_owned).collect::<Vec<_>>();
        let (own, other) = (parts(&from), parts(&to));
        let common = own.iter().zip(&other).take_while(|(a, b)| a == b).count();
        let up = std::iter::repeat_n("..".to_owned(), own.len() - common);
        let all: Vec<String> = up.chain(other.into_iter().skip(common)).collect();
        let end = if to.ends_with('/') && !all.is_empty() { "/" } else { "" };
        Ok(if all.is_empty() { ".".to_owned() } else { format!("{}{end}", all.join("/")) })
    }

    /// A new empty file in the directory for such.
    #[ps]
    fn get_temp_file_name(context: &mut dyn Context) -> Result<String> {
        let directory = context.system().temp_directory();
        let path = directory.join(format!("tmp{}.tmp", random_name(6)));
        let opened = context.system().open(&path, OpenOptions::CREATE_NEW);
        opened.map(|_| files::text(&path)).map_err(|it| files::fail(context, &it, &path))
    }

    /// The directory for files that nobody needs for long.
    #[ps]
    fn get_temp_path(context: &mut dyn Context) -> String {
        let path = files::text(&context.system().temp_directory());
        if path.ends_with('/') { path } else { format!("{path}/") }
    }

    /// There is an extension.
    #[ps]
    fn has_extension(path: &str) -> bool {
        extension_of(path).len() > 1
    }

    /// The path does not depend on the current directory.
    #[ps]
    fn is_path_fully_qualified(path: &str) -> bool {
        path.starts_with('/')
    }

    /// The path starts at the root.
    #[ps]
    fn is_path_rooted(path: &str) -> bool {
        path.starts_with('/')
    }

    /// The path without a separator at its end.
    #[ps]
    fn trim_ending_directory_separator(path: &str) -> String {
        if path.len() > 1 { path.strip_suffix('/').unwrap_or(path).to_owned() } else { path.to_owned() }
    }
}

fn name_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The extension with its point, also when nothing follows it.
fn extension_of(path: &str) -> &str {
    let name = name_of(path);
    name.rfind('.').map_or("", |at| &name[at..])
}

fn random_name(length: usize) -> String {
    const LETTERS: &[u8] = b"abcdefghijklmnopqrstuvwxyz012345";
    (0..length).map(|_| char::from(LETTERS[fastrand::usize(..LETTERS.len())])).collect()
}
