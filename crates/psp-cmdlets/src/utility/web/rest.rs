//! What `Invoke-RestMethod` writes: objects of JSON, documents of XML, the items of a feed, else text.

use super::response::{header_table, is_json};
use crate::utility::json;
use psp_ir::Symbol;
use psp_runtime::Shell;
use psp_types::{
    support::http::Exchange,
    system::xml::{Node, document},
};
use psp_value::{Result, Value, member};

/// What only `Invoke-RestMethod` is asked for.
pub(super) struct Rest {
    /// How many links to a next page are followed.
    pub(super) pages: usize,
    /// Takes the headers.
    pub(super) headers_variable: Option<String>,
    /// Takes the status.
    pub(super) status_variable: Option<String>,
}

impl Rest {
    /// Fills the variables that were asked for.
    pub(super) fn fill_variables(&self, shell: &mut Shell<'_>, exchange: &Exchange) -> Result<()> {
        let scope = shell.scope();
        if let Some(name) = &self.headers_variable {
            shell.write_variable(Symbol::new(name), scope, header_table(exchange))?;
        }
        if let Some(name) = &self.status_variable {
            shell.write_variable(Symbol::new(name), scope, Value::int(exchange.status.into()))?;
        }
        Ok(())
    }
}

/// Writes a body as objects.
pub(super) fn write(shell: &mut Shell<'_>, exchange: &Exchange) -> Result<()> {
    let text = exchange.text();
    let as_json = |text: &str| json::object_of(text);
    let is_json = exchange.header("content-type").is_some_and(is_json);
    if is_json && let Some(value) = as_json(&text) {
        return shell.write(value);
    }
    if let Some(document) = xml_document(&text) {
        return match feed_items(shell, &document)? {
            Some(items) => items.into_iter().try_for_each(|it| shell.write(it)),
            None => shell.write(document),
        };
    }
    let value = if is_json { None } else { as_json(&text) };
    shell.write(value.unwrap_or_else(|| text.into()))
}

fn xml_document(text: &str) -> Option<Value> {
    if !text.trim_start().starts_with('<') {
        return None;
    }
    let options = psp_xml::Options { check_characters: false, max_from_entities: 1024, ..Default::default() };
    psp_xml::load(text, options, true).ok().map(document)
}

/// The items of a feed, when the document is one.
fn feed_items(shell: &mut Shell<'_>, document: &Value) -> Result<Option<Vec<Value>>> {
    let Some(root) = member::try_get_member(shell.session, document, &"DocumentElement".into())? else {
        return Ok(None);
    };
    let name = shell.property(&root, "LocalName")?;
    let name = shell.text(&name)?.text().to_ascii_lowercase();
    if name != "rss" && name != "feed" {
        return Ok(None);
    }
    let Some(node) = Node::of(document) else { return Ok(None) };
    let path = "//*[local-name()='item' or local-name()='entry']";
    let found = psp_types::system::xml::select(node, path, None)?;
    Ok(Some(found.iter().map(Node::value).collect()))
}
