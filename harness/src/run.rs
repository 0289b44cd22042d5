//! A run: many trials at once, each told to whoever watches as soon as it has ended.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

use crate::measure::{Measured, measure};
use crate::snapshot::{Recorded, Snapshots};
use crate::suite::Trial;
use crate::verdict::Verdict;
use crate::world::World;

/// A trial that was tried, or was not.
#[derive(Debug)]
pub struct Finished {
    /// Which trial.
    pub trial: Trial,
    /// What came of it.
    pub result: Result,
}

/// What came of a trial.
#[derive(Debug)]
pub enum Result {
    /// It was tried.
    Measured(Box<Measured>, Recorded),
    /// It cannot be tried here, for this reason.
    Ignored(String),
}

impl Finished {
    /// What was measured, if the trial was tried.
    pub fn measured(&self) -> Option<(&Measured, &Recorded)> {
        match &self.result {
            Result::Measured(measured, recorded) => Some((measured, recorded)),
            Result::Ignored(_) => None,
        }
    }

    /// Why it could not be tried, if it could not.
    pub fn ignored(&self) -> Option<&str> {
        match &self.result {
            Result::Measured(..) => None,
            Result::Ignored(reason) => Some(reason),
        }
    }

    /// The verdict, if the trial was tried.
    pub fn verdict(&self) -> Option<Verdict> {
        self.measured()
            .map(|(measured, _)| measured.judgement.verdict)
    }
}

/// How many trials to have under way: most of a trial is waiting for processes to start and for calls to be given up
/// on, so there are more of them than cores.
pub fn default_jobs() -> usize {
    4 * thread::available_parallelism().map_or(1, NonZeroUsize::get)
}

/// Runs `trials` in `world`, `jobs` at a time, and compares each with what was recorded of it.
///
/// `watch` is called on this thread with each trial as it ends. Once `stop` is set, no further trial is begun. The result
/// is in the order of `trials`, without those that were not begun.
pub fn run(
    trials: Vec<Trial>,
    snapshots: &Snapshots,
    world: &World,
    jobs: usize,
    stop: &AtomicBool,
    mut watch: impl FnMut(&Finished),
) -> Vec<Finished> {
    let next = AtomicUsize::new(0);
    let (sender, receiver) = mpsc::channel();
    let mut finished = BTreeMap::new();
    thread::scope(|scope| {
        for _ in 0..jobs.clamp(1, trials.len().max(1)) {
            let (sender, trials, next) = (sender.clone(), &trials, &next);
            scope.spawn(move || {
                while let Some(trial) = trials.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if stop.load(Ordering::Relaxed) {
                        return;
                    }
                    let result = match trial.ignored(world) {
                        Some(reason) => Result::Ignored(reason),
                        None => {
                            let measured = measure(trial, world, false);
                            let recorded = snapshots.compare(
                                &trial.case.name,
                                &trial.column.label,
                                &measured.text(),
                            );
                            Result::Measured(Box::new(measured), recorded)
                        }
                    };
                    let done = Finished {
                        trial: trial.clone(),
                        result,
                    };
                    if sender.send(done).is_err() {
                        return;
                    }
                }
            });
        }
        drop(sender);
        for done in receiver {
            watch(&done);
            finished.insert(done.trial.name(), done);
        }
    });
    trials
        .iter()
        .filter_map(|trial| finished.remove(&trial.name()))
        .collect()
}
