//! Descriptors that came from whoever started the harness: a shell with an open file, a build with its pipes. A runtime that had
//! them could read and write what is nobody's business of a trial's, and would number its own otherwise from host to host.

use std::fs;
use std::os::fd::{BorrowedFd, FromRawFd, OwnedFd, RawFd};

use rustix::io::{FdFlags, fcntl_getfd};

/// Where the system lists the descriptors of this process.
const LIST: &str = "/dev/fd";

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
