//! Steps of the peer: where they lead.

use wasock::grid::track::track;
use wasock::interface::Atom;
use wasock_runners::Preopen;

use super::report::*;
use super::{after, calls, grids};

#[test]
fn steps_of_the_peer_lead_from_state_to_state() {
    let (guest_closes, close) = (close, || step("peer.close()", 0));
    let receive = |bytes| step(&format!("peer.recv({bytes})"), 0);
    let listener = [open(4), bind(4, 80), listen(4)].concat();
    let full = |answer| {
        let listens = step(&format!("peer.listen(0, 0){}", address(0, 80)), 0);
        [
            listens,
            open(4),
            connect(4, 80, 0),
            open(5),
            connect(5, 80, answer),
        ]
        .concat()
    };
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
            "its queue is full",
            vec![full(IN_PROGRESS)],
            "4=connected 5=connecting",
        ),
        (
            "its queue is full, whatever is said",
            vec![full(0), poll_write(5, true), connect(5, 80, 0)],
            "4=connected 5=connecting",
        ),
        (
            "its queue has room again",
            vec![
                full(0),
                step("peer.accept()", 0),
                connect(5, 80, 0),
                step("peer.close()", 0),
                step("peer.accept()", 0),
                peer_send("peer"),
            ],
            "4=peer-closed 5=readable",
        ),
        (
            "the last for whom its queue has room asks again",
            vec![
                step(&format!("peer.listen(0, 0){}", address(0, 80)), 0),
                open(4),
                connect(4, 80, IN_PROGRESS),
                connect(4, 80, 0),
            ],
            "4=connected",
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

/// The socket that a guest is handed listens where the peer connects to, so that its connection waits there.
#[test]
fn the_peer_connects_to_what_the_guest_was_handed() {
    let grids = grids();
    let grid = grids.get("wasip1").unwrap();
    let preopens = ["127.0.0.1:7967", "127.0.0.1:80"];
    let preopens = preopens.map(|address| Preopen::TcpListener(address.parse().unwrap()));
    let guest = "> L2 wasi_snapshot_preview1.sock_accept(3, 0, 0)\n\
                 < L2 wasi_snapshot_preview1.sock_accept = 0 @0=06000000\n\
                 > L3 wasi_snapshot_preview1.fd_close(6)\n< L3 wasi_snapshot_preview1.fd_close = 0\n";
    let report = peer_connect("peer", 7967, 0) + guest;
    let moments = track(grid, &preopens, &calls(&report));
    let known = moments.iter().map(|moment| {
        let state = |fd| moment.descriptors.get(&Atom::Fd(fd))?.state;
        [state(3), state(4), state(6)]
    });
    let listening = Some("listening");
    assert_eq!(
        known.collect::<Vec<_>>(),
        [
            [listening, listening, None],
            [Some("pending"), listening, None],
            [listening, listening, Some("connected")],
        ]
    );
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
    let moments = track(grid, &[], &calls(&report.concat()));
    let asked = moments.iter().flat_map(|moment| &moment.asked);
    let asked: Vec<_> = asked
        .map(|asked| (asked.operation.name(), asked.known.state.unwrap()))
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
