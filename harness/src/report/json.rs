//! The run as JSON, for programs.

use std::collections::BTreeMap;

use serde::Serialize;
use wasock_runners::Runner;

use crate::outcome::Outcome;
use crate::run::{Finished, Result};
use crate::snapshot::Recorded;
use crate::verdict::Verdict;

/// The version of the format. It grows when a reader of an older one would misread the file.
const FORMAT: u32 = 1;

/// A run.
#[derive(Serialize)]
struct Run<'a> {
    format: u32,
    /// The version of each runner.
    runners: BTreeMap<&'a str, &'a str>,
    /// Every trial, in the order of its name.
    trials: Vec<Trial<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Trial<'a> {
    case: &'a str,
    runner: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    ignored: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    verdict: Option<Verdict>,
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<&'a Outcome>,
    /// The line of the first call that was not as expected.
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
    /// Whether this is what the snapshots hold.
    #[serde(skip_serializing_if = "Option::is_none")]
    recorded: Option<&'static str>,
    /// The normalised trace.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    trace: Vec<&'a str>,
}

/// The run as a JSON text, the same for the same answers.
pub fn render(finished: &[Finished], runners: &[Box<dyn Runner>]) -> String {
    let mut trials: Vec<Trial> = finished.iter().map(trial).collect();
    trials.sort_by_key(|trial| (trial.case, trial.runner));
    let runners = runners
        .iter()
        .map(|runner| (runner.name(), runner.version()))
        .collect();
    let run = Run {
        format: FORMAT,
        runners,
        trials,
    };
    serde_json::to_string_pretty(&run).expect("plain data is always JSON") + "\n"
}

fn trial(finished: &Finished) -> Trial<'_> {
    let (case, runner) = (
        finished.trial.case.name.as_str(),
        finished.trial.runner.as_str(),
    );
    match &finished.result {
        Result::Ignored(reason) => Trial {
            case,
            runner,
            ignored: Some(reason),
            verdict: None,
            outcome: None,
            line: None,
            recorded: None,
            trace: Vec::new(),
        },
        Result::Measured(measured, recorded) => Trial {
            case,
            runner,
            ignored: None,
            verdict: Some(measured.judgement.verdict),
            outcome: Some(&measured.judgement.outcome),
            line: measured
                .judgement
                .finding
                .as_ref()
                .map(|finding| finding.line),
            recorded: Some(match recorded {
                Recorded::Same => "same",
                Recorded::Different(_) => "different",
                Recorded::Nothing => "nothing",
            }),
            trace: measured.text.lines().collect(),
        },
    }
}
