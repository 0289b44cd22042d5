//! Sockets of TCP: the state machine of the semantics.

use std::net::SocketAddr;
use std::os::fd::OwnedFd;
use std::sync::{Arc, Mutex};

use rustix::event::PollFlags;
use rustix::fd::{AsFd, BorrowedFd};
use rustix::io::Errno;
use rustix::net::sockopt;
use rustix::net::{self, AddressFamily, Shutdown, SocketFlags, SocketType, ipproto};
use wasmtime::Error;
use wasmtime::component::Resource;

use super::bindings::wasi::sockets::network::{ErrorCode, IpAddressFamily, IpSocketAddress};
use super::bindings::wasi::sockets::{tcp, tcp_create_socket};
use super::error::{Refused, code};
use super::option;
use super::poll::{Host, Pollable, Source, Wait, ready};
use super::stream::{Input, Output, Receiving, Sending, lock};
use super::{Network, Process, address};
use crate::Use;

/// The states of the semantics. Of an operation in progress the host has been asked already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
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

/// A `tcp-socket`.
pub struct Socket(Arc<Tcp>);

struct Tcp {
    host: Arc<OwnedFd>,
    family: IpAddressFamily,
    inner: Mutex<Inner>,
}

struct Inner {
    state: State,
    backlog: i32,
    /// The streams of a connection, which a shutdown closes.
    streams: Option<(Arc<Receiving>, Arc<Sending>)>,
}

/// The length of the queue of a socket whose guest asks for none: what the host has at most, by default.
const BACKLOG: i32 = 4096;

impl Tcp {
    fn new(host: OwnedFd, family: IpAddressFamily, state: State) -> Tcp {
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
    /// semantics). That another operation is in progress is such a state too, though `concurrency-conflict` would be as good.
    fn require(&self, states: &[State]) -> Result<(), Refused> {
        match states.contains(&self.state()) {
            true => Ok(()),
            false => Err(ErrorCode::InvalidState.into()),
        }
    }

    /// "A special case are the `finish-*` methods; those return `error(not-in-progress)`" (the semantics).
    fn finish(&self, in_progress: State) -> Result<(), Refused> {
        match self.state() == in_progress {
            true => Ok(()),
            false => Err(ErrorCode::NotInProgress.into()),
        }
    }

    /// Makes the streams of a connection.
    fn connected(&self, process: &mut Process) -> Result<Streams, Refused> {
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
    fn local_address(&self) -> Result<SocketAddr, Refused> {
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

type Streams = (Resource<Input>, Resource<Output>);

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

impl Process {
    fn tcp(&self, socket: &Resource<Socket>) -> Result<Arc<Tcp>, Refused> {
        Ok(self.handles.get(socket)?.0.clone())
    }
}

impl tcp_create_socket::Host for Process {
    /// "IPV6_V6ONLY is always on" is what the WIT says of a socket of IPv6. Any policy lets a socket be made, because "the socket is
    /// effectively an in-memory configuration object, unable to communicate with the outside world" (tcp-create-socket.wit).
    fn create_tcp_socket(&mut self, family: IpAddressFamily) -> Result<Resource<Socket>, Refused> {
        let host = socket(family, SocketType::STREAM, ipproto::TCP)?;
        Ok(self
            .handles
            .push(Socket(Arc::new(Tcp::new(host, family, Unbound))))?)
    }
}

/// Makes a socket that never blocks. `not-supported` is for a family that there is not (tcp-create-socket.wit, udp-create-socket.wit).
///
/// # Errors
/// What the host answers.
pub fn socket(
    family: IpAddressFamily,
    kind: SocketType,
    protocol: net::Protocol,
) -> Result<OwnedFd, Refused> {
    let domain = match family {
        IpAddressFamily::Ipv4 => AddressFamily::INET,
        IpAddressFamily::Ipv6 => AddressFamily::INET6,
    };
    let flags = SocketFlags::CLOEXEC | SocketFlags::NONBLOCK;
    let host = match net::socket_with(domain, kind, flags, Some(protocol)) {
        Err(Errno::AFNOSUPPORT) => return Err(ErrorCode::NotSupported.into()),
        host => host?,
    };
    if family == IpAddressFamily::Ipv6 {
        sockopt::set_ipv6_v6only(&host, true)?;
    }
    Ok(host)
}

impl tcp::Host for Process {}

impl tcp::HostTcpSocket for Process {
    /// "the SO_REUSEADDR socket option should be set implicitly" (tcp.wit, `start-bind`, Implementors note).
    fn start_bind(
        &mut self,
        socket: Resource<Socket>,
        _: Resource<Network>,
        address: IpSocketAddress,
    ) -> Result<(), Refused> {
        let socket = self.tcp(&socket)?;
        socket.require(&[Unbound])?;
        let address = SocketAddr::from(address);
        address::of_family(address, socket.family)?;
        address::unicast(address)?;
        self.permit(Use::Bind(address))?;
        sockopt::set_socket_reuseaddr(socket.fd(), true)?;
        net::bind(socket.fd(), &address)?;
        socket.enter(BindInProgress);
        Ok(())
    }

    fn finish_bind(&mut self, socket: Resource<Socket>) -> Result<(), Refused> {
        let socket = self.tcp(&socket)?;
        socket.finish(BindInProgress)?;
        socket.enter(Bound);
        Ok(())
    }

    /// "Unbound --> Closed: start-connect() #error" and the same from bound (the semantics), whatever the error is.
    fn start_connect(
        &mut self,
        socket: Resource<Socket>,
        _: Resource<Network>,
        address: IpSocketAddress,
    ) -> Result<(), Refused> {
        let socket = self.tcp(&socket)?;
        socket.require(&[Unbound, Bound])?;
        let connect = || {
            let address = SocketAddr::from(address);
            address::of_family(address, socket.family)?;
            address::unicast(address)?;
            address::somebody(address)?;
            self.permit(Use::Connect(address))?;
            match net::connect(socket.fd(), &address) {
                Ok(()) | Err(Errno::INPROGRESS | Errno::INTR) => Ok(()),
                Err(errno) => Err(connecting(errno).into()),
            }
        };
        let begun = connect();
        socket.enter(match begun {
            Ok(()) => ConnectInProgress,
            Err(_) => Closed,
        });
        begun
    }

    /// "a `poll` for event `POLLOUT` with a timeout of 0 on the socket descriptor. Followed by a check for the `SO_ERROR` socket
    /// option" (tcp.wit, `start-connect`, Implementors note).
    fn finish_connect(&mut self, socket: Resource<Socket>) -> Result<Streams, Refused> {
        let socket = self.tcp(&socket)?;
        socket.finish(ConnectInProgress)?;
        if ready(&[&*socket], false)?.is_empty() {
            return Err(ErrorCode::WouldBlock.into());
        }
        if let Err(errno) = sockopt::socket_error(socket.fd())? {
            socket.enter(Closed);
            return Err(connecting(errno).into());
        }
        socket.connected(self)
    }

    /// "Bound --> Closed: start-listen() #error" (the semantics).
    fn start_listen(&mut self, socket: Resource<Socket>) -> Result<(), Refused> {
        let socket = self.tcp(&socket)?;
        socket.require(&[Bound])?;
        let local = socket.local_address()?;
        let backlog = lock(&socket.inner).backlog;
        let begun = self
            .permit(Use::Listen(local))
            .and_then(|()| Ok(net::listen(socket.fd(), backlog).map_err(listening)?));
        socket.enter(match begun {
            Ok(()) => ListenInProgress,
            Err(_) => Closed,
        });
        begun
    }

    fn finish_listen(&mut self, socket: Resource<Socket>) -> Result<(), Refused> {
        let socket = self.tcp(&socket)?;
        socket.finish(ListenInProgress)?;
        socket.enter(Listening);
        Ok(())
    }

    /// What the new socket inherits (tcp.wit, `accept`), the host has it inherit.
    fn accept(
        &mut self,
        socket: Resource<Socket>,
    ) -> Result<(Resource<Socket>, Resource<Input>, Resource<Output>), Refused> {
        let socket = self.tcp(&socket)?;
        socket.require(&[Listening])?;
        let flags = SocketFlags::CLOEXEC | SocketFlags::NONBLOCK;
        let host = rustix::io::retry_on_intr(|| net::accept_with(socket.fd(), flags))?;
        let accepted = Arc::new(Tcp::new(host, socket.family, Connected));
        let (input, output) = accepted.connected(self)?;
        Ok((self.handles.push(Socket(accepted))?, input, output))
    }

    fn local_address(&mut self, socket: Resource<Socket>) -> Result<IpSocketAddress, Refused> {
        Ok(self.tcp(&socket)?.local_address()?.into())
    }

    fn remote_address(&mut self, socket: Resource<Socket>) -> Result<IpSocketAddress, Refused> {
        let socket = self.tcp(&socket)?;
        socket.require(&[Connected])?;
        let peer = net::getpeername(socket.fd())?.ok_or(ErrorCode::InvalidState)?;
        Ok(address::told(peer)?.into())
    }

    fn is_listening(&mut self, socket: Resource<Socket>) -> Result<bool, Error> {
        Ok(self.handles.get(&socket)?.0.state() == Listening)
    }

    fn address_family(&mut self, socket: Resource<Socket>) -> Result<IpAddressFamily, Error> {
        Ok(self.handles.get(&socket)?.0.family)
    }

    /// The host changes the length of a queue by being told to listen once more.
    fn set_listen_backlog_size(
        &mut self,
        socket: Resource<Socket>,
        value: u64,
    ) -> Result<(), Refused> {
        let socket = self.tcp(&socket)?;
        let states = [Unbound, BindInProgress, Bound, ListenInProgress, Listening];
        socket.require(&states)?;
        let value = option::not_zero(value)?;
        let backlog = i32::try_from(value).unwrap_or(i32::MAX);
        lock(&socket.inner).backlog = backlog;
        if let ListenInProgress | Listening = socket.state() {
            net::listen(socket.fd(), backlog)?;
        }
        Ok(())
    }

    fn keep_alive_enabled(&mut self, socket: Resource<Socket>) -> Result<bool, Refused> {
        Ok(sockopt::socket_keepalive(self.tcp(&socket)?.fd())?)
    }

    fn set_keep_alive_enabled(
        &mut self,
        socket: Resource<Socket>,
        value: bool,
    ) -> Result<(), Refused> {
        Ok(sockopt::set_socket_keepalive(
            self.tcp(&socket)?.fd(),
            value,
        )?)
    }

    fn keep_alive_idle_time(&mut self, socket: Resource<Socket>) -> Result<u64, Refused> {
        let time = sockopt::tcp_keepidle(self.tcp(&socket)?.fd())?;
        Ok(option::nanoseconds(time))
    }

    fn set_keep_alive_idle_time(
        &mut self,
        socket: Resource<Socket>,
        value: u64,
    ) -> Result<(), Refused> {
        let time = option::seconds(value)?;
        Ok(sockopt::set_tcp_keepidle(self.tcp(&socket)?.fd(), time)?)
    }

    fn keep_alive_interval(&mut self, socket: Resource<Socket>) -> Result<u64, Refused> {
        let time = sockopt::tcp_keepintvl(self.tcp(&socket)?.fd())?;
        Ok(option::nanoseconds(time))
    }

    fn set_keep_alive_interval(
        &mut self,
        socket: Resource<Socket>,
        value: u64,
    ) -> Result<(), Refused> {
        let time = option::seconds(value)?;
        Ok(sockopt::set_tcp_keepintvl(self.tcp(&socket)?.fd(), time)?)
    }

    fn keep_alive_count(&mut self, socket: Resource<Socket>) -> Result<u32, Refused> {
        Ok(sockopt::tcp_keepcnt(self.tcp(&socket)?.fd())?)
    }

    /// Linux takes no more than 127 (tcp(7): `MAX_TCP_KEEPCNT`).
    fn set_keep_alive_count(
        &mut self,
        socket: Resource<Socket>,
        value: u32,
    ) -> Result<(), Refused> {
        let count = option::not_zero(value)?.min(127);
        Ok(sockopt::set_tcp_keepcnt(self.tcp(&socket)?.fd(), count)?)
    }

    fn hop_limit(&mut self, socket: Resource<Socket>) -> Result<u8, Refused> {
        let socket = self.tcp(&socket)?;
        option::hop_limit(socket.fd(), socket.family)
    }

    fn set_hop_limit(&mut self, socket: Resource<Socket>, value: u8) -> Result<(), Refused> {
        let socket = self.tcp(&socket)?;
        option::set_hop_limit(socket.fd(), socket.family, value)
    }

    fn receive_buffer_size(&mut self, socket: Resource<Socket>) -> Result<u64, Refused> {
        Ok(sockopt::socket_recv_buffer_size(self.tcp(&socket)?.fd())? as u64)
    }

    fn set_receive_buffer_size(
        &mut self,
        socket: Resource<Socket>,
        value: u64,
    ) -> Result<(), Refused> {
        let size = option::size(value)?;
        let socket = self.tcp(&socket)?;
        Ok(sockopt::set_socket_recv_buffer_size(socket.fd(), size)?)
    }

    fn send_buffer_size(&mut self, socket: Resource<Socket>) -> Result<u64, Refused> {
        Ok(sockopt::socket_send_buffer_size(self.tcp(&socket)?.fd())? as u64)
    }

    fn set_send_buffer_size(
        &mut self,
        socket: Resource<Socket>,
        value: u64,
    ) -> Result<(), Refused> {
        let size = option::size(value)?;
        let socket = self.tcp(&socket)?;
        Ok(sockopt::set_socket_send_buffer_size(socket.fd(), size)?)
    }

    fn subscribe(&mut self, socket: Resource<Socket>) -> Result<Resource<Pollable>, Error> {
        let socket = Arc::downgrade(&self.handles.get(&socket)?.0);
        self.pollable(socket)
    }

    /// "The `input-stream` associated with this socket will be closed", "The `output-stream` associated with this socket will be
    /// closed and a FIN packet will be sent" (tcp.wit).
    fn shutdown(
        &mut self,
        socket: Resource<Socket>,
        directions: tcp::ShutdownType,
    ) -> Result<(), Refused> {
        let socket = self.tcp(&socket)?;
        socket.require(&[Connected])?;
        let streams = lock(&socket.inner).streams.clone();
        let (receiving, sending) = streams.ok_or(ErrorCode::InvalidState)?;
        let (how, receives, sends) = match directions {
            tcp::ShutdownType::Receive => (Shutdown::Read, true, false),
            tcp::ShutdownType::Send => (Shutdown::Write, false, true),
            tcp::ShutdownType::Both => (Shutdown::Both, true, true),
        };
        if receives {
            receiving.close();
        }
        if sends {
            sending.close();
        }
        Ok(net::shutdown(socket.fd(), how)?)
    }

    fn drop(&mut self, socket: Resource<Socket>) -> Result<(), Error> {
        self.handles.delete(socket)?;
        Ok(())
    }
}

/// "Tried to perform an implicit bind, but there were no ephemeral ports available. (EADDRINUSE, EADDRNOTAVAIL on Linux" (tcp.wit,
/// `start-connect`), where other functions say something else by that errno.
fn connecting(errno: Errno) -> ErrorCode {
    match errno {
        Errno::ADDRNOTAVAIL => ErrorCode::AddressInUse,
        errno => code(errno),
    }
}

/// "The socket is not bound to any local address. (EDESTADDRREQ)" (tcp.wit, `start-listen`).
fn listening(errno: Errno) -> ErrorCode {
    match errno {
        Errno::DESTADDRREQ => ErrorCode::InvalidState,
        errno => code(errno),
    }
}
