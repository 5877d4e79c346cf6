//! Paths as the commands here take them: resolved, with an error for each that is missing.

use psp_providers::{
    NameFilter, Place, glob,
    item::{drive_value, provider_value},
};
use psp_runtime::{Shell, path_info::PathInfo};
use psp_value::{ErrorCategory, Fault, Interrupt, Result, Value};

/// The paths of `-Path` or `-LiteralPath`; true when they are literal.
pub(super) fn given<'a>(path: &'a [String], literal: &'a [String]) -> (&'a [String], bool) {
    if literal.is_empty() { (path, false) } else { (literal, true) }
}

/// The existing places of several paths; an error is written for each path that does not exist.
pub(super) fn resolve(
    shell: &mut Shell<'_>,
    paths: &[String],
    literal: bool,
    filter: &NameFilter,
) -> Result<Vec<Place>> {
    resolve_with(shell, paths, literal, filter, false)
}

/// As [`resolve`]; `-Force` finds hidden items.
pub(super) fn resolve_with(
    shell: &mut Shell<'_>,
    paths: &[String],
    literal: bool,
    filter: &NameFilter,
    force: bool,
) -> Result<Vec<Place>> {
    let mut found = Vec::new();
    for path in paths {
        match glob::expand(shell.session, path, literal, force) {
            Ok(places) => {
                let is_pattern = !literal && psp_providers::filter::has_wildcards(path);
                let fits = |it: &Place| filter.takes(it.name()) && (!is_pattern || filter.passes(it.name()));
                found.extend(places.into_iter().filter(|it| filter.is_empty() || fits(it)));
            }
            Err(error) => shell.write_failure(error)?,
        }
    }
    Ok(found)
}

/// Where a path leads that need not exist; wildcards must match one item.
pub(super) fn target(shell: &mut Shell<'_>, path: &str) -> Result<Place> {
    if psp_providers::filter::has_wildcards(path) {
        let mut found = glob::expand(shell.session, path, false, false)?;
        if found.len() == 1 {
            return Ok(found.remove(0));
        }
        if found.len() > 1 {
            let message =
                format!("Cannot perform operation because the path '{path}' resolved to more than one item.");
            return Err(psp_providers::fault::argument(message).into());
        }
    }
    glob::one(shell.session, path, false)
}

/// `PathInfo`
pub(super) fn info(place: &Place) -> Value {
    let drive = place.drive.name.to_string();
    let objects = Some((drive_value(&place.drive), provider_value(place.kind())));
    let (path, provider_path) = (place.shown(), place.path());
    PathInfo { path, provider_path, drive, provider: place.kind().name(), objects }.value()
}

/// Does something with each place and writes its errors.
pub(super) fn each(
    shell: &mut Shell<'_>,
    places: Vec<Place>,
    mut f: impl FnMut(&mut Shell<'_>, &Place) -> Result<()>,
) -> Result<()> {
    for place in places {
        if shell.stop.is_requested() {
            return Err(Interrupt::stopped());
        }
        if let Err(error) = f(shell, &place) {
            shell.write_failure(error)?;
        }
    }
    Ok(())
}

/// `ItemNotFound`: the filters, or a pattern, left nothing.
pub(super) fn nothing_left(paths: &[String]) -> Fault {
    let joined = paths.join(", ");
    let message = format!(
        "An object at the specified path {joined} does not exist, or has been filtered by the -Include or -Exclude \
         parameter."
    );
    Fault::new("System.Exception", message)
        .id("ItemNotFound")
        .category(ErrorCategory::ObjectNotFound)
        .target(Value::strings(paths.iter().map(String::as_str)))
}
