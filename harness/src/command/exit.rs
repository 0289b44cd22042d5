//! Exit codes: what a command says to the program that started it.

use super::fail_on::Failing;
use crate::event::{MeasuredSeen, TrialSeen};
use crate::known::is_known;
use crate::outcome::Outcome;
use crate::recording::Recording;
use crate::standing::Stray;
use crate::verdict::Gravity;

/// Something does not pass.
pub(super) const FAILED: u8 = 1;
/// The command could not do its work: wrong usage, a mistake in a case, a fault of the harness.
pub(super) const FAULT: u8 = 2;
/// Something does not pass, and it crashed or hung.
pub(super) const FELL: u8 = 3;
/// SIGINT ended the program, as shells have it; or SIGTERM, which is taken like that.
pub(super) const INTERRUPTED: u8 = 130;
/// SIGPIPE would have ended the program, as shells have it: whoever read its output has hung up.
pub(super) const UNHEARD: u8 = 141;

/// The exit code of a run, which is that of the gravest trial that does not pass: where it is to fail on what is new, any that is not as
/// it is to be, and any that is among the other findings that it is `failing` on. What is broken passes never.
pub(super) fn of_run(recording: &Recording, failing: Failing) -> u8 {
    if recording.interrupted {
        return INTERRUPTED;
    }
    let failed = recording
        .trials
        .iter()
        .filter(|trial| fails(recording, trial, failing));
    let measured = failed.filter_map(TrialSeen::measured);
    match measured.map(MeasuredSeen::gravity).max() {
        Some(Gravity::Broken) => FAULT,
        Some(Gravity::Crashed | Gravity::Hung) => FELL,
        Some(_) => FAILED,
        None if !strays(recording, failing).is_empty() => FAILED,
        None => 0,
    }
}

/// What a run that is `failing` on this does not let pass, besides trials.
pub(super) fn strays(recording: &Recording, failing: Failing) -> &[Stray] {
    match failing.is_on_new() {
        true => &recording.strays,
        false => &[],
    }
}

/// Whether a run that is `failing` on this does not let a trial pass.
pub(super) fn fails(recording: &Recording, trial: &TrialSeen, failing: Failing) -> bool {
    trial.measured().is_some_and(|measured| {
        measured.gravity() == Gravity::Broken
            || failing.is_on_new() && !measured.is_as_it_should_be()
            || failing.is_on(measured, is_known(recording, trial))
    })
}

/// The exit code of the trace of a program that ended so.
pub(super) fn of_program(outcome: &Outcome) -> u8 {
    match outcome {
        Outcome::Completed | Outcome::Exited(0) => 0,
        Outcome::Blocked(_)
        | Outcome::Trapped(_)
        | Outcome::Exited(_)
        | Outcome::Ended(..)
        | Outcome::Exceeded(_)
        | Outcome::Touched(_)
        | Outcome::Unmade(_)
        | Outcome::Unsupported(_)
        | Outcome::NotStarted(_) => FAILED,
        Outcome::Hung(_) | Outcome::Crashed(..) => FELL,
        Outcome::Broken(_) => FAULT,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::ResultSeen;
    use crate::header::Level;
    use crate::outcome::{Crash, Limit};
    use crate::record::Site;
    use crate::snapshot::Comparison;
    use crate::verdict::Verdict;

    const MUST: Verdict = Verdict::Deviates(Level::Must);
    const SHOULD: Verdict = Verdict::Deviates(Level::Should);

    fn trial(verdict: Verdict, outcome: Outcome, snapshot: Comparison) -> TrialSeen {
        TrialSeen {
            case: "s/a/b".to_owned(),
            column: "mine".to_owned(),
            result: ResultSeen::Measured(Box::new(MeasuredSeen {
                snapshot,
                ..MeasuredSeen::bare(verdict, outcome)
            })),
        }
    }

    #[test]
    fn the_gravest_that_does_not_pass_decides() {
        let crash = || Outcome::Crashed(None, Crash::Signal(11));
        let hang = || Outcome::Hung(None);
        let broken = || Outcome::Broken("why".to_owned());
        let done = || Outcome::Completed;
        let known = || Comparison::Same;
        let new = || Comparison::Different(String::new());
        // What there is, the exit code, and that of a strict run.
        let table = [
            (vec![], 0, 0),
            (vec![trial(Verdict::Conforms, done(), known())], 0, 0),
            (vec![trial(SHOULD, done(), known())], 0, 0),
            (vec![trial(Verdict::NotAsked, done(), known())], 0, 0),
            (vec![trial(SHOULD, done(), new())], 1, 1),
            (vec![trial(MUST, done(), known())], 0, 1),
            (vec![trial(SHOULD, crash(), known())], 0, 3),
            (vec![trial(Verdict::Records, crash(), known())], 0, 3),
            (vec![trial(SHOULD, hang(), known())], 0, 3),
            (vec![trial(SHOULD, hang(), new())], 3, 3),
            // What crashed is known, and what is new is a wrong answer.
            (
                vec![trial(SHOULD, crash(), known()), trial(MUST, done(), new())],
                1,
                3,
            ),
            (
                vec![
                    trial(SHOULD, crash(), new()),
                    trial(Verdict::Broken, broken(), new()),
                ],
                2,
                2,
            ),
        ];
        for (trials, code, strict) in table {
            let recording = Recording {
                trials,
                ..Recording::default()
            };
            let codes = (
                of_run(&recording, Failing::NEW),
                of_run(&recording, Failing::STRICT),
            );
            assert_eq!(codes, (code, strict), "{:#?}", recording.trials);
        }
    }

    #[test]
    fn a_program_that_comes_to_its_end_is_told_from_one_that_does_not() {
        let here = Site::Line(7);
        let what = || "what".to_owned();
        let table = [
            (Outcome::Completed, 0),
            (Outcome::Exited(0), 0),
            (Outcome::Exited(7), 1),
            (Outcome::Ended(here, 0), 1),
            (Outcome::Trapped(None), 1),
            (Outcome::Unsupported(what()), 1),
            (Outcome::Exceeded(Limit::Memory), 1),
            (Outcome::Broken(what()), 2),
            (Outcome::Hung(Some(here)), 3),
            (Outcome::Crashed(None, Crash::Panic), 3),
        ];
        for (outcome, code) in table {
            assert_eq!(of_program(&outcome), code, "{outcome}");
        }
    }

    #[test]
    fn a_tree_that_is_not_as_it_is_to_be_fails_and_an_interruption_says_no_more() {
        let stray = Stray {
            file: "snapshots/x".to_owned(),
            line: None,
            why: "is no snapshot".to_owned(),
            mend: "remove the file".to_owned(),
        };
        let mut recording = Recording {
            strays: vec![stray],
            ..Recording::default()
        };
        assert_eq!(of_run(&recording, Failing::NEW), FAILED);
        recording.interrupted = true;
        assert_eq!(of_run(&recording, Failing::STRICT), INTERRUPTED);
    }
}
