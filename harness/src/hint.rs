//! Hints: what a person who reads a trace is likely to have taken one number for another.
//!
//! A hint says what a number means here; it never judges the runtime. What people mistake in the numbers of an interface
//! stands with the interface; what they mistake in any stands here.

use std::net::IpAddr;

use crate::interface::{self, Before, Decoded, Role, Value};
use crate::trace::Call;

/// Returns what may be behind a call, given the calls before it; most often nothing.
pub fn hints(call: &Call, before: &[Call]) -> Vec<String> {
    let own = interface::of_import(&call.module).map_or(&[][..], |interface| interface.hints);
    let any: &[interface::Hint] = &[
        exchanged_port,
        returned_port,
        other_family,
        flow_information,
        buffer_for_vectors,
        closed,
    ];
    let hints = own.iter().chain(any).filter_map(|hint| {
        let before = before.iter().map(|call| &call.decoded);
        hint(&call.decoded, Box::new(before))
    });
    hints.collect()
}

/// Notices a port that was bound, with its two bytes exchanged.
fn exchanged_port(call: &Decoded, mut before: Before<'_>) -> Option<String> {
    let (_, port) = call.address()?;
    let exchanged = port.swap_bytes();
    let bound = |call: &Decoded| {
        let here = call.given(Role::Here);
        matches!(here, Some(Value::Address { port, .. }) if *port == exchanged)
    };
    (exchanged != port && before.any(bound)).then(|| {
        format!(
            "port {port} is {exchanged} with its two bytes exchanged, and {exchanged} was bound"
        )
    })
}

/// Notices that a runtime gives a port with its two bytes exchanged, which the descriptor was bound to.
fn returned_port(call: &Decoded, before: Before<'_>) -> Option<String> {
    let asked = call.asked().filter(|_| call.answer.is_success())?;
    let told = call.outs.iter().find_map(|field| match field.value {
        Value::Address { port, .. } => Some(port),
        _ => None,
    })?;
    let bound = before.filter(|earlier| earlier.asked() == Some(asked));
    let bound = bound.filter_map(|earlier| match earlier.given(Role::Here)? {
        Value::Address { port, .. } => Some(*port),
        _ => None,
    });
    let bound = bound.last().filter(|port| *port != 0)?;
    (told != bound && told == bound.swap_bytes()).then(|| {
        format!(
            "{told} is {bound} with its two bytes exchanged, and {bound} was bound: the runtime gives ports in another byte order \
             than it takes them"
        )
    })
}

/// Notices a `sockaddr_in6` of libc, in which four bytes of flow information stand before the address that here comes before them.
fn flow_information(call: &Decoded, _: Before<'_>) -> Option<String> {
    let (IpAddr::V6(ip), port) = call.address()? else {
        return None;
    };
    let octets = ip.octets();
    let shifted = octets[..4] == [0; 4] && octets[4..6] != [0; 2];
    let to_nobody = ip.is_unspecified() && call.name.ends_with("connect");
    if !call.name.starts_with("sock_") || !(shifted || to_nobody) {
        return None;
    }
    let mut meant = [0; 16];
    meant[..12].copy_from_slice(&octets[4..]);
    let meant = match to_nobody {
        true => "[::1] is read so".to_owned(),
        false => format!("it may be meant to begin with {}", IpAddr::from(meant)),
    };
    Some(format!(
        "[{ip}]:{port} may be a sockaddr_in6 of libc, which has four bytes of flow information before the address; here the address \
         follows the port: {meant}"
    ))
}

/// Notices text where the address of a vector is meant: a buffer was given, and not a list of vectors.
fn buffer_for_vectors(call: &Decoded, _: Before<'_>) -> Option<String> {
    let values = call.args.iter().chain(&call.outs).map(|field| &field.value);
    let address = values.into_iter().find_map(|value| match value {
        Value::List { items, .. } => items.iter().find_map(|item| match item {
            Value::OutOfBounds(address) => u32::try_from(*address).ok(),
            _ => None,
        }),
        _ => None,
    })?;
    let bytes = address.to_le_bytes();
    let is_text = bytes
        .iter()
        .all(|byte| byte.is_ascii_graphic() || *byte == b' ');
    let text = std::str::from_utf8(&bytes).ok().filter(|_| is_text)?;
    Some(format!(
        "{address:#x} is the text \"{text}\": a buffer was given where a list of vectors is meant, each of which is the address \
         and the length of one"
    ))
}

/// Notices an address of another family than the socket that it is for, where the call has failed.
fn other_family(call: &Decoded, before: Before<'_>) -> Option<String> {
    let (ip, _) = call.address()?;
    let asked = call.asked()?;
    if !call.answer.is_failure() {
        return None;
    }
    let opened = before.filter(|earlier| earlier.made().any(|made| made == asked));
    let family = opened.last()?.given(Role::Family)?.to_string();
    let differs = match ip {
        IpAddr::V4(_) => family.ends_with('6'),
        IpAddr::V6(_) => family.ends_with('4'),
    };
    differs.then(|| {
        "the address is of another family than the socket was opened with; both numbers change together"
            .to_owned()
    })
}

/// Notices a descriptor, or a handle, that the program has closed itself.
fn closed(call: &Decoded, before: Before<'_>) -> Option<String> {
    let asked = call.asked().filter(|_| call.answer.is_failure())?;
    let mut closed_by = None;
    for earlier in before {
        let closes = earlier.function.is_some_and(interface::Function::closes);
        if closes && earlier.asked() == Some(asked) && earlier.answer.is_success() {
            closed_by = Some(&earlier.name);
        } else if earlier.made().any(|made| made == asked) || earlier.replaced() == Some(asked) {
            closed_by = None;
        }
    }
    let name = closed_by?;
    Some(format!(
        "{asked} was closed by {name} before, and nothing has opened it again"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Record;
    use crate::trace::Trace;

    const SOCKETS: &str = "cm32p2|wasi:sockets/tcp@0.2.[method]tcp-socket";

    /// Returns the hints at the last call of a report.
    fn last(report: &[&str]) -> Vec<String> {
        let mut trace = Trace::default();
        for record in Record::all(&report.concat()).unwrap() {
            trace.push(&record);
        }
        let (call, before) = trace.calls.split_last().unwrap();
        hints(call, before)
    }

    fn begins(hints: &[String], beginnings: &[&str]) {
        assert_eq!(hints.len(), beginnings.len(), "{hints:?}");
        for (hint, beginning) in hints.iter().zip(beginnings) {
            assert!(hint.starts_with(beginning), "{hint} is no {beginning}");
        }
    }

    fn open(family: u8) -> String {
        format!(
            "> L1 wasix_32v1.sock_open({family}, 1, 6, 0)\n< L1 wasix_32v1.sock_open = 0 @0=04000000\n"
        )
    }

    /// Returns a call with an address: family, port and the rest in the bytes of the guest.
    fn at(function: &str, address: &str, errno: u8) -> String {
        let zeros = "0".repeat(40 - address.len());
        format!(
            "> L2 wasix_32v1.{function}(4, 16) @16={address}{zeros}\n< L2 wasix_32v1.{function} = {errno}\n"
        )
    }

    #[test]
    fn a_family_of_posix_is_another_one_here() {
        begins(&last(&[&open(1)]), &[]);
        begins(&last(&[&open(2)]), &["family 2 is INET6 here"]);
        begins(&last(&[&open(10)]), &["10 is no family here"]);
    }

    #[test]
    fn a_sockaddr_in_is_read_as_an_address_of_the_other_family() {
        let bind = at("sock_bind", "02000000" /* port 0 */, 28);
        begins(&last(&[&open(2), &bind]), &[]);
        let bind = at("sock_bind", "020000007f000001", 28);
        begins(
            &last(&[&open(1), &bind]),
            &[
                "[7f00:1::]:0 holds 127.0.0.1 and twelve zeros",
                "the address is of another family",
            ],
        );
        begins(
            &last(&[&open(1), &at("sock_bind", "020000007f000001", 0)]),
            &["[7f00:1::]:0 holds"],
        );
    }

    #[test]
    fn the_bytes_of_a_port_may_be_exchanged() {
        let address = |port: &str| format!("0100{port}7f000001");
        let bound = at("sock_bind", &address("901f"), 0);
        let swapped = at("sock_connect", &address("1f90"), 14);
        begins(
            &last(&[&open(1), &bound, &swapped]),
            &["port 36895 is 8080 with its two bytes exchanged, and 8080 was bound"],
        );
        begins(
            &last(&[&open(1), &swapped]),
            &["port 36895 is 8080 with its two bytes exchanged; a port is little-endian"],
        );
        let told = "> L3 wasix_32v1.sock_addr_local(4, 64)\n\
                    < L3 wasix_32v1.sock_addr_local = 0 @64=01001f907f000001000000000000000000000000\n";
        begins(&last(&[&open(1), told, &swapped]), &[]);
    }

    #[test]
    fn a_port_that_is_given_back_may_have_its_bytes_exchanged() {
        let bound = at("sock_bind", "0100901f7f000001", 0);
        let told = |port: &str| {
            format!(
                "> L3 wasix_32v1.sock_addr_local(4, 64)\n\
                 < L3 wasix_32v1.sock_addr_local = 0 @64=0100{port}7f000001000000000000000000000000\n"
            )
        };
        let hint = ["36895 is 8080 with its two bytes exchanged, and 8080 was bound: the runtime"];
        begins(&last(&[&open(1), &bound, &told("1f90")]), &hint);
        begins(&last(&[&open(1), &bound, &told("901f")]), &[]);
    }

    #[test]
    fn a_sockaddr_in6_has_something_else_before_its_address() {
        let six =
            "> L1 wasix_32v1.sock_open(2, 1, 6, 0)\n< L1 wasix_32v1.sock_open = 0 @0=04000000\n";
        let call = |function: &str, address: &str| {
            let address = format!("0200901f{address}");
            let zeros = "0".repeat(56 - address.len());
            format!(
                "> L2 wasix_32v1.{function}(4, 16) @16={address}{zeros}\n< L2 wasix_32v1.{function} = 28\n"
            )
        };
        let flow = "0000000020010db8";
        begins(
            &last(&[six, &call("sock_bind", flow)]),
            &["[0:0:2001:db8::]:8080 may be a sockaddr_in6 of libc"],
        );
        begins(&last(&[six, &call("sock_bind", "")]), &[]);
        begins(
            &last(&[six, &call("sock_connect", "")]),
            &["[::]:8080 may be a sockaddr_in6 of libc"],
        );
        begins(
            &last(&[six, &call("sock_bind", "20010db8000000000000000000000001")]),
            &[],
        );
    }

    #[test]
    fn what_is_closed_cannot_be_used() {
        let close = "> L2 wasix_32v1.fd_close(4)\n< L2 wasix_32v1.fd_close = 0\n";
        let listen = "> L3 wasix_32v1.sock_listen(4, 8)\n< L3 wasix_32v1.sock_listen = 8\n";
        let closed = ["4 was closed by fd_close before"];
        begins(&last(&[&open(1), close, listen]), &closed);
        begins(&last(&[&open(1), close, &open(1), listen]), &[]);
        begins(&last(&[&open(1), listen]), &[]);
    }

    #[test]
    fn who_accepts_has_listened() {
        let accept =
            "> L4 wasix_32v1.sock_accept_v2(4, 0, 8, 64)\n< L4 wasix_32v1.sock_accept_v2 = 28\n";
        let listen = |errno: u8| {
            format!("> L3 wasix_32v1.sock_listen(4, 8)\n< L3 wasix_32v1.sock_listen = {errno}\n")
        };
        let hint = ["4 does not listen"];
        begins(&last(&[&open(1), accept]), &hint);
        begins(&last(&[&open(1), &listen(28), accept]), &hint);
        begins(&last(&[&open(1), &listen(0), accept]), &[]);
        begins(&last(&[accept]), &[]);
    }

    #[test]
    fn who_fails_gives_no_descriptor() {
        let open = |errno: u8| {
            format!("> L1 wasix_32v1.sock_open(1, 7, 6, 0)\n< L1 wasix_32v1.sock_open = {errno}\n")
        };
        let listen = "> L2 wasix_32v1.sock_listen(0, 8)\n< L2 wasix_32v1.sock_listen = 57\n";
        begins(&last(&[&open(28)]), &["7 is no type of a socket here"]);
        begins(
            &last(&[&open(28), listen]),
            &["0 is standard input: sock_open failed with inval (28)"],
        );
        begins(&last(&[listen]), &[]);
    }

    #[test]
    fn errnos_are_not_those_of_posix() {
        let close = |module: &str, errno: u8| {
            last(&[&format!(
                "> L1 {module}.fd_close(4)\n< L1 {module}.fd_close = {errno}\n"
            )])
        };
        for module in ["wasix_32v1", "wasi_snapshot_preview1"] {
            begins(&close(module, 4), &["4 is addrnotavail"]);
            begins(&close(module, 8), &[]);
        }
        begins(&close("env", 4), &[]);
    }

    #[test]
    fn a_component_mistakes_families_too() {
        let create = "> L1 cm32p2|wasi:sockets/tcp-create-socket@0.2.create-tcp-socket(0, 0)\n\
                      < L1 cm32p2|wasi:sockets/tcp-create-socket@0.2.create-tcp-socket @0=0000000003000000\n";
        let bind = |answer: &str| {
            format!(
                "> L2 {SOCKETS}.start-bind(3, 1, 1, 80, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 16)\n\
                 < L2 {SOCKETS}.start-bind @16={answer}\n"
            )
        };
        begins(
            &last(&[create, &bind("0103")]),
            &["the address is of another family"],
        );
        begins(&last(&[create, &bind("0000")]), &[]);
    }
}
