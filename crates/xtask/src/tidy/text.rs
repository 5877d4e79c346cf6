//! What no file may hold: paths of the machine it was written on, and hosts packages come from.

use super::Problem;
use std::path::Path;

/// Recorded text is what it is.
const RECORDED: &str = "conformance";

/// Where the lock file says packages come from.
const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// Checks one file of text.
pub(super) fn check(path: &Path, text: &str) -> Vec<Problem> {
    if path.starts_with(RECORDED) {
        return Vec::new();
    }
    let mut problems = Vec::new();
    // In two pieces, so that this file does not hold them.
    let paths = [["/wo", "rk/"], ["/ro", "ot/"], ["/home/", "runner"], ["/Us", "ers/"], ["/mnt", "/"]]
        .map(|it| it.concat());
    let is_lock = path == Path::new("Cargo.lock");
    let is_settings = path.starts_with(".cargo");
    for (line, content) in (1..).zip(text.lines()) {
        if let Some(found) = paths.iter().find(|it| content.contains(it.as_str())) {
            let what = format!("`{found}` is a path of one machine");
            problems.push(Problem::new(path, line, "machine-path", what));
        }
        let source = content.trim().strip_prefix("source = ").filter(|_| is_lock);
        let mirror =
            is_settings && ["[source", "[registries", "[registry"].iter().any(|it| content.starts_with(it));
        if mirror || source.is_some_and(|it| it.trim_matches('"') != REGISTRY) {
            let what = "packages come from crates.io and nowhere else";
            problems.push(Problem::new(path, line, "registry", what));
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::check;
    use std::path::Path;

    #[test]
    fn machines_and_mirrors_are_found() {
        let rules = |path: &str, text: &str| -> Vec<&str> {
            check(Path::new(path), text).into_iter().map(|it| it.rule).collect()
        };
        assert_eq!(rules("docs/a.md", &["see /wo", "rk/x"].concat()), ["machine-path"]);
        assert_eq!(rules("conformance/a.ps1", &["see /wo", "rk/x"].concat()), [""; 0]);
        assert_eq!(rules("Cargo.lock", "source = \"registry+https://mirror/index\"\n"), ["registry"]);
        assert_eq!(rules(".cargo/config.toml", "[source.crates-io]\n"), ["registry"]);
    }
}
