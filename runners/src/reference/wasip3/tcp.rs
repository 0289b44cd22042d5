//! Sockets of TCP: the state machine of the semantics.

use std::net::SocketAddr;
use std::os::fd::OwnedFd;
use std::sync::{Arc, Mutex};

use rustix::event::PollFlags;
use rustix::fd::{AsFd, BorrowedFd};
use rustix::io::Errno;
use rustix::net::sockopt;
use rustix::net::{self, SocketType, ipproto};
use wasmtime::component::{Access, Accessor, FutureReader, HasSelf, Resource, StreamReader};
use wasmtime::{AsContextMut, Error};

use super::super::wasip2::{self, IpAddressFamily, Process, lock, socket};
use super::bindings::wasi::sockets::types::{
    self, ErrorCode, HostTcpSocket, HostTcpSocketWithStore, IpSocketAddress,
};
use super::error::{Refused, connecting};
use super::stream::{Ended, Incoming, Receiving, Sending};
use super::{address, wait};
use crate::Use;
use wasip2::{address as check, option};

/// The states of the semantics.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Unbound,
    Bound,
    Listening,
    Connecting,
    Connected,
    Closed,
}

use State::{Bound, Closed, Connected, Connecting, Listening, Unbound};

/// A `tcp-socket`.
pub struct Socket(Arc<Tcp>);

struct Tcp {
    /// "the `tcp-socket` handle and all derived `stream` and `future` values reference a single underlying OS socket" (types.wit).
    host: Arc<OwnedFd>,
    family: IpAddressFamily,
    inner: Mutex<Inner>,
}

struct Inner {
    state: State,
    backlog: i32,
    /// Whether `send` and `receive` were called.
    sends: bool,
    receives: bool,
}

/// The length of the queue of a socket whose guest asks for none: what the host has at most, by default.
const BACKLOG: i32 = 4096;

impl Socket {
    fn new(host: OwnedFd, family: IpAddressFamily, state: State) -> Socket {
        Socket(Arc::new(Tcp {
            host: Arc::new(host),
            family,
            inner: Mutex::new(Inner {
                state,
                backlog: BACKLOG,
                sends: false,
                receives: false,
            }),
        }))
    }

    /// "Client sockets returned by `listen()` are immediately in the `connected` state" (the semantics).
    pub fn connected(host: OwnedFd, family: IpAddressFamily) -> Socket {
        Socket::new(host, family, Connected)
    }
}

impl Tcp {
    fn fd(&self) -> BorrowedFd<'_> {
        self.host.as_fd()
    }

    fn state(&self) -> State {
        lock(&self.inner).state
    }

    fn enter(&self, state: State) {
        lock(&self.inner).state = state;
    }

    /// "Calling a method from the wrong state returns `error(invalid-state)` and does not affect the state of the socket" (the
    /// semantics).
    fn require(&self, states: &[State]) -> Result<(), Refused> {
        match states.contains(&self.state()) {
            true => Ok(()),
            false => Err(ErrorCode::InvalidState.into()),
        }
    }

    /// "This function may be called at most once", of `send` and `receive` (types.wit).
    fn once(&self, called: impl FnOnce(&mut Inner) -> &mut bool) -> bool {
        let mut inner = lock(&self.inner);
        let is_connected = inner.state == Connected;
        is_connected && !std::mem::replace(called(&mut inner), true)
    }
}

/// A connect that is under way. If nobody waits for it any more it has not succeeded.
struct Attempt(Arc<Tcp>);

impl Attempt {
    /// "a failed connection attempt": "the socket will be in the `closed` state" (types.wit, `connect`).
    async fn finish(self) -> Result<(), Refused> {
        wait::ready(self.0.host.clone(), PollFlags::OUT).await;
        if let Err(errno) = sockopt::socket_error(self.0.fd())? {
            return Err(connecting(errno).into());
        }
        self.0.enter(Connected);
        Ok(())
    }
}

impl Drop for Attempt {
    fn drop(&mut self) {
        let mut inner = lock(&self.0.inner);
        if inner.state == Connecting {
            inner.state = Closed;
        }
    }
}

fn tcp(process: &Process, socket: &Resource<Socket>) -> Result<Arc<Tcp>, Refused> {
    Ok(process.handles.get(socket)?.0.clone())
}

impl HostTcpSocketWithStore<Process> for HasSelf<Process> {
    /// "unbound --> connecting: connect()" and the same from bound (the semantics), whatever comes of it.
    async fn connect(
        store: &Accessor<Process, Self>,
        socket: Resource<Socket>,
        remote: IpSocketAddress,
    ) -> Result<(), Refused> {
        let attempt = store.with(|mut store| {
            let process = store.get();
            let socket = tcp(process, &socket)?;
            socket.require(&[Unbound, Bound])?;
            socket.enter(Connecting);
            let attempt = Attempt(socket.clone());
            let remote = SocketAddr::from(remote);
            check::of_family(remote, socket.family)?;
            check::unicast(remote)?;
            check::somebody(remote)?;
            process.permit(Use::Connect(remote))?;
            match net::connect(socket.fd(), &remote) {
                Ok(()) | Err(Errno::INPROGRESS | Errno::INTR) => Ok(attempt),
                Err(errno) => Err(Refused::from(connecting(errno))),
            }
        })?;
        attempt.finish().await
    }

    /// "If the socket is not already explicitly bound, this function will implicitly bind the socket to a random free port" (types.wit),
    /// which the host does by itself.
    fn listen(
        mut store: Access<'_, Process, Self>,
        socket: Resource<Socket>,
    ) -> Result<StreamReader<Resource<Socket>>, Refused> {
        let process = store.get();
        let socket = tcp(process, &socket)?;
        socket.require(&[Unbound, Bound])?;
        let local = check::told(net::getsockname(socket.fd())?)?;
        process.permit(Use::Listen(local))?;
        let backlog = lock(&socket.inner).backlog;
        net::listen(socket.fd(), backlog)?;
        socket.enter(Listening);
        let incoming = Incoming {
            host: socket.host.clone(),
            family: socket.family,
        };
        StreamReader::new(&mut store, incoming).map_err(Refused::Trap)
    }

    /// "returns once the full contents of the stream are transmitted or an error is encountered" (types.wit).
    fn send(
        mut store: Access<'_, Process, Self>,
        socket: Resource<Socket>,
        mut data: StreamReader<u8>,
    ) -> Result<FutureReader<Ended>, Error> {
        let socket = store.get().handles.get(&socket)?.0.clone();
        if !socket.once(|inner| &mut inner.sends) {
            data.close(&mut store)?;
            return refused(store);
        }
        let (ended, told) = wait::later();
        let host = socket.host.clone();
        data.pipe(&mut store, Sending { host, ended })?;
        FutureReader::new(&mut store, async { Ok::<_, Error>(told.await) })
    }

    /// "Subsequent calls return a closed stream and a future resolved to `err(invalid-state)`" (types.wit).
    fn receive(
        mut store: Access<'_, Process, Self>,
        socket: Resource<Socket>,
    ) -> Result<(StreamReader<u8>, FutureReader<Ended>), Error> {
        let socket = store.get().handles.get(&socket)?.0.clone();
        if !socket.once(|inner| &mut inner.receives) {
            let stream = StreamReader::new(&mut store, std::iter::empty())?;
            return Ok((stream, refused(store)?));
        }
        let (ended, told) = wait::later();
        let host = socket.host.clone();
        Ok((
            StreamReader::new(&mut store, Receiving { host, ended })?,
            FutureReader::new(&mut store, async { Ok::<_, Error>(told.await) })?,
        ))
    }
}

/// The future of a `send` or `receive` from the wrong state.
fn refused(mut store: impl AsContextMut) -> Result<FutureReader<Ended>, Error> {
    let ended: Ended = Err(ErrorCode::InvalidState);
    FutureReader::new(&mut store, async { Ok::<_, Error>(ended) })
}

impl HostTcpSocket for Process {
    /// Any policy lets a socket be made, as in 0.2.
    fn create(&mut self, family: types::IpAddressFamily) -> Result<Resource<Socket>, Refused> {
        let family = address::family(family);
        let host = socket(family, SocketType::STREAM, ipproto::TCP)?;
        Ok(self.handles.push(Socket::new(host, family, Unbound))?)
    }

    /// "the SO_REUSEADDR socket option should be set implicitly" (types.wit, `bind`, Implementors note).
    fn bind(&mut self, socket: Resource<Socket>, local: IpSocketAddress) -> Result<(), Refused> {
        let socket = tcp(self, &socket)?;
        socket.require(&[Unbound])?;
        let local = SocketAddr::from(local);
        check::of_family(local, socket.family)?;
        check::unicast(local)?;
        self.permit(Use::Bind(local))?;
        sockopt::set_socket_reuseaddr(socket.fd(), true)?;
        net::bind(socket.fd(), &local)?;
        socket.enter(Bound);
        Ok(())
    }

    fn get_local_address(&mut self, socket: Resource<Socket>) -> Result<IpSocketAddress, Refused> {
        let socket = tcp(self, &socket)?;
        socket.require(&[Bound, Listening, Connecting, Connected])?;
        Ok(check::told(net::getsockname(socket.fd())?)?.into())
    }

    fn get_remote_address(&mut self, socket: Resource<Socket>) -> Result<IpSocketAddress, Refused> {
        let socket = tcp(self, &socket)?;
        socket.require(&[Connected])?;
        let peer = net::getpeername(socket.fd())?.ok_or(ErrorCode::InvalidState)?;
        Ok(check::told(peer)?.into())
    }

    fn get_is_listening(&mut self, socket: Resource<Socket>) -> Result<bool, Error> {
        Ok(self.handles.get(&socket)?.0.state() == Listening)
    }

    fn get_address_family(
        &mut self,
        socket: Resource<Socket>,
    ) -> Result<types::IpAddressFamily, Error> {
        Ok(address::told(self.handles.get(&socket)?.0.family))
    }

    /// "The socket is in the `connecting` or `connected` state" (types.wit), or closed. The host changes the length of a queue by being
    /// told to listen once more.
    fn set_listen_backlog_size(
        &mut self,
        socket: Resource<Socket>,
        value: u64,
    ) -> Result<(), Refused> {
        let socket = tcp(self, &socket)?;
        socket.require(&[Unbound, Bound, Listening])?;
        let backlog = i32::try_from(option::not_zero(value)?).unwrap_or(i32::MAX);
        lock(&socket.inner).backlog = backlog;
        if socket.state() == Listening {
            net::listen(socket.fd(), backlog)?;
        }
        Ok(())
    }

    fn get_keep_alive_enabled(&mut self, socket: Resource<Socket>) -> Result<bool, Refused> {
        Ok(sockopt::socket_keepalive(tcp(self, &socket)?.fd())?)
    }

    fn set_keep_alive_enabled(
        &mut self,
        socket: Resource<Socket>,
        value: bool,
    ) -> Result<(), Refused> {
        let socket = tcp(self, &socket)?;
        Ok(sockopt::set_socket_keepalive(socket.fd(), value)?)
    }

    fn get_keep_alive_idle_time(&mut self, socket: Resource<Socket>) -> Result<u64, Refused> {
        Ok(option::keep_alive_idle_time(tcp(self, &socket)?.fd())?)
    }

    fn set_keep_alive_idle_time(
        &mut self,
        socket: Resource<Socket>,
        value: u64,
    ) -> Result<(), Refused> {
        let socket = tcp(self, &socket)?;
        Ok(option::set_keep_alive_idle_time(socket.fd(), value)?)
    }

    fn get_keep_alive_interval(&mut self, socket: Resource<Socket>) -> Result<u64, Refused> {
        Ok(option::keep_alive_interval(tcp(self, &socket)?.fd())?)
    }

    fn set_keep_alive_interval(
        &mut self,
        socket: Resource<Socket>,
        value: u64,
    ) -> Result<(), Refused> {
        let socket = tcp(self, &socket)?;
        Ok(option::set_keep_alive_interval(socket.fd(), value)?)
    }

    fn get_keep_alive_count(&mut self, socket: Resource<Socket>) -> Result<u32, Refused> {
        Ok(sockopt::tcp_keepcnt(tcp(self, &socket)?.fd())?)
    }

    fn set_keep_alive_count(
        &mut self,
        socket: Resource<Socket>,
        value: u32,
    ) -> Result<(), Refused> {
        let socket = tcp(self, &socket)?;
        Ok(option::set_keep_alive_count(socket.fd(), value)?)
    }

    fn get_hop_limit(&mut self, socket: Resource<Socket>) -> Result<u8, Refused> {
        let socket = tcp(self, &socket)?;
        Ok(option::hop_limit(socket.fd(), socket.family)?)
    }

    fn set_hop_limit(&mut self, socket: Resource<Socket>, value: u8) -> Result<(), Refused> {
        let socket = tcp(self, &socket)?;
        Ok(option::set_hop_limit(socket.fd(), socket.family, value)?)
    }

    fn get_receive_buffer_size(&mut self, socket: Resource<Socket>) -> Result<u64, Refused> {
        Ok(option::receive_buffer_size(tcp(self, &socket)?.fd())?)
    }

    fn set_receive_buffer_size(
        &mut self,
        socket: Resource<Socket>,
        value: u64,
    ) -> Result<(), Refused> {
        let socket = tcp(self, &socket)?;
        Ok(option::set_receive_buffer_size(socket.fd(), value)?)
    }

    fn get_send_buffer_size(&mut self, socket: Resource<Socket>) -> Result<u64, Refused> {
        Ok(option::send_buffer_size(tcp(self, &socket)?.fd())?)
    }

    fn set_send_buffer_size(
        &mut self,
        socket: Resource<Socket>,
        value: u64,
    ) -> Result<(), Refused> {
        let socket = tcp(self, &socket)?;
        Ok(option::set_send_buffer_size(socket.fd(), value)?)
    }

    fn drop(&mut self, socket: Resource<Socket>) -> Result<(), Error> {
        self.handles.delete(socket)?;
        Ok(())
    }
}
