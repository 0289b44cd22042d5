//! The grid: what it refuses, and how a trace is followed through it.

use std::collections::BTreeMap;
use std::path::Path;

use wasock::grid::coverage::{Coverage, Reached};
use wasock::grid::track::{Tracker, track};
use wasock::grid::{Grid, Grids};
use wasock::record::{Item, Splitter};
use wasock::trace::{Call, Trace};

fn grids() -> Grids {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    Grids::load(&root.join("cases")).unwrap_or_else(|error| panic!("{error}"))
}

/// The report of one call: its arguments, the memory before it, its errno and the memory after it.
fn call(name: &str, arguments: &str, before: &str, errno: u16, after: &str) -> String {
    format!(
        "t> L1 wasix_32v1.{name}({arguments}){before}\nt< L1 wasix_32v1.{name} = {errno}{after}\n"
    )
}

fn address(at: u32, port: u16) -> String {
    let [low, high] = port.to_le_bytes();
    format!(" @{at}=0100{low:02x}{high:02x}7f000001{}", "00".repeat(12))
}

fn open(fd: u8) -> String {
    call(
        "sock_open",
        "1, 1, 6, 0",
        "",
        0,
        &format!(" @0={fd:02x}000000"),
    )
}

fn bind(fd: u8, port: u16) -> String {
    call("sock_bind", &format!("{fd}, 16"), &address(16, port), 0, "")
}

fn listen(fd: u8) -> String {
    call("sock_listen", &format!("{fd}, 8"), "", 0, "")
}

fn connect(fd: u8, port: u16, errno: u16) -> String {
    call(
        "sock_connect",
        &format!("{fd}, 16"),
        &address(16, port),
        errno,
        "",
    )
}

fn accept(fd: u8, new: u8) -> String {
    let after = format!(" @8={new:02x}000000{}", address(64, 50000));
    call("sock_accept_v2", &format!("{fd}, 0, 8, 64"), "", 0, &after)
}

fn send(fd: u8, bytes: u8) -> String {
    call(
        "sock_send",
        &format!("{fd}, 96, 1, 0, 48"),
        "",
        0,
        &format!(" @48={bytes:02x}000000"),
    )
}

fn recv(fd: u8, flags: u8, bytes: u8) -> String {
    let after = format!(" @48={bytes:02x}000000 @52=0000");
    call(
        "sock_recv",
        &format!("{fd}, 96, 1, {flags}, 48, 52"),
        "",
        0,
        &after,
    )
}

fn close(fd: u8) -> String {
    call("fd_close", &fd.to_string(), "", 0, "")
}

fn shutdown(fd: u8, how: u8) -> String {
    call("sock_shutdown", &format!("{fd}, {how}"), "", 0, "")
}

fn dup(fd: u8, new: u8) -> String {
    call(
        "fd_dup",
        &format!("{fd}, 0"),
        "",
        0,
        &format!(" @0={new:02x}000000"),
    )
}

fn renumber(fd: u8, to: u8) -> String {
    call("fd_renumber", &format!("{fd}, {to}"), "", 0, "")
}

fn local(fd: u8, port: u16) -> String {
    call(
        "sock_addr_local",
        &format!("{fd}, 64"),
        "",
        0,
        &address(64, port),
    )
}

/// The report of a step of the peer.
fn step(call: &str, errno: u16) -> String {
    let (name, _) = call.split_once('(').unwrap();
    format!("t> L1 {call}\nt< L1 {name} = {errno}\n")
}

fn peer_listen(port: u16) -> String {
    step(&format!("peer.listen(0, 8){}", address(0, port)), 0)
}

fn peer_connect(module: &str, port: u16, errno: u16) -> String {
    step(&format!("{module}.connect(0){}", address(0, port)), errno)
}

fn peer_send(module: &str) -> String {
    step(&format!("{module}.send(0, 2) @0=6869"), 0)
}

/// A listener of the peer's with port 80, and the guest's 4, which is connected to it and accepted.
fn to_peer() -> String {
    [
        peer_listen(80),
        open(4),
        connect(4, 80, 0),
        step("peer.accept()", 0),
    ]
    .concat()
}

/// Waits until something can be sent, which `told` says that the call has reported.
fn poll_write(fd: u8, told: bool) -> String {
    let subscription = format!(
        "0700000000000000{}{fd:02x}{}",
        "0200000000000000",
        "00".repeat(31)
    );
    let event = format!("0700000000000000{}02{}", "0000", "00".repeat(21));
    let after = if told {
        format!(" @300={event} @400=01000000")
    } else {
        " @400=00000000".to_owned()
    };
    call(
        "poll_oneoff",
        "200, 300, 1, 400",
        &format!(" @200={subscription}"),
        0,
        &after,
    )
}

/// A listener 4 with port 7967, a client 5 that is connected to it, and 6, the end that it accepted.
fn pair() -> String {
    [client(), accept(4, 6)].concat()
}

/// The same, before it is accepted.
fn client() -> String {
    [
        open(4),
        bind(4, 7967),
        listen(4),
        open(5),
        connect(5, 7967, 0),
    ]
    .concat()
}

fn calls(report: &str) -> Vec<Call> {
    let mut trace = Trace::default();
    for item in Splitter::new("t").push(report.as_bytes()) {
        match item {
            Item::Record(record) => drop(trace.push(&record)),
            other => panic!("{other:?}"),
        }
    }
    trace.calls
}

/// The state of each number after the calls, but for standard input, output and error.
fn after(grid: &Grid, report: &str) -> String {
    let mut tracker = Tracker::new(grid);
    for call in calls(report) {
        tracker.step(&call);
    }
    let seen = tracker.descriptors();
    let shown = seen.iter().filter(|(fd, _)| **fd > 2).map(|(fd, seen)| {
        let nonblock = if seen.nonblock { "!" } else { "" };
        format!("{fd}={}{nonblock}", seen.state.unwrap_or("?"))
    });
    shown.collect::<Vec<_>>().join(" ")
}

const REFUSED: u16 = 14;
const IN_PROGRESS: u16 = 26;
const RESET: u16 = 15;

#[test]
fn calls_lead_from_state_to_state() {
    let rows: Vec<(&str, Vec<String>, &str)> = vec![
        ("opened", vec![open(4)], "4=open"),
        ("bound", vec![open(4), bind(4, 80)], "4=bound"),
        (
            "listens",
            vec![open(4), bind(4, 80), listen(4)],
            "4=listening",
        ),
        ("listens, unbound", vec![open(4), listen(4)], "4=listening"),
        ("closed", vec![open(4), close(4)], "4=closed"),
        (
            "the number again",
            vec![open(4), close(4), open(4)],
            "4=open",
        ),
        (
            "refused",
            vec![open(4), connect(4, 80, REFUSED)],
            "4=refused",
        ),
        (
            "an unknown listener",
            vec![open(4), connect(4, 80, 0)],
            "4=connected",
        ),
        (
            "waits to be accepted",
            vec![client()],
            "4=pending 5=connected",
        ),
        (
            "the port with its bytes exchanged reaches nobody",
            vec![
                open(4),
                bind(4, 8080),
                listen(4),
                open(5),
                connect(5, 36895, 0),
            ],
            "4=listening 5=connected",
        ),
        (
            "a port that the system chose",
            vec![
                open(4),
                bind(4, 0),
                listen(4),
                local(4, 50001),
                open(5),
                connect(5, 50001, 0),
            ],
            "4=pending 5=connected",
        ),
        (
            "accepted",
            vec![pair()],
            "4=listening 5=connected 6=connected",
        ),
        (
            "two wait, one is accepted",
            vec![client(), open(6), connect(6, 7967, 0), accept(4, 7)],
            "4=pending 5=connected 6=connected 7=connected",
        ),
        (
            "a connection from elsewhere",
            vec![open(4), bind(4, 80), listen(4), accept(4, 5)],
            "4=listening 5=connected",
        ),
        (
            "sent",
            vec![pair(), send(5, 5)],
            "4=listening 5=connected 6=readable",
        ),
        (
            "sent nothing",
            vec![pair(), send(5, 0)],
            "4=listening 5=connected 6=connected",
        ),
        (
            "sent before it is accepted",
            vec![client(), send(5, 5), accept(4, 6)],
            "4=listening 5=connected 6=readable",
        ),
        (
            "received in part",
            vec![pair(), send(5, 5), recv(6, 0, 2)],
            "4=listening 5=connected 6=readable",
        ),
        (
            "received",
            vec![pair(), send(5, 5), recv(6, 0, 2), recv(6, 0, 3)],
            "4=listening 5=connected 6=connected",
        ),
        (
            "only looked at",
            vec![pair(), send(5, 5), recv(6, 1, 5)],
            "4=listening 5=connected 6=readable",
        ),
        (
            "the peer closed",
            vec![pair(), close(6)],
            "4=listening 5=peer-closed 6=closed",
        ),
        (
            "closed before it is accepted",
            vec![client(), close(5), accept(4, 6)],
            "4=listening 5=closed 6=peer-closed",
        ),
        (
            "closed with data unread",
            vec![pair(), send(5, 5), close(6)],
            "4=listening 5=peer-reset 6=closed",
        ),
        (
            "sent to who has closed",
            vec![pair(), close(6), send(5, 5)],
            "4=listening 5=peer-reset 6=closed",
        ),
        (
            "the peer closed one direction",
            vec![pair(), shutdown(6, 2)],
            "4=listening 5=peer-closed 6=shut-write",
        ),
        (
            "sent to who has closed the other direction",
            vec![pair(), shutdown(6, 2), send(5, 5)],
            "4=listening 5=peer-closed 6=shut-write",
        ),
        (
            "both closed one direction",
            vec![pair(), shutdown(6, 2), shutdown(5, 2)],
            "4=listening 5=shut-both 6=shut-both",
        ),
        (
            "shut down for receiving",
            vec![pair(), shutdown(5, 1)],
            "4=listening 5=shut-read 6=connected",
        ),
        (
            "one after the other",
            vec![pair(), shutdown(5, 1), shutdown(5, 2)],
            "4=listening 5=shut-both 6=peer-closed",
        ),
        (
            "both at once",
            vec![pair(), shutdown(5, 3)],
            "4=listening 5=shut-both 6=peer-closed",
        ),
        (
            "the listener closed, and who waited is reset",
            vec![client(), close(4)],
            "4=closed 5=peer-reset",
        ),
        (
            "the listener closed, and who was accepted is not",
            vec![pair(), close(4)],
            "4=closed 5=connected 6=connected",
        ),
        (
            "the listener shut down",
            vec![client(), shutdown(4, 3)],
            "4=bound 5=peer-reset",
        ),
        (
            "a reset from elsewhere",
            vec![
                open(4),
                connect(4, 80, 0),
                call("sock_send", "4, 96, 1, 0, 48", "", RESET, ""),
            ],
            "4=peer-reset",
        ),
        (
            "a second number",
            vec![pair(), dup(6, 7), close(6)],
            "4=listening 5=connected 6=closed 7=connected",
        ),
        (
            "a second number, sent to",
            vec![pair(), dup(6, 7), send(5, 5)],
            "4=listening 5=connected 6=readable 7=readable",
        ),
        (
            "both numbers closed",
            vec![pair(), dup(6, 7), close(6), close(7)],
            "4=listening 5=peer-closed 6=closed 7=closed",
        ),
        (
            "another number",
            vec![pair(), renumber(6, 9), send(5, 5)],
            "4=listening 5=connected 6=readable 9=readable",
        ),
        (
            "the number of the peer, which is closed by that",
            vec![pair(), open(7), renumber(7, 6)],
            "4=listening 5=peer-closed 6=open 7=open",
        ),
        ("its own number", vec![open(4), renumber(4, 4)], "4=open"),
        (
            "a connect that does not wait",
            vec![
                open(4),
                bind(4, 80),
                listen(4),
                open(5),
                call("fd_fdstat_set_flags", "5, 4", "", 0, ""),
                connect(5, 80, IN_PROGRESS),
            ],
            "4=pending 5=connecting!",
        ),
        (
            "... is told that it has succeeded",
            vec![
                open(4),
                bind(4, 80),
                listen(4),
                open(5),
                connect(5, 80, IN_PROGRESS),
                poll_write(5, true),
            ],
            "4=pending 5=connected",
        ),
        (
            "... and is not told yet",
            vec![
                open(4),
                bind(4, 80),
                listen(4),
                open(5),
                connect(5, 80, IN_PROGRESS),
                poll_write(5, false),
            ],
            "4=pending 5=connecting",
        ),
        (
            "... accepted before it asks again, it waits no second time",
            vec![
                open(4),
                bind(4, 80),
                listen(4),
                open(5),
                connect(5, 80, IN_PROGRESS),
                accept(4, 6),
                connect(5, 80, 0),
            ],
            "4=listening 5=connected 6=connected",
        ),
        (
            "... is told that it was refused",
            vec![
                open(5),
                connect(5, 80, IN_PROGRESS),
                poll_write(5, true),
                connect(5, 80, REFUSED),
            ],
            "5=refused",
        ),
        (
            "... is sent data before it is told",
            vec![
                open(4),
                bind(4, 80),
                listen(4),
                open(5),
                connect(5, 80, IN_PROGRESS),
                accept(4, 6),
                send(6, 5),
                poll_write(5, true),
            ],
            "4=listening 5=readable 6=connected",
        ),
        (
            "a directory",
            vec![call("fd_prestat_get", "3, 64", "", 0, "")],
            "3=directory",
        ),
        (
            "a socket that is not declared",
            vec![call("sock_open", "1, 2, 17, 0", "", 0, " @0=04000000")],
            "4=?",
        ),
        (
            "a call that fails",
            vec![open(4), call("sock_listen", "4, 8", "", 28, "")],
            "4=open",
        ),
        (
            "a call that does not return",
            vec![open(4), "t> L1 wasix_32v1.fd_close(4)\n".to_owned()],
            "4=open",
        ),
    ];
    let grids = grids();
    let grid = grids.get("wasix").unwrap();
    for (name, reports, states) in rows {
        assert_eq!(after(grid, &reports.concat()), states, "{name}");
    }
}

#[test]
fn steps_of_the_peer_lead_from_state_to_state() {
    let (guest_closes, close) = (close, || step("peer.close()", 0));
    let receive = |bytes| step(&format!("peer.recv({bytes})"), 0);
    let listener = [open(4), bind(4, 80), listen(4)].concat();
    let rows: Vec<(&str, Vec<String>, &str)> = vec![
        ("it listens", vec![peer_listen(80)], ""),
        (
            "it is connected to",
            vec![peer_listen(80), open(4), connect(4, 80, 0)],
            "4=connected",
        ),
        ("it sends", vec![to_peer(), peer_send("peer")], "4=readable"),
        (
            "what it sent is received in part",
            vec![to_peer(), peer_send("peer"), recv(4, 0, 1)],
            "4=readable",
        ),
        (
            "what it sent is received",
            vec![to_peer(), peer_send("peer"), recv(4, 0, 2)],
            "4=connected",
        ),
        ("it closes", vec![to_peer(), close()], "4=peer-closed"),
        (
            "it closes, and is sent data",
            vec![to_peer(), close(), send(4, 5)],
            "4=peer-reset",
        ),
        (
            "it closes with data unread",
            vec![to_peer(), send(4, 5), receive(4), close()],
            "4=peer-reset",
        ),
        (
            "it closes after all was received",
            vec![to_peer(), send(4, 5), receive(5), close()],
            "4=peer-closed",
        ),
        (
            "it shuts down its sending, and is sent data",
            vec![to_peer(), step("peer.shutdown(2)", 0), send(4, 5)],
            "4=peer-closed",
        ),
        (
            "it shuts down its sending, after the guest",
            vec![to_peer(), shutdown(4, 2), step("peer.shutdown(2)", 0)],
            "4=shut-both",
        ),
        (
            "it closes, after the guest has shut down its sending",
            vec![to_peer(), shutdown(4, 2), close()],
            "4=shut-both",
        ),
        (
            "it breaks off",
            vec![to_peer(), step("peer.reset()", 0)],
            "4=peer-reset",
        ),
        (
            "a step that fails",
            vec![to_peer(), step("peer.reset()", 53)],
            "4=connected",
        ),
        (
            "it closes, and accepts the next",
            vec![
                to_peer(),
                close(),
                open(5),
                connect(5, 80, 0),
                step("peer.accept()", 0),
                peer_send("peer"),
            ],
            "4=peer-closed 5=readable",
        ),
        (
            "it accepts in the order of the connects",
            vec![
                peer_listen(80),
                open(4),
                connect(4, 80, 0),
                open(5),
                connect(5, 80, 0),
                step("peer.accept()", 0),
                peer_send("peer"),
            ],
            "4=readable 5=connected",
        ),
        (
            "it connects",
            vec![listener.clone(), peer_connect("peer", 80, 0)],
            "4=pending",
        ),
        (
            "it is refused",
            vec![listener.clone(), peer_connect("peer", 80, REFUSED)],
            "4=listening",
        ),
        (
            "it connects and sends before it is accepted",
            vec![
                listener.clone(),
                peer_connect("peer", 80, 0),
                peer_send("peer"),
                accept(4, 5),
            ],
            "4=listening 5=readable",
        ),
        (
            "it connects, and the guest closes",
            vec![
                listener.clone(),
                peer_connect("peer", 80, 0),
                accept(4, 5),
                guest_closes(5),
                close(),
                peer_connect("peer", 80, 0),
            ],
            "4=pending 5=closed",
        ),
        (
            "meanwhile it has not sent yet",
            vec![to_peer(), peer_send("peer.meanwhile")],
            "4=connected",
        ),
        (
            "meanwhile it has sent, and all was received",
            vec![to_peer(), peer_send("peer.meanwhile"), recv(4, 0, 2)],
            "4=connected",
        ),
        (
            "meanwhile it has sent, and some was received",
            vec![to_peer(), peer_send("peer.meanwhile"), recv(4, 0, 1)],
            "4=readable",
        ),
        (
            "meanwhile it connects",
            vec![
                listener,
                peer_connect("peer.meanwhile", 80, 0),
                accept(4, 5),
            ],
            "4=listening 5=connected",
        ),
        (
            "meanwhile it receives what is sent, and closes",
            vec![
                to_peer(),
                step("peer.meanwhile.recv(5)", 0),
                step("peer.meanwhile.close()", 0),
                send(4, 5),
            ],
            "4=peer-closed",
        ),
        (
            "meanwhile it accepts what is connected",
            vec![
                peer_listen(80),
                open(4),
                step("peer.meanwhile.accept()", 0),
                connect(4, 80, 0),
                peer_send("peer"),
            ],
            "4=readable",
        ),
    ];
    let grids = grids();
    let grid = grids.get("wasix").unwrap();
    for (name, reports, states) in rows {
        assert_eq!(after(grid, &reports.concat()), states, "{name}");
    }
}

#[test]
fn what_the_peer_does_meanwhile_is_not_done_when_the_call_is_asked() {
    let grids = grids();
    let grid = grids.get("wasix").unwrap();
    let report = [
        to_peer(),
        peer_send("peer.meanwhile"),
        recv(4, 0, 2),
        peer_send("peer"),
        recv(4, 0, 2),
    ];
    let moments = track(grid, &calls(&report.concat()));
    let asked = moments.iter().flat_map(|moment| &moment.asked);
    let asked: Vec<_> = asked
        .map(|asked| (asked.operation.name(), asked.seen.state.unwrap()))
        .collect();
    // Steps ask nothing.
    assert_eq!(
        asked,
        [
            ("open", "open"),
            ("connect", "open"),
            ("recv", "connected"),
            ("recv", "readable"),
        ]
    );
}

#[test]
fn a_call_is_asked_in_the_state_before_it() {
    let grids = grids();
    let grid = grids.get("wasix").unwrap();
    let report = [
        pair(),
        send(5, 5),
        poll_write(6, true),
        recv(6, 0, 5),
        close(0),
        close(77),
    ];
    let moments = track(grid, &calls(&report.concat()));
    let asked: Vec<String> = moments
        .iter()
        .flat_map(|moment| &moment.asked)
        .map(|asked| {
            let state = asked.seen.state.unwrap_or("?");
            format!(
                "{} in {state}, {} wait",
                asked.operation.name(),
                asked.seen.waiting
            )
        })
        .collect();
    assert_eq!(
        asked,
        [
            "open in open, 0 wait",
            "bind in open, 0 wait",
            "listen in bound, 0 wait",
            "open in open, 0 wait",
            "connect in open, 0 wait",
            "accept in pending, 0 wait",
            "send in connected, 0 wait",
            "poll-write in readable, 5 wait",
            "recv in readable, 5 wait",
            "close in stdio, 0 wait",
            "close in none, 0 wait",
        ]
    );
}

#[test]
fn a_cell_is_reached_by_what_was_asked_and_not_by_the_path() {
    let grids = grids();
    let grid = grids.get("wasix").unwrap();
    let cell = grids.cell("wasix/stream/bound/listen").unwrap();
    let mut coverage = Coverage::default();
    // The path says `bound`, and nothing was bound.
    for moment in track(grid, &calls(&[open(4), listen(4)].concat())) {
        coverage.add(grid, "wasix/stream/bound/listen", &cell, &moment.asked);
    }
    let reached = |state, operation| coverage.reached(grid, "stream", state, operation);
    assert_eq!(reached("open", "listen"), Reached::By(1));
    assert_eq!(reached("bound", "listen"), Reached::No);
    assert_eq!(reached("bound", "open"), Reached::Gap);
    let missing = |state| coverage.missing(grid, "stream", grid.state(state).unwrap());
    assert!(missing("bound").contains(&"listen"));
    assert!(!missing("open").contains(&"listen"));
    assert!(!missing("bound").contains(&"open"));
}

const SMALL: &str = "\
[[socket]]
name = \"stream\"
meaning = \"A stream.\"

[[state]]
name = \"open\"
meaning = \"It is open.\"

[[operation]]
name = \"bind\"
functions = [\"sock_bind\"]

[[transition]]
calls = [\"bind\"]
answer = [\"success\"]
to = \"open\"
";

#[test]
fn mistakes_have_their_place() {
    assert!(Grid::parse("wasix", "grid.toml", SMALL).is_ok());
    let rows = [
        (
            "meaning = \"It is open.\"",
            "meaning = \"It is open.\"\ncolour = 1",
            8,
            "unknown field `colour`",
        ),
        (
            "\"sock_bind\"",
            "\"sock_fly\"",
            11,
            "unknown function `sock_fly`",
        ),
        (
            "calls = [\"bind\"]",
            "calls = [\"fly\"]",
            14,
            "unknown call `fly`",
        ),
        (
            "\"success\"",
            "\"ESUCCESS\"",
            15,
            "unknown errno `ESUCCESS`",
        ),
        (
            "calls = [\"bind\"]",
            "calls = [\"bind\", \"peer.fly\"]",
            14,
            "unknown call `peer.fly`",
        ),
        ("to = \"open\"", "to = \"ajar\"", 16, "unknown state `ajar`"),
        (
            "to = \"open\"",
            "to = \"open\"\nof = \"nobody\"",
            17,
            "unknown variant `nobody`",
        ),
        (
            "[[transition]]",
            "[[state]]\nname = \"open\"\nmeaning = \"Again.\"\n\n[[transition]]",
            14,
            "the state `open` is declared twice",
        ),
    ];
    for (part, instead, line, message) in rows {
        let mistakes =
            Grid::parse("wasix", "grid.toml", &SMALL.replacen(part, instead, 1)).unwrap_err();
        let [mistake] = &mistakes[..] else {
            panic!("{message}: {mistakes:?}")
        };
        assert_eq!(mistake.place().0, line, "{message}");
        assert!(mistake.message.contains(message), "{}", mistake.message);
        assert!(
            mistake.to_string().contains(&format!("grid.toml:{line}:")),
            "{mistake}"
        );
    }
}

#[test]
fn another_socket_needs_no_other_format() {
    let other = "
[[socket]]
name = \"dgram\"
meaning = \"Datagrams.\"
open = { type = \"dgram\" }

[[transition]]
sockets = [\"dgram\"]
calls = [\"open\"]
answer = [\"success\"]
of = \"new\"
to = \"bound\"

[[gap]]
sockets = [\"dgram\"]
states = [\"open\"]
operations = [\"listen\"]
reason = \"Datagrams have no connections.\"
";
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let text = std::fs::read_to_string(root.join("cases/wasix/grid.toml")).unwrap();
    let grid = Grid::parse("wasix", "grid.toml", &(other.to_owned() + &text)).unwrap();
    let report = call("sock_open", "1, 2, 17, 0", "", 0, " @0=04000000") + &open(5);
    let mut tracker = Tracker::new(&grid);
    calls(&report).iter().for_each(|call| tracker.step(call));
    let seen: BTreeMap<_, _> = tracker.descriptors();
    assert_eq!(
        (seen[&4].socket, seen[&4].state),
        (Some("dgram"), Some("bound"))
    );
    assert_eq!(
        (seen[&5].socket, seen[&5].state),
        (Some("stream"), Some("open"))
    );
    assert!(grid.gap("dgram", "open", "listen").is_some());
    assert!(grid.gap("stream", "open", "listen").is_none());
}
