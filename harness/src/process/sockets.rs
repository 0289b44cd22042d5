//! The sockets of the network that a process has open.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use rustix::event::{Timespec, poll};

/// How long a runtime may take, after its guest has ended, to close in the background what it is done with.
const SETTLES: Duration = Duration::from_secs(1);

/// Counts those that are open and were not `before`, once a runtime has closed those that it closes in the background.
pub fn left(before: &BTreeSet<u64>) -> usize {
    let moment = Timespec {
        tv_sec: 0,
        tv_nsec: 1_000_000,
    };
    let begun = Instant::now();
    loop {
        let left = open().difference(before).count();
        if left == 0 || begun.elapsed() > SETTLES {
            return left;
        }
        // There is nothing to be told of, so this only lets the time pass.
        let _ = poll(&mut [], Some(&moment));
    }
}

/// Lists them by their inodes. Where the system does not tell, there are none.
///
/// Local sockets are left out, because a runtime may keep some for its own signals and threads.
#[cfg(target_os = "linux")]
pub fn open() -> BTreeSet<u64> {
    use rustix::fd::BorrowedFd;
    use rustix::fs::fstat;
    use rustix::net::{AddressFamily, sockopt::socket_domain};

    let entries = std::fs::read_dir("/proc/self/fd").into_iter().flatten();
    let numbers = entries.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok());
    // The list is one of the open descriptors until it has been read.
    let numbers: Vec<i32> = numbers.collect();
    let sockets = numbers.into_iter().filter_map(|number| {
        #[expect(unsafe_code, reason = "the descriptors are the runtime's")]
        // SAFETY: the number is only asked about, and one that was closed meanwhile is none of a socket.
        let descriptor = unsafe { BorrowedFd::borrow_raw(number) };
        // Asking for the family is cheaper than to look the inode up among all local ones.
        match socket_domain(descriptor) {
            Ok(AddressFamily::UNIX) | Err(_) => None,
            Ok(_) => Some(fstat(descriptor).ok()?.st_ino),
        }
    });
    sockets.collect()
}

/// Lists none, since the system does not tell.
#[cfg(not(target_os = "linux"))]
pub fn open() -> BTreeSet<u64> {
    BTreeSet::new()
}
