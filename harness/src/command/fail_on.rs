//! What a run is to fail on: `--fail-on`.

use std::fmt::Write as _;

use crate::event::{MeasuredSeen, TrialSeen};
use crate::recording::Recording;
use crate::verdict::Gravity;

use super::exit;

/// What says for which findings a run ends with another code than 0.
#[derive(clap::Args, Default)]
pub(super) struct FailOn {
    /// What the run fails on, with commas: `new`, what is not as recorded, which is all if absent; `must` and `should`, any answer that
    /// is as wrong as that or worse, and `hung` and `crashed`, whatever is recorded. With any of the last four, nothing that crashed
    /// or hung passes.
    #[arg(long, value_name = "WHAT", value_delimiter = ',')]
    fail_on: Vec<Finding>,
    /// The same as --fail-on crashed,hung,must,new.
    #[arg(long, conflicts_with = "fail_on")]
    strict: bool,
}

/// A word of `--fail-on`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Finding {
    Crashed,
    Hung,
    Must,
    Should,
    New,
}

/// What a run fails on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Failing {
    /// The least grave finding that does not pass, whatever was recorded; none where only what is new does not.
    least: Option<Gravity>,
    /// Whether what is not as recorded does not pass.
    new: bool,
}

impl FailOn {
    /// What the words say.
    pub(super) fn failing(&self) -> Failing {
        match (&self.fail_on[..], self.strict) {
            ([], false) => Failing::NEW,
            ([], true) => Failing::STRICT,
            (words, _) => Failing::of(words),
        }
    }

    /// Says which trials do not pass though they are as they are known to be, the gravest first; nothing where there are none.
    pub(super) fn refused(&self, recording: &Recording) -> String {
        /// How many are told by name.
        const MOST: usize = 5;
        let failing = self.failing();
        let trials = recording
            .trials
            .iter()
            .filter(|trial| exit::fails(recording, trial, failing));
        let known = trials.filter_map(|trial| {
            let measured = trial.measured()?;
            measured
                .is_as_it_should_be()
                .then_some((measured.gravity(), trial))
        });
        let mut known: Vec<(Gravity, &TrialSeen)> = known.collect();
        if known.is_empty() {
            return String::new();
        }
        known.sort_by_key(|(gravity, _)| std::cmp::Reverse(*gravity));
        let words = if self.strict { "--strict" } else { "--fail-on" };
        let mut text = format!("\nKnown, and not let pass by {words}: {}\n", known.len());
        for (gravity, trial) in known.iter().take(MOST) {
            let _ = writeln!(text, "  {}: {gravity}", trial.name());
        }
        if known.len() > MOST {
            let _ = writeln!(text, "  and {} more", known.len() - MOST);
        }
        text
    }
}

impl Failing {
    /// On what is new alone.
    pub(super) const NEW: Failing = Failing {
        least: None,
        new: true,
    };
    /// What `--strict` is a word for.
    pub(super) const STRICT: Failing = Failing {
        least: Some(Gravity::Must),
        new: true,
    };

    fn of(words: &[Finding]) -> Failing {
        // Whoever fails on what crashed does not want to wait for ever either, so the two are one.
        let gravity = |word: &Finding| match word {
            Finding::Crashed | Finding::Hung => Some(Gravity::Hung),
            Finding::Must => Some(Gravity::Must),
            Finding::Should => Some(Gravity::Should),
            Finding::New => None,
        };
        Failing {
            least: words.iter().filter_map(gravity).min(),
            new: words.contains(&Finding::New),
        }
    }

    /// Whether what is not as recorded does not pass.
    pub(super) fn is_on_new(self) -> bool {
        self.new
    }

    /// Whether this trial does not pass. What is `known` with its reason passes unless it crashed or hung.
    pub(super) fn is_on(self, measured: &MeasuredSeen, known: bool) -> bool {
        let gravity = measured.gravity();
        let excused = known && gravity < Gravity::Hung;
        self.least.is_some_and(|least| gravity >= least && !excused)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::header::Level;
    use crate::outcome::{Crash, Outcome};
    use crate::verdict::Verdict;

    #[test]
    fn nothing_that_crashed_or_hung_passes_whatever_is_known_of_it() {
        use Finding::{Crashed, Hung, Must, New, Should};
        let seen = |verdict, outcome| MeasuredSeen::bare(verdict, outcome);
        let (must, should) = (Level::Must, Level::Should);
        let deviates = |level| seen(Verdict::Deviates(level), Outcome::Completed);
        let crash = seen(Verdict::Records, Outcome::Crashed(None, Crash::Panic));
        let hang = seen(Verdict::NotAsked, Outcome::Hung(None));
        let right = seen(Verdict::Conforms, Outcome::Completed);
        let all = [&crash, &hang, &deviates(must), &deviates(should), &right];
        // The words, what does not pass of these, and what does not though it is known.
        let table = [
            (&[New][..], [false; 5], [false; 5]),
            (
                &[Crashed],
                [true, true, false, false, false],
                [true, true, false, false, false],
            ),
            (
                &[Hung, New],
                [true, true, false, false, false],
                [true, true, false, false, false],
            ),
            (
                &[Must],
                [true, true, true, false, false],
                [true, true, false, false, false],
            ),
            (
                &[Crashed, Should],
                [true, true, true, true, false],
                [true, true, false, false, false],
            ),
        ];
        for (words, unknown, known) in table {
            let failing = Failing::of(words);
            assert_eq!(
                all.map(|one| failing.is_on(one, false)),
                unknown,
                "{words:?}"
            );
            assert_eq!(all.map(|one| failing.is_on(one, true)), known, "{words:?}");
        }
    }

    #[test]
    fn strict_is_a_word_for_others() {
        use Finding::{Crashed, Hung, Must, New};
        assert_eq!(Failing::STRICT, Failing::of(&[Crashed, Hung, Must, New]));
        assert_eq!(Failing::NEW, Failing::of(&[New]));
    }
}
