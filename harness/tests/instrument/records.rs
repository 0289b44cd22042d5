//! The text of the report.

use wasock::assemble::{LineTable, assemble};
use wasock::instrument::{InstrumentError, instrument};

use crate::host::{Guest, SEAL, World};

/// Runs the text with its report and gives what it printed.
pub fn trace(text: &str, world: World) -> Guest {
    let assembled = assemble(text).unwrap();
    let traced = instrument(&assembled.module, &assembled.lines, &SEAL).unwrap();
    let mut guest = Guest::traced(traced, world);
    if guest
        .instance
        .as_mut()
        .is_ok_and(|instance| instance.get_func(&mut guest.store, "_start").is_some())
    {
        guest.call("_start", &[]).unwrap();
    }
    guest
}

const BIND: &str = r#"(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind" (func $sock_bind (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\00\00" "\7f\00\00\01")

  (func (export "_start")
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))
    (drop
      (call $sock_bind
        (i32.load (i32.const 0))
        (i32.const 16)))
    (drop (call $sock_bind (i32.const -1) (i32.const 65517)))))
"#;

#[test]
fn a_call_is_reported_with_its_line_and_what_it_reads_and_writes() {
    let world = World::default().answer("sock_open", |memory, args| {
        memory[args[3] as usize] = 4;
        0
    });
    let mut guest = trace(
        BIND,
        world.answer("sock_bind", |_, args| if args[0] == 4 { 0 } else { 8 }),
    );
    assert_eq!(
        guest.output(1),
        "\
> L8 wasix_32v1.sock_open(1, 1, 6, 0)
< L8 wasix_32v1.sock_open = 0 @0=04000000
> L10 wasix_32v1.sock_bind(4, 16) @16=010000007f000001000000000000000000000000
< L10 wasix_32v1.sock_bind = 0
> L13 wasix_32v1.sock_bind(4294967295, 65517) @65517!
< L13 wasix_32v1.sock_bind = 8
"
    );
    let mut expected = vec![0; 65536];
    expected[0] = 4;
    expected[16..24].copy_from_slice(&[1, 0, 0, 0, 127, 0, 0, 1]);
    assert!(guest.memory("memory") == expected);
}

#[test]
fn a_line_is_written_in_one_piece_when_it_fits() {
    let guest = trace(BIND, World::default());
    let writes = &guest.store.data().writes;
    // Two for each call, and one for the end of the program.
    assert_eq!(writes.len(), 7);
    assert!(writes.iter().all(|write| write.bytes.ends_with(b"\n")));
}

#[test]
fn vectors_are_followed_to_their_buffers() {
    let text = r#"(module
  (import "wasix_32v1" "sock_send" (func $sock_send (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_recv" (func $sock_recv (param i32 i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "\40\00\00\00\03\00\00\00" "\ff\ff\00\00\02\00\00\00" "\00\00\00\00\00\00\00\00")
  (data (i32.const 64) "abc")
  (func (export "_start")
    (drop (call $sock_send (i32.const 4) (i32.const 0) (i32.const 3) (i32.const 0) (i32.const 32)))
    (drop (call $sock_recv (i32.const 4) (i32.const 0) (i32.const 1) (i32.const 0) (i32.const 32) (i32.const 36)))
    (drop (call $sock_send (i32.const 4) (i32.const 65529) (i32.const 1) (i32.const 0) (i32.const 65533)))
    (drop (call $sock_send (i32.const 4) (i32.const -8) (i32.const 2) (i32.const 0) (i32.const -1)))
    (drop (call $sock_send (i32.const 4) (i32.const 0) (i32.const -1) (i32.const 0) (i32.const 65532)))
    (drop (call $sock_send (i32.const 4) (i32.const -1) (i32.const 0) (i32.const 0) (i32.const 32)))))
"#;
    let world = World::default().answer("sock_recv", |memory, _| {
        memory[64..67].copy_from_slice(b"xyz");
        memory[32] = 3;
        0
    });
    assert_eq!(
        trace(text, world.answer("sock_send", |_, _| 21)).output(1),
        "\
> L8 wasix_32v1.sock_send(4, 0, 3, 0, 32) @0=4000000003000000ffff0000020000000000000000000000 @64=616263 @65535! \
@0=
< L8 wasix_32v1.sock_send = 21 @32=00000000
> L9 wasix_32v1.sock_recv(4, 0, 1, 0, 32, 36) @0=4000000003000000 @64=616263
< L9 wasix_32v1.sock_recv = 0 @0=4000000003000000 @64=78797a @32=03000000 @36=0000
> L10 wasix_32v1.sock_send(4, 65529, 1, 0, 65533) @65529!
< L10 wasix_32v1.sock_send = 21 @65533!
> L11 wasix_32v1.sock_send(4, 4294967288, 2, 0, 4294967295) @4294967288!
< L11 wasix_32v1.sock_send = 21 @4294967295!
> L12 wasix_32v1.sock_send(4, 0, 4294967295, 0, 65532) @0!
< L12 wasix_32v1.sock_send = 21 @65532=00000000
> L13 wasix_32v1.sock_send(4, 4294967295, 0, 0, 32) @4294967295=
< L13 wasix_32v1.sock_send = 21 @32=03000000
"
    );
}

#[test]
fn only_so_many_vectors_and_bytes_are_reported() {
    let text = r#"(module
  (import "wasi_snapshot_preview1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func (export "_start")
    (i32.store (i32.const 4) (i32.const 65))
    (drop (call $fd_write (i32.const 3) (i32.const 0) (i32.const 9) (i32.const 512)))))
"#;
    let guest = trace(text, World::default());
    let output = guest.output(1);
    let enter: Vec<&str> = output.lines().next().unwrap().split(" @").skip(1).collect();
    let vectors = format!("0=0000000041000000{}", "00".repeat(56));
    let first = format!("0=0000000041000000{}", "00".repeat(56));
    assert_eq!(enter[..2], [vectors.as_str(), first.as_str()]);
    assert_eq!(enter[2..], ["0="; 7]);
}

#[test]
fn a_number_of_elements_is_read_where_it_is() {
    let text = r#"(module
  (import "wasix_32v1" "port_addr_list" (func $list (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "\02\00\00\00")
  (func (export "_start")
    (drop (call $list (i32.const 8) (i32.const 0)))
    (drop (call $list (i32.const 8) (i32.const 65535)))))
"#;
    let world = World::default().answer("port_addr_list", |memory, args| {
        if let Some(count) = memory.get_mut(args[1] as usize..args[1] as usize + 4) {
            count[0] = 1;
        }
        0
    });
    assert_eq!(
        trace(text, world).output(1),
        "\
> L6 wasix_32v1.port_addr_list(8, 0) @0=02000000
< L6 wasix_32v1.port_addr_list = 0 @8=00000000000000000000000000000000000000 @0=01000000
> L7 wasix_32v1.port_addr_list(8, 65535) @65535!
< L7 wasix_32v1.port_addr_list = 0 @8= @65535!
"
    );
}

#[test]
fn numbers_of_all_types_are_reported_as_their_bits() {
    let text = r#"(module
  (import "wasi_snapshot_preview1" "fd_seek" (func $fd_seek (param i32 i64 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "unheard_of" (func $unheard_of (param f32 f64 i64) (result f64)))
  (import "wasi_snapshot_preview1" "proc_exit" (func $proc_exit (param i32)))
  (memory (export "memory") 1)
  (func (export "_start")
    (drop (call $fd_seek (i32.const 4) (i64.const -1) (i32.const 0) (i32.const 0)))
    (drop (call $unheard_of (f32.const 1) (f64.const 1) (i64.const 10)))
    (call $proc_exit (i32.const 3))))
"#;
    let guest = trace(
        text,
        World::default().answer("unheard_of", |_, _| 1.0f64.to_bits()),
    );
    assert_eq!(
        guest.output(1),
        "\
> L7 wasi_snapshot_preview1.fd_seek(4, 18446744073709551615, 0, 0)
< L7 wasi_snapshot_preview1.fd_seek = 0 @0=0000000000000000
> L8 wasi_snapshot_preview1.unheard_of(1065353216, 4607182418800017408, 10)
< L8 wasi_snapshot_preview1.unheard_of = 4607182418800017408
> L9 wasi_snapshot_preview1.proc_exit(3)
< L9 wasi_snapshot_preview1.proc_exit
"
    );
}

#[test]
fn a_call_without_a_line_is_reported_by_its_offset() {
    let assembled = assemble(BIND).unwrap();
    let traced = instrument(&assembled.module, &LineTable::default(), &SEAL).unwrap();
    let mut guest = Guest::traced(traced, World::default());
    guest.call("_start", &[]).unwrap();
    let output = guest.output(1);
    let offset: usize = output
        .strip_prefix("> +")
        .unwrap()
        .split(' ')
        .next()
        .unwrap()
        .parse()
        .unwrap();
    assert_eq!(
        assembled.module[offset..offset + 2],
        [0x10, 0],
        "the instruction there is `call 0`"
    );
}

#[test]
fn what_cannot_be_traced_is_an_error() {
    let error = |text: &str| {
        let assembled = assemble(text).unwrap();
        instrument(&assembled.module, &assembled.lines, &SEAL).unwrap_err()
    };
    let unsupported = [
        r#"(module (import "wasix_64v1" "sock_open" (func)))"#,
        r#"(module (import "wasix_32v1" "sock_open" (func)) (memory i64 1))"#,
        r#"(module (import "wasix_32v1" "sock_open" (func (param v128))))"#,
        r#"(module (import "wasix_32v1" "sock_open" (func (result i32 i32))))"#,
        r#"(module (import "wasix_32v1" "a b" (func)))"#,
        r#"(module (import "wasix_32v1" "sock_open" (func)) (memory 65536 65536 shared))"#,
        r#"(module (import "wasix_32v1" "sched_yield" (func)) (func (export "memory")))"#,
    ];
    for text in unsupported {
        assert!(
            matches!(error(text), InstrumentError::Unsupported(_)),
            "{text}"
        );
    }
    let invalid = [&b"\0asm\x01\0\0\0\xff"[..], b""];
    for module in invalid {
        assert!(matches!(
            instrument(module, &LineTable::default(), &SEAL),
            Err(InstrumentError::Invalid(_))
        ));
    }
}
