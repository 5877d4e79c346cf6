//! The scripts of `docs/examples/` run without an error.

use psp_test::{End, Engine, examples::run_all, workspace};
use std::io;

/// How each example ends: `checks.ps1` counts the checks that fail, the others succeed.
fn expected(name: &str) -> End {
    End::Exit(if name == "checks.ps1" { 2 } else { 0 })
}

#[test]
fn examples_run() -> io::Result<()> {
    let docs = workspace(env!("CARGO_MANIFEST_DIR")).join("docs");
    for example in run_all(&Engine::new(env!("CARGO_BIN_EXE_psp")), &docs)? {
        let (name, run) = (&example.name, &example.run);
        assert_eq!(run.stderr, "", "{name} writes errors");
        assert_eq!(run.end, expected(name), "{name} ends otherwise, after printing\n{}", run.stdout);
        assert_ne!(run.stdout, "", "{name} prints nothing");
    }
    Ok(())
}
