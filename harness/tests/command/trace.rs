//! `wasock trace`, and the help.

use super::{ALL, Need, REFERENCE, Test, argument, place, refusal, text, told, wasock};

pub const TESTS: &[Test] = &[
    ("help_teaches", &[], help_teaches),
    (
        "trace_explains_the_faulty_program_of_the_seed",
        REFERENCE,
        explains_the_faulty_program_of_the_seed,
    ),
    (
        "trace_ends_a_program_that_waits_for_what_cannot_come",
        REFERENCE,
        ends_a_program_that_waits_for_what_cannot_come,
    ),
    (
        "trace_sends_nobody_to_another_network_who_has_none",
        ALL,
        sends_nobody_to_another_network_who_has_none,
    ),
    (
        "trace_ends_with_a_code_that_says_how_the_program_ended",
        REFERENCE,
        ends_with_a_code_that_says_how_the_program_ended,
    ),
    (
        "trace_tells_a_series_of_equal_calls_in_one_line",
        REFERENCE,
        tells_a_series_of_equal_calls_in_one_line,
    ),
    (
        "trace_shows_where_a_program_is_no_module",
        REFERENCE,
        shows_where_a_program_is_no_module,
    ),
    (
        "trace_shows_the_steps_of_a_peer_at_their_lines",
        &[Need::Runner("reference"), Need::Network],
        shows_the_steps_of_a_peer_at_their_lines,
    ),
    (
        "trace_lets_no_peer_onto_a_shared_network",
        REFERENCE,
        lets_no_peer_onto_a_shared_network,
    ),
    (
        "trace_says_what_it_does_not_trace",
        &[Need::Runner("wasmer")],
        says_what_it_does_not_trace,
    ),
    (
        "trace_is_of_one_runner",
        &[Need::Runner("wasmer"), Need::Runner("reference")],
        is_of_one_runner,
    ),
    ("trace_names_a_file_that_is_not_there", REFERENCE, || {
        let error = refusal(&["trace", "no-such-file.wat"]);
        assert!(
            error.contains("there is neither a file nor a case no-such-file.wat"),
            "{error}"
        );
    }),
];

fn help_teaches() {
    let help = told(&["--help"]);
    for part in [
        "wasock trace server.wat",
        "wasock new wasix/",
        "wasock coverage run.json",
        "Exit codes:",
        "strace for a guest",
    ] {
        assert!(help.contains(part), "{help}");
    }
    // An example that is shown works.
    for (command, example) in [
        ("claims", "claims posix.listen.again"),
        ("explain", "explain AF_INET"),
    ] {
        let words: Vec<&str> = example.split(' ').collect();
        assert!(told(&words).contains(words[1]), "{example}");
        for help in [[command, "--help"], ["help", command]] {
            let help = told(&help);
            assert!(help.contains(&format!("\n  wasock {example} ")), "{help}");
        }
    }
}

fn is_of_one_runner() {
    let program = "cases/seed/as-written.wat";
    for two in ["wasmer,reference", "wasmer,reference,wasmer"] {
        let error = refusal(&["trace", program, "--runner", two]);
        let why =
            "cannot be run: a trace is of one runner, and these are chosen: wasmer, reference\n";
        assert!(error.ends_with(why), "{error}");
    }
    let twice = [
        "trace",
        program,
        "--runner",
        "reference",
        "--runner",
        "reference",
    ];
    assert_eq!(told(&twice), told(&twice[..4]));
}

fn explains_the_faulty_program_of_the_seed() {
    let trace = told(&[
        "trace",
        "cases/seed/as-written.wat",
        "--runner",
        "reference",
    ]);
    let bind = trace.lines().position(|line| {
        line.starts_with("L17 sock_bind(") && line.ends_with("-> addrnotavail (4)")
    });
    let after = trace.lines().skip(bind.expect(&trace) + 1);
    let hint = "EINTR is 4 in POSIX only, here intr is 27";
    assert!(after.take(4).any(|line| line.contains(hint)), "{trace}");
    assert!(trace.contains("family 2 is INET6 here"), "{trace}");
}

fn ends_a_program_that_waits_for_what_cannot_come() {
    let case = "cases/wasix/stream/listening/accept.wat";
    let output = wasock(&["trace", case, "--runner", "reference"]);
    let trace = text(&output.stdout);
    assert!(trace.contains("-> ?\n=> hung at L"), "{trace}");
    assert_eq!(output.status.code(), Some(3));
}

/// Runs this text on a runner, and gives what is printed and the exit code.
fn traced(name: &str, body: &str, runner: &str) -> (String, Option<i32>) {
    let module = format!(
        r#"(module
  (import "wasi_snapshot_preview1" "fd_close" (func $fd_close (param i32) (result i32)))
  (memory (export "memory") 1)
  (func (export "_start") (local $left i32)
    {body}))
"#
    );
    std::fs::write(place(name), module).unwrap();
    let output = wasock(&["trace", &argument(name), "--runner", runner]);
    (text(&output.stdout), output.status.code())
}

fn ends_with_a_code_that_says_how_the_program_ended() {
    let (trace, code) = traced("trap.wat", "unreachable", "reference");
    assert!(trace.starts_with("=> trapped"), "{trace}");
    assert_eq!(code, Some(1));
    let component = wasock(&[
        "trace",
        "wasip2/stream/unbound/start-listen",
        "--runner",
        "wasmer",
    ]);
    let unsupported = "=> unsupported: wasmer does not speak WASI 0.2\n";
    assert_eq!(text(&component.stdout), unsupported);
    assert_eq!(component.status.code(), Some(1));
}

fn tells_a_series_of_equal_calls_in_one_line() {
    // 1,000 times the same, then another one.
    let body = "(local.set $left (i32.const 1000))
    (loop $again
      (drop (call $fd_close (i32.const 77)))
      (br_if $again (local.tee $left (i32.sub (local.get $left) (i32.const 1)))))
    (drop (call $fd_close (i32.const 78)))
    (drop (call $fd_close (i32.const 78)))";
    let (trace, code) = traced("series.wat", body, "reference");
    assert_eq!(
        trace,
        "L7 fd_close(fd=77) -> badf (8)\n\
         L7 the same 999 times more\n\
         L9 fd_close(fd=78) -> badf (8)\n\
         L10 fd_close(fd=78) -> badf (8)\n\
         => completed\n"
    );
    assert_eq!(code, Some(0));
}

fn sends_nobody_to_another_network_who_has_none() {
    let case = "cases/wasix/stream/listening/accept.wat";
    for (runner, advised) in [
        ("reference", true),
        ("wasmer", true),
        ("wasmer-loopback", false),
    ] {
        let trace = text(&wasock(&["trace", case, "--runner", runner]).stdout);
        assert!(trace.contains("waits for what cannot come"), "{trace}");
        assert_eq!(trace.contains("--shared"), advised, "{trace}");
    }
}

fn shows_where_a_program_is_no_module() {
    let broken = argument("broken.wat");
    std::fs::write(place("broken.wat"), "(module\n  (func (call $nothing)))\n").unwrap();
    let error = refusal(&["trace", &broken]);
    assert!(error.contains("broken.wat:2:15"), "{error}");
}

/// A case with a peer.
const WITH_PEER: &str = "cases/wasix/stream/pending/accept-peer.wat";

fn shows_the_steps_of_a_peer_at_their_lines() {
    let trace = told(&["trace", WITH_PEER, "--runner", "reference"]);
    let step = "peer.connect(addr=127.0.0.1:7967) -> success\n";
    let at = trace.find(step).expect(&trace);
    let accepted = " sock_accept_v2(fd=4, flags=none) -> success fd=5";
    assert!(trace[at..].contains(accepted), "{trace}");
}

fn says_what_it_does_not_trace() {
    for (guest, what) in [
        (
            "becomes-another-program",
            "gives its place to another program: what it became",
        ),
        (
            "starts-another-program",
            "has started another program: what that does",
        ),
        ("forks", "has forked: what it became"),
    ] {
        let guest = format!("harness/tests/command/hostile/{guest}.wat");
        let trace = text(&wasock(&["trace", &guest, "--runner", "wasmer"]).stdout);
        let line = format!("\nthe program {what} is not traced\n=> ");
        assert!(trace.contains(&line), "{trace}");
    }
}

fn lets_no_peer_onto_a_shared_network() {
    let error = refusal(&["trace", WITH_PEER, "--runner", "reference", "--shared"]);
    let why = "the program has a peer, which needs a network of its own";
    assert!(error.contains(why), "{error}");
}
