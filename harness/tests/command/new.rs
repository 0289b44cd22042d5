//! `wasock new`.

use super::{Test, refusal};

pub const TESTS: &[Test] = &[(
    "new_refuses_what_is_no_new_case_and_ends_with_2",
    &[],
    refuses_what_is_no_new_case,
)];

fn refuses_what_is_no_new_case() {
    for (cell, told) in [
        (
            "wasix/stream/pending/accept",
            "cases/wasix/stream/pending/accept.wat is there already; add what is special about this one to the name: \
             `wasix/stream/pending/accept-<what>`",
        ),
        (
            "stream/open/bind.wat",
            "cases/wasix/stream/open/bind.wat is there already",
        ),
        (
            "wasx/stream/open/bind",
            "unknown interface `wasx`, `wasix` may be meant; there are ",
        ),
        (
            "wasix/steam/open/bind",
            "unknown socket `steam`, `stream` may be meant; there are datagram, ",
        ),
        (
            "wasix/stream/pendng/accept",
            "unknown state `pendng`, `pending` may be meant; there are open, bound, ",
        ),
        (
            "wasix/stream/pending/acept-two",
            "unknown operation `acept-two`, `accept` may be meant; there are open, send-file, ",
        ),
        (
            "wasix/stream/pending/fly",
            "unknown operation `fly`; there are open, send-file, ",
        ),
        (
            "wasix/stream/pending/accept-Two",
            "`accept-Two` has a suffix with other characters; ",
        ),
        (
            "wasix/stream/none/open",
            "wasix/stream/none/open is a gap of the grid: sock_open is asked of no descriptor",
        ),
        (
            "accept",
            "`accept` is no cell; write <interface>/<socket>/<state>/<operation>",
        ),
    ] {
        let error = refusal(&["new", cell]);
        assert!(error.contains(told), "{cell}: {error}");
    }
}
