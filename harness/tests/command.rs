//! The commands, as a person types them.

use std::io::{BufRead as _, BufReader, Read as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use rustix::process::{Pid, Signal, kill_process};

use wasock::column::{self, Column};
use wasock::snapshot::ORACLE;

fn wasock(arguments: &[&str]) -> Output {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    Command::new(env!("CARGO_BIN_EXE_wasock"))
        .args(arguments)
        .current_dir(root)
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The label of the first column of this build that is like this.
fn column(is_wanted: impl Fn(&Column) -> bool) -> Option<String> {
    let found = column::embedded().into_iter().find(is_wanted);
    found.map(|column| column.label)
}

/// The first runner of this build; without one there is nothing to run.
fn runner() -> Option<String> {
    column(|_| true)
}

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

#[test]
fn help_teaches() {
    let output = wasock(&["--help"]);
    let help = text(&output.stdout);
    assert!(output.status.success());
    for part in [
        "wasock trace server.wat",
        "wasock new wasix/",
        "Exit codes:",
        "strace for a guest",
    ] {
        assert!(help.contains(part), "{help}");
    }
}

#[test]
fn list_names_cases_and_runners() {
    let output = wasock(&["list", "seed/"]);
    let listed = text(&output.stdout);
    assert!(listed.contains("seed/as-written  [may]\n"), "{listed}");
    assert!(listed.contains("cases, on these runners:"), "{listed}");
    assert!(!listed.contains("wasix/"), "{listed}");
}

#[test]
fn trace_explains_the_faulty_program_of_the_seed() {
    let Some(runner) = runner() else { return };
    let output = wasock(&["trace", "cases/seed/as-written.wat", "--runner", &runner]);
    let trace = text(&output.stdout);
    let bind = trace.lines().position(|line| {
        line.starts_with("L17 sock_bind(") && line.ends_with("-> addrnotavail (4)")
    });
    let hints: Vec<&str> = trace
        .lines()
        .skip(bind.expect(&trace) + 1)
        .take(3)
        .collect();
    assert!(
        hints
            .iter()
            .any(|hint| hint.contains("EINTR is 4 in POSIX only, here intr is 27")),
        "{trace}"
    );
    assert!(trace.contains("family 2 is INET6 here"), "{trace}");
    assert!(output.status.success());
}

#[test]
fn trace_ends_a_program_that_waits_for_what_cannot_come() {
    let Some(runner) = runner() else { return };
    let output = wasock(&[
        "trace",
        "cases/wasix/stream/listening/accept.wat",
        "--runner",
        &runner,
    ]);
    let trace = text(&output.stdout);
    assert!(trace.contains("-> ?\n=> hung at L18"), "{trace}");
}

#[test]
fn trace_shows_where_a_program_is_no_module() {
    if runner().is_none() {
        return;
    }
    let broken = file("broken.wat");
    std::fs::write(&broken, "(module\n  (func (call $nothing)))\n").unwrap();
    let output = wasock(&["trace", broken.to_str().unwrap()]);
    let error = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2));
    assert!(error.contains("broken.wat:2:15"), "{error}");
}

#[test]
fn emit_writes_what_a_runtime_gets() {
    let (plain, traced) = (file("plain.wasm"), file("traced.wasm"));
    assert!(
        wasock(&["emit", "seed/as-written", "-o", plain.to_str().unwrap()])
            .status
            .success()
    );
    assert!(
        wasock(&[
            "emit",
            "cases/seed/as-written.wat",
            "--traced",
            "-o",
            traced.to_str().unwrap()
        ])
        .status
        .success()
    );
    let (plain, traced) = (
        std::fs::read(plain).unwrap(),
        std::fs::read(traced).unwrap(),
    );
    let writes = |module: &[u8]| module.windows(8).any(|window| window == b"fd_write");
    assert!(
        plain.starts_with(b"\0asm") && !writes(&plain),
        "the case itself prints nothing"
    );
    assert!(
        traced.starts_with(b"\0asm") && writes(&traced),
        "the traced module reports its calls"
    );
}

#[test]
fn run_compares_a_row_over_all_interfaces() {
    if column::embedded().len() < 4 {
        return;
    }
    let folder = file("compared");
    let run = |row: &str| {
        wasock(&[
            "run",
            "--compare",
            row,
            "--report",
            folder.to_str().unwrap(),
        ])
    };
    let output = run("stream/bound/listen");
    let shown = text(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{shown}");
    let place = |part: &str| {
        shown
            .find(part)
            .unwrap_or_else(|| panic!("no {part}: {shown}"))
    };
    assert!(place("\nwasip2, bound: ") < place("\nwasix, bound: "));
    let line = |case: &str| {
        let mut lines = shown.lines();
        let found = lines.find(|line| line.split_whitespace().next() == Some(case));
        found.unwrap_or_else(|| panic!("no {case}: {shown}"))
    };
    assert!(line("start-listen").ends_with(" ok"), "{shown}");
    assert!(
        line("finish-listen").ends_with(" err(not-in-progress)"),
        "{shown}"
    );
    assert!(line("listen").ends_with(" success"), "{shown}");
    // A case that has several questions has an answer to each.
    assert!(line("then").split_whitespace().count() > 1, "{shown}");
    // Below the answers stands what was asked, and the run ends as any other does.
    let (answers, question) = (place("\n  listen "), place(" sock_listen(fd=$a, backlog="));
    assert!(answers < question, "{shown}");
    assert!(
        shown[question..]
            .lines()
            .next()
            .unwrap()
            .ends_with("  required: success")
    );
    place("\nEvery trial did what the snapshots hold.");

    let own = run("wasip2/stream/bound/start-listen");
    assert_eq!(text(&own.stdout), shown);
    let unknown = run("stream/bond/listen");
    assert_eq!(unknown.status.code(), Some(2));
    assert!(text(&unknown.stderr).contains("near are stream/bound/listen"));
}

#[test]
fn run_says_what_it_did_and_ends_with_0() {
    let Some(runner) = runner() else { return };
    let (folder, json) = (file("said"), file("said.json"));
    let output = wasock(&[
        "run",
        "seed/open",
        "--runner",
        &runner,
        "--json",
        json.to_str().unwrap(),
        "--report",
        folder.to_str().unwrap(),
    ]);
    let report = text(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{report}");
    assert!(
        report.contains("Every trial did what the snapshots hold."),
        "{report}"
    );
    let document = std::fs::read_to_string(json).unwrap();
    let same = std::fs::read_to_string(folder.join("run.json")).unwrap();
    assert_eq!(document, same);
    let json: serde_json::Value = serde_json::from_str(&document).unwrap();
    assert_eq!(json["format"], 2);
    assert_eq!(json["runners"][0]["name"], *runner);
    assert_eq!(json["cases"][0]["name"], "seed/open");
    assert_eq!(json["trials"][0]["case"], "seed/open");
    assert_eq!(json["trials"][0]["recorded"], "same");
    assert_eq!(json["trials"][0]["calls"][0]["answer"], "success");
}

#[test]
fn a_recorded_run_is_reported_once_more() {
    if runner().is_none() {
        return;
    }
    let folder = file("replayed");
    let folder = folder.to_str().unwrap();
    let run = wasock(&["run", "stream/bound/", "--report", folder]);
    let (run, recording) = (text(&run.stdout), format!("{folder}/run.json"));
    let replayed = wasock(&["report", &recording]);
    assert!(replayed.status.success(), "{}", text(&replayed.stderr));
    let (told, _) = run.split_once("\nThe matrix of this run is ").expect(&run);
    assert_eq!(text(&replayed.stdout), told);

    let older = file("older.json");
    std::fs::write(&older, "{\"format\": 1, \"trials\": []}").unwrap();
    let refused = wasock(&["report", older.to_str().unwrap()]);
    assert_eq!(refused.status.code(), Some(2));
    let told = text(&refused.stderr);
    assert!(
        told.contains("has the format 1, and this wasock reads 2"),
        "{told}"
    );
}

#[test]
fn the_same_answers_make_the_same_recording() {
    if runner().is_none() {
        return;
    }
    let recordings = ["first", "second"].map(|name| {
        let folder = file(name);
        let jobs = if name == "first" { "1" } else { "7" };
        let folder_arg = folder.to_str().unwrap();
        wasock(&[
            "run",
            "stream/open/",
            "--jobs",
            jobs,
            "--report",
            folder_arg,
        ]);
        std::fs::read_to_string(folder.join("run.json")).unwrap()
    });
    assert_eq!(recordings[0], recordings[1]);
}

#[test]
fn what_was_seen_before_ctrl_c_is_reported() {
    if runner().is_none() {
        return;
    }
    let folder = file("interrupted");
    let mut run = Command::new(env!("CARGO_BIN_EXE_wasock"))
        .args(["run", "wasix/", "--jobs", "2", "--report"])
        .arg(&folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // It says on standard error how far it has come.
    let mut said = BufReader::new(run.stderr.take().unwrap()).lines();
    assert!(said.any(|line| line.unwrap().starts_with("100 of ")));
    kill_process(Pid::from_child(&run), Signal::INT).unwrap();
    let mut report = String::new();
    run.stdout
        .take()
        .unwrap()
        .read_to_string(&mut report)
        .unwrap();
    assert_eq!(run.wait().unwrap().code(), Some(130), "{report}");
    let json = std::fs::read_to_string(folder.join("run.json")).unwrap();
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let (seen, planned) = (json["trials"].as_array().unwrap().len(), &json["planned"]);
    assert!(seen >= 100 && json["interrupted"] == true);
    let told = format!("Interrupted: {seen} of {planned} trials were run.");
    assert!(report.contains(&told), "{report}");
}

#[test]
fn wrong_usage_is_told_and_ends_with_2() {
    for (arguments, told) in [
        (
            vec!["run", "--runner", "nonesuch"],
            "there is no runner `nonesuch`; there are ",
        ),
        (
            vec!["run", "no/such/case"],
            "no trial has a name that contains no/such/case",
        ),
        (
            vec!["trace", "no-such-file.wat"],
            "there is neither a file nor a case no-such-file.wat",
        ),
        (
            vec!["emit", "no/such/case", "-o", "x.wasm"],
            "there is neither a file nor a case no/such/case",
        ),
    ] {
        if runner().is_none() && arguments[0] != "emit" {
            continue;
        }
        let output = wasock(&arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(
            text(&output.stderr).contains(told),
            "{}",
            text(&output.stderr)
        );
    }
}

#[test]
fn new_refuses_what_is_no_new_case_and_ends_with_2() {
    for (cell, told) in [
        (
            "wasix/stream/pending/accept",
            "cases/wasix/stream/pending/accept.wat is there already; add what is special about this one to the name: \
             `wasix/stream/pending/accept-<what>`",
        ),
        (
            "stream/pending/accept.wat",
            "cases/wasix/stream/pending/accept.wat is there already",
        ),
        (
            "wasx/stream/open/bind",
            "unknown api `wasx`, `wasix` may be meant; there are ",
        ),
        (
            "wasix/steam/open/bind",
            "unknown socket `steam`, `stream` may be meant; there are stream",
        ),
        (
            "wasix/stream/pendng/accept",
            "unknown state `pendng`, `pending` may be meant; there are none, closed, open, ",
        ),
        (
            "wasix/stream/pending/acept-two",
            "unknown operation `acept-two`, `accept` may be meant; there are open, bind, listen, ",
        ),
        (
            "wasix/stream/pending/fly",
            "unknown operation `fly`; there are open, bind, listen, ",
        ),
        (
            "wasix/stream/pending/accept-Two",
            "`accept-Two` has a suffix with other characters; ",
        ),
        (
            "wasix/stream/none/open",
            "wasix/stream/none/open is a gap of the grid: sock_open is asked of no descriptor",
        ),
        (
            "wasip2/stream/bound/accept-new",
            "there are no skeletons for ",
        ),
        (
            "accept",
            "`accept` is no cell; write <api>/<socket>/<state>/<operation>",
        ),
    ] {
        let output = wasock(&["new", cell]);
        let error = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{cell}: {error}");
        assert!(error.contains(told), "{cell}: {error}");
        assert!(output.stdout.is_empty(), "{cell}");
    }
}

#[test]
fn coverage_counts_what_trials_were_seen_asking() {
    let Some(runner) = runner() else { return };
    let json = file("coverage.json");
    let output = wasock(&[
        "coverage",
        "--runner",
        &runner,
        "--json",
        json.to_str().unwrap(),
    ]);
    let shown = text(&output.stdout);
    assert!(output.status.success(), "{shown}");
    for part in [
        &format!("wasix/stream on {runner} "),
        "\nlistening ",
        "\nCells reached: ",
        "sock_open is asked of no descriptor",
    ] {
        assert!(shown.contains(part), "{shown}");
    }
    let document: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(json).unwrap()).unwrap();
    let mut grids = document["grids"].as_array().unwrap().iter();
    let grid = grids.find(|grid| grid["api"] == "wasix").unwrap();
    let cells = grid["cells"].as_array().unwrap();
    let cell = |state: &str, operation: &str| {
        let wanted =
            |cell: &&serde_json::Value| cell["state"] == state && cell["operation"] == operation;
        cells.iter().find(wanted).unwrap().clone()
    };
    let cases = cell("none", "bind")["cases"].clone();
    assert!(
        cases
            .as_array()
            .unwrap()
            .contains(&"wasix/stream/none/bind".into())
    );
    assert_eq!(cell("none", "open")["cases"], serde_json::json!([]));
    assert!(cell("none", "open")["gap"].is_string());
}

#[test]
fn coverage_tells_who_holds_a_claim() {
    let Some(runner) = runner() else { return };
    let output = wasock(&["coverage", "--claims", "--runner", &runner]);
    let shown = text(&output.stdout);
    let claim = shown.find("wasix.sock_open.lowest  [must]").expect(&shown);
    assert!(
        shown[claim..].contains(&format!("held by          {runner}\n")),
        "{shown}"
    );
    assert!(shown.contains("untested: no case cites it"), "{shown}");
    assert!(output.status.success());
}

/// A case with a peer.
const WITH_PEER: &str = "wasix/stream/pending/accept-peer";

#[test]
fn trace_shows_the_steps_of_a_peer_at_their_lines() {
    let file = format!("cases/{WITH_PEER}.wat");
    if column(|column| column.label == ORACLE).is_none() {
        return;
    }
    // On a network that others use it is not done, and where no other can be had neither.
    let refusal = "the program has a peer, which needs a network of its own";
    let output = wasock(&["trace", &file, "--runner", ORACLE, "--shared"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains(refusal), "{output:?}");
    let output = wasock(&["trace", &file, "--runner", ORACLE]);
    if text(&output.stderr).contains(refusal) {
        return;
    }
    let trace = text(&output.stdout);
    let step = "peer.connect(addr=127.0.0.1:7967) -> success\n";
    let at = trace.find(step).expect(&trace);
    assert!(
        trace[at..].contains(" sock_accept_v2(fd=4, flags=none) -> success fd=5"),
        "{trace}"
    );
}

#[test]
fn the_steps_of_a_peer_are_no_part_of_the_module_that_is_written() {
    let plain = file("with-peer.wasm");
    let output = wasock(&["emit", WITH_PEER, "-o", plain.to_str().unwrap()]);
    assert!(output.status.success(), "{output:?}");
    let module = std::fs::read(&plain).unwrap();
    let text = String::from_utf8_lossy(&module);
    assert!(text.contains("sock_accept_v2") && !text.contains("fd_read"));
}

#[test]
fn a_runner_with_another_network_is_not_asked_what_needs_a_peer() {
    let Some(other) = column(|column| !column.runner.capabilities().host_sockets) else {
        return;
    };
    // A run without a folder of its own would replace the matrix of the last one.
    let folder = file("other-network");
    let report = ["--report", folder.to_str().unwrap()];
    let output = wasock(&[["run", WITH_PEER, "--runner", &other].as_slice(), &report].concat());
    let report = text(&output.stdout);
    assert!(
        report.contains("Trials ignored: 1, because: needs a "),
        "{report}"
    );
    assert!(output.status.success());
}
