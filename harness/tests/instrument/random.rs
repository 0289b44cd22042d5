//! Random guests compute the same with the report as without it.

use std::cell::Cell;
use std::convert::Infallible;

use arbtest::arbitrary::Unstructured;
use arbtest::arbtest;
use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_smith::{Config, Module};
use wasmparser::{ExternalKind, MemoryType, Parser, Payload};
use wasmtime::Engine;
use wasock::assemble::LineTable;
use wasock::instrument::instrument;

use crate::host::{Guest, SEAL, World, engine};

/// How many guests are made, each from a seed of its own.
const GUESTS: u64 = 400;

/// What guests may import: functions of many types, whose names the tables have or not, and other things.
const IMPORTS: &str = r#"(module
  (import "wasi_snapshot_preview1" "fd_write" (func (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_read" (func (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_seek" (func (param i32 i64 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "poll_oneoff" (func (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "unheard_of" (func (param f32 f64 i64) (result i64)))
  (import "wasix_32v1" "sock_open" (func (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind" (func (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_recv" (func (param i32 i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_status" (func (param i64)))
  (import "wasix_32v1" "port_addr_list" (func (param i32 i32) (result i32)))
  (import "env" "other" (func (param i32) (result f64)))
  (import "env" "number" (global i32))
  (import "env" "counter" (global (mut i64)))
  (import "env" "table" (table 10 funcref)))
"#;

fn config(u: &mut Unstructured<'_>) -> arbtest::arbitrary::Result<Config> {
    Ok(Config {
        available_imports: Some(binary(IMPORTS)),
        allow_start_export: u.ratio(1, 3)?,
        bulk_memory_enabled: true,
        exceptions_enabled: false,
        export_everything: true,
        gc_enabled: false,
        max_data_segments: 3,
        max_element_segments: 4,
        max_exports: 1000,
        max_funcs: 6,
        max_globals: 8,
        max_imports: 12,
        max_instructions: 60,
        max_memory32_bytes: 3 << 16,
        max_table_elements: 100,
        max_tables: 3,
        max_type_size: 100_000,
        max_types: 20,
        memory64_enabled: false,
        memory_max_size_required: u.arbitrary()?,
        min_funcs: 1,
        min_imports: 3,
        min_memories: 1,
        reference_types_enabled: u.ratio(1, 4)?,
        relaxed_simd_enabled: false,
        table_max_size_required: true,
        tail_call_enabled: true,
        threads_enabled: false,
        ..Config::default()
    })
}

fn binary(text: &str) -> Vec<u8> {
    wasock::assemble::assemble(text).unwrap().module
}

/// The answers of the host: they depend on the call alone, and it writes where the call points to.
fn world(original: &[u8]) -> World {
    let memory = exports(original, ExternalKind::Memory).into_iter().next();
    World {
        memory,
        ..World::default()
    }
    .otherwise(|memory, args| {
        let hash = args.iter().fold(7u64, |hash, arg| {
            hash.wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(9) ^ arg
        });
        for arg in args {
            let at = usize::try_from(*arg).unwrap_or(usize::MAX);
            if let Some(place) = memory.get_mut(at..at.saturating_add(8)) {
                place.copy_from_slice(&hash.to_le_bytes());
            }
        }
        hash
    })
}

/// The names of the exports of one kind.
fn exports(module: &[u8], kind: ExternalKind) -> Vec<String> {
    let mut names = Vec::new();
    for payload in Parser::new(0).parse_all(module) {
        if let Payload::ExportSection(section) = payload.unwrap() {
            let exports = section
                .into_iter()
                .map(Result::unwrap)
                .filter(|export| export.kind == kind);
            names.extend(exports.map(|export| export.name.to_owned()));
        }
    }
    names
}

/// All that can be seen of a run of `module`, by the exports of `original`.
fn observe(engine: &Engine, module: &[u8], original: &[u8]) -> (Vec<String>, Vec<Vec<u8>>, Guest) {
    let mut guest = Guest::new(engine, module, world(original));
    let mut seen = vec![format!("{:?}", guest.instance.as_ref().err())];
    let mut memories = Vec::new();
    if guest.instance.is_ok() {
        for _ in 0..2 {
            for name in exports(original, ExternalKind::Func) {
                seen.push(format!("{name:?} {:?}", guest.call_with_zeros(&name)));
            }
        }
        for name in exports(original, ExternalKind::Global) {
            seen.push(format!("{name:?} {}", guest.global(&name)));
        }
        memories.extend(
            exports(original, ExternalKind::Memory)
                .iter()
                .map(|name| guest.memory(name)),
        );
    }
    let calls = guest
        .store
        .data()
        .calls
        .iter()
        .map(|call| format!("{call:?}"));
    seen.extend(calls);
    // The report writes from its own place in memory. What remains is what the guest itself wrote.
    let own = guest
        .store
        .data()
        .writes
        .iter()
        .filter(|write| !is_report(&write.args));
    seen.extend(own.map(|write| format!("{write:?}")));
    (seen, memories, guest)
}

fn is_report(args: &[u32; 4]) -> bool {
    matches!(args, [1 | 2, 128, 1, 136])
}

#[test]
fn random_guests_compute_the_same() {
    let engine = engine();
    let (compared, reported, trapped) = (Cell::new(0), Cell::new(0), Cell::new(0));
    for guest in 1..=GUESTS {
        let seed = (guest.wrapping_mul(0x9e37_79b9) << 32) | (1000 + guest * 10);
        arbtest(|u| {
            let Ok(mut module) = config(u).and_then(|config| Module::new(config, u)) else {
                return Ok(());
            };
            module.ensure_termination(500).unwrap();
            let original = with_a_page(&module.to_bytes());
            // This engine is built without some proposals that guests may use.
            if wasmtime::Module::new(&engine, &original).is_err() {
                return Ok(());
            }
            let traced = instrument(&original, &LineTable::default(), &SEAL).unwrap();
            let (expected, expected_memories, plain) = observe(&engine, &original, &original);
            let (seen, memories, guest) = observe(&engine, &traced.module, &original);
            assert_eq!(expected, seen);
            assert!(expected_memories == memories, "the memories differ");
            let writes = |guest: &Guest| guest.store.data().writes.clone();
            let reports = writes(&guest).iter().any(|write| is_report(&write.args));
            assert!(reports || writes(&plain).is_empty());
            compared.set(compared.get() + 1);
            reported.set(reported.get() + u32::from(reports));
            trapped.set(trapped.get() + u32::from(seen.iter().any(|line| line.contains("Err("))));
            Ok(())
        })
        .seed(seed)
        .run();
    }
    // A property that holds for nothing proves nothing. The guests are always the same ones.
    assert!(
        compared.get() > 100,
        "{} guests could be compared",
        compared.get()
    );
    assert!(
        reported.get() > 100,
        "{} guests made a call",
        reported.get()
    );
    assert!(trapped.get() > 50, "{} guests trapped", trapped.get());
}

/// Gives each memory its first page: the size of a memory that begins without is the one thing that does change.
fn with_a_page(module: &[u8]) -> Vec<u8> {
    struct Page;
    impl Reencode for Page {
        type Error = Infallible;

        fn memory_type(&mut self, memory: MemoryType) -> Result<wasm_encoder::MemoryType, Error> {
            let memory = utils::memory_type(self, memory);
            Ok(wasm_encoder::MemoryType {
                minimum: memory.minimum.max(1),
                maximum: memory.maximum.map(|maximum| maximum.max(1)),
                ..memory
            })
        }
    }
    let mut with_page = wasm_encoder::Module::new();
    Page.parse_core_module(&mut with_page, Parser::new(0), module)
        .unwrap();
    with_page.finish()
}
