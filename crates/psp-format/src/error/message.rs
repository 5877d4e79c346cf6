//! Lines of the warning, verbose, debug and information streams on a host.

use crate::style::Style;

/// The streams whose messages have a prefix.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum StreamMessage {
    Warning,
    Verbose,
    Debug,
}

/// `WARNING: …`, in the stream's colour.
pub fn prefixed(stream: StreamMessage, message: &str, style: &Style) -> String {
    let (prefix, colour) = match stream {
        StreamMessage::Warning => ("WARNING", &style.warning),
        StreamMessage::Verbose => ("VERBOSE", &style.verbose),
        StreamMessage::Debug => ("DEBUG", &style.debug),
    };
    format!("{colour}{prefix}: {message}{}", style.reset)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes() {
        assert_eq!(prefixed(StreamMessage::Warning, "two\nlines", &Style::default()), "WARNING: two\nlines");
        assert!(prefixed(StreamMessage::Debug, "x", &Style::ansi()).starts_with("\u{1b}[33;1mDEBUG: x"));
    }
}
