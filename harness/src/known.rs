//! Known differences: what a vendor's own repository holds its runtime to, see `wasock run --expect`.
//!
//! ```toml
//! [[known]]
//! reason = "A socket that listens is refused a second listen."
//! link = "https://example.org/issues/7"
//! versions = ">=2, <3"
//!
//! [known.trials]
//! "wasix/stream/listening/listen::mine" = "should: L17 sock_listen(fd=$a, backlog=16) -> notsup"
//! ```
//!
//! Each trial that is not as required has a line of its own, with what it comes to. So a trial that is not listed is new, one that is
//! listed and is as required now is a line to delete, and one that comes to something else is told. A version in the label of a
//! column is left out of the names, so that the next version is held to the same lines; `versions` says of which they hold, and who
//! lets a range end has promised something: then the line is no excuse any more, and `--update` does not extend it. A runtime that
//! races with itself does now this and now that, so its line may be a list, in which `"as required"` may stand too.

mod finding;
#[cfg(test)]
mod tests;
mod update;
mod versions;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::Deserialize;
use toml::Spanned;

use crate::cause::Cause;
use crate::document::{Document, DocumentError};
use crate::event::{ColumnSeen, MeasuredSeen, ResultSeen, TrialSeen};
use crate::mistake::{Mistake, Mistakes};
use crate::recording::Recording;
use crate::snapshot::Comparison;
use crate::standing::{Objection, Stray};

pub(crate) use finding::{comes_to, seen};

use finding::Findings;
use versions::{Place, Versions};

/// What a mistake in the file is to be mended to.
const MEND: &str = "write it as `wasock run --expect FILE --update` does";

/// The file of known differences.
#[derive(Debug)]
pub(crate) struct Known {
    file: PathBuf,
    text: String,
    entries: Vec<Entry>,
    /// What is listed, by the names of the trials: once, or in several entries each for its own versions.
    listed: BTreeMap<String, Vec<Listed>>,
}

#[derive(Debug)]
struct Entry {
    reason: String,
    link: Option<String>,
    /// The line of the reason, from 1.
    line: usize,
    versions: Option<Versions>,
}

/// A trial that is listed.
#[derive(Debug)]
struct Listed {
    /// Its line in the file, from 1.
    line: usize,
    /// What it is known to come to.
    is: Findings,
    /// The entry that it stands in, by its index.
    entry: usize,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    known: Vec<Written>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    reason: Spanned<String>,
    link: Option<Spanned<String>>,
    versions: Option<Spanned<String>>,
    #[serde(default)]
    trials: BTreeMap<Spanned<String>, Spanned<Findings>>,
}

impl Known {
    /// Reads the file; `None` where there is none.
    ///
    /// # Errors
    /// [`DocumentError`] when it cannot be read or has mistakes.
    pub(crate) fn read(file: &Path) -> Result<Option<Known>, DocumentError> {
        let read = Document::<File>::read(file, MEND)?;
        read.map(|document| Known::of(file, document)).transpose()
    }

    /// The file.
    pub(crate) fn file(&self) -> &Path {
        &self.file
    }

    /// A file in which nothing is listed yet.
    pub(crate) fn nothing(file: &Path) -> Known {
        Known {
            file: file.to_owned(),
            text: String::new(),
            entries: Vec::new(),
            listed: BTreeMap::new(),
        }
    }

    fn of(file: &Path, document: Document<File>) -> Result<Known, DocumentError> {
        let mut known = Known {
            text: document.text().to_owned(),
            ..Known::nothing(file)
        };
        let mut mistakes: Vec<Mistake> = Vec::new();
        for (entry, written) in document.content.known.iter().enumerate() {
            if written.reason.get_ref().trim().is_empty() {
                let mend = "say why they differ, or what is to be found out";
                let message = "a difference without a reason".to_owned();
                mistakes.push(document.mistake(written.reason.span(), message, mend.to_owned()));
            }
            let link = written.link.as_ref();
            if let Some(link) = link.filter(|link| link.get_ref().trim().is_empty()) {
                let mend = "write where it is discussed, or no link".to_owned();
                mistakes.push(document.mistake(link.span(), "an empty link".to_owned(), mend));
            }
            if written.trials.is_empty() {
                let message = "an entry that lists no trial".to_owned();
                let mend = "list its trials below [known.trials], or delete it".to_owned();
                mistakes.push(document.mistake(written.reason.span(), message, mend));
            }
            let mut versions = None;
            if let Some(range) = &written.versions {
                match Versions::parse(range.get_ref()) {
                    Ok(range) => versions = Some(range),
                    Err(why) => {
                        let mend = "write comparisons with commas, such as \">=7.4, <8\"";
                        mistakes.push(document.mistake(range.span(), why, mend.to_owned()));
                    }
                }
            }
            known.entries.push(Entry {
                reason: written.reason.get_ref().clone(),
                link: link.map(|link| link.get_ref().clone()),
                line: known.line(written.reason.span().start),
                versions,
            });
            for (name, is) in &written.trials {
                let listed = Listed {
                    line: known.line(name.span().start),
                    is: is.get_ref().clone(),
                    entry,
                };
                if let Some(mend) = mend_of_name(name.get_ref()) {
                    let message = "no name of a trial".to_owned();
                    mistakes.push(document.mistake(name.span(), message, mend));
                }
                if let Some((message, mend)) = is.get_ref().wrong() {
                    mistakes.push(document.mistake(is.span(), message.to_owned(), mend.to_owned()));
                }
                let has_line = known.begins_line(name.span().start)
                    && known.line(name.span().start) == known.line(is.span().end);
                let wrong = if !has_line {
                    Some("a trial that has no line of its own")
                } else if known.is_listed_twice(name.get_ref(), entry) {
                    Some("a trial that is listed twice for the same versions")
                } else {
                    None
                };
                if let Some(wrong) = wrong {
                    let mend = "give each trial one line below [known.trials]".to_owned();
                    mistakes.push(document.mistake(name.span(), wrong.to_owned(), mend));
                }
                let all = known.listed.entry(name.get_ref().clone());
                all.or_default().push(listed);
            }
        }
        match mistakes.is_empty() {
            true => Ok(known),
            false => Err(DocumentError::Wrong(Mistakes(mistakes))),
        }
    }

    /// The line of this place in the text, from 1.
    fn line(&self, at: usize) -> usize {
        1 + self.text[..at].matches('\n').count()
    }

    fn begins_line(&self, at: usize) -> bool {
        let before = self.text[..at].rsplit('\n').next();
        before.is_none_or(|before| before.trim().is_empty())
    }

    fn is_listed_twice(&self, name: &str, entry: usize) -> bool {
        let versions = &self.entries[entry].versions;
        let listed = self.listed.get(name).into_iter().flatten();
        let mut others = listed.map(|one| &self.entries[one.entry].versions);
        others.any(|other| other == versions)
    }

    /// What is listed of a trial for this version; else what was for versions that are over.
    fn find(&self, name: &str, version: &str) -> Option<(&Listed, Place)> {
        let listed = self.listed.get(name)?.iter();
        let placed = listed.map(|one| {
            let versions = self.entries[one.entry].versions.as_ref();
            let place = versions.map_or(Place::Within, |versions| versions.place(version));
            (one, place)
        });
        placed
            .filter(|(_, place)| *place != Place::Before)
            .min_by_key(|(_, place)| *place)
    }

    /// Holds a run to the file, in the place of the snapshots: each trial is as recorded that is as required or as it is listed, and
    /// every line that is not true any more is a stray of the recording. `exists` says whether there is a case of this name.
    pub(crate) fn hold(&self, recording: &mut Recording, exists: impl Fn(&str) -> bool) {
        let mut strays = Vec::new();
        for column in &mut recording.began.columns {
            // All of them, whatever was tried: so the parts of a run have the same.
            for cause in self.causes(&bare(column)) {
                column.place_of(cause);
            }
        }
        for trial in &mut recording.trials {
            let columns = recording.began.columns.iter_mut();
            let mut columns = columns.filter(|one| one.label == trial.column);
            let Some(column) = columns.next() else {
                continue;
            };
            let name = name(&trial.case, column);
            let ResultSeen::Measured(measured) = &mut trial.result else {
                continue;
            };
            let found = self.find(&name, &column.version);
            measured.listed = found.map(|(listed, _)| listed.line);
            measured.snapshot = match (comes_to(measured), found) {
                (None, None) => Comparison::Same,
                (None, Some((listed, Place::Within))) if listed.is.have(None) => Comparison::Same,
                (None, Some((listed, _))) => {
                    strays.push(self.stray(
                        listed,
                        format!("{name} is as required on {}", column.title()),
                        "delete the line",
                    ));
                    Comparison::Same
                }
                (Some(_), None) => Comparison::Nothing,
                (Some(is), Some((listed, Place::Within))) if listed.is.have(Some(&is)) => {
                    let reason = self.entries[listed.entry].cause();
                    measured.cause = reason
                        .map(|cause| column.place_of(cause))
                        .or(measured.cause);
                    Comparison::Same
                }
                (Some(_), Some((listed, Place::Within))) => {
                    Comparison::Different(listed.is.to_string())
                }
                (Some(_), Some((listed, _))) => {
                    let versions = self.entries[listed.entry].versions.as_ref();
                    let range = versions.map(ToString::to_string).unwrap_or_default();
                    strays.push(self.stray(
                        listed,
                        format!(
                            "{name} was to be mended after {range}, and is not in {}",
                            column.version
                        ),
                        "mend it, or give it other versions",
                    ));
                    Comparison::Nothing
                }
            };
            // What is wrong with the suite's own tree is no matter of a vendor's.
            let own = |one: &Objection| matches!(one, Objection::Broken(_));
            measured.objections.retain(own);
        }
        for (name, listed) in &self.listed {
            let case = name
                .split_once("::")
                .map_or(name.as_str(), |(case, _)| case);
            if !exists(case) {
                strays.extend(listed.iter().map(|one| {
                    self.stray(one, format!("there is no case {case}"), "delete the line")
                }));
            }
        }
        recording.began.against = Some(self.file.display().to_string());
        recording.strays = strays;
    }

    /// The lines of trials in columns that are none of these, as far as anybody knows: each name of a column once, with its line.
    pub(crate) fn strangers(&self, columns: &BTreeSet<String>) -> Vec<(String, usize)> {
        let mut strangers: BTreeMap<&str, usize> = BTreeMap::new();
        for (name, listed) in &self.listed {
            let Some((_, column)) = name.split_once("::") else {
                continue;
            };
            if let Some(line) = listed.iter().map(|one| one.line).min()
                && !columns.contains(column)
            {
                let first = strangers.entry(column).or_insert(line);
                *first = line.min(*first);
            }
        }
        let strangers = strangers.into_iter();
        strangers
            .map(|(column, line)| (column.to_owned(), line))
            .collect()
    }

    /// What the entries say that list a trial in the column of this name.
    fn causes(&self, column: &str) -> Vec<Cause> {
        let of_column = |(name, listed): (&String, &Vec<Listed>)| {
            let is_own = name.split_once("::").is_some_and(|(_, own)| own == column);
            let entries = listed.iter().filter(|_| is_own).map(|one| one.entry);
            entries.collect::<Vec<_>>()
        };
        let entries: BTreeSet<usize> = self.listed.iter().flat_map(of_column).collect();
        let causes = entries.into_iter();
        causes
            .filter_map(|entry| self.entries[entry].cause())
            .collect()
    }

    fn stray(&self, listed: &Listed, why: String, mend: &str) -> Stray {
        Stray {
            file: self.file.display().to_string(),
            line: Some(listed.line),
            why,
            mend: mend.to_owned(),
        }
    }
}

impl Entry {
    /// What it says of why, once somebody has written that.
    fn cause(&self) -> Option<Cause> {
        (self.reason != update::UNKNOWN).then(|| Cause {
            cases: Vec::new(),
            reason: self.reason.clone(),
            upstream: self.link.clone(),
        })
    }
}

/// How the name of a trial is to be mended, if it is none.
fn mend_of_name(name: &str) -> Option<String> {
    let parts = name.split_once("::");
    let is_name = parts.is_some_and(|(case, column)| !case.is_empty() && !column.is_empty());
    (!is_name).then(|| {
        format!(
            "write the case and the runner: \"{}::RUNNER\"",
            name.trim_matches(':')
        )
    })
}

/// The name of a column in the file: without the version, which the label of a command's column ends with.
fn bare(column: &ColumnSeen) -> String {
    let version = format!("-{}", column.version);
    let label = column.label.strip_suffix(&version);
    label.unwrap_or(&column.label).to_owned()
}

/// The name of a trial in the file.
fn name(case: &str, column: &ColumnSeen) -> String {
    format!("{case}::{}", bare(column))
}

/// Whether a trial is as it is listed in the file that the run is held to, and not as required.
pub(crate) fn is_known(recording: &Recording, trial: &TrialSeen) -> bool {
    let same = |measured: &MeasuredSeen| measured.snapshot == Comparison::Same;
    recording.began.against.is_some() && trial.measured().is_some_and(same)
}
