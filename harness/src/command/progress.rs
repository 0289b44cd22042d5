//! A run that a person watches: it shows how far it has come, and Ctrl-C, or SIGTERM, loses nothing of it.

use std::io::IsTerminal as _;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use crate::count::counted;
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
/// the run. `began` is what is known before them. A `quiet` one does not show how far it has come.
///
/// # Errors
/// When Ctrl-C cannot be listened to.
pub(super) fn run(
    suite: &Suite,
    began: Began,
    trials: &[Trial],
    world: &World,
    jobs: usize,
    quiet: bool,
) -> anyhow::Result<Recording> {
    let stop = interruption()?;
    let mut progress = (!quiet).then(|| Progress { bar: Bar::new() });
    let mut recording = Recording::default();
    run::run(suite, began, trials, world, jobs, stop, |event| {
        if let Some(progress) = &mut progress {
            progress.hear(&event);
        }
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
    take_termination()
        .context("SIGTERM cannot be listened to")
        .map(|()| &STOP)
}

/// Has SIGTERM, by which CI and `timeout` end programs, do what Ctrl-C does.
fn take_termination() -> std::io::Result<()> {
    #[expect(unsafe_code, reason = "rustix does not set handlers")]
    // SAFETY: all that the handler does may be done at any moment; zeros are an action without a mask.
    let set = unsafe {
        let mut action: libc::sigaction = std::mem::zeroed();
        action.sa_sigaction = as_interrupt as *const () as libc::sighandler_t;
        action.sa_flags = libc::SA_RESTART;
        libc::sigaction(libc::SIGTERM, &raw const action, std::ptr::null_mut())
    };
    match set {
        0 => Ok(()),
        _ => Err(std::io::Error::last_os_error()),
    }
}

extern "C" fn as_interrupt(_signal: libc::c_int) {
    #[expect(unsafe_code, reason = "rustix does not raise signals")]
    // SAFETY: it is among what a handler may call (signal-safety(7)).
    let _ = unsafe { libc::raise(libc::SIGINT) };
}

/// Shows what the events of a run tell of how far it has come.
struct Progress {
    bar: Bar,
}

impl Progress {
    /// Takes the next event, and shows it.
    fn hear(&mut self, event: &Event) {
        match event {
            Event::Began(began) => self.bar.begin(["trial", "trials"], began.planned),
            Event::Started(name) => self.bar.bar.set_message(name.clone()),
            Event::Finished(_) => self.bar.step(),
            Event::Surveyed(_) => {}
            Event::Ended { .. } => self.bar.finish(),
        }
    }
}

/// How far long work has come: a bar on a terminal, a line now and then elsewhere.
pub(super) struct Bar {
    bar: ProgressBar,
    lines: bool,
    done: AtomicUsize,
}

impl Bar {
    pub(super) fn new() -> Bar {
        let lines = !std::io::stderr().is_terminal();
        let bar = match lines {
            true => ProgressBar::hidden(),
            false => ProgressBar::new(0),
        };
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {prefix}  {msg}") {
            bar.set_style(style);
        }
        Bar {
            bar,
            lines,
            done: AtomicUsize::new(0),
        }
    }

    /// Begins with this, in so many steps; `what` a single one is, and several are.
    pub(super) fn begin(&self, what: [&'static str; 2], steps: usize) {
        let [one, several] = what;
        self.bar.set_length(steps as u64);
        self.bar.set_position(0);
        self.bar.set_prefix(if steps == 1 { one } else { several });
        self.done.store(0, Ordering::Relaxed);
        if self.lines {
            warn(counted(steps, one, several));
        }
    }

    /// Shows that a step is done, of whatever thread.
    pub(super) fn step(&self) {
        self.bar.inc(1);
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        let all = self.bar.length().unwrap_or_default();
        if self.lines && (done.is_multiple_of(100) || done as u64 == all) {
            warn(format_args!("{done} of {all}"));
        }
    }

    /// Takes the bar away.
    pub(super) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
