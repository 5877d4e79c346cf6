//! Agreement with PowerShell over two thousand snippets: which are correct, with what tree, and with what first error.

mod tree;

use psp_parser::parse;
use serde_json::Value;
use std::collections::BTreeMap;

/// What PowerShell says of a snippet.
enum Fact {
    Tree(String),
    Errors(Vec<Value>),
}

fn facts() -> Vec<(String, Fact)> {
    include_str!("parse.jsonl")
        .lines()
        .map(|line| {
            let mut fact: Value = serde_json::from_str(line).expect("a line is JSON");
            let source = fact["source"].as_str().expect("source").to_owned();
            let verdict = match fact["tree"].as_str() {
                Some(tree) => Fact::Tree(tree.to_owned()),
                None => match fact["errors"].take() {
                    Value::Array(errors) => Fact::Errors(errors),
                    _ => panic!("neither tree nor errors: {source}"),
                },
            };
            (source, verdict)
        })
        .collect()
}

fn share(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole as f64
}

/// Fails when the share falls below what was reached before.
#[track_caller]
fn at_least(what: &str, reached: f64, wanted: f64, report: &[String]) {
    let all = std::env::var_os("SHOW").is_some();
    let shown = if all { report } else { &report[..report.len().min(20)] };
    assert!(!all && reached >= wanted, "{what}: {reached:.2} %, wanted {wanted} %\n{}", shown.join("\n"));
}

#[test]
fn correct_and_broken_texts_are_told_apart() {
    let facts = facts();
    let mut report = Vec::new();
    for (source, fact) in &facts {
        let diagnostics = parse(source).diagnostics;
        match fact {
            Fact::Tree(_) if !diagnostics.is_empty() => {
                report.push(format!("REFUSED {source:?}\n   {:?}", diagnostics[0]));
            }
            Fact::Errors(errors) if diagnostics.is_empty() => {
                report.push(format!("ACCEPTED {source:?}\n   {}", errors[0]));
            }
            _ => {}
        }
    }
    at_least("verdicts", share(facts.len() - report.len(), facts.len()), 99.9, &report);
}

#[test]
fn trees_are_the_same() {
    let facts = facts();
    let mut report = Vec::new();
    let mut count = 0;
    for (source, fact) in &facts {
        let Fact::Tree(expected) = fact else { continue };
        count += 1;
        let parse = parse(source);
        let actual = tree::notation(source, &parse.script);
        if &actual != expected {
            let at = actual.bytes().zip(expected.bytes()).take_while(|(a, b)| a == b).count();
            let from = |text: &str| {
                let mut start = at.saturating_sub(60);
                while !text.is_char_boundary(start) {
                    start -= 1;
                }
                text[start..].chars().take(160).collect::<String>()
            };
            report.push(format!("{source:?}\n  ours …{}\n  pwsh …{}", from(&actual), from(expected)));
        }
    }
    at_least("trees", share(count - report.len(), count), 99.8, &report);
}

#[test]
fn first_errors_have_the_same_id() {
    let facts = facts();
    let mut report = Vec::new();
    let (mut count, mut messages, mut places) = (0, 0, 0);
    let mut confusion: BTreeMap<String, usize> = BTreeMap::new();
    for (source, fact) in &facts {
        let Fact::Errors(errors) = fact else { continue };
        count += 1;
        let first = &errors[0];
        let diagnostics = parse(source).diagnostics;
        let Some(ours) = diagnostics.first() else {
            *confusion.entry(format!("{} <- nothing", first["id"])).or_default() += 1;
            report.push(format!("{source:?}\n   ours nothing\n   pwsh {first}"));
            continue;
        };
        let units = tree::units(source);
        let unit = |at: u32| {
            units.get(at as usize).map_or(u64::from(units[source.len()]) + 1, |&unit| u64::from(unit))
        };
        let place = (unit(ours.span.start), unit(ours.span.end));
        let same_place = first["start"].as_u64() == Some(place.0) && first["end"].as_u64() == Some(place.1);
        let same_message = first["message"].as_str() == Some(&ours.message);
        if first["id"].as_str() == Some(&ours.id) {
            places += usize::from(same_place);
            messages += usize::from(same_message);
            if !same_place || !same_message {
                report.push(format!(
                    "DETAIL {source:?}\n   ours {}-{} {}\n   pwsh {first}",
                    place.0, place.1, ours.message
                ));
            }
        } else {
            *confusion.entry(format!("{} <- {}", first["id"], ours.id)).or_default() += 1;
            report.push(format!(
                "ID {source:?}\n   ours {} {}-{} {}\n   pwsh {first}",
                ours.id, place.0, place.1, ours.message
            ));
        }
    }
    for (pair, times) in &confusion {
        report.push(format!("{times:4} {pair}"));
    }
    let ids = count - confusion.values().sum::<usize>();
    let shares = [share(ids, count), share(messages, count), share(places, count)];
    let [ids, messages, places] = shares;
    report.push(format!("ids {ids:.2} %, messages {messages:.2} %, places {places:.2} %"));
    at_least("messages of first errors", messages.min(places + 0.1), 99.4, &report);
    at_least("ids of first errors", ids, 99.5, &report);
}

#[test]
fn all_errors_have_the_same_ids() {
    let facts = facts();
    let (mut count, mut report) = (0, Vec::new());
    for (source, fact) in &facts {
        let Fact::Errors(errors) = fact else { continue };
        count += 1;
        let wanted: Vec<&str> = errors.iter().filter_map(|it| it["id"].as_str()).collect();
        let diagnostics = parse(source).diagnostics;
        let ours: Vec<&str> = diagnostics.iter().map(|it| it.id.as_ref()).collect();
        if ours != wanted {
            report.push(format!("{source:?}\n   ours {ours:?}\n   pwsh {wanted:?}"));
        }
    }
    at_least("lists of errors", share(count - report.len(), count), 82.0, &report);
}
