//! Advice for errors whose cure is known.

use psp_diagnostics::Diagnostic;

/// Adds advice to a diagnostic when there is some.
pub(crate) fn add(diagnostic: Diagnostic, text: &str) -> Diagnostic {
    match advice(&diagnostic, text) {
        Some(advice) => diagnostic.with_help(advice),
        None => diagnostic,
    }
}

fn advice(diagnostic: &Diagnostic, text: &str) -> Option<String> {
    let here = text.get(diagnostic.span.range()).unwrap_or_default();
    let behind = text.get(diagnostic.span.end as usize..).unwrap_or_default().trim_start();
    Some(match diagnostic.id.as_ref() {
        "RedirectionNotSupported" => {
            "To compare, use -lt or -le. To read a file, pipe Get-Content.".to_owned()
        }
        "InvalidVariableReferenceWithDrive" => {
            let name = here.trim_start_matches('$').trim_end_matches(':');
            format!("Write ${{{name}}}: to end the name before the colon.")
        }
        "MissingEqualsInHashLiteral" => {
            "A key with other characters than letters, digits and _ needs quotes: @{ 'a-b' = 1 }.".to_owned()
        }
        "MissingStatementBlockAfterElse" if behind.starts_with("if") => {
            "Write elseif in one word.".to_owned()
        }
        "MissingEndParenthesisInMethodCall" if !behind.is_empty() => {
            "Arguments of a method are expressions with commas between them; text needs quotes.".to_owned()
        }
        "MissingThis" | "MissingTypeInStaticPropertyAssignment" => {
            "Inside methods, properties are reached through $this or the class.".to_owned()
        }
        "MissingCatchOrFinally" => "Add catch { … } or finally { … }.".to_owned(),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use crate::parse;

    #[test]
    fn the_cure_is_named() {
        let help =
            |text: &str| parse(text).diagnostics.first().and_then(|it| it.help.clone()).unwrap_or_default();
        assert_eq!(help("\"$server: up\""), "Write ${server}: to end the name before the colon.");
        assert_eq!(help("if (1) { } else if (2) { }"), "Write elseif in one word.");
        assert_eq!(help("1 2"), "");
    }
}
