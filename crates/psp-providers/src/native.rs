//! Words of programs: wildcards and `~` in bare words are expanded, as a Unix shell does.

use crate::{
    filter::has_wildcards,
    glob,
    place::{drive_qualified, home_relative, provider_qualified},
};
use psp_runtime::Session;

/// What a bare word stands for as arguments of a program; `None`: itself.
pub fn expand_native_globs(session: &mut Session, word: &str) -> Option<Vec<String>> {
    if let Some(rest) = home_relative(word) {
        let expanded = session.home() + rest;
        return Some(if has_wildcards(rest) { matches(session, &expanded)? } else { vec![expanded] });
    }
    if !has_wildcards(word) || drive_qualified(word).is_some() || provider_qualified(word).is_some() {
        return None;
    }
    matches(session, word)
}

/// The paths that a pattern matches: absolute where the pattern is, else as it leads there from here.
fn matches(session: &mut Session, pattern: &str) -> Option<Vec<String>> {
    let found = glob::expand(session, pattern, false, false).ok().filter(|it| !it.is_empty())?;
    let is_absolute = pattern.starts_with('/');
    let here = session.file_location().to_owned();
    let prefix = pattern_prefix(pattern);
    let shown = found.iter().map(|it| {
        let path = it.path();
        if is_absolute { path } else { relative(&here, &path, prefix) }
    });
    Some(shown.collect())
}

/// What the words get before them: the leading `./` or `../` of the pattern.
fn pattern_prefix(pattern: &str) -> &str {
    let mut end = 0;
    while let Some(step) = ["./", "../"].into_iter().find(|it| pattern[end..].starts_with(it)) {
        end += step.len();
    }
    &pattern[..end]
}

fn relative(here: &str, path: &str, prefix: &str) -> String {
    let mut base: Vec<&str> = here.split('/').filter(|it| !it.is_empty()).collect();
    for _ in 0..prefix.matches("../").count() {
        base.pop();
    }
    let parts: Vec<&str> = path.split('/').filter(|it| !it.is_empty()).collect();
    let common = parts.iter().zip(&base).take_while(|(a, b)| a == b).count();
    if common < base.len() {
        return path.to_owned();
    }
    format!("{prefix}{}", parts[common..].join("/"))
}
