//! What came from whoever started the harness, and would make a trial another one from host to host.
//!
//! Descriptors: a shell has a file open, a build its pipes. A runtime that had them could read and write what is nobody's business of a
//! trial's, and would number its own otherwise. And how signals are taken: `nohup` ignores one, and some who start others have some
//! blocked, which interrupt nothing then.

use std::fs;
use std::io;
use std::os::fd::{BorrowedFd, FromRawFd, OwnedFd, RawFd};

use rustix::io::{FdFlags, fcntl_getfd};

/// Where the system lists the descriptors of this process.
const LIST: &str = "/dev/fd";

/// Has signals taken as in a program that a login has started: none is blocked, and none ignored but SIGPIPE, which the standard library
/// ignores itself. Only the one thread may be running.
///
/// # Errors
/// What the system answers.
pub fn take_signals() -> io::Result<()> {
    let passed = |answer| match answer {
        0 => Ok(()),
        _ => Err(io::Error::last_os_error()),
    };
    for signal in (1..=libc::SIGRTMAX()).filter(|signal| *signal != libc::SIGPIPE) {
        #[expect(unsafe_code, reason = "rustix does not set what signals do")]
        // SAFETY: zeros are an action, the calls read and write these alone, and no handler of this program is replaced.
        unsafe {
            let mut action: libc::sigaction = std::mem::zeroed();
            // Some numbers are the C library's own.
            let known = libc::sigaction(signal, std::ptr::null(), &raw mut action) == 0;
            if known && action.sa_sigaction == libc::SIG_IGN {
                action.sa_sigaction = libc::SIG_DFL;
                passed(libc::sigaction(
                    signal,
                    &raw const action,
                    std::ptr::null_mut(),
                ))?;
            }
        }
    }
    #[expect(unsafe_code, reason = "rustix does not unblock signals")]
    // SAFETY: the calls write and read this set alone.
    unsafe {
        let mut none: libc::sigset_t = std::mem::zeroed();
        passed(libc::sigemptyset(&raw mut none))?;
        passed(libc::sigprocmask(
            libc::SIG_SETMASK,
            &raw const none,
            std::ptr::null_mut(),
        ))
    }
}

/// Closes all descriptors of this process that it was started with, but for the standard streams. Only the one thread may be
/// running. Where the system has no list, they stay.
pub fn close() {
    let Ok(list) = fs::read_dir(LIST) else {
        return;
    };
    let names = list.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok());
    let all: Vec<RawFd> = names.collect();
    for number in all.into_iter().filter(|number| *number > 2) {
        if came_with_the_program(number) {
            #[expect(unsafe_code, reason = "no owner of such a descriptor is known")]
            // SAFETY: it is open, and nothing here owns it: whatever this program opens is closed on exec.
            drop(unsafe { OwnedFd::from_raw_fd(number) });
        }
    }
}

/// Whether a descriptor is open and has come through exec, which closes all that Rust opens.
fn came_with_the_program(number: RawFd) -> bool {
    #[expect(unsafe_code, reason = "what is open is known by its number alone")]
    // SAFETY: asking for the flags of a number that is not open does no harm.
    let descriptor = unsafe { BorrowedFd::borrow_raw(number) };
    fcntl_getfd(descriptor).is_ok_and(|flags| !flags.contains(FdFlags::CLOEXEC))
}
