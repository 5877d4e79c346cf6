//! Any text is parsed or refused: no panic, no overflow, no waiting.

use proptest::prelude::*;
use psp_lexer::{Kind, lex};
use psp_parser::parse;
use std::time::{Duration, Instant};

/// What opens something.
const PREFIXES: &[&str] = &[
    "(",
    "{",
    "@(",
    "$(",
    "@{a=",
    "if(1){",
    "[int]",
    "!",
    "1+",
    "- ",
    "\"$(",
    "a\"$(",
    "$a=",
    "a|",
    "a && ",
    "1,",
    "[a(",
    "[a[",
    "[a({",
    "[A()]",
    "[A()]\n",
    "[a]\n",
    "1 ? 1 : ",
    "if(1){}else{",
    "try{",
    "switch(1){1{",
    "class a{x(){",
    "function f{",
    "$x.a(",
    "$x[",
    "a -b:(",
    "throw (",
    "-join ",
    "++",
    "1..",
    "${",
    "\"",
    "'",
    "`",
    "@'\n",
    "<#",
    "#requires\n",
    ":a while(1){",
    "param(",
    "$a.b[c",
    "1 -f ",
    "trap{",
    "% { $_ | ",
    ",",
    "a::",
    "&",
    ";",
    "\n#a",
    "0x",
    "9",
    "[[",
    "]",
    "}",
    ")",
];

/// Pieces that scripts are made of.
const PIECES: &[&str] = &[
    "$x",
    "${a b}",
    "$env:P",
    "@(",
    "@{",
    "$(",
    "(",
    ")",
    "{",
    "}",
    "[",
    "]",
    "[int]",
    "[A(1)]",
    "::",
    ".",
    "?.",
    "?[",
    "..",
    ",",
    ";",
    "\n",
    " ",
    "|",
    "||",
    "&&",
    "&",
    "=",
    "+=",
    "??=",
    "+",
    "-",
    "--",
    "++",
    "*",
    "%",
    "!",
    "-eq",
    "-not",
    "-f",
    "-join",
    "1",
    "0x1F",
    "1.5kb",
    "'a'",
    "\"b $c\"",
    "\"",
    "'",
    "@'\n",
    "\n'@",
    "@\"\n",
    "\n\"@",
    "#",
    "<#",
    "#>",
    "`",
    "if",
    "else",
    "elseif",
    "while",
    "do",
    "until",
    "for",
    "foreach",
    "in",
    "switch",
    "default",
    "try",
    "catch",
    "finally",
    "trap",
    "function",
    "f",
    "param",
    "begin",
    "process",
    "end",
    "class",
    "enum",
    "static",
    "hidden",
    "base",
    "using",
    "namespace",
    "data",
    "return",
    "throw",
    "break",
    "continue",
    "exit",
    "a",
    "-b",
    "-c:",
    "--%",
    ">",
    "2>&1",
    "<",
    ":l",
    "?",
    ":",
    "é",
    "–",
    "“",
    "\u{1F600}",
    "\0",
    "$",
    "@",
    "\r\n",
    "$using:x",
    "#requires -version 1\n",
];

/// Snippets of real scripts, right and wrong.
fn snippets() -> impl Iterator<Item = String> {
    include_str!("parse.jsonl").lines().map(|line| {
        let fact: serde_json::Value = serde_json::from_str(line).expect("a line is JSON");
        fact["source"].as_str().expect("source").to_owned()
    })
}

fn survives(source: &str) {
    let parse = parse(source);
    let dump = psp_ast::dump(&parse.script);
    assert!(!dump.is_empty());
    for diagnostic in &parse.diagnostics {
        assert!(
            diagnostic.span.start <= source.len() as u32 + 1 && diagnostic.span.start <= diagnostic.span.end
        );
    }
}

#[test]
fn deep_nesting_is_parsed_or_refused_in_time() {
    const DEPTH: usize = 20_000;
    for &prefix in PREFIXES {
        for tail in ["", "1"] {
            let source = prefix.repeat(DEPTH) + tail;
            let start = Instant::now();
            drop(parse(&source));
            let spent = start.elapsed();
            assert!(spent < Duration::from_secs(5), "{prefix:?} takes {spent:?}");
        }
    }
    for (open, middle, close) in
        [("(", "1", ")"), ("{", "", "}"), ("$(", "1", ")"), ("\"$(", "1", ")\""), ("@{a=", "1", "}")]
    {
        drop(parse(&(open.repeat(DEPTH) + middle + &close.repeat(DEPTH))));
    }
    for (start, link) in
        [("$a", ".b"), ("$a", ".b(1)"), ("$a", "[0]"), ("1", " + 1"), ("$a", "++"), ("a", " -b c")]
    {
        drop(parse(&(start.to_owned() + &link.repeat(DEPTH))));
    }
}

#[test]
fn what_is_accepted_can_be_dropped_on_a_small_stack() {
    let depth = 1_900;
    for (open, close) in [
        ("(", ")"),
        ("{", "}"),
        ("@(", ")"),
        ("if(1){", "}"),
        ("!", ""),
        ("1+", ""),
        ("[int]", ""),
        ("$a=", ""),
    ] {
        let source = open.repeat(depth) + "1" + &close.repeat(depth);
        let tree = parse(&source);
        assert_eq!(tree.diagnostics, [], "{open}");
        drop(tree);
    }
}

#[test]
fn truncated_texts_survive() {
    for source in snippets().step_by(40) {
        for (end, _) in source.char_indices() {
            survives(&source[..end]);
        }
    }
}

#[test]
fn tokens_and_gaps_give_the_text_back() {
    for source in snippets() {
        let lexed = lex(&source);
        let mut at = 0;
        for token in &lexed.tokens {
            assert!(token.start >= at && token.end >= token.start, "{token:?} overlaps in {source:?}");
            assert!(
                source.is_char_boundary(token.start as usize) && source.is_char_boundary(token.end as usize)
            );
            at = token.end;
        }
        assert_eq!(lexed.tokens.last().map(|token| token.kind), Some(Kind::EndOfInput));
        if lexed.problems.is_empty() {
            let gaps =
                lexed.tokens.windows(2).map(|pair| &source[pair[0].end as usize..pair[1].start as usize]);
            for gap in gaps {
                assert!(is_trivia(gap), "{gap:?} is skipped in {source:?}");
            }
        }
    }
}

/// White space, comments, continuations, quotes inside words, and what a string's raw parentheses leave over.
fn is_trivia(gap: &str) -> bool {
    let gap = gap.trim_start();
    gap.is_empty()
        || gap.starts_with(['#', '`', '"', '\u{201c}', '\u{201d}'])
        || gap.starts_with("<#")
        || gap.ends_with(')')
}

/// One of [`PIECES`].
fn piece() -> impl Strategy<Value = String> {
    prop::sample::select(PIECES.to_vec()).prop_map(str::to_owned)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_survives(source in any::<String>()) {
        survives(&source);
    }

    #[test]
    fn any_bytes_survive(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        survives(&psp_lexer::decode(&bytes));
    }

    #[test]
    fn any_pieces_survive(pieces in prop::collection::vec(piece(), 0..60), glue in prop::sample::select(vec!["", " "])) {
        survives(&pieces.join(glue));
    }

    #[test]
    fn mutated_snippets_survive(index in 0_usize..2000, at in any::<prop::sample::Index>(), length in 0_usize..8, insert in piece()) {
        let source = snippets().nth(index).unwrap_or_default();
        let chars: Vec<char> = source.chars().collect();
        let at = at.index(chars.len() + 1);
        let head: String = chars[..at].iter().collect();
        let tail: String = chars[(at + length).min(chars.len())..].iter().collect();
        survives(&(head + &insert + &tail));
    }
}
