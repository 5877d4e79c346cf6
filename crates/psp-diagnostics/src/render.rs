//! Draws a report for a terminal: the place, the reason, the hint.

use crate::Diagnostic;
use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteDiagnostic, NamedSource, Report};
use psp_source::{SourceFile, Span};

/// The report of a diagnostic, with colours when `colour`.
pub fn render(diagnostic: &Diagnostic, file: &SourceFile, colour: bool) -> String {
    let name = file.path().map_or("<script>", |path| path);
    let main = labeled(diagnostic.span, None, file);
    let labels = diagnostic.labels.iter().map(|label| labeled(label.span, Some(label.text.clone()), file));
    let mut described = MietteDiagnostic::new(diagnostic.message.clone())
        .with_code(diagnostic.id.clone())
        .with_labels(std::iter::once(main).chain(labels));
    described.help.clone_from(&diagnostic.help);
    let report = Report::new(described).with_source_code(NamedSource::new(name, file.text().to_string()));
    let theme = if colour { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    let mut out = String::new();
    match GraphicalReportHandler::new_themed(theme).with_links(false).render_report(&mut out, report.as_ref())
    {
        Ok(()) => out,
        Err(_) => format!("{}: {}\n", diagnostic.id, diagnostic.message),
    }
}

/// Miette draws nothing for places behind the last character, so those are moved onto it.
fn labeled(span: Span, text: Option<String>, file: &SourceFile) -> LabeledSpan {
    let end = file.text().trim_end().len() as u32;
    let start = span.start.min(end);
    LabeledSpan::new(text, start as usize, span.end.clamp(start, end.max(start)) as usize - start as usize)
}

#[cfg(test)]
mod tests {
    use super::render;
    use crate::Diagnostic;
    use psp_source::{SourceFile, Span};

    #[test]
    fn a_report_names_place_reason_and_hint() {
        let file = SourceFile::new(None, "if ($x {\n}\n");
        let diagnostic =
            Diagnostic::new("MissingEndParenthesisAfterStatement", "Missing closing ')'.", Span::at(6))
                .with_label(Span::new(3, 4), "opened here")
                .with_help("Close the condition.");
        let report = render(&diagnostic, &file, false);
        for part in [
            "MissingEndParenthesisAfterStatement",
            "Missing closing ')'.",
            "opened here",
            "Close the condition.",
        ] {
            assert!(report.contains(part), "{report}");
        }
    }
}
