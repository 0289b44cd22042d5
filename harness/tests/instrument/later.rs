//! Calls that return before they have finished: the guest reports that they have started, and how they went when it is told.

use std::sync::{Arc, Mutex};

use wasock::assemble::assemble;
use wasock::instrument::instrument;
use wasock::interface;

use crate::host::{Guest, SEAL, World, shown};

const TYPES: &str = "wasi:sockets/types@0.3.0";
const READ: &str = "[async-lower][stream-read-0][method]tcp-socket.receive";
const CANCEL: &str = "[stream-cancel-read-0][method]tcp-socket.receive";
const CONNECT: &str = "[async-lower][method]tcp-socket.connect";
const WAIT: &str = "[waitable-set-wait]";
const RUN: &str = "wasi:cli/run@0.3.0#run";

/// A guest that runs `body`. What is waited for is told at 64; what is read goes to 192; the parameters of a connect are at 256.
fn text(body: &str) -> String {
    format!(
        r#"(module
  (import "{TYPES}" "{READ}" (func $read (param i32 i32 i32) (result i32)))
  (import "{TYPES}" "{CANCEL}" (func $cancel (param i32) (result i32)))
  (import "{TYPES}" "{CONNECT}" (func $connect (param i32 i32) (result i32)))
  (import "$root" "{WAIT}" (func $wait (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 256) "\05\00\00\00" "\00\00\00\00" "\1f\1f" "\7f\00\00\01")
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32) (i32.const 2048))
  (func (export "{RUN}") (result i32)
{body}
    (i32.const 0)))
"#
    )
}

/// Runs the traced `body` on a host that answers reads and connects with these numbers, and tells these events one after the other:
/// the kind, the number, what it came to. A read has given `hi`, and a connect was refused. The result is the report, and whether the
/// guest's memory has the size that it asked for.
fn run(body: &str, read: u64, connect: u64, events: &[[u32; 3]]) -> (String, bool) {
    let assembled = assemble(&text(body)).unwrap();
    let traced = instrument(&assembled.module, &assembled.lines, &SEAL).unwrap();
    interface::framed(traced.module.clone()).expect("it fits into a component");
    let output = Arc::new(Mutex::new(Vec::new()));
    let written = output.clone();
    let events = Arc::new(Mutex::new(events.to_vec()));
    let world = World {
        memory: Some("memory".to_owned()),
        ..World::default()
    };
    let world = world
        .answer("get-stdout", |_, _| 7)
        .answer("output-stream_drop", |_, _| 0)
        .answer(
            "[method]output-stream.blocking-write-and-flush",
            move |memory, args| {
                let (start, length, result) =
                    (args[1] as usize, args[2] as usize, args[3] as usize);
                let bytes = &memory[start..start + length];
                written.lock().unwrap().extend_from_slice(bytes);
                memory[result..result + 12].fill(0);
                0
            },
        )
        .answer(READ, move |_, _| read)
        .answer(CONNECT, move |_, _| connect)
        .answer(CANCEL, |_, _| 2)
        .answer(WAIT, move |memory, args| {
            let [kind, number, came_to] = events.lock().unwrap().remove(0);
            memory[192..194].copy_from_slice(b"hi");
            memory[320] = 1;
            memory[324] = 9;
            let at = args[1] as usize;
            memory[at..at + 4].copy_from_slice(&number.to_le_bytes());
            memory[at + 4..at + 8].copy_from_slice(&came_to.to_le_bytes());
            kind.into()
        });
    let mut guest = Guest::traced(traced, world);
    guest.call(RUN, &[]).unwrap();
    let size = guest.memory("memory").len();
    let report = shown(&output.lock().unwrap(), &guest.legend);
    (report, size == 1 << 16)
}

const BLOCKED: u64 = 0xffff_ffff;

#[test]
fn a_read_that_finishes_later_is_reported_with_what_was_read() {
    let body = "    (drop (call $read (i32.const 7) (i32.const 192) (i32.const 2)))
    (drop (call $wait (i32.const 1) (i32.const 64)))";
    let (report, is_as_large) = run(body, BLOCKED, 0, &[[2, 7, 2 << 4]]);
    assert_eq!(
        report,
        format!(
            "\
> L10 {TYPES}.{READ}(7, 192, 2)
< L10 {TYPES}.{READ} #7 = {BLOCKED}
> L11 $root.{WAIT}(1, 64)
< L11 $root.{WAIT} = 2 @64=0700000020000000
~ L10 {TYPES}.{READ} #7 = 32 @192=6869
"
        )
    );
    assert!(is_as_large);
}

#[test]
fn a_call_that_has_finished_is_told_of_once() {
    let body = "    (drop (call $read (i32.const 7) (i32.const 192) (i32.const 2)))
    (drop (call $wait (i32.const 1) (i32.const 64)))";
    let (report, _) = run(body, 2 << 4, 0, &[[2, 7, 2 << 4]]);
    assert!(!report.contains('~'), "{report}");
    assert!(report.contains("= 32 @192="), "{report}");
}

#[test]
fn a_subtask_is_known_by_its_number_and_has_not_finished_when_it_has_started() {
    let body = "    (drop (call $connect (i32.const 256) (i32.const 320)))
    (drop (call $wait (i32.const 1) (i32.const 64)))
    (drop (call $wait (i32.const 1) (i32.const 64)))";
    let (report, _) = run(body, 0, 3 << 4, &[[1, 3, 1], [1, 3, 2]]);
    let later: Vec<&str> = report
        .lines()
        .filter(|line| line.starts_with('~'))
        .collect();
    let [later] = later[..] else {
        panic!("{report}");
    };
    assert!(
        later.starts_with(&format!(
            "~ L10 {TYPES}.{CONNECT} #3 = 2 @320=01000000090000"
        )),
        "{later}"
    );
    assert!(
        report.contains(&format!("< L10 {TYPES}.{CONNECT} #3 = 48\n")),
        "{report}"
    );
}

#[test]
fn two_calls_of_one_function_are_told_apart() {
    let body = "    (drop (call $read (i32.const 7) (i32.const 192) (i32.const 2)))
    (drop (call $read (i32.const 8) (i32.const 200) (i32.const 4)))
    (drop (call $wait (i32.const 1) (i32.const 64)))
    (drop (call $wait (i32.const 1) (i32.const 64)))";
    let (report, _) = run(body, BLOCKED, 0, &[[2, 8, 1], [2, 7, 1]]);
    let later: Vec<&str> = report
        .lines()
        .filter(|line| line.starts_with('~'))
        .collect();
    assert_eq!(
        later,
        [
            format!("~ L11 {TYPES}.{READ} #8 = 1 @200=00000000"),
            format!("~ L10 {TYPES}.{READ} #7 = 1 @192=6869"),
        ]
    );
}

#[test]
fn who_cancels_a_call_is_told_of_it() {
    let body = "    (drop (call $read (i32.const 7) (i32.const 192) (i32.const 2)))
    (drop (call $cancel (i32.const 7)))
    (drop (call $cancel (i32.const 7)))";
    let (report, _) = run(body, BLOCKED, 0, &[]);
    let later: Vec<&str> = report
        .lines()
        .filter(|line| line.starts_with('~'))
        .collect();
    assert_eq!(later, [format!("~ L10 {TYPES}.{READ} #7 = 2 @192=0000")]);
}
