//! Hints: what a person who reads a trace is likely to have taken one number for another.
//!
//! WASI numbers its errnos, families and flags on its own, and POSIX headers mislead. A hint says what the number
//! means here; it never judges the runtime.

use std::net::IpAddr;

use crate::interface::{Answer, Value};
use crate::trace::Call;

/// Ports that people are likely to mean, to notice when their two bytes were exchanged.
const USUAL_PORTS: [u16; 12] = [
    22, 53, 80, 443, 1234, 3000, 4000, 5000, 8000, 8080, 8443, 9000,
];

/// What may be behind a call, given the calls before it; most often nothing.
pub fn hints(call: &Call, before: &[Call]) -> Vec<String> {
    let arg = |name: &str| {
        call.decoded
            .args
            .iter()
            .find(|field| field.name == name)
            .map(|field| &field.value)
    };
    let is = |name: &str, text: &str| arg(name).is_some_and(|value| value.to_string() == text);
    let mut hints = Vec::new();

    if call.decoded.name == "sock_open" && is("af", "inet6") {
        hints.push("family 2 is INET6 here; 2 is AF_INET in POSIX only, and IPv4 is 1".to_owned());
    }
    if call.decoded.name == "sock_open" && is("af", "10") {
        hints.push("10 is no family here; it is AF_INET6 on Linux, and IPv6 is 2".to_owned());
    }
    if let Some(Value::Address { ip, port }) = arg("addr") {
        hints.extend(looks_like_sockaddr_in(*ip, *port));
        hints.extend(swapped_port(*port, before));
    }
    if call.decoded.name == "sock_shutdown" && is("how", "wr") {
        hints.push(
            "2 is the sending side alone; both sides are 3, and SHUT_RDWR is 2 in POSIX only"
                .to_owned(),
        );
    }
    if call
        .decoded
        .outs
        .iter()
        .any(|field| field.name == "status" && field.value.to_string() == "opening")
    {
        hints.push(
            "`opening` is how a socket begins; waiting does not change it, bind or connect does"
                .to_owned(),
        );
    }
    hints.extend(misread_errno(call.answer()));
    if call.answer() == Answer::Errno(28) && family_differs(call, before) {
        hints.push("the address is of another family than the socket was opened with; both numbers change together".to_owned());
    }
    hints
}

/// Errnos whose number is another error's in POSIX.
fn misread_errno(answer: Answer) -> Option<String> {
    let hint = match answer {
        Answer::Errno(4) => {
            "4 is addrnotavail: the address is not one of this host; EINTR is 4 in POSIX only, here intr is 27"
        }
        Answer::Errno(27) => "27 is intr: a signal interrupted the call",
        Answer::Errno(13) => "13 is connaborted; EACCES is 13 in POSIX only, here access is 2",
        Answer::Errno(2) => "2 is access; ENOENT is 2 in POSIX only, here noent is 44",
        Answer::Errno(11) => "11 is canceled; EAGAIN is 11 on Linux only, here again is 6",
        Answer::Errno(22) => "22 is fbig; EINVAL is 22 in POSIX only, here inval is 28",
        Answer::Errno(9) => "9 is badmsg; EBADF is 9 in POSIX only, here badf is 8",
        _ => return None,
    };
    Some(hint.to_owned())
}

/// A POSIX `sockaddr_in` with AF_INET, 2, is an IPv6 address here: its four bytes stand where the sixteen begin.
fn looks_like_sockaddr_in(ip: IpAddr, port: u16) -> Option<String> {
    let IpAddr::V6(ip) = ip else { return None };
    let octets = ip.octets();
    let (four, rest) = octets.split_at(4);
    if four == [0; 4] || rest != [0; 12] {
        return None;
    }
    let four = four
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(".");
    Some(format!(
        "[{ip}]:{port} holds {four} and twelve zeros: was an IPv4 address meant? Its family is 1, not 2"
    ))
}

fn swapped_port(port: u16, before: &[Call]) -> Option<String> {
    let swapped = port.swap_bytes();
    if swapped == port {
        return None;
    }
    let seen = |port: u16| {
        before
            .iter()
            .flat_map(|call| &call.decoded.outs)
            .any(|field| matches!(field.value, Value::Address { port: known, .. } if known == port))
    };
    let bound = |port: u16| {
        before
            .iter()
            .filter(|call| call.decoded.name == "sock_bind")
            .flat_map(|call| &call.decoded.args)
            .any(|field| matches!(field.value, Value::Address { port: known, .. } if known == port))
    };
    if bound(swapped) {
        return Some(format!(
            "port {port} is {swapped} with its two bytes exchanged, and {swapped} was bound"
        ));
    }
    if !seen(port) && USUAL_PORTS.contains(&swapped) {
        return Some(format!(
            "port {port} is {swapped} with its two bytes exchanged; a port is little-endian here"
        ));
    }
    None
}

/// Whether the address of this call and the socket it is for are of different families.
fn family_differs(call: &Call, before: &[Call]) -> bool {
    let arg = |call: &Call, name: &str| {
        call.decoded
            .args
            .iter()
            .find(|field| field.name == name)
            .map(|field| field.value.clone())
    };
    let (Some(Value::Fd(fd)), Some(Value::Address { ip, .. })) =
        (arg(call, "fd"), arg(call, "addr"))
    else {
        return false;
    };
    let opened = before.iter().rev().find(|earlier| {
        earlier.decoded.name == "sock_open"
            && earlier
                .decoded
                .outs
                .iter()
                .any(|field| field.name == "fd" && field.value == Value::Fd(fd))
    });
    let family = opened
        .and_then(|call| arg(call, "af"))
        .map(|value| value.to_string());
    matches!(
        (family.as_deref(), ip),
        (Some("inet4"), IpAddr::V6(_)) | (Some("inet6"), IpAddr::V4(_))
    )
}
