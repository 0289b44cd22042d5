//! Which calls end by the clock.

use std::time::{Duration, Instant};

use crate::record::Moment;

use super::super::{Clock, decode};
use super::{Pieces, record};

const WASIX: &str = "wasix_32v1";
const P1: &str = "wasi_snapshot_preview1";
const CLOCKS: &str = "cm32p2|wasi:clocks/monotonic-clock@0.2";
const POLL: &str = "cm32p2|wasi:io/poll@0.2";

/// A guest whose calls return one second after the other.
struct Guest {
    clock: Clock,
    now: Instant,
}

impl Guest {
    fn new() -> Guest {
        Guest {
            clock: Clock::default(),
            now: Instant::now(),
        }
    }

    /// It makes a call that returns `result`, with memory before and after it.
    fn calls(
        &mut self,
        (module, name): (&str, &str),
        args: &[u64],
        memory: Pieces,
        result: Option<u64>,
    ) {
        let enter = record((module, name), Moment::Enter(args.to_vec()), memory);
        let exit = record((module, name), Moment::Exit(result), memory);
        self.now += Duration::from_secs(1);
        self.clock.returned(&decode(&enter, Some(&exit)), self.now);
    }

    /// When a call ends that it makes now: in how many milliseconds, `-1` where that is not known.
    fn waits(&self, (module, name): (&str, &str), args: &[u64], memory: Pieces) -> Option<i128> {
        let enter = record((module, name), Moment::Enter(args.to_vec()), memory);
        let alarm = self.clock.ends(&decode(&enter, None), self.now)?;
        Some(
            alarm
                .left(self.now)
                .map_or(-1, |left| left.as_millis().cast_signed()),
        )
    }
}

/// A subscription to the clock after so many nanoseconds.
fn clock(timeout: u64, flags: u16) -> Vec<u8> {
    let mut bytes = vec![0; 48];
    bytes[24..32].copy_from_slice(&timeout.to_le_bytes());
    bytes[40..42].copy_from_slice(&flags.to_le_bytes());
    bytes
}

/// A subscription to what can be read from a descriptor.
fn readable(fd: u8) -> Vec<u8> {
    let mut bytes = vec![0; 48];
    (bytes[8], bytes[16]) = (1, fd);
    bytes
}

const SECOND: u64 = 1_000_000_000;

#[test]
fn a_sleep_ends_by_itself() {
    let guest = Guest::new();
    let sleep = |time| guest.waits((WASIX, "thread_sleep"), &[time], &[]);
    assert_eq!(sleep(5 * SECOND), Some(5000));
    assert_eq!(sleep(u64::MAX), None);
    let epoll = |time| guest.waits((WASIX, "epoll_wait"), &[4, 64, 1, time, 48], &[]);
    assert_eq!(epoll(SECOND / 2), Some(500));
    assert_eq!(epoll(u64::MAX), None);
    assert_eq!(
        guest.waits((WASIX, "sock_accept"), &[4, 0, 8, 64], &[]),
        None
    );
    assert_eq!(guest.waits(("env", "sleep"), &[5], &[]), None);
}

#[test]
fn a_poll_ends_by_the_first_clock_in_it() {
    let guest = Guest::new();
    let poll = |subscriptions: &[Vec<u8>]| {
        let memory = subscriptions.concat();
        let count = subscriptions.len() as u64;
        [WASIX, P1].map(|module| {
            guest.waits(
                (module, "poll_oneoff"),
                &[256, 512, count, 48],
                &[(256, Some(&memory))],
            )
        })
    };
    assert_eq!(poll(&[readable(4)]), [None; 2]);
    assert_eq!(poll(&[readable(4), clock(5 * SECOND, 0)]), [Some(5000); 2]);
    assert_eq!(
        poll(&[clock(5 * SECOND, 0), clock(SECOND, 0)]),
        [Some(1000); 2]
    );
    assert_eq!(poll(&[clock(5 * SECOND, 1)]), [Some(-1); 2]);
    assert_eq!(
        poll(&[clock(5 * SECOND, 1), clock(SECOND, 0)]),
        [Some(1000); 2]
    );
}

#[test]
fn a_wait_on_a_futex_may_have_a_time() {
    let guest = Guest::new();
    let wait = |tag: u8| {
        let mut time = vec![0; 16];
        time[0] = tag;
        time[8..].copy_from_slice(&(2 * SECOND).to_le_bytes());
        guest.waits(
            (WASIX, "futex_wait"),
            &[64, 0, 128, 48],
            &[(128, Some(&time))],
        )
    };
    assert_eq!(wait(1), Some(2000));
    assert_eq!(wait(0), None);
}

#[test]
fn a_time_limit_is_one_of_later_calls() {
    let mut guest = Guest::new();
    let set = |guest: &mut Guest, tag: u8, errno| {
        let mut time = vec![0; 16];
        time[0] = tag;
        time[8..].copy_from_slice(&(3 * SECOND).to_le_bytes());
        let memory: Pieces = &[(128, Some(&time))];
        guest.calls(
            (WASIX, "sock_set_opt_time"),
            &[4, 20, 128],
            memory,
            Some(errno),
        );
    };
    let recv = |guest: &Guest, fd| guest.waits((WASIX, "sock_recv"), &[fd, 96, 1, 0, 48, 52], &[]);
    set(&mut guest, 1, 58);
    assert_eq!(recv(&guest, 4), None);
    set(&mut guest, 1, 0);
    assert_eq!((recv(&guest, 4), recv(&guest, 5)), (Some(3000), None));
    set(&mut guest, 0, 0);
    assert_eq!(recv(&guest, 4), None);
    set(&mut guest, 1, 0);
    guest.calls((WASIX, "fd_close"), &[4], &[], Some(0));
    assert_eq!(recv(&guest, 4), None);
}

#[test]
fn a_pollable_of_the_clock_comes() {
    let mut guest = Guest::new();
    let block =
        |guest: &Guest, pollable| guest.waits((POLL, "[method]pollable.block"), &[pollable], &[]);
    guest.calls((CLOCKS, "subscribe-duration"), &[5 * SECOND], &[], Some(7));
    guest.calls((CLOCKS, "subscribe-instant"), &[5 * SECOND], &[], Some(8));
    // The time of the first one has begun when it was made.
    assert_eq!(block(&guest, 7), Some(4000));
    assert_eq!(block(&guest, 8), Some(-1));
    assert_eq!(block(&guest, 9), None);
    let poll = |guest: &Guest, pollables: [u8; 2]| {
        let memory = pollables.map(|one| [one, 0, 0, 0]).concat();
        guest.waits((POLL, "poll"), &[64, 2, 0], &[(64, Some(&memory))])
    };
    assert_eq!(poll(&guest, [9, 7]), Some(4000));
    assert_eq!(poll(&guest, [9, 10]), None);
    guest.calls((POLL, "pollable_drop"), &[7], &[], None);
    assert_eq!(block(&guest, 7), None);
    let socket = (
        "cm32p2|wasi:sockets/tcp@0.2",
        "[method]tcp-socket.subscribe",
    );
    guest.calls((CLOCKS, "subscribe-duration"), &[5 * SECOND], &[], Some(7));
    guest.calls(socket, &[3], &[], Some(7));
    assert_eq!(
        block(&guest, 7),
        None,
        "the number is that of another one now"
    );
}
