//! The runners `reference` and `scripted`, from the module to the ending.
//!
//! Guests that write, end the process or never return run in a child process: this test binary again, told which.
#![cfg(feature = "reference")]

use std::collections::BTreeMap;
use std::io::Read;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use wasock_runners::{Ending, Guest, Policy, Reference, Runner, RunnerError, Scripted};

fn run(runner: &str, script: &[(&str, &str)], text: &str) -> Result<Ending, RunnerError> {
    let module = wat::parse_str(text).expect("the text is a module");
    let script: BTreeMap<_, _> = script
        .iter()
        .map(|&(name, action)| (name.to_owned(), action.to_owned()))
        .collect();
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
    let runner: &dyn Runner = match runner {
        "scripted" => &Scripted::new(script),
        _ => &Reference::new(),
    };
    runner.run(&guest)
}

fn ending(text: &str) -> Ending {
    run("reference", &[], text).expect("the engine starts")
}

fn unsupported(what: &str) -> Ending {
    Ending::Unsupported(what.to_owned())
}

#[test]
fn a_start_that_returns() {
    assert_eq!(
        ending(r#"(module (func (export "_start")))"#),
        Ending::Returned
    );
}

#[test]
fn exit_codes_keep_all_their_bits() {
    for code in ["0", "7", "0x80000001"] {
        let text = format!(
            r#"(module (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
                (func (export "_start") (call $exit (i32.const {code})) unreachable))"#
        );
        let expected = if code == "7" {
            7
        } else {
            u32::from(code != "0") * 0x8000_0001
        };
        assert_eq!(ending(&text), Ending::Exited(expected));
    }
}

#[test]
fn traps_are_one_line_of_the_engine() {
    let trap = ending(r#"(module (func (export "_start") unreachable))"#);
    assert_eq!(
        trap,
        Ending::Trapped("wasm trap: wasm `unreachable` instruction executed".to_owned())
    );
    let trap = ending(
        r#"(module (memory 1) (func (export "_start") (drop (i32.load (i32.const 65536)))))"#,
    );
    assert_eq!(
        trap,
        Ending::Trapped("wasm trap: out of bounds memory access".to_owned())
    );
}

#[test]
fn initialize_comes_before_start() {
    let text = r#"(module (global $ready (mut i32) (i32.const 0))
        (func (export "_initialize") (global.set $ready (i32.const 1)))
        (func (export "_start") (if (i32.eqz (global.get $ready)) (then unreachable))))"#;
    assert_eq!(ending(text), Ending::Returned);
}

#[test]
fn what_is_not_there_is_named() {
    for (text, what) in [
        (
            r#"(module (import "wasix_32v1" "proc_fork" (func)) (func (export "_start")))"#,
            "wasix_32v1.proc_fork",
        ),
        (
            r#"(module (import "wasi_snapshot_preview1" "sock_open" (func (param i32 i32 i32 i32) (result i32))))"#,
            "wasi_snapshot_preview1.sock_open",
        ),
        (
            r#"(module (import "env" "table" (table 1 funcref)))"#,
            "env.table",
        ),
        (
            r#"(module (import "wasix_32v1" "sock_accept" (func (param i32 i32 i32) (result i32))))"#,
            "wasix_32v1.sock_accept with type (i32, i32, i32) -> (i32)",
        ),
        (
            r#"(module (import "wasix_32v1" "sock_set_opt_size" (func (param i32 i32 i32) (result i32))))"#,
            "wasix_32v1.sock_set_opt_size with type (i32, i32, i32) -> (i32)",
        ),
        (
            r#"(module (import "wasi_snapshot_preview1" "proc_exit" (func (param i32) (result i32))))"#,
            "wasi_snapshot_preview1.proc_exit with type (i32) -> (i32)",
        ),
        ("(module)", "a module that does not export `_start`"),
        (
            r#"(module (func (export "_start") (param i64)))"#,
            "_start with type (i64) -> ()",
        ),
    ] {
        assert_eq!(ending(text), unsupported(what));
    }
}

#[test]
fn accept_has_a_type_for_each_interface() {
    let text = r#"(module
        (import "wasi_snapshot_preview1" "sock_accept" (func (param i32 i32 i32) (result i32)))
        (import "wasix_32v1" "sock_accept" (func (param i32 i32 i32 i32) (result i32)))
        (import "wasix_32v1" "sock_accept_v2" (func (param i32 i32 i32 i32) (result i32)))
        (func (export "_start")))"#;
    assert_eq!(ending(text), Ending::Returned);
}

/// Calls, and exits with the errno.
fn errno_of(memory: &str, import: &str, call: &str) -> Ending {
    ending(&format!(
        r#"(module
            (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
            {import}
            {memory}
            (func (export "_start") (call $exit {call})))"#
    ))
}

#[test]
fn calls_reach_the_memory_of_the_guest() {
    let open =
        r#"(import "wasix_32v1" "sock_open" (func $open (param i32 i32 i32 i32) (result i32)))"#;
    let good = "(call $open (i32.const 1) (i32.const 1) (i32.const 0) (i32.const 65532))";
    let bad = "(call $open (i32.const 1) (i32.const 1) (i32.const 0) (i32.const 65533))";
    for memory in [
        r#"(memory (export "memory") 1)"#,
        r#"(memory (export "memory") 1 1)"#,
    ] {
        assert_eq!(errno_of(memory, open, good), Ending::Exited(0));
        assert_eq!(errno_of(memory, open, bad), Ending::Exited(78));
    }
    let imported = format!(r#"{open} (import "env" "memory" (memory 1 2))"#);
    assert_eq!(errno_of("", &imported, good), Ending::Exited(0));
    assert_eq!(errno_of("", &imported, bad), Ending::Exited(78));
    assert_eq!(
        errno_of("", open, good),
        Ending::Exited(78),
        "no memory is memory without bytes"
    );

    // A call of preview 1 traps on a pointer to no memory ("Know your witx", Pointers).
    let stat = r#"(import "wasi_snapshot_preview1" "fd_fdstat_get" (func $stat (param i32 i32) (result i32)))"#;
    let bad = "(call $stat (i32.const 0) (i32.const -1))";
    let ending = errno_of(r#"(memory (export "memory") 1)"#, stat, bad);
    assert!(matches!(ending, Ending::Trapped(_)), "{ending:?}");
}

#[test]
fn a_guest_talks_to_itself() {
    let text = r#"(module
        (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
        (import "wasix_32v1" "sock_open" (func $open (param i32 i32 i32 i32) (result i32)))
        (import "wasix_32v1" "sock_bind" (func $bind (param i32 i32) (result i32)))
        (import "wasix_32v1" "sock_addr_local" (func $local (param i32 i32) (result i32)))
        (import "wasix_32v1" "sock_listen" (func $listen (param i32 i32) (result i32)))
        (import "wasix_32v1" "sock_connect" (func $connect (param i32 i32) (result i32)))
        (import "wasix_32v1" "sock_accept_v2" (func $accept (param i32 i32 i32 i32) (result i32)))
        (import "wasi_snapshot_preview1" "sock_send" (func $send (param i32 i32 i32 i32 i32) (result i32)))
        (import "wasix_32v1" "sock_recv" (func $recv (param i32 i32 i32 i32 i32 i32) (result i32)))
        (memory (export "memory") 1)
        (data (i32.const 0) "\01\00\00\00\7f\00\00\01")
        (data (i32.const 64) "\80\00\00\00\04\00\00\00")
        (data (i32.const 72) "\c0\00\00\00\08\00\00\00")
        (data (i32.const 128) "ping")
        (func $must (param $errno i32) (if (local.get $errno) (then (call $exit (local.get $errno)))))
        (func (export "_start") (local $listener i32) (local $client i32)
            (call $must (call $open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 48)))
            (local.set $listener (i32.load (i32.const 48)))
            (call $must (call $bind (local.get $listener) (i32.const 0)))
            (call $must (call $local (local.get $listener) (i32.const 0)))
            (call $must (call $listen (local.get $listener) (i32.const 1)))
            (call $must (call $open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 48)))
            (local.set $client (i32.load (i32.const 48)))
            (call $must (call $connect (local.get $client) (i32.const 0)))
            (call $must (call $accept (local.get $listener) (i32.const 0) (i32.const 48) (i32.const 24)))
            (call $must (call $send (local.get $client) (i32.const 64) (i32.const 1) (i32.const 0) (i32.const 52)))
            (call $must (call $recv (i32.load (i32.const 48)) (i32.const 72) (i32.const 1) (i32.const 0)
                (i32.const 56) (i32.const 60)))
            (if (i32.ne (i32.load (i32.const 56)) (i32.const 4)) (then unreachable))
            (if (i32.ne (i32.load (i32.const 192)) (i32.load (i32.const 128))) (then unreachable))))"#;
    assert_eq!(ending(text), Ending::Returned);
}

const HELLO: &str = r#"(module
    (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
    (import "wasix_32v1" "sock_listen" (func $listen (param i32 i32) (result i32)))
    (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
    (memory (export "memory") 1)
    (data (i32.const 0) "\08\00\00\00\06\00\00\00hello\n")
    (func (export "_start")
        (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 32)))
        (call $exit (call $listen (i32.const 9) (i32.const 1)))))"#;

const RUNNER: &str = "RUNNER";
const ACTION: &str = "ACTION";

/// Not a test of its own: what a child process does. The answer of the runner goes to standard error.
#[test]
#[ignore = "it is run by the others"]
fn child() {
    let action = std::env::var(ACTION).expect("the parent says what");
    if action == "eat" {
        let limit = rustix::process::Rlimit {
            current: Some(1 << 28),
            maximum: Some(1 << 28),
        };
        rustix::process::setrlimit(rustix::process::Resource::Data, limit)
            .expect("a limit can be lowered");
    }
    let runner = std::env::var(RUNNER).expect("the parent says which");
    eprintln!(
        "answer: {:?}",
        run(&runner, &[("sock_listen", &action)], HELLO)
    );
}

fn spawn(runner: &str, action: &str) -> Child {
    Command::new(std::env::current_exe().expect("a running binary"))
        .args([
            "--exact",
            "child",
            "--ignored",
            "--nocapture",
            "--test-threads=1",
        ])
        .envs([(RUNNER, runner), (ACTION, action)])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("this binary can be run again")
}

fn child_output(runner: &str, action: &str) -> Output {
    spawn(runner, action).wait_with_output().expect("it ends")
}

fn assert_contains(bytes: &[u8], text: &str) {
    let all = String::from_utf8_lossy(bytes);
    assert!(all.contains(text), "no {text:?} in {all:?}");
}

#[test]
fn a_guest_writes_where_its_process_writes() {
    let output = child_output("reference", "");
    assert_contains(&output.stdout, "hello\n");
    assert_contains(&output.stderr, "answer: Ok(Exited(8))");
}

#[test]
fn scripts_answer_for_the_host() {
    for (action, errno) in [
        ("inval", 28),
        ("success", 0),
        ("0", 0),
        ("42", 42),
        ("real", 8),
    ] {
        let output = child_output("scripted", action);
        assert_contains(&output.stdout, "hello\n");
        assert_contains(&output.stderr, &format!("answer: Ok(Exited({errno}))"));
    }
}

#[test]
fn scripts_end_the_process() {
    let output = child_output("scripted", "exit 3");
    assert_eq!(output.status.code(), Some(3));
    for signal in [11, 6, 9, 15, 5] {
        let output = child_output("scripted", &format!("signal {signal}"));
        assert_eq!(output.status.signal(), Some(signal));
    }
    let output = child_output("scripted", "eat");
    assert_eq!(output.status.signal(), Some(6));
    let output = child_output("scripted", "panic");
    assert_eq!(
        output.status.code(),
        Some(101),
        "it is the panic of the process"
    );
    assert_contains(&output.stderr, "the script says so");
}

#[test]
fn scripts_hang() {
    let mut child = spawn("scripted", "hang");
    let mut stdout = child.stdout.take().expect("it is piped");
    let mut seen = Vec::new();
    while !seen.ends_with(b"hello\n") {
        let mut byte = [0];
        stdout
            .read_exact(&mut byte)
            .expect("the guest writes before it hangs");
        seen.extend(byte);
    }
    assert_eq!(
        child.try_wait().expect("it is a child"),
        None,
        "it has not ended"
    );
    child.kill().expect("it can be ended");
    assert_eq!(child.wait().expect("it is a child").signal(), Some(9));
}

#[test]
fn scripts_take_imports_away() {
    let ending = run("scripted", &[("sock_listen", "missing")], HELLO).expect("the engine starts");
    assert_eq!(ending, unsupported("wasix_32v1.sock_listen"));
}

#[test]
fn scripts_answer_success_to_everything_else() {
    let text = r#"(module
        (import "wasix_32v1" "no_such_call" (func $unknown (param i64) (result i32)))
        (import "wasix_32v1" "callback_signal" (func $nothing (param i32 i32)))
        (func (export "_start")
            (call $nothing (i32.const 0) (i32.const 0))
            (if (call $unknown (i64.const 0)) (then unreachable))))"#;
    assert_eq!(
        run("scripted", &[], text).expect("the engine starts"),
        Ending::Returned
    );
}

#[test]
fn scripts_with_unknown_words_are_refused() {
    let error = run("scripted", &[("sock_listen", "explode 3")], HELLO)
        .expect_err("there is no such action");
    assert_eq!(
        error.to_string(),
        "scripted: no action `explode 3`, for `sock_listen`"
    );
}

#[test]
fn memory_that_grows_in_small_steps_is_not_moved() {
    // Each move would copy all that there is, so that this took a minute.
    let grows = r#"(module
        (memory (export "memory") 1)
        (func (export "_start") (local $pages i32)
            (loop $again
                (drop (memory.grow (i32.const 1)))
                (local.set $pages (i32.add (local.get $pages) (i32.const 1)))
                (br_if $again (i32.lt_u (local.get $pages) (i32.const 12000))))))"#;
    let ended = run("reference", &[], grows);
    assert!(matches!(ended, Ok(Ending::Returned)), "{ended:?}");
}

#[test]
fn a_socket_gets_the_lowest_number_that_is_free() {
    // Where that is looked for is kept, so that thousands of sockets do not take the square of their number.
    let opens = r#"(module
        (import "wasix_32v1" "sock_open" (func $open (param i32 i32 i32 i32) (result i32)))
        (import "wasix_32v1" "fd_close" (func $close (param i32) (result i32)))
        (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
        (memory (export "memory") 1)
        (func (export "_start") (local $left i32)
            (local.set $left (i32.const 500))
            (loop $again
                (drop (call $open (i32.const 1) (i32.const 1) (i32.const 0) (i32.const 0)))
                (local.set $left (i32.sub (local.get $left) (i32.const 1)))
                (br_if $again (local.get $left)))
            (drop (call $close (i32.const 7)))
            (drop (call $close (i32.const 40)))
            (drop (call $open (i32.const 1) (i32.const 1) (i32.const 0) (i32.const 0)))
            (call $exit (i32.load (i32.const 0)))))"#;
    let ended = run("reference", &[], opens);
    assert!(matches!(ended, Ok(Ending::Exited(7))), "{ended:?}");
}
