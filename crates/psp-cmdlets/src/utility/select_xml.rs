//! `Select-Xml`: the nodes that an XPath expression finds.

use crate::{
    fault::message_of,
    path::{self, open_failure},
};
use psp_derive::Cmdlet;
use psp_runtime::{Cmdlet, Shell, named_type};
use psp_types::system::xml::{Node, document, select};
use psp_value::{Context, ErrorCategory, Fault, Native, Object, Result, Value, convert, well_known};
use psp_xml::{Options, load};
use std::path::PathBuf;

/// Finds nodes in XML.
///
/// ```powershell
/// [xml]'<a><b>1</b><b>2</b></a>' | Select-Xml '//b' | ForEach-Object { $_.Node.InnerText }    # => 1 2
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Select-Xml", default_set = "Xml", output = "Microsoft.PowerShell.Commands.SelectXmlInfo")]
pub(super) struct SelectXml {
    /// The files; wildcards are allowed.
    #[param(set = "Path", position = 1, mandatory, by_name, validate_not_null_or_empty)]
    path: Vec<String>,
    /// The files; the paths are taken as they are.
    #[param(set = "LiteralPath", mandatory, by_name, alias = "PSPath,LP", validate_not_null_or_empty)]
    literal_path: Vec<String>,
    /// The nodes to search in.
    #[param(
        set = "Xml",
        position = 1,
        mandatory,
        pipeline,
        by_name,
        alias = "Node",
        ty = "System.Xml.XmlNode[]",
        validate_not_null_or_empty
    )]
    xml: Value,
    /// Text with XML.
    #[param(set = "Content", mandatory, pipeline, validate_not_null_or_empty)]
    content: Vec<String>,
    /// The expression.
    #[param(name = "XPath", position = 0, mandatory, validate_not_null_or_empty)]
    xpath: String,
    /// What prefixes of the expression mean.
    #[param(ty = "System.Collections.Hashtable", validate_not_null_or_empty)]
    namespace: Value,
}

/// A node that was found.
struct Info {
    node: Node,
    path: Option<String>,
    pattern: String,
}

/// The path of what came from no file.
const NO_FILE: &str = "InputStream";

impl Native for Info {
    fn text(&self, _: &mut dyn Context, _: Option<&str>) -> Result<Option<String>> {
        let text =
            self.node.read(|tree, id| (!tree.kind(id).is_container()).then(|| tree.value(id).to_owned()));
        let text = text.unwrap_or_else(|| psp_types::system::xml::inner_xml(&self.node));
        Ok(Some(match &self.path {
            Some(path) => format!("{}:{path}", text.trim()),
            None => text.trim().to_owned(),
        }))
    }

    fn get_member(&self, _: &mut dyn Context, _: &Value, name: &str) -> Option<Result<Value>> {
        Some(Ok(match name.to_ascii_lowercase().as_str() {
            "node" => self.node.value(),
            "path" => self.path.as_deref().unwrap_or(NO_FILE).into(),
            "pattern" => self.pattern.as_str().into(),
            _ => return None,
        }))
    }

    fn member_names(&self) -> Vec<String> {
        vec!["Node".to_owned(), "Path".to_owned(), "Pattern".to_owned()]
    }
}

impl Cmdlet for SelectXml {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        if !self.path.is_empty() || !self.literal_path.is_empty() {
            return self.files(shell);
        }
        for text in std::mem::take(&mut self.content) {
            let ty = named_type("System.Xml.XmlDocument");
            match convert::convert(shell.session, &text.into(), ty) {
                Ok(found) => self.search(shell, &found, None)?,
                Err(error) if error.is_error() => {
                    match error.raised().and_then(|it| it.with(|it| it.clone())) {
                        Some(record) => shell.write_error(record)?,
                        None => return Err(error),
                    }
                }
                Err(other) => return Err(other),
            }
        }
        let nodes = std::mem::take(&mut self.xml);
        for node in nodes.as_elements().unwrap_or_else(|| vec![nodes.clone()]) {
            self.search(shell, &node, None)?;
        }
        Ok(())
    }
}

impl SelectXml {
    fn files(&self, shell: &mut Shell<'_>) -> Result<()> {
        let mut all: Vec<PathBuf> = Vec::new();
        for it in &self.path {
            let found = path::expand(shell.session, it);
            if found.is_empty() {
                shell.write_error(path::not_found(&path::absolute(shell.session, it)).into_record())?;
            }
            all.extend(found);
        }
        all.extend(self.literal_path.iter().map(|it| path::absolute(shell.session, it)));
        for file in all {
            let shown = file.display().to_string();
            match read(shell, &file)? {
                Ok(found) => self.search(shell, &found, Some(&shown))?,
                Err(why) => {
                    let message = format!("The file '{shown}' cannot be read: {why}");
                    let fault = Fault::new("System.ArgumentException", message)
                        .id("ProcessingFile")
                        .category(ErrorCategory::InvalidArgument)
                        .target(shown.as_str());
                    shell.write_error(fault.into_record())?;
                }
            }
        }
        Ok(())
    }

    fn search(&self, shell: &mut Shell<'_>, target: &Value, path: Option<&str>) -> Result<()> {
        let Some(node) = Node::of(target.unboxed()) else { return Ok(()) };
        let prefixes = self.prefixes(shell)?;
        for node in select(node, &self.xpath, prefixes)? {
            let info = Info { node, path: path.map(str::to_owned), pattern: self.xpath.clone() };
            let ty = named_type("Microsoft.PowerShell.Commands.SelectXmlInfo");
            shell.write(Value::from(Object::native(ty, info)))?;
        }
        Ok(())
    }

    fn prefixes(&self, shell: &mut Shell<'_>) -> Result<Option<Vec<(String, String)>>> {
        let Some(table) = self.namespace.as_table() else { return Ok(None) };
        let entries: Vec<(Value, Value)> =
            table.with(|it| it.iter().map(|(key, value)| (key.clone(), value.clone())).collect());
        let mut pairs = Vec::with_capacity(entries.len());
        for (prefix, namespace) in entries {
            let mut text = |it: &Value| -> Result<String> {
                let text = convert::convert(shell.session, it, well_known::STRING.ty())?;
                Ok(text.as_string().map(|it| it.text().into_owned()).unwrap_or_default())
            };
            pairs.push((text(&prefix)?, text(&namespace)?));
        }
        Ok(Some(pairs))
    }
}

/// The document in a file, or why there is none.
fn read(shell: &mut Shell<'_>, file: &std::path::Path) -> Result<std::result::Result<Value, String>> {
    let system = shell.session.engine().system.clone();
    let bytes = match system.read(file) {
        Ok(bytes) => bytes,
        Err(error) => {
            let interrupt = open_failure(shell.session, file, &error).into();
            return Ok(Err(message_of(&interrupt)));
        }
    };
    let text = match psp_types::system::xml::decoded(&bytes) {
        Ok(text) => text,
        Err(error) => return Ok(Err(message_of(&error))),
    };
    Ok(load(&text, Options { check_characters: false, ..Options::default() }, true)
        .map(document)
        .map_err(|it| it.to_string()))
}
