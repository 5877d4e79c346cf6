//! Parallel work under load, run many times: nothing is lost, nothing is doubled, nothing hangs.

use psp_test::workspace;
use std::{fs, io, process::Command};

/// How often each script runs; `STRESS_RUNS` says otherwise.
const RUNS: usize = 20;

#[test]
fn parallel_work_loses_nothing() -> io::Result<()> {
    let folder = workspace(env!("CARGO_MANIFEST_DIR")).join("tests/stress");
    let expected = fs::read_to_string(folder.join("parallel.txt"))?;
    let runs = std::env::var("STRESS_RUNS").ok().and_then(|it| it.parse().ok()).unwrap_or(RUNS);
    for run in 1..=runs {
        let output =
            Command::new(env!("CARGO_BIN_EXE_psp")).arg("run").arg(folder.join("parallel.ps1")).output()?;
        assert_eq!(String::from_utf8_lossy(&output.stdout), expected, "in run {run}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "in run {run}");
    }
    Ok(())
}
