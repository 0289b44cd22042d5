//! Groups of multicast. The witx has no right to join one or to leave it; to hear what is sent to a group is to be at its address,
//! so a policy is asked as for a bind.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use rustix::net::sockopt;

use super::System;
use super::errno::Errno;
use super::memory::Memory;
use crate::Use;

impl System {
    /// `setsockopt` with `IP_ADD_MEMBERSHIP`: the interface is the one that has the address, and of 0.0.0.0 the host chooses.
    pub fn sock_join_multicast_v4(
        &self,
        memory: &mut Memory<'_>,
        fd: u32,
        group: u32,
        interface: u32,
    ) -> Result<(), Errno> {
        let descriptor = self.descriptors.socket(fd, 0)?;
        let host = descriptor.host();
        let (group, interface) = (ipv4(memory, group)?, ipv4(memory, interface)?);
        self.permit(at(group))?;
        Ok(sockopt::set_ip_add_membership(host, &group, &interface)?)
    }

    /// `setsockopt` with `IP_DROP_MEMBERSHIP`.
    pub fn sock_leave_multicast_v4(
        &self,
        memory: &mut Memory<'_>,
        fd: u32,
        group: u32,
        interface: u32,
    ) -> Result<(), Errno> {
        let descriptor = self.descriptors.socket(fd, 0)?;
        let host = descriptor.host();
        let (group, interface) = (ipv4(memory, group)?, ipv4(memory, interface)?);
        Ok(sockopt::set_ip_drop_membership(host, &group, &interface)?)
    }

    /// `setsockopt` with `IPV6_JOIN_GROUP`: the interface has the index, and of 0 the host chooses.
    pub fn sock_join_multicast_v6(
        &self,
        memory: &mut Memory<'_>,
        fd: u32,
        group: u32,
        interface: u32,
    ) -> Result<(), Errno> {
        let descriptor = self.descriptors.socket(fd, 0)?;
        let host = descriptor.host();
        let group = ipv6(memory, group)?;
        self.permit(at(group))?;
        Ok(sockopt::set_ipv6_add_membership(host, &group, interface)?)
    }

    /// `setsockopt` with `IPV6_LEAVE_GROUP`.
    pub fn sock_leave_multicast_v6(
        &self,
        memory: &mut Memory<'_>,
        fd: u32,
        group: u32,
        interface: u32,
    ) -> Result<(), Errno> {
        let descriptor = self.descriptors.socket(fd, 0)?;
        let host = descriptor.host();
        let group = ipv6(memory, group)?;
        Ok(sockopt::set_ipv6_drop_membership(host, &group, interface)?)
    }
}

fn at(group: impl Into<IpAddr>) -> Use {
    Use::Bind(SocketAddr::new(group.into(), 0))
}

fn ipv4(memory: &Memory<'_>, address: u32) -> Result<Ipv4Addr, Errno> {
    memory.read::<4>(address).map(Ipv4Addr::from)
}

/// The bytes are in network order, as in every address here.
fn ipv6(memory: &Memory<'_>, address: u32) -> Result<Ipv6Addr, Errno> {
    memory.read::<16>(address).map(Ipv6Addr::from)
}
