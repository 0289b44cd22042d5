//! The layouts of what pointers point to, in the memory of a 32-bit guest.
//!
//! Everything is little-endian. That includes ports, in whichever direction they pass: the WASIX witx declares
//! `ip_port` as a u16 (typenames.witx), and witx stores integers in little-endian order. A runtime that stores a
//! port in network order is therefore seen to return another port. The bytes of an IP address are in network order.
//!
//! The sizes of the address types are those of the runtime, without room for a path or an IPv6 scope.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::names::{self, Names};
use crate::interface::memory::number;
use crate::interface::{Value, errno};

/// What a pointer points to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// A byte.
    U8,
    /// A 16-bit number.
    U16,
    /// A 32-bit number, a size or a length.
    U32,
    /// A 64-bit number.
    U64,
    /// A descriptor.
    Fd,
    /// One byte that is one of several named numbers.
    Enum8(&'static Names),
    /// Two bytes of flags.
    Flags16(&'static Names),
    /// An address and port of any family.
    AddrPort,
    /// An address of any family.
    Addr,
    /// A network: an address of any family and the length of its prefix.
    Cidr,
    /// The four bytes of an IPv4 address.
    Ipv4,
    /// The sixteen bytes of an IPv6 address.
    Ipv6,
    /// A hardware address.
    Mac,
    /// A time in nanoseconds, or none.
    OptionTimestamp,
    /// A route of `port_route_list`.
    Route,
    /// What `fd_fdstat_get` tells of a descriptor.
    Fdstat,
    /// What `fd_filestat_get` tells of a file.
    Filestat,
    /// What `fd_prestat_get` tells of a preopened descriptor.
    Prestat,
    /// What `poll_oneoff` is to wait for.
    Subscription,
    /// What `poll_oneoff` saw.
    Event,
    /// What `epoll_ctl` registers and `epoll_wait` reports.
    EpollEvent,
}

impl Layout {
    /// Returns how many bytes it takes.
    pub const fn size(self) -> u32 {
        match self {
            Layout::U8 | Layout::Enum8(_) => 1,
            Layout::U16 | Layout::Flags16(_) => 2,
            Layout::U32 | Layout::Fd | Layout::Ipv4 => 4,
            Layout::Mac => 6,
            Layout::U64 | Layout::Prestat => 8,
            Layout::OptionTimestamp | Layout::Ipv6 => 16,
            Layout::Addr => 18,
            Layout::Cidr => 19,
            Layout::AddrPort => 20,
            Layout::Fdstat => 24,
            Layout::Event | Layout::EpollEvent => 32,
            Layout::Subscription => 48,
            Layout::Filestat => 64,
            Layout::Route => 72,
        }
    }

    /// Returns the value in the first [`Layout::size`] of `bytes`; [`Value::Unknown`] if there are fewer.
    pub fn decode(self, bytes: &[u8]) -> Value {
        let Some(bytes) = bytes.get(..self.size() as usize) else {
            return Value::Unknown;
        };
        match self {
            Layout::U8 | Layout::U16 | Layout::U32 | Layout::U64 => Value::Number(number(bytes)),
            Layout::Fd => Value::Fd(u32_at(bytes, 0)),
            Layout::Enum8(names) | Layout::Flags16(names) => named(names, number(bytes)),
            Layout::AddrPort => addr_port(bytes),
            Layout::Addr => addr(bytes),
            Layout::Cidr => cidr(bytes),
            Layout::Ipv4 => Value::Ip(ipv4(bytes)),
            Layout::Ipv6 => Value::Ip(ipv6(bytes)),
            Layout::Mac => Value::Mac(array(bytes)),
            Layout::OptionTimestamp => option_timestamp(bytes),
            Layout::Route => Value::Struct(vec![
                ("cidr", cidr(&bytes[..19])),
                ("via_router", addr(&bytes[19..37])),
                ("preferred_until", option_timestamp(&bytes[40..56])),
                ("expires_at", option_timestamp(&bytes[56..72])),
            ]),
            Layout::Fdstat => Value::Struct(vec![
                ("filetype", named(names::FILETYPE, u64::from(bytes[0]))),
                ("flags", named(names::FDFLAGS, u64::from(u16_at(bytes, 2)))),
                ("rights_base", named(names::RIGHTS, u64_at(bytes, 8))),
                ("rights_inheriting", named(names::RIGHTS, u64_at(bytes, 16))),
            ]),
            Layout::Filestat => Value::Struct(vec![
                ("dev", Value::Number(u64_at(bytes, 0))),
                ("ino", Value::Number(u64_at(bytes, 8))),
                ("filetype", named(names::FILETYPE, u64::from(bytes[16]))),
                ("nlink", Value::Number(u64_at(bytes, 24))),
                ("size", Value::Number(u64_at(bytes, 32))),
                ("atim", Value::Number(u64_at(bytes, 40))),
                ("mtim", Value::Number(u64_at(bytes, 48))),
                ("ctim", Value::Number(u64_at(bytes, 56))),
            ]),
            Layout::Prestat => Value::Struct(vec![
                ("type", named(names::PREOPENTYPE, u64::from(bytes[0]))),
                ("name_len", Value::Number(u64::from(u32_at(bytes, 4)))),
            ]),
            Layout::Subscription => subscription(bytes),
            Layout::Event => event(bytes),
            Layout::EpollEvent => Value::Struct(vec![
                (
                    "events",
                    named(names::EPOLL_EVENTS, u64::from(u32_at(bytes, 0))),
                ),
                ("ptr", Value::Number(u64::from(u32_at(bytes, 8)))),
                ("fd", Value::Fd(u32_at(bytes, 12))),
                ("data1", Value::Number(u64::from(u32_at(bytes, 16)))),
                ("data2", Value::Number(u64_at(bytes, 24))),
            ]),
        }
    }
}

const INET4: u8 = 1;
const INET6: u8 = 2;
const UNIX: u8 = 3;

/// Byte 0 is the family, byte 1 padding. The port is in bytes 2 and 3, little-endian (see the top of this module).
fn addr_port(bytes: &[u8]) -> Value {
    let port = u16_at(bytes, 2);
    match bytes[0] {
        INET4 => Value::Address {
            ip: ipv4(&bytes[4..]),
            port,
        },
        INET6 => Value::Address {
            ip: ipv6(&bytes[4..]),
            port,
        },
        // In the witx a path stands where other families have their port.
        UNIX => raw(UNIX, None, &bytes[2..]),
        family => raw(family, Some(port), &bytes[4..]),
    }
}

/// Byte 0 is the family, byte 1 padding.
fn addr(bytes: &[u8]) -> Value {
    match bytes[0] {
        INET4 => Value::Ip(ipv4(&bytes[2..])),
        INET6 => Value::Ip(ipv6(&bytes[2..])),
        family => raw(family, None, &bytes[2..]),
    }
}

/// Byte 0 is the family, byte 1 padding; the prefix follows the address at once.
fn cidr(bytes: &[u8]) -> Value {
    match bytes[0] {
        INET4 => Value::Cidr {
            ip: ipv4(&bytes[2..]),
            prefix: bytes[6],
        },
        INET6 => Value::Cidr {
            ip: ipv6(&bytes[2..]),
            prefix: bytes[18],
        },
        family => raw(family, None, &bytes[2..]),
    }
}

fn raw(family: u8, port: Option<u16>, bytes: &[u8]) -> Value {
    let len = bytes
        .iter()
        .rposition(|byte| *byte != 0)
        .map_or(0, |last| last + 1);
    let family = names::ADDRESS_FAMILY.show(u64::from(family));
    Value::Raw {
        family,
        port,
        bytes: bytes[..len].to_vec(),
    }
}

/// Byte 0 tells whether there is a time.
fn option_timestamp(bytes: &[u8]) -> Value {
    let time = u64_at(bytes, 8);
    match bytes[0] {
        0 => Value::Name("none".to_owned()),
        1 => Value::Number(time),
        tag => Value::Struct(vec![
            ("tag", Value::Number(u64::from(tag))),
            ("time", Value::Number(time)),
        ]),
    }
}

fn subscription(bytes: &[u8]) -> Value {
    let tag = bytes[8];
    let mut fields = vec![
        ("userdata", Value::Number(u64_at(bytes, 0))),
        ("type", named(names::EVENTTYPE, u64::from(tag))),
    ];
    match tag {
        0 => fields.extend([
            ("id", named(names::CLOCKID, u64::from(u32_at(bytes, 16)))),
            ("timeout", Value::Number(u64_at(bytes, 24))),
            ("precision", Value::Number(u64_at(bytes, 32))),
            (
                "flags",
                named(names::SUBCLOCKFLAGS, u64::from(u16_at(bytes, 40))),
            ),
        ]),
        1 | 2 => fields.push(("fd", Value::Fd(u32_at(bytes, 16)))),
        _ => {}
    }
    Value::Struct(fields)
}

fn event(bytes: &[u8]) -> Value {
    let tag = bytes[10];
    let mut fields = vec![
        ("userdata", Value::Number(u64_at(bytes, 0))),
        ("error", Value::Name(errno::show_errno(u16_at(bytes, 8)))),
        ("type", named(names::EVENTTYPE, u64::from(tag))),
    ];
    // What follows means nothing for a clock, and a runtime may leave old bytes there.
    if tag != 0 {
        fields.push(("nbytes", Value::Number(u64_at(bytes, 16))));
        fields.push((
            "flags",
            named(names::EVENTRWFLAGS, u64::from(u16_at(bytes, 24))),
        ));
    }
    Value::Struct(fields)
}

fn named(names: &Names, number: u64) -> Value {
    Value::Name(names.show(number))
}

fn ipv4(bytes: &[u8]) -> IpAddr {
    Ipv4Addr::from(array::<4>(bytes)).into()
}

fn ipv6(bytes: &[u8]) -> IpAddr {
    Ipv6Addr::from(array::<16>(bytes)).into()
}

fn u16_at(bytes: &[u8], at: usize) -> u16 {
    u16::from_le_bytes(array(&bytes[at..]))
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes(array(&bytes[at..]))
}

fn u64_at(bytes: &[u8], at: usize) -> u64 {
    u64::from_le_bytes(array(&bytes[at..]))
}

/// Returns the first `N` bytes. The callers have cut `bytes` to the size of a layout that has as many.
fn array<const N: usize>(bytes: &[u8]) -> [u8; N] {
    *bytes.first_chunk().expect("the layout has these bytes")
}

#[cfg(test)]
mod tests;
