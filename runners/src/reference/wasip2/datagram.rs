//! Streams of datagrams.

use std::net::SocketAddr;
use std::os::fd::OwnedFd;
use std::sync::Arc;

use rustix::event::PollFlags;
use rustix::io::Errno;
use rustix::net::{self, RecvFlags, SendFlags};
use wasmtime::component::Resource;
use wasmtime::{Error, format_err};

use super::bindings::wasi::sockets::network::{ErrorCode, IpAddressFamily};
use super::bindings::wasi::sockets::udp::{self, IncomingDatagram, OutgoingDatagram};
use super::error::{Refused, code};
use super::poll::{Pollable, ready};
use super::udp::Datagrams;
use super::{Process, address};
use crate::Use;

/// The most bytes that a datagram can have.
const LONGEST: usize = 1 << 16;

/// How many datagrams a guest may send at once, and how many it is given at once at most.
const PERMIT: u64 = 16;

/// An `incoming-datagram-stream`.
pub struct Incoming {
    host: Arc<OwnedFd>,
    peer: Option<SocketAddr>,
    /// What the host has answered after datagrams had been received, which the next call tells.
    failed: Option<ErrorCode>,
}

/// An `outgoing-datagram-stream`.
pub struct Outgoing {
    host: Arc<OwnedFd>,
    family: IpAddressFamily,
    peer: Option<SocketAddr>,
    /// How many datagrams the next call may send; none before `check-send` has said so.
    permit: u64,
}

impl Incoming {
    /// What a socket receives, from this peer alone if there is one.
    pub fn new(host: Arc<OwnedFd>, peer: Option<SocketAddr>) -> Incoming {
        let failed = None;
        Incoming { host, peer, failed }
    }

    fn receive_one(&self) -> Result<IncomingDatagram, ErrorCode> {
        let mut room = vec![0; LONGEST];
        let received = rustix::io::retry_on_intr(|| {
            net::recvfrom(&self.host, &mut *room, RecvFlags::DONTWAIT)
        });
        let (length, _, from) = received.map_err(told)?;
        room.truncate(length);
        // Of a socket that has a peer the host says nobody else.
        let from = from.and_then(|from| SocketAddr::try_from(from).ok());
        let from = from.or(self.peer).ok_or(ErrorCode::Unknown)?;
        Ok(IncomingDatagram {
            data: room,
            remote_address: from.into(),
        })
    }
}

impl Outgoing {
    /// What a socket of this family sends, to this peer alone if there is one.
    pub fn new(host: Arc<OwnedFd>, family: IpAddressFamily, peer: Option<SocketAddr>) -> Outgoing {
        let permit = 0;
        Outgoing {
            host,
            family,
            peer,
            permit,
        }
    }

    /// The destination of a datagram: "with a remote address: this field must be None or match the stream's remote address exactly.
    /// without a remote address: this field is required." (udp.wit).
    fn destination(&self, datagram: &OutgoingDatagram) -> Result<SocketAddr, ErrorCode> {
        let given = datagram.remote_address.map(SocketAddr::from);
        if let Some(given) = given {
            address::of_family(given, self.family)?;
            address::somebody(given)?;
        }
        match (self.peer, given) {
            (Some(peer), Some(given)) if peer != given => Err(ErrorCode::InvalidArgument),
            (None, None) => Err(ErrorCode::InvalidArgument),
            (peer, given) => peer.or(given).ok_or(ErrorCode::InvalidArgument),
        }
    }

    fn send_one(&self, data: &[u8], to: SocketAddr) -> Result<(), ErrorCode> {
        let flags = SendFlags::DONTWAIT | SendFlags::NOSIGNAL;
        let sent = rustix::io::retry_on_intr(|| match self.peer {
            Some(_) => net::send(&self.host, data, flags),
            None => net::sendto(&self.host, data, flags, &to),
        });
        sent.map(drop).map_err(told)
    }
}

/// "The remote address is not reachable. (ECONNRESET, ENETRESET on Windows, …", as each function of udp.wit has it.
pub fn told(errno: Errno) -> ErrorCode {
    match errno {
        Errno::CONNRESET | Errno::NETRESET => ErrorCode::RemoteUnreachable,
        errno => code(errno),
    }
}

impl udp::Host for Process {}

impl udp::HostIncomingDatagramStream for Process {
    /// "This function never returns `error(would-block)`" (udp.wit).
    fn receive(
        &mut self,
        stream: Resource<Incoming>,
        most: u64,
    ) -> Result<Vec<IncomingDatagram>, Refused> {
        let stream = self.handles.get_mut(&stream)?;
        if most > 0
            && let Some(failed) = stream.failed.take()
        {
            return Err(failed.into());
        }
        let mut datagrams = Vec::new();
        for _ in 0..most.min(PERMIT) {
            match stream.receive_one() {
                Ok(datagram) => datagrams.push(datagram),
                Err(ErrorCode::WouldBlock) => break,
                Err(code) if datagrams.is_empty() => return Err(code.into()),
                Err(code) => {
                    stream.failed = Some(code);
                    break;
                }
            }
        }
        Ok(datagrams)
    }

    fn subscribe(&mut self, stream: Resource<Incoming>) -> Result<Resource<Pollable>, Error> {
        let stream = self.handles.get(&stream)?;
        self.pollable(Datagrams(Arc::downgrade(&stream.host), PollFlags::IN))
    }

    fn drop(&mut self, stream: Resource<Incoming>) -> Result<(), Error> {
        self.handles.delete(stream)?;
        Ok(())
    }
}

impl udp::HostOutgoingDatagramStream for Process {
    fn check_send(&mut self, stream: Resource<Outgoing>) -> Result<u64, Refused> {
        let stream = self.handles.get_mut(&stream)?;
        let room = Datagrams(Arc::downgrade(&stream.host), PollFlags::OUT);
        stream.permit = match ready(&[&room], false)?.is_empty() {
            true => 0,
            false => PERMIT,
        };
        Ok(stream.permit)
    }

    /// "Implementations must trap if either `check-send` was not called or `datagrams` contains more items than `check-send` permitted";
    /// "If at least one datagram has been sent successfully, this function never returns an error" (udp.wit). An empty list needs no
    /// permit.
    fn send(
        &mut self,
        stream: Resource<Outgoing>,
        datagrams: Vec<OutgoingDatagram>,
    ) -> Result<u64, Refused> {
        let sending = self.handles.get_mut(&stream)?;
        let permit = std::mem::take(&mut sending.permit);
        if datagrams.len() as u64 > permit {
            let told = format_err!("{} datagrams, where {permit} may be sent", datagrams.len());
            return Err(Refused::Trap(told));
        }
        let sending = self.handles.get(&stream)?;
        for (sent, datagram) in (0..).zip(&datagrams) {
            let one = sending.destination(datagram).map_err(Refused::from);
            let one = one.and_then(|to| {
                self.permit(Use::Send(to))?;
                Ok(sending.send_one(&datagram.data, to)?)
            });
            match one {
                Ok(()) => {}
                Err(Refused::Code(ErrorCode::WouldBlock)) => return Ok(sent),
                Err(refused) if sent == 0 => return Err(refused),
                Err(_) => return Ok(sent),
            }
        }
        Ok(datagrams.len() as u64)
    }

    fn subscribe(&mut self, stream: Resource<Outgoing>) -> Result<Resource<Pollable>, Error> {
        let stream = self.handles.get(&stream)?;
        self.pollable(Datagrams(Arc::downgrade(&stream.host), PollFlags::OUT))
    }

    fn drop(&mut self, stream: Resource<Outgoing>) -> Result<(), Error> {
        self.handles.delete(stream)?;
        Ok(())
    }
}
