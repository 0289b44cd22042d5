//! Guests that wait for the steps of a peer.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use wasmparser::{Parser, Payload};
use wasock::assemble::{assemble, call_sites};
use wasock::header::Header;
use wasock::instrument::{instrument, with_peer};
use wasock::peer::Script;

use crate::host::{Guest, SEAL, World};

/// A guest whose call has operands below it, and which calls in a loop.
const TEXT: &str = r#";; Prose.
;;! level = "must"
;;! needs = ["netns"]
;;! peer = "127.0.0.1:7967"
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_status" (func $sock_status (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func (export "fill")
    (local $at i32)
    (loop $next
      (i32.store8 (local.get $at) (i32.add (i32.const 17) (i32.mul (local.get $at) (i32.const 31))))
      (br_if $next (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 1))) (i32.const 65536)))))
  (func (export "call") (result i32)
    (i32.add
      (i32.const 40)
      ;;< listen 8
      ;;< meanwhile send "hi"
      (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 1000))))
  (func (export "loop") (result i32)
    (local $times i32)
    (loop $again
      ;;< recv 5
      (drop (call $sock_status (i32.const 4) (i32.const 1000)))
      (br_if $again (i32.lt_u (local.tee $times (i32.add (local.get $times) (i32.const 1))) (i32.const 2))))
    (local.get $times)))
"#;

/// What a host does with the answers that wait on standard input.
type Input = Arc<Mutex<Vec<u8>>>;

/// A host whose `fd_read` gives at most `chunk` bytes of `input` at a time, and answers `errno` when it is empty.
fn world(input: &Input, chunk: usize, errno: u64) -> World {
    let input = Arc::clone(input);
    World::default()
        .answer("fd_read", move |memory, args| {
            assert_eq!((args[0], args[2]), (0, 1));
            let word = |at: usize| u32::from_le_bytes(memory[at..at + 4].try_into().unwrap());
            let (vector, count) = (args[1] as usize, args[3] as usize);
            let (address, length) = (word(vector) as usize, word(vector + 4) as usize);
            let mut input = input.lock().unwrap();
            let got = input.len().min(length).min(chunk);
            if got == 0 {
                return errno;
            }
            memory[address..address + got].copy_from_slice(&input[..got]);
            memory[count..count + 4].copy_from_slice(&u32::try_from(got).unwrap().to_le_bytes());
            input.drain(..got);
            0
        })
        .answer("sock_open", |_, _| 2)
}

/// The module and the steps of a case.
pub fn script(text: &str) -> (wasock::assemble::Assembled, Script) {
    let assembled = assemble(text).unwrap();
    let sites = call_sites(&assembled.module, &assembled.lines).unwrap();
    let header = Header::parse("guest.wat", text).unwrap();
    let script = Script::read("guest.wat", text, &header, &sites)
        .unwrap()
        .unwrap();
    (assembled, script)
}

fn guest(text: &str, world: World) -> Guest {
    let (assembled, script) = script(text);
    let traced = with_peer(&assembled.module, &assembled.lines, Some(&script), &SEAL).unwrap();
    Guest::traced(traced, world)
}

#[test]
fn a_guest_reports_a_step_and_goes_on_when_it_is_answered() {
    for chunk in [1, 2, 100] {
        let input = Input::default();
        input.lock().unwrap().extend([14, 0, 0, 0]);
        let mut guest = guest(TEXT, world(&input, chunk, 0));
        guest.call("fill", &[]).unwrap();
        let before = guest.memory("memory");
        assert_eq!(guest.call("call", &[]), Ok(vec!["I32(42)".to_owned()]));
        assert!(guest.memory("memory") == before, "chunks of {chunk}");
        assert_eq!(
            guest.output(1),
            "\
> L17 peer.listen(0, 8) @0=01001f1f7f000001000000000000000000000000
< L17 peer.listen = 14
> L18 peer.meanwhile.send(0, 2) @0=6869
< L18 peer.meanwhile.send = 0
> L19 wasix_32v1.sock_open(1, 1, 6, 1000)
< L19 wasix_32v1.sock_open = 2 @1000=293c4f62
"
            .replace("293c4f62", &hex(&before[1000..1004])),
        );
        let calls: Vec<&str> = guest
            .store
            .data()
            .calls
            .iter()
            .map(|call| &*call.0)
            .collect();
        let reads = 4_usize.div_ceil(chunk.min(2));
        assert_eq!(calls[..reads], vec!["fd_read"; reads]);
        assert_eq!(calls[reads..], ["sock_open"]);
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn a_step_is_taken_each_time_that_the_guest_comes_to_it() {
    let input = Input::default();
    input.lock().unwrap().extend([0, 0, 13, 0]);
    let mut guest = guest(TEXT, world(&input, 2, 0));
    assert_eq!(guest.call("loop", &[]), Ok(vec!["I32(2)".to_owned()]));
    let output = guest.output(1);
    let steps: Vec<&str> = output
        .lines()
        .filter(|line| line.contains("peer."))
        .collect();
    assert_eq!(
        steps,
        [
            "> L23 peer.recv(5)",
            "< L23 peer.recv = 0",
            "> L23 peer.recv(5)",
            "< L23 peer.recv = 13",
        ]
    );
}

#[test]
fn without_an_answer_no_step_succeeds() {
    // The end of the input, an error, and an answer that breaks off.
    for (bytes, errno) in [(&[][..], 0), (&[], 8), (&[0], 0)] {
        let input = Input::default();
        input.lock().unwrap().extend(bytes);
        let mut guest = guest(TEXT, world(&input, 2, errno));
        guest.call("fill", &[]).unwrap();
        let before = guest.memory("memory");
        guest.call("call", &[]).unwrap();
        assert!(guest.memory("memory") == before);
        let output = guest.output(1);
        assert!(output.contains("< L17 peer.listen = 29\n"), "{output}");
    }
}

/// The names of all imported functions.
pub fn imports(module: &[u8]) -> Vec<String> {
    let mut names = Vec::new();
    for payload in Parser::new(0).parse_all(module) {
        if let Payload::ImportSection(section) = payload.unwrap() {
            let imports = section.into_imports().map(Result::unwrap);
            names.extend(imports.map(|import| format!("{}.{}", import.module, import.name)));
        }
    }
    names
}

#[test]
fn a_guest_that_can_read_waits_by_its_own_import() {
    let own = "(import \"wasi_snapshot_preview1\" \"fd_read\" (func (param i32 i32 i32 i32) (result i32)))";
    let text = TEXT.replace("(module\n", &format!("(module {own}\n"));
    let (assembled, peer) = script(&text);
    let traced = with_peer(&assembled.module, &assembled.lines, Some(&peer), &SEAL).unwrap();
    let names = imports(&traced.module);
    let unique: BTreeSet<&String> = names.iter().collect();
    assert_eq!(unique.len(), names.len(), "{names:?}");

    let input = Input::default();
    input.lock().unwrap().extend([0; 4]);
    let mut guest = guest(&text, world(&input, 2, 0));
    assert_eq!(guest.call("call", &[]), Ok(vec!["I32(42)".to_owned()]));
    // What the guest itself reads is reported, and what it waits by is not.
    assert!(!guest.output(1).contains("fd_read"));
}

#[test]
fn a_guest_without_a_peer_carries_nothing_of_it() {
    let (assembled, _) = script(TEXT);
    let traced = instrument(&assembled.module, &assembled.lines, &SEAL).unwrap();
    let names = imports(&traced.module);
    assert!(
        !names.iter().any(|name| name.ends_with("fd_read")),
        "{names:?}"
    );
    let plain = TEXT.replace(";;<", ";; ");
    let plain = assemble(&plain).unwrap();
    let plain = instrument(&plain.module, &plain.lines, &SEAL).unwrap();
    assert!(traced.module == plain.module);
}
