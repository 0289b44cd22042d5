//! How a run stands to what was recorded, and to all else that is asked of the tree: what is not as it is to be, by name.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::super::cell;
use super::super::change::{Change, Counts};
use super::Look;
use crate::count::counted;
use crate::escape::escape;
use crate::event::{ColumnSeen, MeasuredSeen, TrialSeen};
use crate::recording::Recording;
use crate::snapshot::Comparison;
use crate::started;

/// What was ignored, how the run stands to the snapshots, in lists of at most `most` lines, and whether it came to its end.
pub(super) fn render(recording: &Recording, most: usize, look: Look) -> String {
    let mut text = ignored(recording.trials.iter());
    let (news, against) = (news(recording), against(recording));
    let unrecorded = unrecorded(recording);
    let is_lacking = recording.interrupted || recording.trials.len() < recording.began.planned;
    if let (0, [part]) = (recording.began.planned, &recording.began.shards[..]) {
        let (part, parts) = (part.part, part.parts);
        let _ = writeln!(
            text,
            "\nPart {part} of {parts} has no trial: there are fewer cases than parts."
        );
    } else if news.is_empty() && against.is_empty() && !is_lacking && unrecorded.is_empty() {
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
                "\nOf {label}, {older} of {} held against nothing, since {} newer than what is recorded: --record records what it \
                 does now.",
                counted(all, "trial is", "trials are"),
                if older == 1 {
                    "its case is"
                } else {
                    "their cases are"
                }
            ),
        };
    }
    text.push_str(&list(&counts(recording), &news, most, look));
    let file = recording.began.against.as_ref();
    if file.is_none() {
        text.push_str(&accepting(recording));
    }
    text.push_str(&list("Not as it is to be", &against, most, look));
    if let Some(file) = file.filter(|_| !(news.is_empty() && against.is_empty())) {
        let file = escape(file);
        let _ = writeln!(
            text,
            "\nThe same run with --update writes to {file} what it sees, but for ranges of versions that have ended."
        );
    }
    text.push_str(&list(
        CONTRADICTIONS,
        &contradictions(recording),
        most,
        look,
    ));
    text.push_str(&interrupted(recording));
    text.push_str(&partial(recording));
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
        true => format!(
            "\nInterrupted: {ran} of {} run.\n",
            counted(planned, "trial was", "trials were")
        ),
        false => String::new(),
    }
}

/// What of a run this is, if it came to its end and is not the whole of it.
fn partial(recording: &Recording) -> String {
    let (seen, planned) = (recording.trials.len(), recording.began.planned);
    let mut text = String::new();
    if seen < planned && !recording.interrupted {
        let _ = writeln!(
            text,
            "\nThis is not the whole run: {seen} of {} in it.",
            counted(planned, "trial is", "trials are")
        );
    }
    let missing = recording.began.missing();
    if !missing.is_empty() {
        let missing = missing.join(", ");
        let (wasock, missing) = (started::words(), escape(&missing));
        let _ = writeln!(
            text,
            "\nThis is not the whole run: {missing}; `{wasock} merge` puts its parts together."
        );
    }
    text
}

/// How many trials are not as recorded, and what became of them.
fn counts(recording: &Recording) -> String {
    let trials = recording.trials.iter();
    let changes = trials.filter_map(|trial| Change::of(recording, trial));
    let (new, changed): (Vec<Change>, Vec<Change>) =
        changes.partition(|change| *change == Change::New);
    let (nothing, different) = (new.len(), changed.len());
    match &recording.began.against {
        None if different == 0 => {
            format!("Trials not as recorded: 0; not recorded yet: {nothing}")
        }
        None => format!(
            "Trials not as recorded: {different}, of which {}; not recorded yet: {nothing}",
            Counts(&changed)
        ),
        Some(file) => {
            format!("Trials not as {file} lists them: {different}; not listed: {nothing}")
        }
    }
}

/// The trials that are not as recorded, by their names: what regressed first, and of each kind the gravest.
fn news(recording: &Recording) -> Vec<String> {
    let trials = recording.trials.iter();
    let changes = trials.filter_map(|trial| Some((Change::of(recording, trial)?, trial)));
    let mut changes: Vec<(Change, &TrialSeen)> = changes.collect();
    let is_listed = recording.began.against.is_some();
    changes.sort_by_key(|(change, trial)| {
        // A file of known differences says nothing of what was right before.
        let kind = Some(*change).filter(|_| !is_listed);
        (kind, cell::letter(trial))
    });
    let told = changes.into_iter().map(|(change, trial)| {
        let how = match (is_listed, change) {
            (false, change) => change.word(),
            (true, Change::New) => "not listed",
            (true, _) => "not as listed",
        };
        let (name, came) = (trial.name(), cell::letter(trial).told());
        format!("{name}: {came}, {how}")
    });
    told.collect()
}

/// How what is not as recorded is accepted: of a command all that it does, of others each trial.
fn accepting(recording: &Recording) -> String {
    let trials = recording.trials.iter();
    let columns = trials
        .filter(|trial| Change::of(recording, trial).is_some())
        .filter_map(|trial| recording.began.column(&trial.column));
    let (commands, others): (Vec<&ColumnSeen>, Vec<&ColumnSeen>) =
        columns.partition(|column| column.is_recorded_in_one_file());
    let mut text = String::new();
    if !others.is_empty() {
        text.push_str(
            "  INSTA_UPDATE=always cargo test   accepts what was seen; git status snapshots runners shows it\n",
        );
    }
    let commands: BTreeSet<String> = commands.into_iter().map(ColumnSeen::arguments).collect();
    for arguments in commands {
        let wasock = started::words();
        let _ = writeln!(
            text,
            "  {wasock} run {arguments} --record   accepts what it does now; --record=join keeps what is recorded beside it"
        );
    }
    text
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
