//! What a recording is asked: one run is recorded, and every report is made from its file.

use std::sync::LazyLock;

use serde_json::Value;
use wasock::recording::FORMAT;

use super::schema::{schema, violation};
use super::{ALL, Need, Test, argument, place, refusal, told};

pub const TESTS: &[Test] = &[
    (
        "a_recording_is_as_its_schema_says",
        ALL,
        is_as_its_schema_says,
    ),
    (
        "a_recorded_run_is_reported_once_more",
        ALL,
        is_reported_once_more,
    ),
    (
        "the_same_answers_make_the_same_recording",
        ALL,
        is_the_same_for_the_same_answers,
    ),
    (
        "a_recording_compares_a_row_over_all_interfaces",
        ALL,
        compares_a_row_over_all_interfaces,
    ),
    (
        "a_recording_counts_what_its_trials_were_seen_asking",
        ALL,
        counts_what_its_trials_were_seen_asking,
    ),
    (
        "a_recording_tells_who_holds_a_claim",
        ALL,
        tells_who_holds_a_claim,
    ),
    (
        "a_recording_tells_what_was_observed",
        ALL,
        tells_what_was_observed,
    ),
    (
        "a_recording_tells_what_policies_forbid",
        ALL,
        tells_what_policies_forbid,
    ),
    (
        "a_recording_is_asked_of_its_own_columns_only",
        ALL,
        is_asked_of_its_own_columns_only,
    ),
    ("a_recording_of_another_format_is_refused", NOTHING, || {
        std::fs::write(place("older.json"), "{\"format\": 2, \"trials\": []}").unwrap();
        for command in ["report", "coverage"] {
            let told = refusal(&[command, &argument("older.json")]);
            let why = format!("has the format 2, and this wasock reads {FORMAT}");
            assert!(told.contains(&why), "{told}");
        }
    }),
];

const NOTHING: &[Need] = &[];

/// What the run is of: a row over two interfaces, two cases where documents contradict each other, and one under a policy.
const FILTERS: [&str; 5] = [
    "bound/listen",
    "bound/start-listen",
    "bound/finish-listen",
    "seed/errno-",
    "deny/wasix/loopback/bind-any-mapped",
];

/// Runs the cases of [`FILTERS`], and answers with what that printed, and the recording's file.
fn run(folder: &str, jobs: &str) -> (String, String) {
    let folder = argument(folder);
    let run = ["run", "--jobs", jobs, "--report", &folder];
    let printed = told(&[&run[..], &FILTERS[..]].concat());
    (printed, format!("{folder}/run.json"))
}

/// The one recorded run.
static RUN: LazyLock<(String, String)> = LazyLock::new(|| run("recorded", "8"));

fn is_as_its_schema_says() {
    let schema = schema();
    let document = std::fs::read_to_string(&RUN.1).unwrap();
    let document: Value = serde_json::from_str(&document).unwrap();
    assert_eq!(violation(&schema, &document), None);
    for (place, wrong) in [
        ("/trials/0/result/measured/verdict", Value::from("deviates")),
        (
            "/trials/0/result/measured/outcome",
            Value::from("completed"),
        ),
        (
            "/trials/0/result/measured/snapshot/kind",
            Value::from("equal"),
        ),
        ("/began/cases/0/level", Value::from("can")),
        ("/trials/0/case", Value::from(1)),
    ] {
        let mut document = document.clone();
        *document
            .pointer_mut(place)
            .unwrap_or_else(|| panic!("no {place}")) = wrong;
        assert!(violation(&schema, &document).is_some(), "{place}");
    }
}

fn is_reported_once_more() {
    let (run, recording) = &*RUN;
    let (printed, _) = run.split_once("\nThe matrix of this run is ").expect(run);
    assert_eq!(told(&["report", recording]), printed);
}

fn is_the_same_for_the_same_answers() {
    let (_, again) = run("recorded-again", "1");
    let [first, again] = [&RUN.1, &again].map(|file| std::fs::read_to_string(file).unwrap());
    assert_eq!(first, again);
}

fn compares_a_row_over_all_interfaces() {
    let shown = told(&["report", &RUN.1, "--compare", "stream/bound/listen"]);
    let place = |part: &str| {
        let place = shown.find(part);
        place.unwrap_or_else(|| panic!("no {part}: {shown}"))
    };
    for pair in ["wasip2", "wasip3", "wasix"].windows(2) {
        let [before, after] = [0, 1].map(|which| format!("\n{}, bound: ", pair[which]));
        assert!(place(&before) < place(&after));
    }
    let line = |case: &str| {
        let mut lines = shown.lines();
        let found = lines.find(|line| line.split_whitespace().next() == Some(case));
        found.unwrap_or_else(|| panic!("no {case}: {shown}"))
    };
    assert!(line("start-listen").ends_with(" ok"), "{shown}");
    let finished = " err(not-in-progress)";
    assert!(line("finish-listen").ends_with(finished), "{shown}");
    let ends: Vec<_> = shown
        .lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>())
        .filter(|words| words.first() == Some(&"listen"))
        .filter_map(|words| words.last().copied())
        .collect();
    assert_eq!(ends, ["ok", "success"], "{shown}");
    // A case that has several questions has an answer to each.
    assert!(line("then").split_whitespace().count() > 1, "{shown}");
    // Below the answers stands what was asked, and the comparison ends as any report does.
    let (row, question) = (place("\nwasix, "), place(" sock_listen(fd=$a, backlog="));
    assert!(shown[row..question].contains("\n  listen "), "{shown}");
    let asked = shown[question..].lines().next().unwrap();
    assert!(asked.ends_with("  required: success"), "{asked}");
    place("\nEvery trial did what the snapshots hold.");

    // Any interface's words name the row, and one of which nothing was recorded is no empty table.
    let own = "wasip2/stream/bound/start-listen";
    assert_eq!(told(&["report", &RUN.1, "--compare", own]), shown);
    let unknown = refusal(&["report", &RUN.1, "--compare", "stream/bond/listen"]);
    assert!(unknown.contains("near are stream/bound/listen"));
    let unasked = refusal(&["report", &RUN.1, "--compare", "stream/open/bind"]);
    assert!(unasked.contains("has no trial of stream/open/bind"));
}

fn counts_what_its_trials_were_seen_asking() {
    let shown = told(&[
        "coverage",
        &RUN.1,
        "--runner",
        "wasmer",
        "--json",
        &argument("coverage.json"),
    ]);
    for part in [
        "wasix/stream on wasmer ",
        " listening ",
        "\nCells reached: ",
        "sock_open is asked of no descriptor",
    ] {
        assert!(shown.contains(part), "{shown}");
    }
    let document = std::fs::read_to_string(place("coverage.json")).unwrap();
    let document: Value = serde_json::from_str(&document).unwrap();
    let grids = document["grids"].as_array().unwrap();
    let [grid] = &grids[..] else {
        panic!("wasmer has trials of one interface: {document}");
    };
    assert_eq!(grid["interface"], "wasix");
    let cells = grid["cells"].as_array().unwrap();
    let cell = |state: &str, operation: &str| {
        let wanted = |cell: &&Value| {
            cell["socket"] == "stream" && cell["state"] == state && cell["operation"] == operation
        };
        cells.iter().find(wanted).unwrap()
    };
    let cases = cell("bound", "listen")["cases"].as_array().unwrap();
    assert!(cases.contains(&"wasix/stream/bound/listen".into()));
    assert_eq!(cell("none", "open")["cases"], serde_json::json!([]));
    assert!(cell("none", "open")["gap"].is_string());

    // Where no runner is named, what the reference does is counted.
    let shown = told(&["coverage", &RUN.1]);
    for part in ["wasix/stream on reference ", "wasip2/stream on reference "] {
        assert!(shown.contains(part), "{shown}");
    }
    assert!(!shown.contains(" on wasmer"), "{shown}");
}

fn tells_who_holds_a_claim() {
    let shown = told(&["coverage", "--claims", &RUN.1]);
    let of = |claim: &str| {
        let at = shown.find(claim).expect(&shown);
        let block = shown[at..].split_once("\n    ").expect(&shown).1;
        let ends = block.find("\n\n").unwrap_or(block.len());
        block[..ends].to_owned()
    };
    let named = of("seed.errno.addrnotavail");
    assert!(named.contains("held by "), "{named}");
    assert!(shown.contains("untested: no case of this run cites it"));
    let contradiction = "\nWhere the documents contradict each other:\n\n  seed/errno-interrupted";
    assert!(shown.contains(contradiction), "{shown}");

    let one = told(&["coverage", "--claims", &RUN.1, "--runner", "reference"]);
    assert!(!one.contains("wasmer"), "{one}");
}

fn tells_what_was_observed() {
    let shown = told(&["coverage", "--observed", &RUN.1]);
    let lines = || {
        shown
            .lines()
            .map(|line| Vec::from_iter(line.split_whitespace()))
    };
    let row = lines().find(|line| line.starts_with(&["addrnotavail", "(4)", "sock_bind"]));
    let row = row.unwrap_or_else(|| panic!("{shown}"));
    assert!(row.last().unwrap().starts_with("seed/"), "{shown}");
    assert!(shown.contains("WASIX on reference "), "{shown}");
    assert!(shown.contains("WASI 0.2 on reference "), "{shown}");
    assert!(
        shown.contains("\nNever ilseq, range:\n  They are "),
        "{shown}"
    );
    let one = told(&["coverage", "--observed", &RUN.1, "--runner", "wasmer"]);
    assert!(
        one.starts_with("WASIX on wasmer ") && !one.contains(" on reference"),
        "{one}"
    );
}

fn tells_what_policies_forbid() {
    let of = |runner| told(&["coverage", "--policies", &RUN.1, "--runner", runner]);
    for runner in ["wasmer", "reference"] {
        let shown = of(runner);
        let lines: Vec<Vec<&str>> = shown
            .lines()
            .map(|line| line.split_whitespace().collect())
            .collect();
        assert_eq!(lines[0], ["wasix", runner], "{shown}");
        assert_eq!(lines[2], ["loopback", "1", "of", "1"], "{shown}");
        assert_eq!(lines[3], ["bind", "no"], "{shown}");
    }
    // The network in memory has no policies.
    assert!(of("wasmer-loopback").contains("\nloopback  -\n  bind    -\n"));
    let none = refusal(&["coverage", "--policies", &RUN.1, "--runner", "wasmtime"]);
    assert!(none.contains("no trial of these runners is under a policy"));
}

fn is_asked_of_its_own_columns_only() {
    for arguments in [&["coverage"][..], &["coverage", "--claims"]] {
        let asked = [arguments, &[&RUN.1, "--runner", "nonesuch"]].concat();
        let why = refusal(&asked);
        let told = "has no trials on `nonesuch`; it has those on wasmer, ";
        assert!(why.contains(told), "{why}");
    }
}
