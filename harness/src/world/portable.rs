//! The part of a world that every Unix has: limits on one process.
//!
//! Where namespaces are refused, or on other systems than Linux, this is all there is. It cannot promise that a port
//! is free, that no packet leaves the host, that a low port may be bound, or how many processes there are. Not on
//! Linux, it cannot promise either that a trial dies with a harness that is killed.

use std::env;
use std::fs;

use rustix::io::Errno;
use rustix::process::{Resource, Rlimit, getpid, setrlimit};

use super::{Bounds, WorldError};

/// Limits the memory and the files of this process.
///
/// Memory is limited as data, not as address space: engines reserve gigabytes of addresses that they never touch.
pub fn limit(bounds: Bounds) -> Result<(), WorldError> {
    lower(Resource::Core, 0).map_err(WorldError::of("a limit on core dumps"))?;
    lower(Resource::Data, bounds.memory).map_err(WorldError::of("a limit on memory"))?;
    // A file on a memory file system is memory, too.
    lower(Resource::Fsize, bounds.memory).map_err(WorldError::of("a limit on the size of files"))
}

/// Moves this process to an empty folder that has no name any more, so that it stays empty and needs no clearing.
pub fn vanish() -> Result<(), WorldError> {
    let name = format!("wasock-{}", getpid().as_raw_nonzero());
    let folder = env::temp_dir().join(name);
    let moved = fs::create_dir(&folder).and_then(|()| {
        let entered = env::set_current_dir(&folder);
        fs::remove_dir(&folder).and(entered)
    });
    moved.map_err(|error| {
        let errno = Errno::from_io_error(&error).unwrap_or(Errno::IO);
        WorldError::of("an empty folder below the one for temporary files")(errno)
    })
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
