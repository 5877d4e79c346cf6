//! The standard streams and signals of a whole process: these tests start this test program again in a role.

#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use psp_host::{
    Child, Chunk, Console, Exit, Input, Launch, Output, Stop, System,
    os::{OsConsole, OsSystem},
};
use std::{sync::Arc, time::Duration};

const ROLE: &str = "PSP_HOST_ROLE";

/// Not a test of its own: what the started program does.
#[test]
fn role() {
    let console = Arc::new(OsConsole::new());
    let host = OsSystem::with_console(console.clone());
    let system: &dyn System = &host;
    match system.variable(ROLE).as_deref() {
        Some("order") => order(system, console.as_ref()),
        Some("lines") => lines(console.as_ref()),
        Some("signal") => signal(&host, console.as_ref()),
        _ => return,
    }
    console.flush().unwrap();
    psp_host::os::exit(3);
}

fn order(system: &dyn System, console: &dyn Console) {
    console.write_out(b"1\n").unwrap();
    console.write_err(b"2\n").unwrap();
    console.write_out(b"3\n").unwrap();
    let child = system.start(vec![Launch::new("/bin/echo", ["4"])]).unwrap();
    child.wait(&Stop::new()).unwrap();
    console.write_out(b"5\n").unwrap();
}

fn lines(console: &dyn Console) {
    let stop = Stop::new();
    let line = console.read_line(&stop).unwrap().unwrap();
    let rest = console.read_to_end(&stop).unwrap();
    assert_eq!(console.read_line(&stop).unwrap(), None);
    console.write_out(format!("{line:?} {}\n", rest.len()).as_bytes()).unwrap();
}

fn signal(host: &OsSystem, console: &dyn Console) {
    let stop = Stop::new();
    host.stop_on_signals(stop.clone()).unwrap();
    console.write_out(b"ready\n").unwrap();
    console.flush().unwrap();
    assert!(console.read_line(&stop.child()).is_err());
    console.write_out(format!("stopped by {:?}\n", host.last_signal()).as_bytes()).unwrap();
    console.flush().unwrap();
    std::thread::sleep(Duration::from_secs(20));
}

fn started(role: &str, stdin: Input, stderr: Output) -> Arc<dyn Child> {
    let system = OsSystem::new();
    let program = std::env::current_exe().unwrap();
    let environment = vec![(ROLE.into(), Some(role.into()))];
    let arguments = ["--exact", "role", "--nocapture", "--quiet"];
    let launch =
        Launch { stdin, stderr, stdout: Output::Pipe, environment, ..Launch::new(program, arguments) };
    let system: &dyn System = &system;
    system.start(vec![launch]).unwrap()
}

/// What a program wrote to standard output until `end` is in it; without what the test harness says.
fn output(child: &dyn Child, end: &str) -> String {
    let mut out = String::new();
    while let Some(chunk) = child.read(&Stop::new()).unwrap() {
        let (Chunk::Out(bytes) | Chunk::Err(bytes)) = chunk;
        out.push_str(&String::from_utf8(bytes).unwrap());
        if !end.is_empty() && out.contains(end) {
            break;
        }
    }
    out.trim_start().trim_start_matches("running 1 test").trim_start().to_owned()
}

#[test]
fn streams_and_children_keep_their_order() {
    let file = std::env::temp_dir().join(format!("psp-host-order-{}", std::process::id()));
    // Both streams go to one file with one position.
    let script = format!("exec >{0} 2>&1; exec \"$@\"", file.display());
    let program = std::env::current_exe().unwrap();
    let words = ["-c", &script, "sh", program.to_str().unwrap(), "--exact", "role", "--nocapture", "--quiet"];
    let environment = vec![(ROLE.into(), Some("order".into()))];
    let launch = Launch { environment, ..Launch::new("/bin/sh", words) };
    let system: &dyn System = &OsSystem::new();
    let exit = system.start(vec![launch]).unwrap().wait(&Stop::new()).unwrap();
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::remove_file(&file).unwrap();
    assert!(text.ends_with("1\n2\n3\n4\n5\n"), "{text}");
    assert_eq!(exit, Exit { code: 3, signal: None });
}

#[test]
fn standard_input_comes_by_line_and_at_once() {
    let child = started("lines", Input::Bytes(b"ab\ncd\nef".to_vec()), Output::Null);
    assert_eq!(output(child.as_ref(), ""), "[97, 98, 10] 5\n");
}

#[test]
fn the_first_signal_stops_and_the_second_ends() {
    let child = started("signal", Input::Pipe, Output::Pipe);
    assert_eq!(output(child.as_ref(), "ready\n"), "ready\n");
    send(child.id());
    assert_eq!(output(child.as_ref(), "stopped"), "stopped by Some(2)\n");
    send(child.id());
    assert_eq!(child.wait(&Stop::new()).unwrap(), Exit { code: 130, signal: None });
}

fn send(id: u32) {
    let system: &dyn System = &OsSystem::new();
    let child = system.start(vec![Launch::new("/bin/sh", ["-c", &format!("kill -INT {id}")])]).unwrap();
    assert_eq!(child.wait(&Stop::new()).unwrap().code, 0);
}
