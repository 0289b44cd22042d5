//! Lies: what a runtime could tell a guest that is not true, and whether any case notices.
//!
//! A suite is as good as the wrong answers that it finds. A lie changes the calls of one function between the guest and the
//! runtime, which is the true one: what the call is given, whether it is made, what it answers. The wrapper that reports
//! each call does it, so a lie can be told on any runner, in any interface, and nothing is edited.
//!
//! ```text
//! mod      what lies there are
//! chance   which of them can matter in a trial, by what its calls answered
//! code     the instructions that lie
//! hunt     tells them to the cases, one at a time
//! list     what is known of them: the lies that none can notice, each with its reason
//! report   what people read
//! ```

pub mod chance;
pub(crate) mod code;
pub mod hunt;
pub mod list;
pub mod report;

use std::fmt;

use crate::interface::{Answer, Answers, Function, Place};

/// A lie about the calls of one function.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lie {
    /// The interface of the function.
    pub interface: &'static str,
    /// The function.
    pub function: Function,
    /// What is not true.
    pub kind: Kind,
}

/// What is not true.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// Nothing is done, and this is the answer.
    Idle(Answer),
    /// It is done, and this refusal is the answer.
    Denied(Answer),
    /// This refusal is told as a success.
    Swallowed(Answer),
    /// In place of this refusal its neighbour is told.
    Neighbour(Answer),
    /// A refusal is told once more by the next call.
    Twice,
    /// It never returns.
    Hangs,
    /// Where it would wait, it answers this at once.
    AtOnce(Answer),
    /// This value is not written.
    Unwritten(Place),
    /// The last byte of this value is not written.
    Short(Place),
    /// This value is one more than it is; a truth value is the other one.
    OffByOne(Place),
    /// The lowest of these flags is not told.
    FlagLost(Place),
    /// The lowest flag in this parameter, which has this name, does nothing.
    FlagIgnored(usize, &'static str),
    /// One byte of those that are moved is lost.
    BytesLost,
    /// One byte of those that are moved comes twice, or all of them do.
    BytesDoubled,
    /// The first two bytes of those that are moved are exchanged.
    BytesSwapped,
    /// It is done to the descriptor before the one that is asked.
    WrongDescriptor,
}

/// The kinds by their names, each with what it says.
pub const KINDS: [(&str, &str); 16] = [
    ("idle", "does nothing and answers success"),
    ("denied", "does what it is asked and answers a refusal"),
    ("swallowed", "answers success in place of a refusal"),
    ("neighbour", "answers the error beside the right one"),
    ("error-twice", "answers an error once more the next time"),
    ("hangs", "never returns"),
    ("at-once", "does not wait where it should"),
    ("unwritten", "leaves a result unwritten"),
    ("short", "leaves the last byte of a result unwritten"),
    ("off-by-one", "gives one more than there is"),
    ("flag-lost", "leaves out a flag that it should give"),
    ("flag-ignored", "ignores a flag that it is given"),
    ("bytes-lost", "loses a byte"),
    ("bytes-doubled", "moves bytes twice"),
    ("bytes-swapped", "moves bytes out of order"),
    ("wrong-descriptor", "does it to another descriptor"),
];

impl Kind {
    /// Returns its name, one of [`KINDS`].
    pub fn name(&self) -> &'static str {
        match self {
            Kind::Idle(_) => "idle",
            Kind::Denied(_) => "denied",
            Kind::Swallowed(_) => "swallowed",
            Kind::Neighbour(_) => "neighbour",
            Kind::Twice => "error-twice",
            Kind::Hangs => "hangs",
            Kind::AtOnce(_) => "at-once",
            Kind::Unwritten(_) => "unwritten",
            Kind::Short(_) => "short",
            Kind::OffByOne(_) => "off-by-one",
            Kind::FlagLost(_) => "flag-lost",
            Kind::FlagIgnored(..) => "flag-ignored",
            Kind::BytesLost => "bytes-lost",
            Kind::BytesDoubled => "bytes-doubled",
            Kind::BytesSwapped => "bytes-swapped",
            Kind::WrongDescriptor => "wrong-descriptor",
        }
    }

    /// Returns what it is about, where there may be several of its name.
    fn about(&self) -> Option<String> {
        match self {
            Kind::Idle(answer)
            | Kind::Denied(answer)
            | Kind::Swallowed(answer)
            | Kind::Neighbour(answer)
            | Kind::AtOnce(answer) => Some(answer.to_string()),
            Kind::Unwritten(place)
            | Kind::Short(place)
            | Kind::OffByOne(place)
            | Kind::FlagLost(place) => Some(place.name()),
            Kind::FlagIgnored(_, name) => Some((*name).to_owned()),
            _ => None,
        }
    }

    /// Whether it is about how a call went, so that a set-up which it is told to fails.
    pub(crate) fn is_about_the_answer(&self) -> bool {
        matches!(
            self,
            Kind::Denied(_)
                | Kind::Swallowed(_)
                | Kind::Neighbour(_)
                | Kind::Twice
                | Kind::Hangs
                | Kind::AtOnce(_)
        )
    }
}

/// `wasix/sock_bind/idle`, `wasix/sock_recv/neighbour:again`: lists and filters have it so.
impl fmt::Display for Lie {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (interface, function, kind) = (self.interface, self.function.name(), self.kind.name());
        write!(f, "{interface}/{function}/{kind}")?;
        match (&self.kind, self.kind.about()) {
            (Kind::Idle(answer), _) if answer.is_success() => Ok(()),
            (_, Some(about)) => write!(f, ":{about}"),
            (_, None) => Ok(()),
        }
    }
}

/// What the calls of a guest are changed by.
#[derive(Debug, Clone, Copy)]
pub enum Liar<'a> {
    /// This lie at these lines, and nothing else.
    Tells(&'a Lie, &'a [u32]),
    /// Nothing is done, and this is the answer of every function that has it; of all others it is success. It is told at
    /// these lines; everywhere where there are none.
    Idles(Answer, &'a [u32]),
}

impl Liar<'_> {
    /// Returns what is not true of this function of an interface.
    pub(crate) fn kind(&self, interface: &str, function: Function) -> Option<Kind> {
        match self {
            Liar::Tells(lie, _) => {
                let is_it = lie.interface == interface && lie.function == function;
                is_it.then(|| lie.kind.clone())
            }
            Liar::Idles(..) if function.ends_the_guest() => None,
            Liar::Idles(answer, _) => {
                let fits = match (answer, function.answers()) {
                    (Answer::Errno(_), Answers::Errno) => true,
                    (Answer::Err(case), Answers::Result(cases)) => cases.contains(case),
                    _ => false,
                };
                Some(Kind::Idle(match fits {
                    true => *answer,
                    false => success(function),
                }))
            }
        }
    }

    /// Returns the lines at which the lie is told; all where there are none.
    pub(crate) fn lines(&self) -> &[u32] {
        match self {
            Liar::Tells(_, lines) | Liar::Idles(_, lines) => lines,
        }
    }
}

/// Returns what a function answers that succeeds.
pub fn success(function: Function) -> Answer {
    match function.answers() {
        Answers::Errno => Answer::Errno(0),
        Answers::Result(_) => Answer::Ok,
        Answers::Copied => Answer::Completed,
        Answers::Nothing => Answer::Returned,
    }
}

/// Returns the refusal beside this one, if the function has another.
pub(crate) fn neighbour(function: Function, answer: Answer) -> Option<Answer> {
    match (answer, function.answers()) {
        (Answer::Errno(number), Answers::Errno) => Some(Answer::Errno(number + 1)),
        (Answer::Err(case), Answers::Result(cases)) => {
            let at = cases.iter().position(|known| *known == case)?;
            let next = cases.get(at + 1).or_else(|| cases.get(at.checked_sub(1)?));
            next.map(|case| Answer::Err(case))
        }
        _ => None,
    }
}
