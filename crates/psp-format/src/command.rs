//! `Format-Table`, `Format-List`, `Format-Wide`, `Format-Custom` and what outputs do to objects: objects to [`Record`]s.

use crate::{
    apart::{Lookup, entry},
    generator::{Generator, MAX_TABLE_PROPERTIES, shown_properties},
    parameter::Parameter,
    record::{self, Entry, Record},
    text::elements,
    view::{self, Kind},
};
use psp_value::{Context, ErrorCategory, ErrorRecord, Fault, Interrupt, Result, Str, Value};
use std::sync::Arc;

/// The arguments of a `Format-*` command.
#[derive(Clone, Default)]
pub struct FormatOptions {
    /// `-Property`
    pub properties: Vec<Arc<Parameter>>,
    /// `-GroupBy`
    pub group_by: Option<Arc<Parameter>>,
    /// `-View`
    pub view: Option<String>,
    /// `-AutoSize`
    pub autosize: Option<bool>,
    /// `-Wrap`
    pub wrap: Option<bool>,
    /// `-HideTableHeaders`
    pub hide_headers: Option<bool>,
    /// `-RepeatHeader`
    pub repeat_header: bool,
    /// `-Column` of `Format-Wide`
    pub columns: Option<usize>,
    /// `-Depth` of `Format-Custom`
    pub depth: Option<usize>,
    /// `-Expand`
    pub expand: Option<Expand>,
    /// `-Force`: scalars and errors too are shown by their properties.
    pub force: bool,
    /// `-ShowError`
    pub show_error: bool,
    /// `-DisplayError`
    pub display_error: bool,
}

impl FormatOptions {
    /// Refuses arguments that exclude each other.
    pub fn check(&self) -> Result<()> {
        if self.view.is_some() && !self.properties.is_empty() {
            let message = "Cmdlet parameters View and Property are mutually exclusive.";
            return Err(exclusive("FormatCannotSpecifyViewAndProperty", message));
        }
        if self.autosize == Some(true) && self.columns.is_some() {
            let message = "Cmdlet parameters AutoSize and Column are mutually exclusive.";
            return Err(exclusive("FormatCannotSpecifyAutosizeAndColumns", message));
        }
        Ok(())
    }
}

fn exclusive(id: &str, message: &str) -> Interrupt {
    let fault = Fault::new("System.IO.InvalidDataException", "Found invalid data while decoding.")
        .id(id)
        .category(ErrorCategory::InvalidArgument);
    ErrorRecord { details: Some(Str::new(message)), ..fault.into_record() }.into()
}

/// `-Expand`: what is shown of a collection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expand {
    /// The collection.
    CoreOnly,
    /// Its elements.
    EnumOnly,
    /// Both.
    Both,
}

/// A `Format-*` command, or the formatting that an output does.
pub struct FormatCommand {
    /// The layout that was asked for.
    kind: Option<Kind>,
    options: FormatOptions,
    generator: Option<Generator>,
    in_group: bool,
    /// `$FormatEnumerationLimit`, read when the first object comes.
    limit: Option<i32>,
    lookup: Lookup,
}

/// What comes out.
pub type Records = Vec<Arc<Record>>;

impl FormatCommand {
    /// A command of one layout; without one, each document's first object decides.
    pub fn new(kind: Option<Kind>, options: FormatOptions) -> Self {
        Self { kind, options, generator: None, in_group: false, limit: None, lookup: Lookup::default() }
    }

    /// Takes an object; collections are looked into.
    pub fn push(&mut self, context: &mut dyn Context, value: &Value, out: &mut Records) -> Result<()> {
        if value.is_null() {
            return Ok(());
        }
        if let Some(record) = record::from_value(value) {
            out.push(record);
            return Ok(());
        }
        let Some(mut all) = elements(value) else { return self.object(context, value, out) };
        match self.options.expand.unwrap_or(Expand::EnumOnly) {
            Expand::CoreOnly => self.object(context, value, out),
            Expand::EnumOnly => {
                while let Some(element) = all.next(context)? {
                    self.element(context, &element, out)?;
                }
                Ok(())
            }
            Expand::Both => {
                let all = all.collect(context)?;
                self.describe_collection(context, value, all.len(), out)?;
                all.iter().try_for_each(|it| self.element(context, it, out))
            }
        }
    }

    /// An element of a collection; one that is null is an empty line.
    fn element(&mut self, context: &mut dyn Context, element: &Value, out: &mut Records) -> Result<()> {
        if element.is_null() {
            out.push(entry(Entry::text("")));
            return Ok(());
        }
        if let Some(record) = record::from_value(element) {
            out.push(record);
            return Ok(());
        }
        self.object(context, element, out)
    }

    /// The input ends.
    pub fn finish(&mut self, out: &mut Records) {
        if self.in_group {
            out.push(Arc::new(Record::GroupEnd));
            self.in_group = false;
        }
        if self.generator.take().is_some() {
            out.push(Arc::new(Record::End));
        }
        self.limit = None;
    }

    /// The input begins.
    pub(crate) fn begin(&mut self, context: &mut dyn Context) {
        self.limit(context);
    }

    fn limit(&mut self, context: &mut dyn Context) -> i32 {
        *self.limit.get_or_insert_with(|| context.variable("FormatEnumerationLimit").as_int().unwrap_or(4))
    }

    fn object(&mut self, context: &mut dyn Context, value: &Value, out: &mut Records) -> Result<()> {
        let limit = self.limit(context);
        let may_stand_apart = self.kind.is_none() || !self.options.force;
        if may_stand_apart && let Some(found) = self.lookup.apart(context, value, limit, false)? {
            out.push(found);
            return Ok(());
        }
        if self.generator.is_none() {
            let generator = self.choose(context, value, limit)?;
            out.push(Arc::new(Record::Start(generator.start())));
            self.lookup.new_document();
            self.generator = Some(generator);
        }
        let Some(generator) = &mut self.generator else { return Ok(()) };
        if may_stand_apart
            && generator.view.is_some_and(|it| !self.lookup.fits(it, value))
            && let Some(found) = self.lookup.apart(context, value, limit, true)?
        {
            out.push(found);
            return Ok(());
        }
        let is_other_group = generator.enters_group(context, value)?;
        if self.in_group && is_other_group {
            out.push(Arc::new(Record::GroupEnd));
            self.in_group = false;
        }
        if !self.in_group {
            out.push(Arc::new(Record::GroupStart(generator.group_start(context, value)?)));
            self.in_group = true;
        }
        let body = generator.body(context, value)?;
        out.push(entry(Entry::inside(body)));
        for failed in std::mem::take(&mut generator.failed) {
            out.extend(self.lookup.apart(context, &failed, limit, true)?);
        }
        Ok(())
    }

    /// The layout for a document that begins with an object.
    fn choose(&self, context: &mut dyn Context, first: &Value, limit: i32) -> Result<Generator> {
        let Some(kind) = self.kind else {
            if let Some(view) = view::default_view(first) {
                return Ok(Generator::of_view(view, &self.options, limit));
            }
            let count = shown_properties(context, first)?.len();
            let kind = if count <= MAX_TABLE_PROPERTIES { Kind::Table } else { Kind::List };
            return Generator::of_object(context, kind, first, &self.options, limit);
        };
        if self.options.properties.is_empty() {
            let name = self.options.view.as_deref();
            if let Some(view) = view::view_of_kind(first, kind, name) {
                return Ok(Generator::of_view(view, &self.options, limit));
            }
            if let Some(name) = name {
                return Err(unknown_view(name, kind, first));
            }
        }
        Generator::of_object(context, kind, first, &self.options, limit)
    }

    fn describe_collection(
        &mut self,
        context: &mut dyn Context,
        value: &Value,
        count: usize,
        out: &mut Records,
    ) -> Result<()> {
        let limit = self.limit(context);
        out.push(entry(Entry::text("The following object supports IEnumerable:")));
        out.extend(self.lookup.apart(context, value, limit, true)?);
        out.push(entry(Entry::text(match count {
            0 => "The IEnumerable contains no objects.".to_owned(),
            1 => "The IEnumerable contains the following object:".to_owned(),
            count => format!("The IEnumerable contains the following {count} objects:"),
        })));
        Ok(())
    }
}

fn unknown_view(name: &str, kind: Kind, first: &Value) -> Interrupt {
    let ty = first.ty().map(psp_value::Type::full_name).unwrap_or_default();
    let (names, kinds) = view::names_for(&ty, kind, name);
    let shape = kind.name();
    let message = if !names.is_empty() {
        let names = names.join(", ");
        format!(
            "The view name {name} cannot be found. Specify one of the following {shape} views and try again: {names}."
        )
    } else if kinds.is_empty() {
        format!("The view name {name} cannot be found. There are no existing {shape} views for {ty} objects.")
    } else {
        let commands: Vec<_> = kinds.iter().map(|it| format!("Format-{}", it.name())).collect();
        let commands = commands.join(", ");
        format!(
            " The view name {name} cannot be found in the {shape} formatting. Try using one of these other format cmdlets: {commands}"
        )
    };
    let fault =
        Fault::new("System.Management.Automation.PipelineStoppedException", "The pipeline has been stopped.")
            .id("FormatViewNotFound")
            .category(ErrorCategory::ObjectNotFound)
            .target(name);
    ErrorRecord { details: Some(Str::new(&message)), ..fault.into_record() }.into()
}
