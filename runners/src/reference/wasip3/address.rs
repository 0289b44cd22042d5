//! Addresses, as types.wit and as Rust have them.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV4, SocketAddrV6};

use super::super::wasip2;
use super::bindings::wasi::sockets::types::{
    IpAddress, IpAddressFamily, IpSocketAddress, Ipv4SocketAddress, Ipv6SocketAddress,
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
        match address {
            SocketAddr::V4(address) => IpSocketAddress::Ipv4(Ipv4SocketAddress {
                port: address.port(),
                address: address.ip().octets().into(),
            }),
            SocketAddr::V6(address) => IpSocketAddress::Ipv6(Ipv6SocketAddress {
                port: address.port(),
                flow_info: address.flowinfo(),
                address: address.ip().segments().into(),
                scope_id: address.scope_id(),
            }),
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

/// The family in the words of 0.2, which the code that both share has.
pub fn family(family: IpAddressFamily) -> wasip2::IpAddressFamily {
    match family {
        IpAddressFamily::Ipv4 => wasip2::IpAddressFamily::Ipv4,
        IpAddressFamily::Ipv6 => wasip2::IpAddressFamily::Ipv6,
    }
}

/// The same in the words of 0.3.
pub fn told(family: wasip2::IpAddressFamily) -> IpAddressFamily {
    match family {
        wasip2::IpAddressFamily::Ipv4 => IpAddressFamily::Ipv4,
        wasip2::IpAddressFamily::Ipv6 => IpAddressFamily::Ipv6,
    }
}
