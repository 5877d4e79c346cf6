//! One document's layout, chosen by its first object: which columns or lines, how objects are grouped, the text of each.

use crate::{
    browser,
    command::FormatOptions,
    display_set::default_properties,
    expression::{self, Expression, Outcome},
    parameter::Parameter,
    record::{Align, Body, Cell, FormatStart, GroupStart, HeadColumn, Shape, TableHead, Token},
    text::{self, TextRules},
    view::{Group, Kind, Layout, Source, View},
    views::Function,
};
use psp_value::{Context, ErrorCategory, ErrorRecord, Result, Str, Value, operators};
use std::sync::Arc;

/// As many columns a table has when nobody says which.
const MAX_COLUMNS: usize = 10;
/// Objects with more properties are shown as lists.
pub(crate) const MAX_TABLE_PROPERTIES: usize = 4;

/// The layout of a document.
pub(crate) struct Generator {
    layout: Fixed,
    /// The view it comes from, when it comes from one.
    pub(crate) view: Option<&'static View>,
    group: Option<Grouping>,
    options: FormatOptions,
    rules: TextRules,
    /// Error records of properties that failed, for `-ShowError`.
    pub(crate) failed: Vec<Value>,
}

/// What the layout knows once the first object was seen.
enum Fixed {
    Table {
        columns: Vec<TableColumn>,
        wrap: bool,
        autosize: bool,
    },
    /// Lines of a view; without a view they are found for each object.
    List(Option<Vec<(String, Getter)>>),
    Wide(Option<Getter>),
    Custom(Option<Function>),
}

struct TableColumn {
    label: String,
    source: Getter,
    format: Option<String>,
    width: usize,
    align: Align,
    cell_align: Align,
}

/// Where a value comes from.
#[derive(Clone)]
enum Getter {
    Expression(Expression),
    Function(Function, &'static str),
}

impl Getter {
    fn of(source: &Source) -> Self {
        match *source {
            Source::Property(name) => Self::Expression(Expression::Property(Str::new(name))),
            Source::Function(function, label) => Self::Function(function, label),
        }
    }

    /// As error messages name it.
    fn name(&self) -> String {
        match self {
            Self::Expression(expression) => expression.label(),
            Self::Function(_, label) => (*label).to_owned(),
        }
    }

    fn value(&self, context: &mut dyn Context, target: &Value) -> Result<Outcome> {
        match self {
            Self::Expression(expression) => expression.value(context, target),
            Self::Function(function, label) => match function(context, target, label) {
                Ok(value) => Ok(Outcome::Value(value)),
                Err(error) => error.record().cloned().map(Outcome::Failed).ok_or(error),
            },
        }
    }
}

/// How objects are grouped.
struct Grouping {
    source: Getter,
    label: Option<String>,
    /// The name of the property that changed last.
    name: String,
    header: Option<Function>,
    /// What the objects of the current group have in common; `None` before the first.
    current: Option<Value>,
}

impl Generator {
    /// The layout of a view.
    pub(crate) fn of_view(view: &'static View, options: &FormatOptions, limit: i32) -> Self {
        let layout = match &view.layout {
            Layout::Table { columns, autosize, wrap } => Fixed::Table {
                columns: columns.iter().map(TableColumn::of_view).collect(),
                wrap: *wrap,
                autosize: *autosize,
            },
            Layout::List(items) => Fixed::List(Some(
                items.iter().map(|(label, source)| ((*label).to_owned(), Getter::of(source))).collect(),
            )),
            Layout::Wide(source) => Fixed::Wide(Some(Getter::of(source))),
            Layout::Custom(function) => Fixed::Custom(Some(*function)),
        };
        Self::new(layout, Some(view), options, limit)
    }

    /// A layout for an object without a view.
    pub(crate) fn of_object(
        context: &mut dyn Context,
        kind: Kind,
        first: &Value,
        options: &FormatOptions,
        limit: i32,
    ) -> Result<Self> {
        let layout = match kind {
            Kind::Table => Fixed::Table {
                columns: table_columns(context, first, options)?,
                wrap: false,
                autosize: false,
            },
            Kind::List => Fixed::List(None),
            Kind::Wide => Fixed::Wide(None),
            Kind::Custom => Fixed::Custom(None),
        };
        Ok(Self::new(layout, None, options, limit))
    }

    fn new(layout: Fixed, view: Option<&'static View>, options: &FormatOptions, limit: i32) -> Self {
        let group = match (&options.group_by, view.and_then(|it| it.group.as_ref())) {
            (Some(parameter), _) => Some(Grouping::of_parameter(parameter)),
            (None, Some(group)) => Some(Grouping::of_view(group)),
            (None, None) => None,
        };
        let rules = TextRules { limit, in_table: false };
        Self { layout, view, group, options: options.clone(), rules, failed: Vec::new() }
    }

    /// The head of the document.
    pub(crate) fn start(&self) -> FormatStart {
        let view_sizes = matches!(self.layout, Fixed::Table { autosize: true, .. });
        let autosize = self.options.autosize.unwrap_or(view_sizes);
        let shape = match &self.layout {
            Fixed::Table { columns, .. } => Shape::Table(TableHead {
                columns: columns.iter().map(TableColumn::head).collect(),
                hide_header: self.options.hide_headers.unwrap_or(false),
                repeat_header: self.options.repeat_header,
            }),
            Fixed::List(_) => Shape::List,
            Fixed::Wide(_) => Shape::Wide(if autosize { 0 } else { self.options.columns.unwrap_or(0) }),
            Fixed::Custom(_) => Shape::Custom,
        };
        FormatStart { shape, autosize }
    }

    /// The text of an object.
    pub(crate) fn body(&mut self, context: &mut dyn Context, target: &Value) -> Result<Body> {
        match &self.layout {
            Fixed::Table { .. } => self.row(context, target),
            Fixed::List(_) => self.list(context, target),
            Fixed::Wide(_) => self.wide(context, target),
            Fixed::Custom(Some(function)) => {
                let function = *function;
                let text = self.field(context, target, &Getter::Function(function, ""), None, false)?;
                Ok(Body::Custom(vec![Token::Text(text)]))
            }
            Fixed::Custom(None) => {
                let depth = self.options.depth.unwrap_or(browser::DEPTH);
                Ok(Body::Custom(browser::browse(
                    context,
                    target,
                    &self.options.properties,
                    depth,
                    self.rules,
                )?))
            }
        }
    }

    fn row(&mut self, context: &mut dyn Context, target: &Value) -> Result<Body> {
        let Fixed::Table { columns, wrap, .. } = &mut self.layout else {
            return Ok(Body::Text(String::new()));
        };
        let wrap = self.options.wrap.unwrap_or(*wrap);
        let columns = std::mem::take(columns);
        let in_table = self.view.is_none();
        let mut cells = Vec::with_capacity(columns.len());
        let mut result = Ok(());
        for column in &columns {
            match self.field(context, target, &column.source, column.format.as_deref(), in_table) {
                Ok(text) => cells.push(Cell { text, align: column.cell_align }),
                Err(error) => {
                    result = Err(error);
                    break;
                }
            }
        }
        if let Fixed::Table { columns: kept, .. } = &mut self.layout {
            *kept = columns;
        }
        result.map(|()| Body::Row { cells, wrap })
    }

    fn list(&mut self, context: &mut dyn Context, target: &Value) -> Result<Body> {
        let items: Vec<(String, Getter, Option<String>)> = match &self.layout {
            Fixed::List(Some(items)) => {
                items.iter().map(|(label, it)| (label.clone(), it.clone(), None)).collect()
            }
            _ => list_items(context, target, &self.options)?,
        };
        let mut fields = Vec::with_capacity(items.len());
        for (label, source, format) in items {
            let text = self.field(context, target, &source, format.as_deref(), false)?;
            fields.push((label, text));
        }
        Ok(Body::List(fields))
    }

    fn wide(&mut self, context: &mut dyn Context, target: &Value) -> Result<Body> {
        let found = match &self.layout {
            Fixed::Wide(Some(source)) => Some((source.clone(), None)),
            _ => wide_item(context, target, &self.options)?,
        };
        let text = match found {
            Some((source, format)) => self.field(context, target, &source, format.as_deref(), false)?,
            None => String::new(),
        };
        Ok(Body::Wide(text))
    }

    fn field(
        &mut self,
        context: &mut dyn Context,
        target: &Value,
        source: &Getter,
        format: Option<&str>,
        in_table: bool,
    ) -> Result<String> {
        let value = match source.value(context, target)? {
            Outcome::Missing => return Ok(String::new()),
            Outcome::Value(value) => value,
            Outcome::Failed(record) => {
                let what = format!("Failed to evaluate expression \"{}\".", source.name());
                return Ok(self.fail(&record, "PSPropertyExpressionError", &what, target, "#ERR"));
            }
        };
        if let Some(format) = format {
            match text::with_format(context, &value, format) {
                Err(error) if self.options.display_error && error.is_error() => {
                    let what = format!("Failed to interpret format string \"{format}\".");
                    let record = error.record().cloned().unwrap_or_default();
                    return Ok(self.fail(&record, "formattingError", &what, target, "#FMTERR"));
                }
                Err(error) if error.is_error() => {}
                other => return other,
            }
        }
        text::smart_or_empty(context, &value, TextRules { in_table, ..self.rules })
    }

    fn fail(&mut self, record: &Value, id: &str, what: &str, target: &Value, shown: &str) -> String {
        if self.options.show_error {
            let exception = ErrorRecord::with(record, |it| it.exception.clone()).unwrap_or_default();
            let record = ErrorRecord {
                exception,
                id: id.into(),
                category: ErrorCategory::InvalidArgument,
                details: Some(what.into()),
                target: target.clone(),
                ..ErrorRecord::default()
            };
            self.failed.push(record.into_value());
        }
        if self.options.display_error { shown.to_owned() } else { String::new() }
    }

    /// Notes the object's group; true when it is another one than that of the object before.
    pub(crate) fn enters_group(&mut self, context: &mut dyn Context, target: &Value) -> Result<bool> {
        match &mut self.group {
            Some(group) => group.enters(context, target),
            None => Ok(false),
        }
    }

    /// The head of a group that begins with an object.
    pub(crate) fn group_start(&self, context: &mut dyn Context, first: &Value) -> Result<GroupStart> {
        match &self.group {
            Some(group) => Ok(GroupStart { header: group.header(context, first, self.rules)? }),
            None => Ok(GroupStart::default()),
        }
    }
}

impl TableColumn {
    fn of_view(column: &'static crate::view::Column) -> Self {
        Self {
            label: column.label.to_owned(),
            source: Getter::of(&column.source),
            format: None,
            width: column.width,
            align: if column.align == Align::Undefined { column.cell_align } else { column.align },
            cell_align: column.cell_align,
        }
    }

    fn head(&self) -> HeadColumn {
        HeadColumn { label: self.label.clone(), width: self.width, align: self.align }
    }
}

/// The properties an object shows when nobody says which.
pub(crate) fn shown_properties(context: &mut dyn Context, target: &Value) -> Result<Vec<Str>> {
    let chosen = default_properties(context, target)?;
    if chosen.is_empty() { own_properties(context, target) } else { Ok(chosen) }
}

/// The properties of an object, but for the computer that it came from when it says not to show it.
fn own_properties(context: &mut dyn Context, target: &Value) -> Result<Vec<Str>> {
    let mut names = expression::shown(context, target)?;
    if names.iter().any(|it| it.text() == SHOWS_COMPUTER) {
        names.retain(|it| it.text() != SHOWS_COMPUTER && it.text() != "PSComputerName");
    }
    Ok(names)
}

/// Of objects from another process: false by default.
const SHOWS_COMPUTER: &str = "PSShowComputerName";

fn table_columns(
    context: &mut dyn Context,
    first: &Value,
    options: &FormatOptions,
) -> Result<Vec<TableColumn>> {
    let mut found: Vec<(Expression, Option<Arc<Parameter>>)> = Vec::new();
    for parameter in &options.properties {
        let resolved = parameter.expression.resolve(context, first)?;
        if resolved.is_empty() && !parameter.expression.has_wildcards() {
            found.push((parameter.expression.clone(), Some(parameter.clone())));
        }
        found.extend(resolved.into_iter().map(|it| (it, Some(parameter.clone()))));
    }
    if options.properties.is_empty() {
        let chosen = default_properties(context, first)?;
        let names = if chosen.is_empty() {
            own_properties(context, first)?.into_iter().take(MAX_COLUMNS).collect()
        } else {
            chosen
        };
        found.extend(names.into_iter().map(|name| (Expression::Property(name), None)));
    }
    let mut columns = Vec::with_capacity(found.len());
    for (expression, parameter) in found {
        let given = parameter.as_deref();
        let align = match given.and_then(|it| it.align) {
            Some(align) => align,
            None => natural_align(context, first, &expression)?,
        };
        columns.push(TableColumn {
            label: given.and_then(|it| it.label.clone()).unwrap_or_else(|| expression.label()),
            format: given.and_then(|it| it.format.clone()),
            width: given.and_then(|it| it.width).unwrap_or(0),
            source: Getter::Expression(expression),
            align,
            cell_align: Align::Undefined,
        });
    }
    Ok(columns)
}

/// Numbers, truth values, characters and enums stand on the right, by the first object's.
fn natural_align(context: &mut dyn Context, first: &Value, expression: &Expression) -> Result<Align> {
    Ok(match expression.value(context, first)? {
        Outcome::Value(value) if value.unboxed().as_string().is_none() && text::is_scalar(&value) => {
            Align::Right
        }
        _ => Align::Left,
    })
}

type ListItem = (String, Getter, Option<String>);

fn list_items(context: &mut dyn Context, target: &Value, options: &FormatOptions) -> Result<Vec<ListItem>> {
    if options.properties.is_empty() {
        let names = shown_properties(context, target)?;
        let item =
            |name: Str| (name.text().into_owned(), Getter::Expression(Expression::Property(name)), None);
        return Ok(names.into_iter().map(item).collect());
    }
    let mut items = Vec::new();
    for parameter in &options.properties {
        for expression in parameter.expression.resolve(context, target)? {
            let label = parameter.label.clone().unwrap_or_else(|| expression.label());
            items.push((label, Getter::Expression(expression), parameter.format.clone()));
        }
    }
    Ok(items)
}

fn wide_item(
    context: &mut dyn Context,
    target: &Value,
    options: &FormatOptions,
) -> Result<Option<(Getter, Option<String>)>> {
    for parameter in &options.properties {
        if let Some(found) = parameter.expression.resolve(context, target)?.into_iter().next() {
            return Ok(Some((Getter::Expression(found), parameter.format.clone())));
        }
    }
    if !options.properties.is_empty() {
        return Ok(None);
    }
    let name = match expression::display_name(context, target)? {
        Some(name) => Some(Str::from(name)),
        None => shown_properties(context, target)?.into_iter().next(),
    };
    Ok(name.map(|it| (Getter::Expression(Expression::Property(it)), None)))
}

impl Grouping {
    fn of_parameter(parameter: &Parameter) -> Self {
        Self {
            source: Getter::Expression(parameter.expression.clone()),
            label: parameter.label.clone(),
            name: String::new(),
            header: None,
            current: None,
        }
    }

    fn of_view(group: &'static Group) -> Self {
        Self {
            source: Getter::of(&group.source),
            label: group.label.map(str::to_owned),
            name: String::new(),
            header: group.header,
            current: None,
        }
    }

    fn enters(&mut self, context: &mut dyn Context, target: &Value) -> Result<bool> {
        let resolved = match &self.source {
            Getter::Expression(expression) => match expression.resolve(context, target)?.into_iter().next() {
                Some(found) => Getter::Expression(found),
                None => return Ok(false),
            },
            function @ Getter::Function(..) => function.clone(),
        };
        let Outcome::Value(value) = resolved.value(context, target)? else { return Ok(false) };
        let changed = match &self.current {
            None => true,
            Some(current) => !same_group(context, current, &value)?,
        };
        self.current = Some(value);
        if changed {
            self.name = match resolved {
                Getter::Expression(expression) => expression.label(),
                Getter::Function(_, label) => label.to_owned(),
            };
        }
        Ok(changed)
    }

    fn header(
        &self,
        context: &mut dyn Context,
        first: &Value,
        rules: TextRules,
    ) -> Result<Option<Vec<Token>>> {
        let Some(current) = &self.current else { return Ok(None) };
        if let Some(header) = self.header {
            let text = header(context, first, "")?;
            return Ok(Some(vec![Token::Text(text::plain(context, &text)?)]));
        }
        let label = self.label.as_deref().unwrap_or(&self.name);
        let value = text::smart_or_empty(context, current, rules)?;
        Ok(Some(vec![Token::Text(format!("   {label}: {value}"))]))
    }
}

/// Two objects belong to one group: their keys are equal, or their texts are.
fn same_group(context: &mut dyn Context, a: &Value, b: &Value) -> Result<bool> {
    if a.is_null() || b.is_null() {
        return Ok(a.is_null() && b.is_null());
    }
    let equal = operators::compare(context, operators::Comparison::Eq, true, a, b);
    if a.as_elements().is_none()
        && let Some(equal) = expression::catch(equal)?
        && psp_value::convert::is_true(&equal)
    {
        return Ok(true);
    }
    let (a, b) = (text::plain(context, a)?, text::plain(context, b)?);
    Ok(psp_clr::compare::equals_ordinal_ignore_case(&a, &b))
}
