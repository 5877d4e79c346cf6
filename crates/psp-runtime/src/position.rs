//! Places of a script as text: `At x.ps1:1 char:5`.

use psp_source::{SourceFile, Span};

/// `PositionMessage`: place, line and underline.
pub fn position_message(file: &SourceFile, span: Span) -> String {
    let at = file.position(span.start);
    let line = file.line(at.line).trim_end();
    let place = file.path().map_or("line", |it| &**it);
    let units = file.slice(span).lines().next().unwrap_or_default().encode_utf16().count().max(1);
    let room = line.encode_utf16().count().saturating_sub(at.column as usize - 1).max(1);
    let underline = "~".repeat(units.min(room));
    let blanks = " ".repeat(at.column as usize - 1);
    format!("At {place}:{} char:{}\n+ {line}\n+ {blanks}{underline}", at.line, at.column)
}
