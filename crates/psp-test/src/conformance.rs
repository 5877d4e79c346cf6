//! The recorded cases of `conformance/`: small scripts with what pwsh 7.6.5 made of them. `conformance/README.md` has
//! the format.

use crate::{End, Engine, Run, diff::diff, run, run::Folder, spread::spread};
use std::{
    collections::HashMap,
    fs, io,
    path::{Path, PathBuf},
};

/// The area whose cases print a fact a line, thousands of them.
const TABLES: &str = "tables";

/// A script, and beside it what it needs and what it must make.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Case {
    /// `area/name`.
    pub name: String,
    script: PathBuf,
}

/// What an engine made of a case.
pub struct Verdict {
    /// The case.
    pub case: Case,
    /// What was recorded.
    pub wanted: Run,
    /// What happened now.
    pub got: Run,
}

impl Case {
    /// The folder it is in.
    pub fn area(&self) -> &str {
        self.name.split('/').next().unwrap_or_default()
    }

    /// It prints a fact a line, so how many lines agree says more than whether all do.
    pub fn is_table(&self) -> bool {
        self.area() == TABLES
    }

    fn beside(&self, extension: &str) -> Option<PathBuf> {
        Some(self.script.with_extension(extension)).filter(|it| it.exists())
    }

    /// What was recorded.
    pub fn recorded(&self) -> io::Result<Run> {
        let read = |extension| match self.beside(extension) {
            Some(path) => fs::read(path).map(|it| run::text(&it)),
            None => Ok(String::new()),
        };
        let exit = read("exit")?;
        let exit = if exit.is_empty() { Ok(0) } else { exit.trim().parse() };
        let exit = exit.map_err(|_| io::Error::other(format!("{}.exit is no number", self.name)))?;
        Ok(Run { stdout: read("stdout")?, stderr: read("stderr")?, end: End::Exit(exit) })
    }

    /// Runs it in a fresh directory.
    pub fn run(&self, engine: &Engine) -> io::Result<Run> {
        let folder = Folder::new(engine.system())?;
        let script = self.script.file_name().unwrap_or_default();
        fs::copy(&self.script, folder.path().join(script))?;
        if let Some(files) = self.beside("d") {
            copy_all(&files, folder.path())?;
        }
        let script = script.to_string_lossy();
        let arguments = match self.beside("args") {
            Some(path) => {
                let lines = fs::read_to_string(path)?;
                lines.lines().map(|it| it.replace("{script}", &script)).collect()
            }
            None => vec!["run".to_owned(), script.into_owned()],
        };
        engine.run(&folder, &arguments, self.beside("stdin").as_deref())
    }
}

impl Verdict {
    /// Standard output, standard error and exit status are all as they were recorded.
    pub fn passed(&self) -> bool {
        self.wanted == self.got
    }

    /// How many lines of the recorded output were printed, and how many there are.
    pub fn agreement(&self) -> (usize, usize) {
        let mut printed: HashMap<&str, usize> = HashMap::new();
        for line in self.got.stdout.lines() {
            *printed.entry(line).or_default() += 1;
        }
        let (mut agree, mut total) = (0, 0);
        for line in self.wanted.stdout.lines() {
            total += 1;
            if let Some(left) = printed.get_mut(line).filter(|it| **it > 0) {
                *left -= 1;
                agree += 1;
            }
        }
        (agree, total)
    }

    /// What differs; empty when nothing does.
    pub fn diff(&self) -> String {
        let name = &self.case.name;
        let streams = [
            ("stdout", self.wanted.stdout.clone(), self.got.stdout.clone()),
            ("stderr", self.wanted.stderr.clone(), self.got.stderr.clone()),
            ("exit", format!("{}\n", self.wanted.end), format!("{}\n", self.got.end)),
        ];
        streams.map(|(stream, wanted, got)| diff(&format!("{name}.{stream}"), &wanted, &got)).concat()
    }
}

/// The cases under `root` in order: all, or those that a pattern names. A pattern with a `/` is the start of a name, one
/// without is an area, or else a part of a name.
pub fn cases(root: &Path, patterns: &[String]) -> io::Result<Vec<Case>> {
    let mut cases = Vec::new();
    let areas: Vec<PathBuf> = folders(root)?;
    let is_area = |pattern: &String| areas.iter().any(|it| it.file_name().is_some_and(|it| *it == **pattern));
    for area in &areas {
        for entry in fs::read_dir(area)? {
            let script = entry?.path();
            if script.extension().is_none_or(|it| it != "ps1") {
                continue;
            }
            let part = |it: Option<&std::ffi::OsStr>| it.unwrap_or_default().to_string_lossy().into_owned();
            let name = format!("{}/{}", part(area.file_name()), part(script.file_stem()));
            cases.push(Case { name, script });
        }
    }
    let named = |case: &Case, pattern: &String| match pattern {
        _ if pattern.contains('/') => case.name.starts_with(pattern),
        _ if is_area(pattern) => case.area() == pattern,
        _ => case.name.contains(pattern),
    };
    cases.retain(|case| patterns.is_empty() || patterns.iter().any(|pattern| named(case, pattern)));
    cases.sort();
    Ok(cases)
}

/// Runs cases on `threads` threads and calls `then` with each verdict, in the order of `cases`.
pub fn run_all(
    engine: &Engine,
    cases: &[Case],
    threads: usize,
    mut then: impl FnMut(Verdict),
) -> io::Result<()> {
    let mut failed = None;
    spread(
        cases,
        threads,
        |case| judged(engine, case.clone()),
        |_, verdict| match verdict {
            Ok(verdict) => then(verdict),
            Err(error) => failed = failed.take().or(Some(error)),
        },
    );
    failed.map_or(Ok(()), Err)
}

fn judged(engine: &Engine, case: Case) -> io::Result<Verdict> {
    let wanted = case.recorded()?;
    let got = case.run(engine).map_err(|it| io::Error::new(it.kind(), format!("{}: {it}", case.name)))?;
    Ok(Verdict { case, wanted, got })
}

fn folders(root: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(root)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            found.push(entry.path());
        }
    }
    Ok(found)
}

/// Copies what is in a folder, with all below it.
pub(crate) fn copy_all(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_all(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
