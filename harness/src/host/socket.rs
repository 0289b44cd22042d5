//! What the descriptors of a process of the trial are, and what stands in its memory.
//!
//! Nothing is kept from one call to the next: a trial may start threads and processes without end, each of which would cost the harness
//! a descriptor, and the numbers of those that have ended are given again.

use std::fs::File;
use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::fs::FileExt;

use rustix::fs::fstat;
use rustix::io::Errno;
use rustix::net::{AddressFamily, sockopt::socket_domain};
use rustix::process::{Pid, PidfdFlags, PidfdGetfdFlags, pidfd_getfd, pidfd_open};

/// A socket of the network: the number by which the kernel knows it, whoever has it by whatever descriptors.
pub type Socket = u64;

/// Gives the socket of the network that a descriptor of this thread's process is; `None` where it is something else.
///
/// # Errors
/// The process is gone, or the system does not let the harness look.
pub fn socket(thread: u32, descriptor: i32) -> io::Result<Option<Socket>> {
    let ours = match pidfd_getfd(end(thread)?, descriptor, PidfdGetfdFlags::empty()) {
        Ok(ours) => ours,
        Err(Errno::BADF) => return Ok(None),
        Err(errno) => return Err(errno.into()),
    };
    match socket_domain(ours.as_fd()) {
        Ok(AddressFamily::INET | AddressFamily::INET6) => Ok(Some(fstat(&ours)?.st_ino)),
        _ => Ok(None),
    }
}

/// `PIDFD_THREAD` of pidfd_open(2).
const THREAD: PidfdFlags = PidfdFlags::from_bits_retain(libc::O_EXCL.cast_unsigned());

/// Opens a thread. Before Linux 6.9 there was none of a thread but the first of its process, which has the same descriptors.
fn end(thread: u32) -> io::Result<OwnedFd> {
    let number = i32::try_from(thread).ok().and_then(Pid::from_raw);
    let number = number.ok_or(io::ErrorKind::NotFound)?;
    match pidfd_open(number, THREAD) {
        Err(Errno::INVAL) => Ok(pidfd_open(leader(thread)?, PidfdFlags::empty())?),
        opened => Ok(opened?),
    }
}

/// Reads memory of this thread's process. What is not there is left out.
pub fn read(thread: u32, address: u64, length: usize) -> Vec<u8> {
    let mut bytes = vec![0; length];
    let read = memory(thread).and_then(|memory| memory.read_at(&mut bytes, address));
    bytes.truncate(read.unwrap_or_default());
    bytes
}

/// Opens the memory of this thread's process. The number may be another's by now: what is written is to be written only if the thread
/// is found to be the same still, after this.
///
/// # Errors
/// The process is gone, or the system does not let the harness look.
pub fn memory(thread: u32) -> io::Result<File> {
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
    socket(process, 0).map(drop)
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
        let look = |descriptor: i32| super::socket(own, descriptor).unwrap();
        let socket = look(listener.as_raw_fd());
        assert!(socket.is_some());
        assert_eq!(look(other.as_raw_fd()), socket);
        assert_eq!(look(local.as_raw_fd()), None);
        assert_eq!(look(i32::MAX), None);
    }

    #[test]
    fn a_thread_has_the_descriptors_of_its_process() {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let number = listener.as_raw_fd();
        let of_another = std::thread::spawn(move || {
            let thread = rustix::thread::gettid().as_raw_nonzero().get();
            let thread = thread.cast_unsigned();
            let socket = super::socket(thread, number).unwrap();
            (socket, leader(thread).unwrap())
        });
        let own = super::socket(std::process::id(), number).unwrap();
        assert!(own.is_some());
        assert_eq!(of_another.join().unwrap(), (own, rustix::process::getpid()));
    }

    #[test]
    fn memory_is_read_and_written_where_there_is_any() {
        // What nobody but the kernel reads might never be written to memory, unless it is atomic.
        static PLACE: AtomicU32 = AtomicU32::new(0);
        let own = std::process::id();
        let address = PLACE.as_ptr().addr() as u64;
        PLACE.store(u32::from_ne_bytes([1, 2, 3, 4]), Ordering::SeqCst);
        assert_eq!(read(own, address, 4), [1, 2, 3, 4]);
        memory(own).unwrap().write_all_at(&[9, 8], address).unwrap();
        let now = PLACE.load(Ordering::SeqCst).to_ne_bytes();
        assert_eq!(now, [9, 8, 3, 4]);
        assert!(read(own, 8, 4).is_empty());
    }
}
