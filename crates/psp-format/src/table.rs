//! Tables on a screen of some width: how wide each column is, header, rows, cells that wrap or are cut off.

use crate::{
    cells::{ELLIPSIS, head, tail, width},
    record::{Align, Cell, TableHead},
    style::Style,
    wrap::{Wrapping, first_line},
};

/// Screens narrower than this get no table.
const MIN_SCREEN: usize = 5;

/// A table being written.
pub(crate) struct TableWriter {
    columns: Vec<Column>,
    hide_header: bool,
    header: Vec<String>,
    wrapping: Wrapping,
}

struct Column {
    /// 0 when there is no room for it.
    width: usize,
    align: Align,
}

impl TableWriter {
    /// A table on a screen of `screen` columns. `widths` are the wished ones; 0 shares what is left.
    pub(crate) fn new(head: &TableHead, screen: usize, widths: &[usize], wrapping: Wrapping) -> Self {
        let widths = if screen < MIN_SCREEN { vec![0; widths.len()] } else { fit(widths, screen) };
        let columns =
            head.columns.iter().zip(widths).map(|(it, width)| Column { width, align: it.align }).collect();
        Self { columns, hide_header: head.hide_header, header: Vec::new(), wrapping }
    }

    /// A table without header whose columns share the screen.
    pub(crate) fn evenly(count: usize, screen: usize) -> Self {
        let widths = if screen < MIN_SCREEN { vec![0; count] } else { fit(&vec![0; count], screen) };
        let columns = widths.into_iter().map(|width| Column { width, align: Align::Left }).collect();
        Self { columns, hide_header: true, header: Vec::new(), wrapping: Wrapping::Words }
    }

    fn is_disabled(&self) -> bool {
        self.columns.iter().all(|it| it.width == 0)
    }

    /// Labels and the dashes below them.
    pub(crate) fn header(&mut self, labels: &[&str], style: &Style, out: &mut dyn FnMut(&str)) {
        if self.hide_header || self.is_disabled() {
            return;
        }
        if self.header.is_empty() {
            let cells = |texts: Vec<String>| -> Vec<Cell> {
                texts.into_iter().map(|text| Cell { text, align: Align::Undefined }).collect()
            };
            let dashes = labels.iter().zip(&self.columns);
            let dashes = dashes.map(|(label, column)| match width(label) {
                0 => "-".repeat(column.width),
                cells => "-".repeat(cells.min(column.width)),
            });
            let dashes = cells(dashes.collect());
            let labels = cells(labels.iter().map(|&it| it.to_owned()).collect());
            self.header = self.wrapped_row(&labels, Some(style));
            self.header.push(self.row_line(&dashes, Some(style)));
        }
        for line in &self.header {
            out(line);
        }
    }

    /// How many lines the header has.
    pub(crate) fn header_height(&self) -> usize {
        self.header.len()
    }

    /// One row; gives the number of its lines.
    pub(crate) fn row(&self, cells: &[Cell], wraps: bool, out: &mut dyn FnMut(&str)) -> usize {
        if self.is_disabled() {
            return 0;
        }
        if !wraps {
            out(&self.row_line(cells, None));
            return 1;
        }
        let lines = self.wrapped_row(cells, None);
        for line in &lines {
            out(line);
        }
        lines.len()
    }

    fn align(&self, cell: Option<&Cell>, column: usize) -> Align {
        match cell.map_or(Align::Undefined, |it| it.align) {
            Align::Undefined => self.columns[column].align,
            align => align,
        }
    }

    fn row_line(&self, cells: &[Cell], header: Option<&Style>) -> String {
        let mut line = String::new();
        let last = self.columns.len() - 1;
        for (index, column) in self.columns.iter().enumerate() {
            if column.width == 0 {
                continue;
            }
            if index > 0 {
                line.push(' ');
            }
            let cell = cells.get(index);
            let text = cell.map_or("", |it| it.text.as_str());
            let field = field(text, column.width, self.align(cell, index), index != last);
            match header {
                Some(style) => style.table_header(&mut line, &field),
                None => line.push_str(&field),
            }
        }
        line
    }

    /// The lines of a row whose cells wrap.
    fn wrapped_row(&self, cells: &[Cell], header: Option<&Style>) -> Vec<String> {
        let visible: Vec<usize> = (0..self.columns.len()).filter(|&it| self.columns[it].width > 0).collect();
        let fields: Vec<Vec<String>> = visible
            .iter()
            .enumerate()
            .map(|(place, &index)| {
                self.wrapped_field(cells.get(index), index, place, place + 1 == visible.len())
            })
            .collect();
        let height = fields.iter().map(Vec::len).max().unwrap_or(0);
        (0..height).map(|row| self.wrapped_line(&fields, &visible, row, height, header)).collect()
    }

    fn wrapped_field(&self, cell: Option<&Cell>, index: usize, place: usize, is_last: bool) -> Vec<String> {
        let width_of = self.columns[index].width;
        let align = self.align(cell, index);
        let mut lines = self.wrapping.lines(cell.map_or("", |it| it.text.as_str()), width_of);
        for line in &mut lines {
            if (!is_last || matches!(align, Align::Right | Align::Center)) && width(line) < width_of {
                *line = field(line, width_of, align, !is_last);
            }
            if place > 0 {
                line.insert(0, ' ');
            }
        }
        lines
    }

    fn wrapped_line(
        &self,
        fields: &[Vec<String>],
        visible: &[usize],
        row: usize,
        height: usize,
        header: Option<&Style>,
    ) -> String {
        let last_filled = fields.iter().rposition(|it| it.len() > row).unwrap_or(0);
        let mut line = String::new();
        for (place, field) in fields.iter().enumerate() {
            let text = match field.get(row) {
                Some(text) => text.clone(),
                None if place > last_filled || place + 1 == fields.len() => String::new(),
                None => " ".repeat(self.columns[visible[place]].width + usize::from(place > 0)),
            };
            let text = if place == last_filled && height > 1 { text.trim_end() } else { text.as_str() };
            match header {
                Some(style) => style.table_header(&mut line, text),
                None => line.push_str(text),
            }
        }
        line
    }
}

/// A text in a field of some width: padded or cut off.
fn field(text: &str, width_of: usize, align: Align, pad: bool) -> String {
    let mut text = first_line(text);
    let cells = width(&text);
    if cells < width_of {
        let blanks = width_of - cells;
        match align {
            Align::Right => text.insert_str(0, &" ".repeat(blanks)),
            Align::Center => {
                text.insert_str(0, &" ".repeat(blanks / 2));
                if pad {
                    text.push_str(&" ".repeat(blanks - blanks / 2));
                }
            }
            _ if pad => text.push_str(&" ".repeat(blanks)),
            _ => {}
        }
        return text;
    }
    if cells > width_of {
        text = cut(&text, width_of, align);
    }
    // A character of two columns may have left one column empty.
    if width(&text) < width_of {
        match align {
            Align::Right => text.insert(0, ' '),
            _ if pad => text.push(' '),
            _ => {}
        }
    }
    text
}

fn cut(text: &str, width_of: usize, align: Align) -> String {
    match (align, width_of > 1) {
        (Align::Right, true) => format!("{ELLIPSIS}{}", tail(text, width_of - 1)),
        (Align::Right, false) => tail(text, width_of).to_owned(),
        (_, true) => format!("{}{ELLIPSIS}", head(text, width_of - 1)),
        (_, false) => head(text, width_of).to_owned(),
    }
}

/// Widths that fit on the screen: columns without one share what is left; what is too much is taken from the right.
fn fit(wished: &[usize], screen: usize) -> Vec<usize> {
    let mut widths: Vec<usize> = wished.iter().map(|&it| it.max(1)).collect();
    let free: Vec<usize> = (0..wished.len()).filter(|&it| wished[it] == 0).collect();
    let total = |widths: &[usize]| {
        let visible = widths.iter().filter(|&&it| it > 0).count();
        widths.iter().sum::<usize>() + visible.saturating_sub(1)
    };
    let taken = total(&widths);
    if taken <= screen {
        if let Some(count) = free.len().checked_sub(1).map(|it| it + 1) {
            let left = screen - taken;
            for (place, &index) in free.iter().enumerate() {
                widths[index] += left / count + usize::from(place < left % count);
            }
        }
        return widths;
    }
    for index in (0..widths.len()).rev() {
        let excess = total(&widths).saturating_sub(screen);
        if excess == 0 {
            break;
        }
        widths[index] = widths[index].saturating_sub(excess);
    }
    widths
}

/// How many texts of some width fit beside each other.
pub(crate) fn items_per_row(width: usize, screen: usize) -> usize {
    if width == 0 || width >= screen {
        return 1;
    }
    let mut count = 1;
    while width * (count + 1) + count < screen {
        count += 1;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_share_what_is_left_and_shrink_from_the_right() {
        assert_eq!(fit(&[15, 50, 10, 0], 80), [15, 50, 10, 2]);
        assert_eq!(fit(&[30, 0], 80), [30, 49]);
        assert_eq!(fit(&[6, 200], 80), [6, 73]);
        assert_eq!(fit(&[91, 10], 40), [40, 0]);
        assert_eq!(fit(&[0, 0], 10), [5, 4]);
    }

    #[test]
    fn fields() {
        assert_eq!(field("ab", 4, Align::Right, true), "  ab");
        assert_eq!(field("abcdef", 4, Align::Left, true), "abc…");
        assert_eq!(field("abcdef", 4, Align::Right, true), "…def");
        assert_eq!(field("日本語", 4, Align::Left, true), "日… ");
        assert_eq!(field("a\nb", 4, Align::Left, true), "a…  ");
    }

    #[test]
    fn wide_items() {
        assert_eq!(items_per_row(10, 80), 7);
        assert_eq!(items_per_row(90, 80), 1);
    }
}
