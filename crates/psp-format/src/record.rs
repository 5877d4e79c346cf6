//! Format records: what `Format-*` commands emit and outputs render. Scripts see them as opaque objects.

use crate::error::StreamMessage;
use psp_value::{Native, Object, Type, TypeCode, TypeKind, Value, types::TypeInfo, well_known};
use std::sync::Arc;

/// One step of a formatted document.
#[derive(Debug, Clone, PartialEq)]
pub enum Record {
    /// The document begins.
    Start(FormatStart),
    /// A group begins.
    GroupStart(GroupStart),
    /// One object.
    Entry(Entry),
    /// The group ends.
    GroupEnd,
    /// The document ends.
    End,
}

/// The head of a document.
#[derive(Debug, Clone, PartialEq)]
pub struct FormatStart {
    /// How its objects are laid out.
    pub shape: Shape,
    /// Column widths come from the objects of the group.
    pub autosize: bool,
}

/// The layouts.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// Rows and columns.
    Table(TableHead),
    /// A line a property.
    List,
    /// One value an object, in several columns; 0 when their number is to be found out.
    Wide(usize),
    /// Free text.
    Custom,
}

/// The head of a table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TableHead {
    /// From left to right.
    pub columns: Vec<HeadColumn>,
    /// Rows only.
    pub hide_header: bool,
    /// The header comes again after each screenful.
    pub repeat_header: bool,
}

/// The head of a column.
#[derive(Debug, Clone, PartialEq)]
pub struct HeadColumn {
    /// What stands above.
    pub label: String,
    /// In columns of the screen; 0 when it is to be found out.
    pub width: usize,
    /// Of label and cells.
    pub align: Align,
}

/// Alignment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Align {
    #[default]
    Undefined,
    Left,
    Center,
    Right,
}

/// The head of a group; without tokens when nothing is grouped.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct GroupStart {
    /// What stands above the group.
    pub header: Option<Vec<Token>>,
}

/// One object.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Stands apart from the document's layout and may come anywhere.
    pub out_of_band: bool,
    /// A message of another stream: a host writes it with a prefix.
    pub stream: Option<StreamMessage>,
    /// Its text.
    pub body: Body,
}

/// The text of an object, by layout.
#[derive(Debug, Clone, PartialEq)]
pub enum Body {
    /// A row of a table.
    Row {
        /// From left to right.
        cells: Vec<Cell>,
        /// Cells that are too wide wrap.
        wrap: bool,
    },
    /// Labels and values.
    List(Vec<(String, String)>),
    /// One value.
    Wide(String),
    /// Free text.
    Custom(Vec<Token>),
    /// A line as it is.
    Text(String),
}

/// A cell of a row.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cell {
    /// Its text.
    pub text: String,
    /// The column's when undefined.
    pub align: Align,
}

/// Free text.
#[derive(Debug, Clone, PartialEq)]
pub enum Token {
    /// Text, wrapped where it is too wide.
    Text(String),
    /// A line ends.
    NewLine,
    /// Indented text.
    Frame {
        /// Blanks on the left.
        indent: usize,
        /// What is indented.
        tokens: Vec<Token>,
    },
}

impl Entry {
    /// An object of the document.
    pub fn inside(body: Body) -> Self {
        Self { out_of_band: false, stream: None, body }
    }

    /// An object that stands apart.
    pub fn apart(body: Body) -> Self {
        Self { out_of_band: true, stream: None, body }
    }

    /// A line that stands apart.
    pub fn text(text: impl Into<String>) -> Self {
        Self::apart(Body::Text(text.into()))
    }
}

/// A record as scripts see it.
pub struct RecordObject(pub Arc<Record>);

impl Native for RecordObject {}

macro_rules! record_types {
    ($($id:ident = $name:literal;)*) => {$(
        static $id: TypeInfo = TypeInfo::new(
            concat!("Microsoft.PowerShell.Commands.Internal.Format.", $name),
            TypeKind::Class,
            TypeCode::Object,
            Some(Type(&well_known::OBJECT)),
            &[],
        );
    )*};
}

record_types! {
    FORMAT_START = "FormatStartData";
    GROUP_START = "GroupStartData";
    FORMAT_ENTRY = "FormatEntryData";
    GROUP_END = "GroupEndData";
    FORMAT_END = "FormatEndData";
}

impl Record {
    /// The record as a value of a script.
    pub fn into_value(self) -> Value {
        to_value(&Arc::new(self))
    }
}

/// A shared record as a value of a script.
pub fn to_value(record: &Arc<Record>) -> Value {
    let ty = match **record {
        Record::Start(_) => FORMAT_START.ty(),
        Record::GroupStart(_) => GROUP_START.ty(),
        Record::Entry(_) => FORMAT_ENTRY.ty(),
        Record::GroupEnd => GROUP_END.ty(),
        Record::End => FORMAT_END.ty(),
    };
    Object::native(ty, RecordObject(record.clone())).into()
}

/// The record inside a value.
pub fn from_value(value: &Value) -> Option<Arc<Record>> {
    value.downcast::<RecordObject>().map(|it| it.0.clone())
}
