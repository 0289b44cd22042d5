//! Descriptors: their numbers, what duplicates share, what each says of itself.

use super::{ADDRESS, DATA, DGRAM, FD2, FLAGS, Guest, INET4, INET6, STREAM};
use crate::reference::errno::Errno;
use crate::reference::memory::{u16_at, u64_at};

#[test]
fn descriptors_take_the_lowest_number() {
    let mut guest = Guest::new();
    assert_eq!(
        [
            guest.open(INET4, STREAM),
            guest.open(INET4, DGRAM),
            guest.open(INET6, STREAM)
        ],
        [4, 5, 6]
    );
    guest.ok(|s, m| s.fd_close(m, 5));
    guest.fails(Errno::BADF, |s, m| s.fd_close(m, 5));
    assert_eq!(guest.open(INET4, STREAM), 5);
    guest.ok(|s, m| s.fd_close(m, 0));
    assert_eq!(guest.open(INET4, STREAM), 0);
}

#[test]
fn duplicates_share_the_socket() {
    let mut guest = Guest::new();
    let (client, accepted) = guest.connection();
    guest.ok(|s, m| s.fd_dup(m, client, FD2));
    let duplicate = guest.u32(FD2);
    assert_eq!(duplicate, 4, "the listener's number is free");
    guest.ok(|s, m| s.fd_close(m, client));
    assert_eq!(guest.send(duplicate, b"dup"), Ok(()));
    assert_eq!(guest.recv(accepted, 8, 0), Ok((b"dup".to_vec(), 0)));

    guest.ok(|s, m| s.fd_dup2(m, duplicate, 20, 1, FD2));
    assert_eq!(guest.u32(FD2), 20);
    guest.ok(|s, m| s.fd_fdflags_get(m, 20, FLAGS));
    assert_eq!(u16_at(&guest.memory, FLAGS as usize), 1);
    guest.ok(|s, m| s.fd_fdflags_set(m, 20, 0));
    guest.ok(|s, m| s.fd_fdflags_get(m, 20, FLAGS));
    assert_eq!(u16_at(&guest.memory, FLAGS as usize), 0);
    guest.fails(Errno::INVAL, |s, m| {
        s.fd_dup2(m, duplicate, u32::MAX, 0, FD2)
    });
}

#[test]
fn wasix_copies_a_number_and_preview1_moves_it() {
    let mut guest = Guest::new();
    let (client, accepted) = guest.connection();
    guest.ok(|s, m| s.fd_renumber_copy(m, client, 9));
    guest.ok(|s, m| s.fd_renumber_copy(m, 9, 9));
    guest.fails(Errno::BADF, |s, m| s.fd_renumber_copy(m, 40, 9));
    guest.fails(Errno::BADF, |s, m| s.fd_renumber_copy(m, 9, u32::MAX));
    assert_eq!(guest.open_descriptors(), [0, 1, 2, 3, client, accepted, 9]);

    guest.fails(Errno::BADF, |s, m| s.fd_renumber(m, 9, 40));
    guest.ok(|s, m| s.fd_renumber(m, 9, client));
    guest.ok(|s, m| s.fd_renumber(m, client, client));
    assert_eq!(guest.open_descriptors(), [0, 1, 2, 3, client, accepted]);
    assert_eq!(guest.send(client, b"moved"), Ok(()));
    assert_eq!(guest.recv(accepted, 8, 0), Ok((b"moved".to_vec(), 0)));

    guest.ok(|s, m| s.fd_renumber(m, accepted, client));
    assert_eq!(
        guest.recv(client, 8, 0),
        Ok((vec![], 0)),
        "what was overwritten is closed"
    );
}

#[test]
fn rights_can_only_be_given_up() {
    let mut guest = Guest::new();
    let fd = guest.open(INET4, STREAM);
    let socket = 0x7f_f820_004a;
    guest.ok(|s, m| s.fd_fdstat_get(m, fd, DATA));
    assert_eq!(
        (
            u64_at(&guest.memory, DATA as usize + 8),
            u64_at(&guest.memory, DATA as usize + 16)
        ),
        (socket, socket)
    );
    let without_bind = socket & !(1 << 32);
    guest.ok(|s, m| s.fd_fdstat_set_rights(m, fd, without_bind, socket));
    guest.fails(Errno::NOTCAPABLE, |s, m| s.sock_bind(m, fd, ADDRESS));
    guest.fails(Errno::NOTCAPABLE, |s, m| {
        s.fd_fdstat_set_rights(m, fd, socket, socket)
    });
}

#[test]
fn sockets_have_no_offset() {
    let mut guest = Guest::new();
    let fd = guest.open(INET4, DGRAM);
    guest.fails(Errno::SPIPE, |s, m| s.fd_seek(m, fd, 0, 0, DATA));
    guest.fails(Errno::INVAL, |s, m| s.fd_seek(m, fd, 0, 3, DATA));
    guest.fails(Errno::SPIPE, |s, m| s.fd_tell(m, fd, DATA));
    guest.fails(Errno::BADF, |s, m| s.fd_prestat_get(m, fd, DATA));
    guest.ok(|s, m| s.fd_filestat_get(m, fd, DATA));
    assert_eq!(guest.memory[DATA as usize + 16], 5);
}

#[test]
fn standard_streams_are_no_sockets() {
    let mut guest = Guest::new();
    guest.put(ADDRESS, &[1, 0, 0, 0, 127, 0, 0, 1]);
    for fd in 0..3 {
        guest.fails(Errno::NOTSOCK, |s, m| s.sock_bind(m, fd, ADDRESS));
        assert_eq!(guest.recv(fd, 4, 0), Err(Errno::NOTSOCK));
    }
    assert_eq!(guest.recv(4, 4, 0), Err(Errno::BADF));
}

#[test]
fn a_guest_is_given_a_directory() {
    let mut guest = Guest::new();
    guest.ok(|s, m| s.fd_prestat_get(m, 3, DATA));
    assert_eq!(guest.memory[DATA as usize..][..8], [0, 0, 0, 0, 1, 0, 0, 0]);
    guest.fails(Errno::NAMETOOLONG, |s, m| {
        s.fd_prestat_dir_name(m, 3, DATA, 0)
    });
    guest.ok(|s, m| s.fd_prestat_dir_name(m, 3, DATA, 1));
    assert_eq!(guest.memory[DATA as usize], b'/');
    guest.fails(Errno::BADF, |s, m| s.fd_prestat_get(m, 4, DATA));

    assert_eq!(guest.recv(3, 4, 0), Err(Errno::NOTSOCK));
    guest.ok(|s, m| s.fd_close(m, 3));
    guest.fails(Errno::BADF, |s, m| s.fd_prestat_get(m, 3, DATA));
    assert_eq!(guest.open(INET4, STREAM), 3);
    guest.fails(Errno::BADF, |s, m| s.fd_prestat_get(m, 3, DATA));
}
