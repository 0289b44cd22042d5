//! The calls, below the engine: a memory of bytes above, sockets of the host on its loopback interface below.

mod arguments;
mod channel;
mod connection;
mod descriptors;
mod names;
mod options;
mod waiting;

use super::System;
use super::errno::Errno;
use super::memory::{Memory, u16_at, u32_at, u64_at};
use crate::interface::Interface;

type Answer = Result<(), Errno>;

/// Where the tests keep things in memory.
const FD: u32 = 0;
const FD2: u32 = 4;
const LENGTH: u32 = 8;
const FLAGS: u32 = 12;
const ADDRESS: u32 = 16;
const VECTOR: u32 = 40;
const TIME: u32 = 48;
const DATA: u32 = 64;
const EVENTS: u32 = 128;
const SUBSCRIPTIONS: u32 = 256;
const SIZE: usize = 512;
/// No address of memory.
const OUTSIDE: u32 = SIZE as u32 - 1;

const INET4: u32 = 1;
const INET6: u32 = 2;
const UNIX: u32 = 3;
const STREAM: u32 = 1;
const DGRAM: u32 = 2;
const NONBLOCK: u32 = 4;

/// A guest without code.
struct Guest {
    system: System,
    memory: Vec<u8>,
    interface: Interface,
}

impl Guest {
    fn new() -> Self {
        Self {
            system: System::default(),
            memory: vec![0; SIZE],
            interface: Interface::Wasix,
        }
    }

    /// Makes a call.
    fn call(&mut self, call: impl FnOnce(&System, &mut Memory<'_>) -> Answer) -> Answer {
        call(
            &self.system,
            &mut Memory::new(&mut self.memory, self.interface),
        )
    }

    /// Makes a call that must succeed.
    #[track_caller]
    fn ok(&mut self, call: impl FnOnce(&System, &mut Memory<'_>) -> Answer) {
        assert_eq!(self.call(call), Ok(()));
    }

    /// Makes a call that must fail so.
    #[track_caller]
    fn fails(&mut self, errno: Errno, call: impl FnOnce(&System, &mut Memory<'_>) -> Answer) {
        assert_eq!(self.call(call), Err(errno));
    }

    fn u32(&self, address: u32) -> u32 {
        u32_at(&self.memory, address as usize)
    }

    fn put(&mut self, address: u32, bytes: &[u8]) {
        self.memory[address as usize..][..bytes.len()].copy_from_slice(bytes);
    }

    fn open(&mut self, family: u32, kind: u32) -> u32 {
        self.ok(|s, m| s.sock_open(m, family, kind, 0, FD));
        self.u32(FD)
    }

    /// Binds to a port of the host's choice on the loopback interface, and leaves the address in memory.
    fn bind(&mut self, fd: u32) {
        self.put(ADDRESS, &[1, 0, 0, 0, 127, 0, 0, 1]);
        self.ok(|s, m| s.sock_bind(m, fd, ADDRESS));
        self.ok(|s, m| s.sock_addr_local(m, fd, ADDRESS));
    }

    fn listener(&mut self) -> u32 {
        let fd = self.open(INET4, STREAM);
        self.bind(fd);
        self.ok(|s, m| s.sock_listen(m, fd, 8));
        fd
    }

    /// A connected pair: client and accepted.
    fn connection(&mut self) -> (u32, u32) {
        let listener = self.listener();
        let client = self.open(INET4, STREAM);
        self.ok(|s, m| s.sock_connect(m, client, ADDRESS));
        self.ok(|s, m| s.sock_accept_v2(m, listener, 0, FD, ADDRESS));
        let accepted = self.u32(FD);
        self.ok(|s, m| s.fd_close(m, listener));
        (client, accepted)
    }

    /// Points the vector at `data`.
    fn data(&mut self, data: &[u8]) {
        self.put(DATA, data);
        self.vector(data.len() as u32);
    }

    fn vector(&mut self, length: u32) {
        self.put(VECTOR, &DATA.to_le_bytes());
        self.put(VECTOR + 4, &length.to_le_bytes());
    }

    fn send(&mut self, fd: u32, data: &[u8]) -> Answer {
        self.data(data);
        self.call(|s, m| s.sock_send(m, fd, VECTOR, 1, 0, LENGTH))
    }

    /// Receives into `room` bytes and gives what came, and the flags.
    fn recv(&mut self, fd: u32, room: u32, flags: u32) -> Result<(Vec<u8>, u16), Errno> {
        self.vector(room);
        self.call(|s, m| s.sock_recv(m, fd, VECTOR, 1, flags, LENGTH, FLAGS))?;
        let length = self.u32(LENGTH) as usize;
        Ok((
            self.memory[DATA as usize..][..length].to_vec(),
            u16_at(&self.memory, FLAGS as usize),
        ))
    }

    fn status(&mut self, fd: u32) -> u8 {
        self.put(FLAGS, &[0xaa; 4]);
        self.ok(|s, m| s.sock_status(m, fd, FLAGS));
        assert_eq!(
            self.memory[FLAGS as usize + 1..][..3],
            [0xaa; 3],
            "the status is one byte"
        );
        self.memory[FLAGS as usize]
    }

    /// The numbers of the descriptors that are open.
    fn open_descriptors(&mut self) -> Vec<u32> {
        (0..64)
            .filter(|&fd| self.call(|s, m| s.fd_fdflags_get(m, fd, FLAGS)).is_ok())
            .collect()
    }

    fn subscribe(&mut self, place: u32, userdata: u64, kind: u8, fd: u32) {
        let mut bytes = [0; 48];
        bytes[..8].copy_from_slice(&userdata.to_le_bytes());
        bytes[8] = kind;
        bytes[16..20].copy_from_slice(&fd.to_le_bytes());
        self.put(SUBSCRIPTIONS + place * 48, &bytes);
    }

    /// Polls and gives the events: userdata, error, type, bytes, flags.
    fn poll(&mut self, count: u32) -> Vec<(u64, u16, u8, u64, u16)> {
        self.ok(|s, m| s.poll_oneoff(m, SUBSCRIPTIONS, EVENTS, count, LENGTH));
        let happened = self.u32(LENGTH) as usize;
        let events = self.memory[EVENTS as usize..]
            .chunks_exact(32)
            .take(happened);
        events
            .map(|e| {
                (
                    u64_at(e, 0),
                    u16_at(e, 8),
                    e[10],
                    u64_at(e, 16),
                    u16_at(e, 24),
                )
            })
            .collect()
    }
}
