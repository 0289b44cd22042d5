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
        ("output-stream.write", "contents", Role::Moved),
        (
            "output-stream.blocking-write-and-flush",
            "contents",
            Role::Moved,
        ),
        ("poll", "in", Role::Awaited),
        ("subscribe-duration", "when", Role::Delay),
        ("subscribe-instant", "when", Role::Moment),
    ],
    results: &[
        ("tcp-socket.local-address", Role::Here),
        ("tcp-socket.remote-address", Role::There),
        ("input-stream.read", Role::Moved),
        ("input-stream.blocking-read", Role::Moved),
    ],
    ends: &["exit"],
};
