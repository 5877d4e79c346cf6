//! Runs the literate tests of a folder, and writes the answers that are missing.
//!
//! A case says what its program prints in fences: `output` (standard output), `stderr`, `exit`, and `error` for the ids
//! of the errors it leaves in `$Error`. What it does not mention must be empty, or 0. A case with an `error` fence runs
//! inside a `try`: it ends with its first terminating error, and neither its standard error nor its exit status counts.

use crate::{
    End, Engine, Run,
    diff::diff,
    markdown::{self, Case, Kind},
    run::Folder,
    spread::spread,
};
use std::{
    fmt::Write as _,
    fs, io,
    path::{Path, PathBuf},
};

/// Printed between a program's output and the ids of its errors.
const ERRORS: &str = "--- errors ---";

/// Cases run side by side.
const THREADS: usize = 2;

const SCRIPT: &str = "case.ps1";
const WRAPPER: &str = "wrapper.ps1";

/// What `UPDATE` in the environment asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Update {
    /// Nothing: a missing answer is a failure.
    Never,
    /// `UPDATE=1`: missing answers are written.
    Missing,
    /// `UPDATE=all`: wrong answers are written anew as well.
    All,
}

impl Update {
    /// What the environment asks for.
    pub fn from_environment() -> Self {
        match std::env::var("UPDATE").as_deref() {
            Ok("all") => Self::All,
            Ok(text) if !text.is_empty() && text != "0" => Self::Missing,
            _ => Self::Never,
        }
    }
}

/// What came of all cases.
#[derive(Debug, Default)]
pub struct Report {
    /// How many cases did what they say.
    pub passed: usize,
    /// How many answers were written.
    pub written: usize,
    /// What the others did, each with its place.
    pub failures: Vec<String>,
}

/// What a program did, in the words of its answers.
struct Answers(Vec<(Kind, String)>);

/// A Markdown file and its cases.
struct Document {
    path: PathBuf,
    /// Its path from the root of the tests.
    place: String,
    markdown: String,
}

/// Runs the cases of all `.md` files under `root` whose name, or whose file's, contains `filter`.
pub fn run_all(engine: &Engine, root: &Path, filter: &str, update: Update) -> io::Result<Report> {
    let mut documents = Vec::new();
    for path in files(root)? {
        let place = path.strip_prefix(root).unwrap_or(&path).display().to_string();
        documents.push(Document { markdown: fs::read_to_string(&path)?, place, path });
    }
    let mut jobs: Vec<(usize, Case)> = Vec::new();
    for (number, document) in documents.iter().enumerate() {
        let cases = markdown::cases(&document.markdown).into_iter();
        let named = cases.filter(|it| document.place.contains(filter) || it.name.contains(filter));
        jobs.extend(named.map(|case| (number, case)));
    }
    let mut report = Report::default();
    let mut edits: Vec<Vec<(Case, Answers)>> = documents.iter().map(|_| Vec::new()).collect();
    let mut failed = None;
    spread(
        &jobs,
        THREADS,
        |(_, case)| answers(engine, case),
        |(number, case), got| match got {
            Ok(got) => edits[*number].extend(report.judge(&documents[*number].place, case, got, update)),
            Err(error) => failed = failed.take().or(Some(error)),
        },
    );
    for (document, edits) in documents.iter().zip(edits).filter(|(_, edits)| !edits.is_empty()) {
        fs::write(&document.path, rewritten(&document.markdown, &edits))?;
    }
    failed.map_or(Ok(report), Err)
}

impl Report {
    /// Takes what a case did into account; returns it when it is to be written.
    fn judge(&mut self, place: &str, case: &Case, got: Answers, update: Update) -> Option<(Case, Answers)> {
        let open = case.is_open();
        match got.differences(case) {
            difference if difference.is_empty() && !open => self.passed += 1,
            _ if update == Update::All || open && update == Update::Missing => {
                self.written += 1;
                return Some((case.clone(), got));
            }
            _ if open => {
                let hint = "has no answer yet: UPDATE=1 writes it";
                self.failures.push(format!("{place}:{}: {} {hint}", case.line, case.name));
            }
            difference => self.failures.push(format!("{place}:{}: {}\n{difference}", case.line, case.name)),
        }
        None
    }
}

/// The Markdown files below a folder, in order.
fn files(root: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(root)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            found.extend(files(&entry.path())?);
        } else if entry.path().extension().is_some_and(|it| it == "md") {
            found.push(entry.path());
        }
    }
    found.sort();
    Ok(found)
}

fn answers(engine: &Engine, case: &Case) -> io::Result<Answers> {
    let folder = Folder::new(engine.system())?;
    fs::write(folder.path().join(SCRIPT), &case.program)?;
    let run = |script: &str| engine.run(&folder, &["run".into(), script.into()], None);
    if case.answer(Kind::Error).is_none() {
        return Ok(Answers::of(run(SCRIPT)?));
    }
    let wrapper = format!(
        "try {{ . ./{SCRIPT} }} catch {{ }}\n'{ERRORS}'\n\
         for ($i = $Error.Count - 1; $i -ge 0; $i--) {{ $Error[$i].FullyQualifiedErrorId }}\n"
    );
    fs::write(folder.path().join(WRAPPER), wrapper)?;
    let run = run(WRAPPER)?;
    if let Some((output, ids)) = run.stdout.split_once(&format!("{ERRORS}\n")) {
        return Ok(Answers(vec![(Kind::Output, output.into()), (Kind::Error, ids.into())]));
    }
    // The wrapper was left early, or does not work: what it printed says more than the ids would.
    let mut answers = Answers::of(run);
    answers.0.push((Kind::Error, String::new()));
    Ok(answers)
}

impl Answers {
    fn of(run: Run) -> Self {
        let exit = if run.end == End::Exit(0) { String::new() } else { format!("{}\n", run.end) };
        let whole = |text: String| if text.is_empty() || text.ends_with('\n') { text } else { text + "\n" };
        Self(vec![(Kind::Output, whole(run.stdout)), (Kind::Stderr, whole(run.stderr)), (Kind::Exit, exit)])
    }

    /// How this differs from what a case says.
    fn differences(&self, case: &Case) -> String {
        let compare = |(kind, got): &(Kind, String)| {
            let wanted = case.answer(*kind).unwrap_or_default();
            // A status of 0 may be written down.
            if *kind == Kind::Exit && got.is_empty() && wanted.trim() == "0" {
                return String::new();
            }
            diff(kind.word(), wanted, got)
        };
        self.0.iter().map(compare).collect()
    }

    /// The fences that say this; a program that does nothing at all has an empty `output`.
    fn fences(&self) -> String {
        let mut fences = String::new();
        let silent = self.0.iter().all(|(_, text)| text.is_empty());
        for (kind, text) in self.0.iter().filter(|it| !it.1.is_empty() || silent && it.0 == Kind::Output) {
            let longest = text.split(|it| it != '`').map(str::len).max().unwrap_or_default();
            let ticks = "`".repeat(3.max(longest + 1));
            let _ = writeln!(fences, "{ticks}{}\n{text}{ticks}", kind.word());
        }
        fences
    }
}

/// The document with the answers of some cases put below their programs, in place of older ones.
fn rewritten(markdown: &str, edits: &[(Case, Answers)]) -> String {
    let mut text = String::with_capacity(markdown.len());
    for (line, content) in (1..).zip(markdown.split_inclusive('\n')) {
        let old = |case: &Case| case.answers.iter().any(|it| (it.lines.0..=it.lines.1).contains(&line));
        if !edits.iter().any(|(case, _)| old(case)) {
            text.push_str(content);
        }
        if let Some((_, got)) = edits.iter().find(|(case, _)| case.program_end == line) {
            text.push_str(&got.fences());
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{Answers, rewritten};
    use crate::markdown::{Kind, cases};

    #[test]
    fn answers_are_written_below_their_program() {
        let markdown =
            "# T\n```powershell\n1\n```\ntext\n```output\nold\n```\n# U\n```powershell\n2\n```\nend\n";
        let answers = |text: &str| Answers(vec![(Kind::Output, text.into()), (Kind::Stderr, "e\n".into())]);
        let edits: Vec<_> = cases(markdown).into_iter().zip([answers("```\n"), answers("")]).collect();
        let expected = "# T\n```powershell\n1\n```\n````output\n```\n````\n```stderr\ne\n```\ntext\n\
                        # U\n```powershell\n2\n```\n```stderr\ne\n```\nend\n";
        assert_eq!(rewritten(markdown, &edits), expected);
    }
}
