//! Sockets as endpoints: whom an address reaches, what waits as bytes and what as messages, and pairs.

use wasock::grid::Grid;
use wasock::grid::track::Tracker;
use wasock::interface::Atom;

use super::report::*;
use super::{calls, file, here};

/// Datagrams, as a grid may declare them beside the streams of WASIX.
const DGRAM: &str = r#"
meaning = "Messages."
open = { type = "dgram" }
data = "messages"
mapped = { unless = "only_v6" }

[[state]]
name = "open"
meaning = "It has no address."
kernel = [{ is = ["file"] }]

[[state]]
name = "bound"
meaning = "It has an address, and no message waits."
kernel = [{ is = ["file"] }]

[[state]]
name = "readable"
meaning = "A message waits."
kernel = [{ is = ["file"] }]

[[operation]]
name = "open"
functions = ["sock_open"]
row = "open"
does = "opens"

[[transition]]
calls = ["open"]
answer = ["success"]
of = "new"
to = "open"

[[transition]]
calls = ["bind"]
answer = ["success"]
from = ["open"]
to = "bound"

[[transition]]
calls = ["send", "send-to"]
answer = ["success"]
of = "other"
when = ["moved"]
from = ["bound"]
to = "readable"

[[transition]]
calls = ["recv", "recv-from"]
answer = ["success"]
when = ["drained"]
from = ["readable"]
to = "bound"
"#;

/// Two sockets that are connected to each other from the start; the type of `data` is open.
const PAIR: &str = r#"
meaning = "One end of a pair."

[[state]]
name = "paired"
meaning = "Both ends are open, and nothing waits here."
kernel = [{ is = ["file"] }]

[[state]]
name = "readable"
meaning = "Something waits here."
kernel = [{ is = ["file"] }]

[[state]]
name = "abandoned"
meaning = "The other end is closed."
kernel = [{ is = ["file"] }]

[[operation]]
name = "pair"
functions = ["sock_pair"]
row = "paired"
does = "pairs"

[[transition]]
calls = ["pair"]
answer = ["success"]
of = "new"
to = "paired"

[[transition]]
calls = ["send"]
answer = ["success"]
of = "other"
when = ["moved"]
from = ["paired"]
to = "readable"

[[transition]]
calls = ["recv"]
answer = ["success"]
when = ["drained"]
from = ["readable"]
to = "paired"

[[transition]]
calls = ["close"]
answer = ["success"]
of = "other"
when = ["last"]
to = "abandoned"
"#;

/// The grid of WASIX with its streams, and with the kinds of socket above.
fn grid(pair: &str) -> Grid {
    let read = |name: &str| std::fs::read_to_string(here().join("cases/wasix").join(name)).unwrap();
    let stream = read("stream/grid.toml");
    let kinds = [("dgram", DGRAM), ("pair", pair), ("stream", &stream)];
    let sockets = kinds.map(|(name, text)| (name.to_owned(), file(name, text)));
    let shared = file("interface.toml", &read("interface.toml"));
    Grid::parse("wasix", shared, sockets.into()).unwrap()
}

/// The state of each number after the calls, with what waits: `4=open 5=readable:3`, of messages `5=readable:3/2`, where 3 is
/// the length of the first.
fn after(grid: &Grid, report: &[String]) -> String {
    let mut tracker = Tracker::new(grid);
    for call in calls(&report.concat()) {
        tracker.step(&call);
    }
    let all = tracker.descriptors();
    let own = all.iter().filter(|(number, _)| **number > Atom::Fd(2));
    let shown = own.map(|(number, known)| {
        let state = known.state.unwrap_or("?");
        match (known.waiting, known.messages) {
            (0, 0) => format!("{number}={state}"),
            (bytes, 0) => format!("{number}={state}:{bytes}"),
            (bytes, messages) => format!("{number}={state}:{bytes}/{messages}"),
        }
    });
    shown.collect::<Vec<_>>().join(" ")
}

#[test]
fn messages_keep_their_bounds() {
    let grid = grid(PAIR);
    let two = || [datagrams(4, 80), datagrams(5, 81)].concat();
    let rows: [(&str, Vec<String>, &str); 13] = [
        ("none", vec![], "4=bound 5=bound"),
        ("one", vec![send_to(4, 5, 81)], "4=bound 5=readable:5/1"),
        (
            "two are two",
            vec![send_to(4, 5, 81), send_to(4, 3, 81)],
            "4=bound 5=readable:5/2",
        ),
        (
            "the first is received, and the second waits",
            vec![send_to(4, 5, 81), send_to(4, 3, 81), recv(5, 0, 5)],
            "4=bound 5=readable:3/1",
        ),
        (
            "of one that is cut off nothing is left",
            vec![send_to(4, 5, 81), recv(5, 0, 2)],
            "4=bound 5=bound",
        ),
        (
            "one without bytes is one",
            vec![send_to(4, 0, 81)],
            "4=bound 5=readable:0/1",
        ),
        (
            "... and is received",
            vec![send_to(4, 0, 81), send_to(4, 2, 81), recv(5, 0, 0)],
            "4=bound 5=readable:2/1",
        ),
        (
            "one that is only looked at stays",
            vec![send_to(4, 5, 81), recv(5, 1, 5)],
            "4=bound 5=readable:5/1",
        ),
        (
            "to a port with its bytes exchanged",
            vec![send_to(4, 5, 81_u16.swap_bytes())],
            "4=bound 5=bound",
        ),
        (
            "to itself",
            vec![send_to(4, 5, 80)],
            "4=readable:5/1 5=bound",
        ),
        (
            "to where it is connected",
            vec![connect(4, 81, 0), send(4, 5)],
            "4=bound 5=readable:5/1",
        ),
        (
            "one that is connected takes from nobody else",
            vec![datagrams(6, 82), connect(5, 82, 0), send_to(4, 5, 81)],
            "4=bound 5=bound 6=bound",
        ),
        (
            "... but from there",
            vec![datagrams(6, 82), connect(5, 82, 0), send_to(6, 5, 81)],
            "4=bound 5=readable:5/1 6=bound",
        ),
    ];
    for (name, report, states) in rows {
        let report = [vec![two()], report].concat();
        assert_eq!(after(&grid, &report), states, "{name}");
    }
    let closed = [two(), close(5), send_to(4, 5, 81)];
    assert_eq!(after(&grid, &closed), "4=bound 5=closed");
}

/// 4 and 5, which a call has made.
fn pair_of(kind: u8) -> String {
    let arguments = format!("3, {kind}, 0, 0, 4");
    call("sock_pair", &arguments, "", 0, " @0=04000000 @4=05000000")
}

#[test]
fn a_pair_is_connected_to_itself() {
    let rows: [(&str, Vec<String>, &str, &str); 5] = [
        ("made", vec![], "4=paired 5=paired", "4=paired 5=paired"),
        (
            "sent",
            vec![send(4, 5), send(4, 2)],
            "4=paired 5=readable:7",
            "4=paired 5=readable:5/2",
        ),
        (
            "received in part",
            vec![send(5, 5), recv(4, 0, 2)],
            "4=readable:3 5=paired",
            "4=paired 5=paired",
        ),
        (
            "both ways",
            vec![send(5, 5), send(4, 1)],
            "4=readable:5 5=readable:1",
            "4=readable:5/1 5=readable:1/1",
        ),
        (
            "closed",
            vec![send(5, 5), close(5)],
            "4=abandoned:5 5=closed",
            "4=abandoned:5/1 5=closed",
        ),
    ];
    let (bytes, messages) = (grid(PAIR), grid(&format!("data = \"messages\"\n{PAIR}")));
    for (name, report, of_bytes, of_messages) in rows {
        let report = [vec![pair_of(1)], report].concat();
        assert_eq!(after(&bytes, &report), of_bytes, "{name}");
        assert_eq!(after(&messages, &report), of_messages, "{name}");
    }
    let failed = call("sock_pair", "3, 1, 0, 0, 4", "", 58, "");
    assert_eq!(after(&bytes, &[failed]), "");
    // A pair that is made is counted where it leads to, and asks no descriptor.
    let asked = Tracker::new(&bytes).asked(&calls(&pair_of(1))[0]);
    let [asked] = &asked[..] else {
        panic!("{asked:?}")
    };
    assert_eq!(asked.operation.name(), "pair");
    assert_eq!(
        (asked.known.socket, asked.known.state),
        (Some("pair"), Some("paired"))
    );
}

/// A stream socket of IPv4, or of IPv6, that listens at this address.
fn listener(fd: u8, ip: &str, port: u16) -> String {
    let family = if ip.contains(':') { 2 } else { 1 };
    let after = format!(" @0={fd:02x}000000");
    let opened = call("sock_open", &format!("{family}, 1, 6, 0"), "", 0, &after);
    let bound = call("sock_bind", &format!("{fd}, 16"), &at(16, ip, port), 0, "");
    [opened, bound, listen(fd)].concat()
}

/// A stream socket that connects to this address.
fn client(fd: u8, ip: &str, port: u16) -> String {
    let family = if ip.contains(':') { 2 } else { 1 };
    let after = format!(" @0={fd:02x}000000");
    let opened = call("sock_open", &format!("{family}, 1, 6, 0"), "", 0, &after);
    opened
        + &call(
            "sock_connect",
            &format!("{fd}, 16"),
            &at(16, ip, port),
            0,
            "",
        )
}

#[test]
fn a_socket_for_ipv6_alone_is_not_reached_over_ipv4() {
    let grid = grid(PAIR);
    let only = |flag: u8| call("sock_set_opt_flag", &format!("4, 5, {flag}"), "", 0, "");
    let other = call("sock_set_opt_flag", "4, 6, 1", "", 0, "");
    for (options, wanted, states) in [
        (vec![other], "127.0.0.1", "4=pending 5=connected"),
        (vec![only(1)], "127.0.0.1", "4=listening 5=refused"),
        (vec![only(1)], "::ffff:127.0.0.1", "4=listening 5=refused"),
        (vec![only(1)], "::1", "4=pending 5=connected"),
        (vec![only(1), only(0)], "127.0.0.1", "4=pending 5=connected"),
    ] {
        let report = [
            vec![listener(4, "::", 80)],
            options,
            vec![client(5, wanted, 80)],
        ]
        .concat();
        assert_eq!(after(&grid, &report), states, "{wanted}");
    }
}

#[test]
fn a_listener_is_found_by_its_whole_address() {
    let grid = grid(PAIR);
    let rows = [
        ("127.0.0.1", "127.0.0.1", "pending"),
        ("127.0.0.1", "127.0.0.2", "listening"),
        ("0.0.0.0", "127.0.0.2", "pending"),
        ("127.0.0.1", "0.0.0.0", "pending"),
        ("::1", "::1", "pending"),
        ("::", "::1", "pending"),
        ("::", "127.0.0.1", "pending"),
        ("::", "::ffff:127.0.0.1", "pending"),
        ("0.0.0.0", "::ffff:127.0.0.1", "pending"),
        ("0.0.0.0", "::1", "listening"),
        ("::1", "127.0.0.1", "listening"),
    ];
    for (here, wanted, state) in rows {
        let report = [listener(4, here, 80), client(5, wanted, 80)];
        let reaches = if state == "pending" {
            "connected"
        } else {
            "refused"
        };
        let states = format!("4={state} 5={reaches}");
        assert_eq!(after(&grid, &report), states, "{here} {wanted}");
        let exchanged = [
            listener(4, here, 80),
            client(5, wanted, 80_u16.swap_bytes()),
        ];
        assert_eq!(after(&grid, &exchanged), "4=listening 5=refused", "{here}");
    }
}

#[test]
fn two_families_may_have_one_port() {
    let grid = grid(PAIR);
    let both = || [listener(4, "0.0.0.0", 80), listener(5, "::", 80)].concat();
    for (wanted, states) in [
        ("127.0.0.1", "4=pending 5=listening 6=connected"),
        ("::ffff:127.0.0.1", "4=pending 5=listening 6=connected"),
        ("::1", "4=listening 5=pending 6=connected"),
    ] {
        assert_eq!(
            after(&grid, &[both(), client(6, wanted, 80)]),
            states,
            "{wanted}"
        );
    }
    // The nearer one is found, whichever listens first.
    let near = || [listener(4, "0.0.0.0", 80), listener(5, "127.0.0.2", 80)].concat();
    assert_eq!(
        after(&grid, &[near(), client(6, "127.0.0.2", 80)]),
        "4=listening 5=pending 6=connected"
    );
}

#[test]
fn an_address_that_was_not_given_is_told() {
    let grid = grid(PAIR);
    let told = call("sock_addr_local", "4, 64", "", 0, &at(64, "0.0.0.0", 50001));
    let report = [open(4), listen(4), told, client(5, "127.0.0.1", 50001)];
    assert_eq!(after(&grid, &report), "4=pending 5=connected");
}
