//! The end of a stream that bytes come from, over a socket or the standard input.

use std::sync::{Arc, Mutex};

use rustix::event::PollFlags;
use rustix::io::Errno;
use rustix::net::RecvFlags;
use rustix::stdio;

use super::poll::{Host, Source, Wait, ready};
use super::stream::{Broken, Failure, lock};

/// How many bytes are read at once at most: "The callee may return a list of bytes less than `len` in size while more bytes are
/// available for reading" (streams.wit, `read`).
const MOST: u64 = 1 << 16;

/// The end of a stream that bytes come from.
#[derive(Debug)]
pub struct Receiving {
    host: Host,
    is_closed: Mutex<bool>,
}

impl Receiving {
    /// The bytes that come from a descriptor, which does not block.
    pub fn new(host: Host) -> Arc<Receiving> {
        let is_closed = Mutex::new(false);
        Arc::new(Receiving { host, is_closed })
    }

    /// The standard input.
    pub fn standard() -> Arc<Receiving> {
        Receiving::new(Host::Standard(stdio::stdin()))
    }

    /// Closes the stream; what waits in the host is not read any more.
    pub fn close(&self) {
        *lock(&self.is_closed) = true;
    }

    /// Waits until there are bytes, an end or an error.
    pub fn wait_for_bytes(&self) -> Result<(), Broken> {
        ready(&[self], true).map_err(|errno| self.failed(errno))?;
        Ok(())
    }

    /// Reads what there is, up to `length` bytes. "When the caller gives a `len` of 0 (…) If the stream is still open, this call should
    /// succeed and return an empty list, or otherwise fail with `closed`" (streams.wit): to know, a byte is looked at.
    pub fn read(&self, length: u64) -> Result<Vec<u8>, Broken> {
        if *lock(&self.is_closed) {
            return Err(Broken::Closed);
        }
        let mut bytes = vec![0; length.clamp(1, MOST) as usize];
        match self.receive(&mut bytes, length == 0) {
            Ok(0) => {
                self.close();
                Err(Broken::Closed)
            }
            Ok(_) if length == 0 => Ok(Vec::new()),
            Ok(got) => {
                bytes.truncate(got);
                Ok(bytes)
            }
            Err(Errno::AGAIN) => Ok(Vec::new()),
            Err(errno) => Err(self.failed(errno)),
        }
    }

    fn receive(&self, room: &mut [u8], peeks: bool) -> Result<usize, Errno> {
        match &self.host {
            Host::Socket(socket) => {
                let peek = if peeks {
                    RecvFlags::PEEK
                } else {
                    RecvFlags::empty()
                };
                let flags = RecvFlags::DONTWAIT | peek;
                let (got, _) =
                    rustix::io::retry_on_intr(|| rustix::net::recv(socket, &mut *room, flags))?;
                Ok(got)
            }
            // It may block, so it is asked before; of its end nothing is known without taking a byte.
            Host::Standard(_) if peeks || ready(&[self], false)?.is_empty() => Err(Errno::AGAIN),
            Host::Standard(input) => {
                rustix::io::retry_on_intr(|| rustix::io::read(input, &mut *room))
            }
        }
    }

    fn failed(&self, errno: Errno) -> Broken {
        self.close();
        Broken::Failed(Failure::of(&self.host, errno))
    }
}

impl Source for Receiving {
    fn wait(&self) -> Wait {
        match *lock(&self.is_closed) {
            true => Wait::Nothing,
            false => Wait::Host(self.host.clone(), PollFlags::IN),
        }
    }
}
