//! Datagrams of WASIX: where calls lead, and what the kernel may have of them.

use super::kernel::told;
use super::report::*;
use super::{after, grids};

/// 4 and 5, which are bound to the ports 80 and 81.
fn two() -> String {
    [datagrams(4, 80), datagrams(5, 81)].concat()
}

fn open_one(fd: u8) -> String {
    let after = format!(" @0={fd:02x}000000");
    call("sock_open", "1, 2, 17, 0", "", 0, &after)
}

/// A connect to the address of the unspecified family.
fn disconnect(fd: u8) -> String {
    let address = format!(" @16={}", "00".repeat(20));
    call("sock_connect", &format!("{fd}, 16"), &address, 0, "")
}

/// A recv that is told that nobody took what was sent.
fn recv_refused(fd: u8) -> String {
    call(
        "sock_recv",
        &format!("{fd}, 96, 1, 0, 48, 52"),
        "",
        REFUSED,
        "",
    )
}

#[test]
fn calls_lead_from_state_to_state() {
    let to_nobody = || [datagrams(4, 80), connect(4, 81, 0), send(4, 5)].concat();
    let pair = || [two(), connect(4, 81, 0)].concat();
    let rows: Vec<(&str, Vec<String>, &str)> = vec![
        ("opened", vec![open_one(4)], "4=open"),
        ("bound", vec![datagrams(4, 80)], "4=bound"),
        (
            "bound by sending",
            vec![open_one(4), send_to(4, 5, 80)],
            "4=bound",
        ),
        (
            "sent to",
            vec![two(), send_to(5, 5, 80)],
            "4=queued 5=bound",
        ),
        (
            "two are received one by one",
            vec![two(), send_to(5, 5, 80), send_to(5, 5, 80), recv(4, 0, 5)],
            "4=queued 5=bound",
        ),
        (
            "and all",
            vec![two(), send_to(5, 0, 80), recv(4, 0, 0)],
            "4=bound 5=bound",
        ),
        ("connected", vec![pair()], "4=connected 5=bound"),
        (
            "by its peer",
            vec![pair(), send_to(5, 5, 80)],
            "4=readable 5=bound",
        ),
        (
            "by another one",
            vec![pair(), datagrams(6, 82), send_to(6, 5, 80)],
            "4=connected 5=bound 6=bound",
        ),
        (
            "connected while something waits",
            vec![two(), send_to(5, 5, 80), connect(4, 81, 0)],
            "4=readable 5=bound",
        ),
        (
            "its peer is taken away",
            vec![pair(), disconnect(4)],
            "4=bound 5=bound",
        ),
        (
            "and an address that the system has chosen",
            vec![open_one(4), connect(4, 81, 0), disconnect(4)],
            "4=open",
        ),
        ("nobody took it", vec![to_nobody()], "4=refused"),
        (
            "which is told once",
            vec![to_nobody(), recv_refused(4)],
            "4=connected",
        ),
        (
            "before what waits",
            vec![
                to_nobody(),
                datagrams(5, 81),
                send_to(5, 5, 80),
                recv_refused(4),
            ],
            "4=readable 5=bound",
        ),
        (
            "nobody took it elsewhere than at the peer",
            vec![pair(), send_to(4, 5, 90)],
            "4=connected 5=bound",
        ),
        (
            "nor without a peer",
            vec![datagrams(4, 80), send_to(4, 5, 90)],
            "4=bound",
        ),
        (
            "who is connected elsewhere takes it not",
            vec![pair(), connect(5, 90, 0), send(4, 5)],
            "4=refused 5=connected",
        ),
        (
            "shut down, one by one",
            vec![pair(), shutdown(4, 1), shutdown(4, 2)],
            "4=shut-both 5=bound",
        ),
        (
            "shut down, and sent to",
            vec![pair(), shutdown(4, 1), send_to(5, 5, 80)],
            "4=shut-read 5=bound",
        ),
        ("closed", vec![pair(), close(4)], "4=closed 5=bound"),
    ];
    let grids = grids();
    let grid = grids.get("wasix").unwrap();
    for (name, report, states) in rows {
        assert_eq!(after(grid, &report.concat()), states, "{name}");
    }
}

#[test]
fn the_kernel_knows_a_peer_and_an_error() {
    let opened = (open_one(4), "4=datagram,queue=0");
    let bound = (bind(4, 80), "4=datagram,queue=0,port");
    let connected = (connect(4, 81, 0), "4=datagram,queue=0,port,peer");
    let to = |steps: &[&(String, &'static str)]| steps.iter().map(|step| (*step).clone()).collect();
    let itself: Vec<_> = to(&[&opened, &bound, &(send_to(4, 0, 80), "")]);
    let filled: Vec<_> = to(&[&opened, &bound, &(send_to(4, 5, 80), "")]);
    let refused: Vec<_> = to(&[&opened, &bound, &connected, &(send(4, 5), "")]);
    let shut: Vec<_> = to(&[&opened, &bound, &connected, &(shutdown(4, 1), "")]);
    let (open, bound, connected): (Vec<_>, Vec<_>, Vec<_>) = (
        to(&[&opened]),
        to(&[&opened, &bound]),
        to(&[&opened, &bound, &connected]),
    );
    for (steps, right, wrong) in [
        (&open, "datagram,queue=0", "datagram,queue=0,port"),
        (
            &bound,
            "datagram,queue=0,port",
            "datagram,queue=0,port,peer",
        ),
        (&bound, "datagram,queue=0,port", "datagram,queue=0,port,in"),
        (&bound, "datagram,queue=0,port", "close,queue=0,port"),
        // One without bytes is seen by what poll says alone.
        (&itself, "datagram,queue=0,port,in", "datagram,queue=0,port"),
        (
            &filled,
            "datagram,queue=5,port,in",
            "datagram,queue=2,port,in",
        ),
        (
            &connected,
            "datagram,queue=0,port,peer",
            "datagram,queue=0,port",
        ),
        (
            &connected,
            "datagram,queue=0,port,peer",
            "datagram,queue=0,port,peer,err",
        ),
        (
            &refused,
            "datagram,queue=0,port,peer,err",
            "datagram,queue=0,port,peer",
        ),
        (
            &shut,
            "datagram,queue=0,port,peer,in,rdhup",
            "datagram,queue=0,port,peer,in",
        ),
    ] {
        assert_eq!(told(steps, &format!("4={right}")), None, "{right}");
        assert!(told(steps, &format!("4={wrong}")).is_some(), "{wrong}");
    }
}
