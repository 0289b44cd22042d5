//! Expectations: the comments at the ends of a case's lines, and what they accept.
//!
//! ```text
//! expectation  = mark alternative { "|" alternative }
//! mark         = ";;~"  (set-up)  |  ";;="  (the question)
//! alternative  = [ "blocks then" | "started then" ] answer { field ("=" | "!=") pattern } [ "[" claim "]" ] [ "@" label ] [ "after" "@" label ]
//! answer       = errno name | "ok" | "err(" case ")" | "fails" | "completed" | "dropped" | "cancelled" | "started"
//!              | "*" | "blocks" | "exits" | "returns" | "traps"
//! pattern      = characters without a space, or a string in double quotes; in it "*" stands for anything
//!                and "$name" takes a value, or compares it when the name has one
//! ```
//!
//! A call that `blocks then` answers returns when the [peer](crate::peer) lets it: it was seen to wait, and the peer took a step
//! that was kept for that.
//!
//! A call that `started then` answers has returned before it had finished, and the guest was told later how it went. Without these words
//! an answer is right whether it came at once or later, which most documents leave to the runtime. One that is `started` alone is never
//! told of.
//!
//! Where documents contradict each other, an alternative names the claim that it is the answer by.
//!
//! Of calls that belong together, such as the two halves of an operation, what one may answer depends on what another has
//! answered. There each answer of the earlier one has a label, and each answer of the later one says after which of them it
//! is right.
//!
//! A field with the pattern `*` and nothing else is left open: its value differs from host to host, so it is not compared,
//! and snapshots do not hold it.

mod label;
mod parse;
mod pattern;

use std::collections::BTreeMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::interface::{Answer, Errno, Field, Value};
use crate::trace::Call;

pub(crate) use label::right_after;
pub use parse::parse;
pub(crate) use parse::step_succeeds;

/// What every step of a peer is expected to answer.
const SUCCESS: &str = "success";

/// What names stand for, from one call of a trace to the next.
pub type Bindings = BTreeMap<String, String>;

/// What a line of a case expects of the call on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expectation {
    /// The line, from 1.
    pub line: u32,
    /// What a wrong answer means.
    pub purpose: Purpose,
    /// The answers that are right.
    pub alternatives: Vec<Alternative>,
    /// The line of the call whose answer says which of the alternatives are right, where that depends on one.
    pub after: Option<u32>,
    /// Where the comment stands in the text of the case.
    pub span: Range<usize>,
    /// The comment without its mark, as its author wrote it.
    pub text: String,
}

/// What a wrong answer means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// The question could not be asked.
    SetUp,
    /// The runtime deviates.
    Question,
}

/// Gives those of the lines that ask the question.
pub fn questions(expectations: &[Expectation]) -> impl Iterator<Item = &Expectation> {
    expectations
        .iter()
        .filter(|expectation| expectation.purpose == Purpose::Question)
}

/// One answer that is right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alternative {
    /// Whether the call waits until the peer lets it go.
    pub waits: bool,
    /// Whether the call returns before it has finished.
    pub starts: bool,
    /// What the call answers.
    pub answer: Expected,
    /// What its arguments and out-parameters hold.
    pub fields: Vec<FieldPattern>,
    /// The claim by which this is the answer, where others say otherwise.
    pub claim: Option<String>,
    /// The name of this answer, by which what is right after it is told.
    pub label: Option<String>,
    /// The name of the earlier answer after which alone this one is right.
    pub after: Option<String>,
}

/// What a call is expected to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// Return, with anything.
    Anything,
    /// Answer this errno.
    Errno(Errno),
    /// Succeed, of a function whose WIT type is a `result`.
    Ok,
    /// Fail with this case of its error.
    Err(&'static str),
    /// Fail, with whatever errno or case of its error.
    Fails,
    /// Have copied what was to be copied, or some of it.
    Completed,
    /// Find the other end dropped.
    Dropped,
    /// Be cancelled.
    Cancelled,
    /// Return before it has finished, and never be told of.
    Started,
    /// Not return.
    Blocks,
    /// End the guest.
    Exits,
    /// Return; it has no result, or one that cannot fail.
    Returns,
    /// End the guest with a trap.
    Traps,
}

/// What became of a call that has not finished.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Open {
    /// The guest waits in it.
    Waits,
    /// The guest trapped in it.
    Trapped,
    /// The guest ended in it by something that no document allows, or it is not known yet what becomes of it.
    Lost,
}

/// What one field is expected to hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldPattern {
    /// The field's name.
    pub name: String,
    /// Whether it must be another value instead.
    pub negated: bool,
    /// The pattern, as written.
    pub pattern: String,
}

impl Expectation {
    /// Returns the alternative by which the call is right, if it is; takes the values of new names from it. `open` is what
    /// became of it if it has not finished, `after` the label of the answer that it depends on.
    pub fn accepts(
        &self,
        call: &Call,
        open: Open,
        after: Option<&str>,
        bindings: &mut Bindings,
    ) -> Option<&Alternative> {
        let mut alternatives = self.alternatives.iter();
        alternatives.find(|one| one.after.as_deref() == after && one.accepts(call, open, bindings))
    }

    /// Whether a call that says it succeeded may be as expected.
    pub fn accepts_success(&self) -> bool {
        self.alternatives.iter().any(|one| match one.answer {
            Expected::Errno(errno) => errno.number == 0,
            Expected::Anything | Expected::Ok | Expected::Returns | Expected::Completed => true,
            Expected::Dropped | Expected::Cancelled | Expected::Started => false,
            Expected::Err(_)
            | Expected::Fails
            | Expected::Blocks
            | Expected::Exits
            | Expected::Traps => false,
        })
    }

    /// Whether it says of a call that this returns before it has finished.
    pub fn says_started(&self) -> bool {
        let mut all = self.alternatives.iter();
        all.any(|one| one.starts || one.answer == Expected::Started)
    }

    /// Returns the claims of which each says another answer.
    pub fn sides(&self) -> impl Iterator<Item = &str> {
        let claims = self.alternatives.iter().map(|one| one.claim.as_deref());
        claims.flatten()
    }

    /// Whether the field of this name is left open: nobody is to compare or record its value.
    pub fn leaves_open(&self, name: &str) -> bool {
        self.open_fields().any(|field| field.name == name)
    }

    /// Whether anything is left open.
    pub fn is_open(&self) -> bool {
        self.open_fields().next().is_some()
    }

    fn open_fields(&self) -> impl Iterator<Item = &FieldPattern> {
        let fields = self.alternatives.iter().flat_map(|one| &one.fields);
        fields.filter(|field| field.is_open())
    }
}

impl FieldPattern {
    fn is_open(&self) -> bool {
        self.pattern == "*" && !self.negated
    }
}

impl Alternative {
    fn accepts(&self, call: &Call, open: Open, bindings: &mut Bindings) -> bool {
        let answered = match (self.answer, call.answer()) {
            (Expected::Anything, _) => call.finished(),
            (Expected::Errno(errno), Answer::Errno(number)) => errno.number == number,
            (Expected::Ok, Answer::Ok) | (Expected::Returns, Answer::Returned) => true,
            (Expected::Completed, Answer::Completed)
            | (Expected::Dropped, Answer::Dropped)
            | (Expected::Cancelled, Answer::Cancelled)
            | (Expected::Started, Answer::Started) => true,
            (Expected::Err(wanted), Answer::Err(case)) => wanted == case,
            (Expected::Fails, answer) => answer.is_failure(),
            // Whether a call without an answer was hung in or ended the guest is told by the call itself:
            // `proc_exit` is the one that never returns.
            (Expected::Exits, Answer::Pending) => call.ends_the_guest(),
            (Expected::Blocks, Answer::Pending | Answer::Started) => {
                open == Open::Waits && !call.ends_the_guest()
            }
            (Expected::Traps, Answer::Pending) => open == Open::Trapped,
            _ => false,
        };
        if self.starts && call.later.is_none() {
            return false;
        }
        let waited = call.waited == self.waits;
        // One that never returns waits, whatever the peer has done; and anything is any way to return.
        let either = matches!(self.answer, Expected::Blocks | Expected::Anything);
        if !answered || !(waited || either) {
            return false;
        }
        // A call that succeeds has written all that it gives.
        let unwritten = |field: &Field| field.value == Value::Unwritten;
        if self.answer != Expected::Anything && call.decoded.outs.iter().any(unwritten) {
            return false;
        }
        // A name takes its value only when the whole alternative holds.
        let mut tried = bindings.clone();
        let mut compared = self.fields.iter().filter(|field| !field.is_open());
        let holds = compared.all(|field| {
            let Some(value) = call.field(&field.name) else {
                return false;
            };
            pattern::matches(&field.pattern, &value, &mut tried) != field.negated
        });
        if holds {
            *bindings = tried;
        }
        holds
    }
}
