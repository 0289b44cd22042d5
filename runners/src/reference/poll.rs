//! `poll_oneoff`: waiting for descriptors and clocks at once.

use std::time::Duration;

use rustix::event::{PollFd, PollFlags, poll};
use rustix::fd::AsFd;
use rustix::time::{ClockId, clock_gettime};

use super::System;
use super::clock;
use super::descriptor::{Descriptor, rights};
use super::descriptors::Descriptors;
use super::errno::Errno;
use super::memory::{Memory, u16_at, u32_at, u64_at};
use crate::interface::Interface;

const SUBSCRIPTION: usize = 48;
const EVENT: usize = 32;

/// `eventtype` of the witx files.
const CLOCK: u8 = 0;
const FD_READ: u8 = 1;
const FD_WRITE: u8 = 2;

/// `subclockflags`: the time-out is a point in time and not a span from now on.
const ABSTIME: u16 = 1;

/// `eventrwflags`: "the peer of this socket has closed or disconnected".
const HANGUP: u16 = 1;

/// What a guest waits for.
struct Subscription {
    userdata: u64,
    kind: u8,
    wants: Wants,
}

enum Wants {
    /// That this much time has passed.
    Time(Duration),
    /// That the descriptor is ready: its place among those that the host is asked about.
    Ready(usize),
    /// What cannot be waited for, and why.
    Nothing(Errno),
}

impl System {
    /// `ppoll`, with the earliest clock as its time-out. A descriptor that cannot be polled is an event of its own,
    /// with the error in it, as `POLLNVAL` is on the host.
    ///
    /// No subscription at all is `inval`; the host would wait for ever. Errors that are pending on a socket stay there
    /// for the call that they belong to: like `POLLERR`, the event says no more than that the call will not block.
    pub fn poll_oneoff(
        &self,
        memory: &mut Memory<'_>,
        subscriptions: u32,
        events: u32,
        count: u32,
        happened: u32,
    ) -> Result<(), Errno> {
        if count == 0 {
            return Err(Errno::INVAL);
        }
        let happened = memory.slot(happened)?;
        let events = memory.range(events, count as usize * EVENT)?;
        let subscriptions = memory.range(subscriptions, count as usize * SUBSCRIPTION)?;

        let mut asked = Vec::new();
        let subscriptions = memory
            .bytes(subscriptions)
            .chunks_exact(SUBSCRIPTION)
            .map(|bytes| subscription(bytes, &self.descriptors, &mut asked))
            .collect::<Result<Vec<_>, _>>()?;
        let asked = asked.iter();
        let asked =
            asked.map(|(descriptor, flags)| PollFd::from_borrowed_fd(descriptor.host(), *flags));
        let mut asked: Vec<_> = asked.collect();
        let passed = wait(&subscriptions, &mut asked)?;

        let happening: Vec<_> = subscriptions
            .iter()
            .filter_map(|subscription| event(subscription, &asked, passed, memory.interface()))
            .collect();
        for (slot, event) in events.step_by(EVENT).zip(&happening) {
            memory.put(slot, event);
        }
        memory.write(happened, (happening.len() as u32).to_le_bytes());
        Ok(())
    }
}

/// Reads a subscription, and adds its descriptor, if it has one, to those that are asked about.
fn subscription(
    bytes: &[u8],
    descriptors: &Descriptors,
    asked: &mut Vec<(Descriptor, PollFlags)>,
) -> Result<Subscription, Errno> {
    let kind = bytes[8];
    let wants = match kind {
        CLOCK => Wants::Time(remaining(
            u32_at(bytes, 16),
            u64_at(bytes, 24),
            u16_at(bytes, 40),
        )?),
        FD_READ | FD_WRITE => {
            let (right, flags) = match kind {
                // The end of what a peer sends is reported together with `POLLIN`, so this does not wake too early.
                FD_READ => (rights::FD_READ, PollFlags::IN | PollFlags::RDHUP),
                _ => (rights::FD_WRITE, PollFlags::OUT),
            };
            match descriptors.get(u32_at(bytes, 16), right | rights::POLL_FD_READWRITE) {
                Ok(descriptor) => {
                    asked.push((descriptor, flags));
                    Wants::Ready(asked.len() - 1)
                }
                Err(errno) => Wants::Nothing(errno),
            }
        }
        _ => return Err(Errno::INVAL),
    };
    Ok(Subscription {
        userdata: u64_at(bytes, 0),
        kind,
        wants,
    })
}

/// How long it is until a clock shows what is waited for. Only real time and the monotonic clock can be waited for.
fn remaining(clock: u32, timeout: u64, flags: u16) -> Result<Duration, Errno> {
    let clock = match clock::host(clock)? {
        clock @ (ClockId::Realtime | ClockId::Monotonic) => clock,
        _ => return Err(Errno::INVAL),
    };
    let timeout = Duration::from_nanos(timeout);
    match flags {
        0 => Ok(timeout),
        ABSTIME => Ok(timeout.saturating_sub(clock::duration(clock_gettime(clock)))),
        _ => Err(Errno::INVAL),
    }
}

/// Waits until something happens, and says how much time is known to have passed: no clock has gone off before the
/// earliest one has.
fn wait(subscriptions: &[Subscription], asked: &mut [PollFd<'_>]) -> Result<Duration, Errno> {
    let mut earliest: Option<Duration> = None;
    for subscription in subscriptions {
        let limit = match subscription.wants {
            Wants::Time(remaining) => remaining,
            Wants::Nothing(_) => Duration::ZERO,
            Wants::Ready(_) => continue,
        };
        earliest = Some(earliest.map_or(limit, |earliest| earliest.min(limit)));
    }
    let timeout = earliest.map(clock::timespec);
    let start = clock::duration(clock_gettime(ClockId::Monotonic));
    let ready = poll(asked, timeout.as_ref())?;
    let passed = clock::duration(clock_gettime(ClockId::Monotonic)).saturating_sub(start);
    Ok(if ready == 0 {
        passed.max(earliest.unwrap_or_default())
    } else {
        passed
    })
}

/// The event for a subscription, if what it waits for has happened.
fn event(
    subscription: &Subscription,
    asked: &[PollFd<'_>],
    passed: Duration,
    interface: Interface,
) -> Option<[u8; EVENT]> {
    let mut event = [0; EVENT];
    event[..8].copy_from_slice(&subscription.userdata.to_le_bytes());
    event[10] = subscription.kind;
    match subscription.wants {
        Wants::Time(remaining) if passed < remaining => return None,
        Wants::Time(_) => {}
        Wants::Nothing(errno) => {
            event[8..10].copy_from_slice(&errno.number_in(interface).to_le_bytes());
        }
        Wants::Ready(place) => {
            let revents = asked[place].revents();
            if revents.is_empty() {
                return None;
            }
            let hangup = revents.intersects(PollFlags::HUP | PollFlags::RDHUP);
            event[16..24]
                .copy_from_slice(&available(subscription.kind, &asked[place]).to_le_bytes());
            event[24..26].copy_from_slice(&(if hangup { HANGUP } else { 0 }).to_le_bytes());
        }
    }
    Some(event)
}

/// "The number of bytes available for reading or writing". For reading it is `FIONREAD`, and 0 where the host has no
/// number, as for a listening socket. For writing the host says only that there is room: 1.
fn available(kind: u8, asked: &PollFd<'_>) -> u64 {
    match kind {
        FD_READ => rustix::io::ioctl_fionread(asked.as_fd()).unwrap_or(0),
        _ => u64::from(asked.revents().contains(PollFlags::OUT)),
    }
}
