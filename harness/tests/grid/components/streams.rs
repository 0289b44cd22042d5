//! The streams and pollables of a socket, and what they move.

use wasock::grid::Grid;
use wasock::grid::track::{Tracker, track};
use wasock::interface::Atom;

use super::super::{after, calls, file, grids, here};
use super::{ACCEPT, ACCEPTED, OK, connection, report};

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
fn an_error_is_asked_in_the_state_of_the_stream_that_failed() {
    let grids = grids();
    let grid = grids.get("wasip2").unwrap();
    const FAILED: &str = "01000000000000000c000000";
    let mut failed = report(&[&connection()[..], &[(READ, 7, FAILED)]].concat());
    let code = "cm32p2|wasi:sockets/network@0.2.network-error-code";
    failed.push_str(&format!("> L20 {code}(12, 16)\n< L20 {code} @16=010f\n"));
    let moments = track(grid, &[], &calls(&failed));
    let [asked] = &moments.last().unwrap().asked[..] else {
        panic!("one operation is asked")
    };
    assert_eq!(asked.number, Some(Atom::Handle("error", 12)));
    assert_eq!(
        (asked.operation.name(), asked.known.state),
        ("network-error-code", Some("failed"))
    );
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
