//! A manifest: the cases as modules that are built, and all that it takes to judge them, for harnesses in other languages.
//!
//! `wasock export FOLDER` writes the modules, and `manifest.json` beside them:
//!
//! ```text
//! format       the version, a number; a reader refuses any but its own
//! claims       what the cases rest on: id, level, document, place, promise, ...
//! cases        a list, by their names:
//!   name, interface, cell, level, prose, refs      as in a recording
//!   module       the file of the case as a plain module, or of WASI 0.2 as a component
//!   traced       the file of the same that reports its calls; none where it cannot be tried by hand
//!   by-hand      what it needs besides that only wasock brings about; none where that is nothing
//!   key          the key of SipHash by which the lines of the report are sealed: 16 bytes, in hexadecimal
//!   functions    what a line of the report is of, by its number: module, name, the core types of its parameters and of its result
//!   returns      whether a last line, whose number is that after the functions, says that the program has returned
//!   lines        what is expected of the call on each line:
//!     line         from 1; the report names it
//!     purpose      "set-up": if it is not right, the question could not be asked; or "question"
//!     after        the line of the earlier call on whose answer it depends what is right; none where it does not
//!     right        the answers that are right, of which one is enough:
//!       answer       an errno, "ok", "err(...)", "fails", "*", "blocks", "exits", "returns" or "traps"
//!       waits        whether the call must wait before until somebody lets it go
//!       starts       whether it must return before it has finished, and the guest be told of the answer later
//!       holds        what its fields hold: name, is, and not, where it must be something else. In `is`, * stands for any characters, and
//!                    $name takes a value that it must equal wherever it stands again
//!       claim        the claim by which this is the answer, where others say otherwise
//!       label        the name of this answer
//!       after        the label of the earlier answer after which alone this one is right
//! ```
//!
//! A report is read as `harness/src/record/line.rs` describes, with the tag `WASOCK>>` and the key of its case. A case is judged in the order of
//! its calls: the first that is not right decides. `wasock judge --manifest FILE CASE` does that from the file alone.

use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};
use wasmparser::ValType;

use crate::case::Case;
use crate::claims::Claim;
use crate::event::{CaseSeen, CellSeen, GridSeen};
use crate::expect::{self, Alternative, Expectation, Expected, Purpose};
use crate::header::Level;
use crate::log::{self, Key};
use crate::record::{Function, Legend};
use crate::recording;
use crate::suite::Suite;

/// The version of the format.
pub(crate) const FORMAT: u32 = 2;

/// A manifest.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Manifest {
    format: u32,
    claims: Vec<Claim>,
    cases: Vec<Exported>,
}

/// A case of a manifest.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Exported {
    pub(crate) name: String,
    interface: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cell: Option<CellSeen>,
    pub(crate) level: Level,
    prose: String,
    pub(crate) refs: Vec<String>,
    module: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    traced: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) by_hand: Option<String>,
    key: String,
    functions: Vec<Signature>,
    returns: bool,
    lines: Vec<Line>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Signature {
    module: String,
    name: String,
    params: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    result: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    line: u32,
    purpose: Purpose,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    after: Option<u32>,
    right: Vec<Right>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Right {
    answer: String,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    waits: bool,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    starts: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    holds: Vec<Holds>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    claim: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    label: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    after: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Holds {
    name: String,
    is: String,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    not: bool,
}

impl Manifest {
    /// A manifest of these cases.
    pub(crate) fn new(suite: &Suite, cases: Vec<Exported>) -> Manifest {
        Manifest {
            format: FORMAT,
            claims: suite.claims.iter().cloned().collect(),
            cases,
        }
    }

    /// Its document, with a line for each claim and each case.
    pub(crate) fn json(&self) -> String {
        let lines = |values: Vec<String>| values.join(",\n");
        let claims = lines(self.claims.iter().map(recording::line).collect());
        let cases = lines(self.cases.iter().map(recording::line).collect());
        format!(
            "{{\n\"format\": {FORMAT},\n\"claims\": [\n{claims}\n],\n\"cases\": [\n{cases}\n]\n}}\n"
        )
    }

    /// Reads a document.
    ///
    /// # Errors
    /// Why it is none.
    pub(crate) fn read(file: &Path) -> Result<Manifest, String> {
        let text = fs::read_to_string(file).map_err(|error| error.to_string())?;
        let manifest: Manifest = serde_json::from_str(&text).map_err(|error| error.to_string())?;
        match manifest.format {
            FORMAT => Ok(manifest),
            other => Err(format!(
                "its format is {other}, and this wasock reads {FORMAT}"
            )),
        }
    }

    /// The case of this name.
    pub(crate) fn case(&self, name: &str) -> Option<&Exported> {
        self.cases.iter().find(|case| case.name == name)
    }

    /// The claim of this id.
    pub(crate) fn claim(&self, id: &str) -> Option<&Claim> {
        self.claims.iter().find(|claim| claim.id == id)
    }
}

impl Exported {
    /// What is to be said of a case whose modules are in these files.
    pub(crate) fn new(
        case: &Case,
        suite: &Suite,
        grids: &[GridSeen],
        (module, traced): (String, String),
        (legend, key): (&Legend, Key),
    ) -> Exported {
        let seen = CaseSeen::from_case(case, suite, grids);
        let unable = log::unable(case);
        Exported {
            interface: seen.interface().to_owned(),
            name: seen.name,
            cell: seen.cell,
            level: seen.level,
            prose: seen.prose,
            refs: seen.refs,
            module,
            traced: unable.is_none().then_some(traced),
            by_hand: unable.map(str::to_owned),
            key: key.to_string(),
            functions: legend.functions().iter().map(Signature::of).collect(),
            returns: legend.returns(),
            lines: case.expectations.iter().map(Line::of).collect(),
        }
    }

    /// The key by which its report is sealed.
    ///
    /// # Errors
    /// That it is none.
    pub(crate) fn key(&self) -> Result<Key, String> {
        Key::read(&self.key).ok_or_else(|| format!("{} is no key", self.key))
    }

    /// What its report says by numbers.
    ///
    /// # Errors
    /// What in it is no type of a number.
    pub(crate) fn legend(&self) -> Result<Legend, String> {
        let functions = self.functions.iter().map(Signature::function);
        Ok(Legend::new(
            functions.collect::<Result<_, _>>()?,
            Vec::new(),
            self.returns,
        ))
    }

    /// What is expected of its lines.
    ///
    /// # Errors
    /// What in it is no expectation.
    pub(crate) fn expectations(&self) -> Result<Vec<Expectation>, String> {
        let mut text = String::new();
        let mut written = 0;
        for line in &self.lines {
            while written + 1 < line.line {
                text.push('\n');
                written += 1;
            }
            text.push_str(&line.comment());
        }
        expect::parse(&self.name, &text).map_err(|mistakes| {
            mistakes
                .first()
                .map_or(String::new(), |one| one.message.clone())
        })
    }
}

impl Signature {
    fn of(function: &Function) -> Signature {
        Signature {
            module: function.module.clone(),
            name: function.name.clone(),
            params: function.params.iter().map(ToString::to_string).collect(),
            result: function.result.as_ref().map(ToString::to_string),
        }
    }

    fn function(&self) -> Result<Function, String> {
        let numbers = [ValType::I32, ValType::I64, ValType::F32, ValType::F64];
        let read = |word: &String| {
            let known = numbers.into_iter().find(|one| one.to_string() == *word);
            known.ok_or_else(|| format!("{word} is no type of a number"))
        };
        Ok(Function {
            module: self.module.clone(),
            name: self.name.clone(),
            params: self.params.iter().map(read).collect::<Result<_, _>>()?,
            result: self.result.as_ref().map(read).transpose()?,
        })
    }
}

impl Line {
    fn of(expectation: &Expectation) -> Line {
        Line {
            line: expectation.line,
            purpose: expectation.purpose,
            after: expectation.after,
            right: expectation.alternatives.iter().map(Right::of).collect(),
        }
    }

    /// The comment of a case that says the same.
    fn comment(&self) -> String {
        let mark = match self.purpose {
            Purpose::SetUp => ";;~",
            Purpose::Question => ";;=",
        };
        let right: Vec<String> = self.right.iter().map(Right::words).collect();
        format!("{mark} {}", right.join(" | "))
    }
}

impl Right {
    fn of(alternative: &Alternative) -> Right {
        let holds = alternative.fields.iter().map(|field| Holds {
            name: field.name.clone(),
            is: field.pattern.clone(),
            not: field.negated,
        });
        Right {
            answer: match alternative.answer {
                Expected::Anything => "*".to_owned(),
                Expected::Errno(errno) => errno.name.to_owned(),
                Expected::Ok => "ok".to_owned(),
                Expected::Err(case) => format!("err({case})"),
                Expected::Fails => "fails".to_owned(),
                Expected::Completed => "completed".to_owned(),
                Expected::Dropped => "dropped".to_owned(),
                Expected::Cancelled => "cancelled".to_owned(),
                Expected::Started => "started".to_owned(),
                Expected::Blocks => "blocks".to_owned(),
                Expected::Exits => "exits".to_owned(),
                Expected::Returns => "returns".to_owned(),
                Expected::Traps => "traps".to_owned(),
            },
            waits: alternative.waits,
            starts: alternative.starts,
            holds: holds.collect(),
            claim: alternative.claim.clone(),
            label: alternative.label.clone(),
            after: alternative.after.clone(),
        }
    }

    fn words(&self) -> String {
        let before = match (self.waits, self.starts) {
            (true, _) => "blocks then ",
            (false, true) => "started then ",
            (false, false) => "",
        };
        let mut words = format!("{before}{}", self.answer);
        for Holds { name, is, not } in &self.holds {
            let not = if *not { "!" } else { "" };
            words.push_str(&format!(" {name}{not}={is}"));
        }
        let named = [
            self.claim.as_ref().map(|claim| format!(" [{claim}]")),
            self.label.as_ref().map(|label| format!(" @{label}")),
            self.after.as_ref().map(|label| format!(" after @{label}")),
        ];
        words.extend(named.into_iter().flatten());
        words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Nothing of what a case expects is lost on the way through a manifest.
    #[test]
    fn each_expectation_of_each_case_comes_back() {
        let suite = Suite::here().unwrap();
        let names = suite.names().unwrap();
        for (name, case) in names.iter().zip(suite.load_all(&names)) {
            let Ok(case) = case else { continue };
            let key = Key::of(name.as_bytes());
            let legend = Legend::default();
            let exported = Exported::new(&case, &suite, &[], Default::default(), (&legend, key));
            let read: Exported = serde_json::from_str(&recording::line(&exported)).unwrap();
            assert_eq!(read.key(), Ok(key));
            let bare =
                |one: &Expectation| (one.line, one.purpose, one.after, one.alternatives.clone());
            let back: Vec<_> = read.expectations().unwrap().iter().map(bare).collect();
            let own: Vec<_> = case.expectations.iter().map(bare).collect();
            assert_eq!(back, own, "{name}");
        }
    }
}
