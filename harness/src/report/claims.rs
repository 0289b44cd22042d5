//! The claims: which runners hold each, which contradict it, and which nobody tests.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::claims::Claims;
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

/// A block for each claim, in the order of their ids, and a line of totals.
///
/// A claim is held by a runner when a case that cites it conforms there and none deviates; it is contradicted when one
/// deviates. A case may cite several claims, so a deviation bears on all of them. Trials that only record, or whose
/// question could not be asked, say nothing about a claim.
pub fn render(finished: &[Finished], claims: &Claims) -> String {
    let mut found: BTreeMap<&str, BTreeMap<&str, Bearing>> = BTreeMap::new();
    let mut cited: BTreeSet<&str> = BTreeSet::new();
    for one in finished {
        let bearing = match one.verdict() {
            Some(Verdict::Conforms) => Some(Bearing::Held),
            Some(Verdict::Deviates(_)) => Some(Bearing::Contradicted),
            _ => None,
        };
        for id in &one.trial.case.header.refs {
            cited.insert(id);
            let Some(bearing) = bearing else { continue };
            let runners = found.entry(id).or_default();
            let known = runners.entry(&one.trial.runner).or_insert(bearing);
            *known = bearing.max(*known);
        }
    }
    let mut text = String::new();
    let (mut held, mut contradicted, mut recorded, mut uncited) = (0, 0, 0, 0);
    for claim in claims.iter() {
        let bearings = found.get(claim.id.as_str());
        let runners = |wanted| {
            let all = bearings.into_iter().flatten();
            let these: Vec<&str> = all
                .filter(|(_, bearing)| **bearing == wanted)
                .map(|(runner, _)| *runner)
                .collect();
            these.join(", ")
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
        match (bearings, cited.contains(claim.id.as_str())) {
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
    let _ = writeln!(
        text,
        "\nClaims held by all that were asked: {held}; contradicted by some: {contradicted}; \
         recorded only: {recorded}; cited by no case: {uncited}."
    );
    text
}
