//! Several answers of one trial: of a version whose threads race with each other, so that it does now this and now that.
//!
//! They are those of several runs, which somebody who knows of the race has joined. What the gravest of these runs came to stands
//! first, and the transcripts of the others beside it.

use super::{Entry, Other, Recorded};
use crate::snapshot::{SnapshotError, Snapshots};

impl Recorded {
    /// What was recorded now, and besides what was recorded `earlier` of the cases that have the same texts still.
    ///
    /// # Errors
    /// [`SnapshotError`] when a baseline cannot be read.
    pub(crate) fn joined(
        mut self,
        earlier: &Recorded,
        snapshots: &Snapshots,
    ) -> Result<Recorded, SnapshotError> {
        for (case, now) in &mut self.trials {
            let before = earlier.trials.get(case);
            if let Some(before) = before.filter(|before| before.of() == now.of()) {
                let baseline = snapshots.baseline(case)?.unwrap_or_default();
                *now = now.joined(before, &baseline);
            }
        }
        Ok(self)
    }
}

impl Entry {
    /// The transcripts of what it came to, each once; none where it could not be tried.
    pub(super) fn answers(&self, baseline: &str) -> Vec<String> {
        match self {
            Entry::Baseline(_) => vec![trimmed(baseline)],
            Entry::Other(other) => other.answers(),
            Entry::Ignored(_) => Vec::new(),
        }
    }

    /// One entry for both. What could not be tried in one of two runs is as it was in this one.
    fn joined(&self, before: &Entry, baseline: &str) -> Entry {
        let gravest = match (self, before) {
            (Entry::Ignored(_), _) | (_, Entry::Ignored(_)) => return self.clone(),
            (Entry::Baseline(_), Entry::Baseline(_)) => return self.clone(),
            (Entry::Other(one), Entry::Other(other)) if other.is.gravity() > one.is.gravity() => {
                other
            }
            (Entry::Other(one), _) | (Entry::Baseline(_), Entry::Other(one)) => one,
        };
        let mut or = [before.answers(baseline), self.answers(baseline)].concat();
        let first = trimmed(&gravest.is.transcript());
        or.retain(|answer| *answer != first);
        or.sort();
        or.dedup();
        Entry::Other(Box::new(Other {
            of: gravest.of.clone(),
            is: gravest.is.clone(),
            or,
        }))
    }
}

impl Other {
    /// The transcripts of what it came to, each once.
    pub(super) fn answers(&self) -> Vec<String> {
        let first = [trimmed(&self.is.transcript())];
        [&first, self.or.as_slice()].concat()
    }
}

/// A transcript as it stands between others.
fn trimmed(transcript: &str) -> String {
    transcript.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{recorded, wrong};
    use serde_json::json;

    const CASE: &str = "a/1";
    const BASELINE: &str = "L7 f() -> ok\n=> completed\n";

    #[test]
    fn a_trial_has_the_answers_of_all_runs_that_are_joined_and_the_gravest_first() {
        let must = |answer| {
            let mut is = wrong(answer);
            is["verdict"] = json!("deviates (must)");
            is
        };
        let base = || json!("1");
        let no = || json!({"of": "1", "is": wrong("no")});
        let never = || json!({"of": "1", "is": must("never")});
        let ignored = || json!({"of": "1", "ignored": "it has no peer"});
        let text = |answer: &str| format!("L7 f() -> {answer}\n=> completed");
        let rows = [
            (base(), base(), base()),
            (no(), no(), no()),
            (
                base(),
                no(),
                json!({"of": "1", "is": wrong("no"), "or": [text("ok")]}),
            ),
            (
                no(),
                base(),
                json!({"of": "1", "is": wrong("no"), "or": [text("ok")]}),
            ),
            (
                no(),
                never(),
                json!({"of": "1", "is": must("never"), "or": [text("no")]}),
            ),
            (
                base(),
                json!({"of": "1", "is": must("never"), "or": [text("no")]}),
                json!({"of": "1", "is": must("never"), "or": [text("no"), text("ok")]}),
            ),
            // It was recorded of another text of the case, or could not be tried.
            (no(), json!("2"), no()),
            (ignored(), no(), ignored()),
            (no(), ignored(), no()),
        ];
        for (now, before, wanted) in rows {
            let [of_now, of_before, wanted] =
                [&now, &before, &wanted].map(|entry| recorded(json!({CASE: entry})));
            let [one, other, wanted] =
                [of_now, of_before, wanted].map(|it| it.trials[CASE].clone());
            let joined = match one.of() == other.of() {
                true => one.joined(&other, BASELINE),
                false => one,
            };
            assert_eq!(joined, wanted, "{now} {before}");
        }
    }
}
