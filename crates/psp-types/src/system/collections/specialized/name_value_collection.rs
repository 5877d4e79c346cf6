//! `System.Collections.Specialized.NameValueCollection`: several values a name.

use crate::{
    declare::NullStr,
    support::{errors, web},
    system::collections::enumerator::Enumerator,
};
use psp_derive::ps_type;
use psp_value::{Context, Enumeration, Lock, Native, Result, Str, Value};

/// Names, each with its values.
#[derive(Default)]
pub(crate) struct NameValueCollection {
    entries: Lock<Vec<(Option<Str>, Vec<Str>)>>,
    is_query: bool,
}

impl Native for NameValueCollection {
    fn text(&self, _: &mut dyn Context, _: Option<&str>) -> Result<Option<String>> {
        if !self.is_query {
            return Ok(None);
        }
        let encode = |it: &Str| web::url_encode(&it.text(), false);
        let pair = |(name, values): &(Option<Str>, Vec<Str>)| {
            values
                .iter()
                .map(|value| match name {
                    Some(name) => format!("{}={}", encode(name), encode(value)),
                    None => encode(value),
                })
                .collect::<Vec<_>>()
        };
        Ok(Some(self.entries.with(|it| it.iter().flat_map(pair).collect::<Vec<_>>().join("&"))))
    }

    fn enumerate(&self, _: &Value) -> Option<Enumeration> {
        Some(Enumeration::ready(self.names()))
    }

    fn count(&self) -> Option<usize> {
        Some(self.entries.with(|it| it.len()))
    }
}

fn same(a: Option<&Str>, b: Option<&Str>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => psp_clr::compare::equals_ordinal_ignore_case(&a.text(), &b.text()),
        (a, b) => a.is_none() && b.is_none(),
    }
}

fn joined(values: &[Str]) -> String {
    values.iter().map(|it| it.text()).collect::<Vec<_>>().join(",")
}

impl NameValueCollection {
    /// The names and values of a query.
    pub(crate) fn of_query(query: &str) -> Self {
        let made = Self { is_query: true, ..Self::default() };
        for part in query.trim_start_matches('?').split('&').filter(|it| !it.is_empty()) {
            match part.split_once('=') {
                Some((name, value)) => {
                    made.put(Some(web::url_decode(name).into()), web::url_decode(value).into());
                }
                None => made.put(None, web::url_decode(part).into()),
            }
        }
        made
    }

    /// Names and values, in order.
    pub(crate) fn pairs(&self) -> Vec<(String, String)> {
        let pair = |(name, values): &(Option<Str>, Vec<Str>)| {
            let name = name.as_ref().map(|it| it.text().into_owned()).unwrap_or_default();
            (name, joined(values))
        };
        self.entries.with(|it| it.iter().map(pair).collect())
    }

    fn names(&self) -> Vec<Value> {
        self.entries.with(|it| it.iter().map(|(name, _)| Value::from(name.clone())).collect())
    }

    fn put(&self, name: Option<Str>, value: Str) {
        self.entries.with(|it| match it.iter_mut().find(|(known, _)| same(known.as_ref(), name.as_ref())) {
            Some((_, values)) => values.push(value),
            None => it.push((name, vec![value])),
        });
    }

    fn find(&self, name: Option<&Str>) -> Option<Vec<Str>> {
        self.entries.with(|it| it.iter().find(|(known, _)| same(known.as_ref(), name)).map(|it| it.1.clone()))
    }
}

#[ps_type("System.Collections.Specialized.NameValueCollection", interfaces = [ICOLLECTION])]
impl NameValueCollection {
    /// Empty.
    #[ps("new")]
    fn new() -> Self {
        Self::default()
    }

    /// How many names.
    #[ps("Count", get)]
    fn number(&self) -> i32 {
        self.entries.with(|it| it.len()) as i32
    }

    /// All names.
    #[ps(get)]
    fn all_keys(&self) -> Vec<Value> {
        self.names()
    }
    #[ps(get)]
    fn keys(&self) -> Vec<Value> {
        self.names()
    }

    /// Adds a value to a name.
    #[ps]
    fn add(&self, name: NullStr, value: &Str) {
        self.put(name.0, value.clone());
    }

    /// Replaces the values of a name.
    #[ps]
    fn set(&self, name: NullStr, value: &Str) {
        self.remove(name.clone());
        self.put(name.0, value.clone());
    }
    #[ps("set_Item")]
    fn set_item(&self, name: NullStr, value: &Str) {
        let known = self.entries.with(|it| {
            let found = it.iter_mut().find(|(known, _)| same(known.as_ref(), name.0.as_ref()));
            found.map(|(_, values)| *values = vec![value.clone()]).is_some()
        });
        if !known {
            self.put(name.0, value.clone());
        }
    }

    /// The values of a name, with commas between them.
    #[ps]
    fn get(&self, name: NullStr) -> Option<String> {
        self.find(name.0.as_ref()).map(|it| joined(&it))
    }
    #[ps("Get")]
    fn get_at(&self, index: i32) -> Result<String> {
        let found = self
            .entries
            .with(|it| usize::try_from(index).ok().and_then(|at| it.get(at).map(|it| joined(&it.1))));
        found.ok_or_else(|| errors::index("index"))
    }
    #[ps("get_Item")]
    fn get_item(&self, name: NullStr) -> Option<String> {
        self.get(name)
    }
    #[ps("get_Item")]
    fn get_item_at(&self, index: i32) -> Result<String> {
        self.get_at(index)
    }

    /// The values of a name.
    #[ps]
    fn get_values(&self, name: NullStr) -> Option<Vec<Str>> {
        self.find(name.0.as_ref())
    }

    /// The name at a place.
    #[ps]
    fn get_key(&self, index: i32) -> Result<Value> {
        usize::try_from(index)
            .ok()
            .and_then(|at| self.names().get(at).cloned())
            .ok_or_else(|| errors::index("index"))
    }

    /// There are names.
    #[ps]
    fn has_keys(&self) -> bool {
        self.entries.with(|it| it.iter().any(|(name, _)| name.is_some()))
    }

    /// Removes a name.
    #[ps]
    fn remove(&self, name: NullStr) {
        self.entries.with(|it| it.retain(|(known, _)| !same(known.as_ref(), name.0.as_ref())));
    }

    /// Removes everything.
    #[ps]
    fn clear(&self) {
        self.entries.with(Vec::clear);
    }

    /// An enumerator over the names.
    #[ps]
    fn get_enumerator(&self) -> Value {
        Enumerator::of(self.names())
    }

    /// The query, of a parsed one; else the type's name.
    #[ps("ToString")]
    fn as_text(&self, context: &mut dyn Context) -> Result<String> {
        let text = Native::text(self, context, None)?;
        Ok(text.unwrap_or_else(|| "System.Collections.Specialized.NameValueCollection".to_owned()))
    }
}
