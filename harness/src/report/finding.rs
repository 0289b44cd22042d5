//! What a trial that does not pass is told as, on one line: in JUnit XML, in annotations, and by a quiet run.

use crate::event::{MeasuredSeen, TrialSeen};
use crate::known::{comes_to, seen};
use crate::recording::Recording;
use crate::snapshot::Comparison;
use crate::verdict::Gravity;

use super::cell;
use super::change::Change;

/// What it came to, and what was to be expected where that is not what is required.
pub(crate) fn told(recording: &Recording, trial: &TrialSeen, measured: &MeasuredSeen) -> String {
    let mut text = came(trial, measured);
    match (&measured.snapshot, &recording.began.against) {
        (Comparison::Different(listed), Some(file)) => {
            let line = measured.listed.map(|line| format!(":{line}"));
            let line = line.unwrap_or_default();
            text.push_str(&format!("; {file}{line} lists: {listed}"));
        }
        (_, Some(_)) => {}
        (_, None) => {
            let change = Change::of(recording, trial).map(Change::word);
            text.extend(change.map(|word| format!(", {word}")));
        }
    }
    // What is right, and not let pass, is so for one of these.
    if measured.gravity() == Gravity::Nothing {
        let objections = measured.objections.iter();
        text.extend(objections.map(|one| format!("; {one}")));
    }
    text
}

/// The word for how it does not pass.
pub(crate) fn kind(measured: &MeasuredSeen) -> String {
    match measured.gravity() {
        Gravity::Nothing => "not as recorded".to_owned(),
        gravity => gravity.to_string(),
    }
}

fn came(trial: &TrialSeen, measured: &MeasuredSeen) -> String {
    match comes_to(measured) {
        // The line of a file says no more of it, since another build may do otherwise. What this one did is to be told.
        Some(_) if measured.undefined => format!("{}, which nobody has defined", seen(measured)),
        Some(is) => is,
        None if measured.gravity() == Gravity::Broken => measured.outcome.to_string(),
        None => cell::letter(trial).told(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::Began;
    use crate::header::Level;
    use crate::outcome::{Crash, Outcome};
    use crate::standing::Objection;
    use crate::verdict::Verdict;

    #[test]
    fn it_is_told_what_happened_and_what_was_to_be_expected() {
        let seen = |verdict, outcome| MeasuredSeen::bare(verdict, outcome);
        let must = || seen(Verdict::Deviates(Level::Must), Outcome::Completed);
        let right = || seen(Verdict::Conforms, Outcome::Completed);
        let other = |measured: MeasuredSeen| MeasuredSeen {
            snapshot: Comparison::Different("should: L1 f() -> io".to_owned()),
            listed: Some(7),
            ..measured
        };
        let undefined = MeasuredSeen {
            undefined: true,
            ..seen(Verdict::Records, Outcome::Crashed(None, Crash::Signal(11)))
        };
        let objected = MeasuredSeen {
            objections: vec![Objection::Elsewhere("it was asked elsewhere".to_owned())],
            ..right()
        };
        for (measured, listed, recorded) in [
            (must(), "must: L1 f() -> no", "must: L1 f() -> no"),
            (
                other(must()),
                "must: L1 f() -> no; known.toml:7 lists: should: L1 f() -> io",
                "must: L1 f() -> no, changed",
            ),
            (
                undefined,
                "crashed: crashed: signal 11, which nobody has defined",
                "crashed: crashed: signal 11, which nobody has defined",
            ),
            (
                other(right()),
                "conforms; known.toml:7 lists: should: L1 f() -> io",
                "conforms, changed",
            ),
            (
                objected,
                "conforms; it was asked elsewhere",
                "conforms; it was asked elsewhere",
            ),
        ] {
            let wrong = !measured.verdict.is_right();
            let trial = TrialSeen::answering(("a/1", "mine"), ("f()", "no"), wrong, measured);
            let measured = trial.measured().unwrap();
            let mut recording = Recording {
                trials: vec![trial.clone()],
                began: Began::default(),
                ..Recording::default()
            };
            assert_eq!(told(&recording, &trial, measured), recorded);
            recording.began.against = Some("known.toml".to_owned());
            assert_eq!(told(&recording, &trial, measured), listed);
        }
    }
}
