//! Hints: what a person who reads a trace is likely to have mistaken, a number for another or the state of a socket.
//!
//! A hint says what a number means here, or which call is missing; it never judges the runtime. The hints are data, in
//! `hints.toml`, whose head says what stands in it. What the data cannot say is noticed by a function that it names:
//!
//! ```text
//! number       mistakes in numbers: addresses, ports, families, errnos
//! argument     mistakes in what else a call is given: subscriptions, options, vectors
//! descriptor   numbers that stand for no socket
//! state        mistakes in the state of a socket
//! place        what is at an address
//! progress     what a component has begun and not finished
//! right        rights that are missing
//! ```
//!
//! What they know of the calls before is in `sockets`.

mod argument;
mod descriptor;
mod number;
mod place;
mod progress;
mod right;
mod sockets;
mod state;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::interface::{self, Decoded, Role, Value};
use crate::record::Site;
use crate::trace::Call;

pub use sockets::Sockets;

/// The hints, read once, in the order of the file.
static HINTS: LazyLock<Vec<Hint>> = LazyLock::new(|| {
    let file: File = toml::from_str(include_str!("../../hints.toml"))
        .expect("a test reads the hints that are built in");
    file.hint
});

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    hint: Vec<Hint>,
}

/// A hint, as the head of the file describes it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Hint {
    name: String,
    #[serde(default)]
    of: Vec<String>,
    #[serde(default)]
    calls: Vec<String>,
    #[serde(default)]
    answers: Vec<String>,
    #[serde(default)]
    unless: Vec<String>,
    #[serde(default)]
    given: BTreeMap<String, String>,
    #[serde(default)]
    gave: BTreeMap<String, String>,
    notices: Option<String>,
    says: String,
}

/// What can be noticed of a call from the calls before it.
struct Notice {
    /// The word by which a hint asks for it.
    name: &'static str,
    /// The words for what it gives, in their order.
    gives: &'static [&'static str],
    /// Gives that, if it is so.
    sees: fn(&Call, &Before) -> Option<Vec<Told>>,
}

/// What was before a call.
struct Before<'a> {
    /// The calls that are not forgotten.
    calls: &'a [Call],
    /// What all of them have come to.
    sockets: &'a Sockets,
}

/// What stands in a hint in the place of a word in braces.
enum Told {
    Text(String),
    /// Where a call stands, which whoever shows the trace has words for.
    Site(Site),
}

impl From<String> for Told {
    fn from(text: String) -> Told {
        Told::Text(text)
    }
}

impl From<Site> for Told {
    fn from(site: Site) -> Told {
        Told::Site(site)
    }
}

/// All that can be noticed.
fn notices() -> impl Iterator<Item = &'static Notice> {
    let all = [
        number::NOTICES,
        argument::NOTICES,
        descriptor::NOTICES,
        state::NOTICES,
        place::NOTICES,
        progress::NOTICES,
        right::NOTICES,
    ];
    all.into_iter().flatten()
}

/// The port of the address that a call is to bind what it is made on to, if it is given one.
fn binds(call: &Decoded) -> Option<u16> {
    match call.given(Role::Here)? {
        Value::Address { port, .. } => Some(*port),
        _ => None,
    }
}

/// Returns what may be behind a call, given the calls before it and what they have come to, a sentence each; most often nothing.
/// `shown` says where a call stands.
pub fn hints(
    call: &Call,
    calls: &[Call],
    sockets: &Sockets,
    shown: &dyn Fn(Site) -> String,
) -> Vec<String> {
    let before = Before { calls, sockets };
    let hints = HINTS.iter();
    let answer = call.answer().to_string();
    hints
        .filter_map(|hint| hint.of_call(call, &answer, &before, shown))
        .collect()
}

impl Hint {
    fn of_call(
        &self,
        call: &Call,
        answer: &str,
        before: &Before,
        shown: &dyn Fn(Site) -> String,
    ) -> Option<String> {
        if !self.is_about(call, answer) {
            return None;
        }
        let Decoded { name, .. } = &call.decoded;
        let asked = call.decoded.asked().map(|asked| asked.to_string());
        let mut said = self.says.replace("{call}", name);
        said = said.replace("{asked}", &asked.unwrap_or_default());
        if let Some(notice) = &self.notices {
            let known = notices().find(|known| known.name == notice);
            let notice = known.unwrap_or_else(|| {
                unreachable!("the hint {} notices what nothing does: {notice}", self.name)
            });
            let told = (notice.sees)(call, before)?;
            for (word, told) in notice.gives.iter().zip(told) {
                let told = match told {
                    Told::Text(text) => text,
                    Told::Site(site) => shown(site),
                };
                said = said.replace(&format!("{{{word}}}"), &told);
            }
        }
        Some(said)
    }

    /// Whether all is so that the data itself says.
    fn is_about(&self, call: &Call, answer: &str) -> bool {
        let decoded = &call.decoded;
        let is_in =
            |names: &[String], name: &str| names.is_empty() || names.iter().any(|one| one == name);
        let of = interface::of_import(&call.module).map_or("", |interface| interface.name);
        let answers = |words: &[String]| {
            let is_it = |word: &String| match word.as_str() {
                "fails" => decoded.answer.is_failure(),
                "never" => !call.returned(),
                word => word == answer,
            };
            words.iter().any(is_it)
        };
        let mut given = self.given.iter();
        let mut gave = self.gave.iter();
        is_in(&self.of, of)
            && is_in(&self.calls, &decoded.name)
            && (self.answers.is_empty() || answers(&self.answers))
            && !answers(&self.unless)
            && given.all(|(name, text)| decoded.argument(name).as_ref() == Some(text))
            && gave.all(|(name, text)| decoded.result(name).as_ref() == Some(text))
    }
}
