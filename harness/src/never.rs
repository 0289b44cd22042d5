//! Failures that no trial can see: in `cases/<interface>/errnos.toml`, each with the reason.
//!
//! An errno that was seen by no trial is either one that nobody has tried yet, or one that cannot come of anything that is tried.
//! Which it is, the suite says itself; a test holds that whatever is not listed here is observed, and nothing that is listed.

use std::path::Path;

use serde::Deserialize;
use toml::Spanned;

use crate::document::{Document, DocumentError};
use crate::interface::Interface;
use crate::mistake::{Mistake, Mistakes};

/// The file, in the folder of an interface.
pub const FILE: &str = "errnos.toml";

const FORMAT: &str = "write it as the comments at the heads of these files have it";

/// The failures of one interface that no trial can see.
#[derive(Debug, Default)]
pub struct Never {
    /// With the reason of each, in the order of the file.
    pub reasons: Vec<Reason>,
}

/// Why some failures cannot be seen.
#[derive(Debug)]
pub struct Reason {
    /// The failures, as traces have them: `dom`, `err(timeout)`.
    pub failures: Vec<String>,
    /// Why.
    pub why: String,
}

/// What the file holds.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    never: Vec<Entry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    answers: Vec<Spanned<String>>,
    reason: String,
}

impl Never {
    /// Reads the file of an interface in the folder of `cases`; without one nothing is listed.
    ///
    /// # Errors
    /// [`DocumentError`] when it cannot be read, or lists what is no failure of the interface, or something twice.
    pub fn load(cases: &Path, interface: &Interface) -> Result<Never, DocumentError> {
        let file = cases.join(interface.name).join(FILE);
        let Some(document) = Document::<File>::read(&file, FORMAT)? else {
            return Ok(Never::default());
        };
        let known = failures(interface);
        let mut never = Never::default();
        let mut mistakes = Vec::new();
        for entry in &document.content.never {
            let mut reason = Reason {
                failures: Vec::new(),
                why: entry.reason.clone(),
            };
            for answer in &entry.answers {
                let name = answer.get_ref();
                let wrong = if !known.contains(name) {
                    Some("is no failure of this interface")
                } else if never.why(name).is_some() || reason.failures.contains(name) {
                    Some("stands here twice")
                } else {
                    None
                };
                match wrong {
                    Some(wrong) => mistakes.push(mistake(&document, answer, wrong)),
                    None => reason.failures.push(name.clone()),
                }
            }
            never.reasons.push(reason);
        }
        match mistakes.is_empty() {
            true => Ok(never),
            false => Err(Mistakes(mistakes).into()),
        }
    }

    /// Why a failure cannot be seen, if it is listed.
    pub fn why(&self, failure: &str) -> Option<&str> {
        let is_it = |reason: &&Reason| reason.failures.iter().any(|known| known == failure);
        let reason = self.reasons.iter().find(is_it)?;
        Some(&reason.why)
    }
}

fn mistake(document: &Document<File>, answer: &Spanned<String>, wrong: &str) -> Mistake {
    let message = format!("`{}` {wrong}", answer.get_ref());
    document.mistake(answer.span(), message, "remove it".to_owned())
}

/// Every failure that functions of an interface answer, as traces have it.
pub fn failures(interface: &Interface) -> Vec<String> {
    let failures = interface.answers().filter(|answer| answer.is_failure());
    let mut all: Vec<String> = Vec::new();
    for failure in failures {
        let name = failure.to_string();
        if !all.contains(&name) {
            all.push(name);
        }
    }
    all
}
