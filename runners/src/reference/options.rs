//! Socket options.

use std::os::fd::AsRawFd;
use std::time::Duration;

use rustix::fd::BorrowedFd;
use rustix::io::Errno as Host;
use rustix::net::AddressFamily;
use rustix::net::sockopt::{self, Timeout};

use super::System;
use super::descriptor::Descriptor;
use super::errno::Errno;
use super::memory::{Memory, u64_at};
use super::numbers::{boolean, guest_type};

/// `sock_option` of the WASIX witx.
mod option {
    pub const REUSE_PORT: u32 = 1;
    pub const REUSE_ADDR: u32 = 2;
    pub const NO_DELAY: u32 = 3;
    pub const DONT_ROUTE: u32 = 4;
    pub const ONLY_V6: u32 = 5;
    pub const BROADCAST: u32 = 6;
    pub const MULTICAST_LOOP_V4: u32 = 7;
    pub const MULTICAST_LOOP_V6: u32 = 8;
    pub const LISTENING: u32 = 10;
    pub const LAST_ERROR: u32 = 11;
    pub const KEEP_ALIVE: u32 = 12;
    pub const LINGER: u32 = 13;
    pub const OOB_INLINE: u32 = 14;
    pub const RECV_BUF_SIZE: u32 = 15;
    pub const SEND_BUF_SIZE: u32 = 16;
    pub const RECV_LOWAT: u32 = 17;
    pub const SEND_LOWAT: u32 = 18;
    pub const RECV_TIMEOUT: u32 = 19;
    pub const SEND_TIMEOUT: u32 = 20;
    pub const CONNECT_TIMEOUT: u32 = 21;
    pub const ACCEPT_TIMEOUT: u32 = 22;
    pub const TTL: u32 = 23;
    pub const MULTICAST_TTL_V4: u32 = 24;
    pub const TYPE: u32 = 25;
    pub const PROTO: u32 = 26;
}

/// A number that is not an option of this kind: what the host says of options that it does not know at a level.
///
/// That is also the answer for *noop* (0), which is no option of any kind, and for promiscuous (9), which is no option of
/// such a socket on the host.
const UNKNOWN_OPTION: Errno = Errno::NOPROTOOPT;

/// Options are read and written without a right: the witx files define none for them.
impl System {
    /// `setsockopt` of a yes or no.
    pub fn sock_set_opt_flag(
        &self,
        _: &mut Memory<'_>,
        fd: u32,
        option: u32,
        flag: u32,
    ) -> Result<(), Errno> {
        let descriptor = self.descriptors.socket(fd, 0)?;
        let host = descriptor.host();
        let flag = boolean(flag)?;
        Ok(match option {
            option::REUSE_PORT => sockopt::set_socket_reuseport(host, flag),
            option::REUSE_ADDR => sockopt::set_socket_reuseaddr(host, flag),
            option::NO_DELAY => sockopt::set_tcp_nodelay(host, flag),
            option::DONT_ROUTE => set_number(host, libc::SO_DONTROUTE, flag.into()),
            option::ONLY_V6 => sockopt::set_ipv6_v6only(host, flag),
            option::BROADCAST => sockopt::set_socket_broadcast(host, flag),
            option::MULTICAST_LOOP_V4 => sockopt::set_ip_multicast_loop(host, flag),
            option::MULTICAST_LOOP_V6 => sockopt::set_ipv6_multicast_loop(host, flag),
            // `SO_ACCEPTCONN` can only be read.
            option::LISTENING => Err(Host::NOPROTOOPT),
            option::KEEP_ALIVE => sockopt::set_socket_keepalive(host, flag),
            option::OOB_INLINE => sockopt::set_socket_oobinline(host, flag),
            _ => return Err(UNKNOWN_OPTION),
        }?)
    }

    /// `getsockopt` of a yes or no, in one byte.
    pub fn sock_get_opt_flag(
        &self,
        memory: &mut Memory<'_>,
        fd: u32,
        option: u32,
        flag: u32,
    ) -> Result<(), Errno> {
        let descriptor = self.descriptors.socket(fd, 0)?;
        let host = descriptor.host();
        let slot = memory.slot(flag)?;
        let flag = match option {
            option::REUSE_PORT => sockopt::socket_reuseport(host),
            option::REUSE_ADDR => sockopt::socket_reuseaddr(host),
            option::NO_DELAY => sockopt::tcp_nodelay(host),
            option::DONT_ROUTE => number(host, libc::SO_DONTROUTE).map(|flag| flag != 0),
            option::ONLY_V6 => sockopt::ipv6_v6only(host),
            option::BROADCAST => sockopt::socket_broadcast(host),
            option::MULTICAST_LOOP_V4 => sockopt::ip_multicast_loop(host),
            option::MULTICAST_LOOP_V6 => sockopt::ipv6_multicast_loop(host),
            option::LISTENING => sockopt::socket_acceptconn(host),
            option::KEEP_ALIVE => sockopt::socket_keepalive(host),
            option::OOB_INLINE => sockopt::socket_oobinline(host),
            _ => return Err(UNKNOWN_OPTION),
        }?;
        memory.write(slot, [u8::from(flag)]);
        Ok(())
    }

    /// `setsockopt` of a number. Numbers that the host's `int` has no room for are `inval`.
    pub fn sock_set_opt_size(
        &self,
        _: &mut Memory<'_>,
        fd: u32,
        option: u32,
        size: u64,
    ) -> Result<(), Errno> {
        let descriptor = self.descriptors.socket(fd, 0)?;
        let host = descriptor.host();
        let size = i32::try_from(size)
            .map_err(|_| Errno::INVAL)?
            .cast_unsigned();
        Ok(match option {
            option::RECV_BUF_SIZE => sockopt::set_socket_recv_buffer_size(host, size as usize),
            option::SEND_BUF_SIZE => sockopt::set_socket_send_buffer_size(host, size as usize),
            option::RECV_LOWAT => set_number(host, libc::SO_RCVLOWAT, size.cast_signed()),
            option::SEND_LOWAT => set_number(host, libc::SO_SNDLOWAT, size.cast_signed()),
            option::TTL if is_inet6(host)? => sockopt::set_ipv6_unicast_hops(
                host,
                Some(u8::try_from(size).map_err(|_| Errno::INVAL)?),
            ),
            option::TTL => sockopt::set_ip_ttl(host, size),
            option::MULTICAST_TTL_V4 => sockopt::set_ip_multicast_ttl(host, size),
            // These can only be read.
            option::LAST_ERROR | option::TYPE | option::PROTO => Err(Host::NOPROTOOPT),
            _ => return Err(UNKNOWN_OPTION),
        }?)
    }

    /// `getsockopt` of a number. The pending error and the socket type are told in the guest's numbers; asking takes
    /// the error away, as on the host. Linux tells twice the buffer size that it was given.
    pub fn sock_get_opt_size(
        &self,
        memory: &mut Memory<'_>,
        fd: u32,
        option: u32,
        size: u32,
    ) -> Result<(), Errno> {
        let descriptor = self.descriptors.socket(fd, 0)?;
        let host = descriptor.host();
        let slot = memory.slot(size)?;
        let size = match option {
            option::RECV_BUF_SIZE => sockopt::socket_recv_buffer_size(host)? as u64,
            option::SEND_BUF_SIZE => sockopt::socket_send_buffer_size(host)? as u64,
            option::RECV_LOWAT => u64::from(number(host, libc::SO_RCVLOWAT)?.cast_unsigned()),
            option::SEND_LOWAT => u64::from(number(host, libc::SO_SNDLOWAT)?.cast_unsigned()),
            option::TTL if is_inet6(host)? => u64::from(sockopt::ipv6_unicast_hops(host)?),
            option::TTL => u64::from(sockopt::ip_ttl(host)?),
            option::MULTICAST_TTL_V4 => u64::from(sockopt::ip_multicast_ttl(host)?),
            option::LAST_ERROR => match sockopt::socket_error(host)? {
                Ok(()) => 0,
                Err(pending) => u64::from(Errno::from(pending).number_in(memory.interface())),
            },
            option::TYPE => u64::from(guest_type(sockopt::socket_type(host)?)),
            option::PROTO => sockopt::socket_protocol(host)?
                .map_or(0, |protocol| u64::from(protocol.as_raw().get())),
            _ => return Err(UNKNOWN_OPTION),
        };
        memory.write(slot, size.to_le_bytes());
        Ok(())
    }

    /// `setsockopt` of a time: an option of nanoseconds, of which *none* is for ever, and of *linger* off.
    ///
    /// For the host, zero seconds of a time-out mean for ever too; *some* zero is therefore `inval`. Limits of
    /// accepting and connecting by themselves are kept here: the host limits these together with receiving and sending.
    pub fn sock_set_opt_time(
        &self,
        memory: &mut Memory<'_>,
        fd: u32,
        option: u32,
        time: u32,
    ) -> Result<(), Errno> {
        let socket = self.descriptors.socket(fd, 0)?;
        let time = read_time(memory, time)?;
        let zero = time == Some(Duration::ZERO);
        match option {
            option::LINGER => sockopt::set_socket_linger(socket.host(), time)?,
            option::RECV_TIMEOUT => {
                sockopt::set_socket_timeout(socket.host(), Timeout::Recv, time)?;
            }
            option::SEND_TIMEOUT => {
                sockopt::set_socket_timeout(socket.host(), Timeout::Send, time)?;
            }
            option::CONNECT_TIMEOUT | option::ACCEPT_TIMEOUT if zero => return Err(Errno::INVAL),
            option::CONNECT_TIMEOUT => socket.description.connect_timeout.set(time),
            option::ACCEPT_TIMEOUT => socket.description.accept_timeout.set(time),
            _ => return Err(UNKNOWN_OPTION),
        }
        Ok(())
    }

    /// `getsockopt` of a time. The host rounds time-outs up to its clock tick, and *linger* to seconds.
    pub fn sock_get_opt_time(
        &self,
        memory: &mut Memory<'_>,
        fd: u32,
        option: u32,
        time: u32,
    ) -> Result<(), Errno> {
        let socket = self.descriptors.socket(fd, 0)?;
        let slot = memory.slot(time)?;
        let time = self::time(&socket, option)?;
        let mut bytes = [0; 16];
        if let Some(time) = time {
            bytes[0] = 1;
            bytes[8..].copy_from_slice(
                &u64::try_from(time.as_nanos())
                    .unwrap_or(u64::MAX)
                    .to_le_bytes(),
            );
        }
        memory.write(slot, bytes);
        Ok(())
    }
}

fn time(socket: &Descriptor, option: u32) -> Result<Option<Duration>, Errno> {
    Ok(match option {
        option::LINGER => sockopt::socket_linger(socket.host())?,
        option::RECV_TIMEOUT => sockopt::socket_timeout(socket.host(), Timeout::Recv)?,
        option::SEND_TIMEOUT => sockopt::socket_timeout(socket.host(), Timeout::Send)?,
        option::CONNECT_TIMEOUT => socket.description.connect_timeout.get(),
        option::ACCEPT_TIMEOUT => socket.description.accept_timeout.get(),
        _ => return Err(UNKNOWN_OPTION),
    })
}

/// An `option_timestamp`: a tag (0 none, 1 some) and, 8 bytes on, nanoseconds.
fn read_time(memory: &Memory<'_>, address: u32) -> Result<Option<Duration>, Errno> {
    let bytes: [u8; 16] = memory.read(address)?;
    match bytes[0] {
        0 => Ok(None),
        1 => Ok(Some(Duration::from_nanos(u64_at(&bytes, 8)))),
        _ => Err(Errno::INVAL),
    }
}

/// The time to live of an IPv6 socket is its hop limit.
fn is_inet6(host: BorrowedFd<'_>) -> Result<bool, Errno> {
    Ok(sockopt::socket_domain(host)? == AddressFamily::INET6)
}

/// An option of `SOL_SOCKET` that is a number.
fn number(host: BorrowedFd<'_>, name: libc::c_int) -> Result<libc::c_int, Host> {
    let mut value: libc::c_int = 0;
    let mut length = size_of_val(&value) as libc::socklen_t;
    #[expect(unsafe_code, reason = "rustix does not offer these options")]
    // SAFETY: the descriptor is open, and the kernel writes no more than the length.
    let answer = unsafe {
        libc::getsockopt(
            host.as_raw_fd(),
            libc::SOL_SOCKET,
            name,
            (&raw mut value).cast(),
            &raw mut length,
        )
    };
    answered(answer).map(|()| value)
}

/// Sets such an option.
fn set_number(host: BorrowedFd<'_>, name: libc::c_int, value: libc::c_int) -> Result<(), Host> {
    #[expect(unsafe_code, reason = "rustix does not offer these options")]
    // SAFETY: the descriptor is open, and the kernel reads a number of this length.
    answered(unsafe {
        libc::setsockopt(
            host.as_raw_fd(),
            libc::SOL_SOCKET,
            name,
            (&raw const value).cast(),
            size_of_val(&value) as libc::socklen_t,
        )
    })
}

fn answered(answer: libc::c_int) -> Result<(), Host> {
    if answer == 0 {
        return Ok(());
    }
    Err(Host::from_io_error(&std::io::Error::last_os_error()).unwrap_or(Host::INVAL))
}
