//! How the document of a recording writes what has several forms, so that each is one kind of value wherever it stands: an
//! outcome and a comparison are objects that say what they are, a verdict is the text that people read.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::header::Level;
use crate::outcome::{Crash, Limit, Outcome};
use crate::record::Site;
use crate::snapshot::Comparison;
use crate::verdict::Verdict;

/// For a field that is an [`Outcome`].
pub(super) mod outcome {
    use super::*;

    pub(crate) fn serialize<S: Serializer>(outcome: &Outcome, to: S) -> Result<S::Ok, S::Error> {
        OutcomeWritten::from(outcome.clone()).serialize(to)
    }

    pub(crate) fn deserialize<'d, D: Deserializer<'d>>(from: D) -> Result<Outcome, D::Error> {
        OutcomeWritten::deserialize(from).map(Outcome::from)
    }
}

/// For a field that is a [`Comparison`].
pub(super) mod comparison {
    use super::*;

    pub(crate) fn serialize<S: Serializer>(one: &Comparison, to: S) -> Result<S::Ok, S::Error> {
        ComparisonWritten::from(one.clone()).serialize(to)
    }

    pub(crate) fn deserialize<'d, D: Deserializer<'d>>(from: D) -> Result<Comparison, D::Error> {
        ComparisonWritten::deserialize(from).map(Comparison::from)
    }
}

/// An [`Outcome`]: `{"kind":"hung","at":"L18"}`.
#[derive(Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
enum OutcomeWritten {
    Completed,
    Blocked {
        at: Site,
    },
    Hung {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at: Option<Site>,
    },
    Trapped {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at: Option<Site>,
    },
    Exited {
        code: u32,
    },
    /// A panic has neither a signal nor a code.
    Ended {
        at: Site,
        code: u32,
    },
    Crashed {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at: Option<Site>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        signal: Option<i32>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        code: Option<i32>,
    },
    Exceeded {
        limit: Limit,
    },
    Touched {
        what: String,
    },
    Unmade {
        what: String,
    },
    Unsupported {
        what: String,
    },
    NotStarted {
        how: String,
    },
    Broken {
        why: String,
    },
}

impl From<Outcome> for OutcomeWritten {
    fn from(outcome: Outcome) -> OutcomeWritten {
        match outcome {
            Outcome::Completed => OutcomeWritten::Completed,
            Outcome::Blocked(at) => OutcomeWritten::Blocked { at },
            Outcome::Hung(at) => OutcomeWritten::Hung { at },
            Outcome::Trapped(at) => OutcomeWritten::Trapped { at },
            Outcome::Exited(code) => OutcomeWritten::Exited { code },
            Outcome::Ended(at, code) => OutcomeWritten::Ended { at, code },
            Outcome::Crashed(at, crash) => {
                let (signal, code) = match crash {
                    Crash::Panic => (None, None),
                    Crash::Signal(signal) => (Some(signal), None),
                    Crash::Exit(code) => (None, Some(code)),
                };
                OutcomeWritten::Crashed { at, signal, code }
            }
            Outcome::Exceeded(limit) => OutcomeWritten::Exceeded { limit },
            Outcome::Touched(what) => OutcomeWritten::Touched { what },
            Outcome::Unmade(what) => OutcomeWritten::Unmade { what },
            Outcome::Unsupported(what) => OutcomeWritten::Unsupported { what },
            Outcome::NotStarted(how) => OutcomeWritten::NotStarted { how },
            Outcome::Broken(why) => OutcomeWritten::Broken { why },
        }
    }
}

impl From<OutcomeWritten> for Outcome {
    fn from(written: OutcomeWritten) -> Outcome {
        match written {
            OutcomeWritten::Completed => Outcome::Completed,
            OutcomeWritten::Blocked { at } => Outcome::Blocked(at),
            OutcomeWritten::Hung { at } => Outcome::Hung(at),
            OutcomeWritten::Trapped { at } => Outcome::Trapped(at),
            OutcomeWritten::Exited { code } => Outcome::Exited(code),
            OutcomeWritten::Ended { at, code } => Outcome::Ended(at, code),
            OutcomeWritten::Crashed { at, signal, code } => {
                let crash = match (signal, code) {
                    (Some(signal), _) => Crash::Signal(signal),
                    (None, Some(code)) => Crash::Exit(code),
                    (None, None) => Crash::Panic,
                };
                Outcome::Crashed(at, crash)
            }
            OutcomeWritten::Exceeded { limit } => Outcome::Exceeded(limit),
            OutcomeWritten::Touched { what } => Outcome::Touched(what),
            OutcomeWritten::Unmade { what } => Outcome::Unmade(what),
            OutcomeWritten::Unsupported { what } => Outcome::Unsupported(what),
            OutcomeWritten::NotStarted { how } => Outcome::NotStarted(how),
            OutcomeWritten::Broken { why } => Outcome::Broken(why),
        }
    }
}

/// How a trial compares with its snapshot: `{"kind":"different","before":"..."}`.
#[derive(Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
enum ComparisonWritten {
    Same,
    Different { before: String },
    Nothing,
    Unrecorded,
}

impl From<Comparison> for ComparisonWritten {
    fn from(comparison: Comparison) -> ComparisonWritten {
        match comparison {
            Comparison::Same => ComparisonWritten::Same,
            Comparison::Different(before) => ComparisonWritten::Different { before },
            Comparison::Nothing => ComparisonWritten::Nothing,
            Comparison::Unrecorded => ComparisonWritten::Unrecorded,
        }
    }
}

impl From<ComparisonWritten> for Comparison {
    fn from(written: ComparisonWritten) -> Comparison {
        match written {
            ComparisonWritten::Same => Comparison::Same,
            ComparisonWritten::Different { before } => Comparison::Different(before),
            ComparisonWritten::Nothing => Comparison::Nothing,
            ComparisonWritten::Unrecorded => Comparison::Unrecorded,
        }
    }
}

impl From<Verdict> for String {
    fn from(verdict: Verdict) -> String {
        verdict.to_string()
    }
}

impl TryFrom<String> for Verdict {
    type Error = String;

    fn try_from(text: String) -> Result<Verdict, String> {
        let all = [
            Verdict::Conforms,
            Verdict::Deviates(Level::Must),
            Verdict::Deviates(Level::Should),
            Verdict::Records,
            Verdict::Unsupported,
            Verdict::NotAsked,
            Verdict::Broken,
        ];
        let mut all = all.into_iter();
        all.find(|verdict| verdict.to_string() == text)
            .ok_or_else(|| format!("`{text}` is no verdict"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct OfOutcome {
        #[serde(with = "outcome")]
        is: Outcome,
    }

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct OfComparison {
        #[serde(with = "comparison")]
        is: Comparison,
    }

    #[test]
    fn every_outcome_is_an_object_that_says_what_it_is() {
        let at = Some(Site::Line(7));
        let (text, line) = ("x".to_owned(), Site::Line(7));
        for (is, document) in [
            (Outcome::Completed, r#"{"kind":"completed"}"#),
            (Outcome::Blocked(line), r#"{"kind":"blocked","at":"L7"}"#),
            (Outcome::Hung(None), r#"{"kind":"hung"}"#),
            (Outcome::Trapped(at), r#"{"kind":"trapped","at":"L7"}"#),
            (Outcome::Exited(3), r#"{"kind":"exited","code":3}"#),
            (
                Outcome::Ended(line, 64),
                r#"{"kind":"ended","at":"L7","code":64}"#,
            ),
            (
                Outcome::Crashed(at, Crash::Panic),
                r#"{"kind":"crashed","at":"L7"}"#,
            ),
            (
                Outcome::Crashed(at, Crash::Signal(11)),
                r#"{"kind":"crashed","at":"L7","signal":11}"#,
            ),
            (
                Outcome::Crashed(None, Crash::Exit(1)),
                r#"{"kind":"crashed","code":1}"#,
            ),
            (
                Outcome::Exceeded(Limit::Memory),
                r#"{"kind":"exceeded","limit":"memory"}"#,
            ),
            (
                Outcome::Touched(text.clone()),
                r#"{"kind":"touched","what":"x"}"#,
            ),
            (
                Outcome::Unmade(text.clone()),
                r#"{"kind":"unmade","what":"x"}"#,
            ),
            (
                Outcome::Unsupported(text.clone()),
                r#"{"kind":"unsupported","what":"x"}"#,
            ),
            (
                Outcome::NotStarted(text.clone()),
                r#"{"kind":"not-started","how":"x"}"#,
            ),
            (Outcome::Broken(text), r#"{"kind":"broken","why":"x"}"#),
        ] {
            let json = serde_json::to_string(&OfOutcome { is: is.clone() }).unwrap();
            assert_eq!(json, format!("{{\"is\":{document}}}"));
            assert_eq!(serde_json::from_str::<OfOutcome>(&json).unwrap().is, is);
        }
    }

    #[test]
    fn every_comparison_is_an_object_that_says_what_it_is() {
        let different = Comparison::Different("x".to_owned());
        for (is, document) in [
            (Comparison::Same, r#"{"kind":"same"}"#),
            (different, r#"{"kind":"different","before":"x"}"#),
            (Comparison::Nothing, r#"{"kind":"nothing"}"#),
            (Comparison::Unrecorded, r#"{"kind":"unrecorded"}"#),
        ] {
            let json = serde_json::to_string(&OfComparison { is: is.clone() }).unwrap();
            assert_eq!(json, format!("{{\"is\":{document}}}"));
            assert_eq!(serde_json::from_str::<OfComparison>(&json).unwrap().is, is);
        }
    }

    #[test]
    fn every_verdict_is_the_text_that_people_read() {
        for (verdict, document) in [
            (Verdict::Conforms, r#""conforms""#),
            (Verdict::Deviates(Level::Must), r#""deviates (must)""#),
            (Verdict::Deviates(Level::Should), r#""deviates (should)""#),
            (Verdict::Records, r#""records""#),
            (Verdict::Unsupported, r#""unsupported""#),
            (Verdict::NotAsked, r#""not asked""#),
            (Verdict::Broken, r#""broken""#),
        ] {
            assert_eq!(serde_json::to_string(&verdict).unwrap(), document);
            assert_eq!(serde_json::from_str::<Verdict>(document).unwrap(), verdict);
        }
        let unknown = serde_json::from_str::<Verdict>(r#""deviates (may)""#);
        assert!(unknown.is_err(), "nothing deviates from a may");
    }
}
