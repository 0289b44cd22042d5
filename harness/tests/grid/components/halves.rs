//! The states of a socket: an operation has two halves, and what fails leads where the document says.

use super::super::{after, calls, grids};
use super::{
    ACCEPT, ACCEPTED, FINISH_BIND, FINISH_CONNECT, FINISH_LISTEN, IN_USE, INVALID_STATE,
    NO_STREAMS, NO_STREAMS_YET, OK, START_BIND, START_CONNECT, START_LISTEN, STREAMS, WOULD_BLOCK,
    created, report, states,
};
use wasock::grid::track::track;

#[test]
fn an_operation_has_two_halves() {
    let socket = created(4);
    let mut calls = vec![("create-tcp-socket", 0, socket.as_str())];
    let steps = [
        (START_BIND, OK, "bind-in-progress"),
        (FINISH_BIND, WOULD_BLOCK, "bind-in-progress"),
        (FINISH_BIND, OK, "bound"),
        (START_LISTEN, OK, "listen-in-progress"),
        (FINISH_LISTEN, WOULD_BLOCK, "listen-in-progress"),
        (FINISH_LISTEN, OK, "listening"),
    ];
    assert_eq!(states(&calls), "4=unbound");
    for (call, answer, state) in steps {
        calls.push((call, 4, answer));
        assert_eq!(states(&calls), format!("4={state}"), "{call}");
    }
    calls.push((ACCEPT, 4, ACCEPTED));
    assert_eq!(states(&calls), "10=open 11=open 4=listening 9=connected");
}

#[test]
fn a_failure_leads_where_the_document_says() {
    let socket = created(4);
    let create = ("create-tcp-socket", 0, socket.as_str());
    let bound = [create, (START_BIND, 4, OK), (FINISH_BIND, 4, OK)];
    let rows: [(&[_], &str); 5] = [
        (&[create, (START_BIND, 4, IN_USE)], "unbound"),
        (
            &[create, (START_BIND, 4, OK), (FINISH_BIND, 4, IN_USE)],
            "unbound",
        ),
        (&[create, (START_CONNECT, 4, IN_USE)], "closed"),
        (
            &[
                create,
                (START_CONNECT, 4, OK),
                (FINISH_CONNECT, 4, NO_STREAMS_YET),
            ],
            "connect-in-progress",
        ),
        (
            &[
                create,
                (START_CONNECT, 4, OK),
                (FINISH_CONNECT, 4, NO_STREAMS),
            ],
            "closed",
        ),
    ];
    for (calls, state) in rows {
        assert_eq!(states(calls), format!("4={state}"), "{calls:?}");
    }
    let listen = [
        bound.as_slice(),
        &[(START_LISTEN, 4, OK), (FINISH_LISTEN, 4, IN_USE)],
    ]
    .concat();
    assert_eq!(states(&listen), "4=closed");
}

#[test]
fn a_call_in_the_wrong_state_changes_nothing() {
    let socket = created(4);
    let create = ("create-tcp-socket", 0, socket.as_str());
    let connected = [create, (START_CONNECT, 4, OK), (FINISH_CONNECT, 4, STREAMS)];
    assert_eq!(states(&connected), "7=open 8=open 4=connected");
    let again = [connected.as_slice(), &[(START_CONNECT, 4, INVALID_STATE)]].concat();
    assert_eq!(states(&again), "7=open 8=open 4=connected");
    assert_eq!(
        states(&[create, (START_LISTEN, 4, INVALID_STATE)]),
        "4=unbound"
    );
}

#[test]
fn an_answer_that_cannot_be_in_the_tracked_state_contradicts_it_and_is_followed() {
    let grids = grids();
    let grid = grids.get("wasip2").unwrap();
    let socket = created(4);
    let create = ("create-tcp-socket", 0, socket.as_str());
    let bound = [create, (START_BIND, 4, OK), (FINISH_BIND, 4, OK)];
    let closed = [create, (START_CONNECT, 4, IN_USE)];
    let rows: [(&[_], _, Option<&str>, &str); 6] = [
        (
            &closed,
            (START_BIND, 4, OK),
            Some("answers ok, which comes from unbound alone, and it was asked in stream/closed"),
            "4=bind-in-progress",
        ),
        (
            &closed,
            (START_CONNECT, 4, OK),
            Some("comes from unbound and bound alone"),
            "4=connect-in-progress",
        ),
        (
            &bound,
            (ACCEPT, 4, ACCEPTED),
            Some("comes from listening alone"),
            "10=open 11=open 4=listening 9=connected",
        ),
        (
            &[create],
            (FINISH_LISTEN, 4, OK),
            Some("comes from listen-in-progress alone"),
            "4=listening",
        ),
        // What refuses contradicts nothing, and what can be in the state does not either.
        (&closed, (START_BIND, 4, INVALID_STATE), None, "4=closed"),
        (&bound, (START_LISTEN, 4, OK), None, "4=listen-in-progress"),
    ];
    for (before, last, how, then) in rows {
        let all = [before, &[last]].concat();
        assert_eq!(after(grid, &report(&all)), then, "{all:?}");
        let moments = track(grid, &[], &calls(&report(&all)));
        let (last, before) = moments.split_last().unwrap();
        assert!(before.iter().all(|one| one.contradiction.is_none()));
        match (&last.contradiction, how) {
            (Some(told), Some(how)) => assert!(told.contains(how), "{told}"),
            (told, how) => assert_eq!(told.as_deref(), how, "{all:?}"),
        }
    }
}

#[test]
fn a_dropped_handle_stands_for_nothing() {
    let (first, second) = (created(4), created(5));
    let calls = [
        ("create-tcp-socket", 0, first.as_str()),
        ("create-tcp-socket", 0, second.as_str()),
        ("tcp-socket_drop", 4, ""),
    ];
    assert_eq!(states(&calls), "5=unbound");
}
