//! The run as text, for people: differences first, the summary next, the next commands last.

mod difference;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::event::{ColumnSeen, TrialSeen, file};
use crate::header::Level;
use crate::recording::Recording;
use crate::snapshot::{Comparison, ORACLE};
use crate::verdict::Verdict;

use difference::Difference;

/// The whole report of a run, with the escapes of a terminal where it is to have `color`.
pub fn render(recording: &Recording, color: bool) -> String {
    let (began, trials) = (&recording.began, &recording.trials);
    let of_oracle = trials.iter().filter(|trial| trial.column == ORACLE);
    let oracle: BTreeMap<&str, &TrialSeen> = of_oracle
        .map(|trial| (trial.case.as_str(), trial))
        .collect();
    let mut text = String::new();
    for column in &began.columns {
        let label = column.label.as_str();
        let mut known = Known::new(column);
        let mut news = String::new();
        for trial in trials.iter().filter(|trial| trial.column == label) {
            let (Some(measured), Some(case)) = (trial.measured(), began.case(&trial.case)) else {
                continue;
            };
            let answered = oracle.get(trial.case.as_str()).filter(|_| label != ORACLE);
            let shown = Difference {
                began,
                case,
                trial,
                measured,
                oracle: answered.and_then(|oracle| oracle.measured()),
            };
            let right = measured.verdict.is_right();
            match &measured.snapshot {
                Comparison::Same if right => {}
                Comparison::Same => known.add(&shown),
                // What is right and was never recorded is only to be accepted; the summary counts it.
                Comparison::Nothing if right => {}
                Comparison::Nothing => {
                    news.push_str(&shown.full("not recorded yet", None, color));
                }
                Comparison::Different(before) => {
                    news.push_str(&shown.full("not as recorded", Some(before), color));
                }
            }
        }
        let known = known.render();
        if !known.is_empty() {
            let _ = writeln!(text, "{} differs, as recorded:\n\n{known}", column.title());
        }
        if !news.is_empty() {
            let _ = writeln!(text, "{}, new:\n\n{news}", column.title());
        }
    }
    text.push_str(&summary(recording));
    text.push_str(&standing(recording));
    text.push_str(&next(recording));
    text
}

/// What was ignored, how the run stands to the snapshots, and whether it came to its end.
pub(super) fn standing(recording: &Recording) -> String {
    let trials = &recording.trials;
    let mut text = ignored(trials.iter());
    let count = |wanted: fn(&Comparison) -> bool| {
        trials
            .iter()
            .filter_map(TrialSeen::measured)
            .filter(|measured| wanted(&measured.snapshot))
            .count()
    };
    let different = count(|recorded| matches!(recorded, Comparison::Different(_)));
    let nothing = count(|recorded| matches!(recorded, Comparison::Nothing));
    let against = against(recording);
    text.push_str(&match (different, nothing) {
        (0, 0) if recording.interrupted => String::new(),
        (0, 0) if against.is_empty() => "\nEvery trial did what the snapshots hold.\n".to_owned(),
        (0, 0) => String::new(),
        _ => format!(
            "\nTrials not as recorded: {different}; not recorded yet: {nothing}.\n  \
             INSTA_UPDATE=always cargo test   accepts what was seen; git status snapshots runners shows it\n"
        ),
    });
    text.push_str(&against);
    text.push_str(&interrupted(recording));
    text
}

/// What is not as it is to be, whatever the runtimes answer: trials by their names, then the tree.
fn against(recording: &Recording) -> String {
    let mut text = String::new();
    for trial in &recording.trials {
        let objections = trial.measured().map(|measured| &measured.objections);
        for objection in objections.into_iter().flatten() {
            let _ = writeln!(text, "  {}: {objection}", trial.name());
        }
    }
    for stray in &recording.strays {
        let _ = writeln!(text, "  {stray}");
    }
    match text.is_empty() {
        true => text,
        false => format!("\nNot as it is to be:\n{text}"),
    }
}

/// How far the run came, if it was interrupted.
pub fn interrupted(recording: &Recording) -> String {
    let (ran, planned) = (recording.trials.len(), recording.began.planned);
    match recording.interrupted {
        true => format!("\nInterrupted: {ran} of {planned} trials were run.\n"),
        false => String::new(),
    }
}

/// The known differences of one column, by their causes.
struct Known<'a> {
    column: &'a ColumnSeen,
    /// For each cause, and at last for want of one: what deviates, and what could not be asked.
    groups: Vec<(String, Vec<String>)>,
}

impl<'a> Known<'a> {
    fn new(column: &'a ColumnSeen) -> Known<'a> {
        Known {
            column,
            groups: vec![(String::new(), Vec::new()); column.causes.len() + 1],
        }
    }

    fn add(&mut self, shown: &Difference<'_>) {
        let last = self.column.causes.len();
        let (deviating, unasked) = &mut self.groups[shown.measured.cause.unwrap_or(last).min(last)];
        match shown.measured.verdict {
            Verdict::NotAsked => unasked.push(shown.case.name.clone()),
            _ => deviating.push_str(&shown.brief()),
        }
    }

    fn render(&self) -> String {
        let mut text = String::new();
        let causes = self.column.causes.iter().map(Some).chain([None]);
        for (cause, (deviating, unasked)) in causes.zip(&self.groups) {
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

/// A line for each column.
fn summary(recording: &Recording) -> String {
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
    for column in &recording.began.columns {
        let _ = write!(text, "{:24}", column.title());
        for (title, counts) in &columns {
            let trials = recording.trials.iter();
            let of_this = trials.filter(|trial| trial.column == column.label);
            let count = of_this.filter(|trial| counts(trial.verdict())).count();
            let _ = write!(text, "  {count:>width$}", width = title.len());
        }
        text.push('\n');
    }
    text
}

/// How many of these trials could not be tried, and why.
pub(super) fn ignored<'r>(trials: impl Iterator<Item = &'r TrialSeen>) -> String {
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    for reason in trials.filter_map(TrialSeen::ignored) {
        *reasons.entry(reason).or_default() += 1;
    }
    reasons
        .iter()
        .map(|(reason, count)| format!("\nTrials ignored: {count}, because: {reason}\n"))
        .collect()
}

/// What to type next.
fn next(recording: &Recording) -> String {
    let mut trials = recording.trials.iter();
    let deviates = |trial: &&TrialSeen| matches!(trial.verdict(), Some(Verdict::Deviates(_)));
    let Some(trial) = trials.find(deviates) else {
        return String::new();
    };
    format!(
        "\nFor a closer look at one of them:\n  \
         cargo run -- trace {file} --runner {runner}\n  \
         cargo run -- run {case} --strict\n  \
         cargo run -- emit {case} -o case.wasm\n",
        file = file(&trial.case),
        runner = trial.column,
        case = trial.case,
    )
}
