//! Recordings: the events of a run as one document, `run.json`, from which every report can be made once more.
//!
//! # The format
//!
//! The document is one JSON object of these members:
//!
//! ```text
//! format       the version, a number; a reader refuses any but its own
//! began        what was known before the first trial: an object, Began
//!   host         the kernel, the architecture, and the world of the trials
//!   columns      label, runner, version, policy, the interfaces that it speaks, the causes of its differences
//!   planned      how many trials there were to be
//!   grids        of each interface the column of its baseline, and its sockets with their states, operations and gaps
//!   claims       every claim, cited or not
//!   cases        name, cell, level, what the host is made to answer, prose, claims, the lines' expectations, and the whole text
//!   against      the file of known differences that the trials are held against, where that is not the tree's snapshots
//!   shards       of what this is a part, and which one: columns, the trials of all parts, part, parts; none of a whole run
//! trials       a list: of each the case, the column, and its result
//!   result       {"ignored": reason} or {"measured": object}, and in that object, MeasuredSeen:
//!     verdict      "conforms", "deviates (must)", "deviates (should)", "records", "unsupported", "not asked" or "broken"
//!     outcome      {"kind": "completed"}, {"kind": "hung", "at": "L18"}, ...: always an object with its kind
//!     left         what the trial left when it ended
//!     finding      the line, and the call, that was first not as expected, and the earlier answer that it depends on
//!     listed       its line in the file of known differences, where that says something of it
//!     snapshot     {"kind": "same"}, {"kind": "nothing"}, or {"kind": "different", "before": the text that was recorded}
//!     objections   what else stands against it, such as {"kind": "unmet", "how": "deviates (must)"}
//!     cause        what explains it, by its index in the causes of the column
//!     asked        what its questions were seen to ask: line, operation, descriptor, socket, state, and whether the
//!                  answer contradicts that state
//!     contradictions  how its answers contradict the states that were tracked, each with its place
//!     sides        the claims that it followed where documents contradict each other, each with its line
//!     calls        its calls: site, call, whether it waited until the peer let it go, answer, the errno's number, what was
//!                  written, what was asked of the host
//!     said         what was printed on standard error
//! interrupted  whether the run ended before all trials were tried
//! strays       what of the tree is not as it is to be, where everything in it was tried: file, line, why, mend
//! ```
//!
//! The types in [`event`](crate::event) say what each member holds. Members that would be empty are left out. A reader
//! refuses members that it does not know, so a new one is a new format.
//!
//! Cases stand in the order of their names, trials in that of their cases and columns, and each has a line of its own, so
//! that tools for text compare two runs. But for `host`, the document is the same for the same answers: it holds no time,
//! path, descriptor or port.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_json::Serializer;
use serde_json::ser::Formatter;

use crate::escape::is_hidden;
use crate::event::{Began, Event, MeasuredSeen, TrialSeen};
use crate::standing::Stray;

/// The version of the format. It grows when a reader of an older one would misread the document.
pub const FORMAT: u32 = 10;

/// What the events of a run come to.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Recording {
    /// What was known before the first trial.
    pub began: Began,
    /// The trials that have ended.
    pub trials: Vec<TrialSeen>,
    /// Whether the run ended before all trials were tried.
    pub interrupted: bool,
    /// What of the tree is not as it is to be, where everything in it was tried.
    pub strays: Vec<Stray>,
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
    /// Its parts do not fit each other.
    #[error("{file} is no recording of a run: {why}")]
    Inconsistent {
        /// The file.
        file: String,
        /// What does not fit.
        why: String,
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

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    #[serde(rename = "format")]
    _format: u32,
    began: Began,
    trials: Vec<TrialSeen>,
    interrupted: bool,
    #[serde(default)]
    strays: Vec<Stray>,
}

impl Recording {
    /// Whether every trial, and the tree where it was looked through, is as it is to be.
    pub fn is_as_it_should_be(&self) -> bool {
        let mut tried = self.trials.iter().filter_map(TrialSeen::measured);
        self.strays.is_empty() && tried.all(MeasuredSeen::is_as_it_should_be)
    }

    /// Takes the next event. The first one is that the run began.
    pub fn hear(&mut self, event: Event) {
        match event {
            Event::Began(began) => self.began = *began,
            Event::Started(_) => {}
            Event::Surveyed(strays) => self.strays = strays,
            Event::Finished(trial) => self.trials.push(*trial),
            Event::Ended { interrupted } => {
                self.interrupted = interrupted;
                self.sort();
            }
        }
    }

    /// Puts the trials in the order of their cases and columns.
    pub(crate) fn sort(&mut self) {
        let columns = &self.began.columns;
        let place = |label: &str| columns.iter().position(|one| one.label == label);
        self.trials
            .sort_by_cached_key(|trial| (trial.case.clone(), place(&trial.column)));
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
        let document: Document = serde_json::from_str(&text).map_err(malformed)?;
        let recording = Recording {
            began: document.began,
            trials: document.trials,
            interrupted: document.interrupted,
            strays: document.strays,
        };
        match recording.contradiction() {
            None => Ok(recording),
            Some(why) => Err(RecordingError::Inconsistent { file: file(), why }),
        }
    }

    /// Says what of a document does not fit the rest of it: reports look cases and columns up, and would leave out what they do
    /// not find.
    fn contradiction(&self) -> Option<String> {
        let began = &self.began;
        let unsorted = began
            .cases
            .windows(2)
            .find(|pair| pair[0].name >= pair[1].name);
        if let Some(pair) = unsorted {
            return Some(format!(
                "the case {} stands after {}",
                pair[1].name, pair[0].name
            ));
        }
        let mut names = BTreeSet::new();
        for trial in &self.trials {
            let name = trial.name();
            let (case, column) = (began.case(&trial.case), began.column(&trial.column));
            let (Some(_), Some(column)) = (case, column) else {
                return Some(format!("{name} is a trial of no case or no column of it"));
            };
            if let Some(measured) = trial.measured() {
                let found = measured.finding.as_ref().and_then(|finding| finding.call);
                let beyond = found.is_some_and(|call| call >= measured.calls.len())
                    || measured
                        .cause
                        .is_some_and(|cause| cause >= column.causes.len());
                if beyond {
                    return Some(format!(
                        "{name} names a call or a cause that it does not have"
                    ));
                }
            }
            if !names.insert(name) {
                return Some(format!("{} is there twice", trial.name()));
            }
        }
        (self.trials.len() > began.planned)
            .then(|| "it has more trials than were planned".to_owned())
    }

    /// The document.
    pub fn json(&self) -> String {
        let began = &self.began;
        let mut known = vec![
            member("host", &began.host),
            list("columns", &began.columns),
            member("planned", &began.planned),
            list("grids", &began.grids),
            list("claims", &began.claims),
            list("cases", &began.cases),
        ];
        known.extend(began.against.as_ref().map(|file| member("against", file)));
        if !began.shards.is_empty() {
            known.push(member("shards", &began.shards));
        }
        let began = object(&known);
        let mut members = vec![
            member("format", &FORMAT),
            format!("\"began\": {began}"),
            list("trials", &self.trials),
            member("interrupted", &self.interrupted),
        ];
        if !self.strays.is_empty() {
            members.push(list("strays", &self.strays));
        }
        object(&members) + "\n"
    }
}

/// An object with a line, or more, for each member.
fn object(members: &[String]) -> String {
    format!("{{\n{}\n}}", members.join(",\n"))
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

/// A value as JSON, on one line.
pub(crate) fn line(value: &impl Serialize) -> String {
    let mut line = Vec::new();
    value
        .serialize(&mut Serializer::with_formatter(&mut line, Visible))
        .expect("plain data is always JSON");
    String::from_utf8(line).expect("JSON is text")
}

/// JSON in which no character does something else than to be seen, whoever wrote it: the data are the same.
struct Visible;

impl Formatter for Visible {
    fn write_string_fragment<W>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()>
    where
        W: io::Write + ?Sized,
    {
        let mut seen = 0;
        for (place, character) in fragment.char_indices() {
            if is_hidden(character) {
                writer.write_all(&fragment.as_bytes()[seen..place])?;
                for unit in character.encode_utf16(&mut [0; 2]) {
                    write!(writer, "\\u{unit:04x}")?;
                }
                seen = place + character.len_utf8();
            }
        }
        writer.write_all(&fragment.as_bytes()[seen..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::{CaseSeen, ColumnSeen, ResultSeen};

    fn trial(case: &str, column: &str) -> TrialSeen {
        TrialSeen {
            case: case.to_owned(),
            column: column.to_owned(),
            result: ResultSeen::Ignored("it needs something".to_owned()),
        }
    }

    /// Two cases, tried in one column.
    fn sound() -> Recording {
        let column = ColumnSeen {
            label: "mine".to_owned(),
            runner: "mine".to_owned(),
            version: "1".to_owned(),
            policy: "granted".to_owned(),
            speaks: Vec::new(),
            chosen_by: None,
            causes: Vec::new(),
        };
        Recording {
            began: Began {
                columns: vec![column],
                planned: 2,
                cases: vec![CaseSeen::bare("a/b"), CaseSeen::bare("a/c")],
                ..Began::default()
            },
            trials: vec![trial("a/b", "mine"), trial("a/c", "mine")],
            ..Recording::default()
        }
    }

    #[test]
    fn data_are_exact_and_no_text_of_theirs_does_more_than_to_be_seen() {
        let mut recording = sound();
        let foreign = "\u{1b}[2J \n \u{202e} \u{e0041} \u{fe0f} \"quoted\" \\u{7}";
        recording.trials[0].result = ResultSeen::Ignored(foreign.to_owned());
        recording.began.cases[1].text = foreign.to_owned();
        let json = recording.json();
        let hidden = |c: char| c != '\n' && is_hidden(c);
        assert!(!json.contains(hidden), "{json:?}");
        assert!(json.contains(r"\u202e \udb40\udc41"), "{json}");
        let file = std::env::temp_dir().join(format!("wasock-exact-{}.json", std::process::id()));
        std::fs::write(&file, &json).unwrap();
        let read = Recording::read(&file);
        std::fs::remove_file(&file).unwrap();
        assert_eq!(read.unwrap(), recording);
    }

    #[test]
    fn what_does_not_fit_the_rest_is_refused() {
        type Spoil = fn(&mut Recording);
        let rows: [(Spoil, &str); 5] = [
            (
                |one| one.began.cases.reverse(),
                "the case a/b stands after a/c",
            ),
            (|one| one.trials[0].case = "a/x".to_owned(), "no case"),
            (|one| one.trials[0].column = "other".to_owned(), "no column"),
            (|one| one.trials[1] = one.trials[0].clone(), "there twice"),
            (|one| one.began.planned = 1, "more trials than were planned"),
        ];
        assert_eq!(sound().contradiction(), None);
        for (spoil, why) in rows {
            let mut recording = sound();
            spoil(&mut recording);
            let found = recording.contradiction();
            assert!(
                found.as_ref().is_some_and(|found| found.contains(why)),
                "{found:?}"
            );
        }
    }
}
