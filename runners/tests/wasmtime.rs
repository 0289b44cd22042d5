//! The runner `wasmtime`, from the module to the ending.
//!
//! A guest that writes runs in a child process: this test binary again, told which.
#![cfg(feature = "wasmtime")]

use std::path::Path;
use std::process::{Command, Stdio};

use wasock_runners::{Ending, Grant, Guest, Policy, Runner as _, Wasmtime};

fn ending(text: &str) -> Ending {
    let module = wat::parse_str(text).expect("the text is a module");
    let guest = Guest {
        name: "guest",
        module: &module,
        compiled: None,
        keeper: None,
        interface: "wasip1",
        place: Path::new("/tmp"),
        policy: Policy::Granted,
        preopens: &[],
        host_log: false,
        witness: None,
        beginning: None,
    };
    Wasmtime::new().run(&guest).expect("the engine starts")
}

#[test]
fn it_says_what_it_is() {
    let runner = Wasmtime::new();
    let capabilities = runner.capabilities();
    assert_eq!(capabilities.interfaces, ["wasip1", "wasip2", "wasip3"]);
    assert_eq!(capabilities.policies, Grant::ALL);
}

#[test]
fn a_start_that_returns() {
    assert_eq!(
        ending(r#"(module (func (export "_start")))"#),
        Ending::Returned
    );
}

/// Calls, and exits with the errno.
fn errno_of(import: &str, call: &str) -> Ending {
    ending(&format!(
        r#"(module
            (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
            {import}
            (memory (export "memory") 1)
            (func (export "_start") (call $exit {call})))"#
    ))
}

#[test]
fn exit_codes_are_those_that_wasmtime_knows() {
    for code in [0, 7, 125] {
        assert_eq!(
            errno_of("", &format!("(i32.const {code})")),
            Ending::Exited(code)
        );
    }
    for code in ["126", "-1"] {
        assert_eq!(
            errno_of("", &format!("(i32.const {code})")),
            Ending::Trapped("exit with invalid exit status outside of [0..126)".to_owned())
        );
    }
}

#[test]
fn traps_are_one_line() {
    let trap = |text: &str| Ending::Trapped(text.to_owned());
    assert_eq!(
        ending(r#"(module (func (export "_start") unreachable))"#),
        trap("wasm trap: wasm `unreachable` instruction executed")
    );
    assert_eq!(
        ending(r#"(module (func $start unreachable) (start $start) (func (export "_start")))"#),
        trap("wasm trap: wasm `unreachable` instruction executed")
    );
    assert_eq!(
        errno_of(
            r#"(import "wasi_snapshot_preview1" "sock_shutdown" (func $shutdown (param i32 i32) (result i32)))"#,
            "(call $shutdown (i32.const 0) (i32.const 4))"
        ),
        trap("Invalid flag value Sdflags")
    );
}

#[test]
fn what_is_not_there_is_named() {
    for (text, what) in [
        (
            r#"(module (import "wasix_32v1" "sock_open" (func (param i32 i32 i32 i32) (result i32))) (func (export "_start")))"#,
            "wasix_32v1.sock_open",
        ),
        (
            r#"(module (import "wasi_snapshot_preview1" "sock_open" (func (param i32 i32 i32 i32) (result i32))) (func (export "_start")))"#,
            "wasi_snapshot_preview1.sock_open",
        ),
        (
            r#"(module (import "wasi_snapshot_preview1" "sock_accept" (func (param i32 i32 i32 i32) (result i32))) (func (export "_start")))"#,
            "wasi_snapshot_preview1.sock_accept with type (i32, i32, i32, i32) -> (i32)",
        ),
        (
            r#"(module (import "env" "memory" (memory 1)) (func (export "_start")))"#,
            "env.memory",
        ),
        ("(module)", "a module that does not export `_start`"),
        (
            r#"(module (func (export "_start") (param i64)))"#,
            "_start with type (i64) -> ()",
        ),
    ] {
        assert_eq!(ending(text), Ending::Unsupported(what.to_owned()));
    }
}

#[test]
fn a_guest_has_streams_and_a_directory_and_nothing_else() {
    let import = r#"(import "wasi_snapshot_preview1" "fd_fdstat_get" (func $stat (param i32 i32) (result i32)))"#;
    for (fd, errno) in [(0, 0), (1, 0), (2, 0), (3, 0), (4, 8)] {
        let call = format!("(call $stat (i32.const {fd}) (i32.const 0))");
        assert_eq!(errno_of(import, &call), Ending::Exited(errno), "{fd}");
    }
    let import = r#"(import "wasi_snapshot_preview1" "fd_prestat_get" (func $prestat (param i32 i32) (result i32)))"#;
    let call = "(call $prestat (i32.const 3) (i32.const 0))";
    assert_eq!(errno_of(import, call), Ending::Exited(0));
}

/// A component whose `run` has this body, and that imports this besides.
fn component(imports: &str, body: &str) -> String {
    format!(
        r#"(component
            {imports}
            (core module $module (func (export "run") (result i32) {body}))
            (core instance $guest (instantiate $module))
            (func $run (result (result)) (canon lift (core func $guest "run")))
            (instance $exported (export "run" (func $run)))
            (export "wasi:cli/run@0.2.0" (instance $exported)))"#
    )
}

#[test]
fn a_component_returns_or_fails() {
    let returns = |body: &str| ending(&component("", body));
    assert_eq!(returns("(i32.const 0)"), Ending::Returned);
    assert_eq!(returns("(i32.const 1)"), Ending::Exited(1));
    assert_eq!(
        returns("unreachable"),
        Ending::Trapped("wasm trap: wasm `unreachable` instruction executed".to_owned())
    );
}

#[test]
fn a_component_may_import_any_patch_of_0_2() {
    for version in ["0.2.0", "0.2.6", "0.2.12"] {
        let import = format!(
            r#"(import "wasi:cli/exit@{version}" (instance
                (export "exit" (func (param "status" (result))))))"#
        );
        assert_eq!(
            ending(&component(&import, "(i32.const 0)")),
            Ending::Returned,
            "{version}"
        );
    }
}

#[test]
fn what_a_component_needs_is_named() {
    let unsupported = |imports: &str, what: &str| match ending(&component(imports, "(i32.const 0)"))
    {
        Ending::Unsupported(text) => assert!(text.contains(what), "{text}"),
        other => panic!("{other:?}"),
    };
    unsupported(
        r#"(import "wasi:sockets/quic@0.2.0" (instance (export "dial" (func))))"#,
        "wasi:sockets/quic@0.2.0",
    );
    unsupported(
        r#"(import "wasi:cli/exit@0.2.0" (instance (export "exit" (func (param "status" u32)))))"#,
        "wasi:cli/exit@0.2.0",
    );
    match ending("(component)") {
        Ending::Unsupported(text) => assert!(text.contains("wasi:cli/run"), "{text}"),
        other => panic!("{other:?}"),
    }
}

const HELLO: &str = r#"(module
    (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
    (import "wasi_snapshot_preview1" "sock_shutdown" (func $shutdown (param i32 i32) (result i32)))
    (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
    (memory (export "memory") 1)
    (data (i32.const 0) "\08\00\00\00\06\00\00\00hello\n")
    (func (export "_start")
        (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 32)))
        (call $exit (call $shutdown (i32.const 99) (i32.const 1)))))"#;

/// Not a test of its own: what a child process does. The answer of the runner goes to standard error.
#[test]
#[ignore = "it is run by the others"]
fn child() {
    eprintln!("answer: {:?}", ending(HELLO));
}

#[test]
fn a_guest_writes_where_its_process_writes() {
    let output = Command::new(std::env::current_exe().expect("a running binary"))
        .args(["--exact", "child", "--ignored", "--nocapture"])
        .args(["--test-threads=1"])
        .stdin(Stdio::null())
        .output()
        .expect("this binary can be run again");
    let contains = |bytes: &[u8], text: &str| {
        let all = String::from_utf8_lossy(bytes);
        assert!(all.contains(text), "no {text:?} in {all:?}");
    };
    contains(&output.stdout, "hello\n");
    contains(&output.stderr, "answer: Exited(8)");
}
