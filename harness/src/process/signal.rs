//! Signals that the host sends to a trial which waits.
//!
//! A signal interrupts a call of the system that waits (signal(7), "Interruption of system calls and library functions by signal
//! handlers"): with a handler that does not ask for a restart every such call fails with EINTR, with one that does only some of them,
//! and those that wait for events always. And being stopped and continued interrupts some even where there is no handler.

use std::fs;
use std::io;

use rustix::io::Errno;
use rustix::process::{Pid, Signal, kill_process};

use super::family;
use crate::peer::Interruption;

/// The signals, which nobody misses: whoever has no handler for them ignores them.
const INTERRUPTING: libc::c_int = libc::SIGWINCH;
const RESTARTING: libc::c_int = libc::SIGURG;

/// How often a process is looked at that is to stop, before it is given up.
const LOOKS: u32 = 100_000;

/// Has this process, and all of its threads, handle the signals by doing nothing. A program that it becomes ignores them.
pub fn handle() -> io::Result<()> {
    for (signal, flags) in [(INTERRUPTING, 0), (RESTARTING, libc::SA_RESTART)] {
        #[expect(unsafe_code, reason = "rustix does not set handlers")]
        // SAFETY: the handler does nothing, which it may do at any moment; zeros are an action without a mask.
        let set = unsafe {
            let mut action: libc::sigaction = std::mem::zeroed();
            action.sa_sigaction = nothing as *const () as libc::sighandler_t;
            action.sa_flags = flags;
            libc::sigaction(signal, &raw const action, std::ptr::null_mut())
        };
        if set != 0 {
            return Err(io::Error::last_os_error());
        }
    }
    Ok(())
}

extern "C" fn nothing(_signal: libc::c_int) {}

/// Interrupts all threads of the trial of this init.
///
/// # Errors
/// The system does not show its processes, or one of them could not be signalled.
pub fn interrupt(init: Pid, how: Interruption) -> io::Result<()> {
    let family = family(init)?;
    match how {
        Interruption::Signal => family.iter().try_for_each(|one| one.signal(INTERRUPTING)),
        Interruption::Restart => family.iter().try_for_each(|one| one.signal(RESTARTING)),
        Interruption::Stop => {
            for one in &family {
                one.kill(Signal::STOP)?;
                one.await_stop()?;
            }
            // A trial that is stopped for ever is ended like any other.
            family.iter().try_for_each(|one| one.kill(Signal::CONT))
        }
    }
}

/// A process of a trial.
struct Member {
    id: Pid,
    threads: Vec<libc::pid_t>,
}

/// The processes below init.
fn family(init: Pid) -> io::Result<Vec<Member>> {
    let mut left = family::of_init(init)?;
    let mut family = Vec::new();
    while let Some(number) = left.pop() {
        let mut threads = Vec::new();
        // Who has ended since has neither threads nor children.
        let listed = fs::read_dir(format!("/proc/{number}/task"));
        for thread in listed.into_iter().flatten().flatten() {
            left.extend(family::children(&thread.path()).unwrap_or_default());
            threads.extend(thread.file_name().to_string_lossy().parse::<libc::pid_t>());
        }
        if let Some(id) = Pid::from_raw(number) {
            family.push(Member { id, threads });
        }
    }
    Ok(family)
}

/// Takes it for no error that whoever was to be signalled is gone.
fn gone_or(signalled: io::Result<()>) -> io::Result<()> {
    match signalled {
        Err(error) if Errno::from_io_error(&error) == Some(Errno::SRCH) => Ok(()),
        other => other,
    }
}

impl Member {
    /// Sends a signal to the process.
    fn kill(&self, signal: Signal) -> io::Result<()> {
        gone_or(kill_process(self.id, signal).map_err(io::Error::from))
    }

    /// Sends a signal to each of its threads.
    fn signal(&self, signal: libc::c_int) -> io::Result<()> {
        let process = self.id.as_raw_nonzero().get();
        for thread in &self.threads {
            #[expect(unsafe_code, reason = "rustix signals no thread of another process")]
            // SAFETY: the call reads no memory.
            let sent = unsafe { libc::syscall(libc::SYS_tgkill, process, *thread, signal) };
            // The first signal may have let the guest go on, and it may be over before all of its threads have theirs.
            gone_or(match sent {
                0 => Ok(()),
                _ => Err(io::Error::last_os_error()),
            })?;
        }
        Ok(())
    }

    /// Waits until all of its threads are stopped, or it is gone. Whoever is continued before that has never been stopped.
    ///
    /// # Errors
    /// One of them does not stop.
    fn await_stop(&self) -> io::Result<()> {
        // One that has ended, and that nobody has waited for yet, never stops.
        let still = ["T", "Z", "X"].map(|state| format!("State:\t{state}"));
        let is_stopped = |thread: &libc::pid_t| {
            let (id, thread) = (self.id.as_raw_nonzero(), *thread);
            let status = fs::read_to_string(format!("/proc/{id}/task/{thread}/status"));
            status.map_or(true, |status| {
                still.iter().any(|state| status.contains(state))
            })
        };
        for _ in 0..LOOKS {
            if self.threads.iter().all(is_stopped) {
                return Ok(());
            }
            std::thread::yield_now();
        }
        Err(io::Error::other("a process of the trial does not stop"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::process::{Child, Command, Stdio};

    use rustix::process::{WaitId, WaitIdOptions, waitid};

    /// A program that ends when its input does.
    fn start() -> (Child, Member) {
        let child = Command::new("cat").stdin(Stdio::piped()).spawn().unwrap();
        let number = libc::pid_t::try_from(child.id()).unwrap();
        let member = Member {
            id: Pid::from_raw(number).unwrap(),
            threads: vec![number],
        };
        (child, member)
    }

    #[test]
    fn who_is_told_to_stop_is_awaited() {
        let (mut child, member) = start();
        member.kill(Signal::STOP).unwrap();
        member.await_stop().unwrap();
        member.kill(Signal::CONT).unwrap();
        drop(child.stdin.take());
        assert!(child.wait().unwrap().success());
    }

    #[test]
    fn who_has_ended_is_not_awaited_be_it_waited_for_or_not() {
        let (mut child, member) = start();
        drop(child.stdin.take());
        waitid(
            WaitId::Pid(member.id),
            WaitIdOptions::EXITED | WaitIdOptions::NOWAIT,
        )
        .unwrap();
        member.kill(Signal::STOP).unwrap();
        member.await_stop().unwrap();
        child.wait().unwrap();
        member.kill(Signal::STOP).unwrap();
        member.await_stop().unwrap();
    }
}
