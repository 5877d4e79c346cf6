//! Programs of the real machine: bytes in and out, chains, stops that take whole families, nothing left behind.

#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use psp_host::{Child, Chunk, Exit, Input, Launch, Output, Stop, System, os::OsSystem};
use std::{
    io,
    sync::Arc,
    time::{Duration, Instant},
};

fn system() -> Arc<dyn System> {
    Arc::new(OsSystem::new())
}

fn sh(script: &str) -> Launch {
    Launch {
        stdin: Input::Null,
        stdout: Output::Pipe,
        stderr: Output::Pipe,
        ..Launch::new("/bin/sh", ["-c", script])
    }
}

fn drained(child: &dyn Child) -> (Vec<u8>, Vec<u8>) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    while let Some(chunk) = child.read(&Stop::new()).unwrap() {
        match chunk {
            Chunk::Out(bytes) => out.extend(bytes),
            Chunk::Err(bytes) => err.extend(bytes),
        }
    }
    (out, err)
}

fn exit(child: &dyn Child) -> i32 {
    child.wait(&Stop::new()).unwrap().code
}

#[test]
fn output_and_status() {
    let child = system().start(vec![sh("printf out; printf err >&2; exit 7")]).unwrap();
    assert_eq!(drained(child.as_ref()), (b"out".to_vec(), b"err".to_vec()));
    assert_eq!(exit(child.as_ref()), 7);
}

#[test]
fn a_signal_counts_from_128() {
    let child = system().start(vec![sh("kill -9 $$")]).unwrap();
    assert_eq!(child.wait(&Stop::new()).unwrap(), Exit { code: 137, signal: Some(9) });
}

#[test]
fn bytes_survive_a_chain() {
    let bytes: Vec<u8> = (0..3_000_000_u32).map(|it| (it.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    let cat = || Launch { stdout: Output::Pipe, ..Launch::new("/bin/cat", [""; 0]) };
    let first = Launch { stdin: Input::Bytes(bytes.clone()), ..cat() };
    let child = system().start(vec![first, cat(), cat()]).unwrap();
    assert!(drained(child.as_ref()).0 == bytes);
    assert_eq!(exit(child.as_ref()), 0);
}

#[test]
fn much_in_and_much_out_do_not_wait_for_each_other() {
    let launch = Launch { stdin: Input::Pipe, ..sh("cat; echo done >&2") };
    let child = system().start(vec![launch]).unwrap();
    let (stop, piece) = (Stop::new(), vec![b'x'; 100_000]);
    for _ in 0..50 {
        child.write(&piece, &stop).unwrap();
    }
    child.close_stdin();
    let (out, err) = drained(child.as_ref());
    assert_eq!((out.len(), err), (5_000_000, b"done\n".to_vec()));
}

#[test]
fn one_thread_writes_while_another_reads() {
    let child = system().start(vec![Launch { stdin: Input::Pipe, ..sh("cat") }]).unwrap();
    let reader = {
        let child = child.clone();
        std::thread::spawn(move || drained(child.as_ref()).0)
    };
    for number in 0..200_000 {
        child.write(format!("{number}\n").as_bytes(), &Stop::new()).unwrap();
    }
    child.close_stdin();
    let expected: Vec<String> = (0..200_000).map(|it| format!("{it}\n")).collect();
    assert!(reader.join().unwrap() == expected.concat().into_bytes());
}

#[test]
fn a_program_that_does_not_read_breaks_the_pipe() {
    let child = system().start(vec![Launch { stdin: Input::Pipe, ..sh("exec <&-; sleep 0.1") }]).unwrap();
    let piece = vec![0; 200_000];
    let refused = (0..50).find_map(|_| child.write(&piece, &Stop::new()).err()).unwrap();
    assert_eq!(refused.kind(), io::ErrorKind::BrokenPipe);
}

/// Seconds to sleep that no other run of these tests sleeps, to find the sleepers by.
fn seconds(system: &dyn System, test: u32) -> String {
    format!("9{test}.{}", system.process_id())
}

fn alive(system: &dyn System, word: &str) -> Vec<u32> {
    let mine = |it: &psp_host::ProcessInfo| it.arguments.iter().any(|it| it == word);
    system.processes().unwrap().iter().filter(|it| mine(it)).map(|it| it.id).collect()
}

#[test]
fn a_stop_ends_the_whole_family() {
    let system = system();
    // Grandchildren that ignore the polite signal, one of them in a session of its own.
    let word = seconds(system.as_ref(), 87);
    let script = format!("(trap '' TERM; sleep {word}) & setsid sh -c \"trap '' TERM; sleep {word}\" & wait");
    let child = system.start(vec![Launch { own_group: true, ..sh(&script) }]).unwrap();
    while alive(system.as_ref(), &word).len() < 2 {
        std::thread::sleep(Duration::from_millis(5));
    }
    let stop = Stop::new();
    let _timer = system.after(Duration::from_millis(50), {
        let stop = stop.clone();
        Box::new(move || stop.request())
    });
    assert_eq!(child.read(&stop).unwrap_err().kind(), io::ErrorKind::Interrupted);
    let start = Instant::now();
    child.kill();
    let taken = start.elapsed();
    assert!(taken < Duration::from_millis(300), "{taken:?}");
    std::thread::sleep(Duration::from_millis(20));
    assert_eq!(alive(system.as_ref(), &word), [0; 0]);
    assert!(child.try_wait().unwrap().is_some());
}

#[test]
fn a_family_that_keeps_growing_ends_too() {
    let system = system();
    let word = seconds(system.as_ref(), 86);
    let script = format!("while :; do setsid sh -c 'sleep {word}; :' & sleep 0.002; done");
    let child = system.start(vec![Launch { own_group: false, ..sh(&script) }]).unwrap();
    while alive(system.as_ref(), &word).len() < 5 {
        std::thread::sleep(Duration::from_millis(5));
    }
    drop(child);
    std::thread::sleep(Duration::from_millis(20));
    assert_eq!(alive(system.as_ref(), &word), [0; 0]);
}

#[test]
fn a_stopped_wait_ends_the_child() {
    let child = system().start(vec![Launch { own_group: true, ..sh("sleep 986.1") }]).unwrap();
    let stop = Stop::new();
    stop.request();
    let start = Instant::now();
    assert_eq!(child.wait(&stop).unwrap_err().kind(), io::ErrorKind::Interrupted);
    assert!(start.elapsed() < Duration::from_millis(300));
    assert_eq!(child.try_wait().unwrap(), Some(Exit { code: 143, signal: Some(15) }));
}

#[test]
fn dropping_ends_and_reaps() {
    let system = system();
    let child = system.start(vec![sh("exec sleep 985.1")]).unwrap();
    let id = child.id();
    drop(child);
    assert_eq!(system.process(id).unwrap_err().kind(), io::ErrorKind::NotFound);
}

#[test]
fn detached_children_go_on_and_are_reaped() {
    let system = system();
    let child =
        system.start(vec![Launch { stdout: Output::Null, stderr: Output::Null, ..sh("sleep 0.2") }]).unwrap();
    let id = child.id();
    child.detach();
    drop(child);
    assert!(system.process(id).is_ok());
    assert!(system.wait_process(id, None, &Stop::new()).unwrap());
    assert_eq!(system.process(id).unwrap_err().kind(), io::ErrorKind::NotFound);
}

#[test]
fn either_all_of_a_chain_start_or_none() {
    let system = system();
    let word = seconds(system.as_ref(), 84);
    let chain = vec![sh(&format!("sleep {word}; :")), Launch::new("/nowhere/at/all", [""; 0])];
    assert_eq!(system.start(chain).err().unwrap().kind(), io::ErrorKind::NotFound);
    assert_eq!(alive(system.as_ref(), &word), [0; 0]);
}

#[test]
fn a_script_without_interpreter_is_an_error() {
    let system = system();
    let path = system.temp_directory().join(format!("psp-host-{}-noexec", system.process_id()));
    system.write(&path, b"echo hello\n").unwrap();
    system.set_mode(&path, 0o755).unwrap();
    let launch = Launch { program: path.clone(), directory: Some("/".into()), ..sh("") };
    let error = system.start(vec![launch]).err();
    system.remove_file(&path).unwrap();
    assert_eq!(psp_host::error_text(&error.unwrap()), "Exec format error");
}

#[test]
fn the_environment_is_the_hosts() {
    let system = system();
    system.set_variable("PSP_HOST_TEST", Some("one"));
    assert_eq!(std::env::var_os("PSP_HOST_TEST"), None);
    let changes = vec![("PSP_HOST_MORE".into(), Some("two".into())), ("HOME".into(), None)];
    let launch = Launch {
        environment: changes,
        directory: Some("/usr".into()),
        ..sh("printf '%s %s %s %s' \"$PSP_HOST_TEST\" \"$PSP_HOST_MORE\" \"${HOME-none}\" \"$(pwd)\"")
    };
    let child = system.start(vec![launch]).unwrap();
    assert_eq!(drained(child.as_ref()).0, b"one two none /usr");
}

#[test]
fn programs_are_found_along_the_hosts_path() {
    let system = system();
    assert!(system.find_program("sh").is_some());
    assert_eq!(system.find_program("no-such-program-anywhere"), None);
    system.set_variable("PATH", Some("/nowhere"));
    assert_eq!(system.find_program("sh"), None);
    assert_eq!(system.find_programs("/bin/sh"), ["/bin/sh"].map(std::path::PathBuf::from));
}

#[test]
fn this_process_is_in_the_list() {
    let system = system();
    let me = system.process(system.process_id()).unwrap();
    assert!(system.processes().unwrap().iter().any(|it| it.id == me.id));
    assert!(me.path.is_some() && me.working_set > 0 && me.threads > 0);
    let age = system.now().duration_since(me.started.unwrap()).unwrap_or_default();
    assert!(age < Duration::from_mins(10), "{age:?}");
}

#[test]
fn a_hundred_children_leave_no_descriptor() {
    let system = system();
    let open = || std::fs::read_dir("/proc/self/fd").unwrap().count();
    let run = || {
        let child = system.start(vec![Launch { stdin: Input::Pipe, ..sh("cat") }]).unwrap();
        child.write(b"x", &Stop::new()).unwrap();
        child.close_stdin();
        assert_eq!(drained(child.as_ref()).0, b"x");
        assert_eq!(exit(child.as_ref()), 0);
    };
    (0..100).for_each(|_| run());
    // Other tests of this process run at the same time.
    assert!(open() < 150, "{}", open());
}
