//! Why columns differ, a line for each cause: how grave it is, how many trials it explains, the gravest of them, and the cause.

use std::cmp::{Ordering, Reverse};
use std::collections::HashMap;
use std::fmt::Write as _;

use super::super::cell::{self, Letter};
use super::Look;
use crate::count::trials;
use crate::escape::escape;
use crate::event::{ColumnSeen, TrialSeen};
use crate::recording::Recording;
use crate::verdict::Verdict;

/// A trial of which something is to be said, with why.
pub(super) struct Told<'a> {
    pub(super) trial: &'a TrialSeen,
    pub(super) letter: Letter,
    /// Why, in a sentence.
    pub(super) reason: String,
    /// Where that is discussed.
    upstream: Option<&'a str>,
}

impl<'a> Told<'a> {
    pub(super) fn new(trial: &'a TrialSeen, column: &'a ColumnSeen) -> Told<'a> {
        let letter = cell::letter(trial);
        let measured = trial.measured();
        let cause = measured.and_then(|measured| column.causes.get(measured.cause?));
        let reason = match (cause, measured) {
            // It may stand on several lines of its file.
            (Some(cause), _) => cause
                .reason
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" "),
            // What the harness or the runtime said of it is the cause.
            (None, Some(measured))
                if matches!(measured.verdict, Verdict::Broken | Verdict::Unsupported) =>
            {
                measured.outcome.to_string()
            }
            (None, _) => "No cause is known.".to_owned(),
        };
        Told {
            trial,
            letter,
            reason: escape(&reason).into_owned(),
            upstream: cause.and_then(|cause| cause.upstream.as_deref()),
        }
    }
}

/// All trials of which something is to be said.
pub(super) fn told(recording: &Recording) -> impl Iterator<Item = Told<'_>> {
    let trials = recording.trials.iter();
    let told = trials.filter_map(|trial| {
        let column = recording.began.column(&trial.column)?;
        Some(Told::new(trial, column))
    });
    told.filter(|told| told.letter.is_told())
}

/// A cause stands beside its trial where it has as much room as this.
const NARROW: usize = 36;
/// Below its trial, it begins where that does.
const INDENT: usize = 19;

/// Trials with one cause. What is common to two columns is one cause.
struct Group<'a> {
    /// The gravest of them, the first of those.
    gravest: Told<'a>,
    /// How many there are, and how many of those are as grave.
    trials: usize,
    as_grave: usize,
}

/// The list of causes, the gravest first and at most `most` of them; nothing where nothing is to be said of any trial.
pub(super) fn render(recording: &Recording, most: usize, look: Look) -> String {
    let groups = groups(recording);
    if groups.is_empty() {
        return String::new();
    }
    let name = |group: &Group| group.gravest.trial.name();
    let names = groups.iter().take(most).map(|group| name(group).len());
    let names = names.max().unwrap_or_default();
    let head = format!("{:9}  trials  {:names$}", "gravity", "the gravest");
    let before = head.chars().count() + 2;
    // On a narrow terminal a cause has a line of its own, below its trial.
    let below = look.width.is_some_and(|width| width < before + NARROW);
    let (most, before, head) = match below {
        true => (
            most * 2 / 3,
            INDENT,
            "gravity    trials  the gravest".to_owned(),
        ),
        false => (most, before, head + "  cause"),
    };
    let (shown, rest) = groups.split_at(groups.len().min(most));
    let mut text = look.head(head) + "\n";
    for group in shown {
        let Told {
            letter,
            reason,
            upstream,
            ..
        } = &group.gravest;
        let link = upstream.map_or(String::new(), |link| format!("  {}", short(link)));
        let reason = look.cut(before + link.chars().count(), reason);
        let gravity = look.graded(*letter, format!("{:9}", letter.name()));
        let (count, name) = (group.trials, name(group));
        let _ = match below {
            true => writeln!(
                text,
                "{gravity}  {count:6}  {name}\n{:INDENT$}{reason}{link}",
                ""
            ),
            false => writeln!(text, "{gravity}  {count:6}  {name:names$}  {reason}{link}"),
        };
    }
    let of_rest: usize = rest.iter().map(|group| group.trials).sum();
    if !rest.is_empty() {
        let _ = writeln!(text, "and {} more, of {}", rest.len(), trials(of_rest));
    }
    text
}

/// The causes with their trials, the gravest first, and of equal ones those of most trials that are as grave.
fn groups(recording: &Recording) -> Vec<Group<'_>> {
    let mut groups: Vec<Group> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for told in told(recording) {
        let place = *known.entry(told.reason.clone()).or_insert(groups.len());
        let Some(group) = groups.get_mut(place) else {
            groups.push(Group {
                gravest: told,
                trials: 1,
                as_grave: 1,
            });
            continue;
        };
        group.trials += 1;
        match told.letter.cmp(&group.gravest.letter) {
            Ordering::Less => (group.gravest, group.as_grave) = (told, 1),
            Ordering::Equal => group.as_grave += 1,
            Ordering::Greater => {}
        }
    }
    groups.sort_by_key(|group| (group.gravest.letter, Reverse(group.as_grave)));
    groups
}

/// A link as people call what it leads to: `wasmerio/wasmer#6038` for an issue or a pull request on GitHub.
fn short(link: &str) -> String {
    let path = link.strip_prefix("https://github.com/").unwrap_or_default();
    match path.split('/').collect::<Vec<_>>()[..] {
        [owner, repository, "issues" | "pull", number] => format!("{owner}/{repository}#{number}"),
        _ => link.to_owned(),
    }
}
