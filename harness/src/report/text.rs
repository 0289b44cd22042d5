//! The run as text, for people: differences first, the summary next, the next commands last.

mod difference;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use wasock_runners::Runner;

use crate::cause::Cause;
use crate::claims::Claims;
use crate::header::Level;
use crate::run::{Finished, Result};
use crate::snapshot::{ORACLE, Recorded};
use crate::verdict::Verdict;

use difference::Difference;

/// What a report needs to know besides the run itself.
pub struct Context<'a> {
    /// The runners, in the order in which they are to be shown.
    pub runners: &'a [Box<dyn Runner>],
    /// What the cases cite.
    pub claims: &'a Claims,
    /// Why each runner differs, by its name.
    pub causes: BTreeMap<String, Vec<Cause>>,
    /// Whether to add the escapes of a terminal.
    pub color: bool,
}

/// The whole report of a run.
pub fn render(finished: &[Finished], context: &Context<'_>) -> String {
    let oracle: BTreeMap<&str, &Finished> = finished
        .iter()
        .filter(|one| one.trial.runner == ORACLE)
        .map(|one| (one.trial.case.name.as_str(), one))
        .collect();
    let mut text = String::new();
    for runner in context.runners {
        let name = runner.name();
        let causes = context.causes.get(name).map_or(&[][..], Vec::as_slice);
        let mut known = Known::new(causes);
        let mut news = String::new();
        for one in finished.iter().filter(|one| one.trial.runner == name) {
            let Some((measured, recorded)) = one.measured() else {
                continue;
            };
            let answered = oracle
                .get(one.trial.case.name.as_str())
                .filter(|_| name != ORACLE);
            let oracle = answered
                .and_then(|oracle| oracle.measured())
                .map(|(measured, _)| measured);
            let shown = Difference {
                trial: &one.trial,
                measured,
                oracle,
                claims: context.claims,
            };
            let right = matches!(
                measured.judgement.verdict,
                Verdict::Conforms | Verdict::Records
            );
            match recorded {
                Recorded::Same if right => {}
                Recorded::Same => known.add(&shown),
                // What is right and was never recorded is only to be accepted; the summary counts it.
                Recorded::Nothing if right => {}
                Recorded::Nothing => {
                    news.push_str(&shown.full("not recorded yet", None, context.color));
                }
                Recorded::Different(before) => {
                    news.push_str(&shown.full("not as recorded", Some(before), context.color));
                }
            }
        }
        let known = known.render();
        if !known.is_empty() {
            let _ = writeln!(
                text,
                "{name} {} differs, as recorded:\n\n{known}",
                runner.version()
            );
        }
        if !news.is_empty() {
            let _ = writeln!(text, "{name} {}, new:\n\n{news}", runner.version());
        }
    }
    text.push_str(&summary(finished, context.runners));
    text.push_str(&ignored(finished));
    text.push_str(&next(finished));
    text
}

/// The known differences of one runner, by their causes.
struct Known<'a> {
    /// For each cause, and at last for want of one: what deviates, and what could not be asked.
    groups: Vec<(Option<&'a Cause>, String, Vec<String>)>,
}

impl<'a> Known<'a> {
    fn new(causes: &'a [Cause]) -> Known<'a> {
        let groups = causes.iter().map(Some).chain([None]);
        Known {
            groups: groups
                .map(|cause| (cause, String::new(), Vec::new()))
                .collect(),
        }
    }

    fn add(&mut self, shown: &Difference<'_>) {
        let case = &shown.trial.case.name;
        let of_this = |cause: &Option<&Cause>| cause.is_none_or(|cause| cause.explains(case));
        let Some((_, deviating, unasked)) =
            self.groups.iter_mut().find(|(cause, ..)| of_this(cause))
        else {
            return;
        };
        match shown.measured.judgement.verdict {
            Verdict::NotAsked => unasked.push(case.clone()),
            _ => deviating.push_str(&shown.brief()),
        }
    }

    fn render(&self) -> String {
        let mut text = String::new();
        for (cause, deviating, unasked) in &self.groups {
            if deviating.is_empty() && unasked.is_empty() {
                continue;
            }
            let reason = cause.map_or("For other reasons:", |cause| cause.reason.as_str());
            let upstream = cause
                .and_then(|cause| cause.upstream.as_deref())
                .map(|link| format!(" ({link})"));
            let _ = writeln!(text, "* {reason}{}", upstream.unwrap_or_default());
            text.push_str(deviating);
            if let Some(first) = unasked.first() {
                let _ = writeln!(
                    text,
                    "  {} cases could not be asked, the first of them {first}",
                    unasked.len()
                );
            }
            text.push('\n');
        }
        text
    }
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
pub fn ignored(finished: &[Finished]) -> String {
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
