//! The process of a trial: it runs one guest on one runner.
//!
//! [`run`] has it forked by a [server](fork), which is this very program once more: there [`enter_if_child`], called first
//! thing in `main`, never returns. The process makes its world and runs the guest. A hang, a panic, a fatal signal or an
//! `exit` inside a runtime is thereby how this trial ended, and touches nothing else.
//!
//! ```text
//! parent                                      child
//!   | job (header, module)   ---- the line ---->|
//!   |                                           |  world: namespaces, limits
//!   |<-- ready ------------------ the same -----|
//!   |<== records and output ===== 1 and 2 ======|  Runner::run
//!   |<-- how the guest ended ---- the same -----|
//!   | ends what is left, reads what is left
//! ```
//!
//! Where the job has a [`peer`](crate::peer), a thread of the child is that peer, the line to it stays open, and
//! descriptor 0 becomes a pipe:
//!
//! ```text
//!   |<== the guest has come to a step == 1 or 2 ==|  the guest waits
//!   | the line of the step ----- the same ------->|  the thread takes the step
//!   |                                             |  and writes its errno to the pipe: the guest goes on
//! ```
//!
//! Whatever the runtime does, the parent has one rule for each way to end: see [`End`].

mod child;
mod ended;
mod family;
mod fork;
mod listener;
mod parent;
mod past;
mod peer;
mod prompt;
mod remains;
mod rights;
mod signal;
mod silence;
mod sockets;
mod spent;
mod traffic;
mod tries;
mod waiting;
mod watch;
mod wire;
mod words;

use std::ops::ControlFlow;
use std::time::Duration;

use rustix::event::Timespec;
use wasock_runners::{Ending, Preopen};

use crate::column::Column;
use crate::host::Watch;
use crate::interface::Untraced;
use crate::peer::Script;
use crate::record::{Item, Legend, Seal};
use crate::world::{Conditions, World};

pub use child::enter_if_child;
pub use parent::{run, run_aloud, server_time};
pub use past::{Past, is_of_the_report};
pub use spent::{Parts, children_time, processor_time};
pub use traffic::Traffic;
pub(crate) use tries::{try_parameters, try_watching, try_wire, try_world};
pub use waiting::Waits;

/// What the process of a trial is to do.
#[derive(Debug, Clone, Copy)]
pub struct Job<'a> {
    /// The column whose runner runs the guest. The process is told its [specification](crate::column), no more.
    pub column: &'a Column,
    /// The sockets that the guest is handed, which the runner makes.
    pub preopens: &'a [Preopen],
    /// What the guest is called, see [`wasock_runners::Guest::name`].
    pub name: &'a str,
    /// The binary module, instrumented.
    pub module: &'a [u8],
    /// What is known of how it is compiled.
    pub compiled: Compiled<'a>,
    /// The seal of its report.
    pub seal: &'a Seal,
    /// What the report says by numbers.
    pub legend: &'a Legend,
    /// How far the trial may go before it is ended from outside.
    pub limits: Limits,
    /// Whether the runtime's own log is to go to standard error.
    pub host_log: bool,
    /// Whether what is sent on the network of the trial is to be counted, where that is its own.
    pub counted: bool,
    /// Whether a runner that knows it is to tell what the kernel knows of the guest's sockets.
    pub witness: bool,
    /// The peer, if the guest was made to wait for the steps of one. It acts in the world of the trial.
    pub peer: Option<&'a Script>,
    /// What is to be done with the calls of the host that the runtime makes; `None` leaves them alone.
    pub watch: Option<Watch<'a>>,
    /// What its network and its process are to be like besides. It takes a private world.
    pub conditions: &'a Conditions,
    /// The world that it demands. Where this world cannot be had, the trial ends as [`End::Fault`].
    pub world: &'a World,
}

/// What is known of how a guest is compiled.
#[derive(Debug, Clone, Copy)]
pub enum Compiled<'a> {
    /// Nothing: it is compiled for this trial alone.
    Anew,
    /// Nothing yet: what it is compiled to is wanted, see [`Heard::compiled`].
    Wanted,
    /// This is what the runner's [compiler](wasock_runners::Runner::compiler) has made of it.
    Given(&'a [u8]),
}

impl<'a> Compiled<'a> {
    /// Gives what is given.
    fn given(self) -> Option<&'a [u8]> {
        match self {
            Compiled::Given(compiled) => Some(compiled),
            Compiled::Anew | Compiled::Wanted => None,
        }
    }
}

/// How far a trial may go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// From when the world of the trial is ready to the end of its process; a step of the peer for which the guest had to be seen
    /// to wait begins it anew.
    pub time: Duration,
    /// How long a call may sleep that cannot end by itself before it counts as one that never returns. `None` leaves that to
    /// `time`. See [`Hang`].
    pub patience: Option<Duration>,
    /// Bytes of memory.
    pub memory: u64,
    /// Bytes that the guest may print on standard output and error together.
    pub output: u64,
    /// Bytes that all of it may have, the report too, and the runtime's log where standard error carries that.
    pub report: u64,
    /// Processes and threads, see [`Bounds`](crate::world::Bounds).
    pub processes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            time: Duration::from_secs(10),
            patience: Some(Duration::from_secs(1)),
            memory: 1 << 30,
            output: 1 << 20,
            report: 1 << 24,
            processes: 256,
        }
    }
}

impl Limits {
    /// Gives these limits for a trial in `column`, whose runner may take longer than one that is embedded.
    pub fn on(self, column: &Column) -> Limits {
        let factor = column.runner.capabilities().time;
        Limits {
            time: self.time.saturating_mul(factor),
            ..self
        }
    }
}

/// Is called with each item as it comes. If it has heard enough and says so, the trial is ended as [`End::Stopped`], unless
/// it has ended by itself meanwhile.
pub type Tell<'a> = dyn FnMut(&Item) -> ControlFlow<()> + 'a;

/// What was heard of a trial's process from its start to its end.
#[derive(Debug)]
pub struct Heard {
    /// What the guest itself printed on standard output, as far as the limit allows.
    pub output: Vec<u8>,
    /// Why the report cannot be read, where that is so.
    pub broken: Option<String>,
    /// What the guest has done that is not traced. If it has forked, what is told is of whichever of the two was the first to
    /// report it.
    pub untraced: Option<Untraced>,
    /// What it has done before that says how its end is to be read.
    pub past: Past,
    /// Whether the program has returned from its entry; `None` where the report does not tell of that.
    pub returned: Option<bool>,
    /// Standard error, as far as the limit allows.
    pub stderr: Vec<u8>,
    /// How it ended.
    pub end: End,
    /// What the kernel knew of the guest's sockets before each call, a line each, where the job asked for it.
    pub witness: String,
    /// What the guest was compiled to, where that was wanted. The process has said it before the guest had begun.
    pub compiled: Option<Vec<u8>>,
    /// The steps of the peer that failed while the guest did not wait for them: their lines and errnos.
    pub failed: Vec<(u32, u16)>,
    /// Whether the trial ended by itself but left a process running, which is ended by now.
    pub leaked: bool,
    /// Whether the guest is known to have begun: its runner said so, or it has reported something.
    pub began: bool,
    /// How many calls of the host were answered in the place of the kernel.
    pub injected: u32,
    /// What was counted in its network, where it had one of its own.
    pub traffic: Option<Traffic>,
    /// What it used.
    pub usage: Usage,
}

/// How a trial ended. Where several ways fit, the first one counts, except that a trial that exceeded a limit never
/// ended otherwise, and one whose guest tampers with its report never in another way than that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum End {
    /// The runner said how the guest ended.
    Ended(Ending),
    /// The runtime panicked, with this message: out of [`wasock_runners::Runner::run`], or the process died of it.
    Panicked(String),
    /// The process died by this signal, which the harness did not send.
    Killed(i32),
    /// The process exited with this code, without a word on how the guest ended.
    Vanished(i32),
    /// The trial did not end by itself, and was killed.
    Hung(Hang),
    /// The trial was not done within [`Limits::time`], and was killed, though it does not hang.
    Late(Late),
    /// Whoever listened had heard enough, and the trial was killed.
    Stopped,
    /// The trial went beyond a limit.
    Exceeded(Limit),
    /// The report is not what the guest's own calls can have made it, as this says.
    Tampered(String),
    /// The trial could not be tried: a fault of the harness or of its surroundings, never of the runtime.
    Fault(String),
}

/// How a trial hung.
///
/// A trial hangs when a call is open, the clock is not to end any open call, nothing comes out, and
/// - either no thread of the trial ran for [`Limits::patience`],
/// - or every look, ten in one patience, found all its threads asleep for twice as long: a runtime that wakes up
///   now and then to wait again.
///
/// A call that the clock should have ended a patience ago is like any other. Beyond [`Limits::time`] every trial hangs that
/// is not [`Late`].
///
/// A thread that is ready but gets no processor does not sleep, so a slow machine makes no hang.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hang {
    /// Whether a call was open: one that was entered and has not returned.
    pub in_call: bool,
    /// Whether it was busy rather than waiting since the last that was heard of it.
    pub spinning: bool,
    /// Whether it was given all its time, and still told of calls in the last tenth of that: it waits in none of them.
    pub calling: bool,
}

/// Why a trial was not done in its time that does not hang.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Late {
    /// The guest waits in a call that the clock is to end.
    Waits,
    /// The guest is still being compiled: it has not begun, or its runner does not tell, and it has made no call.
    Compiles,
    /// The program that is the runtime has not come to run the guest, as far as is known: it tells nothing of compiling.
    Starts,
}

/// Why nothing comes of a trial, for those who wait for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Quiet {
    /// It waits in these calls.
    Waits(Vec<Waits>),
    /// It was started so long ago, and the guest is [still being compiled](Late::Compiles).
    Compiles(Duration),
}

/// The limits that a trial can exceed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// [`Limits::output`].
    Output,
    /// [`Limits::report`].
    Report,
    /// [`Limits::memory`]: the trial was found beyond it, or the runtime gave up because the system refused more.
    Memory,
    /// [`Limits::processes`]: the trial hung or panicked with as many as it may have.
    Processes,
}

/// What a trial used.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Usage {
    /// The most physical memory at one time, in bytes; `None` where nobody was there to see it.
    pub memory: Option<u64>,
    /// Processor time of the process, of those that it has waited for, and of its init.
    pub cpu: Duration,
    /// What of it each part took.
    pub parts: Parts,
    /// How many sockets of the network the runtime still held after the guest's end, of those that were not there before
    /// its beginning; 0 where the process ended before they could be counted, or the runtime is another process.
    pub sockets: usize,
}

/// Says to poll(2) how long to wait.
fn timespec(duration: Duration) -> Timespec {
    // `poll` of the kernel takes less than this anyway, and a limit beyond it means none.
    let duration = duration.min(Duration::from_secs(1 << 20));
    Timespec {
        tv_sec: duration.as_secs().cast_signed(),
        tv_nsec: duration.subsec_nanos().into(),
    }
}
