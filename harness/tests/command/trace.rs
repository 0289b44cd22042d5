//! `wasock trace`, and the help.

use super::{Need, REFERENCE, Test, argument, place, refusal, text, told, wasock};

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
    assert!(after.take(3).any(|line| line.contains(hint)), "{trace}");
    assert!(trace.contains("family 2 is INET6 here"), "{trace}");
}

fn ends_a_program_that_waits_for_what_cannot_come() {
    let case = "cases/wasix/stream/listening/accept.wat";
    let output = wasock(&["trace", case, "--runner", "reference"]);
    let trace = text(&output.stdout);
    assert!(trace.contains("-> ?\n=> hung at L18"), "{trace}");
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
        let trace = told(&["trace", &guest, "--runner", "wasmer"]);
        let line = format!("\nthe program {what} is not traced\n=> ");
        assert!(trace.contains(&line), "{trace}");
    }
}

fn lets_no_peer_onto_a_shared_network() {
    let error = refusal(&["trace", WITH_PEER, "--runner", "reference", "--shared"]);
    let why = "the program has a peer, which needs a network of its own";
    assert!(error.contains(why), "{error}");
}
