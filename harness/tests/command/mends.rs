//! Programs as people write them, none of which works: what `wasock trace` says leads to the mend.

use super::{Need, Test, argument, place, text, wasock};

pub const TESTS: &[Test] = &[
    ("mends_imports_of_no_module", WASIX, || {
        let listen = r#"(call $listen (i32.const 4) (i32.const 5))"#;
        let hint = "does not offer env.sock_listen; it is in wasix_32v1, as wasix_32v1.sock_listen";
        leads("env", &program("env", listen), hint);
    }),
    ("mends_accept_without_listen", WASIX, || {
        let calls = "(call $open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 80))
            (call $bind (i32.load (i32.const 80)) (i32.const 48))
            (call $accept (i32.load (i32.const 80)) (i32.const 0) (i32.const 84) (i32.const 100))";
        leads(
            "no-listen",
            &program(WASIX_MODULE, calls),
            "does not listen",
        );
    }),
    ("mends_a_descriptor_that_is_closed", WASIX, || {
        let calls = "(call $open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 80))
            (call $bind (i32.load (i32.const 80)) (i32.const 48))
            (call $close (i32.load (i32.const 80)))
            (call $listen (i32.load (i32.const 80)) (i32.const 5))";
        leads(
            "closed",
            &program(WASIX_MODULE, calls),
            "was closed by fd_close at L",
        );
    }),
    ("mends_an_errno_that_nobody_looked_at", WASIX, || {
        let calls = "(call $open (i32.const 1) (i32.const 7) (i32.const 6) (i32.const 80))
            (call $bind (i32.load (i32.const 80)) (i32.const 48))";
        let program = program(WASIX_MODULE, calls);
        leads("type", &program, "7 is no type of a socket here");
        leads("errno", &program, "0 is standard input: sock_open at L");
    }),
    ("trace_shows_what_is_hidden", WASIX, || {
        let module = r"caf\c3\a9)\n=> completed.\1b[31mred \e2\80\ae";
        let shown = "caf\u{e9})\\n=> completed.\\u{1b}[31mred \\u{202e}";
        let program =
            format!(r#"(module (import "{module}" "f" (func)) (func (export "_start")))"#);
        let trace = trace("hidden", &program, "reference");
        assert!(trace.contains(shown), "{trace}");
        assert_eq!(trace.lines().count(), 1, "{trace}");
    }),
    ("trace_ends_the_lines_of_a_program", WASIX, || {
        let write = "(call $write (i32.const 1) (i32.const 64) (i32.const 1) (i32.const 80))
            (call $write (i32.const 2) (i32.const 64) (i32.const 1) (i32.const 80))";
        let trace = trace("unfinished", &program(WASIX_MODULE, write), "reference");
        let lines: Vec<&str> = trace.lines().collect();
        assert_eq!(lines[0], "no end", "{trace}");
        assert!(
            lines[1].contains(" fd_write(fd=1, data=\"no end\")"),
            "{trace}"
        );
    }),
];

const WASIX: &[Need] = &[Need::Runner("wasmer"), Need::Runner("reference")];

const WASIX_MODULE: &str = "wasix_32v1";

/// A program that makes these calls, whose imports are from `module`, and looks at none of their errnos.
fn program(module: &str, calls: &str) -> String {
    let imports = [
        ("$open", "sock_open", 4),
        ("$bind", "sock_bind", 2),
        ("$listen", "sock_listen", 2),
        ("$accept", "sock_accept_v2", 4),
        ("$close", "fd_close", 1),
        ("$write", "fd_write", 4),
    ];
    let imports = imports.map(|(id, name, parameters)| {
        let parameters = "i32 ".repeat(parameters);
        format!(r#"(import "{module}" "{name}" (func {id} (param {parameters}) (result i32)))"#)
    });
    let used = imports.into_iter().filter(|import| {
        let id = import.split("(func ").nth(1).unwrap();
        calls.contains(&format!("(call {} ", id.split(' ').next().unwrap()))
    });
    let used: Vec<String> = used.collect();
    let drops = calls.matches("(call ").map(|_| "drop").collect::<Vec<_>>();
    format!(
        r#"(module
  {}
  (memory (export "memory") 1)
  (data (i32.const 48) "\01\00" "\90\1f" "\7f\00\00\01")
  (data (i32.const 64) "\f0\00\00\00" "\06\00\00\00")
  (data (i32.const 240) "no end")
  (func (export "_start")
    {calls}
    {}))
"#,
        used.join("\n  "),
        drops.join(" ")
    )
}

/// Everything that a trace of this program shows.
fn trace(name: &str, program: &str, runner: &str) -> String {
    let file = format!("mends-{name}.wat");
    std::fs::write(place(&file), program).unwrap();
    let output = wasock(&["trace", &argument(&file), "--runner", runner]);
    text(&output.stdout)
}

/// Holds a trace to saying this, on every runner that speaks WASIX over the host's network.
fn leads(name: &str, program: &str, hint: &str) {
    for runner in ["wasmer", "reference"] {
        let trace = trace(&format!("{name}-{runner}"), program, runner);
        assert!(trace.contains(hint), "{runner}: {trace}");
    }
}
