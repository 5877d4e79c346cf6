//! [`RustFile`]: a source file whose comments and literals can be told from its code.

use std::path::{Path, PathBuf};

/// A Rust source file.
pub(super) struct RustFile {
    /// Where it is, from the root.
    pub(super) path: PathBuf,
    /// Its text.
    pub(super) text: String,
    /// Its text with blanks in place of comments and of what is between quotes; lines stay where they are.
    pub(super) code: String,
    /// How many bytes of `code` come before the tests at its end.
    tests: usize,
    /// It belongs to a module that is compiled for tests only.
    pub(super) is_test: bool,
}

impl RustFile {
    /// Reads `text`.
    pub(super) fn new(path: PathBuf, text: String) -> Self {
        let code = blanked(&text);
        let tests = code.match_indices("#[cfg(test)]").find(|(place, word)| {
            let rest = code[place + word.len()..].trim_start();
            rest.starts_with("mod ") && rest.find('{') < rest.find(';').or(Some(usize::MAX))
        });
        let tests = tests.map_or(code.len(), |it| it.0);
        Self { path, text, code, tests, is_test: false }
    }

    /// The code that comes before the tests.
    pub(super) fn product(&self) -> &str {
        &self.code[..self.tests]
    }

    /// The crate's name, for files under `crates/`.
    pub(super) fn krate(&self) -> &str {
        let mut parts = self.path.iter().filter_map(|it| it.to_str());
        match (parts.next(), parts.next()) {
            (Some("crates"), Some(name)) => name,
            _ => "",
        }
    }

    /// It is part of the crate itself, not of its tests, benchmarks or examples.
    pub(super) fn is_product(&self) -> bool {
        !self.is_test && self.path.iter().nth(2).is_some_and(|it| it == "src")
    }

    /// The modules with files of their own that this file has for tests only, as [`RustFile::is_in`] takes them.
    pub(super) fn test_modules(&self) -> impl Iterator<Item = String> + '_ {
        let is_root = self.path.file_stem().is_some_and(|it| it == "lib" || it == "main" || it == "mod");
        let below = self.path.with_extension("");
        let folder = if is_root { self.path.parent().unwrap_or(&below) } else { &below }.to_owned();
        self.code.split("#[cfg(test)]").skip(1).filter_map(move |rest| {
            let name = rest.trim_start().strip_prefix("mod ")?.split_once(';')?.0;
            let is_name = name.chars().all(|it| it.is_alphanumeric() || it == '_');
            is_name.then(|| folder.join(name).display().to_string())
        })
    }

    /// It is below a folder or is a module's file, such as `crates/a/src/b` for `crates/a/src/b.rs`.
    pub(super) fn is_in(&self, module: &str) -> bool {
        self.path.starts_with(module) || self.path == Path::new(&format!("{module}.rs"))
    }

    /// The line (from 1) of a place in `code`.
    pub(super) fn line(&self, place: usize) -> usize {
        self.code[..place].matches('\n').count() + 1
    }

    /// The places where `path` (such as `a::b`) stands as code, not as a part of a longer name.
    pub(super) fn places<'a>(&'a self, path: &'a str) -> impl Iterator<Item = usize> + 'a {
        let is_name = |it: char| it.is_alphanumeric() || it == '_';
        self.product().match_indices(path).map(|it| it.0).filter(move |&place| {
            let before = self.code[..place].chars().next_back();
            let after = self.code[place + path.len()..].chars().next();
            !before.is_some_and(is_name) && !after.is_some_and(is_name)
        })
    }

    /// The places where a name of `std`, or of a module of it, is used or imported: `std::fs`, `use std::{fs, io}`.
    pub(super) fn std_uses(&self) -> Vec<(usize, &str)> {
        let mut found = Vec::new();
        for place in self.places("std") {
            let Some(rest) = self.code[place + 3..].strip_prefix("::") else { continue };
            let start = place + 5;
            let names = if rest.starts_with('{') { items(rest) } else { vec![(0, rest)] };
            for (offset, item) in names {
                let end = item.find(|it: char| !it.is_alphanumeric() && it != '_').unwrap_or(item.len());
                found.push((start + offset, &item[..end]));
            }
        }
        found
    }
}

/// The items of a list in braces that `text` starts with, each with its place; what is in deeper braces belongs to its
/// item.
fn items(text: &str) -> Vec<(usize, &str)> {
    let (mut depth, mut start) = (0_usize, 1);
    let mut found = Vec::new();
    for (place, letter) in text.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => {}
            _ => continue,
        }
        if depth == 0 || letter == ',' && depth == 1 {
            let item = &text[start..place];
            let trimmed = item.trim_start();
            found.push((start + item.len() - trimmed.len(), trimmed));
            start = place + 1;
        }
        if depth == 0 {
            break;
        }
    }
    found
}

/// `text` with blanks in place of comments and of what is between quotes.
fn blanked(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let length = skipped(rest, code.chars().next_back());
        if length == 0 {
            code.push(letter);
            rest = &rest[letter.len_utf8()..];
        } else {
            let blank = |it: char| if it == '\n' { "\n".to_owned() } else { " ".repeat(it.len_utf8()) };
            code.extend(rest[..length].chars().map(blank));
            rest = &rest[length..];
        }
    }
    code
}

/// How many bytes of comment or literal `text` starts with.
fn skipped(text: &str, before: Option<char>) -> usize {
    if text.starts_with("//") {
        return text.find('\n').unwrap_or(text.len());
    }
    if text.starts_with("/*") {
        return comment(text);
    }
    let after_name = before.is_some_and(|it| it.is_alphanumeric() || it == '_');
    if !after_name && let Some(length) = raw(text) {
        return length;
    }
    if text.starts_with('"') {
        return quoted(text, '"');
    }
    // A lifetime has no closing quote after its first letter.
    let mut letters = text.chars();
    match (letters.next(), letters.next(), letters.next()) {
        (Some('\''), Some('\\'), _) | (Some('\''), Some(_), Some('\'')) => quoted(text, '\''),
        _ => 0,
    }
}

fn comment(text: &str) -> usize {
    let (mut depth, mut place) = (0_usize, 0);
    while place < text.len() {
        match &text.as_bytes()[place..] {
            [b'/', b'*', ..] => (depth, place) = (depth + 1, place + 2),
            [b'*', b'/', ..] => (depth, place) = (depth - 1, place + 2),
            _ => place += 1,
        }
        if depth == 0 {
            break;
        }
    }
    place
}

/// A raw string: `r"…"`, `r#"…"#`, `br"…"`.
fn raw(text: &str) -> Option<usize> {
    let start = text.find('r').filter(|&it| it == 0 || it == 1 && text.starts_with("br"))? + 1;
    let hashes = text[start..].bytes().take_while(|it| *it == b'#').count();
    let body = text[start + hashes..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    let length = body.find(&end).map_or(body.len(), |it| it + end.len());
    Some(start + hashes + 1 + length)
}

fn quoted(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (place, letter) in text.char_indices().skip(1) {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if letter == quote => return place + 1,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::RustFile;

    fn file(text: &str) -> RustFile {
        RustFile::new("crates/a/src/b.rs".into(), text.into())
    }

    #[test]
    fn comments_and_literals_are_no_code() {
        let text = "a /* x /* y */ z */ b // c\n\"d\\\"e\" 'f' '\\'' 'g r#\"h\"i\"# br\"j\" for\"k\" é l";
        let blanks = file(text).code;
        assert_eq!(blanks.len(), text.len());
        let words: Vec<&str> = blanks.split_ascii_whitespace().collect();
        assert_eq!(words, ["a", "b", "'g", "for", "é", "l"]);
    }

    #[test]
    fn tests_are_no_product() {
        let file = file("fn a() {}\n#[cfg(test)]\nmod tests {\n fn b() {}\n}\n");
        assert_eq!(file.product(), "fn a() {}\n");
    }

    #[test]
    fn modules_of_tests_are_found() {
        let text = "#[cfg(test)]\nmod c;\nmod d;\n#[cfg(test)]\nmod e { f; }\n".to_owned();
        let names = |path: &str| RustFile::new(path.into(), text.clone()).test_modules().collect::<Vec<_>>();
        assert_eq!(names("crates/a/src/b.rs"), ["crates/a/src/b/c"]);
        assert_eq!(names("crates/a/src/lib.rs"), ["crates/a/src/c"]);
    }

    #[test]
    fn names_of_std_are_found() {
        let text = "use std::{fs::{self, File},\n env, io::{self, Read}};\nlet x = std::process::id(); mystd::net; my::std::path;";
        let file = file(text);
        let names: Vec<(usize, &str)> =
            file.std_uses().into_iter().map(|it| (file.line(it.0), it.1)).collect();
        assert_eq!(names, [(1, "fs"), (2, "env"), (2, "io"), (3, "process"), (3, "path")]);
    }
}
