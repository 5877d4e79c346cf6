//! Ctrl+C, a time limit and a satisfied consumer end parallel blocks at once, whatever they do, and leave nothing behind.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use std::{
    fs,
    io::{BufRead, BufReader},
    os::unix::process::CommandExt,
    process::{Child, ChildStdout, Command, Stdio},
    sync::{
        Mutex,
        atomic::{AtomicU32, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

/// What a block does when the stop comes. The seconds are found again among the processes of the machine.
const BLOCKS: &[(&str, &str)] = &[
    ("sleeps", "Start-Sleep 100"),
    ("sleeps as .NET does", "[Threading.Thread]::Sleep(100000)"),
    ("catches what it can", "while ($true) { try { Start-Sleep 100 } catch { } }"),
    ("loops", "while ($true) { }"),
    ("loops in a pipeline", "1..1000000000 | ForEach-Object { $_ } | Out-Null"),
    ("waits for a program", "sleep 100"),
    ("waits for a family", "bash -c 'sleep 100 & wait'"),
    ("waits for a stubborn program", "bash -c 'trap \"\" INT TERM; sleep 100; sleep 100'"),
    ("reads without end", "yes | Out-Null"),
    ("waits for workers", "1..2 | Invoke-Parallel { Start-Sleep 100 }"),
    ("waits for looping workers", "1..2 | ForEach-Object -Parallel { while ($true) { } }"),
    ("waits for programs of workers", "1..2 | ForEach-Object -Parallel { bash -c 'sleep 100 & wait' }"),
];

const COMMANDS: &[&str] = &["Invoke-Parallel", "ForEach-Object -Parallel"];

/// Longest time between a stop and the end; 0.3 seconds are promised, the rest is for a busy machine.
const LIMIT: Duration = Duration::from_secs(2);

/// Combinations that run at once.
const AT_ONCE: usize = 4;

/// A psp whose processes are known by a variable in their environment.
struct Running {
    child: Child,
    out: BufReader<ChildStdout>,
    mark: String,
}

impl Running {
    fn start(script: &str) -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::SeqCst);
        let mark = format!("psp-stops-{}-{number}-", std::process::id());
        let mut child = Command::new(env!("CARGO_BIN_EXE_psp"))
            .args(["-c", script])
            .env("PSP_STOPS", &mark)
            .process_group(0)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let out = BufReader::new(child.stdout.take().unwrap());
        Self { child, out, mark }
    }

    /// The next line of standard output; empty at its end.
    fn line(&mut self) -> String {
        let mut line = String::new();
        self.out.read_line(&mut line).unwrap();
        line.trim_end().to_owned()
    }

    /// Programs that were started and live, by their command lines.
    fn programs(&self) -> Vec<String> {
        let ids = fs::read_dir("/proc").unwrap().flatten().filter_map(|it| it.file_name().into_string().ok());
        let others = ids.filter(|it| it.parse::<u32>().is_ok_and(|id| id != self.child.id()));
        others.filter_map(|id| self.program(&id)).collect()
    }

    fn program(&self, id: &str) -> Option<String> {
        let environment = fs::read(format!("/proc/{id}/environ")).ok()?;
        String::from_utf8_lossy(&environment).contains(&self.mark).then_some(())?;
        let words = fs::read(format!("/proc/{id}/cmdline")).ok()?;
        Some(String::from_utf8_lossy(&words).replace('\0', " "))
    }

    /// Waits for the end; none when it takes far too long.
    fn end(&mut self) -> Option<i32> {
        let limit = Instant::now() + 5 * LIMIT;
        loop {
            match self.child.try_wait().unwrap() {
                Some(status) => return status.code(),
                None if Instant::now() >= limit => return None,
                None => thread::sleep(Duration::from_millis(2)),
            }
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Sends SIGINT to a process, or with `-` to a group.
fn interrupt(to: &str) {
    let sent = Command::new("kill").args(["-INT", "--", to]).status().unwrap();
    assert!(sent.success(), "kill {to}");
}

/// Runs `check` for each command and block.
fn all(check: impl Fn(&str, &str) -> Result<(), String> + Sync) {
    let mut open: Vec<_> =
        COMMANDS.iter().flat_map(|&it| BLOCKS.iter().map(move |block| (it, block))).collect();
    open.reverse();
    let (open, failures) = (Mutex::new(open), Mutex::new(Vec::new()));
    thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                loop {
                    let Some((command, (name, block))) = open.lock().unwrap().pop() else { return };
                    if let Err(what) = check(command, block) {
                        failures.lock().unwrap().push(format!("{command}, a block that {name}: {what}"));
                    }
                }
            });
        }
    });
    let failures = failures.into_inner().unwrap();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

fn interrupted(command: &str, block: &str, group: bool) -> Result<(), String> {
    let mut psp = Running::start(&format!(
        "1..2 | {command} {{ Write-Host begun; {block} }} -ThrottleLimit 2; 'after'"
    ));
    assert_eq!((psp.line(), psp.line()), ("begun".to_owned(), "begun".to_owned()));
    // Programs and workers of workers start now.
    thread::sleep(Duration::from_millis(300));
    let id = psp.child.id();
    let start = Instant::now();
    interrupt(&if group { format!("-{id}") } else { id.to_string() });
    let code = psp.end();
    let (time, left, rest) = (start.elapsed(), psp.programs(), psp.line());
    if code != Some(130) || time > LIMIT || !left.is_empty() || !rest.is_empty() {
        return Err(format!("{code:?} after {time:?}, wrote {rest:?}, left {left:?}"));
    }
    Ok(())
}

/// Runs a pipeline that ends by itself and reports the seconds it took beyond the stop, and the number of runspaces.
fn ended(pipeline: &str, seconds: &str) -> Result<(), String> {
    let script = format!("{pipeline}; Write-Host ({seconds}) @(Get-Runspace).Count; Start-Sleep 100");
    let mut psp = Running::start(&script);
    let line = psp.line();
    let left = psp.programs();
    let late = line.split(' ').next().and_then(|it| it.parse::<f64>().ok());
    if late.is_none_or(|it| it > LIMIT.as_secs_f64()) || !line.ends_with(" 1") || !left.is_empty() {
        return Err(format!("{line:?}, left {left:?}"));
    }
    Ok(())
}

#[test]
fn ctrl_c() {
    all(|command, block| interrupted(command, block, false));
}

#[test]
fn ctrl_c_of_a_terminal() {
    all(|command, block| interrupted(command, block, true));
}

#[test]
fn a_time_limit() {
    all(|command, block| {
        let pipeline = format!(
            "$watch = [Diagnostics.Stopwatch]::StartNew(); 1..2 | {command} {{ {block} }} -ThrottleLimit 2 -TimeoutSeconds 1 2>$null"
        );
        ended(&pipeline, "$watch.Elapsed.TotalSeconds - 1")
    });
}

#[test]
fn a_satisfied_consumer() {
    all(|command, block| {
        let pipeline = format!(
            "$time = 1..2 | {command} {{ if ($_ -eq 1) {{ Start-Sleep -Milliseconds 400; [DateTime]::UtcNow }}; {block} }} -ThrottleLimit 2 | Select-Object -First 1"
        );
        ended(&pipeline, "([DateTime]::UtcNow - $time).TotalSeconds")
    });
}
