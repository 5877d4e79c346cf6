//! How two texts differ, for people.

use similar::TextDiff;

/// The lines that differ with two around them; empty when none does.
pub(crate) fn diff(name: &str, wanted: &str, got: &str) -> String {
    if wanted == got {
        return String::new();
    }
    let diff = TextDiff::from_lines(wanted, got);
    diff.unified_diff().context_radius(2).header(&format!("{name} wanted"), "got").to_string()
}
