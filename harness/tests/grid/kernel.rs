//! The kernel's word on what was tracked.

use wasock::grid::track::track;
use wasock::grid::{Grid, kernel};
use wasock::trace::Call;

use super::report::*;
use super::{calls, grids};

/// What the log contradicts of what is tracked through these calls.
fn contradiction(grid: &Grid, calls: &[Call], log: &str) -> Option<String> {
    kernel::contradiction(grid, calls, &track(grid, &[], calls), log)
}

/// What `contradiction` says of the last of some calls of WASIX, before which the log has `last`; before the others it has
/// what is so.
pub(super) fn told(before: &[(String, &str)], last: &str) -> Option<String> {
    let grids = grids();
    let mut report = String::new();
    let mut log = String::new();
    let words = before.iter().map(|(_, words)| *words);
    let words = [""].into_iter().chain(words.take(before.len() - 1));
    let words = words.chain([last]);
    let steps = before.iter().map(|(call, _)| call.clone());
    let asks = call("sock_status", "4, 48", "", 0, " @48=00");
    for ((call, words), line) in steps.chain([asks]).zip(words).zip(1..) {
        report.push_str(&call.replace("L1 ", &format!("L{line} ")));
        let called = call.lines().next().unwrap_or_default();
        let called = called.split(" @").next().unwrap_or_default();
        let Some((_, called)) = called.split_once("wasix_32v1.") else {
            continue;
        };
        // The report's own call, and the standard streams, are in every log.
        log.push_str("reference: before fd_write(1, 16, 1, 24): 0=file 1=file 2=file\n");
        log.push_str(&format!(
            "reference: before {called}: 0=file 1=file 2=file {words}\n"
        ));
        log.push_str(&format!("reference: Wasix {called} = 0\n"));
    }
    contradiction(grids.get("wasix").unwrap(), &calls(&report), &log)
}

const CLOSE: &str = "close,queue=0";
const BOUND: &str = "close,queue=0,port";

/// The calls that lead 4 to a state, each with what the log has after it.
fn to(state: &str) -> Vec<(String, &'static str)> {
    let opened = (open(4), "4=close,queue=0,out,hup");
    let bound = (bind(4, 80), "4=close,queue=0,port,out,hup");
    let listening = (listen(4), "4=listen,queue=0,port");
    let connected = vec![
        (peer_listen(80), ""),
        opened.clone(),
        (connect(4, 80, 0), "4=established,queue=0,port,out"),
    ];
    let and = |step: String, log| [connected.clone(), vec![(step, log)]].concat();
    match state {
        "open" => vec![opened],
        "bound" => vec![opened, bound],
        "listening" => vec![opened, bound, listening],
        "connected" => connected,
        "closed" => vec![opened, (close(4), "")],
        "refused" => vec![
            opened,
            (connect(4, 80, REFUSED), "4=close,queue=0,port,out,hup"),
        ],
        "connecting" => vec![
            opened,
            (
                call("fd_fdstat_set_flags", "4, 4", "", 0, ""),
                "4=close,queue=0,nonblock",
            ),
            (
                connect(4, 80, IN_PROGRESS),
                "4=syn-sent,queue=0,port,nonblock",
            ),
        ],
        "shut-read" => and(shutdown(4, 1), "4=established,queue=0,port,rdhup"),
        "shut-write" => and(shutdown(4, 2), "4=fin-wait-2,queue=0,port"),
        "shut-both" => and(shutdown(4, 3), "4=fin-wait-2,queue=0,port,rdhup"),
        "peer-reset" => and(
            call("sock_send", "4, 96, 1, 0, 48", "", RESET, ""),
            "4=close,queue=0,port",
        ),
        _ => panic!("{state}"),
    }
}

#[test]
fn what_the_kernel_may_have_contradicts_nothing() {
    for (state, may_be) in [
        ("open", &["4=close,queue=0,out,hup"][..]),
        ("bound", &["4=close,queue=0,port,out,hup"]),
        ("listening", &["4=listen,queue=0,port"]),
        (
            "connecting",
            &[
                "4=syn-sent,queue=0,port,nonblock",
                "4=close,queue=0,port,nonblock",
            ],
        ),
        ("connected", &["4=established,queue=0,port,out"]),
        ("closed", &[""]),
        ("refused", &["4=close,queue=0"]),
        ("shut-read", &["4=established,queue=0,rdhup"]),
        (
            "shut-write",
            &["4=fin-wait-1,queue=0", "4=fin-wait-2,queue=0"],
        ),
        (
            "shut-both",
            &[
                "4=fin-wait-2,queue=0,rdhup",
                "4=last-ack,queue=0",
                "4=close,queue=7",
            ],
        ),
        ("peer-reset", &["4=close,queue=0,port"]),
    ] {
        for log in may_be {
            assert_eq!(told(&to(state), log), None, "{state}: {log}");
        }
    }
    // A file that is open and was not tracked is no socket.
    assert_eq!(told(&to("closed"), "9=file"), None);
}

#[test]
fn each_condition_that_is_violated_is_told() {
    for (state, is, says) in [
        ("open", BOUND, "port"),
        ("bound", CLOSE, "port"),
        ("open", "established,queue=0", "is"),
        ("listening", "listen,queue=1,port", "queue"),
        ("connecting", "listen,queue=0,nonblock", "is"),
        ("connecting", "syn-sent,queue=0", "nonblock"),
        ("connected", "established,queue=0,nonblock", "nonblock"),
        ("connected", "established,queue=5", "queue"),
        ("connected", "established,queue=0,rdhup", "ended"),
        ("shut-read", "established,queue=0", "ended"),
        ("shut-read", "established,queue=1,rdhup", "counted"),
        ("shut-write", "fin-wait-2,queue=0,rdhup", "ended"),
        ("shut-write", "fin-wait-2,queue=2", "counted"),
        ("shut-both", "fin-wait-2,queue=0", "ended"),
        ("shut-both", "established,queue=0,rdhup", "is"),
        ("refused", "established,queue=0", "is"),
        ("peer-reset", "close-wait,queue=0", "is"),
    ] {
        let found = told(&to(state), &format!("4={is}"));
        let calls = to(state).len() + 1;
        let wanted = format!("before L{calls} sock_status, 4 was tracked as {state} with 0 bytes");
        let found = found.unwrap_or_else(|| panic!("{state}, {says}: nothing was told of {is}"));
        assert!(found.starts_with(&wanted), "{found}");
        assert!(
            found.ends_with(&format!("; the kernel has {is}")),
            "{found}"
        );
    }
}

#[test]
fn a_number_is_open_to_both_or_to_none() {
    let of_closed = told(&to("closed"), "4=close,queue=0");
    assert_eq!(
        of_closed.as_deref(),
        Some(
            "before L3 sock_status, 4 was tracked as closed with 0 bytes; the kernel has close,queue=0"
        )
    );
    let of_open = told(&to("open"), "");
    assert_eq!(
        of_open.as_deref(),
        Some("before L2 sock_status, 4 was tracked as open with 0 bytes; the kernel has absent")
    );
    let of_file = told(&to("open"), "4=file");
    assert!(of_file.is_some_and(|told| told.ends_with("the kernel has file")));
    let of_unknown = told(&to("open"), "4=close,queue=0 7=established,queue=0");
    assert_eq!(
        of_unknown.as_deref(),
        Some("before L2 sock_status, 7 was not tracked; the kernel has established,queue=0")
    );
}

#[test]
fn data_that_wait_are_counted() {
    let client = |sent| {
        vec![
            (peer_listen(80), ""),
            (open(4), "4=close,queue=0"),
            (connect(4, 80, 0), "4=established,queue=0"),
            (step("peer.accept()", 0), ""),
            (sent, ""),
        ]
    };
    let two = || client(peer_send("peer"));
    assert_eq!(told(&two(), "4=established,queue=2,in"), None);
    for log in [
        "4=established,queue=0",
        "4=established,queue=1",
        "4=established,queue=3",
    ] {
        let found = told(&two(), log).expect(log);
        assert!(
            found.contains("4 was tracked as readable with 2 bytes"),
            "{found}"
        );
    }
    // More than the buffers hold waits at the sender, and the end of it behind.
    let (bytes, shown) = (1 << 17, "61".repeat(512));
    let flood = || client(step(&format!("peer.send(0, {bytes}) @0={shown}"), 0));
    for log in ["queue=0", "queue=4096", "queue=131072"] {
        assert_eq!(
            told(&flood(), &format!("4=established,{log}")),
            None,
            "{log}"
        );
    }
    assert!(told(&flood(), "4=established,queue=131073").is_some());
    let ended = || [flood(), vec![(step("peer.close()", 0), "")]].concat();
    for state in ["established", "close-wait"] {
        assert_eq!(told(&ended(), &format!("4={state},queue=4096")), None);
    }
    let closed = [two(), vec![(step("peer.close()", 0), "")]].concat();
    assert_eq!(told(&closed, "4=close-wait,queue=2"), None);
    assert!(told(&closed, "4=established,queue=2").is_some());
}

#[test]
fn a_connection_waits_at_the_kernel_too() {
    let pending = vec![
        (open(4), "4=close,queue=0"),
        (bind(4, 80), "4=close,queue=0,port"),
        (listen(4), "4=listen,queue=0,port"),
        (peer_connect("peer", 80, 0), ""),
    ];
    assert_eq!(told(&pending, "4=listen,queue=1,port"), None);
    assert!(told(&pending, "4=listen,queue=0,port").is_some());
}

#[test]
fn what_the_peer_does_meanwhile_may_be_done_already() {
    let meanwhile = vec![
        (peer_listen(80), ""),
        (open(4), "4=close,queue=0"),
        (connect(4, 80, 0), "4=established,queue=0"),
        (peer_send("peer.meanwhile"), ""),
    ];
    for log in ["4=established,queue=0", "4=established,queue=2"] {
        assert_eq!(told(&meanwhile, log), None, "{log}");
    }
}

#[test]
fn a_call_that_the_log_does_not_have_is_told() {
    let grids = grids();
    let log = "reference: before sock_open(1, 1, 6, 0): 0=file 1=file 2=file\n";
    let report = calls(&(open(4) + &listen(4)));
    let found = contradiction(grids.get("wasix").unwrap(), &report, log);
    assert_eq!(
        found.as_deref(),
        Some("before L1 sock_listen, the kernel was not asked")
    );
    // Calls that the report makes as well are not looked for.
    let report = calls(&(open(4) + &close(1)));
    assert_eq!(
        contradiction(grids.get("wasix").unwrap(), &report, log),
        None
    );
}

#[test]
fn a_grid_that_says_nothing_of_the_kernel_is_not_compared() {
    let grids = grids();
    let report = "> L1 cm32p2|wasi:sockets/tcp-create-socket@0.2.create-tcp-socket(0, 16)\n";
    assert_eq!(
        contradiction(grids.get("wasip2").unwrap(), &calls(report), ""),
        None
    );
}
