//! Tests of how good the questions are: no case conforms where nothing that it asks is done, and a part of the lies is told.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use libtest_mimic::{Completion, Failed, Trial as Test};

use super::Context;
use crate::lie::hunt::{Found, Hunt};
use crate::lie::list::Known;
use crate::lie::report::{LEAST, Report, Tried};
use crate::run::{self, Attempt};
use crate::snapshot::ORACLE;
use crate::suite::Trial;
use crate::world;

/// One of so many lies is told; `wasock lies` tells all of them.
const PART: u32 = 12;

/// The tests, in the order in which they need more and more.
pub(super) fn tests(context: &Arc<Context>) -> Vec<Test> {
    let test = |name: &str, hold: Hold| {
        let context = context.clone();
        Test::ignorable_test(name, move || match trials(&context)? {
            Ok(trials) => hold(&context, &trials).map(|()| Completion::Completed),
            Err(reason) => Ok(Completion::ignored_with(reason)),
        })
    };
    vec![test("lies/idle", idle), test("lies/part", part)]
}

/// What a test holds of these trials.
type Hold = fn(&Context, &[Trial]) -> Result<(), Failed>;

/// Holds the cases that conform where nothing is ever done, or nothing that they ask, to those that are listed.
fn idle(context: &Context, trials: &[Trial]) -> Result<(), Failed> {
    let found = hunt(context, trials, &|_| false, true);
    let known = Known::load(&context.suite.cases)?;
    let report = Report::new(
        &found,
        &known,
        &Tried {
            every_case: true,
            single: false,
            idle: true,
            lies: &|_| false,
            cases: &|_| true,
        },
    );
    match report.idle.is_none() {
        true => Ok(()),
        false => Err(report.render(false).into()),
    }
}

/// Tells one of [`PART`] lies. Each must be noticed that is not listed, and there must be few of those.
fn part(context: &Context, trials: &[Trial]) -> Result<(), Failed> {
    let known = Known::load(&context.suite.cases)?;
    let listed = || known.unnoticed.iter().flat_map(|entry| &entry.names);
    // What is listed is told as well when everything is, which is not here.
    let wanted = |name: &str| sum(name).is_multiple_of(PART) && !listed().any(|one| one == name);
    let found = hunt(context, trials, &wanted, false);
    let report = Report::new(
        &found,
        &known,
        &Tried {
            every_case: true,
            single: false,
            idle: false,
            lies: &|_| false,
            cases: &|_| false,
        },
    );
    let strange = |name: &&String| !found.possible.contains(*name);
    if let Some(name) = listed().find(strange) {
        return Err(format!("{name} is listed as unnoticed, and there is no such lie").into());
    }
    let open = known.open(listed().map(String::as_str));
    let (unnoticed, all) = (listed().count() - open, found.possible.len() - open);
    if 100 * unnoticed > (100 - LEAST) * all {
        return Err(format!("of {all} lies, {unnoticed} are listed as unnoticed").into());
    }
    match report.unnoticed.is_none() {
        true => Ok(()),
        false => Err(report.render(false).into()),
    }
}

/// The trials that lies are told to, or why this world has none.
fn trials(context: &Context) -> Result<Result<Vec<Trial>, String>, Failed> {
    let mut trials = context.trials(|name| !name.starts_with("self/"))?;
    trials.retain(|trial| trial.column.label == ORACLE);
    let world = world::probe();
    let ignored = trials.iter().find_map(|trial| trial.ignored(&world));
    Ok(match (ignored, trials.is_empty()) {
        (Some(reason), _) => Err(reason),
        (None, true) => Err("this build has no runner that gives a baseline".to_owned()),
        (None, false) => Ok(trials),
    })
}

fn hunt(
    context: &Context,
    trials: &[Trial],
    wanted: &(dyn Fn(&str) -> bool + Sync),
    idle: bool,
) -> Found {
    let honest = |trial: &Trial| match &*context.attempt(trial) {
        Attempt::Tried(measured, _) => Some((**measured).clone()),
        Attempt::Ignored(_) => None,
    };
    Hunt {
        trials,
        honest: &honest,
        wanted,
        cases: false,
        idle,
        world: &world::probe(),
        jobs: run::default_jobs(),
        stop: &AtomicBool::new(false),
        hear: &|_| {},
    }
    .run()
}

/// A number that a name always has.
fn sum(name: &str) -> u32 {
    name.bytes().map(u32::from).sum()
}
