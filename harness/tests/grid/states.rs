//! The guest's own calls: where they lead, and what they ask.

use wasock::grid::track::track;

use super::report::*;
use super::{after, calls, grids};

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
            "said to be connected, and nobody listens there",
            vec![open(4), connect(4, 80, 0)],
            "4=refused",
        ),
        (
            "... nor elsewhere, if asked again",
            vec![open(4), connect(4, 80, 0), connect(4, 81, 0)],
            "4=refused",
        ),
        (
            "connected to itself",
            vec![open(4), bind(4, 80), connect(4, 80, 0)],
            "4=connected",
        ),
        (
            "who listens may be a socket that is not declared",
            vec![
                call("sock_open", "3, 1, 0, 0", "", 0, " @0=05000000"),
                open(4),
                connect(4, 80, 0),
            ],
            "4=connected 5=?",
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
            "4=listening 5=refused",
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
                peer_listen(80),
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
            "... is not told of the refusal by what should tell",
            vec![open(5), connect(5, 80, IN_PROGRESS), recv(5, 0, 0)],
            "5=refused",
        ),
        (
            "... is said to be made, and nobody listens there",
            vec![open(5), connect(5, 80, IN_PROGRESS), connect(5, 80, 0)],
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
            vec![call("sock_open", "1, 3, 17, 0", "", 0, " @0=04000000")],
            "4=?",
        ),
        (
            "a call that fails",
            vec![open(4), call("sock_listen", "4, 8", "", 28, "")],
            "4=open",
        ),
        (
            "a call that does not return",
            vec![open(4), "> L1 wasix_32v1.fd_close(4)\n".to_owned()],
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
    let moments = track(grid, &[], &calls(&report.concat()));
    let asked: Vec<String> = moments
        .iter()
        .flat_map(|moment| &moment.asked)
        .map(|asked| {
            let state = asked.known.state.unwrap_or("?");
            format!(
                "{} in {state}, {} wait",
                asked.operation.name(),
                asked.known.waiting
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
