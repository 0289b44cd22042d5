//! How a socket of the host is made, of either kind.

use std::os::fd::OwnedFd;

use rustix::io::Errno;
use rustix::net::{self, AddressFamily, SocketFlags, SocketType, sockopt};

use super::bindings::wasi::sockets::network::{ErrorCode, IpAddressFamily};
use super::error::Refused;

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
