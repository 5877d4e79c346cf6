//! `GetHelpContent()`: comment-based help of scripts and functions.

use crate::{class::FunctionDefinitionAst, declare::collection, node::AstNode, token};
use psp_derive::ps_type;
use psp_source::Span;
use psp_types::declare::Emulated;
use psp_value::{Context, Native, Object, Result, Table, Value, well_known};

/// What comments say about a script or function.
#[derive(Default)]
pub(crate) struct CommentHelpInfo {
    /// Sections of which there is one, by directive.
    single: Vec<(&'static str, String)>,
    parameters: Vec<(String, String)>,
    examples: Vec<String>,
    inputs: Vec<String>,
    outputs: Vec<String>,
    links: Vec<String>,
}

/// Directives with one section of text, and those with one word.
const SECTIONS: &[&str] = &["SYNOPSIS", "DESCRIPTION", "NOTES", "COMPONENT", "ROLE", "FUNCTIONALITY"];
const WORDS: &[&str] =
    &["FORWARDHELPTARGETNAME", "FORWARDHELPCATEGORY", "REMOTEHELPRUNSPACE", "EXTERNALHELP"];

/// The help of a function or script; null when there is none.
pub(crate) fn of(it: &AstNode) -> Value {
    let comments = token::comments(&it.tree);
    let candidates = candidates(it, &comments);
    let found = candidates.into_iter().find_map(|block| parse(&lines(it, &block)));
    found.map_or(Value::NULL, |help| Object::native(CommentHelpInfo::ty(), help).into())
}

/// The blocks of comments that may be help: at the start of the body, at its end, before the function.
fn candidates(it: &AstNode, comments: &[Span]) -> Vec<Vec<Span>> {
    let is_function = it.node().is::<FunctionDefinitionAst>();
    let body = if is_function { it.child("Body").unwrap_or_else(|| it.clone()) } else { it.clone() };
    let span = body.node().span;
    let braces = u32::from(body.source().starts_with('{'));
    let inner = Span::new(span.start + braces, (span.end - braces).max(span.start + braces));
    let mut found = vec![following(it, comments, inner.start), preceding(it, comments, inner.end)];
    if is_function {
        found.push(preceding(it, comments, it.node().span.start));
    }
    found
}

/// Comments that begin at a place, with nothing but white space between.
fn following(it: &AstNode, comments: &[Span], mut at: u32) -> Vec<Span> {
    let (mut block, from) = (Vec::new(), at);
    for comment in comments.iter().filter(|comment| comment.start >= from) {
        if !blank_between(it, at, comment.start, block.is_empty()) {
            break;
        }
        block.push(*comment);
        at = comment.end;
    }
    block
}

/// Comments that end at a place.
fn preceding(it: &AstNode, comments: &[Span], mut at: u32) -> Vec<Span> {
    let (mut block, until) = (Vec::new(), at);
    for comment in comments.iter().rev().filter(|comment| comment.end <= until) {
        if !blank_between(it, comment.end, at, block.is_empty()) {
            break;
        }
        block.push(*comment);
        at = comment.start;
    }
    block.reverse();
    block
}

/// Only white space: between two comments one line end, around them two.
fn blank_between(it: &AstNode, start: u32, end: u32, outside: bool) -> bool {
    let gap = it.tree.file.slice(Span::new(start, end));
    gap.trim().is_empty() && gap.matches('\n').count() <= if outside { 2 } else { 1 }
}

/// The lines of comments without their signs.
fn lines(it: &AstNode, block: &[Span]) -> Vec<String> {
    let mut lines = Vec::new();
    for &comment in block {
        let text = it.tree.file.slice(comment);
        match text.strip_prefix("<#").map(|it| it.strip_suffix("#>").unwrap_or(it)) {
            Some(inner) => lines.extend(inner.split('\n').map(|it| it.trim_end_matches('\r').to_owned())),
            None => lines.push(text.trim_start_matches('#').to_owned()),
        }
    }
    lines
}

/// `.NAME argument`
fn directive(line: &str) -> Option<(String, Option<String>)> {
    let (name, argument) = match line.trim().strip_prefix('.')?.split_once(char::is_whitespace) {
        Some((name, argument)) => (name, Some(argument.trim().to_owned())),
        None => (line.trim().get(1..)?, None),
    };
    let is_word = !name.is_empty() && name.chars().all(|it| it == '_' || it.is_alphanumeric());
    is_word.then(|| (name.to_uppercase(), argument))
}

/// None when there is no directive, or one that help does not have.
fn parse(lines: &[String]) -> Option<CommentHelpInfo> {
    let mut help = CommentHelpInfo::default();
    let mut any = false;
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        at += 1;
        match directive(line) {
            Some((name, argument)) => {
                let (text, next) = section(lines, at);
                at = next;
                help.take(&name, argument, text)?;
                any = true;
            }
            None if line.trim().is_empty() => {}
            None => return None,
        }
    }
    any.then_some(help)
}

/// The text up to the next directive, indented as its first line is; and the index of the line behind it.
fn section(lines: &[String], mut at: usize) -> (String, usize) {
    let is_indent = |it: char| matches!(it, ' ' | '\t' | '\u{a0}');
    let mut out = String::new();
    let mut indent = None;
    while let Some(line) = lines.get(at) {
        if directive(line).is_some() {
            break;
        }
        at += 1;
        if indent.is_none() && line.trim().is_empty() {
            continue;
        }
        let own = line.chars().take_while(|&it| is_indent(it)).count();
        let skipped = own.min(*indent.get_or_insert(own));
        out.extend(line.chars().skip(skipped));
        out.push('\n');
    }
    (out, at)
}

impl CommentHelpInfo {
    fn take(&mut self, name: &str, argument: Option<String>, text: String) -> Option<()> {
        if let Some(known) = SECTIONS.iter().find(|it| **it == name) {
            self.single.push((known, text));
            return Some(());
        }
        if let Some(known) = WORDS.iter().find(|it| **it == name) {
            self.single.push((known, argument?));
            return Some(());
        }
        match name {
            "PARAMETER" => self.parameters.push((argument?.to_uppercase(), text)),
            "EXAMPLE" => self.examples.push(text),
            "INPUTS" => self.inputs.push(text),
            "OUTPUTS" => self.outputs.push(text),
            "LINK" => self.links.push(text),
            _ => return None,
        }
        Some(())
    }

    fn section(&self, name: &str) -> Option<&str> {
        self.single.iter().rev().find(|(known, _)| *known == name).map(|(_, text)| text.as_str())
    }
}

fn texts(items: &[String]) -> Value {
    collection(well_known::STRING.ty(), items.iter().map(|it| it.as_str().into()).collect())
}

impl Native for CommentHelpInfo {
    fn text(&self, _: &mut dyn Context, _: Option<&str>) -> Result<Option<String>> {
        Ok(None)
    }
}

#[ps_type("System.Management.Automation.Language.CommentHelpInfo")]
impl CommentHelpInfo {
    /// `.SYNOPSIS`
    #[ps(get)]
    fn synopsis(&self) -> Option<&str> {
        self.section("SYNOPSIS")
    }

    /// `.DESCRIPTION`
    #[ps(get)]
    fn description(&self) -> Option<&str> {
        self.section("DESCRIPTION")
    }

    /// `.NOTES`
    #[ps(get)]
    fn notes(&self) -> Option<&str> {
        self.section("NOTES")
    }

    /// `.PARAMETER`, by name in capitals
    #[ps("Parameters", get)]
    fn parameter_table(&self) -> Object {
        let mut table = Table::default();
        for (name, text) in &self.parameters {
            table.insert(name.as_str().into(), text.as_str().into());
        }
        Object::hashtable(table)
    }

    /// `.LINK`
    #[ps("Links", get)]
    fn link_list(&self) -> Value {
        texts(&self.links)
    }

    /// `.EXAMPLE`
    #[ps("Examples", get)]
    fn example_list(&self) -> Value {
        texts(&self.examples)
    }

    /// `.INPUTS`
    #[ps("Inputs", get)]
    fn input_list(&self) -> Value {
        texts(&self.inputs)
    }

    /// `.OUTPUTS`
    #[ps("Outputs", get)]
    fn output_list(&self) -> Value {
        texts(&self.outputs)
    }

    /// `.COMPONENT`
    #[ps(get)]
    fn component(&self) -> Option<&str> {
        self.section("COMPONENT")
    }

    /// `.ROLE`
    #[ps(get)]
    fn role(&self) -> Option<&str> {
        self.section("ROLE")
    }

    /// `.FUNCTIONALITY`
    #[ps(get)]
    fn functionality(&self) -> Option<&str> {
        self.section("FUNCTIONALITY")
    }

    /// `.FORWARDHELPTARGETNAME`
    #[ps(get)]
    fn forward_help_target_name(&self) -> Option<&str> {
        self.section("FORWARDHELPTARGETNAME")
    }

    /// `.FORWARDHELPCATEGORY`
    #[ps(get)]
    fn forward_help_category(&self) -> Option<&str> {
        self.section("FORWARDHELPCATEGORY")
    }

    /// `.REMOTEHELPRUNSPACE`
    #[ps(get)]
    fn remote_help_runspace(&self) -> Option<&str> {
        self.section("REMOTEHELPRUNSPACE")
    }

    /// `.EXTERNALHELP`
    #[ps(get)]
    fn maml_help_file(&self) -> Option<&str> {
        self.section("EXTERNALHELP")
    }
}

#[cfg(test)]
mod tests {
    use super::parse;

    fn of(text: &str) -> Option<(String, usize)> {
        let lines: Vec<_> = text.lines().map(str::to_owned).collect();
        parse(&lines).map(|it| (it.section("SYNOPSIS").unwrap_or_default().to_owned(), it.parameters.len()))
    }

    #[test]
    fn sections_end_at_directives_and_lose_the_first_lines_indent() {
        let text = " .SYNOPSIS\n   Adds.\n     More.\n .PARAMETER a\n   The a.";
        assert_eq!(of(text), Some(("Adds.\n  More.\n".to_owned(), 1)));
        assert_eq!(of(" just a comment"), None);
        assert_eq!(of(".UNKNOWN\n x"), None);
    }
}
