//! The claims: which runners hold each, which contradict it, and which nobody tests.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::claims::Claims;
use crate::record::Site;
use crate::run::Finished;
use crate::verdict::Verdict;

/// How the trials on one runner bear on one claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Bearing {
    /// Every trial that could be asked conforms.
    Held,
    /// Some trial deviates.
    Contradicted,
}

/// What is known of the claims, by their ids.
#[derive(Default)]
struct Found<'a> {
    /// By claim and runner.
    bearings: BTreeMap<&'a str, BTreeMap<&'a str, Bearing>>,
    cited: BTreeSet<&'a str>,
    /// The claims that say different answers to one question, by case; with each the runners that follow it.
    sides: BTreeMap<&'a str, BTreeMap<&'a str, BTreeSet<&'a str>>>,
}

/// A block for each claim, in the order of their ids; then the contradictions; then a line of totals.
///
/// A claim is held by a runner when a case that cites it conforms there and none deviates; it is contradicted when one
/// deviates. A case may cite several claims, so a deviation bears on all of them. Where claims say different answers
/// to one question, a runner holds the one that it follows and contradicts the others. Other trials that only record,
/// or whose question could not be asked, say nothing about a claim.
pub fn render(finished: &[Finished], claims: &Claims) -> String {
    let mut found = Found::default();
    for one in finished {
        found.add(one);
    }
    let mut text = String::new();
    let (mut held, mut contradicted, mut recorded, mut uncited) = (0, 0, 0, 0);
    for claim in claims.iter() {
        let bearings = found.bearings.get(claim.id.as_str());
        let runners = |wanted| {
            let all = bearings.into_iter().flatten();
            let these = all.filter(|(_, bearing)| **bearing == wanted);
            let names: Vec<&str> = these.map(|(runner, _)| *runner).collect();
            names.join(", ")
        };
        let (holding, contradicting) = (runners(Bearing::Held), runners(Bearing::Contradicted));
        let _ = writeln!(
            text,
            "{}  [{}]\n    {}",
            claim.id, claim.level, claim.promise
        );
        if !holding.is_empty() {
            let _ = writeln!(text, "    held by          {holding}");
        }
        if !contradicting.is_empty() {
            let _ = writeln!(text, "    contradicted by  {contradicting}");
        }
        match (bearings, found.cited.contains(claim.id.as_str())) {
            (Some(_), _) if contradicting.is_empty() => held += 1,
            (Some(_), _) => contradicted += 1,
            (None, true) => {
                recorded += 1;
                text.push_str(
                    "    untested: the cases that cite it only record, or could not be asked\n",
                );
            }
            (None, false) => {
                uncited += 1;
                text.push_str("    untested: no case cites it\n");
            }
        }
    }
    text.push_str(&found.contradictions(claims));
    let _ = writeln!(
        text,
        "\nClaims held by all that were asked: {held}; contradicted by some: {contradicted}; \
         recorded only: {recorded}; cited by no case: {uncited}."
    );
    text
}

impl<'a> Found<'a> {
    fn add(&mut self, one: &'a Finished) {
        let runner = one.trial.column.label.as_str();
        let bearing = match one.verdict() {
            Some(Verdict::Conforms) => Some(Bearing::Held),
            Some(Verdict::Deviates(_)) => Some(Bearing::Contradicted),
            _ => None,
        };
        for id in &one.trial.case.header.refs {
            self.cited.insert(id);
            if let Some(bearing) = bearing {
                self.bear(id, runner, bearing);
            }
        }
        let Some((measured, _)) = one.measured() else {
            return;
        };
        for question in one.trial.case.questions() {
            let sides: BTreeSet<&str> = question.sides().collect();
            let here = Site::Line(question.line);
            let mut calls = measured.calls.iter().filter(|call| call.site == here);
            let followed = calls.find_map(|call| question.side(call));
            for side in sides {
                let of_case = self.sides.entry(&one.trial.case.name).or_default();
                let runners = of_case.entry(side).or_default();
                match followed {
                    Some(followed) if followed == side => {
                        runners.insert(runner);
                        self.bear(side, runner, Bearing::Held);
                    }
                    Some(_) => self.bear(side, runner, Bearing::Contradicted),
                    None => {}
                }
            }
        }
    }

    fn bear(&mut self, id: &'a str, runner: &'a str, bearing: Bearing) {
        let runners = self.bearings.entry(id).or_default();
        let known = runners.entry(runner).or_insert(bearing);
        *known = bearing.max(*known);
    }

    /// Where documents contradict each other, and whom the runners follow.
    fn contradictions(&self, claims: &Claims) -> String {
        let mut text = String::new();
        for (case, sides) in &self.sides {
            if text.is_empty() {
                text.push_str("\nWhere the documents contradict each other:\n");
            }
            let _ = writeln!(text, "\n  {case}");
            for (side, runners) in sides {
                let runners: Vec<&str> = runners.iter().copied().collect();
                let document = claims.get(side).map_or("", |claim| claim.document.as_str());
                let followed = match runners.is_empty() {
                    true => "nobody".to_owned(),
                    false => runners.join(", "),
                };
                let _ = writeln!(text, "    {side}, {document}: followed by {followed}");
            }
        }
        text
    }
}
