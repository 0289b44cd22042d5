//! What the WIT does not say of its functions.

use crate::interface::Role;
use crate::interface::wit::Roles;

/// The roles of parameters and results, and what ends a guest.
pub const ROLES: Roles = Roles {
    parameters: &[
        ("tcp-socket.create", "address-family", Role::Family),
        ("udp-socket.create", "address-family", Role::Family),
        ("tcp-socket.bind", "local-address", Role::Here),
        ("tcp-socket.connect", "remote-address", Role::There),
        ("tcp-socket.send", "data", Role::Taken),
        ("udp-socket.bind", "local-address", Role::Here),
        ("udp-socket.connect", "remote-address", Role::There),
        ("udp-socket.send", "data", Role::Moved),
        ("udp-socket.send", "remote-address", Role::There),
        ("wait-for", "how-long", Role::Timeout),
        ("wait-until", "when", Role::Moment),
    ],
    results: &[
        ("tcp-socket.get-local-address", Role::Here),
        ("tcp-socket.get-remote-address", Role::There),
        ("udp-socket.get-local-address", Role::Here),
        ("udp-socket.get-remote-address", Role::There),
    ],
    ends: &["exit"],
};
