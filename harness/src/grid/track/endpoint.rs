//! A socket as one end: its addresses, its other end, and what waits at it.

use std::collections::{BTreeSet, VecDeque};
use std::net::{IpAddr, SocketAddr};

use crate::interface::Value;

use super::super::Socket;
use super::super::declared::Data;

/// A socket.
#[derive(Debug)]
pub(super) struct Endpoint<'g> {
    pub(super) kind: &'g Socket,
    pub(super) state: &'g str,
    pub(super) nonblock: bool,
    /// The address that it was given or has told of; the port is 0 while the system's choice is not known.
    pub(super) here: Option<SocketAddr>,
    /// Whether a bind gave it that.
    pub(super) named: bool,
    /// Whether it was told to linger for no time, so that closing it breaks the connection off.
    pub(super) abrupt: bool,
    /// Where messages go that are sent to no address.
    pub(super) there: Option<SocketAddr>,
    /// The other end.
    pub(super) other: Option<usize>,
    /// What was made of it, and is of a kind of its own.
    pub(super) parts: Vec<usize>,
    /// The groups that it has joined.
    pub(super) groups: BTreeSet<IpAddr>,
    /// Whether it has said which members of a group hear it.
    pub(super) aims: bool,
    /// Whether it serves IPv4 too, where it is of IPv6 and has no address.
    pub(super) mapped: bool,
    /// Whether nobody listened where its last connect went.
    pub(super) unanswered: bool,
    /// What was sent to it and not received.
    pub(super) inbox: Inbox,
    /// The ends that wait to be accepted, the oldest first.
    pub(super) queue: VecDeque<usize>,
    /// Whether its last number was closed.
    pub(super) gone: bool,
}

impl<'g> Endpoint<'g> {
    pub(super) fn new(kind: &'g Socket, state: &'g str) -> Endpoint<'g> {
        Endpoint {
            kind,
            state,
            nonblock: false,
            here: None,
            named: false,
            abrupt: false,
            there: None,
            other: None,
            parts: Vec::new(),
            groups: BTreeSet::new(),
            aims: false,
            mapped: kind.mapped.is_some(),
            unanswered: false,
            inbox: match kind.data {
                Data::Bytes => Inbox::Bytes(0),
                Data::Messages => Inbox::Messages(VecDeque::new()),
                Data::Number => Inbox::Number {
                    number: 0,
                    is_semaphore: false,
                },
            },
            queue: VecDeque::new(),
            gone: false,
        }
    }

    /// How near it is to who asks for `wanted`, as [`nearness`] has it. What is sent to a group is heard by whoever has joined it.
    pub(super) fn nearness(&self, wanted: SocketAddr) -> Option<u8> {
        let group = wanted.ip().is_multicast();
        match group && !self.groups.contains(&wanted.ip()) {
            true => None,
            false => nearness(self.here?, wanted, self.mapped),
        }
    }

    /// Whether what it sends and receives are messages.
    pub(super) fn has_messages(&self) -> bool {
        self.kind.data == Data::Messages
    }
}

/// What waits to be received.
#[derive(Debug)]
pub(super) enum Inbox {
    /// This many bytes.
    Bytes(u64),
    /// The lengths of messages, the oldest first. One without any bytes waits like others.
    Messages(VecDeque<u64>),
    /// A number. What is sent is added to it; it is received as a whole, or one of it where it is a semaphore.
    Number { number: u64, is_semaphore: bool },
}

/// The greatest number that an event can have.
const GREATEST: u64 = u64::MAX - 1;

impl Inbox {
    pub(super) fn is_empty(&self) -> bool {
        match self {
            Inbox::Bytes(bytes) => *bytes == 0,
            Inbox::Messages(messages) => messages.is_empty(),
            Inbox::Number { number, .. } => *number == 0,
        }
    }

    /// Whether it is a number that can be no greater.
    pub(super) fn is_brimful(&self) -> bool {
        matches!(self, Inbox::Number { number, .. } if *number == GREATEST)
    }

    /// How many bytes the next call can receive; of a number, that itself.
    pub(super) fn next(&self) -> u64 {
        match self {
            Inbox::Bytes(bytes) => *bytes,
            Inbox::Number { number, .. } => *number,
            Inbox::Messages(messages) => messages.front().copied().unwrap_or_default(),
        }
    }

    /// How many messages wait.
    pub(super) fn messages(&self) -> usize {
        match self {
            Inbox::Bytes(_) | Inbox::Number { .. } => 0,
            Inbox::Messages(messages) => messages.len(),
        }
    }

    /// Takes in what a call has sent: so many bytes, a message of that length, or a number.
    pub(super) fn put(&mut self, sent: u64) {
        match self {
            Inbox::Number { number, .. } => *number = number.saturating_add(sent),
            Inbox::Bytes(bytes) => *bytes += sent,
            Inbox::Messages(messages) => messages.push_back(sent),
        }
    }

    /// Gives what a call has received: so many bytes, or the first message, of which nothing is left where it was cut off.
    pub(super) fn take(&mut self, received: u64) {
        match self {
            Inbox::Number {
                number,
                is_semaphore: true,
            } => *number = number.saturating_sub(1),
            Inbox::Number { number, .. } => *number = 0,
            Inbox::Bytes(bytes) => *bytes = bytes.saturating_sub(received),
            Inbox::Messages(messages) => drop(messages.pop_front()),
        }
    }
}

/// The address that a call was given or has written.
pub(super) fn address(value: &Value) -> Option<SocketAddr> {
    match value {
        Value::Address { ip, port } => Some(SocketAddr::new(*ip, *port)),
        Value::Case {
            name: "some",
            carried: Some(carried),
        } => address(carried),
        _ => None,
    }
}

/// How near a socket at `here` is to who asks for `wanted`, the nearest first: it has that address; it has none, of the same
/// family; or it has none, and as one of IPv6 that is `mapped` serves IPv4 too. `None` where it is not reached.
pub(super) fn nearness(here: SocketAddr, wanted: SocketAddr, mapped: bool) -> Option<u8> {
    if here.port() != wanted.port() || wanted.port() == 0 {
        return None;
    }
    // An address of IPv4 may be written as one of IPv6.
    let (own, wanted) = (here.ip().to_canonical(), wanted.ip().to_canonical());
    let one_family = own.is_ipv4() == wanted.is_ipv4();
    // Who asks for no address asks for this host.
    let this_host = wanted.is_unspecified() && own.is_loopback();
    match (one_family, own.is_unspecified()) {
        (true, _) if own == wanted || this_host => Some(0),
        (true, true) => Some(1),
        (false, true) if mapped && wanted.is_ipv4() => Some(2),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_reached_by_itself_or_from_no_address() {
        for (here, wanted, near) in [
            ("127.0.0.1:80", "127.0.0.1:80", Some(0)),
            ("127.0.0.1:80", "127.0.0.1:81", None),
            ("127.0.0.1:80", "127.0.0.2:80", None),
            ("127.0.0.1:0", "127.0.0.1:0", None),
            ("127.0.0.1:80", "0.0.0.0:80", Some(0)),
            ("10.0.0.1:80", "0.0.0.0:80", None),
            ("0.0.0.0:80", "127.0.0.1:80", Some(1)),
            ("0.0.0.0:80", "[::1]:80", None),
            ("[::1]:80", "[::1]:80", Some(0)),
            ("[::1]:80", "127.0.0.1:80", None),
            ("[::]:80", "[::1]:80", Some(1)),
            ("[::]:80", "127.0.0.1:80", Some(2)),
            ("[::]:80", "[::ffff:127.0.0.1]:80", Some(2)),
            ("0.0.0.0:80", "[::ffff:127.0.0.1]:80", Some(1)),
            ("127.0.0.1:80", "[::ffff:127.0.0.1]:80", Some(0)),
            ("[::ffff:127.0.0.1]:80", "127.0.0.1:80", Some(0)),
        ] {
            let found = nearness(here.parse().unwrap(), wanted.parse().unwrap(), true);
            assert_eq!(found, near, "{here} {wanted}");
        }
        let (all, four) = ("[::]:80".parse().unwrap(), "127.0.0.1:80".parse().unwrap());
        assert_eq!(nearness(all, four, false), None);
    }
}
