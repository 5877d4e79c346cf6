//! `cargo xtask conformance`: runs the recorded cases and says what agrees.

use crate::{Arguments, Failure};
use psp_test::{
    End, Engine,
    conformance::{Verdict, cases, run_all},
    ratchet::Ratchet,
};
use std::{collections::BTreeMap, path::Path};

/// Cases run side by side.
const THREADS: usize = 2;

#[derive(Default)]
struct Area {
    passed: usize,
    total: usize,
    lines: (usize, usize),
}

#[derive(Default)]
struct Totals {
    areas: BTreeMap<String, Area>,
    crashed: Vec<String>,
    late: Vec<String>,
    newly: Vec<String>,
    broken: Vec<String>,
}

struct Options {
    diff: bool,
    list: bool,
}

/// Runs the task; false when a case of the ratchet does not pass.
pub(crate) fn run(root: &Path, words: &[String]) -> Result<bool, Failure> {
    let mut arguments = Arguments::new(words);
    let options = Options { diff: arguments.switch("--diff"), list: arguments.switch("--list") };
    let update = arguments.switch("--update");
    let engine = Engine::new(arguments.engine(root)?);
    let root = root.join("conformance");
    let cases = cases(&root, &arguments.rest()?)?;
    let mut ratchet = Ratchet::load(&root.join("passing.txt"))?;
    let mut totals = Totals::default();
    run_all(&engine, &cases, THREADS, |verdict| {
        print(&verdict, &options, &ratchet);
        totals.count(&verdict, &ratchet);
    })?;
    totals.print();
    if update {
        println!("{} added to passing.txt", totals.newly.len());
        ratchet.add(std::mem::take(&mut totals.newly))?;
    }
    Ok(totals.broken.is_empty())
}

fn print(verdict: &Verdict, options: &Options, ratchet: &Ratchet) {
    let name = &verdict.case.name;
    let passed = verdict.passed();
    if options.list || !passed || verdict.case.is_table() {
        let lines = match verdict.agreement() {
            (agree, total) if verdict.case.is_table() => format!("  ({agree} of {total} lines agree)"),
            _ => String::new(),
        };
        let word = match passed {
            true if ratchet.holds(name) => "ok    ",
            true => "NEW   ",
            false if ratchet.holds(name) => "BROKEN",
            false => "FAIL  ",
        };
        println!("{word} {name}{lines}");
    }
    if options.diff && !passed {
        print!("{}", verdict.diff());
    }
}

impl Totals {
    fn count(&mut self, verdict: &Verdict, ratchet: &Ratchet) {
        let name = &verdict.case.name;
        let area = self.areas.entry(verdict.case.area().to_owned()).or_default();
        area.total += 1;
        area.passed += usize::from(verdict.passed());
        if verdict.case.is_table() {
            let (agree, total) = verdict.agreement();
            area.lines = (area.lines.0 + agree, area.lines.1 + total);
        }
        match (verdict.passed(), ratchet.holds(name)) {
            (true, false) => self.newly.push(name.clone()),
            (false, true) => self.broken.push(name.clone()),
            _ => {}
        }
        if verdict.got.crashed() {
            self.crashed.push(name.clone());
        }
        if verdict.got.end == End::Timeout {
            self.late.push(name.clone());
        }
    }

    fn print(&self) {
        let (mut passed, mut total) = (0, 0);
        for (name, area) in &self.areas {
            let lines = match area.lines {
                (_, 0) => String::new(),
                (agree, lines) => format!("   {agree} of {lines} lines"),
            };
            println!("{name:24} {:4} of {:4}{lines}", area.passed, area.total);
            passed += area.passed;
            total += area.total;
        }
        println!("{} crashed {:?}", self.crashed.len(), self.crashed);
        println!("{} timed out {:?}", self.late.len(), self.late);
        println!("{} passed before {:?}", self.broken.len(), self.broken);
        println!("{} pass newly", self.newly.len());
        println!("{passed} passed, {} failed", total - passed);
    }
}
