//! Sockets of UDP. They have no state machine in a document; this one is what the errors of udp.wit make of them.

use std::net::SocketAddr;
use std::os::fd::OwnedFd;
use std::sync::Arc;

use rustix::fd::AsFd;
use rustix::io::Errno;
use rustix::net::{self, SocketType, ipproto};
use wasmtime::Error;
use wasmtime::component::Resource;

use super::bindings::wasi::sockets::network::{ErrorCode, IpAddressFamily, IpSocketAddress};
use super::bindings::wasi::sockets::{udp, udp_create_socket};
use super::create::socket;
use super::datagram::{Incoming, Outgoing, Pair, told};
use super::error::Refused;
use super::option;
use super::poll::{Pollable, Source, Wait};
use super::{Network, Process, address};
use crate::Use;

/// The states of a socket, as far as its methods differ in them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Unbound,
    BindInProgress,
    /// The peer is the one that `stream` was given last.
    Bound(Option<SocketAddr>),
}

/// A `udp-socket`.
pub struct Socket {
    host: Arc<OwnedFd>,
    family: IpAddressFamily,
    state: State,
    /// The last streams that were made of it.
    streams: Option<Arc<Pair>>,
}

impl Socket {
    /// "The socket is not bound" (udp.wit).
    fn peer(&self) -> Result<Option<SocketAddr>, Refused> {
        match self.state {
            State::Bound(peer) => Ok(peer),
            State::Unbound | State::BindInProgress => Err(ErrorCode::InvalidState.into()),
        }
    }
}

/// What `subscribe` of a socket waits for. "a `pollable` which will resolve once the socket is ready for I/O" (udp.wit): a bind was
/// answered at once by the host, and datagrams have pollables of their own.
struct Bind;

impl Source for Bind {
    fn wait(&self) -> Wait {
        Wait::Nothing
    }
}

impl udp_create_socket::Host for Process {
    fn create_udp_socket(&mut self, family: IpAddressFamily) -> Result<Resource<Socket>, Refused> {
        let host = Arc::new(socket(family, SocketType::DGRAM, ipproto::UDP)?);
        let state = State::Unbound;
        Ok(self.handles.push(Socket {
            host,
            family,
            state,
            streams: None,
        })?)
    }
}

impl udp::HostUdpSocket for Process {
    fn start_bind(
        &mut self,
        socket: Resource<Socket>,
        _: Resource<Network>,
        address: IpSocketAddress,
    ) -> Result<(), Refused> {
        let bound = self.handles.get(&socket)?;
        if bound.state != State::Unbound {
            return Err(ErrorCode::InvalidState.into());
        }
        let address = SocketAddr::from(address);
        address::of_family(address, bound.family)?;
        self.permit(Use::Bind(address))?;
        net::bind(&bound.host, &address)?;
        self.handles.get_mut(&socket)?.state = State::BindInProgress;
        Ok(())
    }

    fn finish_bind(&mut self, socket: Resource<Socket>) -> Result<(), Refused> {
        let socket = self.handles.get_mut(&socket)?;
        if socket.state != State::BindInProgress {
            return Err(ErrorCode::NotInProgress.into());
        }
        socket.state = State::Bound(None);
        Ok(())
    }

    /// The pseudo code of udp.wit.
    fn stream(
        &mut self,
        socket: Resource<Socket>,
        peer: Option<IpSocketAddress>,
    ) -> Result<(Resource<Incoming>, Resource<Outgoing>), Refused> {
        let bound = self.handles.get(&socket)?;
        let before = bound.peer()?;
        let peer = peer.map(SocketAddr::from);
        if let Some(peer) = peer {
            address::of_family(peer, bound.family)?;
            address::somebody(peer)?;
            self.permit(Use::Connect(peer))?;
        }
        let (host, family) = (bound.host.clone(), bound.family);
        if before.is_some() {
            net::connect_unspec(&host).map_err(connecting)?;
            self.handles.get_mut(&socket)?.state = State::Bound(None);
        }
        if let Some(peer) = peer {
            net::connect(&host, &peer).map_err(connecting)?;
            self.handles.get_mut(&socket)?.state = State::Bound(Some(peer));
        }
        let socket = self.handles.get_mut(&socket)?;
        let before = socket.streams.take();
        let pair = Arc::new(Pair::new(host, family, peer, before.as_deref()));
        let streams = Arc::downgrade(&pair);
        socket.streams = Some(pair);
        let incoming = Incoming(streams.clone());
        let outgoing = Outgoing::new(streams);
        Ok((self.handles.push(incoming)?, self.handles.push(outgoing)?))
    }

    fn local_address(&mut self, socket: Resource<Socket>) -> Result<IpSocketAddress, Refused> {
        let socket = self.handles.get(&socket)?;
        socket.peer()?;
        Ok(address::told(net::getsockname(&socket.host)?)?.into())
    }

    fn remote_address(&mut self, socket: Resource<Socket>) -> Result<IpSocketAddress, Refused> {
        let socket = self.handles.get(&socket)?;
        socket.peer()?.ok_or(ErrorCode::InvalidState)?;
        let peer = net::getpeername(&socket.host)?.ok_or(ErrorCode::InvalidState)?;
        Ok(address::told(peer)?.into())
    }

    fn address_family(&mut self, socket: Resource<Socket>) -> Result<IpAddressFamily, Error> {
        Ok(self.handles.get(&socket)?.family)
    }

    fn unicast_hop_limit(&mut self, socket: Resource<Socket>) -> Result<u8, Refused> {
        let socket = self.handles.get(&socket)?;
        option::hop_limit(socket.host.as_fd(), socket.family)
    }

    fn set_unicast_hop_limit(
        &mut self,
        socket: Resource<Socket>,
        value: u8,
    ) -> Result<(), Refused> {
        let socket = self.handles.get(&socket)?;
        option::set_hop_limit(socket.host.as_fd(), socket.family, value)
    }

    fn receive_buffer_size(&mut self, socket: Resource<Socket>) -> Result<u64, Refused> {
        option::receive_buffer_size(self.handles.get(&socket)?.host.as_fd())
    }

    fn set_receive_buffer_size(
        &mut self,
        socket: Resource<Socket>,
        value: u64,
    ) -> Result<(), Refused> {
        option::set_receive_buffer_size(self.handles.get(&socket)?.host.as_fd(), value)
    }

    fn send_buffer_size(&mut self, socket: Resource<Socket>) -> Result<u64, Refused> {
        option::send_buffer_size(self.handles.get(&socket)?.host.as_fd())
    }

    fn set_send_buffer_size(
        &mut self,
        socket: Resource<Socket>,
        value: u64,
    ) -> Result<(), Refused> {
        option::set_send_buffer_size(self.handles.get(&socket)?.host.as_fd(), value)
    }

    fn subscribe(&mut self, _: Resource<Socket>) -> Result<Resource<Pollable>, Error> {
        self.pollable(Bind)
    }

    fn drop(&mut self, socket: Resource<Socket>) -> Result<(), Error> {
        self.handles.delete(socket)?;
        Ok(())
    }
}

/// What `stream` says by an errno of the host where other functions say something else: "no ephemeral ports available. (EADDRINUSE,
/// EADDRNOTAVAIL on Linux" (udp.wit).
fn connecting(errno: Errno) -> ErrorCode {
    match errno {
        Errno::ADDRNOTAVAIL => ErrorCode::AddressInUse,
        errno => told(errno),
    }
}
