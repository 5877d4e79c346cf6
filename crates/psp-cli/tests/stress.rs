//! Parallel work and jobs under load, run many times: nothing is lost, nothing is doubled, nothing hangs, nothing grows.

use psp_test::workspace;
use std::{fs, io, process::Command};

/// How often a script runs; `STRESS_RUNS` says otherwise.
const RUNS: usize = 5;

/// Runs a script of `tests/stress` again and again; what it writes stands beside it.
#[track_caller]
fn check(name: &str, runs: usize) -> io::Result<()> {
    let folder = workspace(env!("CARGO_MANIFEST_DIR")).join("tests/stress");
    let expected = fs::read_to_string(folder.join(name).with_extension("txt"))?;
    let runs = std::env::var("STRESS_RUNS").ok().and_then(|it| it.parse().ok()).unwrap_or(runs);
    for run in 1..=runs {
        let script = folder.join(name).with_extension("ps1");
        let output = Command::new(env!("CARGO_BIN_EXE_psp")).arg("run").arg(script).output()?;
        assert_eq!(String::from_utf8_lossy(&output.stdout), expected, "in run {run} of {name}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "in run {run} of {name}");
    }
    Ok(())
}

#[test]
fn parallel_work_loses_nothing() -> io::Result<()> {
    check("parallel", RUNS)
}

#[test]
fn jobs_lose_nothing() -> io::Result<()> {
    check("jobs", RUNS)
}

#[test]
#[cfg(target_os = "linux")]
fn memory_does_not_grow_with_the_items() -> io::Result<()> {
    check("memory", 1)
}
