//! What is said of calls, from their records.

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
    let mut sockets = Sockets::default();
    before.iter().for_each(|call| sockets.step(call));
    hints(call, before, &sockets, &|site| site.to_string())
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
    let bind = at("sock_bind", "01001f1f7f000001", 28);
    begins(&last(&[&open(1), &bind]), &[]);
    begins(&last(&[&open(2)]), &[]);
    begins(
        &last(&[&open(2), &bind]),
        &["family 2 is INET6 here", "the address is of another family"],
    );
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
        &[
            "port 36895 is 8080 with its two bytes exchanged; a port is little-endian",
            "nothing in the program listens at 127.0.0.1:36895",
        ],
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
    let six = "> L1 wasix_32v1.sock_open(2, 1, 6, 0)\n< L1 wasix_32v1.sock_open = 0 @0=04000000\n";
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
    let closed = ["4 was closed by fd_close at L2"];
    begins(&last(&[&open(1), close, listen]), &closed);
    let unbound = ["4 is not bound"];
    begins(&last(&[&open(1), close, &open(1), listen]), &unbound);
    begins(&last(&[&open(1), listen]), &unbound);
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
        &["0 is standard input: sock_open at L1 failed with inval (28)"],
    );
    begins(&last(&[listen]), &["0 is standard input and no socket"]);
    // A number that was closed and given anew is what was given.
    let close = "> L1 wasix_32v1.fd_close(0)\n< L1 wasix_32v1.fd_close = 0\n";
    let bound = at("sock_bind", "01001f1f7f000001", 0).replace("(4,", "(0,");
    let anew = "> L1 wasix_32v1.sock_open(1, 1, 6, 0)\n< L1 wasix_32v1.sock_open = 0 @0=00000000\n";
    begins(&last(&[close, anew, &bound, listen]), &[]);
}

#[test]
fn errnos_are_not_those_of_posix() {
    let close = |module: &str, errno: u8| {
        last(&[&format!(
            "> L1 {module}.fd_close(4)\n< L1 {module}.fd_close = {errno}\n"
        )])
    };
    for module in ["wasix_32v1", "wasi_snapshot_preview1"] {
        begins(&close(module, 27), &["27 is intr"]);
        begins(&close(module, 4), &[]);
        begins(&close(module, 8), &[]);
    }
    begins(&close("env", 27), &[]);
    let bind = at("sock_bind", "01001f1f7f000001", 4);
    begins(&last(&[&open(1), &bind]), &["4 is addrnotavail"]);
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

#[test]
fn hints_say_what_is_known() {
    let mut noticed: Vec<&str> = HINTS
        .iter()
        .flat_map(|hint| hint.notices.as_deref())
        .collect();
    for hint in HINTS.iter() {
        let Hint { name, says, .. } = hint;
        let notice = hint.notices.as_ref().map(|notice| {
            let known = notices().find(|known| known.name == notice);
            known.unwrap_or_else(|| panic!("{name} notices what nothing does: {notice}"))
        });
        let words = says.split(['{', '}']).skip(1).step_by(2);
        for word in words {
            let given = notice.is_some_and(|notice| notice.gives.contains(&word));
            assert!(given || ["call", "asked"].contains(&word), "{name}: {word}");
        }
        for of in &hint.of {
            assert!(interface::named(of).is_some(), "{name}: {of}");
        }
        for call in &hint.calls {
            assert!(interface::is_function(call), "{name}: {call}");
        }
        for answer in hint.answers.iter().chain(&hint.unless) {
            assert!(
                ["fails", "never"].contains(&answer.as_str()) || interface::is_answer(answer),
                "{name}: {answer}"
            );
        }
    }
    noticed.sort_unstable();
    noticed.dedup();
    assert_eq!(
        noticed.len(),
        notices().count(),
        "nothing is noticed for nobody"
    );
}

#[test]
fn a_right_is_missing_that_was_given_up() {
    let rights = |rights: u64| {
        format!(
            "> L2 wasix_32v1.fd_fdstat_set_rights(4, {rights}, 0)\n< L2 wasix_32v1.fd_fdstat_set_rights = 0\n"
        )
    };
    let bind = at("sock_bind", "01001f1f7f000001", 2);
    let missing = "sock_bind needs the right sock_bind, which 4 does not have: fd_fdstat_set_rights has left it fd_read";
    let unknown = "sock_bind needs the right sock_bind, bit 32";
    let posix = "2 is access; ENOENT is 2 in POSIX only, here noent is 44";
    begins(&last(&[&open(1), &rights(2), &bind]), &[posix, missing]);
    begins(
        &last(&[&open(1), &rights(1 << 32), &bind]),
        &[posix, unknown],
    );
    begins(&last(&[&open(1), &bind]), &[posix, unknown]);
    // What has no right of its own is refused for something else.
    let status = "> L2 wasix_32v1.sock_status(4, 64)\n< L2 wasix_32v1.sock_status = 2\n";
    begins(&last(&[&open(1), status]), &[posix]);
}

#[test]
fn who_sends_is_connected() {
    let send = "> L4 wasix_32v1.sock_send(4, 96, 0, 0, 48)\n< L4 wasix_32v1.sock_send = 53\n";
    let listen = "> L3 wasix_32v1.sock_listen(4, 8)\n< L3 wasix_32v1.sock_listen = 0\n";
    let connect = at("sock_connect", "01001f1f7f000001", 0);
    begins(&last(&[&open(1), send]), &["4 is not connected"]);
    begins(
        &last(&[&open(1), listen, send]),
        &["4 listens and has no peer"],
    );
    begins(&last(&[&open(1), &connect, send]), &[]);
}

#[test]
fn an_address_has_one_owner() {
    let open_other = open(1).replace("@0=04", "@0=05");
    let bind = at("sock_bind", "01001f1f7f000001", 0);
    let other =
        |function: &str, errno| at(function, "01001f1f7f000001", errno).replace("(4,", "(5,");
    let close = "> L2 wasix_32v1.fd_close(4)\n< L2 wasix_32v1.fd_close = 0\n";
    let taken = ["127.0.0.1:7967 is taken by 4, which was bound to it at L2"];
    let both = [open(1), open_other.clone(), bind.clone()].concat();
    begins(&last(&[&both, &other("sock_bind", 3)]), &taken);
    begins(&last(&[&both, close, &other("sock_bind", 3)]), &[]);
    // Another protocol, or another address, has ports of its own.
    let datagrams = open_other.replace("(1, 1, 6", "(1, 2, 17");
    let apart = [open(1), datagrams, bind.clone()].concat();
    begins(&last(&[&apart, &other("sock_bind", 3)]), &[]);
    let elsewhere = other("sock_bind", 3).replace("7f000001", "7f000002");
    begins(&last(&[&both, &elsewhere]), &[]);
    // A duplicate is the same socket.
    let dup = "> L2 wasix_32v1.fd_dup(4, 12)\n< L2 wasix_32v1.fd_dup = 0 @12=06000000\n";
    let by_the_duplicate = ["127.0.0.1:7967 is taken by 6, which was bound to it at L2"];
    begins(
        &last(&[&both, dup, close, &other("sock_bind", 3)]),
        &by_the_duplicate,
    );
    let silent = ["127.0.0.1:7967 is where 4 was bound at L2, and 4 does not listen"];
    begins(&last(&[&both, &other("sock_connect", 14)]), &silent);
    let listen = "> L3 wasix_32v1.sock_listen(4, 8)\n< L3 wasix_32v1.sock_listen = 0\n";
    begins(&last(&[&both, listen, &other("sock_connect", 14)]), &[]);
    let alone = ["nothing in the program listens at 127.0.0.1:7967"];
    begins(&last(&[&open_other, &other("sock_connect", 14)]), &alone);
}
