//! The runners against an engine that is a shell script: what they give it, and what they make of it.

#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use psp_test::{
    End, Engine,
    cases::{Update, run_all},
    conformance,
    ratchet::Ratchet,
};
use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    time::Duration,
};

/// A directory with an engine that runs shell scripts.
struct Place(PathBuf);

impl Place {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("psp-test-{name}-{}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        let place = Self(path);
        place.file("engine", "#!/bin/sh\nshift\nexec sh \"$@\"\n");
        fs::set_permissions(place.0.join("engine"), fs::Permissions::from_mode(0o755)).unwrap();
        place
    }

    fn file(&self, name: &str, text: &str) {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn engine(&self) -> Engine {
        Engine::new(self.0.join("engine")).with_limit(Duration::from_millis(700))
    }

    fn verdicts(&self, patterns: &[&str]) -> Vec<conformance::Verdict> {
        let patterns: Vec<String> = patterns.iter().map(|&it| it.to_owned()).collect();
        let cases = conformance::cases(&self.0.join("cases"), &patterns).unwrap();
        let mut verdicts = Vec::new();
        conformance::run_all(&self.engine(), &cases, 2, |it| verdicts.push(it)).unwrap();
        verdicts
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).unwrap();
    }
}

#[test]
fn recorded_cases() {
    let place = Place::new("conformance");
    let cases = [
        ("a/cwd", "echo $PWD $HOME; cat sub/f; cat", "{cwd} /tmp/psp/home\nfile\nin"),
        ("a/fails", "echo x; exit 4", "y\n"),
        ("a/args", "", "one args.ps1\n"),
        ("b/slow", "sleep 30", ""),
        ("b/crash", "kill -SEGV $$", ""),
        ("tables/t", "printf 'b\\na\\nx\\n'", "a\nb\nb\nc\n"),
    ];
    for (name, script, stdout) in cases {
        place.file(&format!("cases/{name}.ps1"), script);
        place.file(&format!("cases/{name}.stdout"), stdout);
    }
    place.file("cases/a/cwd.d/sub/f", "file\n");
    place.file("cases/a/cwd.stdin", "in");
    place.file("cases/a/fails.exit", "4\n");
    place.file("cases/a/args.args", "x\n-c\necho $0 $1\none\n{script}\n");
    let verdicts = place.verdicts(&[]);
    let names: Vec<(&str, bool)> = verdicts.iter().map(|it| (it.case.name.as_str(), it.passed())).collect();
    let expected = [
        ("a/args", true),
        ("a/cwd", true),
        ("a/fails", false),
        ("b/crash", false),
        ("b/slow", false),
        ("tables/t", false),
    ];
    assert_eq!(names, expected, "{}", verdicts.iter().map(conformance::Verdict::diff).collect::<String>());
    assert!(verdicts[2].diff().contains("-y\n+x\n"), "{}", verdicts[2].diff());
    assert!(verdicts[3].got.crashed());
    assert_eq!(verdicts[4].got.end, End::Timeout);
    assert_eq!(verdicts[5].agreement(), (2, 4));
    assert_eq!(place.verdicts(&["b", "cwd"]).len(), 3);
    assert_eq!(place.verdicts(&["a/f"]).len(), 1);
}

#[test]
fn markdown_cases() {
    let place = Place::new("markdown");
    let fence = |word: &str, text: &str| format!("```{word}\n{text}\n```\n");
    let program = |name: &str, text: &str| format!("# {name}\n{}", fence("powershell", text));
    let right = program("right", "echo 1; exit 2") + &fence("output", "1") + &fence("exit", "2");
    let wrong = program("wrong", "echo 1") + &fence("output", "2");
    place.file("md/x.md", &(right.clone() + &wrong + &program("open", "echo 3; echo 4 >&2")));
    let run = |update| run_all(&place.engine(), &place.0.join("md"), "", update).unwrap();
    let report = run(Update::Never);
    assert_eq!((report.passed, report.failures.len()), (1, 2), "{report:?}");
    assert!(report.failures[0].starts_with("x.md:12: wrong\n"), "{report:?}");
    let report = run(Update::Missing);
    assert_eq!((report.written, report.failures.len()), (1, 1), "{report:?}");
    assert_eq!(run(Update::All).written, 1);
    assert_eq!(run(Update::Never).passed, 3);
    let written = fs::read_to_string(place.0.join("md/x.md")).unwrap();
    let open = program("open", "echo 3; echo 4 >&2") + &fence("output", "3") + &fence("stderr", "4");
    let expected = right + &program("wrong", "echo 1") + &fence("output", "1") + &open;
    assert_eq!(written, expected);
}

#[test]
fn the_ratchet_only_grows() {
    let place = Place::new("ratchet");
    let path = place.0.join("passing.txt");
    let mut ratchet = Ratchet::load(Path::new(&path)).unwrap();
    assert!(ratchet.is_empty());
    ratchet.add(["b/x".to_owned(), "a/y".to_owned()]).unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "a/y\nb/x\n");
    let ratchet = Ratchet::load(&path).unwrap();
    assert!(ratchet.holds("a/y") && !ratchet.holds("a/x"));
    assert_eq!(ratchet.unknown(&["a/y".to_owned()].into()), ["b/x"]);
}
