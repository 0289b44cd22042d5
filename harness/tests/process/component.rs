//! Components with a scripted peer, on a real runtime.

use std::fmt::Write as _;
use std::ops::ControlFlow;

use libtest_mimic::{Completion, Trial};
use wasock::assemble::{assemble, call_sites};
use wasock::column::{self, Column};
use wasock::header::Header;
use wasock::instrument::with_peer;
use wasock::interface;
use wasock::peer::Script;
use wasock::process::{End, Job, run};
use wasock::record::Item;
use wasock::trace::Trace;
use wasock::world::{World, probe};
use wasock_runners::Ending;

use super::AMPLE;

/// The tests, by name.
const TESTS: [super::Test; 4] = [
    ("component/accepts_its_peer", accepts_its_peer),
    (
        "component/reads_what_its_peer_sends",
        reads_what_its_peer_sends,
    ),
    ("component/has_the_same_handles", has_the_same_handles),
    (
        "component/is_told_that_a_step_failed",
        is_told_that_a_step_failed,
    ),
];

/// The first column of this build whose runner speaks the interface of components.
pub fn column() -> Option<Column> {
    let mut columns = column::embedded().into_iter();
    columns.find(|column| column.speaks("wasip2"))
}

/// The tests, which need such a column and a network of their own.
pub fn trials() -> impl Iterator<Item = Trial> {
    TESTS.into_iter().map(|(name, test)| {
        Trial::ignorable_test(name, move || {
            if column().is_none() {
                return Ok(Completion::ignored_with("no runner speaks wasip2"));
            }
            if let World::Shared { reason } = probe() {
                return Ok(Completion::ignored_with(reason));
            }
            test();
            Ok(Completion::Completed)
        })
    })
}

/// The calls of a guest whose program is `body`, one on a line, without the modules of their functions.
fn trace(locals: &str, body: &str, imports: &str, rest: &str) -> String {
    let text = format!(
        r#";;! level = "must"
;;! needs = ["netns"]
;;! peer = "127.0.0.1:7967"
(module
  (import "cm32p2|wasi:sockets/instance-network@0.2" "instance-network" (func $instance-network (result i32)))
  (import "cm32p2|wasi:sockets/tcp-create-socket@0.2" "create-tcp-socket" (func $create-tcp-socket (param i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.subscribe" (func $subscribe (param i32) (result i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.start-bind"
    (func $start-bind (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.finish-bind" (func $finish-bind (param i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.start-listen" (func $start-listen (param i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.finish-listen" (func $finish-listen (param i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.start-connect"
    (func $start-connect (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.finish-connect" (func $finish-connect (param i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.accept" (func $accept (param i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "tcp-socket_drop" (func $drop-socket (param i32)))
  (import "cm32p2|wasi:io/poll@0.2" "[method]pollable.block" (func $block (param i32)))
  (import "cm32p2|wasi:io/poll@0.2" "pollable_drop" (func $drop-pollable (param i32)))
  {imports}
  (memory (export "cm32p2_memory") 1)
  {rest}
  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32) {locals}
{body}
    (i32.const 0))
  (func $loopback (param $port i32) (result i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (i32.const 0) (local.get $port) (i32.const 127) (i32.const 0) (i32.const 0) (i32.const 1)
    (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0)))
"#
    );
    let assembled = assemble(&text).unwrap();
    let sites = call_sites(&assembled.module, &assembled.lines).unwrap();
    let header = Header::parse("guest.wat", &text).unwrap();
    let script = match wasock::peer::is_scripted(&text) {
        true => Script::read("guest.wat", &text, &header, &sites).unwrap(),
        false => None,
    };
    let (lines, seal) = (&assembled.lines, &super::sealed::SEAL);
    let traced = with_peer(&assembled.module, lines, script.as_ref(), seal).unwrap();
    let world = probe();
    let column = column().unwrap();
    let job = Job {
        preopens: &[],
        column: &column,
        module: &interface::framed(traced.module).unwrap(),
        legend: &traced.legend,
        peer: script.as_ref(),
        ..super::job(&world, "", AMPLE)
    };
    let mut trace = Trace::default();
    let heard = run(&job, &mut |item| {
        match item {
            Item::Record(record) => _ = trace.push(record),
            Item::Waited(line) => _ = trace.waited(*line),
            _ => {}
        }
        ControlFlow::Continue(())
    });
    assert_eq!(heard.end, End::Ended(Ending::Returned), "{heard:?}");
    assert!(heard.failed.is_empty(), "{heard:?}");
    trace.calls.iter().fold(String::new(), |mut lines, call| {
        let waited = if call.waited { "waits, then " } else { "" };
        let _ = writeln!(lines, "{waited}{}", call.decoded);
        lines
    })
}

/// Listens at the fixed port.
const LISTEN: &str = "
    (local.set $network (call $instance-network))
    (call $create-tcp-socket (i32.const 0) (i32.const 0))
    (local.set $socket (i32.load (i32.const 4)))
    (local.set $ready (call $subscribe (local.get $socket)))
    (call $start-bind (local.get $socket) (local.get $network) (call $loopback (i32.const 7967)) (i32.const 0))
    (call $block (local.get $ready))
    (call $finish-bind (local.get $socket) (i32.const 0))
    (call $start-listen (local.get $socket) (i32.const 0))
    (call $block (local.get $ready))
    (call $finish-listen (local.get $socket) (i32.const 0))";
const LOCALS: &str =
    "(local $network i32) (local $socket i32) (local $ready i32) (local $input i32)";

fn accepts_its_peer() {
    let accept = "
    ;;< connect
    (call $block (local.get $ready))
    (call $accept (local.get $socket) (i32.const 0))
    ;;< send \"hi\"
    ;;< close
    (call $accept (local.get $socket) (i32.const 0))";
    let lines = trace(LOCALS, &format!("{LISTEN}{accept}"), "", "");
    let last: Vec<&str> = lines.lines().skip(9).collect();
    assert_eq!(
        last,
        [
            "peer.connect(addr=127.0.0.1:7967) -> success",
            "pollable.block(self=3) -> returns",
            "tcp-socket.accept(self=2) -> ok tcp-socket=4 input-stream=5 output-stream=6",
            "peer.send(data=\"hi\") -> success",
            "peer.close() -> success",
            "tcp-socket.accept(self=2) -> err(would-block)",
        ],
        "{lines}"
    );
}

const READ: &str = r#"(import "cm32p2|wasi:io/streams@0.2" "[method]input-stream.blocking-read" (func $read (param i32 i64 i32)))"#;

/// An allocator that gives out memory from 4096 on, and never the same twice. The guest traps where it was asked for more
/// than for what the guest itself has read.
const ALLOCATOR: &str = r#"
  (global $next (mut i32) (i32.const 4096))
  (func (export "cm32p2_realloc") (param $old i32) (param $old-size i32) (param $align i32) (param $size i32) (result i32)
    (global.get $next)
    (global.set $next (i32.add (global.get $next) (local.get $size))))
  (func $is-the-last
    (if (i32.ne (i32.add (i32.load (i32.const 20)) (i32.load (i32.const 24))) (global.get $next)) (then (unreachable))))"#;

fn reads_what_its_peer_sends() {
    let body = "
    (local.set $network (call $instance-network))
    (call $create-tcp-socket (i32.const 0) (i32.const 0))
    (local.set $socket (i32.load (i32.const 4)))
    (local.set $ready (call $subscribe (local.get $socket)))
    ;;< listen
    (call $start-connect (local.get $socket) (local.get $network) (call $loopback (i32.const 7967)) (i32.const 0))
    (call $block (local.get $ready))
    (call $finish-connect (local.get $socket) (i32.const 0))
    (local.set $input (i32.load (i32.const 4)))
    ;;< accept
    ;;< send \"hello\"
    (call $read (local.get $input) (i64.const 16) (i32.const 16))
    (call $is-the-last)
    ;;< meanwhile send \"world\"
    (call $read (local.get $input) (i64.const 16) (i32.const 16))
    (call $is-the-last)
    ;;< once waiting close
    (call $read (local.get $input) (i64.const 16) (i32.const 16))
    (if (i32.ne (global.get $next) (i32.const 4106)) (then (unreachable)))";
    let lines = trace(LOCALS, body, READ, ALLOCATOR);
    let last: Vec<&str> = lines.lines().skip(7).collect();
    assert_eq!(
        last,
        [
            "peer.accept() -> success",
            "peer.send(data=\"hello\") -> success",
            "input-stream.blocking-read(self=4, len=16) -> ok value=\"hello\"",
            "peer.meanwhile.send(data=\"world\") -> success",
            "input-stream.blocking-read(self=4, len=16) -> ok value=\"world\"",
            "peer.waiting.close() -> success",
            "waits, then input-stream.blocking-read(self=4, len=16) -> err(closed)",
        ],
        "{lines}"
    );
}

fn has_the_same_handles() {
    let make = "
    (call $create-tcp-socket (i32.const 0) (i32.const 0))";
    let drop = "
    (call $drop-socket (i32.load (i32.const 4)))";
    let listen = "
    ;;< listen";
    let connect = "
    ;;< connect";
    let body = |one: &str, other: &str| format!("{make}{one}{make}{drop}{other}{make}{make}");
    let without = trace("", &body("", ""), "", "");
    let with = trace("", &body(listen, connect), "", "");
    let calls = |lines: &str| {
        let calls = lines.lines().filter(|line| !line.starts_with("peer."));
        calls.map(str::to_owned).collect::<Vec<String>>()
    };
    assert_eq!(with.lines().count(), without.lines().count() + 2, "{with}");
    assert_eq!(calls(&with), calls(&without));
}

fn is_told_that_a_step_failed() {
    let body = "
    ;;< connect
    (call $create-tcp-socket (i32.const 0) (i32.const 0))";
    let lines = trace("", body, "", "");
    assert_eq!(
        lines,
        "peer.connect(addr=127.0.0.1:7967) -> connrefused\ncreate-tcp-socket(address-family=ipv4) -> ok value=1\n"
    );
}
