//! Streams of datagrams.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::os::fd::OwnedFd;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use rustix::event::PollFlags;
use rustix::io::Errno;
use rustix::net::{self, RecvFlags, SendFlags};
use wasmtime::component::Resource;
use wasmtime::{Error, format_err};

use super::bindings::wasi::sockets::network::{ErrorCode, IpAddressFamily};
use super::bindings::wasi::sockets::udp::{self, IncomingDatagram, OutgoingDatagram};
use super::error::{Refused, code};
use super::poll::{Host, Pollable, Source, Wait, ready};
use super::{Process, address};
use crate::Use;

/// The most bytes that a datagram can have.
const LONGEST: usize = 1 << 16;

/// How many datagrams a guest may send at once, and how many it is given at once at most.
const PERMIT: u64 = 16;

/// What a pair of streams is made of. It belongs to the socket, so a pair is of no use any more when its socket was dropped or has got
/// another one: "only the most recently returned pair of streams will be operational" (udp.wit).
pub struct Pair {
    host: Arc<OwnedFd>,
    family: IpAddressFamily,
    peer: Option<SocketAddr>,
    /// What the host has given and the guest was not told yet.
    received: Mutex<VecDeque<Result<IncomingDatagram, ErrorCode>>>,
}

/// An `incoming-datagram-stream`.
pub struct Incoming(pub Weak<Pair>);

/// An `outgoing-datagram-stream`.
pub struct Outgoing {
    pair: Weak<Pair>,
    /// How many datagrams the next call may send; none before `check-send` has said so.
    permit: u64,
}

impl Pair {
    /// What a socket sends and receives, to and from this peer alone if there is one. What waits is what has come to the pair that was
    /// there before, and to the host's socket.
    pub fn new(
        host: Arc<OwnedFd>,
        family: IpAddressFamily,
        peer: Option<SocketAddr>,
        before: Option<&Pair>,
    ) -> Pair {
        let mut received = before.map(|pair| std::mem::take(&mut *pair.received()));
        let pair = Pair {
            host,
            family,
            peer,
            received: Mutex::new(received.take().unwrap_or_default()),
        };
        if let Some(peer) = peer {
            pair.keep(peer);
        }
        pair
    }

    /// Keeps of what waits only what is from `peer`. The host looks at who has sent something when it comes, while "This field is
    /// guaranteed to match the remote address the stream was initialized with" (udp.wit).
    fn keep(&self, peer: SocketAddr) {
        loop {
            match self.receive_one() {
                Err(ErrorCode::WouldBlock) => break,
                one => self.received().push_back(one),
            }
        }
        let is_kept = |one: &Result<IncomingDatagram, ErrorCode>| match one {
            Ok(datagram) => SocketAddr::from(datagram.remote_address) == peer,
            Err(_) => true,
        };
        self.received().retain(is_kept);
    }

    fn received(&self) -> MutexGuard<'_, VecDeque<Result<IncomingDatagram, ErrorCode>>> {
        self.received.lock().unwrap_or_else(PoisonError::into_inner)
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
        sent.map(drop).map_err(sending)
    }
}

impl Outgoing {
    /// A stream that may send nothing yet.
    pub fn new(pair: Weak<Pair>) -> Outgoing {
        Outgoing { pair, permit: 0 }
    }
}

/// The pair, where it is the last of its socket.
///
/// # Errors
/// `invalid-state`.
fn last(pair: &Weak<Pair>) -> Result<Arc<Pair>, ErrorCode> {
    pair.upgrade().ok_or(ErrorCode::InvalidState)
}

/// A pair that can receive, or send. One that is of no use any more says so at once.
struct Datagrams(Weak<Pair>, PollFlags);

impl Source for Datagrams {
    fn wait(&self) -> Wait {
        match self.0.upgrade() {
            Some(pair) if self.1 != PollFlags::IN || pair.received().is_empty() => {
                Wait::Host(Host::Socket(pair.host.clone()), self.1)
            }
            _ => Wait::Nothing,
        }
    }
}

/// "The remote address is not reachable. (ECONNRESET, ENETRESET on Windows, …", as each function of udp.wit has it.
pub fn told(errno: Errno) -> ErrorCode {
    match errno {
        Errno::CONNRESET | Errno::NETRESET => ErrorCode::RemoteUnreachable,
        errno => code(errno),
    }
}

/// What `send` says by an errno of the host where other functions say something else: "(EDESTADDRREQ, EADDRNOTAVAIL)", "(EISCONN)"
/// (udp.wit).
fn sending(errno: Errno) -> ErrorCode {
    match errno {
        Errno::ADDRNOTAVAIL | Errno::ISCONN => ErrorCode::InvalidArgument,
        errno => told(errno),
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
        let pair = last(&self.handles.get(&stream)?.0)?;
        let mut datagrams = Vec::new();
        for _ in 0..most.min(PERMIT) {
            let waiting = pair.received().pop_front();
            match waiting.unwrap_or_else(|| pair.receive_one()) {
                Ok(datagram) => datagrams.push(datagram),
                Err(ErrorCode::WouldBlock) => break,
                Err(code) if datagrams.is_empty() => return Err(code.into()),
                Err(code) => {
                    pair.received().push_front(Err(code));
                    break;
                }
            }
        }
        Ok(datagrams)
    }

    fn subscribe(&mut self, stream: Resource<Incoming>) -> Result<Resource<Pollable>, Error> {
        let pair = self.handles.get(&stream)?.0.clone();
        self.pollable(Datagrams(pair, PollFlags::IN))
    }

    fn drop(&mut self, stream: Resource<Incoming>) -> Result<(), Error> {
        self.handles.delete(stream)?;
        Ok(())
    }
}

impl udp::HostOutgoingDatagramStream for Process {
    fn check_send(&mut self, stream: Resource<Outgoing>) -> Result<u64, Refused> {
        let stream = self.handles.get_mut(&stream)?;
        last(&stream.pair)?;
        let room = Datagrams(stream.pair.clone(), PollFlags::OUT);
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
        let pair = last(&sending.pair)?;
        for (sent, datagram) in (0..).zip(&datagrams) {
            let one = pair.destination(datagram).map_err(Refused::from);
            let one = one.and_then(|to| {
                self.permit(Use::Send(to))?;
                Ok(pair.send_one(&datagram.data, to)?)
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
        let pair = self.handles.get(&stream)?.pair.clone();
        self.pollable(Datagrams(pair, PollFlags::OUT))
    }

    fn drop(&mut self, stream: Resource<Outgoing>) -> Result<(), Error> {
        self.handles.delete(stream)?;
        Ok(())
    }
}
