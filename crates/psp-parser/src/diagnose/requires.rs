//! `#requires` comments whose form is wrong.

use psp_diagnostics::Diagnostic;
use psp_lexer::{Lexed, is_blank, is_dash};
use psp_source::Span;

const FORM: &str = "Cannot process the #requires statement because it is not in the correct format.\nThe #requires \
    statement must be in one of the following formats:\n \"#requires -shellid <shellID>\"\n \"#requires -version \
    <major.minor>\"\n \"#requires -psedition <edition>\"\n \"#requires -pssnapin <psSnapInName> [-version \
    <major.minor>]\"\n \"#requires -modules <ModuleSpecification>\"\n \"#requires -runasadministrator\"";

const PARAMETERS: &[&str] =
    &["shellid", "version", "psedition", "pssnapin", "modules", "assembly", "runasadministrator"];

/// The first thing that is wrong with a `#requires` comment.
pub(crate) fn check(text: &str, lexed: &Lexed) -> Option<Diagnostic> {
    lexed.requires.iter().find_map(|&span| malformed(text, span))
}

fn malformed(text: &str, span: Span) -> Option<Diagnostic> {
    let start = span.start as usize + "#requires".len();
    let mut words = words(text.get(start..span.end as usize)?, start as u32).peekable();
    if words.peek().is_none() {
        return Some(Diagnostic::new("ScriptRequiresInvalidFormat", FORM, span));
    }
    while let Some((place, word)) = words.next() {
        let name = word.strip_prefix(is_dash).map(|name| name.trim_end_matches(':').to_ascii_lowercase());
        let known = name.as_deref().and_then(|name| PARAMETERS.iter().find(|known| known.starts_with(name)));
        let Some(&known) = known else {
            return Some(Diagnostic::new("ScriptRequiresInvalidFormat", FORM, place));
        };
        if known == "runasadministrator" {
            continue;
        }
        let mut values = 0;
        while let Some((place, word)) = words.next_if(|(_, word)| !word.starts_with(is_dash)) {
            values += 1;
            if word.starts_with('(') {
                return Some(Diagnostic::new(
                    "RequiresArgumentMustBeConstant",
                    "Argument must be constant.",
                    place,
                ));
            }
        }
        if values == 0 {
            let message = format!("Parameter {} requires an argument.", word.trim_start_matches(is_dash));
            return Some(Diagnostic::new("ParameterRequiresArgument", message, place));
        }
    }
    None
}

/// The words of a comment with their places.
fn words(text: &str, start: u32) -> impl Iterator<Item = (Span, &str)> {
    text.split(is_blank).filter(|word| !word.is_empty()).map(move |word| {
        let at = start + (word.as_ptr() as usize - text.as_ptr() as usize) as u32;
        (Span::new(at, at + word.len() as u32), word)
    })
}
