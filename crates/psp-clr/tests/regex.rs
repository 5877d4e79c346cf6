//! Regular expressions, against what PowerShell recorded.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use common::check;
use psp_clr::regex::{Captures, Regex, RegexOptions, cached, escape, unescape};

fn plain(text: &str) -> String {
    text.replace('\n', "\\n").replace('\r', "\\r").replace('\t', "\\t")
}

fn unescaped(cell: &str) -> String {
    let mut out = String::new();
    let mut rest = cell.chars();
    while let Some(it) = rest.next() {
        out.push(match it {
            '\\' => match rest.next() {
                Some('n') => '\n',
                Some('r') => '\r',
                Some('t') => '\t',
                other => other.unwrap(),
            },
            it => it,
        });
    }
    out
}

fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

fn all_groups(regex: &Regex, text: &str, found: &Captures) -> String {
    let group = |slot: usize| {
        let name = &regex.groups()[slot].name;
        match found.text(slot, text) {
            Some(it) => format!("{name}={}", plain(it)),
            None => format!("{name}=(none)"),
        }
    };
    (0..found.len()).map(group).collect::<Vec<_>>().join(",")
}

fn matches(regex: &Regex, text: &str) -> String {
    let shown: Vec<String> = regex
        .captures_iter(text, 0)
        .map(|it| {
            let length = units(it.text(0, text).unwrap());
            format!("[{},{length}]{}", units(&text[..it.start()]), all_groups(regex, text, &it))
        })
        .collect();
    format!("{}: {}", shown.len(), shown.join(" "))
}

fn automatic(regex: &Regex, text: &str) -> String {
    let Some(found) = regex.captures(text) else { return "False ".to_owned() };
    let mut groups: Vec<String> = (0..found.len())
        .filter_map(|slot| Some(format!("{}={}", regex.groups()[slot].name, plain(found.text(slot, text)?))))
        .collect();
    groups.sort();
    format!("True {}", groups.join(","))
}

fn evaluate(cells: &[&str]) -> String {
    let (pattern, text) = (unescaped(cells[1]), unescaped(cells[2]));
    let options = if cells[0] == "=>" { RegexOptions::NONE } else { RegexOptions::IGNORE_CASE };
    let regex = match Regex::new(&pattern, options) {
        Ok(it) => it,
        Err(error) => return format!("!! {error}"),
    };
    match cells[0] {
        "=>" => matches(&regex, &text),
        "-match" => automatic(&regex, &text),
        "-replace" => plain(&regex.replace(&text, "<$0|$1|${n}|$$|$&>", None)),
        _ => {
            let pieces = regex.split(&text, None, 0);
            pieces.iter().map(|it| format!("'{}'", plain(it))).collect::<Vec<_>>().join(",")
        }
    }
}

#[test]
fn patterns_agree_with_the_table() {
    check(include_str!("data/regex.tsv"), evaluate);
}

#[test]
fn replacements_agree_with_the_table() {
    let regex = Regex::new(r"(\d)(\d)", RegexOptions::IGNORE_CASE).unwrap();
    check(include_str!("data/regex-replacements.tsv"), |cells| {
        regex.replace("ab12cd", cells[0], None).into_owned()
    });
}

#[test]
fn escaping_goes_both_ways() {
    assert_eq!(escape("[x](y){z}"), r"\[x]\(y\)\{z}");
    assert_eq!(escape("^$|\\ #\n"), r"\^\$\|\\\ \#\n");
    assert_eq!(unescape(&escape("a.b*c\t[x]")), "a.b*c\t[x]");
}

#[test]
fn every_capture_of_a_group_is_kept() {
    let text = "a1b2c3";
    let regex = Regex::new(r"(?:([a-z])(\d))+", RegexOptions::NONE).unwrap();
    let found = regex.captures(text).unwrap();
    let history = regex.capture_history(text, &found);
    let texts: Vec<&str> = history[1].iter().map(|it| &text[it.0..it.1]).collect();
    assert_eq!(texts, ["a", "b", "c"]);
}

#[test]
fn balancing_groups_balance() {
    let regex =
        Regex::new(r"^(?:[^()]|(?<open>\()|(?<-open>\)))*(?(open)(?!))$", RegexOptions::NONE).unwrap();
    assert!(regex.is_match("(a(b)c)"));
    assert!(!regex.is_match("(a(b)c"));
    assert!(!regex.is_match("a)b"));
}

#[test]
fn patterns_may_go_from_right_to_left() {
    let regex = Regex::new(r"\d+", RegexOptions::RIGHT_TO_LEFT).unwrap();
    assert_eq!(regex.captures("12 345").unwrap().get(0), Some((3, 6)));
    assert_eq!(regex.replace("1 2 3", "x", Some(2)), "1 x x");
    assert_eq!(regex.split("a1b2c", None, 5), ["a", "b", "c"]);
}

#[test]
fn look_behind_has_any_length() {
    let regex = Regex::new(r"(?<=a+b{1,2})c", RegexOptions::NONE).unwrap();
    assert_eq!(regex.find_at("aabbc bc", 0), Some((4, 5)));
    assert_eq!(regex.find_at("aabbc bc", 5), None);
}

#[test]
fn inline_options_have_their_scope() {
    for (pattern, text, expected) in [
        ("(?i)abc", "ABC", true),
        ("a(?i)bc", "abC", true),
        ("a(?i:b)c", "aBC", false),
        ("a(?i:b)c", "aBc", true),
        ("(?m)^two$", "one\ntwo", true),
        ("^two$", "one\ntwo", false),
        ("(?s)a.b", "a\nb", true),
        ("(?x) [a-z]+ # letters\n \\d+", "ab12", true),
        ("(ab)\\1", "aBab", false),
        ("(?i)(ab)\\1", "aBab", true),
        ("^(\\()?x(?(1)\\))$", "(x)", true),
        ("^(\\()?x(?(1)\\))$", "(x", false),
        ("\\bfoo\\b", "a foo\n", true),
    ] {
        assert_eq!(
            Regex::new(pattern, RegexOptions::NONE).unwrap().is_match(text),
            expected,
            "{pattern} on {text}"
        );
    }
}

#[test]
fn the_cache_gives_the_same_pattern_again() {
    let first = cached("a+", RegexOptions::NONE).unwrap();
    assert!(std::sync::Arc::ptr_eq(&first, &cached("a+", RegexOptions::NONE).unwrap()));
    assert!(cached("(", RegexOptions::NONE).is_err());
}

#[test]
fn errors_are_those_of_dotnet() {
    for (pattern, message) in [
        ("a)", "Invalid pattern 'a)' at offset 2. Too many )'s."),
        ("[z-a]", "Invalid pattern '[z-a]' at offset 4. [x-y] range in reverse order."),
        ("a{2,1}", "Invalid pattern 'a{2,1}' at offset 6. Illegal {x,y} with x > y."),
        ("\\", "Invalid pattern '\\' at offset 1. Illegal \\ at end of pattern."),
        ("(\\d+", "Invalid pattern '(\\d+' at offset 4. Not enough )'s."),
        ("\\y", "Invalid pattern '\\y' at offset 2. Unrecognized escape sequence \\y."),
        ("(?<n", "Invalid pattern '(?<n' at offset 4. Unrecognized grouping construct."),
    ] {
        assert_eq!(Regex::new(pattern, RegexOptions::NONE).unwrap_err().to_string(), message);
    }
}

/// Both engines must agree where both can be asked: a look-ahead that always holds forces the machine.
fn both(pattern: &str, text: &str) {
    let Ok(automaton) = Regex::new(pattern, RegexOptions::NONE) else { return };
    let machine = Regex::new(&format!("(?:{pattern})(?=)"), RegexOptions::NONE).unwrap();
    let spans = |regex: &Regex| {
        let all = regex.captures_iter(text, 0).take(50);
        all.map(|it| (0..it.len()).map(|slot| it.get(slot)).collect::<Vec<_>>()).collect::<Vec<_>>()
    };
    assert_eq!(spans(&automaton), spans(&machine), "{pattern:?} on {text:?}");
    assert!(automaton.find_iter(text, 0).eq(machine.find_iter(text, 0)), "{pattern:?} on {text:?}");
    let not_ascii = format!("{text}é");
    assert_eq!(
        automaton.split(&not_ascii, None, 0),
        machine.split(&not_ascii, None, 0),
        "{pattern:?} on {text:?}é"
    );
}

proptest::proptest! {
    #[test]
    fn no_pattern_panics(pattern in "[a-c\\\\(\\[)\\]{}*+?|^$.,<>=!:0-9wdkp'i-]{0,14}", text in "[a-c1 \n]{0,8}") {
        if let Ok(it) = Regex::new(&pattern, RegexOptions::NONE) {
            it.replace(&text, "$1", Some(3));
        }
    }

    #[test]
    fn the_engines_agree(
        pattern in "(a|b|c|\\.|\\(a\\)|\\(b\\|c\\)|\\[ab\\]|a\\*|b\\+|c\\?|\\(a\\|b\\)\\+|\\(\\?:ab\\)\\{1,2\\}|\\^|\\$|\\\\b|a\\*\\?|\\|){1,6}",
        text in "[abc \n]{0,8}",
    ) {
        both(&pattern, &text);
    }

    #[test]
    fn escaped_text_matches_itself(text in "\\PC{0,10}") {
        let regex = Regex::new(&escape(&text), RegexOptions::NONE).unwrap();
        proptest::prop_assert_eq!(regex.find_at(&text, 0), Some((0, text.len())));
    }
}

#[test]
fn deep_nesting_is_refused_not_fatal() {
    let nested = |depth: usize| format!("{}a{}", "(".repeat(depth), ")".repeat(depth));
    assert!(Regex::new(&nested(150), RegexOptions::NONE).unwrap().is_match("a"));
    assert!(Regex::new(&nested(10_000), RegexOptions::NONE).is_err());
    assert!(Regex::new(&"[a-[".repeat(5000), RegexOptions::NONE).is_err());
}

#[test]
fn many_matches_in_a_long_text_take_linear_time() {
    let text = "word 12 ".repeat(100_000);
    let regex = Regex::new(r"(\w)(\d)", RegexOptions::NONE).unwrap();
    assert_eq!(regex.captures_iter(&text, 0).count(), 100_000);
    let (mut at, mut count) = (0, 0);
    while let Some((_, end)) = regex.find_at(&text, at) {
        (at, count) = (end, count + 1);
    }
    assert_eq!(count, 100_000);
    assert_eq!(regex.replace(&text, "$2$1", None).len(), text.len());
}
