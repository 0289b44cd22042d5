//! `wasock explain`.

use super::{REFERENCE, Test, argument, refusal, told};

pub const TESTS: &[Test] = &[
    (
        "explain_tells_what_a_number_is_and_which_cases_expect_it",
        &[],
        tells_what_a_number_is_and_which_cases_expect_it,
    ),
    (
        "explain_tells_what_is_required_of_a_cell_and_was_answered_last",
        REFERENCE,
        tells_what_is_required_of_a_cell_and_was_answered_last,
    ),
    (
        "explain_of_what_means_nothing_ends_with_2",
        &[],
        of_what_means_nothing_ends_with_2,
    ),
];

fn tells_what_a_number_is_and_which_cases_expect_it() {
    let page = told(&["explain", "4"]);
    assert!(page.starts_with("4 is addrnotavail in WASI, EINTR on Linux and on macOS.\n"));
    let lines: Vec<&str> = page.lines().collect();
    assert!(lines.len() < 40, "it fits no screen:\n{page}");
    let asked = lines
        .iter()
        .find(|line| line.starts_with("  WASIX     sock_bind"));
    let asked = asked.unwrap_or_else(|| panic!("no case of sock_bind\n{page}"));
    assert!(
        asked.ends_with("such as seed/errno-addrnotavail-is-4"),
        "{page}"
    );
    assert!(page.contains("tcp-socket.start-bind"), "{page}");
    // The command that it names is one that works.
    let case = "seed/errno-addrnotavail-is-4";
    assert!(
        page.contains(&format!("cargo run -- run {case} ")),
        "{page}"
    );
    assert!(told(&["emit", case, "-o", &argument("explained.wasm")]).is_empty());
    let of_posix = told(&["explain", "-4"]);
    assert_eq!(of_posix, page, "a kernel gives it back negative");
}

fn tells_what_is_required_of_a_cell_and_was_answered_last() {
    let file = argument("explain.json");
    let cell = "wasix/stream/open/peer-address";
    told(&["run", cell, "--runner", "reference", "--json", &file]);
    let page = told(&["explain", cell, "--recording", &file]);
    assert!(
        page.starts_with("stream/open/peer-address\n\nWASIX, open: "),
        "{page}"
    );
    assert!(page.contains("    required    L"), "{page}");
    assert!(page.contains("wasix.sock_addr_peer"), "{page}");
    assert!(
        page.contains("    answered    notconn (53): reference "),
        "{page}"
    );
    assert!(!page.contains("WASI 0.2"), "{page}");
    let verbose = told(&["explain", cell, "--recording", &file, "--verbose"]);
    assert!(
        verbose.contains("WASIX witx (wasix-org/wasix-witx"),
        "{verbose}"
    );
    // A row has the cells of all interfaces, by the words of any.
    let row = told(&["explain", "stream/open/peer-address", "--recording", &file]);
    assert!(
        row.contains("WASIX, open: ") && row.contains("WASI 0.2, unbound: "),
        "{row}"
    );
}

fn of_what_means_nothing_ends_with_2() {
    for (word, why) in [
        (
            "EADRNOTAVAIL",
            "nothing is known of `EADRNOTAVAIL`; near are EADDRNOTAVAIL, addrnotavail",
        ),
        (
            "400",
            "nothing is known of `400`; write a number (4), an errno",
        ),
        (
            "stream/bound/lsten",
            "there is no row `stream/bound/lsten`; near are stream/bound/listen",
        ),
    ] {
        let error = refusal(&["explain", word]);
        assert!(error.contains(why), "{error}");
    }
    let missing = argument("no-such.json");
    let error = refusal(&["explain", "stream/bound/listen", "--recording", &missing]);
    assert!(error.contains("cannot read"), "{error}");
}
