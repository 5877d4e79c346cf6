//! `Select-String`: lines of text that match.

mod info;
mod search;

pub(crate) use info::MatchInfo;

use crate::{block::has_input, encoding::TextEncoding, fault, path, wildcard::Wildcard};
use info::Place;
use psp_derive::Cmdlet;
use psp_runtime::{Cmdlet, Shell, Switch};
use psp_value::{Result, Str, Value};
use search::{Hit, Patterns};
use std::path::{Path, PathBuf};

/// Finds text in files and in strings from the pipeline.
///
/// ```powershell
/// 'apple', 'banana', 'cherry' | Select-String an
/// ('k=1', 'k=2' | Select-String 'k=(\d)').Matches.Groups[1].Value
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet(
    "Select-String",
    default_set = "File",
    output = "System.Boolean",
    output = "Microsoft.PowerShell.Commands.MatchInfo",
    output = "System.String"
)]
pub(crate) struct SelectString {
    /// Not supported: the culture of a plain comparison.
    #[param(validate_not_null)]
    culture: Option<String>,
    /// The text to search in.
    #[param(set = "Object", mandatory, pipeline, allow_null, allow_empty_string)]
    #[param(set = "ObjectRaw", mandatory, pipeline)]
    input_object: Value,
    /// What to look for: regular expressions, or text with `-SimpleMatch`.
    #[param(position = 0, mandatory)]
    pattern: Vec<String>,
    /// The files to search in; wildcards are allowed.
    #[param(set = "File", position = 1, mandatory, by_name)]
    #[param(set = "FileRaw", position = 1, mandatory, by_name)]
    path: Vec<String>,
    /// The files; the paths are taken as they are.
    #[param(set = "LiteralFile", mandatory, by_name, alias = "PSPath,LP")]
    #[param(set = "LiteralFileRaw", mandatory, by_name)]
    literal_path: Vec<String>,
    /// Gives the lines instead of objects that describe them.
    #[param(set = "FileRaw", mandatory)]
    #[param(set = "LiteralFileRaw", mandatory)]
    #[param(set = "ObjectRaw", mandatory)]
    raw: Switch,
    /// The pattern is plain text.
    #[param]
    simple_match: Switch,
    /// Tells upper from lower case.
    #[param]
    case_sensitive: Switch,
    /// Gives whether anything matches.
    #[param(set = "File")]
    #[param(set = "LiteralFile")]
    #[param(set = "Object")]
    quiet: Switch,
    /// One match for each file.
    #[param]
    list: Switch,
    /// Does not highlight what matched, which psp never does.
    #[param]
    no_emphasis: Switch,
    /// Only files with such names.
    #[param(validate_not_null_or_empty)]
    include: Vec<String>,
    /// No files with such names.
    #[param(validate_not_null_or_empty)]
    exclude: Vec<String>,
    /// Gives the lines that do not match.
    #[param]
    not_match: Switch,
    /// Finds all matches in a line.
    #[param]
    all_matches: Switch,
    /// How bytes become text; what the file says, or UTF-8.
    #[param(validate_not_null_or_empty)]
    encoding: Option<TextEncoding>,
    /// How many lines before and after to keep.
    #[param(validate_not_null_or_empty, validate_count(1, 2), validate_range(0, 2_147_483_647))]
    context: Vec<i32>,

    patterns: Option<Patterns>,
    lines: Vec<Str>,
    number: u64,
    done: bool,
}

impl Cmdlet for SelectString {
    fn begin(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        fault::refuse(shell, &["Culture"])?;
        let patterns = Patterns::new(&self.pattern, self.simple_match.0, self.case_sensitive.0)?;
        self.patterns = Some(patterns);
        Ok(())
    }

    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        if self.done {
            return Ok(());
        }
        if !self.path.is_empty() || !self.literal_path.is_empty() {
            return self.files(shell);
        }
        if !has_input(shell) {
            return Ok(());
        }
        let object = std::mem::take(&mut self.input_object);
        if let Some(file) = file_of(shell, &object)? {
            self.file(shell, &file)?;
            return Ok(());
        }
        let line = line_of(shell, &object)?;
        if !self.context.is_empty() {
            self.lines.push(line);
            return Ok(());
        }
        self.number += 1;
        let Some(hit) = self.hit(&line) else { return Ok(()) };
        self.found(shell, &line, hit, self.number, None, None)
    }

    fn end(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let lines = std::mem::take(&mut self.lines);
        self.with_context(shell, &lines, None)?;
        Ok(())
    }
}

/// The file that an object stands for.
fn file_of(shell: &mut Shell<'_>, object: &Value) -> Result<Option<PathBuf>> {
    if object.ty().is_none_or(|it| it.name != "System.IO.FileInfo") {
        return Ok(None);
    }
    let name = shell.property(object, "FullName")?;
    Ok(Some(PathBuf::from(shell.text(&name)?.text().into_owned())))
}

fn line_of(shell: &mut Shell<'_>, object: &Value) -> Result<Str> {
    match object.downcast::<MatchInfo>() {
        Some(info) => Ok(info.line.clone()),
        None => shell.text(object),
    }
}

impl SelectString {
    fn hit(&self, line: &Str) -> Option<Hit> {
        let found = self.patterns.as_ref().and_then(|it| it.find(&line.text()));
        if self.not_match.0 {
            return if found.is_none() { Some(Hit::default()) } else { None };
        }
        found
    }

    fn files(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let mut files: Vec<PathBuf> = Vec::new();
        for name in &self.path {
            files.extend(path::expand(shell.session, name));
        }
        files.extend(self.literal_path.iter().map(|it| path::absolute(shell.session, it)));
        let (include, exclude) = (Wildcard::all(&self.include), Wildcard::all(&self.exclude));
        for file in files {
            let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let left_out = exclude.iter().any(|it| it.matches(&name));
            if left_out || !include.is_empty() && !include.iter().any(|it| it.matches(&name)) {
                continue;
            }
            if self.file(shell, &file)? && self.quiet.0 {
                return Ok(());
            }
        }
        if self.quiet.0 && !self.done { shell.write(Value::FALSE) } else { Ok(()) }
    }

    /// Searches a file; true when something was found.
    fn file(&mut self, shell: &mut Shell<'_>, file: &Path) -> Result<bool> {
        let system = shell.engine().system.clone();
        if system.is_directory(file) {
            return Ok(false);
        }
        let bytes = match system.read(file) {
            Ok(bytes) => bytes,
            Err(_) if !system.exists(file) => {
                shell.write_error(path::not_found(file).into_record())?;
                return Ok(false);
            }
            Err(error) => {
                let fault = path::open_failure(shell.session, file, &error).id("ProcessingFile");
                shell.write_error(fault.into_record())?;
                return Ok(false);
            }
        };
        let text = self.encoding.unwrap_or_default().decode(&bytes);
        let lines: Vec<Str> = text.lines().map(Str::new).collect();
        let name = Str::new(&file.display().to_string());
        self.with_context(shell, &lines, Some(&name))
    }

    /// Searches lines that are all known; true when something was found.
    fn with_context(&mut self, shell: &mut Shell<'_>, lines: &[Str], file: Option<&Str>) -> Result<bool> {
        let mut hits: Vec<(usize, Hit)> = Vec::new();
        for (at, line) in lines.iter().enumerate() {
            if let Some(hit) = self.hit(line) {
                hits.push((at, hit));
                if self.list.0 || self.quiet.0 {
                    break;
                }
            }
        }
        let any = !hits.is_empty();
        let places: Vec<usize> = hits.iter().map(|it| it.0).collect();
        let mut shown = 0;
        for (number, (at, hit)) in hits.into_iter().enumerate() {
            let context = (!self.context.is_empty())
                .then(|| self.place(lines, at, places.get(number + 1).copied(), &mut shown));
            self.found(shell, &lines[at], hit, at as u64 + 1, file, context)?;
        }
        Ok(any)
    }

    /// The lines around a match; `shown` is the first line that no match before has shown.
    fn place(&self, lines: &[Str], at: usize, next: Option<usize>, shown: &mut usize) -> Place {
        let wanted = |index: usize| self.context.get(index).map(|it| usize::try_from(*it).unwrap_or(0));
        let before = wanted(0).unwrap_or(0);
        let after = wanted(1).unwrap_or(before);
        let start = at.saturating_sub(before);
        let end = (at + 1 + after).min(lines.len());
        let shown_end = end.min(next.unwrap_or(end).max(at + 1));
        let place = Place {
            before: lines[start..at].to_vec(),
            after: lines[at + 1..end].to_vec(),
            shown_before: lines[start.max(*shown).min(at)..at].to_vec(),
            shown_after: lines[at + 1..shown_end].to_vec(),
        };
        *shown = shown_end;
        place
    }

    fn found(
        &mut self,
        shell: &mut Shell<'_>,
        line: &Str,
        hit: Hit,
        number: u64,
        file: Option<&Str>,
        place: Option<Place>,
    ) -> Result<()> {
        if self.quiet.0 {
            self.done = true;
            return shell.write(Value::TRUE);
        }
        if self.raw.0 {
            return shell.write(line.clone());
        }
        let Some(patterns) = &self.patterns else { return Ok(()) };
        let matches = if self.not_match.0 {
            Vec::new()
        } else {
            patterns.matches(shell.session, &hit, line, self.all_matches.0)?
        };
        let info = MatchInfo {
            ignore_case: !self.case_sensitive.0,
            line_number: number,
            line: line.clone(),
            path: file.cloned(),
            pattern: patterns.text(&hit),
            place,
            matches,
        };
        shell.write(info.value())
    }
}
