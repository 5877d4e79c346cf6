//! Out-Default's, Out-Host's, Out-File's and Out-String's way with a stream of objects: [`Formatter`].
//!
//! It keeps its state across the statements of a script. The first object of a document fixes its layout, scalars stand
//! between the rows, objects of other types show as they can. Rows of a table are held back for a third of a second, so
//! that the widths of its columns can come from them; once that has happened, it happens to every table that follows.

use crate::{
    cells::{plain, width},
    command::{FormatCommand, FormatOptions},
    custom::write_custom,
    error::prefixed,
    list::write_list,
    record::{self, Body, Cell, Entry, FormatStart, GroupStart, Record, Shape, TableHead},
    style::Style,
    table::{TableWriter, items_per_row},
    text,
    wrap::Wrapping,
};
use psp_value::{Context, ErrorCategory, ErrorRecord, Fault, Result, Str, Value, View};
use std::{
    sync::Arc,
    time::{Duration, Instant},
};

/// The width of a screen when output is no terminal.
pub const DEFAULT_SCREEN: usize = 80;
/// The width of `Out-String` and `Out-File` without `-Width`: only tables and wide output have an end on the right.
pub const UNLIMITED: usize = usize::MAX;

/// How long rows are held back to find out how wide they are.
const HOLD: Duration = Duration::from_millis(300);

/// Turns a stream of objects into lines.
pub struct Formatter {
    width: usize,
    height: Option<usize>,
    /// Messages of other streams get a prefix.
    is_host: bool,
    /// Escape sequences in texts are left out.
    is_plain: bool,
    style: Style,
    /// By the culture.
    wrapping: Wrapping,
    /// Formats what is not formatted yet.
    command: FormatCommand,
    state: State,
    cache: Option<Cache>,
    document: Option<FormatStart>,
    /// Nothing was written since the document began.
    at_start: bool,
    group: Option<GroupWriter>,
    /// Column widths or the widest item of the group that begins next.
    hint: Option<Vec<usize>>,
}

/// Which records may come next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Outside,
    InDocument,
    InGroup,
}

/// Holds a group's records back.
struct Cache {
    /// Until the group ends, or until this time has passed.
    hold: Option<Duration>,
    since: Option<Instant>,
    is_holding: bool,
    shape: Shape,
    queue: Vec<Arc<Record>>,
}

/// Writes the objects of a group.
enum GroupWriter {
    Table { writer: TableWriter, wrote: usize },
    List,
    Wide { writer: TableWriter, row: Vec<Cell>, per_row: usize },
    Custom,
}

type Out<'a> = &'a mut dyn FnMut(&str);

impl Formatter {
    /// The output to a screen with that many columns; the last one stays empty.
    pub fn for_screen(columns: usize) -> Self {
        Self { is_host: true, is_plain: false, ..Self::new(columns.saturating_sub(1)) }
    }

    /// An output of exactly some width, or [`UNLIMITED`].
    pub fn new(width: usize) -> Self {
        Self {
            width,
            height: None,
            is_host: false,
            is_plain: true,
            style: Style::default(),
            wrapping: Wrapping::Words,
            command: FormatCommand::new(None, FormatOptions::default()),
            state: State::Outside,
            cache: None,
            document: None,
            at_start: false,
            group: None,
            hint: None,
        }
    }

    /// Leaves escape sequences in texts out, or keeps them: `$PSStyle.OutputRendering`. A screen keeps them by default.
    pub fn with_plain_text(mut self, is_plain: bool) -> Self {
        self.is_plain = is_plain;
        self
    }

    /// With colours.
    pub fn with_style(mut self, style: Style) -> Self {
        self.style = style;
        self
    }

    /// Other colours, from the next group on.
    pub fn set_style(&mut self, style: Style) {
        self.style = style;
    }

    /// With a screen of that many lines, for `-RepeatHeader`.
    pub fn with_height(mut self, height: usize) -> Self {
        self.height = Some(height);
        self
    }

    /// The terminal was resized.
    pub fn set_screen(&mut self, columns: usize) {
        self.width = columns.saturating_sub(1);
    }

    /// The width of tables and wide output.
    fn table_width(&self) -> usize {
        if self.width == UNLIMITED { DEFAULT_SCREEN } else { self.width }
    }

    /// Takes an object; `out` gets the lines that are ready, which may hold line ends.
    pub fn push(&mut self, context: &mut dyn Context, value: &Value, out: Out<'_>) -> Result<()> {
        if value.is_null() {
            return Ok(());
        }
        if !matches!(value.view(), View::Object(_)) && text::is_scalar(value) && !self.is_holding() {
            // Nothing to lay out and nothing to wait for.
            self.command.begin(context);
            let line = text::plain(context, value)?;
            self.write_plain(&line, out);
            return Ok(());
        }
        if let Some(record) = record::from_value(value) {
            self.wrapping = Wrapping::of(context.culture());
            return self.record(context, record, out);
        }
        self.wrapping = Wrapping::of(context.culture());
        let mut records = Vec::new();
        let result = self.command.push(context, value, &mut records);
        for record in records {
            self.record(context, record, out)?;
        }
        result
    }

    /// The stream ends; the formatter may be used again.
    pub fn finish(&mut self, context: &mut dyn Context, out: Out<'_>) -> Result<()> {
        let mut records = Vec::new();
        self.command.finish(&mut records);
        for record in records {
            self.record(context, record, out)?;
        }
        let held = self.cache.as_mut().map(|it| std::mem::take(&mut it.queue)).unwrap_or_default();
        for record in held {
            self.render(&record, out);
        }
        if let Some(cache) = &mut self.cache {
            cache.is_holding = false;
        }
        self.state = State::Outside;
        (self.document, self.group, self.hint) = (None, None, None);
        Ok(())
    }

    /// Something is being laid out: its end is still to be written.
    pub fn is_open(&self) -> bool {
        self.state != State::Outside
    }

    fn record(&mut self, context: &mut dyn Context, record: Arc<Record>, out: Out<'_>) -> Result<()> {
        if matches!(*record, Record::Start(_)) && self.state == State::InGroup {
            // What came before is taken to be complete.
            self.finish(context, out)?;
        }
        self.check_order(&record)?;
        if let Record::Start(start) = &*record {
            self.hold_back(start);
        }
        let ready = match &mut self.cache {
            Some(cache) => cache.add(context, record),
            None => vec![record],
        };
        if ready.len() > 1 {
            let shape = self.cache.as_ref().map(|it| &it.shape);
            self.hint = shape.and_then(|it| measure(it, &ready));
        }
        for record in &ready {
            self.render(record, out);
        }
        Ok(())
    }

    fn check_order(&mut self, record: &Record) -> Result<()> {
        let (expected, next) = match record {
            Record::Start(_) => (State::Outside, State::InDocument),
            Record::GroupStart(_) => (State::InDocument, State::InGroup),
            Record::Entry(Entry { out_of_band: true, .. }) => return Ok(()),
            Record::Entry(_) => (State::InGroup, State::InGroup),
            Record::GroupEnd => (State::InGroup, State::InDocument),
            Record::End => (State::InDocument, State::Outside),
        };
        if self.state != expected {
            return Err(out_of_sequence(record));
        }
        self.state = next;
        Ok(())
    }

    /// Decides whether groups are held back from here on.
    fn hold_back(&mut self, start: &FormatStart) {
        let hold = match &start.shape {
            _ if start.autosize => Some(None),
            Shape::Table(head) if head.columns.first().is_some_and(|it| it.width == 0) => Some(Some(HOLD)),
            _ => None,
        };
        match (hold, &mut self.cache) {
            (Some(hold), _) => self.cache = Some(Cache::new(hold, start.shape.clone())),
            (None, Some(cache)) => cache.shape = start.shape.clone(),
            (None, None) => {}
        }
    }

    fn is_holding(&self) -> bool {
        self.cache.as_ref().is_some_and(|it| it.is_holding)
    }

    fn write_plain(&self, line: &str, out: Out<'_>) {
        if self.is_plain && line.contains('\u{1b}') { out(&plain(line)) } else { out(line) }
    }

    fn render(&mut self, record: &Record, out: Out<'_>) {
        if self.is_plain {
            return self.render_line(record, &mut |line| {
                if line.contains('\u{1b}') { out(&plain(line)) } else { out(line) }
            });
        }
        self.render_line(record, out);
    }

    fn render_line(&mut self, record: &Record, out: Out<'_>) {
        match record {
            Record::Start(start) => {
                out("");
                self.at_start = true;
                self.document = Some(start.clone());
            }
            Record::GroupStart(start) => self.start_group(start, out),
            Record::Entry(entry) if entry.out_of_band => self.apart(entry, out),
            Record::Entry(entry) => self.entry(&entry.body, out),
            Record::GroupEnd => self.end_group(out),
            Record::End => {
                let is_list = self.document.take().is_some_and(|it| it.shape == Shape::List);
                // A list ends with the empty line behind its last object.
                if !is_list {
                    out("");
                }
            }
        }
    }

    fn start_group(&mut self, start: &GroupStart, out: Out<'_>) {
        let hint = self.hint.take();
        if let Some(header) = &start.header {
            if !self.at_start {
                out("");
            }
            write_custom(header, self.width, self.wrapping, out);
            out("");
        }
        self.at_start = false;
        let screen = self.table_width();
        self.group = Some(match self.document.as_ref().map(|it| &it.shape) {
            Some(Shape::Table(head)) => {
                let mut writer = TableWriter::new(head, screen, &widths(head, hint), self.wrapping);
                let labels: Vec<&str> = head.columns.iter().map(|it| it.label.as_str()).collect();
                writer.header(&labels, &self.style, out);
                GroupWriter::Table { writer, wrote: 0 }
            }
            Some(Shape::Wide(columns)) => {
                let per_row = match (hint.and_then(|it| it.first().copied()), *columns) {
                    (Some(widest), _) if widest > 0 => items_per_row(widest, screen),
                    (_, 0) => 2,
                    (_, columns) => columns,
                };
                GroupWriter::Wide { writer: TableWriter::evenly(per_row, screen), row: Vec::new(), per_row }
            }
            Some(Shape::Custom) => GroupWriter::Custom,
            _ => GroupWriter::List,
        });
    }

    fn entry(&mut self, body: &Body, out: Out<'_>) {
        let (height, style, screen, wrapping) = (self.height, &self.style, self.width, self.wrapping);
        let head = match self.document.as_ref().map(|it| &it.shape) {
            Some(Shape::Table(head)) => Some(head),
            _ => None,
        };
        match (self.group.as_mut(), body) {
            (Some(GroupWriter::Table { writer, wrote }), Body::Row { cells, wrap }) => {
                if let (Some(head), Some(height)) = (head, height)
                    && head.repeat_header
                    && *wrote + writer.header_height() + 1 >= height
                {
                    let labels: Vec<&str> = head.columns.iter().map(|it| it.label.as_str()).collect();
                    writer.header(&labels, style, out);
                    *wrote = 0;
                }
                *wrote += writer.row(cells, *wrap, out);
            }
            (Some(GroupWriter::Wide { writer, row, per_row }), Body::Wide(text)) => {
                row.push(Cell { text: text.clone(), ..Cell::default() });
                if row.len() == *per_row {
                    writer.row(row, false, out);
                    row.clear();
                }
            }
            (_, Body::List(fields)) => {
                write_list(fields, screen, style, wrapping, out);
                out("");
            }
            (_, Body::Custom(tokens)) => write_custom(tokens, screen, wrapping, out),
            _ => {}
        }
    }

    fn end_group(&mut self, out: Out<'_>) {
        if let Some(GroupWriter::Wide { writer, row, .. }) = self.group.take()
            && !row.is_empty()
        {
            writer.row(&row, false, out);
        }
    }

    /// An object that stands apart.
    fn apart(&self, entry: &Entry, out: Out<'_>) {
        match &entry.body {
            Body::Text(text) => match entry.stream {
                Some(stream) if self.is_host => out(&prefixed(stream, text, &self.style)),
                _ => out(text),
            },
            Body::Custom(tokens) => write_custom(tokens, usize::MAX, self.wrapping, out),
            Body::List(fields) => {
                out("");
                write_list(fields, self.width, &self.style, self.wrapping, out);
                out("");
            }
            Body::Row { .. } | Body::Wide(_) => {}
        }
    }
}

impl Cache {
    fn new(hold: Option<Duration>, shape: Shape) -> Self {
        Self { hold, since: None, is_holding: false, shape, queue: Vec::new() }
    }

    /// Takes a record; gives those whose time has come.
    fn add(&mut self, context: &mut dyn Context, record: Arc<Record>) -> Vec<Arc<Record>> {
        if !self.is_holding {
            if !matches!(*record, Record::GroupStart(_)) {
                return vec![record];
            }
            self.is_holding = true;
            self.since = self.hold.map(|_| context.system().monotonic());
            self.queue.push(record);
            return Vec::new();
        }
        let is_end = matches!(*record, Record::GroupEnd);
        self.queue.push(record);
        if is_end || self.is_over(context) {
            self.is_holding = false;
            return std::mem::take(&mut self.queue);
        }
        Vec::new()
    }

    fn is_over(&self, context: &mut dyn Context) -> bool {
        match (self.hold, self.since) {
            (Some(hold), Some(since)) => context.system().monotonic().duration_since(since) > hold,
            _ => false,
        }
    }
}

/// The widths a table's columns are given: those of its cells when they are known.
fn widths(head: &TableHead, hint: Option<Vec<usize>>) -> Vec<usize> {
    match hint {
        Some(hint) if hint.len() == head.columns.len() => hint,
        _ => head.columns.iter().map(|it| it.width).collect(),
    }
}

/// How wide the columns of a group are; of a wide group, its widest item.
fn measure(shape: &Shape, records: &[Arc<Record>]) -> Option<Vec<usize>> {
    let bodies = records.iter().filter_map(|it| match &**it {
        Record::Entry(Entry { out_of_band: false, body, .. }) => Some(body),
        _ => None,
    });
    match shape {
        Shape::Table(head) if !head.columns.is_empty() => {
            let mut widths: Vec<usize> = head.columns.iter().map(|it| width(&it.label)).collect();
            for body in bodies {
                let Body::Row { cells, .. } = body else { continue };
                for (known, cell) in widths.iter_mut().zip(cells) {
                    *known = (*known).max(width(&cell.text));
                }
            }
            Some(widths)
        }
        Shape::Wide(0) => {
            let texts = bodies.filter_map(|it| match it {
                Body::Wide(text) => Some(width(text)),
                _ => None,
            });
            Some(vec![texts.max().unwrap_or(0)])
        }
        _ => None,
    }
}

fn out_of_sequence(record: &Record) -> psp_value::Interrupt {
    let (name, command) = match record {
        Record::Start(start) => (
            "FormatStartData",
            match start.shape {
                Shape::Table(_) => "format-table",
                Shape::List => "format-list",
                Shape::Wide(_) => "format-wide",
                Shape::Custom => "format-complex",
            },
        ),
        Record::GroupStart(_) => ("GroupStartData", "format-*"),
        Record::Entry(_) => ("FormatEntryData", "format-*"),
        Record::GroupEnd => ("GroupEndData", "format-*"),
        Record::End => ("FormatEndData", "format-*"),
    };
    let message = format!(
        "The object of type \"Microsoft.PowerShell.Commands.Internal.Format.{name}\" is not valid or not in the correct \
         sequence. This is likely caused by a user-specified \"{command}\" command which is conflicting with the default formatting."
    );
    let fault = Fault::new(
        "System.InvalidOperationException",
        "Operation is not valid due to the current state of the object.",
    )
    .id("ConsoleLineOutputOutOfSequencePacket")
    .category(ErrorCategory::InvalidData);
    ErrorRecord { details: Some(Str::new(&message)), ..fault.into_record() }.into()
}

/// The lines of some objects, as `Out-String -Stream` gives them; without `-Width`, `width` is [`UNLIMITED`].
pub fn text_of(context: &mut dyn Context, values: &[Value], width: usize) -> Result<Vec<String>> {
    let mut lines = Vec::new();
    let mut formatter = Formatter::new(width);
    let mut out = |line: &str| lines.push(line.to_owned());
    for value in values {
        formatter.push(context, value, &mut out)?;
    }
    formatter.finish(context, &mut out)?;
    Ok(lines)
}
