//! The functions that are read from WIT: what belongs to them in memory, and how their calls are written.

use super::super::*;
use super::{Pieces, line};

const TCP: &str = "cm32p2|wasi:sockets/tcp@0.2";
const STREAMS: &str = "cm32p2|wasi:io/streams@0.2";

/// Returns a function by what a core module imports it as.
fn function(module: &str, name: &str) -> Function {
    lookup(module, name).unwrap_or_else(|| panic!("no {module} {name}"))
}

/// Returns the line of a call of a method that wrote its result at 16.
fn call(module: &str, name: &str, args: &[u64], before: Pieces, result: &[u8]) -> String {
    line((module, name), args, before, None, &[(16, Some(result))])
}

#[test]
fn addresses_are_flattened_into_twelve_numbers() {
    let bind = function(TCP, "[method]tcp-socket.start-bind");
    assert_eq!(bind.parameters(), 15);
    assert_eq!(bind.enter_regions(), []);
    assert_eq!(bind.exit_regions(), [Region::Fixed { ptr: 14, len: 2 }]);
    let ipv4 = [3, 1, 0, 8080, 127, 0, 0, 1, 0, 0, 0, 0, 0, 0, 16];
    assert_eq!(
        call(TCP, "[method]tcp-socket.start-bind", &ipv4, &[], &[0, 0]),
        "tcp-socket.start-bind(self=3, network=1, local-address=127.0.0.1:8080) -> ok"
    );
    let ipv6 = [3, 1, 1, 80, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 16];
    assert_eq!(
        call(TCP, "[method]tcp-socket.start-bind", &ipv6, &[], &[1, 9]),
        "tcp-socket.start-bind(self=3, network=1, local-address=[::1]:80) -> err(invalid-state)"
    );
    let scoped = [3, 1, 1, 80, 0, 0xfe80, 0, 0, 0, 0, 0, 0, 1, 2, 16];
    assert_eq!(
        call(
            TCP,
            "[method]tcp-socket.start-connect",
            &scoped,
            &[],
            &[1, 14]
        ),
        "tcp-socket.start-connect(self=3, network=1, remote-address=ipv6({port=80, flow-info=0, \
         address=[65152, 0, 0, 0, 0, 0, 0, 1], scope-id=2})) -> err(connection-refused)"
    );
}

#[test]
fn results_stand_in_memory_by_their_types() {
    let mut address = [0; 36];
    address[8..10].copy_from_slice(&49155u16.to_le_bytes());
    address[10..14].copy_from_slice(&[127, 0, 0, 1]);
    assert_eq!(
        call(
            TCP,
            "[method]tcp-socket.local-address",
            &[3, 16],
            &[],
            &address
        ),
        "tcp-socket.local-address(self=3) -> ok value=127.0.0.1:49155"
    );
    let mut accepted = [0; 16];
    (accepted[4], accepted[8], accepted[12]) = (7, 8, 9);
    assert_eq!(
        call(TCP, "[method]tcp-socket.accept", &[3, 16], &[], &accepted),
        "tcp-socket.accept(self=3) -> ok tcp-socket=7 input-stream=8 output-stream=9"
    );
    let mut size = [0; 16];
    size[8..].copy_from_slice(&4096u64.to_le_bytes());
    assert_eq!(
        call(
            TCP,
            "[method]tcp-socket.receive-buffer-size",
            &[3, 16],
            &[],
            &size
        ),
        "tcp-socket.receive-buffer-size(self=3) -> ok value=4096"
    );
}

#[test]
fn plain_values_come_back_as_they_are() {
    let plain = |name, result| line((TCP, name), &[3], &[], Some(result), &[]);
    assert_eq!(
        plain("[method]tcp-socket.is-listening", 1),
        "tcp-socket.is-listening(self=3) -> returns value=true"
    );
    assert_eq!(
        plain("[method]tcp-socket.address-family", 0),
        "tcp-socket.address-family(self=3) -> returns value=ipv4"
    );
    assert_eq!(
        plain("[method]tcp-socket.subscribe", 5),
        "tcp-socket.subscribe(self=3) -> returns value=5"
    );
    assert_eq!(
        line((TCP, "tcp-socket_drop"), &[3], &[], None, &[]),
        "tcp-socket.drop(self=3) -> returns"
    );
}

#[test]
fn lists_are_reported_where_they_stand() {
    let read = function(STREAMS, "[method]input-stream.read");
    let list = Region::List {
        ptr: 2,
        offset: 4,
        size: 1,
    };
    assert_eq!(
        read.exit_regions(),
        [Region::Fixed { ptr: 2, len: 12 }, list]
    );
    let result = [0, 0, 0, 0, 0, 4, 0, 0, 2, 0, 0, 0];
    let after: Pieces = &[(16, Some(&result)), (1024, Some(b"hi"))];
    assert_eq!(
        line(
            (STREAMS, "[method]input-stream.read"),
            &[3, 9, 16],
            &[],
            None,
            after
        ),
        "input-stream.read(self=3, len=9) -> ok value=\"hi\""
    );

    let write = function(STREAMS, "[method]output-stream.write");
    let contents = Region::Array {
        ptr: 1,
        count: Count::Param(2),
        size: 1,
    };
    assert_eq!(write.enter_regions(), [contents]);
    let before: Pieces = &[(64, Some(b"hello"))];
    let name = "[method]output-stream.write";
    let failed = [1, 0, 0, 0, 0, 0, 0, 0, 6, 0, 0, 0];
    assert_eq!(
        call(STREAMS, name, &[3, 64, 5, 16], before, &failed),
        "output-stream.write(self=3, contents=\"hello\") -> err(last-operation-failed) error=6"
    );
    let closed = [1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0];
    assert_eq!(
        call(STREAMS, name, &[3, 64, 5, 16], before, &closed),
        "output-stream.write(self=3, contents=\"hello\") -> err(closed)"
    );
    let handles: Pieces = &[(64, Some(&[5, 0, 0, 0, 6, 0, 0, 0]))];
    let ready = [0, 4, 0, 0, 1, 0, 0, 0];
    let after: Pieces = &[(16, Some(&ready)), (1024, Some(&[1, 0, 0, 0]))];
    assert_eq!(
        line(
            ("cm32p2|wasi:io/poll@0.2", "poll"),
            &[64, 2, 16],
            handles,
            None,
            after
        ),
        "poll(in=[5, 6]) -> returns value=[1]"
    );
}

#[test]
fn lists_in_lists_are_reported_too() {
    let udp = "cm32p2|wasi:sockets/udp@0.2";
    let send = "[method]outgoing-datagram-stream.send";
    let elements = Elements::Param { ptr: 1 };
    let inner = |of, size| Region::Inner {
        of,
        size,
        offset: 0,
    };
    let regions = function(udp, send).enter_regions();
    assert_eq!(regions[1..], [inner(elements, 44)]);
    let mut datagrams = [0; 88];
    datagrams[..8].copy_from_slice(&[128, 0, 0, 0, 2, 0, 0, 0]);
    datagrams[8..22].copy_from_slice(&[1, 0, 0, 0, 0, 0, 0, 0, 80, 0, 127, 0, 0, 1]);
    datagrams[44..52].copy_from_slice(&[0, 1, 0, 0, 100, 0, 0, 0]);
    let long = [b'x'; 64];
    let before: Pieces = &[
        (512, Some(&datagrams)),
        (128, Some(b"hi")),
        (256, Some(&long)),
    ];
    let sent = [0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0];
    assert_eq!(
        call(udp, send, &[3, 512, 2, 16], before, &sent),
        format!(
            "outgoing-datagram-stream.send(self=3, datagrams=[{{data=\"hi\", remote-address=some(127.0.0.1:80)}}, \
             {{data=\"{}\"..., remote-address=none}}]) -> ok value=2",
            "x".repeat(64)
        )
    );

    let receive = "[method]incoming-datagram-stream.receive";
    let list = Elements::List { ptr: 2, offset: 4 };
    let regions = function(udp, receive).exit_regions();
    assert_eq!(regions[2..], [inner(list, 40)]);
    let mut datagram = [0; 40];
    datagram[..8].copy_from_slice(&[128, 0, 0, 0, 2, 0, 0, 0]);
    datagram[12..18].copy_from_slice(&[80, 0, 127, 0, 0, 1]);
    let result = [0, 0, 0, 0, 0, 2, 0, 0, 1, 0, 0, 0];
    let after: Pieces = &[
        (16, Some(&result)),
        (512, Some(&datagram)),
        (128, Some(b"hi")),
    ];
    assert_eq!(
        line((udp, receive), &[3, 9, 16], &[], None, after),
        "incoming-datagram-stream.receive(self=3, max-results=9) -> \
         ok value=[{data=\"hi\", remote-address=127.0.0.1:80}]"
    );
}

#[test]
fn a_parameter_may_be_an_option_of_an_address() {
    let udp = "cm32p2|wasi:sockets/udp@0.2";
    let name = "[method]udp-socket.stream";
    let mut none = [0; 15];
    (none[0], none[14]) = (3, 16);
    let mut some = none;
    some[1..9].copy_from_slice(&[1, 0, 53, 127, 0, 0, 1, 0]);
    let streams = [0, 0, 0, 0, 4, 0, 0, 0, 5, 0, 0, 0];
    assert_eq!(
        call(udp, name, &none, &[], &streams),
        "udp-socket.stream(self=3, remote-address=none) -> ok incoming-datagram-stream=4 outgoing-datagram-stream=5"
    );
    assert_eq!(
        call(udp, name, &some, &[], &[1, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0]),
        "udp-socket.stream(self=3, remote-address=some(127.0.0.1:53)) -> err(invalid-argument)"
    );
}

#[test]
fn what_no_interface_has_stays_numbers() {
    assert!(lookup(TCP, "[method]tcp-socket.frobnicate").is_none());
    assert!(
        lookup(
            "cm32p2|wasi:sockets/tcp@0.3",
            "[method]tcp-socket.subscribe"
        )
        .is_none()
    );
    assert!(of_import("cm32p2|wasi:http/types@0.2").is_some());
    assert_eq!(
        line(
            ("cm32p2|wasi:http/types@0.2", "[method]fields.get"),
            &[3],
            &[],
            None,
            &[]
        ),
        "[method]fields.get(3) -> returns"
    );
}

#[test]
fn errors_have_the_names_of_the_wit() {
    for (name, known) in [("invalid-state", true), ("closed", true), ("inval", false)] {
        assert_eq!(case_named(name).is_some(), known, "{name}");
    }
}
