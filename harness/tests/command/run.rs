//! `wasock run` and `wasock list`.

use std::io::{BufRead as _, BufReader, Read as _};
use std::process::{Command, Stdio};

use rustix::process::{Pid, Signal, kill_process};
use wasock::recording::FORMAT;

use super::{ALL, Need, REFERENCE, Test, argument, place, refusal, told};

/// A command that there is a recording of.
const COMMAND: &str = "wasmtime@49.0.4";

pub const TESTS: &[Test] = &[
    (
        "a_command_does_what_is_recorded_of_it",
        &[Need::Installed(COMMAND), Need::Network],
        does_what_is_recorded,
    ),
    (
        "list_names_cases_and_runners",
        &[],
        list_names_cases_and_runners,
    ),
    (
        "run_compares_a_row_over_all_interfaces",
        ALL,
        compares_a_row_over_all_interfaces,
    ),
    (
        "run_says_what_it_did_and_ends_with_0",
        REFERENCE,
        says_what_it_did_and_ends_with_0,
    ),
    (
        "what_was_seen_before_ctrl_c_is_reported",
        REFERENCE,
        reports_what_was_seen_before_ctrl_c,
    ),
    (
        "a_runner_with_another_network_is_not_asked_what_needs_a_peer",
        &[Need::Runner("wasmer-loopback")],
        asks_no_peer_of_a_runner_with_another_network,
    ),
    (
        "run_refuses_what_is_not_there_and_ends_with_2",
        REFERENCE,
        refuses_what_is_not_there,
    ),
];

/// Among these cases are some that trap, some that have a peer, and one whose question waits for it.
fn does_what_is_recorded() {
    let folder = argument("command");
    let filters = [
        "wasip1/",
        "wasip2/stream/listening/",
        "wasip2/stream/bound/drop",
    ];
    let options = ["--runner", COMMAND, "--report", &folder];
    told(&[&["run"], &filters[..], &options[..]].concat());
    let recording = std::fs::read_to_string(format!("{folder}/run.json")).unwrap();
    for kind in ["completed", "trapped"] {
        assert!(recording.contains(&format!(r#""kind":"{kind}""#)), "{kind}");
    }
    for kind in ["not-started", "unsupported", "hung", "crashed"] {
        assert!(
            !recording.contains(&format!(r#""kind":"{kind}""#)),
            "{kind}"
        );
    }
}

fn list_names_cases_and_runners() {
    let listed = told(&["list", "seed/"]);
    assert!(listed.contains("seed/as-written  [may]\n"), "{listed}");
    assert!(listed.contains("cases, on these runners:"), "{listed}");
    assert!(!listed.contains("wasix/"), "{listed}");
}

fn compares_a_row_over_all_interfaces() {
    let folder = argument("compared");
    let run = |row: &str| told(&["run", "--compare", row, "--report", &folder]);
    let shown = run("stream/listening/listen");
    let own = run("wasip2/stream/listening/start-listen");
    assert_eq!(own, shown);
    // The recording that it leaves has the row too.
    let recording = format!("{folder}/run.json");
    let row = "stream/listening/listen";
    let replayed = told(&["report", &recording, "--compare", row]);
    let (told, _) = shown.split_once("\nThe matrix of this run").expect(&shown);
    assert_eq!(replayed, told);

    let unknown = refusal(&["run", "--compare", "stream/bond/listen"]);
    assert!(unknown.contains("near are stream/bound/listen"));
}

fn says_what_it_did_and_ends_with_0() {
    let (folder, json) = (argument("said"), argument("said.json"));
    let report = told(&[
        "run",
        "seed/open",
        "--runner",
        "reference",
        "--json",
        &json,
        "--report",
        &folder,
    ]);
    let all_well = "Every trial did what the snapshots hold.";
    assert!(report.contains(all_well), "{report}");
    let document = std::fs::read_to_string(json).unwrap();
    let same = std::fs::read_to_string(place("said").join("run.json")).unwrap();
    assert_eq!(document, same);
    let json: serde_json::Value = serde_json::from_str(&document).unwrap();
    assert_eq!(json["format"], FORMAT);
    assert_eq!(json["began"]["columns"][0]["label"], "reference");
    assert_eq!(json["began"]["cases"][0]["name"], "seed/open");
    let trial = &json["trials"][0];
    assert_eq!(trial["case"], "seed/open");
    let measured = &trial["result"]["measured"];
    assert_eq!(measured["outcome"]["kind"], "completed");
    assert_eq!(measured["snapshot"]["kind"], "same");
    assert_eq!(measured["calls"][0]["answer"], "success");
}

fn reports_what_was_seen_before_ctrl_c() {
    reports_what_was_seen_before(Signal::INT);
    reports_what_was_seen_before(Signal::TERM);
}

fn reports_what_was_seen_before(signal: Signal) {
    let mut run = Command::new(env!("CARGO_BIN_EXE_wasock"))
        .args(["run", "stream/bound/", "--jobs", "2", "--report"])
        .arg(place("interrupted"))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // It says on standard error how far it has come.
    let mut said = BufReader::new(run.stderr.take().unwrap()).lines();
    assert!(said.any(|line| line.unwrap().starts_with("100 of ")));
    kill_process(Pid::from_child(&run), signal).unwrap();
    let mut report = String::new();
    run.stdout
        .take()
        .unwrap()
        .read_to_string(&mut report)
        .unwrap();
    assert_eq!(run.wait().unwrap().code(), Some(130), "{report}");
    let json = std::fs::read_to_string(place("interrupted").join("run.json")).unwrap();
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let seen = json["trials"].as_array().unwrap().len();
    let planned = &json["began"]["planned"];
    assert!(seen >= 100 && json["interrupted"] == true);
    let told = format!("Interrupted: {seen} of {planned} trials were run.");
    assert!(report.contains(&told), "{report}");
}

fn asks_no_peer_of_a_runner_with_another_network() {
    // A run without a folder of its own would replace the matrix of the last one.
    let report = told(&[
        "run",
        "wasix/stream/pending/accept-peer",
        "--runner",
        "wasmer-loopback",
        "--report",
        &argument("other-network"),
    ]);
    let ignored = "Trials ignored: 2, because: needs a ";
    assert!(report.contains(ignored), "{report}");
}

fn refuses_what_is_not_there() {
    let error = refusal(&["run", "--runner", "nonesuch"]);
    let why = "there is no runner `nonesuch`; there are ";
    assert!(error.contains(why), "{error}");
    let error = refusal(&["run", "no/such/case"]);
    let why = "`no/such/case` selects nothing; `cargo run -- list` has all names";
    assert!(error.contains(why), "{error}");
}
