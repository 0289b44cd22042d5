//! Arguments that are wrong, and who says so.

use super::{
    ADDRESS, DATA, DGRAM, FD, FLAGS, Guest, INET4, INET6, LENGTH, OUTSIDE, STREAM, UNIX, VECTOR,
};
use crate::interface::Interface;
use crate::reference::errno::Errno;

#[test]
fn a_bad_pointer_leaves_nothing_behind() {
    let mut guest = Guest::new();
    let listener = guest.listener();
    let client = guest.open(INET4, STREAM);
    guest.ok(|s, m| s.sock_connect(m, client, ADDRESS));
    let before = guest.open_descriptors();
    let bad = Errno::MEMVIOLATION;
    guest.fails(bad, |s, m| s.sock_open(m, INET4, STREAM, 0, OUTSIDE));
    guest.fails(bad, |s, m| s.sock_pair(m, UNIX, STREAM, 0, FD, OUTSIDE));
    guest.fails(bad, |s, m| s.sock_accept(m, listener, 0, OUTSIDE));
    guest.fails(bad, |s, m| s.sock_accept_v2(m, listener, 0, FD, OUTSIDE));
    guest.fails(bad, |s, m| s.fd_dup(m, client, OUTSIDE));
    assert_eq!(guest.open_descriptors(), before);

    // The connection still waits.
    guest.ok(|s, m| s.sock_accept(m, listener, 0, FD));
    let accepted = guest.u32(FD);
    guest.data(b"kept");
    guest.fails(bad, |s, m| s.sock_send(m, client, VECTOR, 1, 0, OUTSIDE));
    assert_eq!(
        guest.recv(accepted, 4, 8),
        Err(Errno::AGAIN),
        "nothing was sent"
    );
    assert_eq!(guest.send(client, b"kept"), Ok(()));
    guest.fails(bad, |s, m| {
        s.sock_recv(m, accepted, VECTOR, 1, 0, LENGTH, OUTSIDE)
    });
    guest.interface = Interface::Wasip1;
    guest.fails(Errno::FAULT, |s, m| {
        s.sock_recv(m, accepted, OUTSIDE, 1, 0, LENGTH, FLAGS)
    });
    assert_eq!(
        guest.recv(accepted, 4, 0),
        Ok((b"kept".to_vec(), 0)),
        "nothing was received"
    );
}

#[test]
fn misaligned_pointers_are_pointers() {
    let mut guest = Guest::new();
    guest.ok(|s, m| s.sock_open(m, INET4, STREAM, 6, 3));
    assert_eq!(guest.u32(3), 4);
    let (client, accepted) = guest.connection();
    guest.put(DATA, b"odd");
    guest.put(VECTOR + 1, &DATA.to_le_bytes());
    guest.put(VECTOR + 5, &3_u32.to_le_bytes());
    guest.ok(|s, m| s.sock_send(m, client, VECTOR + 1, 1, 0, LENGTH + 1));
    assert_eq!(guest.recv(accepted, 8, 0), Ok((b"odd".to_vec(), 0)));
}

#[test]
fn the_host_judges_families_types_and_protocols() {
    let mut guest = Guest::new();
    let mut open =
        |family, kind, protocol| guest.call(|s, m| s.sock_open(m, family, kind, protocol, FD));
    assert_eq!(open(INET4, STREAM, 6), Ok(()));
    assert_eq!(open(INET4, DGRAM, 17), Ok(()));
    assert_eq!(open(INET4, STREAM, 17), Err(Errno::PROTONOSUPPORT));
    assert_eq!(open(INET4, STREAM, 0xffff), Err(Errno::INVAL));
    assert_eq!(open(INET4, 0, 0), Err(Errno::PROTOTYPE));
    assert_eq!(open(INET4, 4, 0), Err(Errno::PROTOTYPE));
    assert_eq!(open(INET4, 5, 0), Err(Errno::INVAL));
    assert_eq!(open(0, STREAM, 0), Err(Errno::AFNOSUPPORT));
    assert_eq!(open(10, STREAM, 0), Err(Errno::AFNOSUPPORT));
}

#[test]
fn the_host_judges_addresses_of_other_families() {
    let mut guest = Guest::new();
    let inet4 = guest.open(INET4, STREAM);
    let inet6 = guest.open(INET6, STREAM);
    guest.put(ADDRESS, &[2, 0, 0, 0]);
    guest.fails(Errno::AFNOSUPPORT, |s, m| s.sock_bind(m, inet4, ADDRESS));
    guest.put(ADDRESS, &[1, 0, 0, 0, 127, 0, 0, 1]);
    guest.fails(Errno::INVAL, |s, m| s.sock_bind(m, inet6, ADDRESS));
    guest.put(ADDRESS, &[10]);
    guest.fails(Errno::INVAL, |s, m| s.sock_bind(m, inet4, ADDRESS));
    guest.put(ADDRESS, &[0]);
    guest.fails(Errno::AFNOSUPPORT, |s, m| s.sock_bind(m, inet4, ADDRESS));
    guest.put(ADDRESS, &[1, 0, 0, 0, 192, 0, 2, 1]);
    guest.fails(Errno::ADDRNOTAVAIL, |s, m| s.sock_bind(m, inet4, ADDRESS));
}

#[test]
fn undefined_flags_are_invalid() {
    let mut guest = Guest::new();
    let (client, accepted) = guest.connection();
    for flags in [4, 16, 0x1_0000] {
        assert_eq!(guest.recv(accepted, 4, flags), Err(Errno::INVAL));
    }
    guest.data(b"x");
    guest.fails(Errno::INVAL, |s, m| {
        s.sock_send(m, client, VECTOR, 1, 2, LENGTH)
    });
    guest.ok(|s, m| s.sock_send(m, client, VECTOR, 1, 1, LENGTH));
    guest.fails(Errno::INVAL, |s, m| s.fd_fdstat_set_flags(m, client, 32));
    guest.interface = Interface::Wasip1;
    guest.fails(Errno::INVAL, |s, m| {
        s.sock_send(m, client, VECTOR, 1, 1, LENGTH)
    });
    assert_eq!(guest.recv(accepted, 4, 8), Err(Errno::INVAL));
}

#[test]
fn too_many_vectors_are_the_hosts_too_many() {
    let mut guest = Guest::new();
    let (client, _) = guest.connection();
    guest.fails(Errno::MSGSIZE, |s, m| {
        s.sock_send(m, client, VECTOR, 1025, 0, LENGTH)
    });
    guest.fails(Errno::INVAL, |s, m| {
        s.fd_write(m, client, VECTOR, 1025, LENGTH)
    });
}
