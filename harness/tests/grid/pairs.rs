//! How the states of pairs, pipes and events are tracked.

use super::report::*;
use super::{after, grids};

/// 4 and 5, which a call has made.
fn made(name: &str, arguments: &str) -> String {
    call(name, arguments, "", 0, " @0=04000000 @4=05000000")
}

/// A send that did not wait, and found no room.
fn refused(fd: u8) -> String {
    call("sock_send", &format!("{fd}, 96, 1, 0, 48"), "", 6, "")
}

/// A write of five bytes, and one that found no room.
fn write(fd: u8, errno: u16) -> String {
    let arguments = format!("{fd}, 96, 1, 48");
    call("fd_write", &arguments, "", errno, " @48=05000000")
}

fn read(fd: u8, bytes: u8) -> String {
    let arguments = format!("{fd}, 96, 1, 48");
    let after = format!(" @48={bytes:02x}000000");
    call("fd_read", &arguments, "", 0, &after)
}

fn holds(rows: &[(&str, Vec<String>, &str)], first: &str) {
    let grids = grids();
    let grid = grids.get("wasix").unwrap();
    for (name, report, states) in rows {
        let report = [vec![first.to_owned()], report.clone()].concat();
        assert_eq!(after(grid, &report.concat()), *states, "{name}");
    }
}

#[test]
fn an_end_of_a_pair_of_streams_follows_the_other() {
    let reset = call("sock_recv", "4, 96, 1, 0, 48, 52", "", 15, "");
    let rows = [
        ("made", vec![], "4=connected 5=connected"),
        ("sent", vec![send(4, 5)], "4=connected 5=readable"),
        (
            "received",
            vec![send(4, 5), recv(5, 0, 5)],
            "4=connected 5=connected",
        ),
        ("full", vec![send(4, 5), refused(4)], "4=full 5=readable"),
        (
            "full no more",
            vec![send(4, 5), refused(4), recv(5, 0, 3)],
            "4=connected 5=readable",
        ),
        ("closed", vec![close(5)], "4=peer-closed 5=closed"),
        (
            "closed, but for a duplicate",
            vec![dup(5, 6), close(5)],
            "4=connected 5=closed 6=connected",
        ),
        (
            "closed with what it was sent",
            vec![send(4, 5), close(5)],
            "4=peer-reset 5=closed",
        ),
        (
            "closed with what it was sent, which was told",
            vec![send(4, 5), close(5), reset],
            "4=peer-closed 5=closed",
        ),
        (
            "no more is received",
            vec![shutdown(4, 1)],
            "4=shut-read 5=shut-write",
        ),
        (
            "no more is sent",
            vec![shutdown(4, 2)],
            "4=shut-write 5=shut-read",
        ),
        (
            "... from either end",
            vec![shutdown(4, 2), shutdown(5, 2)],
            "4=shut-both 5=shut-both",
        ),
        ("neither", vec![shutdown(4, 3)], "4=shut-both 5=shut-both"),
    ];
    holds(&rows, &made("sock_pair", "3, 1, 0, 0, 4"));
}

#[test]
fn an_end_of_a_pair_for_datagrams_is_shut_down_by_itself() {
    let rows = [
        ("sent", vec![send(4, 0)], "4=connected 5=readable"),
        (
            "no more is sent",
            vec![shutdown(4, 2)],
            "4=shut-write 5=connected",
        ),
        (
            "closed with what it was sent",
            vec![send(4, 5), close(5)],
            "4=peer-closed 5=closed",
        ),
    ];
    holds(&rows, &made("sock_pair", "3, 2, 0, 0, 4"));
}

#[test]
fn the_ends_of_a_pipe_are_in_states_of_their_own() {
    let rows = [
        ("opened", vec![], "4=empty 5=writable"),
        ("written", vec![write(5, 0)], "4=readable 5=writable"),
        ("read", vec![write(5, 0), read(4, 5)], "4=empty 5=writable"),
        ("full", vec![write(5, 0), write(5, 6)], "4=readable 5=full"),
        (
            "full no more",
            vec![write(5, 0), write(5, 6), read(4, 2)],
            "4=readable 5=writable",
        ),
        (
            "nobody writes",
            vec![write(5, 0), close(5)],
            "4=ended 5=closed",
        ),
        ("nobody reads", vec![close(4)], "4=closed 5=broken"),
        (
            "one of two readers is left",
            vec![dup(4, 6), close(4)],
            "4=closed 5=writable 6=empty",
        ),
        (
            "the end that is read has the number of the other",
            vec![dup(4, 6), renumber(6, 5)],
            "4=ended 5=ended 6=ended",
        ),
    ];
    holds(&rows, &made("fd_pipe", "0, 4"));
}

/// The report of a read or a write of an event's eight bytes.
fn number(name: &str, number: u64, errno: u16) -> String {
    let bytes: String = number.to_le_bytes().map(|b| format!("{b:02x}")).concat();
    let memory = format!(" @96=8000000008000000 @128={bytes}");
    let written = format!("{memory} @48=08000000");
    match name {
        "fd_read" => call(
            name,
            "4, 96, 1, 48",
            " @96=8000000008000000",
            errno,
            &written,
        ),
        _ => call(name, "4, 96, 1, 48", &memory, errno, " @48=08000000"),
    }
}

#[test]
fn an_event_is_known_by_its_number() {
    let event = |initial: u64, flags: u8| {
        let arguments = format!("{initial}, {flags}, 0");
        call("fd_event", &arguments, "", 0, " @0=04000000")
    };
    let write = |sent| number("fd_write", sent, 0);
    let read = |got| number("fd_read", got, 0);
    let most = u64::MAX - 1;
    let rows = [
        ("nothing", event(0, 0), vec![], "4=clear"),
        ("something", event(5, 0), vec![], "4=set"),
        ("the most", event(most, 0), vec![], "4=full"),
        ("0 is written", event(0, 0), vec![write(0)], "4=clear"),
        ("1 is written", event(0, 0), vec![write(1)], "4=set"),
        (
            "as much as there can be",
            event(1, 0),
            vec![write(most - 1)],
            "4=full",
        ),
        (
            "more than there can be",
            event(1, 0),
            vec![number("fd_write", most, 6)],
            "4=set",
        ),
        ("read", event(5, 0), vec![read(5)], "4=clear"),
        ("read of a semaphore", event(2, 1), vec![read(1)], "4=set"),
        ("twice", event(2, 1), vec![read(1), read(1)], "4=clear"),
        ("the most, read", event(most, 1), vec![read(1)], "4=set"),
    ];
    for (name, made, report, states) in rows {
        holds(&[(name, report, states)], &made);
    }
}
