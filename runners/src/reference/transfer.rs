//! Data: receive, send, read, write.

use std::io::{IoSlice, IoSliceMut};
use std::net::SocketAddr;

use rustix::net::{
    self, RecvAncillaryBuffer, RecvFlags, ReturnFlags, SendAncillaryBuffer, SendFlags,
    SocketAddrAny,
};

use super::System;
use super::address;
use super::descriptor::{Descriptor, rights};
use super::errno::Errno;
use super::memory::{Memory, Vector};
use crate::Use;
use crate::interface::Interface;

/// `riflags` of the witx files.
const PEEK: u32 = 1;
const WAITALL: u32 = 2;
const RECV_DONT_WAIT: u32 = 8;

/// `roflags` of the witx files.
const DATA_TRUNCATED: u16 = 1;

/// `siflags` of the WASIX witx.
const SEND_DONT_WAIT: u32 = 1;

/// What the host calls more vectors than it takes, of a message.
const TOO_MANY_FOR_MESSAGE: Errno = Errno::MSGSIZE;

/// What the host calls more vectors than it takes, of a file.
pub const TOO_MANY_FOR_FILE: Errno = Errno::INVAL;

impl System {
    /// `recvmsg` without an address.
    #[expect(clippy::too_many_arguments, reason = "the witx file has that many")]
    pub fn sock_recv(
        &self,
        memory: &mut Memory<'_>,
        fd: u32,
        vectors: u32,
        count: u32,
        flags: u32,
        length: u32,
        out_flags: u32,
    ) -> Result<(), Errno> {
        let socket = self.descriptors.socket(fd, rights::FD_READ)?;
        let (length, out_flags) = (memory.slot(length)?, memory.slot(out_flags)?);
        let vectors = memory.vectors(vectors, count, TOO_MANY_FOR_MESSAGE)?;
        let (received, truncated, _) = receive(
            &socket,
            memory,
            &vectors,
            recv_flags(flags, memory.interface())?,
        )?;
        memory.write(length, received.to_le_bytes());
        memory.write(out_flags, truncated.to_le_bytes());
        Ok(())
    }

    /// `recvmsg` with an address. A connected stream socket has no sender to tell, on Linux: the address is that of the
    /// unspecified family.
    #[expect(clippy::too_many_arguments, reason = "the witx file has that many")]
    pub fn sock_recv_from(
        &self,
        memory: &mut Memory<'_>,
        fd: u32,
        vectors: u32,
        count: u32,
        flags: u32,
        length: u32,
        out_flags: u32,
        address: u32,
    ) -> Result<(), Errno> {
        let socket = self.descriptors.socket(fd, rights::SOCK_RECV_FROM)?;
        let (length, out_flags, address) = (
            memory.slot(length)?,
            memory.slot(out_flags)?,
            address::slot(memory, address)?,
        );
        let vectors = memory.vectors(vectors, count, TOO_MANY_FOR_MESSAGE)?;
        let (received, truncated, sender) = receive(
            &socket,
            memory,
            &vectors,
            recv_flags(flags, memory.interface())?,
        )?;
        memory.write(length, received.to_le_bytes());
        memory.write(out_flags, truncated.to_le_bytes());
        address::write(memory, address, sender);
        Ok(())
    }

    /// `sendmsg` without an address.
    pub fn sock_send(
        &self,
        memory: &mut Memory<'_>,
        fd: u32,
        vectors: u32,
        count: u32,
        flags: u32,
        length: u32,
    ) -> Result<(), Errno> {
        let socket = self.descriptors.socket(fd, rights::FD_WRITE)?;
        let length = memory.slot(length)?;
        let vectors = memory.vectors(vectors, count, TOO_MANY_FOR_MESSAGE)?;
        let sent = send(
            &socket,
            memory,
            &vectors,
            send_flags(flags, memory.interface())?,
            None,
        )?;
        memory.write(length, sent.to_le_bytes());
        Ok(())
    }

    /// `sendmsg` with an address. The unspecified one is `afnosupport`, as in `sock_bind`.
    #[expect(clippy::too_many_arguments, reason = "the witx file has that many")]
    pub fn sock_send_to(
        &self,
        memory: &mut Memory<'_>,
        fd: u32,
        vectors: u32,
        count: u32,
        flags: u32,
        address: u32,
        length: u32,
    ) -> Result<(), Errno> {
        let socket = self.descriptors.socket(fd, rights::SOCK_SEND_TO)?;
        let length = memory.slot(length)?;
        let vectors = memory.vectors(vectors, count, TOO_MANY_FOR_MESSAGE)?;
        let address = address::read(memory, address)?.ok_or(Errno::AFNOSUPPORT)?;
        self.permit(Use::Send(address))?;
        let sent = send(
            &socket,
            memory,
            &vectors,
            send_flags(flags, memory.interface())?,
            Some(address),
        )?;
        memory.write(length, sent.to_le_bytes());
        Ok(())
    }

    /// `readv`.
    pub fn fd_read(
        &self,
        memory: &mut Memory<'_>,
        fd: u32,
        vectors: u32,
        count: u32,
        length: u32,
    ) -> Result<(), Errno> {
        let descriptor = self.descriptors.get(fd, rights::FD_READ)?;
        let length = memory.slot(length)?;
        let vectors = memory.vectors(vectors, count, TOO_MANY_FOR_FILE)?;
        let mut buffer = buffer(memory, &vectors);
        let read = rustix::io::readv(descriptor.host(), &mut [IoSliceMut::new(&mut buffer)])?;
        memory.scatter(&vectors, &buffer[..read]);
        memory.write(length, (read as u32).to_le_bytes());
        Ok(())
    }

    /// `writev`. A process of Rust ignores `SIGPIPE`, so that a peer that is gone is the errno `pipe` and no more, unless the guest
    /// catches signals.
    pub fn fd_write(
        &self,
        memory: &mut Memory<'_>,
        fd: u32,
        vectors: u32,
        count: u32,
        length: u32,
    ) -> Result<(), Errno> {
        let descriptor = self.descriptors.get(fd, rights::FD_WRITE)?;
        let length = memory.slot(length)?;
        let vectors = memory.vectors(vectors, count, TOO_MANY_FOR_FILE)?;
        let data = memory.gather(&vectors);
        let written = rustix::io::writev(descriptor.host(), &[IoSlice::new(&data)])?;
        memory.write(length, (written as u32).to_le_bytes());
        Ok(())
    }
}

fn receive(
    socket: &Descriptor,
    memory: &mut Memory<'_>,
    vectors: &[Vector],
    flags: RecvFlags,
) -> Result<(u32, u16, Option<SocketAddrAny>), Errno> {
    let mut buffer = buffer(memory, vectors);
    let mut control = RecvAncillaryBuffer::default();
    let message = net::recvmsg(
        socket.host(),
        &mut [IoSliceMut::new(&mut buffer)],
        &mut control,
        flags,
    )?;
    memory.scatter(vectors, &buffer[..message.bytes]);
    let truncated = if message.flags.contains(ReturnFlags::TRUNC) {
        DATA_TRUNCATED
    } else {
        0
    };
    Ok((message.bytes as u32, truncated, message.address))
}

/// Sends, so that a peer that is gone raises `SIGPIPE` as on the host, which is ignored unless the guest catches signals.
fn send(
    socket: &Descriptor,
    memory: &Memory<'_>,
    vectors: &[Vector],
    flags: SendFlags,
    address: Option<SocketAddr>,
) -> Result<u32, Errno> {
    let data = memory.gather(vectors);
    let slices = [IoSlice::new(&data)];
    let mut control = SendAncillaryBuffer::default();
    let sent = match address {
        Some(address) => net::sendmsg_addr(socket.host(), &address, &slices, &mut control, flags)?,
        None => net::sendmsg(socket.host(), &slices, &mut control, flags)?,
    };
    Ok(sent as u32)
}

/// A buffer as long as the vectors together, for the host to write to: the guest's may overlap. Only then can they be
/// longer than memory, and what exceeds it is not asked for.
pub fn buffer(memory: &Memory<'_>, vectors: &[Vector]) -> Vec<u8> {
    let length: usize = vectors.iter().map(Vector::len).sum();
    vec![0; length.min(memory.len())]
}

/// The host's flags. `inval` for undefined ones, and for WASIX's `data_truncated` (4), which is an answer and not a
/// question: its witx describes it in the words of `roflags`.
fn recv_flags(flags: u32, interface: Interface) -> Result<RecvFlags, Errno> {
    let defined = match interface {
        Interface::Wasip1 => PEEK | WAITALL,
        _ => PEEK | WAITALL | RECV_DONT_WAIT,
    };
    if flags & !defined != 0 {
        return Err(Errno::INVAL);
    }
    let mut host = RecvFlags::empty();
    host.set(RecvFlags::PEEK, flags & PEEK != 0);
    host.set(RecvFlags::WAITALL, flags & WAITALL != 0);
    host.set(RecvFlags::DONTWAIT, flags & RECV_DONT_WAIT != 0);
    Ok(host)
}

/// The host's flags. `inval` for undefined ones; preview1 defines none ("must be zero").
fn send_flags(flags: u32, interface: Interface) -> Result<SendFlags, Errno> {
    match (flags, interface) {
        (0, _) => Ok(SendFlags::empty()),
        (SEND_DONT_WAIT, Interface::Wasix) => Ok(SendFlags::DONTWAIT),
        _ => Err(Errno::INVAL),
    }
}
