//! What people mistake in the numbers of WASIX: families, directions, the layout of an address.

use std::net::IpAddr;

use crate::interface::{Before, Decoded, Hint, Role, Value, wasip1};

/// All of them.
pub const HINTS: &[Hint] = &[
    family_of_posix,
    family_of_linux,
    sockaddr_in,
    exchanged_port,
    direction,
    opening,
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
