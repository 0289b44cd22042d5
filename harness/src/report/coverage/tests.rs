//! What reaches a cell, of a small recording.

use super::*;
use crate::event::{
    AskedSeen, CellSeen, GapSeen, OperationSeen, ResultSeen, SocketSeen, StateSeen, TrialSeen,
};
use crate::outcome::Outcome;
use crate::verdict::Verdict;

const CASE: &str = "wasix/stream/bound/listen";

fn owned(name: &str) -> String {
    name.to_owned()
}

/// A grid of two states, both complete, and two operations, of which one is a gap in the second state.
fn grid() -> GridSeen {
    let state = |name| StateSeen {
        name: owned(name),
        common: owned(name),
        meaning: String::new(),
        complete: true,
    };
    let operation = |name| OperationSeen {
        name: owned(name),
        common: owned(name),
    };
    GridSeen {
        interface: owned("wasix"),
        meaning: String::new(),
        sockets: vec![SocketSeen {
            name: owned("stream"),
            common: owned("stream"),
            meaning: String::new(),
            states: ["open", "bound"].map(state).to_vec(),
            operations: ["listen", "bind"].map(operation).to_vec(),
            gaps: vec![GapSeen {
                reason: owned("It is bound once."),
                states: vec![owned("bound")],
                operations: vec![owned("bind")],
            }],
        }],
    }
}

/// A trial of [`CASE`] whose question was seen asking this, of a descriptor that is this kind of socket or none.
fn trial(column: &str, state: &str, operation: &str, socket: Option<&str>) -> TrialSeen {
    let asked = AskedSeen {
        line: 1,
        operation: owned(operation),
        descriptor: None,
        socket: socket.map(owned),
        state: Some(owned(state)),
        contradicted: false,
    };
    TrialSeen {
        case: owned(CASE),
        column: owned(column),
        result: ResultSeen::Measured(Box::new(MeasuredSeen {
            asked: vec![asked],
            ..MeasuredSeen::bare(Verdict::Conforms, Outcome::Completed)
        })),
    }
}

fn recording(trials: Vec<TrialSeen>) -> Recording {
    let mut recording = Recording {
        trials,
        ..Recording::default()
    };
    let began = &mut recording.began;
    began.grids = vec![grid()];
    began.columns = ["wasmer", "reference"]
        .map(|label| ColumnSeen::bare(label, "1"))
        .to_vec();
    began.cases = vec![CaseSeen {
        cell: Some(CellSeen {
            socket: owned("stream"),
            state: owned("bound"),
            operation: owned("listen"),
            asked: None,
            row: None,
        }),
        ..CaseSeen::bare(CASE)
    }];
    recording
}

#[test]
fn a_cell_is_reached_by_what_was_asked_and_not_by_the_path() {
    let recording = recording(vec![trial("reference", "open", "listen", Some("stream"))]);
    let [coverage] = &measure(&recording, &[])[..] else {
        panic!("it is that of the baseline");
    };
    let reached = |state, operation| coverage.reached("stream", state, operation);
    assert_eq!(reached("open", "listen"), Reached::By(1));
    assert_eq!(reached("bound", "listen"), Reached::No);
    assert_eq!(reached("bound", "bind"), Reached::Gap);
    let missing = "wasix/stream/open: bind\nwasix/stream/bound: listen\n";
    assert_eq!(coverage.incomplete(), missing);
}

#[test]
fn what_contradicts_the_state_is_told_and_does_not_count_in_it() {
    let mut trial = trial("reference", "open", "listen", Some("stream"));
    let ResultSeen::Measured(measured) = &mut trial.result else {
        panic!("it was measured");
    };
    measured.asked[0].contradicted = true;
    measured.contradictions = vec![owned("L1 sock_listen answers success")];
    let recording = recording(vec![trial]);
    let all = measure(&recording, &[]);
    assert_eq!(all[0].reached("stream", "open", "listen"), Reached::No);
    let text = render(&recording, &all);
    let told =
        format!("do not count as asked in it:\n\n  {CASE}: L1 sock_listen answers success\n");
    assert!(text.ends_with(&told), "{text}");
    let told = "\"how\": \"L1 sock_listen answers success\"";
    assert!(json(&all).contains(told), "{}", json(&all));
}

#[test]
fn what_is_no_socket_counts_for_the_socket_of_the_path() {
    let recording = recording(vec![trial("reference", "open", "listen", None)]);
    let coverage = &measure(&recording, &[])[0];
    let reached = coverage.reached("stream", "open", "listen");
    assert_eq!(reached, Reached::By(1));
}

#[test]
fn each_column_is_counted_by_itself() {
    let recording = recording(vec![trial("wasmer", "open", "listen", Some("stream"))]);
    let reached = |columns: &[String]| {
        let all = measure(&recording, columns);
        let reached = all
            .iter()
            .map(|one| one.reached("stream", "open", "listen"));
        reached.collect::<Vec<_>>()
    };
    assert_eq!(reached(&[]), [Reached::No]);
    let both = ["reference", "wasmer"].map(owned);
    assert_eq!(reached(&both), [Reached::By(1), Reached::No]);
}
