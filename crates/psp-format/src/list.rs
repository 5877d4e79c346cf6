//! Lists: a label and a value a line, the values below each other.

use crate::{
    cells::{head, width},
    style::Style,
    wrap::Wrapping,
};

const SEPARATOR: &str = " : ";

/// Writes one object's labels and values.
pub(crate) fn write_list(
    fields: &[(String, String)],
    screen: usize,
    style: &Style,
    wrapping: Wrapping,
    out: &mut dyn FnMut(&str),
) {
    let Some(room) = screen.checked_sub(SEPARATOR.len() + 1).filter(|&it| it > 0) else { return };
    let label_width = fields.iter().map(|(label, _)| width(label)).max().unwrap_or(0).min(room);
    let indent = label_width + SEPARATOR.len();
    let value_width = screen.saturating_sub(indent);
    let padding = " ".repeat(indent);
    for (label, value) in fields {
        let label = head(label, label_width);
        let label = format!("{label}{}{SEPARATOR}", " ".repeat(label_width - width(label)));
        let lines = wrapping.lines(value, value_width);
        for (index, line) in lines.iter().enumerate() {
            if index == 0 {
                out(&format!("{}{line}", style.label(&label)));
            } else {
                out(&format!("{padding}{line}"));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(fields: &[(&str, &str)], screen: usize) -> Vec<String> {
        let fields: Vec<_> = fields.iter().map(|&(a, b)| (a.to_owned(), b.to_owned())).collect();
        let mut lines = Vec::new();
        write_list(&fields, screen, &Style::default(), Wrapping::Words, &mut |line| {
            lines.push(line.to_owned());
        });
        lines
    }

    #[test]
    fn labels_are_padded_and_values_wrap() {
        assert_eq!(lines(&[("A", "1"), ("Long", "one two")], 14), ["A    : 1", "Long : one two"]);
        assert_eq!(lines(&[("A", "x\ny")], 80), ["A : x", "    y"]);
        assert_eq!(lines(&[("Message", "a word too many")], 18), ["Message : a word ", "          too many"]);
    }
}
