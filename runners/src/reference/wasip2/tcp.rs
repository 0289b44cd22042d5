//! What a TCP socket is asked, by the documents of each call.

use std::net::SocketAddr;
use std::sync::Arc;

use rustix::io::Errno;
use rustix::net::{self, Shutdown, SocketFlags, SocketType, ipproto, sockopt};
use wasmtime::Error;
use wasmtime::component::Resource;

use super::bindings::wasi::sockets::network::{ErrorCode, IpAddressFamily, IpSocketAddress};
use super::bindings::wasi::sockets::{tcp, tcp_create_socket};
use super::create::socket;
use super::error::{Refused, code};
use super::option;
use super::poll::{Pollable, ready};
use super::state::State::{
    BindInProgress, Bound, Closed, ConnectInProgress, Connected, ListenInProgress, Listening,
    Unbound,
};
use super::state::{Streams, Tcp};
use super::stream::{Input, Output, lock};
use super::{Network, Process, address};
use crate::Use;

/// A `tcp-socket`.
pub struct Socket(Arc<Tcp>);

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
        option::keep_alive_idle_time(self.tcp(&socket)?.fd())
    }

    fn set_keep_alive_idle_time(
        &mut self,
        socket: Resource<Socket>,
        value: u64,
    ) -> Result<(), Refused> {
        option::set_keep_alive_idle_time(self.tcp(&socket)?.fd(), value)
    }

    fn keep_alive_interval(&mut self, socket: Resource<Socket>) -> Result<u64, Refused> {
        option::keep_alive_interval(self.tcp(&socket)?.fd())
    }

    fn set_keep_alive_interval(
        &mut self,
        socket: Resource<Socket>,
        value: u64,
    ) -> Result<(), Refused> {
        option::set_keep_alive_interval(self.tcp(&socket)?.fd(), value)
    }

    fn keep_alive_count(&mut self, socket: Resource<Socket>) -> Result<u32, Refused> {
        Ok(sockopt::tcp_keepcnt(self.tcp(&socket)?.fd())?)
    }

    fn set_keep_alive_count(
        &mut self,
        socket: Resource<Socket>,
        value: u32,
    ) -> Result<(), Refused> {
        option::set_keep_alive_count(self.tcp(&socket)?.fd(), value)
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
        option::receive_buffer_size(self.tcp(&socket)?.fd())
    }

    fn set_receive_buffer_size(
        &mut self,
        socket: Resource<Socket>,
        value: u64,
    ) -> Result<(), Refused> {
        option::set_receive_buffer_size(self.tcp(&socket)?.fd(), value)
    }

    fn send_buffer_size(&mut self, socket: Resource<Socket>) -> Result<u64, Refused> {
        option::send_buffer_size(self.tcp(&socket)?.fd())
    }

    fn set_send_buffer_size(
        &mut self,
        socket: Resource<Socket>,
        value: u64,
    ) -> Result<(), Refused> {
        option::set_send_buffer_size(self.tcp(&socket)?.fd(), value)
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
