//! Guests of all shapes: however a call reaches an import, it is reported.

use wasmparser::{Name, Parser, Payload};
use wasock::assemble::{LineTable, assemble};
use wasock::instrument::instrument;

use crate::host::{Guest, SEAL, World};
use crate::records::trace;

/// The sites and functions of the calls in the report.
fn calls(guest: &Guest) -> Vec<String> {
    let output = guest.output(1);
    let enters = output.lines().filter_map(|line| line.strip_prefix("> "));
    enters
        .map(|line| {
            line.split('(')
                .next()
                .unwrap()
                .replace("wasi_snapshot_preview1.", "")
        })
        .collect()
}

#[test]
fn calls_through_tables_and_references_are_reported() {
    let text = r#"(module
  (import "wasi_snapshot_preview1" "sched_yield" (func $yield (result i32)))
  (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
  (type $yields (func (result i32)))
  (table $t 4 funcref)
  (elem (table $t) (i32.const 0) func $yield $own)
  (elem $passive funcref (ref.func $yield) (ref.null func))
  (elem declare func $exit $yield)
  (func $own (result i32) (i32.const 7))
  (func (export "_start")
    (drop (call_indirect $t (type $yields) (i32.const 0)))
    (drop (call_indirect $t (type $yields) (i32.const 1)))
    (table.init $t $passive (i32.const 2) (i32.const 0) (i32.const 1))
    (drop (call_indirect $t (type $yields) (i32.const 2)))
    (table.set $t (i32.const 3) (ref.func $exit))
    (call_indirect $t (param i32) (i32.const 5) (i32.const 3))
    (drop (call $yield))))
"#;
    let guest = trace(text, World::default());
    assert_eq!(
        calls(&guest),
        [
            "L11 sched_yield",
            "L14 sched_yield",
            "L16 proc_exit",
            "L17 sched_yield"
        ]
    );
    let called: Vec<&str> = guest
        .store
        .data()
        .calls
        .iter()
        .map(|(name, _)| name.as_str())
        .collect();
    assert_eq!(
        called,
        ["sched_yield", "sched_yield", "proc_exit", "sched_yield"]
    );
}

#[test]
fn tables_globals_and_references_that_are_initialised_with_imports_hold_wrappers() {
    let text = r#"(module
  (import "wasi_snapshot_preview1" "sched_yield" (func $yield (result i32)))
  (type $yields (func (result i32)))
  (table $t 2 funcref (ref.func $yield))
  (global $g funcref (ref.func $yield))
  (func (export "_start")
    (drop (call_indirect $t (type $yields) (i32.const 1)))
    (table.set $t (i32.const 0) (ref.null func))
    (table.set $t (i32.const 0) (global.get $g))
    (drop (call_indirect $t (type $yields) (i32.const 0)))))
"#;
    let assembled = assemble(text).unwrap();
    let traced = instrument(&assembled.module, &assembled.lines, &SEAL).unwrap();
    let mut guest = Guest::traced(traced, World::default());
    guest.call("_start", &[]).unwrap();
    assert_eq!(calls(&guest), ["L7 sched_yield", "L10 sched_yield"]);
}

#[test]
fn typed_references_stay_valid() {
    let text = r#"(module
  (import "wasi_snapshot_preview1" "sched_yield" (func $yield (result i32)))
  (type $yields (func (result i32)))
  (elem declare func $yield)
  (func (export "_start") (result i32) (call_ref $yields (ref.func $yield)))
  (func (result i32) (return_call_ref $yields (ref.func $yield))))
"#;
    let assembled = assemble(text).unwrap();
    instrument(&assembled.module, &assembled.lines, &SEAL).unwrap();
}

#[test]
fn tail_calls_and_many_results_are_kept() {
    let text = r#"(module
  (import "wasi_snapshot_preview1" "sched_yield" (func $yield (result i32)))
  (type $yields (func (result i32)))
  (table $t 1 funcref)
  (elem (i32.const 0) func $yield)
  (func $direct (result i32)
    (return_call $yield))
  (func $indirect (result i32)
    (return_call_indirect (type $yields) (i32.const 0)))
  (func $two (result i32 i64)
    (block (result i32 i64)
      (call $yield)
      (i64.const 9)))
  (func (export "run") (result i32 i32 i32 i64)
    (call $direct) (call $indirect) (call $two)))
"#;
    let mut guest = trace(text, World::default().answer("sched_yield", |_, _| 6));
    assert_eq!(
        guest.call("run", &[]).unwrap(),
        ["I32(6)", "I32(6)", "I32(6)", "I64(9)"]
    );
    assert_eq!(
        calls(&guest),
        ["L7 sched_yield", "L9 sched_yield", "L12 sched_yield"]
    );
}

#[test]
fn exported_and_started_imports_are_reported_from_outside() {
    let text = r#"(module
  (import "wasi_snapshot_preview1" "sched_yield" (func $yield (result i32)))
  (import "wasi_snapshot_preview1" "proc_raise" (func $raise))
  (export "yield" (func $yield))
  (start $raise))
"#;
    let mut guest = trace(text, World::default());
    guest.call("yield", &[]).unwrap();
    assert_eq!(calls(&guest), ["+0 proc_raise", "+0 sched_yield"]);
}

#[test]
fn a_start_section_is_reported_before_the_first_export_runs() {
    let text = r#"(module
  (import "wasi_snapshot_preview1" "sched_yield" (func $yield (result i32)))
  (func $init
    (drop (call $yield)))
  (start $init)
  (func (export "_start")
    (drop (call $yield))))
"#;
    assert_eq!(
        calls(&trace(text, World::default())),
        ["L4 sched_yield", "L7 sched_yield"]
    );
}

#[test]
fn a_guest_that_prints_is_reported_and_still_prints() {
    let text = r#"(module
  (import "wasi_snapshot_preview1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "\10\00\00\00\03\00\00\00")
  (data (i32.const 16) "hi\n")
  (func (export "_start")
    (drop (call $fd_write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))))
"#;
    assert_eq!(
        trace(text, World::default()).output(1),
        "\
> L7 wasi_snapshot_preview1.fd_write(1, 0, 1, 8) @0=1000000003000000 @16=68690a
hi
< L7 wasi_snapshot_preview1.fd_write = 0 @8=03000000
"
    );
}

#[test]
fn a_guest_that_is_entered_again_from_within_a_call_keeps_its_lines_apart() {
    let text = r#"(module
  (import "wasi_snapshot_preview1" "outer" (func $outer (param i32) (result i32)))
  (import "wasi_snapshot_preview1" "inner" (func $inner (result i32)))
  (memory (export "memory") 1)
  (func (export "again")
    (drop (call $inner)))
  (func (export "_start")
    (drop (call $outer (i32.const 5)))))
"#;
    let world = World {
        reenter: Some(("outer", "again")),
        ..World::default()
    };
    let mut guest = trace(
        text,
        world.answer("outer", |_, _| 1).answer("inner", |_, _| 2),
    );
    assert_eq!(
        guest.output(1),
        "\
> L8 wasi_snapshot_preview1.outer(5)
> L6 wasi_snapshot_preview1.inner()
< L6 wasi_snapshot_preview1.inner = 2
< L8 wasi_snapshot_preview1.outer = 1
"
    );
    assert!(guest.memory("memory").iter().all(|byte| *byte == 0));
}

#[test]
fn a_recursive_guest_reports_each_call() {
    let text = r#"(module
  (import "wasi_snapshot_preview1" "sched_yield" (func $yield (result i32)))
  (func $down (export "down") (param $n i32) (result i32)
    (if (i32.eqz (local.get $n)) (then (return (i32.const 0))))
    (i32.add (call $yield) (call $down (i32.sub (local.get $n) (i32.const 1))))))
"#;
    let mut guest = trace(text, World::default().answer("sched_yield", |_, _| 2));
    assert_eq!(
        guest.call("down", &[wasmtime::Val::I32(20)]).unwrap(),
        ["I32(40)"]
    );
    assert_eq!(calls(&guest), ["L5 sched_yield"; 20]);
}

#[test]
fn imports_of_other_modules_are_left_alone() {
    let text = r#"(module
  (import "env" "first" (func $first (result i32)))
  (import "wasi_snapshot_preview1" "sched_yield" (func $yield (result i32)))
  (import "env" "last" (func $last (param i32)))
  (func $pass (param i32) (call $last (local.get 0)))
  (func (export "_start")
    (call $pass (i32.add (call $first) (call $yield)))))
"#;
    let world = World::default()
        .answer("first", |_, _| 40)
        .answer("sched_yield", |_, _| 2);
    let guest = trace(text, world);
    assert_eq!(
        guest.store.data().calls.last().unwrap(),
        &("last".to_owned(), vec![42])
    );
    assert_eq!(calls(&guest), ["L7 sched_yield"]);
}

#[test]
fn a_module_without_wasi_comes_back_as_it_is() {
    let assembled = assemble(r#"(module (import "env" "f" (func)))"#).unwrap();
    assert_eq!(
        instrument(&assembled.module, &assembled.lines, &SEAL)
            .unwrap()
            .module,
        assembled.module
    );
}

#[test]
fn lines_go_to_standard_error_when_standard_output_is_closed_and_else_nowhere() {
    let text = r#"(module
  (import "wasi_snapshot_preview1" "sched_yield" (func $yield (result i32)))
  (memory (export "memory") 1)
  (func (export "_start") (drop (call $yield))))
"#;
    let guest = trace(
        text,
        World {
            closed: vec![1],
            ..World::default()
        },
    );
    assert_eq!(guest.output(2).lines().count(), 2);
    let mut guest = trace(
        text,
        World {
            closed: vec![1, 2],
            ..World::default()
        },
    );
    assert_eq!(guest.store.data().writes, []);
    assert!(guest.memory("memory").iter().all(|byte| *byte == 0));
    let guest = trace(
        text,
        World {
            chunk: Some(0),
            ..World::default()
        },
    );
    assert_eq!(guest.output(1), "");
}

#[test]
fn a_module_may_have_very_many_imports() {
    use wasm_encoder::{
        CodeSection, EntityType, ExportKind, ExportSection, Function, FunctionSection,
        ImportSection, Module, TypeSection, ValType,
    };

    // Whatever takes the square of this number takes minutes.
    const IMPORTS: u32 = 60_000;
    let mut types = TypeSection::new();
    types.ty().function([], [ValType::I32]);
    types.ty().function([], []);
    let mut imports = ImportSection::new();
    let mut main = Function::new([]);
    for index in 0..IMPORTS {
        let module = "wasi_snapshot_preview1";
        imports.import(module, "sched_yield", EntityType::Function(0));
        main.instructions().call(index).drop();
    }
    main.instructions().end();
    let mut functions = FunctionSection::new();
    functions.function(1);
    let mut exports = ExportSection::new();
    exports.export("_start", ExportKind::Func, IMPORTS);
    let mut code = CodeSection::new();
    code.function(&main);
    let mut module = Module::new();
    module.section(&types).section(&imports).section(&functions);
    module.section(&exports).section(&code);
    let traced = instrument(&module.finish(), &LineTable::default(), &SEAL).unwrap();
    assert_eq!(traced.legend.functions().len(), IMPORTS as usize);
}

#[test]
fn names_follow_their_functions_and_stale_sections_are_gone() {
    let text = r#"(module
  (@custom "reloc.CODE" "x")
  (@custom "producers" "\00")
  (import "wasi_snapshot_preview1" "sched_yield" (func $yield (result i32)))
  (func $main (export "_start") (param $argument i32)))
"#;
    let assembled = assemble(text).unwrap();
    let module = instrument(&assembled.module, &assembled.lines, &SEAL)
        .unwrap()
        .module;
    let (mut sections, mut names, mut locals, mut start) =
        (Vec::new(), Vec::new(), Vec::new(), None);
    for payload in Parser::new(0).parse_all(&module) {
        match payload.unwrap() {
            Payload::ExportSection(exports) => {
                start = exports
                    .into_iter()
                    .next()
                    .map(|export| export.unwrap().index);
            }
            Payload::CustomSection(section) => {
                sections.push(section.name().to_owned());
                let wasmparser::KnownCustom::Name(subsections) = section.as_known() else {
                    continue;
                };
                for name in subsections {
                    match name.unwrap() {
                        Name::Function(map) => names.extend(map.into_iter().map(|name| {
                            let name = name.unwrap();
                            (name.index, name.name.to_owned())
                        })),
                        Name::Local(map) => {
                            locals.extend(map.into_iter().map(|function| function.unwrap().index));
                        }
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }
    sections.sort();
    assert_eq!(sections, ["name", "producers"]);
    assert_eq!(
        names[..2],
        [(0, "yield".to_owned()), (2, "main".to_owned())]
    );
    assert_eq!(names[2].1, "wasi_snapshot_preview1.sched_yield (traced)");
    assert!(names[2].0 > 2 && names.len() == 3);
    assert_eq!((start, locals), (Some(2), vec![2]));
}

#[test]
fn only_snapshot_0_is_needed_by_a_guest_of_snapshot_0() {
    let text = r#"(module
  (import "wasi_unstable" "sched_yield" (func $yield (result i32)))
  (func (export "_start") (drop (call $yield))))
"#;
    let assembled = assemble(text).unwrap();
    let module = instrument(&assembled.module, &LineTable::default(), &SEAL)
        .unwrap()
        .module;
    let modules: Vec<String> = Parser::new(0)
        .parse_all(&module)
        .filter_map(|payload| match payload.unwrap() {
            Payload::ImportSection(section) => Some(
                section
                    .into_imports()
                    .map(|import| import.unwrap().module.to_owned()),
            ),
            _ => None,
        })
        .flatten()
        .collect();
    assert_eq!(modules, ["wasi_unstable", "wasi_unstable"]);
}
