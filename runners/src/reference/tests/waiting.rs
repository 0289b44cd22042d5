//! Waiting for descriptors and clocks.

use super::{DATA, EVENTS, Guest, LENGTH, SUBSCRIPTIONS};
use crate::reference::errno::Errno;
use crate::reference::memory::u64_at;

#[test]
fn poll_tells_what_is_ready() {
    let mut guest = Guest::new();
    let (client, accepted) = guest.connection();
    guest.subscribe(0, 10, 1, accepted);
    guest.subscribe(1, 11, 0, 1);
    assert_eq!(
        guest.poll(2),
        [(11, 0, 0, 0, 0)],
        "there is nothing to read, and no time was given"
    );
    assert_eq!(guest.send(client, b"ready"), Ok(()));
    assert_eq!(guest.poll(1), [(10, 0, 1, 5, 0)]);
    guest.ok(|s, m| s.fd_close(m, client));
    // All of the data is there when the wait for more has ended.
    let (peek, waitall) = (1, 2);
    assert_eq!(
        guest.recv(accepted, 8, peek | waitall),
        Ok((b"ready".to_vec(), 0))
    );
    guest.subscribe(1, 12, 2, 60);
    assert_eq!(
        guest.poll(2),
        [(10, 0, 1, 5, 1), (12, 8, 2, 0, 0)],
        "the peer has gone, and 60 is not open"
    );
    guest.fails(Errno::INVAL, |s, m| {
        s.poll_oneoff(m, SUBSCRIPTIONS, EVENTS, 0, LENGTH)
    });
}

#[test]
fn clocks_can_be_waited_for() {
    let mut guest = Guest::new();
    guest.subscribe(0, 1, 0, 1);
    guest.put(SUBSCRIPTIONS + 24, &1_000_000_u64.to_le_bytes());
    guest.subscribe(1, 2, 0, 1);
    guest.put(SUBSCRIPTIONS + 48 + 24, &u64::MAX.to_le_bytes());
    assert_eq!(guest.poll(2), [(1, 0, 0, 0, 0)], "the shorter of the two");
    guest.subscribe(0, 3, 0, 0);
    guest.put(SUBSCRIPTIONS + 24, &1_u64.to_le_bytes());
    guest.put(SUBSCRIPTIONS + 40, &[1]);
    assert_eq!(guest.poll(1), [(3, 0, 0, 0, 0)], "a time of 1970 has come");
    guest.subscribe(0, 4, 0, 2);
    guest.fails(Errno::INVAL, |s, m| {
        s.poll_oneoff(m, SUBSCRIPTIONS, EVENTS, 1, LENGTH)
    });

    guest.ok(|s, m| s.clock_time_get(m, 1, 0, DATA));
    let first = u64_at(&guest.memory, DATA as usize);
    guest.ok(|s, m| s.clock_time_get(m, 1, 0, DATA));
    assert!(u64_at(&guest.memory, DATA as usize) >= first);
    guest.ok(|s, m| s.clock_res_get(m, 1, DATA));
    assert_ne!(u64_at(&guest.memory, DATA as usize), 0);
    guest.fails(Errno::INVAL, |s, m| s.clock_time_get(m, 4, 0, DATA));
}
