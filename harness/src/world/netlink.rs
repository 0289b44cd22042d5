//! Messages of rtnetlink(7), by which the kernel is told of routes, interfaces and addresses, and tells what became of them.

use std::os::fd::OwnedFd;
use std::time::Duration;

use rustix::io::Errno;
use rustix::net::netlink::SocketAddrNetlink;
use rustix::net::sockopt::{Timeout, set_socket_timeout};
use rustix::net::{
    AddressFamily, RecvFlags, SendFlags, SocketFlags, SocketType, bind, recv, send, socket_with,
};

/// What the kernel does later than it answers takes it microseconds, or as long as others keep it busy. It has hung after so long.
const PATIENCE: Duration = Duration::from_secs(30);

/// Attributes, each with its length and name before it, as `rtattr` has them.
#[derive(Debug, Default)]
pub struct Attributes(Vec<u8>);

impl Attributes {
    /// Adds one.
    pub fn add(mut self, name: u16, value: &[u8]) -> Self {
        let length = u16::try_from(4 + value.len()).expect("an attribute of some bytes");
        self.0.extend(length.to_ne_bytes());
        self.0.extend(name.to_ne_bytes());
        self.0.extend(value);
        self.0.resize(self.0.len().next_multiple_of(4), 0);
        self
    }

    /// Adds one that has something before its own attributes, or nothing.
    pub fn nest(self, name: u16, before: &[u8], inner: Attributes) -> Self {
        self.add(name, &[before, &inner.0].concat())
    }
}

/// Has the kernel do what a message says: its type, what stands before its attributes, and those.
///
/// # Errors
/// What the kernel answers.
pub fn ask(kind: u16, before: &[u8], attributes: &Attributes) -> rustix::io::Result<()> {
    let kernel = open()?;
    // A socket that is connected to nobody sends to the kernel.
    send(
        &kernel,
        &message(kind, before, attributes),
        SendFlags::empty(),
    )?;
    let mut answer = [0_u8; 512];
    let (_, length) = recv(&kernel, &mut answer, RecvFlags::empty())?;
    acknowledged(answer.get(..length.min(512)).unwrap_or_default())
}

/// A socket of the protocol NETLINK_ROUTE, which is 0, the one where none is named.
fn open() -> rustix::io::Result<OwnedFd> {
    let family = AddressFamily::NETLINK;
    socket_with(family, SocketType::RAW, SocketFlags::CLOEXEC, None)
}

/// What the kernel tells of its own accord, from when this was made.
#[derive(Debug)]
pub struct Notices(OwnedFd);

impl Notices {
    /// Listens to some groups of notices, a mask of `RTMGRP_*`.
    ///
    /// # Errors
    /// What the kernel answers.
    pub fn of(groups: i32) -> rustix::io::Result<Self> {
        let kernel = open()?;
        bind(&kernel, &SocketAddrNetlink::new(0, groups.cast_unsigned()))?;
        set_socket_timeout(&kernel, Timeout::Recv, Some(PATIENCE))?;
        Ok(Self(kernel))
    }

    /// Hears one notice after another, its type and what stands behind `nlmsghdr`, until one is the last that is waited for.
    ///
    /// # Errors
    /// `Errno::TIMEDOUT` if the kernel is silent for long, and what it answers else.
    pub fn until(&self, mut is_last: impl FnMut(u16, &[u8]) -> bool) -> rustix::io::Result<()> {
        let mut notices = [0_u8; 8192];
        loop {
            let (_, length) = match recv(&self.0, &mut notices, RecvFlags::empty()) {
                Err(Errno::AGAIN) => return Err(Errno::TIMEDOUT),
                heard => heard?,
            };
            let mut rest = notices.get(..length).ok_or(Errno::PROTO)?;
            while let Some((kind, body, after)) = first(rest) {
                if is_last(kind, body) {
                    return Ok(());
                }
                rest = after;
            }
        }
    }
}

/// Parts the first message from those after it: its type, and what stands behind `nlmsghdr`.
fn first(messages: &[u8]) -> Option<(u16, &[u8], &[u8])> {
    let length = u32::from_ne_bytes(messages.get(..4)?.try_into().ok()?);
    let kind = u16::from_ne_bytes(messages.get(4..6)?.try_into().ok()?);
    let length = usize::try_from(length).ok()?;
    let after = messages.get(length.next_multiple_of(4)..);
    Some((kind, messages.get(16..length)?, after.unwrap_or_default()))
}

/// The value of the attribute of a name, among attributes as [`Attributes`] has them.
pub fn attribute(attributes: &[u8], name: u16) -> Option<&[u8]> {
    let mut rest = attributes;
    loop {
        let length = usize::from(u16::from_ne_bytes(rest.get(..2)?.try_into().ok()?));
        let value = rest.get(4..length)?;
        if rest.get(2..4)? == name.to_ne_bytes() {
            return Some(value);
        }
        rest = rest.get(length.next_multiple_of(4)..)?;
    }
}

/// Makes the message: `nlmsghdr`, and the rest.
pub fn message(kind: u16, before: &[u8], attributes: &Attributes) -> Vec<u8> {
    let flags = libc::NLM_F_REQUEST | libc::NLM_F_ACK | libc::NLM_F_CREATE | libc::NLM_F_EXCL;
    let length = 16 + before.len() + attributes.0.len();
    let length = u32::try_from(length).expect("a message of some bytes");
    let mut message = length.to_ne_bytes().to_vec();
    message.extend(kind.to_ne_bytes());
    message.extend(flags.to_le_bytes().iter().take(2));
    // The number of the message and of the sender, which nobody asks for.
    message.extend([0; 8]);
    message.extend(before);
    message.extend(&attributes.0);
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
    fn a_message_has_the_length_that_it_says() {
        let attributes = Attributes::default().add(1, b"odd");
        let attributes = attributes.nest(2, &[0; 4], Attributes::default().add(3, &[]));
        let message = message(7, &[0; 12], &attributes);
        assert_eq!(message.len(), 16 + 12 + 8 + 12);
        assert_eq!(message[..4], 48_u32.to_ne_bytes());
        assert_eq!(message[28..30], 7_u16.to_ne_bytes());
        assert_eq!(message[36..38], 12_u16.to_ne_bytes());
    }

    #[test]
    fn messages_are_parted_and_attributes_found_by_name() {
        let attributes = Attributes::default().add(1, b"odd").add(2, b"even");
        let two = [
            message(7, &[9; 16], &attributes),
            message(8, &[], &Attributes::default()),
        ]
        .concat();
        let (kind, body, after) = first(&two).unwrap();
        assert_eq!((kind, &body[..16]), (7, &[9; 16][..]));
        assert_eq!(attribute(&body[16..], 1), Some(&b"odd"[..]));
        assert_eq!(attribute(&body[16..], 2), Some(&b"even"[..]));
        assert_eq!(attribute(&body[16..], 3), None);
        assert_eq!(first(after), Some((8, &[][..], &[][..])));
        assert_eq!(first(&two[..15]), None);
        assert_eq!(attribute(&[0; 8], 3), None);
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
