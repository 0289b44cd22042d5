//! Broken programs: each says what trace says of it, and how that leads to the mend.
//!
//! The second line of a program is a part of what is said. A third one, `;; on: wasmtime`, names the runner where it is not the
//! reference. A program that has the name of a hint is there for that hint.
//!
//! Beside them are correct programs that could be taken for broken ones.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::{Need, REFERENCE, Test, text, told, wasock};

pub const TESTS: &[Test] = &[
    (
        "trace_leads_from_a_broken_program_to_its_mend",
        &[
            Need::Runner("reference"),
            Need::Runner("wasmer"),
            Need::Runner("wasmtime"),
            Need::Network,
        ],
        leads_to_the_mend,
    ),
    (
        "trace_accuses_no_correct_program",
        REFERENCE,
        accuses_no_correct_program,
    ),
    (
        "trace_has_a_program_for_every_hint",
        &[],
        has_a_program_for_every_hint,
    ),
    (
        "trace_shows_the_states_of_sockets",
        REFERENCE,
        shows_the_states_of_sockets,
    ),
];

/// A file of hints, as far as it concerns the programs.
#[derive(Deserialize)]
struct Hints {
    hint: Vec<Hint>,
}

#[derive(Deserialize)]
struct Hint {
    name: String,
    says: String,
}

fn hints() -> Vec<Hint> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("hints.toml");
    let hints: Hints = toml::from_str(&fs::read_to_string(file).unwrap()).unwrap();
    hints.hint
}

impl Hint {
    /// Whether a line of a trace is this hint: it has all that stands between the words in braces, in its order.
    fn is_line(&self, line: &str) -> bool {
        let Some(mut rest) = line.trim().strip_prefix("hint: ") else {
            return false;
        };
        let mut fixed = self.says.split(['{', '}']).step_by(2);
        fixed.all(|part| {
            let found = rest.split_once(part);
            rest = found.map_or(rest, |(_, rest)| rest);
            found.is_some()
        })
    }
}

/// The programs of this folder.
fn programs(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/command")
        .join(folder);
    let files = fs::read_dir(folder).unwrap();
    files.map(|entry| entry.unwrap().path()).collect()
}

fn name(program: &Path) -> String {
    program.file_stem().unwrap().to_string_lossy().into_owned()
}

fn leads_to_the_mend() {
    let hints = hints();
    for file in programs("broken") {
        let program = fs::read_to_string(&file).unwrap();
        let line = |prefix: &str| program.lines().find_map(|line| line.strip_prefix(prefix));
        let says = line(";; trace says: ").unwrap();
        let runner = line(";; on: ").unwrap_or("reference");
        let name = name(&file);
        let file = file.display().to_string();
        let output = wasock(&["trace", &file, "--runner", runner]);
        let trace = text(&output.stdout) + &text(&output.stderr);
        assert!(trace.contains(says), "{name}: {trace}");
        // A hint is where its program is, and there in its own words.
        if let Some(hint) = hints.iter().find(|hint| hint.name == name) {
            assert!(
                trace.lines().any(|line| hint.is_line(line)),
                "{name}: {trace}"
            );
        }
        // What did not come to run, or not to its end, is no success.
        let ran = trace.ends_with("=> completed\n");
        assert_eq!(output.status.code() == Some(0), ran, "{name}: {trace}");
    }
}

/// What they do could be mistaken for a fault, and is none. A line `;; hints: would-wait` names what is said all the same.
fn accuses_no_correct_program() {
    let hints = hints();
    for file in programs("correct") {
        let program = fs::read_to_string(&file).unwrap();
        let mut lines = program.lines();
        let told_of = lines.find_map(|line| line.strip_prefix(";; hints: "));
        let told_of: BTreeSet<&str> =
            told_of.map_or(BTreeSet::new(), |of| of.split(", ").collect());
        let name = name(&file);
        let trace = told(&[
            "trace",
            &file.display().to_string(),
            "--runner",
            "reference",
        ]);
        let said: BTreeSet<&str> = trace
            .lines()
            .filter(|line| line.trim().starts_with("hint: "))
            .map(|line| {
                let hint = hints.iter().find(|hint| hint.is_line(line));
                hint.map_or(line, |hint| hint.name.as_str())
            })
            .collect();
        assert_eq!(said, told_of, "{name}: {trace}");
    }
}

fn has_a_program_for_every_hint() {
    let programs: BTreeSet<String> = programs("broken").iter().map(|file| name(file)).collect();
    let mut names = BTreeSet::new();
    for hint in hints() {
        assert!(
            programs.contains(&hint.name),
            "{} has no program",
            hint.name
        );
        assert!(
            names.insert(hint.name.clone()),
            "{} is there twice",
            hint.name
        );
    }
}

fn shows_the_states_of_sockets() {
    let trace = told(&[
        "trace",
        "wasix/stream/listening/listen",
        "--runner",
        "reference",
        "--states",
    ]);
    let lines: Vec<&str> = trace.lines().map(str::trim).collect();
    let states: Vec<&str> = lines
        .iter()
        .filter(|line| line.starts_with("fd "))
        .copied()
        .collect();
    assert_eq!(
        states,
        [
            "fd 4: open (stream)",
            "fd 4: bound (stream)",
            "fd 4: listening (stream)",
            "fd 4: listening (stream)"
        ],
        "{trace}"
    );
    let closes = "wasix/stream/closed/shutdown";
    let trace = told(&["trace", closes, "--runner", "reference", "--states"]);
    assert!(
        trace.contains("\n    fd 4: closed\n") || trace.contains("\n    fd 4: closed"),
        "{trace}"
    );
}
