//! What characters of a text and an attribute are written as.

use super::{Format, Style};
use std::fmt::Write as _;

/// Text between tags.
pub(super) fn escaped_text(out: &mut String, text: &str, format: &Format) {
    let mut after_return = false;
    for it in text.chars() {
        match it {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\n' if format.style == Style::Modern && after_return => {}
            '\r' | '\n' if format.style == Style::Modern => out.push_str(&format.new_line),
            _ => plain(out, it),
        }
        after_return = it == '\r';
    }
}

/// The text of an attribute.
pub(super) fn escaped_attribute(out: &mut String, text: &str, format: &Format) {
    for it in text.chars() {
        match it {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' if format.quote == '"' => out.push_str("&quot;"),
            '\'' if format.quote == '\'' => out.push_str("&apos;"),
            '\n' => out.push_str("&#xA;"),
            '\r' => out.push_str("&#xD;"),
            '\t' if format.style == Style::Modern => out.push_str("&#x9;"),
            _ => plain(out, it),
        }
    }
}

fn plain(out: &mut String, it: char) {
    if it < ' ' && !matches!(it, '\t' | '\n' | '\r') {
        let _ = write!(out, "&#x{:X};", u32::from(it));
    } else {
        out.push(it);
    }
}
