//! `ConvertTo-Html`: objects as a page.

use crate::{
    fault,
    property::{self, Column, Keys, Outcome},
};
use psp_derive::Cmdlet;
use psp_runtime::{Cmdlet, Shell, Switch};
use psp_value::{Result, Value, convert};
use std::fmt::Write as _;

/// Turns objects into the lines of a web page with a table.
///
/// ```powershell
/// [pscustomobject]@{ Name = 'box'; Size = 3 } | ConvertTo-Html -Title Boxes
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("ConvertTo-Html", default_set = "Page", output = "System.String")]
pub(super) struct ConvertToHtml {
    /// The object.
    #[param(pipeline)]
    input_object: Value,
    /// Columns: names, script blocks, or tables with `Expression` and `Label`.
    #[param(position = 0)]
    property: Vec<Value>,
    /// Lines at the start of the body.
    #[param(set = "Page", position = 3)]
    body: Vec<String>,
    /// Lines of the head, in place of the title.
    #[param(set = "Page", position = 1)]
    head: Vec<String>,
    /// The title.
    #[param(set = "Page", position = 2, validate_not_null_or_empty)]
    title: Option<String>,
    /// `Table` unless given, or `List`.
    #[param(name = "As", validate_not_null_or_empty, validate_set("Table", "List"))]
    as_: Option<String>,
    /// The address of a style sheet.
    #[param(set = "Page", alias = "cu,uri", ty = "System.Uri", validate_not_null_or_empty)]
    css_uri: Value,
    /// The table alone.
    #[param(set = "Fragment", validate_not_null_or_empty)]
    fragment: Switch,
    /// Lines after the table.
    #[param(validate_not_null_or_empty)]
    post_content: Vec<String>,
    /// Lines before the table.
    #[param(validate_not_null_or_empty)]
    pre_content: Vec<String>,
    /// Names and contents of meta elements.
    #[param(set = "Page", ty = "System.Collections.Hashtable", validate_not_null_or_empty)]
    meta: Value,
    /// The character set that the page names.
    #[param(set = "Page", validate_not_null_or_empty)]
    charset: Option<String>,
    /// Names the transitional document type.
    #[param(set = "Page", validate_not_null_or_empty)]
    transitional: Switch,

    columns: Vec<Column>,
    shown: Vec<Column>,
    count: usize,
}

impl Cmdlet for ConvertToHtml {
    fn begin(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        fault::refuse(shell, &["Meta"])?;
        self.columns = property::parse(shell.session, &self.property, Keys::Named)?;
        Ok(())
    }

    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let object = std::mem::take(&mut self.input_object);
        if object.is_null() {
            return Ok(());
        }
        self.count += 1;
        let is_list = self.as_.as_deref().is_some_and(|it| it.eq_ignore_ascii_case("list"));
        if self.count == 1 {
            self.start(shell)?;
        }
        if self.count == 1 || is_list {
            self.shown = self.resolved(shell, &object)?;
        }
        if is_list {
            return self.list(shell, &object);
        }
        if self.count == 1 {
            shell.write(format!("<colgroup>{}</colgroup>", "<col/>".repeat(self.shown.len())))?;
            let cells: Vec<String> = self.shown.iter().map(label).collect();
            shell.write(format!("<tr><th>{}</th></tr>", cells.join("</th><th>")))?;
        }
        let mut row = String::from("<tr>");
        for column in self.shown.clone() {
            row.push_str("<td>");
            row.push_str(&cell(shell, &column, &object)?);
            row.push_str("</td>");
        }
        shell.write(row + "</tr>")
    }

    fn end(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        if self.count == 0 {
            self.start(shell)?;
        }
        shell.write("</table>")?;
        for line in std::mem::take(&mut self.post_content) {
            shell.write(line)?;
        }
        if self.fragment.0 { Ok(()) } else { shell.write("</body></html>") }
    }
}

impl ConvertToHtml {
    fn start(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        if !self.fragment.0 {
            let kind =
                if self.transitional.0 { ("Transitional", "transitional") } else { ("Strict", "strict") };
            shell.write(format!(
                "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 {}//EN\"  \"http://www.w3.org/TR/xhtml1/DTD/xhtml1-{}.dtd\">",
                kind.0, kind.1
            ))?;
            shell.write("<html xmlns=\"http://www.w3.org/1999/xhtml\">")?;
            shell.write("<head>")?;
            if let Some(charset) = &self.charset {
                shell.write(format!("<meta charset=\"{charset}\">"))?;
            }
            if self.head.is_empty() {
                let title = self.title.as_deref().unwrap_or("HTML TABLE");
                shell.write(format!("<title>{title}</title>"))?;
            }
            for line in std::mem::take(&mut self.head) {
                shell.write(line)?;
            }
            if !self.css_uri.is_null() {
                let uri = shell.text(&self.css_uri)?;
                shell.write(format!("<link rel=\"stylesheet\" type=\"text/css\" href=\"{uri}\" />"))?;
            }
            shell.write("</head><body>")?;
            for line in std::mem::take(&mut self.body) {
                shell.write(line)?;
            }
        }
        for line in std::mem::take(&mut self.pre_content) {
            shell.write(line)?;
        }
        shell.write("<table>")
    }

    /// The columns that the object has; all its properties when none were asked for.
    fn resolved(&self, shell: &mut Shell<'_>, object: &Value) -> Result<Vec<Column>> {
        let all = property::parse(shell.session, &["*".into()], Keys::Named)?;
        let wanted = if self.columns.is_empty() { &all } else { &self.columns };
        let mut found = Vec::new();
        for column in wanted {
            for expression in column.expression.resolve(shell.session, object)? {
                found.push(Column { expression, ..column.clone() });
            }
        }
        Ok(found)
    }

    fn list(&self, shell: &mut Shell<'_>, object: &Value) -> Result<()> {
        if self.count > 1 {
            shell.write("<tr><td><hr></td></tr>")?;
        }
        for column in &self.shown {
            let value = cell(shell, column, object)?;
            shell.write(format!("<tr><td>{}:</td><td>{value}</td></tr>", label(column)))?;
        }
        Ok(())
    }
}

fn label(column: &Column) -> String {
    column.name.clone().unwrap_or_else(|| column.expression.label()).text().into_owned()
}

fn cell(shell: &mut Shell<'_>, column: &Column, object: &Value) -> Result<String> {
    match column.expression.value(shell.session, object)? {
        Outcome::Value(value) if !value.is_null() => {
            Ok(escaped(&convert::to_string_culture(shell.session, &value)?.text()))
        }
        _ => Ok(String::new()),
    }
}

/// Text without characters that mean something in HTML.
fn escaped(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    for it in text.chars() {
        match it {
            '&' => result.push_str("&amp;"),
            '<' => result.push_str("&lt;"),
            '>' => result.push_str("&gt;"),
            '"' => result.push_str("&quot;"),
            '\'' => result.push_str("&#39;"),
            '\u{a0}'..='\u{ff}' => {
                let _ = write!(result, "&#{};", u32::from(it));
            }
            _ => result.push(it),
        }
    }
    result
}
