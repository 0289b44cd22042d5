//! Standing: how a trial, and how the tree, stands to all that is asked of it.
//!
//! A verdict says whether a runtime answers as it must. A standing says whether a trial is as it is to be *here*: as recorded, asked
//! where its path says, and for the reference right. `wasock run` and `cargo test` ask this module and nobody else, so what is
//! red in the one is red in the other.

mod observed;
#[cfg(test)]
mod tests;
mod tree;

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::grid::track::track;
use crate::grid::{coverage, kernel};
use crate::measure::Measured;
use crate::snapshot::{Baseline, Comparison, ORACLE, Outlived, Place};
use crate::suite::{Suite, Trial};
use crate::verdict::Verdict;

pub use observed::unobserved;
pub use tree::{Stray, strays, survey, unreached};

/// How a trial stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// What the trial says about the runtime.
    pub verdict: Verdict,
    /// How it compares with what was recorded of it.
    pub comparison: Comparison,
    /// What else stands against it, the gravest first.
    pub objections: Vec<Objection>,
    /// Where its transcript is to be recorded; `None` where what is recorded cannot be read.
    pub place: Option<Place>,
}

/// Something that stands against a trial, whatever its runtime may answer. The gravest come first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "kind", content = "how", rename_all = "kebab-case")]
pub enum Objection {
    /// The harness or the case is at fault, in this way.
    Broken(String),
    /// The reference does not meet what it must and should, by this verdict.
    Unmet(Verdict),
    /// The question was asked in another state than the path of the case names.
    Elsewhere(String),
    /// What was tracked of the sockets is contradicted, in these words: by what the kernel knew, or by an answer of a trial that
    /// conforms.
    Contradicted(String),
    /// What is recorded cannot be read.
    Unreadable(String),
    /// What is recorded in this file is no more, for this reason.
    Outlived {
        /// The file.
        file: String,
        /// Why.
        why: String,
    },
}

impl Standing {
    /// Whether the trial is as it is to be.
    pub fn is_as_it_should_be(&self) -> bool {
        self.comparison.is_as_recorded() && self.objections.is_empty()
    }

    /// Whether it is only the record that is to be changed, if anything.
    pub fn is_acceptable(&self) -> bool {
        let of_the_record = |one: &Objection| matches!(one, Objection::Outlived { .. });
        self.place.is_some() && self.objections.iter().all(of_the_record)
    }
}

impl fmt::Display for Objection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Objection::Broken(why) => write!(f, "the harness or the case is at fault: {why}"),
            Objection::Unmet(verdict) => write!(
                f,
                "the reference must meet every must and should, and {verdict}"
            ),
            Objection::Elsewhere(how) | Objection::Contradicted(how) => f.write_str(how),
            Objection::Unreadable(why) => f.write_str(why),
            Objection::Outlived { file, why } => write!(
                f,
                "{file} has outlived what it records ({why}): remove it there, or accept with INSTA_UPDATE=always"
            ),
        }
    }
}

/// Says how a trial stands that was `measured`. The baseline is the recorded one, unless `fresh` has the transcript of what its column
/// does now.
pub fn assess(suite: &Suite, trial: &Trial, measured: &Measured, fresh: Option<&str>) -> Standing {
    let (case, column) = (&trial.case, trial.column.label.as_str());
    let verdict = measured.judgement.verdict;
    let is_baseline = column == ORACLE;
    let mut standing = Standing {
        verdict,
        comparison: Comparison::Nothing,
        objections: Vec::new(),
        place: None,
    };
    let objections = &mut standing.objections;
    if verdict == Verdict::Broken {
        objections.push(Objection::Broken(measured.judgement.outcome.to_string()));
    } else if is_baseline && !verdict.is_right() {
        objections.push(Objection::Unmet(verdict));
    }
    if is_baseline {
        let elsewhere = suite.disagreement(case, &measured.calls);
        objections.extend(elsewhere.map(Objection::Elsewhere));
        let contradictions = contradictions(suite, trial, measured);
        objections.extend(contradictions.into_iter().map(Objection::Contradicted));
    }
    // A command may be anybody's, at any version, and what is recorded of it may be older than the case.
    let holds = match suite.snapshots.column(column) {
        Ok(recorded) => recorded.map(|recorded| recorded.holds(&case.name, &case.text)),
        Err(_) => Some(true),
    };
    if holds == Some(false) || (holds.is_none() && trial.column.as_command().is_some()) {
        standing.comparison = Comparison::Unrecorded;
        return standing;
    }
    let kept = match suite.snapshots.kept(&case.name, column) {
        Ok(kept) => kept,
        Err(error) => {
            objections.push(Objection::Unreadable(error.to_string()));
            return standing;
        }
    };
    let baseline = match fresh.or(kept.baseline.as_deref()) {
        _ if is_baseline => Baseline::This,
        Some(text) => Baseline::Other(text),
        None => Baseline::None,
    };
    let transcript = measured.transcript();
    let (comparison, outlived) = match kept.compare(&transcript, baseline) {
        (Comparison::Different(_), _) if case.header.race && verdict.is_right() => {
            (Comparison::Same, Vec::new())
        }
        compared => compared,
    };
    standing.place = Some(kept.place(&transcript, baseline));
    standing.comparison = comparison;
    // What has outlived its difference in the one file of a column shows as different.
    let outlived = outlived
        .into_iter()
        .filter(|_| trial.column.as_command().is_none());
    for one in outlived {
        let place = standing.place.as_ref();
        let objection = outlived_where(suite, trial, one, place);
        standing.objections.push(objection);
    }
    standing
}

/// What contradicts the states that were tracked: answers that cannot come from them, and what the kernel knew, of a column
/// that tells it.
fn contradictions(suite: &Suite, trial: &Trial, measured: &Measured) -> Vec<String> {
    let Some(grid) = suite.grids.of(&trial.case.name) else {
        return Vec::new();
    };
    let moments = track(grid, &trial.case.header.preopens, &measured.calls);
    let of_answers = coverage::contradictions(&measured.calls, &moments).into_iter();
    let of_answers = of_answers.map(|how| format!("an answer contradicts what was tracked: {how}"));
    let witness = measured.witness.as_deref();
    let of_kernel =
        witness.and_then(|log| kernel::contradiction(grid, &measured.calls, &moments, log));
    let of_kernel = of_kernel.map(|how| format!("the kernel contradicts what was tracked: {how}"));
    of_answers.chain(of_kernel).collect()
}

fn outlived_where(
    suite: &Suite,
    trial: &Trial,
    what: Outlived,
    place: Option<&Place>,
) -> Objection {
    let (case, column) = (&trial.case.name, trial.column.label.as_str());
    let (file, why) = match what {
        Outlived::Own => (
            suite.snapshots.difference_file(case, column),
            match place {
                Some(Place::Baseline) => "it is the baseline",
                Some(Place::List(_)) => "the list of what was not asked has it",
                _ => "it does what the baseline does",
            },
        ),
        Outlived::Entry => (
            suite.snapshots.list_file(column),
            match place {
                Some(Place::Own) => "it has a snapshot of its own",
                _ => "it does what the baseline does",
            },
        ),
    };
    let file = file.display().to_string();
    let why = match what {
        Outlived::Entry => format!("{case}: {why}"),
        _ => why.to_owned(),
    };
    Objection::Outlived { file, why }
}
