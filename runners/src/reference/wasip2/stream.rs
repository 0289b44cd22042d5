//! Streams of bytes, and what becomes of an operation that fails.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rustix::io::Errno;
use wasmtime::component::Resource;
use wasmtime::{Error, format_err};

use super::Process;
use super::bindings::wasi::io::error as errors;
use super::bindings::wasi::io::streams::{self, StreamError};
use super::poll::{Host, Pollable};
use super::receiving::Receiving;
use super::sending::{PERMIT, Sending};

/// Why an operation on a stream was not done.
#[derive(Debug)]
pub enum Broken {
    /// The stream is closed.
    Closed,
    /// The host has refused what the operation is made of, and the stream is closed from now on.
    Failed(Failure),
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
pub struct Failure {
    /// What the host has answered.
    pub errno: Errno,
    /// Whether it was asked of a socket.
    pub is_of_network: bool,
}

impl Failure {
    /// The failure that a host's call on this descriptor came to.
    pub fn of(host: &Host, errno: Errno) -> Failure {
        Failure {
            errno,
            is_of_network: matches!(host, Host::Socket(_)),
        }
    }
}

/// An `input-stream`.
#[derive(Debug)]
pub struct Input(pub Arc<Receiving>);

/// An `output-stream`.
#[derive(Debug)]
pub struct Output(pub Arc<Sending>);

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
            Broken::Failed(failure) => {
                StreamError::LastOperationFailed(self.handles.push(failure)?)
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
        Ok(self.handles.get(&failure)?.errno.to_string())
    }

    fn drop(&mut self, failure: Resource<Failure>) -> Result<(), Error> {
        self.handles.delete(failure)?;
        Ok(())
    }
}
