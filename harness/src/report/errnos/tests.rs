//! What is told of the errnos of the host, of a small recording.

use super::*;
use crate::event::{Began, MeasuredSeen};
use crate::header::Level;
use crate::outcome::Outcome;
use crate::verdict::Verdict;

fn case(operation: &str, errno: &str, required: &str) -> CaseSeen {
    CaseSeen {
        inject: Some(format!("{operation} {errno}").parse().unwrap()),
        ..CaseSeen::asking(&format!("errno/wasix/{operation}:{errno}"), required)
    }
}

fn trial(case: &CaseSeen, column: &str, verdict: Verdict, answer: &str) -> TrialSeen {
    let outcome = match verdict {
        Verdict::NotAsked => Outcome::Unmade("accept was never called".to_owned()),
        _ => Outcome::Completed,
    };
    let wrong = matches!(verdict, Verdict::Deviates(_));
    let call = ("sock_accept(fd=$a)", answer);
    let measured = MeasuredSeen::bare(verdict, outcome);
    TrialSeen::answering((&case.name, column), call, wrong, measured)
}

fn recording() -> Recording {
    let column = |label| ColumnSeen::bare(label, "1.2");
    let cases = vec![
        case("accept", "EMFILE", "mfile"),
        case("accept", "ENFILE", "nfile"),
        case("bind", "EACCES", "access"),
        case("bind", "EINVAL", "inval"),
    ];
    let wrong = Verdict::Deviates(Level::Should);
    let made = [
        (Verdict::Conforms, "mfile"),
        (wrong, "io"),
        (Verdict::NotAsked, "success"),
        (Verdict::Conforms, "inval"),
    ];
    let mut trials = Vec::new();
    for (case, (verdict, answer)) in cases.iter().zip(made) {
        trials.push(trial(case, "mine", verdict, answer));
        let required = case.expectations[0].text.clone();
        trials.push(trial(case, "right", Verdict::Conforms, &required));
    }
    Recording {
        began: Began {
            columns: vec![column("mine"), column("right"), column("idle")],
            cases,
            ..Began::default()
        },
        trials,
        ..Recording::default()
    }
}

#[test]
fn an_errno_that_is_lost_stands_below_its_operation() {
    let text = render(&recording(), &[]).unwrap();
    let table = text.split("Each line").next().unwrap();
    assert_eq!(
        table,
        "wasix     mine    right\n          \
         1.2     1.2\n\
         accept    1 of 2  2 of 2\n  \
         ENFILE  io      =\n\
         bind      1 of 1  2 of 2\n  \
         EACCES  ?       =\n\
         As they are to be on all of these runners:\n  \
         accept: EMFILE\n  \
         bind: EINVAL\n\n"
    );
}

#[test]
fn columns_are_chosen_and_a_recording_without_such_trials_has_no_table() {
    let text = render(&recording(), &["right".to_owned()]).unwrap();
    assert!(!text.contains("mine"), "{text}");
    assert_eq!(render(&recording(), &["idle".to_owned()]), None);
    assert_eq!(render(&Recording::default(), &[]), None);
}

#[test]
fn the_table_is_json_too() {
    let recording = recording();
    let json = json(&measure(&recording, &[]));
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    let accept = &value[0]["operations"][0];
    assert_eq!(accept["serves"], "accept");
    assert_eq!(accept["errnos"][1][0], "ENFILE");
    assert_eq!(accept["errnos"][1][1][0]["answer"], "io");
}
