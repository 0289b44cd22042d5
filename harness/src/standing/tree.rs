//! What of the tree no trial answers for, and which cells no trial has reached.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::cause::{self, Causes};
use crate::column::Columns;
use crate::document::{self, DocumentError};
use crate::event::TrialSeen;
use crate::mistake::Mistake;
use crate::name;
use crate::recorded::{self, Recorded};
use crate::recording::Recording;
use crate::report::coverage;
use crate::skeleton;
use crate::snapshot::ORACLE;
use crate::suite::{Suite, Trial};
use crate::world::World;

use super::unobserved;

/// Something in the tree that is not as it is to be, though every trial may be.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Stray {
    /// The file.
    pub file: String,
    /// The line, from 1, where it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    /// What is wrong.
    pub why: String,
    /// What to do about it.
    pub mend: String,
}

impl fmt::Display for Stray {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}: {}", self.place(), self.why, self.mend)
    }
}

impl Stray {
    /// Its file, and its line where it is one.
    pub(crate) fn place(&self) -> String {
        match self.line {
            Some(line) => format!("{}:{line}", self.file),
            None => self.file.clone(),
        }
    }

    pub(super) fn of_file(file: &Path, why: impl Into<String>, mend: &str) -> Stray {
        Stray {
            file: file.display().to_string(),
            line: None,
            why: why.into(),
            mend: mend.to_owned(),
        }
    }
}

impl From<Mistake> for Stray {
    fn from(mistake: Mistake) -> Stray {
        Stray {
            line: Some(mistake.place().0),
            file: mistake.file,
            why: mistake.message,
            mend: mistake.mend,
        }
    }
}

/// Finds what of the tree is not as it is to be after a whole run, which has all `trials` of the suite in these columns.
pub fn survey(
    suite: &Suite,
    columns: &Columns,
    trials: &[Trial],
    recording: &Recording,
) -> Vec<Stray> {
    let mut found = strays(suite, columns, trials);
    found.extend(unreached(suite, recording));
    found.extend(unobserved(suite, recording));
    found
}

/// Finds what no trial answers for, where `trials` are all that the suite has in these columns: snapshots and entries of lists that
/// belong to no trial, differences that explain nothing, and files that cannot be read.
pub fn strays(suite: &Suite, columns: &Columns, trials: &[Trial]) -> Vec<Stray> {
    let mut search = Search::new(suite, columns, trials);
    search.snapshots(suite.snapshots.root());
    for column in columns.iter() {
        // What a list that cannot be read explains is not known.
        if search.list(&column.label) {
            search.differences(&column.label);
        }
    }
    search.skeletons();
    search.found.sort();
    search.found
}

struct Search<'a> {
    suite: &'a Suite,
    columns: &'a Columns,
    /// The cases, by what the paths of their snapshots begin with.
    cases: BTreeMap<String, &'a str>,
    /// The cases of each column that can be tried somewhere.
    tried: BTreeMap<&'a str, BTreeSet<&'a str>>,
    /// The cases in which each column differs.
    differs: BTreeMap<String, Vec<String>>,
    found: Vec<Stray>,
}

impl<'a> Search<'a> {
    fn new(suite: &'a Suite, columns: &'a Columns, trials: &'a [Trial]) -> Search<'a> {
        let mut search = Search {
            suite,
            columns,
            cases: BTreeMap::new(),
            tried: BTreeMap::new(),
            differs: BTreeMap::new(),
            found: Vec::new(),
        };
        for trial in trials.iter().filter(|trial| !trial.case.is_self_test()) {
            let (case, column) = (trial.case.name.as_str(), trial.column.label.as_str());
            search.cases.insert(name::path(case), case);
            let tried = search.tried.entry(column).or_default();
            if trial.ignored(&World::Private).is_none() {
                tried.insert(case);
            }
        }
        search
    }

    /// Looks through a folder of snapshots.
    fn snapshots(&mut self, folder: &Path) {
        let paths = match document::entries(folder) {
            Ok(paths) => paths,
            Err(error) => return self.unreadable(&error),
        };
        for path in paths {
            if path.is_dir() {
                self.snapshots(&path);
            } else if let Some((why, mend)) = self.snapshot(&path) {
                self.found.push(Stray::of_file(&path, why, mend));
            }
        }
    }

    /// Why a file has no place among the snapshots, if it has none, and what to do about it.
    fn snapshot(&mut self, path: &Path) -> Option<(String, &'static str)> {
        let below = path.strip_prefix(self.suite.snapshots.root()).ok()?;
        let below = below.display().to_string();
        // What insta holds out for review is not a snapshot yet.
        if below.ends_with(".snap.new") {
            return None;
        }
        let remove = "remove the file";
        if below.starts_with(recorded::FOLDER) {
            return match Recorded::read(path) {
                Ok(recorded) => self.recorded(&recorded),
                Err(error) => Some((error.to_string(), remove)),
            };
        }
        let Some(stem) = below.strip_suffix(".snap") else {
            return Some(("is no snapshot".to_owned(), remove));
        };
        let (path, column) = match stem.rsplit_once('@') {
            Some((path, column)) => (path, Some(column)),
            None => (stem, None),
        };
        let Some(&case) = self.cases.get(path) else {
            return Some(("is the snapshot of no case".to_owned(), remove));
        };
        let column = column?;
        match self.tried.get(column) {
            Some(tried) if tried.contains(case) => {
                let differs = self.differs.entry(column.to_owned()).or_default();
                differs.push(case.to_owned());
                None
            }
            Some(_) => Some((
                format!("is never compared: {column} does not try this case"),
                remove,
            )),
            // A column that this build does not contain is known by its files.
            None if self.is_known(column) => None,
            None => Some((
                format!("is the snapshot of no column: there is no `{column}`"),
                remove,
            )),
        }
    }

    /// Why nobody can say what a recorded column is of.
    fn recorded(&self, recorded: &Recorded) -> Option<(String, &'static str)> {
        let runner = recorded.runner.as_str();
        let mut columns = self.columns.iter();
        let is_known = self.suite.runners.join(runner).is_dir()
            || columns.any(|column| column.runner.name() == runner);
        let why = format!("records `{runner}`, which is no runner: no file describes it");
        (!is_known).then_some((
            why,
            "remove the file, or write the one that describes the runner",
        ))
    }

    /// Looks for the skeletons of each kind of socket: without them, `wasock tidy` would leave imports as they are, and say nothing.
    fn skeletons(&mut self) {
        for grid in self.suite.grids.iter() {
            for socket in grid.sockets() {
                let folder = self.suite.cases.join(&grid.interface).join(socket.name());
                let file = folder.join(skeleton::FILE);
                if !file.is_file() {
                    let mend = "write it like those of the other kinds, whose comments say how: `wasock new` and \
                                `wasock tidy` go by it";
                    self.found.push(Stray::of_file(&file, "is missing", mend));
                }
            }
        }
    }

    /// Says whether there is a column of this name, in this build or in another one.
    fn is_known(&self, column: &str) -> bool {
        let differences = self.suite.runners.join(column).join(cause::FILE);
        differences.is_file() || self.suite.snapshots.list_file(column).is_file()
    }

    /// Looks through the list of what `column` could not be asked, and says whether it can be read.
    fn list(&mut self, column: &str) -> bool {
        let list = match self.suite.snapshots.list(column) {
            Ok(list) => list,
            Err(error) => {
                let file = self.suite.snapshots.list_file(column);
                let mend = "mend the file, or remove it and accept with INSTA_UPDATE=always, which writes it anew";
                self.found
                    .push(Stray::of_file(&file, error.to_string(), mend));
                return false;
            }
        };
        for case in list.cases() {
            let why = match self.tried.get(column) {
                _ if !self.cases.contains_key(&name::path(case)) => "there is no such case",
                Some(tried) if tried.contains(case) => {
                    let differs = self.differs.entry(column.to_owned()).or_default();
                    differs.push(case.to_owned());
                    continue;
                }
                _ => "the column does not try this case",
            };
            self.found.extend(list.stale(case, why).map(Stray::from));
        }
        true
    }

    /// Looks for differences of `column` that explain nothing.
    fn differences(&mut self, column: &str) {
        match Causes::of(&self.suite.runners, column) {
            Ok(causes) => {
                let differs = self.differs.get(column).map_or(&[][..], Vec::as_slice);
                let stale = causes.unexplaining(differs);
                self.found.extend(stale.into_iter().map(Stray::from));
            }
            Err(error) => self.unreadable(&error),
        }
    }

    fn unreadable(&mut self, error: &DocumentError) {
        let stray = |file: &str, why: String, mend: &str| Stray {
            file: file.to_owned(),
            line: None,
            why,
            mend: mend.to_owned(),
        };
        match error {
            DocumentError::Wrong(mistakes) => {
                let all = mistakes.0.iter().cloned();
                self.found.extend(all.map(Stray::from));
            }
            DocumentError::Read { file, source } => {
                let why = format!("cannot be read: {source}");
                self.found.push(stray(file, why, "make it readable"));
            }
            DocumentError::Misplaced { file, why, mend } => {
                self.found.push(stray(file, why.clone(), mend));
            }
        }
    }
}

/// Finds the cells that a recorded run has not reached, of the rows that are called complete. A grid counts where the run has its
/// trials in the column of its baseline, and could try all of them.
pub fn unreached(suite: &Suite, recording: &Recording) -> Vec<Stray> {
    let mut found = Vec::new();
    for coverage in coverage::measure(recording, &[]) {
        let interface = coverage.interface();
        let of_grid = |trial: &&TrialSeen| {
            let case = recording.began.case(&trial.case);
            trial.column == ORACLE && case.is_some_and(|case| case.interface() == interface)
        };
        let mut trials = recording.trials.iter().filter(of_grid).peekable();
        if trials.peek().is_none() || trials.any(|trial| trial.ignored().is_some()) {
            continue;
        }
        for row in coverage.incomplete().lines() {
            let why =
                format!("a row is called complete, and these cells of it were not reached: {row}");
            let mend = "add the cases, or do not call the row complete";
            found.push(Stray::of_file(&suite.cases.join(interface), why, mend));
        }
    }
    found
}
