//! What the report does to the guest's memory: nothing that stays.

use wasmparser::{Parser, Payload, TypeRef};
use wasock::assemble::assemble;
use wasock::instrument::instrument;

use crate::host::{Guest, SEAL, World};
use crate::records::trace;

/// A guest with this memory, all of whose bytes are set before it calls.
fn guest(memory: &str) -> String {
    format!(
        r#"(module
  (import "wasi_snapshot_preview1" "random_get" (func $random_get (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "sched_yield" (func $yield (result i32)))
  {memory}
  (func (export "fill")
    (local $at i32)
    (loop $next
      (i32.store8 (local.get $at) (i32.add (i32.const 17) (i32.mul (local.get $at) (i32.const 31))))
      (br_if $next
        (i32.lt_u
          (local.tee $at (i32.add (local.get $at) (i32.const 1)))
          (i32.mul (memory.size) (i32.const 65536))))))
  (func (export "call") (result i32)
    (drop (call $random_get (i32.const 0) (i32.const 1000)))
    (drop (call $yield))
    (memory.size))
  (func (export "grow") (result i32) (memory.grow (i32.const 1))))
"#
    )
}

fn run(memory: &str, world: World) -> Guest {
    trace(&guest(memory), world)
}

#[test]
fn memory_is_the_same_before_and_after_each_call() {
    for (memory, world) in [
        ("(memory (export \"memory\") 1)", World::default()),
        (
            "(memory (export \"memory\") 1)",
            World {
                chunk: Some(7),
                ..World::default()
            },
        ),
        (
            "(memory (export \"memory\") 2 2)",
            World {
                closed: vec![1],
                ..World::default()
            },
        ),
        (
            "(memory (export \"memory\") 1 1)",
            World {
                closed: vec![1, 2],
                ..World::default()
            },
        ),
        (
            "(memory (export \"memory\") 1 1)",
            World {
                chunk: Some(0),
                ..World::default()
            },
        ),
    ] {
        let mut guest = run(memory, world);
        guest.call("fill", &[]).unwrap();
        let before = guest.memory("memory");
        assert_eq!(before[..3], [17, 48, 79]);
        guest.call("call", &[]).unwrap();
        assert!(guest.memory("memory") == before, "{memory}");
    }
}

#[test]
fn partial_writes_are_continued() {
    let whole = {
        let mut guest = run("(memory (export \"memory\") 1)", World::default());
        guest.call("call", &[]).unwrap();
        guest.output(1)
    };
    let mut guest = run(
        "(memory (export \"memory\") 1)",
        World {
            chunk: Some(7),
            ..World::default()
        },
    );
    guest.call("call", &[]).unwrap();
    assert_eq!(guest.output(1), whole);
    assert!(
        guest
            .store
            .data()
            .writes
            .iter()
            .all(|write| write.bytes.len() <= 7)
    );
}

#[test]
fn a_long_line_comes_in_pieces_that_show_the_guests_own_bytes() {
    let text = r#"(module
  (import "wasi_snapshot_preview1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "\00\00\00\00\40\00\00\00" "\00\00\00\00\40\00\00\00" "\00\00\00\00\40\00\00\00")
  (func (export "_start")
    (drop (call $fd_write (i32.const 3) (i32.const 0) (i32.const 3) (i32.const 512)))))
"#;
    let guest = trace(text, World::default());
    let vectors = "0000000040000000".repeat(3);
    let buffer = format!(" @0={vectors}{}", "00".repeat(40));
    let expected = format!(
        "> L6 wasi_snapshot_preview1.fd_write(3, 0, 3, 512) @0={vectors}{}\n\
         < L6 wasi_snapshot_preview1.fd_write = 8 @512=00000000\n",
        buffer.repeat(3)
    );
    assert_eq!(guest.output(1), expected);
    assert!(guest.store.data().writes[0].bytes.len() == 128);
}

#[test]
fn the_size_stays_and_a_maximum_still_holds() {
    let mut guest = run("(memory (export \"memory\") 1 2)", World::default());
    assert_eq!(guest.call("call", &[]).unwrap(), ["I32(1)"]);
    assert_eq!(guest.call("grow", &[]).unwrap(), ["I32(1)"]);
    assert_eq!(guest.call("call", &[]).unwrap(), ["I32(2)"]);
    assert_eq!(guest.call("grow", &[]).unwrap(), ["I32(-1)"]);
}

#[test]
fn imported_memory_is_lent_like_any_other() {
    let mut guest = run("(import \"env\" \"memory\" (memory 1 2))", World::default());
    guest.call("fill", &[]).unwrap();
    let before = guest.memory("memory");
    guest.call("call", &[]).unwrap();
    assert!(guest.memory("memory") == before);
    assert_eq!(guest.output(1).lines().count(), 4);
}

#[test]
fn the_memory_that_is_exported_is_the_one_that_calls_refer_to() {
    let text = r#"(module
  (import "wasi_snapshot_preview1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
  (memory $first 1)
  (memory $second (export "memory") 1)
  (data (memory $second) (i32.const 512) "\21")
  (func (export "_start")
    (drop (call $fd_write (i32.const 3) (i32.const 0) (i32.const 0) (i32.const 512)))))
"#;
    let output = trace(text, World::default()).output(1);
    assert!(output.ends_with(" = 8 @512=21000000\n"), "{output}");
}

#[test]
fn a_module_without_memory_gets_one() {
    let text = r#"(module
  (import "wasi_snapshot_preview1" "fd_seek" (func $fd_seek (param i32 i64 i32 i32) (result i32)))
  (func (export "_start")
    (drop (call $fd_seek (i32.const 1) (i64.const 0) (i32.const 0) (i32.const 65532)))))
"#;
    let output = trace(text, World::default()).output(1);
    assert!(output.ends_with(" = 0 @65532!\n"), "{output}");
}

#[test]
fn a_memory_without_pages_grows_to_one() {
    let mut guest = run("(memory (export \"memory\") 0 0)", World::default());
    assert_eq!(guest.call("call", &[]).unwrap(), ["I32(1)"]);
    assert_eq!(guest.output(1).lines().count(), 4);
    assert!(guest.memory("memory").iter().all(|byte| *byte == 0));
    assert_eq!(guest.call("grow", &[]).unwrap(), ["I32(-1)"]);
    assert_eq!(guest.call("call", &[]).unwrap(), ["I32(1)"]);
}

#[test]
fn a_shared_memory_has_a_page_more_than_the_guest_asks_for() {
    // What a guest asks for, and the limits that its memory has with the report.
    let table = [
        ("1 1", (2, Some(2))),
        ("0 0", (1, Some(1))),
        ("2 100", (3, Some(101))),
        ("1 65536", (2, Some(65536))),
    ];
    for (limits, expected) in table {
        let text = format!(
            r#"(module
  (import "env" "memory" (memory {limits} shared))
  (import "wasi_snapshot_preview1" "sched_yield" (func (result i32))))
"#
        );
        let assembled = assemble(&text).unwrap();
        let traced = instrument(&assembled.module, &assembled.lines, &SEAL).unwrap();
        let mut payloads = Parser::new(0).parse_all(&traced.module);
        let limits = payloads.find_map(|payload| match payload.unwrap() {
            Payload::ImportSection(section) => {
                let mut imports = section.into_imports();
                imports.find_map(|import| match import.unwrap().ty {
                    TypeRef::Memory(memory) => Some((memory.initial, memory.maximum)),
                    _ => None,
                })
            }
            _ => None,
        });
        assert_eq!(limits, Some(expected));
    }
}
