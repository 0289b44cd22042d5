//! A run that a person watches: it shows how far it has come, and Ctrl-C loses nothing of it.

use std::io::IsTerminal as _;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::run::{self, Finished};
use crate::snapshot::Snapshots;
use crate::suite::Trial;
use crate::world::World;
use anyhow::Context as _;
use indicatif::{ProgressBar, ProgressStyle};

/// The exit code of a program that SIGINT ended, as shells have it.
pub(super) const INTERRUPTED: u8 = 130;

/// Runs the trials, as [`run::run`] does, until they are done or the user presses Ctrl-C. `watch` sees each as it ends.
///
/// # Errors
/// When Ctrl-C cannot be listened to.
pub(super) fn run(
    trials: Vec<Trial>,
    snapshots: &Snapshots,
    world: &World,
    jobs: usize,
    mut watch: impl FnMut(&Finished),
) -> anyhow::Result<Vec<Finished>> {
    let stop = interruption()?;
    let progress = Progress::new(trials.len());
    let finished = run::run(trials, snapshots, world, jobs, stop, |one| {
        progress.step(one);
        watch(one);
    });
    progress.done();
    Ok(finished)
}

/// It is set when the user presses Ctrl-C: the trials under way come to their end, and what was seen is reported. Pressed
/// once more, it ends the program, and with it all that is under way.
fn interruption() -> anyhow::Result<&'static AtomicBool> {
    static STOP: AtomicBool = AtomicBool::new(false);
    ctrlc::set_handler(|| {
        if STOP.swap(true, Ordering::Relaxed) {
            std::process::exit(INTERRUPTED.into());
        }
    })
    .context("Ctrl-C cannot be listened to")?;
    Ok(&STOP)
}

/// How far the run has come: a bar on a terminal, a line now and then elsewhere.
struct Progress {
    bar: ProgressBar,
    lines: bool,
}

impl Progress {
    fn new(all: usize) -> Progress {
        let lines = !std::io::stderr().is_terminal();
        let bar = if lines {
            ProgressBar::hidden()
        } else {
            ProgressBar::new(all as u64)
        };
        bar.set_length(all as u64);
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} trials  {msg}") {
            bar.set_style(style);
        }
        if lines {
            eprintln!("{all} trials");
        }
        Progress { bar, lines }
    }

    fn step(&self, finished: &Finished) {
        self.bar.set_message(finished.trial.name());
        self.bar.inc(1);
        let (position, all) = (self.bar.position(), self.bar.length().unwrap_or_default());
        if self.lines && (position.is_multiple_of(100) || position == all) {
            eprintln!("{position} of {all}");
        }
    }

    fn done(&self) {
        self.bar.finish_and_clear();
    }
}
