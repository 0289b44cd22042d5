//! A run: many trials at once, and the events by which it tells whoever listens.

use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

use crate::event::{Began, Event, TrialSeen};
use crate::measure::measure;
use crate::suite::{Suite, Trial};
use crate::world::World;

/// How many trials to have under way: most of a trial is waiting for processes to start and for calls to be given up
/// on, so there are more of them than cores.
pub fn default_jobs() -> usize {
    4 * thread::available_parallelism().map_or(1, NonZeroUsize::get)
}

/// Runs `trials` of `suite` in `world`, `jobs` at a time, and compares each with its snapshot. `began` is what is known
/// before them.
///
/// `hear` is called on this thread with every [`Event`]: with `began` first, then as trials begin and end, and at last with
/// the end of the run. Once `stop` is set, no further trial is begun.
pub fn run(
    suite: &Suite,
    began: Began,
    trials: &[Trial],
    world: &World,
    jobs: usize,
    stop: &AtomicBool,
    mut hear: impl FnMut(Event),
) {
    let (next, ended) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let (sender, receiver) = mpsc::channel();
    hear(Event::Began(Box::new(began.clone())));
    thread::scope(|scope| {
        for _ in 0..jobs.clamp(1, trials.len().max(1)) {
            let (sender, next, ended, began) = (sender.clone(), &next, &ended, &began);
            // This thread listens until all of them have hung up, so nothing that is sent is lost.
            scope.spawn(move || {
                while let Some(trial) = trials.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if stop.load(Ordering::Relaxed) {
                        return;
                    }
                    let _ = sender.send(Event::Started(trial.name()));
                    let seen = attempt(suite, began, trial, world);
                    ended.fetch_add(1, Ordering::Relaxed);
                    let _ = sender.send(Event::Finished(Box::new(seen)));
                }
            });
        }
        drop(sender);
        receiver.iter().for_each(&mut hear);
    });
    hear(Event::Ended {
        interrupted: ended.into_inner() < trials.len(),
    });
}

/// Tries a trial, if it can be tried in this world.
fn attempt(suite: &Suite, began: &Began, trial: &Trial, world: &World) -> TrialSeen {
    if let Some(reason) = trial.ignored(world) {
        return TrialSeen::ignored_for(trial, reason);
    }
    let measured = measure(trial, world, false);
    let (case, column) = (&trial.case.name, &trial.column.label);
    let comparison = suite.snapshots.compare(case, column, &measured.text());
    TrialSeen::from_measured(suite, began, trial, &measured, comparison)
}
