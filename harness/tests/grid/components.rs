//! How handles of WASI 0.2 are followed through the transitions of its operational semantics.

use wasock::grid::Grid;
use wasock::grid::track::{Tracker, track};
use wasock::interface::Atom;

use super::{after, calls, file, grids, here};

/// The states of all handles after these calls: each is a method of the socket with this handle, with the two bytes of
/// its result, or a creation.
fn states(calls: &[(&str, u32, &str)]) -> String {
    after(grids().get("wasip2").unwrap(), &report(calls))
}

/// What a stream is asked: to be read, at most 16 bytes, or to write as many as stand at 32.
fn arguments(name: &str, handle: u32) -> String {
    match name {
        _ if name.ends_with("read") => format!("{handle}, 16, 16"),
        _ if name.ends_with("write") => format!("{handle}, 32, 5, 16"),
        _ => handle.to_string(),
    }
}

/// The report of these calls.
fn report(calls: &[(&str, u32, &str)]) -> String {
    let mut report = String::new();
    for (line, (name, handle, result)) in (1..).zip(calls) {
        let tcp = "cm32p2|wasi:sockets/tcp@0.2";
        let (module, args) = match *name {
            "create-tcp-socket" => (
                "cm32p2|wasi:sockets/tcp-create-socket@0.2",
                "0, 16".to_owned(),
            ),
            "tcp-socket_drop" => (tcp, handle.to_string()),
            _ if name.contains("-stream") => {
                ("cm32p2|wasi:io/streams@0.2", arguments(name, *handle))
            }
            _ if name.contains("pollable") => ("cm32p2|wasi:io/poll@0.2", handle.to_string()),
            "[method]tcp-socket.subscribe" => (tcp, handle.to_string()),
            "[method]tcp-socket.start-bind" | "[method]tcp-socket.start-connect" => (
                tcp,
                format!("{handle}, 1, 0, 80, 127, 0, 0, 1, 0, 0, 0, 0, 0, 0, 16"),
            ),
            "[method]tcp-socket.shutdown" => (tcp, format!("{handle}, 2, 16")),
            _ => (tcp, format!("{handle}, 16")),
        };
        let memory = match *name {
            _ if name.ends_with("_drop") => String::new(),
            _ if name.ends_with("subscribe") => format!(" = {result}"),
            _ => format!(" @16={result}"),
        };
        let before = if name.ends_with("write") {
            " @32=68656c6c6f"
        } else {
            ""
        };
        report.push_str(&format!(
            "> L{line} {module}.{name}({args}){before}\n< L{line} {module}.{name}{memory}\n"
        ));
    }
    report
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

const SUBSCRIBE: &str = "[method]tcp-socket.subscribe";
/// What a stream answers that has taken what was written, and one from which five bytes at 32 were read.
const WRITTEN: &str = "000000000000000000000000";
const FIVE_BYTES: &str = "000000002000000005000000 @32=68656c6c6f";
const WRITE: &str = "[method]output-stream.write";
const READ: &str = "[method]input-stream.read";

/// The grid of WASI 0.2 with what its streams are asked.
fn with_streams() -> Grid {
    let read =
        |name: &str| std::fs::read_to_string(here().join("cases/wasip2").join(name)).unwrap();
    let stream = read("stream/grid.toml");
    let more = r#"
[[state]]
name = "readable"
meaning = "Data waits."

[[operation]]
name = "read"
functions = ["input-stream.read"]
does = "receives"

[[operation]]
name = "write"
functions = ["output-stream.write"]
does = "sends"

[[transition]]
calls = ["write"]
answer = ["ok"]
of = "other"
when = ["moved"]
from = ["connected"]
to = "readable"

[[transition]]
calls = ["read"]
answer = ["ok"]
when = ["drained"]
from = ["readable"]
to = "connected"
"#;
    let sockets = vec![("stream".to_owned(), file("grid.toml", &(stream + more)))];
    let shared = file("interface.toml", &read("interface.toml"));
    Grid::parse("wasip2", shared, sockets).unwrap()
}

/// A listener 4, a client 5, whose streams are 7 and 8, and the accepted 9 with 10 and 11.
fn connection() -> Vec<(&'static str, u32, &'static str)> {
    vec![
        ("create-tcp-socket", 0, "0000000004000000"),
        (START_BIND, 4, OK),
        (FINISH_BIND, 4, OK),
        (START_LISTEN, 4, OK),
        (FINISH_LISTEN, 4, OK),
        ("create-tcp-socket", 0, "0000000005000000"),
        (START_CONNECT, 5, OK),
        (FINISH_CONNECT, 5, STREAMS),
        (ACCEPT, 4, ACCEPTED),
    ]
}

#[test]
fn a_connection_ends_with_either_of_its_ends() {
    let grids = grids();
    let grid = grids.get("wasip2").unwrap();
    const STREAMS: &str = "7=open 10=open 8=open 11=open ";
    let then = |before: usize, dropped| {
        let calls = [&connection()[..before], &[("tcp-socket_drop", dropped, "")]].concat();
        let states = after(grid, &report(&calls));
        states.strip_prefix(STREAMS).unwrap().to_owned()
    };
    let all = connection().len();
    assert_eq!(then(all, 9), "4=listening 5=closed");
    assert_eq!(then(all, 5), "4=listening 9=closed");
    // The listener is no end of it.
    assert_eq!(then(all, 4), "5=connected 9=connected");
    // Nobody has accepted it yet.
    let calls = [
        &connection()[..8],
        &[("tcp-socket_drop", 5, ""), (ACCEPT, 4, ACCEPTED)],
    ]
    .concat();
    assert_eq!(
        after(grid, &report(&calls)),
        format!("{STREAMS}4=listening 9=closed")
    );
}

#[test]
fn a_stream_has_states_of_its_own_where_its_kind_is_declared() {
    let grids = grids();
    let grid = grids.get("wasip2").unwrap();
    let then = |more: &[_]| after(grid, &report(&[&connection(), more].concat()));
    let others = "10=open 8=open 11=open 4=listening 5=connected 9=connected";
    const CLOSED: &str = "010000000100000000000000";
    assert_eq!(then(&[(READ, 7, FIVE_BYTES)]), format!("7=open {others}"));
    assert_eq!(then(&[(READ, 7, CLOSED)]), format!("7=ended {others}"));
    // Both streams of a socket are its parts, and those of the other end are not.
    assert_eq!(
        then(&[("[method]tcp-socket.shutdown", 5, OK)]),
        "7=shut 10=open 8=shut 11=open 4=listening 5=connected 9=connected"
    );
    assert_eq!(then(&[("input-stream_drop", 7, "")]), others);
}

#[test]
fn an_accepted_socket_comes_with_its_streams() {
    let grid = with_streams();
    let connected = connection();
    assert_eq!(
        after(&grid, &report(&connected[..7])),
        "4=listening 5=connect-in-progress"
    );
    assert_eq!(
        after(&grid, &report(&connected)),
        "4=listening 5=connected 9=connected"
    );
    let mut tracker = Tracker::new(&grid);
    for call in calls(&report(&connected)) {
        tracker.step(&call);
    }
    let known = |resource, number| tracker.known(Atom::Handle(resource, number));
    for (resource, number) in [
        ("input-stream", 7),
        ("output-stream", 8),
        ("input-stream", 10),
        ("output-stream", 11),
    ] {
        let known = known(resource, number);
        assert!(known.is_child, "{resource} {number}");
        assert_eq!(
            (known.socket, known.state),
            (Some("stream"), Some("connected"))
        );
    }
    // Numbers of one resource are none of another.
    assert_eq!(known("tcp-socket", 10).state, None);
}

#[test]
fn what_a_stream_moves_its_socket_moves() {
    let grid = with_streams();
    let sent = [connection(), vec![(WRITE, 8, WRITTEN)]].concat();
    assert_eq!(
        after(&grid, &report(&sent)),
        "4=listening 5=connected 9=readable"
    );
    let calls = calls(&report(&[sent, vec![(READ, 10, FIVE_BYTES)]].concat()));
    let moments = track(&grid, &[], &calls);
    let [asked] = &moments.last().unwrap().asked[..] else {
        panic!("one operation is asked")
    };
    // The stream is asked in the state of its socket.
    assert_eq!(asked.number, Some(Atom::Handle("input-stream", 10)));
    assert_eq!(
        (
            asked.operation.name(),
            asked.known.state,
            asked.known.waiting
        ),
        ("read", Some("readable"), 5)
    );
}

#[test]
fn dropping_streams_and_pollables_is_no_transition() {
    let grid = with_streams();
    let dropped = [
        connection(),
        vec![
            (SUBSCRIBE, 9, "12"),
            ("input-stream_drop", 10, ""),
            ("output-stream_drop", 11, ""),
            ("pollable_drop", 12, ""),
        ],
    ]
    .concat();
    assert_eq!(
        after(&grid, &report(&dropped)),
        "4=listening 5=connected 9=connected"
    );
    let at = |count: usize, resource, number| {
        let mut tracker = Tracker::new(&grid);
        for call in calls(&report(&dropped[..count])) {
            tracker.step(&call);
        }
        tracker.known(Atom::Handle(resource, number)).is_child
    };
    assert!(at(10, "pollable", 12) && !at(13, "pollable", 12));
    assert!(at(10, "input-stream", 10) && !at(11, "input-stream", 10));
    // Unless the grid says that it is one.
    let shut = "\n[[transition]]\ncalls = [\"output-stream.drop\"]\nfrom = [\"connected\"]\nto = \"closed\"\n";
    let read =
        |name: &str| std::fs::read_to_string(here().join("cases/wasip2").join(name)).unwrap();
    let stream = read("stream/grid.toml") + shut;
    let sockets = vec![("stream".to_owned(), file("grid.toml", &stream))];
    let grid = Grid::parse(
        "wasip2",
        file("interface.toml", &read("interface.toml")),
        sockets,
    );
    assert_eq!(
        after(&grid.unwrap(), &report(&dropped)),
        "4=listening 5=connected 9=closed"
    );
}

/// The states of the sockets of WASI 0.3 with these handles, before each of the calls of a report.
#[test]
fn a_connect_that_finishes_later_leads_somewhere_at_both_moments() {
    let types = "wasi:sockets/types@0.3.0";
    let connect = format!("{types}.[async-lower][method]tcp-socket.connect");
    let family = format!("{types}.[method]tcp-socket.get-address-family");
    let given = "0500000000000000901f7f0000010000000000000000000000000000000000000000";
    let report = |told: &str| {
        format!(
            "\
> L1 {types}.[static]tcp-socket.create(0, 16)
< L1 {types}.[static]tcp-socket.create @16=0000000005000000000000000000000000000000
> L2 {connect}(64, 128) @64={given}0000
< L2 {connect} #9 = 145
> L3 {family}(5)
< L3 {family} = 0
> L4 $root.[waitable-set-wait](1, 256)
< L4 $root.[waitable-set-wait] = 1
~ L2 {connect} #9 = {told}
> L5 {family}(5)
< L5 {family} = 0
"
        )
    };
    let grids = grids();
    let grid = grids.get("wasip3").unwrap();
    let states = |told: &str| {
        let moments = track(grid, &[], &calls(&report(told)));
        let asked = moments.iter().flat_map(|moment| &moment.asked);
        let states = asked.filter_map(|asked| asked.known.state);
        states.collect::<Vec<_>>().join(" ")
    };
    let result = |error: &str| format!("2 @128={error}");
    assert_eq!(
        states(&result("0000000000000000000000000000000000000000")),
        "unbound unbound connecting connected"
    );
    assert_eq!(
        states(&result("0100000009000000000000000000000000000000")),
        "unbound unbound connecting closed"
    );
    assert_eq!(states("4"), "unbound unbound connecting closed");
}
