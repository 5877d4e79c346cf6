//! `System.Text.RegularExpressions.Match`, `Group` and `Capture`.

use super::collections::{CaptureCollection, GroupCollection};
use crate::declare::Emulated;
use psp_clr::regex::{Captures, Regex};
use psp_derive::ps_type;
use psp_value::{Context, Data, Fault, Native, Object, Result, Str, Value};
use std::sync::Arc;

/// What a pattern found in a text; shared by the match and its groups.
pub struct Found {
    /// The pattern.
    pub regex: Arc<Regex>,
    /// The text.
    pub text: Str,
    /// The text as the pattern sees it.
    pub readable: Arc<str>,
    /// Where; `None` when nothing was found.
    pub captures: Option<Captures>,
}

impl Found {
    /// The index and length, in UTF-16 units, of a part in bytes.
    pub(crate) fn units(&self, (start, end): (usize, usize)) -> (i32, i32) {
        let at = |byte: usize| self.text.utf16_index(byte) as i32;
        (at(start), at(end) - at(start))
    }

    /// The text of a part in bytes.
    pub(crate) fn part(&self, (start, end): (usize, usize)) -> &str {
        self.readable.get(start..end).unwrap_or_default()
    }

    /// Where a group lies.
    pub(crate) fn span(&self, slot: usize) -> Option<(usize, usize)> {
        self.captures.as_ref().and_then(|it| it.get(slot))
    }
}

/// A part of a text.
pub(crate) struct Capture {
    found: Arc<Found>,
    span: (usize, usize),
}

impl Native for Capture {
    fn text(&self, _: &mut dyn Context, _: Option<&str>) -> Result<Option<String>> {
        Ok(Some(self.found.part(self.span).to_owned()))
    }
}

impl Capture {
    /// A part as a value.
    pub(crate) fn value_of(found: &Arc<Found>, span: (usize, usize)) -> Value {
        Object::native(Self::ty(), Self { found: found.clone(), span }).into()
    }
}

#[ps_type("System.Text.RegularExpressions.Capture")]
impl Capture {
    /// Where the part begins.
    #[ps(get)]
    fn index(&self) -> i32 {
        self.found.units(self.span).0
    }

    /// How long the part is.
    #[ps(get)]
    fn length(&self) -> i32 {
        self.found.units(self.span).1
    }

    /// The part.
    #[ps(get)]
    fn value(&self) -> String {
        self.found.part(self.span).to_owned()
    }

    /// The part as a span, which no script can hold: PowerShell reads null.
    #[ps(get)]
    fn value_span(this: &Value) -> Value {
        let _ = this;
        Value::NULL
    }

    /// The part; groups and matches have no text of their own, so a view names them by `Name`.
    #[ps("ToString")]
    fn as_text(context: &mut dyn Context, this: &Value) -> Result<String> {
        match this.as_object().map(|it| &it.data) {
            Some(Data::Native(it)) => Ok(it.text(context, None)?.unwrap_or_default()),
            _ => Ok(String::new()),
        }
    }
}

/// What a group of a pattern captured.
pub(crate) struct Group {
    found: Arc<Found>,
    slot: usize,
}

impl Native for Group {
    fn text(&self, _: &mut dyn Context, _: Option<&str>) -> Result<Option<String>> {
        Ok(Some(self.value()))
    }
}

impl Group {
    /// A group as a value; one that does not exist has captured nothing.
    pub(crate) fn value_of(found: &Arc<Found>, slot: usize) -> Value {
        Object::native(Self::ty(), Self { found: found.clone(), slot }).into()
    }

    fn span(&self) -> Option<(usize, usize)> {
        self.found.span(self.slot)
    }
}

#[ps_type("System.Text.RegularExpressions.Group", base = capture_type())]
impl Group {
    /// It took part in the match.
    #[ps(get)]
    fn success(&self) -> bool {
        self.span().is_some()
    }

    /// Its name, or its number.
    #[ps(get)]
    fn name(&self) -> String {
        self.found.regex.groups().get(self.slot).map_or_else(|| "0".to_owned(), |it| it.name.clone())
    }

    /// Everything it captured on the way.
    #[ps(get)]
    fn captures(&self) -> CaptureCollection {
        CaptureCollection::of(&self.found, self.slot)
    }

    /// Where its capture begins.
    #[ps(get)]
    fn index(&self) -> i32 {
        self.span().map_or(0, |it| self.found.units(it).0)
    }

    /// How long its capture is.
    #[ps(get)]
    fn length(&self) -> i32 {
        self.span().map_or(0, |it| self.found.units(it).1)
    }

    /// What it captured.
    #[ps(get)]
    fn value(&self) -> String {
        self.span().map_or_else(String::new, |it| self.found.part(it).to_owned())
    }
}

/// What a pattern found.
pub struct Match(Arc<Found>);

impl Native for Match {
    fn text(&self, _: &mut dyn Context, _: Option<&str>) -> Result<Option<String>> {
        Ok(Some(self.value()))
    }
}

impl Match {
    /// The match itself as a value.
    pub(crate) fn value_of(found: &Arc<Found>) -> Value {
        Object::native(Self::ty(), Self(found.clone())).into()
    }

    /// A match, or the absence of one.
    pub fn of(regex: &Arc<Regex>, text: &Str, readable: &Arc<str>, captures: Option<Captures>) -> Self {
        let (regex, text, readable) = (regex.clone(), text.clone(), readable.clone());
        Self(Arc::new(Found { regex, text, readable, captures }))
    }
}

#[ps_type("System.Text.RegularExpressions.Match", base = group_type())]
impl Match {
    /// Nothing was found.
    #[ps("Empty", get)]
    fn none() -> Result<Self> {
        let regex = super::regex::compiled("", 0)?;
        Ok(Self::of(&regex, &Str::default(), &Arc::from(""), None))
    }

    /// The match and its groups.
    #[ps(get)]
    fn groups(&self) -> GroupCollection {
        GroupCollection(self.0.clone())
    }

    /// Something was found.
    #[ps(get)]
    fn success(&self) -> bool {
        self.0.captures.is_some()
    }

    /// `0`
    #[ps(get)]
    fn name(&self) -> &'static str {
        "0"
    }

    /// The match itself.
    #[ps(get)]
    fn captures(&self) -> CaptureCollection {
        CaptureCollection::of(&self.0, 0)
    }

    /// Where it begins.
    #[ps(get)]
    fn index(&self) -> i32 {
        self.0.span(0).map_or(0, |it| self.0.units(it).0)
    }

    /// How long it is.
    #[ps(get)]
    fn length(&self) -> i32 {
        self.0.span(0).map_or(0, |it| self.0.units(it).1)
    }

    /// What was found.
    #[ps(get)]
    fn value(&self) -> String {
        self.0.span(0).map_or_else(String::new, |it| self.0.part(it).to_owned())
    }

    /// A span, which no script can hold.
    #[ps(get)]
    fn value_span(&self) -> Value {
        Value::NULL
    }

    /// The next match in the same text.
    #[ps]
    fn next_match(&self) -> Self {
        let found = &self.0;
        let Some((start, end)) = found.span(0) else {
            return Self::of(&found.regex, &found.text, &found.readable, None);
        };
        let mut all = found.regex.captures_iter(&found.readable, start);
        let next = all.find(|it| {
            if found.regex.is_right_to_left() {
                it.end() <= start && it.start() < start
            } else {
                it.start() >= end && (it.start(), it.end()) != (start, end)
            }
        });
        Self::of(&found.regex, &found.text, &found.readable, next)
    }

    /// A replacement text with its places filled from this match.
    #[ps]
    fn result(&self, replacement: &str) -> Result<String> {
        let found = &self.0;
        let Some((start, end)) = found.span(0) else {
            return Err(Fault::new(
                "System.NotSupportedException",
                "Result cannot be called on a failed Match.",
            )
            .into());
        };
        // Replace just this match and cut the rest off again.
        let replaced = found.regex.replace_from(&found.readable, replacement, Some(1), start);
        let tail = found.readable.len() - end;
        Ok(replaced.get(start..replaced.len() - tail).unwrap_or_default().to_owned())
    }
}

const fn capture_type() -> psp_value::Type {
    match Capture::INFO {
        Some(it) => it.ty(),
        None => psp_value::well_known::OBJECT.ty(),
    }
}

const fn group_type() -> psp_value::Type {
    match Group::INFO {
        Some(it) => it.ty(),
        None => psp_value::well_known::OBJECT.ty(),
    }
}
