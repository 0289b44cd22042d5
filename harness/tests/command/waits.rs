//! What `wasock trace` tells of a program that waits.

use std::io::Read as _;
use std::process::Stdio;

use super::{Need, REFERENCE, Test, argument, command, place, told};

pub const TESTS: &[Test] = &[
    ("waits_for_the_clock_on_reference", REFERENCE, || {
        waits_for_the_clock("reference", SLEEPS);
    }),
    (
        "waits_for_the_clock_on_wasmer",
        &[Need::Runner("wasmer")],
        || waits_for_the_clock("wasmer", SLEEPS),
    ),
    (
        "waits_for_the_clock_on_wasmtime",
        &[Need::Runner("wasmtime")],
        || waits_for_the_clock("wasmtime", SLEEPS),
    ),
    (
        "trace_shows_output_as_it_comes",
        REFERENCE,
        shows_output_as_it_comes,
    ),
    (
        "waits_for_a_pollable_of_the_clock",
        &[Need::Runner("wasmtime")],
        || waits_for_the_clock("wasmtime", BLOCKS),
    ),
];

/// Prints a word and no newline, and sleeps for an hour.
const SAYS: &str = r#"(module
  (import "wasi_snapshot_preview1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "poll_oneoff" (func $poll_oneoff (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 96) "\80\00\00\00" "\05\00\00\00")
  (data (i32.const 128) "hello")
  (data (i32.const 272) "\01\00\00\00\00\00\00\00" "\00\a0\b8\30\46\03\00\00")
  (func (export "_start")
    (drop (call $fd_write (i32.const 1) (i32.const 96) (i32.const 1) (i32.const 48)))
    (drop (call $poll_oneoff (i32.const 256) (i32.const 512) (i32.const 1) (i32.const 48)))))
"#;

/// Who uses a program on the machine's network sees what it prints when it prints it.
fn shows_output_as_it_comes() {
    std::fs::write(place("says.wat"), SAYS).unwrap();
    let says = argument("says.wat");
    let mut command = command(&["trace", &says, "--runner", "reference", "--shared"]);
    let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
    let mut word = [0; 5];
    let read = child.stdout.as_mut().unwrap().read_exact(&mut word);
    // The program ends with whoever traces it.
    child.kill().unwrap();
    child.wait().unwrap();
    read.unwrap();
    assert_eq!(&word, b"hello");
}

/// Sleeps for 1.5 seconds.
const SLEEPS: &str = r#"(module
  (import "wasi_snapshot_preview1" "poll_oneoff" (func $poll_oneoff (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 272) "\01\00\00\00\00\00\00\00" "\00\2f\68\59\00\00\00\00")
  (func (export "_start")
    (drop (call $poll_oneoff (i32.const 256) (i32.const 512) (i32.const 1) (i32.const 48)))))
"#;

/// The same of WASI 0.2.
const BLOCKS: &str = r#"(module
  (import "cm32p2|wasi:clocks/monotonic-clock@0.2" "subscribe-duration" (func $subscribe (param i64) (result i32)))
  (import "cm32p2|wasi:io/poll@0.2" "[method]pollable.block" (func $block (param i32)))
  (memory (export "cm32p2_memory") 1)
  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32)
    (call $block (call $subscribe (i64.const 1500000000)))
    (i32.const 0)))
"#;

fn waits_for_the_clock(runner: &str, text: &str) {
    let file = format!("waits-on-{runner}-{}.wat", text.len());
    std::fs::write(place(&file), text).unwrap();
    let trace = told(&["trace", &argument(&file), "--runner", runner]);
    let lines: Vec<&str> = trace.lines().collect();
    let waits = lines
        .iter()
        .position(|line| line.contains(" waits for the clock, "));
    let returns = lines
        .iter()
        .position(|line| line.contains("poll") && line.contains(") -> "));
    assert!(waits.is_some(), "{trace}");
    assert!(waits < returns, "{trace}");
    assert_eq!(lines.last(), Some(&"=> completed"), "{trace}");
}
