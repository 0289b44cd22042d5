//! The runner `reference`: what the host's operating system answers to the same calls.
//!
//! WASIX and preview1 are translated to the host's calls, one call to one call wherever there is one, and the host's
//! answers are translated back. There is no state here but what the host does not keep: the guest's descriptor numbers
//! and rights, and two time-outs. Everything else that differs from what the host would answer is documented at the
//! call that does it, as "the host would".
//!
//! WASI 0.2 and 0.3 have sockets of their own making, and modules of their own, [`wasip2`] and [`wasip3`]: there the documents are
//! translated.
//!
//! What holds for all calls of the others:
//!
//! - The order of checks is the host's: the descriptor first, then pointers, then values.
//! - A pointer to bytes outside memory is `memviolation` in WASIX and a trap in preview1, and nothing has happened.
//! - A value that the witx files do not define goes to the host if it has a number for it, and is `inval` otherwise.
//! - Calls block as long as the host does. The guest is ended from outside.

mod address;
mod channel;
mod clock;
mod descriptor;
mod descriptors;
mod engine;
mod epoll;
mod file;
mod memory;
mod multicast;
mod numbers;
mod options;
mod path;
mod poll;
mod port;
mod resolve;
mod sendfile;
mod signal;
mod socket;
mod storage;
mod syscalls;
#[cfg(test)]
mod tests;
mod thread;
mod transfer;
mod wasip2;
mod wasip3;
mod witness;

use std::sync::{Mutex, MutexGuard, PoisonError};

pub use engine::{Function, function, run};

use crate::errno;
use crate::errno::Errno;
use crate::{Capabilities, Ending, Grant, Guest, Policy, Preopen, Runner, RunnerError, Use};

/// The system that a guest sees, which its threads share. Each call is a method: it takes the guest's memory and the numbers that the
/// guest gave, and answers nothing or an errno.
#[derive(Debug, Default)]
pub struct System {
    /// What of the network the guest may use. What it may not use is `access`, before the host is asked.
    policy: Policy,
    descriptors: descriptors::Descriptors,
    signals: Mutex<signal::Signals>,
    threads: thread::Handle,
}

impl System {
    /// The system of a guest under this policy that is handed these sockets, which are made here. Who hands them has granted them.
    ///
    /// # Errors
    /// What the host answers, such as that an address is in use.
    pub fn handed(policy: Policy, preopens: &[Preopen]) -> std::io::Result<Self> {
        Ok(Self {
            policy,
            descriptors: descriptors::Descriptors::handed(preopens)?,
            signals: Mutex::default(),
            threads: thread::Handle::default(),
        })
    }

    /// What the guest has said of signals, while nobody else looks at it.
    pub fn signals(&self) -> MutexGuard<'_, signal::Signals> {
        self.signals.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Refuses what the guest may not do. It comes before the host's own checks of an address, as a privilege does there.
    ///
    /// # Errors
    /// `access`.
    fn permit(&self, wanted: Use) -> Result<(), Errno> {
        match self.policy.permits(wanted) {
            true => Ok(()),
            false => Err(Errno::ACCESS),
        }
    }
}

/// The runner `reference`.
#[derive(Debug)]
pub struct Reference {
    capabilities: Capabilities,
}

impl Reference {
    /// Makes the runner, which needs no settings.
    #[expect(clippy::new_without_default, reason = "runners are made by name")]
    pub fn new() -> Self {
        Self {
            capabilities: Capabilities {
                witness: true,
                listeners: true,
                threads: true,
                policies: Grant::ALL.to_vec(),
                ..Capabilities::of(&["wasip1", "wasip2", "wasip3", "wasix"])
            },
        }
    }
}

impl Runner for Reference {
    fn name(&self) -> &str {
        "reference"
    }

    fn version(&self) -> &str {
        env!("CARGO_PKG_VERSION")
    }

    fn capabilities(&self) -> &Capabilities {
        &self.capabilities
    }

    fn compiler(&self) -> Option<String> {
        crate::engine::compiler()
    }

    fn run(&self, guest: &Guest<'_>) -> Result<Ending, RunnerError> {
        let ran = match crate::engine::is_component(guest.module) {
            true => wasip2::run(guest),
            false => run(guest, function),
        };
        ran.map_err(|message| RunnerError {
            runner: self.name().to_owned(),
            message,
        })
    }
}
