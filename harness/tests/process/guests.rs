//! What real guests on the real runtimes reach: no file of the host, and no network but loopback.

use std::ops::ControlFlow;
use std::sync::Arc;

use wasock::assemble::assemble;
use wasock::column::{self, Column};
use wasock::interface;
use wasock::process::{End, Heard, Job, run};
use wasock::world::probe;
use wasock_runners::{Capabilities, Ending, Guest, Runner, RunnerError};

use super::{AMPLE, Test, job, output};

/// The tests, which need a private world.
pub fn private_tests() -> Vec<Test> {
    vec![
        ("guests/no_file_of_the_host", no_file_of_the_host),
        ("guests/no_packet_leaves", no_packet_leaves),
        ("guests/no_room_from_the_start", no_room_from_the_start),
        (
            "guests/an_import_that_nobody_has",
            an_import_that_nobody_has,
        ),
        (
            "guests/a_trap_in_a_start_section",
            a_trap_in_a_start_section,
        ),
        (
            "guests/a_signal_that_the_guest_raises",
            a_signal_that_the_guest_raises,
        ),
    ]
}

/// Runs the guest of this text on a column.
fn run_on(column: &Column, text: &str) -> Heard {
    let assembled = assemble(text).unwrap();
    let world = probe();
    let job = Job {
        preopens: &[],
        column,
        module: &interface::framed(assembled.module).unwrap(),
        ..job(&world, "", AMPLE)
    };
    run(&job, &mut |_| ControlFlow::Continue(()))
}

/// A guest that opens a path in the folder that it is given, with these flags, and exits with the errno of that.
fn opens(path: &str, flags: u32) -> String {
    let length = path.len();
    format!(
        r#"(module
  (import "wasi_snapshot_preview1" "path_open"
    (func $path_open (param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "proc_exit" (func $proc_exit (param i32)))
  (memory (export "memory") 1)
  (data (i32.const 128) "{path}")
  (func (export "_start")
    (call $proc_exit (call $path_open (i32.const 3) (i32.const 1) (i32.const 128) (i32.const {length})
      (i32.const {flags}) (i64.const 2) (i64.const 0) (i32.const 0) (i32.const 48)))))
"#
    )
}

fn no_file_of_the_host() {
    let without = Ending::Unsupported("wasi_snapshot_preview1.path_open".to_owned());
    let mut asked = 0;
    for column in column::embedded() {
        if !column.speaks("wasip1") {
            continue;
        }
        // The folder itself is there.
        match run_on(&column, &opens(".", 2)).end {
            End::Ended(ending) if ending == without => continue,
            end => assert!(
                matches!(end, End::Ended(Ending::Returned | Ending::Exited(0))),
                "{}: {end:?}",
                column.label
            ),
        }
        asked += 1;
        for path in [
            "etc/passwd",
            "/etc/passwd",
            "../etc/passwd",
            "../../../../etc/passwd",
            "proc/self/maps",
            "/proc/self/maps",
            "../proc/self/maps",
        ] {
            let end = run_on(&column, &opens(path, 0)).end;
            // noent, notcapable and perm: what is not there, and what is outside of the folder.
            assert!(
                matches!(end, End::Ended(Ending::Exited(44 | 63 | 76))),
                "{}, {path}: {end:?}",
                column.label
            );
        }
    }
    assert!(asked > 0, "no runtime of this build has files");
}

/// A runner that in the end prints what its network has counted.
struct Counted(Arc<dyn Runner>);

impl Runner for Counted {
    fn name(&self) -> &str {
        self.0.name()
    }

    fn version(&self) -> &str {
        self.0.version()
    }

    fn capabilities(&self) -> &Capabilities {
        self.0.capabilities()
    }

    fn run(&self, guest: &Guest<'_>) -> Result<Ending, RunnerError> {
        let ending = self.0.run(guest);
        println!("{}", super::network::counters());
        ending
    }
}

/// The columns of this build whose sockets are the host's, with their counters.
pub fn counted() -> impl Iterator<Item = Column> {
    let columns = column::embedded().into_iter();
    let real = columns.filter(|column| column.runner.capabilities().host_sockets);
    real.map(|column| {
        let label = format!("{}-counted", column.label);
        Column::new(Counted(column.runner)).labelled(&label)
    })
}

/// The two families of WASIX, with an address each as it stands in memory: its family, a zero, the port 9, the address.
/// They are of nobody (RFC 5737, RFC 3849), of everybody on a link, and of a group of these.
const FARAWAY: [(u32, &str); 6] = [
    (1, r"\01\00\00\09\c0\00\02\01"),
    (1, r"\01\00\00\09\ff\ff\ff\ff"),
    (1, r"\01\00\00\09\e0\00\00\01"),
    (
        2,
        r"\02\00\00\09\20\01\0d\b8\00\00\00\00\00\00\00\00\00\00\00\01",
    ),
    (
        2,
        r"\02\00\00\09\ff\02\00\00\00\00\00\00\00\00\00\00\00\00\00\01",
    ),
    (
        2,
        r"\02\00\00\09\fe\80\00\00\00\00\00\00\00\00\00\00\00\00\00\01",
    ),
];

/// A guest that connects a stream to an address and sends a datagram to it.
fn sends(family: u32, address: &str) -> String {
    format!(
        r#"(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect" (func $sock_connect (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_set_opt_flag" (func $sock_set_opt_flag (param i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_send_to" (func $sock_send_to (param i32 i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "{address}")
  (data (i32.const 96) "\80\00\00\00" "\08\00\00\00")
  (func (export "_start")
    (drop (call $sock_open (i32.const {family}) (i32.const 1) (i32.const 6) (i32.const 0)))
    (drop (call $sock_connect (i32.load (i32.const 0)) (i32.const 16)))
    (drop (call $sock_open (i32.const {family}) (i32.const 2) (i32.const 17) (i32.const 4)))
    (drop (call $sock_set_opt_flag (i32.load (i32.const 4)) (i32.const 4) (i32.const 1)))
    (drop (call $sock_send_to (i32.load (i32.const 4)) (i32.const 96) (i32.const 1) (i32.const 0) (i32.const 16) (i32.const 48)))))
"#
    )
}

fn no_packet_leaves() {
    // What the counters are when nobody does anything, but for what loopback sends to itself.
    let quiet = output(&super::run("counters", AMPLE));
    assert_eq!(quiet.lines().count(), 1, "{quiet}");
    assert!(quiet.starts_with("lo "), "{quiet}");

    let tries = "try-all\ncounters";
    let heard = super::run(tries, AMPLE);
    assert_eq!(heard.end, End::Ended(Ending::Returned));
    let lines = output(&heard);
    let lines: Vec<&str> = lines.lines().collect();
    let (counters, answers) = lines.split_last().unwrap();
    assert!(stayed(counters), "{counters}");
    assert!(
        answers.iter().all(|answer| answer.ends_with("unreachable")),
        "{answers:?}"
    );

    for column in counted().filter(|column| column.speaks("wasix")) {
        for (family, address) in FARAWAY {
            let heard = run_on(&column, &sends(family, address));
            assert_eq!(heard.end, End::Ended(Ending::Returned), "{}", column.label);
            let counters = output(&heard);
            assert!(stayed(counters.trim()), "{}: {counters}", column.label);
        }
    }
}

/// Whether there is loopback only, and it has received all that was sent.
fn stayed(counters: &str) -> bool {
    let mut words = counters.split(' ');
    let (name, received, sent) = (words.next(), words.next(), words.next());
    name == Some("lo") && received.is_some() && received == sent && words.next().is_none()
}

/// A module of preview 1 with these parts. It asks for nothing of the network.
fn with(parts: &str) -> String {
    format!(
        r#"(module
  (import "wasi_snapshot_preview1" "sched_yield" (func $sched_yield (result i32)))
  {parts}
  (func (export "_start") (drop (call $sched_yield))))
"#
    )
}

/// The columns of this build that run modules of preview 1, of which there is one at least.
fn of_preview_1() -> Vec<Column> {
    let mut columns = column::embedded();
    columns.retain(|column| column.speaks("wasip1"));
    assert!(!columns.is_empty());
    columns
}

fn no_room_from_the_start() {
    let memory = with(r#"(memory (export "memory") 65536)"#);
    let table = with(r#"(memory (export "memory") 1) (table 4000000000 funcref)"#);
    for column in of_preview_1() {
        for text in [&memory, &table] {
            let end = run_on(&column, text).end;
            assert!(
                matches!(end, End::Ended(Ending::Exceeded(_))),
                "{}: {end:?}",
                column.label
            );
        }
    }
}

fn an_import_that_nobody_has() {
    let text = with(r#"(import "a\"b\n" "\1b[31m\\c" (func)) (memory (export "memory") 1)"#);
    let missing = Ending::Unsupported("a\"b\n.\u{1b}[31m\\c".to_owned());
    for column in of_preview_1() {
        let end = run_on(&column, &text).end;
        assert_eq!(end, End::Ended(missing.clone()), "{}", column.label);
    }
}

fn a_trap_in_a_start_section() {
    let text = with(r#"(memory (export "memory") 1) (func $trap (unreachable)) (start $trap)"#);
    for column in of_preview_1() {
        let end = run_on(&column, &text).end;
        assert!(
            matches!(end, End::Ended(Ending::Trapped(_))),
            "{}: {end:?}",
            column.label
        );
    }
}

/// wasmer ends a guest that raises a signal and has no handler for it; wasmtime has no signals, and goes on; the reference
/// does not have the call. Each does it the same every time.
fn a_signal_that_the_guest_raises() {
    // abort and pipe.
    for (signal, code) in [(6, 134), (13, 64)] {
        let text = with(&format!(
            r#"(import "wasi_snapshot_preview1" "proc_raise" (func $raise (param i32) (result i32)))
  (memory (export "memory") 1)
  (func $end (export "end") (drop (call $raise (i32.const {signal}))))"#
        ));
        let text = text.replace("(drop (call $sched_yield))", "(call $end)");
        for column in of_preview_1() {
            for _ in 0..12 {
                let end = run_on(&column, &text).end;
                let expected = match column.runner.name() {
                    "wasmer" => Ending::Exited(code),
                    "wasmtime" => Ending::Returned,
                    _ => Ending::Unsupported("wasi_snapshot_preview1.proc_raise".to_owned()),
                };
                assert_eq!(end, End::Ended(expected), "{}", column.label);
            }
        }
    }
}
