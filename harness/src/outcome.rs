//! Outcomes: what happened in a trial, whatever was expected.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::escape::escape;
use crate::record::Site;

/// What happened in a trial.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The guest ran to its end.
    Completed,
    /// A set-up call did not do what the question needs.
    Blocked(Site),
    /// The guest did not end: it waits in the call at this place, or spins in its own code (`None`).
    Hung(Option<Site>),
    /// The guest trapped, in the call at this place or in its own code (`None`).
    Trapped(Option<Site>),
    /// The guest called `proc_exit` with this code.
    Exited(u32),
    /// The runtime ended the guest in the call at this place, which is none that exits, and told this exit code: as the one of a
    /// signal that the guest has raised, or that a write to a pipe without a reader raises.
    Ended(Site, u32),
    /// The runtime itself fell over, in the call at this place or outside of any call (`None`).
    Crashed(Option<Site>, Crash),
    /// The trial was ended because it took more than it may.
    Exceeded(Limit),
    /// The guest ran to its end, and this was counted on its network, where nothing was to be.
    Touched(String),
    /// The guest ran to its end, and the runtime never made the call of the host that was to be answered in the kernel's place, as this
    /// says.
    Unmade(String),
    /// The runtime does not offer what the guest needs.
    Unsupported(String),
    /// The program that is the runtime ended, as this says, and the guest has never reported anything: it refused its arguments,
    /// or did something else than to run the guest.
    NotStarted(String),
    /// A fault of the harness or of the case.
    Broken(String),
}

/// How a runtime fell over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Crash {
    /// It panicked.
    Panic,
    /// It was killed by this signal.
    Signal(i32),
    /// Its process ended with this code, without a word on the guest.
    Exit(i32),
}

/// What a trial may take only so much of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Limit {
    /// Bytes of output.
    Output,
    /// Bytes of the report: the guest makes too many calls.
    Report,
    /// Bytes of memory.
    Memory,
    /// Threads and processes.
    Threads,
    /// Time, though it did not hang: the guest waited for the clock, or was still being compiled.
    Time,
}

/// What a trial left when it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Left {
    /// A process that had to be killed.
    Process,
    /// Sockets of the network.
    Sockets,
}

impl fmt::Display for Left {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Left::Process => "left a process behind",
            Left::Sockets => "left sockets open",
        })
    }
}

/// What others wrote of it, the names of imports and the words of a runtime, is on one line with it.
impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f, &|site| site.to_string())
    }
}

impl Outcome {
    /// Returns the same, with the places of calls as `shown` says them.
    pub fn told(&self, shown: &dyn Fn(Site) -> String) -> String {
        let mut text = String::new();
        // A text takes everything.
        let _ = self.write(&mut text, shown);
        text
    }

    fn write(&self, f: &mut dyn fmt::Write, shown: &dyn Fn(Site) -> String) -> fmt::Result {
        let at =
            |site: &Option<Site>| site.map_or(String::new(), |site| format!(" at {}", shown(site)));
        match self {
            Outcome::Completed => write!(f, "completed"),
            Outcome::Blocked(site) => write!(f, "blocked at {}", shown(*site)),
            Outcome::Hung(site) => write!(f, "hung{}", at(site)),
            Outcome::Trapped(site) => write!(f, "trapped{}", at(site)),
            Outcome::Exited(code) => write!(f, "exited with {code}"),
            Outcome::Ended(site, code) => {
                write!(f, "ended by the runtime at {}: exit {code}", shown(*site))
            }
            Outcome::Crashed(site, crash) => write!(f, "crashed{}: {crash}", at(site)),
            Outcome::Exceeded(Limit::Output) => write!(f, "exceeded its output"),
            Outcome::Exceeded(Limit::Report) => write!(f, "exceeded its report"),
            Outcome::Exceeded(Limit::Memory) => write!(f, "exceeded its memory"),
            Outcome::Exceeded(Limit::Threads) => write!(f, "exceeded its threads"),
            Outcome::Exceeded(Limit::Time) => write!(f, "exceeded its time"),
            Outcome::Touched(what) => write!(f, "touched the network: {what}"),
            Outcome::Unmade(what) => write!(f, "not injected: {what}"),
            Outcome::Unsupported(what) => write!(f, "unsupported: {}", escape(what)),
            Outcome::NotStarted(how) => write!(f, "did not start: {}", escape(how)),
            Outcome::Broken(why) => write!(f, "broken: {}", escape(why)),
        }
    }
}

impl fmt::Display for Crash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Crash::Panic => write!(f, "panic"),
            Crash::Signal(signal) => write!(f, "signal {signal}"),
            Crash::Exit(code) => write!(f, "exit {code}"),
        }
    }
}
