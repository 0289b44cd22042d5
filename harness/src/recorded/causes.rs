//! The causes of recorded columns are held to what is recorded, as those of the columns in this build are to their snapshots.

use std::collections::BTreeMap;

use super::{Entry, FOLDER, Recorded};
use crate::cause::Causes;
use crate::column;
use crate::document;
use crate::suite::Suite;

#[test]
fn each_explains_a_difference_that_is_recorded() {
    let suite = Suite::here().unwrap();
    let files = document::entries(&suite.snapshots.root().join(FOLDER)).unwrap();
    let mut differs: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for file in files {
        let recorded = Recorded::read(&file).unwrap();
        let label = format!("{}-{}", recorded.runner, recorded.version);
        let trials = recorded.trials.iter();
        let other = trials.filter(|(_, entry)| matches!(entry, Entry::Other(_)));
        let names: Vec<String> = other.map(|(case, _)| case.clone()).collect();
        differs
            .entry(recorded.runner)
            .or_default()
            .extend(names.clone());
        differs.insert(label, names);
    }
    for own in column::embedded() {
        differs.remove(&own.label);
    }
    let stale: Vec<String> = differs
        .iter()
        .flat_map(|(column, cases)| {
            let causes = Causes::of(&suite.runners, column).unwrap();
            causes.unexplaining(cases)
        })
        .map(|mistake| mistake.message)
        .collect();
    assert!(stale.is_empty(), "{stale:#?}");
}
