//! The calls that a runtime makes of the host, for sockets of the network: watched, and answered in the kernel's place.
//!
//! A runtime serves a guest's call by calls of its own on the host's kernel. A case that says `inject` has one of them answered
//! with an errno that the kernel would give only where memory is short or a connection dies at the right moment; one that says
//! `host-calls` has them told. Neither touches the runtime: Linux asks the harness before it makes such a call, by seccomp's user
//! notification (seccomp_unotify(2)), of every thread and every program of the trial, however it is linked.
//!
//! ```text
//! trial                       kernel                 harness
//!   | accept4(7, ...) -------->| a filter wants it asked |
//!   |  (the thread sleeps)     |------ notice ---------->| is 7 a socket of the network? has the question begun?
//!   |                          |<----- go on / errno ----|
//!   |<------ its answer -------|                         |
//! ```
//!
//! It is the harness itself that answers, in the thread that listens to the trial. So there is no supervisor that could die before
//! the trial does, the trial's time limit holds while a call waits for its answer, and each call of the host comes between the
//! records of the guest where it was made: what the guest had reported before is in its pipe by then, and read first.
//!
//! ```text
//! injection   which operation is answered which errno, and how often: the header key
//! errno       the errnos of the host by their names
//! call        the system calls, and which operation each serves
//! show        how one is shown
//! filter      which of them the kernel is to ask about; installed in the trial's process
//! supervisor  the harness's side: it looks at a notice, and answers it
//! socket      what the descriptors of a process of the trial are
//! ```

mod call;
#[cfg(not(target_os = "linux"))]
mod elsewhere;
mod errno;
#[cfg(target_os = "linux")]
mod filter;
mod injection;
#[cfg(target_os = "linux")]
mod show;
#[cfg(target_os = "linux")]
mod socket;
#[cfg(target_os = "linux")]
mod supervisor;

pub use call::Operation;
pub use errno::HostErrno;
pub use injection::{Injection, Times};

#[cfg(not(target_os = "linux"))]
pub(crate) use elsewhere::{Supervisor, install, try_looking};
#[cfg(target_os = "linux")]
pub(crate) use filter::install;
#[cfg(target_os = "linux")]
pub(crate) use socket::try_looking;
#[cfg(target_os = "linux")]
pub(crate) use supervisor::Supervisor;

/// A call of the host that was made for a socket of the network, or to make one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostCall {
    /// The system call with what it was given, as [`call`] shows it: `bind(s1, 127.0.0.1:7967)`.
    pub text: String,
    /// The operation that it serves.
    pub operation: Operation,
    /// What it was answered in the place of the kernel; `None` where the kernel was asked.
    pub answered: Option<HostErrno>,
}

impl std::fmt::Display for HostCall {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text)?;
        match self.answered {
            Some(errno) => write!(f, " -> {errno} (injected)"),
            None => Ok(()),
        }
    }
}

/// What is to be done with the calls of the host that a trial makes.
#[derive(Debug, Clone, Copy)]
pub struct Watch<'a> {
    /// What one of them is answered.
    pub injection: Option<&'a Injection>,
    /// The lines of the guest that ask the question: nothing is injected before one of them is come to. Where there are none it is
    /// from the start.
    pub questions: &'a [u32],
}

impl Watch<'_> {
    /// Whether the kernel is to ask about the calls, too, that wait for many descriptors at once. They tell nothing about a socket,
    /// and some runtimes make one after the other.
    pub(crate) fn polls(&self) -> bool {
        let operation = self.injection.map(|injection| injection.operation);
        operation == Some(Operation::Poll)
    }
}
