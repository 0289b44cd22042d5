//! Verdicts: an outcome and a trace, judged by the expectations of a case.
//!
//! [`judge`] is the only place where a trial is judged. It is a pure function of its arguments. How grave a judgement is says
//! [`Gravity`].

mod gravity;

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::expect::{Alternative, Bindings, Expectation, Open, Purpose};
use crate::header::Level;
use crate::outcome::Outcome;
use crate::record::Site;
use crate::trace::Call;

pub use gravity::Gravity;

/// What a trial says about the runtime.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Verdict {
    /// Every question was answered as required.
    Conforms,
    /// A question was answered otherwise; the level says how binding the requirement is.
    Deviates(Level),
    /// The documents leave the answer open, and it was recorded.
    Records,
    /// The runtime does not offer what the case needs.
    Unsupported,
    /// The question could not be asked.
    NotAsked,
    /// The harness or the case is at fault.
    Broken,
}

impl Verdict {
    /// Whether nothing is wrong.
    pub fn is_right(self) -> bool {
        matches!(self, Verdict::Conforms | Verdict::Records)
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Verdict::Conforms => write!(f, "conforms"),
            Verdict::Deviates(level) => write!(f, "deviates ({level})"),
            Verdict::Records => write!(f, "records"),
            Verdict::Unsupported => write!(f, "unsupported"),
            Verdict::NotAsked => write!(f, "not asked"),
            Verdict::Broken => write!(f, "broken"),
        }
    }
}

/// A verdict with what it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// What happened, with a set-up that failed taken into account.
    pub outcome: Outcome,
    /// What it says about the runtime.
    pub verdict: Verdict,
    /// The first call that was not as expected, or the line that was not reached.
    pub finding: Option<Finding>,
}

impl Judgement {
    /// Whether a question was answered otherwise than any answer that the case knows, or the guest ended by accident after
    /// it.
    pub fn is_wrong(&self) -> bool {
        match self.verdict {
            Verdict::Deviates(_) => true,
            Verdict::Records => self.finding.is_some(),
            _ => false,
        }
    }
}

/// A call that was not as expected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// The line of the expectation, from 1.
    pub line: u32,
    /// The index of the call in the trace; `None` when the line was never reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub call: Option<usize>,
    /// The label of the earlier answer after which it was not as expected, where what is right depends on one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

/// The expectations of a case, as one call after the other meets them.
#[derive(Debug)]
pub struct Judge<'a> {
    expectations: &'a [Expectation],
    bindings: Bindings,
    /// What the last call on the line of each expectation came to; `None` where there was none.
    last: Vec<Option<Met<'a>>>,
}

/// The answer by which a call is as expected; `None` where it is not.
type Met<'a> = Option<&'a Alternative>;

/// What one call did to the expectation on its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// It is as expected, or nothing was expected of it.
    Right,
    /// It is a set-up that failed, or what it depends on has not been asked.
    Blocked,
    /// It is the question, and was answered otherwise.
    Wrong,
}

impl<'a> Judge<'a> {
    /// Before the first call.
    pub fn new(expectations: &'a [Expectation]) -> Judge<'a> {
        Judge {
            expectations,
            bindings: Bindings::new(),
            last: vec![None; expectations.len()],
        }
    }

    /// Judges the next call. `open` is what became of it if it has not finished.
    pub fn step(&mut self, call: &Call, open: Open) -> Step {
        let Site::Line(line) = call.site else {
            return Step::Right;
        };
        let Some(at) = self.at(line) else {
            return Step::Right;
        };
        // A step that waits for a call to wait is not taken where that does not: then it is the call that is judged.
        if call.is_kept() {
            return Step::Right;
        }
        let expectation = &self.expectations[at];
        let after = match expectation.after.map(|line| self.met(line)) {
            None => None,
            Some(None) => return Step::Blocked,
            // No document says what is right after a wrong answer.
            Some(Some(None)) => return Step::Right,
            Some(Some(Some(earlier))) => earlier.label.as_deref(),
        };
        let told = call.returned() || call.ends_the_guest() || open != Open::Lost;
        let met = match told {
            true => expectation.accepts(call, open, after, &mut self.bindings),
            false => None,
        };
        self.last[at] = Some(met);
        match (met, expectation.purpose) {
            (Some(_), _) => Step::Right,
            (None, Purpose::SetUp) => Step::Blocked,
            (None, Purpose::Question) => Step::Wrong,
        }
    }

    /// Whether a question stands on this line.
    fn is_question(&self, line: u32) -> bool {
        let here = |one: &Expectation| one.line == line && one.purpose == Purpose::Question;
        self.expectations.iter().any(here)
    }

    /// What the last call on the line came to, if there was one.
    fn met(&self, line: u32) -> Option<Met<'a>> {
        self.last[self.at(line)?]
    }

    fn at(&self, line: u32) -> Option<usize> {
        self.expectations.iter().position(|one| one.line == line)
    }

    /// The label of the answer on which the expectation on `line` depends, if it depends on one that was given.
    fn after(&self, line: u32) -> Option<&'a str> {
        let earlier = self.met(self.expectations[self.at(line)?].after?)??;
        earlier.label.as_deref()
    }

    /// The questions that were answered by a claim, where others say otherwise: their lines, and the claims.
    pub fn sides(&self) -> impl Iterator<Item = (u32, &'a str)> {
        let all = self.expectations.iter().zip(&self.last);
        let questions = all.filter(|(expectation, _)| expectation.purpose == Purpose::Question);
        questions.filter_map(|(expectation, met)| {
            let claim = (*met)??.claim.as_deref()?;
            Some((expectation.line, claim))
        })
    }

    /// The first question that no call has come to.
    fn unreached(&self) -> Option<&'a Expectation> {
        let mut all = self.expectations.iter().zip(&self.last);
        let found = all
            .find(|(expectation, met)| expectation.purpose == Purpose::Question && met.is_none());
        found.map(|(expectation, _)| expectation)
    }
}

/// Judges a trial.
///
/// `outcome` is how the guest ended, as far as that can be told without expectations; it is never
/// [`Outcome::Blocked`]. `calls` is the trace in order. Calls on lines without an expectation are not judged.
pub fn judge(
    level: Level,
    expectations: &[Expectation],
    calls: &[Call],
    outcome: Outcome,
) -> Judgement {
    let deviates = match level {
        Level::May => Verdict::Records,
        level => Verdict::Deviates(level),
    };
    let conforms = match level {
        Level::May => Verdict::Records,
        _ => Verdict::Conforms,
    };
    let open = match &outcome {
        Outcome::Broken(_) => {
            return Judgement {
                outcome,
                verdict: Verdict::Broken,
                finding: None,
            };
        }
        Outcome::Unsupported(_) | Outcome::NotStarted(_) => {
            return Judgement {
                outcome,
                verdict: Verdict::Unsupported,
                finding: None,
            };
        }
        Outcome::Unmade(_) => {
            return Judgement {
                outcome,
                verdict: Verdict::NotAsked,
                finding: None,
            };
        }
        Outcome::Hung(Some(_)) => Open::Waits,
        Outcome::Trapped(Some(_)) => Open::Trapped,
        _ => Open::Lost,
    };
    let mut judge = Judge::new(expectations);
    let mut ended_as_allowed = false;
    for (index, call) in calls.iter().enumerate() {
        let step = judge.step(call, open);
        let line = match call.site {
            Site::Line(line) => line,
            Site::Offset(_) => 0,
        };
        let finding = Some(Finding {
            line,
            call: Some(index),
            after: judge.after(line).map(str::to_owned),
        });
        match (step, &outcome) {
            // A guest that trapped or waits in a question, as the question allows, comes to none of those after it.
            (Step::Right, _) => {
                let ended = open != Open::Lost && !call.finished();
                ended_as_allowed |= ended && judge.is_question(line);
            }
            (Step::Wrong, _) => {
                return Judgement {
                    outcome,
                    verdict: deviates,
                    finding,
                };
            }
            // That the runtime fell over, or took too much, says more than that the question was not asked.
            (Step::Blocked, Outcome::Crashed(..) | Outcome::Exceeded(_)) => {
                return Judgement {
                    outcome,
                    verdict: Verdict::NotAsked,
                    finding,
                };
            }
            (Step::Blocked, _) => {
                return Judgement {
                    outcome: Outcome::Blocked(call.site),
                    verdict: Verdict::NotAsked,
                    finding,
                };
            }
        }
    }
    if let Some(question) = judge.unreached().filter(|_| !ended_as_allowed) {
        let finding = Some(Finding {
            line: question.line,
            call: None,
            after: None,
        });
        return Judgement {
            outcome,
            verdict: Verdict::NotAsked,
            finding,
        };
    }
    // All questions were answered; how the guest ended after them must still be no accident. What it trapped or waits in
    // is a call, which was judged like all others.
    let verdict = match outcome {
        Outcome::Completed | Outcome::Exited(_) => conforms,
        Outcome::Hung(Some(_)) | Outcome::Trapped(Some(_)) => conforms,
        _ => deviates,
    };
    Judgement {
        outcome,
        verdict,
        finding: None,
    }
}
