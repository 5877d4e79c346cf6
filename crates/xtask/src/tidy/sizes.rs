//! Sizes: lines of a file before its tests, lines of a function.

use super::{Problem, rust::RustFile};

/// Lines of a file before its tests.
const FILE: usize = 600;

/// Lines of a function's body that hold code.
const FUNCTION: usize = 60;

/// Checks one file.
pub(super) fn check(file: &RustFile) -> Vec<Problem> {
    let mut problems = Vec::new();
    let lines = file.product().lines().count();
    if lines > FILE {
        let what =
            format!("{lines} lines before its tests, {FILE} are allowed: split it by what it is about");
        problems.push(Problem::new(&file.path, 0, "file-size", what));
    }
    for (place, name, lines) in functions(&file.code) {
        if lines > FUNCTION {
            let what = format!("`{name}` has {lines} lines of code, {FUNCTION} are allowed");
            problems.push(Problem::new(&file.path, file.line(place), "function-size", what));
        }
    }
    problems
}

/// The functions that have a body: where they start, their names, and how many lines of code are in them.
fn functions(code: &str) -> Vec<(usize, &str, usize)> {
    let mut found = Vec::new();
    for (place, _) in code.match_indices("fn ") {
        let apart = code[..place].chars().next_back().is_none_or(|it| !it.is_alphanumeric() && it != '_');
        let rest = &code[place + 3..];
        let end = rest.find(|it: char| !it.is_alphanumeric() && it != '_').unwrap_or(rest.len());
        if !apart || end == 0 {
            continue;
        }
        if let Some(body) = body(&rest[end..]) {
            let lines = body.lines().filter(|it| !it.trim().is_empty()).count();
            // The lines of the two braces are no code.
            found.push((place, &rest[..end], lines.saturating_sub(2)));
        }
    }
    found
}

/// The body of a function whose parameters `text` starts with, with its braces; none for a declaration.
fn body(text: &str) -> Option<&str> {
    let (mut round, mut depth, mut start) = (0_i32, 0_i32, None);
    for (place, letter) in text.char_indices() {
        match letter {
            '(' | '[' => round += 1,
            ')' | ']' => round -= 1,
            ';' if depth == 0 && round == 0 => return None,
            '{' => {
                depth += 1;
                start = start.or(Some(place));
            }
            '}' => {
                depth -= 1;
                if depth == 0 {
                    return text.get(start?..=place);
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::functions;

    #[test]
    fn lines_of_code_are_counted() {
        let code = "trait T { fn declared(&self) -> [u8; 3]; }\nfn one() -> u8 { 1 }\nfn three(a: fn(u8) -> u8) {\n  a;\n\n  if b {\n  }\n}\n";
        let found: Vec<(&str, usize)> = functions(code).into_iter().map(|it| (it.1, it.2)).collect();
        assert_eq!(found, [("one", 0), ("three", 3)]);
    }
}
