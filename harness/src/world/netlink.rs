//! Messages of rtnetlink(7), by which the kernel is told of routes, interfaces and addresses.

use rustix::io::Errno;
use rustix::net::{
    AddressFamily, RecvFlags, SendFlags, SocketFlags, SocketType, recv, send, socket_with,
};

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
    let family = AddressFamily::NETLINK;
    // NETLINK_ROUTE is 0, the protocol where none is named.
    let kernel = socket_with(family, SocketType::RAW, SocketFlags::CLOEXEC, None)?;
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
