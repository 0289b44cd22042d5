//! Events: what a run tells of itself. They own all that a report shows, so whoever has them, or a
//! [recording](crate::recording) of them, needs neither the tree of cases nor a runtime.
//!
//! The types whose names end in `Seen` are plain data. Each mirrors what the harness works with, without what only the
//! harness needs.

mod case;
mod grid;
mod make;
mod row;
mod trial;
mod written;

use serde::{Deserialize, Serialize};

use crate::cause::Cause;
use crate::claims::Claim;
use crate::standing::Stray;

pub use case::{CaseSeen, CellSeen, ExpectationSeen, file};
pub use grid::{GapSeen, GridSeen, OperationSeen, SocketSeen, StateSeen};
pub use row::{Row, UnknownRow};
pub use trial::{AskedSeen, CallSeen, MeasuredSeen, ResultSeen, SideSeen, TrialSeen};

/// Something that happened in a run. The first one is [`Event::Began`]; no trial comes after [`Event::Ended`].
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// The run began.
    Began(Box<Began>),
    /// The trial of this name began. Recordings have nothing of it; it is for those who watch.
    Started(String),
    /// A trial ended. Trials end in no particular order.
    Finished(Box<TrialSeen>),
    /// The tree was looked through, since everything in it was tried. It comes after the end of the run.
    Surveyed(Vec<Stray>),
    /// The run ended.
    Ended {
        /// Whether it ended before all trials were tried.
        interrupted: bool,
    },
}

/// What is known before the first trial.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Began {
    /// The host. Nothing else in the events is about it, so they are equal on any two hosts that answer alike.
    pub host: Host,
    /// The columns, in the order in which they are to be shown.
    pub columns: Vec<ColumnSeen>,
    /// How many trials there are to be.
    pub planned: usize,
    /// What the paths of the cases are made of.
    pub grids: Vec<GridSeen>,
    /// All claims, in the order of their ids, whether a case cites them or not.
    pub claims: Vec<Claim>,
    /// The cases, in the order of their names.
    pub cases: Vec<CaseSeen>,
    /// The file of known differences that the trials are held against, where that is not the tree's snapshots.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub against: Option<String>,
    /// Which parts these are of runs that are not here as a whole.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shards: Vec<ShardSeen>,
}

/// One of the parts of a run, each of which has a recording of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShardSeen {
    /// The labels of the columns that all of its parts are tried in.
    pub columns: Vec<String>,
    /// How many trials all parts have.
    pub trials: usize,
    /// Which part this is, from 1.
    pub part: usize,
    /// How many parts there are.
    pub parts: usize,
}

/// The machine that the trials are tried on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Host {
    /// The kernel and its release: `Linux 6.8.0`.
    pub kernel: String,
    /// The processor's architecture, as Rust names it: `x86_64`.
    pub architecture: String,
    /// The world of the trials: `private` or `shared`.
    pub world: String,
}

/// A column of the matrix.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ColumnSeen {
    /// Its label, by which trials name it.
    pub label: String,
    /// The name of its runner.
    pub runner: String,
    /// The version of its runtime.
    pub version: String,
    /// What of the network its guests are granted: `granted`.
    pub policy: String,
    /// The interfaces that it speaks, of those that have cases in this run.
    pub speaks: Vec<String>,
    /// By which arguments it was chosen, where its label does not lead to it: `--runner my/runner.toml`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chosen_by: Option<String>,
    /// Why it differs; the first one that explains a case is its cause.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub causes: Vec<Cause>,
}

impl Began {
    /// The parts that are not here of the runs that these are parts of, each as a sentence.
    pub fn missing(&self) -> Vec<String> {
        let mut missing = Vec::new();
        for shard in &self.shards {
            let is_here = |part: usize| {
                let wanted = ShardSeen {
                    part,
                    ..shard.clone()
                };
                self.shards.contains(&wanted)
            };
            let absent = (1..=shard.parts).filter(|part| !is_here(*part));
            missing.extend(absent.map(|part| {
                let (parts, columns) = (shard.parts, shard.columns.join(", "));
                format!("part {part} of {parts} of the run on {columns} is missing")
            }));
        }
        missing.sort();
        missing.dedup();
        missing
    }

    /// The column with this label.
    pub fn column(&self, label: &str) -> Option<&ColumnSeen> {
        self.columns.iter().find(|column| column.label == label)
    }

    /// The grid of this interface.
    pub fn grid(&self, interface: &str) -> Option<&GridSeen> {
        self.grids.iter().find(|grid| grid.interface == interface)
    }

    /// The case of this name.
    pub fn case(&self, name: &str) -> Option<&CaseSeen> {
        let found = self
            .cases
            .binary_search_by(|case| case.name.as_str().cmp(name));
        found.ok().map(|index| &self.cases[index])
    }

    /// The claim with this id.
    pub fn claim(&self, id: &str) -> Option<&Claim> {
        self.claims.iter().find(|claim| claim.id == id)
    }
}

#[cfg(test)]
impl ColumnSeen {
    /// A column of WASIX whose runner has the same name, and of which nothing else is said.
    pub(crate) fn bare(label: &str, version: &str) -> ColumnSeen {
        ColumnSeen {
            label: label.to_owned(),
            runner: label.to_owned(),
            version: version.to_owned(),
            policy: "granted".to_owned(),
            speaks: vec!["wasix".to_owned()],
            chosen_by: None,
            causes: Vec::new(),
        }
    }
}

impl ColumnSeen {
    /// The label with the version, as the heads of columns have it.
    pub fn title(&self) -> String {
        format!("{} {}", self.label, self.version)
    }

    /// Whether all that is recorded of it is one file, as of a command: its label has the version in it.
    pub fn is_recorded_in_one_file(&self) -> bool {
        self.label.ends_with(&self.version)
    }

    /// The index of a cause among those of this column, to which it is added where it is not there yet.
    pub(crate) fn place_of(&mut self, cause: Cause) -> usize {
        let known = self.causes.iter().position(|one| *one == cause);
        known.unwrap_or_else(|| {
            self.causes.push(cause);
            self.causes.len() - 1
        })
    }

    /// The arguments by which a command is told to try this column.
    pub fn arguments(&self) -> String {
        let by_label = || format!("--runner {}", self.label);
        self.chosen_by.clone().unwrap_or_else(by_label)
    }
}
