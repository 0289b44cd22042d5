//! `wasock trace` of programs as compilers make them: with lines of their source, large, long-running, and as components.

use std::io::{BufRead as _, BufReader};
use std::process::Stdio;
use std::{fs, thread};

use wasm_encoder::{
    CodeSection, EntityType, ExportKind, ExportSection, Function, FunctionSection, ImportSection,
    MemorySection, MemoryType, Module, TypeSection, ValType,
};

use super::{Need, REFERENCE, Test, argument, command, place, told, wasock};

pub const TESTS: &[Test] = &[
    (
        "trace_shows_the_lines_of_a_compiled_program",
        REFERENCE,
        shows_the_lines_of_a_compiled_program,
    ),
    (
        "trace_takes_a_program_of_megabytes",
        REFERENCE,
        takes_a_program_of_megabytes,
    ),
    (
        "trace_takes_no_more_memory_for_more_calls",
        REFERENCE,
        takes_no_more_memory_for_more_calls,
    ),
    (
        "trace_takes_a_component_as_it_is",
        &[Need::Runner("wasmtime"), Need::Runner("reference")],
        takes_a_component_as_it_is,
    ),
    (
        "trace_says_what_of_a_component_it_does_not_trace",
        &[Need::Runner("wasmtime")],
        says_what_of_a_component_it_does_not_trace,
    ),
    (
        "trace_follows_a_call_while_it_waits",
        REFERENCE,
        follows_a_call_while_it_waits,
    ),
];

/// The calls are made by a library; the lines are those of the program.
fn shows_the_lines_of_a_compiled_program() {
    let server = "harness/tests/command/compiled/server.wasm";
    let trace = told(&["trace", server, "--runner", "reference"]);
    let calls: Vec<&str> = trace
        .lines()
        .filter(|line| line.contains(" -> "))
        .map(|line| line.split('(').next().unwrap())
        .collect();
    let once = [
        "server.c:8 sock_open",
        "server.c:9 sock_bind",
        "server.c:11 sock_accept_v2",
    ];
    assert_eq!(calls, [once, once].concat(), "{trace}");
    assert!(trace.contains("4 does not listen"), "{trace}");
}

/// How many functions a large program has that are never called.
const IDLE: u32 = 20_000;

fn takes_a_program_of_megabytes() {
    let mut module = Module::new();
    let mut types = TypeSection::new();
    types.ty().function([ValType::I32], [ValType::I32]);
    types.ty().function([], []);
    module.section(&types);
    let mut imports = ImportSection::new();
    imports.import("wasix_32v1", "fd_close", EntityType::Function(0));
    module.section(&imports);
    let mut functions = FunctionSection::new();
    functions.function(1);
    (0..IDLE).for_each(|_| _ = functions.function(1));
    module.section(&functions);
    let mut memories = MemorySection::new();
    memories.memory(MemoryType {
        minimum: 1,
        maximum: None,
        memory64: false,
        shared: false,
        page_size_log2: None,
    });
    module.section(&memories);
    let mut exports = ExportSection::new();
    exports.export("memory", ExportKind::Memory, 0);
    exports.export("_start", ExportKind::Func, 1);
    module.section(&exports);
    let mut code = CodeSection::new();
    let body = |calls: u32, number: i32| {
        let mut function = Function::new([]);
        let mut code = function.instructions();
        for _ in 0..calls {
            code.i32_const(number).call(0).drop();
        }
        code.end();
        function
    };
    code.function(&body(1, 77));
    (0..IDLE).for_each(|_| _ = code.function(&body(32, 0x1234_5678)));
    module.section(&code);
    let binary = module.finish();
    assert!(binary.len() > 4 << 20, "{}", binary.len());
    fs::write(place("large.wasm"), binary).unwrap();
    let trace = told(&["trace", &argument("large.wasm"), "--runner", "reference"]);
    assert!(
        trace.contains(" fd_close(fd=77) -> badf (8)\n=> completed"),
        "{trace}"
    );
}

/// A program that makes so many calls, no two after each other the same, says that it is done, and sleeps for an hour.
fn busy(rounds: u32) -> String {
    format!(
        r#"(module
  (import "wasix_32v1" "fd_close" (func $close (param i32) (result i32)))
  (import "wasix_32v1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "poll_oneoff" (func $poll (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 96) "\80\00\00\00" "\05\00\00\00")
  (data (i32.const 128) "done\n")
  (data (i32.const 272) "\01\00\00\00\00\00\00\00" "\00\a0\b8\30\46\03\00\00")
  (func (export "_start") (local $left i32)
    (local.set $left (i32.const {rounds}))
    (loop $again
      (drop (call $close (i32.add (i32.const 1000) (local.get $left))))
      (br_if $again (local.tee $left (i32.sub (local.get $left) (i32.const 1)))))
    (drop (call $write (i32.const 1) (i32.const 96) (i32.const 1) (i32.const 48)))
    (drop (call $poll (i32.const 256) (i32.const 512) (i32.const 1) (i32.const 48)))))
"#
    )
}

/// How many kilobytes the tracer has had at most when a program has made so many calls.
fn memory(rounds: u32) -> u64 {
    let name = format!("busy-{rounds}.wat");
    fs::write(place(&name), busy(rounds)).unwrap();
    // However slow the machine is, it is not ended.
    let arguments = [
        "trace",
        &argument(&name),
        "--runner",
        "reference",
        "--follow",
    ];
    let mut command = command(&arguments);
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let output = BufReader::new(child.stdout.take().unwrap());
    let mut lines = output.lines().map(Result::unwrap);
    let told = lines.by_ref().take_while(|line| line != "done");
    let calls = told.filter(|line| line.contains(" fd_close(")).count();
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
    // What it still has to say is of no interest, and it must not wait for being heard.
    drop(lines);
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(calls, rounds as usize);
    let most = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let most = most.unwrap().trim().trim_end_matches(" kB");
    most.parse().unwrap()
}

fn takes_no_more_memory_for_more_calls() {
    // What is kept for hints is full with the first.
    let (few, many) = thread::scope(|scope| {
        let few = scope.spawn(|| memory(3_000));
        let many = memory(20_000);
        (few.join().unwrap(), many)
    });
    assert!(many < few + 4096, "{few} kB, {many} kB");
}

/// A trace without the places of calls and the ports.
fn without_places(trace: &str) -> Vec<String> {
    let lines = trace.lines().map(|line| {
        let line = match line.split_once(' ') {
            Some((place, rest)) if place.starts_with(['L', '+']) => rest,
            _ => line,
        };
        let mut line = line.to_owned();
        while let Some(at) = line.find("127.0.0.1:") {
            let port = line[at + 10..].chars().take_while(char::is_ascii_digit);
            line.replace_range(at..at + 10 + port.count(), "address");
        }
        line
    });
    lines.collect()
}

fn takes_a_component_as_it_is() {
    for case in [
        "wasip2/stream/unbound/start-listen",
        "wasip2/datagram/unbound/start-bind",
        "wasip3/stream/connected/drop-streams-live",
    ] {
        let name = format!("{}.wasm", case.replace('/', "-"));
        told(&["emit", case, "-o", &argument(&name)]);
        for runner in ["wasmtime", "reference"] {
            let [module, component] =
                [case, &argument(&name)].map(|what| told(&["trace", what, "--runner", runner]));
            let [module, component] = [module, component].map(|trace| without_places(&trace));
            assert_eq!(module, component, "{case} on {runner}");
            assert!(component.len() > 2, "{component:?}");
        }
    }
}

/// Two modules that make calls, and a component that could.
const PARTED: &str = r#"(component
  (import "wasi:sockets/network@0.2.3" (instance $networks (export "network" (type (sub resource)))))
  (alias export $networks "network" (type $network))
  (import "wasi:sockets/instance-network@0.2.3" (instance $instance
    (export "network" (type $its (eq $network)))
    (export "instance-network" (func (result (own $its))))))
  (core func $get (canon lower (func $instance "instance-network")))
  (core module $first
    (import "wasi:sockets/instance-network@0.2.3" "instance-network" (func $get (result i32)))
    (func (export "run") (result i32) (drop (call $get)) (i32.const 0)))
  (core module $second
    (import "wasi:sockets/instance-network@0.2.3" "instance-network" (func $get (result i32)))
    (func (export "run") (result i32) (drop (call $get)) (i32.const 0)))
  (component $inside (core module (func)))
  (core instance $given (export "instance-network" (func $get)))
  (core instance $one (instantiate $first (with "wasi:sockets/instance-network@0.2.3" (instance $given))))
  (core instance $other (instantiate $second (with "wasi:sockets/instance-network@0.2.3" (instance $given))))
  (instance $nothing (instantiate $inside))
  (func $run (result (result)) (canon lift (core func $one "run")))
  (instance $program (export "run" (func $run)))
  (export "wasi:cli/run@0.2.3" (instance $program)))
"#;

fn says_what_of_a_component_it_does_not_trace() {
    fs::write(place("parted.wat"), PARTED).unwrap();
    let output = wasock(&["trace", &argument("parted.wat"), "--runner", "wasmtime"]);
    let (trace, error) = (super::text(&output.stdout), super::text(&output.stderr));
    let called = " instance-network() -> returns value=1\n=> completed\n";
    assert!(
        trace.ends_with(called) && trace.lines().count() == 2,
        "{trace}{error}"
    );
    assert_eq!(
        error,
        "its module second is not traced\nthe component inside of it is not traced\n"
    );
}

/// Accepts where nobody connects, after a call that does not wait.
const WAITS: &str = r#"(module
  (import "wasix_32v1" "sock_open" (func $open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_listen" (func $listen (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_accept_v2" (func $accept (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func (export "_start")
    (drop (call $open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))
    (drop (call $listen (i32.load (i32.const 0)) (i32.const 8)))
    (drop (call $accept (i32.load (i32.const 0)) (i32.const 0) (i32.const 8) (i32.const 64)))))
"#;

fn follows_a_call_while_it_waits() {
    fs::write(place("follows.wat"), WAITS).unwrap();
    let follows = argument("follows.wat");
    let mut command = command(&["trace", &follows, "--runner", "reference", "--follow"]);
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    // The last line has no end: the call has none.
    let mut heard = Vec::new();
    let read = (0..3).try_for_each(|_| output.read_until(b'>', &mut heard).map(drop));
    child.kill().unwrap();
    child.wait().unwrap();
    read.unwrap();
    let heard = super::text(&heard);
    let last = "L9 sock_accept_v2(fd=4, flags=none) ->";
    assert!(heard.ends_with(last), "{heard}");
    assert!(
        heard.contains("L8 sock_listen(fd=4, backlog=8) -> success\n"),
        "{heard}"
    );
}
