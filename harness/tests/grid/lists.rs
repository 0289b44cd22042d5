//! Interest lists: what is in one is asked when the list is waited for, and follows what is told.

use wasock::grid::track::track;

use super::report::*;
use super::{after, calls, grids};

/// A list with this number.
fn list(fd: u8) -> String {
    call("epoll_create", "12", "", 0, &format!(" @12={fd:02x}000000"))
}

/// An event with these bits, for a descriptor that is in its data.
fn event(bits: u8, fd: u8) -> String {
    let zeros = |bytes: usize| "00".repeat(bytes);
    format!("{bits:02x}{}{fd:02x}{}", zeros(11), zeros(19))
}

/// Adds a descriptor to the list (0), changes it there (1), or deletes it from there (2).
fn change(list: u8, operation: u8, fd: u8) -> String {
    let arguments = format!("{list}, {operation}, {fd}, 256");
    call(
        "epoll_ctl",
        &arguments,
        &format!(" @256={}", event(7, fd)),
        0,
        "",
    )
}

/// Waits by a list, and is told of this descriptor.
fn told_of(list: u8, fd: u8) -> String {
    let after = format!(" @512={} @48=01000000", event(2, fd));
    call(
        "epoll_wait",
        &format!("{list}, 512, 4, 18446744073709551615, 48"),
        "",
        0,
        &after,
    )
}

/// Waits by a list in vain.
fn told_nothing(list: u8) -> String {
    call(
        "epoll_wait",
        &format!("{list}, 512, 4, 0, 48"),
        "",
        0,
        " @48=00000000",
    )
}

fn connecting() -> String {
    let begun = call("sock_connect", "5, 16", &address(16, 80), IN_PROGRESS, "");
    [open(4), bind(4, 80), listen(4), open(5), begun].concat()
}

#[test]
fn what_is_in_a_list_is_asked() {
    let grids = grids();
    let grid = grids.get("wasix").unwrap();
    let report = [
        datagrams(4, 80),
        datagrams(5, 81),
        list(6),
        change(6, 0, 4),
        change(6, 0, 5),
        told_of(6, 5),
        change(6, 2, 4),
        told_nothing(6),
        close(5),
        told_nothing(6),
        change(6, 2, 5),
        told_nothing(6),
    ];
    let moments = track(grid, &[], &calls(&report.concat()));
    let asked = moments.iter().map(|moment| {
        let asked = moment.asked.iter().map(|asked| {
            let number = asked.number.map(|number| number.to_string());
            let state = asked.known.state.unwrap_or("?");
            let name = asked.operation.name();
            format!("{name} {} in {state}", number.unwrap_or_default())
        });
        asked.collect::<Vec<_>>().join(", ")
    });
    assert_eq!(
        asked.skip(4).collect::<Vec<_>>(),
        [
            "epoll-create  in empty",
            "epoll-ctl 6 in empty",
            "epoll-ctl 6 in watching",
            "watch 4 in bound, watch 5 in bound, epoll-wait 6 in watching",
            "epoll-ctl 6 in watching",
            "watch 5 in bound, epoll-wait 6 in watching",
            "close 5 in bound",
            "epoll-wait 6 in watching",
            "epoll-ctl 6 in watching",
            "epoll-wait 6 in empty",
        ]
    );
}

#[test]
fn what_a_list_tells_leads_from_state_to_state() {
    let grids = grids();
    let grid = grids.get("wasix").unwrap();
    for (name, report, states) in [
        (
            "a connect that a list tells of has succeeded",
            vec![connecting(), list(6), change(6, 0, 5), told_of(6, 5)],
            "4=pending 5=connected 6=watching",
        ),
        (
            "... and is under way while it does not",
            vec![connecting(), list(6), change(6, 0, 5), told_nothing(6)],
            "4=pending 5=connecting 6=watching",
        ),
        (
            "... or tells of another descriptor",
            vec![
                connecting(),
                list(6),
                change(6, 0, 4),
                change(6, 1, 5),
                told_of(6, 4),
            ],
            "4=pending 5=connecting 6=watching",
        ),
    ] {
        assert_eq!(after(grid, &report.concat()), states, "{name}");
    }
}
