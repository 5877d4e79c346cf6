//! The literate tests of `tests/`. `UPDATE=1` writes the answers that are missing, `UPDATE=all` those that are wrong
//! too; `CASE=text` takes only the cases or files with that in their name.

#![expect(clippy::print_stderr, reason = "a test's report")]

use psp_test::{
    Engine,
    cases::{Update, run_all},
    workspace,
};
use std::io;

#[test]
fn literate_cases() -> io::Result<()> {
    let root = workspace(env!("CARGO_MANIFEST_DIR")).join("tests");
    let filter = std::env::var("CASE").unwrap_or_default();
    let engine = Engine::new(env!("CARGO_BIN_EXE_psp"));
    let report = run_all(&engine, &root, &filter, Update::from_environment())?;
    eprintln!("{} cases pass, {} answers written", report.passed, report.written);
    assert!(report.failures.is_empty(), "{} fail:\n{}", report.failures.len(), report.failures.join("\n"));
    Ok(())
}
