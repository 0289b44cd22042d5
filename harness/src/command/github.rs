//! Annotations on a workflow of GitHub: what a run fails on, as the commands in its log by which they are made.
//!
//! A step has room for ten of them, so the gravest come first, and whoever made them is told of the rest.

use std::fmt::Write as _;

use crate::event::TrialSeen;
use crate::recording::Recording;
use crate::report::finding;
use crate::standing::Stray;

/// How many annotations of one kind a step shows.
const ROOM: usize = 10;

/// Whether this program runs in a workflow.
pub(super) fn is_here() -> bool {
    std::env::var("GITHUB_ACTIONS").is_ok_and(|value| value == "true")
}

/// The commands, a line each; `fails` says of which trials the run fails, and these are the `strays` that it fails of.
pub(super) fn annotations(
    recording: &Recording,
    fails: impl Fn(&TrialSeen) -> bool,
    strays: &[Stray],
) -> String {
    let failed = recording.trials.iter().filter(|trial| fails(trial));
    let mut failed: Vec<_> = failed
        .filter_map(|trial| Some((trial, trial.measured()?)))
        .collect();
    failed.sort_by_key(|(_, measured)| std::cmp::Reverse(measured.gravity()));
    let file = recording.began.against.as_ref();
    let of_trials = failed.into_iter().map(|(trial, measured)| {
        let place = file.map(|file| {
            let line = measured.listed.map(|line| format!("line={line},"));
            format!("file={},{}", property(file), line.unwrap_or_default())
        });
        let came = finding::told(recording, trial, measured);
        format!(
            "::error {}title={}::{}",
            place.unwrap_or_default(),
            property(&trial.name()),
            data(&came)
        )
    });
    let of_lines = strays.iter().map(|stray| {
        let line = stray.line.map(|line| format!(",line={line}"));
        format!(
            "::error file={}{}::{}",
            property(&stray.file),
            line.unwrap_or_default(),
            data(&format!("{}: {}", stray.why, stray.mend))
        )
    });
    let all: Vec<String> = of_trials.chain(of_lines).collect();
    let mut text = String::new();
    for line in all.iter().take(ROOM) {
        let _ = writeln!(text, "{line}");
    }
    if all.len() > ROOM {
        let _ = writeln!(text, "::notice::{} more are in the log", all.len() - ROOM);
    }
    text
}

/// A text as the message of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// A text as a property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::{Began, MeasuredSeen};
    use crate::header::Level;
    use crate::outcome::{Crash, Outcome};
    use crate::verdict::Verdict;

    #[test]
    fn the_gravest_come_first_and_there_is_room_for_ten() {
        let trial = |case: &str, outcome| {
            let measured = MeasuredSeen::bare(Verdict::Deviates(Level::Must), outcome);
            TrialSeen::answering((case, "mine"), ("f(a=50%)", "no"), true, measured)
        };
        let stray = Stray {
            file: "known.toml".to_owned(),
            line: Some(3),
            why: "it is as required".to_owned(),
            mend: "delete the line".to_owned(),
        };
        let mut recording = Recording {
            began: Began {
                against: Some("known.toml".to_owned()),
                ..Began::default()
            },
            trials: vec![
                trial("a/1", Outcome::Completed),
                trial("a/2:x", Outcome::Crashed(None, Crash::Panic)),
                trial("a/3", Outcome::Completed),
            ],
            strays: vec![stray],
            ..Recording::default()
        };
        let fails = |trial: &TrialSeen| trial.case != "a/3";
        assert_eq!(
            annotations(&recording, fails, &recording.strays),
            "\
::error file=known.toml,title=a/2%3Ax%3A%3Amine::crashed: L1 f(a=50%25) -> no
::error file=known.toml,title=a/1%3A%3Amine::must: L1 f(a=50%25) -> no
::error file=known.toml,line=3::it is as required: delete the line
"
        );
        recording.trials = (0..12)
            .map(|number| trial(&number.to_string(), Outcome::Completed))
            .collect();
        assert!(!annotations(&recording, fails, &[]).contains("line=3"));
        let many = annotations(&recording, fails, &recording.strays);
        assert_eq!(many.lines().count(), ROOM + 1, "{many}");
        assert!(
            many.ends_with("::notice::3 more are in the log\n"),
            "{many}"
        );
    }
}
