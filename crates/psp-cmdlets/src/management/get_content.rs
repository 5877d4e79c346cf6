//! `Get-Content`

use super::paths;
use crate::fault::{invalid_operation, refuse};
use psp_derive::Cmdlet;
use psp_providers::{
    NameFilter,
    content::{Encoding, Reader, Reading},
};
use psp_runtime::{Cmdlet, Shell, Switch};
use psp_value::{Interrupt, Result, Value};

/// Reads files line by line, byte by byte or as a whole; also values of other drives.
///
/// ```powershell
/// Set-Content /tmp/psp-lines.txt (1..5)
/// Get-Content /tmp/psp-lines.txt -Tail 2
/// (Get-Content /tmp/psp-lines.txt -Raw).Length
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Get-Content", default_set = "Path", output = "System.Byte", output = "System.String")]
pub(super) struct GetContent {
    /// How many lines are given together, as an array; 0: all.
    #[param(by_name)]
    read_count: Option<i64>,
    /// Only so many lines from the start.
    #[param(by_name, alias = "First,Head")]
    total_count: Option<i64>,
    /// Only so many lines from the end.
    #[param(by_name, alias = "Last")]
    tail: Option<i32>,
    /// Paths; wildcards are expanded.
    #[param(position = 0, mandatory, pipeline, by_name, set = "Path")]
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
    /// Reads what is hidden or read-only too; nothing here keeps psp from that.
    #[param]
    force: Switch,
    /// Another user; psp has only the one who runs it.
    #[param(by_name, ty = "System.Management.Automation.PSCredential")]
    credential: Value,
    /// What ends a piece, in place of a line's end.
    #[param]
    delimiter: Option<String>,
    /// Waits at the end for more lines.
    #[param]
    wait: Switch,
    /// Gives all as one string.
    #[param]
    raw: Switch,
    /// The encoding of the file; one with a byte order mark says so itself.
    #[param]
    encoding: Option<Encoding>,
    /// Gives bytes.
    #[param]
    as_byte_stream: Switch,
    /// An alternate data stream, which Linux does not have.
    #[param]
    stream: Option<String>,
}

impl Cmdlet for GetContent {
    fn begin(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        refuse(shell, &["Credential", "Stream"])
    }

    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        if self.total_count.is_some() && self.tail.is_some() {
            let message = "The parameters TotalCount and Tail cannot be used together. Please specify only one parameter.";
            return shell.write_error(invalid_operation("TailAndHeadCannotCoexist", message).into_record());
        }
        self.check_together()?;
        if self.total_count == Some(0) {
            return Ok(());
        }
        let (given, literal) = paths::given(&self.path, &self.literal_path);
        let filter = NameFilter::new(&self.include, &self.exclude, self.filter.as_deref())?;
        let mut places = Vec::new();
        for path in given {
            let before = places.len();
            let one = std::slice::from_ref(path);
            let is_pattern = !literal && psp_providers::filter::has_wildcards(path);
            places.extend(paths::resolve_with(shell, one, literal, &filter, self.force.0)?);
            if is_pattern && places.len() == before {
                shell.write_error(paths::nothing_left(given).into_record())?;
            }
        }
        let how = self.reading();
        paths::each(shell, places, |shell, place| {
            let mut reader = place.kind().provider().reader(shell, place, &how)?;
            self.read(shell, &mut *reader)
        })
    }
}

impl GetContent {
    fn check_together(&self) -> Result<()> {
        let others = [
            (self.delimiter.is_some(), "Delimiter"),
            (self.wait.0, "Wait"),
            (self.total_count.is_some(), "TotalCount"),
            (self.tail.is_some(), "Tail"),
        ];
        if !self.raw.0 {
            return Ok(());
        }
        match others.into_iter().find(|it| it.0) {
            Some((_, name)) => {
                let message =
                    format!("The 'Raw' and '{name}' parameters cannot be specified in the same command.");
                Err(invalid_operation("InvalidOperation", message).into())
            }
            None => Ok(()),
        }
    }

    fn reading(&self) -> Reading {
        Reading {
            encoding: self.encoding,
            bytes: self.as_byte_stream.0,
            raw: self.raw.0,
            delimiter: self.delimiter.clone(),
            tail: self.tail.and_then(|it| usize::try_from(it).ok()),
            wait: self.wait.0,
        }
    }

    fn read(&self, shell: &mut Shell<'_>, reader: &mut dyn Reader) -> Result<()> {
        let limit = self.total_count.and_then(|it| u64::try_from(it).ok()).unwrap_or(u64::MAX);
        let count = self.read_count.unwrap_or(1);
        let mut group = Vec::new();
        let mut number = 0u64;
        while number < limit {
            let Some(piece) = reader.next(shell.session)? else { break };
            number += 1;
            if number.is_multiple_of(1024) && shell.stop.is_requested() {
                return Err(Interrupt::stopped());
            }
            if count == 1 {
                shell.write(piece)?;
                continue;
            }
            group.push(piece);
            if count > 0 && group.len() as i64 >= count {
                shell.write(Value::array(std::mem::take(&mut group)))?;
            }
        }
        match group.len() {
            0 => Ok(()),
            1 if count <= 0 => shell.write(group.remove(0)),
            _ => shell.write(Value::array(group)),
        }
    }
}
