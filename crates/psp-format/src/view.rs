//! Views: which columns or lines an object of a known type shows. They are data, read when the first object needs them.
//!
//! `views/default.txt` has them, in PowerShell's order; `views/functions.rs` has the columns that are calculated.

use crate::{record::Align, views};
use psp_value::{Value, member};
use std::{collections::HashMap, sync::OnceLock};

/// A view of some types.
#[derive(Debug)]
pub struct View {
    /// The types it is for.
    pub types: Vec<&'static str>,
    /// What `-View` calls it.
    pub name: &'static str,
    /// Its layout.
    pub layout: Layout,
    /// Objects are grouped by this.
    pub group: Option<Group>,
    /// Stands apart: does not begin or end a document.
    pub out_of_band: bool,
}

/// The layouts.
#[derive(Debug)]
pub enum Layout {
    /// Rows and columns.
    Table {
        /// From left to right.
        columns: Vec<Column>,
        /// Widths come from the objects.
        autosize: bool,
        /// Cells wrap.
        wrap: bool,
    },
    /// A line a property.
    List(Vec<(&'static str, Source)>),
    /// One value an object.
    Wide(Source),
    /// Free text.
    Custom(views::Function),
}

/// A column of a table.
#[derive(Debug)]
pub struct Column {
    /// What stands above.
    pub label: &'static str,
    /// Where values come from.
    pub source: Source,
    /// 0: what is left.
    pub width: usize,
    /// Of header and cells.
    pub align: Align,
    /// Of cells, when they differ.
    pub cell_align: Align,
}

/// Where a value comes from.
#[derive(Debug, Clone)]
pub enum Source {
    /// A property.
    Property(&'static str),
    /// A calculation; its argument is the label.
    Function(views::Function, &'static str),
}

/// A grouping.
#[derive(Debug)]
pub struct Group {
    /// What objects have in common.
    pub source: Source,
    /// Stands before the value; the property's name when there is none.
    pub label: Option<&'static str>,
    /// The whole header, when it is special.
    pub header: Option<views::Function>,
}

/// The layouts, to ask for one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Kind {
    Table,
    List,
    Wide,
    Custom,
}

impl Kind {
    /// As error messages name it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Table => "Table",
            Self::List => "List",
            Self::Wide => "Wide",
            Self::Custom => "Custom",
        }
    }
}

impl View {
    /// Its layout.
    pub fn kind(&self) -> Kind {
        match self.layout {
            Layout::Table { .. } => Kind::Table,
            Layout::List(_) => Kind::List,
            Layout::Wide(_) => Kind::Wide,
            Layout::Custom(_) => Kind::Custom,
        }
    }

    /// An object is of one of its types.
    pub fn applies_to(&self, value: &Value) -> bool {
        type_names(value).iter().any(|name| self.types.iter().any(|it| it.eq_ignore_ascii_case(name)))
    }
}

/// All views, and by type in lower case.
struct Views {
    all: Vec<View>,
    by_type: HashMap<String, Vec<usize>>,
}

fn views() -> &'static Views {
    static VIEWS: OnceLock<Views> = OnceLock::new();
    VIEWS.get_or_init(|| {
        let all = parse(include_str!("views/default.txt"));
        let mut by_type: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, view) in all.iter().enumerate() {
            for ty in &view.types {
                by_type.entry(ty.to_ascii_lowercase()).or_default().push(index);
            }
        }
        Views { all, by_type }
    })
}

/// What views are looked up by: the names of the object's types, those of a deserialised object as of the original.
fn type_names(value: &Value) -> Vec<String> {
    let names: Vec<String> = member::type_names(value).iter().map(|it| it.text().into_owned()).collect();
    let originals: Vec<String> =
        names.iter().filter_map(|it| it.strip_prefix("Deserialized.")).map(str::to_owned).collect();
    names.into_iter().chain(originals).map(|name| without_arguments(&name)).collect()
}

/// ``List`1[[T]]`` is looked up as it is written in PowerShell's own table: without the arguments.
fn without_arguments(name: &str) -> String {
    name.split_once("[[").map_or(name, |(name, _)| name).to_owned()
}

fn find(value: &Value, fits: impl Fn(&View) -> bool) -> Option<&'static View> {
    let views = views();
    type_names(value).iter().find_map(|name| {
        let candidates = views.by_type.get(&name.to_ascii_lowercase())?;
        candidates.iter().filter_map(|&it| views.all.get(it)).find(|it| fits(it))
    })
}

/// The view an object is shown in by default.
pub fn default_view(value: &Value) -> Option<&'static View> {
    find(value, |it| !it.out_of_band)
}

/// The view of a layout, and of a name when one is given.
pub fn view_of_kind(value: &Value, kind: Kind, name: Option<&str>) -> Option<&'static View> {
    find(value, |it| {
        !it.out_of_band && it.kind() == kind && name.is_none_or(|name| it.name.eq_ignore_ascii_case(name))
    })
}

/// The view of an object that stands apart from its surroundings.
pub fn out_of_band_view(value: &Value) -> Option<&'static View> {
    find(value, |it| it.out_of_band)
}

/// Names of an exact type's views of a layout, and the layouts in which it has a view of some name.
pub fn names_for(ty: &str, kind: Kind, name: &str) -> (Vec<&'static str>, Vec<Kind>) {
    let of_type = || views().all.iter().filter(|it| it.types.iter().any(|it| it.eq_ignore_ascii_case(ty)));
    let names = of_type().filter(|it| it.kind() == kind).map(|it| it.name).collect();
    let kinds =
        of_type().filter(|it| it.kind() != kind && it.name.eq_ignore_ascii_case(name)).map(View::kind);
    (names, kinds.collect())
}

/// Reads the table of views. What is not understood is left out; a test says that nothing is.
fn parse(text: &'static str) -> Vec<View> {
    let blocks = text.split("\n@ ").skip(1);
    blocks.filter_map(parse_view).collect()
}

fn parse_view(block: &'static str) -> Option<View> {
    let mut lines = block.lines();
    let types = lines.next()?.split(", ").collect();
    let mut words = lines.next()?.split(' ');
    let kind = words.next()?;
    let name = words.next()?;
    let options: Vec<&'static str> = words.collect();
    let option = |key: &str| options.iter().find_map(|it| it.strip_prefix(key)?.strip_prefix('='));
    let rows: Vec<&'static str> = lines.filter_map(|it| it.strip_prefix("  ")).collect();
    let layout = match kind {
        "table" => Layout::Table {
            columns: rows.iter().map(|it| parse_column(it)).collect::<Option<_>>()?,
            autosize: options.contains(&"autosize"),
            wrap: options.contains(&"wrap"),
        },
        "list" => Layout::List(rows.iter().map(|it| parse_item(it)).collect::<Option<_>>()?),
        "wide" => Layout::Wide(parse_source(rows.first()?, "")?),
        "custom" => Layout::Custom(views::function(rows.first()?.strip_prefix('!')?)?),
        _ => return None,
    };
    let group = match option("group") {
        Some(source) => Some(Group {
            source: parse_source(source, "")?,
            label: option("label"),
            header: option("header").and_then(views::function),
        }),
        None => None,
    };
    Some(View { types, name, layout, group, out_of_band: options.contains(&"out-of-band") })
}

fn parse_column(row: &'static str) -> Option<Column> {
    let mut parts = row.split(" | ").map(str::trim);
    let label = parts.next()?;
    let source = parse_source(parts.next()?, label)?;
    let width = parts.next().map_or(Some(0), |it| it.parse().ok())?;
    let mut align = || match parts.next() {
        Some("left") => Align::Left,
        Some("center") => Align::Center,
        Some("right") => Align::Right,
        _ => Align::Undefined,
    };
    Some(Column { label, source, width, align: align(), cell_align: align() })
}

fn parse_item(row: &'static str) -> Option<(&'static str, Source)> {
    let (label, source) = row.split_once(" | ").unwrap_or((row, row));
    Some((label, parse_source(source, label)?))
}

fn parse_source(source: &'static str, label: &'static str) -> Option<Source> {
    match source.strip_prefix('!') {
        Some(name) => Some(Source::Function(views::function(name)?, label)),
        None => Some(Source::Property(source)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_view_is_understood() {
        let text = include_str!("views/default.txt");
        let blocks: Vec<_> = text.split("\n@ ").skip(1).collect();
        for block in &blocks {
            assert!(parse_view(block).is_some(), "not understood: {block}");
        }
        assert!(blocks.len() > 70);
    }

    #[test]
    fn views_are_found_by_type() {
        let version = Value::object(psp_value::Ref::new(psp_value::Object::new(
            psp_value::well_known::VERSION.ty(),
            psp_value::Data::Fields(psp_value::Lock::default()),
        )));
        assert_eq!(default_view(&version).map(|it| it.name), Some("System.Version"));
        assert!(view_of_kind(&version, Kind::List, None).is_none());
    }
}
