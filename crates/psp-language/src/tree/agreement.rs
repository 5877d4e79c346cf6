//! Agreement with PowerShell over two thousand snippets: classes, places and nesting of all nodes.

use super::Tree;
use psp_source::SourceFile;
use std::{fmt::Write as _, sync::Arc};

/// `(Class@start-end children)` for the whole tree; offsets in UTF-16 units.
fn notation(tree: &Tree) -> String {
    let text = tree.file.text();
    let units = |at: u32| text.get(..at as usize).map_or(0, |it| it.encode_utf16().count());
    let mut out = String::new();
    let mut open = Vec::new();
    for (id, node) in tree.nodes() {
        while open.last().is_some_and(|&end| end <= id) {
            open.pop();
            out.push(')');
        }
        let name = node.class.short_name();
        let name = name.trim_end_matches("Ast");
        let space = if out.is_empty() { "" } else { " " };
        let (start, end) = (units(node.span.start), units(node.span.end));
        write!(out, "{space}({name}@{start}-{end}").expect("strings can be written to");
        open.push(node.end);
    }
    out.extend(open.iter().map(|_| ')'));
    out
}

/// The recorded notation without the details of nodes.
fn without_details(recorded: &str) -> String {
    let mut out = String::new();
    let (mut in_detail, mut in_string, mut escaped) = (false, false, false);
    let mut chars = recorded.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            _ if in_string => {
                in_string = escaped || c != '"';
                escaped = c == '\\' && !escaped;
            }
            '"' => in_string = true,
            ':' => in_detail = true,
            // The sign of a splatted variable is a detail, too.
            '@' if !in_detail || chars.peek().is_some_and(char::is_ascii_digit) => {
                in_detail = false;
                out.push(c);
            }
            _ if in_detail => {}
            _ => out.push(c),
        }
    }
    out
}

#[test]
fn nodes_are_the_same() {
    let (mut count, mut wrong) = (0, Vec::new());
    for line in include_str!("../../../psp-parser/tests/parse.jsonl").lines() {
        let fact: serde_json::Value = serde_json::from_str(line).expect("a line is JSON");
        let (Some(source), Some(recorded)) = (fact["source"].as_str(), fact["tree"].as_str()) else {
            continue;
        };
        count += 1;
        let script = psp_parser::parse(source).script;
        let ours = notation(&Tree::new(Arc::new(SourceFile::new(None, source)), &script));
        let wanted = without_details(recorded);
        if ours != wanted {
            let at = ours.bytes().zip(wanted.bytes()).take_while(|(a, b)| a == b).count();
            let from = |text: &str| {
                text.get(at.saturating_sub(60)..).unwrap_or_default().chars().take(160).collect::<String>()
            };
            wrong.push(format!("{source:?}\n  ours …{}\n  pwsh …{}", from(&ours), from(&wanted)));
        }
    }
    let share = 100.0 * (count - wrong.len()) as f64 / count as f64;
    wrong.truncate(20);
    assert!(share >= 99.8, "{share:.2} % of {count}\n{}", wrong.join("\n"));
}
