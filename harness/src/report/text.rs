//! The run as text, for people: differences first, the summary next, the next commands last.

mod difference;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use wasock_runners::Runner;

use crate::claims::Claims;
use crate::header::Level;
use crate::run::{Finished, Result};
use crate::snapshot::{ORACLE, Recorded};
use crate::verdict::Verdict;

/// The whole report of a run.
///
/// `color` adds the escapes of a terminal.
pub fn render(
    finished: &[Finished],
    runners: &[Box<dyn Runner>],
    claims: &Claims,
    color: bool,
) -> String {
    let oracle: BTreeMap<&str, &Finished> = finished
        .iter()
        .filter(|one| one.trial.runner == ORACLE)
        .map(|one| (one.trial.case.name.as_str(), one))
        .collect();
    let mut text = String::new();
    for runner in runners {
        let mut known = String::new();
        let mut news = String::new();
        for one in finished
            .iter()
            .filter(|one| one.trial.runner == runner.name())
        {
            let Some((measured, recorded)) = one.measured() else {
                continue;
            };
            let answered = oracle
                .get(one.trial.case.name.as_str())
                .filter(|_| runner.name() != ORACLE);
            let oracle = answered
                .and_then(|oracle| oracle.measured())
                .map(|(measured, _)| measured);
            let shown = difference::Difference {
                trial: &one.trial,
                measured,
                oracle,
                claims,
            };
            let right = matches!(
                measured.judgement.verdict,
                Verdict::Conforms | Verdict::Records
            );
            match recorded {
                Recorded::Same if right => {}
                Recorded::Same => known.push_str(&shown.brief()),
                // What is right and was never recorded is only to be accepted; the summary counts it.
                Recorded::Nothing if right => {}
                Recorded::Nothing => news.push_str(&shown.full("not recorded yet", None, color)),
                Recorded::Different(before) => {
                    news.push_str(&shown.full("not as recorded", Some(before), color));
                }
            }
        }
        if !known.is_empty() {
            let _ = writeln!(
                text,
                "{} {} differs, as recorded:\n{known}",
                runner.name(),
                runner.version()
            );
        }
        if !news.is_empty() {
            let _ = writeln!(
                text,
                "{} {}, new:\n\n{news}",
                runner.name(),
                runner.version()
            );
        }
    }
    text.push_str(&summary(finished, runners));
    text.push_str(&ignored(finished));
    text.push_str(&next(finished));
    text
}

/// A line for each runner.
fn summary(finished: &[Finished], runners: &[Box<dyn Runner>]) -> String {
    /// Whether a trial with this verdict counts in a column.
    type Counts = fn(Option<Verdict>) -> bool;
    let columns: [(&str, Counts); 9] = [
        ("trials", |_| true),
        ("conforms", |verdict| verdict == Some(Verdict::Conforms)),
        ("records", |verdict| verdict == Some(Verdict::Records)),
        ("deviates: must", |verdict| {
            verdict == Some(Verdict::Deviates(Level::Must))
        }),
        ("should", |verdict| {
            verdict == Some(Verdict::Deviates(Level::Should))
        }),
        ("not asked", |verdict| verdict == Some(Verdict::NotAsked)),
        ("unsupported", |verdict| {
            verdict == Some(Verdict::Unsupported)
        }),
        ("broken", |verdict| verdict == Some(Verdict::Broken)),
        ("ignored", |verdict| verdict.is_none()),
    ];
    let mut text = format!("{:24}", "runner");
    for (title, _) in &columns {
        let _ = write!(text, "  {title}");
    }
    text.push('\n');
    for runner in runners {
        let _ = write!(
            text,
            "{:24}",
            format!("{} {}", runner.name(), runner.version())
        );
        for (title, counts) in &columns {
            let of_this = finished
                .iter()
                .filter(|one| one.trial.runner == runner.name());
            let count = of_this.filter(|one| counts(one.verdict())).count();
            let _ = write!(text, "  {count:>width$}", width = title.len());
        }
        text.push('\n');
    }
    text
}

/// What could not be tried, and why.
fn ignored(finished: &[Finished]) -> String {
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    for one in finished {
        if let Result::Ignored(reason) = &one.result {
            *reasons.entry(reason).or_default() += 1;
        }
    }
    reasons
        .iter()
        .map(|(reason, count)| format!("\nTrials ignored: {count}, because: {reason}\n"))
        .collect()
}

/// How the run stands to the snapshots, and what to type next.
fn next(finished: &[Finished]) -> String {
    let count = |wanted: fn(&Recorded) -> bool| {
        finished
            .iter()
            .filter_map(Finished::measured)
            .filter(|(_, recorded)| wanted(recorded))
            .count()
    };
    let different = count(|recorded| matches!(recorded, Recorded::Different(_)));
    let nothing = count(|recorded| matches!(recorded, Recorded::Nothing));
    let mut text = match (different, nothing) {
        (0, 0) => "\nEvery trial did what the snapshots hold.\n".to_owned(),
        _ => format!("\nTrials not as recorded: {different}; not recorded yet: {nothing}.\n"),
    };
    if different + nothing > 0 {
        text.push_str(
            "  INSTA_UPDATE=always cargo test   accepts what was seen; git diff shows it\n",
        );
    }
    let deviating = finished
        .iter()
        .find(|one| matches!(one.verdict(), Some(Verdict::Deviates(_))));
    if let Some(Finished { trial, .. }) = deviating {
        let _ = write!(
            text,
            "\nFor a closer look at one of them:\n  \
             cargo run -- trace {file} --runner {runner}\n  \
             cargo run -- run {case} --strict\n  \
             cargo run -- emit {case} -o case.wasm\n",
            file = trial.case.file(),
            runner = trial.runner,
            case = trial.case.name,
        );
    }
    text
}
