//! Guests with threads: what a call asks was so when it was entered, and what it does is done when it returns.

use wasock::grid::track::{Moment, track};
use wasock::record::Record;
use wasock::trace::Trace;

use super::grids;
use super::report::*;

/// Whether a call is entered, left, or both at once.
#[derive(Clone, Copy)]
enum Half {
    Enters,
    Leaves,
    Both,
}
use Half::{Both, Enters, Leaves};

/// What each question asks, in the order in which they were entered: of a report whose parts are of this thread each.
fn asked(parts: &[(u32, Half, String)]) -> Vec<String> {
    let mut trace = Trace::default();
    for (thread, half, report) in parts {
        for mut record in Record::all(report).unwrap() {
            let enters = matches!(record.moment, wasock::record::Moment::Enter(_));
            record.thread = *thread;
            if matches!((half, enters), (Both, _) | (Enters, true) | (Leaves, false)) {
                trace.push(&record);
            }
        }
    }
    let grids = grids();
    let grid = grids.get("wasix").unwrap();
    let told = |moment: &Moment| {
        let asked = moment.asked.iter().map(|asked| {
            let number = asked.number.map(|number| number.to_string());
            let state = asked.known.state.unwrap_or("?");
            let name = asked.operation.name();
            format!("{name} {} in {state}", number.unwrap_or_default())
        });
        asked.collect::<Vec<_>>().join(", ")
    };
    track(grid, &[], &trace.calls).iter().map(told).collect()
}

/// What the last calls ask.
fn last(count: usize, parts: &[(u32, Half, String)]) -> Vec<String> {
    let mut all = asked(parts);
    all.split_off(all.len() - count)
}

#[test]
fn a_call_is_asked_in_the_state_that_it_was_entered_in() {
    // It waits while another thread closes.
    let waits = [
        (0, Both, pair()),
        (1, Enters, recv(6, 0, 0)),
        (0, Both, close(6)),
        (1, Leaves, recv(6, 0, 0)),
        (0, Both, recv(6, 0, 0)),
    ];
    assert_eq!(
        last(3, &waits),
        [
            "recv 6 in connected",
            "close 6 in connected",
            "recv 6 in closed"
        ]
    );
}

#[test]
fn what_a_call_does_is_done_when_it_returns() {
    // The accept was there before the connection that it accepts.
    let listens = [open(4), bind(4, 7967), listen(4)].concat();
    let accepts = [
        (0, Both, listens),
        (1, Enters, accept(4, 6)),
        (0, Both, [open(5), connect(5, 7967, 0)].concat()),
        (0, Both, send(5, 2)),
        (1, Leaves, accept(4, 6)),
        (1, Both, recv(6, 0, 2)),
        (0, Both, recv(5, 0, 0)),
    ];
    assert_eq!(
        asked(&accepts)[3..],
        [
            "accept 4 in listening",
            "open  in open",
            "connect 5 in open",
            "send 5 in connected",
            "recv 6 in readable",
            "recv 5 in connected",
        ]
    );
}

#[test]
fn a_call_that_has_not_returned_has_done_nothing() {
    let never = [
        (0, Both, pair()),
        (1, Enters, close(6)),
        (0, Both, send(5, 2)),
        (0, Both, recv(6, 0, 2)),
    ];
    assert_eq!(
        last(3, &never),
        [
            "close 6 in connected",
            "send 5 in connected",
            "recv 6 in readable"
        ]
    );
}

/// Two threads that take what waits, one after the other, by their returns: who was there first got the last of it.
#[test]
fn of_two_that_wait_each_takes_what_it_has_returned() {
    let both = [
        (0, Both, [pair(), send(5, 4)].concat()),
        (1, Enters, recv(6, 0, 2)),
        (2, Enters, recv(6, 0, 2)),
        (2, Leaves, recv(6, 0, 2)),
        (0, Both, shutdown(6, 1)),
        (1, Leaves, recv(6, 0, 2)),
    ];
    assert_eq!(
        last(3, &both),
        [
            "recv 6 in readable",
            "recv 6 in readable",
            "shutdown 6 in readable"
        ]
    );
}
