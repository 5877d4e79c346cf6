//! Tokens of XPath; what a name or a star is depends on what stands before it.

use crate::chars::{is_name_char, is_name_start, is_space};

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token {
    /// `name`, `prefix:name`, `prefix:*`, `*`
    Name {
        prefix: String,
        local: String,
    },
    Axis(String),
    /// A name before a parenthesis.
    Function {
        prefix: String,
        local: String,
    },
    Number(f64),
    Literal(String),
    Variable,
    /// Punctuation and operators, those with names among them.
    Sign(&'static str),
    End,
}

const SIGNS: &[&str] = &[
    "//", "/", "::", "..", ".", "@", ",", "(", ")", "[", "]", "|", "+", "-", "!=", "=", "<=", "<", ">=", ">",
    "*",
];

/// All tokens, each with where it starts.
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, String> {
    let mut found: Vec<Token> = Vec::new();
    let mut rest = text.trim_start_matches(is_space);
    while let Some(first) = rest.chars().next() {
        let operator_may_follow = found.last().is_some_and(|it| match it {
            Token::Sign(sign) => matches!(*sign, ")" | "]" | "." | ".."),
            Token::Axis(_) => false,
            _ => true,
        });
        let (token, length) = if first.is_ascii_digit() || first == '.' && digit_follows(rest) {
            number(rest)
        } else if is_name_start(first) {
            name(rest, operator_may_follow)
        } else if matches!(first, '"' | '\'') {
            let Some(length) = rest[1..].find(first) else {
                return Err("This is an unclosed string.".to_owned());
            };
            (Token::Literal(rest[1..=length].to_owned()), length + 2)
        } else if first == '$' {
            (Token::Variable, rest.len())
        } else if first == '*' && !operator_may_follow {
            (Token::Name { prefix: String::new(), local: "*".to_owned() }, 1)
        } else if let Some(sign) = SIGNS.iter().find(|it| rest.starts_with(**it)) {
            (Token::Sign(sign), sign.len())
        } else {
            return Err(format!("'{text}' has an invalid token."));
        };
        found.push(token);
        rest = rest[length..].trim_start_matches(is_space);
    }
    found.push(Token::End);
    Ok(found)
}

fn digit_follows(rest: &str) -> bool {
    rest[1..].starts_with(|it: char| it.is_ascii_digit())
}

fn number(rest: &str) -> (Token, usize) {
    let whole = rest.find(|it: char| !it.is_ascii_digit()).unwrap_or(rest.len());
    let mut length = whole;
    if let Some(fraction) = rest[whole..].strip_prefix('.') {
        length += 1 + fraction.find(|it: char| !it.is_ascii_digit()).unwrap_or(fraction.len());
    }
    (Token::Number(rest[..length].trim_end_matches('.').parse().unwrap_or(f64::NAN)), length)
}

fn name(rest: &str, operator_may_follow: bool) -> (Token, usize) {
    let word = |text: &str| text.find(|it| !is_name_char(it)).unwrap_or(text.len());
    let mut length = word(rest);
    let first = &rest[..length];
    if operator_may_follow && let Some(sign) = ["or", "and", "div", "mod"].into_iter().find(|it| *it == first)
    {
        return (Token::Sign(sign), length);
    }
    let (mut prefix, mut local) = (String::new(), first.to_owned());
    let after = &rest[length..];
    if let Some(second) = after.strip_prefix(':').filter(|it| !it.starts_with(':')) {
        if second.starts_with('*') {
            return (Token::Name { prefix: local, local: "*".to_owned() }, length + 2);
        }
        if second.starts_with(is_name_start) {
            let more = word(second);
            prefix = std::mem::replace(&mut local, second[..more].to_owned());
            length += 1 + more;
        }
    }
    let trimmed = rest[length..].trim_start_matches(is_space);
    if prefix.is_empty() && trimmed.starts_with("::") {
        return (Token::Axis(local), rest.len() - trimmed.len() + 2);
    }
    if trimmed.starts_with('(') {
        return (Token::Function { prefix, local }, length);
    }
    (Token::Name { prefix, local }, length)
}
