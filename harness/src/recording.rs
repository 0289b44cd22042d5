//! Recordings: the events of a run as one document, `run.json`, from which every report can be made once more.
//!
//! The document is one JSON object. Its keys are `format`, then those of [`Began`], then `trials`, a list of [`Trial`], and
//! `interrupted`, whether some trials were not tried; the types say what each of them holds. Cases stand in the order of
//! their names, trials in that of their cases and runners, and each has a line of its own, so that tools for text compare
//! two runs. But for `host`, the document is the same for the same answers: it holds no time, path, descriptor or port.

use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::event::{Began, Event, Trial};

/// The version of the format. It grows when a reader of an older one would misread the document.
pub const FORMAT: u32 = 2;

/// What the events of a run come to.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Recording {
    /// What was known before the first trial.
    #[serde(flatten)]
    pub began: Began,
    /// The trials that have ended.
    pub trials: Vec<Trial>,
    /// Whether the run ended before all trials were tried.
    pub interrupted: bool,
}

/// A document that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum RecordingError {
    /// The file could not be read.
    #[error("cannot read {file}: {source}")]
    Read {
        /// The file.
        file: String,
        /// Why.
        source: std::io::Error,
    },
    /// It is no recording.
    #[error("{file} is no recording of a run: {source}")]
    Malformed {
        /// The file.
        file: String,
        /// Where and why.
        source: serde_json::Error,
    },
    /// It is one that another version of wasock has written.
    #[error("{file} has the format {found}, and this wasock reads {FORMAT}")]
    Format {
        /// The file.
        file: String,
        /// The format.
        found: u32,
    },
}

#[derive(Deserialize)]
struct Head {
    format: u32,
}

impl Recording {
    /// Before the first trial.
    pub fn new(began: Began) -> Recording {
        Recording {
            began,
            trials: Vec::new(),
            interrupted: false,
        }
    }

    /// Takes the next event. One that says that the run began begins the recording anew.
    pub fn hear(&mut self, event: Event) {
        match event {
            Event::Began(began) => *self = Recording::new(*began),
            Event::Trial(trial) => self.trials.push(*trial),
            Event::Ended { interrupted } => {
                self.interrupted = interrupted;
                let place = |name: &str| {
                    let mut runners = self.began.runners.iter();
                    runners.position(|runner| runner.name == name)
                };
                self.trials
                    .sort_by_cached_key(|trial| (trial.case.clone(), place(&trial.runner)));
            }
        }
    }

    /// Reads a document.
    ///
    /// # Errors
    /// [`RecordingError`] when the file cannot be read, or is no recording of this [`FORMAT`].
    pub fn read(path: &Path) -> Result<Recording, RecordingError> {
        let file = || path.display().to_string();
        let text = std::fs::read_to_string(path).map_err(|source| RecordingError::Read {
            file: file(),
            source,
        })?;
        let malformed = |source| RecordingError::Malformed {
            file: file(),
            source,
        };
        let head: Head = serde_json::from_str(&text).map_err(malformed)?;
        if head.format != FORMAT {
            return Err(RecordingError::Format {
                file: file(),
                found: head.format,
            });
        }
        serde_json::from_str(&text).map_err(malformed)
    }

    /// The document.
    pub fn json(&self) -> String {
        let began = &self.began;
        let members = [
            member("format", &FORMAT),
            member("host", &began.host),
            list("runners", &began.runners),
            member("planned", &began.planned),
            list("grids", &began.grids),
            list("claims", &began.claims),
            list("cases", &began.cases),
            list("trials", &self.trials),
            member("interrupted", &self.interrupted),
        ];
        format!("{{\n{}\n}}\n", members.join(",\n"))
    }
}

/// A member of the document, on one line.
fn member(key: &str, value: &impl Serialize) -> String {
    format!("\"{key}\": {}", line(value))
}

/// A member that is a list, with a line for each element.
fn list(key: &str, values: &[impl Serialize]) -> String {
    let lines: Vec<String> = values.iter().map(line).collect();
    format!("\"{key}\": [\n{}\n]", lines.join(",\n"))
}

fn line(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("plain data is always JSON")
}
