//! Tests as data: [`cases`] runs the literate Markdown files of `tests/`, [`conformance`] the recorded cases of
//! `conformance/`, [`examples`] the scripts of `docs/examples/`, all against a psp binary.

pub mod cases;
pub mod conformance;
mod diff;
pub mod examples;
pub mod markdown;
pub mod ratchet;
mod run;
mod spread;

pub use run::{End, Engine, Run};

use std::path::{Path, PathBuf};

/// The folder of the workspace, two above the folder of the crate that calls (`env!("CARGO_MANIFEST_DIR")`).
pub fn workspace(manifest_directory: &str) -> PathBuf {
    let path = Path::new(manifest_directory);
    path.ancestors().nth(2).unwrap_or(path).to_owned()
}
