//! The calls of the host that a runtime makes: seen, and answered in the kernel's place.

use std::collections::BTreeMap;

use libtest_mimic::{Completion, Trial};
use wasock::assemble::assemble;
use wasock::column::{self, Column};
use wasock::host::{HostCall, Injection, Watch};
use wasock::interface;
use wasock::process::{End, Job, Limits};
use wasock::record::Item;
use wasock::world::{probe, unwatched};
use wasock_runners::{Capabilities, Command, Ending};

use super::{AMPLE, Ran, job, run_job};

/// The tests.
pub fn trials() -> Vec<Trial> {
    let tests: [super::Test; 5] = [
        ("host/calls_are_seen_in_their_order", calls_are_seen),
        ("host/the_first_calls_are_answered", the_first_calls),
        ("host/a_call_that_is_never_made", never_made),
        ("host/a_program_and_what_it_starts", a_program),
        (
            "host/time_runs_on_while_calls_are_asked_about",
            time_runs_on,
        ),
    ];
    ignorable(&tests)
}

/// These tests, each of which is ignored where the system lets nobody watch.
pub fn ignorable(tests: &[super::Test]) -> Vec<Trial> {
    let trials = tests.iter().map(|&(name, test)| {
        Trial::ignorable_test(name, move || match unwatched(&probe()) {
            Some(reason) => Ok(Completion::ignored_with(reason)),
            None if column::embedded()
                .iter()
                .all(|one| one.label != "reference") =>
            {
                Ok(Completion::ignored_with("this build has no reference"))
            }
            None => {
                test();
                Ok(Completion::Completed)
            }
        })
    });
    trials.collect()
}

/// A guest that opens a socket and closes it, then another one, and exits with what the last two calls answered to open it.
const GUEST: &str = r#"(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_close" (func $fd_close (param i32) (result i32)))
  (import "wasix_32v1" "proc_exit" (func $proc_exit (param i32)))
  (memory (export "memory") 1)
  (func (export "_start") (local $first i32) (local $second i32)
    (local.set $first (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))
    (drop (call $fd_close (i32.load (i32.const 0))))
    (local.set $second (call $sock_open (i32.const 2) (i32.const 1) (i32.const 6) (i32.const 0)))
    (call $proc_exit (i32.add (i32.mul (local.get $first) (i32.const 100)) (local.get $second)))))
"#;

/// Runs it on the reference. The question has begun from the start, since no report says when.
fn run(injection: Option<&str>) -> (Ran, Vec<HostCall>) {
    let columns = column::embedded();
    let reference = columns.iter().find(|one| one.label == "reference");
    run_on(reference.unwrap(), GUEST, injection, AMPLE)
}

fn run_on(
    column: &Column,
    text: &str,
    injection: Option<&str>,
    limits: Limits,
) -> (Ran, Vec<HostCall>) {
    let assembled = assemble(text).unwrap();
    let injection: Option<Injection> = injection.map(|text| text.parse().unwrap());
    let world = probe();
    let ran = run_job(&Job {
        column,
        module: &interface::framed(assembled.module).unwrap(),
        watch: Some(Watch {
            injection: injection.as_ref(),
            questions: &[],
        }),
        ..job(&world, "", limits)
    });
    let calls = ran.items.iter().filter_map(|item| match item {
        Item::Host(call) => Some(call.clone()),
        _ => None,
    });
    let calls = calls.collect();
    (ran, calls)
}

fn shown(calls: &[HostCall]) -> Vec<String> {
    calls.iter().map(HostCall::to_string).collect()
}

fn calls_are_seen() {
    let (ran, calls) = run(None);
    assert_eq!(ran.end, End::Ended(Ending::Exited(0)));
    assert_eq!(
        shown(&calls),
        [
            "socket(AF_INET, SOCK_STREAM|SOCK_CLOEXEC, IPPROTO_TCP)",
            "close(s1)",
            "socket(AF_INET6, SOCK_STREAM|SOCK_CLOEXEC, IPPROTO_TCP)",
            "close(s2)",
        ]
    );
    assert_eq!(ran.injected, 0);
}

fn the_first_calls() {
    let (ran, calls) = run(Some("socket EMFILE"));
    // 33 is mfile.
    assert_eq!(ran.end, End::Ended(Ending::Exited(3300)));
    assert!(
        calls[0].to_string().ends_with(" -> EMFILE (injected)"),
        "{}",
        calls[0]
    );
    assert_eq!((ran.injected, calls.len()), (1, 3));
    let (ran, _) = run(Some("socket EMFILE 2"));
    assert_eq!(ran.end, End::Ended(Ending::Exited(3333)));
    let (ran, _) = run(Some("socket ENFILE always"));
    assert_eq!(ran.end, End::Ended(Ending::Exited(4141)));
    assert_eq!(ran.injected, 2);
}

fn never_made() {
    let (ran, calls) = run(Some("accept EINTR"));
    assert_eq!(ran.end, End::Ended(Ending::Exited(0)));
    assert_eq!((ran.injected, calls.len()), (0, 4));
}

/// A shell that connects to nobody, by a process that it starts for that.
fn a_program() {
    let script = "(exec 3<>/dev/tcp/127.0.0.1/9) 2>&1; exit 0";
    let column = Column::command(Command {
        interfaces: BTreeMap::from([("wasix".to_owned(), Vec::new())]),
        ..Command::new(
            "bash",
            "0",
            ["/bin/bash", "-c", script].map(str::to_owned).to_vec(),
            Capabilities::of(&["wasix"]),
        )
    });
    let (ran, calls) = run_on(&column, GUEST, Some("connect EHOSTUNREACH"), AMPLE);
    let connects: Vec<String> = shown(&calls)
        .into_iter()
        .filter(|call| call.starts_with("connect"))
        .collect();
    assert_eq!(
        connects,
        ["connect(s1, 127.0.0.1:9) -> EHOSTUNREACH (injected)"]
    );
    let output = String::from_utf8_lossy(&ran.output);
    assert!(output.contains("No route to host"), "{output}");
}

/// A guest that opens sockets without end.
const BUSY: &str = r#"(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func (export "_start")
    (loop $again
      (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))
      (br $again))))
"#;

fn time_runs_on() {
    let columns = column::embedded();
    let reference = columns.iter().find(|one| one.label == "reference").unwrap();
    let limits = Limits {
        time: std::time::Duration::from_secs(1),
        ..AMPLE
    };
    let (ran, _) = run_on(reference, BUSY, Some("socket EMFILE always"), limits);
    assert!(
        matches!(ran.end, End::Hung(_) | End::Late(_)),
        "{:?}",
        ran.end
    );
    assert!(ran.injected > 0);
}
