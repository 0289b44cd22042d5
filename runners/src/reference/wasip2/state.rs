//! What a TCP socket is, by the state machine of the semantics.

use std::net::SocketAddr;
use std::os::fd::OwnedFd;
use std::sync::{Arc, Mutex};

use rustix::event::PollFlags;
use rustix::fd::{AsFd, BorrowedFd};
use rustix::io::Errno;
use rustix::net;
use wasmtime::component::Resource;

use super::bindings::wasi::sockets::network::{ErrorCode, IpAddressFamily};
use super::error::Refused;
use super::poll::{Host, Source, Wait};
use super::receiving::Receiving;
use super::sending::Sending;
use super::stream::{Input, Output, lock};
use super::{Process, address};

/// The states of the semantics. Of an operation in progress the host has been asked already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    Unbound,
    BindInProgress,
    Bound,
    ListenInProgress,
    Listening,
    ConnectInProgress,
    Connected,
    Closed,
}

use State::{
    BindInProgress, Bound, Closed, ConnectInProgress, Connected, ListenInProgress, Listening,
    Unbound,
};

/// A socket of the host, and what of it the host does not know.
pub struct Tcp {
    host: Arc<OwnedFd>,
    pub family: IpAddressFamily,
    pub inner: Mutex<Inner>,
}

/// What changes with the calls of the guest.
pub struct Inner {
    state: State,
    /// How many connections may wait once it listens.
    pub backlog: i32,
    /// The streams of a connection, which a shutdown closes.
    pub streams: Option<(Arc<Receiving>, Arc<Sending>)>,
}

/// The length of the queue of a socket whose guest asks for none: what the host has at most, by default.
const BACKLOG: i32 = 4096;

impl Tcp {
    /// Makes one of a socket of the host, which is in this state.
    pub fn new(host: OwnedFd, family: IpAddressFamily, state: State) -> Tcp {
        let inner = Inner {
            state,
            backlog: BACKLOG,
            streams: None,
        };
        Tcp {
            host: Arc::new(host),
            family,
            inner: Mutex::new(inner),
        }
    }

    /// The socket of the host.
    pub fn fd(&self) -> BorrowedFd<'_> {
        self.host.as_fd()
    }

    /// The state that it is in.
    pub fn state(&self) -> State {
        lock(&self.inner).state
    }

    /// Has it be in another state.
    pub fn enter(&self, state: State) {
        lock(&self.inner).state = state;
    }

    /// "Calling a method from the wrong state returns `error(invalid-state)` and does not affect the state of the socket" (the
    /// semantics). That another operation is in progress is such a state too, though `concurrency-conflict` would be as good.
    pub fn require(&self, states: &[State]) -> Result<(), Refused> {
        match states.contains(&self.state()) {
            true => Ok(()),
            false => Err(ErrorCode::InvalidState.into()),
        }
    }

    /// "A special case are the `finish-*` methods; those return `error(not-in-progress)`" (the semantics).
    pub fn finish(&self, in_progress: State) -> Result<(), Refused> {
        match self.state() == in_progress {
            true => Ok(()),
            false => Err(ErrorCode::NotInProgress.into()),
        }
    }

    /// Makes the streams of a connection.
    pub fn connected(&self, process: &mut Process) -> Result<Streams, Refused> {
        let receiving = Receiving::new(Host::Socket(self.host.clone()));
        let sending = Sending::new(Host::Socket(self.host.clone()));
        let mut inner = lock(&self.inner);
        inner.state = Connected;
        inner.streams = Some((receiving.clone(), sending.clone()));
        Ok((
            process.handles.push(Input(receiving))?,
            process.handles.push(Output(sending))?,
        ))
    }

    /// Asks the host for an address. A socket that is not bound has none, and neither has one that has lost its connection.
    pub fn local_address(&self) -> Result<SocketAddr, Refused> {
        let states = [
            Bound,
            ListenInProgress,
            Listening,
            ConnectInProgress,
            Connected,
        ];
        self.require(&states)?;
        if self.state() == Connected && net::getpeername(self.fd()) == Err(Errno::NOTCONN) {
            self.enter(Closed);
            return Err(ErrorCode::InvalidState.into());
        }
        Ok(address::told(net::getsockname(self.fd())?)?)
    }
}

/// The two streams of a connection.
pub type Streams = (Resource<Input>, Resource<Output>);

/// "The socket's pollable ready state can therefore be unambiguously derived" (the semantics, Pollable readiness).
impl Source for Tcp {
    fn wait(&self) -> Wait {
        let awaited = match self.state() {
            Unbound | Bound | Connected | Closed => return Wait::Nothing,
            // The host has answered to these at once.
            BindInProgress | ListenInProgress => return Wait::Nothing,
            ConnectInProgress => PollFlags::OUT,
            Listening => PollFlags::IN,
        };
        Wait::Host(Host::Socket(self.host.clone()), awaited)
    }
}
