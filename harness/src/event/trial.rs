//! A trial that has ended, as events have it.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::line::{HOST, WAITED};
use crate::outcome::{Left, Outcome};
use crate::record::Site;
use crate::snapshot::{self, Comparison};
use crate::standing::Objection;
use crate::verdict::{Finding, Verdict};

use super::written;

/// A trial that has ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrialSeen {
    /// The name of the case.
    pub case: String,
    /// The label of the column.
    pub column: String,
    /// What came of it.
    pub result: ResultSeen,
}

/// What came of a trial.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ResultSeen {
    /// It was tried.
    Measured(Box<MeasuredSeen>),
    /// It could not be tried there, for this reason.
    Ignored(String),
}

/// What a trial that was tried came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeasuredSeen {
    /// What it says about the runtime.
    pub verdict: Verdict,
    /// What happened.
    #[serde(with = "written::outcome")]
    pub outcome: Outcome,
    /// Whether nobody has defined what the runtime did, so that another build of it may do otherwise; snapshots hold nothing
    /// of it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub undefined: bool,
    /// What it left when it ended.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left: Vec<Left>,
    /// The first call that was not as expected, by its index in `calls`, or the line that was not reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finding: Option<Finding>,
    /// Its line in the file of known differences, where the run is held to one that says something of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub listed: Option<usize>,
    /// How it compares with its snapshot.
    #[serde(with = "written::comparison")]
    pub snapshot: Comparison,
    /// What else stands against it, the gravest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub objections: Vec<Objection>,
    /// What explains that it is not as required, by its index in the column's causes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cause: Option<usize>,
    /// What its questions were seen to ask, in the order of the calls. A question that waits for several descriptors asks
    /// each of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub asked: Vec<AskedSeen>,
    /// How its answers contradict the states that were tracked, each with its place.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contradictions: Vec<String>,
    /// The sides that it took where documents contradict each other.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sides: Vec<SideSeen>,
    /// The calls, as snapshots hold them.
    pub calls: Vec<CallSeen>,
    /// What the guest or the runtime printed on standard error.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub said: String,
}

#[cfg(test)]
impl MeasuredSeen {
    /// A trial that ended so, as recorded, and of which nothing else is said.
    pub(crate) fn bare(verdict: Verdict, outcome: Outcome) -> MeasuredSeen {
        MeasuredSeen {
            verdict,
            outcome,
            undefined: false,
            left: Vec::new(),
            finding: None,
            listed: None,
            snapshot: Comparison::Same,
            objections: Vec::new(),
            cause: None,
            asked: Vec::new(),
            contradictions: Vec::new(),
            sides: Vec::new(),
            calls: Vec::new(),
            said: String::new(),
        }
    }
}

#[cfg(test)]
impl TrialSeen {
    /// A trial that has made one call, on line 1, and else came to what `measured` says. `wrong` is whether the call was answered
    /// otherwise than expected.
    pub(crate) fn answering(
        (case, column): (&str, &str),
        (call, answer): (&str, &str),
        wrong: bool,
        measured: MeasuredSeen,
    ) -> TrialSeen {
        let call = CallSeen {
            site: Site::Line(1),
            call: call.to_owned(),
            waited: false,
            answer: answer.to_owned(),
            errno: None,
            outs: Vec::new(),
            host: Vec::new(),
        };
        let finding = Finding {
            line: 1,
            call: Some(0),
            after: None,
        };
        TrialSeen {
            case: case.to_owned(),
            column: column.to_owned(),
            result: ResultSeen::Measured(Box::new(MeasuredSeen {
                finding: wrong.then_some(finding),
                calls: vec![call],
                ..measured
            })),
        }
    }
}

/// An operation that a question was seen to ask, as its trial was followed through the grid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AskedSeen {
    /// The line of the question, from 1.
    pub line: u32,
    /// The operation.
    pub operation: String,
    /// The descriptor, as the calls name it; none where the operation is asked of no descriptor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub descriptor: Option<String>,
    /// The kind of socket; none where the descriptor is no socket.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub socket: Option<String>,
    /// The state that the descriptor was in; none where nothing is known of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// Whether what was answered cannot come from that state.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub contradicted: bool,
}

/// The side that a question took where documents contradict each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SideSeen {
    /// The line of the question, from 1.
    pub line: u32,
    /// The id of the claim by which it was answered.
    pub claim: String,
}

/// A call, with names in the place of what the run chose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CallSeen {
    /// Where in the guest it stands.
    pub site: Site,
    /// The function with what it was given: `sock_listen(fd=$a, backlog=8)`.
    pub call: String,
    /// Whether it was seen to wait, and came back when the peer let it go.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub waited: bool,
    /// What came back, by name: `success`, `addrnotavail`; `returns` from a function without a result, `?` from a call
    /// that did not return.
    pub answer: String,
    /// The number of that errno, where it is one that has a name, and no success.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub errno: Option<u16>,
    /// What it wrote, each with its name: `fd=$b`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub outs: Vec<String>,
    /// What the runtime asked of the host for it, where that is recorded.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub host: Vec<String>,
}

impl TrialSeen {
    /// The name that tests and filters use: `wasix/stream/listening/listen::wasmer`.
    pub fn name(&self) -> String {
        format!("{}::{}", self.case, self.column)
    }

    /// What it came to, if it was tried.
    pub fn measured(&self) -> Option<&MeasuredSeen> {
        match &self.result {
            ResultSeen::Measured(measured) => Some(measured),
            ResultSeen::Ignored(_) => None,
        }
    }

    /// Why it was not tried, if it was not.
    pub fn ignored(&self) -> Option<&str> {
        match &self.result {
            ResultSeen::Measured(_) => None,
            ResultSeen::Ignored(reason) => Some(reason),
        }
    }

    /// The verdict, if it was tried.
    pub fn verdict(&self) -> Option<Verdict> {
        self.measured().map(|measured| measured.verdict)
    }
}

impl MeasuredSeen {
    /// Whether it is as it is to be.
    pub fn is_as_it_should_be(&self) -> bool {
        self.snapshot.is_as_recorded() && self.objections.is_empty()
    }

    /// What snapshots hold.
    pub fn transcript(&self) -> String {
        let calls = self.calls.iter();
        match self.undefined {
            false => snapshot::transcript(calls, &self.outcome, &self.left),
            true => {
                let first = self.finding.as_ref().and_then(|finding| finding.call);
                let before = calls.take(first.unwrap_or(usize::MAX));
                let line = self.finding.as_ref().filter(|_| first.is_some());
                snapshot::undefined(before, line.map(|finding| finding.line))
            }
        }
    }

    /// The calls on a line, in order.
    pub fn calls_on(&self, line: u32) -> impl DoubleEndedIterator<Item = &CallSeen> {
        let here = Site::Line(line);
        self.calls.iter().filter(move |call| call.site == here)
    }

    /// The claim by which the question on a line was answered, where documents contradict each other there.
    pub fn side(&self, line: u32) -> Option<&str> {
        let mut sides = self.sides.iter();
        let side = sides.find(|side| side.line == line)?;
        Some(&side.claim)
    }
}

impl CallSeen {
    /// Whether it returned.
    pub fn answered(&self) -> bool {
        self.answer != "?"
    }

    /// What came back without what was written, for a person: `success`, `addrnotavail (4)`.
    pub fn word(&self) -> String {
        match self.errno {
            Some(errno) => format!("{} ({errno})", self.bare()),
            None => self.bare(),
        }
    }

    /// The same without a number: `success`, `addrnotavail`, `blocks then success`.
    pub fn bare(&self) -> String {
        let waited = if self.waited { WAITED } else { "" };
        format!("{waited}{}", self.answer)
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
impl fmt::Display for CallSeen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if f.alternate() {
            return write!(f, "{} -> {}", self.call, self.result());
        }
        write!(f, "{} {} -> {}", self.site, self.call, self.bare())?;
        self.outs.iter().try_for_each(|out| write!(f, " {out}"))?;
        self.host
            .iter()
            .try_for_each(|call| write!(f, "{HOST}{call}"))
    }
}
