//! What a program around a runner tells of its guest, beside the standard streams, which are the guest's own.
//!
//! An exit code cannot tell a trap from an exit, nor what a runtime does not offer. So the program writes lines of JSON to a pipe
//! whose descriptor the environment names: that the guest begins, and how that ended.

use std::any::Any;
use std::env;
use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, Write};
use std::os::fd::{AsRawFd, OwnedFd};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use rustix::io::{FdFlags, fcntl_setfd};
use rustix::pipe::{PipeFlags, pipe_with};
use serde::{Deserialize, Serialize};

use crate::{Beginning, Ending, Guest, Runner};

/// The variable that names the descriptor.
const DESCRIPTOR: &str = "WASOCK_TOLD";

/// What a line says.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Told {
    /// The guest is compiled and begins to run.
    Begins,
    /// How it ended.
    Ended(Ending),
    /// Why the runtime could not be brought to the point of running it.
    Failed(String),
    /// The runtime panicked, with this message.
    Panicked(String),
}

/// The end of the pipe that the program has.
pub struct Teller(Arc<File>);

impl Teller {
    /// Opens the pipe; `None` where nobody listens.
    ///
    /// # Errors
    /// The environment names what cannot be written to.
    pub fn open() -> io::Result<Option<Teller>> {
        let Some(descriptor) = env::var_os(DESCRIPTOR) else {
            return Ok(None);
        };
        let pipe = Path::new("/proc/self/fd").join(descriptor);
        let pipe = OpenOptions::new().write(true).open(pipe)?;
        Ok(Some(Teller(Arc::new(pipe))))
    }

    /// Runs the guest, and tells when it begins and how it ended.
    ///
    /// # Errors
    /// Nobody listens any more.
    pub fn run(&self, runner: &dyn Runner, guest: &Guest<'_>) -> io::Result<()> {
        let pipe = Arc::clone(&self.0);
        // Where nobody listens any more, telling the end fails as well.
        let beginning = Beginning::new(move || _ = tell(&pipe, &Told::Begins));
        let guest = Guest {
            beginning: Some(&beginning),
            ..*guest
        };
        // Nothing of the runner is used after a panic.
        let told = match catch_unwind(AssertUnwindSafe(|| runner.run(&guest))) {
            Ok(Ok(ending)) => Told::Ended(ending),
            Ok(Err(error)) => Told::Failed(error.message),
            Err(payload) => Told::Panicked(message(&*payload)),
        };
        tell(&self.0, &told)
    }
}

/// The message of a panic.
fn message(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().copied();
    let text = text.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or("a value that is no text").to_owned()
}

/// Writes a line at once, so that the next one cannot come into its midst.
fn tell(mut pipe: &File, told: &Told) -> io::Result<()> {
    let mut line = serde_json::to_string(told)?;
    line.push('\n');
    pipe.write_all(line.as_bytes())
}

/// The end of the pipe that hears what the program tells.
pub struct Listener {
    told: OwnedFd,
    theirs: OwnedFd,
}

impl Listener {
    /// Makes a pipe that `command` will tell on.
    ///
    /// # Errors
    /// The system gives none.
    pub fn of(command: &mut Command) -> io::Result<Listener> {
        // The program has its end by its number, so that one is not closed as the program begins.
        let (told, theirs) = pipe_with(PipeFlags::empty())?;
        fcntl_setfd(&told, FdFlags::CLOEXEC)?;
        command.env(DESCRIPTOR, theirs.as_raw_fd().to_string());
        Ok(Listener { told, theirs })
    }

    /// Hears the program, which was started, until it has ended, and lets `guest` begin when it says so. Gives the last that it
    /// told; `None` where it told nothing, because it is no program around a runner or was refused its arguments.
    ///
    /// # Errors
    /// It tells what nobody understands.
    pub fn hear(self, guest: &Guest<'_>) -> io::Result<Option<Told>> {
        drop(self.theirs);
        let mut last = None;
        for line in BufReader::new(File::from(self.told)).lines() {
            let told = serde_json::from_str(&line?)?;
            if told == Told::Begins {
                guest.begins();
            }
            last = Some(told);
        }
        Ok(last)
    }
}
