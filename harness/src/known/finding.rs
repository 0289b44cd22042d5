//! What a trial comes to, as its line in the file has it.

use std::fmt;

use serde::Deserialize;

use crate::event::MeasuredSeen;
use crate::verdict::Gravity;

/// What a trial comes to that nobody has defined.
const UNDEFINED: &str = "undefined";

/// What a trial comes to, in a list of several, that is as required.
const AS_REQUIRED: &str = "as required";

/// What a trial is listed to come to. There are several where the runtime races with itself, and does now this and now that.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub(super) enum Findings {
    One(String),
    Several(Vec<String>),
}

impl Findings {
    fn all(&self) -> &[String] {
        match self {
            Findings::One(one) => std::slice::from_ref(one),
            Findings::Several(all) => all,
        }
    }

    /// Whether a trial is listed that came to this; `None` is one that is as required.
    pub(super) fn have(&self, is: Option<&str>) -> bool {
        let wanted = is.unwrap_or(AS_REQUIRED);
        self.all().iter().any(|one| one == wanted)
    }

    /// What is listed once a trial has come to this too: it joins several, and replaces one.
    pub(super) fn with(&self, is: String) -> Findings {
        match self {
            Findings::One(_) => Findings::One(is),
            Findings::Several(all) => Findings::Several(all.iter().cloned().chain([is]).collect()),
        }
    }

    /// What is wrong with it, and how that is mended.
    pub(super) fn wrong(&self) -> Option<(&'static str, &'static str)> {
        if let Findings::Several(all) = self {
            let twice = |(index, one): (usize, &String)| all[..index].contains(one);
            if all.len() < 2 || all.iter().enumerate().any(twice) {
                let mend =
                    "list each thing that it comes to once, or write the only one without brackets";
                return Some(("a list that does not have several things", mend));
            }
        }
        let is_listable = |one: &String| {
            is_finding(one) || (matches!(self, Findings::Several(_)) && one == AS_REQUIRED)
        };
        let wrong = !self.all().iter().all(is_listable);
        wrong.then_some(("nothing that a trial comes to", FINDING))
    }
}

impl fmt::Display for Findings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.all().join(", or "))
    }
}

/// What a trial that is not as required comes to: how grave that is, and the call that shows it. `None` of one that is.
pub(crate) fn comes_to(measured: &MeasuredSeen) -> Option<String> {
    is_of_runtime(measured.gravity()).then(|| match measured.undefined {
        // What nobody has defined differs from build to build.
        true => UNDEFINED.to_owned(),
        false => seen(measured),
    })
}

/// How grave it is what a trial came to, and the call that shows it, whoever has defined that.
pub(crate) fn seen(measured: &MeasuredSeen) -> String {
    let gravity = measured.gravity();
    let finding = measured.finding.as_ref();
    let call = finding.and_then(|finding| measured.calls.get(finding.call?));
    let outcome = &measured.outcome;
    let shown = match (call, finding) {
        (Some(call), _) if call.answered() => {
            let said = std::iter::once(call.bare()).chain(call.outs.iter().cloned());
            let said: Vec<String> = said.collect();
            format!("{} {} -> {}", call.site, call.call, said.join(" "))
        }
        (Some(call), _) => format!("{} {}: {outcome}", call.site, call.call),
        (None, Some(finding)) => format!("L{} not reached: {outcome}", finding.line),
        (None, None) => outcome.to_string(),
    };
    format!("{gravity}: {shown}")
}

/// What a trial may be listed to come to.
const FINDING: &str = "begin it with how grave it is: \"crashed: \", \"hung: \", \"must: \", \"should: \", \"not asked: \" or \
                       \"unsupported: \"; `--update` writes it";

/// Whether this is something that a trial [`comes_to`], or a person has written like that.
fn is_finding(text: &str) -> bool {
    let begins = |gravity: Gravity| {
        let rest = text.strip_prefix(&format!("{gravity}: "));
        rest.is_some_and(|rest| !rest.trim().is_empty())
    };
    let mut gravities = Gravity::ALL.into_iter().filter(|one| is_of_runtime(*one));
    text == UNDEFINED || gravities.any(begins)
}

/// Whether this says that a runtime is not as required. What is broken says nothing of the runtime.
fn is_of_runtime(gravity: Gravity) -> bool {
    !matches!(gravity, Gravity::Nothing | Gravity::Broken)
}
