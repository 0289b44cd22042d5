//! Options: what was set is what is told.

use super::{DATA, DGRAM, FLAGS, Guest, INET4, INET6, STREAM, TIME};
use crate::reference::errno::Errno;
use crate::reference::memory::u64_at;

#[test]
fn flag_options_keep_their_values() {
    let mut guest = Guest::new();
    let stream = guest.open(INET4, STREAM);
    let datagram = guest.open(INET4, DGRAM);
    let inet6 = guest.open(INET6, DGRAM);
    for (fd, option) in [
        (stream, 1),
        (stream, 2),
        (stream, 3),
        (inet6, 5),
        (datagram, 6),
        (datagram, 7),
        (inet6, 8),
        (stream, 12),
        (stream, 14),
    ] {
        for flag in [1, 0, 1] {
            guest.ok(|s, m| s.sock_set_opt_flag(m, fd, option, flag));
            guest.ok(|s, m| s.sock_get_opt_flag(m, fd, option, FLAGS));
            assert_eq!(
                u32::from(guest.memory[FLAGS as usize]),
                flag,
                "option {option}"
            );
        }
        guest.fails(Errno::INVAL, |s, m| s.sock_set_opt_flag(m, fd, option, 2));
    }
    let listener = guest.listener();
    for (fd, listens) in [(listener, 1), (stream, 0)] {
        guest.ok(|s, m| s.sock_get_opt_flag(m, fd, 10, FLAGS));
        assert_eq!(guest.memory[FLAGS as usize], listens);
    }
    guest.fails(Errno::NOPROTOOPT, |s, m| {
        s.sock_set_opt_flag(m, listener, 10, 1)
    });
    guest.fails(Errno::NOPROTOOPT, |s, m| {
        s.sock_set_opt_flag(m, stream, 99, 1)
    });
}

#[test]
fn size_options_keep_their_values() {
    let mut guest = Guest::new();
    let stream = guest.open(INET4, STREAM);
    let (inet4, inet6) = (guest.open(INET4, DGRAM), guest.open(INET6, DGRAM));
    let get = |guest: &mut Guest, fd, option| {
        guest.ok(|s, m| s.sock_get_opt_size(m, fd, option, DATA));
        u64_at(&guest.memory, DATA as usize)
    };
    for (fd, option, size, told) in [
        (stream, 23, 42, 42),
        (inet6, 23, 43, 43),
        (inet4, 24, 7, 7),
        (stream, 15, 8192, 16384),
        (stream, 16, 8192, 16384),
    ] {
        guest.ok(|s, m| s.sock_set_opt_size(m, fd, option, size));
        assert_eq!(get(&mut guest, fd, option), told, "option {option}");
    }
    assert_eq!(get(&mut guest, stream, 11), 0);
    assert_eq!(
        (get(&mut guest, stream, 25), get(&mut guest, inet6, 25)),
        (1, 2)
    );
    assert_eq!(
        (get(&mut guest, stream, 26), get(&mut guest, inet6, 26)),
        (6, 17)
    );
    guest.fails(Errno::INVAL, |s, m| s.sock_set_opt_size(m, stream, 23, 0));
    guest.fails(Errno::INVAL, |s, m| {
        s.sock_set_opt_size(m, stream, 15, u64::MAX)
    });
}

#[test]
fn time_options_keep_their_values() {
    let mut guest = Guest::new();
    let stream = guest.open(INET4, STREAM);
    for option in [13, 19, 20, 21, 22] {
        for bytes in [
            [1, 0, 0, 0, 0, 0, 0, 0, 0, 0x94, 0x35, 0x77, 0, 0, 0, 0],
            [0; 16],
        ] {
            guest.put(TIME, &bytes);
            guest.ok(|s, m| s.sock_set_opt_time(m, stream, option, TIME));
            guest.put(TIME, &[0xaa; 16]);
            guest.ok(|s, m| s.sock_get_opt_time(m, stream, option, TIME));
            assert_eq!(
                guest.memory[TIME as usize..][..16],
                bytes,
                "option {option}, two seconds or none"
            );
        }
    }
    guest.put(TIME, &[2]);
    guest.fails(Errno::INVAL, |s, m| {
        s.sock_set_opt_time(m, stream, 19, TIME)
    });
    for option in [19, 20, 21, 22] {
        guest.put(TIME, &[1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        guest.fails(Errno::INVAL, |s, m| {
            s.sock_set_opt_time(m, stream, option, TIME)
        });
    }
}
