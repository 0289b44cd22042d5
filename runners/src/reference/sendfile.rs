//! The contents of a file, down a socket.

use rustix::fd::BorrowedFd;
use rustix::fs::{self, FileType};
use rustix::net::SendFlags;

use super::System;
use super::descriptor::{Kind, rights};
use super::errno::Errno;
use super::memory::Memory;

/// How much of what cannot be sent by the host alone is read at once.
const PIECE: usize = 4096;

impl System {
    /// `sendfile`, until `count` bytes were sent, or nothing more is in the file. It "sends the entire contents of a file" (witx), so what
    /// the host has sent less is sent by further calls of it.
    ///
    /// The host takes no pipe and no character device for the file, and the page of the function does: it "supports reading data
    /// from different types of files, including regular files, standard input, and pipes". Such a one has no offset, and is
    /// read from where it is. A socket in the place of the file is `inval`, and so is a directory, as on the host.
    pub fn sock_send_file(
        &self,
        memory: &mut Memory<'_>,
        fd: u32,
        file: u32,
        offset: u64,
        count: u64,
        sent: u32,
    ) -> Result<(), Errno> {
        let socket = self.descriptors.socket(fd, rights::FD_WRITE)?;
        let file = self.descriptors.get(file, rights::FD_READ)?;
        let slot = memory.slot(sent)?;
        let kind = FileType::from_raw_mode(fs::fstat(file.host())?.st_mode);
        let pieces: &dyn Fn(u64, usize) -> rustix::io::Result<usize> = match kind {
            // A standard stream may be a socket of the harness, and that must not show.
            FileType::Socket if file.description.kind != Kind::Socket => {
                &|_, most| piece(socket.host(), file.host(), most)
            }
            FileType::Fifo | FileType::CharacterDevice => {
                &|_, most| piece(socket.host(), file.host(), most)
            }
            _ => &|at, most| fs::sendfile(socket.host(), file.host(), Some(&mut { at }), most),
        };
        let mut done = 0;
        // It is asked at least once, so that what cannot be sent is refused though nothing of it is to be.
        loop {
            let most = usize::try_from(count - done).unwrap_or(usize::MAX);
            match pieces(offset.saturating_add(done), most) {
                Ok(0) => break,
                Ok(more) => done += more as u64,
                // What was sent was sent.
                Err(_) if done > 0 => break,
                Err(error) => return Err(error.into()),
            }
            if done == count {
                break;
            }
        }
        memory.write(slot, done.to_le_bytes());
        Ok(())
    }
}

/// Sends what is read from the file at once, and `most` bytes of it at most. How much that was, and 0 at its end.
fn piece(socket: BorrowedFd<'_>, file: BorrowedFd<'_>, most: usize) -> rustix::io::Result<usize> {
    let mut bytes = vec![0; most.min(PIECE)];
    let read = rustix::io::read(file, &mut bytes)?;
    let mut rest = &bytes[..read];
    while !rest.is_empty() {
        let sent = rustix::net::send(socket, rest, SendFlags::NOSIGNAL)?;
        rest = &rest[sent..];
    }
    Ok(read)
}
