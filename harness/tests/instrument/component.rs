//! Guests that are to be components: their lines go to a stream, and nothing of the guest's own is touched.

use std::sync::{Arc, Mutex};

use wasock::assemble::assemble;
use wasock::instrument::{instrument, with_peer};
use wasock::interface;

use crate::host::{Guest, SEAL, World, shown};
use crate::peer::{imports, script};

const IMPORTS: &str = r#"
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.start-listen" (func $start-listen (param i32 i32)))
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.subscribe" (func $subscribe (param i32) (result i32)))"#;
const STREAMS: &str = r#"
  (import "cm32p2|wasi:io/streams@0.2" "[method]output-stream.blocking-write-and-flush"
    (func $write (param i32 i32 i32 i32)))
  (import "cm32p2|wasi:io/streams@0.2" "output-stream_drop" (func $drop (param i32)))
  (import "cm32p2|wasi:cli/stdout@0.2" "get-stdout" (func $get-stdout (result i32)))"#;
const WRITE: &str = "[method]output-stream.blocking-write-and-flush";
const RUN: &str = "cm32p2|wasi:cli/run@0.2|run";

/// A guest that runs `body`.
fn text(imports: &str, memory: &str, body: &str) -> String {
    format!(
        "(module{imports}{memory}\n  (func (export \"{RUN}\") (result i32)\n{body}\n    (i32.const 0)))\n"
    )
}

const MEMORY: &str =
    "\n  (memory (export \"cm32p2_memory\") 1)\n  (data (i32.const 0) \"\\ff\\ff\\ff\\ff\")";
const LISTEN: &str = "    (call $start-listen (i32.const 3) (i32.const 16))";

/// What the host saw of the streams: what was written to them, and which were opened and not dropped.
#[derive(Default)]
struct Streams {
    output: Vec<u8>,
    open: Vec<u64>,
}

/// Runs the traced `text` on a host whose listening answers invalid-state, and gives what it saw.
fn run(text: &str) -> (Guest, Arc<Mutex<Streams>>) {
    let assembled = assemble(text).unwrap();
    let traced = instrument(&assembled.module, &assembled.lines, &SEAL).unwrap();
    interface::framed(traced.module.clone()).expect("it fits into a component");
    let streams = Arc::new(Mutex::new(Streams::default()));
    let (opened, written, dropped) = (streams.clone(), streams.clone(), streams.clone());
    let world = World {
        memory: Some("cm32p2_memory".to_owned()),
        ..World::default()
    };
    let world = world
        .answer("get-stdout", move |_, _| {
            opened.lock().unwrap().open.push(7);
            7
        })
        .answer(WRITE, move |memory, args| {
            let (start, length, result) = (args[1] as usize, args[2] as usize, args[3] as usize);
            let bytes = &memory[start..start + length];
            written.lock().unwrap().output.extend_from_slice(bytes);
            memory[result..result + 12].fill(0);
            0
        })
        .answer("output-stream_drop", move |_, args| {
            dropped
                .lock()
                .unwrap()
                .open
                .retain(|stream| *stream != args[0]);
            0
        })
        .answer("[method]tcp-socket.start-listen", |memory, args| {
            let result = args[1] as usize;
            memory[result..result + 2].copy_from_slice(&[1, 9]);
            0
        })
        .answer("[method]tcp-socket.subscribe", |_, _| 5)
        .answer(SEND, |_, _| 0)
        .answer(RECEIVE, |memory, args| {
            let result = args[2] as usize;
            // A list of the one datagram that the guest has at 128.
            memory[result..result + 12].copy_from_slice(&[0, 0, 0, 0, 128, 0, 0, 0, 1, 0, 0, 0]);
            0
        });
    let mut guest = Guest::traced(traced, world);
    guest.call(RUN, &[]).unwrap();
    (guest, streams)
}

const REPORT: &str = "\
> L8 cm32p2|wasi:sockets/tcp@0.2.[method]tcp-socket.start-listen(3, 16)
< L8 cm32p2|wasi:sockets/tcp@0.2.[method]tcp-socket.start-listen @16=0109
";

#[test]
fn its_report_is_written_to_a_stream_that_is_dropped_again() {
    let (mut guest, streams) = run(&text(IMPORTS, MEMORY, &format!("\n{LISTEN}")));
    let streams = streams.lock().unwrap();
    assert_eq!(shown(&streams.output, &guest.legend), REPORT);
    assert!(streams.open.is_empty());
    let memory = guest.memory("cm32p2_memory");
    assert_eq!(memory[..4], [255; 4]);
    assert_eq!(memory[4..16], [0; 12]);
}

const SEND: &str = "[method]outgoing-datagram-stream.send";
const RECEIVE: &str = "[method]incoming-datagram-stream.receive";
const DATAGRAMS: &str = r#"
  (import "cm32p2|wasi:sockets/udp@0.2" "[method]outgoing-datagram-stream.send" (func $send (param i32 i32 i32 i32)))
  (import "cm32p2|wasi:sockets/udp@0.2" "[method]incoming-datagram-stream.receive" (func $receive (param i32 i64 i32)))"#;

#[test]
fn the_bytes_of_datagrams_are_reported_with_their_list() {
    let memory = r#"
  (memory (export "cm32p2_memory") 1)
  (data (i32.const 128) "\00\01\00\00" "\02\00\00\00")
  (data (i32.const 172) "\04\01\00\00" "\64\00\00\00")
  (data (i32.const 256) "hi.." "hello")"#;
    let told = |body: &str| {
        let memory = format!("{memory}{ALLOCATOR}");
        let (guest, streams) = run(&text(DATAGRAMS, &memory, body));
        let output = shown(&streams.lock().unwrap().output, &guest.legend);
        // The bytes of a list have a piece of their own, by the address that its element has for them.
        let pieces = output.split('@').skip(1);
        let pieces = pieces.filter_map(|piece| piece.split_whitespace().next()?.split_once('='));
        let pieces = pieces.map(|(address, bytes)| {
            (
                address.to_owned(),
                bytes.len() / 2,
                bytes[..4.min(bytes.len())].to_owned(),
            )
        });
        pieces.collect::<Vec<_>>()
    };
    let piece =
        |address: &str, length: usize, bytes: &str| (address.to_owned(), length, bytes.to_owned());
    let two = piece("128", 88, "0001");
    let sent = told("    (call $send (i32.const 3) (i32.const 128) (i32.const 2) (i32.const 16))");
    // Of a long one so many as of the buffer of a vector.
    assert_eq!(
        sent[..3],
        [two, piece("256", 2, "6869"), piece("260", 64, "6865")]
    );
    let received = told("    (call $receive (i32.const 3) (i64.const 1) (i32.const 16))");
    assert_eq!(
        received[1..],
        [piece("128", 40, "0001"), piece("256", 2, "6869")]
    );
    // What is not in memory has no bytes, and the guest goes on.
    let outside =
        told("    (call $send (i32.const 3) (i32.const 65530) (i32.const 2) (i32.const 16))");
    assert_eq!(outside.len(), 1, "{outside:?}");
}

#[test]
fn imports_that_the_guest_has_are_shared() {
    let imports = format!("{IMPORTS}{STREAMS}");
    let body = "    (call $write (call $get-stdout) (i32.const 0) (i32.const 2) (i32.const 32))\n    (call $drop (i32.const 7))";
    let (guest, streams) = run(&text(&imports, MEMORY, body));
    let output = shown(&streams.lock().unwrap().output, &guest.legend);
    assert!(output.contains("\u{fffd}\u{fffd}"), "{output}");
    assert!(output.contains("output-stream_drop(7)"), "{output}");
}

#[test]
fn a_guest_without_a_memory_gets_one() {
    let body = "    (drop (call $subscribe (i32.const 3)))";
    let (guest, streams) = run(&text(
        r#"
  (import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.subscribe" (func $subscribe (param i32) (result i32)))"#,
        "",
        body,
    ));
    assert_eq!(
        shown(&streams.lock().unwrap().output, &guest.legend),
        "\
> L4 cm32p2|wasi:sockets/tcp@0.2.[method]tcp-socket.subscribe(3)
< L4 cm32p2|wasi:sockets/tcp@0.2.[method]tcp-socket.subscribe = 5
"
    );
}

/// Why a module cannot be traced.
fn refused(text: &str) -> String {
    let assembled = assemble(text).unwrap();
    let error = instrument(&assembled.module, &assembled.lines, &SEAL).unwrap_err();
    error.to_string()
}

#[test]
fn two_generations_in_one_module_are_refused() {
    let imports = format!(
        "{IMPORTS}\n  (import \"wasi_snapshot_preview1\" \"fd_close\" (func (param i32) (result i32)))"
    );
    assert_eq!(
        refused(&text(&imports, MEMORY, LISTEN)),
        "cannot trace a module that imports from wasip2 and from wasip1"
    );
}

#[test]
fn a_component_is_no_core_module() {
    let component = wat::parse_str("(component)").unwrap();
    let lines = wasock::assemble::LineTable::default();
    let error = instrument(&component, &lines, &SEAL).unwrap_err();
    assert_eq!(error.to_string(), "cannot trace a component as a module");
}

#[test]
fn what_does_not_fit_into_a_component_is_told_by_name() {
    let message = |text: &str| {
        let assembled = assemble(text).unwrap();
        interface::framed(assembled.module).unwrap_err().to_string()
    };
    let without_run = message(
        r#"(module (import "cm32p2|wasi:sockets/tcp@0.2" "tcp-socket_drop" (func (param i32))))"#,
    );
    assert!(without_run.contains("wasi:cli/run"), "{without_run}");
    let unknown = message(&text(
        r#"(import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.start-lsten" (func (param i32 i32)))"#,
        MEMORY,
        "",
    ));
    assert!(unknown.contains("start-lsten"), "{unknown}");
    let mistyped = message(&text(
        r#"(import "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.start-listen" (func (param i32)))"#,
        MEMORY,
        "",
    ));
    assert!(mistyped.contains("start-listen"), "{mistyped}");
}

#[test]
fn an_older_module_is_run_as_it_is() {
    let module = wat::parse_str(r#"(module (func (export "_start")))"#).unwrap();
    assert_eq!(interface::framed(module.clone()).unwrap(), module);
}

/// A guest with a step of a peer, and with these functions beside its program.
fn with_step(functions: &str) -> String {
    let head = ";;! level = \"must\"\n;;! needs = [\"netns\"]\n;;! peer = \"127.0.0.1:7967\"\n";
    let body = format!("    ;;< listen\n{LISTEN}");
    head.to_owned() + &text(IMPORTS, &format!("{MEMORY}{functions}"), &body)
}

/// An allocator that says what it was asked.
const ALLOCATOR: &str = r#"
  (func (export "cm32p2_realloc") (param i32 i32 i32 i32) (result i32)
    (i32.add (i32.mul (local.get 0) (i32.const 1000)) (i32.add (i32.mul (local.get 1) (i32.const 100))
      (i32.add (i32.mul (local.get 2) (i32.const 10)) (local.get 3)))))"#;

#[test]
fn an_allocator_answers_as_before_while_nobody_waits() {
    for (functions, answer) in [
        (ALLOCATOR, Ok(vec!["I32(1234)".to_owned()])),
        ("", Err("UnreachableCodeReached".to_owned())),
    ] {
        let (assembled, peer) = script(&with_step(functions));
        let traced = with_peer(&assembled.module, &assembled.lines, Some(&peer), &SEAL).unwrap();
        interface::framed(traced.module.clone()).expect("it fits into a component");
        let mut guest = Guest::traced(traced, World::default());
        let args = [1, 2, 3, 4].map(wasmtime::Val::I32);
        assert_eq!(guest.call("cm32p2_realloc", &args), answer);
    }
}

#[test]
fn without_a_peer_it_can_neither_read_nor_allocate() {
    let text = with_step("");
    let assembled = assemble(&text).unwrap();
    let traced = instrument(&assembled.module, &assembled.lines, &SEAL).unwrap();
    let names = imports(&traced.module);
    assert!(
        !names.iter().any(|name| name.contains("stdin")),
        "{names:?}"
    );
    let plain = assemble(&text.replace(";;<", ";; ")).unwrap();
    let plain = instrument(&plain.module, &plain.lines, &SEAL).unwrap();
    assert!(traced.module == plain.module);
}
