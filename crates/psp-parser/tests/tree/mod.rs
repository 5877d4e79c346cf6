//! Writes psp's tree in the notation of `parse.jsonl`, so that it can be compared with the one PowerShell made.

mod expression;
mod statement;

use psp_ast::ScriptBlock;
use psp_source::Span;
use std::fmt::Write as _;

/// The tree of a script in PowerShell's terms.
pub(crate) fn notation(source: &str, script: &ScriptBlock) -> String {
    let mut writer = Writer { source, units: units(source), out: String::new() };
    writer.script_block(script, None);
    writer.out
}

/// UTF-16 offsets by byte offset.
pub(crate) fn units(source: &str) -> Vec<u32> {
    let mut units = vec![0; source.len() + 1];
    let mut count = 0;
    for (at, c) in source.char_indices() {
        units[at..at + c.len_utf8()].fill(count);
        count += c.len_utf16() as u32;
    }
    units[source.len()] = count;
    units
}

struct Writer<'s> {
    source: &'s str,
    units: Vec<u32>,
    out: String,
}

impl Writer<'_> {
    /// `(Name:detail@start-end children)`
    fn node(&mut self, head: &str, span: Span, children: impl FnOnce(&mut Self)) {
        if !self.out.is_empty() {
            self.out.push(' ');
        }
        let unit = |at: u32| self.units.get(at as usize).copied().unwrap_or(u32::MAX);
        let (start, end) = (unit(span.start), unit(span.end));
        write!(self.out, "({head}@{start}-{end}").expect("strings can be written to");
        children(self);
        self.out.push(')');
    }

    fn leaf(&mut self, head: &str, span: Span) {
        self.node(head, span, |_| {});
    }
}

/// A string as the notation quotes it.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("strings serialize")
}
