//! Links, images and input fields of a page, found as PowerShell finds them: by their tags, without a parser of HTML.

use psp_types::support::web::html_decode;
use psp_value::{Context, Enumeration, Native, Object, Result, Value};

/// The full name of the type of [`WebElements`].
pub(crate) const ELEMENTS_TYPE: &str = "Microsoft.PowerShell.Commands.WebCmdletElementCollection";

/// Elements of a page.
pub(crate) struct WebElements(Vec<Value>);

impl Native for WebElements {
    fn text(&self, _: &mut dyn Context, _: Option<&str>) -> Result<Option<String>> {
        Ok(Some(ELEMENTS_TYPE.to_owned()))
    }

    fn enumerate(&self, _: &Value) -> Option<Enumeration> {
        Some(Enumeration::ready(self.0.clone()))
    }

    fn count(&self) -> Option<usize> {
        Some(self.0.len())
    }

    fn get_member(&self, _: &mut dyn Context, _: &Value, name: &str) -> Option<Result<Value>> {
        let is_count = name.eq_ignore_ascii_case("Count");
        is_count.then(|| Ok(Value::int(self.0.len() as i32)))
    }
}

/// The elements of a tag; one that `has_end` goes on to its end tag.
pub(super) fn elements(page: &str, tag: &str, has_end: bool) -> Value {
    let lower = page.to_ascii_lowercase();
    let (open, close) = (format!("<{tag}"), format!("</{tag}>"));
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = lower.get(at..).and_then(|it| it.find(&open)).map(|it| it + at) {
        at = start + open.len();
        let is_tag = lower[at..].starts_with([' ', '\t', '\n', '\r']);
        let Some(end) = lower[at..].find('>').filter(|_| is_tag).map(|it| it + at + 1) else { continue };
        let whole =
            if has_end { lower[end..].find(&close).map(|it| end + it + close.len()) } else { Some(end) };
        let Some(whole) = whole else { continue };
        found.push(element(&page[start..whole], &page[at..end - 1], tag));
        at = whole;
    }
    Object::native(crate::types::web_elements(), WebElements(found)).into()
}

fn element(outer: &str, attributes: &str, tag: &str) -> Value {
    let mut properties: Vec<(String, Value)> =
        vec![("outerHTML".into(), outer.into()), ("tagName".into(), tag.to_uppercase().into())];
    let mut rest = attributes.trim_end_matches('/');
    while let Some((name, value, tail)) = attribute(rest) {
        if !properties.iter().any(|(known, _)| known.eq_ignore_ascii_case(&name)) {
            properties.push((name, html_decode(value).into()));
        }
        rest = tail;
    }
    Object::custom_from(properties.iter().map(|(name, value)| (name.as_str(), value.clone()))).into()
}

/// The next attribute, and what follows it.
fn attribute(text: &str) -> Option<(String, &str, &str)> {
    let text = text.trim_start();
    let end = text.find(|it: char| it.is_whitespace() || it == '=').unwrap_or(text.len());
    if end == 0 {
        return None;
    }
    let (name, rest) = text.split_at(end);
    let Some(value) = rest.trim_start().strip_prefix('=').map(str::trim_start) else {
        return Some((name.to_owned(), "", rest));
    };
    let (value, tail) = match value.chars().next() {
        Some(quote @ ('"' | '\'')) => {
            let value = &value[1..];
            let end = value.find(quote)?;
            (&value[..end], &value[end + 1..])
        }
        _ => value.split_at(value.find(char::is_whitespace).unwrap_or(value.len())),
    };
    Some((name.to_owned(), value, tail))
}
