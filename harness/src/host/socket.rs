//! What the descriptors of a process of the trial are, and what stands in its memory.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fs::File;
use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::fs::FileExt;

use rustix::fs::fstat;
use rustix::io::Errno;
use rustix::net::{AddressFamily, sockopt::socket_domain};
use rustix::process::{Pid, PidfdFlags, PidfdGetfdFlags, pidfd_getfd, pidfd_open};

/// The processes that have made calls, each by its threads.
#[derive(Debug, Default)]
pub struct Processes {
    ends: BTreeMap<u32, OwnedFd>,
}

/// A socket of the network: the number by which the kernel knows it, whoever has it by whatever descriptors.
pub type Socket = u64;

impl Processes {
    /// Gives the socket of the network that a descriptor of this thread's process is; `None` where it is something else.
    ///
    /// # Errors
    /// The process is gone, or the system does not let the harness look.
    pub fn socket(&mut self, thread: u32, descriptor: i32) -> io::Result<Option<Socket>> {
        let ours = match pidfd_getfd(self.end(thread)?, descriptor, PidfdGetfdFlags::empty()) {
            Ok(ours) => ours,
            Err(Errno::BADF) => return Ok(None),
            Err(errno) => return Err(errno.into()),
        };
        match socket_domain(ours.as_fd()) {
            Ok(AddressFamily::INET | AddressFamily::INET6) => Ok(Some(fstat(&ours)?.st_ino)),
            _ => Ok(None),
        }
    }

    fn end(&mut self, thread: u32) -> io::Result<&OwnedFd> {
        Ok(match self.ends.entry(thread) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(unknown) => {
                unknown.insert(pidfd_open(leader(thread)?, PidfdFlags::empty())?)
            }
        })
    }
}

/// Reads memory of this thread's process. What is not there is left out.
pub fn read(thread: u32, address: u64, length: usize) -> Vec<u8> {
    let mut bytes = vec![0; length];
    let read = memory(thread).and_then(|memory| memory.read_at(&mut bytes, address));
    bytes.truncate(read.unwrap_or_default());
    bytes
}

/// Writes to memory of this thread's process.
///
/// # Errors
/// It cannot be written to there.
pub fn write(thread: u32, address: u64, bytes: &[u8]) -> io::Result<()> {
    memory(thread)?.write_all_at(bytes, address)
}

/// Opens the memory of this thread's process. A process that becomes another program has another memory, so it is not kept open.
fn memory(thread: u32) -> io::Result<File> {
    let mut options = File::options();
    options.read(true).write(true);
    options.open(format!("/proc/{thread}/mem"))
}

/// Gives the process that a thread belongs to.
fn leader(thread: u32) -> io::Result<Pid> {
    let status = std::fs::read_to_string(format!("/proc/{thread}/status"))?;
    let number = status.lines().find_map(|line| line.strip_prefix("Tgid:"));
    let number = number.and_then(|number| number.trim().parse().ok());
    let leader = number.and_then(Pid::from_raw);
    leader.ok_or_else(|| io::ErrorKind::NotFound.into())
}

/// Tries whether the harness may look at a process that it has started.
///
/// # Errors
/// Why not.
pub fn try_looking(process: u32) -> io::Result<()> {
    Processes::default().socket(process, 0).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::fd::AsRawFd;
    use std::sync::atomic::{AtomicU32, Ordering};

    #[test]
    fn a_socket_is_one_by_all_its_descriptors_and_a_file_is_none() {
        let own = std::process::id();
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let other = listener.try_clone().unwrap();
        let (local, _) = std::os::unix::net::UnixStream::pair().unwrap();
        let mut processes = Processes::default();
        let mut look = |descriptor: i32| processes.socket(own, descriptor).unwrap();
        let socket = look(listener.as_raw_fd());
        assert!(socket.is_some());
        assert_eq!(look(other.as_raw_fd()), socket);
        assert_eq!(look(local.as_raw_fd()), None);
        assert_eq!(look(i32::MAX), None);
    }

    #[test]
    fn memory_is_read_and_written_where_there_is_any() {
        // What nobody but the kernel reads might never be written to memory, unless it is atomic.
        static PLACE: AtomicU32 = AtomicU32::new(0);
        let own = std::process::id();
        let address = PLACE.as_ptr().addr() as u64;
        PLACE.store(u32::from_ne_bytes([1, 2, 3, 4]), Ordering::SeqCst);
        assert_eq!(read(own, address, 4), [1, 2, 3, 4]);
        write(own, address, &[9, 8]).unwrap();
        let now = PLACE.load(Ordering::SeqCst).to_ne_bytes();
        assert_eq!(now, [9, 8, 3, 4]);
        assert!(read(own, 8, 4).is_empty());
    }
}
