//! Snapshots: what each column was last seen to do, one file where it is what the baseline does and one where not.
//!
//! `<case>.snap` is the baseline; `<case>@<column>.snap` stands beside it only where a column differs. Where a column only could
//! not be asked, it has an entry in its list, `not-asked.toml`, instead. So files and list together are the differences of a column: a
//! new difference adds one, a fixed one removes it, and what has outlived its difference is an error.
//!
//! The baseline is what the oracle does, [`ORACLE`]. The file of a column whose runtime races with itself may have several transcripts,
//! see `several`.
//!
//! insta compares and reviews. It demands a head of every file; ours is the smallest that it reads, `{}`, and everything below
//! it is an answer.

mod files;
mod replace;
mod several;
pub(crate) mod unasked;

use std::fmt::{self, Write as _};
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::document::DocumentError;
use crate::outcome::{Left, Outcome};
use crate::recorded::RecordedError;

pub use files::{Snapshots, accepting};
pub(crate) use several::several;

/// The column that is measured against the documents, and whose answers are the baseline.
pub const ORACLE: &str = "reference";

/// What a trial is held against, besides what was recorded of its own column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Baseline<'a> {
    /// It is the baseline itself.
    This,
    /// This transcript, which another column gave.
    Other(&'a str),
    /// There is none.
    None,
}

/// How a trial compares with what was recorded of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Comparison {
    /// It did what was recorded.
    Same,
    /// It did something else than this transcript.
    Different(String),
    /// Nothing was recorded.
    Nothing,
    /// Nothing is recorded of the whole column, or what is was recorded before the case had this text, so it is held against nothing.
    Unrecorded,
}

impl Comparison {
    /// Whether the trial did all that is recorded of it.
    pub fn is_as_recorded(&self) -> bool {
        matches!(self, Comparison::Same | Comparison::Unrecorded)
    }
}

/// What is recorded of a case that bears on one column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kept {
    /// The transcript of the baseline.
    pub baseline: Option<String>,
    /// The transcript of the column's own file.
    pub own: Option<String>,
    /// The column's entry in its list.
    pub entry: Option<String>,
}

/// Where the transcript of a trial is to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// In the file of the baseline.
    Baseline,
    /// In the column's own file.
    Own,
    /// In the column's list, as this entry.
    List(String),
    /// Nowhere, since it is that of the baseline.
    Nowhere,
}

/// What is recorded of a trial in a place where it is not to be recorded any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outlived {
    /// The column's own file.
    Own,
    /// The column's entry in its list.
    Entry,
}

/// A snapshot that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SnapshotError {
    /// The file could not be read, written or removed.
    #[error("cannot {what} {file}: {source}")]
    File {
        /// What was to be done with it.
        what: &'static str,
        /// The file.
        file: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// The file is no snapshot.
    #[error("{0} is no snapshot, it has no head: remove it, and accept with INSTA_UPDATE=always")]
    Headless(PathBuf),
    /// A list cannot be used.
    #[error(transparent)]
    List(#[from] DocumentError),
    /// What is recorded of a column cannot be used.
    #[error(transparent)]
    Column(#[from] RecordedError),
}

impl SnapshotError {
    pub(crate) fn read(file: &Path, source: io::Error) -> SnapshotError {
        let (what, file) = ("read", file.to_owned());
        SnapshotError::File { what, file, source }
    }

    fn write(file: &Path, source: io::Error) -> SnapshotError {
        let (what, file) = ("write", file.to_owned());
        SnapshotError::File { what, file, source }
    }
}

impl Kept {
    /// How a trial with this transcript compares with what was recorded, and what it has outlived.
    pub fn compare(&self, transcript: &str, baseline: Baseline) -> (Comparison, Vec<Outlived>) {
        let other = match baseline {
            Baseline::This => self.baseline.as_deref(),
            Baseline::Other(text) => Some(text),
            Baseline::None => None,
        };
        let entry = self.entry.as_deref();
        let listed = entry.map(|entry| unasked::transcript(entry, other));
        let recorded = self.own.as_deref().or(listed.as_deref()).or(other);
        let comparison = match recorded {
            None => Comparison::Nothing,
            Some(recorded) if several::has(recorded, transcript) => Comparison::Same,
            Some(recorded) => Comparison::Different(recorded.to_owned()),
        };
        let place = self.place(transcript, baseline);
        let list = matches!(place, Place::List(_));
        let lost = [
            (self.own.is_some() && place != Place::Own, Outlived::Own),
            (self.entry.is_some() && !list, Outlived::Entry),
        ];
        let lost = lost.into_iter().filter(|(outlived, _)| *outlived);
        (comparison, lost.map(|(_, what)| what).collect())
    }

    /// Where a trial with this transcript is to be recorded. One of several of the column's own file stays there, even where it is what
    /// the baseline does.
    pub fn place(&self, transcript: &str, baseline: Baseline) -> Place {
        let own = self.own.as_deref().filter(|own| several::are_in(own));
        match own {
            Some(own) if several::has(own, transcript) => Place::Own,
            _ => place(transcript, baseline),
        }
    }
}

/// Where a trial with this transcript is to be recorded, whatever the column's own file has.
pub fn place(transcript: &str, baseline: Baseline) -> Place {
    let other = match baseline {
        Baseline::This => return Place::Baseline,
        Baseline::Other(text) if same(text, transcript) => return Place::Nowhere,
        Baseline::Other(text) => Some(text),
        Baseline::None => None,
    };
    unasked::entry_for(transcript, other).map_or(Place::Own, Place::List)
}

fn same(one: &str, other: &str) -> bool {
    one.trim_end() == other.trim_end()
}

/// The transcript of a trial: a line for each call, then how the guest ended.
pub fn transcript(
    lines: impl Iterator<Item = impl fmt::Display>,
    outcome: &Outcome,
    left: &[Left],
) -> String {
    let mut text = String::new();
    for line in lines {
        let _ = writeln!(text, "{line}");
    }
    let _ = writeln!(text, "=> {outcome}");
    for left in left {
        let _ = writeln!(text, "=> {left}");
    }
    text
}

/// The transcript of a trial whose runtime did what nobody has defined: the lines until then, and the `line` of the call
/// in which it began, if that was in one.
///
/// What it did may depend on how the runtime was built, so nothing of that is in it.
pub fn undefined(lines: impl Iterator<Item = impl fmt::Display>, line: Option<u32>) -> String {
    let mut text = String::new();
    for line in lines {
        let _ = writeln!(text, "{line}");
    }
    let at = line.map_or(String::new(), |line| format!(" at L{line}"));
    let _ = writeln!(text, "=> undefined{at}");
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASELINE: &str = "L1 f() -> success\n=> completed\n";
    const OTHER: &str = "L1 f() -> notsup\n=> completed\n";
    const BLOCKED: &str = "L1 f() -> notsup\n=> blocked at L1\n";
    const RACES: &str = "L1 f() -> notsup\n=> completed\nor\nL1 f() -> success\n=> completed\n";
    const ENTRY: &str = "L1 f() -> notsup";

    fn kept(baseline: Option<&str>, own: Option<&str>, entry: Option<&str>) -> Kept {
        let owned = |text: Option<&str>| text.map(str::to_owned);
        Kept {
            baseline: owned(baseline),
            own: owned(own),
            entry: owned(entry),
        }
    }

    #[test]
    fn a_transcript_is_compared_with_what_was_recorded_of_its_own_column_first() {
        use Baseline::{None as Nobody, Other, This};
        use Comparison::{Nothing, Same};
        let different = |text: &str| Comparison::Different(text.to_owned());
        let (base, other) = (Some(BASELINE), Some(OTHER));
        let rows = [
            // The baseline's own column.
            (kept(base, None, None), BASELINE, This, Same, vec![]),
            (
                kept(base, None, None),
                OTHER,
                This,
                different(BASELINE),
                vec![],
            ),
            (kept(None, None, None), BASELINE, This, Nothing, vec![]),
            (
                kept(base, other, None),
                BASELINE,
                This,
                different(OTHER),
                vec![Outlived::Own],
            ),
            // No baseline is recorded.
            (kept(None, other, None), OTHER, Nobody, Same, vec![]),
            (
                kept(None, other, None),
                BASELINE,
                Nobody,
                different(OTHER),
                vec![],
            ),
            // Another column.
            (
                kept(base, None, None),
                BASELINE,
                Other(BASELINE),
                Same,
                vec![],
            ),
            (
                kept(base, None, None),
                OTHER,
                Other(BASELINE),
                different(BASELINE),
                vec![],
            ),
            (
                kept(base, other, None),
                OTHER,
                Other(BASELINE),
                Same,
                vec![],
            ),
            (
                kept(base, other, None),
                BASELINE,
                Other(BASELINE),
                different(OTHER),
                vec![Outlived::Own],
            ),
            // What it was recorded to differ in, the baseline does by now.
            (
                kept(base, other, None),
                OTHER,
                Other(OTHER),
                Same,
                vec![Outlived::Own],
            ),
            // It could not be asked.
            (
                kept(base, None, Some(ENTRY)),
                BLOCKED,
                Other(BASELINE),
                Same,
                vec![],
            ),
            (
                kept(base, None, None),
                BLOCKED,
                Other(BASELINE),
                different(BASELINE),
                vec![],
            ),
            (
                kept(base, None, Some(ENTRY)),
                BASELINE,
                Other(BASELINE),
                different(BLOCKED),
                vec![Outlived::Entry],
            ),
            (
                kept(base, None, Some(ENTRY)),
                OTHER,
                Other(BASELINE),
                different(BLOCKED),
                vec![Outlived::Entry],
            ),
            (
                kept(base, Some(BLOCKED), None),
                BLOCKED,
                Other(BASELINE),
                Same,
                vec![Outlived::Own],
            ),
            // The runtime races with itself.
            (
                kept(base, Some(RACES), None),
                OTHER,
                Other(BASELINE),
                Same,
                vec![],
            ),
            (
                kept(base, Some(RACES), None),
                BASELINE,
                Other(BASELINE),
                Same,
                vec![],
            ),
            (
                kept(base, Some(RACES), None),
                BLOCKED,
                Other(BASELINE),
                different(RACES),
                vec![Outlived::Own],
            ),
            (
                kept(base, None, Some("L1 f() -> io")),
                BLOCKED,
                Other(BASELINE),
                different("L1 f() -> io\n=> blocked at L1\n"),
                vec![],
            ),
        ];
        for (kept, transcript, baseline, comparison, outlived) in rows {
            assert_eq!(
                kept.compare(transcript, baseline),
                (comparison, outlived),
                "{kept:?} {transcript:?} {baseline:?}"
            );
        }
    }
}
