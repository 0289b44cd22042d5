//! The claims: which columns of a recording hold each, which contradict it, and which nobody tests.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::event::{Began, TrialSeen};
use crate::recording::Recording;
use crate::verdict::Verdict;

/// How the trials of one column bear on one claim.
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
    /// By claim and column.
    bearings: BTreeMap<&'a str, BTreeMap<&'a str, Bearing>>,
    cited: BTreeSet<&'a str>,
    /// The claims that say different answers to one question, by case; with each the columns that follow it.
    sides: BTreeMap<&'a str, BTreeMap<&'a str, BTreeSet<&'a str>>>,
}

/// A block for each claim, in the order of their ids; then the contradictions; then a line of totals. Only `columns` count;
/// where none is given, all do.
///
/// A claim is held by a column when a case that cites it conforms there and none deviates; it is contradicted when one
/// deviates. A case may cite several claims, so a deviation bears on all of them. Where claims say different answers
/// to one question, a column holds the one that it follows and contradicts the others. Other trials that only record,
/// or whose question could not be asked, say nothing about a claim.
pub fn render(recording: &Recording, columns: &[String]) -> String {
    let began = &recording.began;
    let mut found = Found::default();
    let counts = |trial: &&TrialSeen| columns.is_empty() || columns.contains(&trial.column);
    for trial in recording.trials.iter().filter(counts) {
        found.add(began, trial);
    }
    let mut text = String::new();
    let (mut held, mut contradicted, mut recorded, mut uncited) = (0, 0, 0, 0);
    for claim in &began.claims {
        let bearings = found.bearings.get(claim.id.as_str());
        let bearing = |wanted| {
            let all = bearings.into_iter().flatten();
            let these = all.filter(|(_, bearing)| **bearing == wanted);
            let names: Vec<&str> = these.map(|(column, _)| *column).collect();
            names.join(", ")
        };
        let (holding, contradicting) = (bearing(Bearing::Held), bearing(Bearing::Contradicted));
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
                text.push_str("    untested: no case of this run cites it\n");
            }
        }
    }
    text.push_str(&found.contradictions(began));
    let _ = writeln!(
        text,
        "\nClaims held by all that were asked: {held}; contradicted by some: {contradicted}; \
         recorded only: {recorded}; cited by no case: {uncited}."
    );
    text
}

impl<'a> Found<'a> {
    fn add(&mut self, began: &'a Began, trial: &'a TrialSeen) {
        let column = trial.column.as_str();
        let Some(case) = began.case(&trial.case) else {
            return;
        };
        let bearing = match trial.verdict() {
            Some(Verdict::Conforms) => Some(Bearing::Held),
            Some(Verdict::Deviates(_)) => Some(Bearing::Contradicted),
            _ => None,
        };
        for id in &case.refs {
            self.cited.insert(id);
            if let Some(bearing) = bearing {
                self.bear(id, column, bearing);
            }
        }
        let Some(measured) = trial.measured() else {
            return;
        };
        for question in case.questions() {
            let followed = measured.side(question.line);
            for side in &question.sides {
                let of_case = self.sides.entry(&case.name).or_default();
                let columns = of_case.entry(side).or_default();
                match followed {
                    Some(followed) if followed == side => {
                        columns.insert(column);
                        self.bear(side, column, Bearing::Held);
                    }
                    Some(_) => self.bear(side, column, Bearing::Contradicted),
                    None => {}
                }
            }
        }
    }

    fn bear(&mut self, id: &'a str, column: &'a str, bearing: Bearing) {
        let columns = self.bearings.entry(id).or_default();
        let known = columns.entry(column).or_insert(bearing);
        *known = bearing.max(*known);
    }

    /// Where documents contradict each other, and whom the columns follow.
    fn contradictions(&self, began: &Began) -> String {
        let mut text = String::new();
        for (case, sides) in &self.sides {
            if text.is_empty() {
                text.push_str("\nWhere the documents contradict each other:\n");
            }
            let _ = writeln!(text, "\n  {case}");
            for (side, columns) in sides {
                let columns: Vec<&str> = columns.iter().copied().collect();
                let document = began
                    .claim(side)
                    .map_or("", |claim| claim.document.as_str());
                let followed = match columns.is_empty() {
                    true => "nobody".to_owned(),
                    false => columns.join(", "),
                };
                let _ = writeln!(text, "    {side}, {document}: followed by {followed}");
            }
        }
        text
    }
}
