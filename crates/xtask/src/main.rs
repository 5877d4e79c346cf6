//! The tools of the repository: `cargo xtask tidy`, `cargo xtask docs`, `cargo xtask conformance`, `cargo xtask bench`.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a tool for the terminal")]

mod bench;
mod conformance;
mod tidy;

use std::{
    path::{Path, PathBuf},
    process::{Command, ExitCode},
};

const USAGE: &str = "\
usage: cargo xtask TASK
  tidy                          checks what the compiler cannot: who may know whom, sizes, headers, names
  docs                          writes docs/reference/ from the declarations of commands and types
  conformance [--diff] [--list] [--update] [--engine PATH] [PATTERN…]
                                runs the recorded cases; --update adds what newly passes to passing.txt
  bench [--only NAME] [--engine PATH] [--runs N]
                                runs bench/ under psp and its peers and prints ratios";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let root = psp_test::workspace(env!("CARGO_MANIFEST_DIR"));
    let done = match arguments.split_first() {
        Some((task, [])) if task == "tidy" => Ok(tidy::run(&root)),
        Some((task, [])) if task == "docs" => docs(&root),
        Some((task, rest)) if task == "conformance" => conformance::run(&root, rest),
        Some((task, rest)) if task == "bench" => bench::run(&root, rest),
        _ => Err(USAGE.into()),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

/// The test that says whether the reference is current writes it when it is asked to.
fn docs(root: &Path) -> Result<bool, Failure> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut test = Command::new(cargo);
    test.current_dir(root).env("UPDATE", "1").args(["test", "--quiet", "-p", "psp", "--test", "reference"]);
    Ok(test.status()?.success())
}

/// A failure of a tool, in words.
type Failure = Box<dyn std::error::Error>;

/// The words of a command line: switches, options with a value, and the rest.
struct Arguments {
    words: Vec<String>,
}

impl Arguments {
    fn new(words: &[String]) -> Self {
        Self { words: words.to_vec() }
    }

    /// Takes a switch away; true when it was there.
    fn switch(&mut self, name: &str) -> bool {
        let before = self.words.len();
        self.words.retain(|it| it != name);
        self.words.len() < before
    }

    /// Takes an option and its value away.
    fn value(&mut self, name: &str) -> Result<Option<String>, Failure> {
        let Some(place) = self.words.iter().position(|it| it == name) else { return Ok(None) };
        self.words.remove(place);
        if place == self.words.len() {
            return Err(format!("{name} needs a value").into());
        }
        Ok(Some(self.words.remove(place)))
    }

    /// What is left; nothing of it may look like an option.
    fn rest(self) -> Result<Vec<String>, Failure> {
        match self.words.iter().find(|it| it.starts_with('-')) {
            Some(word) => Err(format!("unknown option {word}\n{USAGE}").into()),
            None => Ok(self.words),
        }
    }

    /// The psp binary to use: the one that is named, or else the release build, which is brought up to date first.
    fn engine(&mut self, root: &std::path::Path) -> Result<PathBuf, Failure> {
        if let Some(path) = self.value("--engine")? {
            return Ok(path.into());
        }
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let words = ["build", "--release", "--package", "psp-cli"];
        let status = std::process::Command::new(cargo).args(words).current_dir(root).status()?;
        if !status.success() {
            return Err("psp does not build".into());
        }
        let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
        Ok(target.join("release/psp"))
    }
}
