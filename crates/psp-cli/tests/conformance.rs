//! The recorded cases of `conformance/`: one that is listed in `passing.txt` must pass.

#![expect(clippy::print_stderr, reason = "a test's report")]

use psp_test::{
    Engine,
    conformance::{Verdict, cases, run_all},
    ratchet::Ratchet,
    workspace,
};
use std::{collections::BTreeSet, io, time::Duration};

/// What a case that need not pass yet may take; the others have the runner's own limit.
const IMPATIENT: Duration = Duration::from_secs(5);

#[test]
fn cases_that_passed_still_pass() -> io::Result<()> {
    let root = workspace(env!("CARGO_MANIFEST_DIR")).join("conformance");
    let engine = Engine::new(env!("CARGO_BIN_EXE_psp"));
    let ratchet = Ratchet::load(&root.join("passing.txt"))?;
    let all = cases(&root, &[])?;
    let names: BTreeSet<String> = all.iter().map(|it| it.name.clone()).collect();
    assert_eq!(ratchet.unknown(&names), [""; 0], "passing.txt names cases that do not exist");

    let (must, may): (Vec<_>, Vec<_>) = all.into_iter().partition(|it| ratchet.holds(&it.name));
    let mut broken: Vec<Verdict> = Vec::new();
    run_all(&engine, &must, 2, |it| {
        if !it.passed() {
            broken.push(it);
        }
    })?;
    let mut newly: Vec<String> = Vec::new();
    run_all(&engine.with_limit(IMPATIENT), &may, 2, |it| {
        if it.passed() {
            newly.push(it.case.name);
        }
    })?;
    eprintln!("{} of {} cases pass", must.len() - broken.len() + newly.len(), names.len());
    if !newly.is_empty() {
        eprintln!("newly passing, `cargo xtask conformance --update` adds them:\n{}", newly.join("\n"));
    }
    let report: Vec<String> = broken.iter().map(|it| format!("{}\n{}", it.case.name, it.diff())).collect();
    assert!(broken.is_empty(), "{} cases passed before:\n{}", broken.len(), report.concat());
    Ok(())
}
