//! A wire: two more interfaces, of which each hears what the other one sends, with an address of each family. What is sent to a group of
//! IPv6 goes out by the near one, and to a group of IPv4 by that of which the sender has the address.
//!
//! Loopback has no groups of its own, and what is sent there comes back whatever the sender wants. So what becomes of a datagram to a
//! group, whether the sender's host hears it and how far it goes, shows only here.

use std::net::{Ipv4Addr, Ipv6Addr};

use super::netlink::{self, Attributes, Notices};

/// An end: its number and name, and its addresses.
type End = (u32, &'static str, Ipv4Addr, Ipv6Addr);

/// The interface after `lo`, and the other end.
const ENDS: [End; 2] = [
    (
        2,
        "near",
        Ipv4Addr::new(203, 0, 113, 1),
        Ipv6Addr::new(0xfe80, 0, 0, 0, 0, 0, 0, 1),
    ),
    (
        3,
        "far",
        Ipv4Addr::new(203, 0, 113, 2),
        Ipv6Addr::new(0xfe80, 0, 0, 0, 0, 0, 0, 2),
    ),
];

/// What is set before, for interfaces that are made afterwards, below `/proc/sys/net`: what comes from an address of this host is
/// heard, be it by another interface than leads there; and no interface has an address of IPv6 but the one that it is given here.
pub const PARAMETERS: [(&str, &str); 4] = [
    ("ipv4/conf/default/accept_local", "1"),
    ("ipv4/conf/default/rp_filter", "0"),
    ("ipv4/conf/all/rp_filter", "0"),
    ("ipv6/conf/default/addr_gen_mode", "1"),
];

/// `VETH_INFO_PEER` of the kernel's `veth.h`, and the flag of an address that is used without asking first whether somebody has it.
const PEER: u16 = 1;
const NODAD: u8 = 2;

/// `IF_OPER_UP` of the kernel's `if.h`: what an interface is that can be used (RFC 2863, `ifOperStatus`).
const OPERATIONAL: u8 = 6;

/// Makes both interfaces in the network namespace of this process, and raises them. They carry what is sent when this returns.
///
/// # Errors
/// What the kernel answers, such as that it has no such interfaces.
pub fn add() -> rustix::io::Result<()> {
    let [near, far] = ENDS;
    let named = |name: &str| Attributes::default().add(libc::IFLA_IFNAME, name.as_bytes());
    let peer = Attributes::default().nest(PEER, &interface(far.0, 0), named(far.1));
    let kind = Attributes::default()
        .add(libc::IFLA_INFO_KIND, b"veth")
        .nest(libc::IFLA_INFO_DATA, &[], peer);
    let both = named(near.1).nest(libc::IFLA_LINKINFO, &[], kind);
    netlink::ask(libc::RTM_NEWLINK, &interface(near.0, 0), &both)?;
    raise()?;
    let notices = Notices::of(libc::RTMGRP_IPV6_ROUTE)?;
    for (index, _, inet4, inet6) in ENDS {
        address(libc::AF_INET, index, 24, &inet4.octets())?;
        address(libc::AF_INET6, index, 64, &inet6.octets())?;
    }
    // The kernel hands its work on an address of IPv6 to a thread of its own, which comes to it after the answer.
    let mut unreachable = ENDS.map(|(.., inet6)| inet6).to_vec();
    notices.until(|kind, route| {
        if let Some(own) = own_address(kind, route) {
            unreachable.retain(|address| *address != own);
        }
        unreachable.is_empty()
    })?;
    groups_by(near.0)
}

/// Raises both ends, and waits until each can be used. The one that is raised first drops what it is to send, and says nothing, until a
/// thread of the kernel has seen that the other one is there.
fn raise() -> rustix::io::Result<()> {
    let notices = Notices::of(libc::RTMGRP_LINK)?;
    for (index, ..) in ENDS {
        let up = libc::IFF_UP.cast_unsigned();
        netlink::ask(
            libc::RTM_SETLINK,
            &interface(index, up),
            &Attributes::default(),
        )?;
    }
    let mut unusable = ENDS.map(|(index, ..)| index).to_vec();
    notices.until(|kind, link| {
        if let Some(usable) = operational(kind, link) {
            unusable.retain(|index| *index != usable);
        }
        unusable.is_empty()
    })
}

/// The number of the interface that can be used, if this is what a notice says: `ifinfomsg` and attributes.
fn operational(kind: u16, link: &[u8]) -> Option<u32> {
    let state = netlink::attribute(link.get(16..)?, libc::IFLA_OPERSTATE)?;
    (kind == libc::RTM_NEWLINK && state == [OPERATIONAL]).then_some(())?;
    Some(u32::from_ne_bytes(link.get(4..8)?.try_into().ok()?))
}

/// The address that leads to this host from now on, if this is what a notice says: `rtmsg` and attributes.
fn own_address(kind: u16, route: &[u8]) -> Option<Ipv6Addr> {
    (kind == libc::RTM_NEWROUTE && *route.get(7)? == libc::RTN_LOCAL).then_some(())?;
    let address: [u8; 16] = netlink::attribute(route.get(12..)?, libc::RTA_DST)?
        .try_into()
        .ok()?;
    Some(address.into())
}

/// `ifinfomsg`: the number of an interface, and the flags that it is to have.
fn interface(index: u32, flags: u32) -> [u8; 16] {
    let mut message = [0; 16];
    message[4..8].copy_from_slice(&index.to_ne_bytes());
    message[8..12].copy_from_slice(&flags.to_ne_bytes());
    message[12..].copy_from_slice(&flags.to_ne_bytes());
    message
}

/// Has what is sent to groups of IPv6 go out by an interface. There is such a route for each of them, and this one comes first.
fn groups_by(index: u32) -> rustix::io::Result<()> {
    let groups = Ipv6Addr::new(0xff00, 0, 0, 0, 0, 0, 0, 0);
    // `rtmsg`.
    let before = [
        libc::AF_INET6.to_le_bytes()[0],
        8,
        0,
        0,
        libc::RT_TABLE_LOCAL,
        libc::RTPROT_STATIC,
        libc::RT_SCOPE_UNIVERSE,
        libc::RTN_MULTICAST,
        0,
        0,
        0,
        0,
    ];
    let attributes = Attributes::default()
        .add(libc::RTA_DST, &groups.octets())
        .add(libc::RTA_OIF, &index.to_ne_bytes())
        .add(libc::RTA_PRIORITY, &1_u32.to_ne_bytes());
    netlink::ask(libc::RTM_NEWROUTE, &before, &attributes)
}

/// Gives an interface an address in a network of so many bits.
fn address(family: i32, index: u32, bits: u8, address: &[u8]) -> rustix::io::Result<()> {
    // `ifaddrmsg`.
    let mut before = vec![family.to_le_bytes()[0], bits, NODAD, 0];
    before.extend(index.to_ne_bytes());
    let attributes = Attributes::default()
        .add(libc::IFA_LOCAL, address)
        .add(libc::IFA_ADDRESS, address);
    netlink::ask(libc::RTM_NEWADDR, &before, &attributes)
}
