//! Events: what a run tells of itself. They own all that a report shows, so whoever has them, or a
//! [recording](crate::recording) of them, needs neither the tree of cases nor a runtime.

mod make;

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::cause::Cause;
use crate::claims::Claim;
use crate::expect::Purpose;
use crate::header::Level;
use crate::outcome::{Left, Outcome};
use crate::record::Site;
use crate::snapshot::{self, Recorded};
use crate::verdict::{Finding, Verdict};

/// Something that happened in a run. The first one is [`Event::Began`], the last one [`Event::Ended`].
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// The run began.
    Began(Box<Began>),
    /// A trial ended, in no particular order.
    Trial(Box<Trial>),
    /// The run ended.
    Ended {
        /// Whether it ended before all trials were tried.
        interrupted: bool,
    },
}

/// What is known before the first trial.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Began {
    /// The host. Nothing else in the events is about it, so they are equal on any two hosts that answer alike.
    pub host: Host,
    /// The runners, in the order in which they are to be shown.
    pub runners: Vec<Runner>,
    /// How many trials there are to be.
    pub planned: usize,
    /// What the paths of the cases are made of.
    pub grids: Vec<Grid>,
    /// The claims that the cases cite, in the order of their ids.
    pub claims: Vec<Claim>,
    /// The cases, in the order of their names.
    pub cases: Vec<Case>,
}

/// The machine that the trials are tried on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Host {
    /// The kernel and its release: `Linux 6.8.0`.
    pub kernel: String,
    /// The processor's architecture, as Rust names it: `x86_64`.
    pub architecture: String,
    /// The world of the trials: `private` or `shared`.
    pub world: String,
}

/// A runner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Runner {
    /// Its name.
    pub name: String,
    /// The version of its runtime.
    pub version: String,
    /// The folders of the interfaces that it speaks, of those that have cases in this run.
    pub speaks: Vec<String>,
    /// Why it differs; the first one that explains a case is its cause.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub causes: Vec<Cause>,
}

/// The names that the paths of an interface's cases are made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grid {
    /// The first part of the path.
    pub api: String,
    /// The runner whose answers are the baseline of the snapshots.
    pub baseline: String,
    /// The kinds of sockets.
    pub sockets: Vec<Socket>,
    /// What each state means, in the order in which they are to be shown.
    pub states: Vec<State>,
    /// The cells that are not to be reached.
    pub gaps: Vec<Gap>,
}

/// A kind of socket, with its rows and columns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Socket {
    /// Its name.
    pub name: String,
    /// What it is, in a sentence.
    pub meaning: String,
    /// The names of the states that it can be in.
    pub states: Vec<String>,
    /// The names of the operations that it can be asked.
    pub operations: Vec<String>,
}

/// A state of a descriptor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// Its name.
    pub name: String,
    /// When it holds, in a sentence.
    pub meaning: String,
}

/// Cells that are not to be reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gap {
    /// Why they are not.
    pub reason: String,
    /// The cells: `stream/none/open`.
    pub cells: Vec<String>,
}

/// A case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Case {
    /// Its path without `.wat`.
    pub name: String,
    /// What its path says that it asks, where its folder has a grid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cell: Option<Cell>,
    /// How binding its expectations are.
    pub level: Level,
    /// What is asked, what must be answered, and why.
    pub prose: String,
    /// The ids of the claims that the expectations rest on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refs: Vec<String>,
    /// The line, from 1, whose answer is that of the whole case: the first that asks the operation of its path.
    pub asks: u32,
    /// What each line expects.
    pub expectations: Vec<Expectation>,
    /// The whole text of the file.
    pub text: String,
}

/// A cell of a grid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// The kind of socket.
    pub socket: String,
    /// The state.
    pub state: String,
    /// The operation.
    pub operation: String,
    /// The operation that the case asks in its place, where that is a synonym.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked: Option<String>,
    /// The row over all interfaces that it belongs to: `stream/bound/listen`.
    pub row: String,
}

/// What a line expects of the call on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expectation {
    /// The line, from 1.
    pub line: u32,
    /// What a wrong answer means.
    pub purpose: Purpose,
    /// The answers that are right, as the case has them.
    pub text: String,
}

/// A trial that has ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trial {
    /// The name of the case.
    pub case: String,
    /// The name of the runner.
    pub runner: String,
    /// What came of it.
    #[serde(flatten)]
    pub result: Result,
}

/// What came of a trial.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Result {
    /// It was tried.
    Measured(Box<Measured>),
    /// It could not be tried there.
    Ignored {
        /// Why.
        ignored: String,
    },
}

/// What a trial that was tried came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measured {
    /// What it says about the runtime.
    pub verdict: Verdict,
    /// What happened.
    pub outcome: Outcome,
    /// What it left when it ended.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left: Vec<Left>,
    /// The first call that was not as expected, by its index in `calls`, or the line that was not reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finding: Option<Finding>,
    /// How it stands to the snapshots.
    pub recorded: Recorded,
    /// What explains that it is not as required, by its index in the runner's causes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cause: Option<usize>,
    /// The calls, as snapshots hold them.
    pub calls: Vec<Call>,
    /// What the guest or the runtime printed on standard error.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub said: String,
}

/// A call, with names in the place of what the run chose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call {
    /// Where in the guest it stands.
    pub site: Site,
    /// The function with what it was given: `sock_listen(fd=$a, backlog=8)`.
    pub call: String,
    /// What came back, by name: `success`, `addrnotavail`; `returns` from a function without a result, `?` from a call
    /// that did not return.
    pub answer: String,
    /// The number of that errno, where it is one that has a name, and no success.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub errno: Option<u16>,
    /// What it wrote, each with its name: `fd=$b`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub outs: Vec<String>,
}

/// The file of the case of this name, from the folder of the suite.
pub fn file(case: &str) -> String {
    format!("cases/{case}.wat")
}

impl Began {
    /// The runner of this name.
    pub fn runner(&self, name: &str) -> Option<&Runner> {
        self.runners.iter().find(|runner| runner.name == name)
    }

    /// The case of this name.
    pub fn case(&self, name: &str) -> Option<&Case> {
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

impl Cell {
    /// Whether the case asks this operation, by its name or by a synonym.
    pub fn asks(&self, operation: &str) -> bool {
        self.operation == operation || self.asked.as_deref() == Some(operation)
    }
}

impl Case {
    /// The questions, in the order of their lines.
    pub fn questions(&self) -> impl Iterator<Item = &Expectation> {
        let all = self.expectations.iter();
        all.filter(|one| one.purpose == Purpose::Question)
    }

    /// What is expected of the call on this line.
    pub fn expectation(&self, line: u32) -> Option<&Expectation> {
        self.expectations.iter().find(|one| one.line == line)
    }
}

impl Trial {
    /// The name that tests and filters use: `wasix/stream/listening/listen::wasmer`.
    pub fn name(&self) -> String {
        format!("{}::{}", self.case, self.runner)
    }

    /// What it came to, if it was tried.
    pub fn measured(&self) -> Option<&Measured> {
        match &self.result {
            Result::Measured(measured) => Some(measured),
            Result::Ignored { .. } => None,
        }
    }

    /// The verdict, if it was tried.
    pub fn verdict(&self) -> Option<Verdict> {
        self.measured().map(|measured| measured.verdict)
    }
}

impl Measured {
    /// The text that snapshots hold.
    pub fn text(&self) -> String {
        snapshot::text(self.calls.iter(), &self.outcome, &self.left)
    }

    /// The calls on a line, in order.
    pub fn calls_on(&self, line: u32) -> impl DoubleEndedIterator<Item = &Call> {
        let here = Site::Line(line);
        self.calls.iter().filter(move |call| call.site == here)
    }
}

impl Call {
    /// Whether it returned.
    pub fn answered(&self) -> bool {
        self.answer != "?"
    }

    /// What came back without what was written, for a person: `success`, `addrnotavail (4)`.
    pub fn word(&self) -> String {
        match self.errno {
            Some(errno) => format!("{} ({errno})", self.answer),
            None => self.answer.clone(),
        }
    }

    /// What came back, for a person: `success fd=$b`, `addrnotavail (4)`.
    pub fn result(&self) -> String {
        let words = [self.word()].into_iter();
        words
            .chain(self.outs.iter().cloned())
            .collect::<Vec<_>>()
            .join(" ")
    }
}

/// The line of a snapshot; with `{:#}`, which is for people, errnos have their numbers, and the place is left out.
impl fmt::Display for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if f.alternate() {
            return write!(f, "{} -> {}", self.call, self.result());
        }
        write!(f, "{} {} -> {}", self.site, self.call, self.answer)?;
        self.outs.iter().try_for_each(|out| write!(f, " {out}"))
    }
}
