//! Addresses, as network.wit and as Rust have them, and which of them an operation takes.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV4, SocketAddrV6};

use rustix::net::SocketAddrAny;

use super::bindings::wasi::sockets::network::{
    ErrorCode, IpAddress, IpAddressFamily, IpSocketAddress, Ipv4SocketAddress, Ipv6SocketAddress,
};

impl From<IpSocketAddress> for SocketAddr {
    fn from(address: IpSocketAddress) -> Self {
        match address {
            IpSocketAddress::Ipv4(Ipv4SocketAddress { port, address }) => {
                let (a, b, c, d) = address;
                SocketAddrV4::new(Ipv4Addr::new(a, b, c, d), port).into()
            }
            IpSocketAddress::Ipv6(address) => {
                let (a, b, c, d, e, f, g, h) = address.address;
                let ip = Ipv6Addr::new(a, b, c, d, e, f, g, h);
                SocketAddrV6::new(ip, address.port, address.flow_info, address.scope_id).into()
            }
        }
    }
}

impl From<SocketAddr> for IpSocketAddress {
    fn from(address: SocketAddr) -> Self {
        let port = address.port();
        match (address, IpAddress::from(address.ip())) {
            (SocketAddr::V6(from), IpAddress::Ipv6(address)) => {
                IpSocketAddress::Ipv6(Ipv6SocketAddress {
                    port,
                    flow_info: from.flowinfo(),
                    address,
                    scope_id: from.scope_id(),
                })
            }
            (_, IpAddress::Ipv4(address)) => {
                IpSocketAddress::Ipv4(Ipv4SocketAddress { port, address })
            }
            (SocketAddr::V4(_), IpAddress::Ipv6(_)) => {
                unreachable!("the family is the address's own")
            }
        }
    }
}

impl From<IpAddr> for IpAddress {
    fn from(ip: IpAddr) -> Self {
        match ip {
            IpAddr::V4(ip) => IpAddress::Ipv4(ip.octets().into()),
            IpAddr::V6(ip) => IpAddress::Ipv6(ip.segments().into()),
        }
    }
}

/// An address that the host has told of a socket of the internet.
///
/// # Errors
/// `unknown`, if it is no such address.
pub fn told(address: SocketAddrAny) -> Result<SocketAddr, ErrorCode> {
    SocketAddr::try_from(address).map_err(|_| ErrorCode::Unknown)
}

/// "The address has the wrong address family" (tcp.wit, udp.wit).
///
/// # Errors
/// `invalid-argument`.
pub fn of_family(address: SocketAddr, family: IpAddressFamily) -> Result<(), ErrorCode> {
    require(address.is_ipv4() == (family == IpAddressFamily::Ipv4))
}

/// "is not a unicast address", "is an IPv4-mapped IPv6 address" (tcp.wit). Of broadcast addresses, that of the local network is the
/// one that an address shows.
///
/// # Errors
/// `invalid-argument`.
pub fn unicast(address: SocketAddr) -> Result<(), ErrorCode> {
    require(match address.ip() {
        IpAddr::V4(ip) => !ip.is_multicast() && !ip.is_broadcast(),
        IpAddr::V6(ip) => !ip.is_multicast() && ip.to_ipv4_mapped().is_none(),
    })
}

/// "The IP address is set to INADDR_ANY", "The port is set to 0" (tcp.wit, udp.wit): nobody is there.
///
/// # Errors
/// `invalid-argument`.
pub fn somebody(address: SocketAddr) -> Result<(), ErrorCode> {
    require(!address.ip().is_unspecified() && address.port() != 0)
}

fn require(holds: bool) -> Result<(), ErrorCode> {
    match holds {
        true => Ok(()),
        false => Err(ErrorCode::InvalidArgument),
    }
}
