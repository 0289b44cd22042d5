//! Routes.

use std::net::IpAddr;

use super::conditions::{Route, Way};
use super::netlink::{self, Attributes};

/// The index of `lo`, which every network namespace has first.
const LOOPBACK: u32 = 1;

/// Adds a route to the network namespace of this process. What comes back does so over loopback.
///
/// # Errors
/// What the kernel answers.
pub fn add(route: Route) -> rustix::io::Result<()> {
    let (family, destination) = match route.to {
        IpAddr::V4(to) => (libc::AF_INET, to.octets().to_vec()),
        IpAddr::V6(to) => (libc::AF_INET6, to.octets().to_vec()),
    };
    let kind = match route.way {
        Way::Unreachable => libc::RTN_UNREACHABLE,
        Way::Prohibit => libc::RTN_PROHIBIT,
        Way::Blackhole => libc::RTN_BLACKHOLE,
        Way::Local => libc::RTN_LOCAL,
    };
    let is_local = route.way == Way::Local;
    let (table, scope) = match is_local {
        true => (libc::RT_TABLE_LOCAL, libc::RT_SCOPE_HOST),
        false => (libc::RT_TABLE_MAIN, libc::RT_SCOPE_UNIVERSE),
    };
    let bits = u8::try_from(destination.len() * 8).expect("an address has 128 bits at most");
    // `rtmsg`.
    let before = [
        family.to_le_bytes()[0],
        bits,
        0,
        0,
        table,
        libc::RTPROT_STATIC,
        scope,
        kind,
        0,
        0,
        0,
        0,
    ];
    let mut attributes = Attributes::default().add(libc::RTA_DST, &destination);
    if is_local {
        attributes = attributes.add(libc::RTA_OIF, &LOOPBACK.to_ne_bytes());
    }
    netlink::ask(libc::RTM_NEWROUTE, &before, &attributes)
}
