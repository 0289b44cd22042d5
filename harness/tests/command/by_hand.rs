//! Cases that are run by hand: what a traced module prints is judged, from wherever it comes, and what is wrong becomes a report.
//!
//! The runtime is this test, which runs a guest on an embedded one where it is told to.

use std::fs;
use std::process::{Command, Stdio};

use super::runtime::RUNTIME;
use super::{ALL, Need, Test, argument, command, place, refusal, text, told, wasock};

const WASMTIME: &[Need] = &[Need::Runner("wasmtime")];

pub const TESTS: &[Test] = &[
    ("a_log_from_anywhere_is_judged", WASMTIME, is_judged),
    (
        "a_manifest_is_all_that_it_takes_to_judge",
        WASMTIME,
        is_all_that_it_takes,
    ),
    ("what_is_no_log_of_the_case_is_refused", &[], is_refused),
    (
        "a_report_has_all_that_is_to_be_said",
        ALL,
        has_all_that_is_to_be_said,
    ),
];

/// A case, its interface, and whether it is as required where there are no sockets of preview 1.
const CASE: &str = "wasip1/stream/none/shutdown";

/// What the traced module of a file prints.
fn printed(file: &str, interface: &str) -> Vec<u8> {
    let this = std::env::current_exe().unwrap();
    let output = Command::new(this)
        .args([RUNTIME, file, interface])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", text(&output.stderr));
    output.stdout
}

/// What `judge` says of a log on standard input, and the code that it ends with.
fn judged(arguments: &[&str], log: &[u8]) -> (i32, String) {
    use std::io::Write as _;
    let judge = [&["judge"], arguments].concat();
    let mut child = command(&judge)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // One that refuses its arguments reads nothing.
    let _ = child.stdin.take().unwrap().write_all(log);
    let output = child.wait_with_output().unwrap();
    let said = text(&output.stdout) + &text(&output.stderr);
    (output.status.code().unwrap(), said)
}

fn is_judged() {
    let file = argument("judged.wasm");
    told(&["emit", CASE, "--traced", "-o", &file]);
    let log = printed(&file, "wasip1");
    let right =
        format!("L9 sock_shutdown(fd=99, how=rd+wr) -> badf\n=> completed\n\n{CASE}: conforms\n");
    assert_eq!(judged(&[CASE], &log), (0, right.clone()));
    // What it printed besides, and how lines end, says nothing.
    let around = [
        b"starting\r\n",
        &text(&log).replace('\n', "\r\n").into_bytes()[..],
        b"done",
    ]
    .concat();
    assert_eq!(judged(&[CASE, "-"], &around), (0, right));
    // A log that breaks off inside of the call is one of a guest that waited in it, or as it is said.
    let entered = text(&log).find('\n').unwrap() + 1;
    let (code, said) = judged(&[CASE], &log[..entered]);
    assert!(code == 3 && said.contains("=> hung at L9\n"), "{said}");
    assert!(
        said.contains("\n  required  L9 badf\n  because   "),
        "{said}"
    );
    let (code, said) = judged(&[CASE, "--ended", "crashed"], &log[..entered]);
    assert!(code == 3 && said.contains("=> crashed at L9"), "{said}");
    // One that breaks off between calls does not say how its guest ended.
    let whole = text(&log);
    let last = whole.trim_end().rfind('\n').unwrap() + 1;
    let (code, said) = judged(&[CASE], &log[..last]);
    assert!(
        code == 2 && said.contains("the report ends after L9, between calls"),
        "{said}"
    );
    // What another case has printed is no log of this one, however alike they are.
    let (code, said) = judged(&["wasip1/stream/none/recv"], &log);
    assert!(
        code == 2 && said.contains("this is no log of wasip1/stream/none/recv"),
        "{said}"
    );

    let case = "wasip2/stream/unbound/start-listen";
    told(&["emit", case, "--traced", "-o", &file]);
    let (code, said) = judged(&[case], &printed(&file, "wasip2"));
    assert!(
        code == 0 && said.ends_with(&format!("{case}: conforms\n")),
        "{said}"
    );
}

fn is_all_that_it_takes() {
    let folder = place("exported");
    let told = told(&[
        "export",
        &argument("exported"),
        "wasip1/stream/none/",
        "wasix/stream/pending/accept-peer",
    ]);
    let manifest = folder.join("manifest.json").display().to_string();
    assert!(
        told.ends_with(&format!(" cases are in {manifest}\n")),
        "{told}"
    );
    let file = folder.join(format!("{CASE}.traced.wasm"));
    let log = printed(&file.display().to_string(), "wasip1");
    let by_suite = judged(&[CASE], &log);
    assert_eq!(judged(&[CASE, "--manifest", &manifest], &log), by_suite);
    assert_eq!(by_suite.0, 0);
    // Whoever says otherwise in the file is believed.
    let text = fs::read_to_string(&manifest).unwrap();
    fs::write(
        &manifest,
        text.replace("\"answer\":\"badf\"", "\"answer\":\"notsock\""),
    )
    .unwrap();
    let (code, said) = judged(&[CASE, "--manifest", &manifest], &log);
    assert!(
        code == 1 && said.contains("deviates") && said.contains("required  L9 notsock"),
        "{said}"
    );
    let plain = |case: &str| folder.join(format!("{case}.wasm")).is_file();
    let peer = "wasix/stream/pending/accept-peer";
    assert!(plain(peer) && !plain(&format!("{peer}.traced")));
    let (code, said) = judged(&[peer, "--manifest", &manifest], b"");
    assert!(
        code == 2 && said.contains("cannot be tried by hand, since it needs a peer"),
        "{said}"
    );
    let error = refusal(&["export", &argument("exported"), "wasip1/stream/nine/"]);
    assert!(
        error.contains("`wasip1/stream/nine/` selects nothing; near are wasip1/stream/none"),
        "{error}"
    );
}

fn is_refused() {
    for (case, log, why) in [
        (CASE, &b"nothing"[..], "it has no line of a report"),
        (
            CASE,
            b"WASOCK>>abcdefgh\n",
            "it has a line of a report that is not of this case",
        ),
        (
            "wasix/stream/pending/accept-peer",
            b"",
            "since it needs a peer; `cargo run -- run wasix/",
        ),
        (
            "wasip1/stream/none/shutdwn",
            b"",
            "near are wasip1/stream/none/shutdown",
        ),
    ] {
        let (code, said) = judged(&[case], log);
        assert!(code == 2 && said.contains(why), "{case}: {said}");
    }
}

fn has_all_that_is_to_be_said() {
    let case = "wasix/stream/listening/listen";
    let report = told(&["bug", case, "--runner", "wasmer"]);
    for part in [
        "# sock_listen answers notsup (58): wasix/stream/listening/listen\n\nwasmer ",
        "(drop (call $sock_listen (local.get $listener) (i32.const 16)))  ;; notsup (58)\n```\n",
        "| answered | `notsup (58)` |\n| required | `success` |\n| Linux | `success` |\n",
        "> Listen marks a socket as accepting connections",
        "POSIX.1-2024, XSH listen()",
        "`cargo run -- emit wasix/stream/listening/listen -o case.wasm`",
        "(module\n",
    ] {
        assert!(report.contains(part), "{part}\n{report}");
    }
    let right = refusal(&["bug", case, "--runner", "reference"]);
    assert!(right.contains("so there is nothing to report"), "{right}");
    let many = wasock(&["bug", case, "--runner", "wasmer,reference"]);
    assert!(text(&many.stderr).contains("a report is about one runner"));
}
