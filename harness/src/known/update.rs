//! `--update`: the file of known differences as a run has seen it.
//!
//! Only the lines of trials are written anew, so whatever else a person wrote stays as it is. What is new joins the entry that has its
//! cause for a reason, where the suite knows one, and else stands below a reason that says that nobody has looked yet.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::finding::Findings;
use super::{Known, Listed, Place, comes_to, name};
use crate::cause::Cause;
use crate::count::counted;
use crate::recording::Recording;
use crate::verdict::Gravity;

/// The reason of what nobody has looked into.
pub(super) const UNKNOWN: &str = "Not looked into yet.";

const HEAD: &str = "\
# What this runtime is known to do otherwise than required: each trial with what it comes to. wasock run --expect fails on what is
# not listed, and on what is listed and not so any more; with --update it writes what it sees. An entry may have a `link`, and
# `versions`, such as \">=2, <3\": what is listed there is no excuse for any other.
";

/// What an update changed.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Updated {
    pub(crate) added: usize,
    pub(crate) changed: usize,
    pub(crate) removed: usize,
}

impl fmt::Display for Updated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Updated {
            added,
            changed,
            removed,
        } = self;
        let added = counted(*added, "trial was", "trials were");
        write!(f, "{added} added, {changed} changed and {removed} removed")
    }
}

impl Known {
    /// The text of the file as this run has seen its trials, and what that changes. `exists` says whether there is a case of this
    /// name. A range of versions that has ended stays as it is: it was a promise.
    pub(crate) fn updated(
        &self,
        recording: &Recording,
        exists: impl Fn(&str) -> bool,
    ) -> (String, Updated) {
        let mut updated = Updated::default();
        let mut lines: Vec<Option<String>> =
            self.text.lines().map(|one| Some(one.to_owned())).collect();
        let mut added: BTreeMap<(String, Option<String>), BTreeSet<String>> = BTreeMap::new();
        for trial in &recording.trials {
            let column = recording.began.column(&trial.column);
            let (Some(measured), Some(column)) = (trial.measured(), column) else {
                continue;
            };
            if measured.gravity() == Gravity::Broken {
                continue;
            }
            let name = name(&trial.case, column);
            match (comes_to(measured), self.find(&name, &column.version)) {
                (None, Some((listed, Place::Within))) if listed.is.have(None) => {}
                (None, Some((listed, _))) => remove(&mut lines, listed, &mut updated),
                (Some(is), Some((listed, Place::Within))) if !listed.is.have(Some(&is)) => {
                    updated.changed += 1;
                    lines[listed.line - 1] = Some(line(&name, &listed.is.with(is)));
                }
                (Some(is), None) => {
                    let cause = measured.cause.and_then(|index| column.causes.get(index));
                    let reason = cause.map_or(UNKNOWN, |cause| cause.reason.as_str());
                    let link = cause.and_then(|cause: &Cause| cause.upstream.clone());
                    let new = added.entry((reason.to_owned(), link)).or_default();
                    let line = line(&name, &Findings::One(is));
                    updated.added += usize::from(new.insert(line));
                }
                _ => {}
            }
        }
        for (name, listed) in &self.listed {
            let case = name
                .split_once("::")
                .map_or(name.as_str(), |(case, _)| case);
            if !exists(case) {
                listed
                    .iter()
                    .for_each(|one| remove(&mut lines, one, &mut updated));
            }
        }
        // What stands further down is written first, so that the numbers of lines above it hold.
        let mut ends: Vec<(usize, usize)> = Vec::new();
        for (index, _) in self.entries.iter().enumerate() {
            let of_entry = |one: &&Listed| one.entry == index;
            let last = self
                .listed
                .values()
                .flatten()
                .filter(of_entry)
                .map(|one| one.line)
                .max();
            ends.extend(last.map(|last| (index, last)));
        }
        for (index, last) in ends.into_iter().rev() {
            let entry = &self.entries[index];
            let key = added
                .keys()
                .find(|(reason, _)| *reason == entry.reason && entry.versions.is_none());
            let new = key
                .cloned()
                .and_then(|key| added.remove(&key))
                .unwrap_or_default();
            let first = self.head(&lines, entry.line);
            if new.is_empty()
                && !lines[entry.line..last]
                    .iter()
                    .flatten()
                    .any(|one| is_trial(one))
            {
                lines[first..last].iter_mut().for_each(|one| *one = None);
            }
            lines.splice(last..last, new.into_iter().map(Some));
        }
        let mut text: String = match self.text.is_empty() {
            true => HEAD.to_owned(),
            false => lines
                .into_iter()
                .flatten()
                .map(|line| line + "\n")
                .collect(),
        };
        for ((reason, link), trials) in added {
            let link = link.map(|link| format!("link = {}\n", quoted(&link)));
            let trials: Vec<String> = trials.into_iter().collect();
            text = format!(
                "{}\n\n[[known]]\nreason = {}\n{}\n[known.trials]\n{}\n",
                text.trim_end(),
                quoted(&reason),
                link.unwrap_or_default(),
                trials.join("\n")
            );
        }
        (text, updated)
    }

    /// The place of the line that begins the entry whose reason stands on `line`.
    fn head(&self, lines: &[Option<String>], line: usize) -> usize {
        let is_head =
            |one: &Option<String>| one.as_ref().is_some_and(|one| one.trim() == "[[known]]");
        lines[..line].iter().rposition(is_head).unwrap_or(line - 1)
    }
}

fn remove(lines: &mut [Option<String>], listed: &Listed, updated: &mut Updated) {
    updated.removed += usize::from(lines[listed.line - 1].take().is_some());
}

/// The line of a trial.
fn line(name: &str, is: &Findings) -> String {
    let is = match is {
        Findings::One(one) => quoted(one),
        Findings::Several(all) => {
            let all: Vec<String> = all.iter().map(|one| quoted(one)).collect();
            format!("[{}]", all.join(", "))
        }
    };
    format!("{} = {is}", quoted(name))
}

fn is_trial(line: &str) -> bool {
    line.trim_start().starts_with('"') && line.contains("::")
}

/// A text as a string of TOML on one line, which one of JSON is.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("text is always JSON")
}
