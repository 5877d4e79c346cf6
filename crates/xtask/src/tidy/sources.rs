//! What sources may not say: who may touch the outside, start threads, or name certain crates.

use super::{Problem, rust::RustFile};

/// Modules of `std` that only the host touches.
const OUTSIDE: [&str; 3] = ["env", "fs", "process"];

/// What opens a connection. The addresses of `std::net` are mere values.
const SOCKETS: [&str; 4] = ["TcpListener", "TcpStream", "ToSocketAddrs", "UdpSocket"];

/// Crates whose job it is to touch the outside.
const TOOLS: [&str; 3] = ["psp-host", "psp-test", "xtask"];

/// Places that may start threads.
const THREADS: [&str; 5] = [
    "crates/psp-host",
    "crates/psp-test",
    "crates/psp-runtime/src/parallel",
    "crates/psp-runtime/src/job",
    "crates/psp-runtime/src/jobs",
];

/// External crates, and the one place that may name each.
const KNOWN_BY_ONE: [(&str, &str); 4] = [
    ("rayon", "crates/psp-runtime/src/parallel"),
    ("miette", "crates/psp-diagnostics"),
    ("chumsky", "crates/psp-parser"),
    ("logos", "crates/psp-lexer"),
];

/// Checks one file.
pub(super) fn check(file: &RustFile) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut report = |place: usize, rule, what: String| {
        problems.push(Problem::new(&file.path, file.line(place), rule, what));
    };
    if !file.text.starts_with("//!") {
        report(0, "header", "starts without a `//!` header that says what the file is".into());
    }
    for word in ["#[allow(", "#![allow("] {
        for (place, _) in file.code.match_indices(word) {
            report(
                place,
                "allow",
                "`#[expect(…, reason = \"…\")]` says when it is not needed any more".into(),
            );
        }
    }
    for word in ["todo!", "unimplemented!"] {
        file.places(word).for_each(|it| report(it, "todo", format!("`{word}` ends the program")));
    }
    if !file.is_product() {
        return problems;
    }
    if !TOOLS.contains(&file.krate()) {
        for (place, name) in file.std_uses() {
            if OUTSIDE.contains(&name) {
                report(place, "outside", format!("`std::{name}` belongs to psp-host: ask its `System`"));
            }
        }
        for name in SOCKETS {
            file.places(name)
                .for_each(|it| report(it, "outside", format!("`{name}`: connections belong to psp-host")));
        }
    }
    if !THREADS.iter().any(|it| file.is_in(it)) {
        for word in ["thread::spawn", "thread::scope", "thread::Builder"] {
            file.places(word).for_each(|it| {
                report(
                    it,
                    "threads",
                    format!("`{word}`: only psp-runtime's parallel and job modules start threads"),
                );
            });
        }
    }
    for (name, place) in KNOWN_BY_ONE {
        if !file.is_in(place) {
            file.places(name).for_each(|it| report(it, "known-by-one", format!("only {place} knows {name}")));
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::{RustFile, check};

    fn rules(path: &str, text: &str) -> Vec<&'static str> {
        check(&RustFile::new(path.into(), format!("//! x\n{text}"))).into_iter().map(|it| it.rule).collect()
    }

    #[test]
    fn only_the_host_touches_the_outside() {
        let text = "use std::{fs, io};\nfn a() { std::process::exit(1) }\n";
        assert_eq!(rules("crates/psp-eval/src/a.rs", text), ["outside", "outside"]);
        assert_eq!(rules("crates/psp-host/src/a.rs", text), [""; 0]);
        assert_eq!(rules("crates/psp-eval/tests/a.rs", text), [""; 0]);
        assert_eq!(
            rules("crates/psp-eval/src/a.rs", "#[cfg(test)]\nmod tests {\n use std::fs;\n}\n"),
            [""; 0]
        );
        let text = "use std::net::{Ipv4Addr, TcpStream};\n";
        assert_eq!(rules("crates/psp-types/src/a.rs", text), ["outside"]);
    }

    #[test]
    fn modules_of_tests_may_do_what_they_like() {
        let mut file = RustFile::new("crates/psp-eval/src/a.rs".into(), "//! x\nuse std::fs;\n".into());
        assert_eq!(check(&file).len(), 1);
        file.is_test = true;
        assert_eq!(check(&file), []);
    }

    #[test]
    fn threads_and_crates_have_their_places() {
        let text = "use rayon::ThreadPool;\nfn a() { std::thread::spawn(b); }\n";
        assert_eq!(rules("crates/psp-runtime/src/parallel/pool.rs", text), [""; 0]);
        assert_eq!(rules("crates/psp-runtime/src/parallel.rs", text), [""; 0]);
        assert_eq!(rules("crates/psp-runtime/src/session.rs", text), ["threads", "known-by-one"]);
        assert_eq!(rules("crates/psp-lexer/src/a.rs", "use logos::Logos;"), [""; 0]);
        assert_eq!(rules("crates/psp-parser/src/a.rs", "use logos::Logos; // chumsky"), ["known-by-one"]);
    }

    #[test]
    fn nothing_is_silenced_or_left_open() {
        let text = "#[allow(dead_code)]\nfn a() { todo!() }\n// todo! and #[allow(x)]\n";
        assert_eq!(rules("crates/psp-eval/src/a.rs", text), ["allow", "todo"]);
        assert_eq!(check(&RustFile::new("crates/a/src/b.rs".into(), "fn a() {}".into()))[0].rule, "header");
    }
}
