//! Comment-based help: `.SYNOPSIS` and its kin in the comments of functions and scripts.

use std::ops::Range;

/// The sections of a comment.
#[derive(Default)]
pub(super) struct Comment {
    pub(super) synopsis: String,
    pub(super) description: String,
    pub(super) notes: String,
    pub(super) inputs: String,
    pub(super) outputs: String,
    pub(super) links: Vec<String>,
    pub(super) examples: Vec<String>,
    /// There is a comment with sections.
    pub(super) is_there: bool,
    pub(super) parameters: Vec<(String, String)>,
}

impl Comment {
    /// What is said of a parameter.
    pub(super) fn parameter(&self, name: &str) -> Option<String> {
        self.parameters.iter().find(|it| it.0.eq_ignore_ascii_case(name)).map(|it| it.1.clone())
    }
}

/// The help of a built-in command: what it does, then examples between fences.
pub(super) fn of_declaration(help: &str) -> Comment {
    let mut comment = Comment::default();
    for (at, part) in help.split("```").enumerate() {
        let text = part.strip_prefix("powershell").unwrap_or(part).trim();
        if at % 2 == 1 {
            comment.examples.push(text.to_owned());
        } else if comment.synopsis.is_empty() {
            text.clone_into(&mut comment.synopsis);
        }
    }
    comment
}

/// The help of a function: at the start or the end of its body, or right before it.
pub(super) fn of_function(text: &str, outer: Range<usize>, inner: Range<usize>) -> Comment {
    let body = text.get(inner).unwrap_or_default();
    let body = body.trim();
    let body = body.strip_prefix('{').and_then(|it| it.strip_suffix('}')).unwrap_or(body);
    let before = text.get(..outer.start).unwrap_or_default();
    // The block starts at its brace: what stands before it is `function Name`, on the same line.
    let before = match before.rfind("function").or_else(|| before.rfind("filter")) {
        Some(at) if !before[at..].contains('\n') => &before[..at],
        _ => before,
    };
    [first_comment(body), last_comment(body), last_comment(before)]
        .into_iter()
        .map(|it| parse(&it))
        .find(|it| it.is_there)
        .unwrap_or_default()
}

/// The help of a script: at its start or its end.
pub(super) fn of_script(text: &str) -> Comment {
    let start = parse(&first_comment(text));
    if start.is_there { start } else { parse(&last_comment(text)) }
}

/// The text of the comments that a text starts with.
fn first_comment(text: &str) -> String {
    let mut found = String::new();
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    loop {
        if let Some((comment, after)) = rest.strip_prefix("<#").and_then(|it| it.split_once("#>")) {
            if comment.contains('.') && found.is_empty() && parse(comment).is_there {
                return comment.to_owned();
            }
            rest = after.trim_start();
        } else if let Some(line) = rest.strip_prefix('#') {
            let (line, after) = line.split_once('\n').unwrap_or((line, ""));
            found.push_str(line);
            found.push('\n');
            rest = after.trim_start();
        } else {
            return found;
        }
    }
}

/// The text of the comments that a text ends with.
fn last_comment(text: &str) -> String {
    let text = text.trim_end();
    if let Some(rest) = text.strip_suffix("#>") {
        return rest.rfind("<#").map(|at| rest[at + 2..].to_owned()).unwrap_or_default();
    }
    let mut lines: Vec<&str> = text.lines().rev().map_while(|it| it.trim_start().strip_prefix('#')).collect();
    lines.reverse();
    lines.join("\n")
}

fn parse(text: &str) -> Comment {
    let mut comment = Comment::default();
    let mut section: Option<(String, String)> = None;
    let mut lines: Vec<&str> = Vec::new();
    for line in text.lines() {
        let trimmed = line.trim();
        let head = trimmed.strip_prefix('.').map(|it| it.split_once(char::is_whitespace).unwrap_or((it, "")));
        match head.filter(|it| is_section(it.0)) {
            Some((name, argument)) => {
                comment.close(section.take(), &lines);
                section = Some((name.to_ascii_uppercase(), argument.trim().to_owned()));
                lines.clear();
            }
            None => lines.push(line),
        }
    }
    comment.close(section, &lines);
    comment
}

fn is_section(name: &str) -> bool {
    const NAMES: &[&str] = &[
        "SYNOPSIS",
        "DESCRIPTION",
        "PARAMETER",
        "EXAMPLE",
        "INPUTS",
        "OUTPUTS",
        "NOTES",
        "LINK",
        "COMPONENT",
        "ROLE",
        "FUNCTIONALITY",
        "FORWARDHELPTARGETNAME",
        "FORWARDHELPCATEGORY",
        "REMOTEHELPRUNSPACE",
        "EXTERNALHELP",
    ];
    NAMES.iter().any(|it| it.eq_ignore_ascii_case(name))
}

impl Comment {
    fn close(&mut self, section: Option<(String, String)>, lines: &[&str]) {
        let Some((name, argument)) = section else { return };
        self.is_there = true;
        let text = unindented(lines);
        match name.as_str() {
            "SYNOPSIS" => self.synopsis = text,
            "DESCRIPTION" => self.description = text,
            "NOTES" => self.notes = text,
            "INPUTS" => self.inputs = text,
            "OUTPUTS" => self.outputs = text,
            "EXAMPLE" => self.examples.push(text),
            "LINK" => self.links.push(if text.is_empty() { argument } else { text }),
            "PARAMETER" => self.parameters.push((argument, text)),
            _ => {}
        }
    }
}

/// Lines without the blanks that all of them start with, and without empty lines around them.
fn unindented(lines: &[&str]) -> String {
    let indent =
        lines.iter().filter(|it| !it.trim().is_empty()).map(|it| it.len() - it.trim_start().len()).min();
    let indent = indent.unwrap_or(0);
    let lines: Vec<&str> = lines.iter().map(|it| it.get(indent..).unwrap_or_default().trim_end()).collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections() {
        let text = "<#\n  .SYNOPSIS\n    Does it.\n  .PARAMETER Name\n    The name.\n  .EXAMPLE\n    Do-It x\n#>\nparam($Name)";
        let help = of_script(text);
        assert_eq!(help.synopsis, "Does it.");
        assert_eq!(help.parameter("name").as_deref(), Some("The name."));
        assert_eq!(help.examples, ["Do-It x"]);
        assert!(!of_script("# just a comment\n1").is_there);
    }
}
