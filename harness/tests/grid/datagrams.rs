//! Datagrams of WASIX: where calls lead, and what the kernel may have of them.

use super::kernel::told;
use super::report::*;
use super::{after, grids};

/// A member of 224.0.0.77, which is bound to a port of all addresses.
fn member(fd: u8, port: u16) -> String {
    let bound = call(
        "sock_bind",
        &format!("{fd}, 16"),
        &at(16, "0.0.0.0", port),
        0,
        "",
    );
    let addresses = " @16=e000004d @32=7f000001";
    let joined = call(
        "sock_join_multicast_v4",
        &format!("{fd}, 16, 32"),
        addresses,
        0,
        "",
    );
    [open_one(fd), bound, joined].concat()
}

/// Sets a flag: 7 is multicast_loop_v4, 6 is broadcast.
fn set_flag(fd: u8, option: u8, errno: u16) -> String {
    call(
        "sock_set_opt_flag",
        &format!("{fd}, {option}, 0"),
        "",
        errno,
        "",
    )
}

/// Sends 5 bytes to a port of this address.
fn send_far(fd: u8, ip: &str, port: u16) -> String {
    let arguments = format!("{fd}, 96, 1, 0, 16, 48");
    call(
        "sock_send_to",
        &arguments,
        &at(16, ip, port),
        0,
        " @48=05000000",
    )
}

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

/// Who has said which members of a group hear it may be heard by any of them or by none: nothing is known of those any more.
#[test]
fn what_is_aimed_at_members_of_a_group_is_heard_by_nobody_knows_whom() {
    let group = "224.0.0.77";
    let here = || [member(4, 80), datagrams(5, 81)].concat();
    let rows: Vec<(&str, Vec<String>, &str)> = vec![
        (
            "who has not aimed is heard by all",
            vec![here(), member(6, 80), send_far(5, group, 80)],
            "4=queued 5=bound 6=bound",
        ),
        (
            "who has aimed, by nobody knows whom",
            vec![
                here(),
                member(6, 80),
                set_flag(5, 7, 0),
                send_far(5, group, 80),
            ],
            "4=? 5=bound 6=?",
        ),
        (
            "but by no others",
            vec![
                here(),
                datagrams(6, 80),
                set_flag(5, 7, 0),
                send_far(5, group, 80),
            ],
            "4=? 5=bound 6=bound",
        ),
        (
            "nor by a group that nobody is in",
            vec![here(), set_flag(5, 7, 0), send_far(5, "224.0.0.78", 80)],
            "4=bound 5=bound",
        ),
        (
            "one address is no group",
            vec![here(), set_flag(5, 7, 0), send_far(5, "127.0.0.1", 81)],
            "4=bound 5=queued",
        ),
        (
            "an option that was not set aims at nobody",
            vec![here(), set_flag(5, 7, INVALID), send_far(5, group, 80)],
            "4=queued 5=bound",
        ),
        (
            "nor does another option",
            vec![here(), set_flag(5, 6, 0), send_far(5, group, 80)],
            "4=queued 5=bound",
        ),
        (
            "nor what the member sets",
            vec![here(), set_flag(4, 7, 0), send_far(5, group, 80)],
            "4=queued 5=bound",
        ),
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
