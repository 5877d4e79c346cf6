//! Wildcards in paths: part by part, without regard to case; directories come first, then files, each in the order of
//! the current culture.

use crate::{
    Child, NameFilter, Place, ProviderKind, fault,
    filter::{has_wildcards, pattern, unescape},
    place::{self, Start, is_separator},
};
use psp_clr::wildcard::Wildcard;
use psp_runtime::Session;
use psp_value::Result;

/// The existing places that a path names, which must be something unless it has wildcards.
pub fn resolve(session: &mut Session, path: &str, literal: bool, filter: &NameFilter) -> Result<Vec<Place>> {
    let found = expand(session, path, literal, false)?;
    Ok(found.into_iter().filter(|it| filter.is_empty() || filter.allows(it.name())).collect())
}

/// As [`resolve`]; hidden items match any pattern when `force`.
pub fn expand(session: &mut Session, path: &str, literal: bool, force: bool) -> Result<Vec<Place>> {
    if literal || !has_wildcards(path) {
        let place = one(session, path, literal)?;
        let provider = place.kind().provider();
        if !provider.exists(session, &place.path()) {
            // A literal path is named as it was given (`flow/error-record-in-catch`).
            let shown = if literal { path.to_owned() } else { place.shown() };
            return Err(fault::path_not_found(&shown).into());
        }
        return Ok(vec![place]);
    }
    let (start, rest) = place::start(session, path)?;
    if start.drive.kind != ProviderKind::FileSystem {
        return names(session, start, rest);
    }
    walk(session, start, rest, force)
}

/// The place of a path without wildcards.
pub fn one(session: &Session, path: &str, literal: bool) -> Result<Place> {
    if literal { place::locate(session, path) } else { place::locate(session, &unescape(path)) }
}

fn names(session: &mut Session, start: Start, rest: &str) -> Result<Vec<Place>> {
    let matcher = pattern(rest.trim_start_matches(is_separator))?;
    let provider = start.drive.kind.provider();
    let children = provider.children(session, "", true)?;
    let found = children.into_iter().filter(|it| matcher.is_match(&it.name));
    Ok(found.map(|it| Place::new(start.drive.clone(), it.name)).collect())
}

fn walk(session: &mut Session, start: Start, rest: &str, force: bool) -> Result<Vec<Place>> {
    let parts: Vec<String> = parts(rest);
    let mut found = vec![Place::new(start.drive, start.parts.join("/"))];
    for (index, part) in parts.iter().enumerate() {
        let is_last = index + 1 == parts.len();
        found = step(session, found, part, is_last, force)?;
    }
    let provider = ProviderKind::FileSystem.provider();
    found.retain(|it| provider.exists(session, &it.path()));
    Ok(found)
}

fn step(
    session: &mut Session,
    from: Vec<Place>,
    part: &str,
    is_last: bool,
    force: bool,
) -> Result<Vec<Place>> {
    if part == ".." {
        let up = |it: Place| it.parent().unwrap_or(it);
        return Ok(from.into_iter().map(up).collect());
    }
    if !has_wildcards(part) {
        let name = unescape(part);
        return Ok(from.into_iter().map(|it| it.child(&name)).collect());
    }
    let matcher = pattern(part)?;
    let mut found = Vec::new();
    for place in from {
        // What cannot be read has no children here.
        let Ok(children) = place.kind().provider().children(session, &place.path(), force) else { continue };
        found.extend(matching(&place, children, &matcher, is_last));
    }
    Ok(found)
}

fn matching(place: &Place, children: Vec<Child>, matcher: &Wildcard, is_last: bool) -> Vec<Place> {
    let fits = |it: &Child| (is_last || it.is_container) && matcher.is_match(&it.name);
    children.into_iter().filter(fits).map(|it| place.child(&it.name)).collect()
}

/// The parts of a path; a backtick before a wildcard belongs to its part.
fn parts(path: &str) -> Vec<String> {
    let mut parts = Vec::new();
    let mut part = String::new();
    let mut chars = path.chars().peekable();
    while let Some(it) = chars.next() {
        match it {
            '`' => {
                part.push(it);
                part.extend(chars.next());
            }
            _ if is_separator(it) => parts.push(std::mem::take(&mut part)),
            _ => part.push(it),
        }
    }
    parts.push(part);
    parts.retain(|it| !it.is_empty() && it != ".");
    parts
}
