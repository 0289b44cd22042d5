//! What people mistake in numbers: families, the layout of an address, the order of its bytes, errnos.

use std::net::{IpAddr, Ipv4Addr};

use super::{Before, Notice, Told, binds};
use crate::explain::{self, System};
use crate::interface::{Answer, Decoded, Role, Value};
use crate::trace::Call;

/// All of them.
pub const NOTICES: &[Notice] = &[
    Notice {
        name: "sockaddr-in",
        gives: &["address", "meant"],
        sees: sockaddr_in,
    },
    Notice {
        name: "family-of-four-bytes",
        gives: &["address", "meant"],
        sees: family_of_four_bytes,
    },
    Notice {
        name: "address-reversed",
        gives: &["ip", "meant"],
        sees: address_reversed,
    },
    Notice {
        name: "usual-port-exchanged",
        gives: &["port", "meant"],
        sees: usual_port_exchanged,
    },
    Notice {
        name: "port-exchanged",
        gives: &["port", "meant"],
        sees: port_exchanged,
    },
    Notice {
        name: "port-returned-exchanged",
        gives: &["told", "bound"],
        sees: port_returned_exchanged,
    },
    Notice {
        name: "flow-information",
        gives: &["address", "meant"],
        sees: flow_information,
    },
    Notice {
        name: "address-of-other-family",
        gives: &[],
        sees: address_of_other_family,
    },
    Notice {
        name: "family-2-for-four",
        gives: &["site"],
        sees: family_2_for_four,
    },
    Notice {
        name: "family-unknown",
        gives: &["family"],
        sees: family_unknown,
    },
    Notice {
        name: "type-unknown",
        gives: &["type"],
        sees: type_unknown,
    },
    Notice {
        name: "protocol-of-other-type",
        gives: &["proto", "type"],
        sees: protocol_of_other_type,
    },
    Notice {
        name: "errno-of-posix",
        gives: &["number", "name", "posix", "where", "wasi", "other"],
        sees: errno_of_posix,
    },
];

/// Ports that people are likely to mean, to notice when their two bytes were exchanged.
const USUAL_PORTS: [u16; 12] = [
    22, 53, 80, 443, 1234, 3000, 4000, 5000, 8000, 8080, 8443, 9000,
];

fn all<const N: usize>(words: [String; N]) -> Option<Vec<Told>> {
    Some(words.map(Told::Text).into())
}

/// A POSIX `sockaddr_in`. With AF_INET, 2, that is an IPv6 address here: its four bytes stand where the sixteen begin.
fn sockaddr_in(call: &Call, _: &Before) -> Option<Vec<Told>> {
    let (IpAddr::V6(ip), port) = call.decoded.address()? else {
        return None;
    };
    let octets = ip.octets();
    let (four, rest) = octets.split_first_chunk::<4>()?;
    if *four == [0; 4] || rest != [0; 12] {
        return None;
    }
    all([format!("[{ip}]:{port}"), IpAddr::from(*four).to_string()])
}

/// A port and the first two bytes of 127.0.0.1 where the address is.
fn family_of_four_bytes(call: &Call, _: &Before) -> Option<Vec<Told>> {
    let (IpAddr::V4(ip), 0) = call.decoded.address()? else {
        return None;
    };
    let [low, high, 127, 0] = ip.octets() else {
        return None;
    };
    let port = u16::from_le_bytes([low, high]);
    (port != 0).then_some(())?;
    all([format!("{ip}:0"), format!("127.0.0.1:{port}")])
}

/// 127.0.0.1 as a number whose lowest byte comes first.
fn address_reversed(call: &Call, _: &Before) -> Option<Vec<Told>> {
    let (IpAddr::V4(ip), _) = call.decoded.address()? else {
        return None;
    };
    let mut octets = ip.octets();
    octets.reverse();
    let meant = Ipv4Addr::from(octets);
    let is_it = meant == Ipv4Addr::LOCALHOST && !ip.is_loopback();
    is_it.then_some(())?;
    all([ip.to_string(), meant.to_string()])
}

/// A port in the order of the network, which nobody has bound or been told.
fn usual_port_exchanged(call: &Call, before: &Before) -> Option<Vec<Told>> {
    let (_, port) = call.decoded.address()?;
    let exchanged = port.swap_bytes();
    if exchanged == port || !USUAL_PORTS.contains(&exchanged) {
        return None;
    }
    let known = |call: &Call| {
        let Decoded { args, outs, .. } = &call.decoded;
        let here = args.iter().filter(|field| field.role == Some(Role::Here));
        here.chain(outs).any(|field| {
            matches!(field.value, Value::Address { port: known, .. } if [port, exchanged].contains(&known))
        })
    };
    (!before.calls.iter().any(known)).then_some(())?;
    all([port.to_string(), exchanged.to_string()])
}

/// A port that was bound, with its two bytes exchanged, where a connection or a datagram goes. A program may bind both itself.
fn port_exchanged(call: &Call, before: &Before) -> Option<Vec<Told>> {
    call.decoded.given(Role::There)?;
    let (_, port) = call.decoded.address()?;
    let exchanged = port.swap_bytes();
    let binds_it = |port| move |call: &Call| binds(&call.decoded) == Some(port);
    let is_bound = |port| before.calls.iter().any(binds_it(port));
    (exchanged != port && is_bound(exchanged) && !is_bound(port)).then_some(())?;
    (!before.sockets.told(port)).then_some(())?;
    all([port.to_string(), exchanged.to_string()])
}

/// A runtime that gives a port with its two bytes exchanged, which the descriptor was bound to.
fn port_returned_exchanged(call: &Call, before: &Before) -> Option<Vec<Told>> {
    call.answer().is_success().then_some(())?;
    let told = call
        .decoded
        .outs
        .iter()
        .find_map(|field| match field.value {
            Value::Address { port, .. } => Some(port),
            _ => None,
        })?;
    let (_, bound, _) = before.sockets.of(call)?.bound.as_ref()?;
    let bound = Some(*bound).filter(|port| *port != 0)?;
    (told != bound && told == bound.swap_bytes()).then_some(())?;
    all([told.to_string(), bound.to_string()])
}

/// A `sockaddr_in6` of libc, in which four bytes of flow information stand before the address.
fn flow_information(call: &Call, _: &Before) -> Option<Vec<Told>> {
    let (IpAddr::V6(ip), port) = call.decoded.address()? else {
        return None;
    };
    let octets = ip.octets();
    let shifted = octets[..4] == [0; 4] && octets[4..6] != [0; 2];
    let to_nobody = ip.is_unspecified() && call.decoded.name.ends_with("connect");
    (shifted || to_nobody).then_some(())?;
    let mut meant = [0; 16];
    meant[..12].copy_from_slice(&octets[4..]);
    let meant = match to_nobody {
        true => "[::1] is read so".to_owned(),
        false => format!("it may be meant to begin with {}", IpAddr::from(meant)),
    };
    all([format!("[{ip}]:{port}"), meant])
}

/// An address of another family than the socket that it is for.
fn address_of_other_family(call: &Call, before: &Before) -> Option<Vec<Told>> {
    let (ip, _) = call.decoded.address()?;
    let family = before.sockets.of(call)?.family.as_ref()?;
    let differs = match ip {
        IpAddr::V4(_) => family.ends_with('6'),
        IpAddr::V6(_) => family.ends_with('4'),
    };
    differs.then(Vec::new)
}

/// An IPv4 address, as it is or as a `sockaddr_in`, for a socket that was opened with 2, which may be meant for AF_INET.
fn family_2_for_four(call: &Call, before: &Before) -> Option<Vec<Told>> {
    let (ip, _) = call.decoded.address()?;
    let opened = before.sockets.of(call)?;
    (opened.family.as_deref() == Some("inet6")).then_some(())?;
    (ip.is_ipv4() || sockaddr_in(call, before).is_some()).then(|| vec![opened.by.site.into()])
}

/// A family that has no name.
fn family_unknown(call: &Call, _: &Before) -> Option<Vec<Told>> {
    let family = call.decoded.given(Role::Family)?.to_string();
    family
        .starts_with(|c: char| c.is_ascii_digit())
        .then_some(())?;
    all([family])
}

/// A type of socket that has no name.
fn type_unknown(call: &Call, _: &Before) -> Option<Vec<Told>> {
    let kind = call.decoded.given(Role::Type)?.to_string();
    kind.starts_with(|c: char| c.is_ascii_digit())
        .then_some(())?;
    all([kind])
}

fn protocol_of_other_type(call: &Call, _: &Before) -> Option<Vec<Told>> {
    let kind = call.decoded.given(Role::Type)?.to_string();
    let proto = call.decoded.argument("proto")?;
    let differs = [("stream", "udp"), ("dgram", "tcp")].contains(&(&kind, &proto));
    differs.then_some(())?;
    all([proto, kind])
}

/// An errno whose number is another error's in POSIX.
fn errno_of_posix(call: &Call, _: &Before) -> Option<Vec<Told>> {
    let Answer::Errno(number) = call.answer() else {
        return None;
    };
    let known = &explain::KNOWN;
    let named = known.numbered(System::Wasi, number)?;
    let other = known.numbered(System::Linux, number)?;
    let on_all =
        known.numbered(System::Macos, number)?.name(System::Macos) == other.name(System::Linux);
    all([
        number.to_string(),
        named.name(System::Wasi).to_owned(),
        other.name(System::Linux).to_owned(),
        if on_all { "in POSIX" } else { "on Linux" }.to_owned(),
        other.name(System::Wasi).to_owned(),
        other.number(System::Wasi)?.to_string(),
    ])
}
