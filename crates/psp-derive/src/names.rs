//! How Rust's names become .NET's, and how doc comments become help.

use syn::{Attribute, Expr, Lit, Meta};

/// `index_of` as `IndexOf`.
pub(crate) fn pascal(snake: &str) -> String {
    snake.trim_start_matches("r#").split('_').map(capital).collect()
}

/// `start_index` as `startIndex`.
pub(crate) fn camel(snake: &str) -> String {
    let mut words = snake.trim_start_matches("r#").split('_').filter(|it| !it.is_empty());
    words.next().unwrap_or_default().to_owned() + &words.map(capital).collect::<String>()
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|it| it.to_uppercase().collect::<String>() + letters.as_str()).unwrap_or_default()
}

/// The text of the doc comments.
pub(crate) fn help(attributes: &[Attribute]) -> String {
    let line = |it: &Attribute| match &it.meta {
        Meta::NameValue(pair) if pair.path.is_ident("doc") => match &pair.value {
            Expr::Lit(literal) => match &literal.lit {
                Lit::Str(text) => Some(text.value().trim().to_owned()),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    };
    attributes.iter().filter_map(line).collect::<Vec<_>>().join("\n")
}
