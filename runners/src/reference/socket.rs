//! Sockets up to the point where data flows: open, bind, listen, accept, connect, shut down, addresses, status.

use std::net::SocketAddr;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fd::BorrowedFd;
use rustix::io::Errno as Host;
use rustix::net::sockopt::{Timeout, set_socket_timeout, socket_timeout};
use rustix::net::{self, Protocol, Shutdown, SocketAddrAny, SocketFlags};

use super::System;
use super::address;
use super::descriptor::{Descriptor, Stage, rights};
use super::errno::Errno;
use super::memory::Memory;
use super::numbers::{fdflags, socket_type};
use crate::Use;

/// `sock_status`, as the WASIX witx numbers it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
enum Status {
    Opening = 0,
    Opened = 1,
    Closed = 2,
    Failed = 3,
}

impl System {
    /// `socket`. Address family, type and protocol are translated; whether they go together, the host decides.
    ///
    /// The protocol numbers are IANA's on both sides, 0 being the default of family and type. `SO_REUSEADDR` is left
    /// unset, as POSIX has it.
    pub fn sock_open(
        &self,
        memory: &mut Memory<'_>,
        family: u32,
        kind: u32,
        protocol: u32,
        fd: u32,
    ) -> Result<(), Errno> {
        let fd = memory.slot(fd)?;
        let family = address::family(family)?;
        let host = net::socket_with(
            family,
            socket_type(kind)?,
            SocketFlags::CLOEXEC,
            self::protocol(protocol),
        )?;
        let number =
            self.descriptors
                .insert(Descriptor::socket(host, Stage::Unconnected, rights::SOCKET));
        memory.write(fd, number.to_le_bytes());
        Ok(())
    }

    /// `socketpair`. Linux pairs Unix sockets (family 3) and says `notsup` of the others.
    pub fn sock_pair(
        &self,
        memory: &mut Memory<'_>,
        family: u32,
        kind: u32,
        protocol: u32,
        fd1: u32,
        fd2: u32,
    ) -> Result<(), Errno> {
        let (fd1, fd2) = (memory.slot(fd1)?, memory.slot(fd2)?);
        let family = address::family(family)?;
        let pair = net::socketpair(
            family,
            socket_type(kind)?,
            SocketFlags::CLOEXEC,
            self::protocol(protocol),
        )?;
        for (slot, host) in [(fd1, pair.0), (fd2, pair.1)] {
            let number =
                self.descriptors
                    .insert(Descriptor::socket(host, Stage::Connected, rights::SOCKET));
            memory.write(slot, number.to_le_bytes());
        }
        Ok(())
    }

    /// `bind`. An address of another family goes to the host as it is; the unspecified one is `afnosupport`, POSIX's
    /// word for an address that is not valid for the family of the socket.
    pub fn sock_bind(&self, memory: &mut Memory<'_>, fd: u32, address: u32) -> Result<(), Errno> {
        let socket = self.descriptors.socket(fd, rights::SOCK_BIND)?;
        let address = address::read(memory, address)?.ok_or(Errno::AFNOSUPPORT)?;
        self.permit(Use::Bind(address))?;
        Ok(net::bind(socket.host(), &address)?)
    }

    /// `listen`. Of a socket that is not bound the address is the wildcard, and so is what must be permitted. The host takes a backlog above its limit for the limit, and so does it with one above `i32::MAX`.
    pub fn sock_listen(&self, _: &mut Memory<'_>, fd: u32, backlog: u32) -> Result<(), Errno> {
        let socket = self.descriptors.socket(fd, rights::SOCK_LISTEN)?;
        // A Unix socket is at no address of the network.
        if let Ok(local) = SocketAddr::try_from(net::getsockname(socket.host())?) {
            self.permit(Use::Listen(local))?;
        }
        Ok(net::listen(socket.host(), backlog.cast_signed())?)
    }

    /// `sock_accept` of preview1, which does not tell the address of the peer.
    pub fn sock_accept(
        &self,
        memory: &mut Memory<'_>,
        fd: u32,
        flags: u32,
        new_fd: u32,
    ) -> Result<(), Errno> {
        self.descriptors.socket(fd, rights::SOCK_ACCEPT)?;
        let new_fd = memory.slot(new_fd)?;
        let (number, _) = self.accept(fd, flags)?;
        memory.write(new_fd, number.to_le_bytes());
        Ok(())
    }

    /// `sock_accept` and `sock_accept_v2` of WASIX.
    pub fn sock_accept_v2(
        &self,
        memory: &mut Memory<'_>,
        fd: u32,
        flags: u32,
        new_fd: u32,
        address: u32,
    ) -> Result<(), Errno> {
        self.descriptors.socket(fd, rights::SOCK_ACCEPT)?;
        let (new_fd, address) = (memory.slot(new_fd)?, address::slot(memory, address)?);
        let (number, peer) = self.accept(fd, flags)?;
        memory.write(new_fd, number.to_le_bytes());
        address::write(memory, address, peer);
        Ok(())
    }

    /// `accept4`. The flags are "the desired values of the file descriptor flags" (witx of preview1) of the new socket
    /// (WASIX reference: they "control the behavior of the new socket"); whether the call itself blocks depends on the
    /// listening socket. (wasmer takes `nonblock` to mean the call.) A socket can have no flag but `nonblock`, so all
    /// others are `inval`, as `accept4` has it. The policy is not asked: who may listen at an address may accept whoever reaches it, and
    /// who was handed a socket that listens was granted that by handing it in.
    fn accept(&self, fd: u32, flags: u32) -> Result<(u32, Option<SocketAddrAny>), Errno> {
        let socket = self.descriptors.socket(fd, rights::SOCK_ACCEPT)?;
        let flags = match flags {
            0 => SocketFlags::CLOEXEC,
            fdflags::NONBLOCK => SocketFlags::CLOEXEC | SocketFlags::NONBLOCK,
            _ => return Err(Errno::INVAL),
        };
        let (host, peer) = with_timeout(
            socket.host(),
            Timeout::Recv,
            socket.description.accept_timeout.get(),
            || net::acceptfrom_with(socket.host(), flags),
        )?;
        let accepted = Descriptor::socket(host, Stage::Connected, socket.inheriting);
        Ok((self.descriptors.insert(accepted), peer))
    }

    /// `connect`. The unspecified address takes the peer of a datagram socket away, as on the host.
    pub fn sock_connect(
        &self,
        memory: &mut Memory<'_>,
        fd: u32,
        address: u32,
    ) -> Result<(), Errno> {
        let socket = self.descriptors.socket(fd, rights::SOCK_CONNECT)?;
        let stage = &socket.description.stage;
        let Some(address) = address::read(memory, address)? else {
            net::connect_unspec(socket.host())?;
            stage.set(Stage::Unconnected);
            return Ok(());
        };
        self.permit(Use::Connect(address))?;
        let connected = with_timeout(
            socket.host(),
            Timeout::Send,
            socket.description.connect_timeout.get(),
            || net::connect(socket.host(), &address),
        );
        match connected {
            Ok(()) => stage.set(Stage::Connected),
            Err(Host::INPROGRESS | Host::INTR) => stage.set(Stage::Connecting),
            // These say that the attempt was not begun, so what was before still holds.
            Err(
                Host::ALREADY | Host::ISCONN | Host::AFNOSUPPORT | Host::INVAL | Host::OPNOTSUPP,
            ) => {}
            Err(_) => stage.set(Stage::Failed),
        }
        Ok(connected?)
    }

    /// `shutdown`. The guest's numbers are flags: 1 read, 2 write, 3 both. All others are `inval`, as on the host.
    pub fn sock_shutdown(&self, _: &mut Memory<'_>, fd: u32, how: u32) -> Result<(), Errno> {
        let socket = self.descriptors.socket(fd, rights::SOCK_SHUTDOWN)?;
        let how = match how {
            1 => Shutdown::Read,
            2 => Shutdown::Write,
            3 => Shutdown::Both,
            _ => return Err(Errno::INVAL),
        };
        Ok(net::shutdown(socket.host(), how)?)
    }

    /// `getsockname`. Of a socket that is not bound, the host gives the wildcard address and port 0.
    pub fn sock_addr_local(
        &self,
        memory: &mut Memory<'_>,
        fd: u32,
        address: u32,
    ) -> Result<(), Errno> {
        let socket = self.descriptors.socket(fd, rights::SOCK_ADDR_LOCAL)?;
        let address = address::slot(memory, address)?;
        let local = net::getsockname(socket.host())?;
        address::write(memory, address, Some(local));
        Ok(())
    }

    /// `getpeername`.
    pub fn sock_addr_peer(
        &self,
        memory: &mut Memory<'_>,
        fd: u32,
        address: u32,
    ) -> Result<(), Errno> {
        let socket = self.descriptors.socket(fd, rights::SOCK_ADDR_REMOTE)?;
        let address = address::slot(memory, address)?;
        let peer = net::getpeername(socket.host())?;
        address::write(memory, address, peer);
        Ok(())
    }

    /// The status of a socket, in one byte. The host has no such call; this is what the WASIX reference's four words
    /// mean here:
    ///
    /// - *failed*, "an error occurred while opening or using the socket": an error is pending, or the last attempt to
    ///   connect failed;
    /// - *closed*: it was connected, and both directions have ended since;
    /// - *opened*: it is bound, listening or connected;
    /// - *opening*, "in the process of opening": none of these yet.
    ///
    /// Asking changes nothing: `SO_ERROR` is not read, as that would take the error away.
    pub fn sock_status(&self, memory: &mut Memory<'_>, fd: u32, status: u32) -> Result<(), Errno> {
        let socket = self.descriptors.socket(fd, 0)?;
        let slot = memory.slot(status)?;
        memory.write(slot, [self::status(&socket)? as u8]);
        Ok(())
    }
}

fn status(socket: &Descriptor) -> Result<Status, Errno> {
    let mut asked = [PollFd::from_borrowed_fd(socket.host(), PollFlags::empty())];
    poll(
        &mut asked,
        Some(&Timespec {
            tv_sec: 0,
            tv_nsec: 0,
        }),
    )?;
    let events = asked[0].revents();
    let stage = &socket.description.stage;
    let has_peer = net::getpeername(socket.host()).is_ok();
    if has_peer && stage.get() == Stage::Connecting {
        stage.set(Stage::Connected);
    }
    let ended = events.contains(PollFlags::HUP);
    Ok(match stage.get() {
        _ if events.contains(PollFlags::ERR) => Status::Failed,
        Stage::Failed => Status::Failed,
        Stage::Connecting if ended => Status::Failed,
        Stage::Connecting => Status::Opening,
        Stage::Connected if has_peer && !ended => Status::Opened,
        Stage::Connected => Status::Closed,
        Stage::Unconnected if is_bound(socket)? => Status::Opened,
        Stage::Unconnected => Status::Opening,
    })
}

fn is_bound(socket: &Descriptor) -> Result<bool, Errno> {
    let local = net::getsockname(socket.host())?;
    Ok(SocketAddr::try_from(local).is_ok_and(|local| local.port() != 0))
}

fn protocol(number: u32) -> Option<Protocol> {
    std::num::NonZero::new(number).map(Protocol::from_raw)
}

/// Makes a call that the host limits by a time-out meant for something else: accept by that of receiving, connect by
/// that of sending. What is said when the time is up is the host's: `again` of accept, `inprogress` of connect.
///
/// Without a limit of its own the call is under the host's, as on the host.
fn with_timeout<T>(
    host: BorrowedFd<'_>,
    which: Timeout,
    limit: Option<Duration>,
    call: impl FnOnce() -> rustix::io::Result<T>,
) -> rustix::io::Result<T> {
    if limit.is_none() {
        return call();
    }
    let before = socket_timeout(host, which)?;
    set_socket_timeout(host, which, limit)?;
    let answer = call();
    set_socket_timeout(host, which, before)?;
    answer
}
