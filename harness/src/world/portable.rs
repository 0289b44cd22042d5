//! The part of a world that every Unix has: limits on one process.
//!
//! Where namespaces are refused, or on other systems than Linux, this is all there is. It cannot promise that a port
//! is free, that no packet leaves the host, that a low port may be bound, or how many processes there are. Not on
//! Linux, it cannot promise either that a trial dies with a harness that is killed.

use std::env;
use std::fs;
use std::path::PathBuf;

use rustix::fd::BorrowedFd;
use rustix::io::{Errno, fcntl_getfd};
use rustix::process::{Pid, Resource, Rlimit, getpid, getrlimit, setrlimit};

use super::{Bounds, WorldError};

/// Limits the memory and the files of this process.
///
/// Memory is limited as data, not as address space: engines reserve gigabytes of addresses that they never touch.
pub fn limit(bounds: Bounds) -> Result<(), WorldError> {
    lower(Resource::Core, 0).map_err(WorldError::of("a limit on core dumps"))?;
    lower(Resource::Data, bounds.data).map_err(WorldError::of("a limit on memory"))?;
    // A file on a memory file system is memory, too.
    lower(Resource::Fsize, bounds.memory).map_err(WorldError::of("a limit on the size of files"))
}

/// Leaves this process so many descriptors besides those that it has open. What is open at a higher number stays.
pub fn spare(descriptors: u32) {
    let is_free = |number: &i32| {
        #[expect(unsafe_code, reason = "the descriptors are the runtime's")]
        // SAFETY: the number is only asked about.
        let descriptor = unsafe { BorrowedFd::borrow_raw(*number) };
        fcntl_getfd(descriptor) == Err(Errno::BADF)
    };
    // The first one that is one too many: the limit is on numbers. Where the system allows no more anyway, it stays.
    let allowed = getrlimit(Resource::Nofile).current;
    let allowed = allowed.and_then(|allowed| i32::try_from(allowed).ok());
    let mut free = (0..allowed.unwrap_or(i32::MAX)).filter(is_free);
    if let Some(beyond) = free.nth(descriptors as usize) {
        limit_descriptors(u64::try_from(beyond).ok());
    }
}

/// Lets this process have as many descriptors again as it may.
pub fn spare_all() {
    limit_descriptors(getrlimit(Resource::Nofile).maximum);
}

/// Limits the descriptors in a way that can be undone. That is refused to nobody.
fn limit_descriptors(current: Option<u64>) {
    let maximum = getrlimit(Resource::Nofile).maximum;
    let _ = setrlimit(Resource::Nofile, Rlimit { current, maximum });
}

/// Moves this process to an empty folder that has no name any more, so that it stays empty and needs no clearing.
pub fn vanish() -> Result<(), WorldError> {
    let name = format!("wasock-{}", getpid().as_raw_nonzero());
    let folder = env::temp_dir().join(name);
    let moved = fs::create_dir(&folder).and_then(|()| {
        let entered = env::set_current_dir(&folder);
        fs::remove_dir(&folder).and(entered)
    });
    moved.map_err(WorldError::of_io(
        "an empty folder below the one for temporary files",
    ))
}

/// Gives the folder where the runtime of a trial may write.
pub fn place(trial: Pid) -> PathBuf {
    env::temp_dir().join(format!("wasock-{}-runtime", trial.as_raw_nonzero()))
}

/// Sets a limit for good, unless the one that holds already is lower.
pub fn lower(resource: Resource, limit: u64) -> rustix::io::Result<()> {
    let held = rustix::process::getrlimit(resource).maximum;
    let limit = Some(held.map_or(limit, |held| held.min(limit)));
    setrlimit(
        resource,
        Rlimit {
            current: limit,
            maximum: limit,
        },
    )
}
