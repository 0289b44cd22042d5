//! The options of sockets, and how a value comes to be one that the host takes: "If the provided value is 0, an
//! `invalid-argument` error is returned. Any other value will never cause an error, but it might be silently clamped and/or rounded"
//! (tcp.wit, udp.wit).

use std::time::Duration;

use rustix::fd::BorrowedFd;
use rustix::net::sockopt;

use super::bindings::wasi::sockets::network::{ErrorCode, IpAddressFamily};
use super::error::Refused;

/// The most that Linux takes for a time of keepalive, in seconds (tcp(7): `MAX_TCP_KEEPIDLE` and `MAX_TCP_KEEPINTVL`).
const LONGEST: u64 = 32767;

/// Refuses 0.
///
/// # Errors
/// `invalid-argument`.
pub fn not_zero<T: Default + PartialEq>(value: T) -> Result<T, Refused> {
    match value == T::default() {
        true => Err(ErrorCode::InvalidArgument.into()),
        false => Ok(value),
    }
}

/// A size in bytes as the host takes it, which is a number of 32 bits with a sign.
///
/// # Errors
/// `invalid-argument` for 0.
fn size(bytes: u64) -> Result<usize, Refused> {
    Ok(not_zero(bytes)?.min(i32::MAX as u64) as usize)
}

/// A time of keepalive as the host takes it, which is in whole seconds.
///
/// # Errors
/// `invalid-argument` for 0.
fn seconds(nanoseconds: u64) -> Result<Duration, Refused> {
    let time = Duration::from_nanos(not_zero(nanoseconds)?);
    let begun = u64::from(time.subsec_nanos() > 0);
    Ok(Duration::from_secs((time.as_secs() + begun).min(LONGEST)))
}

/// A time in nanoseconds.
fn nanoseconds(time: Duration) -> u64 {
    u64::try_from(time.as_nanos()).unwrap_or(u64::MAX)
}

/// `IP_TTL` or `IPV6_UNICAST_HOPS`.
///
/// # Errors
/// What the host answers.
pub fn hop_limit(host: BorrowedFd<'_>, family: IpAddressFamily) -> Result<u8, Refused> {
    Ok(match family {
        IpAddressFamily::Ipv4 => u8::try_from(sockopt::ip_ttl(host)?).unwrap_or(u8::MAX),
        IpAddressFamily::Ipv6 => sockopt::ipv6_unicast_hops(host)?,
    })
}

/// Sets what [`hop_limit`] asks.
///
/// # Errors
/// `invalid-argument` for 0, and what the host answers.
pub fn set_hop_limit(
    host: BorrowedFd<'_>,
    family: IpAddressFamily,
    limit: u8,
) -> Result<(), Refused> {
    let limit = not_zero(limit)?;
    match family {
        IpAddressFamily::Ipv4 => sockopt::set_ip_ttl(host, limit.into())?,
        IpAddressFamily::Ipv6 => sockopt::set_ipv6_unicast_hops(host, Some(limit))?,
    }
    Ok(())
}

/// `SO_RCVBUF`, in bytes.
///
/// # Errors
/// What the host answers.
pub fn receive_buffer_size(host: BorrowedFd<'_>) -> Result<u64, Refused> {
    Ok(sockopt::socket_recv_buffer_size(host)? as u64)
}

/// Sets what [`receive_buffer_size`] asks.
///
/// # Errors
/// `invalid-argument` for 0, and what the host answers.
pub fn set_receive_buffer_size(host: BorrowedFd<'_>, bytes: u64) -> Result<(), Refused> {
    Ok(sockopt::set_socket_recv_buffer_size(host, size(bytes)?)?)
}

/// `SO_SNDBUF`, in bytes.
///
/// # Errors
/// What the host answers.
pub fn send_buffer_size(host: BorrowedFd<'_>) -> Result<u64, Refused> {
    Ok(sockopt::socket_send_buffer_size(host)? as u64)
}

/// Sets what [`send_buffer_size`] asks.
///
/// # Errors
/// `invalid-argument` for 0, and what the host answers.
pub fn set_send_buffer_size(host: BorrowedFd<'_>, bytes: u64) -> Result<(), Refused> {
    Ok(sockopt::set_socket_send_buffer_size(host, size(bytes)?)?)
}

/// `TCP_KEEPIDLE`, in nanoseconds.
///
/// # Errors
/// What the host answers.
pub fn keep_alive_idle_time(host: BorrowedFd<'_>) -> Result<u64, Refused> {
    Ok(nanoseconds(sockopt::tcp_keepidle(host)?))
}

/// Sets what [`keep_alive_idle_time`] asks.
///
/// # Errors
/// `invalid-argument` for 0, and what the host answers.
pub fn set_keep_alive_idle_time(host: BorrowedFd<'_>, time: u64) -> Result<(), Refused> {
    Ok(sockopt::set_tcp_keepidle(host, seconds(time)?)?)
}

/// `TCP_KEEPINTVL`, in nanoseconds.
///
/// # Errors
/// What the host answers.
pub fn keep_alive_interval(host: BorrowedFd<'_>) -> Result<u64, Refused> {
    Ok(nanoseconds(sockopt::tcp_keepintvl(host)?))
}

/// Sets what [`keep_alive_interval`] asks.
///
/// # Errors
/// `invalid-argument` for 0, and what the host answers.
pub fn set_keep_alive_interval(host: BorrowedFd<'_>, time: u64) -> Result<(), Refused> {
    Ok(sockopt::set_tcp_keepintvl(host, seconds(time)?)?)
}

/// Sets `TCP_KEEPCNT`, of which Linux takes no more than 127 (tcp(7): `MAX_TCP_KEEPCNT`).
///
/// # Errors
/// `invalid-argument` for 0, and what the host answers.
pub fn set_keep_alive_count(host: BorrowedFd<'_>, count: u32) -> Result<(), Refused> {
    let count = not_zero(count)?.min(127);
    Ok(sockopt::set_tcp_keepcnt(host, count)?)
}
