//! Reports of guests, as a case would write them: one function for each call, with the numbers that matter.

use std::net::IpAddr;

/// The report of one call: its arguments, the memory before it, its errno and the memory after it.
pub(super) fn call(name: &str, arguments: &str, before: &str, errno: u16, after: &str) -> String {
    format!(
        "> L1 wasix_32v1.{name}({arguments}){before}\n< L1 wasix_32v1.{name} = {errno}{after}\n"
    )
}

pub(super) fn address(at: u32, port: u16) -> String {
    let [low, high] = port.to_le_bytes();
    format!(" @{at}=0100{low:02x}{high:02x}7f000001{}", "00".repeat(12))
}

/// An address of either family in memory.
pub(super) fn at(at: u32, ip: &str, port: u16) -> String {
    let [low, high] = port.to_le_bytes();
    let (family, bytes) = match ip.parse().unwrap() {
        IpAddr::V4(ip) => (1, ip.octets().to_vec()),
        IpAddr::V6(ip) => (2, ip.octets().to_vec()),
    };
    let ip: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let rest = "00".repeat(16 - bytes.len());
    format!(" @{at}={family:02x}00{low:02x}{high:02x}{ip}{rest}")
}

pub(super) fn open(fd: u8) -> String {
    call(
        "sock_open",
        "1, 1, 6, 0",
        "",
        0,
        &format!(" @0={fd:02x}000000"),
    )
}

pub(super) fn bind(fd: u8, port: u16) -> String {
    call("sock_bind", &format!("{fd}, 16"), &address(16, port), 0, "")
}

pub(super) fn listen(fd: u8) -> String {
    call("sock_listen", &format!("{fd}, 8"), "", 0, "")
}

pub(super) fn connect(fd: u8, port: u16, errno: u16) -> String {
    call(
        "sock_connect",
        &format!("{fd}, 16"),
        &address(16, port),
        errno,
        "",
    )
}

pub(super) fn accept(fd: u8, new: u8) -> String {
    let after = format!(" @8={new:02x}000000{}", address(64, 50000));
    call("sock_accept_v2", &format!("{fd}, 0, 8, 64"), "", 0, &after)
}

pub(super) fn send(fd: u8, bytes: u8) -> String {
    call(
        "sock_send",
        &format!("{fd}, 96, 1, 0, 48"),
        "",
        0,
        &format!(" @48={bytes:02x}000000"),
    )
}

pub(super) fn recv(fd: u8, flags: u8, bytes: u8) -> String {
    let after = format!(" @48={bytes:02x}000000 @52=0000");
    call(
        "sock_recv",
        &format!("{fd}, 96, 1, {flags}, 48, 52"),
        "",
        0,
        &after,
    )
}

pub(super) fn close(fd: u8) -> String {
    call("fd_close", &fd.to_string(), "", 0, "")
}

pub(super) fn shutdown(fd: u8, how: u8) -> String {
    call("sock_shutdown", &format!("{fd}, {how}"), "", 0, "")
}

pub(super) fn dup(fd: u8, new: u8) -> String {
    call(
        "fd_dup",
        &format!("{fd}, 0"),
        "",
        0,
        &format!(" @0={new:02x}000000"),
    )
}

pub(super) fn renumber(fd: u8, to: u8) -> String {
    call("fd_renumber", &format!("{fd}, {to}"), "", 0, "")
}

pub(super) fn local(fd: u8, port: u16) -> String {
    call(
        "sock_addr_local",
        &format!("{fd}, 64"),
        "",
        0,
        &address(64, port),
    )
}

/// A datagram socket that is bound to a port of 127.0.0.1.
pub(super) fn datagrams(fd: u8, port: u16) -> String {
    let opened = call(
        "sock_open",
        "1, 2, 17, 0",
        "",
        0,
        &format!(" @0={fd:02x}000000"),
    );
    opened + &bind(fd, port)
}

pub(super) fn send_to(fd: u8, bytes: u8, port: u16) -> String {
    let after = format!(" @48={bytes:02x}000000");
    let arguments = format!("{fd}, 96, 1, 0, 16, 48");
    call("sock_send_to", &arguments, &address(16, port), 0, &after)
}

/// The report of a step of the peer.
pub(super) fn step(call: &str, errno: u16) -> String {
    let (name, _) = call.split_once('(').unwrap();
    format!("> L1 {call}\n< L1 {name} = {errno}\n")
}

pub(super) fn peer_listen(port: u16) -> String {
    step(&format!("peer.listen(0, 8){}", address(0, port)), 0)
}

pub(super) fn peer_connect(module: &str, port: u16, errno: u16) -> String {
    step(&format!("{module}.connect(0){}", address(0, port)), errno)
}

pub(super) fn peer_send(module: &str) -> String {
    step(&format!("{module}.send(0, 2) @0=6869"), 0)
}

/// A listener of the peer's with port 80, and the guest's 4, which is connected to it and accepted.
pub(super) fn to_peer() -> String {
    [
        peer_listen(80),
        open(4),
        connect(4, 80, 0),
        step("peer.accept()", 0),
    ]
    .concat()
}

/// Waits until something can be sent, which `told` says that the call has reported.
pub(super) fn poll_write(fd: u8, told: bool) -> String {
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
pub(super) fn pair() -> String {
    [client(), accept(4, 6)].concat()
}

/// The same, before it is accepted.
pub(super) fn client() -> String {
    [
        open(4),
        bind(4, 7967),
        listen(4),
        open(5),
        connect(5, 7967, 0),
    ]
    .concat()
}

pub(super) const REFUSED: u16 = 14;
pub(super) const INVALID: u16 = 28;
pub(super) const IN_PROGRESS: u16 = 26;
pub(super) const RESET: u16 = 15;
