//! Runs the scripts of `docs/examples/`, as a reader would.

use crate::{Engine, Run, conformance::copy_all, run::Folder};
use std::{fs, io, path::Path};

/// What an example made, with its name.
pub struct Example {
    /// The script's file name.
    pub name: String,
    /// What it made.
    pub run: Run,
}

/// Runs each example in a fresh directory that holds a copy of `docs/`, in the order of their names.
pub fn run_all(engine: &Engine, docs: &Path) -> io::Result<Vec<Example>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(docs.join("examples"))? {
        let path = entry?.path();
        if path.extension().is_some_and(|it| it == "ps1") {
            names.extend(path.file_name().and_then(|it| it.to_str()).map(str::to_owned));
        }
    }
    names.sort();
    let run = |name: String| {
        let folder = Folder::new(engine.system())?;
        copy_all(docs, &folder.path().join("docs"))?;
        let run = engine.run(&folder, &["run".into(), format!("docs/examples/{name}")], None)?;
        Ok(Example { name, run })
    };
    names.into_iter().map(run).collect()
}
