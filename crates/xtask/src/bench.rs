//! `cargo xtask bench`: runs the programs of `bench/` under psp and its peers, and prints how they compare.

use crate::{Arguments, Failure};
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};
use wait4::Wait4;

/// Whole processes of each program, of which the best counts.
const RUNS: usize = 5;

/// How psp is called, and those it is compared with: the ending of their programs and how each is called.
const PEERS: [(&str, &str, &[&str]); 3] = [
    ("lua5.4", "lua", &["lua5.4"]),
    ("python3", "py", &["python3"]),
    ("pwsh", "ps1", &["pwsh", "-NoProfile", "-File"]),
];

/// One way to run a program.
struct Runner {
    name: &'static str,
    command: Vec<PathBuf>,
    best: Option<Sample>,
}

/// What a process took.
#[derive(Clone)]
struct Sample {
    time: Duration,
    /// The peak of its memory in bytes.
    memory: u64,
    output: Vec<u8>,
}

/// Runs the task; false when a program fails or prints something else than its peers.
pub(crate) fn run(root: &Path, words: &[String]) -> Result<bool, Failure> {
    let mut arguments = Arguments::new(words);
    let only = arguments.value("--only")?;
    let runs = arguments.value("--runs")?.map_or(Ok(RUNS), |it| it.parse())?;
    let engine = arguments.engine(root)?;
    if let Some(word) = arguments.rest()?.first() {
        return Err(format!("unknown word {word}").into());
    }
    let folder = root.join("bench");
    let names: BTreeSet<String> = fs::read_dir(&folder)?
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.strip_suffix(".ps1").map(str::to_owned))
        .filter(|name| only.as_ref().is_none_or(|it| it == name))
        .collect();
    if names.is_empty() {
        return Err(format!("no program in bench/ is called {}", only.unwrap_or_default()).into());
    }
    let missing: Vec<&str> = PEERS.iter().filter(|it| !installed(it.2[0])).map(|it| it.0).collect();
    if !missing.is_empty() {
        println!("not installed, left out: {}", missing.join(", "));
    }
    println!("best of {runs} whole processes; the ratio is psp's time to the peer's");
    println!("{:16}{:>10}{:>9}   peers", "program", "psp", "memory");
    let mut good = true;
    for name in names {
        good &= compare(&name, &folder, &engine, runs)?;
    }
    Ok(good)
}

fn installed(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|it| it.join(program).is_file())
}

/// The file behind a name: Python is often a script that looks for the real one, which is no part of the comparison.
fn program(name: &str) -> PathBuf {
    if name == "python3" {
        let words = ["-c", "import sys; print(sys.executable)"];
        let found = Command::new(name).args(words).output().map(|it| String::from_utf8(it.stdout));
        if let Ok(Ok(path)) = found
            && !path.trim().is_empty()
        {
            return path.trim().into();
        }
    }
    name.into()
}

/// Runs one program under psp and all its peers in turn, and prints a line.
fn compare(name: &str, folder: &Path, engine: &Path, runs: usize) -> Result<bool, Failure> {
    let script = |ending: &str| folder.join(format!("{name}.{ending}"));
    let psp = vec![engine.to_owned(), "run".into(), script("ps1")];
    let mut runners = vec![Runner { name: "psp", command: psp, best: None }];
    for (name, ending, command) in PEERS {
        if installed(command[0]) && script(ending).is_file() {
            let words = command[1..].iter().map(PathBuf::from).chain([script(ending)]);
            let command = std::iter::once(program(command[0])).chain(words).collect();
            runners.push(Runner { name, command, best: None });
        }
    }
    for _ in 0..runs {
        for runner in &mut runners {
            let sample = match measured(&runner.command) {
                Ok(sample) => sample,
                Err(error) => {
                    println!("{name:16}{} {error}", runner.name);
                    return Ok(false);
                }
            };
            if runner.best.as_ref().is_none_or(|it| sample.time < it.time) {
                runner.best = Some(sample);
            }
        }
    }
    Ok(print(name, &runners))
}

fn print(name: &str, runners: &[Runner]) -> bool {
    let Some((Some(psp), peers)) = runners.split_first().map(|(psp, peers)| (&psp.best, peers)) else {
        return false;
    };
    print!("{name:16}{:>7.1} ms{:>6} MB  ", milliseconds(psp), psp.memory >> 20);
    let mut good = true;
    for (peer, best) in peers.iter().filter_map(|it| Some((it.name, it.best.as_ref()?))) {
        let (time, ratio) = (milliseconds(best), milliseconds(psp) / milliseconds(best));
        print!(" {ratio:6.2} x {peer} ({time:.1} ms, {} MB)", best.memory >> 20);
        if best.output != psp.output {
            print!(" OTHER RESULT");
            good = false;
        }
    }
    println!();
    good
}

fn milliseconds(sample: &Sample) -> f64 {
    sample.time.as_secs_f64() * 1000.0
}

/// Runs a process to its end.
fn measured(command: &[PathBuf]) -> Result<Sample, Failure> {
    let start = Instant::now();
    let mut child = Command::new(&command[0])
        .args(&command[1..])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let mut output = Vec::new();
    if let Some(mut stdout) = child.stdout.take() {
        std::io::copy(&mut stdout, &mut output)?;
    }
    let mut errors = Vec::new();
    if let Some(mut stderr) = child.stderr.take() {
        std::io::copy(&mut stderr, &mut errors)?;
    }
    let used = child.wait4()?;
    let time = start.elapsed();
    if !used.status.success() {
        let errors = String::from_utf8_lossy(&errors);
        return Err(format!("{}: {}", used.status, errors.lines().next().unwrap_or("no message")).into());
    }
    Ok(Sample { time, memory: used.rusage.maxrss, output })
}
