//! A wire: two more interfaces, of which each hears what the other one sends, with an address of each family. What is sent to a group of
//! IPv6 goes out by the near one, and to a group of IPv4 by that of which the sender has the address.
//!
//! Loopback has no groups of its own, and what is sent there comes back whatever the sender wants. So what becomes of a datagram to a
//! group, whether the sender's host hears it and how far it goes, shows only here.

use std::net::{Ipv4Addr, Ipv6Addr};

use super::netlink::{self, Attributes};

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

/// Makes both interfaces in the network namespace of this process, and raises them.
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
    for (index, _, inet4, inet6) in ENDS {
        address(libc::AF_INET, index, 24, &inet4.octets())?;
        address(libc::AF_INET6, index, 64, &inet6.octets())?;
    }
    for (index, ..) in ENDS {
        let up = libc::IFF_UP.cast_unsigned();
        netlink::ask(
            libc::RTM_SETLINK,
            &interface(index, up),
            &Attributes::default(),
        )?;
    }
    groups_by(near.0)
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
