//! What `wasock trace` tells of a program that waits.

use super::{Need, REFERENCE, Test, argument, place, told};

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
        "waits_for_a_pollable_of_the_clock",
        &[Need::Runner("wasmtime")],
        || waits_for_the_clock("wasmtime", BLOCKS),
    ),
];

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
