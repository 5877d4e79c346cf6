//! The grammar and the descent that names errors accept the same texts.

use crate::{diagnose, grammar};

/// A small generator of numbers, the same on every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit.max(1)
    }
}

const PIECES: &[&str] = &[
    "(", ")", "{", "}", "[", "]", "$", "@", "'", "\"", ",", ";", "|", "&", "&&", ".", "::", ":", "=", "+",
    "-", "!", "?", " ", "\n", "<", ">", "#", "`", "if", "else", "try", "catch", "foreach", "function",
    "param", "class", "in", "-eq", "-f", "$x", "1", "[int]", "a", "%", "using", "return", "switch", "begin",
    "process", "end", "static", "while", "..", "*", "/", "2>", "@(", "$(", "@{",
];

fn mutated(source: &str, numbers: &mut Numbers) -> String {
    let mut chars: Vec<char> = source.chars().collect();
    for _ in 0..=numbers.below(2) {
        let at = numbers.below(chars.len() + 1);
        let length = numbers.below(6).min(chars.len() - at);
        match numbers.below(4) {
            0 => drop(chars.drain(at..at + length)),
            1 => {
                let copy: Vec<char> = chars[at..at + length].to_vec();
                let to = numbers.below(chars.len() + 1);
                chars.splice(to..to, copy);
            }
            2 => chars.truncate(at),
            _ => drop(chars.splice(at..at, PIECES[numbers.below(PIECES.len())].chars())),
        }
    }
    chars.into_iter().collect()
}

#[test]
fn grammar_and_descent_accept_the_same_texts() {
    let rounds = std::env::var("ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(2);
    let mut numbers = Numbers(7);
    let mut report = Vec::new();
    let mut count = 0;
    for line in include_str!("../tests/parse.jsonl").lines() {
        let fact: serde_json::Value = serde_json::from_str(line).expect("a line is JSON");
        let source = fact["source"].as_str().expect("source");
        for round in 0..rounds {
            let text = if round == 0 { source.to_owned() } else { mutated(source, &mut numbers) };
            let lexed = psp_lexer::lex(&text);
            if !lexed.problems.is_empty() {
                continue;
            }
            count += 1;
            let tree = grammar::run(&text, &lexed);
            let error = diagnose::errors(&text, &lexed).into_iter().next();
            if tree.is_ok() != error.is_none() {
                let at = tree.err().and_then(|refused| lexed.tokens.get(refused.token).copied());
                report.push(format!("{text:?}\n    grammar stops at {at:?}, descent says {error:?}"));
            }
        }
    }
    let share = 100.0 * report.len() as f64 / count as f64;
    assert!(share < 0.01, "{} of {count} texts\n{}", report.len(), report.join("\n"));
}
