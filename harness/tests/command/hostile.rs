//! What hostile guests end as: the table in the documentation of runners, held by running the guests.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::{Need, Test, text, wasock};

pub const TESTS: &[Test] = &[
    (
        "hostile_guests_end_as_the_table_says",
        &[
            Need::Runner("wasmer"),
            Need::Runner("wasmtime"),
            Need::Runner("reference"),
            // They are meant for a network of their own. None reaches for addresses elsewhere: a command that gets no such
            // network says so and goes on without. What does reach for them is run with its world given.
            Need::Network,
        ],
        end_as_the_table_says,
    ),
    ("hostile_guests_are_in_the_table", &[], are_in_the_table),
];

/// Where the guests are that the table names by their file.
const GUESTS: &str = "harness/tests/command/hostile";

/// A row of the table: who does it, where, how that ends, and what shows it.
struct Row {
    runners: Vec<String>,
    ends: String,
    shown: String,
}

fn read(file: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    fs::read_to_string(root.join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// The rows below the head of the table.
fn table() -> Vec<Row> {
    let document = read("runners/README.md");
    let (_, table) = document
        .split_once("| a guest | on | ends as | shown by |\n|---|---|---|---|\n")
        .expect("the table has this head");
    let rows = table.lines().take_while(|line| line.starts_with('|'));
    let rows = rows.map(|line| {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [_, runners, ends, shown] = cells[..] else {
            panic!("{line}");
        };
        // The text of a link, and the place that it leads to.
        let (_, link) = shown.split_once("](../").expect(line);
        Row {
            runners: runners.split(", ").map(str::to_owned).collect(),
            ends: ends.trim_matches('`').to_owned(),
            shown: link.trim_end_matches(')').to_owned(),
        }
    });
    rows.collect()
}

/// Whether `told`, the last line of a trace or why there is none, is of this ending; the runtime's own words may follow it.
fn is(told: &str, ends: &str) -> bool {
    told.strip_prefix(ends)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(": ") || rest.starts_with(" ("))
}

fn end_as_the_table_says() {
    for Row {
        runners,
        ends,
        shown,
    } in table()
    {
        if !shown.starts_with(GUESTS) {
            continue;
        }
        for runner in runners {
            let output = wasock(&["trace", &shown, "--runner", &runner]);
            let (trace, error) = (text(&output.stdout), text(&output.stderr));
            let told = match trace.lines().last() {
                Some(last) => last.trim_start_matches("=> "),
                None => error.trim_start_matches(&format!("error: {shown} ")),
            };
            assert!(
                is(told, &ends),
                "{shown} on {runner}, not {ends}: {trace}{error}"
            );
        }
    }
}

fn are_in_the_table() {
    let mut guests = BTreeSet::new();
    for Row { ends, shown, .. } in table() {
        if shown.starts_with("cases/self/") {
            let outcome = format!("\n;;! outcome = \"{ends}\"\n");
            assert!(read(&shown).contains(&outcome), "{shown}: {ends}");
        } else if let Some((file, test)) = shown.split_once('#') {
            assert!(read(file).contains(&format!("\nfn {test}() {{")), "{shown}");
        } else {
            guests.insert(shown);
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let files = fs::read_dir(root.join(GUESTS)).unwrap().map(|entry| {
        let name = entry.unwrap().file_name();
        format!("{GUESTS}/{}", name.to_string_lossy())
    });
    assert_eq!(guests, files.collect());
}
