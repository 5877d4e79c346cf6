//! `MatchInfo`: a line that matched, and where.

use crate::record::Record;
use psp_derive::ps_type;
use psp_types::declare::Emulated;
use psp_value::{Context, Native, Object, Result, Str, Value, well_known};

/// The lines around a match.
pub(super) struct Place {
    /// Before it.
    pub(super) before: Vec<Str>,
    /// After it.
    pub(super) after: Vec<Str>,
    /// Before it, without those that matches before have shown.
    pub(super) shown_before: Vec<Str>,
    /// After it, up to the next match.
    pub(super) shown_after: Vec<Str>,
}

/// A line that matched.
pub(crate) struct MatchInfo {
    pub(super) ignore_case: bool,
    pub(super) line_number: u64,
    pub(super) line: Str,
    /// None for text from the pipeline.
    pub(super) path: Option<Str>,
    pub(super) pattern: Str,
    pub(super) place: Option<Place>,
    pub(super) matches: Vec<Value>,
}

const STREAM: &str = "InputStream";

impl Native for MatchInfo {
    fn text(&self, _: &mut dyn Context, _: Option<&str>) -> Result<Option<String>> {
        Ok(Some(self.shown(None)))
    }
}

impl MatchInfo {
    /// As a value.
    pub(super) fn value(self) -> Value {
        Object::native(Self::ty(), self).into()
    }

    /// The line, with its place when it came from a file, and with the lines around it.
    fn shown(&self, directory: Option<&str>) -> String {
        let path = directory.map_or_else(|| self.path(), |it| self.relative(it));
        let Some(place) = &self.place else { return self.row("", self.line_number, &path, &self.line) };
        let mut number = self.line_number - place.shown_before.len() as u64;
        let mut rows = Vec::new();
        let mut add = |prefix: &str, line: &Str| {
            rows.push(self.row(prefix, number, &path, line));
            number += 1;
        };
        place.shown_before.iter().for_each(|it| add("  ", it));
        add("> ", &self.line);
        place.shown_after.iter().for_each(|it| add("  ", it));
        rows.join("\n")
    }

    fn row(&self, prefix: &str, number: u64, path: &str, line: &Str) -> String {
        if self.path.is_some() {
            format!("{prefix}{path}:{number}:{line}")
        } else {
            format!("{prefix}{line}")
        }
    }

    fn relative(&self, directory: &str) -> String {
        let path = self.path();
        if directory.is_empty() {
            return path;
        }
        let base = format!("{}/", directory.trim_end_matches('/'));
        path.strip_prefix(base.as_str()).map(str::to_owned).unwrap_or(path)
    }
}

#[ps_type("Microsoft.PowerShell.Commands.MatchInfo")]
impl MatchInfo {
    /// The search did not tell upper from lower case.
    #[ps("IgnoreCase", get)]
    fn ignores_case(&self) -> bool {
        self.ignore_case
    }

    /// The line's number, from 1.
    #[ps(get)]
    fn line_number(&self) -> u64 {
        self.line_number
    }

    /// The line.
    #[ps(get)]
    fn line(&self) -> Value {
        (&self.line).into()
    }

    /// The file's name, without its directory.
    #[ps(get)]
    fn filename(&self) -> String {
        self.path().rsplit('/').next().unwrap_or_default().to_owned()
    }

    /// The file.
    #[ps(get)]
    fn path(&self) -> String {
        self.path.as_ref().map_or_else(|| STREAM.to_owned(), |it| it.text().into_owned())
    }

    /// The pattern that matched.
    #[ps(get)]
    fn pattern(&self) -> Value {
        (&self.pattern).into()
    }

    /// The lines around it.
    #[ps(get)]
    fn context(&self) -> Value {
        let Some(place) = &self.place else { return Value::NULL };
        let lines = |it: &[Str]| Value::strings(it.iter().map(Value::from));
        let values = vec![
            lines(&place.before),
            lines(&place.after),
            lines(&place.shown_before),
            lines(&place.shown_after),
        ];
        let names = &["PreContext", "PostContext", "DisplayPreContext", "DisplayPostContext"];
        Record::value("Microsoft.PowerShell.Commands.MatchInfoContext", names, values)
    }

    /// What the pattern found.
    #[ps(get)]
    fn matches(&self) -> Value {
        let ty = psp_value::types::find("System.Text.RegularExpressions.Match");
        Object::array_of(ty.unwrap_or(well_known::OBJECT.ty()), self.matches.clone()).into()
    }

    /// The line with its place.
    #[ps("ToString")]
    fn as_text(&self) -> String {
        self.shown(None)
    }

    /// The line with its place as seen from a directory.
    #[ps("ToString")]
    fn as_text_from(&self, directory: &str) -> String {
        self.shown(Some(directory))
    }

    /// The line with its place as seen from a directory, where a terminal would highlight it.
    #[ps]
    fn to_emphasized_string(&self, directory: &str) -> String {
        self.shown(Some(directory))
    }

    /// The file as seen from a directory.
    #[ps]
    fn relative_path(&self, directory: &str) -> String {
        self.relative(directory)
    }
}
