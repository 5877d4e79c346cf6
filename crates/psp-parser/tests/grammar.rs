//! The normative grammar and the production functions name the same rules, and the inline cases have the recorded trees.
//!
//! `UPDATE=1 cargo test -p psp-parser` writes the snapshots anew.

use psp_parser::parse;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("the folder exists");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let mut files: Vec<PathBuf> =
        paths.filter(|path| path.extension().is_some_and(|it| it == extension)).collect();
    files.sort();
    files
}

#[test]
fn every_rule_is_a_function_and_back() {
    let ebnf = std::fs::read_to_string(root().join("grammar/powershell.ebnf")).expect("the grammar");
    let rules: BTreeSet<String> = ebnf
        .lines()
        .filter_map(|line| line.split_once(" = ").filter(|(name, _)| !name.starts_with(' ')))
        .map(|(name, _)| name.trim().to_owned())
        .collect();
    let mut functions = BTreeSet::new();
    for path in files(&root().join("crates/psp-parser/src/grammar"), "rs") {
        let text = std::fs::read_to_string(&path).expect("a source file");
        let mut documented = None;
        for line in text.lines() {
            if let Some(doc) = line.strip_prefix("/// `") {
                documented = doc.split([' ', '`', ':']).next().map(str::to_owned);
            }
            let after_fn = line.split_once("fn ").filter(|(before, _)| !before.contains("//"));
            if let Some((_, rest)) = after_fn
                && let Some(name) = documented.take()
            {
                assert!(rest.starts_with(&name), "{}: {name} stands before {rest}", path.display());
                functions.insert(name);
            }
        }
    }
    assert_eq!(rules, functions);
    let used: BTreeSet<String> = ebnf
        .split(|c: char| !(c.is_ascii_lowercase() || c == '_'))
        .filter(|word| word.contains('_'))
        .map(str::to_owned)
        .collect();
    let unknown: Vec<&String> = used.difference(&rules).collect();
    assert!(unknown.is_empty(), "rules that are used and not defined: {unknown:?}");
}

#[test]
fn inline_cases_have_the_recorded_trees() {
    let mut wrong = Vec::new();
    for (folder, correct) in [("grammar/inline/ok", true), ("grammar/inline/err", false)] {
        for path in files(&root().join(folder), "ps1") {
            let source = std::fs::read_to_string(&path).expect("a case");
            let parse = parse(&source);
            let mut actual = String::new();
            for it in &parse.diagnostics {
                let incomplete = if it.incomplete { " (incomplete)" } else { "" };
                writeln!(actual, "{}{incomplete} {:?}: {}", it.id, it.span, it.message)
                    .expect("strings can be written to");
            }
            if correct {
                actual.push_str(&psp_ast::dump(&parse.script));
            }
            let snapshot = path.with_extension("ast");
            if std::env::var_os("UPDATE").is_some() {
                std::fs::write(&snapshot, &actual).expect("a snapshot can be written");
            }
            let expected = std::fs::read_to_string(&snapshot).unwrap_or_default();
            if actual != expected || parse.diagnostics.is_empty() != correct {
                wrong.push(format!("{}\n{actual}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "these differ from their snapshots:\n{}", wrong.join("\n"));
}
