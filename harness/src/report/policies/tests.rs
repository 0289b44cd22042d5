//! What is told of the policies, of small recordings.

use super::*;
use crate::event::{Began, MeasuredSeen};
use crate::header::Level;
use crate::record::Site;
use crate::verdict::Verdict;

fn owned(name: &str) -> String {
    name.to_owned()
}

fn trial(case: &str, column: &str, verdict: Verdict, outcome: Outcome, answer: &str) -> TrialSeen {
    let wrong = matches!(verdict, Verdict::Deviates(_)) && !answer.starts_with("access");
    let call = ("sock_bind(fd=$a)", answer);
    let measured = MeasuredSeen::bare(verdict, outcome);
    TrialSeen::answering((case, column), call, wrong, measured)
}

/// Two columns, and under a policy a case of each kind and end.
fn recording() -> Recording {
    let column = |label| ColumnSeen::bare(label, "1.2");
    let no = "access | perm";
    let cases = [
        ("deny/wasix/deny/bind", no),
        ("deny/wasix/deny/bind-any", no),
        ("deny/wasix/deny/connect", no),
        ("deny/wasix/loopback/bind", "success | access"),
        ("wasix/stream/open/bind", "success"),
    ];
    let cases: Vec<CaseSeen> = cases
        .map(|(name, text)| CaseSeen::asking(name, text))
        .to_vec();
    let wrong = Verdict::Deviates(Level::Should);
    let touched = || Outcome::Touched(owned("1 connection begun"));
    let unsupported = Outcome::Unsupported(owned("the policy `deny`"));
    let none = |verdict, outcome| (verdict, outcome, "?");
    let of_mine = [
        (Verdict::Conforms, Outcome::Completed, "access"),
        (wrong, Outcome::Completed, "success"),
        (wrong, touched(), "access"),
        none(Verdict::NotAsked, Outcome::Blocked(Site::Line(1))),
        (Verdict::Conforms, Outcome::Completed, "success"),
    ];
    let of_other = [
        (wrong, touched(), "success"),
        (Verdict::Conforms, Outcome::Completed, "perm"),
        none(Verdict::Unsupported, unsupported),
        (Verdict::Conforms, Outcome::Completed, "success"),
        (wrong, Outcome::Completed, "inval"),
    ];
    let of = |column: &'static str, all: Vec<(Verdict, Outcome, &'static str)>| {
        let trials = cases.iter().zip(all);
        let trials = trials.map(|(case, (verdict, outcome, answer))| {
            trial(&case.name, column, verdict, outcome, answer)
        });
        trials.collect::<Vec<_>>()
    };
    let trials = [of("mine", of_mine.into()), of("other", of_other.into())].concat();
    Recording {
        began: Began {
            columns: vec![column("mine"), column("other")],
            planned: trials.len(),
            cases: cases.clone(),
            ..Began::default()
        },
        trials,
        ..Recording::default()
    }
}

#[test]
fn each_policy_is_summed_up_and_each_operation_told() {
    let told = render(&recording(), &[]).unwrap();
    let (table, rest) = told.split_once("\n\nno: ").unwrap();
    assert_eq!(
        table,
        "\
wasix      mine         other
           1.2          1.2
deny       1 of 3, 1 *  1 of 2, 1 *
  bind     no, success  no, success*
  connect  no*          -
loopback   -            1 of 1
  bind     ?            yes"
    );
    let (_, wrong) = rest.split_once("\n\n").unwrap();
    assert_eq!(
        wrong,
        "\
Answered otherwise than it must be:
  deny/wasix/deny/bind-any::mine: success, required: access | perm
  deny/wasix/deny/connect::mine: no*, required: access | perm
    1 connection begun
  deny/wasix/deny/bind::other: success*, required: access | perm
    1 connection begun
"
    );
}

#[test]
fn only_the_columns_that_are_meant_are_told() {
    let of = |label: &str| render(&recording(), &[owned(label)]);
    let told = of("other").unwrap();
    assert!(told.starts_with("wasix      other\n"), "{told}");
    assert!(!told.contains("mine"), "{told}");
    assert_eq!(of("third"), None);
    // What is under no policy is not told.
    let mut recording = recording();
    recording
        .trials
        .retain(|trial| trial.case.starts_with("wasix/"));
    assert_eq!(render(&recording, &[]), None);
}

#[test]
fn files_are_told_by_their_operations_in_the_order_of_the_policies() {
    let mut recording = recording();
    let grid = crate::event::SocketSeen {
        name: owned("stream"),
        common: owned("stream"),
        meaning: String::new(),
        states: Vec::new(),
        operations: ["bind", "connect", "bind-an"]
            .map(|name| crate::event::OperationSeen {
                name: owned(name),
                common: owned(name),
            })
            .to_vec(),
        gaps: Vec::new(),
    };
    recording.began.grids = vec![GridSeen {
        interface: owned("wasix"),
        meaning: String::new(),
        sockets: vec![grid],
    }];
    let told = render(&recording, &[owned("mine")]).unwrap();
    assert!(told.contains("\n  bind     no, success\n"), "{told}");
    // Without a grid, the shorter name is that of the longer one.
    recording.began.grids.clear();
    let told = render(&recording, &[owned("mine")]).unwrap();
    assert!(told.contains("\n  bind     no, success\n"), "{told}");
    let order = ["deny", "loopback", "address", "else"].map(place);
    assert!(order.is_sorted(), "{order:?}");
}
