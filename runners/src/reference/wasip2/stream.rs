//! Streams of bytes, over a socket or a standard stream of this process.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rustix::event::PollFlags;
use rustix::io::Errno;
use rustix::net::{RecvFlags, SendFlags};
use rustix::stdio;
use wasmtime::component::Resource;
use wasmtime::{Error, format_err};

use super::Process;
use super::bindings::wasi::io::error as errors;
use super::bindings::wasi::io::streams::{self, StreamError};
use super::poll::{Host, Pollable, Source, Wait, ready};

/// How many bytes a guest may write at once, which `blocking-write-and-flush` has from streams.wit.
const PERMIT: usize = 4096;

/// How many bytes are read at once at most: "The callee may return a list of bytes less than `len` in size while more bytes are
/// available for reading" (streams.wit, `read`).
const MOST: u64 = 1 << 16;

/// Why an operation on a stream was not done.
#[derive(Debug)]
pub enum Broken {
    /// The stream is closed.
    Closed,
    /// The host has refused what the operation is made of, and the stream is closed from now on.
    Failed(Errno),
    /// The guest has done what it may not, and ends.
    Trap(Error),
}

impl From<wasmtime::component::ResourceTableError> for Broken {
    fn from(error: wasmtime::component::ResourceTableError) -> Self {
        Broken::Trap(error.into())
    }
}

/// What a guest is told of a failure.
#[derive(Debug)]
pub struct Failure(Errno);

/// The end of a stream that bytes come from.
#[derive(Debug)]
pub struct Receiving {
    host: Host,
    is_closed: Mutex<bool>,
}

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

/// An `input-stream`.
#[derive(Debug)]
pub struct Input(pub Arc<Receiving>);

/// An `output-stream`.
#[derive(Debug)]
pub struct Output(pub Arc<Sending>);

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

    fn wait_for_bytes(&self) -> Result<(), Broken> {
        ready(&[self], true).map_err(|errno| self.failed(errno))?;
        Ok(())
    }

    /// Reads what there is, up to `length` bytes. "When the caller gives a `len` of 0 (…) If the stream is still open, this call should
    /// succeed and return an empty list, or otherwise fail with `closed`" (streams.wit): to know, a byte is looked at.
    fn read(&self, length: u64) -> Result<Vec<u8>, Broken> {
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
        Broken::Failed(errno)
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
    fn flush(&self, waits: bool) -> Result<(), Broken> {
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
                    waited.map_err(|errno| state.failed(errno))?;
                }
                Err(Errno::AGAIN) => break,
                Err(errno) => return Err(state.failed(errno)),
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
    fn check_write(&self) -> Result<u64, Broken> {
        self.flush(false)?;
        let is_ready = ready(&[self], false);
        let mut state = lock(&self.state);
        let is_ready = !is_ready.map_err(|errno| state.failed(errno))?.is_empty();
        state.permit = match state.pending.is_empty() && is_ready {
            true => PERMIT,
            false => 0,
        };
        Ok(state.permit as u64)
    }

    /// "contents has a length of less than or equal to n. Otherwise, this function will trap" (streams.wit, `write`).
    fn write(&self, bytes: &[u8]) -> Result<(), Broken> {
        let permit = std::mem::take(&mut lock(&self.state).permit);
        self.take(bytes, permit)?;
        self.flush(false)
    }

    fn write_and_flush(&self, bytes: &[u8]) -> Result<(), Broken> {
        self.take(bytes, PERMIT)?;
        self.flush(true)
    }

    /// "block until flush completes and stream is ready for writing again" (streams.wit, `blocking-flush`).
    fn blocking_flush(&self) -> Result<(), Broken> {
        self.flush(true)?;
        let waited = ready(&[self], true);
        waited.map_err(|errno| lock(&self.state).failed(errno))?;
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

    fn splice(&self, from: &Receiving, length: u64) -> Result<u64, Broken> {
        let bytes = from.read(length.min(self.check_write()?))?;
        self.write(&bytes)?;
        Ok(bytes.len() as u64)
    }
}

impl Sent {
    /// "no more input will be accepted by the stream" (streams.wit, `closed`) is what `EPIPE` says of a socket.
    fn failed(&mut self, errno: Errno) -> Broken {
        self.is_closed = true;
        self.pending.clear();
        match errno {
            Errno::PIPE => Broken::Closed,
            errno => Broken::Failed(errno),
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

/// The guest has one thread: what is behind a lock is so because the engine's tables may be sent to another.
pub fn lock<T>(locked: &Mutex<T>) -> MutexGuard<'_, T> {
    locked.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Process {
    fn receiving(&self, stream: &Resource<Input>) -> Result<Arc<Receiving>, Broken> {
        Ok(self.handles.get(stream)?.0.clone())
    }

    fn sending(&self, stream: &Resource<Output>) -> Result<Arc<Sending>, Broken> {
        Ok(self.handles.get(stream)?.0.clone())
    }
}

impl streams::Host for Process {
    fn convert_stream_error(&mut self, broken: Broken) -> Result<StreamError, Error> {
        Ok(match broken {
            Broken::Closed => StreamError::Closed,
            Broken::Failed(errno) => {
                StreamError::LastOperationFailed(self.handles.push(Failure(errno))?)
            }
            Broken::Trap(error) => return Err(error),
        })
    }
}

impl streams::HostInputStream for Process {
    fn read(&mut self, stream: Resource<Input>, length: u64) -> Result<Vec<u8>, Broken> {
        self.receiving(&stream)?.read(length)
    }

    fn blocking_read(&mut self, stream: Resource<Input>, length: u64) -> Result<Vec<u8>, Broken> {
        let stream = self.receiving(&stream)?;
        stream.wait_for_bytes()?;
        stream.read(length)
    }

    fn skip(&mut self, stream: Resource<Input>, length: u64) -> Result<u64, Broken> {
        Ok(self.read(stream, length)?.len() as u64)
    }

    fn blocking_skip(&mut self, stream: Resource<Input>, length: u64) -> Result<u64, Broken> {
        Ok(self.blocking_read(stream, length)?.len() as u64)
    }

    fn subscribe(&mut self, stream: Resource<Input>) -> Result<Resource<Pollable>, Error> {
        let stream = Arc::downgrade(&self.handles.get(&stream)?.0);
        self.pollable(stream)
    }

    fn drop(&mut self, stream: Resource<Input>) -> Result<(), Error> {
        self.handles.delete(stream)?;
        Ok(())
    }
}

impl streams::HostOutputStream for Process {
    fn check_write(&mut self, stream: Resource<Output>) -> Result<u64, Broken> {
        self.sending(&stream)?.check_write()
    }

    fn write(&mut self, stream: Resource<Output>, bytes: Vec<u8>) -> Result<(), Broken> {
        self.sending(&stream)?.write(&bytes)
    }

    fn blocking_write_and_flush(
        &mut self,
        stream: Resource<Output>,
        bytes: Vec<u8>,
    ) -> Result<(), Broken> {
        self.sending(&stream)?.write_and_flush(&bytes)
    }

    fn flush(&mut self, stream: Resource<Output>) -> Result<(), Broken> {
        self.sending(&stream)?.flush(false)
    }

    fn blocking_flush(&mut self, stream: Resource<Output>) -> Result<(), Broken> {
        self.sending(&stream)?.blocking_flush()
    }

    fn subscribe(&mut self, stream: Resource<Output>) -> Result<Resource<Pollable>, Error> {
        let stream = Arc::downgrade(&self.handles.get(&stream)?.0);
        self.pollable(stream)
    }

    fn write_zeroes(&mut self, stream: Resource<Output>, length: u64) -> Result<(), Broken> {
        self.sending(&stream)?.write(&zeroes(length)?)
    }

    fn blocking_write_zeroes_and_flush(
        &mut self,
        stream: Resource<Output>,
        length: u64,
    ) -> Result<(), Broken> {
        self.sending(&stream)?.write_and_flush(&zeroes(length)?)
    }

    fn splice(
        &mut self,
        to: Resource<Output>,
        from: Resource<Input>,
        length: u64,
    ) -> Result<u64, Broken> {
        self.sending(&to)?.splice(&*self.receiving(&from)?, length)
    }

    fn blocking_splice(
        &mut self,
        to: Resource<Output>,
        from: Resource<Input>,
        length: u64,
    ) -> Result<u64, Broken> {
        let (to, from) = (self.sending(&to)?, self.receiving(&from)?);
        to.blocking_flush()?;
        from.wait_for_bytes()?;
        to.splice(&from, length)
    }

    fn drop(&mut self, stream: Resource<Output>) -> Result<(), Error> {
        self.handles.delete(stream)?;
        Ok(())
    }
}

/// So many zeroes, of which no more can be permitted than [`PERMIT`].
fn zeroes(length: u64) -> Result<Vec<u8>, Broken> {
    match usize::try_from(length) {
        Ok(length @ ..=PERMIT) => Ok(vec![0; length]),
        _ => Err(Broken::Trap(format_err!(
            "{length} zeroes may not be written"
        ))),
    }
}

impl errors::Host for Process {}

impl errors::HostError for Process {
    fn to_debug_string(&mut self, failure: Resource<Failure>) -> Result<String, Error> {
        Ok(self.handles.get(&failure)?.0.to_string())
    }

    fn drop(&mut self, failure: Resource<Failure>) -> Result<(), Error> {
        self.handles.delete(failure)?;
        Ok(())
    }
}
