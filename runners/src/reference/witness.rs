//! What the kernel knows of the guest's sockets, for the log: whoever follows a guest's states can compare.
//!
//! It is asked beside the guest's calls and changes nothing for them: `getsockopt` has the state of the connection and
//! the queue of a listener, `ioctl` the bytes that wait, `poll` what a reader would meet, `getsockname` whether there
//! is a port, `getpeername` whether datagrams have a peer, `fcntl` whether calls wait.

use std::fmt::Write as _;
use std::net::SocketAddr;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fd::BorrowedFd;
use rustix::fs::{OFlags, fcntl_getfl};
use rustix::io::ioctl_fionread;
use rustix::net::sockopt::{socket_domain, socket_protocol, socket_type};
use rustix::net::{AddressFamily, SocketType, getpeername, getsockname, ipproto};

use super::System;
use super::descriptor::{Descriptor, Kind};

/// Of how many descriptors a line tells. A guest that opens thousands would have each of its calls wait for as many looks.
const MOST: usize = 256;

impl System {
    /// One line about all descriptors that are open now, in the order of their numbers.
    ///
    /// A socket of TCP is written as `5=established,queue=2,port,in,out`: its state; the bytes that wait to be received,
    /// or the connections that wait to be accepted; `port` if it has a local one, `nonblock` if calls do not wait; and
    /// what `poll` reports of `in`, `out`, `rdhup`, `hup`, `err`. A socket of UDP is a `datagram`, whose bytes are those of the
    /// first that waits, and it has `peer` if it is connected. The sockets of a pair are `unix-stream` or `unix-datagram`. An end of a
    /// `pipe` has `rdhup` where nobody has the other end, and the queue of an `event` is 1 where its number is not 0. Anything else is
    /// written as `0=file`. Where there are more than [`MOST`], none is told of, and the line ends with `too-many`.
    pub fn witness(&self) -> String {
        let mut line = String::new();
        if self.descriptors.count() > MOST {
            return " too-many".to_owned();
        }
        for (fd, descriptor) in self.descriptors.all() {
            let _ = match words(&descriptor) {
                Some(words) => write!(line, " {fd}={}", words.join(",")),
                None => write!(line, " {fd}=file"),
            };
        }
        line
    }
}

/// What is known of a socket, a pipe or an event, `None` of any other.
fn words(descriptor: &Descriptor) -> Option<Vec<String>> {
    let host = descriptor.host();
    let (state, backlog) = match descriptor.description.kind {
        Kind::Stream | Kind::Directory | Kind::File | Kind::InterestList => return None,
        Kind::Pipe => ("pipe", 0),
        Kind::Event => ("event", 0),
        Kind::Socket => socket(host)?,
    };
    let local = getsockname(host).ok();
    let local = local.and_then(|address| SocketAddr::try_from(address).ok());
    let asked = PollFlags::IN | PollFlags::OUT | PollFlags::RDHUP;
    let mut ready = [PollFd::new(&host, asked)];
    // It does not wait, so it has nothing to fail of.
    let _ = poll(&mut ready, Some(&Timespec::default()));
    let is_ready = |flag| ready[0].revents().contains(flag);
    let queue = match state {
        "listen" => u64::from(backlog),
        "event" => u64::from(is_ready(PollFlags::IN)),
        _ => ioctl_fionread(host).unwrap_or_default(),
    };
    let mut words = vec![state.to_owned(), format!("queue={queue}")];
    // Of a pipe the host has other words for it: `hup` at the end that reads, `err` at the one that writes.
    let is_lone = state == "pipe" && (is_ready(PollFlags::HUP) || is_ready(PollFlags::ERR));
    let facts = [
        ("port", local.is_some_and(|address| address.port() != 0)),
        (
            "peer",
            HAS_PEER.contains(&state) && getpeername(host).is_ok(),
        ),
        (
            "nonblock",
            fcntl_getfl(host).is_ok_and(|flags| flags.contains(OFlags::NONBLOCK)),
        ),
        ("in", is_ready(PollFlags::IN)),
        ("out", is_ready(PollFlags::OUT)),
        ("rdhup", is_ready(PollFlags::RDHUP) || is_lone),
        ("hup", is_ready(PollFlags::HUP)),
        ("err", is_ready(PollFlags::ERR)),
    ];
    let true_ones = facts.iter().filter(|(_, is_true)| *is_true);
    words.extend(true_ones.map(|(name, _)| (*name).to_owned()));
    Some(words)
}

/// Of which sockets it is told whether they have a peer: those that can lose it without being closed.
const HAS_PEER: [&str; 2] = ["datagram", "unix-datagram"];

/// What a socket is, and how many connections wait to be accepted of one that listens. `None` where it is neither of TCP nor of UDP,
/// nor one of a pair.
fn socket(host: BorrowedFd<'_>) -> Option<(&'static str, u32)> {
    if socket_protocol(host) == Ok(Some(ipproto::UDP)) {
        return Some(("datagram", 0));
    }
    match (socket_domain(host), socket_type(host)) {
        (Ok(AddressFamily::UNIX), Ok(SocketType::STREAM)) => Some(("unix-stream", 0)),
        (Ok(AddressFamily::UNIX), Ok(SocketType::DGRAM)) => Some(("unix-datagram", 0)),
        _ => connection(host),
    }
}

/// The state of TCP, by the kernel's names, and how many connections wait to be accepted of one that listens.
#[cfg(target_os = "linux")]
fn connection(host: BorrowedFd<'_>) -> Option<(&'static str, u32)> {
    use rustix::fd::AsRawFd;

    /// By number less one.
    const STATES: [&str; 12] = [
        "established",
        "syn-sent",
        "syn-recv",
        "fin-wait-1",
        "fin-wait-2",
        "time-wait",
        "close",
        "close-wait",
        "last-ack",
        "listen",
        "closing",
        "new-syn-recv",
    ];
    #[expect(unsafe_code, reason = "rustix does not offer this option")]
    // SAFETY: all zeros is a value of this structure of numbers, and the kernel writes no more than the length.
    let (answer, info) = unsafe {
        let mut info: libc::tcp_info = std::mem::zeroed();
        let mut length = size_of_val(&info) as libc::socklen_t;
        let answer = libc::getsockopt(
            host.as_raw_fd(),
            libc::IPPROTO_TCP,
            libc::TCP_INFO,
            (&raw mut info).cast(),
            &raw mut length,
        );
        (answer, info)
    };
    let state = STATES.get(usize::from(info.tcpi_state).checked_sub(1)?)?;
    (answer == 0).then_some((*state, info.tcpi_unacked))
}

/// Other systems have no such option: their sockets are not looked at.
#[cfg(not(target_os = "linux"))]
fn connection(_: BorrowedFd<'_>) -> Option<(&'static str, u32)> {
    None
}
