//! Gravity: how much what a trial says of a runtime matters to those who run guests on it.
//!
//! A verdict says how a question was answered. That is not all: a runtime that falls over takes the process of its host along,
//! whatever the documents say of the call that did it.

use std::fmt;

use crate::event::MeasuredSeen;
use crate::header::Level;
use crate::outcome::Outcome;
use crate::record::Site;

use super::{Finding, Judgement, Verdict};

/// How grave a finding is. The graver one is the greater one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gravity {
    /// Nothing was found: the trial conforms, or the documents leave the answer open.
    Nothing,
    /// The runtime does not offer what the case needs, and says so.
    Unsupported,
    /// A set-up failed or the question was never reached, so nothing is known of the answer. Another case asks what failed.
    NotAsked,
    /// Something was answered otherwise than POSIX or Linux answer.
    Should,
    /// Something was answered otherwise than the interface's own documents require.
    Must,
    /// The guest did not come to its end, and had to be ended: it waits or spins where it may not, or the runtime took more
    /// time or memory than a trial may take, which no guest of a case asks for.
    Hung,
    /// The runtime fell over, whatever was asked: whoever embeds it falls with it.
    Crashed,
    /// The harness or the case is at fault. What the runtime does is not known, so it may be the worst.
    Broken,
}

impl Gravity {
    /// All of them, the gravest first.
    pub const ALL: [Gravity; 8] = [
        Gravity::Broken,
        Gravity::Crashed,
        Gravity::Hung,
        Gravity::Must,
        Gravity::Should,
        Gravity::NotAsked,
        Gravity::Unsupported,
        Gravity::Nothing,
    ];

    /// Returns the gravity of a trial with this verdict, which ended so; `finding` is what the verdict rests on.
    ///
    /// A crash is one wherever it happens, also where the documents leave the answer open, in a set-up, or after the last
    /// answer. A hang counts where the waiting is not itself the answer: a call that is to block does no harm. A guest that waits
    /// for what cannot come since an earlier answer was wrong is as grave as that answer.
    pub fn of(verdict: Verdict, outcome: &Outcome, finding: Option<&Finding>) -> Gravity {
        match (outcome, verdict) {
            (Outcome::Broken(_), _) | (_, Verdict::Broken) => Gravity::Broken,
            (Outcome::Crashed(..), _) => Gravity::Crashed,
            (Outcome::Exceeded(_), _) => Gravity::Hung,
            (Outcome::Hung(site), verdict) if !is_answer(*site, verdict, finding) => Gravity::Hung,
            (_, Verdict::Deviates(Level::Must)) => Gravity::Must,
            // Nothing deviates from what is left open.
            (_, Verdict::Deviates(Level::Should | Level::May)) => Gravity::Should,
            (_, Verdict::NotAsked) => Gravity::NotAsked,
            (_, Verdict::Unsupported) => Gravity::Unsupported,
            (_, Verdict::Conforms | Verdict::Records) => Gravity::Nothing,
        }
    }
}

/// Whether a guest that hung at `site` says no more by that than its verdict does.
fn is_answer(site: Option<Site>, verdict: Verdict, finding: Option<&Finding>) -> bool {
    match finding {
        None => verdict.is_right() && site.is_some(),
        Some(finding) => finding.call.is_some() && site != Some(Site::Line(finding.line)),
    }
}

impl Judgement {
    /// How grave it is.
    pub fn gravity(&self) -> Gravity {
        Gravity::of(self.verdict, &self.outcome, self.finding.as_ref())
    }
}

impl MeasuredSeen {
    /// How grave it is.
    pub fn gravity(&self) -> Gravity {
        Gravity::of(self.verdict, &self.outcome, self.finding.as_ref())
    }
}

/// A word or two, as the head of a column has them: `crashed`, `must`, `not asked`.
impl fmt::Display for Gravity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Gravity::Nothing => "nothing",
            Gravity::Unsupported => "unsupported",
            Gravity::NotAsked => "not asked",
            Gravity::Should => "should",
            Gravity::Must => "must",
            Gravity::Hung => "hung",
            Gravity::Crashed => "crashed",
            Gravity::Broken => "broken",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outcome::{Crash, Limit};

    #[test]
    fn what_is_graver_is_greater() {
        assert!(Gravity::ALL.is_sorted_by(|one, next| one > next));
    }

    #[test]
    fn what_is_how_grave() {
        let here = Some(Site::Line(7));
        let at = |line| {
            Some(Finding {
                line,
                call: Some(1),
                after: None,
            })
        };
        let unreached = Some(Finding {
            line: 7,
            call: None,
            after: None,
        });
        let crash = || Outcome::Crashed(here, Crash::Signal(11));
        let (must, should) = (
            Verdict::Deviates(Level::Must),
            Verdict::Deviates(Level::Should),
        );
        let table = [
            (
                "right",
                Verdict::Conforms,
                Outcome::Completed,
                None,
                Gravity::Nothing,
            ),
            (
                "left open",
                Verdict::Records,
                Outcome::Completed,
                at(7),
                Gravity::Nothing,
            ),
            ("wrong", must, Outcome::Completed, at(7), Gravity::Must),
            (
                "unusual",
                should,
                Outcome::Completed,
                at(7),
                Gravity::Should,
            ),
            (
                "a set-up failed",
                Verdict::NotAsked,
                Outcome::Blocked(Site::Line(7)),
                at(7),
                Gravity::NotAsked,
            ),
            (
                "no such import",
                Verdict::Unsupported,
                Outcome::Unsupported("it".into()),
                None,
                Gravity::Unsupported,
            ),
            (
                "ours",
                Verdict::Broken,
                Outcome::Broken("why".into()),
                None,
                Gravity::Broken,
            ),
            (
                "crash in the question",
                should,
                crash(),
                at(7),
                Gravity::Crashed,
            ),
            (
                "crash where all is right",
                Verdict::Records,
                crash(),
                at(7),
                Gravity::Crashed,
            ),
            (
                "crash in a set-up",
                Verdict::NotAsked,
                crash(),
                at(7),
                Gravity::Crashed,
            ),
            (
                "crash after a wrong answer",
                must,
                crash(),
                at(5),
                Gravity::Crashed,
            ),
            (
                "memory",
                should,
                Outcome::Exceeded(Limit::Memory),
                None,
                Gravity::Hung,
            ),
            (
                "it is to wait",
                Verdict::Conforms,
                Outcome::Hung(here),
                None,
                Gravity::Nothing,
            ),
            (
                "it may wait",
                Verdict::Records,
                Outcome::Hung(here),
                None,
                Gravity::Nothing,
            ),
            (
                "it waits",
                should,
                Outcome::Hung(here),
                at(7),
                Gravity::Hung,
            ),
            (
                "it waits where others answer",
                Verdict::Records,
                Outcome::Hung(here),
                at(7),
                Gravity::Hung,
            ),
            (
                "it spins after its answers",
                Verdict::Records,
                Outcome::Hung(None),
                None,
                Gravity::Hung,
            ),
            (
                "it spins before the question",
                Verdict::NotAsked,
                Outcome::Hung(None),
                unreached,
                Gravity::Hung,
            ),
            (
                "it waits since an answer was wrong",
                should,
                Outcome::Hung(here),
                at(5),
                Gravity::Should,
            ),
        ];
        for (what, verdict, outcome, finding, expected) in table {
            assert_eq!(
                Gravity::of(verdict, &outcome, finding.as_ref()),
                expected,
                "{what}"
            );
        }
    }
}
