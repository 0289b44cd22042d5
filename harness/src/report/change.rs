//! What became of a trial that is not as recorded: it regressed, was fixed, changed otherwise, or is new.

use std::fmt;

use crate::event::TrialSeen;
use crate::recording::Recording;
use crate::snapshot::{Comparison, ORACLE};

/// How a trial changed. What a reader should see first comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Change {
    /// It did what the baseline does, and is not as required any more.
    Regressed,
    /// It does something else than was recorded.
    Changed,
    /// Nothing was recorded of it.
    New,
    /// It did something else than the baseline, and does what that does.
    Fixed,
}

impl Change {
    /// Of a trial of `recording`; none of one that is as recorded. Where the run has no trial of the baseline, what is not new has
    /// changed, since nothing is known of the rest.
    pub(super) fn of(recording: &Recording, trial: &TrialSeen) -> Option<Change> {
        let measured = trial.measured()?;
        let before = match &measured.snapshot {
            Comparison::Same | Comparison::Unrecorded => return None,
            Comparison::Nothing => return Some(Change::New),
            Comparison::Different(before) => before,
        };
        let trials = &recording.trials;
        let first = trials.partition_point(|one| one.case < trial.case);
        let mut of_case = trials[first..]
            .iter()
            .take_while(|one| one.case == trial.case);
        let oracle = of_case.find(|one| one.column == ORACLE);
        let baseline = oracle.filter(|oracle| oracle.column != trial.column);
        let baseline = baseline.and_then(TrialSeen::measured);
        let Some(baseline) = baseline.map(|baseline| baseline.transcript()) else {
            return Some(Change::Changed);
        };
        let was = before.trim_end() == baseline.trim_end();
        let is = measured.transcript().trim_end() == baseline.trim_end();
        Some(match (was, is) {
            (false, true) => Change::Fixed,
            (true, false) if !measured.verdict.is_right() => Change::Regressed,
            _ => Change::Changed,
        })
    }

    /// The word for it, in a list of trials.
    pub(super) fn word(self) -> &'static str {
        match self {
            Change::Regressed => "regressed",
            Change::Changed => "changed",
            Change::New => "not recorded yet",
            Change::Fixed => "fixed",
        }
    }
}

/// How many changed so, as words of a sentence: `1 regressed, 2 fixed`. What is new is counted elsewhere.
pub(super) struct Counts<'a>(pub(super) &'a [Change]);

impl fmt::Display for Counts<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kinds = [Change::Regressed, Change::Changed, Change::Fixed];
        let counts = kinds.map(|kind| (kind, self.0.iter().filter(|one| **one == kind).count()));
        let told = counts.iter().filter(|(_, count)| *count > 0);
        let told: Vec<String> = told
            .map(|(kind, count)| format!("{count} {}", kind.word()))
            .collect();
        f.write_str(&told.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::MeasuredSeen;
    use crate::header::Level;
    use crate::outcome::Outcome;
    use crate::verdict::Verdict;

    /// A trial that answers so, where something was recorded.
    fn trial(column: &str, verdict: Verdict, answer: &str, recorded: Comparison) -> TrialSeen {
        let measured = MeasuredSeen {
            snapshot: recorded,
            ..MeasuredSeen::bare(verdict, Outcome::Completed)
        };
        TrialSeen::answering(("s/a", column), ("f()", answer), false, measured)
    }

    #[test]
    fn what_is_not_as_recorded_is_told_by_what_became_of_it() {
        let (right, wrong) = (Verdict::Conforms, Verdict::Deviates(Level::Must));
        let before =
            |answer: &str| Comparison::Different(format!("L1 f() -> {answer}\n=> completed"));
        let rows = [
            (trial("mine", wrong, "io", before("ok")), Some("regressed")),
            (trial("mine", right, "ok", before("io")), Some("fixed")),
            (trial("mine", wrong, "io", before("inval")), Some("changed")),
            (trial("mine", right, "fine", before("ok")), Some("changed")),
            (
                trial("mine", wrong, "io", Comparison::Nothing),
                Some("not recorded yet"),
            ),
            (trial("mine", wrong, "io", Comparison::Same), None),
        ];
        let oracle = trial(ORACLE, right, "ok", Comparison::Same);
        let mut all = Vec::new();
        for (trial, word) in rows {
            let mut recording = Recording {
                trials: vec![trial.clone(), oracle.clone()],
                ..Recording::default()
            };
            let change = Change::of(&recording, &trial);
            assert_eq!(change.map(Change::word), word, "{trial:?}");
            all.extend(change);
            recording.trials.pop();
            let alone = Change::of(&recording, &trial).map(Change::word);
            let known = ["regressed", "fixed"].map(Some);
            let told = if known.contains(&word) {
                Some("changed")
            } else {
                word
            };
            assert_eq!(alone, told, "{trial:?}");
        }
        assert_eq!(Counts(&all).to_string(), "1 regressed, 2 changed, 1 fixed");
    }
}
