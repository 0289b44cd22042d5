//! Pipes and events: what comes out of them, and when there is nothing or no room.

use super::{DATA, FD, FD2, Guest, LENGTH, NONBLOCK, OUTSIDE, VECTOR};
use crate::reference::errno::Errno;

impl Guest {
    fn write(&mut self, fd: u32, data: &[u8]) -> Result<(), Errno> {
        self.data(data);
        self.call(|s, m| s.fd_write(m, fd, VECTOR, 1, LENGTH))
    }

    fn read(&mut self, fd: u32, room: u32) -> Result<Vec<u8>, Errno> {
        self.vector(room);
        self.call(|s, m| s.fd_read(m, fd, VECTOR, 1, LENGTH))?;
        let length = self.u32(LENGTH) as usize;
        Ok(self.memory[DATA as usize..][..length].to_vec())
    }

    fn event(&mut self, initial: u64, flags: u32) -> u32 {
        self.ok(|s, m| s.fd_event(m, initial, flags, FD));
        let fd = self.u32(FD);
        self.ok(|s, m| s.fd_fdstat_set_flags(m, fd, NONBLOCK));
        fd
    }
}

#[test]
fn a_pipe_goes_one_way_and_is_no_socket() {
    let mut guest = Guest::new();
    guest.ok(|s, m| s.fd_pipe(m, FD, FD2));
    let (reader, writer) = (guest.u32(FD), guest.u32(FD2));
    assert_eq!((reader, writer), (4, 5));
    assert_eq!(guest.write(writer, b"pipe"), Ok(()));
    assert_eq!(guest.read(reader, 8), Ok(b"pipe".to_vec()));
    assert_eq!(guest.write(reader, b"pipe"), Err(Errno::BADF));
    assert_eq!(guest.send(writer, b"pipe"), Err(Errno::NOTSOCK));
    guest.ok(|s, m| s.fd_close(m, reader));
    assert_eq!(guest.write(writer, b"pipe"), Err(Errno::PIPE));
    guest.fails(Errno::MEMVIOLATION, |s, m| s.fd_pipe(m, FD, OUTSIDE));
    assert_eq!(guest.open_descriptors(), [0, 1, 2, 3, 5]);
}

#[test]
fn an_event_has_a_number_of_64_bits() {
    let mut guest = Guest::new();
    for initial in [5, 1 << 40, u64::MAX - 1] {
        let event = guest.event(initial, 0);
        assert_eq!(guest.read(event, 8), Ok(initial.to_le_bytes().to_vec()));
        assert_eq!(guest.read(event, 8), Err(Errno::AGAIN));
    }
    let semaphore = guest.event(2, 1);
    assert_eq!(guest.read(semaphore, 8), Ok(1_u64.to_le_bytes().to_vec()));
    guest.fails(Errno::INVAL, |s, m| s.fd_event(m, u64::MAX, 0, FD));
    guest.fails(Errno::INVAL, |s, m| s.fd_event(m, 0, 2, FD));
    guest.fails(Errno::MEMVIOLATION, |s, m| s.fd_event(m, 0, 0, OUTSIDE));
    assert_eq!(guest.open_descriptors(), [0, 1, 2, 3, 4, 5, 6, 7]);
}

#[test]
fn a_pipe_with_the_number_of_the_directory_is_none() {
    let mut guest = Guest::new();
    guest.ok(|s, m| s.fd_close(m, 3));
    guest.ok(|s, m| s.fd_pipe(m, FD, FD2));
    assert_eq!(guest.u32(FD), 3);
    guest.fails(Errno::BADF, |s, m| s.fd_prestat_get(m, 3, DATA));
}
