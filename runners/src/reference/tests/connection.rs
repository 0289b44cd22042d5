//! Connections: from the address to the end of the data.

use super::{
    ADDRESS, DATA, DGRAM, FD, FD2, FLAGS, Guest, INET4, LENGTH, NONBLOCK, STREAM, TIME, UNIX,
    VECTOR,
};
use crate::reference::errno::Errno;
use crate::reference::memory::u16_at;

#[test]
fn data_makes_the_round_trip() {
    let mut guest = Guest::new();
    let (client, accepted) = guest.connection();
    assert_eq!(guest.send(client, b"hello"), Ok(()));
    assert_eq!(guest.u32(LENGTH), 5);
    assert_eq!(
        guest.recv(accepted, 3, 1),
        Ok((b"hel".to_vec(), 0)),
        "a peek leaves it there"
    );
    assert_eq!(guest.recv(accepted, 5, 2), Ok((b"hello".to_vec(), 0)));

    guest.data(b"world");
    guest.ok(|s, m| s.fd_write(m, accepted, VECTOR, 1, LENGTH));
    guest.vector(8);
    guest.ok(|s, m| s.fd_read(m, client, VECTOR, 1, LENGTH));
    assert_eq!(
        (guest.u32(LENGTH), &guest.memory[DATA as usize..][..5]),
        (5, &b"world"[..])
    );
}

#[test]
fn both_ends_agree_about_their_addresses() {
    let mut guest = Guest::new();
    let (client, accepted) = guest.connection();
    let address = |guest: &mut Guest, local: bool, fd: u32| {
        let answer = guest.call(|s, m| match local {
            true => s.sock_addr_local(m, fd, ADDRESS),
            false => s.sock_addr_peer(m, fd, ADDRESS),
        });
        assert_eq!(answer, Ok(()));
        guest.memory[ADDRESS as usize..][..20].to_vec()
    };
    let accepted_from = guest.memory[ADDRESS as usize..][..20].to_vec();
    assert_eq!(accepted_from, address(&mut guest, true, client));
    assert_eq!(
        address(&mut guest, false, client),
        address(&mut guest, true, accepted)
    );
    assert_eq!(accepted_from[..2], [1, 0]);
    assert_eq!(accepted_from[4..8], [127, 0, 0, 1]);
    assert_ne!(u16_at(&accepted_from, 2), 0);
}

#[test]
fn a_port_that_was_told_means_the_same_port_when_given_back() {
    let mut guest = Guest::new();
    guest.listener();
    let second = guest.open(INET4, STREAM);
    guest.fails(Errno::ADDRINUSE, |s, m| s.sock_bind(m, second, ADDRESS));
}

#[test]
fn nobody_listens_so_the_connection_is_refused() {
    let mut guest = Guest::new();
    let bound = guest.open(INET4, STREAM);
    guest.bind(bound);
    let client = guest.open(INET4, STREAM);
    guest.fails(Errno::CONNREFUSED, |s, m| {
        s.sock_connect(m, client, ADDRESS)
    });
    assert_eq!(guest.status(client), 3);
}

#[test]
fn the_listener_decides_whether_accept_blocks() {
    let mut guest = Guest::new();
    let listener = guest.listener();
    guest.ok(|s, m| s.fd_fdstat_set_flags(m, listener, NONBLOCK));
    guest.fails(Errno::AGAIN, |s, m| {
        s.sock_accept_v2(m, listener, 0, FD, ADDRESS)
    });
    guest.fails(Errno::INVAL, |s, m| {
        s.sock_accept_v2(m, listener, 1, FD, ADDRESS)
    });

    let client = guest.open(INET4, STREAM);
    guest.ok(|s, m| s.sock_addr_local(m, listener, ADDRESS));
    guest.ok(|s, m| s.sock_connect(m, client, ADDRESS));
    guest.subscribe(0, 1, 1, listener);
    assert_eq!(guest.poll(1).len(), 1, "the connection has arrived");
    guest.ok(|s, m| s.sock_accept(m, listener, NONBLOCK, FD));
    let accepted = guest.u32(FD);
    assert_eq!(
        guest.recv(accepted, 4, 0),
        Err(Errno::AGAIN),
        "the flag is the new descriptor's"
    );
    guest.ok(|s, m| s.fd_fdstat_get(m, accepted, DATA));
    assert_eq!(guest.memory[DATA as usize..][..4], [6, 0, 4, 0]);
    guest.ok(|s, m| s.fd_fdstat_get(m, client, DATA));
    assert_eq!(guest.memory[DATA as usize..][..4], [6, 0, 0, 0]);
}

#[test]
fn time_limits_of_accept_are_its_own() {
    let mut guest = Guest::new();
    let listener = guest.listener();
    guest.put(TIME, &[1, 0, 0, 0, 0, 0, 0, 0]);
    guest.put(TIME + 8, &1_000_000_u64.to_le_bytes());
    guest.ok(|s, m| s.sock_set_opt_time(m, listener, 22, TIME));
    guest.fails(Errno::AGAIN, |s, m| {
        s.sock_accept_v2(m, listener, 0, FD, ADDRESS)
    });
    guest.ok(|s, m| s.sock_get_opt_time(m, listener, 19, TIME));
    assert_eq!(
        guest.memory[TIME as usize..][..16],
        [0; 16],
        "that of receiving is as it was"
    );
}

#[test]
fn shutdown_ends_one_direction_after_the_other() {
    let mut guest = Guest::new();
    let (client, accepted) = guest.connection();
    for how in [0, 4, 0x103] {
        guest.fails(Errno::INVAL, |s, m| s.sock_shutdown(m, client, how));
    }
    guest.ok(|s, m| s.sock_shutdown(m, client, 2));
    assert_eq!(
        guest.recv(accepted, 4, 0),
        Ok((vec![], 0)),
        "the end of what the peer sends"
    );
    assert_eq!(guest.send(client, b"x"), Err(Errno::PIPE));
    assert_eq!(
        guest.send(accepted, b"y"),
        Ok(()),
        "the other direction is open"
    );
    assert_eq!(guest.recv(client, 4, 0), Ok((b"y".to_vec(), 0)));
    assert_eq!((guest.status(client), guest.status(accepted)), (1, 1));
    guest.ok(|s, m| s.sock_shutdown(m, accepted, 2));
    assert_eq!(guest.recv(client, 4, 0), Ok((vec![], 0)));
    assert_eq!((guest.status(client), guest.status(accepted)), (2, 2));

    let unconnected = guest.open(INET4, STREAM);
    guest.fails(Errno::NOTCONN, |s, m| s.sock_shutdown(m, unconnected, 3));
}

#[test]
fn status_follows_the_socket() {
    let mut guest = Guest::new();
    let fd = guest.open(INET4, STREAM);
    assert_eq!(guest.status(fd), 0);
    guest.bind(fd);
    assert_eq!(guest.status(fd), 1);
    guest.ok(|s, m| s.sock_listen(m, fd, 1));
    assert_eq!(guest.status(fd), 1);
    guest.fails(Errno::NOTSOCK, |s, m| s.sock_status(m, 1, FLAGS));
    guest.fails(Errno::BADF, |s, m| s.sock_status(m, 60, FLAGS));
}

#[test]
fn a_connection_in_the_background_is_opening_until_it_is_there() {
    let mut guest = Guest::new();
    guest.listener();
    let client = guest.open(INET4, STREAM);
    guest.ok(|s, m| s.fd_fdstat_set_flags(m, client, NONBLOCK));
    guest.fails(Errno::INPROGRESS, |s, m| s.sock_connect(m, client, ADDRESS));
    guest.subscribe(0, 1, 2, client);
    assert_eq!(guest.poll(1), [(1, 0, 2, 1, 0)]);
    assert_eq!(guest.status(client), 1);

    let refused = guest.open(INET4, STREAM);
    let bound = guest.open(INET4, STREAM);
    guest.bind(bound);
    guest.ok(|s, m| s.fd_fdstat_set_flags(m, refused, NONBLOCK));
    guest.fails(Errno::INPROGRESS, |s, m| {
        s.sock_connect(m, refused, ADDRESS)
    });
    guest.subscribe(0, 2, 2, refused);
    assert_eq!(guest.poll(1).len(), 1);
    assert_eq!(guest.status(refused), 3);
    guest.ok(|s, m| s.sock_get_opt_size(m, refused, 11, DATA));
    assert_eq!(
        guest.u32(DATA),
        14,
        "asking for the status has not taken the error away"
    );
    assert_eq!(guest.status(refused), 3);
}

#[test]
fn datagrams_tell_their_sender_and_their_truncation() {
    let mut guest = Guest::new();
    let (a, b) = (guest.open(INET4, DGRAM), guest.open(INET4, DGRAM));
    guest.bind(a);
    let a_address = guest.memory[ADDRESS as usize..][..20].to_vec();
    guest.bind(b);
    guest.data(b"datagram");
    guest.ok(|s, m| s.sock_send_to(m, a, VECTOR, 1, 0, ADDRESS, LENGTH));
    guest.vector(4);
    guest.ok(|s, m| s.sock_recv_from(m, b, VECTOR, 1, 0, LENGTH, FLAGS, ADDRESS));
    assert_eq!(
        (guest.u32(LENGTH), guest.memory[FLAGS as usize]),
        (4, 1),
        "four of eight bytes fit"
    );
    assert_eq!(guest.memory[ADDRESS as usize..][..20], a_address);
    assert_eq!(guest.recv(b, 4, 8), Err(Errno::AGAIN));
    assert_eq!(guest.send(b, b"x"), Err(Errno::DESTADDRREQ));
}

#[test]
fn pairs_are_connected_and_have_no_address() {
    let mut guest = Guest::new();
    guest.ok(|s, m| s.sock_pair(m, UNIX, STREAM, 0, FD, FD2));
    let (a, b) = (guest.u32(FD), guest.u32(FD2));
    assert_eq!((a, b), (4, 5));
    assert_eq!(guest.send(a, b"pair"), Ok(()));
    assert_eq!(guest.recv(b, 8, 0), Ok((b"pair".to_vec(), 0)));
    guest.ok(|s, m| s.sock_addr_local(m, a, ADDRESS));
    assert_eq!(
        guest.memory[ADDRESS as usize..][..20],
        [[3; 1].as_slice(), &[0; 19]].concat()
    );
    assert_eq!(guest.status(a), 1);
    guest.ok(|s, m| s.fd_close(m, b));
    assert_eq!(guest.status(a), 2);
    guest.fails(Errno::NOTSUP, |s, m| {
        s.sock_pair(m, INET4, STREAM, 0, FD, FD2)
    });
}
