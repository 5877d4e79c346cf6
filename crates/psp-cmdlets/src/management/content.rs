//! `Set-Content`, `Add-Content`, `Clear-Content`

use super::paths;
use crate::fault::refuse;
use psp_derive::Cmdlet;
use psp_providers::{
    NameFilter, Place,
    content::{Encoding, Writer, Writing},
    filter::has_wildcards,
    glob,
};
use psp_runtime::{Cmdlet, Shell, Switch};
use psp_value::{Result, Value};

/// Writes values into files, replacing what they held; also values of other drives.
///
/// ```powershell
/// 1..3 | Set-Content /tmp/psp-numbers.txt
/// Set-Content /tmp/psp-text.txt 'no line end' -NoNewline -Encoding utf8BOM
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Set-Content", default_set = "Path", should_process)]
pub(super) struct SetContent {
    /// What is written, each value as a line.
    #[param(
        position = 1,
        mandatory,
        pipeline,
        by_name,
        allow_null,
        allow_empty_collection,
        allow_empty_string
    )]
    value: Vec<Value>,
    /// Gives what is written.
    #[param]
    pass_thru: Switch,
    /// Paths; wildcards stand for files that exist.
    #[param(position = 0, mandatory, by_name, set = "Path")]
    path: Vec<String>,
    /// Paths in which no character is a wildcard.
    #[param(set = "LiteralPath", mandatory, by_name, alias = "PSPath,LP")]
    literal_path: Vec<String>,
    /// Only names that match this pattern.
    #[param]
    filter: Option<String>,
    /// Only names that match one of these.
    #[param]
    include: Vec<String>,
    /// No names that match one of these.
    #[param]
    exclude: Vec<String>,
    /// Writes read-only files too.
    #[param]
    force: Switch,
    /// Another user; psp has only the one who runs it.
    #[param(by_name, ty = "System.Management.Automation.PSCredential")]
    credential: Value,
    /// Nothing between two values and after the last one.
    #[param]
    no_newline: Switch,
    /// The encoding of the file: `utf8NoBOM` when left out.
    #[param]
    encoding: Option<Encoding>,
    /// The values are bytes.
    #[param]
    as_byte_stream: Switch,
    /// An alternate data stream, which Linux does not have.
    #[param]
    stream: Option<String>,

    output: Output,
}

impl Cmdlet for SetContent {
    fn begin(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        refuse(shell, &["Credential", "Stream"])
    }

    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        if !self.output.is_open {
            let how = Writing {
                encoding: self.encoding,
                bytes: self.as_byte_stream.0,
                no_newline: self.no_newline.0,
                append: false,
                force: self.force.0,
            };
            let filter = NameFilter::new(&self.include, &self.exclude, self.filter.as_deref())?;
            let given = paths::given(&self.path, &self.literal_path);
            self.output.open(shell, given, &filter, &how, "Set Content")?;
        }
        self.output.write(shell, &self.value, self.pass_thru.0)
    }

    fn end(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        self.output.close(shell)
    }

    fn clean(&mut self, shell: &mut Shell<'_>) {
        self.output.abandon(shell);
    }
}

/// Writes values at the end of files, making those that are missing.
///
/// ```powershell
/// Add-Content /tmp/psp-log.txt "$(Get-Date -Format o) started"
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Add-Content", default_set = "Path", should_process)]
pub(super) struct AddContent {
    /// What is written, each value as a line.
    #[param(
        position = 1,
        mandatory,
        pipeline,
        by_name,
        allow_null,
        allow_empty_collection,
        allow_empty_string
    )]
    value: Vec<Value>,
    /// Gives what is written.
    #[param]
    pass_thru: Switch,
    /// Paths; wildcards stand for files that exist.
    #[param(position = 0, mandatory, by_name, set = "Path")]
    path: Vec<String>,
    /// Paths in which no character is a wildcard.
    #[param(set = "LiteralPath", mandatory, by_name, alias = "PSPath,LP")]
    literal_path: Vec<String>,
    /// Only names that match this pattern.
    #[param]
    filter: Option<String>,
    /// Only names that match one of these.
    #[param]
    include: Vec<String>,
    /// No names that match one of these.
    #[param]
    exclude: Vec<String>,
    /// Writes read-only files too.
    #[param]
    force: Switch,
    /// Another user; psp has only the one who runs it.
    #[param(by_name, ty = "System.Management.Automation.PSCredential")]
    credential: Value,
    /// Nothing between two values and after the last one.
    #[param]
    no_newline: Switch,
    /// The encoding: what the file's byte order mark says, or `utf8NoBOM`, when left out.
    #[param]
    encoding: Option<Encoding>,
    /// The values are bytes.
    #[param]
    as_byte_stream: Switch,
    /// An alternate data stream, which Linux does not have.
    #[param]
    stream: Option<String>,

    output: Output,
}

impl Cmdlet for AddContent {
    fn begin(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        refuse(shell, &["Credential", "Stream"])
    }

    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        if !self.output.is_open {
            let how = Writing {
                encoding: self.encoding,
                bytes: self.as_byte_stream.0,
                no_newline: self.no_newline.0,
                append: true,
                force: self.force.0,
            };
            let filter = NameFilter::new(&self.include, &self.exclude, self.filter.as_deref())?;
            let given = paths::given(&self.path, &self.literal_path);
            self.output.open(shell, given, &filter, &how, "Add Content")?;
        }
        self.output.write(shell, &self.value, self.pass_thru.0)
    }

    fn end(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        self.output.close(shell)
    }

    fn clean(&mut self, shell: &mut Shell<'_>) {
        self.output.abandon(shell);
    }
}

/// Open writers.
#[derive(Default)]
struct Output {
    is_open: bool,
    writers: Vec<Box<dyn Writer>>,
}

impl Output {
    fn open(
        &mut self,
        shell: &mut Shell<'_>,
        (given, literal): (&[String], bool),
        filter: &NameFilter,
        how: &Writing,
        action: &str,
    ) -> Result<()> {
        self.is_open = true;
        for path in given {
            for place in targets(shell, given, path, literal, filter)? {
                if !shell.should_process(&format!("Path: {}", place.path()), action)? {
                    continue;
                }
                match place.kind().provider().writer(shell, &place, how) {
                    Ok(writer) => self.writers.push(writer),
                    Err(error) => shell.write_failure(error)?,
                }
            }
        }
        Ok(())
    }

    fn write(&mut self, shell: &mut Shell<'_>, values: &[Value], pass: bool) -> Result<()> {
        for value in values {
            for writer in &mut self.writers {
                writer.write(shell.session, value)?;
            }
            if pass && !self.writers.is_empty() {
                shell.write(value.clone())?;
            }
        }
        Ok(())
    }

    fn close(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        for mut writer in std::mem::take(&mut self.writers) {
            if let Err(error) = writer.close(shell.session) {
                shell.write_failure(error)?;
            }
        }
        Ok(())
    }

    /// What was written before the pipeline stopped stays.
    fn abandon(&mut self, shell: &mut Shell<'_>) {
        for mut writer in std::mem::take(&mut self.writers) {
            let _ = writer.close(shell.session);
        }
    }
}

/// The places that are written: existing ones, or the one of a plain path.
fn targets(
    shell: &mut Shell<'_>,
    given: &[String],
    path: &str,
    literal: bool,
    filter: &NameFilter,
) -> Result<Vec<Place>> {
    if literal || !has_wildcards(path) {
        let place = match glob::one(shell.session, path, literal) {
            Ok(place) => place,
            Err(error) => {
                shell.write_failure(error)?;
                return Ok(Vec::new());
            }
        };
        return Ok(if filter.takes(place.name()) { vec![place] } else { Vec::new() });
    }
    let found = paths::resolve(shell, &[path.to_owned()], literal, filter)?;
    if found.is_empty() {
        shell.write_error(paths::nothing_left(given).into_record())?;
    }
    Ok(found)
}

/// Empties files, keeping them.
///
/// ```powershell
/// Set-Content /tmp/psp-full.txt 'text'
/// Clear-Content /tmp/psp-full.txt
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Clear-Content", default_set = "Path", should_process)]
pub(super) struct ClearContent {
    /// Paths; wildcards are expanded.
    #[param(position = 0, mandatory, by_name, set = "Path")]
    path: Vec<String>,
    /// Paths in which no character is a wildcard.
    #[param(set = "LiteralPath", mandatory, by_name, alias = "PSPath,LP")]
    literal_path: Vec<String>,
    /// Only names that match this pattern.
    #[param]
    filter: Option<String>,
    /// Only names that match one of these.
    #[param]
    include: Vec<String>,
    /// No names that match one of these.
    #[param]
    exclude: Vec<String>,
    /// Empties read-only files too.
    #[param]
    force: Switch,
    /// Another user; psp has only the one who runs it.
    #[param(by_name, ty = "System.Management.Automation.PSCredential")]
    credential: Value,
    /// An alternate data stream, which Linux does not have.
    #[param]
    stream: Option<String>,
}

impl Cmdlet for ClearContent {
    fn begin(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        refuse(shell, &["Credential", "Stream"])
    }

    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let (given, literal) = paths::given(&self.path, &self.literal_path);
        let filter = NameFilter::new(&self.include, &self.exclude, self.filter.as_deref())?;
        let force = self.force.0;
        let places = paths::resolve(shell, given, literal, &filter)?;
        paths::each(shell, places, |shell, place| place.kind().provider().clear_content(shell, place, force))
    }
}
