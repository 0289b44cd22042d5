//! Guests of WASIX on a real runtime: threads that report, and guests that would rather report something else.

use std::fmt::Write as _;

use libtest_mimic::{Completion, Trial};
use wasock::assemble::assemble;
use wasock::column::{self, Column};
use wasock::instrument::instrument;
use wasock::measure::outcome;
use wasock::outcome::Outcome;
use wasock::process::{Job, Limits};
use wasock::trace::{Call, Trace};
use wasock::world::probe;

use super::{AMPLE, Ran, Test, run_job, sealed::SEAL};
use wasock::record::Item;

const TESTS: [Test; 5] = [
    (
        "wasix/threads_report_whole_records",
        threads_report_whole_records,
    ),
    ("wasix/many_threads_report", many_threads_report),
    (
        "wasix/a_thread_may_be_in_a_call_at_the_end",
        a_thread_may_be_in_a_call_at_the_end,
    ),
    (
        "wasix/a_thread_cannot_alter_what_another_reports",
        a_thread_cannot_alter_what_another_reports,
    ),
    ("wasix/a_report_cannot_be_forged", a_report_cannot_be_forged),
];

/// The column of this build whose runtime has threads.
pub fn column() -> Option<Column> {
    let mut columns = column::embedded().into_iter();
    columns.find(|column| column.label == "wasmer")
}

/// Limits that leave a guest all its time to make calls.
const LIMITS: Limits = Limits {
    report: u64::MAX,
    ..AMPLE
};

/// The tests, which need such a column.
pub fn trials() -> impl Iterator<Item = Trial> {
    TESTS.into_iter().map(|(name, test)| {
        Trial::ignorable_test(name, move || {
            if column().is_none() {
                return Ok(Completion::ignored_with(
                    "no runtime with threads is built in",
                ));
            }
            test();
            Ok(Completion::Completed)
        })
    })
}

/// Runs the guest with its report.
fn run(text: &str) -> (Ran, Vec<Call>, Outcome) {
    let assembled = assemble(text).unwrap();
    let traced = instrument(&assembled.module, &assembled.lines, &SEAL).unwrap();
    let (world, column) = (probe(), column().unwrap());
    let ran = run_job(&Job {
        preopens: &[],
        column: &column,
        module: &traced.module,
        legend: &traced.legend,
        ..super::job(&world, "", LIMITS)
    });
    let mut trace = Trace::default();
    for item in &ran.items {
        if let Item::Record(record) = item {
            trace.push(record);
        }
    }
    let (outcome, _) = outcome(&ran, &trace.calls);
    (ran, trace.calls, outcome)
}

/// A guest that starts `threads`, each of which does `work`, and counts those that have done theirs. The program itself then
/// does `rest`.
fn threads(threads: u32, work: &str, rest: &str) -> String {
    format!(
        r#"(module
  (import "wasix_32v1" "thread_spawn_v2" (func $spawn (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "thread_sleep" (func $sleep (param i64) (result i32)))
  (import "env" "memory" (memory 3 64 shared))
  (export "memory" (memory 0))
  ;; Three vectors of 64 bytes, and what a thread is started with.
  (data (i32.const 512) "\00\08\00\00\40\00\00\00" "\40\08\00\00\40\00\00\00" "\80\08\00\00\40\00\00\00")
  (func (export "wasi_thread_start") (param i32 i32)
    (local $left i32)
{work}
    (drop (i32.atomic.rmw.add (i32.const 64) (i32.const 1)))
    (drop (memory.atomic.notify (i32.const 64) (i32.const 1))))
  (func (export "_start")
    (local $left i32) (local $done i32)
    (i32.store (i32.const 1024) (i32.const 131072))
    (i32.store (i32.const 1080) (i32.const 4096))
    (local.set $left (i32.const {threads}))
    (loop $next
      (if (call $spawn (i32.const 1024) (i32.const 68)) (then (unreachable)))
      (br_if $next (local.tee $left (i32.sub (local.get $left) (i32.const 1)))))
{rest}))
"#
    )
}

/// Waits until all threads have done their work.
fn join(threads: u32) -> String {
    format!(
        "    (loop $again
      (local.set $done (i32.atomic.load (i32.const 64)))
      (if (i32.lt_u (local.get $done) (i32.const {threads}))
        (then
          (drop (memory.atomic.wait32 (i32.const 64) (local.get $done) (i64.const -1)))
          (br $again))))"
    )
}

/// Makes so many calls of fd_write, whose records are longer than a pipe's atom of a few words.
fn writes(calls: u32) -> String {
    format!(
        "    (local.set $left (i32.const {calls}))
    (loop $next
      (drop (call $fd_write (i32.const 9) (i32.const 512) (i32.const 3) (i32.const 72)))
      (br_if $next (local.tee $left (i32.sub (local.get $left) (i32.const 1)))))"
    )
}

/// How many calls of this function have returned.
fn returned(calls: &[Call], name: &str) -> usize {
    let is_it = |call: &&Call| call.returned() && call.decoded.to_string().starts_with(name);
    calls.iter().filter(is_it).count()
}

fn threads_report_whole_records() {
    let (ran, calls, outcome) = run(&threads(6, &writes(200), &join(6)));
    assert_eq!(outcome, Outcome::Completed, "{ran:?}");
    assert_eq!(returned(&calls, "fd_write("), 1200);
    assert_eq!(returned(&calls, "thread_spawn_v2("), 6);
}

fn many_threads_report() {
    let (ran, calls, outcome) = run(&threads(100, &writes(3), &join(100)));
    assert_eq!(outcome, Outcome::Completed, "{:?}", ran.end);
    assert_eq!(returned(&calls, "fd_write("), 300);
}

fn a_thread_may_be_in_a_call_at_the_end() {
    let sleeps = "    (drop (i32.atomic.rmw.add (i32.const 64) (i32.const 1)))
    (drop (memory.atomic.notify (i32.const 64) (i32.const 1)))
    (drop (call $sleep (i64.const 3600000000000)))";
    // The program does not end before the thread is about to make its call.
    let (ran, _, outcome) = run(&threads(1, sleeps, &join(1)));
    assert_eq!(outcome, Outcome::Completed, "{ran:?}");
}

fn a_thread_cannot_alter_what_another_reports() {
    // A letter of a line where that is collected: in the page after the guest's own three, behind the vector and four words.
    let alters = "    (loop $again
      (i32.store8 (i32.const 196912) (i32.const 112))
      (br $again))";
    // Some time the letter is altered between the moment when it is sealed and the moment when it is written out.
    let forever = "    (loop $again
      (drop (call $fd_write (i32.const 9) (i32.const 512) (i32.const 3) (i32.const 72)))
      (br $again))";
    let (ran, _, outcome) = run(&threads(1, alters, forever));
    let why = "the guest tampers with its report: a line in it is not sealed";
    assert_eq!(outcome, Outcome::Broken(why.to_owned()), "{:?}", ran.end);
}

/// A guest that puts a pipe in the place of its standard output, and reads from it what it has reported there. Then it does
/// `forge` with what it has read: `$read` bytes at 4096, the tag first.
fn forger(forge: &str) -> String {
    let mut text = String::from(
        r#"(module
  (import "wasix_32v1" "fd_pipe" (func $pipe (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_renumber" (func $renumber (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_read" (func $fd_read (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sched_yield" (func $yield (result i32)))
  (import "wasix_32v1" "fd_dup" (func $dup (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  ;; Writes these bytes to standard error.
  (func $say (param $at i32) (param $length i32)
    (i32.store (i32.const 96) (local.get $at))
    (i32.store (i32.const 100) (local.get $length))
    (drop (call $fd_write (i32.const 2) (i32.const 96) (i32.const 1) (i32.const 104))))
  ;; Reads from the pipe to this address, and tells how many bytes.
  (func $take (param $at i32) (result i32)
    (i32.store (i32.const 96) (local.get $at))
    (i32.store (i32.const 100) (i32.const 4000))
    (drop (call $fd_read (i32.load (i32.const 4)) (i32.const 96) (i32.const 1) (i32.const 108)))
    (i32.load (i32.const 108)))
  (func (export "_start")
    (local $read i32)
    (drop (call $dup (i32.const 1) (i32.const 16)))
    (drop (call $pipe (i32.const 4) (i32.const 8)))
    (drop (call $renumber (i32.load (i32.const 8)) (i32.const 1)))
    (local.set $read (call $take (i32.const 4096)))
"#,
    );
    let _ = writeln!(text, "{forge}))");
    text
}

fn a_report_cannot_be_forged() {
    // The line of another answer: the first of the five letters from which the result begins, 48 bytes in.
    let alter =
        "    (i32.store8 (i32.const 4136) (i32.add (i32.load8_u (i32.const 4136)) (i32.const 1)))
    (call $say (i32.const 4096) (local.get $read))";
    let replay_twice = "    (call $say (i32.const 4096) (local.get $read))
    (call $say (i32.const 4096) (local.get $read))";
    let invent = "    (memory.fill (i32.const 4104) (i32.const 97) (i32.const 40))
    (i32.store8 (i32.const 4159) (i32.const 10))
    (call $say (i32.const 4096) (i32.const 64))";
    // What is between is never told: the calls after which the output is where it was.
    let suppress = "    (drop (call $yield))
    (drop (call $renumber (i32.load (i32.const 16)) (i32.const 1)))
    (drop (call $yield))";
    // It tells all that it has done up to here, and nothing of what it does after that.
    let break_off = "    (call $say (i32.const 4096) (local.get $read))
    (drop (call $yield))";
    let missing = "the guest tampers with its report: record 5 of thread 0 is missing";
    let table = [
        (
            alter,
            "the guest tampers with its report: a line in it is not sealed",
        ),
        (
            replay_twice,
            "the guest tampers with its report: record 5 of thread 0 comes again",
        ),
        (
            invent,
            "the guest tampers with its report: a line in it is not sealed",
        ),
        (suppress, missing),
        (break_off, "the guest's report breaks off"),
    ];
    for (forge, why) in table {
        let (ran, _, outcome) = run(&forger(forge));
        let Outcome::Broken(told) = &outcome else {
            panic!("{forge}\n{outcome:?}\n{ran:?}");
        };
        assert!(told.starts_with(why), "{forge}\n{told}\n{ran:?}");
    }
}
