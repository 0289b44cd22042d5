//! Broken programs: each says what trace says of it, and how that leads to the mend.

use std::fs;
use std::path::Path;

use super::{Need, REFERENCE, Test, argument, place, text, told, wasock};

pub const TESTS: &[Test] = &[
    (
        "trace_leads_from_a_broken_program_to_its_mend",
        REFERENCE,
        leads_to_the_mend,
    ),
    (
        "trace_shows_the_states_of_sockets",
        REFERENCE,
        shows_the_states_of_sockets,
    ),
    (
        "trace_tells_of_a_port_that_a_runtime_gives_back_exchanged",
        &[Need::Runner("wasmer")],
        tells_of_a_port_that_is_given_back_exchanged,
    ),
];

fn leads_to_the_mend() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/command/broken");
    let mut programs = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let file = entry.unwrap().path();
        let program = fs::read_to_string(&file).unwrap();
        let says = program
            .lines()
            .find_map(|line| line.strip_prefix(";; trace says: "))
            .unwrap();
        let output = wasock(&[
            "trace",
            &file.display().to_string(),
            "--runner",
            "reference",
        ]);
        let trace = text(&output.stdout) + &text(&output.stderr);
        assert!(trace.contains(says), "{}: {trace}", file.display());
        // What did not come to run is no success.
        let ran = trace.ends_with("=> completed\n");
        assert_eq!(
            output.status.code() == Some(0),
            ran,
            "{}: {trace}",
            file.display()
        );
        programs += 1;
    }
    assert_eq!(programs, 11);
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

fn tells_of_a_port_that_is_given_back_exchanged() {
    let module = r#"(module
  (import "wasix_32v1" "sock_open"       (func $open  (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"       (func $bind  (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_addr_local" (func $local (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\90\1f" "\7f\00\00\01")
  (func (export "_start")
    (drop (call $open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))
    (drop (call $bind (i32.load (i32.const 0)) (i32.const 16)))
    (drop (call $local (i32.load (i32.const 0)) (i32.const 64)))))
"#;
    fs::write(place("exchanged.wat"), module).unwrap();
    let of = |runner| told(&["trace", &argument("exchanged.wat"), "--runner", runner]);
    let hint = "hint: 36895 is 8080 with its two bytes exchanged, and 8080 was bound: the runtime gives ports";
    assert!(of("wasmer").contains(hint), "{}", of("wasmer"));
    assert!(!of("reference").contains("hint"), "{}", of("reference"));
}
