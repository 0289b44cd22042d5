//! How the datagrams of WASI 0.2 are followed: a call sends and receives several at once, and streams are replaced by later ones.

use wasock::grid::track::{Known, Tracker};
use wasock::interface::Atom;

use super::{calls, grids};

const UDP: &str = "cm32p2|wasi:sockets/udp@0.2.[method]";
const PADDING: &str = "00000000000000000000";

/// A call with its parameters and the memory before it, and what it has written at 16.
fn call(function: &str, args: &str, before: &str, result: &str) -> String {
    format!("> L1 {function}({args}, 16){before}\n< L1 {function} @16={result}\n")
}

/// A socket with this handle, bound to 127.0.0.1 and a port.
fn bound(handle: u8, port: u16) -> String {
    let create = "cm32p2|wasi:sockets/udp-create-socket@0.2.create-udp-socket";
    let args = format!("{handle}, 1, 0, {port}, 127, 0, 0, 1, 0, 0, 0, 0, 0, 0");
    [
        call(create, "0", "", &format!("00000000{handle:02x}000000")),
        call(&format!("{UDP}udp-socket.start-bind"), &args, "", "0000"),
        call(
            &format!("{UDP}udp-socket.finish-bind"),
            &handle.to_string(),
            "",
            "0000",
        ),
    ]
    .concat()
}

/// Streams of the socket `handle`, of which the incoming one has this handle and the outgoing one the next.
fn stream(handle: u8, peer: Option<u16>, incoming: u8) -> String {
    let (is_some, port) = (u8::from(peer.is_some()), peer.unwrap_or_default());
    let args = format!("{handle}, {is_some}, 0, {port}, 127, 0, 0, 1, 0, 0, 0, 0, 0, 0");
    let result = format!("00000000{incoming:02x}000000{:02x}000000", incoming + 1);
    call(&format!("{UDP}udp-socket.stream"), &args, "", &result)
}

/// Datagrams of two bytes to these ports of 127.0.0.1, of which as many are sent.
fn send(handle: u8, ports: &[Option<u8>], sent: u8) -> String {
    let datagram = |port: &Option<u8>| {
        let (is_some, port) = (u8::from(port.is_some()), port.unwrap_or_default());
        let address = format!("{is_some:02x}00000000000000{port:02x}007f000001");
        format!("4001000002000000{address}{PADDING}{PADDING}0000")
    };
    let datagrams: Vec<String> = ports.iter().map(datagram).collect();
    let before = format!(" @32={} @320=6869", datagrams.concat());
    let args = format!("{handle}, 32, {}", ports.len());
    let result = format!("0000000000000000{sent:02x}00000000000000");
    let function = format!("{UDP}outgoing-datagram-stream.send");
    call(&function, &args, &before, &result)
}

/// So many datagrams of two bytes are received.
fn receive(handle: u8, count: u8) -> String {
    let one = format!("40010000020000000000000050007f000001{PADDING}{PADDING}0000");
    let all = one.repeat(usize::from(count));
    let result = format!("0000000040000000{count:02x}000000 @64={all} @320=6869");
    let function = format!("{UDP}incoming-datagram-stream.receive");
    call(&function, &format!("{handle}, 16"), "", &result)
}

/// The state after these calls of what has this handle, with how many datagrams wait at its socket.
fn state(report: &[String], resource: &'static str, handle: u32) -> (String, usize) {
    let grids = grids();
    let mut tracker = Tracker::new(grids.get("wasip2").unwrap());
    for call in calls(&report.concat()) {
        tracker.step(&call);
    }
    let known: Known = tracker.known(Atom::Handle(resource, handle));
    (known.state.unwrap_or("?").to_owned(), known.messages)
}

#[test]
fn each_datagram_of_a_list_goes_where_it_is_to_go() {
    let (socket, streams) = ("udp-socket", "incoming-datagram-stream");
    let mut report = vec![
        bound(4, 80),
        bound(5, 81),
        stream(4, None, 6),
        stream(5, None, 8),
    ];
    assert_eq!(state(&report, socket, 5), ("streaming".to_owned(), 0));
    report.push(send(7, &[Some(81), Some(82), Some(81)], 3));
    assert_eq!(state(&report, socket, 4), ("streaming".to_owned(), 0));
    assert_eq!(state(&report, socket, 5), ("queued".to_owned(), 2));
    assert_eq!(state(&report, streams, 8), ("queued".to_owned(), 2));
    // What was not sent goes nowhere.
    report.push(send(7, &[Some(81), Some(81)], 1));
    report.push(send(7, &[], 0));
    assert_eq!(state(&report, socket, 5), ("queued".to_owned(), 3));
    report.push(receive(8, 0));
    assert_eq!(state(&report, socket, 5), ("queued".to_owned(), 3));
    report.push(receive(8, 2));
    assert_eq!(state(&report, socket, 5), ("queued".to_owned(), 1));
    report.push(receive(8, 1));
    assert_eq!(state(&report, socket, 5), ("streaming".to_owned(), 0));
}

#[test]
fn streams_with_a_peer_send_to_it_alone() {
    let mut report = vec![
        bound(4, 80),
        bound(5, 81),
        stream(4, Some(81), 6),
        stream(5, None, 8),
    ];
    assert_eq!(state(&report, "udp-socket", 4).0, "connected");
    report.push(send(7, &[None], 1));
    assert_eq!(state(&report, "udp-socket", 5), ("queued".to_owned(), 1));
    // Nobody is at the other port, which a socket that is connected to it is told.
    report.push(stream(4, Some(82), 10));
    report.push(send(11, &[None], 1));
    assert_eq!(state(&report, "udp-socket", 4).0, "refused");
}

#[test]
fn later_streams_replace_those_before() {
    let report = [bound(4, 80), stream(4, None, 6), stream(4, Some(81), 8)];
    let of = |resource, handle| state(&report, resource, handle).0;
    assert_eq!(of("incoming-datagram-stream", 6), "replaced");
    assert_eq!(of("outgoing-datagram-stream", 7), "replaced");
    assert_eq!(of("incoming-datagram-stream", 8), "connected");
    assert_eq!(of("outgoing-datagram-stream", 9), "connected");
    assert_eq!(of("udp-socket", 4), "connected");
}
