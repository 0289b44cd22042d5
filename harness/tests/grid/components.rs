//! How handles of WASI 0.2 are followed through the transitions of its operational semantics.

use super::{after, grids};

/// The states of all handles after these calls: each is a method of the socket with this handle, with the two bytes of
/// its result, or a creation.
fn states(calls: &[(&str, u32, &str)]) -> String {
    let mut report = String::new();
    for (line, (name, handle, result)) in (1..).zip(calls) {
        let tcp = "cm32p2|wasi:sockets/tcp@0.2";
        let (module, args) = match *name {
            "create-tcp-socket" => (
                "cm32p2|wasi:sockets/tcp-create-socket@0.2",
                "0, 16".to_owned(),
            ),
            "tcp-socket_drop" => (tcp, handle.to_string()),
            "[method]tcp-socket.start-bind" | "[method]tcp-socket.start-connect" => (
                tcp,
                format!("{handle}, 1, 0, 0, 127, 0, 0, 1, 0, 0, 0, 0, 0, 0, 16"),
            ),
            _ => (tcp, format!("{handle}, 16")),
        };
        let memory = match *name {
            "tcp-socket_drop" => String::new(),
            _ => format!(" @16={result}"),
        };
        report.push_str(&format!(
            "t> L{line} {module}.{name}({args})\nt< L{line} {module}.{name}{memory}\n"
        ));
    }
    after(grids().get("wasip2").unwrap(), &report)
}

/// What creating a socket answers: its handle.
fn created(handle: u8) -> String {
    format!("00000000{handle:02x}000000")
}

const OK: &str = "0000";
const WOULD_BLOCK: &str = "0108";
const INVALID_STATE: &str = "0109";
const IN_USE: &str = "010c";
/// Two streams, or a socket and two streams, after an `ok`.
const STREAMS: &str = "000000000700000008000000";
/// would-block and address-in-use in the place of two streams.
const NO_STREAMS_YET: &str = "010000000800000000000000";
const NO_STREAMS: &str = "010000000c00000000000000";
const ACCEPTED: &str = "00000000090000000a0000000b000000";

const START_BIND: &str = "[method]tcp-socket.start-bind";
const FINISH_BIND: &str = "[method]tcp-socket.finish-bind";
const START_LISTEN: &str = "[method]tcp-socket.start-listen";
const FINISH_LISTEN: &str = "[method]tcp-socket.finish-listen";
const START_CONNECT: &str = "[method]tcp-socket.start-connect";
const FINISH_CONNECT: &str = "[method]tcp-socket.finish-connect";
const ACCEPT: &str = "[method]tcp-socket.accept";

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
    assert_eq!(states(&calls), "4=listening 9=connected");
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
    assert_eq!(states(&connected), "4=connected");
    let again = [connected.as_slice(), &[(START_CONNECT, 4, INVALID_STATE)]].concat();
    assert_eq!(states(&again), "4=connected");
    assert_eq!(
        states(&[create, (START_LISTEN, 4, INVALID_STATE)]),
        "4=unbound"
    );
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
