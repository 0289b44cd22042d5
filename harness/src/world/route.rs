//! Routes: one message of rtnetlink(7) for each, which is all that a world needs of that.

use std::net::IpAddr;

use rustix::io::Errno;
use rustix::net::{
    AddressFamily, RecvFlags, SendFlags, SocketFlags, SocketType, recv, send, socket_with,
};

use super::conditions::{Route, Way};

/// Adds a route to the network namespace of this process.
///
/// # Errors
/// What the kernel answers.
pub fn add(route: Route) -> rustix::io::Result<()> {
    let family = AddressFamily::NETLINK;
    // NETLINK_ROUTE is 0, the protocol where none is named.
    let kernel = socket_with(family, SocketType::RAW, SocketFlags::CLOEXEC, None)?;
    // A socket that is connected to nobody sends to the kernel.
    send(&kernel, &request(route), SendFlags::empty())?;
    let mut answer = [0_u8; 128];
    let (_, length) = recv(&kernel, &mut answer, RecvFlags::empty())?;
    acknowledged(answer.get(..length).unwrap_or_default())
}

/// The index of `lo`, which every network namespace has first.
const LOOPBACK: u32 = 1;

/// Makes the request: `nlmsghdr`, `rtmsg`, and the destination as an attribute; what comes back does so over loopback.
fn request(route: Route) -> Vec<u8> {
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
    let mut body = vec![
        family.to_le_bytes()[0],
        bits,
        0,
        0,
        table,
        libc::RTPROT_STATIC,
        scope,
        kind,
    ];
    body.extend(0_u32.to_ne_bytes());
    let mut attribute = |name: u16, value: &[u8]| {
        let length = u16::try_from(4 + value.len()).expect("an address has 16 bytes at most");
        body.extend(length.to_ne_bytes());
        body.extend(name.to_ne_bytes());
        body.extend(value);
    };
    attribute(libc::RTA_DST, &destination);
    if is_local {
        attribute(libc::RTA_OIF, &LOOPBACK.to_ne_bytes());
    }

    let flags = libc::NLM_F_REQUEST | libc::NLM_F_ACK | libc::NLM_F_CREATE | libc::NLM_F_EXCL;
    let length = u32::try_from(16 + body.len()).expect("a message of some bytes");
    let mut message = length.to_ne_bytes().to_vec();
    message.extend(libc::RTM_NEWROUTE.to_ne_bytes());
    message.extend(flags.to_le_bytes().iter().take(2));
    // The number of the message and of the sender, which nobody asks for.
    message.extend([0; 8]);
    message.extend(body);
    message
}

/// Reads the answer: `nlmsghdr`, then an errno with its sign turned, or 0.
fn acknowledged(answer: &[u8]) -> rustix::io::Result<()> {
    let errno = answer.get(16..20).and_then(|bytes| bytes.try_into().ok());
    match errno.map(i32::from_ne_bytes) {
        Some(0) => Ok(()),
        Some(errno) => Err(Errno::from_raw_os_error(-errno)),
        None => Err(Errno::PROTO),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_has_the_length_that_it_says() {
        for (text, length) in [
            ("unreachable 198.51.100.1", 36),
            ("prohibit ::2", 48),
            ("local ::2", 56),
        ] {
            let request = request(text.parse().unwrap());
            assert_eq!(request.len(), length, "{text}");
            assert_eq!(request[..4], u32::try_from(length).unwrap().to_ne_bytes());
        }
    }

    #[test]
    fn what_the_kernel_refuses_is_an_errno() {
        let answer = |errno: i32| {
            let mut answer = [0; 36];
            answer[16..20].copy_from_slice(&(-errno).to_ne_bytes());
            acknowledged(&answer)
        };
        assert_eq!(answer(0), Ok(()));
        assert_eq!(answer(libc::EEXIST), Err(Errno::EXIST));
        assert_eq!(acknowledged(&[0; 4]), Err(Errno::PROTO));
    }
}
