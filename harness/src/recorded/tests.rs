//! The file of a recorded column, and what a recording has of it.

use std::path::Path;

use serde_json::{Value, json};

use super::*;
use crate::outcome::Outcome;
use crate::snapshot::ORACLE;
use crate::verdict::Verdict;

const CASE: &str = "wasix/stream/open/f";
const TEXT: &str = "(module)";
const IGNORED: &str = "it has no peer";

/// What is recorded of a column over these cases.
pub(super) fn recorded(trials: Value) -> Recorded {
    let file = json!({
        "format": FORMAT, "runner": "mine", "version": "1.0", "speaks": ["wasix"], "trials": trials,
    });
    serde_json::from_value(file).unwrap()
}

/// A trial whose only call answered so, and which was wrong.
pub(super) fn wrong(answer: &str) -> Value {
    json!({
        "verdict": "deviates (should)", "outcome": {"kind": "completed"}, "snapshot": {"kind": "same"},
        "calls": [{"site": "L7", "call": "f()", "answer": answer}],
    })
}

#[test]
fn a_file_holds_what_was_recorded() {
    let one = recorded(json!({
        "a/1": "1", "a/2": {"of": "1", "is": wrong("no")}, "a/4": {"of": "1", "ignored": IGNORED},
    }));
    let name = format!("wasock-recorded-{}.json", std::process::id());
    let file = std::env::temp_dir().join(name);
    one.write(&file).unwrap();
    let read = Recorded::read(&file);
    fs::write(&file, one.json().replace("\"format\": 1", "\"format\": 9")).unwrap();
    let other = Recorded::read(&file).unwrap_err().to_string();
    fs::remove_file(&file).unwrap();
    assert_eq!(read.unwrap(), one);
    assert!(
        other.contains("its format is 9, and this wasock reads 1"),
        "{other}"
    );
    assert_eq!(one.transcript("a/1"), Some(None));
    let transcript = "L7 f() -> no\n=> completed\n".to_owned();
    assert_eq!(one.transcript("a/2"), Some(Some(transcript)));
    assert_eq!(one.transcript("a/3"), None);
}

/// A file that is read and written once more has the same bytes, so that what changed between two of them is what was answered.
#[test]
fn the_files_of_the_tree_are_as_they_are_written() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let files = crate::document::entries(&root.join("snapshots").join(FOLDER)).unwrap();
    assert!(!files.is_empty());
    for file in files {
        let written = Recorded::read(&file).unwrap().json();
        let text = fs::read_to_string(&file).unwrap();
        let place = text
            .lines()
            .zip(written.lines())
            .find(|(one, other)| one != other);
        assert!(text == written, "{}: {place:?}", file.display());
    }
}

#[test]
fn a_recording_has_of_a_column_what_was_recorded_of_the_cases_as_they_are_now() {
    let baseline = |snapshot| MeasuredSeen {
        snapshot,
        said: "of this machine".to_owned(),
        ..MeasuredSeen::bare(Verdict::Conforms, Outcome::Completed)
    };
    let other = || Comparison::Different(String::new());
    let (now, ignored) = (digest(TEXT), ResultSeen::Ignored);
    let measured = |one| ResultSeen::Measured(Box::new(one));
    let bare = MeasuredSeen::bare(Verdict::Conforms, Outcome::Completed);
    let rows = [
        (json!(now), Some(baseline(Comparison::Same)), measured(bare)),
        (
            json!(now),
            Some(baseline(other())),
            ignored("it is what the baseline was, which does something else now".to_owned()),
        ),
        (
            json!(now),
            None,
            ignored("it is what the baseline is, which is not in this run".to_owned()),
        ),
        (
            json!("an earlier one"),
            Some(baseline(Comparison::Same)),
            ignored("it was recorded for an earlier text of the case".to_owned()),
        ),
        (
            json!({"of": now, "is": wrong("no")}),
            None,
            measured(serde_json::from_value(wrong("no")).unwrap()),
        ),
        (
            json!({"of": now, "ignored": IGNORED}),
            None,
            ignored(IGNORED.to_owned()),
        ),
    ];
    for (entry, baseline, wanted) in rows {
        let mut recording = Recording::default();
        let case = |name: &str| CaseSeen {
            text: TEXT.to_owned(),
            ..CaseSeen::bare(name)
        };
        // Of the second one nothing is recorded.
        recording.began.cases = vec![case(CASE), case("wasix/stream/open/g")];
        recording.trials.extend(baseline.map(|one| TrialSeen {
            case: CASE.to_owned(),
            column: ORACLE.to_owned(),
            result: measured(one),
        }));
        recording.add("mine-1.0", &recorded(json!({CASE: entry})), Vec::new());
        let mut added = recording.trials.iter();
        let added: Vec<&TrialSeen> = added
            .by_ref()
            .filter(|one| one.column == "mine-1.0")
            .collect();
        let [trial] = added[..] else {
            panic!("{entry}: {added:?}");
        };
        assert_eq!(trial.result, wanted, "{entry}");
    }
}
