//! Sockets of UDP. They have no state machine in a document; this one is what the errors of types.wit make of them.

use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::os::fd::OwnedFd;
use std::sync::Arc;

use rustix::event::PollFlags;
use rustix::fd::AsFd;
use rustix::io::{Errno, retry_on_intr};
use rustix::net::{self, RecvFlags, SendFlags, SocketType, ipproto};
use wasmtime::Error;
use wasmtime::component::{Accessor, HasSelf, Resource};

use super::super::wasip2::{self, IpAddressFamily, Process, socket};
use super::bindings::wasi::sockets::types::{
    self, ErrorCode, HostUdpSocket, HostUdpSocketWithStore, IpSocketAddress,
};
use super::error::{Refused, connecting};
use super::{address, wait};
use crate::Use;
use wasip2::{address as check, option};

/// A `udp-socket`.
pub struct Socket {
    host: Arc<OwnedFd>,
    family: IpAddressFamily,
    is_bound: bool,
    /// Whom it is connected to.
    peer: Option<SocketAddr>,
}

/// The most bytes that a datagram has: "Theoretical maximum length of the data is 64 KiB" (types.wit, `receive`).
const MOST: usize = 1 << 16;

impl Socket {
    /// "If the socket was not already explicitly bound, this function will implicitly bind the socket to a random free port" (types.wit,
    /// `connect`, `send`). The host would take the port back with the peer, so it is told to bind.
    fn bind_implicitly(&mut self) -> Result<(), Refused> {
        if self.is_bound {
            return Ok(());
        }
        let any: SocketAddr = match self.family {
            IpAddressFamily::Ipv4 => (Ipv4Addr::UNSPECIFIED, 0).into(),
            IpAddressFamily::Ipv6 => (Ipv6Addr::UNSPECIFIED, 0).into(),
        };
        net::bind(&self.host, &any)?;
        self.is_bound = true;
        Ok(())
    }

    /// "After calling this method, `send` & `receive` are free to communicate with any remote address again" (types.wit, `disconnect`).
    /// With the peer the host takes the port back as well, where it has chosen that itself, so the socket is bound to it again.
    fn disconnect(&mut self) -> Result<(), Refused> {
        let bound = net::getsockname(&self.host)?;
        net::connect_unspec(&self.host)?;
        if check::told(net::getsockname(&self.host)?)?.port() == 0 {
            net::bind(&self.host, &check::told(bound)?)?;
        }
        self.peer = None;
        Ok(())
    }

    /// Whom a datagram goes to, which a connected socket knows.
    fn recipient(&self, remote: Option<SocketAddr>) -> Result<Option<SocketAddr>, ErrorCode> {
        if let Some(remote) = remote {
            check::of_family(remote, self.family).map_err(|_| ErrorCode::InvalidArgument)?;
            check::somebody(remote).map_err(|_| ErrorCode::InvalidArgument)?;
        }
        match (self.peer, remote) {
            (Some(peer), Some(remote)) if peer != remote => Err(ErrorCode::InvalidArgument),
            (None, None) => Err(ErrorCode::InvalidArgument),
            (Some(_), _) => Ok(None),
            (None, remote) => Ok(remote),
        }
    }
}

impl<T: 'static> HostUdpSocketWithStore<T> for HasSelf<Process> {
    async fn send(
        store: &Accessor<T, Self>,
        socket: Resource<Socket>,
        data: Vec<u8>,
        remote: Option<IpSocketAddress>,
    ) -> Result<(), Refused> {
        let (host, recipient) = store.with(|mut store| {
            let process = store.get();
            let remote = remote.map(SocketAddr::from);
            let recipient = process.handles.get(&socket)?.recipient(remote)?;
            if let Some(recipient) = recipient {
                process.permit(Use::Send(recipient))?;
            }
            let socket = process.handles.get_mut(&socket)?;
            socket.bind_implicitly()?;
            Ok::<_, Refused>((socket.host.clone(), recipient))
        })?;
        let flags = SendFlags::DONTWAIT | SendFlags::NOSIGNAL;
        loop {
            let sent = retry_on_intr(|| match &recipient {
                Some(recipient) => net::sendto(&host, &data, flags, recipient),
                None => net::send(&host, &data, flags),
            });
            match sent {
                Ok(_) => return Ok(()),
                Err(Errno::AGAIN) => wait::ready(host.clone(), PollFlags::OUT).await,
                Err(errno) => return Err(errno.into()),
            }
        }
    }

    async fn receive(
        store: &Accessor<T, Self>,
        socket: Resource<Socket>,
    ) -> Result<(Vec<u8>, IpSocketAddress), Refused> {
        let host = store.with(|mut store| {
            let socket = store.get().handles.get(&socket)?;
            match socket.is_bound {
                true => Ok(socket.host.clone()),
                false => Err(Refused::from(ErrorCode::InvalidState)),
            }
        })?;
        let mut data = vec![0; MOST];
        loop {
            let received =
                retry_on_intr(|| net::recvfrom(&host, &mut data[..], RecvFlags::DONTWAIT));
            match received {
                Ok((got, _, sender)) => {
                    data.truncate(got);
                    let sender = sender.ok_or(ErrorCode::Other(None))?;
                    return Ok((data, check::told(sender)?.into()));
                }
                Err(Errno::AGAIN) => wait::ready(host.clone(), PollFlags::IN).await,
                Err(errno) => return Err(errno.into()),
            }
        }
    }
}

impl HostUdpSocket for Process {
    fn create(&mut self, family: types::IpAddressFamily) -> Result<Resource<Socket>, Refused> {
        let family = address::family(family);
        let host = Arc::new(socket(family, SocketType::DGRAM, ipproto::UDP)?);
        Ok(self.handles.push(Socket {
            host,
            family,
            is_bound: false,
            peer: None,
        })?)
    }

    fn bind(&mut self, socket: Resource<Socket>, local: IpSocketAddress) -> Result<(), Refused> {
        let unbound = self.handles.get(&socket)?;
        if unbound.is_bound {
            return Err(ErrorCode::InvalidState.into());
        }
        let local = SocketAddr::from(local);
        check::of_family(local, unbound.family)?;
        self.permit(Use::Bind(local))?;
        let socket = self.handles.get_mut(&socket)?;
        net::bind(&socket.host, &local)?;
        socket.is_bound = true;
        Ok(())
    }

    /// "If the socket is already connected, some platforms (e.g. Linux) require a disconnect before connecting to a different peer
    /// address" (types.wit, Implementors note).
    fn connect(&mut self, socket: Resource<Socket>, peer: IpSocketAddress) -> Result<(), Refused> {
        let peer = SocketAddr::from(peer);
        check::of_family(peer, self.handles.get(&socket)?.family)?;
        check::somebody(peer)?;
        self.permit(Use::Connect(peer))?;
        let socket = self.handles.get_mut(&socket)?;
        socket.bind_implicitly()?;
        if socket.peer.is_some() {
            socket.disconnect()?;
        }
        net::connect(&socket.host, &peer).map_err(connecting)?;
        socket.peer = Some(peer);
        Ok(())
    }

    fn disconnect(&mut self, socket: Resource<Socket>) -> Result<(), Refused> {
        let socket = self.handles.get_mut(&socket)?;
        match socket.peer {
            Some(_) => socket.disconnect(),
            None => Err(ErrorCode::InvalidState.into()),
        }
    }

    fn get_local_address(&mut self, socket: Resource<Socket>) -> Result<IpSocketAddress, Refused> {
        let socket = self.handles.get(&socket)?;
        match socket.is_bound {
            true => Ok(check::told(net::getsockname(&socket.host)?)?.into()),
            false => Err(ErrorCode::InvalidState.into()),
        }
    }

    fn get_remote_address(&mut self, socket: Resource<Socket>) -> Result<IpSocketAddress, Refused> {
        let peer = self.handles.get(&socket)?.peer;
        Ok(peer.ok_or(ErrorCode::InvalidState)?.into())
    }

    fn get_address_family(
        &mut self,
        socket: Resource<Socket>,
    ) -> Result<types::IpAddressFamily, Error> {
        Ok(address::told(self.handles.get(&socket)?.family))
    }

    fn get_unicast_hop_limit(&mut self, socket: Resource<Socket>) -> Result<u8, Refused> {
        let socket = self.handles.get(&socket)?;
        Ok(option::hop_limit(socket.host.as_fd(), socket.family)?)
    }

    fn set_unicast_hop_limit(
        &mut self,
        socket: Resource<Socket>,
        value: u8,
    ) -> Result<(), Refused> {
        let socket = self.handles.get(&socket)?;
        let (host, family) = (socket.host.as_fd(), socket.family);
        Ok(option::set_hop_limit(host, family, value)?)
    }

    fn get_receive_buffer_size(&mut self, socket: Resource<Socket>) -> Result<u64, Refused> {
        let socket = self.handles.get(&socket)?;
        Ok(option::receive_buffer_size(socket.host.as_fd())?)
    }

    fn set_receive_buffer_size(
        &mut self,
        socket: Resource<Socket>,
        value: u64,
    ) -> Result<(), Refused> {
        let host = self.handles.get(&socket)?.host.as_fd();
        Ok(option::set_receive_buffer_size(host, value)?)
    }

    fn get_send_buffer_size(&mut self, socket: Resource<Socket>) -> Result<u64, Refused> {
        let socket = self.handles.get(&socket)?;
        Ok(option::send_buffer_size(socket.host.as_fd())?)
    }

    fn set_send_buffer_size(
        &mut self,
        socket: Resource<Socket>,
        value: u64,
    ) -> Result<(), Refused> {
        let host = self.handles.get(&socket)?.host.as_fd();
        Ok(option::set_send_buffer_size(host, value)?)
    }

    fn drop(&mut self, socket: Resource<Socket>) -> Result<(), Error> {
        self.handles.delete(socket)?;
        Ok(())
    }
}
