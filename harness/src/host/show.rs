//! How a system call is shown: what it was given, by the names of the manual, with no number that another run would choose.

use std::fmt::Write as _;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};

use super::Operation;
use super::call::SystemCall;

/// The most that is read of an address: `struct sockaddr_in6` has 28 bytes.
const ADDRESS: usize = 28;

/// Shows a call on `socket`, which has this name, with its six arguments. `read` gives what stands in the memory of the caller.
pub fn show(
    call: &SystemCall,
    arguments: [u64; 6],
    socket: &str,
    read: &mut dyn FnMut(u64, usize) -> Vec<u8>,
) -> String {
    let number = |place: usize| arguments[place] as u32;
    let mut address = |at: usize, length: usize| {
        let length = usize::try_from(arguments[length]).map_or(ADDRESS, |all| all.min(ADDRESS));
        shown_address(&read(arguments[at], length))
    };
    let rest = match (call.operation, call.name) {
        (Operation::Socket, _) => {
            let family = named(number(0), FAMILIES);
            let kind = with_flags(named(number(1) & 0xf, KINDS), number(1) & !0xf, KIND_FLAGS);
            return format!("socket({family}, {kind}, {})", named(number(2), PROTOCOLS));
        }
        (Operation::EpollCtl, _) => {
            let what = named(number(1), CHANGES);
            // `struct epoll_event` begins with the events.
            let events = read(arguments[3], 4);
            let events = events.try_into().map_or(0, u32::from_ne_bytes);
            return match what.as_str() {
                "EPOLL_CTL_DEL" => format!("epoll_ctl({what}, {socket})"),
                _ => format!("epoll_ctl({what}, {socket}, {})", flags(events, EVENTS)),
            };
        }
        (Operation::Poll, name) => return format!("{name}()"),
        (Operation::Bind | Operation::Connect, _) => address(1, 2),
        (Operation::Listen, _) => number(1).to_string(),
        (Operation::Shutdown, _) => named(number(1), WAYS),
        (_, "accept4") => flags(number(3), ACCEPTED),
        (_, "sendto") => {
            let mut rest = format!("{} bytes, {}", arguments[2], flags(number(3), MESSAGES));
            if arguments[4] != 0 {
                let _ = write!(rest, ", {}", address(4, 5));
            }
            rest
        }
        (_, "recvfrom") => format!("{} bytes, {}", arguments[2], flags(number(3), MESSAGES)),
        (_, "sendmsg" | "recvmsg") => flags(number(2), MESSAGES),
        (_, "sendmmsg" | "recvmmsg") => flags(number(3), MESSAGES),
        (_, "read" | "write") => format!("{} bytes", arguments[2]),
        (_, "readv" | "writev") => format!("{} vectors", arguments[2]),
        (Operation::Setsockopt | Operation::Getsockopt | Operation::SoError, _) => {
            let (level, name) = option(number(1), number(2));
            match call.operation {
                Operation::Setsockopt if arguments[4] == 4 => {
                    let value = read(arguments[3], 4).try_into();
                    let value = value.map_or("?".to_owned(), |bytes| {
                        i32::from_ne_bytes(bytes).to_string()
                    });
                    format!("{level}, {name}, {value}")
                }
                Operation::Setsockopt => format!("{level}, {name}, {} bytes", arguments[4]),
                _ => format!("{level}, {name}"),
            }
        }
        _ => String::new(),
    };
    match rest.is_empty() {
        true => format!("{}({socket})", call.name),
        false => format!("{}({socket}, {rest})", call.name),
    }
}

/// Whether these arguments of `getsockopt` ask for the pending error.
pub fn asks_for_the_error(arguments: [u64; 6]) -> bool {
    let asked = (arguments[1] as u32, arguments[2] as u32);
    asked
        == (
            libc::SOL_SOCKET.cast_unsigned(),
            libc::SO_ERROR.cast_unsigned(),
        )
}

/// Shows a `struct sockaddr` of which these are the bytes.
fn shown_address(bytes: &[u8]) -> String {
    let Some(family) = bytes.first_chunk() else {
        return "no address".to_owned();
    };
    let family = i32::from(u16::from_ne_bytes(*family));
    let part = |from: usize, to: usize| bytes.get(from..to).unwrap_or_default();
    let port = part(2, 4).try_into().map(u16::from_be_bytes);
    let address = match family {
        libc::AF_INET => <[u8; 4]>::try_from(part(4, 8))
            .map(|bytes| Ipv4Addr::from(bytes).into())
            .ok(),
        libc::AF_INET6 => <[u8; 16]>::try_from(part(8, 24))
            .map(|bytes| Ipv6Addr::from(bytes).into())
            .ok(),
        _ => None,
    };
    match (address, port) {
        (Some(address), Ok(port)) => SocketAddr::new(address, port).to_string(),
        _ => named(family.cast_unsigned(), FAMILIES),
    }
}

type Names = &'static [(i32, &'static str)];

/// The name of a number, or the number.
fn named(number: u32, names: Names) -> String {
    let found = names
        .iter()
        .find(|(known, _)| known.cast_unsigned() == number);
    found.map_or_else(|| number.to_string(), |(_, name)| (*name).to_owned())
}

/// The names of the bits that are set, `0` where none is.
fn flags(set: u32, names: Names) -> String {
    let mut shown = Vec::new();
    let mut left = set;
    for (bit, name) in names {
        if left & bit.cast_unsigned() != 0 {
            shown.push((*name).to_owned());
            left &= !bit.cast_unsigned();
        }
    }
    if left != 0 || shown.is_empty() {
        shown.push(format!("{left:#x}").replace("0x0", "0"));
    }
    shown.join("|")
}

fn with_flags(name: String, set: u32, names: Names) -> String {
    match set {
        0 => name,
        set => format!("{name}|{}", flags(set, names)),
    }
}

/// The names of the level and of the option.
fn option(level: u32, option: u32) -> (String, String) {
    let of_level = match level.cast_signed() {
        libc::SOL_SOCKET => SOCKET_OPTIONS,
        libc::IPPROTO_TCP => TCP_OPTIONS,
        libc::IPPROTO_IP => IP_OPTIONS,
        libc::IPPROTO_IPV6 => IPV6_OPTIONS,
        _ => &[],
    };
    (named(level, LEVELS), named(option, of_level))
}

macro_rules! names {
    ($($name:ident: $($constant:ident)*;)*) => {
        $(const $name: Names = &[$((libc::$constant as i32, stringify!($constant)),)*];)*
    };
}

names! {
    FAMILIES: AF_UNSPEC AF_INET AF_INET6;
    KINDS: SOCK_STREAM SOCK_DGRAM SOCK_RAW SOCK_SEQPACKET;
    KIND_FLAGS: SOCK_NONBLOCK SOCK_CLOEXEC;
    ACCEPTED: SOCK_NONBLOCK SOCK_CLOEXEC;
    PROTOCOLS: IPPROTO_IP IPPROTO_TCP IPPROTO_UDP IPPROTO_ICMP;
    WAYS: SHUT_RD SHUT_WR SHUT_RDWR;
    CHANGES: EPOLL_CTL_ADD EPOLL_CTL_MOD EPOLL_CTL_DEL;
    EVENTS: EPOLLIN EPOLLPRI EPOLLOUT EPOLLERR EPOLLHUP EPOLLRDHUP EPOLLEXCLUSIVE EPOLLONESHOT EPOLLET;
    MESSAGES: MSG_OOB MSG_PEEK MSG_DONTROUTE MSG_TRUNC MSG_DONTWAIT MSG_WAITALL MSG_NOSIGNAL MSG_MORE MSG_CMSG_CLOEXEC;
    LEVELS: SOL_SOCKET IPPROTO_TCP IPPROTO_IP IPPROTO_IPV6 IPPROTO_UDP;
    SOCKET_OPTIONS: SO_REUSEADDR SO_REUSEPORT SO_ERROR SO_TYPE SO_DOMAIN SO_PROTOCOL SO_ACCEPTCONN SO_BROADCAST SO_KEEPALIVE SO_LINGER
        SO_OOBINLINE SO_RCVBUF SO_SNDBUF SO_RCVTIMEO SO_SNDTIMEO SO_RCVLOWAT SO_DONTROUTE;
    TCP_OPTIONS: TCP_NODELAY TCP_KEEPIDLE TCP_KEEPINTVL TCP_KEEPCNT TCP_INFO TCP_USER_TIMEOUT;
    IP_OPTIONS: IP_TTL IP_TOS IP_MULTICAST_TTL IP_MULTICAST_LOOP IP_MULTICAST_IF IP_ADD_MEMBERSHIP IP_DROP_MEMBERSHIP;
    IPV6_OPTIONS: IPV6_V6ONLY IPV6_UNICAST_HOPS IPV6_MULTICAST_HOPS IPV6_MULTICAST_LOOP IPV6_MULTICAST_IF IPV6_ADD_MEMBERSHIP
        IPV6_DROP_MEMBERSHIP IPV6_TCLASS;
}

#[cfg(test)]
mod tests {
    use super::super::call::system_calls;
    use super::*;

    /// How a call is shown whose memory at 16 begins with these bytes.
    fn shown(name: &str, arguments: [u64; 6], memory: &[u8]) -> String {
        let call = system_calls().iter().find(|call| call.name == name);
        let read = &mut |at: u64, length: usize| {
            assert_eq!(at, 16);
            memory[..length.min(memory.len())].to_vec()
        };
        show(call.unwrap(), arguments, "s1", read)
    }

    #[test]
    fn calls_are_shown_by_the_names_of_the_manual() {
        let four = [&[2, 0, 0x1f, 0x1f, 127, 0, 0, 1][..], &[0; 8]].concat();
        let six = [&[10, 0, 0, 80, 0, 0, 0, 0][..], &[0; 15], &[1], &[0; 4]].concat();
        let (nonblock, cloexec) = (libc::SOCK_NONBLOCK as u64, libc::SOCK_CLOEXEC as u64);
        for (name, arguments, memory, wanted) in [
            (
                "socket",
                [2, 1 | nonblock | cloexec, 6, 0, 0, 0],
                &[][..],
                "socket(AF_INET, SOCK_STREAM|SOCK_NONBLOCK|SOCK_CLOEXEC, IPPROTO_TCP)",
            ),
            (
                "bind",
                [7, 16, 16, 0, 0, 0],
                &four,
                "bind(s1, 127.0.0.1:7967)",
            ),
            (
                "connect",
                [7, 16, 28, 0, 0, 0],
                &six,
                "connect(s1, [::1]:80)",
            ),
            (
                "connect",
                [7, 16, 16, 0, 0, 0],
                &[0; 16],
                "connect(s1, AF_UNSPEC)",
            ),
            (
                "connect",
                [7, 16, 16, 0, 0, 0],
                &[],
                "connect(s1, no address)",
            ),
            ("listen", [7, 128, 0, 0, 0, 0], &[], "listen(s1, 128)"),
            (
                "accept4",
                [7, 0, 0, cloexec, 0, 0],
                &[],
                "accept4(s1, SOCK_CLOEXEC)",
            ),
            ("accept4", [7, 0, 0, 0, 0, 0], &[], "accept4(s1, 0)"),
            (
                "sendto",
                [7, 16, 5, 0x4000, 0, 0],
                &[],
                "sendto(s1, 5 bytes, MSG_NOSIGNAL)",
            ),
            (
                "recvfrom",
                [7, 16, 9, 2, 0, 0],
                &[],
                "recvfrom(s1, 9 bytes, MSG_PEEK)",
            ),
            ("shutdown", [7, 1, 0, 0, 0, 0], &[], "shutdown(s1, SHUT_WR)"),
            (
                "setsockopt",
                [7, 1, 2, 16, 4, 0],
                &1_i32.to_ne_bytes(),
                "setsockopt(s1, SOL_SOCKET, SO_REUSEADDR, 1)",
            ),
            (
                "getsockopt",
                [7, 1, 4, 16, 16, 0],
                &[],
                "getsockopt(s1, SOL_SOCKET, SO_ERROR)",
            ),
            ("getsockname", [7, 0, 0, 0, 0, 0], &[], "getsockname(s1)"),
            (
                "epoll_ctl",
                [3, 1, 7, 16, 0, 0],
                &0x8000_2005_u32.to_ne_bytes(),
                "epoll_ctl(EPOLL_CTL_ADD, s1, EPOLLIN|EPOLLOUT|EPOLLRDHUP|EPOLLET)",
            ),
            ("close", [7, 0, 0, 0, 0, 0], &[], "close(s1)"),
        ] {
            assert_eq!(shown(name, arguments, memory), wanted);
        }
    }

    #[test]
    fn the_pending_error_is_one_option_of_all() {
        assert!(asks_for_the_error([7, 1, 4, 0, 0, 0]));
        assert!(!asks_for_the_error([7, 1, 2, 0, 0, 0]));
        assert!(!asks_for_the_error([7, 6, 4, 0, 0, 0]));
    }
}
