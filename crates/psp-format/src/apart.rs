//! Objects that stand apart from the document around them, and what is known of types so that it is asked once a type.

use crate::{
    command::FormatOptions,
    error::StreamMessage,
    expression,
    generator::Generator,
    record::{Entry, Record},
    text,
    view::{self, Kind},
};
use psp_value::{Context, Data, Object, Ref, Result, Type, Value, View, well_known};
use std::{collections::HashMap, sync::Arc};

/// What is known of the types that came by.
#[derive(Default)]
pub(crate) struct Lookup {
    types: HashMap<Type, Known>,
    /// Whether the objects of a type fit into the view of the document under way.
    fits: HashMap<Type, bool>,
}

#[derive(Clone, Copy)]
struct Known {
    /// The view that stands apart.
    view: Option<&'static view::View>,
    has_default_view: bool,
    stream: Option<StreamMessage>,
    is_scalar: bool,
    /// An object of the type had something to show.
    has_properties: bool,
}

/// A shared entry.
pub(crate) fn entry(it: Entry) -> Arc<Record> {
    Arc::new(Record::Entry(it))
}

impl Lookup {
    /// The objects of a document with another view come.
    pub(crate) fn new_document(&mut self) {
        self.fits.clear();
    }

    /// The object fits into a document with a view.
    pub(crate) fn fits(&mut self, view: &view::View, value: &Value) -> bool {
        match plain_type(value) {
            Some(ty) => *self.fits.entry(ty).or_insert_with(|| view.applies_to(value)),
            None => view.applies_to(value),
        }
    }

    /// An object that stands apart: scalars, objects without properties, those whose view says so; and with `any`,
    /// whatever does not fit into the document, as a list.
    pub(crate) fn apart(
        &mut self,
        context: &mut dyn Context,
        value: &Value,
        limit: i32,
        any: bool,
    ) -> Result<Option<Arc<Record>>> {
        if !matches!(value.view(), View::Object(_)) && text::is_scalar(value) {
            return Ok(Some(entry(Entry::text(text::plain(context, value)?))));
        }
        let known = self.known(value);
        if let Some(stream) = known.stream {
            let message = expression::property_text(context, value, "Message")?;
            return Ok(Some(entry(Entry { stream: Some(stream), ..Entry::text(message) })));
        }
        if let Some(view) = known.view {
            let mut generator = Generator::of_view(view, &FormatOptions::default(), limit);
            return Ok(Some(entry(Entry::apart(generator.body(context, value)?))));
        }
        if known.is_scalar || !self.has_properties(context, value, known)? {
            return Ok(Some(entry(Entry::text(text::plain(context, value)?))));
        }
        if !any {
            return Ok(None);
        }
        let mut generator =
            Generator::of_object(context, Kind::List, value, &FormatOptions::default(), limit)?;
        Ok(Some(entry(Entry::apart(generator.body(context, value)?))))
    }

    fn known(&mut self, value: &Value) -> Known {
        match plain_type(value) {
            Some(ty) => *self.types.entry(ty).or_insert_with(|| Known::of(value)),
            None => Known::of(value),
        }
    }

    /// The object has something to show.
    fn has_properties(&mut self, context: &mut dyn Context, value: &Value, known: Known) -> Result<bool> {
        if known.has_default_view || known.has_properties {
            return Ok(true);
        }
        let ty = plain_type(value);
        if let Some(Data::Fields(fields)) = value.as_object().map(|it| &it.data)
            && ty == Some(well_known::PS_CUSTOM_OBJECT.ty())
        {
            // Each of these has its own.
            return Ok(
                !fields.with(|it| it.is_empty()) || !expression::properties(context, value)?.is_empty()
            );
        }
        let found = !expression::properties(context, value)?.is_empty();
        if let Some(known) = ty.and_then(|ty| self.types.get_mut(&ty)) {
            known.has_properties = found;
        }
        Ok(found)
    }
}

impl Known {
    fn of(value: &Value) -> Self {
        Self {
            view: view::out_of_band_view(value),
            has_default_view: view::default_view(value).is_some(),
            stream: stream_of(value),
            is_scalar: text::is_scalar_by_names(value),
            has_properties: false,
        }
    }
}

/// The type of a value that goes by its type alone: nobody gave it other type names.
fn plain_type(value: &Value) -> Option<Type> {
    let has_names = |object: &Ref<Object>| {
        object.read_extra(|it| !it.type_names.is_empty() || it.replaced_type_names.is_some()).unwrap_or(false)
    };
    match value.as_object() {
        Some(object) if has_names(object) => None,
        // What a script class shows may differ with what was added to the object.
        Some(object) if object.ty().script.get().is_some() => None,
        _ => value.ty(),
    }
}

/// The stream that an object is a message of.
fn stream_of(value: &Value) -> Option<StreamMessage> {
    let name = value.as_object()?.ty().name.strip_prefix("System.Management.Automation.")?;
    match name {
        "WarningRecord" => Some(StreamMessage::Warning),
        "VerboseRecord" => Some(StreamMessage::Verbose),
        "DebugRecord" => Some(StreamMessage::Debug),
        _ => None,
    }
}
