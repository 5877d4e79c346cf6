//! `ConciseView`: who failed, where, the line of the script with the place underlined, the message wrapped.

use super::{ErrorStyle, Facts, position};
use psp_source::Position;
use psp_value::{ErrorCategory, ScriptPosition};

/// The text; it ends with a line end when the message stands below a place or comes from a script.
pub(super) fn text(facts: &Facts, style: &ErrorStyle) -> String {
    let colours = &style.style;
    let place = place(facts);
    let mut text = String::new();
    let mut prefix = String::new();
    if let Some((position, at)) = &place {
        write_place(&mut text, &mut prefix, position, *at, style);
    }
    let message = format!("{prefix}{}", message(facts));
    let is_parse_error = facts.record.category == ErrorCategory::ParserError;
    let message = if facts.script().is_some() || is_parse_error {
        wrapped(&message, &prefix, style.width) + "\n"
    } else {
        message
    };
    let reason = reason(facts);
    let action = facts.record.recommended_action.as_ref().map(|it| it.text().into_owned());
    let action = match action.filter(|it| !it.trim().is_empty()) {
        Some(action) => format!("\n{}  Recommendation: {action}{}", colours.error, colours.reset),
        None => String::new(),
    };
    format!("{0}{reason}: {text}{0}{message}{1}{action}", colours.error, colours.reset)
}

/// The place that is shown: of scripts and of text with several lines, not of modules.
fn place(facts: &Facts) -> Option<(ScriptPosition, Position)> {
    let position = facts.invocation.as_ref()?.position.clone()?;
    let at = position.file.position(position.span.start);
    let script = position.file.path();
    let is_module = script.is_some_and(|it| it.to_ascii_lowercase().ends_with(".psm1"));
    let is_parse_error = facts.record.category == ErrorCategory::ParserError;
    let has_place = is_parse_error || script.is_some() || at.line > 1;
    (has_place && !is_module).then_some((position, at))
}

/// File and line, `Line |`, the line of the script, the underline.
fn write_place(
    text: &mut String,
    prefix: &mut String,
    position: &ScriptPosition,
    at: Position,
    style: &ErrorStyle,
) {
    let colours = &style.style;
    let (reset, accent) = (&colours.reset, &colours.error_accent);
    if let Some(path) = position.file.path() {
        text.push_str(&[reset.as_str(), path, ":", &at.line.to_string()].concat());
    }
    text.push('\n');
    let number = at.line.to_string();
    let head_indent = " ".repeat(number.len().saturating_sub(4));
    let line_indent = " ".repeat(4usize.saturating_sub(number.len()));
    text.push_str(&[accent.as_str(), &head_indent, "Line |\n"].concat());
    let excerpt = position::excerpt(position);
    let line = format!(" {}", excerpt.line);
    let underline = format!(" {}{}", " ".repeat(excerpt.start), "~".repeat(excerpt.length));
    let line = highlighted(&line, excerpt.start + 1, excerpt.length, accent, reset);
    text.push_str(&[accent, &*line_indent, &number, " | ", reset, &line, "\n"].concat());
    *prefix = format!("{accent}{head_indent}     | {}", colours.error);
    text.push_str(&[&*prefix, &underline, "\n"].concat());
}

/// The line with the place in another colour, unless it is the whole line.
fn highlighted(line: &str, start: usize, length: usize, accent: &str, reset: &str) -> String {
    let chars: Vec<char> = line.chars().collect();
    if accent.is_empty() || length >= chars.len() || start + length > chars.len() {
        return line.to_owned();
    }
    let part = |range: &[char]| range.iter().collect::<String>();
    let (before, rest) = chars.split_at(start);
    let (place, after) = rest.split_at(length);
    format!("{}{accent}{}{reset}{}", part(before), part(place), part(after))
}

fn message(facts: &Facts) -> String {
    if let Some(details) = facts.details() {
        return details.text().into_owned();
    }
    let message = facts.record.message().text().into_owned();
    if facts.record.category == ErrorCategory::ParserError
        && let Some((_, rest)) = message.split_once("~\n")
    {
        // The message of a parse error shows the place itself; only what stands below is wanted.
        return rest
            .split("\n\n")
            .next()
            .unwrap_or_default()
            .split("~\n")
            .next()
            .unwrap_or_default()
            .to_owned();
    }
    message
}

/// Who failed.
fn reason(facts: &Facts) -> String {
    if facts.was_thrown {
        return "Exception".to_owned();
    }
    let is_command =
        |name: &str, kind: &str| !name.is_empty() && !matches!(kind, "ExternalScript" | "Script");
    match &facts.command {
        Some((name, kind)) if is_command(name, kind) => return name.clone(),
        _ if !facts.activity.is_empty() => return facts.activity.clone(),
        Some((name, _)) => return name.clone(),
        None => {}
    }
    let invoked = facts.invocation_name();
    if !invoked.is_empty() {
        return invoked;
    }
    if facts.record.category != ErrorCategory::NotSpecified {
        return format!("{:?}", facts.record.category);
    }
    if facts.reason.is_empty() { "Error".to_owned() } else { facts.reason.clone() }
}

/// The message in lines that fit, each behind the prefix; line ends in it count as blanks.
fn wrapped(message: &str, prefix: &str, width: usize) -> String {
    let message = message.replace(['\n', '\t'], " ");
    let visible_prefix = crate::cells::plain(prefix).chars().count();
    let hidden = prefix.chars().count() - visible_prefix;
    let length = |text: &str| text.chars().count();
    if width == 0 || length(&message) - hidden.min(length(&message)) <= width {
        return message;
    }
    let first = truncated(&message, width + hidden);
    let mut rest = message[first.len()..].trim().to_owned();
    let mut text = first.to_owned();
    text.push('\n');
    while length(&rest) + visible_prefix > width {
        let line = format!("{prefix}{rest}");
        let line = truncated(&line, width + hidden);
        let Some(taken) = line.len().checked_sub(prefix.len()).filter(|&it| it > 0) else { break };
        text.push_str(line);
        text.push('\n');
        rest = rest[taken..].trim().to_owned();
    }
    text.push_str(prefix);
    text.push_str(&rest);
    text
}

/// At most `length` characters, cut at the last blank.
fn truncated(text: &str, length: usize) -> &str {
    let Some((end, _)) = text.char_indices().nth(length) else { return text };
    let start = &text[..end];
    start.rfind(char::is_whitespace).map_or(start, |at| &start[..at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_wrap_below_each_other() {
        let message = format!("     | {}", "word ".repeat(20).trim_end());
        let lines: Vec<_> = wrapped(&message, "     | ", 40).split('\n').map(str::to_owned).collect();
        assert_eq!(lines[0], "     | word word word word word word");
        assert!(lines.iter().all(|it| it.chars().count() <= 40), "{lines:?}");
        assert!(lines.iter().all(|it| it.starts_with("     | word")), "{lines:?}");
    }
}
