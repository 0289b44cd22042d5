//! Recorded columns: what a runtime did that is not at hand, or no more: one file for each version, `snapshots/recorded/LABEL.json`.
//!
//! The file has an entry for each trial, on a line of its own: a digest of the case's text, and only where the trial is wrong or differs from
//! the baseline what it came to. So a version that is added is a file that is added, and what changed between two versions shows in
//! a comparison of two files. An entry whose digest is not that of the case any more was recorded for another question: nothing is held
//! against it, and that is told. A version whose threads race with each other answers a trial now so, now otherwise: what it did in
//! other runs stands beside it, see `several`.
//!
//! ```text
//! {
//! "format": 1,
//! "runner": "wasmtime",
//! "version": "49.0.3",
//! "speaks": ["wasip1","wasip2"],
//! "trials": {
//! "wasip2/stream/bound/accept": "1f6c0a3e",
//! "wasip2/stream/bound/drop": {"of":"9d1e4b77","is":{"verdict":"deviates (must)",...}},
//! "wasip2/stream/listening/accept-pending": {"of":"00a1b2c3","ignored":"needs a peer, ..."}
//! }
//! }
//! ```

#[cfg(test)]
mod causes;
mod diff;
mod several;

use std::collections::BTreeMap;
use std::fs;
use std::hash::Hasher;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use siphasher::sip::SipHasher13;

use crate::cause::Cause;
use crate::event::{CaseSeen, ColumnSeen, MeasuredSeen, ResultSeen, TrialSeen};
use crate::recording::{Recording, line};
use crate::snapshot::{self, Comparison, ORACLE, SnapshotError, Snapshots};

pub(crate) use diff::diff;

/// The folder of the files, below that of the snapshots.
pub(crate) const FOLDER: &str = "recorded";

/// The version of the format.
const FORMAT: u32 = 1;

/// What a column was recorded to do.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Recorded {
    format: u32,
    /// The name of the runtime.
    pub runner: String,
    /// Its version.
    pub version: String,
    /// The interfaces whose cases were tried.
    pub speaks: Vec<String>,
    /// The trials, by their cases.
    trials: BTreeMap<String, Entry>,
}

/// What one trial was recorded to come to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
enum Entry {
    /// What the baseline is; the digest of the case's text.
    Baseline(String),
    /// This.
    Other(Box<Other>),
    /// It could not be tried.
    Ignored(Ignored),
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Other {
    /// The digest of the case's text.
    of: String,
    is: MeasuredSeen,
    /// The transcripts of what it came to in other runs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    or: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Ignored {
    of: String,
    ignored: String,
}

/// A recorded column that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum RecordedError {
    /// The file cannot be read or written.
    #[error("cannot {what} {file}: {source}")]
    File {
        what: &'static str,
        file: String,
        source: io::Error,
    },
    /// It is no recorded column.
    #[error(
        "{file} is no recorded column: {why}; `wasock run --runner RUNNER --record` writes it anew"
    )]
    Malformed { file: String, why: String },
}

/// The file of the column with this label, below the folder of the snapshots.
pub(crate) fn file(snapshots: &Path, label: &str) -> PathBuf {
    snapshots.join(FOLDER).join(format!("{label}.json"))
}

/// The label under which a column is recorded: it has the version in it.
pub(crate) fn label(column: &ColumnSeen) -> String {
    match column.is_recorded_in_one_file() {
        true => column.label.clone(),
        false => format!("{}-{}", column.label, column.version),
    }
}

/// A digest of the text of a case. It is the same on every machine.
pub(crate) fn digest(text: &str) -> String {
    let mut hasher = SipHasher13::new();
    hasher.write(text.as_bytes());
    format!("{:08x}", hasher.finish() as u32)
}

impl Entry {
    fn of(&self) -> &str {
        match self {
            Entry::Baseline(of) => of,
            Entry::Other(other) => &other.of,
            Entry::Ignored(ignored) => &ignored.of,
        }
    }
}

impl Recorded {
    /// Reads a file.
    ///
    /// # Errors
    /// [`RecordedError`] when it cannot be read, or is no recorded column of this format.
    pub(crate) fn read(path: &Path) -> Result<Recorded, RecordedError> {
        let file = || path.display().to_string();
        let text = fs::read_to_string(path).map_err(|source| RecordedError::File {
            what: "read",
            file: file(),
            source,
        })?;
        let malformed = |why: String| RecordedError::Malformed { file: file(), why };
        let recorded: Recorded =
            serde_json::from_str(&text).map_err(|error| malformed(error.to_string()))?;
        match recorded.format {
            FORMAT => Ok(recorded),
            other => Err(malformed(format!(
                "its format is {other}, and this wasock reads {FORMAT}"
            ))),
        }
    }

    /// Takes from a recording what the column of this label did in it, beside the baselines that are recorded.
    ///
    /// # Errors
    /// [`SnapshotError`] when a baseline cannot be read.
    pub(crate) fn of(
        recording: &Recording,
        column: &ColumnSeen,
        snapshots: &Snapshots,
    ) -> Result<Recorded, SnapshotError> {
        let mut trials = BTreeMap::new();
        for trial in recording
            .trials
            .iter()
            .filter(|trial| trial.column == column.label)
        {
            let Some(case) = recording.began.case(&trial.case) else {
                continue;
            };
            let of = digest(&case.text);
            let entry = match &trial.result {
                ResultSeen::Ignored(reason) => Entry::Ignored(Ignored {
                    of,
                    ignored: reason.clone(),
                }),
                ResultSeen::Measured(measured) => {
                    let baseline = snapshots.baseline(&trial.case)?;
                    let transcript = measured.transcript();
                    let is_same = |baseline: String| baseline.trim_end() == transcript.trim_end();
                    // What a snapshot does not hold, a number of the host, may be wrong all the same.
                    match baseline.is_some_and(is_same) && measured.verdict.is_right() {
                        true => Entry::Baseline(of),
                        false => Entry::Other(Box::new(Other {
                            of,
                            is: bare(measured),
                            or: Vec::new(),
                        })),
                    }
                }
            };
            trials.insert(trial.case.clone(), entry);
        }
        Ok(Recorded {
            format: FORMAT,
            runner: column.runner.clone(),
            version: column.version.clone(),
            speaks: column.speaks.clone(),
            trials,
        })
    }

    /// The text of its file.
    pub(crate) fn json(&self) -> String {
        let trials = self.trials.iter();
        let trials: Vec<String> = trials
            .map(|(case, entry)| format!("{}: {}", line(case), line(entry)))
            .collect();
        let (runner, version, speaks) =
            (line(&self.runner), line(&self.version), line(&self.speaks));
        format!(
            "{{\n\"format\": {FORMAT},\n\"runner\": {runner},\n\"version\": {version},\n\"speaks\": {speaks},\n\"trials\": {{\n{}\n}}\n}}\n",
            trials.join(",\n")
        )
    }

    /// Writes its file.
    ///
    /// # Errors
    /// [`RecordedError`] when it cannot be written.
    pub(crate) fn write(&self, path: &Path) -> Result<(), RecordedError> {
        let folder = path.parent().unwrap_or(Path::new("."));
        let written = fs::create_dir_all(folder).and_then(|()| fs::write(path, self.json()));
        written.map_err(|source| RecordedError::File {
            what: "write",
            file: path.display().to_string(),
            source,
        })
    }

    /// Whether it has a trial of a case with this text: one of an earlier text, or none, says nothing of it.
    pub(crate) fn holds(&self, case: &str, text: &str) -> bool {
        let entry = self.trials.get(case);
        entry.is_some_and(|entry| entry.of() == digest(text))
    }

    /// The transcript that was recorded of a case, or several as a snapshot has them, where it differs from the baseline; `None` where
    /// the column has no trial of it.
    pub(crate) fn transcript(&self, case: &str) -> Option<Option<String>> {
        match self.trials.get(case)? {
            Entry::Baseline(_) => Some(None),
            Entry::Other(other) => Some(Some(snapshot::several(&other.answers()))),
            Entry::Ignored(_) => None,
        }
    }

    /// What a case came to, as a trial has it in a recording. `baseline` is what its baseline's column came to there, `causes` what
    /// may explain that it is not as required.
    fn result(
        &self,
        case: &CaseSeen,
        baseline: Option<&MeasuredSeen>,
        causes: &[Cause],
    ) -> Option<ResultSeen> {
        let entry = self.trials.get(&case.name)?;
        if entry.of() != digest(&case.text) {
            return Some(ResultSeen::Ignored(
                "it was recorded for an earlier text of the case".to_owned(),
            ));
        }
        Some(match entry {
            Entry::Baseline(_) => match baseline {
                Some(baseline) if baseline.snapshot != Comparison::Same => ResultSeen::Ignored(
                    "it is what the baseline was, which does something else now".to_owned(),
                ),
                Some(baseline) => ResultSeen::Measured(Box::new(bare(baseline))),
                None => ResultSeen::Ignored(
                    "it is what the baseline is, which is not in this run".to_owned(),
                ),
            },
            Entry::Other(other) => ResultSeen::Measured(Box::new(MeasuredSeen {
                cause: Cause::of(causes, &case.name, other.is.gravity()),
                ..other.is.clone()
            })),
            Entry::Ignored(ignored) => ResultSeen::Ignored(ignored.ignored.clone()),
        })
    }
}

/// What a trial came to, without what is about this tree and this machine.
fn bare(measured: &MeasuredSeen) -> MeasuredSeen {
    MeasuredSeen {
        snapshot: Comparison::Same,
        objections: Vec::new(),
        cause: None,
        said: String::new(),
        ..measured.clone()
    }
}

impl Recording {
    /// Adds a recorded column under this label, which differs for these causes, as if it had been tried in this run. What it was
    /// not recorded for it has no trial of.
    pub(crate) fn add(&mut self, label: &str, recorded: &Recorded, causes: Vec<Cause>) {
        let mut added = Vec::new();
        for case in &self.began.cases {
            let of_baseline =
                |trial: &&TrialSeen| trial.case == case.name && trial.column == ORACLE;
            let first = self.trials.partition_point(|trial| trial.case < case.name);
            let baseline = self.trials[first..]
                .iter()
                .take_while(|trial| trial.case == case.name)
                .find(of_baseline);
            let baseline = baseline.and_then(TrialSeen::measured);
            let result = recorded.result(case, baseline, &causes);
            added.extend(result.map(|result| TrialSeen {
                case: case.name.clone(),
                column: label.to_owned(),
                result,
            }));
        }
        self.began.planned += added.len();
        self.began.columns.push(ColumnSeen {
            label: label.to_owned(),
            runner: recorded.runner.clone(),
            version: recorded.version.clone(),
            policy: "granted".to_owned(),
            speaks: recorded.speaks.clone(),
            chosen_by: None,
            causes,
        });
        self.trials.extend(added);
        self.sort();
    }
}

#[cfg(test)]
mod tests;
