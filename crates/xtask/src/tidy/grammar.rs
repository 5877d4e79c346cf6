//! The rules of `grammar/powershell.ebnf` and the functions of the parser have the same names, both ways.

use super::{Problem, rust::RustFile};
use crate::Failure;
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

const GRAMMAR: &str = "grammar/powershell.ebnf";
const FUNCTIONS: &str = "crates/psp-parser/src/grammar";

/// Checks the grammar; where there is no grammar or no parser yet, nothing.
pub(super) fn check(root: &Path) -> Result<Vec<Problem>, Failure> {
    let Ok(grammar) = fs::read_to_string(root.join(GRAMMAR)) else { return Ok(Vec::new()) };
    let folder = root.join(FUNCTIONS);
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut functions: BTreeMap<String, (PathBuf, usize)> = BTreeMap::new();
    for entry in fs::read_dir(&folder)? {
        let name = entry?.file_name();
        let path = Path::new(FUNCTIONS).join(name);
        if path.extension().is_some_and(|it| it == "rs") {
            let file = RustFile::new(path.clone(), fs::read_to_string(root.join(&path))?);
            functions.extend(parsers(&file).map(|(name, line)| (name, (path.clone(), line))));
        }
    }
    let mut problems = Vec::new();
    let rules = rules(&grammar);
    for (rule, line) in &rules {
        if !functions.contains_key(*rule) {
            let what = format!("no function of {FUNCTIONS}/ is called `{rule}`");
            problems.push(Problem::new(Path::new(GRAMMAR), *line, "grammar", what));
        }
    }
    for (name, (path, line)) in &functions {
        if !rules.contains_key(name.as_str()) {
            let what = format!("no rule of {GRAMMAR} is called `{name}`");
            problems.push(Problem::new(path, *line, "grammar", what));
        }
    }
    Ok(problems)
}

/// The rules of a grammar: lines that start with a name, `=` and do not go on a rule above; with their lines.
fn rules(grammar: &str) -> BTreeMap<&str, usize> {
    let mut found = BTreeMap::new();
    for (line, text) in (1..).zip(grammar.lines()) {
        let end = text.find(|it: char| !it.is_ascii_lowercase() && !it.is_ascii_digit() && it != '_');
        let Some(end @ 1..) = end else { continue };
        let rest = text[end..].trim_start();
        if rest.starts_with('=') || rest.starts_with(":=") || rest.starts_with("::=") {
            found.insert(&text[..end], line);
        }
    }
    found
}

/// The functions of a file that return a rule, with their lines.
fn parsers(file: &RustFile) -> impl Iterator<Item = (String, usize)> + '_ {
    let code = file.product();
    code.match_indices("fn ").filter_map(|(place, _)| {
        let rest = &code[place + 3..];
        let name = rest.split(|it: char| !it.is_alphanumeric() && it != '_').next()?;
        let head = rest.split(['{', ';']).next()?;
        let returned = head.rsplit_once("->")?.1.trim_start();
        returned.starts_with("Rule<").then(|| (name.to_owned(), file.line(place)))
    })
}

#[cfg(test)]
mod tests {
    use super::{RustFile, parsers, rules};

    #[test]
    fn rules_and_functions_are_found() {
        let grammar = "(* a comment *)\nscript = { statement } ;\nstatement\n  = pipeline ;\npipeline ::= x\n  | y = z ;\n";
        assert_eq!(rules(grammar).keys().copied().collect::<Vec<_>>(), ["pipeline", "script"]);
        let text = "pub fn script<'t>() -> Rule<'t, Script> {\n}\nfn helper() -> u8 { 1 }\n";
        let file = RustFile::new("x.rs".into(), text.into());
        assert_eq!(parsers(&file).collect::<Vec<_>>(), [("script".to_owned(), 1)]);
    }
}
