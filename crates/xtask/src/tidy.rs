//! `cargo xtask tidy`: the rules of docs/ARCHITECTURE.md and docs/STYLE.md that neither rustc nor clippy checks.

mod dependencies;
mod exemptions;
mod grammar;
mod rust;
mod sizes;
mod sources;
mod text;

use crate::Failure;
use exemptions::EXEMPTIONS;
use rust::RustFile;
use std::{collections::BTreeSet, fs, path::Path};

/// Something that breaks a rule.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Problem {
    /// The file, from the root.
    path: String,
    /// The line, from 1; 0 for the whole file.
    line: usize,
    /// The rule's short name, by which it can be exempted.
    rule: &'static str,
    /// What is wrong, and what to do instead.
    what: String,
}

/// Runs the task; true when there is no problem.
pub(crate) fn run(root: &Path) -> bool {
    let problems = match problems(root) {
        Ok(problems) => problems,
        Err(error) => {
            eprintln!("{error}");
            return false;
        }
    };
    for problem in &problems {
        println!("{problem}");
    }
    println!("{} problems", problems.len());
    problems.is_empty()
}

fn problems(root: &Path) -> Result<Vec<Problem>, Failure> {
    let paths = paths(root)?;
    let mut problems = dependencies::check(root)?;
    problems.extend(grammar::check(root)?);
    let mut files = Vec::new();
    for path in &paths {
        let Ok(text) = fs::read_to_string(root.join(path)) else { continue };
        problems.extend(text::check(path, &text));
        if path.extension().is_some_and(|it| it == "rs") {
            files.push(RustFile::new(path.clone(), text));
        }
    }
    let for_tests: Vec<String> = files.iter().flat_map(RustFile::test_modules).collect();
    for file in &mut files {
        file.is_test = for_tests.iter().any(|it| file.is_in(it));
        problems.extend(sources::check(file));
        problems.extend(sizes::check(file));
    }
    problems.sort();
    Ok(without_exempted(problems))
}

/// Drops what is exempted, and adds exemptions that nothing needs any more.
fn without_exempted(problems: Vec<Problem>) -> Vec<Problem> {
    let mut used = BTreeSet::new();
    let mut left: Vec<Problem> = Vec::new();
    for problem in problems {
        match EXEMPTIONS.iter().position(|it| it.path == problem.path && it.rule == problem.rule) {
            Some(place) => drop(used.insert(place)),
            None => left.push(problem),
        }
    }
    for (place, exemption) in EXEMPTIONS.iter().enumerate() {
        if !used.contains(&place) {
            let what = format!("the exemption from `{}` is not needed: {}", exemption.rule, exemption.reason);
            left.push(Problem { path: exemption.path.into(), line: 0, rule: "exemption", what });
        }
    }
    left
}

/// The files of the repository: those that git knows or would add.
fn paths(root: &Path) -> Result<Vec<std::path::PathBuf>, Failure> {
    let words = ["ls-files", "--cached", "--others", "--exclude-standard", "-z"];
    let output = std::process::Command::new("git").args(words).current_dir(root).output()?;
    if !output.status.success() {
        return Err(format!("git ls-files: {}", String::from_utf8_lossy(&output.stderr)).into());
    }
    let names = String::from_utf8(output.stdout)?;
    Ok(names.split_terminator('\0').map(Into::into).collect())
}

impl Problem {
    fn new(path: &Path, line: usize, rule: &'static str, what: impl Into<String>) -> Self {
        Self { path: path.display().to_string(), line, rule, what: what.into() }
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { path, line, rule, what } = self;
        if *line == 0 {
            write!(f, "{path}: {what} [{rule}]")
        } else {
            write!(f, "{path}:{line}: {what} [{rule}]")
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_repository_is_tidy() {
        let root = psp_test::workspace(env!("CARGO_MANIFEST_DIR"));
        let problems = super::problems(&root).unwrap();
        let lines: Vec<String> = problems.iter().map(|it| format!("{it}\n")).collect();
        assert!(problems.is_empty(), "{} problems:\n{}", problems.len(), lines.concat());
    }
}
