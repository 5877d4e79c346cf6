//! `ConvertTo-Xml`: objects as a simple XML document.

use crate::fault::caught;
use psp_derive::Cmdlet;
use psp_runtime::{Cmdlet, Session, Shell, Switch};
use psp_types::system::xml::document;
use psp_value::{Fault, Result, Str, Value, View, convert, enumerate, member};
use std::fmt::Write as _;

/// Turns objects into an XML document of their properties.
///
/// ```powershell
/// [pscustomobject]@{ A = 1 } | ConvertTo-Xml -As String
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("ConvertTo-Xml", output = "System.Xml.XmlDocument", output = "System.String")]
pub(super) struct ConvertToXml {
    /// How deep objects inside each other are written; 1 unless given.
    #[param(validate_range(1, 2_147_483_647))]
    depth: Option<i32>,
    /// The object.
    #[param(position = 0, mandatory, pipeline, allow_null)]
    input_object: Value,
    /// Leaves the types out.
    #[param]
    no_type_information: Switch,
    /// `Document` unless given, `String`, or `Stream`: a string for each object.
    #[param(name = "As", validate_not_null_or_empty, validate_set("Stream", "String", "Document"))]
    as_: Option<String>,

    objects: Vec<Value>,
}

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>";

impl Cmdlet for ConvertToXml {
    fn process(&mut self, _shell: &mut Shell<'_>) -> Result<()> {
        self.objects.push(std::mem::take(&mut self.input_object));
        Ok(())
    }

    fn end(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let mut writer =
            Writer { session: &mut *shell.session, text: String::new(), types: !self.no_type_information.0 };
        let depth = self.depth.unwrap_or(1);
        let mut parts = Vec::new();
        for object in std::mem::take(&mut self.objects) {
            writer.element("Object", None, &object, depth, 1)?;
            parts.push(std::mem::take(&mut writer.text));
        }
        if self.as_.as_deref().is_some_and(|it| it.eq_ignore_ascii_case("stream")) {
            shell.write(HEAD)?;
            shell.write("<Objects>")?;
            for part in parts {
                shell.write(part.trim_start_matches('\n'))?;
            }
            return shell.write("</Objects>");
        }
        let text = if parts.is_empty() {
            format!("{HEAD}\n<Objects />")
        } else {
            format!("{HEAD}\n<Objects>{}\n</Objects>", parts.concat())
        };
        if self.as_.as_deref().is_some_and(|it| it.eq_ignore_ascii_case("string")) {
            return shell.write(text);
        }
        // The text is psp's own: what it is made of cannot be wrong.
        match psp_xml::load(&text, psp_xml::Options { check_characters: false, ..Default::default() }, false)
        {
            Ok(tree) => shell.write(document(tree)),
            Err(error) => Err(Fault::new("System.Xml.XmlException", error.to_string()).into()),
        }
    }
}

struct Writer<'a> {
    session: &'a mut Session,
    text: String,
    types: bool,
}

impl Writer<'_> {
    fn element(
        &mut self,
        tag: &str,
        name: Option<&str>,
        value: &Value,
        depth: i32,
        level: usize,
    ) -> Result<()> {
        self.line(level);
        let name = name.map(|it| format!(" Name=\"{}\"", escaped(it))).unwrap_or_default();
        let ty = value
            .ty()
            .filter(|_| self.types)
            .map(|it| format!(" Type=\"{}\"", it.full_name()))
            .unwrap_or_default();
        if value.is_null() {
            self.write(format_args!("<{tag}{name} />"));
            return Ok(());
        }
        if depth < 1 || is_simple(value) {
            let text = convert::to_text(self.session, value)?;
            self.write(format_args!("<{tag}{name}{ty}>{}</{tag}>", escaped(&text.text())));
            return Ok(());
        }
        self.write(format_args!("<{tag}{name}{ty}>"));
        if let Some(table) = value.as_table() {
            let entries: Vec<(Value, Value)> =
                table.with(|it| it.iter().map(|(key, value)| (key.clone(), value.clone())).collect());
            for (key, value) in entries {
                self.element("Property", Some("Key"), &key, depth - 1, level + 1)?;
                self.element("Property", Some("Value"), &value, depth - 1, level + 1)?;
            }
        } else if let Some(items) = enumerate(value) {
            for item in items.collect(self.session)? {
                self.element("Property", None, &item, depth - 1, level + 1)?;
            }
        } else {
            for (name, value) in self.properties(value)? {
                self.element("Property", Some(&name.text()), &value, depth - 1, level + 1)?;
            }
        }
        self.line(level);
        self.write(format_args!("</{tag}>"));
        Ok(())
    }

    fn properties(&mut self, value: &Value) -> Result<Vec<(Str, Value)>> {
        let names = caught(member::property_names(self.session, value))?.unwrap_or_default();
        let mut found = Vec::with_capacity(names.len());
        for name in names {
            let value = caught(member::try_get_member(self.session, value, &name))?;
            found.push((name, value.ok().flatten().unwrap_or_default()));
        }
        Ok(found)
    }

    fn write(&mut self, text: std::fmt::Arguments<'_>) {
        let _ = self.text.write_fmt(text);
    }

    fn line(&mut self, level: usize) {
        self.text.push('\n');
        self.text.push_str(&"  ".repeat(level));
    }
}

fn is_simple(value: &Value) -> bool {
    !matches!(value.unboxed().view(), View::Object(_))
        || value
            .ty()
            .is_some_and(|it| it.code.is_number() || it.name == "System.Guid" || it.name == "System.Uri")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
