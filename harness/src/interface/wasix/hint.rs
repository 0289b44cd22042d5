//! What people mistake in the numbers of WASIX: families, directions, the layout of an address.

use std::net::IpAddr;

use crate::interface::{Before, Decoded, Hint, Role, Value, wasip1};

/// All of them.
pub const HINTS: &[Hint] = &[
    family_of_posix,
    family_of_linux,
    sockaddr_in,
    exchanged_port,
    unknown_type,
    never_listened,
    no_descriptor,
    direction,
    opening,
    epoll_ctl_of_linux,
    wasip1::misread_errno,
];

/// Ports that people are likely to mean, to notice when their two bytes were exchanged.
const USUAL_PORTS: [u16; 12] = [
    22, 53, 80, 443, 1234, 3000, 4000, 5000, 8000, 8080, 8443, 9000,
];

fn family_of_posix(call: &Decoded, _: Before<'_>) -> Option<String> {
    let family = call.given(Role::Family)?;
    (family.to_string() == "inet6")
        .then(|| "family 2 is INET6 here; 2 is AF_INET in POSIX only, and IPv4 is 1".to_owned())
}

fn family_of_linux(call: &Decoded, _: Before<'_>) -> Option<String> {
    let family = call.given(Role::Family)?;
    (family.to_string() == "10")
        .then(|| "10 is no family here; it is AF_INET6 on Linux, and IPv6 is 2".to_owned())
}

/// Notices a POSIX `sockaddr_in`. With AF_INET, 2, that is an IPv6 address here: its four bytes stand where the sixteen
/// begin.
fn sockaddr_in(call: &Decoded, _: Before<'_>) -> Option<String> {
    let (IpAddr::V6(ip), port) = call.address()? else {
        return None;
    };
    let octets = ip.octets();
    let (four, rest) = octets.split_first_chunk::<4>()?;
    if *four == [0; 4] || rest != [0; 12] {
        return None;
    }
    let four = IpAddr::from(*four);
    Some(format!(
        "[{ip}]:{port} holds {four} and twelve zeros: was an IPv4 address meant? Its family is 1, not 2"
    ))
}

/// Notices a port in the order of the network, which nobody has bound or been told.
fn exchanged_port(call: &Decoded, mut before: Before<'_>) -> Option<String> {
    let (_, port) = call.address()?;
    let exchanged = port.swap_bytes();
    if exchanged == port || !USUAL_PORTS.contains(&exchanged) {
        return None;
    }
    let known = |call: &Decoded| {
        let fields = call
            .args
            .iter()
            .filter(|field| field.role == Some(Role::Here));
        let mut fields = fields.chain(&call.outs);
        fields.any(|field| {
            matches!(field.value, Value::Address { port: known, .. } if [port, exchanged].contains(&known))
        })
    };
    (!before.any(known)).then(|| {
        format!(
            "port {port} is {exchanged} with its two bytes exchanged; a port is little-endian here"
        )
    })
}

/// Notices a type of socket that has no name.
fn unknown_type(call: &Decoded, _: Before<'_>) -> Option<String> {
    let kind = call.given(Role::Type)?.to_string();
    let named = !kind.starts_with(|c: char| c.is_ascii_digit());
    (!named).then(|| format!("{kind} is no type of a socket here: stream is 1, dgram is 2"))
}

/// Notices an accept that fails on what nobody has made listen.
fn never_listened(call: &Decoded, before: Before<'_>) -> Option<String> {
    if !call.name.starts_with("sock_accept") || !call.answer.is_failure() {
        return None;
    }
    let asked = call.asked()?;
    let mut is_socket = false;
    for earlier in before {
        if earlier.made().any(|made| made == asked) {
            is_socket = earlier.given(Role::Family).is_some();
        }
        let same = earlier.asked() == Some(asked);
        if same && earlier.name == "sock_listen" && earlier.answer.is_success() {
            return None;
        }
    }
    is_socket.then(|| {
        format!("{asked} does not listen: before sock_accept comes sock_listen, which was not called on it")
    })
}

/// The functions whose descriptor is a socket.
const MAKERS: [&str; 4] = ["sock_open", "sock_pair", "sock_accept", "sock_accept_v2"];

/// Notices a call of sockets that fails on a standard stream, after a call has failed that was to give the descriptor.
fn no_descriptor(call: &Decoded, before: Before<'_>) -> Option<String> {
    let asked = call.asked().filter(|asked| *asked <= 2)?;
    if !call.name.starts_with("sock_") || !call.answer.is_failure() {
        return None;
    }
    let made = before.filter(|earlier| MAKERS.contains(&earlier.name.as_str()));
    let failed = made.last().filter(|last| last.answer.is_failure())?;
    let stream = ["input", "output", "error"][asked as usize];
    Some(format!(
        "{asked} is standard {stream}: {} failed with {:#} and wrote no descriptor; look at its errno before its result is used",
        failed.name, failed.answer
    ))
}

fn direction(call: &Decoded, _: Before<'_>) -> Option<String> {
    (call.name == "sock_shutdown" && call.argument("how")? == "wr").then(|| {
        "2 is the sending side alone; both sides are 3, and SHUT_RDWR is 2 in POSIX only".to_owned()
    })
}

fn opening(call: &Decoded, _: Before<'_>) -> Option<String> {
    (call.result("status")? == "opening").then(|| {
        "`opening` is how a socket begins; waiting does not change it, bind or connect does"
            .to_owned()
    })
}

/// Notices the numbers of Linux for what `epoll_ctl` does, with which wasix-libc calls it. Number 2 deletes in both.
fn epoll_ctl_of_linux(call: &Decoded, _: Before<'_>) -> Option<String> {
    let linux = match call.argument("op")?.as_str() {
        "mod" => "ADD",
        "3" => "MOD",
        _ => return None,
    };
    (call.name == "epoll_ctl").then(|| {
        format!(
            "EPOLL_CTL_{linux} has this number on Linux only; by the witx add is 0 and mod is 1"
        )
    })
}
