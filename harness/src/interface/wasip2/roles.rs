//! The roles of parameters and results, which the WIT does not say. The handle of a method is what is asked, and a handle
//! in a result is one that the call has made; what else there is stands here.

use crate::interface::Role;

/// Parameters that have a role, by the names of their functions.
const PARAMETERS: [(&str, &str, Role); 4] = [
    ("create-tcp-socket", "address-family", Role::Family),
    ("create-udp-socket", "address-family", Role::Family),
    ("tcp-socket.start-bind", "local-address", Role::Here),
    ("tcp-socket.start-connect", "remote-address", Role::There),
];

/// Results that have a role, by the names of their functions.
const RESULTS: [(&str, Role); 4] = [
    ("tcp-socket.local-address", Role::Here),
    ("tcp-socket.remote-address", Role::There),
    ("input-stream.read", Role::Moved),
    ("input-stream.blocking-read", Role::Moved),
];

/// The role of a parameter.
pub fn parameter(function: &str, parameter: &str) -> Option<Role> {
    if parameter == "self" {
        return Some(Role::Asked);
    }
    let mut all = PARAMETERS.iter();
    let found = all.find(|(name, known, _)| (*name, *known) == (function, parameter));
    found.map(|(.., role)| *role)
}

/// The role of what a function returns, or succeeds with.
pub fn result(function: &str) -> Option<Role> {
    let found = RESULTS.iter().find(|(name, _)| *name == function);
    found.map(|(_, role)| *role)
}

/// Whether a call of this function ends the guest.
pub fn ends_the_guest(function: &str) -> bool {
    function == "exit"
}
