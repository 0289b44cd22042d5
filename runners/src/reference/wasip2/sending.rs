//! The end of a stream that bytes go to, over a socket or a standard stream.

use std::sync::{Arc, Mutex};

use rustix::event::PollFlags;
use rustix::io::Errno;
use rustix::net::SendFlags;
use rustix::stdio;
use wasmtime::format_err;

use super::poll::{Host, Source, Wait, ready};
use super::receiving::Receiving;
use super::stream::{Broken, Failure, lock};

/// How many bytes a guest may write at once, which `blocking-write-and-flush` has from streams.wit.
pub const PERMIT: usize = 4096;

/// The end of a stream that bytes go to. What is written waits here until the host takes it.
#[derive(Debug)]
pub struct Sending {
    host: Host,
    state: Mutex<Sent>,
}

#[derive(Debug, Default)]
struct Sent {
    pending: Vec<u8>,
    /// How many bytes the next write may have.
    permit: usize,
    is_closed: bool,
}

impl Sending {
    /// The bytes that go to a descriptor.
    pub fn new(host: Host) -> Arc<Sending> {
        let state = Mutex::default();
        Arc::new(Sending { host, state })
    }

    /// The standard output.
    pub fn output() -> Arc<Sending> {
        Sending::new(Host::Standard(stdio::stdout()))
    }

    /// The standard error.
    pub fn error() -> Arc<Sending> {
        Sending::new(Host::Standard(stdio::stderr()))
    }

    /// Closes the stream, once the host has taken what was written. It waits for that, since nothing else would hand on what is left.
    pub fn close(&self) {
        // A stream that fails is closed by that.
        let _ = self.flush(true);
        lock(&self.state).is_closed = true;
    }

    /// Hands the host what waits here, as far as it takes it.
    pub fn flush(&self, waits: bool) -> Result<(), Broken> {
        let mut state = lock(&self.state);
        if state.is_closed {
            return Err(Broken::Closed);
        }
        while !state.pending.is_empty() {
            match self.send(&state.pending) {
                Ok(sent) => drop(state.pending.drain(..sent)),
                Err(Errno::AGAIN) if waits => {
                    drop(state);
                    let room = Writable(self.host.clone());
                    let waited = ready(&[&room], true);
                    state = lock(&self.state);
                    waited.map_err(|errno| state.failed(&self.host, errno))?;
                }
                Err(Errno::AGAIN) => break,
                Err(errno) => return Err(state.failed(&self.host, errno)),
            }
        }
        Ok(())
    }

    fn send(&self, bytes: &[u8]) -> Result<usize, Errno> {
        let flags = SendFlags::DONTWAIT | SendFlags::NOSIGNAL;
        rustix::io::retry_on_intr(|| match &self.host {
            Host::Socket(socket) => rustix::net::send(socket, bytes, flags),
            Host::Standard(stream) => rustix::io::write(stream, bytes),
        })
    }

    /// "`check-write` will return `ok(0)` until the flush has completed" (streams.wit, `flush`), of what is written as well.
    pub fn check_write(&self) -> Result<u64, Broken> {
        self.flush(false)?;
        let is_ready = ready(&[self], false);
        let mut state = lock(&self.state);
        let is_ready = !is_ready
            .map_err(|errno| state.failed(&self.host, errno))?
            .is_empty();
        state.permit = match state.pending.is_empty() && is_ready {
            true => PERMIT,
            false => 0,
        };
        Ok(state.permit as u64)
    }

    /// "contents has a length of less than or equal to n. Otherwise, this function will trap" (streams.wit, `write`).
    pub fn write(&self, bytes: &[u8]) -> Result<(), Broken> {
        let permit = std::mem::take(&mut lock(&self.state).permit);
        self.take(bytes, permit)?;
        self.flush(false)
    }

    /// Writes without a permit, and waits until the host has taken it all.
    pub fn write_and_flush(&self, bytes: &[u8]) -> Result<(), Broken> {
        self.take(bytes, PERMIT)?;
        self.flush(true)
    }

    /// "block until flush completes and stream is ready for writing again" (streams.wit, `blocking-flush`).
    pub fn blocking_flush(&self) -> Result<(), Broken> {
        self.flush(true)?;
        let waited = ready(&[self], true);
        waited.map_err(|errno| lock(&self.state).failed(&self.host, errno))?;
        Ok(())
    }

    fn take(&self, bytes: &[u8], permit: usize) -> Result<(), Broken> {
        if bytes.len() > permit {
            let told = format_err!("{} bytes, where {permit} may be written", bytes.len());
            return Err(Broken::Trap(told));
        }
        lock(&self.state).pending.extend_from_slice(bytes);
        Ok(())
    }

    /// Moves bytes from another stream, as many as are there and permitted.
    pub fn splice(&self, from: &Receiving, length: u64) -> Result<u64, Broken> {
        let bytes = from.read(length.min(self.check_write()?))?;
        self.write(&bytes)?;
        Ok(bytes.len() as u64)
    }
}

impl Sent {
    /// "no more input will be accepted by the stream" (streams.wit, `closed`) is what `EPIPE` says of a socket.
    fn failed(&mut self, host: &Host, errno: Errno) -> Broken {
        self.is_closed = true;
        self.pending.clear();
        match errno {
            Errno::PIPE => Broken::Closed,
            errno => Broken::Failed(Failure::of(host, errno)),
        }
    }
}

impl Source for Sending {
    fn wait(&self) -> Wait {
        match lock(&self.state).is_closed {
            true => Wait::Nothing,
            false => Writable(self.host.clone()).wait(),
        }
    }
}

/// A descriptor that may have room for more.
struct Writable(Host);

impl Source for Writable {
    fn wait(&self) -> Wait {
        Wait::Host(self.0.clone(), PollFlags::OUT)
    }
}
