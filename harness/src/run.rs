//! A run: many trials at once, and the events by which it tells whoever listens.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

use crate::at_once;
use crate::event::{Began, Event, TrialSeen};
use crate::measure::{Measured, measure};
use crate::standing::{self, Standing};
use crate::suite::{Suite, Trial};
use crate::world::World;

/// Says how many trials to have under way. One that waits, for a call that is to block or until it is given up on, waits for a
/// second and takes no processor, so there are many more of them than cores.
pub fn default_jobs() -> usize {
    16 * at_once::cores()
}

/// Runs `trials` of `suite` in `world`, `jobs` at a time, and says how each of them stands. `began` is what is known
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
        for slot in 0..jobs.clamp(1, trials.len().max(1)) {
            let (sender, next, ended, began) = (sender.clone(), &next, &ended, &began);
            // This thread listens until all of them have hung up, so nothing that is sent is lost.
            let attend = move || {
                while let Some(trial) = trials.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if stop.load(Ordering::Relaxed) {
                        return;
                    }
                    let _ = sender.send(Event::Started(trial.name()));
                    let seen = Attempt::make(suite, trial, world).seen(suite, began, trial);
                    ended.fetch_add(1, Ordering::Relaxed);
                    let _ = sender.send(Event::Finished(Box::new(seen)));
                }
            };
            // Where the system refuses more threads, those that there are do the work, and without any this one.
            let spawned = thread::Builder::new().spawn_scoped(scope, attend.clone());
            match (spawned, slot) {
                (Ok(_), _) => {}
                (Err(_), 0) => attend(),
                (Err(_), _) => break,
            }
        }
        drop(sender);
        receiver.iter().for_each(&mut hear);
    });
    hear(Event::Ended {
        interrupted: ended.into_inner() < trials.len(),
    });
}

/// What became of a trial.
#[derive(Debug)]
pub(crate) enum Attempt {
    /// It was tried.
    Tried(Box<Measured>, Box<Standing>),
    /// It cannot be tried in this world, for this reason.
    Ignored(String),
}

impl Attempt {
    /// Tries a trial, if it can be tried in this world, and says how it stands.
    pub(crate) fn make(suite: &Suite, trial: &Trial, world: &World) -> Attempt {
        if let Some(reason) = trial.ignored(world) {
            return Attempt::Ignored(reason);
        }
        let measured = measure(trial, world);
        let standing = standing::assess(suite, trial, &measured, None);
        Attempt::Tried(Box::new(measured), Box::new(standing))
    }

    /// What the run that `began` tells of it.
    pub(crate) fn seen(&self, suite: &Suite, began: &Began, trial: &Trial) -> TrialSeen {
        match self {
            Attempt::Ignored(reason) => TrialSeen::ignored_for(trial, reason.clone()),
            Attempt::Tried(measured, standing) => {
                TrialSeen::from_measured(suite, began, trial, measured, standing)
            }
        }
    }
}
