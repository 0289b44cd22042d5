//! How a run stands to what was recorded, and to all else that is asked of the tree: what is not as it is to be, by name.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::super::cell;
use super::Look;
use crate::escape::escape;
use crate::event::{MeasuredSeen, TrialSeen};
use crate::recording::Recording;
use crate::snapshot::Comparison;

/// What was ignored, how the run stands to the snapshots, in lists of at most `most` lines, and whether it came to its end.
pub(super) fn render(recording: &Recording, most: usize, look: Look) -> String {
    let mut text = ignored(recording.trials.iter());
    let (news, against) = (news(recording), against(recording));
    let unrecorded = unrecorded(recording);
    if news.is_empty() && against.is_empty() && !recording.interrupted && unrecorded.is_empty() {
        let recorded = match &recording.began.against {
            None => "the snapshots hold",
            Some(file) => &format!("is required, or what {} lists", escape(file)),
        };
        let _ = writeln!(text, "\nEvery trial did what {recorded}.");
    }
    for (label, (older, all)) in unrecorded {
        let _ = match older == all {
            true => writeln!(
                text,
                "\nNothing is recorded of {label} over these cases, so it is held against nothing: --record records what it does."
            ),
            false => writeln!(
                text,
                "\nOf {label}, {older} of {all} trials are held against nothing, since their cases are newer than what is \
                 recorded: --record records what it does now."
            ),
        };
    }
    text.push_str(&list(&counts(recording), &news, most, look));
    let file = recording.began.against.as_ref();
    if file.is_none() && !news.is_empty() {
        text.push_str(
            "  INSTA_UPDATE=always cargo test   accepts what was seen; git status snapshots runners shows it\n",
        );
    }
    text.push_str(&list("Not as it is to be", &against, most, look));
    if let Some(file) = file.filter(|_| !(news.is_empty() && against.is_empty())) {
        let file = escape(file);
        let _ = writeln!(
            text,
            "\nThe same run with --update writes to {file} what it sees."
        );
    }
    text.push_str(&list(
        CONTRADICTIONS,
        &contradictions(recording),
        most,
        look,
    ));
    text.push_str(&interrupted(recording));
    text
}

/// The columns that have trials which are held against nothing, by their labels: how many those are, and how many were tried.
fn unrecorded(recording: &Recording) -> BTreeMap<&str, (usize, usize)> {
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for trial in &recording.trials {
        let Some(measured) = trial.measured() else {
            continue;
        };
        let (unrecorded, all) = counts.entry(&trial.column).or_default();
        *unrecorded += usize::from(measured.snapshot == Comparison::Unrecorded);
        *all += 1;
    }
    counts.retain(|_, (unrecorded, _)| *unrecorded > 0);
    counts
}

/// How many lists of names [`render`] has.
pub(super) fn lists(recording: &Recording) -> usize {
    [
        news(recording),
        against(recording),
        contradictions(recording),
    ]
    .iter()
    .filter(|list| !list.is_empty())
    .count()
}

/// How far the run came, if it was interrupted.
pub fn interrupted(recording: &Recording) -> String {
    let (ran, planned) = (recording.trials.len(), recording.began.planned);
    match recording.interrupted {
        true => format!("\nInterrupted: {ran} of {planned} trials were run.\n"),
        false => String::new(),
    }
}

/// How many trials are not as recorded.
fn counts(recording: &Recording) -> String {
    let measured = recording.trials.iter().filter_map(TrialSeen::measured);
    let (mut different, mut nothing) = (0, 0);
    for measured in measured {
        match measured.snapshot {
            Comparison::Same | Comparison::Unrecorded => {}
            Comparison::Nothing => nothing += 1,
            Comparison::Different(_) => different += 1,
        }
    }
    match &recording.began.against {
        None => format!("Trials not as recorded: {different}; not recorded yet: {nothing}"),
        Some(file) => {
            format!("Trials not as {file} lists them: {different}; not listed: {nothing}")
        }
    }
}

/// The trials that are not as recorded, by their names, the gravest first.
fn news(recording: &Recording) -> Vec<String> {
    let (nothing, different) = match recording.began.against {
        None => ("not recorded yet", "not as recorded"),
        Some(_) => ("not listed", "not as listed"),
    };
    let mut trials: Vec<&TrialSeen> = recording.trials.iter().collect();
    trials.sort_by_key(|trial| cell::letter(trial));
    let told = trials.into_iter().filter_map(|trial| {
        let measured = trial.measured()?;
        let how = match &measured.snapshot {
            Comparison::Same | Comparison::Unrecorded => return None,
            Comparison::Nothing => nothing,
            Comparison::Different(_) => different,
        };
        let (name, came) = (trial.name(), cell::letter(trial).told());
        Some(format!("{name}: {came}, {how}"))
    });
    told.collect()
}

/// What is not as it is to be, whatever the runtimes answer: trials by their names, then the tree.
fn against(recording: &Recording) -> Vec<String> {
    let mut lines = of_trials(recording, |measured| &measured.objections);
    lines.extend(recording.strays.iter().map(ToString::to_string));
    lines
}

const CONTRADICTIONS: &str =
    "Answers that contradict the state that was tracked, and no cause explains";

/// The answers that contradict the states which were tracked. One of a conforming trial of the baseline is among what is not
/// as it is to be as well. One whose cause is known is told by its cause.
fn contradictions(recording: &Recording) -> Vec<String> {
    of_trials(recording, |measured| match measured.cause {
        Some(_) => &[],
        None => &measured.contradictions,
    })
}

/// What `told` gives of each trial that was tried, with the name of the trial.
fn of_trials<T: ToString>(recording: &Recording, told: fn(&MeasuredSeen) -> &[T]) -> Vec<String> {
    let mut lines = Vec::new();
    for trial in &recording.trials {
        let all = trial.measured().into_iter().flat_map(told);
        lines.extend(all.map(|one| format!("{}: {}", trial.name(), one.to_string())));
    }
    lines
}

/// A list with its head, cut after `most` lines; nothing where it is empty.
fn list(head: &str, lines: &[String], most: usize, look: Look) -> String {
    if lines.is_empty() {
        return String::new();
    }
    let mut text = format!("\n{}\n", look.head(format!("{head}:")));
    let shown = lines.len().min(most);
    for line in &lines[..shown] {
        let _ = writeln!(text, "  {line}");
    }
    if shown < lines.len() {
        let _ = writeln!(text, "  and {} more", lines.len() - shown);
    }
    text
}

/// How many of these trials could not be tried, and why.
pub(in crate::report) fn ignored<'r>(trials: impl Iterator<Item = &'r TrialSeen>) -> String {
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    for reason in trials.filter_map(TrialSeen::ignored) {
        *reasons.entry(reason).or_default() += 1;
    }
    reasons
        .iter()
        .map(|(reason, count)| format!("\nTrials ignored: {count}, because: {}\n", escape(reason)))
        .collect()
}
