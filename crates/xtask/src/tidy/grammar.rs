//! The rules of `grammar/powershell.ebnf` and the functions of the parser that a production stands over have the same names,
//! both ways.

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

/// The functions of a file whose comment gives a production, such as ``/// `name = …` ``, with their lines. What has none
/// is a helper.
fn parsers(file: &RustFile) -> impl Iterator<Item = (String, usize)> + '_ {
    let mut documented = false;
    (1..).zip(file.text[..file.product().len()].lines()).filter_map(move |(line, text)| {
        let text = text.trim_start();
        if let Some(comment) = text.strip_prefix("///") {
            documented |= gives_production(comment);
            return None;
        }
        if text.starts_with("#[") || !std::mem::take(&mut documented) {
            return None;
        }
        let name = text.split_once("fn ")?.1.split(|it: char| !it.is_alphanumeric() && it != '_').next()?;
        Some((name.to_owned(), line))
    })
}

fn gives_production(comment: &str) -> bool {
    let Some(code) = comment.trim_start().strip_prefix('`') else { return false };
    let name = code.trim_start_matches(|it: char| it.is_ascii_lowercase() || it == '_');
    name.len() < code.len() && name.starts_with(" = ")
}

#[cfg(test)]
mod tests {
    use super::{RustFile, parsers, rules};

    #[test]
    fn rules_and_functions_are_found() {
        let grammar = "(* a comment *)\nscript = { statement } ;\nstatement\n  = pipeline ;\npipeline ::= x\n  | y = z ;\n";
        assert_eq!(rules(grammar).keys().copied().collect::<Vec<_>>(), ["pipeline", "script"]);
        let text = "/// `script = { statement }`\n///\n/// More.\npub fn script<'t>() -> Rule<'t, Script> {\n}\n\
                    /// A `helper = x`.\nfn helper() -> u8 { 1 }\n";
        let file = RustFile::new("x.rs".into(), text.into());
        assert_eq!(parsers(&file).collect::<Vec<_>>(), [("script".to_owned(), 4)]);
    }
}
