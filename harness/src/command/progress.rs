//! A run that a person watches: it shows how far it has come, and Ctrl-C loses nothing of it.

use std::io::IsTerminal as _;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::event::{Began, Event};
use crate::recording::Recording;
use crate::run;
use crate::suite::{Suite, Trial};
use crate::world::World;
use anyhow::Context as _;
use indicatif::{ProgressBar, ProgressStyle};

use super::exit;
use super::say::warn;

/// Runs the trials, as [`run::run`] does, until they are done or the user presses Ctrl-C, and answers with the recording of
/// the run. `began` is what is known before them.
///
/// # Errors
/// When Ctrl-C cannot be listened to.
pub(super) fn run(
    suite: &Suite,
    began: Began,
    trials: &[Trial],
    world: &World,
    jobs: usize,
) -> anyhow::Result<Recording> {
    let stop = interruption()?;
    let (mut progress, mut recording) = (Progress::new(), Recording::default());
    run::run(suite, began, trials, world, jobs, stop, |event| {
        progress.hear(&event);
        recording.hear(event);
    });
    Ok(recording)
}

/// It is set when the user presses Ctrl-C: the trials under way come to their end, and what was seen is reported. Pressed
/// once more, it ends the program, and with it all that is under way.
pub(super) fn interruption() -> anyhow::Result<&'static AtomicBool> {
    static STOP: AtomicBool = AtomicBool::new(false);
    ctrlc::set_handler(|| {
        if STOP.swap(true, Ordering::Relaxed) {
            std::process::exit(exit::INTERRUPTED.into());
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
    fn new() -> Progress {
        let lines = !std::io::stderr().is_terminal();
        let bar = match lines {
            true => ProgressBar::hidden(),
            false => ProgressBar::new(0),
        };
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} trials  {msg}") {
            bar.set_style(style);
        }
        Progress { bar, lines }
    }

    /// Takes the next event, and shows it.
    fn hear(&mut self, event: &Event) {
        match event {
            Event::Began(began) => {
                self.bar.set_length(began.planned as u64);
                if self.lines {
                    warn(format_args!("{} trials", began.planned));
                }
            }
            Event::Started(name) => self.bar.set_message(name.clone()),
            Event::Finished(_) => self.step(),
            Event::Surveyed(_) => {}
            Event::Ended { .. } => self.bar.finish_and_clear(),
        }
    }

    fn step(&self) {
        self.bar.inc(1);
        let (position, all) = (self.bar.position(), self.bar.length().unwrap_or_default());
        if self.lines && (position.is_multiple_of(100) || position == all) {
            warn(format_args!("{position} of {all}"));
        }
    }
}
