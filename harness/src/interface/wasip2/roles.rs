//! What the WIT does not say of its functions.

use crate::interface::Role;
use crate::interface::wit::Roles;

/// The roles of parameters and results, and what ends a guest.
pub const ROLES: Roles = Roles {
    parameters: &[
        ("create-tcp-socket", "address-family", Role::Family),
        ("create-udp-socket", "address-family", Role::Family),
        ("tcp-socket.start-bind", "local-address", Role::Here),
        ("tcp-socket.start-connect", "remote-address", Role::There),
        ("udp-socket.start-bind", "local-address", Role::Here),
        ("udp-socket.stream", "remote-address", Role::There),
        ("outgoing-datagram-stream.send", "datagrams", Role::Sent),
        ("output-stream.write", "contents", Role::Moved),
        (
            "output-stream.blocking-write-and-flush",
            "contents",
            Role::Moved,
        ),
        ("network-error-code", "err", Role::Asked),
        ("poll", "in", Role::Awaited),
        ("subscribe-duration", "when", Role::Delay),
        ("subscribe-instant", "when", Role::Moment),
    ],
    results: &[
        ("tcp-socket.local-address", Role::Here),
        ("tcp-socket.remote-address", Role::There),
        ("udp-socket.local-address", Role::Here),
        ("udp-socket.remote-address", Role::There),
        ("incoming-datagram-stream.receive", Role::Moved),
        ("outgoing-datagram-stream.send", Role::Moved),
        ("input-stream.read", Role::Moved),
        ("input-stream.blocking-read", Role::Moved),
    ],
    ends: &["exit"],
};
