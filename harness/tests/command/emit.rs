//! `wasock emit`.

use super::{Test, argument, place, refusal, text, told, wasock};

pub const TESTS: &[Test] = &[
    (
        "emit_writes_what_a_runtime_gets",
        &[],
        writes_what_a_runtime_gets,
    ),
    (
        "the_steps_of_a_peer_are_no_part_of_the_module_that_is_written",
        &[],
        steps_of_a_peer_are_no_part,
    ),
    ("emit_names_a_case_that_is_not_there", &[], || {
        let error = refusal(&["emit", "no/such/case", "-o", "x.wasm"]);
        assert!(
            error.contains("there is neither a file nor a case no/such/case"),
            "{error}"
        );
    }),
];

/// Whether a module has this word somewhere in its bytes.
fn has(module: &[u8], word: &str) -> bool {
    module
        .windows(word.len())
        .any(|window| window == word.as_bytes())
}

fn writes_what_a_runtime_gets() {
    told(&["emit", "seed/as-written", "-o", &argument("plain.wasm")]);
    let file = "cases/seed/as-written.wat";
    told(&["emit", file, "--traced", "-o", &argument("traced.wasm")]);
    let [plain, traced] = ["plain.wasm", "traced.wasm"].map(|name| {
        let module = std::fs::read(place(name)).unwrap();
        assert!(module.starts_with(b"\0asm"), "{name}");
        module
    });
    assert!(!has(&plain, "fd_write"), "the case itself prints nothing");
    assert!(has(&traced, "fd_write"), "it reports its calls");
}

fn steps_of_a_peer_are_no_part() {
    let (case, file) = ("wasix/stream/pending/accept-peer", "with-peer.wasm");
    told(&["emit", case, "-o", &argument(file)]);
    let module = std::fs::read(place(file)).unwrap();
    assert!(has(&module, "sock_accept_v2") && !has(&module, "fd_read"));
    let traced = wasock(&["emit", case, "--traced", "-o", &argument(file)]);
    let said = text(&traced.stderr);
    assert!(
        said.contains("cannot be tried by hand") && said.contains("needs a peer"),
        "{said}"
    );
    let output = wasock(&["emit", case, "-o", "-"]);
    assert_eq!(output.stdout, module);
}
